"""Running the code of another checkout: a fresh clone, an earlier commit, a copy of the working tree."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from suzhou_priorities.errors import WorkflowError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PACKAGE = "suzhou_priorities"
# Variables that would have the other code use this checkout, or kernels of a run of it.
_OWN = "SUZHOU_PRIORITIES_"
_TOLD = 12  # lines of a failed command that are passed on


def environment_of(root: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment in which this interpreter runs the package of another checkout, with `more` in it.

    The libraries are those of this environment; an editable install of the package comes after ``PYTHONPATH``.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    return {**kept, "PYTHONPATH": str(root / "src"), **(more or {})}


def run_in(root: Path, arguments: Sequence[str], environment: Mapping[str, str], allowed: Sequence[int] = (0,)) -> str:
    """Run this interpreter with the package of another checkout; return what it printed.

    Raises
    ------
    WorkflowError
        If the package would come from elsewhere, or the program ends with another code than those allowed.
    """
    told = _run(root, ["-c", f"import {PACKAGE}; print(ascii({PACKAGE}.__file__))"], environment, (0,))
    found = Path(ast.literal_eval(told.strip()))
    if not found.resolve().is_relative_to(root.resolve()):
        raise WorkflowError(root, f"would run the package of {found.parent}.", "Install the package as editable.")
    return _run(root, arguments, environment, allowed)


def _run(root: Path, arguments: Sequence[str], environment: Mapping[str, str], allowed: Sequence[int]) -> str:
    done = subprocess.run(  # noqa: S603 - this interpreter, on code of this project
        [sys.executable, *arguments],
        cwd=root,
        env=dict(environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode not in allowed:
        told = "\n".join((done.stdout + done.stderr).strip().splitlines()[-_TOLD:])
        asked = " ".join(arguments)
        raise WorkflowError(f"python {asked}", f"ended with {done.returncode} in {root}:\n{told}\n", "Mend that first.")
    return done.stdout


def git(root: Path, *arguments: str) -> str:
    """Run git in a checkout; return what it printed.

    Raises
    ------
    WorkflowError
        If git is not there, or cannot do it.
    """
    return git_bytes(root, *arguments).decode("utf-8", "replace").strip()


def git_bytes(root: Path, *arguments: str) -> bytes:
    """Run git in a checkout; return the bytes that it printed; see `git`."""
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(root), *arguments],  # noqa: S607 - git of the PATH
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise WorkflowError("git", "cannot be started.", "Install git.") from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip()
        raise WorkflowError(f"git {' '.join(arguments)}", f"failed in {root}: {told}.", "Work in a clone with commits.")
    return done.stdout
