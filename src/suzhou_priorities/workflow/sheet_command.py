"""`suzhou-priorities coding-sheet`: sheets on which people code units, made and read back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    import pandas as pd

    from suzhou_priorities.coding.filled_sheets import FilledSheet

PAGE = "codebook_{kind}.html"
_KINDS = ("codes", "promises")
_SAMPLES = ("score", "build", "all")


def add_sheet_command(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `coding-sheet` to a parser."""
    parser = subparsers.add_parser(
        "coding-sheet",
        help="make sheets on which people code units, and read them back",
        description="Make blinded sheets on which people code units of the documents, and read filled ones back.",
    )
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    make = actions.add_parser(
        "make",
        help="write an empty sheet and its codebook",
        description="Write an empty sheet for a spreadsheet program (CSV in UTF-8), and the codebook as a page beside "
        "it. The sheet holds no codes; its documents are named by number, kind and year. Units stand in shuffled "
        "blocks of neighbours.",
    )
    make.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for the sheet")
    make.add_argument("--kind", choices=_KINDS, default="codes", help="what is coded (codes by default)")
    make.add_argument("--sample", choices=_SAMPLES, default="score", help="which units (score by default)")
    make.add_argument("--units", type=int, metavar="N", help="only so many units (all by default)")
    make.add_argument("--seed", type=int, default=0, metavar="S", help="seed of their order (0 by default)")
    make.set_defaults(func=make_sheets)
    read = actions.add_parser(
        "read",
        help="check filled sheets and say how far they agree",
        description="Check filled sheets, and say how far they agree with the codes agreed on before and with each "
        "other. Every mistake is told with its row; nothing is written while a sheet has one.",
    )
    read.add_argument("files", nargs="+", type=Path, metavar="FILE", help="filled sheets of one kind")
    read.add_argument(
        "--out", type=Path, metavar="DIR", help="folder for the codes, as <kind>_human_<name of the sheet>.csv"
    )
    read.set_defaults(func=read_sheets)


def make_sheets(options: argparse.Namespace) -> int:
    """Write an empty sheet and the codebook beside it."""
    from suzhou_priorities.coding.sheets import make_sheet, sheet_bytes, sheet_units
    from suzhou_priorities.errors import TableError
    from suzhou_priorities.paths import project_paths
    from suzhou_priorities.show.codebook_page import codebook_page

    units = sheet_units(project_paths().validation, options.kind)
    sheet = make_sheet(units, options.kind, options.sample, options.units, options.seed)
    content = sheet_bytes(sheet)
    file = options.out / f"{options.kind}_{options.sample}.csv"
    if file.exists() and file.read_bytes() != content:
        raise TableError(file, "is there already, and may be filled in.", "Choose another folder, or move it.")
    _write(file, content)
    codebook = options.out / PAGE.format(kind=options.kind)
    _write(codebook, codebook_page(options.kind).encode("utf-8"))
    print(f"{sheet['unit_id'].nunique()} units in {file}; how to code them: {codebook}")
    return 0


def read_sheets(options: argparse.Namespace) -> int:
    """Check filled sheets, write their codes, and print how far they agree."""
    from suzhou_priorities.coding.filled_sheets import read_filled
    from suzhou_priorities.coding.sheets import sheet_units
    from suzhou_priorities.errors import TableError
    from suzhou_priorities.paths import project_paths

    validation = project_paths().validation
    stems = [file.stem for file in options.files]
    for file in options.files:
        if stems.count(file.stem) > 1:
            raise TableError(file, "has the same name as another sheet.", "Name each sheet after its coder.")
    # Every unit may stand on a sheet of codes; those of promises are among them.
    units = sheet_units(validation, "codes")
    sheets = [read_filled(_read(file), file.name, units) for file in options.files]
    if len({sheet.kind for sheet in sheets}) > 1:
        raise TableError(options.files[0], "is of another kind than the others.", "Read each kind by itself.")
    for file, sheet in zip(options.files, sheets, strict=True):
        print(f"{file}: {_told(sheet)}")
    mistakes = [mistake for sheet in sheets for mistake in sheet.mistakes]
    if mistakes:
        for mistake in mistakes:
            print(f"suzhou-priorities: {mistake}", file=sys.stderr)
        print(f"{len(mistakes)} mistakes; nothing was written.", file=sys.stderr)
        return 1
    if options.out is not None:
        _write_codes(options.files, sheets, options.out)
    _print_agreement(validation, sheets, stems)
    return 0


def _write_codes(files: list[Path], sheets: list[FilledSheet], out: Path) -> None:
    from suzhou_priorities.errors import TableError

    targets = [out / f"{sheet.kind}_human_{file.stem}.csv" for file, sheet in zip(files, sheets, strict=True)]
    for target in targets:
        if any(target.resolve() == file.resolve() for file in files):
            raise TableError(target, "would be overwritten.", "Choose another folder.")
    for target, sheet in zip(targets, sheets, strict=True):
        _write(target, str(sheet.rows.to_csv(index=False, lineterminator="\n")).encode("utf-8"))
        print(f"codes of {sheet.name} are in {target}")


def _print_agreement(validation: Path, sheets: list[FilledSheet], names: list[str]) -> None:
    import pandas as pd

    from suzhou_priorities.errors import TableError
    from suzhou_priorities.measures.sheet_agreement import codes_by_unit, sheet_agreement

    kind = sheets[0].kind
    file = validation / f"{kind}.csv"
    if not file.is_file():
        raise TableError(f"data/validation/{file.name}", "is missing.", "Restore it from the repository.")
    agreed = pd.read_csv(file, dtype="string", keep_default_na=False)
    coders = {name: codes_by_unit(sheet.rows, kind) for name, sheet in zip(names, sheets, strict=True)}
    found = sheet_agreement(coders, codes_by_unit(agreed, kind), kind)
    print()
    print(_as_text(found))


def _as_text(found: pd.DataFrame) -> str:
    """Return the agreement as a table, one row for each pair and field."""
    cells = found.assign(
        shown=[
            "" if row.units == 0 else f"{row.value:.2f} ({row.low:.2f} to {row.high:.2f})"
            for row in found.itertuples(index=False)
        ]
    )
    wide = cells.pivot_table(
        index=["between", "field", "units"], columns="measure", values="shown", aggfunc="first", sort=False
    )
    return str(wide.fillna("").reset_index().to_string(index=False))


def _told(sheet: FilledSheet) -> str:
    coded = sheet.rows["unit_id"].nunique()
    said = f"{coded} units coded, {len(sheet.open_units)} open"
    if sheet.open_units:
        said += f" ({', '.join(sheet.open_units[:5])}{' …' if len(sheet.open_units) > 5 else ''})"
    return said


def _read(file: Path) -> bytes:
    from suzhou_priorities.errors import TableError

    try:
        return file.read_bytes()
    except OSError as error:
        raise TableError(file, f"cannot be read: {error.strerror}.", "Name a filled sheet.") from None


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.part")
    aside.write_bytes(content)
    aside.replace(file)
