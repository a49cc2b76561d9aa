"""Says which sentences and figures a change of codebook or code moves: ``make diff``."""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from suzhou_priorities.errors import SuzhouPrioritiesError, WorkflowError
from suzhou_priorities.paths import project_paths
from suzhou_priorities.workflow.code_versions import processed_by_both
from suzhou_priorities.workflow.difference_text import rows_told, summary_told
from suzhou_priorities.workflow.key_numbers import KEY_NUMBERS, moved_numbers, numbers_from
from suzhou_priorities.workflow.other_code import git
from suzhou_priorities.workflow.table_differences import read_versions, table_differences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from suzhou_priorities.paths import ProjectPaths

MOST_TOLD = 20  # rows listed of each table


def differences(paths: ProjectPaths, revision: str, most: int | None, out: TextIO) -> int:
    """Say what the working tree changes against a commit; return the number of rows that differ.

    Parameters
    ----------
    paths
        The checkout.
    revision
        The commit, as git names it.
    most
        Rows listed of each table; None for all.
    out
        Where it is said.
    """
    commit = git(paths.root, "rev-parse", "--short", "--verify", f"{revision}^{{commit}}")
    with tempfile.TemporaryDirectory(prefix="diff-") as folder:
        before, after = (read_versions(tables) for tables in processed_by_both(paths, commit, Path(folder)))
    found = table_differences(before, after)
    out.write(f"Commit {commit} → working tree, both on the documents of data/raw as they are now.\n\n")
    for line in summary_told(found.values(), sorted(set(before) - set(found)), sorted(set(after) - set(found))):
        out.write(f"{line}\n")
    for difference in found.values():
        for line in rows_told(difference, most):
            out.write(f"{line}\n")
    out.write("\n")
    for line in _key_numbers(paths, commit):
        out.write(f"{line}\n")
    return sum(len(difference.rows) for difference in found.values())


def _key_numbers(paths: ProjectPaths, commit: str) -> list[str]:
    """Return which key numbers of the built report are not those of the commit, or why that cannot be told."""
    from suzhou_priorities.workflow.bundle import stale_steps
    from suzhou_priorities.workflow.key_number_sources import numbers_of

    if not git(paths.root, "ls-tree", "--name-only", commit, "--", KEY_NUMBERS):
        return [f"Key numbers: commit {commit} has none."]
    if stale_steps(paths):
        return ["Key numbers: the report is out of date; after `make report`, `make diff` says which of them move."]
    accepted = numbers_from(git(paths.root, "show", f"{commit}:{KEY_NUMBERS}"))
    lines = moved_numbers(accepted, numbers_of(paths))
    return [f"Key numbers that move: {len(lines)}.", *(f"  {line}" for line in lines)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare the checkout around the working directory with a commit."""
    parser = ArgumentParser(prog="make diff", description=__doc__)
    parser.add_argument("--against", default="HEAD", metavar="REV", help="the commit (the last one by default)")
    parser.add_argument(
        "--most", type=int, default=MOST_TOLD, metavar="N", help=f"rows listed of each table ({MOST_TOLD})"
    )
    parser.add_argument("--all", action="store_true", help="list all rows")
    options = parser.parse_args(arguments)
    try:
        if options.most < 0:
            raise WorkflowError("--most", f"is {options.most}.", "Give a number from 0 up.")
        differences(project_paths(), options.against, None if options.all else options.most, sys.stdout)
    except SuzhouPrioritiesError as error:
        print(f"make diff: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
