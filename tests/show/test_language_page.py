"""The notebook on language, on the documents of the corpus and on changed tables."""

from __future__ import annotations

import re
import shutil
from urllib.parse import parse_qs

import pandas as pd
import pytest

from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.counted_sentences import counted
from suzhou_priorities.show.share_dots import extremes, row_label
from suzhou_priorities.tables.store import frame_of, read_table
from tests.show.notebooks import answer_of, change_tables, copied_project, executed_outputs, outputs_of

USED = ("documents", "sentences", "quantities", "problems", "credentials", "tasks", "commitments")
FIRST, SECOND = "wujiang_work_report_2024", "wuzhong_work_report_2024"
FEW = 40  # draws of paragraphs: enough to see that they are made


@pytest.fixture(scope="module")
def project(root, tmp_path_factory, report_tables):
    return copied_project(root, report_tables, tmp_path_factory.mktemp("project"))


@pytest.fixture
def run(root, project, tmp_path, monkeypatch):
    def run(folder=project, **parameters):
        given = {"resamples": FEW, **parameters}
        return outputs_of(root / "notebooks" / "04_language.ipynb", folder, tmp_path, monkeypatch, **given)

    return run


@pytest.fixture(scope="module")
def shown(site):
    """Return what the page of the report shows in English."""
    return executed_outputs(site, "04_language", "en")


@pytest.fixture
def changed(project, tmp_path):
    """Return what copies the project, with its tables as the given functions change them; None leaves a table out."""

    def change(**changes):
        shutil.copytree(project / "data" / "raw", tmp_path / "data" / "raw")
        change_tables(project, tmp_path, USED, changes)
        return tmp_path

    return change


def figure_of(shown, name):
    return next(text for text in shown if f'id="figure-{name}"' in text)


def links_of(text):
    return [parse_qs(chosen.replace("&amp;", "&")) for chosen in re.findall(r'href="sentences\.html#([^"]+)"', text)]


def test_every_sentence_linked_is_one_of_the_page_s_documents(shown, project):
    sentences = read_table("sentences", project / "data" / "processed")
    known = set(zip(sentences["doc_id"], sentences["sentence_id"], strict=True))
    linked = set(re.findall(r'href="documents/([^"#]+)\.html#(s\d+)"', "".join(shown)))
    assert len(linked) > 200
    assert linked <= known
    assert "wujiang_task_plan_2024" not in {doc_id for doc_id, _ in linked}


def test_the_lines_behind_a_word_are_as_many_as_its_count(shown, project):
    lines = next(text for text in shown if "<mark>" in text)
    table = next(text for text in shown if 'id="keyness"' in text)
    sentences = read_table("sentences", project / "data" / "processed")
    texts = counted(sentences, read_table("documents", project / "data" / "processed"))
    word, first, second = re.search(
        r"<summary><span[^>]*>(.+?)</span>: (\d+) in Wujiang 2024, (\d+) in Wuzhong 2024", lines
    ).groups()
    assert word in table
    for doc_id, count in ((FIRST, int(first)), (SECOND, int(second))):
        assert 0 < count <= texts.loc[texts["doc_id"] == doc_id, "text"].str.count(word).sum()


def test_names_and_numbers_are_no_words_that_set_reports_apart(shown):
    words = re.findall(r"<details><summary><span[^>]*>(.+?)</span>", next(text for text in shown if "<mark>" in text))
    assert len(words) == 24
    assert not {"吴江", "吴中", "苏州", "昆山", "亿元", "#"} & set(words)


def test_the_words_of_the_figure_lead_to_their_sentences(shown):
    links = links_of(figure_of(shown, "keyness"))
    assert len(links) == 24
    assert {link["document"][0] for link in links} == {FIRST, SECOND}
    assert all(link["word"] for link in links)


def test_a_share_of_sentences_with_figures_is_the_one_of_the_tables(shown, project):
    processed = project / "data" / "processed"
    quantities = read_table("quantities", processed)
    own = counted(read_table("sentences", processed), read_table("documents", processed))
    own = own[own["doc_id"] == SECOND]
    with_figure = set(quantities.loc[quantities["doc_id"] == SECOND, "sentence_id"])
    share = 100 * own["sentence_id"].isin(with_figure).mean()
    told = re.search(r"Sentences with a figure make up .* and (\d+)% \([\d–]+%\) in Wuzhong 2024", answer_of(shown))
    assert int(told[1]) == round(share)


