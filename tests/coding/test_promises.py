"""Promises: which verbs promise, what they govern, how firmly, and how testable they are."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.coding.clauses import HIDDEN, clause_spans, hidden
from suzhou_priorities.coding.promises import Promise, looks_ahead, promises_of, read_promises
from suzhou_priorities.coding.promises_cues import promise_cues
from suzhou_priorities.extract.model import Quantity
from suzhou_priorities.outline.model import Sentence
from suzhou_priorities.tables.vocabulary import FORCES, TESTABILITIES
from tests.conftest import processor_seconds

BOOK = load_codebook("promise_cues")


def sentence(text: str, *, part: str = "plan", start: int = 0, number: int = 1, is_heading: bool = False) -> Sentence:
    return Sentence(f"s{number:04}", "c0001", part, text, start, start + len(text), is_heading)


def read(text: str) -> list[Promise]:
    return list(promises_of(sentence(text)))


def said(text: str) -> list[tuple[str, str]]:
    return [(promise.verb, promise.object) for promise in read(text)]


def only(text: str) -> Promise:
    (promise,) = read(text)
    return promise


# What is a promise ------------------------------------------------------------------------------------------------


def test_a_verb_with_its_object_is_a_promise():
    assert said("深化质量强市建设，新建堤防9.1公里。") == [("深化", "质量强市建设"), ("新建", "堤防9.1公里")]


def test_verbs_that_share_an_object_are_one_promise():
    assert said("加快建设尹山湖医院二期。") == [("加快建设", "尹山湖医院二期")]
    assert said("招引和培育新能源项目15个以上。") == [("招引和培育", "新能源项目15个以上")]
    assert said("新辟、优化公交线路10条。") == [("新辟、优化", "公交线路10条")]


def test_a_verb_before_a_noun_made_of_a_verb_stands_alone():
    assert said("加快塘北遗址勘探挖掘。") == [("加快", "塘北遗址勘探挖掘")]
    assert said("加快建设进度。") == [("加快", "建设进度")]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("优化空间布局、提升城市品质。", ["优化", "提升"]),
        ("优化学校布局并提升办学质量。", ["优化", "提升"]),
        ("激发发展活力、体现表率要求。", ["激发", "体现"]),
        ("推进标准引领、质量监管和品牌培育。", ["推进"]),
        ("推进研发设计、检验检测认证等生产性服务业提档升级。", ["推进"]),
        ("全力抓好防范风险、保障安全各项工作。", ["抓好"]),
        ("助力企业保市场、保份额、保订单。", ["助力"]),
    ],
)
def test_a_list_is_parted_where_another_verb_has_an_object_of_its_own(text, verbs):
    assert [verb for verb, _ in said(text)] == verbs


def test_a_sum_and_what_it_is_spent_on_are_two_promises():
    assert said("区财政拿出500万元设立科技三项费用。") == [("拿出", "500万元"), ("设立", "科技三项费用")]


def test_words_of_manner_and_openings_do_not_belong_to_the_verb():
    assert said("二是要进一步深入扎实推进基层治理。") == [("推进", "基层治理")]
    assert said("（三）有组织地向外输出劳务，我们将大力发展奶业。")[-1] == ("发展", "奶业")


@pytest.mark.parametrize("word", ["统筹", "创新", "突出"])
def test_a_word_of_manner_may_itself_be_the_verb(word):
    assert only(f"{word}监管手段。").verb == word
    assert only(f"{word}推进重点项目。").object == "重点项目"


@pytest.mark.parametrize(
    "text",
    [
        "以科学发展为主题，以加快转变经济发展方式为主线。",
        "坚持系统治理、依法治理、源头治理。",
        "通过深化改革激发活力。",
        "为了建设美丽家园，",
        "按照省委部署要求，",
        "取消农业税之后，",
        "2025年是“十四五”规划收官之年，也是谋划“十五五”的关键一年。",
        "做好全年各项工作意义重大。",
        "聚焦长三角集成电路创新港、通信技术研究院等重要载体，",
        "各位代表，扬帆正当时。",
    ],
)
def test_purpose_manner_and_situation_are_no_promises(text):
    assert said(text) == []


def test_what_follows_manner_within_its_clause_may_be_a_promise():
    assert said("围绕口岸抓加工。") == [("抓", "加工")]
    assert said("在解题破题中狠抓落实。") == [("狠抓", "落实")]
    assert said("为新就业形态劳动者提供职业伤害保障。") == [("提供", "职业伤害保障")]


@pytest.mark.parametrize("name", ["研究院", "建设银行", "发展大道", "服务业", "开发区", "保障房"])
def test_a_verb_in_a_name_is_no_promise(name):
    assert name[:2] not in {verb for verb, _ in said(f"{name}增长5%。")}


def test_a_verb_in_an_attribute_is_no_promise():
    assert said("新实施的项目全部开工。") == [("开工", "新实施的项目")]
    assert said("在边远教学点任教的教师每月发给特殊津贴。") == [("发给", "特殊津贴")]


def test_what_is_quoted_is_not_read():
    assert said("推行“建设一批、储备一批”，严格落实《推进服务业发展意见》。") == [
        ("推行", "“建设一批、储备一批”"),
        ("落实", "《推进服务业发展意见》"),
    ]


# Verbs behind their subject ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("全社会固定资产投资增长5%；", "增长", "全社会固定资产投资"),
        ("到2025年，森林覆盖率提高到68%。", "提高到", "森林覆盖率"),
        ("城镇登记失业率控制在2.5%以内。", "控制在", "城镇登记失业率"),
        ("全社会研发投入占生产总值比重提高到1.2%。", "提高到", "全社会研发投入占生产总值比重"),
        ("接待游客增长20%。", "增长", "接待游客"),
        ("万元生产总值能耗要比“十五”期末降低20%左右。", "降低", "万元生产总值能耗"),
        ("城乡居民人均可支配收入与经济增长基本同步。", "同步", "城乡居民人均可支配收入"),
        ("产业结构更趋优化。", "优化", "产业结构"),
        ("一期工程要在国庆节前开门迎客。", "开门迎客", "一期工程"),
        ("学校要建档。", "建档", "学校"),
        ("县人民医院整体搬迁。", "搬迁", "县人民医院"),
        ("江海职业技术学院二期投入使用。", "投入使用", "江海职业技术学院二期"),
    ],
)
def test_a_subject_with_its_verb_is_a_promise_about_the_subject(text, verb, subject):
    promise = only(text)
    assert (promise.verb, promise.object) == (verb, subject)


@pytest.mark.parametrize(
    ("text", "verb", "governed"),
    [
        ("吴文化博物馆争创国家一级博物馆。", "争创", "国家一级博物馆"),
        ("12个村寨建成污水处理设施。", "建成", "污水处理设施"),
        ("在主要支流增设监测点位。", "增设", "监测点位"),
        ("在智能农机等领域突破30项关键技术。", "突破", "30项关键技术"),
        ("社区卫生服务中心要做到街道全覆盖。", "做到", "街道全覆盖"),
        ("主要污染物排放总量削减完成上级下达任务。", "完成", "上级下达任务"),
    ],
)
def test_behind_a_subject_or_place_a_verb_may_have_an_object(text, verb, governed):
    promise = only(text)
    assert (promise.verb, promise.object) == (verb, governed)


def test_an_object_may_stand_before_its_verb():
    assert said("把信访问题解决在基层。") == [("解决在", "信访问题")]
    assert said("将更多财力用在保民生、补短板上。") == [("用在", "更多财力")]
    assert said("对火车站前商圈进行整体包装。") == [("进行整体包装", "火车站前商圈")]


def test_a_second_figure_has_the_subject_of_the_first():
    assert said("生产总值年均增长10%以上，到2021年突破65亿元。") == [("增长", "生产总值"), ("突破", "生产总值")]


# Force ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("确保全年空气优良天数比率达到82%。", "guarantee"),
        ("坚决落实“三重一大”决策机制。", "guarantee"),
        ("三所小学的火炉子今年冬天一定要换成暖气。", "guarantee"),
        ("企业研发费用加计扣除政策要不折不扣落实到位。", "guarantee"),
        ("完成老旧小区改造18个。", "plain"),
        ("力争规上工业总产值突破5000亿元。", "hedged"),
        ("生产总值力争突破100亿元。", "hedged"),
        ("争取明年挤进全省试点行列。", "hedged"),
        ("努力把整改成果转化为发展成效。", "hedged"),
        ("引导台资企业融入大陆产业链。", "hedged"),
        ("积极申报国家中医临床重点专科。", "hedged"),
        ("探索建立生态产品价值实现机制。", "exploratory"),
        ("加快探索要素市场化配置。", "exploratory"),
        ("扎实开展星塘街南延二期等项目前期工作。", "exploratory"),
        ("推进长期护理保险试点。", "exploratory"),
        ("积极争取边民互市进口商品落地加工试点。", "hedged"),
        ("放大综保区一般纳税人资格试点等政策效应。", "plain"),
    ],
)
def test_force_follows_the_words_of_the_clause(text, force):
    assert only(text).force == force


def test_force_carries_over_figures_until_a_new_verb_of_doing_opens():
    text = "力争建成跨境经济合作区核心区，进出口总额突破30亿元，新建口岸货场，外贸企业达到40家。"
    assert [promise.force for promise in read(text)] == ["hedged", "hedged", "plain", "plain"]


def test_what_is_said_behind_a_subject_holds_for_its_clause_only():
    text = "到2010年，生产总值力争突破100亿元，财政收入实现翻番以上。"
    assert [promise.force for promise in read(text)] == ["hedged", "plain"]


# Testability ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "testability"),
    [
        ("新增公共停车位3000个。", "figure_or_date"),
        ("年底前完成主体工程。", "figure_or_date"),
        ("体育中心一期2013年建成开放。", "figure_or_date"),
        ("确保在前三季度全部开工。", "figure_or_date"),
        ("新建县城二级客运站一座。", "figure_or_date"),
        ("让每户至少有一项稳定增收产业。", "figure_or_date"),
        ("建成区妇幼保健院新院。", "outcome"),
        ("今年出台工业集中区安全管理规定。", "outcome"),
        ("新建220千伏石塘变电站。", "outcome"),
        ("基本消除城区66人以上的大班额。", "outcome"),
        ("办好第九届中缅胞波边交会。", "outcome"),
        ("推动工业软件应用创新中心落地。", "outcome"),
        ("实现垃圾分类全覆盖。", "outcome"),
        ("建设国家级产教融合实训基地。", "outcome"),
        ("建立重大事项社会稳定风险评估制度。", "outcome"),
        ("加快建立主要水体生态管控制度。", "process"),
        ("加快建设尹山湖医院二期。", "process"),
        ("加强金融监管。", "process"),
        ("打造“15分钟中医药健康圈”。", "process"),
        ("培育四大先进制造集群。", "process"),
        ("建设开放融合之城。", "slogan"),
        ("奋力谱写高质量发展新篇章。", "slogan"),
        ("强化底线思维。", "slogan"),
        ("让老百姓买得放心。", "slogan"),
        ("打造生物多样性保护样板区。", "slogan"),
    ],
)
def test_testability_follows_figure_verb_and_object(text, testability):
    assert only(text).testability == testability


def test_a_figure_makes_only_its_own_promise_testable():
    assert [promise.testability for promise in read("发挥平台作用，解决企业融资需求超100亿元，优化服务。")] == [
        "process",
        "figure_or_date",
        "process",
    ]


def test_a_date_that_fills_a_clause_counts_for_the_next():
    text = "到2025年，建成分类投放体系，全面加强源头管理。"
    assert [promise.testability for promise in read(text)] == ["figure_or_date", "process"]


def test_quantities_that_are_known_are_figures():
    text = "推进河道工程3标段。"
    at = text.index("3")
    (unknown,) = promises_of(sentence(text, start=100))
    (known,) = promises_of(sentence(text, start=100), [(100 + at, 100 + at + 3)])
    assert (unknown.testability, known.testability) == ("process", "figure_or_date")


# What will not be -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "坚决遏制较大以上事故发生。",
        "严禁新增政府隐性债务。",
        "对源头乡镇不再考核工业指标。",
        "禁伐天然阔叶林。",
        "坚决不以任何形式新增隐性债务。",
        "公务接待费零增长。",
        "确保不发生重特大安全事故。",
    ],
)
def test_what_is_not_to_be_is_negated(text):
    assert only(text).negated


@pytest.mark.parametrize("text", ["不断提升服务水平。", "粮食总产不低于9.6万吨。", "化解金融风险。"])
def test_what_only_begins_with_a_no_is_not_negated(text):
    assert not only(text).negated


# Documents --------------------------------------------------------------------------------------------------------


def quantity(sentence_id: str, start: int, end: int) -> Quantity:
    return Quantity(
        sentence_id=sentence_id,
        quantity_id="q0001",
        start=start,
        end=end,
        phrase="",
        indicator=None,
        measure="count",
        status="target",
        estimated=False,
        basis="unstated",
        year_start=None,
        year_end=None,
        value=3.0,
        unit="标段",
        bound="eq",
        base_value=3.0,
        base_unit="标段",
        quote="",
    )


@pytest.mark.parametrize(
    ("function", "part", "counts"),
    [
        ("measure", "plan", True),
        ("headline_target", "front", True),
        ("orientation", "plan", True),
        ("orientation", "closing", True),
        ("orientation", "review", False),
        ("result", "plan", False),
        ("formula", "closing", False),
        (None, "plan", False),
    ],
)
def test_only_sentences_that_look_ahead_promise(function, part, counts):
    assert looks_ahead(sentence("加强监管。", part=part), function) == counts


def test_a_heading_promises_nothing():
    assert not looks_ahead(sentence("加强监管", is_heading=True), "measure")


def test_promises_of_a_document_stand_in_printed_order_with_spans_in_its_text():
    texts = ["加强金融监管。", "过去一年，建成学校3所。", "确保完成工程3标段。"]
    clean = "\n".join(texts)
    starts = [clean.index(text) for text in texts]
    sentences = [
        sentence(text, start=start, number=n) for n, (text, start) in enumerate(zip(texts, starts, strict=True), 1)
    ]
    at = clean.index("3标段")
    found = read_promises(sentences, ["measure", "result", "measure"], [quantity("s0003", at, at + 3)])
    assert [(one.sentence_id, clean[one.start : one.end], one.testability) for one in found] == [
        ("s0001", "加强金融监管", "process"),
        ("s0003", "确保完成工程3标段", "figure_or_date"),
    ]


def test_as_many_functions_as_sentences_are_needed():
    with pytest.raises(ValueError, match="zip"):
        read_promises([sentence("加强监管。")], [])


# Clauses ----------------------------------------------------------------------------------------------------------


def test_marks_within_quotation_marks_and_brackets_part_nothing():
    text = "推行“一企一策，精准服务”（含园区；镇），完善制度。"
    spans = clause_spans(hidden(text))
    assert [text[start:end] for start, end in spans] == ["推行“一企一策，精准服务”（含园区；镇）", "完善制度"]


def test_a_mark_without_partner_hides_nothing():
    assert hidden("推行“一企一策，完善制度。") == "推行“一企一策，完善制度。"


# The codebook -----------------------------------------------------------------------------------------------------


def test_every_verb_stands_in_one_class():
    counts = Counter(word for entry in BOOK["entries"] for word in entry["words"])
    assert [word for word, times in counts.items() if times > 1] == []


@pytest.mark.parametrize("entry", BOOK["entries"], ids=lambda entry: entry["name"])
def test_the_example_of_a_class_holds_its_promise(entry):
    first = read(entry["example"])[0]
    assert first.force == entry.get("force", first.force)
    assert first.negated == entry.get("negated", False)
    assert any(word in first.verb for word in entry["words"])
    assert first.testability == entry["testability"] or entry["testability"] == "object"


@pytest.mark.parametrize("key", [key for key, value in BOOK.items() if isinstance(value, dict) and "pattern" in value])
def test_a_pattern_is_found_in_its_example(key):
    text = hidden(BOOK[key]["example"])
    if key == "never":
        assert said(BOOK[key]["example"]) == []
    elif key == "noun_tails":
        assert re.match(BOOK[key]["pattern"], text)
    else:
        clauses = [text[start:end] for start, end in clause_spans(text)]
        assert any(re.search(BOOK[key]["pattern"], clause) for clause in [*clauses, text])


@pytest.mark.parametrize("key", [key for key, value in BOOK.items() if isinstance(value, dict) and "words" in value])
def test_a_list_of_words_has_one_in_its_example(key):
    assert any(word in BOOK[key]["example"] for word in BOOK[key]["words"])


@pytest.mark.parametrize("key", [key for key, value in BOOK.items() if isinstance(value, dict)])
def test_every_rule_has_description_and_example(key):
    assert BOOK[key]["description"]
    assert BOOK[key]["example"]


@pytest.mark.parametrize("key", ["leads", "follows", "nominal"])
def test_lists_of_verbs_name_each_once(key):
    assert [word for word, times in Counter(BOOK[key]["words"]).items() if times > 1] == []


def test_no_pattern_holds_the_sign_that_hides():
    assert not any(HIDDEN in pattern.pattern for pattern in promise_cues().patterns.values())


# Properties -------------------------------------------------------------------------------------------------------

PIECES = [
    *"，、；。：！“”‘’《》（）()0123456789%的要将把对在与和并以为一二三",
    *[
        "推进",
        "建设",
        "加快",
        "确保",
        "力争",
        "增长",
        "达到",
        "项目",
        "统筹",
        "全面",
        "不再",
        "亿元",
        "2025年",
        "年底前",
        "企业",
    ],
    *[
        "研究院",
        "落实",
        "提升",
        "产业",
        "更加",
        "优化",
        "坚持",
        "为提供",
        "等工作",
        "试点",
        "\n",
        " ",
        "G60",
        "拿出500万元",
    ],
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.integers(0, 1000))
def test_spans_lie_in_their_sentence_in_order_and_hold_the_verb(text, start):
    found = list(promises_of(sentence(text, start=start)))
    for promise in found:
        assert start <= promise.start < promise.end <= start + len(text)
        assert promise.verb
        assert promise.verb in text[promise.start - start : promise.end - start]
        assert promise.object in text
        assert promise.force in FORCES
        assert promise.testability in TESTABILITIES
    assert [promise.start for promise in found] == sorted(promise.start for promise in found)


@given(st.text(max_size=200))
def test_odd_text_breaks_nothing(text):
    for promise in promises_of(sentence(text)):
        assert 0 <= promise.start < promise.end <= len(text)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_hiding_keeps_the_length_and_all_that_is_not_quoted(text):
    masked = hidden(text)
    assert len(masked) == len(text)
    assert all(own in (HIDDEN, sign) for own, sign in zip(masked, text, strict=True))


@pytest.mark.parametrize(
    "piece",
    ["推进", "、", "要", "向", "把", "将", "“", "（", "坚持", "1", "的推进", "在中", "推进建设、", "并推进建设", "全面", "到2021年",
     "增长5%", "为提供", "统筹", "一二三", "逐户", "对进行", "与同步", "更加优化", "5亿元", "新", "是", "拿出500万元", "在前要"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", "的", "推进建设"])
def test_time_grows_with_the_length_of_the_sentence(piece, end):
    short, long = (sentence("推动企业" * (n % 2) + piece * (n // len(piece)) + end) for n in (2001, 16001))
    list(promises_of(short))
    assert processor_seconds(lambda: list(promises_of(long))) < 0.1 + 24 * processor_seconds(
        lambda: list(promises_of(short))
    )
