"""Writes the generated pages and pictures of `docs/`, but for those that other folders write: ``make docs``."""

from __future__ import annotations

import shutil
from importlib import import_module
from typing import TYPE_CHECKING

from suzhou_priorities.paths import project_paths
from suzhou_priorities.tables.dictionary import table_name
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.workflow.reference_codebooks import codebooks_page
from suzhou_priorities.workflow.reference_command_line import command_line_page
from suzhou_priorities.workflow.sources import PACKAGE
from suzhou_priorities.workflow.way_picture import way_picture

if TYPE_CHECKING:
    from pathlib import Path

    from suzhou_priorities.paths import ProjectPaths

# The main figure of the study, for the README; it is in the checkout once the report was made.
RESULT = "docs/images/priorities.png"
_TABLES_HEAD = """\
# Tables

The tables in `data/processed/`, each as Parquet and as CSV, with `datapackage.json` beside them. Columns, values and
joins stand in the [data dictionary](../data_dictionary.md). Both pages are written by `make docs` from the schemas in
`src/suzhou_priorities/tables/`. In Python, `suzhou_priorities.tables.store.read_table("sentences", folder)` reads one.

| table | a row is | key |
|---|---|---|
"""


def generated(paths: ProjectPaths) -> dict[str, str]:
    """Return the generated files by their place in the checkout."""
    # The command line stands behind this module in the order of imports, so it is looked up by its name.
    parser = import_module(f"{PACKAGE}.cli")._parser()
    return {
        "docs/reference/command_line.md": command_line_page(parser),
        "docs/reference/codebooks.md": codebooks_page(),
        "docs/reference/tables.md": tables_page(),
        "docs/images/way_of_the_data.svg": way_picture(paths),
    }


def tables_page() -> str:
    """Return the list of tables in Markdown."""
    return _TABLES_HEAD + "".join(
        f"| [`{name}`](../data_dictionary.md#{table_name(name, 'en').lower().replace(' ', '-')}-{name}) "
        f"| {schema.description} | {', '.join(f'`{column}`' for column in schema.key) or 'none: rows may repeat'} |\n"
        for name, schema in SCHEMAS.items()
    )


def result_of(paths: ProjectPaths) -> Path:
    """Return the study's main figure as the report has it."""
    return paths.figures / "06_comparison" / "en" / "priorities.png"


def main() -> None:
    """Write all of them into the checkout around the working directory."""
    paths = project_paths()
    for name, content in generated(paths).items():
        file = paths.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="\n")
    if result_of(paths).is_file():
        shutil.copyfile(result_of(paths), paths.root / RESULT)


if __name__ == "__main__":
    main()
