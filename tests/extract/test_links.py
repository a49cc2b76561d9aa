"""Which sentence of a report became which task, and what the five-year plan said of the same."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.likeness import content_runs
from suzhou_priorities.extract.links import MOST_LINKS, Passage, link_plan, link_tasks
from suzhou_priorities.extract.tasks import read_tasks
from suzhou_priorities.extract.wording import LONGEST_DIFFERENCE, shared_blocks, wording
from suzhou_priorities.outline.sections import outline_text

REPORT, TASKS, PLAN = "wujiang_work_report_2024", "wujiang_task_plan_2024", "wujiang_five_year_plan_2021"


def passages(*texts: str, doc: str = "d") -> list[Passage]:
    return [Passage(doc, str(number), text) for number, text in enumerate(texts, start=1)]


def unlinked(passages, links):
    """Return the passages that stand on neither side of a link."""
    ends = {end for link in links for end in ((link.from_doc, link.from_id), (link.to_doc, link.to_id))}
    return tuple(one for one in passages if (one.doc_id, one.passage_id) not in ends)


@pytest.fixture(scope="module")
def report(cleaned):
    return outline_text(cleaned[REPORT].text, "work_report").sentences


@pytest.fixture(scope="module")
def report_passages(report):
    return [Passage(REPORT, one.sentence_id, one.text) for one in report if not one.is_heading]


@pytest.fixture(scope="module")
def task_passages(cleaned):
    text = cleaned[TASKS].text
    return [Passage(TASKS, str(task.no), task.text) for task in read_tasks(text, outline_text(text, "task_plan"))]


@pytest.fixture(scope="module")
def plan_passages(cleaned):
    sentences = outline_text(cleaned[PLAN].text, "five_year_plan").sentences
    return [
        Passage(PLAN, one.sentence_id, one.text) for one in sentences if one.part in ("review", "plan", "government")
    ]


@pytest.fixture(scope="module")
def task_links(report_passages, task_passages):
    return link_tasks(report_passages, task_passages)


@pytest.fixture(scope="module")
def plan_links(plan_passages, report_passages):
    return link_plan(plan_passages, report_passages)


# Report and tasks of Wujiang -------------------------------------------------------------------------------------


def test_every_task_stands_in_the_report(task_passages, task_links):
    assert len(task_passages) == 118
    assert unlinked(task_passages, task_links) == ()


def test_the_plan_repeats_the_report_word_for_word(task_links):
    assert {(link.score, link.difference) for link in task_links} == {(1.0, "")}


def test_only_sentences_of_the_plan_became_tasks(report, task_links):
    parts = {sentence.sentence_id: sentence.part for sentence in report}
    assert {parts[link.from_id] for link in task_links} == {"plan", "government"}


def test_the_headline_targets_became_the_first_eleven_tasks(report, task_links):
    (targets,) = [one.sentence_id for one in report if one.text.startswith("今年全区经济社会发展主要预期目标是")]
    assert [link.to_id for link in task_links if link.from_id == targets] == [str(no) for no in range(1, 12)]


@pytest.mark.parametrize(
    ("no", "beginnings"),
    [
        (5, ["今年全区经济社会发展主要预期目标是"]),
        (28, ["持续推进太湖新城", "高标准打造苏州湾总部商务区"]),
        (70, ["用好苏州公民道德馆", "推进文化惠民", "加强乡风文明培育", "推动区未成年人成长指导中心"]),
        # gathered from sentences that stand apart in the report
        (73, ["“一企一策”完成涉磷企业规范化验收", "在太浦河干流及主要支流增设监测点位"]),
        (98, ["建设全龄友好型城市"]),
        (71, ["创建江苏省婚俗改革实验区"]),
    ],
)
def test_a_task_holds_these_sentences(no, beginnings, report, task_links):
    texts = {sentence.sentence_id: sentence.text for sentence in report}
    found = [texts[link.from_id] for link in task_links if link.to_id == str(no)]
    assert len(found) == len(beginnings)
    assert all(any(text.startswith(beginning) for text in found) for beginning in beginnings)


def test_no_letter_of_a_task_is_left_without_a_sentence(report_passages, task_passages, task_links):
    texts = {one.passage_id: wording(one.text) for one in report_passages}
    for task in task_passages:
        whole = wording(task.text)
        covered = {
            place
            for link in task_links
            if link.to_id == task.passage_id
            for block in shared_blocks(texts[link.from_id], whole)
            for place in range(block.second, block.second + block.size)
        }
        assert len(covered) == len(whole.letters), task.passage_id


# Read by hand: one project and the promises of the paragraphs that lead in to a chapter; the rest are formulas.
WITHOUT_TASK = [
    "2024年，是中华人民共和国成立75周年",
    "根据区委部署安排，今年政府工作的总体要求是",
    "围绕上述总体要求和工作目标",
    "牢记“先行探路、引领示范、辐射带动”嘱托",
    "牢牢把握产业科技创新主攻方向",
    "聚焦新型工业化，统筹推进传统产业焕新",
    "学习运用好“千万工程”经验",
    "植根传统文化，弘扬地域文化",
    "推进江村蚕桑国际研学产业园",
    "加快推进生态文明建设和绿色低碳发展",
    "深入践行以人民为中心的发展理念",
    "强化底线思维，增强风险意识",
    "同时，我们将持续加强政府自身建设",
    "坚持以习近平新时代中国特色社会主义思想为指导",
    "发扬不怕困难、不畏艰险",
]


def test_promises_that_got_no_task_are_those_a_reader_misses(report, report_passages, task_links):
    parts = {sentence.sentence_id: sentence.part for sentence in report}
    left = [
        one.text for one in unlinked(report_passages, task_links) if parts[one.passage_id] in ("plan", "government")
    ]
    assert len(left) == len(WITHOUT_TASK)
    assert all(text.startswith(beginning) for text, beginning in zip(left, WITHOUT_TASK, strict=True))


# Other places' tasks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "task", "difference"),
    [
        ("建设全龄友好型城市。", "98.建设全龄友好型城市", ""),
        ("新建学校5所、新增学位3000个。", "（3）新建学校5所，新增学位3000个；", ""),
        (
            "新增上市公司3家以上，社会消费品零售总额增长5.5%左右。",
            "新增上市公司13家以上，社会消费品零售总额增长5%左右。",
            "− 3 ＋ 13；− 5.5% ＋ 5%",
        ),
        (
            "推进江村研学产业园、太湖雪产业园、盛泽丝绸文旅产业园建设。",
            "推进江村研学产业园、盛泽丝绸文旅产业园建设。",
            "− 产业园、太湖雪",
        ),
        (
            "完善城市运行感知体系，提升城市管理科学化水平。",
            "完善城市运行感知体系，全面提升城市管理科学化水平。",
            "＋ 全面",
        ),
        ("全社会固定资产投资增长5%；", "实现全社会固定资产投资增长5%左右。", "＋ 实现；＋ 左右"),
        ("万人高价值发明专利达32件。", "万人高价值发明专利达33件。", "− 32 ＋ 33"),
        (
            "城镇新增就业3.5万人，新增学位4020个，改造老旧小区19个。",
            "城镇新增就业3.2万人。",
            "− 3.5 ＋ 3.2",
        ),
    ],
)
def test_what_differs_is_told(sentence, task, difference):
    (link,) = link_tasks(passages(sentence), passages(task))
    assert link.difference == difference


def test_sentences_and_tasks_are_linked_many_to_many():
    report = passages(
        "加快建设人民医院二期，新增床位500张，推动优质医疗资源下沉到各镇卫生院。",
        "新建学校5所，新增学位3000个。",
        "实施老旧小区改造20个。",
    )
    tasks = passages(
        "1.加快建设人民医院二期，新增床位500张。",
        "2.推动优质医疗资源下沉到各镇卫生院；新建学校5所，新增学位3000个。",
        "3.完成招商引资任务100亿元。",
    )
    links = link_tasks(report, tasks)
    assert [(link.from_id, link.to_id) for link in links] == [("1", "1"), ("1", "2"), ("2", "2")]
    assert [one.passage_id for one in unlinked(report, links)] == ["3"]
    assert [one.passage_id for one in unlinked(tasks, links)] == ["3"]


def test_of_two_sentences_that_could_explain_a_task_the_better_does():
    report = passages(
        "去年举办马拉松赛、环湖自行车赛等赛事活动。", "办好马拉松赛、环湖自行车赛、水上运动季等品牌赛事。"
    )
    (link,) = link_tasks(report, passages("办好马拉松赛、环湖自行车赛、水上运动季等品牌赛事。"))
    assert link.from_id == "2"


def test_a_common_formula_is_no_link():
    report = passages("完成地方一般公共预算收入239.9亿元，增长6.1%，总量全市第三。")
    assert link_tasks(report, passages("确保PM2.5浓度、优良天数比例完成上级下达任务，增长6.1%。")) == ()


def test_shared_figures_are_counted():
    one = Passage("r", "1", "新建学校5所，新增学位3000个。", frozenset({(5.0, "所"), (3000.0, "个")}))
    other = Passage("t", "1", "新建学校6所，新增学位3000个。", frozenset({(6.0, "所"), (3000.0, "个")}))
    (link,) = link_tasks([one], [other])
    assert (link.shared_quantities, link.kind) == (1, "report→task")


# Five-year plan and report ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "report_sentence"),
    [
        ("推进太湖苏州湾度假乐园（二期）", "推进太湖苏州湾度假乐园建设"),
        ("制定村级集体经济“倍增”计划", "实施好村级集体经济、农民收入倍增计划"),
        ("以特色田园乡村建设为统领", "重点打造环长漾、环鼋荡、环澄湖等片区"),
        ("加快沪苏湖、通苏嘉甬高铁建设", "加快苏州南站、盛泽站建设"),
        ("加快城乡优质医疗资源扩容", "推进苏州九院创建三甲医院"),
        ("坚持和发展新时代“枫桥经验”", "坚持和发展新时代“枫桥经验”"),
        ("推进“无废城市”建设", "加强年产废量10吨以上企业危废规范化管理"),
        ("完善社会救助体系", "完成全省社会救助领域创新实践试点"),
        ("推进粮食仓储设施建设", "构建区级粮食安全保障体系"),
        ("到2025年，全社会研究与试验发展经费支出", "大力推动科技和产业创新"),
    ],
)
def test_the_report_goes_back_to_the_plan(plan, report_sentence, plan_passages, report_passages, plan_links):
    ids = {
        side: {one.passage_id for one in whole if one.text.startswith(beginning)}
        for side, whole, beginning in (("plan", plan_passages, plan), ("report", report_passages, report_sentence))
    }
    assert any(link.from_id in ids["plan"] and link.to_id in ids["report"] for link in plan_links)


def test_a_sentence_of_the_report_goes_back_to_few_passages(plan_links):
    counts: dict[str, int] = {}
    for link in plan_links:
        counts[link.to_id] = counts.get(link.to_id, 0) + 1
        assert 0 < link.score <= 1
        assert len(link.difference) <= LONGEST_DIFFERENCE
        assert (link.from_doc, link.to_doc, link.kind) == (PLAN, REPORT, "plan→report")
    assert max(counts.values()) <= MOST_LINKS


def test_links_do_not_depend_on_the_run(plan_passages, report_passages, task_passages, plan_links, task_links):
    assert link_plan(plan_passages, report_passages) == plan_links
    assert link_tasks(report_passages, task_passages) == task_links


def test_words_of_every_plan_make_no_link():
    plan = passages("进一步完善机制，全面提升服务水平。", "加快轨道交通10号线建设。", "打造一流营商环境。")
    report = passages("深入推进改革，不断提升发展能力和服务水平。", "建成养老服务中心3家。", "轨道交通10号线开通运营。")
    assert [(link.from_id, link.to_id) for link in link_plan(plan, report)] == [("2", "3")]


def test_generic_words_are_cut_from_their_example():
    generic = load_codebook("links")["generic"]
    assert content_runs(generic["example"]) == ["农村生活污水治理"]
    assert all(re.compile(generic[kind]) for kind in ("verbs", "nouns", "formulas", "particles"))


def test_the_difference_is_told_of_the_clauses_most_alike():
    plan = passages("优化空间布局，推进粮食仓储设施建设，完善应急体系。", "打造旅游名镇。")
    report = passages("推进汾湖、震泽等粮食仓储设施开工建设。", "新建学校5所。")
    (link,) = link_plan(plan, report)
    assert link.difference == "＋ 汾湖、震泽等；＋ 开工"


# Odd input and time ----------------------------------------------------------------------------------------------


@settings(max_examples=200)
@given(
    st.lists(st.text(alphabet="建设学校5.%，。（一）\n新", max_size=40), max_size=6),
    st.lists(st.text(alphabet="建设学校5.%，。（一）\n新", max_size=40), max_size=6),
)
def test_any_texts_give_sound_links(first, second):
    one, other = passages(*first, doc="a"), passages(*second, doc="b")
    for links in (link_tasks(one, other), link_plan(one, other)):
        assert len({(link.from_id, link.to_id) for link in links}) == len(links)
        for link in links:
            assert (link.from_doc, link.to_doc) == ("a", "b")
            assert 0 < link.score <= 1


@settings(max_examples=200)
@given(st.text(alphabet="甲乙丙丁5.，。", min_size=8, max_size=60))
def test_a_copied_text_is_its_own_link_without_difference(text):
    (link,) = link_tasks(passages(f"甲乙丙丁{text}"), passages(f"7.甲乙丙丁{text}"))
    assert (link.score, link.difference) == (1.0, "")


def least(action) -> float:
    taken = []
    for _try in range(3):
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
    return min(taken)


def test_wujiangs_documents_are_linked_fast(report_passages, task_passages, plan_passages):
    assert least(lambda: link_tasks(report_passages, task_passages)) < 0.2
    assert least(lambda: link_plan(plan_passages, report_passages)) < 0.6


@pytest.mark.parametrize("junk", ["新", "建设", "（", "5.", "，"])
def test_long_passages_of_one_word_do_not_stop_it(junk):
    whole = passages(junk * 4_000, "新建学校5所。")
    assert least(lambda: (link_tasks(whole, whole), link_plan(whole, whole))) < 2.0


def test_a_sentence_that_stands_in_every_task_does_not_stop_it():
    same = passages(*["加快推进重点项目建设，确保完成年度投资任务。"] * 300)
    assert least(lambda: link_tasks(same, same)) < 3.0
