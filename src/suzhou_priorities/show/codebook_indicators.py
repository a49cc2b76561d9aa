"""The main indicators as entries of the page of codebooks: what each measures, in which units, under which wordings."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.show import addresses
from suzhou_priorities.show.codebook_addresses import entry_id
from suzhou_priorities.show.codebook_domains import domain_anchor
from suzhou_priorities.show.domain_names import domain_keys
from suzhou_priorities.show.reference import chinese, entry, marked
from suzhou_priorities.show.text import Words, words_of

if TYPE_CHECKING:
    from suzhou_priorities.show.codebook_counts import CodeCounts

# What only guards a wording and is no part of it: lookarounds, the end of the phrase.
_GUARDS = re.compile(r"\(\?<?[!=][^()]*\)|\$$")
_ANY_FEW = re.compile(r"(?:\[\^[^\]]*\]|\.)\{[^}]*\}")
_ONE_OF = re.compile(r"\[([^\]]*)\]")
_LITERALS = {r"\.": "．", r"\(": "（", r"\)": "）"}
_PIECES = re.compile(r"\(\?:|\)\??|.\??")


def indicator_entries(counts: CodeCounts, words: Words) -> str:
    """Return all indicators as HTML, with links to each in front."""
    entries = load_codebook("indicators")["entries"]
    links = "".join(
        f'<li><a href="#{entry_id("indicator", key)}">{html.escape(one[words.lang])}</a></li>'
        for key, one in entries.items()
    )
    told = "".join(_indicator(key, one, counts, words) for key, one in entries.items())
    return f'<ul class="jump">{links}</ul>{told}'


def readable_wording(pattern: str) -> str:
    """Return a pattern of wordings as people read it.

    What may be missing stands in 〔〕, words that stand for each other are parted by ／, and any few characters are …

    Parameters
    ----------
    pattern
        As in ``forms`` of the codebook: groups without nesting of quantifiers, single characters of a class, literals.
    """
    plain = _GUARDS.sub("", pattern)
    plain = _ANY_FEW.sub("…", plain)
    for escaped, sign in _LITERALS.items():
        plain = plain.replace(escaped, sign)
    plain = _ONE_OF.sub(lambda match: f"(?:{'|'.join(match[1])})", plain)
    parts: list[list[str]] = [[]]
    for piece in _PIECES.findall(plain):
        if piece == "(?:":
            parts.append([])
        elif piece in (")", ")?") and len(parts) > 1:
            own = parts.pop()
            inner = "".join("／" if sign == "|" else sign for sign in own)
            optional = piece.endswith("?")
            parts[-1].append(f"〔{inner}〕" if optional else f"（{inner}）" if "|" in own else inner)
        else:
            parts[-1].append(f"〔{piece[0]}〕" if piece.endswith("?") and len(piece) > 1 else piece)
    return "".join("".join(part) for part in parts).replace("．", ".")


def unit_names(pattern: str, lang: str) -> list[str]:
    """Return the units that a pattern of ``units`` allows, by name and without repetition."""
    names = words_of("codebook_units", lang)
    return list(dict.fromkeys(names.get(part, part.strip("^$")) for part in pattern.split("|")))


def _indicator(key: str, one: dict[str, Any], counts: CodeCounts, words: Words) -> str:
    lang = words.lang
    numbers = Words("document", lang)
    wordings = dict.fromkeys(map(readable_wording, one["forms"]))
    forms = "；".join(wordings) if lang == "zh" else chinese("；".join(wordings))
    ways = words.join([html.escape(numbers(f"measure_{name}")) for name in one["measures"]])
    lines = [
        (words("definition"), marked(one["definition_zh" if lang == "zh" else "definition"], lang)),
        (words("not_this"), marked(one["is_not" if lang == "zh" else "is_not_en"], lang)),
        (words("kind"), html.escape(words(f"kind_{one['kind']}"))),
        (words("measured"), ways),
        (words("units"), html.escape(words.join(unit_names(one["units"], lang)))),
        (words("domain"), domain_anchor(one["domain"], lang) if one.get("domain") in domain_keys() else ""),
        (words("forms"), html.escape(forms) if lang == "zh" else forms),
        (words("example"), html.escape(one["example"]) if lang == "zh" else chinese(one["example"])),
        (words("in_corpus"), _count(key, counts, words)),
    ]
    return entry(entry_id("indicator", key), one[lang], key, lines)


def _count(key: str, counts: CodeCounts, words: Words) -> str:
    number = counts.of("indicator", key)
    if number is None:
        return ""
    told = html.escape(words("numbers_count", n=words.number(number)))
    link = addresses.explorer_link(kind="quantities", indicator=key)
    return f'<a href="{html.escape(link)}">{told}</a>' if number else told
