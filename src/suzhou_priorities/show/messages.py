"""What the program says of documents, in the reader's language.

Warnings, notes of repairs and reasons for setting a document aside stand in the tables in English. Each is recognised
by its template in the codebook `messages` and said anew; what no template knows (a note that a person wrote) stays as
it is.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING

from IPython.display import HTML

from suzhou_priorities.outline.numbering import in_numerals
from suzhou_priorities.show.message_templates import kinds_of_gaps, templates
from suzhou_priorities.show.site import LANGUAGE_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from suzhou_priorities.show.message_templates import Template

DEEPEST = 3  # a message within a message within a message
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff][\u3400-\u9fff\uf900-\ufaff\d、，。；：（）“”‘’！？《》…—]*")
_LATIN = re.compile(r"[A-Za-z]{2}")
_CODE = re.compile(r"`([^`]+)`")
_COPY = re.compile(r"_\d+$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a message and the language it is in: ``zh``, ``en``, or empty for that of the page."""

    text: str
    lang: str = ""


@lru_cache(maxsize=4096)  # the notes of repairs are a few, said thousands of times
def message_in(text: str, lang: str) -> str:
    """Return a message in a language.

    Parameters
    ----------
    text
        A message as the tables hold it, in English.
    lang
        ``zh`` or ``en``.

    Returns
    -------
    str
        The message; as it is where it is not known.
    """
    return "".join(piece.text for piece in _pieces(text, lang))


@lru_cache(maxsize=4096)
def message_html(text: str, lang: str) -> str:
    """Return a message as HTML; what is not in the language of the page is marked with its own."""
    return "".join(
        f'<span lang="{LANGUAGE_TAGS[piece.lang]}">{_html(piece.text)}</span>'
        if piece.lang not in ("", lang)
        else _html(piece.text)
        for piece in _pieces(text, lang)
    )


def _html(text: str) -> str:
    """Return a text as HTML, names of tables and columns (in backticks) as code."""
    return _CODE.sub(r"<code>\1</code>", html.escape(text))


def with_languages(table: HTML, texts: Iterable[str], lang: str) -> HTML:
    """Return a table of the page whose cells are messages, with what is in another language marked in them."""
    content = str(table.data)
    for text in dict.fromkeys(texts):
        content = content.replace(f">{html.escape(message_in(text, lang))}<", f">{message_html(text, lang)}<")
    return HTML(content)


def is_known(text: str) -> bool:
    """Tell whether a message is one of the program's, so that it can be said in both languages."""
    if _recognised(text, 0) is not None:
        return True
    notes = _split_notes(text)
    return notes is not None and is_known(notes[1])


def _pieces(text: str, lang: str, depth: int = 0) -> list[_Piece]:
    found = _recognised(text, depth)
    if found is not None:
        return (_translated if lang == "zh" else _as_it_is)(*found, depth)
    notes = _split_notes(text)
    if notes is not None and depth < DEEPEST:
        joint = _Piece("；" if lang == "zh" else "; ")
        return [*_pieces(notes[0], lang, depth + 1), joint, *_pieces(notes[1], lang, depth + 1)]
    if lang == "en":
        return _with_chinese_marked(text)
    return [_Piece(text, "en" if _LATIN.search(text) and not _HAN.search(text) else "")]


def _translated(template: Template, filled: dict[str, str], depth: int) -> list[_Piece]:
    """Return a message's Chinese version with its gaps filled."""
    pieces = []
    for fixed, gap, _, _ in Formatter().parse(template.chinese):
        if fixed:
            pieces.append(_Piece(fixed))
        if gap is None:
            continue
        value, kind = filled[gap], kinds_of_gaps().get(_COPY.sub("", gap))
        if kind == "message" and depth < DEEPEST:
            pieces.extend(_pieces(value, "zh", depth + 1))
        elif kind == "numeral" and value.isdigit():
            pieces.append(_Piece(in_numerals(int(value))))
        elif isinstance(kind, dict) and value in kind:
            pieces.append(_Piece(str(kind[value]["zh"])))
        else:
            pieces.append(_Piece(value))
    return pieces


def _as_it_is(template: Template, filled: dict[str, str], depth: int) -> list[_Piece]:
    """Return a message in English, with what it quotes from a document marked as Chinese."""
    pieces = _with_chinese_marked(template.fixed[0])
    for gap, fixed in zip(template.gaps, template.fixed[1:], strict=True):
        value, kind = filled[gap], kinds_of_gaps().get(_COPY.sub("", gap))
        if kind == "message" and depth < DEEPEST:
            pieces.extend(_pieces(value, "en", depth + 1))
        elif isinstance(kind, dict) and value in kind:
            pieces.append(_Piece(str(kind[value]["en"])))
        else:
            pieces.append(_Piece(value, "zh" if _HAN.search(value) else ""))
        pieces.extend(_with_chinese_marked(fixed))
    return pieces


def _recognised(text: str, depth: int) -> tuple[Template, dict[str, str]] | None:
    """Return the template that fits, with what fills its gaps."""
    for template in templates():
        filled = template.fill(text)
        if filled is None or (template.loose and (depth >= DEEPEST or not _knows_a_gap(filled, depth))):
            continue
        return template, filled
    return None


def _knows_a_gap(filled: dict[str, str], depth: int) -> bool:
    return any(kinds_of_gaps().get(gap) == "message" and _recognised(value, depth + 1) for gap, value in filled.items())


def _split_notes(text: str) -> tuple[str, str] | None:
    """Return the first of several notes that one repair bears, and the rest; None if there is only one."""
    for template in templates():
        if not template.gaps and text.startswith(f"{template.fixed[0]} "):
            return template.fixed[0], text[len(template.fixed[0]) + 1 :]
    return None


def _with_chinese_marked(text: str) -> list[_Piece]:
    pieces, place = [], 0
    for match in _CHINESE.finditer(text):
        if match.start() > place:
            pieces.append(_Piece(text[place : match.start()]))
        pieces.append(_Piece(match.group(), "zh"))
        place = match.end()
    return [*pieces, _Piece(text[place:])] if text[place:] else pieces
