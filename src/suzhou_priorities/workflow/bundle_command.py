"""`suzhou-priorities bundle`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def add_bundle_command(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `bundle` to a parser."""
    parser = subparsers.add_parser(
        "bundle",
        help="pack report, tables, figures, code and checksums into one zip",
        description="Pack the report, figures, tables, raw pages, codebooks, code and their checksums into one zip, to "
        "be deposited or mailed. The same files give the same bytes. The report must be up to date.",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the zip (dist/suzhou-priorities-VERSION.zip by default)"
    )
    parser.set_defaults(func=run_bundle)


def run_bundle(arguments: argparse.Namespace) -> int:
    """Pack the checkout around the working directory."""
    from suzhou_priorities.paths import project_paths
    from suzhou_priorities.workflow.bundle import SUMS, default_target, write_bundle

    paths = project_paths()
    bundle = write_bundle(paths, arguments.out or default_target(paths))
    print(f"{bundle.files} files, {bundle.size / 1e6:,.1f} MB: {os.path.relpath(bundle.file)}")
    print(f"To check them: unpack, then `sha256sum -c {SUMS}` in the folder.")
    return 0
