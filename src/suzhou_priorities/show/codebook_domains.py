"""Policy domains and rulings on hard cases, as entries of the page of codebooks."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.code_names import code_names
from suzhou_priorities.show.codebook_addresses import entry_id
from suzhou_priorities.show.domain_names import domain_keys, domain_name, short_domain_name
from suzhou_priorities.show.reference import entry, example, listed, marked
from suzhou_priorities.show.text import capitalised

if TYPE_CHECKING:
    from suzhou_priorities.show.codebook_counts import CodeCounts
    from suzhou_priorities.show.text import Words

# Where an exclusion goes whose domain depends on the sentence.
_ELSEWHERE = {"按对象": "to_object", "该领域": "to_field"}
_NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")


def domain_entries(counts: CodeCounts, words: Words) -> str:
    """Return all domains as HTML, with links to each in front."""
    codebook = load_codebook("domains")
    return domain_jump(words) + "".join(_domain(one, codebook, counts, words) for one in codebook["entries"])


def domain_jump(words: Words) -> str:
    """Return links to all domains."""
    links = "".join(f"<li>{domain_anchor(key, words.lang)}</li>" for key in domain_keys())
    return f'<ul class="jump">{links}</ul>'


def domain_anchor(key: str, lang: str) -> str:
    """Return a link to the entry of a domain, on the page that has it."""
    return f'<a href="#{entry_id("domain", key)}">{html.escape(short_domain_name(key, lang))}</a>'


def ruling_entries(words: Words) -> str:
    """Return the rulings as HTML."""
    lang = words.lang
    return "".join(
        entry(
            entry_id("ruling", ruling_key(one)),
            capitalised(one["case"][lang]),
            "",
            [
                (words("ruling"), with_names(one["rule"][lang], lang)),
                (words("example"), example(one["example"], one["example_en"], lang)),
                (words("decided"), domain_anchor(one["domain"], lang)),
            ],
        )
        for one in load_codebook("domains")["rulings"]
    )


def ruling_key(ruling: dict[str, Any]) -> str:
    """Return the key of a ruling: its case in English, as it may stand in an address."""
    return _NOT_IN_A_KEY.sub("-", str(ruling["case"]["en"]).lower()).strip("-")


def with_names(text: str, lang: str) -> str:
    """Return a rule as HTML: in Chinese the keys in it become names with links (in English they are words)."""
    if lang != "zh":
        return marked(text, lang)
    functions = code_names("function", lang)

    def name(match: re.Match[str]) -> str:
        key = match["key"]
        return html.escape(f"“{functions[key]}”") if key in functions else domain_anchor(key, lang)

    return _keys().sub(name, html.escape(text))


@cache
def _keys() -> re.Pattern[str]:
    keys = "|".join((*domain_keys(), *code_names("function", "zh")))
    return re.compile(rf" ?(?<![a-z])(?P<key>{keys})(?![a-z]) ?")


def _domain(one: dict[str, Any], codebook: dict[str, Any], counts: CodeCounts, words: Words) -> str:
    key, lang = one["key"], words.lang
    own = "includes" if lang == "zh" else "includes_en"
    lines = [
        (words("definition"), marked(one["definition"][lang], lang)),
        (words("includes"), listed([marked(item, lang) for item in one[own]], lang)),
        (words("excludes"), listed([_excluded(item, words) for item in one["excludes"]], lang)),
        (words("example"), example(one["example"], one["example_en"], lang)),
        (words("counterpart"), _counterpart(one, codebook, words)),
        (words("in_corpus"), count_line("domain", key, counts, words)),
    ]
    return entry(entry_id("domain", key), domain_name(key, lang), key, lines)


def _excluded(item: dict[str, str], words: Words) -> str:
    what = item["what"] if words.lang == "zh" else item["what_en"]
    if item["to"] in _ELSEWHERE:
        to = html.escape(words(_ELSEWHERE[item["to"]]))
    else:
        to = words("either").join(domain_anchor(key, words.lang) for key in item["to"].split(", "))
    return words("excluded", what=marked(what, words.lang), to=to)


def _counterpart(one: dict[str, Any], codebook: dict[str, Any], words: Words) -> str:
    names = codebook["cap_topics_zh" if words.lang == "zh" else "cap_topics"]
    topics = [words("counterpart_topic", number=topic, name=html.escape(names[topic])) for topic in one["cap"]]
    return words.join(topics) or html.escape(words("no_counterpart"))


def count_line(kind: str, key: str, counts: CodeCounts, words: Words) -> str:
    """Return how many sentences of the corpus bear a code, linked to them; empty where nothing was counted."""
    number = counts.of(kind, key)
    if number is None:
        return ""
    told = html.escape(words("sentences_count", n=words.number(number)))
    return f'<a href="{html.escape(sentences_link(**{kind: key}))}">{told}</a>' if number else told
