"""Tables coded anew: the same codes from the same model, other codes from others; shares under other choices."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from suzhou_priorities.coding.coded_units import read_units
from suzhou_priorities.coding.model_files import DOMAIN_TABLE
from suzhou_priorities.coding.segmentation import shared_segmenter
from suzhou_priorities.coding.term_model import shipped_model
from suzhou_priorities.measures import coding_variants
from suzhou_priorities.measures.coding_variants import (
    DICTIONARY,
    FAMILIES,
    UNSEEN,
    base_shares,
    dropped_terms,
    rank_ranges,
    ranking_variants,
)
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.ranking_sensitivity import ranking_sensitivity
from suzhou_priorities.measures.recoded import (
    hand_made_model,
    held_out_models,
    outlines,
    recoded,
    recoded_without,
    table_units,
)
from suzhou_priorities.tables.store import read_tables
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def tables(report_tables):
    return read_tables(("documents", "sections", "sentences"), report_tables)


@pytest.fixture(scope="module")
def units(tables):
    return table_units(tables["sentences"], tables["sections"], shared_segmenter())


def test_the_shipped_model_gives_the_codes_that_the_table_has(tables, units):
    sentences = tables["sentences"]
    again = recoded(sentences, units, shipped_model(DOMAIN_TABLE), second=True)
    speaks = sentences["function"].notna() & sentences["function"].ne("heading")
    for column in ("domain", "domain_second"):
        assert again.loc[speaks, column].fillna("").tolist() == sentences.loc[speaks, column].fillna("").tolist()


def test_outlines_hold_what_the_tables_hold(tables):
    found = outlines(tables["sentences"], tables["sections"])
    assert list(found) == list(dict.fromkeys(tables["sentences"]["doc_id"]))
    for doc_id, outline in found.items():
        own = tables["sentences"][tables["sentences"]["doc_id"] == doc_id]
        assert [one.text for one in outline.sentences] == list(own["text"])
        whole = {section.section_id: section for section in outline.sections}
        assert all(whole[one.section_id].start <= one.start for one in outline.sentences)
        assert all(one.end <= whole[one.section_id].end for one in outline.sentences)


def test_a_heading_that_another_document_supplied_was_not_seen_by_the_coder(tables):
    inferred = tables["sections"][tables["sections"]["inferred"].astype(bool)]
    found = outlines(tables["sentences"], tables["sections"])
    for row in inferred.itertuples():
        (own,) = [one for one in found[row.doc_id].sections if one.section_id == row.section_id]
        assert own.heading == ""


def test_units_follow_the_rows_whatever_their_order(tables, units):
    shuffled = tables["sentences"].sort_values(["sentence_id", "doc_id"], kind="stable")
    again = table_units(shuffled, tables["sections"], shared_segmenter())
    words = dict(zip(shuffled.index, (unit.words for unit in again), strict=True))
    assert [words[place] for place in tables["sentences"].index] == [unit.words for unit in units]


def test_what_has_no_term_of_the_codebook_is_coded_none_by_the_hand_made_weights(tables):
    few = tables["sentences"].iloc[:1].assign(text="嗯嗯。", function="formula")
    own = recoded(few, table_units(few, tables["sections"].assign(heading=""), shared_segmenter()), hand_made_model())
    assert own["domain"].tolist() == ["none"]


def test_terms_left_out_at_once_give_the_codes_of_models_that_lack_them(tables, units):
    sentences, model = tables["sentences"], shipped_model(DOMAIN_TABLE)
    choices = [*dropped_terms(model, 2, 0.3, 5), []]
    for terms, found in zip(choices, recoded_without(sentences, units, model, choices), strict=True):
        pd.testing.assert_frame_equal(found, recoded(sentences, units, model.without(terms)))


def test_a_held_out_model_does_not_hang_on_the_codes_of_its_document():
    coded = read_units(ROOT / "data" / "validation")
    few = coded[(coded["sample"] == "build") & (coded["source"] == "corpus")].groupby("doc_id").head(60)
    name = str(few["doc_id"].iloc[0])
    wrong = few.assign(domain=few["domain"].where(few["doc_id"] != name, "none"))
    first, second = (held_out_models(frame, [name], shared_segmenter())[name] for frame in (few, wrong))
    assert first.terms == second.terms
    assert np.allclose(first.weights, second.weights)


def test_a_document_without_units_to_build_on_has_no_held_out_model():
    coded = read_units(ROOT / "data" / "validation").head(100)
    assert held_out_models(coded, ["nowhere_2024"], shared_segmenter()) == {}
    assert held_out_models(coded.assign(sample="score"), list(coded["doc_id"].unique()), shared_segmenter()) == {}


@pytest.fixture(scope="module")
def variants(tables):
    unseen = {"wuzhong_work_report_2024": hand_made_model()}
    return ranking_variants(
        tables["sentences"], tables["sections"], tables["documents"], unseen, draws=3, dropped=0.2, seed=1
    )


def test_every_family_of_variants_is_there_and_shares_sum_to_one(variants):
    assert list(dict.fromkeys(variants["family"])) == list(FAMILIES)
    sums = variants.groupby(["document", "family", "variant"])["share"].sum()
    assert np.allclose(sums, 1)
    assert variants[variants["family"] == DICTIONARY]["variant"].nunique() == 3
    assert set(variants.loc[variants["family"] == UNSEEN, "document"]) == {"wuzhong_work_report_2024"}
    assert "wujiang_task_plan_2024" not in set(variants["document"])


def test_the_same_seed_drops_the_same_terms():
    model = shipped_model(DOMAIN_TABLE)
    first, again, other = (dropped_terms(model, 2, 0.2, seed) for seed in (5, 5, 6))
    assert first == again != other
    assert [len(set(terms)) for terms in first] == [round(0.2 * len(model.terms))] * 2
    assert dropped_terms(model, 0, 0.2, 0) == []


def test_nothing_dropped_leaves_the_ranking_as_it_is(tables):
    found = ranking_variants(tables["sentences"], tables["sections"], tables["documents"], {}, draws=1, dropped=0.0)
    base = base_shares(tables["sentences"], tables["documents"])
    compared = ranking_sensitivity(base, found)
    assert compared.loc[compared["family"] == DICTIONARY, "kendall"].eq(1).all()


def test_ranks_lie_within_their_ranges(tables, variants):
    ranges = rank_ranges(base_shares(tables["sentences"], tables["documents"]), variants)
    assert (ranges["low"] <= ranges["middle_low"]).all()
    assert (ranges["middle_high"] <= ranges["high"]).all()
    assert ranges.groupby("document")["rank"].sum().eq(sum(range(len(POLICY_DOMAINS) + 1))).all()


def test_without_coded_sentences_there_are_no_variants(tables):
    blank = tables["sentences"].assign(function=pd.NA, domain=pd.NA)
    found = ranking_variants(blank, tables["sections"], tables["documents"], {})
    assert list(found.columns) == list(coding_variants.COLUMNS)
    assert found.empty
    assert rank_ranges(base_shares(blank, tables["documents"]), found).empty
