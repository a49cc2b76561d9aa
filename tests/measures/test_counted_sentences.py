"""Which sentences are counted, where paragraphs begin, and to which passage a sentence belongs."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures.counted_sentences import (
    PASSAGES,
    REASONS,
    characters,
    counted,
    left_out,
    paragraphs,
)

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["taicang_work_report_2025", "taicang_five_year_plan_2021", "taicang_task_plan_2025", "a_speech"],
        "doc_type": ["work_report", "five_year_plan", "task_plan", None],
    }
)
REPORT, PLAN, TASKS, SPEECH = DOCUMENTS["doc_id"]
# text, part, function, horizon, domain
REPORT_ROWS = (
    ("太仓市2025年政府工作报告", "front", "heading", None, None),
    ("各位代表：现在，我代表市人民政府向大会报告工作。", "front", "formula", None, "none"),
    ("一、2024年工作回顾", "review", "heading", None, None),
    ("全年完成地区生产总值1750亿元，增长6.1%。", "review", "result", "year", "economy"),
    ("五年来，新增学位1.2万个。", "review", "result", "five_year", "education"),
    ("优质医疗资源仍显不足。", "review", "problem", "year", "health"),
    ("向全市人民表示衷心感谢！", "review", "thanks", None, "none"),
    ("地区生产总值增长5.5%左右。", "plan", "headline_target", "year", "economy"),
    ("新建幼儿园6所。", "plan", "measure", "year", "education"),
    ("到2027年建成轨道交通示范线。", "plan", "measure", "five_year", "urban"),
    ("到2035年基本实现现代化。", "plan", "headline_target", "long_term", "economy"),
    ("坚持稳中求进工作总基调。", "plan", "orientation", "year", "economy"),
    ("这是承上启下的一句。", "plan", "measure", "year", "none"),
    ("这一句还没有编码。", "plan", None, None, None),
    ("坚持过紧日子，压减一般性支出。", "government", "measure", "year", "government"),
    ("新改建农贸市场5家。", "closing", "measure", "year", "economy"),
    ("让我们携手奋进，谱写新篇章！", "closing", "orientation", "year", "government"),
    ("“五经普”：第五次全国经济普查。", "glossary", "result", "year", "economy"),
)


def table(rows: tuple[tuple[str | None, ...], ...], doc_id: str, gap: int = 1) -> pd.DataFrame:
    """Return sentences that follow each other with `gap` characters between them."""
    frame = pd.DataFrame(rows, columns=["text", "part", "function", "horizon", "domain"]).astype("string")
    ends = (frame["text"].str.len() + gap).cumsum() - gap
    return frame.assign(
        doc_id=doc_id,
        sentence_id=[f"s{number:04d}" for number in range(1, len(rows) + 1)],
        start=(ends - frame["text"].str.len()).astype("Int64"),
        end=ends.astype("Int64"),
        domain_second=pd.Series(pd.NA, index=frame.index, dtype="string"),
    )


def passage_of(frame: pd.DataFrame, text: str) -> str:
    return str(frame.loc[frame["text"] == text, "passage"].item())


def test_headings_thanks_formulas_front_glossary_and_sentences_without_domain_do_not_enter():
    texts = set(counted(table(REPORT_ROWS, REPORT), DOCUMENTS)["text"])
    assert texts == {row[0] for row in REPORT_ROWS[3:12] if row[2] != "thanks"} | {
        "坚持过紧日子，压减一般性支出。",
        "新改建农贸市场5家。",
    }


def test_a_project_behind_the_last_heading_counts_and_a_slogan_there_does_not():
    sentences = table(REPORT_ROWS, REPORT)
    assert "新改建农贸市场5家。" in set(counted(sentences, DOCUMENTS)["text"])
    out = left_out(sentences, DOCUMENTS).set_index("reason")
    assert out.loc["closing", "sentences"] == 1


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("全年完成地区生产总值1750亿元，增长6.1%。", "review"),
        ("五年来，新增学位1.2万个。", "retrospect"),
        ("地区生产总值增长5.5%左右。", "plan"),
        ("新建幼儿园6所。", "plan"),
        ("到2027年建成轨道交通示范线。", "outline"),
        ("到2035年基本实现现代化。", "outline"),
        ("优质医疗资源仍显不足。", "other"),
        ("坚持稳中求进工作总基调。", "other"),
    ],
)
def test_passages_of_a_work_report(text, passage):
    assert passage in PASSAGES
    assert passage_of(counted(table(REPORT_ROWS, REPORT), DOCUMENTS), text) == passage


def test_in_a_five_year_plan_the_five_years_are_review_and_plan_and_the_vision_is_neither():
    rows = (
        ("“十三五”时期，全社会研发投入占比达3.9%。", "review", "result", "five_year", "innovation"),
        ("2020年，PM2.5平均浓度降至30微克。", "review", "result", "year", "environment"),
        ("到2025年，常住人口城镇化率达到75%。", "plan", "headline_target", "five_year", "urban"),
        ("加快沪通铁路二期建设。", "plan", "measure", "five_year", "urban"),
        ("展望二〇三五年，建成现代化强市。", "plan", "headline_target", "long_term", "economy"),
    )
    found = counted(table(rows, PLAN), DOCUMENTS)
    assert list(found["passage"]) == ["review", "other", "plan", "plan", "other"]


def test_a_task_plan_and_a_document_without_type_never_enter():
    rows = (("新建幼儿园6所。", "plan", "measure", "year", "education"),)
    both = pd.concat([table(rows, TASKS), table(rows, SPEECH), table(rows, "unknown")], ignore_index=True)
    assert counted(both, DOCUMENTS).empty
    out = left_out(both, DOCUMENTS)
    assert list(out["doc_id"]) == [TASKS, SPEECH, "unknown"]
    assert set(out["reason"]) == {"document_type"}
    assert list(out["characters"]) == [7, 7, 7]


def test_counted_and_left_out_together_are_all_sentences():
    both = pd.concat([table(REPORT_ROWS, REPORT), table(REPORT_ROWS, TASKS)], ignore_index=True)
    kept, out = counted(both, DOCUMENTS), left_out(both, DOCUMENTS)
    assert len(kept) + out["sentences"].sum() == len(both)
    assert kept["characters"].sum() + out["characters"].sum() == sum(characters(both["text"]))
    own = out[out["doc_id"] == REPORT]
    assert dict(zip(own["reason"], own["sentences"], strict=True)) == {
        "heading": 2,
        "front": 1,
        "glossary": 1,
        "uncoded": 1,
        "thanks": 1,
        "none": 1,
        "closing": 1,
    }
    assert list(own["reason"]) == [reason for reason in REASONS if reason in set(own["reason"])]


def test_a_paragraph_begins_where_a_sentence_starts_behind_the_end_of_the_one_before():
    frame = pd.DataFrame(
        {
            "doc_id": ["a", "a", "a", "a", "b", "b"],
            "start": [0, 10, 21, 30, 30, 40],
            "end": [10, 20, 30, 40, 40, 50],
        }
    )
    assert list(paragraphs(frame)) == [1, 1, 2, 2, 3, 3]


def test_a_sentence_left_out_in_the_middle_does_not_part_its_paragraph():
    rows = (
        ("新建幼儿园6所。", "plan", "measure", "year", "education"),
        ("各位代表！", "plan", "formula", None, "none"),
        ("新增学位3000个。", "plan", "measure", "year", "education"),
    )
    assert counted(table(rows, REPORT, gap=0), DOCUMENTS)["paragraph"].nunique() == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("增长6.1%。", 4),
        ("“智改数转”项目1200个", 11),
        ("PM2.5 平均浓度", 8),
        ("二〇三五年", 5),
        ("——！", 0),
        ("", 0),
    ],
)
def test_signs_and_spaces_are_no_characters(text, count):
    assert characters([text]) == [count]


def test_no_sentences_give_no_rows():
    empty = table(REPORT_ROWS, REPORT).iloc[:0]
    assert counted(empty, DOCUMENTS).empty
    assert left_out(empty, DOCUMENTS).empty
    assert {"paragraph", "characters", "passage"} <= set(counted(empty, DOCUMENTS).columns)
