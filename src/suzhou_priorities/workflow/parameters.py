"""Parameters given on the command line: ``key=value``, read as the notebook declares them."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

import yaml

from suzhou_priorities.errors import WorkflowError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

# What every run sets by itself, and how to get another value.
SET_BY_RUNS = {
    "lang": "Every run is made in all languages; leave it out.",
    "district": "Choose districts with --district KEY.",
}
_BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def given_parameters(options: Sequence[str]) -> dict[str, str]:
    """Return the texts that were given, by parameter.

    Raises
    ------
    WorkflowError
        If one is no ``key=value``, is given twice, or is set by the runs themselves.
    """
    given: dict[str, str] = {}
    for option in options:
        key, sign, text = option.partition("=")
        if not sign or not key.isidentifier():
            raise WorkflowError(f"--param {option}", "is no key=value.", "Write, say, --param resamples=500.")
        if key in SET_BY_RUNS:
            raise WorkflowError(f"--param {option}", "is set by the runs themselves.", SET_BY_RUNS[key])
        if key in given:
            raise WorkflowError(f"--param {option}", f"gives {key} a second time.", "Give it once.")
        given[key] = text
    return given


def declared_parameters(notebook: Path) -> dict[str, str]:
    """Return the parameters that a notebook declares, with the names of their types.

    Raises
    ------
    WorkflowError
        If it cannot be read.
    """
    import papermill  # takes half a second, and is needed only where parameters are given

    try:
        declared: Mapping[str, Any] = papermill.inspect_notebook(str(notebook))
    except Exception as error:
        raise WorkflowError(notebook.name, f"cannot be read: {error}", "Open and save it in JupyterLab.") from error
    return {name: _type_of(facts) for name, facts in declared.items()}


def typed_value(key: str, text: str, kind: str) -> Any:
    """Return a value as the notebook declares it.

    Parameters
    ----------
    key, text
        As given.
    kind
        Name of the type: ``int``, ``float``, ``str``, ``bool``, ``list`` (or ``list[str]`` …), ``dict``; any other is
        read as YAML.

    Raises
    ------
    WorkflowError
        If the text is no such value.
    """
    base, _, inner = kind.replace(" ", "").rstrip("]").partition("[")
    readers: dict[str, Callable[[str], Any]] = {
        "str": str,
        "int": int,
        "float": _number,
        "bool": _boolean,
        "list": partial(_listed, inner),
        "dict": _mapping,
    }
    try:
        return readers.get(base.lower(), yaml.safe_load)(text)
    except (ValueError, yaml.YAMLError, RecursionError):
        raise WorkflowError(
            f"--param {key}={text}", f"is no {kind}, as the notebook declares it.", _EXAMPLES.get(base.lower(), "")
        ) from None


_EXAMPLES = {
    "int": "Give a whole number.",
    "float": "Give a number, such as 0.25.",
    "bool": "Give true or false.",
    "list": "Give a list, such as '[gdp, income]'.",
    "dict": "Give a mapping, such as '{a: 1}'.",
}


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _boolean(text: str) -> bool:
    try:
        return _BOOLEANS[text.strip().lower()]
    except KeyError:
        raise ValueError(text) from None


def _listed(inner: str, text: str) -> list[Any]:
    """Read a list in JSON or YAML; its items are texts and numbers, or of the one type that is declared."""
    items = yaml.safe_load(text)
    kinds = {"str": (str,), "int": (int,), "float": (int, float), "bool": (bool,)}.get(inner, (str, int, float))
    if not isinstance(items, list) or not all(isinstance(item, kinds) for item in items):
        raise ValueError(text)
    return items


def _mapping(text: str) -> dict[str, Any]:
    value = yaml.safe_load(text)
    if not isinstance(value, dict):
        raise ValueError(text)
    return value


def _type_of(facts: Mapping[str, Any]) -> str:
    """Return the type of a parameter, that of its default value where none is declared."""
    declared = str(facts["inferred_type_name"])
    if declared != "None":
        return declared
    try:
        return type(yaml.safe_load(str(facts["default"]))).__name__
    except (ValueError, yaml.YAMLError, RecursionError):  # an expression, which is no value as it stands
        return "str"
