"""The command line: `suzhou-priorities` with its commands."""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suzhou_priorities import __version__
from suzhou_priorities.errors import SuzhouPrioritiesError, as_told
from suzhou_priorities.workflow.bundle_command import add_bundle_command
from suzhou_priorities.workflow.command import add_report_command
from suzhou_priorities.workflow.sheet_command import add_sheet_command

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """\
examples:
  suzhou-priorities report                              bring the whole report up to date
  suzhou-priorities report --only 01_corpus             one page and what it needs
  suzhou-priorities process page.txt --out tables       tables of one document
  suzhou-priorities process pages/ --out tables         tables of all *.txt below a folder
  suzhou-priorities process pages/ --out tables --scheduler tcp://10.0.0.5:8786
                                                        the same on a Dask cluster
  suzhou-priorities bundle                              one zip to deposit or mail
"""
TOLD_ONE_BY_ONE = 20
CODE_OF_BROKEN_PIPE = 141  # as of a program that the signal SIGPIPE ends


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0, 1 if something was left undone, 2 if it could not start."""
    parser = _parser()
    options = parser.parse_args(arguments)
    _write_any_name()
    try:
        code = int(options.func(options))
        sys.stdout.flush()
    except BrokenPipeError:  # who read what is said has gone, such as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CODE_OF_BROKEN_PIPE
    except KeyboardInterrupt:
        print("suzhou-priorities: interrupted; the next run goes on from here.", file=sys.stderr)
        return 130
    except Exception as error:
        if options.debug:
            raise
        where = getattr(options, "out", None) or options.command
        from suzhou_priorities.workflow.dependencies import fault_of_environment

        expected = isinstance(error, SuzhouPrioritiesError)
        told = (None if expected else fault_of_environment(error)) or as_told(error, where)
        print(f"suzhou-priorities: {told}", file=sys.stderr)
        return 2
    return code


def _write_any_name() -> None:
    """Have names of files written that the terminal's encoding lacks, rather than stop at them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="suzhou-priorities",
        description="Read Chinese government documents as scraped, and turn them into tables and reports in which "
        "every number leads back to its sentence.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    _add_debug(parser, default=False)
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", dest="command")
    add_report_command(subparsers)
    process = subparsers.add_parser(
        "process",
        help="turn text files into tables",
        description="Clean and outline text files, with or without a sidecar beside them, and write the tables "
        "(Parquet and CSV), the clean texts and datapackage.json into a folder. What was read from the text "
        "itself (place, type, years) is said, and what could not be.",
    )
    process.add_argument(
        "files", nargs="+", metavar="FILE", help="text files, folders, or patterns such as 'pages/*.txt'"
    )
    process.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for the tables")
    process.add_argument("--workers", type=int, metavar="N", help="processes of this machine (all cores by default)")
    process.add_argument(
        "--scheduler", metavar="ADDRESS", help="have a Dask cluster do the work: tcp://host:port (docs/cluster.md)"
    )
    process.set_defaults(func=_process)
    add_sheet_command(subparsers)
    add_bundle_command(subparsers)
    for command in subparsers.choices.values():
        _add_debug(command, default=argparse.SUPPRESS)
    return parser


def _add_debug(parser: argparse.ArgumentParser, *, default: Any) -> None:
    """Let `--debug` stand before the command or behind it."""
    parser.add_argument(
        "--debug", action="store_true", default=default, help="show where in the program an error arose"
    )


def _process(options: argparse.Namespace) -> int:
    from suzhou_priorities.batch.cluster import executor_for
    from suzhou_priorities.batch.documents import process_files
    from suzhou_priorities.batch.input_files import check_output, files_of
    from suzhou_priorities.errors import WorkflowError

    if options.workers is not None and options.workers < 1:
        raise WorkflowError("--workers", f"is {options.workers}.", "Give a number from 1 up.")
    files = files_of(options.files)
    check_output(files, options.out)

    def tell(done: int, total: int) -> None:
        if total > TOLD_ONE_BY_ONE:
            print(
                f"\r{done} of {total} documents",
                end="\n" if done == total else "",
                file=sys.stderr,
                flush=True,
            )

    if options.scheduler is None:
        outcomes = process_files(files, options.out, workers=options.workers, tell=tell)
    else:
        options.out.mkdir(parents=True, exist_ok=True)
        with executor_for(options.scheduler, 0, shared=[options.out, files[0]]) as executor:
            outcomes = process_files(files, options.out, executor=executor, tell=tell)
    aside = [outcome for outcome in outcomes if outcome.set_aside]
    for outcome in aside if len(outcomes) > TOLD_ONE_BY_ONE else outcomes:
        print(f"{outcome.file}: {'set aside' if outcome.set_aside else 'done'}")
        for line in outcome.lines:
            print(f"  {line}")
    print(f"{len(outcomes) - len(aside)} documents in {options.out}, {len(aside)} set aside.")
    return 1 if aside else 0


if __name__ == "__main__":
    sys.exit(main())
