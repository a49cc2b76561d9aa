"""The order in which a text puts the policy domains, and how sure each place in it is.

A rank is an unsteady thing: where shares lie close, drawing the paragraphs anew reorders them. Two answers are given
side by side. The interval of the bootstrapped ranks says where a domain lands when paragraphs are drawn anew; it has no
guaranteed coverage where shares are nearly tied (Xie, Singh and Zhang 2009, Journal of the American Statistical
Association 104, 775-788). The confidence set does: it counts which domains are clearly above and clearly below, all
others tested at once (Mogstad, Romano, Shaikh and Wilhelm 2024, Review of Economic Studies 91, 476-518).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from suzhou_priorities.measures.attention_error import predictive_parameters
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS, paragraph_weights, shares
from suzhou_priorities.measures.resampling import LEVEL, RESAMPLES, bootstrap_sums, interval

if TYPE_CHECKING:
    from suzhou_priorities.measures.domain_weights import Weight
    from suzhou_priorities.measures.resampling import FloatArray

TOP = 3
# A domain that beats the first in two of five draws, where a coin would in half of them, is told as level with it.
LEVEL_CHANCE = 0.4
COLUMNS = ("doc_id", "domain", "share", "rank", "low", "high", "set_low", "set_high", "first", "top", "ahead")


def share_draws(
    frame: pd.DataFrame,
    weight: Weight = "characters",
    second: float = 0.0,
    resamples: int = RESAMPLES,
    seed: int = 0,
    confusion: pd.DataFrame | None = None,
) -> FloatArray:
    """Return the shares of the domains in bootstraps of the paragraphs; shape (resamples, domains).

    With a `confusion` of true against coded domains each draw also redistributes what was coded, as
    `attention_error.corrected_attention` does. NaN throughout where there is one paragraph only.
    """
    sums = bootstrap_sums(paragraph_weights(frame, weight, second), resamples, np.random.default_rng(seed))
    if confusion is None:
        return shares(sums)
    error = np.random.default_rng([seed, 1])
    rows = predictive_parameters(confusion)
    chances = np.stack([error.dirichlet(row, size=resamples) for row in rows], axis=1)
    return shares(np.einsum("ri,rij->rj", sums, chances)[:, :-1])


def rank_intervals(
    frame: pd.DataFrame,
    weight: Weight = "characters",
    second: float = 0.0,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
    top: int = TOP,
) -> pd.DataFrame:
    """Return the rank of each domain in each document, and how sure it is.

    Parameters
    ----------
    frame
        Counted sentences, as from `counted_sentences.counted`.
    weight, second, resamples, seed, level
        As in `attention.attention`.
    top
        How many places make the top.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, all domains of each document, the first rank on top: ``share``; ``rank`` (1 is the largest
        share, equal shares have the mean of their ranks); ``low``, ``high`` (percentile interval of the bootstrapped
        ranks); ``set_low``, ``set_high`` (confidence set, see `confidence_sets`); ``first`` and ``top`` (how often the
        domain leads, and is among the first `top`, when paragraphs are drawn anew, 0 to 1); ``ahead`` (see
        `ahead_of_first`). All but share and rank are NaN in a document of one paragraph.
    """
    tables = []
    for doc_id, own in frame.groupby("doc_id", sort=False):
        found = shares(paragraph_weights(own, weight, second).sum(axis=0))
        draws = share_draws(own, weight, second, resamples, seed)
        known = draws[np.isfinite(draws).all(axis=1)]
        ranks = rankdata(-known, axis=1) if len(known) else np.full((1, len(POLICY_DOMAINS)), np.nan)
        low, high = interval(ranks, level)
        set_low, set_high = confidence_sets(found, known, level)
        places = np.argsort(np.argsort(-known, axis=1, kind="stable"), axis=1)
        often = [(places < size).mean(axis=0) if len(known) else np.nan for size in (1, top)]
        columns = {"low": low, "high": high, "set_low": set_low, "set_high": set_high}
        table = pd.DataFrame({"doc_id": doc_id, "domain": POLICY_DOMAINS, "share": found, "rank": rankdata(-found)})
        table = table.assign(**columns, first=often[0], top=often[1], ahead=ahead_of_first(found, draws))
        tables.append(table.sort_values("rank", kind="stable"))
    return pd.concat(tables, ignore_index=True)[list(COLUMNS)] if tables else pd.DataFrame(columns=list(COLUMNS))


def confidence_sets(found: FloatArray, draws: FloatArray, level: float = LEVEL) -> tuple[FloatArray, FloatArray]:
    """Return the least and the greatest rank of each domain that the draws do not rule out, each domain for itself.

    With ``D(k,j)`` the share of k less that of j, ``s(k,j)`` its standard deviation in the draws and c(j) the `level`
    quantile of ``max |D*(k,j) - D(k,j)| / s(k,j)`` over all k, domain k is clearly above j where ``D(k,j) > c s(k,j)``.
    The set of j reaches from 1 + (number clearly above) to n - (number clearly below) and holds the true rank of j with
    a chance of about `level` (Mogstad et al. 2024, sec. 3: the marginal set, in one step, studentised).

    Parameters
    ----------
    found
        The shares; shape (n,).
    draws
        Shares in the bootstrap; shape (draws, n). Without draws nothing is known: NaN.
    level
        Level of the sets.
    """
    width = len(found)
    if len(draws) < 2:
        return np.full(width, np.nan), np.full(width, np.nan)
    least, greatest = np.ones(width), np.full(width, float(width))
    for place in range(width):
        own, drawn = found - found[place], draws - draws[:, [place]]
        spread = drawn.std(axis=0, ddof=1)
        moves = spread > 0
        if not moves.any():
            continue
        reach = np.quantile((np.abs(drawn - own)[:, moves] / spread[moves]).max(axis=1), level)
        least[place] += (moves & (own > reach * spread)).sum()
        greatest[place] -= (moves & (own < -reach * spread)).sum()
    return least, greatest


def ahead_of_first(found: FloatArray, draws: FloatArray) -> FloatArray:
    """Return how often each domain has more than the one with the largest share, when paragraphs are drawn anew.

    ``#{s*(d) > s*(first)} / draws``, equal shares counted half, so that the first itself has 0.5, as has a domain that
    is as good as tied with it. Without a draw nothing is known: NaN.

    Parameters
    ----------
    found
        The shares; shape (n,).
    draws
        Shares in the bootstrap; shape (draws, n). Draws that are not finite are set aside.
    """
    known = draws[np.isfinite(draws).all(axis=1)]
    if not len(known) or not np.isfinite(found).all():
        return np.full(len(found), np.nan)
    first = known[:, [int(np.argmax(found))]]
    return np.asarray((known > first).mean(axis=0) + (known == first).mean(axis=0) / 2)


def level_with_first(ranks: pd.DataFrame, chance: float = LEVEL_CHANCE) -> list[str]:
    """Return the domain with the largest share and those level with it, in order.

    Level with the first is what has more than it in a share of at least `chance` of the draws; where nothing can be
    drawn anew, only what has as large a share.

    Parameters
    ----------
    ranks
        Rows of one document with ``domain``, ``share`` and ``ahead`` (as from `ahead_of_first`).
    chance
        Between 0 and 0.5.
    """
    known = ranks.dropna(subset=["share"]).sort_values("share", ascending=False, kind="stable")
    if known.empty:
        return []
    level = (known["ahead"] >= chance) | (known["share"] == known["share"].iloc[0])
    return [str(key) for key in known.loc[level, "domain"]]
