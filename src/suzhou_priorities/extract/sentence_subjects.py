"""What each number of a sentence counts, lists included.

In a list several numbers share one verb (分别增长6%和7%): its subjects are shared out among them, in their order. Where
the list leaves its subjects out, they are those of the amounts just before it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from suzhou_priorities.extract.subjects import (
    Subject,
    is_list_continued,
    left_of,
    named_parts,
    names_both,
    shared_subjects,
    subject_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suzhou_priorities.extract.model import Mention

BEHIND = 40
# Numbers: no list of a document is longer, and a line of numbers alone must not be walked again for each of them.
LONGEST_LIST = 40
FARTHEST = 200
_RATIO_SIGNS = frozenset({":", "：", "∶", "︰"})
_RELATIVE = ("percent", "points", "times")


def subjects_of(text: str, mentions: Sequence[Mention]) -> list[Subject]:
    """Return the subject of each mention of a sentence.

    Parameters
    ----------
    text
        The sentence.
    mentions
        Its numbers in order, with offsets into it.
    """
    found: list[Subject] = []
    floor = 0
    waiting: list[str] = []
    for index, mention in enumerate(mentions):
        before = found[-1] if found else None
        between = text[floor : mention.start]
        behind = text[mention.end : mention.end + BEHIND]
        if before is not None and between in _RATIO_SIGNS:
            subject = replace(before, is_inherited=True)
        elif before is not None and is_list_continued(between) and mention.family == mentions[index - 1].family:
            subject = _next_in_list(text, mention, floor, behind, before, waiting)
        else:
            subject = subject_of(text, mention, floor, behind, before)
            subject, waiting = _shared_out(text, mentions, index, floor, subject, found)
        found.append(subject)
        floor = mention.end + subject.consumed
    return found


def end_of_list(text: str, mentions: Sequence[Mention], index: int) -> int:
    """Return where the list ends that a mention belongs to: what stands there (左右) holds for all of it."""
    last = min(len(mentions) - 1, index + LONGEST_LIST)
    while index < last and is_list_continued(text[mentions[index].end : mentions[index + 1].start]):
        index += 1
    return mentions[index].end


def _next_in_list(text: str, mention: Mention, floor: int, behind: str, before: Subject, waiting: list[str]) -> Subject:
    if waiting:
        phrase = waiting.pop(0)
        return replace(
            before, phrase=phrase, wording=phrase, is_inherited=True, consumed=0, own=text[floor : mention.start]
        )
    if mention.family == "classifier":
        own = subject_of(text, mention, floor, behind, before)
        if not own.is_inherited:
            return own
    return replace(before, is_inherited=True, consumed=0, own=text[floor : mention.start])


def _shared_out(
    text: str, mentions: Sequence[Mention], index: int, floor: int, subject: Subject, found: Sequence[Subject]
) -> tuple[Subject, list[str]]:
    """Return the subject of the first number of a list, and those that wait for the others."""
    count = 1
    most = min(len(mentions) - index, LONGEST_LIST)
    while count < most and is_list_continued(text[mentions[index + count - 1].end : mentions[index + count].start]):
        count += 1
    if count == 1:
        return subject, []
    if subject.is_inherited and not subject.phrase_is_own and mentions[index].family in _RELATIVE:
        earlier = _amounts(found, mentions, count)
        if earlier:
            return replace(subject, phrase=earlier[0].phrase, wording=earlier[0].wording), [
                known.wording for known in earlier[1:]
            ]
    left = left_of(text, floor, mentions[index].start)
    if subject.is_inherited and not subject.phrase_is_own and (earlier := _list_before(found, mentions, count)):
        # A second list without subjects of its own is about those of the first (分别达…, 分别从…增加到…).
        return replace(subject, phrase=earlier[0].phrase, wording=earlier[0].wording), [
            known.wording for known in earlier[1:]
        ]
    if "分别" in left or names_both(subject.wording, count) or len(named_parts(subject.wording)) == count:
        shares = shared_subjects(_widened(text, floor, mentions[index].start, subject), count)
        return replace(subject, phrase=shares[0], wording=shares[0]), shares[1:]
    return subject, []


def _amounts(found: Sequence[Subject], mentions: Sequence[Mention], count: int) -> list[Subject]:
    """Return the last subjects of amounts before a list, if there are as many: its numbers are their growth."""
    amounts = [
        subject
        for subject, mention in zip(found[-FARTHEST:], mentions[max(0, len(found) - FARTHEST) :], strict=False)
        if mention.family not in _RELATIVE and mention.family != "rank"
    ][-count:]
    return amounts if len({subject.wording for subject in amounts}) == count else []


def _list_before(found: Sequence[Subject], mentions: Sequence[Mention], count: int) -> list[Subject]:
    """Return the subjects of the list that ends just before, if it is as long and each number counts another thing."""
    earlier = list(found[-count:])
    families = {mention.family for mention in mentions[len(found) - count : len(found)]}
    distinct = len({subject.wording for subject in earlier}) == count == len(earlier)
    return earlier if distinct and len(families) == 1 else []


def _widened(text: str, floor: int, start: int, subject: Subject) -> str:
    """Return the subject's wording; where 分别 opens its clause, the clause before it."""
    if subject.wording and not subject.is_inherited:
        return subject.wording
    clause = text[floor:start].rstrip("，").rpartition("，")[0]
    return clause.rpartition("，")[2] or subject.wording
