"""`suzhou-priorities report`."""

from __future__ import annotations

import argparse
import sys


def add_report_command(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `report` to a parser."""
    parser = subparsers.add_parser(
        "report",
        help="bring every table, figure, notebook and page up to date",
        description="Bring every table, figure, executed notebook and page of the checkout up to date. Only what is "
        "out of date is done again; a run that was interrupted goes on where it stopped.",
    )
    parser.add_argument(
        "--only", metavar="NAME", help="only the pages of this run of notebooks/runs.yml, and what they need"
    )
    parser.add_argument(
        "--district", metavar="KEY", help="only the pages of this district (kunshan, wuzhong …), and what they need"
    )
    parser.add_argument(
        "--param",
        dest="parameters",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="another value for a parameter of the notebooks chosen, or of all that declare it; can be repeated. The "
        "pages go to reports/variants/KEY=VALUE/ and leave the report as it is",
    )
    parser.add_argument("--force", action="store_true", help="do every step again")
    parser.add_argument("--dry-run", action="store_true", help="say what would run and why, and do nothing")
    parser.add_argument(
        "--workers",
        type=int,
        metavar="N",
        help="processes of this machine (all cores by default); a cluster has as many as it has",
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="have the work done by a Dask cluster, such as tcp://10.0.0.5:8786"
    )
    parser.add_argument(
        "--warm",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="fork kernels from a process that has imported the libraries (the default where the platform can)",
    )
    parser.set_defaults(func=run_report)


def run_report(arguments: argparse.Namespace) -> int:
    """Run the workflow of the checkout around the working directory."""
    from suzhou_priorities.errors import WorkflowError
    from suzhou_priorities.paths import project_paths
    from suzhou_priorities.workflow.engine import RunOptions, explain, run_workflow

    if arguments.workers is not None and arguments.workers < 1:
        raise WorkflowError("--workers", f"is {arguments.workers}.", "Give a number from 1 up.")
    options = RunOptions(
        only=arguments.only,
        district=arguments.district,
        parameters=tuple(arguments.parameters),
        force=arguments.force,
        workers=arguments.workers,
        scheduler=arguments.scheduler,
        warm=arguments.warm,
    )
    act = explain if arguments.dry_run else run_workflow
    return act(project_paths(), options, sys.stdout)
