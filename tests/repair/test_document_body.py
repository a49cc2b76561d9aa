"""Short lines of a document stay: rows of tables, entries of a glossary, notes. What the page puts around them goes."""

from __future__ import annotations

import time

import pytest

from suzhou_priorities.repair.chrome import remove_chrome
from suzhou_priorities.repair.edits import apply_edits

TITLE = "2024年政府工作主要任务分解表"
NOTICE = "各镇人民政府，各街道办事处，市各委办局：现将《2024年政府工作主要任务分解表》印发给你们，请认真组织实施。"
LONG = (
    "深入推进新型工业化，加快建设先进制造业集群，推动传统产业高端化、智能化、绿色化改造，全年完成工业投资120亿元以上。"
)
PORTAL_HEAD = "网站首页\n政务公开 | 办事服务 | 互动交流 | 走进安临\n当前位置：首页 > 政务公开 > 重点工作\n发布日期：2024-01-26 来源：市政府办公室 浏览次数：1862 次\n"
FOOTERS = [
    "扫一扫在手机打开当前页\n打印本页",
    "来源：临江县人民政府办公室\n扫一扫在手机打开当前页\n打印本页\n关闭窗口",
    "上一篇：没有了\n主办：安临市人民政府办公室\n浙ICP备05012345号\n网站标识码3305850001",
    "1\n2\n3\n下一页\n版权所有，转载请注明出处",
    "楼主\n积分\n3412\nUID: 12\n签到天数: 742 天\n快速回复 返回顶部 返回列表\n本版积分规则",
]


def flat(*cells: str) -> str:
    return "".join(f"{cell}\n|\n" for cell in cells)


HEADS = flat("序号", "工作任务", "分管领导", "责任单位")
FIRST = flat("1", "粮食产量稳定在20万吨。", "李 强", "市农业农村局")
SECOND = flat("2", "新建幼儿园3所。", "何 敏", "市教育局")
THIRD = flat("3", "新增车位500个。", "王 磊", "市住建局")
SHORT_TABLE = HEADS + FIRST + SECOND + THIRD


def cleaned(page: str) -> str:
    return apply_edits(page, remove_chrome(page)).strip("\n")


@pytest.mark.parametrize(
    "document",
    [
        f"{TITLE}\n{HEADS}{FIRST}{SECOND}{flat('3', LONG, '王 磊', '市工信局')}{flat('4', '新增车位500个。', '王 磊', '市住建局')}",
        f"{TITLE}\n{NOTICE}\n安临市人民政府\n2024年1月25日\n{SHORT_TABLE}",
        f"{TITLE}\n{NOTICE}\n{SHORT_TABLE}注：列首位的为牵头单位。",
        f"{TITLE}\n{NOTICE}\n{flat('一、着力稳增长')}|||\n{SHORT_TABLE}注：带★者为牵头单位",
        f"{TITLE}\n{flat('1', '李 强', '市农业农村局', '2', '何 敏', '市教育局', '3', '王 磊', '市住建局')}",
    ],
    ids=["long task within", "notice above", "note below", "section first", "serials alone"],
)
def test_a_flattened_table_of_short_cells_stays_whole(document):
    document = document.strip("\n")
    assert cleaned(document) == document


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_page_around_a_table_of_short_cells_goes(footer):
    document = f"{TITLE}\n{NOTICE}\n{SHORT_TABLE}注：列首位的为牵头单位。"
    assert cleaned(f"{PORTAL_HEAD}{document}\n{footer}") == document


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize(
    "entries",
    [
        "名词解释\n①“两高”：高耗能、高排放项目。\n②三资：资金、资产、资源。\n③EPC：设计采购施工总承包。\n④广告先行区：公众号集聚的园区。",
        "名词解释\n1．“两高”：高耗能、高排放项目。\n2．三资：资金、资产、资源。",
        "附：\n“一老一小”：养老和托育。\n“三医”：医疗、医保、医药。",
        "1.新建学校3所。\n2.建成公园5个。\n3.新增就业2万人。",
        "备注：数据为初步统计数",
    ],
)
def test_short_entries_below_the_last_paragraph_stay_and_the_footer_goes(entries, footer):
    document = f"2024年临江县政府工作报告\n各位代表：\n{LONG}\n{entries}"
    assert cleaned(f"{document}\n{footer}") == document


