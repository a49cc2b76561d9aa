"""Tables flattened to cells and bars."""

from __future__ import annotations

from suzhou_priorities.outline.flat_table import table_span
from suzhou_priorities.outline.lost_headings import donors_of, supply_heading
from suzhou_priorities.outline.sections import outline_text

HEAD = "某区重点工作任务分解方案\n序号\n|\n项目\n|\n任务\n|\n领导\n|\n单位\n|\n"


def row(*cells: str, merged: int = 0) -> str:
    """Return a row; the last cell is merged with `merged` more."""
    return "".join(f"{cell}\n|\n" for cell in cells) + ("|" * merged + "\n" if merged else "")


TABLE = (
    HEAD
    + row("一、重点产业", merged=4)
    + row("1", "做强制造业", "1.新增规上企业20家。完善服务。", "李明", "★区工信局")
    + row("2.建设产业园，引进项目。", "★区商务局、投资促进局", merged=3)
    + row("", merged=4)
    + row("1", "保护用好文化", "3.新建学校5所，新增学位3000个。", "王芳", "★区教育局")
    + row("4.办好书展。", "★区文旅局", merged=3)
    + row("资源", "5.修缮古宅2处。", "★区文旅局", merged=2)
    + row("三、加强政府自身建设", merged=4)
    + row("", "坚持依法行政", "6.严格执行法定程序。", "", "★区司法局")
    + "注：带★者为牵头单位。\n"
)


def test_rows_groups_and_tasks_are_the_outline_of_a_table():
    outline = outline_text(TABLE, "task_plan")
    assert [(section.level, section.number, section.heading, section.part) for section in outline.sections[1:]] == [
        (1, "一、", "重点产业", "plan"),
        (2, "1", "做强制造业", "plan"),
        (1, "二、", "", "plan"),
        (2, "1", "保护用好文化资源", "plan"),
        (1, "三、", "加强政府自身建设", "government"),
        (2, "", "坚持依法行政", "government"),
        (1, "", "", "closing"),
    ]
    assert "The heading of section 二、 is blank on the page." in outline.warnings


def test_only_rows_groups_and_tasks_of_a_table_are_sentences():
    texts = [sentence.text for sentence in outline_text(TABLE, "task_plan").sentences]
    assert texts[1:5] == ["一、重点产业", "做强制造业", "1.新增规上企业20家。", "完善服务。"]
    assert not any("★区" in text or text in ("李明", "序号", "|") for text in texts)
    assert texts[-1] == "注：带★者为牵头单位。"


def test_tasks_without_numbers_are_known_by_what_they_say():
    text = HEAD + "".join(
        row(str(number), "扩大投资", "推进重点项目建设，完成年度投资。", "李明", "★区发改委、区工信局、各镇、街道")
        for number in range(1, 4)
    )
    texts = [sentence.text for sentence in outline_text(text, "task_plan").sentences]
    assert texts.count("推进重点项目建设，完成年度投资。") == 3
    assert not any("发改委" in text for text in texts)


def test_a_small_table_is_known_by_the_heads_of_its_columns():
    rows = "1\n|\n改造小区8个，惠及居民千户。\n|\n区住建局\n|\n2\n|\n强化预算管理，优化支出结构。\n|\n区财政局\n|"
    text = f"某区重点工作任务分解表\n序号\n|\n工作任务\n|\n责任单位\n|\n{rows}\n"
    texts = [sentence.text for sentence in outline_text(text, "task_plan").sentences]
    assert texts == ["某区重点工作任务分解表", "改造小区8个，惠及居民千户。", "强化预算管理，优化支出结构。"]


def test_a_few_bars_without_heads_are_no_table():
    text = "某区政府工作报告\n首页\n|\n新闻\n|\n公告\n|\n通知\n|\n专题\n|\n各位代表：\n我向大会报告工作。\n"
    assert table_span(text) is None


def test_the_task_plan_of_wujiang_has_its_sections_groups_and_118_tasks(cleaned):
    outline = outline_text(cleaned["wujiang_task_plan_2024"].text, "task_plan")
    rows = [section for section in outline.sections if section.level == 1 and section.number]
    assert [section.number for section in rows] == [f"{number}、" for number in "一二三四五六七八九十"]
    assert [section.heading for section in rows].count("") == 1
    groups = [section.heading for section in outline.sections if section.level == 2]
    assert {"壮大新兴产业", "保护用好文化资源", "繁荣文化事业和产业"} <= set(groups)
    tasks = [sentence for sentence in outline.sentences if sentence.text.split(".")[0].isdigit()]
    assert [int(task.text.split(".")[0]) for task in tasks] == list(range(1, 119))


def test_the_lost_heading_stands_in_the_report(cleaned):
    plan = outline_text(cleaned["wujiang_task_plan_2024"].text, "task_plan")
    (lost,) = [section for section in plan.sections if section.number == "二、" and not section.heading]
    below = {
        lost.section_id,
        *(section.section_id for section in plan.sections if section.parent_id == lost.section_id),
    }
    headless = [
        sentence.text for sentence in plan.sentences if sentence.section_id in below and not sentence.is_heading
    ]
    donors = []
    for name in ("wujiang_work_report_2024", "wuzhong_work_report_2024"):
        report = outline_text(cleaned[name].text, "work_report")
        prose: dict[str, list[str]] = {}
        for sentence in report.sentences:
            if not sentence.is_heading:
                prose.setdefault(sentence.section_id, []).append(sentence.text)
        sections = [(item.section_id, item.parent_id, item.heading, item.level) for item in report.sections]
        donors.extend(donors_of(name, sections, prose))
    supplied = supply_heading(headless, donors)
    assert supplied is not None
    assert supplied.heading == "坚定扛起光荣使命，当好长三角一体化发展示范窗口"
    assert supplied.matching == supplied.compared


def test_the_head_of_the_column_makes_a_short_cell_a_task():
    table = row("序号", "工作任务", "备注", "牵头领导", "责任单位")
    table += row("1", "地区生产总值增长7%。", "", "刘明", "区发改局")
    table += row("2", "新建绿道12公里", "", "", "区城管局")
    table += row("3", "区图书馆", "", "", "区文旅局")
    texts = [sentence.text for sentence in outline_text("某区重点工作\n" + table, "task_plan").sentences]
    assert texts == ["某区重点工作", "地区生产总值增长7%。", "新建绿道12公里", "区图书馆"]


def test_lines_between_two_rows_are_sentences_of_their_own():
    table = row("序号", "工作任务", "责任单位") + row("1", "完成投资30亿元。", "区发改局") + "注：首位牵头。\n"
    table += row("2", "新建绿道12公里。", "区城管局")
    texts = [sentence.text for sentence in outline_text("某区重点工作\n" + table, "task_plan").sentences]
    assert texts == ["某区重点工作", "完成投资30亿元。", "注：首位牵头。", "新建绿道12公里。"]
