"""The headline targets of a document, in printed order, and the form in which each is set."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.cues import without_lead
from suzhou_priorities.extract.indicators import all_named_within
from suzhou_priorities.extract.model import Quantity, Target
from suzhou_priorities.extract.subjects import named_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from suzhou_priorities.extract.outlook import Outlook
    from suzhou_priorities.outline.model import Outline, Section, Sentence

_ITEM = re.compile(r"[^，；。]+")
_STOP = "。！？"
_DASH = re.compile(r"——|—|●|·|◆")
_HAS_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"^\d{1,3}[.．、]\s*")
_SHORTEST = 4
NUMBER, DIRECTION = "number", "direction"
_WITH_SECTIONS = ("task_plan", "five_year_plan")
_NOT_AHEAD = ("review", "glossary", "closing")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of a sentence in which targets stand: the sentence, and where in it the targets begin."""

    sentence: Sentence
    begin: int


def _book() -> dict[str, Any]:
    return load_codebook("targets")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return quick_pattern(_book()[name])


@cache
def _openings() -> list[re.Pattern[str]]:
    return [quick_pattern(entry["pattern"]) for entry in _book()["openings"]]


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    return {name: quick_pattern(entry["pattern"]) for name, entry in _book()["forms"].items()}


def read_targets(
    outline: Outline, quantities: Sequence[Quantity], doc_type: str, outlook: Outlook
) -> tuple[Target, ...]:
    """Return the headline targets of a document.

    Parameters
    ----------
    outline
        The document's sections and sentences.
    quantities
        Its figures.
    doc_type
        A work report announces its list in a sentence; a task table and a five-year plan have a section for it.
    outlook
        Tells which sentences look back: what they call a target is last year's.
    """
    by_sentence: dict[str, list[Quantity]] = {}
    for quantity in quantities:
        by_sentence.setdefault(quantity.sentence_id, []).append(quantity)
    collector = _Collector()
    if doc_type not in _WITH_SECTIONS:
        for stretch in _announced(outline, outlook, by_sentence):
            collector.add(stretch, by_sentence.get(stretch.sentence.sentence_id, []))
    else:
        for stretch in _in_sections(outline, doc_type):
            collector.add(stretch, by_sentence.get(stretch.sentence.sentence_id, []), bullets=doc_type != "task_plan")
    return tuple(collector.found)


@dataclass(slots=True)
class _Collector:
    found: list[Target] = field(default_factory=list)

    def add(self, stretch: _Stretch, quantities: Sequence[Quantity], *, bullets: bool = False) -> None:
        """Add the targets of a stretch, clause by clause."""
        sentence = stretch.sentence
        own = [quantity for quantity in quantities if quantity.start >= sentence.start + stretch.begin]
        items = [match.span() for match in _ITEM.finditer(sentence.text, stretch.begin)]
        if bullets:
            items = self._bulleted(sentence.text, items, own, sentence.start)
        for start, end in items:
            text = _NUMBER.sub("", sentence.text[start:end].strip())
            within = [q for q in own if start <= q.start - sentence.start < end]
            if within:
                self._numbers(sentence, within, text)
            elif len(text) >= _SHORTEST and not text.endswith(("：", ":")):
                self._words(sentence, text)

    @staticmethod
    def _bulleted(
        text: str, items: list[tuple[int, int]], quantities: Sequence[Quantity], offset: int
    ) -> list[tuple[int, int]]:
        """Return the clauses of a plan that are targets: those with a figure, and the one that heads a bullet."""
        kept = []
        for place, (start, end) in enumerate(items):
            heads = place == 0 and _DASH.match(text)
            within = [quantity for quantity in quantities if start <= quantity.start - offset < end]
            if heads or any(quantity.indicator for quantity in within):
                kept.append((start, end))
        return kept

    def _numbers(self, sentence: Sentence, quantities: Sequence[Quantity], text: str) -> None:
        spans: set[tuple[int, int]] = set()
        for quantity in quantities:
            if (quantity.start, quantity.end) in spans:
                continue
            spans.add((quantity.start, quantity.end))
            form = next((name for name in ("assigned_from_above", "pegged") if _forms()[name].search(text)), NUMBER)
            # One figure can be aimed at for two indicators (城镇居民人均可支配收入和农民人均纯收入均增长10%).
            parts = named_parts(quantity.phrase) if len(quantities) == 1 and quantity.indicator else []
            for part in parts or [quantity.phrase]:
                key = _key_of(part, quantity) if parts else quantity.indicator
                self._append(sentence, key, part, form, quantity.quantity_id, text)

    def _words(self, sentence: Sentence, text: str) -> None:
        form = next((name for name, pattern in _forms().items() if pattern.search(text)), DIRECTION)
        bare = _pattern("bullet").sub("", text)
        named = all_named_within(bare, head_only=form == "pegged")
        if (not named and _pattern("adds").search(bare)) or _pattern("frames").search(bare):
            return
        subject = _pattern("tied_to").sub("", bare) if form == "pegged" else bare
        phrase = without_lead(_without_half_quote(_pattern("predicates").sub("", subject))).strip("、 ") or bare
        for key, wording in named if len(named) > 1 else [(named[0][0] if named else None, phrase)]:
            self._append(sentence, key, wording, form, None, text)

    def _append(
        self, sentence: Sentence, indicator: str | None, phrase: str, form: str, quantity_id: str | None, quote: str
    ) -> None:
        self.found.append(
            Target(sentence.sentence_id, len(self.found) + 1, indicator, phrase, form, quantity_id, quote)
        )


