"""What kind of number a mention is: level, growth, share, count, increment, cumulative or rank; and its sign."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.quick_patterns import quick_pattern

if TYPE_CHECKING:
    from suzhou_priorities.extract.cues import Cues
    from suzhou_priorities.extract.model import Mention

_NEW = re.compile(r"新增(?!长)|净增(?!长)|再增(?!长)|^[、，和]?(?:增加|增收|减少|削减|压减|核减)(?!到|至)")
_LESS = re.compile(r"^[、，和]?(?:减少|削减|压减|核减)(?!到|至)")
_CUMULATIVE = re.compile(r"累计|总计|共计|合计")
_TOTAL = re.compile(r"总(?!部|工会|商会)")
_RANKED = re.compile(r"排名|排位|位次|名次")
PLACE = "位"
_AMOUNTS = ("money", "extent", "classifier", "duration")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return quick_pattern(load_codebook("quantity_cues")[name]["pattern"])


def is_density(phrase: str) -> bool:
    """Tell whether a phrase counts per head, household or area."""
    return bool(_pattern("densities").search(phrase))


def is_stock_phrase(phrase: str) -> bool:
    """Tell whether a phrase names what there is at a date, not what was done in a period."""
    return bool(_pattern("stock_heads").search(phrase)) or is_density(phrase)


def is_flow_phrase(text: str) -> bool:
    """Tell whether the words before a number say that something was done or spent."""
    return bool(_pattern("flow_heads").search(text))


def is_share_of_plan(text: str) -> bool:
    """Tell whether the words before a percentage say how much of a plan was done (为计划的52.5%)."""
    return bool(_pattern("plan_share").search(text))


def is_bare_money(phrase: str) -> bool:
    """Tell whether a phrase names money, so that an amount without a currency is one (财政收入完成198万)."""
    return bool(_pattern("bare_money").search(phrase))


def is_over_plan(text: str) -> bool:
    """Tell whether the words before a number say how far it lies above a plan (超出计划目标)."""
    return bool(_pattern("over_plan").search(text))


def is_total(text: str) -> bool:
    """Tell whether words open with what says that a number is all there is (总泊位3000个)."""
    return bool(_TOTAL.match(text))


def is_event(behind: str) -> bool:
    """Tell whether the words behind a count say that something happened to what was counted."""
    return bool(_pattern("events_behind").search(behind))


def measure_of(
    mention: Mention,
    cues: Cues,
    own: str,
    phrase: str,
    before: str | None = None,
    *,
    is_bare: bool = False,
    behind: str = "",
) -> str:
    """Return the measure of a mention.

    Parameters
    ----------
    mention
        Its family decides first: a percentage is a growth where a verb of change says so, else a share.
    cues
        The words before it.
    own
        What the text says before the number, from the last comma on (、智能车间).
    phrase
        What is counted.
    before
        The measure of the number before: in a list its verb holds on (新增智能工厂3家、智能车间29家).
    is_bare
        Whether the clause of the number has no verb of its own.
    behind
        What follows it (实现20%以上的增长).
    """
    family = mention.family
    if family == "rank" or (mention.unit == PLACE and _RANKED.search(phrase)):
        return "rank"
    if family == "doubling":
        return "growth"
    if family == "points":
        return "increment"
    if family in ("percent", "times"):
        if cues.change or cues.rate or _pattern("change_behind").match(behind):
            return "growth_avg" if cues.has("average") else "growth"
        return "share" if family == "percent" else "level"
    if family in _AMOUNTS:
        measure = _amount(family, cues, own, phrase)
        if measure in ("count", "level") and before == "increment" and (is_bare or _is_continued(own, cues)):
            return "increment"
        return measure
    return "level"


def _amount(family: str, cues: Cues, own: str, phrase: str) -> str:
    if cues.has("cumulative") or _CUMULATIVE.search(own):
        return "cumulative"
    if cues.has("new") or _NEW.search(own) or cues.change:
        return "increment"
    return "count" if family == "classifier" and not is_density(phrase) else "level"


def _is_continued(own: str, cues: Cues) -> bool:
    """Tell whether a number goes on in the list of the number before, under its verb."""
    return (
        own.startswith(("、", "和", "及", "与"))
        and not cues.has("to", "up", "down", "done")
        and not is_total(cues.phrase)
    )


def is_negative(measure: str, cues: Cues, own: str) -> bool:
    """Tell whether a number is a fall, and so takes a minus."""
    signed = load_codebook("quantity_cues")["signed"]["measures"]
    return measure in signed and ("down" in (cues.change, cues.rate) or bool(_LESS.match(own)))
