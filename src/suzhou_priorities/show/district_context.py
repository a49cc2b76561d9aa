"""What the page of the notebook `10_district_profile` is about, and how its parts name things alike."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML

from suzhou_priorities.measures.district_documents import PLAN
from suzhou_priorities.show.addresses import sentence_link
from suzhou_priorities.show.document_names import document_names, place_name
from suzhou_priorities.show.share_dots import inner_domain_name
from suzhou_priorities.show.style import colour_of, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suzhou_priorities.measures.district_documents import DistrictDocuments
    from suzhou_priorities.show.text import Words

MOST_NAMED = 4  # reports that are named one by one
LONGEST_QUOTE = 26  # characters of a quotation in a table
NONE = "none"
# A cell or link without inner tags whose text has a Chinese character; `[^<>]` keeps the search linear.
_CHINESE = re.compile(r"<(td|a)( [^<>]*)?>([^<>]*[\u3400-\u9fff][^<>]*)</\1>")


@dataclass(frozen=True, slots=True)
class Profile:
    """What all parts of the page need.

    Attributes
    ----------
    found
        The documents in their roles.
    words
        Words of the page.
    names
        Name of each document of the corpus.
    briefs
        The same where there is little room: place and year, and that it is a plan if it is one.
    has_error
        Whether the coder's error is known, and carried into the intervals of shares.
    """

    found: DistrictDocuments
    words: Words
    names: Mapping[str, str]
    briefs: Mapping[str, str]
    has_error: bool

    @property
    def district(self) -> str:
        """The district's short name."""
        return name_of(self.found.district, self.words.lang)

    @property
    def colour(self) -> str:
        """The district's colour."""
        return colour_of(self.found.district)

    @property
    def speaker(self) -> str:
        """Name of the document whose text is measured."""
        return self.names[self.found.speaker]

    def others(self) -> str:
        """Return what the reports that are compared with the district's are called where there is little room."""
        compared = self.found.compared
        if len(compared) == 1:
            return self.words("other_one", name=self.briefs[compared[0]])
        return self.words("others", n=len(compared))

    def compared(self) -> str:
        """Return the reports that the district's is compared with by name; how many they are where they are many."""
        compared = self.found.compared
        if len(compared) > MOST_NAMED:
            return self.words("others_counted", n=len(compared))
        named = [self.names[doc_id] for doc_id in compared]
        return " and ".join(named) if self.words.lang == "en" and len(named) == 2 else self.words.join(named)

    @property
    def beside(self) -> bool:
        """Whether the report stands beside all others, and is compared with none."""
        return not self.found.compared

    def domain(self, key: str, *, inner: bool = True) -> str:
        """Return a domain's short name, as it stands within a sentence or by itself."""
        if key == NONE:
            return self.words("no_domain")
        name = inner_domain_name(key, self.words.lang)
        return name if inner else name[0].upper() + name[1:]

    def address(self, doc_id: str, sentence_id: object) -> str | None:
        """Return the address of a sentence; None where it is not known."""
        return None if pd.isna(sentence_id) else sentence_link(doc_id, str(sentence_id), self.words.lang)


def profile_of(documents: pd.DataFrame, found: DistrictDocuments, words: Words, *, has_error: bool) -> Profile:
    """Return what the parts of the page need, from the table `documents` and the documents of the district."""
    briefs = {}
    for row in documents.itertuples():
        place = place_name(row, words.lang)
        key = "brief_plan" if row.doc_type == PLAN else "brief_report"
        briefs[str(row.doc_id)] = words(key, place=place, year="" if pd.isna(row.year) else row.year).strip()
    return Profile(found, words, document_names(documents, words), briefs, has_error)


def percent(share: float) -> str:
    """Return a share as percent with one decimal, without the sign; a dash where there is none."""
    return "—" if pd.isna(share) else f"{100 * share:.1f}"


def shortened(text: str) -> str:
    """Return a quotation that fits into a cell."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def chinese_marked(content: str, lang: str) -> str:
    """Mark the cells and links of a page that is not Chinese whose text is, so that they are read and set as such."""
    return content if lang == "zh" else _CHINESE.sub(r'<\1\2 lang="zh-CN">\3</\1>', content)


def part(anchor: str, heading: str, *content: str) -> str:
    """Return a part of the page: a heading with an anchor, and what stands below it."""
    head = f'<h2 id="{anchor}">{html.escape(heading)}</h2>'
    return f'<section class="part" id="part-{anchor}">{head}{"".join(content)}</section>'


def paragraph(text: str) -> str:
    """Return a text as a paragraph."""
    return f"<p>{html.escape(text)}</p>" if text else ""


def beside_each_other(*parts: str) -> HTML:
    """Return parts of the page side by side where there is room for it; empty ones are left out."""
    return HTML(f'<div class="two-columns">{"".join(filter(None, parts))}</div>')


def beside_in_print(first: str, *others: str) -> HTML:
    """Return a part and others that stand below it on the screen, and beside it on paper."""
    below = f'<div class="two-columns">{"".join(filter(None, others))}</div>'
    return HTML(f'<div class="beside-in-print"><div>{first}</div>{below}</div>')


@cache
def two_page_style() -> HTML:
    """Return the rules that set the page on two sheets of A4."""
    sheet = (resources.files(__package__) / "templates" / "district.css").read_text(encoding="utf-8")
    return HTML(f"<style>{sheet}</style>")
