"""The notebook on validation, on the documents of the corpus and on changed tables and samples."""

from __future__ import annotations

import re
import shutil

import pandas as pd
import pytest

from suzhou_priorities.measures.coding_scores import coded_sample, scored
from suzhou_priorities.tables.store import read_table
from tests.show.notebooks import answer_of, change_tables, copied_project, executed_outputs, outputs_of

USED = ("documents", "sections", "sentences", "quantities", "commitments")
FEW = {"draws": 2}


@pytest.fixture(scope="module")
def project(root, tmp_path_factory, report_tables):
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(root / "data" / "validation", folder / "data" / "validation")
    return copied_project(root, report_tables, folder)


@pytest.fixture
def run(root, project, tmp_path, monkeypatch):
    def run(folder=project, **parameters):
        notebook = root / "notebooks" / "90_validation.ipynb"
        return outputs_of(notebook, folder, tmp_path, monkeypatch, **{**FEW, **parameters})

    return run


@pytest.fixture(scope="module")
def shown(site):
    """Return what the page of the report shows, by language."""
    return {lang: executed_outputs(site, "90_validation", lang) for lang in ("zh", "en")}


@pytest.fixture
def changed(project, tmp_path):
    """Return what copies the project, with tables and files of the sample as the given functions change them."""

    def change(files=None, without=(), **tables):
        for name in ("raw", "validation"):
            shutil.copytree(project / "data" / name, tmp_path / "data" / name)
        change_tables(project, tmp_path, USED, tables | dict.fromkeys(without))
        for name, make in (files or {}).items():
            file = tmp_path / "data" / "validation" / name
            make(pd.read_csv(file, dtype="string", keep_default_na=False)).to_csv(file, index=False)
        return tmp_path

    return change


def test_the_answer_gives_the_agreement_that_the_sample_gives(shown, project):
    sample = coded_sample(project / "data" / "validation", read_table("sentences", project / "data" / "processed"))
    own = scored(sample, ("corpus",))
    same = (own["domain"] == own["coded_domain"]).mean()
    ours, theirs = (own[name].value_counts(normalize=True) for name in ("domain", "coded_domain"))
    chance = (ours * theirs.reindex(ours.index).fillna(0)).sum()
    kappa = (same - chance) / (1 - chance)
    assert f"kappa of {kappa:.2f}" in answer_of(shown["en"])


def test_the_part_to_build_on_is_not_shown_as_performance(shown):
    levels = next(text for text in shown["en"] if 'id="domain_levels"' in text)
    assert "100.0" not in levels
    assert "1.000" not in levels
    assert sum("says nothing" in text for text in shown["en"]) == 1


def test_errors_shown_are_none_of_those_kept_to_score(shown, project):
    units = pd.read_csv(project / "data" / "validation" / "codes_units.csv", dtype="string", keep_default_na=False)
    sentences = read_table("sentences", project / "data" / "processed")
    kept = units[(units["sample"] == "score") & (units["source"] == "corpus")].merge(sentences, on=["doc_id", "text"])
    addresses = set(zip(kept["doc_id"], kept["sentence_id"], strict=True))
    table = next(text for text in shown["zh"] if 'id="coding_errors"' in text)
    linked = set(re.findall(r'href="documents/([^"#]+)\.html#(s\d+)"', table))
    assert len(linked) > 5
    assert not linked & addresses


def test_marks_of_the_ranking_lead_to_the_sentences_of_the_domain(shown):
    figure = next(text for text in shown["en"] if 'id="figure-ranks"' in text)
    assert figure.count("sentences.html#document=") == 2 * 14
    assert "document=wuzhong_work_report_2024&amp;domain=education" in figure


def test_all_that_was_there_on_figures_is_still_there(shown):
    whole = "".join(shown["zh"])
    for name in ("sample", "scores", "attributes", "readers", "errors"):
        assert f'id="{name}"' in whole
    assert 'id="figure-extraction_scores"' in whole


def test_no_text_keeps_a_placeholder(shown):
    for texts in shown.values():
        assert not re.search(r"\{[a-z_]+\}", "".join(text for text in texts if "<svg" not in text))


@pytest.mark.long
def test_without_promises_the_page_says_so(run, changed):
    text = "".join(run(changed(without=("commitments",)), lang="en"))
    assert "how well the program reads them there is unknown" in text


@pytest.mark.long
def test_sentences_without_codes_give_sentences_not_errors(run, changed):
    def blank(sentences):
        empty = dict.fromkeys(("function", "horizon", "domain", "domain_second", "domain_score", "tense"), pd.NA)
        return sentences.assign(**empty)

    shown = run(changed(sentences=blank), lang="en")
    assert "no coded report to rank" in "".join(shown)


@pytest.mark.long
def test_a_corpus_without_comparable_reports_says_so_and_ends(run, changed):
    def plans(documents):
        return documents[documents["doc_type"] == "five_year_plan"]

    shown = run(changed(documents=plans), lang="zh")
    assert "没有可以排序的已编码报告" in "".join(shown)


@pytest.mark.long
def test_a_sample_without_a_part_to_score_says_so(run, changed):
    def built_on(units):
        return units.assign(sample=units["sample"].where(units["source"] != "corpus", "build")).assign(
            sample=lambda own: own["sample"].replace("score", "build")
        )

    shown = run(changed(files={"codes_units.csv": built_on, "promises_units.csv": built_on}), lang="en")
    assert "how well sentences are coded is unknown" in answer_of(shown)
