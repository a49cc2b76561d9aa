"""The page of one district, on the documents of the corpus and on changed tables."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser

import nbformat
import pandas as pd
import pytest

from suzhou_priorities.errors import ParameterError
from suzhou_priorities.show.pages import render_page
from suzhou_priorities.tables.optional import read_if_there
from suzhou_priorities.tables.store import read_table
from tests.browser import CHROMIUM, needs_browser
from tests.show.notebooks import answer_of, change_tables, copied_project, executed_outputs, outputs_of

NOTEBOOK = "10_district_profile.ipynb"
USED = (
    *("documents", "sections", "sentences", "quantities", "targets", "problems", "credentials", "commitments"),
    *("tasks", "task_units", "links"),
)
FEW = 40  # resamples: enough to see that they are made
REPORT = "wujiang_work_report_2024"


class Unmarked(HTMLParser):
    """Collects the Chinese text that stands outside elements marked as Chinese."""

    def __init__(self):
        super().__init__()
        self.stack, self.found = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in ("img", "br", "meta", "col"):
            chinese = dict(attributes).get("lang", "").startswith("zh")
            self.stack.append((tag, chinese or tag == "style"))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if re.search(r"[\u3400-\u9fff]", data) and not any(chinese for _, chinese in self.stack):
            self.found.append(data.strip())


@pytest.fixture(scope="module")
def project(root, tmp_path_factory, report_tables):
    return copied_project(root, report_tables, tmp_path_factory.mktemp("project"))


@pytest.fixture
def run(root, project, tmp_path, monkeypatch):
    def run(folder=project, **parameters):
        given = {"resamples": FEW, **parameters}
        return outputs_of(root / "notebooks" / NOTEBOOK, folder, tmp_path, monkeypatch, **given)

    return run


@pytest.fixture(scope="module")
def shown(site):
    """Return what the pages of two districts of the report show in English."""
    return {name: executed_outputs(site, f"10_district_profile_{name}", "en") for name in ("wujiang", "kunshan")}


@pytest.fixture
def changed(project, tmp_path):
    """Return what copies the project, with its tables as the given functions change them."""

    def change(**changes):
        shutil.copytree(project / "data" / "raw", tmp_path / "data" / "raw")
        change_tables(project, tmp_path, USED, changes)
        return tmp_path

    return change


def kept(*doc_ids):
    """Return a change that keeps some documents."""
    return lambda table: table[table["doc_id"].isin(doc_ids)]


def part_of(shown, anchor):
    return re.search(rf'<section class="part" id="part-{anchor}">.*?</section>', "".join(shown), re.DOTALL).group()


def rows_of(part):
    body = part.split("<tbody")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
        for row in rows
    ]


def test_targets_stand_in_printed_order_with_last_years_results(shown):
    rows = rows_of(part_of(shown["wujiang"], "targets"))
    assert rows[0] == ["1", "Gross domestic product", "number", "≈+4.5%*", "≥+5%", "+0.5", "地区生产总值增长5%以上"]
    assert rows[1][5] == "bases differ"
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]


def test_amounts_of_money_are_told_in_english(shown):
    rows = rows_of(part_of(shown["kunshan"], "targets"))
    assert [row[3:5] for row in rows if row[1] == "Utilised foreign investment"] == [
        ["1.05 bn US dollars", "≈1.1 bn US dollars"]
    ]


def test_the_count_of_promises_is_that_of_the_table(shown, project):
    text = answer_of(shown["wujiang"])
    told = int(re.search(r"Of (\d+) promises", text)[1])
    promised = read_if_there("commitments", project / "data" / "processed")
    assert 0 < told <= (promised["doc_id"] == REPORT).sum()
    assert f"{told} promises" in part_of(shown["wujiang"], "promises")


def test_every_sentence_that_the_page_leads_to_is_there(shown, project):
    sentences = read_table("sentences", project / "data" / "processed")
    known = set(zip(sentences["doc_id"], sentences["sentence_id"], strict=True))
    for page in shown.values():
        linked = set(re.findall(r'href="documents/([^"#]+)\.html#(s\d+)"', "".join(page)))
        assert len(linked) > 20
        assert linked <= known


def test_an_english_page_has_no_chinese_that_is_not_marked_as_such(shown):
    for page in shown.values():
        reader = Unmarked()
        reader.feed("".join(page))
        assert reader.found == []


def test_a_report_from_an_altered_copy_is_compared_with_none(shown):
    page = shown["kunshan"]
    assert "an altered copy" in answer_of(page)
    assert "compared with none" in part_of(page, "documents")
    assert "its words are compared with none" in part_of(page, "words")
    assert not re.search("Wuzhong|Wujiang", part_of(page, "priorities"))


def test_units_lead_to_their_tasks(shown):
    part = part_of(shown["wujiang"], "tasks")
    assert "118 tasks" in part
    assert re.search(r'href="explorer\.html#kind=tasks&amp;document=wujiang_task_plan_2024&amp;unit=', part)
    assert "holds no task plan" in part_of(shown["kunshan"], "tasks")


def test_a_report_without_targets_problems_honours_and_promises_says_so(run, changed):
    def none_of(table):
        return table[table["doc_id"] != "wuzhong_work_report_2024"]

    names = ("targets", "problems", "credentials", "commitments")
    page = run(changed(**dict.fromkeys(names, none_of)), district="wuzhong", lang="en")
    text = answer_of(page)
    for missing in ("lists no headline targets", "No promises were found", "admits no problem and claims no honour"):
        assert missing in text
    for anchor, missing in (
        ("problems", "admits no problem"),
        ("honours", "claims no honours"),
        ("targets", "lists no"),
    ):
        assert missing in part_of(page, anchor)


def test_a_district_with_a_task_plan_alone_has_its_tasks(run, changed):
    page = run(changed(documents=kept("wujiang_task_plan_2024")), district="wujiang", lang="en")
    assert "no work report and no five-year plan" in answer_of(page)
    assert "118 tasks" in part_of(page, "tasks")
    assert "<figure" not in "".join(page)
    for anchor in ("targets", "promises", "problems", "honours"):
        assert "no work report and no five-year plan to read this from" in part_of(page, anchor)
        assert "The document" not in part_of(page, anchor)


def test_a_five_year_plan_alone_speaks_for_its_district(run, changed):
    page = run(changed(documents=kept("wujiang_five_year_plan_2021")), district="wujiang", lang="en")
    assert "The Wujiang five-year plan 2021 gives most room to" in answer_of(page)
    assert "for want of a work report" in part_of(page, "documents")


def test_uncoded_sentences_have_no_shares(run, changed):
    def uncoded(sentences):
        return sentences.assign(domain=None, function=None)

    page = run(changed(sentences=uncoded), district="wuzhong", lang="en")
    assert "No sentence of the" in answer_of(page)
    assert "No sentence of the document counts" in part_of(page, "priorities")


def test_several_reports_of_a_district_are_shown_over_the_years(run, changed):
    """Kunshan's report is taken for an earlier one of Wuzhong's."""

    def earlier(table):
        own = table[table["doc_id"] == REPORT].assign(doc_id="wuzhong_work_report_2022")
        if "district" in own:
            own = own.assign(district="wuzhong", year=2022, plan_start=2022, plan_end=2022)
        return pd.concat([table, own], ignore_index=True)

    page = run(changed(documents=earlier, sentences=earlier), district="wuzhong", lang="en")
    part = part_of(page, "priorities")
    assert "From the Wuzhong government work report 2022 to the Wuzhong government work report 2024" in part
    assert len(rows_of(part)) == 6


def test_a_district_that_is_unknown_or_silent_is_refused(run):
    with pytest.raises(ParameterError, match=r"places\.yml"):
        run(district="atlantis")
    with pytest.raises(ParameterError, match="holds no document"):
        run(district="gusu")


@needs_browser
@pytest.mark.long
@pytest.mark.parametrize("district", ["wujiang", "wuzhong", "kunshan"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_prints_on_two_sheets(root, project, tmp_path, monkeypatch, lang, district):
    cells = outputs_of(
        root / "notebooks" / NOTEBOOK, project, tmp_path, monkeypatch, lang=lang, resamples=FEW, district=district
    )
    node = nbformat.v4.new_notebook()
    node.cells = [
        nbformat.v4.new_code_cell(
            "", outputs=[nbformat.v4.new_output("display_data", {kind_of(cell): cell})], execution_count=1
        )
        for cell in cells
    ]
    nbformat.write(node, tmp_path / "executed.ipynb")
    page = tmp_path / f"{district}.html"
    render_page(tmp_path / "executed.ipynb", page, lang=lang, title=district)
    sheets = tmp_path / "sheets.pdf"
    options = ("--headless", "--no-sandbox", "--no-pdf-header-footer", f"--user-data-dir={tmp_path / 'browser'}")
    command = [CHROMIUM, *options, f"--print-to-pdf={sheets}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets.read_bytes())) == 2


def kind_of(cell):
    return "text/html" if cell.startswith("<") else "text/markdown"
