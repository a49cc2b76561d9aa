"""Pages beside the report: of a run with other parameters, and of a notebook that could not be begun."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from suzhou_priorities.show.pages import render_page
from suzhou_priorities.show.text import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

# From reports/variants/NAME/ (in English reports/variants/NAME/en/) to the pages of the same language.
WAY_UP = {"zh": "../../", "en": "../../../en/"}
_ADDRESS = re.compile(r'(?<=\shref=")(?![#"]|data:|[a-z]+:)([^"]*)')


def render_variant(
    executed: Path, target: Path, *, lang: str, title: str, changed: Mapping[str, Any], failure: str | None = None
) -> None:
    """Render the page of a run with other parameters; it says so at its top, and leads to the pages of the report.

    Parameters
    ----------
    executed
        The notebook with its outputs.
    target
        The page, at ``reports/variants/NAME/`` or ``reports/variants/NAME/en/``.
    lang
        ``zh`` or ``en``.
    title
        Title of the page with the usual parameters.
    changed
        The parameters that are other than usual.
    failure
        Why the notebook did not run to its end, if it did not.
    """
    words = Words("ledger", lang)
    told = words.join([f"{key} = {value}" for key, value in changed.items()])
    node = nbformat.read(executed, as_version=4)
    code = words.join([f"`{key} = {value}`".replace("\n", " ") for key, value in changed.items()])
    usual = f"{WAY_UP[lang]}{target.name}"
    lines = [words("variant", parameters=code), f"[{words('variant_usual')}]({usual})"]
    node.cells.insert(0, _prose("> " + words.sentences(lines)))
    _render(node, target, lang=lang, title=words("variant_title", title=title, parameters=told), failure=failure)
    twin = ("en/" if lang == "zh" else "../") + target.name
    page = _ADDRESS.sub(lambda found: _from_below(found[1], lang, (twin, usual)), target.read_text(encoding="utf-8"))
    aside = target.with_name(f".{target.name}.part")
    aside.write_text(page, encoding="utf-8", newline="")
    aside.replace(target)


def render_failure(target: Path, *, lang: str, title: str, failure: str) -> None:
    """Render the page of a notebook that could not be begun: its title, and why."""
    node = nbformat.v4.new_notebook(cells=[_prose(f"# {title}")])
    _render(node, target, lang=lang, title=title, failure=failure)


def _prose(text: str) -> Any:
    cell = nbformat.v4.new_markdown_cell(text)
    cell["id"] = "about-this-page"
    return cell


def _render(node: nbformat.NotebookNode, target: Path, *, lang: str, title: str, failure: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        executed = Path(folder) / "page.ipynb"
        nbformat.write(node, executed)
        render_page(executed, target, lang=lang, title=title, failure=failure)


def _from_below(address: str, lang: str, kept: tuple[str, ...]) -> str:
    """Return an address as it is from the page of a variant: relative to the pages of the report."""
    return address if address in kept else f"{WAY_UP[lang]}{address}"
