"""Which runs a command is about, and with which parameters other than those of `runs.yml`."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.workflow.parameters import declared_parameters, given_parameters, typed_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from suzhou_priorities.workflow.runs import Run

# What can be the name of a folder on every system, and read in an address.
_PLAIN = re.compile(r"[A-Za-z0-9_.,=-]{1,60}")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a command is about.

    Attributes
    ----------
    runs
        The runs whose pages are wanted; None for the whole report.
    variant
        The folder of their pages if they have other parameters than `runs.yml` says; empty otherwise.
    """

    runs: tuple[Run, ...] | None = None
    variant: str = ""


def select(
    runs: Sequence[Run], notebooks: Path, *, only: str | None, district: str | None, parameters: Sequence[str]
) -> Selection:
    """Return what a command is about.

    Parameters
    ----------
    runs
        All runs of the checkout.
    notebooks
        Folder of the notebooks.
    only
        Name of a run, or its notebook.
    district
        Key of the district whose runs are wanted.
    parameters
        ``key=value`` for the runs so chosen, or, if none are chosen, for all that declare every key given.

    Raises
    ------
    WorkflowError
        If there is no such run, district or parameter, or a value is not of the type that a notebook declares.
    """
    given = given_parameters(parameters)
    chosen = _named(runs, only) if only is not None else list(runs)
    if district is not None:
        chosen = _of_district(runs, chosen, district)
    is_chosen = only is not None or district is not None
    if not given:
        return Selection(tuple(chosen) if is_chosen else None)
    variant = variant_name(given)
    return Selection(tuple(_varied(chosen, notebooks, given, variant, is_chosen=is_chosen)), variant)


def variant_name(given: dict[str, str]) -> str:
    """Return the folder of pages with other parameters: what was given, or a checksum of what cannot be a name."""
    name = ",".join(f"{key}={text}" for key, text in sorted(given.items()))
    if _PLAIN.fullmatch(name) and not name.endswith("."):
        return name
    keys = ",".join(sorted(given))[:40]
    return f"{keys}-{hashlib.sha256(name.encode('utf-8')).hexdigest()[:8]}"


def _named(runs: Iterable[Run], name: str) -> list[Run]:
    everything = list(runs)
    found = [run for run in everything if name in (run.name, run.notebook, run.notebook.removesuffix(".ipynb"))]
    if not found:
        known = ", ".join(dict.fromkeys(run.name for run in everything))
        raise WorkflowError(f"--only {name}", "is no run.", f"The runs are: {known}.")
    return found


def _of_district(runs: Iterable[Run], chosen: Iterable[Run], district: str) -> list[Run]:
    found = [run for run in chosen if run.district and run.district == district]
    if not found:
        known = ", ".join(dict.fromkeys(run.district for run in runs if run.district)) or "none"
        raise WorkflowError(
            f"--district {district}",
            "is the district of no such run; a district has one if a document of data/raw is of it.",
            f"Districts with runs: {known}.",
        )
    return found


def _varied(
    chosen: Iterable[Run], notebooks: Path, given: dict[str, str], variant: str, *, is_chosen: bool
) -> list[Run]:
    """Return the runs with the values given, if they take them."""
    chosen = list(chosen)
    declared = {name: declared_parameters(notebooks / name) for name in dict.fromkeys(run.notebook for run in chosen)}
    for key, text in given.items():
        owners = [name for name, kinds in declared.items() if key in kinds]
        if not owners or (is_chosen and len(owners) < len(declared)):
            raise WorkflowError(
                f"--param {key}={text}",
                f"is declared by {'no notebook' if not owners else 'not all of the notebooks chosen'}.",
                f"There are: {_told(declared)}.",
            )
    takers = {name: kinds for name, kinds in declared.items() if set(given) <= set(kinds)}
    if not takers:
        raise WorkflowError(
            f"--param {' '.join(given)}", "are declared by no notebook together.", f"There are: {_told(declared)}."
        )
    values = {
        name: {key: typed_value(key, text, kinds[key]) for key, text in given.items()} for name, kinds in takers.items()
    }
    return [
        replace(
            run,
            parameters={**run.parameters, **values[run.notebook]},
            variant=variant,
            changed=values[run.notebook],
        )
        for run in chosen
        if run.notebook in values
    ]


def _told(declared: dict[str, dict[str, str]]) -> str:
    """Return the parameters that can be given, each with the notebooks that declare it."""
    owners: dict[str, list[str]] = {}
    for notebook, kinds in declared.items():
        for key, kind in kinds.items():
            if key not in ("lang", "district"):
                owners.setdefault(f"{key} ({kind})", []).append(notebook.removesuffix(".ipynb"))
    return "; ".join(f"{key} of {', '.join(names)}" for key, names in sorted(owners.items())) or "none"
