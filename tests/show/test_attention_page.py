"""The notebook on attention, on the documents of the corpus and on changed tables."""

from __future__ import annotations

import html
import re
import shutil
from urllib.parse import parse_qs

import pandas as pd
import pytest

from suzhou_priorities.errors import SuzhouPrioritiesError
from suzhou_priorities.measures.counted_sentences import PASSAGES, counted
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.tables.store import read_table
from suzhou_priorities.tables.vocabulary import DOMAINS
from tests.show.notebooks import answer_of, change_tables, copied_project, outputs_of

WUJIANG, WUZHONG, KUNSHAN = "wujiang_work_report_2024", "wuzhong_work_report_2024", "kunshan_work_report_2021"
PLAN, TASKS = "wujiang_five_year_plan_2021", "wujiang_task_plan_2024"
FAST = {"resamples": 99}


@pytest.fixture(scope="module")
def project(root, tmp_path_factory, report_tables):
    """The documents, and what readers coded of them; without the reports that were written for the purpose."""
    folder = copied_project(root, report_tables, tmp_path_factory.mktemp("project"))
    (folder / "data" / "validation").mkdir()
    for name in ("codes.csv", "codes_units.csv"):
        shutil.copy(root / "data" / "validation" / name, folder / "data" / "validation" / name)
    return folder


@pytest.fixture(scope="module")
def seen():
    """What was shown for the documents as they are, so that tests that only look share a run."""
    return {}


@pytest.fixture
def run(root, project, seen, tmp_path, monkeypatch):
    def run(folder=project, **parameters):
        notebook = root / "notebooks" / "02_attention.ipynb"
        return outputs_of(notebook, folder, tmp_path / "figures", monkeypatch, **{**FAST, **parameters})

    def run_once(folder=project, **parameters):
        key = tuple(sorted(parameters.items()))
        if folder != project:
            return run(folder, **parameters)
        if key not in seen:
            seen[key] = run(**parameters)
        return seen[key]

    run_once.anew = run
    return run_once


@pytest.fixture
def changed(project, tmp_path):
    """Return what copies the project, with its tables as the given functions change them."""

    def change(**changes):
        shutil.copytree(project / "data" / "raw", tmp_path / "data" / "raw")
        if changes.pop("validation", True):
            shutil.copytree(project / "data" / "validation", tmp_path / "data" / "validation")
        change_tables(project, tmp_path, ("documents", "sentences"), changes)
        return tmp_path

    return change


def only(*doc_ids):
    return lambda table: table[table["doc_id"].isin(doc_ids)]


def table_of(shown, name):
    return next(text for text in shown if f'id="{name}"' in text)


