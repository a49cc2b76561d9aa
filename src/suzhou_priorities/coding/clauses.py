"""Clauses of a sentence: what stands between marks outside quotation marks and brackets."""

from __future__ import annotations

import re

# Stands for a sign that is not to be read: no pattern of a codebook holds it.
HIDDEN = "\ue000"
_QUOTED = re.compile(
    r"“[^“”]*”|‘[^‘’]*’|《[^《》]*》|（[^（）]*）|\([^()]*\)|【[^【】]*】|「[^「」]*」|『[^『』]*』|〈[^〈〉]*〉|\[[^\[\]]*\]"
)
_CLAUSE = re.compile(r"[^，；。：！？;!?\n]+")


def hidden(text: str) -> str:
    """Return the text, equally long, with all that is quoted or bracketed, and its marks, replaced by `HIDDEN`.

    A mark that finds no partner hides nothing.
    """
    return _QUOTED.sub(lambda match: HIDDEN * len(match.group()), text)


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans between the marks ，；。：！？ of a text, in order, none of them empty."""
    return [match.span() for match in _CLAUSE.finditer(text)]
