"""Builds the report twice from fresh clones, in surroundings that differ, and compares the bytes: ``make verify``."""

from __future__ import annotations

import locale
import shutil
import sys
import tempfile
import time
from argparse import ArgumentParser
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from suzhou_priorities.errors import SuzhouPrioritiesError, WorkflowError
from suzhou_priorities.paths import ProjectPaths, find_root
from suzhou_priorities.workflow.accept import moved
from suzhou_priorities.workflow.other_code import PACKAGE, environment_of, git, run_in
from suzhou_priorities.workflow.tree_comparison import LEFT_OUT, compare_builds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

# The second locale is the first of these that the machine has; the first build has the plain one.
_LOCALES = ("zh_CN.GB18030", "zh_CN.UTF-8", "de_DE.UTF-8", "en_US.UTF-8", "C.UTF-8")
_LEAST_TOLD = 20  # differences shown


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where and how a clone is built.

    Attributes
    ----------
    folder
        Its folder, from the working folder: name and depth must not show in any product.
    variables
        Time zone, locale and seed of hashes.
    options
        Of ``suzhou-priorities report``.
    """

    folder: str
    variables: dict[str, str]
    options: tuple[str, ...] = ()


def surroundings() -> tuple[Surroundings, Surroundings]:
    """Return two surroundings that differ in all that must not matter: a day apart, warm kernels and ordinary ones."""
    second = _installed_locale()
    return (
        Surroundings("a", {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0"}),
        Surroundings(
            "second build/深/checkout",
            {"TZ": "Pacific/Pago_Pago", "LANG": second, "LC_ALL": second, "PYTHONHASHSEED": "4294967295"},
            ("--no-warm", "--workers", "3"),
        ),
    )


def verify(root: Path, folder: Path, out: TextIO) -> int:
    """Build the last commit of a checkout twice, and compare; return the number of differences.

    Tables, figures, executed notebooks and pages of the two builds must be the same to the byte, and the tables and key
    numbers those that the commit expects.

    Parameters
    ----------
    root
        The checkout; what is not committed takes no part.
    folder
        Where the clones are made; must be empty.
    out
        Where it is said what is done and what differs.
    """
    commit = git(root, "rev-parse", "--short", "HEAD")
    changed = len(git(root, "status", "--porcelain").splitlines())
    out.write(
        f"Verifying commit {commit}" + (f"; {changed} files are not committed, and left out.\n" if changed else ".\n")
    )
    clones = [_build(root, folder / one.folder, one, out) for one in surroundings()]
    found = compare_builds(*clones)
    out.write(
        f"{found.files} files, {found.size / 1e6:.1f} MB compared; left out: {', '.join(LEFT_OUT)}, hidden files.\n"
    )
    differences = list(found.differences)
    differences += [f"not as accepted: {line}" for line in moved(ProjectPaths(clones[0]))]
    for clone in clones:
        tracked = git(clone, "status", "--porcelain").splitlines()
        differences += [f"the build changes a file of the repository: {line.strip()}" for line in tracked]
    for line in differences[:_LEAST_TOLD]:
        out.write(f"{line}\n")
    if len(differences) > _LEAST_TOLD:
        out.write(f"… and {len(differences) - _LEAST_TOLD} more.\n")
    if any(line.startswith("not as accepted") for line in differences):
        out.write("If the change of results is meant: `make diff` shows it, `make accept` accepts it.\n")
    out.write(f"{len(differences)} differences.\n" if differences else "Both builds are the same, and as accepted.\n")
    return len(differences)


def _build(root: Path, clone: Path, how: Surroundings, out: TextIO) -> Path:
    """Clone the last commit and build its report."""
    began = time.monotonic()
    clone.parent.mkdir(parents=True, exist_ok=True)
    git(root, "clone", "--quiet", "--no-hardlinks", str(root), str(clone))
    git(clone, "checkout", "--quiet", "--detach", git(root, "rev-parse", "HEAD"))
    environment = environment_of(clone, how.variables)
    run_in(clone, ["-m", f"{PACKAGE}.cli", "report", *how.options], environment)
    told = " ".join(f"{name}={value}" for name, value in how.variables.items())
    out.write(
        f"built in {time.monotonic() - began:.0f} s: {how.folder} ({told} {' '.join(how.options)})\n".replace(" )", ")")
    )
    out.flush()
    return clone


def _installed_locale() -> str:
    kept = locale.setlocale(locale.LC_ALL)
    try:
        for name in _LOCALES:
            with suppress(locale.Error):
                locale.setlocale(locale.LC_ALL, name)
                return name
    finally:
        locale.setlocale(locale.LC_ALL, kept)
    return "C"


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify the checkout around the working directory."""
    parser = ArgumentParser(prog="make verify", description=__doc__)
    parser.add_argument("--folder", type=Path, metavar="DIR", help="empty folder for the clones (a temporary one)")
    parser.add_argument("--keep", action="store_true", help="keep the clones, to look at what differs")
    options = parser.parse_args(arguments)
    try:
        folder = _empty(options.folder)
        try:
            return 1 if verify(find_root(), folder, sys.stdout) else 0
        finally:
            if options.keep:
                print(f"The clones are in {folder}.")
            else:
                shutil.rmtree(folder, ignore_errors=True)
    except SuzhouPrioritiesError as error:
        print(f"make verify: {error}", file=sys.stderr)
        return 2


def _empty(folder: Path | None) -> Path:
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="verify-"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkflowError(folder, "is not empty.", "Name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


if __name__ == "__main__":
    sys.exit(main())
