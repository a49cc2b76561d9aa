"""What a number counts: the phrase before it, the thing behind it, or what the number before it counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.extract.cues import Cues, counted_behind, cues_before, stands_for_another, without_lead
from suzhou_priorities.extract.indicators import named_within

if TYPE_CHECKING:
    from suzhou_priorities.extract.model import Mention

_BOUNDARY = re.compile(r"(?:[，。；！？：:\n]|——)(?![^（）\n]{0,20}）)")
_CONNECTOR = re.compile(
    r"^(?:及?以[上内下]|左右|[余多]|上下)?(?:（[^（）]{0,30}）)?[\s、，和与及至或/以]*(?:以及|和|到)?$"
)
_AFTER_NUMBER = re.compile(r"^(?:及?以[上内下]|左右|上下)?(?:（[^（）]{0,30}）)?")
_SPLIT = re.compile(r"以及|[、和与及]")
_ADVERBS = re.compile(r"(?:年均|同比|均|各|也|预计|力争|实际)*$")
_FROM = re.compile(r"[从由][^，。；]{0,12}$")
_CLAUSE_END = re.compile(r"[，。；：！？]")
_LONGEST_CLAUSE = 30
_REACH = 80
_COUNTED = ("classifier", "money", "extent")
_OF_ANOTHER = ("占", "均占", "分别占")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number counts.

    Attributes
    ----------
    phrase
        In the words of the text, without verbs and years before it.
    wording
        The same with the verb before it and, where the text leaves the subject out, what the number before counted:
        indicators are looked for in it.
    cues
        The words between the phrase and the number.
    is_inherited
        True where the text leaves the subject out.
    comes_from
        True for the first of two values of a change (由346.7亿元增加到1034.5亿元).
    own
        What the text itself says before the number, from the last comma on.
    consumed
        How many characters behind the number name the thing counted.
    phrase_is_own
        False where the text says nothing of what is counted.
    """

    phrase: str
    wording: str
    cues: Cues
    is_inherited: bool = False
    comes_from: bool = False
    own: str = ""
    consumed: int = 0
    phrase_is_own: bool = True


def left_of(text: str, floor: int, start: int) -> str:
    """Return the text from the last comma or stop (or `floor`) to `start`."""
    segment = text[floor:start]
    last = 0
    for match in _BOUNDARY.finditer(segment):
        last = match.end()
    opening = segment.rfind("（")
    if opening >= last and segment.find("）", opening) < 0:
        last = opening + 1
    return segment[last:]


def is_list_continued(between: str) -> bool:
    """Tell whether only a connector stands between two numbers (6%和7%)."""
    return bool(_CONNECTOR.match(between))


def subject_of(text: str, mention: Mention, floor: int, behind: str, before: Subject | None) -> Subject:
    """Return what a number counts.

    Parameters
    ----------
    text
        The sentence's text, in the offsets of `mention`.
    mention
        The number.
    floor
        Where the number before ends, or the sentence begins.
    behind
        The text behind the number.
    before
        The subject of the number before in the same sentence, or None.
    """
    left = left_of(text, floor, mention.start)
    clause_end = mention.start - len(left)
    clause_before = text[max(0, clause_end - _REACH) : clause_end]
    if before is not None and floor:
        left = _AFTER_NUMBER.sub("", left)
    if mention.family == "rank":
        left = _rank_heads().sub("", left)
    own = left.lstrip(" 　，和与及") if left.startswith(("，", " ")) else left
    cues = cues_before(left.lstrip(" 　、，和与及"), is_amount=mention.family not in ("percent", "points", "times"))
    phrase = without_lead(cues.phrase)
    known = Subject(phrase, cues.phrase, cues, comes_from=bool(_FROM.search(left)), own=own)
    thing, consumed = counted_behind(behind) if mention.family in _COUNTED else ("", 0)
    if thing and (mention.family == "classifier" or not (phrase or before)):
        wording = f"{cues.phrase[: len(cues.phrase) - len(phrase)]}{thing}"
        if _verbs().search(phrase) or len(phrase) <= 1:
            wording = cues.phrase + thing
        return replace(known, phrase=thing, wording=wording, consumed=consumed)
    stem = "" if phrase.endswith(("从", "由")) else phrase
    if before is None and (not stem or stands_for_another(stem)):
        # The clause before names what the sentence is about (外贸进出口触底回升，全年完成18.4亿美元).
        named = named_within(clause_before)
        if named:
            return replace(known, phrase=named, wording=named + stem, is_inherited=True)
        if mention.family == "rank" and not stem:
            # 营商环境持续优化，位列百强区第十: what is ranked stands in the clause before.
            clause = _last_clause(clause_before)
            return replace(known, phrase=without_lead(clause) or clause, wording=clause, is_inherited=True)
    if (stem and not stands_for_another(stem)) or before is None:
        return replace(known, phrase=(phrase or cues.phrase).strip("的"))
    joined = before.phrase + stem if stem.startswith(_OF_ANOTHER) else stem or before.phrase
    return replace(known, phrase=joined, wording=before.wording + stem, is_inherited=True, phrase_is_own=bool(stem))


