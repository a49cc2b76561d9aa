"""How far people who filled in coding sheets agree with each other, and with the codes agreed on before."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.coding.horizons import TIMELESS
from suzhou_priorities.coding.sheet_rows import NO_PROMISE
from suzhou_priorities.coding.sheets import PROMISES
from suzhou_priorities.measures.agreement import agreement, krippendorff_alpha
from suzhou_priorities.measures.resampling import LEVEL, RESAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping

# "No horizon" and "no promise" are codes, and may be disputed.
NONE_SAID = "none"
FIELDS = ("domain", "function", "horizon")
PROMISE_FIELDS = {"force": "forces", "testability": "testabilities"}
NOMINAL, ORDINAL = ("accuracy", "kappa", "alpha"), ("accuracy", "kappa_linear", "alpha_ordinal")
AGREED = "agreed codes"


def codes_by_unit(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the codes of one coder, one row a unit (index), one column a field; missing where nothing was coded.

    Of promises, the strongest force and the highest testability in the unit, since two coders need not cut a unit into
    the same promises.

    Parameters
    ----------
    rows
        As of a filled sheet, or of `data/validation/`.
    kind
        ``codes`` or ``promises``.
    """
    rows = rows.drop_duplicates("unit_id") if kind != PROMISES else rows
    if kind != PROMISES:
        own = rows.set_index("unit_id").reindex(columns=list(FIELDS)).astype("string").replace("", pd.NA)
        return own.assign(horizon=own["horizon"].mask(own["function"].isin(TIMELESS), NONE_SAID)).astype(object)
    ranks = {field: _order(field) for field in PROMISE_FIELDS}
    found: dict[str, dict[str, object]] = {}
    for unit_id, own in rows.groupby("unit_id", sort=False):
        for field, order in ranks.items():
            said = [code for code in own[field] if code in order]
            none = [NONE_SAID] if (own["verb"] == NO_PROMISE).any() else []
            found.setdefault(str(unit_id), {})[field] = max(said + none, key=order.index, default=None)
    return pd.DataFrame.from_dict(found, orient="index", columns=list(ranks), dtype=object)


def sheet_agreement(
    coders: Mapping[str, pd.DataFrame],
    agreed: pd.DataFrame,
    kind: str,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return the agreement of each coder with the codes agreed on, of each pair of coders, and of all together.

    Parameters
    ----------
    coders, agreed
        Codes by unit (`codes_by_unit`); of the coders by name.
    kind
        ``codes`` or ``promises``.
    resamples, seed, level
        Of the bootstrap that gives the intervals.

    Returns
    -------
    DataFrame
        ``between``, ``field``, ``measure`` (`NOMINAL`, or `ORDINAL` where codes have an order; of all together only
        alpha), ``value``, ``low``, ``high``, ``units`` (those that both coded).
    """
    pairs = [(name, AGREED, own, agreed) for name, own in coders.items()]
    pairs += [(first, second, coders[first], coders[second]) for first, second in combinations(coders, 2)]
    frames = []
    for first, second, own, other in pairs:
        for field in agreed.columns:
            both = pd.concat([other[field], own[field]], axis=1, join="inner", keys=["gold", "coded"]).dropna()
            measures = agreement(both["gold"], both["coded"], _given_order(field, kind), resamples, seed, level)
            measures = measures[measures["measure"].isin(_measures(kind))]
            frames.append(measures.assign(between=f"{first} and {second}", field=field))
    if len(coders) > 2:
        frames += [_together(coders, field, kind, resamples, seed, level) for field in agreed.columns]
    columns = ["between", "field", "measure", "value", "low", "high", "units"]
    return pd.concat(frames, ignore_index=True)[columns] if frames else pd.DataFrame(columns=columns)


def _together(
    coders: Mapping[str, pd.DataFrame], field: str, kind: str, resamples: int, seed: int, level: float
) -> pd.DataFrame:
    codes = pd.concat([own[field] for own in coders.values()], axis=1, keys=list(coders))
    alpha = krippendorff_alpha(codes, _given_order(field, kind), resamples, seed, level)
    units = int((codes.notna().sum(axis=1) > 1).sum())
    row = (f"all {len(coders)}", field, _measures(kind)[-1], alpha.value, alpha.low, alpha.high, units)
    return pd.DataFrame([row], columns=["between", "field", "measure", "value", "low", "high", "units"])


def _measures(kind: str) -> tuple[str, ...]:
    return ORDINAL if kind == PROMISES else NOMINAL


def _given_order(field: str, kind: str) -> list[str] | None:
    return _order(field) if kind == PROMISES else None


def _order(field: str) -> list[str]:
    """Return the keys of a field of promises from least to most, `NONE_SAID` first."""
    entries = load_codebook("commitments")[PROMISE_FIELDS[field]]
    return [NONE_SAID, *(str(entry["key"]) for entry in sorted(entries, key=lambda entry: int(entry["rank"])))]
