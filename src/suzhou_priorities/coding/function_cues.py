"""What tells the function of a sentence, as terms of a model: cues, its place in the text, what was read from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator, Sequence

    from suzhou_priorities.outline.model import Outline, Section, Sentence

Find = Callable[[str], "re.Match[str] | None"]
SENTENCE, HEADING, CARRIED = "sentence", "heading", "carried"
LENGTHS = ((12, "short"), (60, "middle"))
_CLOSING = "”’》）)"


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern of the codebook `function_cues`; ``until`` ends what a carried one holds for."""

    name: str
    where: str
    pattern: re.Pattern[str]
    until: re.Pattern[str] | None

    @property
    def find(self) -> Find:
        """How to look for the cue in a text; one that opens a text is looked for nowhere else."""
        return self.pattern.match if self.pattern.pattern.startswith("^") else self.pattern.search


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read from the sentences of a document: ids of those with targets, problems, and figures by status."""

    targets: Collection[str] = ()
    problems: Collection[str] = ()
    results: Collection[str] = ()
    plans: Collection[str] = ()

    def of(self, sentence_id: str) -> Iterator[str]:
        """Yield what was read from a sentence, as terms."""
        if sentence_id in self.targets:
            yield "has=target"
        if sentence_id in self.problems:
            yield "has=problem"
        if sentence_id in self.results:
            yield "has=figure reached"
        if sentence_id in self.plans:
            yield "has=figure planned"


@cache
def function_cues(where: str) -> tuple[Cue, ...]:
    """Return the cues of the codebook that are looked for in one place."""
    return tuple(
        Cue(
            entry["name"],
            entry["where"],
            quick_pattern(entry["pattern"]),
            quick_pattern(entry["until"]) if "until" in entry else None,
        )
        for entry in load_codebook("function_cues")["entries"]
        if entry["where"] == where
    )


def terms_of_functions(outline: Outline, doc_type: str, readings: Readings) -> list[tuple[str, ...]]:
    """Return for every sentence of a document, headings among them, the terms that tell its function (words apart)."""
    headed = _cues_of_headings(outline.sections)
    cues = [(f"cue={cue.name}", cue.find) for cue in function_cues(SENTENCE)]
    carrying = [(cue.name, cue.find) for cue in function_cues(CARRIED)]
    parents = {section.parent_id for section in outline.sections if section.parent_id}
    found: list[tuple[str, ...]] = []
    carried: set[str] = set()
    before: Sentence | None = None
    for sentence in outline.sentences:
        opens_section = before is None or before.section_id != sentence.section_id or before.is_heading
        if sentence.is_heading or (before is not None and before.section_id != sentence.section_id):
            carried = set()
        if sentence.is_heading:
            found.append(())
            before = sentence
            continue
        text, part = sentence.text, sentence.part
        carried = {name for name in carried if not _ends(name, text)}
        terms = [
            *_terms_of_place(doc_type, part, sentence.section_id in parents, opens_section),
            f"length={_length(text)}",
            f"ends={text.rstrip(_CLOSING)[-1:]}",
            *headed[sentence.section_id],
            *[name for name, find in cues if find(text)],
            *[f"cue={name}" for name in sorted(carried)],
            *readings.of(sentence.sentence_id),
        ]
        if before is None or sentence.start > before.end:
            terms.append(f"place=opens paragraph {part}")
        found.append(tuple(terms))
        carried.update([name for name, find in carrying if find(text)])
        before = sentence
    return found


@cache
def _terms_of_place(doc_type: str, part: str, is_above_subsections: bool, opens_section: bool) -> tuple[str, ...]:
    return (
        f"part={part}",
        f"part={doc_type} {part}",
        f"place={'above subsections' if is_above_subsections else 'in a section'} {part}",
        f"place={'opens' if opens_section else 'follows'} {part}",
    )


def _ends(name: str, text: str) -> bool:
    return any(cue.until is not None and cue.until.search(text) for cue in function_cues(CARRIED) if cue.name == name)


def _cues_of_headings(sections: Sequence[Section]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    cues = [(f"cue={cue.name}", cue.find) for cue in function_cues(HEADING)]
    for section in sections:
        own = [name for name, find in cues if find(section.heading)]
        found[section.section_id] = tuple(dict.fromkeys((*own, *found.get(section.parent_id or "", ()))))
    return found


def _length(text: str) -> str:
    for limit, name in LENGTHS:
        if len(text) <= limit:
            return name
    return "long"