def _key_of(part: str, quantity: Quantity) -> str | None:
    """Return the indicator that one of two subjects of a figure names."""
    named = all_named_within(part)
    return named[0][0] if named else quantity.indicator


def _without_half_quote(phrase: str) -> str:
    """Return a phrase up to a quotation mark whose partner was cut off: ``死亡人数“双`` of ``死亡人数“双下降”``."""
    opening = phrase.rfind("“")
    return phrase if opening < 0 or "”" in phrase[opening:] else phrase[:opening]


def _announced(outline: Outline, outlook: Outlook, quantities: Mapping[str, Sequence[Quantity]]) -> Iterator[_Stretch]:
    """Yield the stretches of every list of targets that a sentence announces."""
    sentences = outline.sentences
    index = 0
    while index < len(sentences):
        sentence = sentences[index]
        begin = _opening(sentence)
        index += 1
        if begin is None or outlook.part(sentence) in _NOT_AHEAD:
            continue
        if begin < len(sentence.text.rstrip()):
            yield _Stretch(sentence, begin)
        # A list goes on over semicolons and lines to the full stop, and over that where nothing else is said.
        while index < len(sentences):
            following = sentences[index]
            if following.is_heading or _opening(following) is not None:
                break
            before = sentences[index - 1]
            figures = quantities.get(following.sentence_id, ())
            if before.text.endswith(tuple(_STOP)) and not _goes_on(
                following, figures, in_paragraph=following.start <= before.end
            ):
                break
            yield _Stretch(following, 0)
            index += 1


def _goes_on(sentence: Sentence, quantities: Sequence[Quantity], *, in_paragraph: bool) -> bool:
    """Tell whether a sentence behind a list is part of it: every clause of it has a figure or is tied to one.

    A new paragraph must also begin with a main indicator: measures follow the aims there.
    """
    if not in_paragraph and quantities and quantities[0].indicator is None:
        return False
    if re.match(_book()["goes_on"]["never"], sentence.text) or not any(one.indicator for one in quantities):
        return False
    tied = [_forms()[name] for name in ("assigned_from_above", "pegged")]
    return all(
        any(match.start() <= one.start - sentence.start < match.end() for one in quantities)
        or any(pattern.search(match.group()) for pattern in tied)
        or _pattern("adds").search(match.group())
        for match in _ITEM.finditer(sentence.text)
    )


def _opening(sentence: Sentence) -> int | None:
    """Return where in a sentence the targets begin that it announces, None if it announces none."""
    if sentence.is_heading or not ("目标" in sentence.text or "指标" in sentence.text):
        return None
    if _pattern("no_list").match(sentence.text) or not _pattern("announces").search(sentence.text):
        return None
    for pattern in _openings():
        match = pattern.search(sentence.text)
        if match:
            return match.end()
    return None


def _in_sections(outline: Outline, doc_type: str) -> Iterator[_Stretch]:
    """Yield the sentences of the sections that are headed as targets."""
    headed: dict[str, bool] = {}
    by_id: dict[str, Section] = {section.section_id: section for section in outline.sections}
    for section in outline.sections:
        own = (
            section.part not in _NOT_AHEAD
            and bool(_pattern("sections").search(section.heading))
            and not _pattern("never_sections").search(section.heading)
        )
        parent = by_id.get(section.parent_id or "")
        headed[section.section_id] = own or (parent is not None and headed.get(parent.section_id, False))
    for sentence in outline.sentences:
        if not headed.get(sentence.section_id):
            continue
        heads_bullet = _DASH.match(sentence.text) is not None
        if heads_bullet or (not sentence.is_heading and (doc_type == "task_plan" or _HAS_DIGIT.search(sentence.text))):
            yield _Stretch(sentence, 0)
