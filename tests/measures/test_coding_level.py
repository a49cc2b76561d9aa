"""The level of coding that was reached against hand codes never used to build; a change that lowers it is seen here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from suzhou_priorities.measures.agreement import agreement
from suzhou_priorities.measures.coding_errors import domain_totals
from suzhou_priorities.measures.coding_scores import CORPUS, LABELS, WRITTEN, coded_sample, confusion_on_score, scored
from suzhou_priorities.tables.store import frame_of
from tests.conftest import ROOT

if TYPE_CHECKING:
    import pandas as pd

KAPPA = {CORPUS: 0.80, WRITTEN: 0.75}
FUNCTION_KAPPA = 0.80
POINTS = 3.0


@pytest.fixture(scope="module")
def sample() -> pd.DataFrame:
    return coded_sample(ROOT / "data" / "validation", frame_of("sentences", ()), ROOT / "data" / "raw")


def kappa(sample: pd.DataFrame, what: str, source: str) -> float:
    own = scored(sample, (source,))
    return float(agreement(own[what], own[f"coded_{what}"], resamples=1).set_index("measure").at["kappa", "value"])


def test_every_unit_is_found_and_coded(sample):
    assert sample["coded_domain"].notna().all()
    assert len(scored(sample, (CORPUS,))) >= 400
    assert len(scored(sample, (WRITTEN,))) >= 300


@pytest.mark.parametrize("source", KAPPA)
def test_domains_are_coded_as_well_as_before(source, sample):
    assert kappa(sample, "domain", source) >= KAPPA[source]


@pytest.mark.parametrize("source", KAPPA)
def test_functions_are_coded_as_well_as_before(source, sample):
    assert kappa(sample, "function", source) >= FUNCTION_KAPPA


@pytest.mark.parametrize("source", KAPPA)
def test_the_totals_of_domains_are_right_within_three_points(source, sample):
    own = scored(sample, (source,))
    totals = domain_totals(own["domain"], own["coded_domain"], LABELS["domain"])
    assert totals["difference"].abs().max() <= POINTS


def test_the_confusion_matrix_counts_every_unit_kept_to_score(sample):
    assert confusion_on_score(sample).to_numpy().sum() == len(scored(sample))