def rows_of(table):
    body = table.split("<tbody")[1].split("</tbody")[0]
    return [
        [
            html.unescape(re.sub(r"<[^>]+>", "", cell)).strip()
            for cell in re.findall(r"<td[^>]*>.*?</td>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL)
    ]


def heads_of(table):
    return [re.sub(r"<[^>]+>", "", head).strip() for head in re.findall(r"<th[^>]*>.*?</th>", table, re.DOTALL)]


def links_of(text):
    return [parse_qs(html.unescape(link)) for link in re.findall(r'href="sentences\.html#([^"]+)"', text)]


def counted_of(project):
    tables = project / "data" / "processed"
    return counted(read_table("sentences", tables), read_table("documents", tables))


def test_a_share_is_the_characters_of_a_domain_over_all_that_are_counted(run, project):
    own = counted_of(project)
    own = own[own["doc_id"] == WUJIANG]
    written = own["text"].map(lambda text: sum(sign.isalnum() for sign in text))
    expected = 100 * written[own["domain"] == "industry"].sum() / written.sum()
    shown = {row[0]: row[1] for row in rows_of(table_of(run(), "attention"))}
    assert shown[short_domain_name("industry", "zh")] == f"{expected:.1f}"
    assert sum(map(float, shown.values())) == pytest.approx(100, abs=0.8)


@pytest.mark.long
def test_sentences_may_be_counted_instead_and_a_part_alone(run, project):
    own = counted_of(project)
    own = own[(own["doc_id"] == WUZHONG) & (own["passage"] == "plan")]
    shown = run(weight="sentences", part="plan", lang="en")
    row = next(row for row in rows_of(table_of(shown, "attention")) if row[0] == short_domain_name("health", "en"))
    assert row[4] == f"{100 * (own['domain'] == 'health').mean():.1f}"


def test_the_answer_follows_the_tables(run, changed):
    def rural(sentences):
        own = sentences["doc_id"].eq(WUJIANG) & sentences["domain"].notna() & sentences["domain"].ne("none")
        return sentences.assign(domain=sentences["domain"].mask(own, "rural"))

    assert "（100.0%）" in answer_of(run(changed(sentences=rural))).split("，吴中")[0]


def test_nothing_beyond_chance_is_said_to_be_so(run):
    assert "都没有一项统计上显著" in answer_of(run())


@pytest.mark.long
def test_a_review_and_a_plan_with_nothing_in_common_are_told_apart(run, changed):
    def parted(sentences):
        own = sentences["doc_id"].eq(WUJIANG) & sentences["horizon"].eq("year")
        is_past = sentences["function"].eq("result")
        domain = sentences["domain"].mask(own & is_past, "rural").mask(own & ~is_past, "urban")
        return sentences.assign(domain=domain)

    shown = run(changed(sentences=parted), lang="en", resamples=999)
    told = re.search(r"Between review and plan, (\d+) of 28 differences of shares stay beyond chance", answer_of(shown))
    assert int(told[1]) >= 2
    assert re.search(r"[+−]\d+\.\d", table_of(shown, "past_and_plan"))
    assert rows_of(table_of(shown, "past_and_plan"))[0][1] in (
        short_domain_name("rural", "en"),
        short_domain_name("urban", "en"),
    )


def test_every_mark_and_figure_leads_to_sentences_that_are_there(run, project):
    own = counted_of(project)
    links = links_of("".join(run()))
    assert len(links) > 300
    for link in links:
        (domain,) = link["domain"]
        chosen = own[own["domain"] == domain]
        assert domain in DOMAINS
        if "document" in link:
            chosen = chosen[chosen["doc_id"] == link["document"][0]]
        if "passage" in link:
            assert link["passage"][0] in PASSAGES
        else:
            assert link["counted"] == ["1"]
    table = table_of(run(), "attention")
    for link in links_of(table):
        assert ((own["doc_id"] == link["document"][0]) & (own["domain"] == link["domain"][0])).any()


@pytest.mark.long
def test_a_domain_without_a_sentence_has_no_link(run, changed):
    def without(sentences):
        own = sentences["doc_id"].eq(WUZHONG) & sentences["domain"].eq("health")
        return sentences.assign(domain=sentences["domain"].mask(own, "education"))

    links = links_of(table_of(run(changed(sentences=without)), "attention"))
    assert {"health"} == {
        domain
        for domain in DOMAINS
        if {"document": [WUJIANG], "domain": [domain], "counted": ["1"]} in links
        and {"document": [WUZHONG], "domain": [domain], "counted": ["1"]} not in links
    } - {"integration"}


@pytest.mark.long
def test_what_is_not_comparable_stands_by_itself(run):
    shown = run(lang="en")
    assert not any("Kunshan" in head for head in heads_of(table_of(shown, "attention")))
    beside = next(text for text in shown if 'id="figure-beside"' in text)
    assert {link["document"][0] for link in links_of(beside)} == {KUNSHAN}
    assert {"review", "plan", "retrospect"} <= {link["passage"][0] for link in links_of(beside) if "passage" in link}


@pytest.mark.long
def test_the_task_plan_is_named_and_not_counted(run):
    shown = run(lang="en")
    assert any("task plan 2024 (196 sentences) is not counted" in text for text in shown)
    assert not any(link.get("document") == [TASKS] for link in links_of("".join(shown)))


@pytest.mark.long
def test_a_third_report_of_the_year_is_compared_with_both(run, changed):
    def third(table):
        copy = table[table["doc_id"] == WUZHONG].assign(doc_id="xiangcheng_work_report_2024")
        if "district" in copy:
            copy = copy.assign(district="xiangcheng", place="江苏省苏州市相城区")
        return pd.concat([table, copy], ignore_index=True)

    shown = run(changed(documents=third, sentences=third), lang="en")
    pairs = {row[0] for row in rows_of(table_of(shown, "between_reports"))}
    assert pairs == {"Wujiang – Wuzhong", "Wujiang – Xiangcheng", "Wuzhong – Xiangcheng"}
    assert "between the reports (42)" in answer_of(shown)


@pytest.mark.long
def test_a_document_of_a_place_without_a_district_is_shown_under_its_place(run, changed):
    def elsewhere(documents):
        own = documents["doc_id"] == WUZHONG
        return documents.assign(
            district=documents["district"].mask(own, None), place=documents["place"].mask(own, "某市某区")
        )

    assert any("某市某区" in head for head in heads_of(table_of(run(changed(documents=elsewhere)), "attention")))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_single_report_has_no_other_to_be_compared_with(run, changed, lang):
    keep = only(WUZHONG)
    text = "\n".join(run(changed(documents=keep, sentences=keep), lang=lang))
    for told in {
        "zh": ("没有可以相比的另一份", "没有需要另列的其他工作报告", "没有同一地方的五年规划"),
        "en": (
            "no other to compare it with",
            "no other work report to be shown separately",
            "no five-year plan with a later report",
        ),
    }[lang]:
        assert told in text


@pytest.mark.parametrize(
    "change",
    [
        {"documents": only(PLAN), "sentences": only(PLAN)},
        {"documents": only(), "sentences": only()},
        {"sentences": lambda table: table.assign(domain=None, domain_second=None, function=None, horizon=None)},
        {"sentences": lambda table: table.iloc[:0]},
    ],
    ids=["only a plan", "no document", "nothing coded", "no sentence"],
)
def test_a_corpus_without_coded_reports_says_so_and_ends(run, changed, change):
    assert "nothing to compare" in answer_of(run(changed(**change), lang="en"))


@pytest.mark.long
def test_without_hand_codes_the_page_says_that_the_error_is_unknown(run, changed):
    shown = run(changed(validation=False), lang="en")
    assert any("No hand codes are at hand" in text for text in shown)
    assert "Corrected (%)" not in heads_of(table_of(shown, "attention_shares"))


def test_the_error_of_the_coder_is_known_from_the_part_kept_to_score(run, root):
    units = pd.read_csv(root / "data" / "validation" / "codes_units.csv")
    kept = units[(units["source"] == "corpus") & (units["sample"] == "score")]
    told = re.search(
        r"of (\d+) sentences kept to score, program and readers \(language models\) put (\d+)", "".join(run(lang="en"))
    )
    assert 0.9 * len(kept) < int(told[1]) <= len(kept)
    assert int(told[2]) < int(told[1])


@pytest.mark.long
def test_second_domains_move_shares_and_the_page_says_what_the_interval_leaves_out(run):
    plain, half = run(lang="en"), run(lang="en", second=0.5)
    assert rows_of(table_of(plain, "attention")) != rows_of(table_of(half, "attention"))
    assert any("Second domains count" in text for text in half)


def test_an_unknown_part_is_an_error_that_names_the_parts(run):
    with pytest.raises(SuzhouPrioritiesError, match="all, review, plan"):
        run(part="future")


@pytest.mark.long
def test_a_run_gives_the_same_page_twice(run):
    assert run(lang="en") == run.anew(lang="en")