def test_promises_of_the_answer_are_those_of_the_table(shown, project):
    processed = project / "data" / "processed"
    promised = read_table("commitments", processed)
    own = counted(read_table("sentences", processed), read_table("documents", processed))
    of_first = promised[promised["doc_id"] == FIRST].merge(own[["doc_id", "sentence_id"]])
    share = 100 * (of_first["testability"] == "figure_or_date").mean()
    told = re.search(r"of their own make up (\d+)% \([\d–]+%\) in Wujiang 2024", answer_of(shown))
    assert int(told[1]) == round(share)
    crossed = next(text for text in shown if 'id="promises_crossed_1"' in text)
    assert f"Wujiang government work report 2024: {len(of_first)} promises" in crossed


def test_points_of_promises_lead_to_one_value_of_one_axis(shown):
    links = links_of(figure_of(shown, "promises_by_domain"))
    assert len(links) > 40
    assert all(len({"force", "testability"} & set(link)) == 1 and link["domain"] for link in links)


def test_bars_of_claims_lead_to_lists_of_the_page(shown):
    page = "".join(shown)
    anchors = set(re.findall(r'href="#(claims-[^"]+)"', page))
    assert len(anchors) > 20
    assert anchors <= set(re.findall(r'id="(claims-[^"]+)"', page))


def test_without_the_table_of_promises_the_page_says_so(run, changed):
    shown = run(changed(commitments=None), lang="en")
    assert "cannot be told yet" in answer_of(shown)
    assert any("this section has no data yet" in text for text in shown)
    assert not any("figure-promises" in text for text in shown)
    assert any('id="figure-sentences_with_figure"' in text for text in shown)


@pytest.mark.long
def test_an_empty_table_of_promises_says_so_too(run, changed):
    shown = run(changed(commitments=lambda table: frame_of("commitments", ())), lang="zh")
    assert "承诺表（commitments）尚缺" in answer_of(shown)


def test_one_report_alone_has_nothing_to_be_compared_with(run, changed):
    shown = run(changed(documents=lambda table: table[table["doc_id"] == FIRST]), lang="en")
    assert "no two documents that can be compared" in answer_of(shown)
    assert any("There are no words to list." in text for text in shown)
    assert any('id="figure-claims"' in text for text in shown)


@pytest.mark.long
def test_without_a_five_year_plan_the_page_stands(run, changed):
    shown = run(changed(documents=lambda table: table[table["doc_type"] == "work_report"]), lang="en")
    assert "plan 2021" not in "".join(shown)
    assert "differ little" in answer_of(shown) or "beyond chance" in answer_of(shown)


def test_sentences_without_codes_say_so_and_end(run, changed):
    def uncoded(sentences):
        return sentences.assign(
            **{name: pd.Series(pd.NA, sentences.index, dtype="string") for name in ("domain", "function")}
        )

    folder = changed(sentences=uncoded)
    assert "没有已编码" in answer_of(run(folder, lang="zh"))
    assert "no coded sentence" in answer_of(run(folder, lang="en"))


def test_a_corpus_without_reports_says_so_and_ends(run, changed):
    shown = run(changed(documents=lambda table: table[table["doc_type"] == "task_plan"]), lang="en")
    assert "no coded sentence" in answer_of(shown)


@pytest.mark.long
def test_a_pair_can_be_chosen(run):
    shown = run(lang="en", pair=["kunshan_work_report_2021", SECOND], top_n=3)
    assert {link["document"][0] for link in links_of(figure_of(shown, "keyness"))} == {
        "kunshan_work_report_2021",
        SECOND,
    }


@pytest.mark.parametrize("pair", [["wujiang_task_plan_2024", FIRST], [FIRST], [FIRST, FIRST], ["nowhere", FIRST]])
def test_a_pair_that_cannot_be_compared_is_refused_by_name(run, pair):
    with pytest.raises(ParameterError, match="pair"):
        run(pair=pair)


def test_labels_break_where_they_may():
    assert row_label("就业、社保与民生保障", "zh") == "就业、社保与\n民生保障"
    assert row_label("教育", "zh") == "教育"


def test_a_title_names_no_domain_with_few_cases():
    shares = pd.Series({"health": 0.9, "rural": 0.5, "culture": 0.1})
    assert extremes(shares, pd.Series({"health": 3, "rural": 20, "culture": 12})) == ("rural", "culture")
    assert extremes(shares, pd.Series({"health": 3, "rural": 2, "culture": 1})) == ("health", "culture")
