"""What is coded of a sentence, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.show.code_names import code_name

if TYPE_CHECKING:
    from suzhou_priorities.show.document_records import SentenceRow
    from suzhou_priorities.show.text import Words

NO_DOMAIN = "none"
# No model is certain: from here on the probability is told as being above it.
ALMOST_CERTAIN = 0.995


def describe_codes(row: SentenceRow, words: Words) -> str:
    """Return the codes of a sentence in up to three lines: domain, function and time, what decided.

    Empty for headings and for sentences that are not coded.
    """
    if row.is_heading:
        return ""
    lines = [_domain(row, words), _function(row, words)]
    if row.domain and row.domain_terms:
        lines.append(words("codes_terms", terms="、".join(row.domain_terms)))
    return "\n".join(filter(None, lines))


def probability_text(score: float) -> str:
    """Return a probability with two decimals; one that would round to 1 is told as being above 0.99."""
    return f"{score:.2f}" if score < ALMOST_CERTAIN else "> 0.99"


def _domain(row: SentenceRow, words: Words) -> str:
    if row.domain is None:
        return ""
    lang = words.lang
    if row.domain == NO_DOMAIN:
        told = words("codes_no_domain")
    else:
        told = words("codes_domain", name=code_name("domain", row.domain, lang))
    if row.domain_score is not None:
        told = words("codes_probability", told=told, p=probability_text(row.domain_score))
    if row.domain_second:
        told = words("codes_second", told=told, name=code_name("domain", row.domain_second, lang))
    return told


def _function(row: SentenceRow, words: Words) -> str:
    named = [
        code_name(kind, key, words.lang)
        for kind, key in (("function", row.function), ("horizon", row.horizon))
        if key is not None
    ]
    return words("codes_function", names=" · ".join(named)) if named else ""
