"""The notebook on assignment, on the documents of the corpus and on changed tables."""

from __future__ import annotations

import re

import pytest

from suzhou_priorities.tables.store import read_table
from tests.show.notebooks import answer_of, change_tables, copy_tables, executed_outputs, outputs_of

NAME = "05_assignment.ipynb"
FIGURES = {"leaders", "units", "kinds_of_units", "unit_network", "tasks_by_section"}
PLAN, REPORT = "wujiang_task_plan_2024", "wujiang_work_report_2024"
USED = ("documents", "sections", "sentences", "quantities", "problems", "tasks", "task_units", "links")


@pytest.fixture(scope="module")
def project(root, tmp_path_factory, report_tables):
    folder = tmp_path_factory.mktemp("project")
    copy_tables(report_tables, folder / "data" / "processed")
    return folder


@pytest.fixture
def changed(project, tmp_path):
    """Return what copies the project's tables, each as the given function changes it."""

    def change(**changes):
        change_tables(project, tmp_path, USED, changes)
        return tmp_path

    return change


@pytest.fixture
def outputs(root, tmp_path, monkeypatch):
    """Return what runs the notebook's cells in this process, and gives what each of them shows."""

    def run(project, **parameters):
        return outputs_of(root / "notebooks" / NAME, project, tmp_path / "figures", monkeypatch, **parameters)

    return run


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_the_report_is_whole(site, lang):
    assert {file.stem for file in (site.parent / "figures" / "05_assignment" / lang).iterdir()} == FIGURES
    content = "".join(executed_outputs(site, "05_assignment", lang))
    assert f"documents/{PLAN}.html#s0010" in content
    assert f"documents/{REPORT}.html#" in content
    assert not re.search(r"\{[a-z_]+\}", content)


@pytest.mark.long
def test_every_address_leads_to_a_sentence(project, outputs):
    sentences = read_table("sentences", project / "data" / "processed")
    known = set(zip(sentences["doc_id"], sentences["sentence_id"], strict=True))
    page = "".join(outputs(project))
    linked = set(re.findall(r'href="documents/([^"#]+)\.html#(s\d+)"', page))
    assert len(linked) > 118
    assert linked <= known


def test_the_figures_of_the_answer_follow_the_tables(project, outputs, changed):
    before = answer_of(outputs(project, lang="en"))
    assert "Each of the 118 tasks" in before
    assert "118 (100%) repeat it word for word" in before

    def fewer(tasks):
        return tasks[tasks["no"] <= 100]

    def one_less(links):
        gone = (links["kind"] == "report→task") & (links["to_id"] == "1")
        told = links["difference"].where(links["to_id"] != "2", "＋ 以上")
        return links.assign(difference=told)[~gone & (links["to_id"].str.len() < 3)]

    after = answer_of(outputs(changed(tasks=fewer, task_units=fewer, links=one_less), lang="en"))
    assert "Each of the 100 tasks" in after
    assert "2 tasks have no sentence in the report" in after  # the first and the hundredth
    assert "97 (97%) repeat it word for word" in after


def test_differences_and_orphans_are_listed_with_their_addresses(outputs, changed):
    def unlike(links):
        own = links["kind"] == "report→task"
        told = links["difference"].where(~(own & (links["to_id"] == "3")), "− 左右 ＋ <b>以上</b>")
        return links.assign(difference=told)[~(own & (links["to_id"] == "12"))]

    page = "".join(outputs(changed(links=unlike)))
    assert "− 左右 ＋ &lt;b&gt;以上&lt;/b&gt;</a>" in page
    assert 'id="tasks_without_promise"' in page


def test_names_and_words_of_a_page_cannot_become_markup(outputs, changed):
    hostile = "<img src=x onerror=alert(1)>局"

    def renamed(tasks):
        return tasks.assign(text=hostile, lead_units=[[hostile]] * len(tasks), leaders=[[hostile]] * len(tasks))

    page = "".join(outputs(changed(tasks=renamed, task_units=lambda units: units.assign(name=hostile))))
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_without_a_task_plan_the_notebook_says_so_and_ends(outputs, changed):
    def no_plan(table):
        return table[table["doc_id"] != PLAN]

    folder = changed(**{name: no_plan for name in USED if name != "links"}, links=lambda links: links.iloc[:0])
    shown = outputs(folder)
    question, answer, *rest = shown
    assert question.startswith("# ")
    assert answer == "> **回答。** 语料中没有任务分解方案，本页的问题无从回答。"
    assert set(rest) == {""}


def test_without_a_report_the_tasks_are_still_counted(outputs, changed):
    def no_report(table):
        return table[table["doc_id"] != REPORT]

    folder = changed(**{name: no_report for name in USED if name != "links"}, links=lambda links: links.iloc[:0])
    shown = outputs(folder, lang="en", top_n=5)
    assert "no work report of the same place and year" in answer_of(shown)
    assert any('id="figure-leaders"' in text for text in shown)
