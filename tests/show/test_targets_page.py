"""The notebook on targets, on the documents of the corpus and on changed tables."""

from __future__ import annotations

import re
import shutil

import pytest

from suzhou_priorities.tables.store import read_table
from tests.show.notebooks import answer_of, change_tables, copied_project, outputs_of

USED = ("documents", "sections", "sentences", "quantities", "targets")


@pytest.fixture(scope="module")
def project(root, tmp_path_factory, report_tables):
    return copied_project(root, report_tables, tmp_path_factory.mktemp("project"))


@pytest.fixture
def run(root, project, tmp_path, monkeypatch):
    def run(folder=project, **parameters):
        return outputs_of(root / "notebooks" / "03_targets.ipynb", folder, tmp_path, monkeypatch, **parameters)

    return run


@pytest.fixture
def changed(project, tmp_path):
    """Return what copies the project, with its tables as the given functions change them."""

    def change(**changes):
        shutil.copytree(project / "data" / "raw", tmp_path / "data" / "raw")
        change_tables(project, tmp_path, USED, changes)
        return tmp_path

    return change


def panel_of(shown):
    return next(text for text in shown if 'id="panel"' in text)


def row_of(table, name):
    row = re.search(rf"<tr>(?:(?!</tr>).)*{name}.*?</tr>", table, re.DOTALL).group()
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[dh][^>]*>.*?</t[dh]>", row, re.DOTALL)]


def test_the_panel_shows_the_figures_of_the_page(run):
    shown = run()
    assert row_of(panel_of(shown), "地区生产总值") == [
        "地区生产总值",
        "≈+4.5%*",
        "≥+5%",
        "1,638亿元*（+4.5%*）",
        "≥+5%",
    ]


@pytest.mark.long
def test_every_figure_of_the_page_leads_to_a_sentence(run, project):
    sentences = read_table("sentences", project / "data" / "processed")
    known = set(zip(sentences["doc_id"], sentences["sentence_id"], strict=True))
    linked = set(re.findall(r'href="documents/([^"#]+)\.html#(s\d+)"', "".join(run())))
    assert len(linked) > 40
    assert linked <= known


def test_the_answer_follows_the_tables(run, changed):
    before = answer_of(run(lang="en"))
    counted = re.search(r"list (\d+) headline targets, (\d+) of them with a number", before)

    def directions(targets):
        form = targets["form"].where(targets["form"] != "number", "direction")
        return targets.assign(form=form, quantity_id=targets["quantity_id"].where(form == "number"))

    after = answer_of(run(changed(targets=directions), lang="en"))
    again = re.search(r"list (\d+) headline targets, (\d+) of them with a number", after)
    assert again[1] == counted[1]
    assert (int(counted[2]) > 0, again[2]) == (True, "0")


def test_a_corpus_without_reports_says_so_and_ends(run, changed):
    def plans(documents):
        return documents[documents["doc_type"] == "five_year_plan"]

    shown = run(changed(documents=plans), lang="en")
    assert "nothing to compare" in answer_of(shown)


def test_chosen_indicators_alone_are_shown(run):
    panel = panel_of(run(lang="en", indicators=["income", "gdp"]))
    body = panel.split("<tbody")[1].split("</tbody")[0]
    assert body.count("</tr>") == 2
    assert body.index("Disposable income") < body.index("Gross domestic product")
