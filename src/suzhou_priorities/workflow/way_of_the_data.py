"""The way of the data as the code has it: folders in their order, and the steps of a run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from suzhou_priorities.workflow.sources import PACKAGE, PACKAGE_FOLDER
from suzhou_priorities.workflow.tasks import Workflow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from suzhou_priorities.paths import ProjectPaths

TABLES = "tables"
# The folders that the data passes through, in its order; a folder imports from those before it only.
ORDER = ("corpus", "repair", "outline", "extract", "coding", "tables", "measures", "show")
# They run what the others do.
RUNNERS = ("batch", "workflow")
_READS = re.compile(r'load_codebook\("(\w+)"\)')


@dataclass(frozen=True, slots=True)
class Layer:
    """A folder of the package.

    Attributes
    ----------
    name
        The folder.
    purpose
        The first line of its docstring.
    codebooks
        Names of the codebooks that its modules read.
    """

    name: str
    purpose: str
    codebooks: tuple[str, ...]


def layers(names: Sequence[str] = ORDER) -> tuple[Layer, ...]:
    """Return what folders of the package are for, and which codebooks they read."""
    return tuple(Layer(name, _purpose(name), _codebooks(PACKAGE_FOLDER / name)) for name in names)


def steps_of_a_run(paths: ProjectPaths) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds of steps that end in the tables, and those that begin with them, in the order of a run."""
    kinds = list(dict.fromkeys(str(task["name"]).partition(":")[0] for task in Workflow(paths).tasks()))
    place = kinds.index(TABLES) + 1
    return tuple(kinds[:place]), tuple(kinds[place:])


def _purpose(folder: str) -> str:
    return str(import_module(f"{PACKAGE}.{folder}").__doc__).partition("\n")[0]


def _codebooks(folder: Path) -> tuple[str, ...]:
    return tuple(sorted({name for file in folder.glob("*.py") for name in _READS.findall(file.read_text("utf-8"))}))
