"""Whether the ranking of domains survives other choices: of dictionary, segmentation, weighting, sections, documents.

Each choice gives other shares of the domains (a variant); variants of one kind make a family. Every variant's ranking
is held against the base ranking of the same document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from suzhou_priorities.tables.vocabulary import DOMAINS

if TYPE_CHECKING:
    from suzhou_priorities.measures.resampling import FloatArray

TOP = 5
COMPARED = (
    "document",
    "family",
    "variant",
    "kendall",
    "spearman",
    "largest_shift",
    "shifted_domain",
    "top_overlap",
    "same_first",
)
SUMMARY = (
    "document",
    "family",
    "variants",
    "kendall_median",
    "kendall_least",
    "spearman_median",
    "spearman_least",
    "largest_shift",
    "shifted_domain",
    "top_overlap_median",
    "top_overlap_least",
    "same_first",
)
# Shares that differ by less are tied: sums of the same numbers in another order differ so much.
_DECIMALS = 12


def ranking_sensitivity(base: pd.DataFrame, variants: pd.DataFrame, top: int = TOP) -> pd.DataFrame:
    """Hold the ranking of domains in each variant against the base.

    - ``kendall``: tau-b, Σ sgn(x_i − x_j) sgn(y_i − y_j) / √(Σ sgn²(x_i − x_j) · Σ sgn²(y_i − y_j)) over pairs of
      domains (Kendall 1945, Biometrika 33, 239-251), which takes ties into account;
    - ``spearman``: Pearson's correlation of the ranks (Spearman 1904, American Journal of Psychology 15, 72-101);
    - ``largest_shift``: the largest |rank in the variant − rank in the base|, in places (tied domains share the mean of
      theirs, so halves occur), and ``shifted_domain``, whose it is (the first in the order of domains, if several);
    - ``top_overlap``: |A ∩ B| / top, where A and B are the first `top` domains of either ranking (ties in the order of
      domains);
    - ``same_first``: whether one domain leads both.

    Both correlations are NaN where all shares are alike.

    Parameters
    ----------
    base
        ``document``, ``domain``, ``share``.
    variants
        ``document``, ``family``, ``variant``, ``domain``, ``share``; a domain that is not listed has share 0. Documents
        that the base lacks are left out.
    top
        How many domains make the top.

    Returns
    -------
    DataFrame
        Columns `COMPARED`, a row per document, family and variant in order of appearance.
    """
    tables = [
        _against(str(document), base[base["document"] == document], own, top)
        for document, own in variants.groupby("document", sort=False)
        if (base["document"] == document).any()
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COMPARED))


def summarised(compared: pd.DataFrame) -> pd.DataFrame:
    """Sum up how the ranking fares, by document and family of variants.

    Parameters
    ----------
    compared
        As from `ranking_sensitivity`.

    Returns
    -------
    DataFrame
        Columns `SUMMARY`: number of variants, median and least of the correlations and of the overlap, the largest
        shift of all and whose it is, and the share of variants that the base's first domain leads.
    """
    if compared.empty:
        return pd.DataFrame(columns=list(SUMMARY))
    groups = compared.groupby(["document", "family"], sort=False)
    found = groups.agg(
        variants=("variant", "size"),
        kendall_median=("kendall", "median"),
        kendall_least=("kendall", "min"),
        spearman_median=("spearman", "median"),
        spearman_least=("spearman", "min"),
        largest_shift=("largest_shift", "max"),
        top_overlap_median=("top_overlap", "median"),
        top_overlap_least=("top_overlap", "min"),
        same_first=("same_first", "mean"),
    )
    farthest = compared.loc[groups["largest_shift"].idxmax()].set_index(["document", "family"])
    found["shifted_domain"] = farthest["shifted_domain"]
    return found.reset_index()[list(SUMMARY)]


def _against(document: str, base: pd.DataFrame, variants: pd.DataFrame, top: int) -> pd.DataFrame:
    listed = {*base["domain"], *variants["domain"]}
    domains = [*(domain for domain in DOMAINS if domain in listed), *sorted(listed - set(DOMAINS), key=str)]
    start = base.groupby("domain")["share"].sum().reindex(domains, fill_value=0).to_numpy(dtype=float).round(_DECIMALS)
    wide = variants.pivot_table(
        index=["family", "variant"], columns="domain", values="share", aggfunc="sum", sort=False, fill_value=0
    ).reindex(columns=domains, fill_value=0)
    shares = wide.to_numpy(dtype=float).round(_DECIMALS)
    ranks, own = _ranks(shares), _ranks(start[None, :])
    shifts = np.abs(ranks - own)
    farthest = shifts.argmax(axis=1)
    leaders = np.argsort(-shares, axis=1, kind="stable")
    first = np.argsort(-start, kind="stable")
    size = min(max(top, 1), len(domains))
    keys = wide.index.to_frame(index=False)
    return pd.DataFrame(
        {
            "document": document,
            "family": keys["family"],
            "variant": keys["variant"],
            "kendall": kendall(start, shares),
            "spearman": _pearson(own, ranks),
            "largest_shift": shifts.max(axis=1),
            "shifted_domain": np.array(domains, dtype=object)[farthest],
            "top_overlap": np.isin(leaders[:, :size], first[:size]).sum(axis=1) / size,
            "same_first": leaders[:, 0] == first[0],
        },
        columns=list(COMPARED),
    )


def kendall(base: FloatArray, variants: FloatArray) -> FloatArray:
    """Return Kendall's tau-b of each row of `variants`, of shape (variants, domains), with the base."""
    above = np.triu_indices(len(base), 1)
    x = np.sign(base[above[0]] - base[above[1]])
    y = np.sign(variants[:, above[0]] - variants[:, above[1]])
    scale = np.sqrt((x**2).sum() * (y**2).sum(axis=1))
    agreed: FloatArray = y @ x
    return _divided(agreed, scale)


def _ranks(shares: FloatArray) -> FloatArray:
    """Return ranks along each row, 1 for the largest share; tied shares get the mean of their ranks."""
    return np.asarray(pd.DataFrame(shares).rank(axis=1, ascending=False), dtype=float)


def _pearson(base: FloatArray, variants: FloatArray) -> FloatArray:
    x, y = base[0] - base[0].mean(), variants - variants.mean(axis=1, keepdims=True)
    scale = np.sqrt((x**2).sum() * (y**2).sum(axis=1))
    return _divided(y @ x, scale)


def _divided(above: FloatArray, below: FloatArray) -> FloatArray:
    quotient = np.full(len(above), np.nan)
    np.divide(above, below, out=quotient, where=below > 0)
    return quotient
