"""Executed notebooks become pages: self-contained, without a script, without a request to any network."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import jinja2
import markupsafe
import nbformat
from nbconvert import HTMLExporter

from suzhou_priorities import __version__
from suzhou_priorities.paths import aside_of
from suzhou_priorities.show.fonts import webfont
from suzhou_priorities.show.site import LANGUAGE_TAGS, places_of
from suzhou_priorities.show.text import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

CONTENT = "content"
_HEADING = re.compile(r'<h2[^>]*\bid="(?P<anchor>[^"]+)"[^>]*>(?P<inner>.*?)</h2>', re.DOTALL)
_PILCROW = re.compile(r'<a class="anchor-link".*?</a>', re.DOTALL)
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(r"<[^>]*>")
_SCRIPT = re.compile(r"<script\b.*?</script\s*>|<script\b[^>]*>", re.DOTALL | re.IGNORECASE)
# Names come from the open web: of a page, nothing leads out of the report, neither a link nor a picture.
_OUTSIDE = r"(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\])"
_MARKDOWN_OUTSIDE = re.compile(rf"\](?=[(:]\s*<?(?:{_OUTSIDE}|(?:\.\./){{2}}))")
_LINK_OUTSIDE = re.compile(rf'(<a\b[^>]*?)\s+href="(?!data:){_OUTSIDE}[^"]*"', re.IGNORECASE)
_PICTURE_OUTSIDE = re.compile(r'<img\b[^>]*?\ssrc="(?!data:)[^"]*"[^>]*>', re.IGNORECASE)
_DATA = re.compile(r"base64,[A-Za-z0-9+/=]+")


def render_page(executed: Path, target: Path, *, lang: str, title: str, failure: str | None = None) -> None:
    """Render an executed notebook as a page.

    Parameters
    ----------
    executed
        The notebook with its outputs.
    target
        The page; English pages stand in a folder ``en`` beside the Chinese ones.
    lang
        ``zh`` or ``en``.
    title
        Title of the page.
    failure
        Why the notebook did not run to its end, if it did not; the page is marked as partial.
    """
    node = nbformat.read(executed, as_version=4)
    _without_markup(node)
    words = words_of("page", lang)
    body, _ = _exporter().from_notebook_node(node, resources={"failure": failure, "words": words})
    body = _PICTURE_OUTSIDE.sub("", _LINK_OUTSIDE.sub(r"\1", _SCRIPT.sub("", _PILCROW.sub("", body))))
    if "<h1" not in body:
        # A notebook that failed before it came to its heading.
        body = body.replace("<main>", f"<main><h1>{html.escape(title)}</h1>", 1)
    write_page(target, body, lang=lang, title=title)


def write_page(
    target: Path,
    body: str,
    *,
    lang: str,
    title: str,
    is_home: bool = False,
    folder: str = "",
    sheet: str = "",
    scripts: Sequence[str] = (),
) -> None:
    """Put the frame of the site around a body, and write the page whole or not at all.

    Parameters
    ----------
    target
        The page.
    body
        HTML made by this project.
    lang
        ``zh`` or ``en``.
    title
        Title of the page, as text.
    is_home
        Whether it is the front page, which has no link to itself.
    folder
        Name of the folder below that of the language in which the page stands, if it does. Such a page brings
        its own table of contents.
    sheet
        A style sheet of `templates/` that the page needs besides that of the site.
    scripts
        Scripts of `templates/` that the page needs, in their order; no other script runs in it.
    """
    words = words_of("page", lang)
    contents = [
        (match["anchor"], html.unescape(_TAG.sub("", match["inner"])).strip()) for match in _HEADING.finditer(body)
    ]
    up, below = ("../", f"{folder}/") if folder else ("", "")
    script = "".join(map(_template, scripts))
    frame: dict[str, Any] = {
        "lang_tag": LANGUAGE_TAGS[lang],
        "other_tag": LANGUAGE_TAGS["en" if lang == "zh" else "zh"],
        "title": title,
        "description": words["description"].format(title=title, question=words["site_question"]),
        "words": words,
        "css": _template("page.css") + (_template(sheet) if sheet else ""),
        "home": None if is_home else f"{up}index.html",
        "places": places_of(words, up, target.name if not folder else ""),
        "other": f"{up}{'en/' if lang == 'zh' else '../'}{below}{quote(target.name)}",
        "contents": contents if len(contents) > 1 and not is_home and not folder else [],
        "body": markupsafe.Markup(_main(body, words)),  # noqa: S704
        "script": markupsafe.Markup(script),  # noqa: S704
        "script_hash": base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii"),
        "version": words["version"].format(version=__version__),
        "font": "",
    }
    draft = _page_template().render(frame)
    frame["font"] = base64.b64encode(webfont(_DATA.sub("", draft))).decode("ascii")
    _write(target, _page_template().render(frame))


def _without_markup(node: Any) -> None:
    """Have the prose of a notebook say what looks like HTML, a link out of the report or a picture from elsewhere."""
    for cell in node.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/markdown" in data:
                data["text/markdown"] = _MARKDOWN_OUTSIDE.sub(
                    r"\]", _MARKUP.sub("&lt;", "".join(data["text/markdown"]))
                )


def _main(body: str, words: Mapping[str, str]) -> str:
    """Give the main part its address, and where there is code a switch that shows it."""
    start = f'<main id="{CONTENT}">'
    if 'class="code"' in body:
        start += f'<input type="checkbox" id="show-code"><label for="show-code">{html.escape(words["code"])}</label>'
    return body.replace("<main>", start, 1)


@cache
def _exporter() -> HTMLExporter:
    """Return the exporter, made once: making it costs more than a page."""
    folder = resources.files(__package__) / "templates"
    return HTMLExporter(
        template_name="report",
        extra_template_basedirs=[str(folder)],
        exclude_anchor_links=False,
        sanitize_html=False,
    )


@cache
def _template(name: str) -> str:
    return (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")


@cache
def _page_template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined)
    source = _template("page.html.j2").replace("{{ css }}", "{{ css | safe }}")
    return environment.from_string(source)


def _write(target: Path, content: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = aside_of(target)
    aside.write_bytes(content.encode("utf-8"))
    aside.replace(target)
