"""What a sentence is about: its own words decide; what stands around it helps where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.coding.domains import BEFORE_MARK, HEADING_MARK, MOST_TERMS, NONE, code_domains
from suzhou_priorities.coding.model_files import DOMAIN_TABLE
from suzhou_priorities.coding.segmentation import Segmenter
from suzhou_priorities.coding.term_model import shipped_model
from suzhou_priorities.coding.units import units_from
from suzhou_priorities.tables.vocabulary import DOMAINS
from tests.coding.coded import coded_page, domain_of, unit

ENTRIES = load_codebook("domains")["entries"]
TERMS = load_codebook("domain_terms")["entries"]
RULINGS = load_codebook("domains")["rulings"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["key"])
def test_the_example_of_each_domain_is_coded_as_it(entry):
    assert domain_of(entry["example"]).domain == entry["key"]


@pytest.mark.parametrize("domain", TERMS)
def test_the_example_of_each_list_of_terms_is_coded_as_its_domain(domain):
    assert domain_of(TERMS[domain]["example"]).domain == domain


@pytest.mark.parametrize("ruling", RULINGS, ids=lambda ruling: ruling["case"]["en"])
def test_the_example_of_each_ruling_is_coded_as_it_rules(ruling):
    assert domain_of(ruling["example"]).domain == ruling["domain"]


@pytest.mark.parametrize(
    ("sentence", "heading", "domain"),
    [
        ("新改扩建中小学12所，新增学位1.2万个。", "加快推动绿色低碳转型", "education"),
        ("开展燃气安全专项整治，消除重大事故隐患320处。", "促进文体旅融合发展", "safety"),
        ("新建高标准农田2万亩。", "提升科创能级", "rural"),
        ("新增养老床位500张。", "优化科创生态", "welfare"),
        ("办理人大代表建议186件、政协提案213件。", "全力抓好太湖综合治理", "government"),
    ],
)
def test_a_clear_sentence_decides_for_itself_also_under_a_foreign_heading(sentence, heading, domain):
    assert domain_of(sentence, heading).domain == domain


@pytest.mark.parametrize(
    ("sentence", "heading", "before", "domain"),
    [
        ("另有3所正在建设。", "优先发展教育事业", "新建中小学校5所。", "education"),
        ("另有2家正在筹建。", "完善医疗卫生体系", "新建社区卫生服务中心2家。", "health"),
        ("此项工作走在全省前列。", "深化文旅融合", "", "culture"),
        ("相关做法获全省推广。", "深入推进太湖综合治理", "", "environment"),
    ],
)
def test_a_sentence_that_does_not_speak_for_itself_takes_the_domain_of_its_heading(sentence, heading, before, domain):
    assert domain_of(sentence, heading, before).domain == domain
    assert domain_of(sentence).domain != domain or domain_of(sentence).score < domain_of(sentence, heading).score


@pytest.mark.parametrize(
    "sentence", ["各位代表！", "让我们携手同心，奋勇前行！", "谢谢大家！", "使命呼唤担当，奋斗成就梦想。"]
)
def test_slogans_salutations_and_thanks_are_about_nothing(sentence):
    code = domain_of(sentence)
    assert (code.domain, code.second) == (NONE, None)


@pytest.mark.parametrize(
    ("sentence", "both"),
    [
        ("完成进出口总额1800亿元，新增高新技术企业120家。", {"opening", "innovation"}),
        ("推进农业现代化，扩大对外开放。", {"rural", "opening"}),
        ("改造老旧小区26个，新建高标准农田2万亩。", {"urban", "rural"}),
    ],
)
def test_a_sentence_with_two_objects_of_equal_weight_has_two_domains(sentence, both):
    code = domain_of(sentence)
    assert {code.domain, code.second} == both


@pytest.mark.parametrize("entry", ENTRIES[:-1], ids=lambda entry: entry["key"])
def test_the_example_of_a_domain_has_no_second_one(entry):
    assert domain_of(entry["example"]).second is None


def test_the_terms_that_decided_are_named_the_strongest_first():
    code = domain_of("新增高新技术企业160家，引进领军人才团队26个。")
    assert {"高新技术企业", "领军人才"} & set(code.terms)
    assert len(code.terms) <= MOST_TERMS


def test_terms_from_around_the_sentence_are_marked():
    from_heading = domain_of("此项工作走在全省前列。", "深化文旅融合").terms
    assert any(term.startswith(HEADING_MARK) and "文旅" in term for term in from_heading)
    from_before = domain_of("其余正在推进。", "", "接待游客1500万人次，举办马拉松赛事。").terms
    assert any(term.startswith(BEFORE_MARK) for term in from_before)


def test_named_terms_stand_in_what_they_are_marked_as():
    sentence, heading, before = "另有3所正在建设。", "优先发展教育事业", "新建中小学校5所。"
    for term in domain_of(sentence, heading, before).terms:
        place = {HEADING_MARK: heading, BEFORE_MARK: before}.get(term[0], sentence)
        assert term.lstrip(HEADING_MARK + BEFORE_MARK) in place


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_any_text_has_one_domain_and_a_probability(text, heading, before):
    code = domain_of(text, heading, before)
    assert code.domain in DOMAINS
    assert code.second in (None, *DOMAINS)
    assert code.second not in (code.domain, NONE)
    assert 1 / len(DOMAINS) - 0.001 <= code.score <= 1


@given(st.lists(st.sampled_from([entry["example"] for entry in ENTRIES]), max_size=6))
def test_what_else_is_coded_at_the_same_time_does_not_matter(sentences):
    together = code_domains([unit(sentence) for sentence in sentences], shipped_model(DOMAIN_TABLE))
    assert together == [domain_of(sentence) for sentence in sentences]


def test_a_document_whose_place_was_never_seen_is_coded():
    page = (
        "2006年云岭县政府工作报告\n各位代表：\n一、2005年工作回顾\n"
        "全县粮食总产量达到12万吨。新型农村合作医疗参合率达85%。普九攻坚通过省级验收。\n"
        "二、2006年工作安排\n改造通村公路120公里。招商引资到位资金3亿元。\n"
    )
    found = {sentence.text: code.domain.domain for sentence, code in coded_page(page) if code.domain}
    assert found["全县粮食总产量达到12万吨。"] == "rural"
    assert found["新型农村合作医疗参合率达85%。"] == "welfare"
    assert found["普九攻坚通过省级验收。"] == "education"
    assert found["招商引资到位资金3亿元。"] == "economy"


def test_a_heading_that_names_no_domain_says_nothing_of_its_sentences():
    sentence = "入选全国试点名单。"
    alone, below = (units_from([(sentence, heading, "")], Segmenter())[0] for heading in ("", "2023年工作回顾"))
    assert below == alone
    assert units_from([(sentence, "办好人民满意的教育", "")], Segmenter())[0].heading
