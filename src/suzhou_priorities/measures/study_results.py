"""All that the study finds, computed in one go, so that it can be computed again on another corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.coding.coded_units import read_units
from suzhou_priorities.coding.segmentation import shared_segmenter
from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures import (
    attention_study,
    coder_error,
    commitment,
    promise_grounds,
    study_variants,
)
from suzhou_priorities.measures.attention_differences import between_documents, review_against_plan
from suzhou_priorities.measures.comparable_reports import comparable_reports
from suzhou_priorities.measures.counted_sentences import counted
from suzhou_priorities.measures.distance import rank_agreement
from suzhou_priorities.measures.priorities import rank_intervals
from suzhou_priorities.measures.priorities_proxies import agreement, proxies, target_domains
from suzhou_priorities.measures.recoded import held_out_models

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from suzhou_priorities.coding.term_model import TermModel
    from suzhou_priorities.measures.attention_study import Settings

TABLES = ("documents", "sections", "sentences", "quantities", "targets", "commitments", "tasks", "links")
# Fitting a model for each report takes half a second: with more reports than this the variant is left out.
MOST_REFITTED = 8


@dataclass(frozen=True, slots=True)
class Study:
    """What the study finds.

    Attributes
    ----------
    documents, reports, beside
        The table; its rows that are compared; work reports that stand beside them.
    tiers
        Source tier by doc_id.
    settings
        How shares are counted.
    counted
        The sentences that are counted, all documents.
    sample
        Hand codes of counted sentences, as from `coder_error.counted_sample`.
    has_error
        Whether the coder's error is known, and carried into the intervals of shares.
    shares, ranks
        As from `attention_study.shares_with_error` and `priorities.rank_intervals`: all counted documents.
    between, past
        Differences between the compared reports, and of their reviews and plans.
    alike
        Agreement of the rankings of the compared reports, as from `distance.rank_agreement`.
    proxies, agreement
        As from `priorities_proxies`: every work report.
    targets
        As from `priorities_proxies.target_domains`.
    grounds
        Shares of the promises in counted sentences, as from `promise_grounds.ground_shares`, by document;
        ``grounds_by_domain`` the same by document and domain.
    held
        As from `study_variants.held`.
    task_plans
        Task plan by report.
    """

    documents: pd.DataFrame
    reports: pd.DataFrame
    beside: pd.DataFrame
    tiers: Mapping[str, str]
    settings: Settings
    counted: pd.DataFrame
    sample: pd.DataFrame
    has_error: bool
    shares: pd.DataFrame
    ranks: pd.DataFrame
    between: pd.DataFrame
    past: pd.DataFrame
    alike: pd.DataFrame
    proxies: pd.DataFrame
    agreement: pd.DataFrame
    targets: pd.DataFrame
    grounds: pd.DataFrame
    grounds_by_domain: pd.DataFrame
    held: pd.DataFrame
    task_plans: Mapping[str, str]

    def own(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table that belong to the compared reports, in their order."""
        order = [str(doc_id) for doc_id in self.reports["doc_id"]]
        return table[table["doc_id"].isin(order)].sort_values(
            "doc_id", key=lambda ids: ids.map(order.index), kind="stable", ignore_index=True
        )


def without_documents(tables: Mapping[str, pd.DataFrame], leave_out: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Return the tables without some documents.

    Raises
    ------
    ParameterError
        If there is no such document.
    """
    known = [str(doc_id) for doc_id in tables["documents"]["doc_id"]]
    unknown = [doc_id for doc_id in leave_out if doc_id not in known]
    if unknown:
        remedy = f"Choose among: {', '.join(known)}." if known else "Leave it empty: the corpus holds no document."
        raise ParameterError("leave_out", f"names {unknown[0]!r}, which is no document of the corpus.", remedy)
    kept = {}
    for name, table in tables.items():
        owners = [column for column in ("doc_id", "from_doc", "to_doc") if column in table]
        kept[name] = table[~table[owners].isin(list(leave_out)).any(axis=1)].reset_index(drop=True)
    return kept


def study_of(
    tables: Mapping[str, pd.DataFrame], tiers: Mapping[str, str], validation: Path, settings: Settings, draws: int = 20
) -> Study:
    """Compute the study.

    Parameters
    ----------
    tables
        The tables named in `TABLES`.
    tiers
        Source tier by doc_id.
    validation
        Folder of the validation data; without hand codes in it the coder's error is unknown.
    settings
        How to count.
    draws
        How often a fifth of the dictionary is dropped at random, as one of the variants.
    """
    documents, sentences = tables["documents"], tables["sentences"]
    text = counted(sentences, documents)
    reports, beside = comparable_reports(documents, tiers)
    sample = coder_error.counted_sample(validation, sentences, text)
    error = coder_error.counted_confusion(sample)
    compared = text[text["doc_id"].isin(reports["doc_id"])]
    of_reports = text[text["doc_id"].isin([*reports["doc_id"], *beside["doc_id"]])]
    targets = target_domains(tables["targets"], sentences)
    plans = promise_grounds.with_task_plan(documents)
    spread = proxies(
        of_reports, tables["quantities"], tables["commitments"], targets, tables["tasks"], plans,
        settings.weight, settings.second, settings.resamples, settings.seed,
    )  # fmt: skip
    promised = commitment.promises(tables["commitments"], text).dropna(subset=["domain"])
    grounded = promise_grounds.grounded(promised, documents, tables["links"], tables["tasks"])
    how = (settings.weight, settings.second, settings.resamples, settings.seed, settings.level)
    corpus = _corpus(tables, reports, beside, sample, validation)
    return Study(
        documents=documents,
        reports=reports,
        beside=beside,
        tiers=tiers,
        settings=settings,
        counted=text,
        sample=sample,
        has_error=error is not None and not settings.second,
        shares=attention_study.shares_with_error(text, ("doc_id",), error, settings),
        ranks=rank_intervals(text, *how),
        between=attention_study.differences(between_documents(compared), settings),
        past=attention_study.differences(review_against_plan(compared), settings),
        alike=rank_agreement(compared, "doc_id", *how),
        proxies=spread,
        agreement=agreement(spread),
        targets=targets,
        grounds=promise_grounds.ground_shares(grounded),
        grounds_by_domain=promise_grounds.ground_shares(grounded, ("doc_id", "domain")),
        held=study_variants.held(corpus, settings, draws=draws),
        task_plans=plans,
    )


def _corpus(
    tables: Mapping[str, pd.DataFrame],
    reports: pd.DataFrame,
    beside: pd.DataFrame,
    sample: pd.DataFrame,
    validation: Path,
) -> study_variants.Corpus:
    """Return what variants are made of: the coder refitted without the report it codes, and without those beside."""
    ours, others = (tuple(str(doc_id) for doc_id in rows["doc_id"]) for rows in (reports, beside))
    unseen: dict[str, TermModel] = {}
    without: TermModel | None = None
    if len(sample) and ours:
        segmenter = shared_segmenter()
        coded = read_units(validation)
        if len(ours) <= MOST_REFITTED:
            unseen = held_out_models(coded, ours, segmenter)
        if others:
            rest = coded[~coded["doc_id"].isin(others[1:])]
            without = held_out_models(rest, others[:1], segmenter).get(others[0])
    return study_variants.Corpus(
        tables["sentences"], tables["sections"], tables["documents"], ours, others, sample, unseen, without
    )
