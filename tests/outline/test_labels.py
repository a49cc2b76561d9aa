"""Headings without a number that share a line with their text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from suzhou_priorities.outline.sections import outline_text
from tests.outline.reports import OPENING

TRUE = {
    name: set(headings.split())
    for name, headings in yaml.safe_load(Path(__file__).with_name("run_in_headings.yml").read_text("utf-8")).items()
}

OTHER_REPORT = {
    "（一）坚持稳中求进，综合实力实现新跨越。": "经济大盘总体平稳。地区生产总值完成1230亿元、增长3.1%，固定资产投资增长6.5%。规上工业增加值增长5.2%。"
    "出台助企纾困40条。产业结构持续优化。三次产业比调整为6.1:52.3:41.6，高新技术产业增加值占比达38%。新增专精特新企业56家。"
    "华昌化工获评国家绿色工厂。创新动能加快积蓄。全社会研发投入占比提高到2.4%，引进高层次人才120名。省重点实验室揭牌运行。",
    "（二）坚持生态优先，绿色发展迈出新步伐。": "污染治理成效显著。PM2.5平均浓度下降8.3%，优良天数比率达82.4%。国考断面水质全部达标。"
    "生态修复扎实推进。完成成片造林2.1万亩，修复湿地1500亩。低碳转型蹄疾步稳。光伏装机突破100万千瓦，单位能耗下降3.5%。"
    "两家企业入选国家名单。",
    "（三）坚持人民至上，民生福祉得到新改善。": "社会保障更加有力。城镇新增就业2.1万人，低保标准提高到每月780元。教育质量稳步提升。"
    "新改扩建学校23所、新增学位1.5万个，普高录取率提高3个百分点。文体事业繁荣发展。成功举办首届运河文化节，接待游客860万人次。"
    "社会大局和谐稳定。安全生产事故起数下降21%，信访积案化解率达96%。",
}
OTHER_LABELS = {
    "经济大盘总体平稳",
    "产业结构持续优化",
    "创新动能加快积蓄",
    "污染治理成效显著",
    "生态修复扎实推进",
    "低碳转型蹄疾步稳",
    "社会保障更加有力",
    "教育质量稳步提升",
    "文体事业繁荣发展",
    "社会大局和谐稳定",
}


def labels(text: str, doc_type: str) -> list[str]:
    return [
        section.heading for section in outline_text(text, doc_type).sections if section.heading and not section.number
    ]


@pytest.mark.parametrize("name", sorted(TRUE))
def test_the_labels_of_a_document_are_those_a_reader_finds(name, cleaned):
    doc_type = "five_year_plan" if "plan" in name else "work_report"
    on_own_lines = {"序言", "专用名词解释", "2023年工作回顾", "2024年主要任务", "全面建设人民满意政府"}
    found = set(labels(cleaned[name].text, doc_type)) - on_own_lines
    assert len(found & TRUE[name]) / len(found) >= 0.99
    assert len(found & TRUE[name]) / len(TRUE[name]) >= 0.98


def test_labels_of_a_report_from_elsewhere_are_told_from_short_sentences():
    text = f"{OPENING}一、2022年工作回顾\n" + "".join(f"{head}{body}\n" for head, body in OTHER_REPORT.items())
    assert set(labels(text, "work_report")) == OTHER_LABELS


@pytest.mark.parametrize(
    "paragraph",
    [
        # short sentences of one length, but each tells an event, and nothing follows it
        "中国工业大奖花落亨通。盛虹获评灯塔工厂。国望高科获评绿色工厂。东方丝绸市场获评示范市场。电梯产业集群获批试点。永鼎股份获评示范工厂。"
        "迈为股份入选百强榜单。德尔家居入选百强榜单。全区上市公司达到三十家。",
        # one short sentence alone is no series
        "改革创新取得突破。我们坚持把改革创新摆在突出位置，推进区域财税分享，落地公积金异地贷款，完善企业服务机制，"
        "持续优化审批流程，全年新增市场主体1.2万户，服务企业3.4万家次，解决问题2.1万个，企业满意度达到98%，位列全市前列。",
        # enumerated clauses are one sentence
        "重点做好三方面工作：一是抓好项目建设，全年完成投资500亿元；二是抓好科技创新，研发投入占比达到4%；三是抓好民生改善，新增学位5000个，"
        "确保各项任务落到实处，以优异成绩迎接新中国成立75周年，为全市发展大局作出新的更大贡献。",
    ],
)
def test_short_sentences_are_not_taken_for_labels(paragraph):
    assert labels(f"{OPENING}一、2023年工作回顾\n{paragraph}\n", "work_report") == []


def test_a_label_is_a_unit_of_its_own_and_its_stop_is_not_part_of_the_heading(cleaned):
    outline = outline_text(cleaned["wujiang_work_report_2024"].text, "work_report")
    (section,) = [section for section in outline.sections if section.heading == "项目投资支撑有力"]
    head, first, *_ = [sentence for sentence in outline.sentences if sentence.section_id == section.section_id]
    assert (head.text, head.is_heading) == ("项目投资支撑有力。", True)
    assert first.text.startswith("243个区级以上重点项目完成投资671.8亿元")
    assert not first.is_heading


def test_a_spoken_series_after_a_colon_parts_the_paragraph(cleaned):
    outline = outline_text(cleaned["kunshan_work_report_2021"].text, "work_report")
    series = [section for section in outline.sections if section.number.endswith("是")]
    assert [section.number for section in series] == ["一是", "二是", "三是", "四是", "五是", "六是"]
    assert series[0].heading == "突出结构优化"
    lead = next(sentence for sentence in outline.sentences if sentence.text.startswith("围绕2035年远景目标"))
    assert lead.text.endswith("六个重点方面：")
    assert not lead.is_heading
