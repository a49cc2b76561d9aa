"""Admitted problems, and the sentences of the plan that answer them."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.problem_answers import ANSWERING_PARTS, MOST_ANSWERS, answers
from suzhou_priorities.extract.problems import Problem, read_problems
from suzhou_priorities.outline.model import Sentence
from suzhou_priorities.outline.sections import outline_text
from tests.outline.reports import COUNTY_2008, OPENING

BOOK = load_codebook("problems")
TYPES = {
    "kunshan_work_report_2021": "work_report",
    "wujiang_five_year_plan_2021": "five_year_plan",
    "wujiang_task_plan_2024": "task_plan",
    "wujiang_work_report_2024": "work_report",
    "wuzhong_work_report_2024": "work_report",
}


@pytest.fixture(scope="module")
def outlines(cleaned):
    return {name: outline_text(cleaned[name].text, doc_type) for name, doc_type in TYPES.items()}


def issues(paragraphs: str, plan: str = "加快建设学校5所，新增学位3000个。") -> list[str]:
    text = (
        f"{OPENING}一、2023年工作回顾\n全年完成投资500亿元，增长6%，经济运行稳中向好。\n{paragraphs}\n"
        f"二、2024年工作安排\n{plan}\n各位代表！让我们团结奋斗，作出更大贡献！\n"
    )
    return [problem.issue for problem in read_problems(outline_text(text, "work_report").sentences)]


# The codebook ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [key for key, value in BOOK.items() if isinstance(value, dict) and "pattern" in value])
def test_a_pattern_is_found_in_its_example(key):
    assert re.search(BOOK[key]["pattern"], BOOK[key]["example"])


@pytest.mark.parametrize("entry", BOOK["admits"], ids=lambda entry: entry["name"])
def test_an_admission_is_found_in_its_example(entry):
    assert re.search(entry["pattern"], entry["example"])


@pytest.mark.parametrize("entry", BOOK["themes"]["entries"], ids=lambda entry: entry["name"])
def test_a_theme_is_named_by_its_example(entry):
    assert re.search(entry["problem"], entry["example"])
    assert re.compile(entry["plan"])


# The documents, read by hand -------------------------------------------------------------------------------------

READ = {
    "wuzhong_work_report_2024": [
        "经济体量还不够大",
        "创新能力还不够强",
        "优质产业项目还不够多",
        "主导产业集群效应还不够明显",
        "城乡发展不平衡不充分问题依然存在",
        "教育、医疗、养老、社会保障等民生领域仍然有不少短板",
        "矛盾化解、安全稳定还有很多工作要做",
        "一些政府部门和工作人员作风、能力还不适应新形势新要求",
        "创新意识、服务意识有待加强",
    ],
    "wujiang_work_report_2024": [
        "大胆试、大胆闯、自主改的魄力还不够大",
        "争先创优意识仍需加强",
        "工作的创新性探索性引领性还要增强",
        "“大抓项目、抓大项目”的氛围还不够浓厚",
        "重大项目招引建设还需加力",
        "产业转型速度还不够快",
        "科技创新发展水平还不高",
        "科技招商、研发投入等方面亟需加强",
        "促进服务业发展的工作力度还不够",
        "教育、养老、医疗、托育等公共服务与老百姓期盼还有差距",
    ],
    "kunshan_work_report_2021": [
        "发展质效和产业层次还不够高",
        "企业创新能力还不够强",
        "现代服务业、文旅产业结构还不够优",
        "城市功能品质、基础设施配套仍有较大提升空间",
        "社会治理、城市管理方面还需要持续发力",
        "教育、医疗、养老、交通等公共服务与群众期盼还有差距",
        "安全生产综合治理能力仍需增强",
        "专项整治成果有待巩固深化",
        "政府部门改作风、转职能、优环境力度还需要进一步加大",
    ],
    "wujiang_five_year_plan_2021": [
        "发展的质量效益不够高",
        "关键资源要素的投入产出效率还处在相对低位水平",
        "亩均税收、单位能耗等指标在全市排名靠后",
        "新动能培育不够聚焦",
        "新业态、新产业的培育成效未达预期，在经济发展中真正发挥引擎作用仍需时间和空间",
        "公共服务优质资源尚需完善，优质公共服务资源供给存在短板，难以有效满足社会个性化需求",
        "高端教育和养老机构等存在较大缺口",
        "关键要素供给存在制约，土地、人才等关键要素资源供给存在明显不足，难以保障未来经济和社会发展的需求",
        "重大产业项目储备相对不足，全区百亿以上项目多集中在基础设施等方面，重大产业项目储备相对较少，"
        "将会影响到区域经济的综合竞争力和发展后劲",
    ],
    "wujiang_task_plan_2024": [],
}


@pytest.mark.parametrize("name", READ)
def test_the_problems_of_a_document_are_those_a_reader_counts(name, outlines):
    assert [problem.issue for problem in read_problems(outlines[name].sentences)] == READ[name]


@pytest.mark.parametrize("name", READ)
def test_a_problem_stands_in_its_sentence(name, outlines):
    texts = {sentence.sentence_id: sentence.text for sentence in outlines[name].sentences}
    assert all(problem.issue in texts[problem.sentence_id] for problem in read_problems(outlines[name].sentences))


# Other places ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            "同时，我们也清醒地看到，工作中还存在不少困难和问题：经济总量不大；财政比较困难；农民增收渠道不宽。",
            ["经济总量不大", "财政比较困难", "农民增收渠道不宽"],
        ),
        (
            "我们清醒地认识到，当前发展还面临不少困难和挑战：一是经济总量不够大，产业层次不高。二是创新能力不强。"
            "三是财政收支矛盾突出。对此，我们将采取有力措施加以解决。",
            ["经济总量不够大", "产业层次不高", "创新能力不强", "财政收支矛盾突出"],
        ),
        (
            "在肯定成绩的同时，也要看到存在的问题和不足，主要表现在：经济总量偏小、产业结构偏重、创新能力偏弱；"
            "少数干部不敢为、不善为。这些问题，我们将认真解决。",
            ["经济总量偏小", "产业结构偏重", "创新能力偏弱", "少数干部不敢为、不善为"],
        ),
        (
            "我们也清醒认识到，发展不平衡不充分问题仍然突出，科技创新支撑能力不强，民生保障存在短板。"
            "我们要直面问题挑战，尽心竭力改进政府工作。",
            ["发展不平衡不充分问题仍然突出", "科技创新支撑能力不强", "民生保障存在短板"],
        ),
        (
            "在看到成绩的同时，我们也看到，财政收入增速放缓、税源结构单一、刚性支出压力较大，收支平衡难度加大等。",
            ["财政收入增速放缓", "税源结构单一", "刚性支出压力较大", "收支平衡难度加大"],
        ),
        (
            "与此同时，我们也清醒看到面临的困难挑战。世界经济复苏乏力。部分企业生产经营困难。政府工作存在不足。"
            "我们要高度重视。",
            ["世界经济复苏乏力", "部分企业生产经营困难", "政府工作存在不足"],
        ),
        (
            "但全区经济社会发展中还存在一些突出矛盾和问题，主要有：\n1.经济下行压力加大。\n2.新旧动能转换不快。\n"
            "3.安全生产基础不牢。",
            ["经济下行压力加大", "新旧动能转换不快", "安全生产基础不牢"],
        ),
        (
            "（五）存在的主要问题\n一是产业结构不优。传统产业占比高。\n二是创新能力不强。研发投入不足。",
            ["产业结构不优。传统产业占比高", "创新能力不强。研发投入不足"],
        ),
    ],
)
def test_lists_of_problems_are_split_however_they_are_written(paragraphs, expected):
    assert issues(paragraphs) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "成绩面前，我们也清楚地认识到存在的短板与差距：一是产业支撑能力不强，大项目、好项目不多，二是城乡基础设施"
            "建设滞后，三是民生保障水平与群众期待仍有差距，四是少数干部作风不实。",
            [
                "产业支撑能力不强",
                "大项目、好项目不多",
                "城乡基础设施建设滞后",
                "民生保障水平与群众期待仍有差距",
                "少数干部作风不实",
            ],
        ),
        (
            "我们也清醒地认识到，经济社会发展仍存在一些短板和弱项，一是经济总量偏小、结构不优。二是城乡发展不平衡。"
            "三是生态环境保护压力较大，四是个别干部作风漂浮。",
            ["经济总量偏小", "结构不优", "城乡发展不平衡", "生态环境保护压力较大", "个别干部作风漂浮"],
        ),
        (
            "我们也清醒地看到，发展中还有不少短板：（一）产业结构偏重，（二）创新投入不多，（三）污染防治压力不小。",
            ["产业结构偏重", "创新投入不多", "污染防治压力不小"],
        ),
        (
            "我们也清醒地看到，发展还存在一些问题。三、四线城市的吸引力不强。青年人才不愿来。",
            ["三、四线城市的吸引力不强", "青年人才不愿来"],
        ),
    ],
)
def test_numbers_part_problems_also_behind_commas(paragraph, expected):
    assert issues(paragraph) == expected


@pytest.mark.parametrize(
    "problem",
    [
        "一些领域安全隐患不容忽视",
        "政务服务还有堵点痛点",
        "农村人口流失",
        "科创人才引不来、留不住",
        "城乡基础设施建设滞后",
        "高端制造业比重偏低",
        "个别干部作风漂浮",
        # without any word of lack that the codebook knows
        "主导产业“一业独大”",
        "青壮年劳动力持续外出",
    ],
)
def test_within_a_paragraph_a_passage_goes_on_until_a_cue_ends_it(problem):
    before, after = "高层次人才不足", "形式主义、官僚主义依然存在"
    assert issues(f"我们必须正视前进中的问题。{before}。{problem}。{after}。我们要高度重视。") == [
        before,
        problem,
        after,
    ]


@pytest.mark.parametrize(
    "following",
    [
        "但我县区位优势明显，产业基础扎实。",
        "今年，全县发展迎来新的机遇。",
        "一年来，新建学校5所，新增学位3000个。",
        "加快建设现代化产业体系。",
        "这些都需要我们在今后工作中切实加以解决。",
        "这些，都要在今后认真加以解决。",
        "所有这些，我们必须高度重视。",
        "在今后工作中，我们将努力解决。",
        "\n各项社会事业全面发展。",
    ],
)
def test_what_was_or_will_be_done_is_no_problem(following):
    assert issues(f"我们也清醒地看到，发展中还存在不少问题。产业链条不长。创新能力不强。{following}") == [
        "产业链条不长",
        "创新能力不强",
    ]


@pytest.mark.parametrize(
    "ending",
    [
        "，对此，我们将认真加以解决",
        "，这些都需要我们在今后工作中切实加以解决",
        "，我们将采取有力措施，切实加以解决",
        "；对这些问题，我们必须高度重视",
    ],
)
def test_a_promise_behind_a_comma_is_no_part_of_the_problem(ending):
    assert issues(f"我们也清醒地看到，还存在一些不足：一是财政收支矛盾突出，二是债务化解任务重{ending}。") == [
        "财政收支矛盾突出",
        "债务化解任务重",
    ]


def test_a_consequence_is_no_problem_of_its_own():
    assert issues(
        "我们也清醒地看到，发展中还存在不少问题，主要是：优质医疗资源不足，难以满足群众就医需求；产业链条不长。"
    ) == ["优质医疗资源不足，难以满足群众就医需求", "产业链条不长"]


def test_what_leads_in_stays_with_its_problem():
    assert issues("我们也清醒地看到，还存在一些短板，主要是：受多重因素影响，我区外贸下行压力加大；人才支撑不足。") == [
        "受多重因素影响，我区外贸下行压力加大",
        "人才支撑不足",
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "补齐短板弱项，认真抓好反馈问题整改，着力解决群众反映强烈的突出问题，不断缩小城乡差距。",
        "面对复杂严峻的形势和各种困难挑战，我们沉着应对、奋力拼搏，经济社会发展取得新成绩。",
        "完成“三级挂牌”重大事故隐患整改179处，安全生产事故起数下降20%，群众投诉问题回复率100%。",
        "我们深刻认识到，成绩来之不易，根本在于党的坚强领导，离不开全区人民的团结奋斗。",
    ],
)
def test_work_on_problems_is_no_admission(paragraph):
    assert issues(paragraph) == []


def test_the_problems_of_a_county_report():
    problems = read_problems(outline_text(COUNTY_2008, "work_report").sentences)
    assert [problem.issue for problem in problems] == ["经济总量不大", "财政比较困难", "农民增收渠道不宽"]


# Answers ---------------------------------------------------------------------------------------------------------

# For each problem, a sentence that answers it beyond doubt, by its beginning; None where the plan is silent.
ANSWERED = {
    "wujiang_work_report_2024": {
        "“大抓项目、抓大项目”的氛围还不够浓厚": ["强化“大抓项目、抓大项目”导向"],
        "重大项目招引建设还需加力": ["大力开展工业招商、科技招商、服务招商"],
        "产业转型速度还不够快": ["聚焦新型工业化，统筹推进传统产业焕新", "大力推进“智改数转网联”"],
        "科技创新发展水平还不高": ["牢牢把握产业科技创新主攻方向", "落实好研发费用加计扣除"],
        "科技招商、研发投入等方面亟需加强": ["提升科技招商专业化水平", "落实好研发费用加计扣除"],
        "促进服务业发展的工作力度还不够": ["大力发展新兴服务业", "大力支持科技服务业发展"],
        "教育、养老、医疗、托育等公共服务与老百姓期盼还有差距": [
            "办好群众满意的教育",
            "推进苏州九院创建三甲医院",
            "围绕“人的一天、人的一生”",
        ],
    },
    "wuzhong_work_report_2024": {
        "经济体量还不够大": ["今年经济社会发展的主要预期目标：地区生产总值增长5%以上"],
        "创新能力还不够强": ["实施创新驱动发展战略"],
        "优质产业项目还不够多": ["全力以赴招引大项目"],
        "主导产业集群效应还不够明显": ["深化“333+N”产业集群培育"],
        "城乡发展不平衡不充分问题依然存在": ["全面推进五大乡村振兴片区建设"],
        "教育、医疗、养老、社会保障等民生领域仍然有不少短板": [
            "建成投用华中师大苏州实验中学等5所学校",
            "建成西苑医院苏州医院",
            "关爱“一老一幼”",
            "健全扩大就业与完善社保联动机制",
        ],
        "矛盾化解、安全稳定还有很多工作要做": ["发挥矛盾调处中心优势", "落实“六个不发生”要求"],
        "一些政府部门和工作人员作风、能力还不适应新形势新要求": ["全面贯彻党风廉政建设责任制"],
    },
    "kunshan_work_report_2021": {
        "发展质效和产业层次还不够高": ["坚持制造业强市", "大力推动产业智能化改造和数字化转型"],
        "企业创新能力还不够强": ["突出企业创新主体地位"],
        "现代服务业、文旅产业结构还不够优": ["重点发展金融服务、研发设计、总部经济等生产性服务业"],
        "社会治理、城市管理方面还需要持续发力": ["打造综治警务“双网融合”升级版"],
        "教育、医疗、养老、交通等公共服务与群众期盼还有差距": [
            "完善教育资源布局",
            "确保公共卫生中心投入使用",
            "加快阳澄湖康养院建设",
        ],
        "专项整治成果有待巩固深化": ["落实“两个不放松”"],
    },
}


@pytest.mark.parametrize(
    ("name", "issue"), [(name, issue) for name, expected in ANSWERED.items() for issue in expected]
)
def test_a_problem_finds_the_sentences_that_answer_it(name, issue, outlines):
    sentences = outlines[name].sentences
    (problem,) = [problem for problem in read_problems(sentences) if problem.issue == issue]
    texts = {sentence.sentence_id: sentence.text for sentence in sentences}
    found = [texts[answer] for answer in answers([problem], sentences)[problem]]
    for beginning in ANSWERED[name][issue]:
        assert any(text.startswith(beginning) for text in found), (beginning, found)


@pytest.mark.parametrize("name", ANSWERED)
def test_answers_stand_in_the_plan_and_are_few(name, outlines):
    sentences = outlines[name].sentences
    parts = {sentence.sentence_id: sentence.part for sentence in sentences if not sentence.is_heading}
    for found in answers(read_problems(sentences), sentences).values():
        assert len(found) <= MOST_ANSWERS
        assert len(set(found)) == len(found)
        assert all(parts[answer] in ANSWERING_PARTS for answer in found)


def sentence(number: int, text: str, part: str = "plan") -> Sentence:
    return Sentence(f"s{number:04d}", "c0001", part, text, number * 1000, number * 1000 + len(text))


def test_a_problem_of_which_the_plan_says_nothing_has_no_answer():
    problem = Problem("s0001", "殡葬服务供给不足")
    plan = [sentence(2, "新建学校5所，新增学位3000个。"), sentence(3, "完成工业投资250亿元，增长10%。")]
    assert answers([problem], plan) == {problem: ()}


def test_problem_and_plan_may_use_other_words():
    problem = Problem("s0001", "群众看病难问题依然存在")
    plan = [
        sentence(2, "新建学校5所，新增学位3000个。"),
        sentence(3, "加快区人民医院二期建设，新增床位500张。"),
        sentence(4, "完成工业投资250亿元，增长10%。"),
    ]
    assert answers([problem], plan) == {problem: ("s0003",)}


def test_sentences_of_the_review_are_no_answers():
    problem = Problem("s0001", "养老服务供给不足")
    assert answers([problem], [sentence(2, "新建养老服务中心3家。", "review")]) == {problem: ()}


def test_without_a_plan_nothing_is_answered():
    problem = Problem("s0001", "养老服务供给不足")
    assert answers([problem], []) == {problem: ()}


# Odd input -------------------------------------------------------------------------------------------------------

PIECES = [
    "我们也清醒地看到，",
    "存在问题：",
    "主要是：",
    "一是",
    "创新能力不强",
    "，",
    "、",
    "；",
    "。",
    "“",
    "”",
    "（",
    "等",
]


def letters(text: str) -> str:
    return "".join(re.findall(r"\w", text))


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*PIECES, "\n"]), max_size=60).map("".join))
def test_problems_are_stretches_of_the_text_and_nothing_fails(soup):
    for issue in issues(soup):
        assert letters(issue)
        assert all(letters(piece) in letters(soup) for piece in issue.split("。"))


@pytest.mark.parametrize(
    "junk", ["不", "我们也清醒地看到", "存在问题", "，创新能力不强", "“", "主要是", "一是", "还不够"]
)
def test_long_passages_take_time_in_proportion(junk):
    def seconds(times: int) -> float:
        text = "我们也清醒地看到，还存在不少问题，主要是：" + junk * times + "。"
        sentences = [sentence(1, text, "review"), sentence(2, junk * times)]
        taken = []
        for _try in range(3):
            start = time.process_time()
            answers(read_problems(sentences)[:20], sentences)
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(4_000) < 8 * seconds(1_000) + 0.05
