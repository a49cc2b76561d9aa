"""What is extracted becomes tables in which every row leads back to its place on the page."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.cli import main
from suzhou_priorities.corpus.raw_page import read_raw_page
from suzhou_priorities.tables.store import read_tables
from tests.tables.test_tables import SIDECAR, SIXTH, built

EXTRACTED = (
    "documents",
    "sections",
    "sentences",
    "quantities",
    "targets",
    "problems",
    "credentials",
    "tasks",
    "task_units",
    "terms",
    "links",
)
REPORT = """2019年西湖区政府工作报告
各位代表：
现在，我代表杭州市西湖区人民政府向大会报告工作，请予审议。
一、2018年工作回顾
过去一年，全区地区生产总值1210.3亿元、增长6.5%，财政总收入突破百亿元。荣获国家生态文明建设示范区称号。
同时，我们也清醒地看到，工作中还存在一些困难和问题：停车难问题还比较突出，养老服务设施还不够完善。
二、2019年工作安排
今年主要预期目标是：地区生产总值增长6%以上，城镇登记失业率控制在3%以内，居民收入与经济增长同步。
（一）办好民生实事
新增公共停车泊位3000个，着力破解停车难。新建养老服务中心5个，完善养老服务设施。
"""


@pytest.fixture(scope="module")
def tables(root, tmp_path_factory):
    folder = built(sorted((root / "data" / "raw").glob("*.txt")), tmp_path_factory.mktemp("extracted"))
    return read_tables(EXTRACTED, folder), folder


@pytest.fixture(scope="module")
def texts(tables):
    return {file.stem: file.read_bytes().decode() for file in (tables[1] / "text").glob("*.txt")}


def test_a_figure_stands_in_its_sentence_and_in_the_clause_it_quotes(tables, texts):
    sentences = tables[0]["sentences"].set_index(["doc_id", "sentence_id"])
    for row in tables[0]["quantities"].itertuples():
        sentence = sentences.loc[(row.doc_id, row.sentence_id)]
        assert sentence["start"] <= row.start < row.end <= sentence["end"]
        assert texts[row.doc_id][row.start : row.end] in row.quote
        assert row.quote in sentence["text"]


def test_figures_have_one_id_each_in_document_order(tables):
    for _, rows in tables[0]["quantities"].groupby("doc_id"):
        assert rows["quantity_id"].is_unique
        assert rows["start"].is_monotonic_increasing
        assert (rows["year_start"].dropna() <= rows["year_end"].dropna()).all()


@pytest.mark.parametrize(
    ("doc_id", "indicator", "status", "measure", "value", "year"),
    [
        ("kunshan_work_report_2021", "gdp", "actual", "level", 4250.0, 2020),
        ("kunshan_work_report_2021", "gdp", "actual", "growth", 5.0, 2020),
        ("kunshan_work_report_2021", "industrial_output", "actual", "level", 9000.8, 2020),
        ("wujiang_work_report_2024", "budget_revenue", "actual", "level", 239.9, 2023),
        ("wujiang_task_plan_2024", "gdp", "target", "growth", 5.0, 2024),
    ],
)
def test_headline_figures_are_those_of_the_page(tables, doc_id, indicator, status, measure, value, year):
    rows = tables[0]["quantities"]
    own = rows[(rows["doc_id"] == doc_id) & (rows["indicator"] == indicator) & (rows["status"] == status)]
    own = own[(own["measure"] == measure) & (own["year_end"] == year)]
    assert value in set(own["value"])


def test_money_and_shares_can_be_compared_in_base_units(tables):
    rows = tables[0]["quantities"]
    assert set(rows.loc[rows["unit"] == "%", "base_unit"]) == {"ratio"}
    output = rows[(rows["indicator"] == "industrial_output") & (rows["value"] == 9000.8)].iloc[0]
    assert (output["base_value"], output["base_unit"]) == (900080000000.0, "元")


def test_targets_follow_their_printed_order_and_name_their_figure(tables):
    quantities = tables[0]["quantities"].set_index(["doc_id", "quantity_id"])
    for doc_id, rows in tables[0]["targets"].groupby("doc_id"):
        assert list(rows["order"]) == list(range(1, len(rows) + 1))
        for row in rows.dropna(subset=["quantity_id"]).itertuples():
            figure = quantities.loc[(doc_id, row.quantity_id)]
            assert (figure["status"], row.form) == ("target", "number")
            assert figure["sentence_id"] == row.sentence_id


def test_every_task_has_its_section_units_and_place(tables, texts):
    tasks, units = tables[0]["tasks"], tables[0]["task_units"]
    sentences = tables[0]["sentences"].set_index(["doc_id", "sentence_id"])
    assert list(tasks["no"]) == list(range(1, 119))
    assert tasks["section"].str.len().gt(0).all()
    assert (tasks["lead_units"].str.len() > 0).all()
    for row in tasks.itertuples():
        assert row.text[:6] in texts[row.doc_id]
        assert sentences.loc[(row.doc_id, row.sentence_id), "text"].lstrip("0123456789.、 ")[:4] in row.text
    counted = tasks.set_index("no")[["lead_units", "co_units"]].map(len).sum(axis=1)
    assert units.groupby("no").size().reindex(counted.index).equals(counted.rename(None))


def test_the_section_whose_heading_the_page_lost_is_marked(tables):
    tasks = tables[0]["tasks"]
    inferred = tasks[tasks["section_inferred"]]
    assert set(inferred["section"]) == {"坚定扛起光荣使命，当好长三角一体化发展示范窗口"}
    assert inferred["no"].is_monotonic_increasing


def test_links_join_what_exists(tables):
    sentences = set(tables[0]["sentences"][["doc_id", "sentence_id"]].itertuples(index=False, name=None))
    tasks = {(doc, str(no)) for doc, no in tables[0]["tasks"][["doc_id", "no"]].itertuples(index=False, name=None)}
    links = tables[0]["links"]
    assert set(links["kind"]) == {"report→task", "plan→report"}
    for row in links.itertuples():
        assert (row.from_doc, row.from_id) in sentences
        assert (row.to_doc, row.to_id) in (tasks if row.kind == "report→task" else sentences)
    linked = links.loc[links["kind"] == "report→task", "to_id"]
    assert set(linked) == {str(no) for no in range(1, 119)}


def test_problems_are_answered_by_sentences_of_the_plan(tables):
    parts = tables[0]["sentences"].set_index(["doc_id", "sentence_id"])["part"]
    answered = tables[0]["problems"].explode("answered_by").dropna(subset=["answered_by"])
    assert len(answered)
    for row in answered.itertuples():
        assert parts.loc[(row.doc_id, row.answered_by)] != "review"


def test_a_page_without_anything_beside_it_gives_all_tables(tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text(REPORT, encoding="utf-8")
    assert main(["process", str(page), "--out", str(tmp_path / "out")]) == 0
    found = read_tables(EXTRACTED, tmp_path / "out")
    figures = found["quantities"]
    gdp = figures[figures["indicator"] == "gdp"][["measure", "status", "year_end", "value"]]
    assert list(gdp.itertuples(index=False, name=None)) == [
        ("level", "actual", 2018, 1210.3),
        ("growth", "actual", 2018, 6.5),
        ("growth", "target", 2019, 6.0),
    ]
    assert list(found["targets"]["form"]) == ["number", "number", "pegged"]
    assert list(found["problems"]["issue"]) == ["停车难问题还比较突出", "养老服务设施还不够完善"]
    (honour,) = found["credentials"].itertuples()
    assert (honour.name, honour.level, honour.state) == ("国家生态文明建设示范区称号", "national", "won")
    assert found["tasks"].empty
    assert found["links"].empty


def test_tables_of_a_document_without_figures_are_empty_and_typed(tmp_path):
    page = tmp_path / "raw" / "xihu_work_report_2019.txt"
    page.parent.mkdir()
    text = SIXTH.replace("增长6.5%", "稳定增长").replace("突破百亿元", "稳步提高").replace("增长6%以上", "稳定增长")
    page.write_text(text, encoding="utf-8")
    page.with_suffix(".yml").write_text(SIDECAR.replace("SHA", read_raw_page(page).sha256), encoding="utf-8")
    found = read_tables(("quantities", "tasks"), built([page], tmp_path / "out"))
    assert found["quantities"].empty
    assert pd.api.types.is_float_dtype(found["quantities"]["value"])
