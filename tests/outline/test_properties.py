"""What holds for any text: nothing is lost, nothing is counted twice, nothing takes long."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzhou_priorities.corpus.provenance import DOCUMENT_TYPES
from suzhou_priorities.outline.flat_table import table_span
from suzhou_priorities.outline.model import PARTS
from suzhou_priorities.outline.sections import outline_text
from tests.outline import reports

NUMBERS = ["一、", "（一）", "1.", "（1）", "①", "第一章", "第二节", "第三篇", "——", "一是", "二是", "专栏1", "表2-1"]
MARKS = [
    "。",
    "；",
    "！",
    "：",
    "，",
    "、",
    "“",
    "”",
    "《",
    "》",
    "（",
    "）",
    "|",
    "||",
    "★",
    "\n",
    "\n",
    "\n\n",
    " ",
    "　",
]
WORDS = [
    *("目录", "附件：", "序言", "名词解释", "各位代表：", "各位代表！让我们", "2023年", "5%", "abc"),
    *("经济运行稳中向好", "重点产业加快发展", "2023年工作回顾", "2024年工作安排", "加强政府自身建设"),
    "现在，我代表区人民政府向大会报告工作，请予审议。",
]
SOUP = st.lists(st.sampled_from([*NUMBERS, *MARKS, *WORDS]), max_size=120).map("".join)


def check(text: str, doc_type: str) -> None:
    outline = outline_text(text, doc_type)
    ids = {section.section_id: section for section in outline.sections}
    assert list(ids) == [f"c{order:04d}" for order in range(1, len(ids) + 1)]
    for order, section in enumerate(outline.sections, start=1):
        assert section.order == order
        assert 0 <= section.start <= section.end <= len(text)
        assert section.part in PARTS
        parent = ids[section.parent_id] if section.parent_id else None
        assert section.level == (parent.level + 1 if parent else 1)
        assert parent is None or parent.start <= section.start <= section.end <= parent.end
    for order, sentence in enumerate(outline.sentences, start=1):
        assert sentence.sentence_id == f"s{order:04d}"
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        assert sentence.text
        assert "\n" not in sentence.text
        section = ids[sentence.section_id]
        assert section.start <= sentence.start <= sentence.end <= section.end
        assert sentence.part == section.part
    assert all(before.end <= after.start for before, after in pairwise(outline.sentences))
    if table_span(text) is None:
        covered = "".join("".join(sentence.text.split()) for sentence in outline.sentences)
        assert covered == "".join(text.split())


@settings(max_examples=300, deadline=None)
@given(SOUP, st.sampled_from([*DOCUMENT_TYPES, "other"]))
def test_any_soup_of_marks_has_an_outline_that_covers_it(text, doc_type):
    check(text, doc_type)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(DOCUMENT_TYPES))
def test_any_text_has_an_outline_that_covers_it(text, doc_type):
    check(text, doc_type)


@pytest.mark.parametrize("doc_type", DOCUMENT_TYPES)
@pytest.mark.parametrize("name", [name for name in dir(reports) if name.isupper() and name != "OPENING"])
def test_the_outline_covers_reports_laid_out_in_other_ways(name, doc_type):
    check(getattr(reports, name), doc_type)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_report_with_lines_lost_or_joined_is_still_covered(data):
    lines = data.draw(st.sampled_from([reports.COUNTY_2008, reports.CAPITAL_2024, reports.PLAN_2016])).split("\n")
    kept = [line for line in lines if data.draw(st.integers(0, 9)) > 0]
    text = "".join(line + data.draw(st.sampled_from(["\n", "\n", "\n", ""])) for line in kept)
    check(text, "work_report")


@pytest.mark.parametrize(
    "unit",
    [
        "（",
        "“",
        "”。",
        "“。",
        "《",
        "1",
        "\n",
        "一、甲\n",
        "第一篇 甲\n第一章 乙\n",
        "目录\n",
        "各位代表！",
        "1.甲。\n",
        "（一）甲乙丙丁。戊。",
        "经济稳步发展。",
        "经济稳步发展。城乡面貌改善情况良好。",
        "报告工作",
        "做好今年",
        "甲\n|\n",
        "1.甲乙丙\n|\n||\n",
        "——发展加快。经济增长。\n",
        "第一章 甲第一节 乙",
    ],
)
def test_time_grows_with_length_alone(unit):
    def seconds(length: int) -> float:
        text = f"{reports.OPENING}{unit * (length // len(unit))}"
        taken = []
        for _ in range(3):
            # The processor's time, at its best of three: other work on the machine must not count.
            began = time.process_time()
            outline_text(text, "work_report")
            taken.append(time.process_time() - began)
        return min(taken)

    seconds(1_000)
    assert seconds(40_000) < max(0.3, 14 * seconds(5_000))
