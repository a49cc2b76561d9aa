"""Rules about language and policy, kept as data (YAML) beside this file; code elsewhere interprets them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from suzhou_priorities.codebooks.entry_checks import check_entries
from suzhou_priorities.codebooks.unique_keys import UniqueKeyLoader
from suzhou_priorities.errors import CodebookError, printable


@cache
def load_codebook(name: str) -> dict[str, Any]:
    """Return the codebook `name` (the file `<name>.yml` beside this module) as plain data.

    Raises
    ------
    CodebookError
        If there is no such codebook, it is not a YAML mapping, has a key twice, or an entry lacks what it must have.
    """
    source = resources.files(__name__) / f"{name}.yml"
    try:
        content = yaml.load(source.read_bytes(), Loader=UniqueKeyLoader)  # noqa: S506 - a safe loader
    except FileNotFoundError:
        known = sorted(
            entry.name.removesuffix(".yml")
            for entry in resources.files(__name__).iterdir()
            if entry.name.endswith(".yml")
        )
        raise CodebookError(
            f"codebooks/{name}.yml", "does not exist.", f"Known codebooks: {', '.join(known)}."
        ) from None
    except yaml.YAMLError as error:
        raise CodebookError(
            f"codebooks/{name}.yml", f"is not valid YAML: {_told(error)}.", "Mend the line named."
        ) from error
    if not isinstance(content, dict):
        raise CodebookError(f"codebooks/{name}.yml", "is not a mapping.", "Begin it with `version:` and `entries:`.")
    check_entries(name, content)
    return content


def _told(error: yaml.YAMLError) -> str:
    """Return in one line what is wrong, and where."""
    mark = getattr(error, "problem_mark", None)
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return place + printable(str(getattr(error, "problem", None) or error)).rstrip(".")[:200]
