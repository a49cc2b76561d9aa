"""Takes the key numbers and the tables of the built report as the expected ones: ``make accept``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from suzhou_priorities.errors import SuzhouPrioritiesError, WorkflowError
from suzhou_priorities.paths import project_paths
from suzhou_priorities.workflow.key_number_sources import numbers_of
from suzhou_priorities.workflow.key_numbers import KEY_NUMBERS, moved_numbers, read_numbers, write_numbers
from suzhou_priorities.workflow.table_checksums import (
    CHECKSUMS,
    checksums_of,
    moved_tables,
    read_checksums,
    write_checksums,
)

if TYPE_CHECKING:
    from suzhou_priorities.paths import ProjectPaths


def moved(paths: ProjectPaths, expected: ProjectPaths | None = None) -> list[str]:
    """Return a line for each key number and each table of a built report that is not the accepted one.

    Parameters
    ----------
    paths
        The checkout whose report is built.
    expected
        The checkout that says what was accepted; the same by default.
    """
    root = (expected or paths).root
    numbers = moved_numbers(read_numbers(root / KEY_NUMBERS), numbers_of(paths))
    return [*numbers, *moved_tables(read_checksums(root / CHECKSUMS), checksums_of(paths.processed))]


def accept(paths: ProjectPaths) -> list[str]:
    """Write the key numbers and checksums of the built report as the expected ones; return what moved, a line each.

    Raises
    ------
    WorkflowError
        If the report is missing or out of date.
    """
    from suzhou_priorities.workflow.bundle import stale_steps

    stale = stale_steps(paths)
    if stale:
        raise WorkflowError("reports", f"are out of date: {stale} steps would run again.", "Run `make report` first.")
    lines = moved(paths)
    write_numbers(numbers_of(paths), paths.root / KEY_NUMBERS)
    write_checksums(checksums_of(paths.processed), paths.root / CHECKSUMS)
    return lines


def main() -> int:
    """Accept the report of the checkout around the working directory, and say what moved."""
    try:
        lines = accept(project_paths())
    except SuzhouPrioritiesError as error:
        print(f"make accept: {error}", file=sys.stderr)
        return 2
    for line in lines:
        print(line)
    if lines:
        print(f"{len(lines)} moved; {KEY_NUMBERS} and {CHECKSUMS} are rewritten: commit them with the change.")
    else:
        print("Nothing moved.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
