"""The comparative study, on the documents of the corpus and on changed ones."""

from __future__ import annotations

import html
import json
import re
import shutil

import pandas as pd
import pytest

from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.study_results import TABLES
from suzhou_priorities.show.summary import SUMMARY_TYPE, StudySummary, read_summary
from tests.show.notebooks import answer_of, change_tables, copied_project, executed_outputs, outputs_of

WUJIANG, WUZHONG, KUNSHAN = "wujiang_work_report_2024", "wuzhong_work_report_2024", "kunshan_work_report_2021"
PLAN, TASKS = "wujiang_five_year_plan_2021", "wujiang_task_plan_2024"
FAST = {"resamples": 99, "draws": 1}


def said(card):
    return {line.label: line.sentence for line in card.lines}


@pytest.fixture(scope="module")
def project(root, tmp_path_factory, report_tables):
    """The documents without hand codes, which the study can do without and which take time to fit."""
    return copied_project(root, report_tables, tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def seen():
    """What was shown for the documents as they are, so that tests that only look share a run."""
    return {}


@pytest.fixture
def run(root, project, site, seen, tmp_path, monkeypatch):
    """Return what runs the study and gives what it shows, with its summary as ``run.summary``."""

    def run(folder=project, **parameters):
        if folder == project and set(parameters) == {"lang"}:
            # The report has run it already.
            lang = parameters["lang"]
            run.summary = read_summary(site / "notebooks" / lang / "06_comparison.ipynb")
            return executed_outputs(site, "06_comparison", lang)
        key = (folder, str(sorted(parameters.items())))
        if key not in seen:
            found = []
            make = lambda *values: found.append(StudySummary(*values)) or found[-1]  # noqa: E731
            monkeypatch.setattr("suzhou_priorities.show.comparison_summary.StudySummary", make)
            notebook = root / "notebooks" / "06_comparison.ipynb"
            shown = outputs_of(notebook, folder, tmp_path / "figures", monkeypatch, **{**FAST, **parameters})
            seen[key] = shown, found[0]
        shown, run.summary = seen[key]
        return shown

    return run


@pytest.fixture
def changed(project, tmp_path):
    """Return what copies the project, with its tables as the given functions change them."""

    def change(**changes):
        shutil.copytree(project / "data" / "raw", tmp_path / "data" / "raw")
        everywhere = changes.pop("everywhere", lambda table: table)
        names = (*TABLES, "problems", "credentials")
        change_tables(project, tmp_path, names, dict.fromkeys(names, everywhere) | changes)
        return tmp_path

    return change


def only(*doc_ids):
    """Return what keeps the rows of some documents."""

    def keep(table):
        owners = [column for column in ("doc_id", "from_doc", "to_doc") if column in table]
        return table[table[owners].isin(doc_ids).all(axis=1)]

    return keep


def all_rural(doc_id):
    def recode(sentences):
        own = sentences["doc_id"].eq(doc_id) & sentences["domain"].notna() & sentences["domain"].ne("none")
        return sentences.assign(domain=sentences["domain"].mask(own, "rural"))

    return recode


def test_each_finding_has_a_number_a_certainty_and_a_figure(run):
    shown = "".join(run(lang="en"))
    findings = run.summary.findings
    assert 3 <= len(findings) <= 5
    for finding in findings:
        assert re.search(r"\d", finding.sentence)
        assert finding.sentence in shown
        assert finding.verdict in ("Firm", "Likely", "Open")
        assert finding.certainty.startswith(f"{finding.verdict}: ")
        assert finding.certainty.endswith(".")
        assert f"(#figure-{finding.figure})" in shown


def test_the_findings_stand_first_and_read_alone(run):
    shown = run(lang="en")
    assert shown.index(answer_of(shown)) == 1
    for finding in run.summary.findings:
        assert re.search(r"\b2024\b|Wujiang", finding.sentence)
        assert not re.search(r"[\u4e00-\u9fff{}]", finding.sentence + finding.certainty)


def test_the_front_page_can_read_the_summary(run):
    run(lang="en")
    content = run.summary._repr_mimebundle_()[SUMMARY_TYPE]
    assert json.loads(json.dumps(content))["numbers"] == run.summary.numbers


def test_recoded_sentences_change_the_prose_and_the_numbers(run, changed):
    run(lang="en")
    before = run.summary
    run(changed(sentences=all_rural(WUZHONG)), lang="en", resamples=999)
    after = run.summary
    assert "Wuzhong writes most about rural and farming (100% of its text)" in after.findings[0].sentence
    assert "rural and farming" not in before.findings[0].sentence
    assert after.numbers[f"{WUZHONG}/share/rural"] == 1
    assert after.numbers["between/beyond_chance"] > before.numbers["between/beyond_chance"] == 0
    between = {one.key: one for one in after.findings}["between"]
    assert re.search(rf"\d+ of {len(POLICY_DOMAINS)} differences of shares stay beyond chance", between.sentence)
    assert "survive correction" in between.certainty


@pytest.mark.long
def test_a_sixth_document_is_compared_and_gets_a_card(run, changed):
    def third(table):
        owners = [column for column in ("doc_id",) if column in table]
        if not owners:
            return table
        copy = table[table["doc_id"] == WUZHONG].assign(doc_id="xiangcheng_work_report_2024")
        if "district" in copy:
            copy = copy.assign(district="xiangcheng", place="江苏省苏州市相城区")
        return pd.concat([table, copy], ignore_index=True)

    run(changed(everywhere=third), lang="en")
    assert "Xiangcheng" in run.summary.findings[0].sentence
    assert run.summary.numbers["between/tests"] == 42
    assert [card.name for card in run.summary.districts] == ["Wujiang", "Wuzhong", "Xiangcheng", "Kunshan"]


def test_a_near_tie_is_told_as_a_near_tie(run):
    shown = run(lang="en")
    shares = {
        name.rsplit("/", 1)[1]: value
        for name, value in run.summary.numbers.items()
        if name.startswith(f"{WUZHONG}/share/")
    }
    first, second = sorted(shares.values(), reverse=True)[:2]
    assert first - second < 0.01
    assert "Wuzhong has no single first field" in answer_of(shown)


def test_every_district_has_a_card_and_what_is_not_compared_says_why(run):
    run(lang="en")
    cards = {card.district: card for card in run.summary.districts}
    assert set(cards) == {"wujiang", "wuzhong", "kunshan"}
    assert cards["kunshan"].beside
    assert "a copy that a website altered" in said(cards["kunshan"])["Against other reports"]
    assert not cards["wuzhong"].beside
    assert len(cards["wuzhong"].lines) == 4


@pytest.mark.long
def test_leaving_out_the_altered_copy_leaves_the_findings_and_drops_its_card(run):
    run(lang="en")
    before = run.summary
    shown = run(lang="en", leave_out=[KUNSHAN])
    assert [one.sentence for one in run.summary.findings] == [one.sentence for one in before.findings]
    assert "Kunshan" not in "".join(shown)
    assert not any("altered" in sentence for sentence in run.summary.trust)


def test_a_document_that_is_not_there_cannot_be_left_out(run):
    with pytest.raises(ParameterError, match="Choose among"):
        run(leave_out=["nowhere_2024"])


@pytest.mark.long
def test_counting_sentences_is_another_study(run):
    run()
    before = run.summary.numbers
    run(weight="sentences")
    assert run.summary.numbers[f"{WUJIANG}/share/industry"] != before[f"{WUJIANG}/share/industry"]
    assert run.summary.numbers["between/tests"] == before["between/tests"]


def test_the_altered_copy_and_the_plan_stand_in_a_figure_of_their_own(run):
    shown = run(lang="en")
    by_name = {name: text for text in shown for name in re.findall(r'id="figure-(\w+)"', text)}
    assert set(by_name) >= {"shares", "priorities", "proxies", "between_reports", "beside"}
    for name in ("shares", "priorities", "proxies", "between_reports"):
        assert KUNSHAN not in by_name[name]
        assert PLAN not in by_name[name]
    assert {KUNSHAN, PLAN} <= set(re.findall(r"document=(\w+)", by_name["beside"]))


def test_every_mark_lies_on_its_figure_and_leads_to_sentences(run):
    shown = run(lang="en")
    for name in ("shares", "priorities", "proxies", "between_reports", "beside"):
        figure = next(text for text in shown if f'id="figure-{name}"' in text)
        marks = re.findall(r'<a class="mark"[^>]*>', figure)
        assert len(marks) > 20
        for mark in marks:
            assert re.search(r"left:\d+\.\d+%", mark)
            assert 'href="sentences.html#document=' in mark


def test_a_difference_leads_to_the_sentences_of_either_report(run):
    figure = next(text for text in run(lang="en") if 'id="figure-between_reports"' in text)
    for doc_id in (WUJIANG, WUZHONG):
        assert f"document={doc_id}&amp;domain=education" in figure


def test_task_plans_count_as_tasks_and_never_as_words(run):
    shown = run(lang="en")
    proxies = next(text for text in shown if 'id="figure-proxies"' in text)
    assert f"document={TASKS}" in proxies
    assert not any(f"document={TASKS}" in text for text in shown if 'id="figure-priorities"' in text)
    assert any("Outside the counted text: Wujiang task plan 2024" in text for text in shown)


@pytest.mark.long
def test_a_single_report_has_nothing_to_be_held_against(run, changed):
    shown = "\n".join(run(changed(everywhere=only(WUZHONG)), lang="en"))
    assert "only comparable work report" in shown
    assert "fewer than two comparable reports" in shown
    assert "no report or plan to be shown separately" in shown
    assert {one.key for one in run.summary.findings} == {"priorities", "proxies", "promises", "past"}
    assert "no other report" in said(run.summary.districts[0])["Against other reports"]


NOTHING_CODED = {"sentences": lambda table: table.assign(domain=None, domain_second=None, function=None, horizon=None)}


@pytest.mark.parametrize(
    ("change", "lang"),
    [
        ({"everywhere": only()}, "zh"),
        pytest.param({"everywhere": only(PLAN)}, "en", marks=pytest.mark.long),
        pytest.param({"everywhere": only(TASKS)}, "en", marks=pytest.mark.long),
        pytest.param(NOTHING_CODED, "en", marks=pytest.mark.long),
        pytest.param(NOTHING_CODED, "zh", marks=pytest.mark.long),
    ],
    ids=["no document", "only a plan", "only a task plan", "nothing coded", "nothing coded, in Chinese"],
)
def test_a_corpus_without_coded_reports_says_so_and_ends(run, changed, change, lang):
    told = {"zh": "无从排序", "en": "nothing can be ranked"}[lang]
    assert any(told in text for text in run(changed(**change), lang=lang))
    assert "priorities" not in {one.key for one in run.summary.findings}


@pytest.mark.long
def test_a_place_without_a_district_is_called_by_its_place(run, changed):
    def elsewhere(documents):
        own = documents["doc_id"] == WUZHONG
        return documents.assign(
            district=documents["district"].mask(own, None), place=documents["place"].mask(own, "某省某市某县")
        )

    run(changed(documents=elsewhere))
    assert "某县" in [card.name for card in run.summary.districts]


@pytest.mark.long
def test_no_text_keeps_a_placeholder(run):
    for lang in ("zh", "en"):
        noise = r"<style.*?</style>|<[^>]+>"
        text = "".join(re.sub(noise, "", one, flags=re.DOTALL) for one in run(lang=lang))
        assert not re.search(r"\{[a-z_]+\}|\bnan\b", text)


@pytest.mark.long
def test_hand_codes_carry_the_coders_error_and_allow_more_variants(run, root, changed):
    folder = changed()
    (folder / "data" / "validation").mkdir()
    for name in ("codes.csv", "codes_units.csv"):
        shutil.copy(root / "data" / "validation" / name, folder / "data" / "validation" / name)
    shown = html.unescape("".join(run(folder, lang="en")))
    assert "The readers' codes instead of the program's" in shown
    assert "Coded by a model that never saw the report" in shown
    assert any("test sentences" in sentence for sentence in run.summary.trust)


@pytest.mark.long
def test_a_run_gives_the_same_page_twice(run, project, tmp_path):
    again = tmp_path / "again"
    shutil.copytree(project, again)
    assert run(lang="en") == run(again, lang="en")
