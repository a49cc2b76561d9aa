"""Whether a number was achieved or is aimed at, whether it is an estimate, and on which basis it is computed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern
from suzhou_priorities.outline.model import LOOKS_AHEAD

if TYPE_CHECKING:
    import re

    from suzhou_priorities.extract.model import Period
    from suzhou_priorities.extract.periods import Years

ACTUAL, TARGET = "actual", "target"
_DECISIVE = 10
_MOST_ODD = 0.3
_SCOPED = {
    "可比价": "real",
    "不变价": "real",
    "同口径": "comparable",
    "可比口径": "comparable",
    "现价": "nominal",
}


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    return quick_pattern(load_codebook("time_expressions")[section][key])


def status_of(part: str, before: str, behind: str, stated: Period | None, years: Years) -> str:
    """Return ``actual`` or ``target``.

    The part of the document decides, unless the years stated or the words around the number say otherwise: a
    review can quote a target (年初确定的8%的目标), a plan can recall a result (在去年增长9%的基础上).

    Parameters
    ----------
    part
        Part of the document.
    before, behind
        The sentence before the number, and what follows it.
    stated
        The years that the sentence states, if it does.
    years
        Those of the document.
    """
    expected = _expected(part, stated, years)
    last = years.review.end
    if stated is not None and stated.end is not None and last is not None:
        if stated.end <= last:
            return TARGET if _is_quoted_target(before, behind) else ACTUAL
        if stated.start is not None and stated.start > last:
            return TARGET
    if expected == ACTUAL:
        return TARGET if _is_quoted_target(before, behind) else ACTUAL
    if _pattern("status", "actual_behind").match(behind) or _pattern("status", "actual_in_plan").search(before):
        return ACTUAL
    return TARGET


def _is_quoted_target(before: str, behind: str) -> bool:
    """Tell whether a text that looks back quotes what was aimed at (年初确定的8%的目标, 收入任务174万)."""
    if _pattern("status", "target_behind").match(behind):
        return not _pattern("status", "achieved").search(before)
    quoted = _pattern("status", "target_in_review").search(before)
    if quoted is None or _pattern("status", "compared").search(before[: quoted.start()]):
        return False
    return not _pattern("status", "fulfilled").search(before[quoted.start() :])


def _expected(part: str, stated: Period | None, years: Years) -> str:
    if part == "review":
        return ACTUAL
    if part in LOOKS_AHEAD:
        return TARGET
    last = years.review.end
    if stated is not None and stated.end is not None and last is not None:
        return ACTUAL if stated.end <= last else TARGET
    return TARGET if years.doc_type == "task_plan" else ACTUAL


def vote(text: str) -> int:
    """Return how many words of a text say that it looks ahead, less those that say that it looks back."""
    if _pattern("votes", "decisive").search(text):
        return _DECISIVE
    return (
        2 * len(_pattern("votes", "plan_strong").findall(text))
        + bool(_pattern("votes", "plan").search(text))
        - 2 * len(_pattern("votes", "done_strong").findall(text))
        - bool(_pattern("votes", "done").search(text))
    )


def roundness(text: str) -> int:
    """Return 1 if the numbers of a text are round, as aims are, -2 if many have odd digits, as counts have, else 0."""
    numbers = _pattern("votes", "number").findall(text)
    odd = sum(bool(_pattern("votes", "precise").search(number)) for number in numbers)
    if not numbers:
        return 0
    return -2 if odd > _MOST_ODD * len(numbers) else 1


def expected_from(text: str) -> int:
    """Return where a sentence begins to tell what is expected (预计), -1 if it does not."""
    match = _pattern("estimates", "words").search(text)
    return match.start() if match else -1


def opens_estimates(text: str) -> bool:
    """Tell whether a sentence opens with 预计: then it holds for the parts that follow up to the full stop."""
    return bool(_pattern("estimates", "opening").match(text))


def opens_with_verb(text: str) -> bool:
    """Tell whether 预计 opens a sentence together with a verb (预计全年实现): clauses with the same go on under it."""
    return opens_estimates(text) and bool(_pattern("estimates", "same_verb").search(text))


def has_own_verb(text: str, *, is_shared: bool) -> bool:
    """Tell whether a part begins with a verb of its own, so that 预计 before it does not hold for it.

    Parameters
    ----------
    text
        The part.
    is_shared
        Whether the part that 预计 opens has such a verb too: then 完成 and 实现 only go on.
    """
    if is_shared and _pattern("estimates", "going_on").match(text):
        return False
    return bool(_pattern("estimates", "own_verb").match(text))


def is_estimated(behind: str) -> bool:
    """Tell whether a number is marked as expected in brackets behind it."""
    return bool(_pattern("estimates", "figure").match(behind))


def estimate_scope(text: str) -> int | None:
    """Return where a mark stands in a text that makes all figures from its own on estimates (预计数、下同)."""
    if "下同" not in text:
        return None
    match = _pattern("estimates", "scope").search(text)
    return match.start() if match else None


def basis_scope(text: str) -> tuple[int, str] | None:
    """Return where a mark stands that fixes the basis of all growth from its own on, and which one."""
    if "下同" not in text:
        return None
    match = _pattern("bases", "scope").search(text)
    return (match.start(), _SCOPED[match["kind"]]) if match else None


def basis_of(clause: str, before: str = "") -> str | None:
    """Return the basis that a clause states, None if it states none.

    Parameters
    ----------
    clause
        The clause of a figure.
    before
        What stands before it: 按可比价格计算，比上年增长5.2% states the basis in a clause of its own.
    """
    if _pattern("bases", "before").search(before):
        return "real"
    for match in _pattern("bases", "clause").finditer(clause):
        return next(name for name, value in match.groupdict().items() if value)
    return None
