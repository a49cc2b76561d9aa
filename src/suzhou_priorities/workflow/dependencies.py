"""Libraries that are missing or too old, named with what to do about it."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from suzhou_priorities.errors import WorkflowError

DISTRIBUTION = "suzhou-priorities"
_PROJECT_FILE = Path(__file__).resolve().parents[3] / "pyproject.toml"
# The project asks for least versions only: ``pyyaml>=6.0.2``.
_REQUIREMENT = re.compile(r"\s*(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?\s*(?:>=\s*(?P<least>[0-9.]+))?")


def requirements() -> list[str]:
    """Return what the project needs, as ``name>=version``: of the checkout, or of the installed package."""
    if _PROJECT_FILE.is_file():
        project = tomllib.loads(_PROJECT_FILE.read_text(encoding="utf-8")).get("project", {})
        if project.get("name") == DISTRIBUTION:
            return list(project.get("dependencies", []))
    try:
        return [line for line in metadata.requires(DISTRIBUTION) or [] if "extra ==" not in line]
    except metadata.PackageNotFoundError:
        return []


def unmet(wanted: list[str] | None = None) -> dict[str, str]:
    """Return what is wrong with each requirement that this environment does not meet.

    Takes some ten milliseconds; nothing is imported.

    Parameters
    ----------
    wanted
        As from `requirements`, which is the default.

    Returns
    -------
    dict
        From requirements to what is the case.
    """
    found = {}
    for requirement in requirements() if wanted is None else wanted:
        match = _REQUIREMENT.match(requirement)
        if match is None:
            continue
        name, least = match["name"], match["least"] or "0"
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[match[0]] = (
                f"{name} is missing ({least} or newer is needed)" if match["least"] else f"{name} is missing"
            )
            continue
        if _parts(version) < _parts(least):
            found[match[0]] = f"{name} {version} is installed ({least} or newer is needed)"
    return found


def check_dependencies(wanted: list[str] | None = None) -> None:
    """Make sure that this environment has what the project needs.

    Raises
    ------
    WorkflowError
        Naming each library that is missing or too old.
    """
    found = unmet(wanted)
    if found:
        raise WorkflowError(_environment(), f"{'; '.join(found.values())}.", _remedy(list(found)))


def fault_of_environment(error: BaseException, wanted: list[str] | None = None) -> WorkflowError | None:
    """Return the fault of this environment behind an error that nobody expected; None if there is none to be seen.

    An old library shows as a name that cannot be imported, an attribute that is not there, an argument not known.
    """
    found = unmet(wanted)
    if found:
        return WorkflowError(_environment(), f"{'; '.join(found.values())}.", _remedy(list(found)))
    if isinstance(error, ImportError) and not (error.name or "").startswith("suzhou_priorities"):
        return WorkflowError(_environment(), f"a library cannot be loaded: {error}.", _remedy([]))
    return None


def _parts(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, without zeros at its end: 2.10.0 is after 2.9, and 2.0 is 2."""
    release = re.match(r"(?:\d+!)?\d+(?:\.\d+)*", version)
    numbers = [int(part) for part in release[0].rpartition("!")[2].split(".")] if release else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _environment() -> str:
    return f"the Python environment {sys.prefix}"


def _remedy(missing: list[str]) -> str:
    install = " ".join(f"'{requirement}'" for requirement in missing) or "-r requirements.lock"
    return f"Run `python -m pip install {install}` in it, or `rm -rf .venv` and `make report`, which sets it up anew."