def _last_clause(text: str) -> str:
    return _CLAUSE_END.split(text.rstrip("，。；：、 "))[-1][-_LONGEST_CLAUSE:]


@cache
def _rank_heads() -> re.Pattern[str]:
    return quick_pattern(load_codebook("quantity_cues")["rank_heads"]["pattern"])


@cache
def _verbs() -> re.Pattern[str]:
    return quick_pattern(load_codebook("quantity_cues")["verbs_before"]["pattern"])


def names_both(phrase: str, numbers: int) -> bool:
    """Tell whether a phrase names town and country at once, and two numbers follow (城乡居民收入26096元和10736元)."""
    return (
        numbers == 2
        and re.search(load_codebook("quantity_cues")["shared_suffixes"]["both"]["pattern"], phrase) is not None
    )


def named_parts(phrase: str) -> list[str]:
    """Return the parts of a list of subjects if each of them names an indicator, else nothing."""
    parts = [part for part in _SPLIT.split(phrase) if part]
    return parts if len(parts) > 1 and all(named_within(part) for part in parts) else []


def shared_subjects(phrase: str, numbers: int) -> list[str]:
    """Return the subjects that several numbers are shared out among (农业、服务业增加值分别增长6%和7%).

    Returns
    -------
    list of str
        One for each number; the phrase itself for all where it does not name that many.
    """
    book: dict[str, Any] = load_codebook("quantity_cues")["shared_suffixes"]
    both = re.search(book["both"]["pattern"], phrase)
    if both and numbers == 2:
        rest = phrase[both.end() :]
        return [book["both"]["first"] + rest, book["both"]["second"] + rest]
    parts = [part for part in _SPLIT.split(phrase) if part]
    if len(parts) < 2 or numbers < 2:
        return [phrase] * numbers
    if len(parts) > numbers:
        parts = parts[len(parts) - numbers :]
    last = _ADVERBS.sub("", parts[-1])
    share = re.search(book["share"], last)
    suffix = share["suffix"] if share else next((word for word in book["words"] if last.endswith(word)), "")
    if not suffix or suffix == last:
        completed = parts
    else:
        completed = [part if _is_complete(part, book["words"]) else _joined(part, suffix) for part in parts[:-1]]
        completed = [*completed, parts[-1]]
    return [*completed, *[completed[-1]] * (numbers - len(completed))]


def _joined(part: str, suffix: str) -> str:
    """Return a subject with the end that it shares; what both have (城镇居民, 居民人均可支配收入) stands once."""
    overlap = next((size for size in range(min(len(part), len(suffix)), 0, -1) if part.endswith(suffix[:size])), 0)
    return part + suffix[overlap:]


def _is_complete(part: str, suffixes: list[str]) -> bool:
    return any(part.endswith(suffix) for suffix in suffixes) or part.endswith(("值", "额", "数", "率", "量"))
