"""How well the program codes units that it was not fitted to, and what it does wrong there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.coding.coded_units import BUILD, CORPUS, WRITTEN
from suzhou_priorities.coding.domains import code_domains, primary_domains
from suzhou_priorities.coding.fit_models import words_of
from suzhou_priorities.measures.agreement import agreement
from suzhou_priorities.measures.coding_scores import confusion_on_score, scored
from suzhou_priorities.measures.reader_codes import SECOND, undisputed
from suzhou_priorities.measures.resampling import RESAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suzhou_priorities.coding.segmentation import Segmenter
    from suzhou_priorities.coding.term_model import TermModel

# Which codes are held against which: the program as shipped against the codes agreed on, against the second reader's,
# the weights made by hand alone, and models fitted without the document that they code.
SHIPPED, AGAINST_SECOND, HAND, UNSEEN = "shipped", "against_second", "hand", "unseen"
UNDISPUTED, DISPUTED = "undisputed", "disputed"
BOTH = "both"
COLUMNS = (
    "what",
    "coder",
    "source",
    "units",
    "accuracy",
    "macro_f1",
    "kappa",
    "kappa_low",
    "kappa_high",
    "alpha",
    "alpha_low",
    "alpha_high",
)


def coder_levels(
    sample: pd.DataFrame,
    codes: pd.DataFrame,
    hand: pd.Series,
    unseen: pd.DataFrame,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Return the agreement of the program's codes with those of readers, one row per comparison.

    Parameters
    ----------
    sample
        Units with both codes, as from `coding_scores.coded_sample`.
    codes
        The readers' codes, as from `reader_codes.reader_codes`.
    hand
        Domains by the hand-made weights alone, for the rows of `sample` (`domains_by`).
    unseen
        Domains by models that had not seen the document, as from `unseen_codes`.
    resamples, seed
        Of the bootstrap.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`. ``what`` is domain, function or horizon; ``source`` corpus, written, or both. All but
        `UNSEEN` are of the part kept to score. Comparisons without units are left out.
    """
    second = codes.set_index("unit_id")[f"domain_{SECOND}"].reindex(sample["unit_id"]).to_numpy()
    settled = undisputed(codes).set_axis(codes["unit_id"]).reindex(sample["unit_id"]).to_numpy(dtype=object)
    frame = sample.assign(hand=hand.to_numpy(), second=second, settled=settled)
    groups: list[tuple[str, str, str, pd.DataFrame, str, str]] = []
    for source in (CORPUS, WRITTEN):
        own = scored(frame, (source,))
        groups += [("domain", SHIPPED, source, own, "domain", "coded_domain")]
        groups += [("domain", AGAINST_SECOND, source, own, "second", "coded_domain")]
        groups += [("domain", HAND, source, own, "domain", "hand")]
        groups += [(what, SHIPPED, source, own, what, f"coded_{what}") for what in ("function", "horizon")]
    both = scored(frame)
    known = both["settled"].notna()
    for name, wanted in ((UNDISPUTED, True), (DISPUTED, False)):
        own = both[known & both["settled"].eq(wanted)]
        groups.append(("domain", name, BOTH, own, "domain", "coded_domain"))
    groups.append(("domain", UNSEEN, CORPUS, unseen, "domain", "coded_domain"))
    rows = [
        (what, coder, source, *_level(own[gold], own[coded], resamples, seed))
        for what, coder, source, own, gold, coded in groups
        if own[gold].notna().any()
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def domains_by(sample: pd.DataFrame, model: TermModel, segmenter: Segmenter) -> pd.Series:
    """Return the domain that a model gives each unit, from its text, heading and sentence before."""
    return pd.Series(primary_domains(words_of(sample, segmenter), model), index=sample.index, dtype="string")


def unseen_codes(sample: pd.DataFrame, models: Mapping[str, TermModel], segmenter: Segmenter) -> pd.DataFrame:
    """Return the units to build on, coded by the model that had not seen their document.

    Their errors may be looked at: nothing that is only scored is among them.

    Parameters
    ----------
    sample
        As from `coding_scores.coded_sample`.
    models
        By doc_id, as from `recoded.held_out_models`; units of other documents are left out.
    segmenter
        Cuts words.

    Returns
    -------
    DataFrame
        The rows of `sample` with ``coded_domain``, ``coded_domain_second``, ``domain_score`` and ``domain_terms`` of
        that model.
    """
    tables = []
    for doc_id, model in models.items():
        own = sample[(sample["doc_id"] == doc_id) & (sample["sample"] == BUILD)]
        codes = code_domains(words_of(own, segmenter), model)
        tables.append(
            own.assign(
                coded_domain=pd.array([code.domain for code in codes], dtype="string"),
                coded_domain_second=pd.array([code.second or "" for code in codes], dtype="string"),
                domain_score=pd.array([code.score for code in codes], dtype="Float64"),
                domain_terms=[list(code.terms) for code in codes],
            )
        )
    return pd.concat(tables, ignore_index=True) if tables else sample.iloc[:0]


def first_or_second(sample: pd.DataFrame) -> float:
    """Return the share of units whose coded domain is the agreed first or second one."""
    known = sample[sample["coded_domain"].notna()]
    hit = known["coded_domain"].eq(known["domain"]) | known["coded_domain"].eq(known["domain_second"])
    return float(hit.astype(bool).mean()) if len(known) else float("nan")


def second_domains(sample: pd.DataFrame) -> tuple[float, float, float]:
    """Return the share of units with a second domain by hand and by the program, and how far the two agree on it.

    The third figure is F1, ``2 TP / (by hand + by program)``, where TP counts the units to which both give the same two
    domains, in whichever order; NaN where neither gives a second one.
    """
    known = sample[sample["coded_domain"].notna()]
    pairs = [
        ({row.domain, row.domain_second}, {row.coded_domain, row.coded_domain_second})
        for row in known.itertuples(index=False)
    ]
    ours, theirs = (sum("" not in pair[side] for pair in pairs) for side in (0, 1))
    both = sum("" not in gold and gold == coded for gold, coded in pairs)
    if not pairs:
        return float("nan"), float("nan"), float("nan")
    f1 = 2 * both / (ours + theirs) if ours + theirs else float("nan")
    return ours / len(pairs), theirs / len(pairs), f1


def confusions(sample: pd.DataFrame, sources: Sequence[str] = (CORPUS, WRITTEN), what: str = "domain") -> pd.DataFrame:
    """Return which codes are taken for which in the part kept to score, the most frequent first.

    Returns
    -------
    DataFrame
        ``gold``, ``coded``, ``units`` (of all `sources`), and a column of units for each source.
    """
    counts = {source: confusion_on_score(sample, (source,), what).stack() for source in sources}
    table = pd.DataFrame(counts).reset_index()
    table.insert(2, "units", table[list(sources)].sum(axis=1))
    wrong = table[(table["gold"] != table["coded"]) & (table["units"] > 0)]
    return wrong.sort_values("units", ascending=False, kind="stable", ignore_index=True)


def _level(gold: pd.Series, coded: pd.Series, resamples: int, seed: int) -> tuple[float, ...]:
    found = agreement(gold, coded, resamples=resamples, seed=seed).set_index("measure")
    kappa, alpha = found.loc["kappa"], found.loc["alpha"]
    return (
        int(found.at["kappa", "units"]),
        float(found.at["accuracy", "value"]),
        float(found.at["macro_f1", "value"]),
        *(float(kappa[name]) for name in ("value", "low", "high")),
        *(float(alpha[name]) for name in ("value", "low", "high")),
    )
