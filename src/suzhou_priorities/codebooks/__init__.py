"""Rules about language and policy, kept as data (YAML) beside this file; code elsewhere interprets them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from suzhou_priorities.errors import CodebookError


@cache
def load_codebook(name: str) -> dict[str, Any]:
    """Return the codebook `name` (the file `<name>.yml` beside this module) as plain data.

    Raises
    ------
    CodebookError
        If there is no such codebook, or it is not a YAML mapping.
    """
    source = resources.files(__name__) / f"{name}.yml"
    try:
        content = yaml.load(source.read_bytes(), Loader=yaml.CSafeLoader)
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
        raise CodebookError(f"codebooks/{name}.yml", f"is not valid YAML: {error}.", "Mend the line named.") from error
    if not isinstance(content, dict):
        raise CodebookError(f"codebooks/{name}.yml", "is not a mapping.", "Begin it with `version:` and `entries:`.")
    return content
