"""Headline targets in printed order, and the form in which each is set."""

from __future__ import annotations

import pytest

from suzhou_priorities.extract.document import extract_document
from suzhou_priorities.outline.metadata import infer_metadata, with_provenance
from suzhou_priorities.outline.sections import outline_text
from tests.extract.passages import extract


def targets_of(name, pages, cleaned):
    metadata = with_provenance(infer_metadata(cleaned[name].text), pages[name].provenance)
    outline = outline_text(cleaned[name].text, metadata.doc_type)
    return extract_document(cleaned[name].text, outline, metadata).targets


HAND_READ = {
    "wuzhong_work_report_2024": [
        ("gdp", "number"),
        ("budget_revenue", "number"),
        ("retail_sales", "number"),
        ("fixed_investment", "number"),
        ("industrial_output", "number"),
        ("industrial_investment", "number"),
        ("trade_total", "direction"),
        ("income", "pegged"),
    ],
    "wujiang_work_report_2024": [
        ("gdp", "number"),
        ("budget_revenue", "number"),
        ("industrial_output", "number"),
        ("fixed_investment", "number"),
        ("industrial_investment", "number"),
        ("trade_total", "direction"),
        ("fdi", "direction"),
        ("hightech_share", "number"),
        ("rd_share", "number"),
        ("income", "pegged"),
        (None, "direction"),
        (None, "assigned_from_above"),
        (None, "zero_incident"),
    ],
    "kunshan_work_report_2021": [
        ("gdp", "number"),
        ("budget_revenue", "number"),
        ("industrial_output", "number"),
        ("fixed_investment", "number"),
        ("retail_sales", "number"),
        ("fdi", "number"),
        ("trade_total", "direction"),
        ("rd_share", "number"),
        ("income", "pegged"),
        ("unemployment", "number"),
        (None, "assigned_from_above"),
        (None, "assigned_from_above"),
    ],
}


@pytest.mark.parametrize("name", HAND_READ)
def test_the_headline_targets_of_the_reports_as_read_by_hand(name, pages, cleaned):
    found = targets_of(name, pages, cleaned)
    assert [(target.indicator, target.form) for target in found] == HAND_READ[name]
    assert [target.order for target in found] == list(range(1, len(found) + 1))


def test_the_task_table_repeats_the_targets_of_its_report(pages, cleaned):
    report = targets_of("wujiang_work_report_2024", pages, cleaned)
    table = targets_of("wujiang_task_plan_2024", pages, cleaned)
    assert [(one.indicator, one.form) for one in table] == [(one.indicator, one.form) for one in report]


def test_a_number_leads_to_its_figure():
    found = extract("主要预期目标是：地区生产总值增长6%左右，城镇登记失业率控制在4%以内。")
    by_id = {quantity.quantity_id: quantity for quantity in found.quantities}
    assert [by_id[target.quantity_id].value for target in found.targets] == [6, 4]


def test_a_list_may_run_over_lines():
    found = extract(
        "2024年经济社会发展的主要预期目标：\n地区生产总值增长6%以上；\n进出口总额促稳提质；\n不发生重大安全事故。\n推进项目建设。"
    )
    assert [target.form for target in found.targets] == ["number", "direction", "zero_incident"]


def test_last_years_targets_in_a_review_are_none_of_this_year():
    assert extract("顺利完成年初确定的主要预期目标：地区生产总值增长6%。", part="review").targets == ()


@pytest.mark.parametrize(
    ("clause", "form"),
    [
        ("居民收入与经济增长同步", "pegged"),
        ("节能减排完成省下达目标", "assigned_from_above"),
        ("实际使用外资量稳质升", "direction"),
        ("坚决遏制重特大事故", "zero_incident"),
    ],
)
def test_forms(clause, form):
    (target,) = extract(f"今年的主要预期目标是：{clause}。").targets
    assert target.form == form


@pytest.mark.parametrize(
    "clause",
    [
        "在实际工作中力争更好结果",
        "在实际工作中，力争取得更好结果",
        "实际执行中争取更好成效",
        "并力争超额完成",
        "努力实现更高水平",
    ],
)
def test_a_clause_that_only_strengthens_the_target_before_it_is_none(clause):
    found = extract(f"今年的主要预期目标是：地区生产总值增长6%左右，{clause}；进出口总额实现正增长。").targets
    assert [target.phrase for target in found] == ["地区生产总值", "进出口总额"]


def test_a_clause_that_names_what_is_to_grow_is_a_target_though_it_only_strives():
    (target,) = extract("今年的主要预期目标是：力争城乡居民收入增长更快一些。").targets
    assert target.indicator == "income"


@pytest.mark.parametrize(
    ("clause", "phrase"),
    [
        ("事故起数和死亡人数“双下降”", "事故起数和死亡人数"),
        ("主要污染物排放实现“双下降”", "主要污染物排放"),
        ("“三农”投入稳步增长", "“三农”投入"),
    ],
)
def test_quotation_marks_in_a_phrase_are_whole(clause, phrase):
    (target,) = extract(f"今年的主要预期目标是：{clause}。").targets
    assert (target.phrase, target.quote) == (phrase, clause)


OPENING = "今年主要预期目标是：地区生产总值增长6%，在实际工作中努力争取更好结果。"


def test_a_list_goes_on_over_a_full_stop_while_only_aims_follow():
    found = extract(OPENING + "一般公共预算收入增长5%；城镇登记失业率控制在4%以内。").targets
    assert [target.indicator for target in found] == ["gdp", "budget_revenue", "unemployment"]


@pytest.mark.parametrize(
    "following",
    ["重点做好以下工作：新增学位6800个。", "\n新建中小学10所，新增学位6800个。", "实现上述目标，任务艰巨。"],
)
def test_a_list_ends_where_something_else_begins(following):
    assert [target.indicator for target in extract(OPENING + following).targets] == ["gdp"]


def test_one_figure_for_two_indicators_is_two_targets():
    found = extract("今年主要预期目标是：城镇居民人均可支配收入和农民人均纯收入均增长10%。").targets
    assert [target.indicator for target in found] == ["urban_income", "rural_income"]
    assert len({target.quantity_id for target in found}) == 1


@pytest.mark.parametrize("opening", ["主要预期目标——", "主要指标是："])
def test_lists_may_be_announced_otherwise(opening):
    assert [target.indicator for target in extract(f"今年发展的{opening}地区生产总值增长7%。").targets] == ["gdp"]
