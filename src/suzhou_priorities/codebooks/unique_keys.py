"""A safe loader of YAML to which a key given twice is a mistake, not a second thought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Hashable


class UniqueKeyLoader(yaml.CSafeLoader):
    """Loads plain data; a repeated key is a ``ConstructorError`` that names the line of the second one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return a mapping; refuse one with a key given twice."""
        """Return a mapping of the file.

        Raises
        ------
        ConstructorError
            If a key stands in it twice.
        """
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            names = [key.value for key, _ in node.value]
            twice = next((key for key, _ in reversed(node.value) if names.count(key.value) > 1), node)
            raise yaml.constructor.ConstructorError(None, None, f"the key {twice.value!r} twice", twice.start_mark)
        return mapping
