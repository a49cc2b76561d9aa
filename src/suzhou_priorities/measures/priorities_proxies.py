"""Other signs of priority beside attention: headline targets and their order, promises, figures, tasks, by domain.

Attention in a text is a proxy of priority. A government shows what it puts first in other ways too: what it sets a
headline target for and which of them it prints first, what it promises, for what it gives figures, and what it turns
into tasks. Where the proxies rank the domains alike, the ranking stands on more than one leg. They are no independent
witnesses: promises and figures are counted in the sentences whose length makes attention, and a task plan takes its
tasks from the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import kendalltau

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.coding.domains import primary_domains
from suzhou_priorities.coding.model_files import DOMAIN_TABLE
from suzhou_priorities.coding.segmentation import shared_segmenter
from suzhou_priorities.coding.term_model import shipped_model
from suzhou_priorities.coding.units import units_from
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS, paragraph_weights, shares
from suzhou_priorities.measures.priorities import ahead_of_first, share_draws
from suzhou_priorities.measures.resampling import RESAMPLES

if TYPE_CHECKING:
    from suzhou_priorities.measures.domain_weights import Weight

ATTENTION, PROMISES, FIGURES, TARGETS, TASKS = "attention", "promises", "figures", "targets", "tasks"
PROXIES = (ATTENTION, PROMISES, FIGURES, TARGETS, TASKS)
KEY = ["doc_id", "sentence_id"]
COLUMNS = ("doc_id", "proxy", "domain", "count", "total", "share", "rank", "ahead")
AGREEMENT = ("doc_id", "proxy", "tau", "p", "total", "first", "shared_top")


def target_domains(targets: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the headline targets with the domain that each of them measures, as ``domain``.

    A report may print all targets in one sentence, whose domain says little of each. So the domain is that of the
    indicator in the codebook `indicators`; without an indicator that which the coder gives to the phrase (安全生产,
    节能减排); where the phrase tells nothing, that of the sentence.
    """
    book = load_codebook("indicators")["entries"]
    own = targets.drop(columns="domain", errors="ignore")
    known = sentences[[*KEY, "domain"]].drop_duplicates(KEY)
    said = own[KEY].merge(known, on=KEY, how="left")["domain"]
    units = units_from([(str(phrase), "", "") for phrase in own["phrase"]], shared_segmenter())
    coded = primary_domains(units, shipped_model(DOMAIN_TABLE)) if units else []
    found = []
    for indicator, phrase_domain, sentence_domain in zip(own["indicator"], coded, said, strict=True):
        measured = None if pd.isna(indicator) else book[indicator]["domain"]
        of_phrase = phrase_domain if phrase_domain in POLICY_DOMAINS else None
        found.append(measured or of_phrase or (None if pd.isna(sentence_domain) else sentence_domain))
    return own.assign(domain=pd.array(found, dtype="string"))


def proxies(
    counted: pd.DataFrame,
    quantities: pd.DataFrame,
    commitments: pd.DataFrame,
    targets: pd.DataFrame,
    tasks: pd.DataFrame,
    task_plans: dict[str, str],
    weight: Weight = "characters",
    second: float = 0.0,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Return for each document how each proxy is spread over the domains; all look at the year ahead.

    - ``attention``: share of the characters (or sentences) of the passage ``plan``; ``count`` is sentences;
    - ``promises``: rows of `commitments` in counted sentences of that passage, by the domain of the sentence;
    - ``figures``: rows of `quantities` in them, likewise;
    - ``targets``: headline targets, by the domain that they measure;
    - ``tasks``: tasks of the task plan that breaks the report down, by their domain.

    Parameters
    ----------
    counted
        Counted sentences of the documents.
    quantities, commitments, tasks
        The tables.
    targets
        As from `target_domains`.
    task_plans
        Task plan by report; documents without one have no such proxy.
    weight, second, resamples, seed
        As in `attention.attention`.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`; a proxy without any count is left out, all domains are there. ``rank`` as in
        `priorities.rank_intervals`; ``ahead`` as there, for attention only.
    """
    tables = []
    for doc_id, whole in counted.groupby("doc_id", sort=False):
        own = whole[whole["passage"] == "plan"]
        counts = {
            ATTENTION: own["domain"],
            PROMISES: commitments.merge(own[[*KEY, "domain"]], on=KEY)["domain"],
            FIGURES: quantities.drop(columns="domain", errors="ignore").merge(own[[*KEY, "domain"]], on=KEY)["domain"],
            TARGETS: targets.loc[targets["doc_id"] == doc_id, "domain"],
            TASKS: tasks.loc[tasks["doc_id"] == task_plans.get(str(doc_id), ""), "domain"],
        }
        for proxy, keys in counts.items():
            found = keys.value_counts().reindex(list(POLICY_DOMAINS), fill_value=0).to_numpy(dtype=float)
            if not found.sum():
                continue
            share = shares(paragraph_weights(own, weight, second).sum(axis=0)) if proxy == ATTENTION else shares(found)
            drawn = np.empty((0, len(share)))
            if proxy == ATTENTION:
                drawn = share_draws(own, weight, second, resamples, seed)
            tables.append(
                pd.DataFrame(
                    {
                        "doc_id": str(doc_id),
                        "proxy": proxy,
                        "domain": POLICY_DOMAINS,
                        "count": found.astype(int),
                        "total": int(found.sum()),
                        "share": share,
                        "rank": pd.Series(share).rank(ascending=False).to_numpy(dtype=float),
                        "ahead": ahead_of_first(share, drawn),
                    }
                )
            )
    return pd.concat(tables, ignore_index=True)[list(COLUMNS)] if tables else pd.DataFrame(columns=list(COLUMNS))


def agreement(table: pd.DataFrame, top: int = 3) -> pd.DataFrame:
    """Return how far each proxy ranks the domains as attention does.

    Parameters
    ----------
    table
        As from `proxies`.
    top
        How many domains make the top.

    Returns
    -------
    DataFrame
        Columns `AGREEMENT`, a row per document and proxy but attention: ``tau`` (Kendall's tau-b, which takes ties into
        account) and ``p`` of no association (`scipy.stats.kendalltau`); ``total`` cases; ``first``, the domain with
        most cases (of several the first in order); ``shared_top``, how many of the first `top` domains of attention are
        among the first `top` of the proxy, ties at the edge included.
    """
    rows = []
    for doc_id, own in table.groupby("doc_id", sort=False):
        base = own[own["proxy"] == ATTENTION]
        if base.empty:
            continue
        attended = base["share"].to_numpy(dtype=float)
        leading = set(base.nlargest(top, "share")["domain"])
        for proxy, other in own[own["proxy"] != ATTENTION].groupby("proxy", sort=False):
            share = other["share"].to_numpy(dtype=float)
            tested = kendalltau(attended, share, variant="b")
            edge = np.sort(share)[-top]
            shared = other["domain"].isin(leading) & (other["share"] >= edge) & (other["share"] > 0)
            first = str(other.loc[other["share"].idxmax(), "domain"])
            total = int(other["total"].iloc[0])
            rows.append((doc_id, proxy, float(tested.statistic), float(tested.pvalue), total, first, int(shared.sum())))
    return pd.DataFrame(rows, columns=list(AGREEMENT))