def test_short_tasks_above_the_first_paragraph_stay():
    document = f"{TITLE}\n一、经济发展\n1.地区生产总值增长6%。\n2.新增就业2万人。\n{LONG}"
    assert cleaned(f"{PORTAL_HEAD}{document}") == document


@pytest.mark.parametrize("footer", FOOTERS)
def test_a_list_of_short_tasks_without_any_paragraph_stays(footer):
    tasks = "".join(
        f"{no}.建成公园{no}个。\n责任领导：李 强\n责任单位：县城管局；各乡镇\n完成时限：11月底\n" for no in (1, 2, 3)
    ).rstrip("\n")
    document = f"2023年县政府重点工作任务清单\n一、城市更新\n{tasks}"
    assert cleaned(f"{PORTAL_HEAD}{document}\n{footer}") == document


@pytest.mark.parametrize("footer", FOOTERS)
def test_serial_numbers_and_cells_without_bars_stay_above_a_footer(footer):
    cells = "序号\n工作任务\n责任单位\n1\n建成公园\n县城管局\n2\n新建学校\n县住建局\n县教育局\n3\n改造小区\n县住建局"
    document = f"{TITLE}\n{NOTICE}\n{cells}"
    assert cleaned(f"{document}\n{footer}") == document


def test_links_with_bars_between_them_are_no_table():
    links = flat("网站首页", "政务公开", "办事服务", "互动交流", "登录", "注册")
    assert cleaned(f"{links}浏览次数：12\n{TITLE}\n{NOTICE}\n{LONG}") == f"{TITLE}\n{NOTICE}\n{LONG}"
    assert cleaned(f"{TITLE}\n{NOTICE}\n{LONG}\n上一篇：没有了\n{links}") == f"{TITLE}\n{NOTICE}\n{LONG}"


def test_links_with_bars_between_them_right_above_a_table_go():
    links = flat("网站首页", "政务公开", "办事服务", "互动交流")
    assert cleaned(f"{links}浏览次数：12\n{TITLE}\n{SHORT_TABLE}") == f"{TITLE}\n{SHORT_TABLE}".strip("\n")


def test_a_day_in_a_cell_is_no_page_number():
    rows = flat("1", "新建学校3所。", "区教育局", "6/30") + flat("2", "改造小区8个。", "区住建局", "12/31")
    table = (
        flat("序号", "工作任务", "责任单位", "完成时限") + rows + flat("3", "建成公园1座。", "区城管局", "2024-06-30")
    )
    assert cleaned(f"{TITLE}\n{NOTICE}\n{table}") == f"{TITLE}\n{NOTICE}\n{table}".strip("\n")


def test_the_heads_of_a_table_are_no_menu_and_a_heading_is_no_title():
    document = f"安临市工作任务分解表\n序号 名称 工作任务 牵头责任单位\n一、主要工作任务分解方案\n{LONG}"
    assert cleaned(document) == document


def test_page_numbers_between_paragraphs_still_go():
    assert cleaned(f"{NOTICE}\n3/12\n{LONG}\n— 4 —\n{LONG}") == f"{NOTICE}\n{LONG}\n{LONG}"


def test_long_pages_are_judged_in_linear_time():
    page = "|\n首页\n" * 20_000 + SHORT_TABLE * 500 + "①“两高”：" * 5_000 + "\n" + "注：无\n" * 20_000
    start = time.perf_counter()
    remove_chrome(page)
    assert time.perf_counter() - start < 6


def test_the_heads_of_a_table_of_figures_are_no_menu():
    plan = "江南区第十五个五年规划纲要\n（2026—2030年）\n第一章 发展基础\n地区生产总值年均增长6.1%。\n专栏1 主要指标\n"
    table = "指标 单位 2025年 2030年 年均增长 属性\n地区生产总值 亿元 1720 2500 6% 预期性\n"
    assert cleaned(f"{plan}{table}第二章 现代产业\n{LONG}\n") == f"{plan}{table}第二章 现代产业\n{LONG}"
    assert "办事服务" not in cleaned(f"指标 | 政务公开 | 办事服务 | 互动交流\n{PORTAL_HEAD}{plan}{table}{LONG}\n")
