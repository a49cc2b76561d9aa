"""Honours, pilots and rankings."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.credential_words import LONGEST_NAME, level_of
from suzhou_priorities.extract.credentials import Credential, read_credentials
from suzhou_priorities.outline.model import Sentence
from suzhou_priorities.outline.sections import outline_text

BOOK = load_codebook("credentials")
TYPES = {
    "kunshan_work_report_2021": "work_report",
    "wujiang_five_year_plan_2021": "five_year_plan",
    "wujiang_work_report_2024": "work_report",
    "wuzhong_work_report_2024": "work_report",
}


@pytest.fixture(scope="module")
def outlines(cleaned):
    return {name: outline_text(cleaned[name].text, doc_type) for name, doc_type in TYPES.items()}


def read(text: str, part: str = "review") -> list[tuple[str, str, str]]:
    found = read_credentials([Sentence("s0001", "c0001", part, text, 0, len(text))])
    return [(credential.name, credential.level, credential.state) for credential in found]


# The codebook ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", BOOK["verbs"], ids=lambda entry: entry["name"])
def test_the_example_of_a_verb_names_an_honour(entry):
    assert re.search(entry["pattern"], entry["example"])
    states = {state for _, _, state in read(entry["example"] + "。")}
    assert states == {"sought" if entry.get("seeks") else "retained" if entry["name"] == "defended" else "won"}


@pytest.mark.parametrize("key", ["passed", "streak", "nominal", "rank", "first", "honour", "prize", "count"])
def test_a_pattern_is_found_in_its_example(key):
    assert re.search(BOOK[key]["pattern"], BOOK[key]["example"])


# The documents, read by hand -------------------------------------------------------------------------------------

READ = {
    "wujiang_work_report_2024": [
        ("吴江开发区综合发展水平首次进入全国前20、列第19位", "national", "won"),
        ("东方丝绸市场获评“全国交易市场内外贸融合发展示范市场”", "national", "won"),
        ("亨通创成苏州本土首家“灯塔工厂”", "other", "won"),
        ("英诺赛科连续2年入选全球独角兽企业榜单", "other", "retained"),
        ("凯伦建材获评“省长质量奖”", "provincial", "won"),
        ("亨通光电进入“中国质量奖”建议名单", "national", "won"),
        ("全国首个跨省域高新区揭牌", "national", "won"),
        ("全省首创“跨域通办·云综窗”", "provincial", "won"),
        ("省“万企兴万村”行动先进典型县", "provincial", "won"),
        ("“四好农村路”全国示范县", "national", "won"),
        ("全国智慧广电乡村工程试点县（市、区）", "national", "won"),
        ("新型农业经营主体培育试验国家改革试点通过验收", "national", "won"),
        ("平望镇入选全国乡村治理示范乡镇", "national", "won"),
        ("众安桥村入选示范村", "national", "won"),
        ("苏州湾文化中心荣获“鲁班奖”", "national", "won"),
        ("地表水环境质量列全省前十", "provincial", "won"),
        ("4家“中国企业500强”连续上榜", "national", "retained"),
        ("国家“绿水青山就是金山银山”实践创新基地", "national", "sought"),
        ("省级绿色金融创新改革试验区", "provincial", "sought"),
        ("国家乡村振兴示范县", "national", "sought"),
        ("国家农业现代化示范区", "national", "sought"),
        ("区中医医院创建三级医院", "other", "sought"),
        ("平望创成国家级历史文化名镇", "national", "sought"),
    ],
    "wuzhong_work_report_2024": [
        ("在2023年中国市辖区高质量发展报告中，位列百强区第七", "national", "won"),
        ("国家级“绿水青山就是金山银山”实践创新基地", "national", "won"),
        ("全国市辖区GEP百强榜首", "national", "retained"),
        ("经开区获评省工业大数据应用示范区", "provincial", "won"),
        ("高新区获评工信部集成电路产业人才基地", "national", "won"),
        ("伟创力入选国家5G工厂名录", "national", "won"),
        ("维信电子入选国家5G工厂名录", "national", "won"),
        ("宇邦新材料等9家企业获市质量奖", "city", "won"),
        ("在省营商环境评价中，吴中区在苏州城区组排名第二", "provincial", "won"),
        ("洞庭山碧螺春跃升中国绿茶区域公用品牌价值第四", "national", "won"),
        ("灵湖村入选全省唯一全国农村集体经济发展村级典型案例", "national", "won"),
        ("甪直、郭巷国土空间全域综合整治项目获批省示范项目", "provincial", "won"),
        ("吴文化博物馆争创国家一级博物馆", "national", "sought"),
        ("省义务教育优质均衡发展区", "provincial", "sought"),
        ("省健康区评估验收", "provincial", "sought"),
    ],
    "kunshan_work_report_2021": [
        ("花桥经济开发区获评国家新型工业化产业示范基地", "national", "won"),
        ("国家级金融改革试验区获批设立", "national", "won"),
        ("全国文明城市", "national", "won"),
        ("市一院成功创建“三甲”医院", "other", "won"),
        ("农村人居环境整治工作获国务院通报激励", "national", "won"),
        ("昆山开发区在全国经开区营商环境指数排名中上升1位，位居第二", "national", "won"),
        ("国家“公交都市”", "national", "sought"),
        ("省“公交优先示范市”", "provincial", "sought"),
        ("省级文化和旅游消费试点市", "provincial", "sought"),
        ("国家全域旅游示范区", "national", "sought"),
    ],
    "wujiang_five_year_plan_2021": [
        ("“省双拥模范城”创建实现“六连冠”", "provincial", "retained"),
        ("同里镇获评“全国文明镇”", "national", "won"),
        ("区检察院荣获“全国先进基层检察院”", "national", "won"),
        ("区法院荣获“全国优秀法院”称号", "national", "won"),
        ("2019年“中国创新百强区”位列全国第三", "national", "won"),
        ("国家农产品质量安全县（市、区）创建通过验收", "national", "won"),
        ("太湖新城争创国家级旅游度假区", "national", "sought"),
    ],
}


@pytest.mark.parametrize(("name", "expected"), [(name, row) for name, rows in READ.items() for row in rows])
def test_a_credential_that_a_reader_finds_is_found(name, expected, outlines):
    found = [(one.name, one.level, one.state) for one in read_credentials(outlines[name].sentences)]
    assert expected in found


# All credentials, and those sought: the lists were read through beside the documents.
COUNTS = {
    "kunshan_work_report_2021": (45, 13),
    "wujiang_five_year_plan_2021": (46, 15),
    "wujiang_work_report_2024": (106, 21),
    "wuzhong_work_report_2024": (73, 4),
}


@pytest.mark.parametrize("name", COUNTS)
def test_the_number_of_credentials_holds(name, outlines):
    found = read_credentials(outlines[name].sentences)
    assert (len(found), Counter(one.state for one in found)["sought"]) == COUNTS[name]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("wujiang_work_report_2024", "获批省级工程技术研究中心10家。"),
        ("wujiang_work_report_2024", "新增国家级5G工厂14家、省工业互联网标杆工厂6家、省星级上云企业532家。"),
        ("wujiang_work_report_2024", "创建国家智能制造示范工厂（优秀场景）、省（市）智能工厂5家以上"),
        ("wujiang_work_report_2024", "争取2家以上企业被认定为市级以上跨国公司地区总部和功能性机构。"),
        ("wuzhong_work_report_2024", "获评省双创人才9人、姑苏创新创业领军人才56个、苏州杰出人才奖1名"),
        ("kunshan_work_report_2021", "国务院批复同意昆山试验区范围扩大至全市。"),
    ],
)
def test_a_count_or_an_event_is_no_credential(name, text, outlines):
    (sentence,) = [one for one in outlines[name].sentences if text in one.text]
    stretch = Sentence("s0001", "c0001", sentence.part, text, 0, len(text))
    assert read_credentials([stretch]) == ()


# Other places ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "华昌化工获评国家绿色工厂，县域经济综合竞争力位居全国百强县第38位。",
            [
                ("华昌化工获评国家绿色工厂", "national", "won"),
                ("县域经济综合竞争力位居全国百强县第38位", "national", "won"),
            ],
        ),
        (
            "连续六年入选中国最具幸福感城市，蝉联全国双拥模范城。",
            [("中国最具幸福感城市", "national", "retained"), ("全国双拥模范城", "national", "retained")],
        ),
        (
            "成功创建国家卫生县城，顺利通过国家森林城市复审，获批国家级跨境电商综合试验区。",
            [
                ("国家卫生县城", "national", "won"),
                ("国家森林城市复审", "national", "retained"),
                ("国家级跨境电商综合试验区", "national", "won"),
            ],
        ),
        (
            "杭州市拱墅区获评杭州市平安建设先进集体，武林商圈上榜首批国家级示范智慧商圈。",
            [
                ("杭州市拱墅区获评杭州市平安建设先进集体", "city", "won"),
                ("武林商圈上榜首批国家级示范智慧商圈", "national", "won"),
            ],
        ),
        (
            "李四、王五分别荣获省劳动模范、市劳动模范称号。",
            [("李四荣获省劳动模范", "provincial", "won"), ("王五荣获市劳动模范称号", "city", "won")],
        ),
        (
            "我县先后荣获国家农产品质量安全县、全国文化先进县等称号。",
            [("国家农产品质量安全县", "national", "won"), ("全国文化先进县", "national", "won")],
        ),
        ("获浙江省“大禹鼎”金鼎。", [("浙江省“大禹鼎”金鼎", "provincial", "won")]),
        (
            "德清地理信息小镇被授予“联合国全球地理信息知识与创新中心”称号。",
            [("德清地理信息小镇被授予“联合国全球地理信息知识与创新中心”称号", "other", "won")],
        ),
        ("扎实推进“无黑城市”创建。", [("无黑城市", "other", "sought")]),
    ],
)
def test_honours_of_other_places(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "争创国家生态文明建设示范区、全国双拥模范城“八连冠”。",
            [
                ("国家生态文明建设示范区", "national", "sought"),
                ("全国双拥模范城“八连冠”", "national", "sought"),
            ],
        ),
        (
            "确保通过国家卫生城市复审，冲刺全国百强县前50位。",
            [("国家卫生城市复审", "national", "sought"), ("全国百强县前50位", "national", "sought")],
        ),
        (
            "申报国家历史文化名城，启动5A级景区创建。",
            [("国家历史文化名城", "national", "sought"), ("5A级景区", "other", "sought")],
        ),
        ("以成功创建国家级高新区为契机，做强主导产业。", [("国家级高新区", "national", "won")]),
    ],
)
def test_what_a_plan_names_is_sought_unless_it_recalls(text, expected):
    assert read(text, "plan") == expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("人民群众获得感不断增强，群众安全感满意度达99%。", "review"),
        ("项目列入省重大项目库，获得中央预算内资金2.3亿元。", "review"),
        ("营商环境评价进入全省第一方阵。", "review"),
        ("推动《国土空间总体规划》获批。", "review"),
        ("力争地区生产总值增长6%，争取上级资金30亿元。", "plan"),
        ("创建省级特色小镇2个、国家级示范村1个。", "plan"),
        ("成为展示现代化建设成就的示范窗口。", "plan"),
        ("深入开展群众性精神文明创建活动。", "plan"),
        ("获评国家绿色工厂。", "closing"),
    ],
)
def test_what_is_no_credential(text, part):
    assert read(text, part) == []


@pytest.mark.parametrize(
    ("honour", "level"),
    [
        ("国家智慧农业典型案例", "national"),
        ("生态环境部优秀案例", "national"),
        ("江苏省食品安全示范城市", "provincial"),
        ("省文明单位", "provincial"),
        ("浙江制造品牌", "provincial"),
        ("苏州市质量奖", "city"),
        ("合肥市文明单位", "city"),
        ("全球独角兽企业", "other"),
        ("公交优先示范市", "other"),
        ("美丽宜居镇", "other"),
        ("跨省通办示范点", "other"),
    ],
)
def test_an_honour_says_who_awards_it(honour, level):
    assert level_of(honour) == level


# Odd input -------------------------------------------------------------------------------------------------------

PIECES = [
    "吴中区",
    "获评",
    "争创",
    "国家示范区",
    "、",
    "，",
    "分别",
    "“",
    "”",
    "（",
    "）",
    "列全国第",
    "3",
    "家",
    "通过",
    "验收",
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*PIECES, "创建", "成为", "首个", "全国", "位", "被"]), max_size=40).map("".join))
def test_names_are_short_and_nothing_fails(soup):
    for part in ("review", "plan"):
        for credential in read_credentials([Sentence("s0001", "c0001", part, soup, 0, len(soup))]):
            assert isinstance(credential, Credential)
            assert 0 < len(credential.name) <= LONGEST_NAME
            assert credential.level in ("national", "provincial", "city", "other")
            assert credential.state in ("won", "sought", "retained")


@pytest.mark.parametrize("junk", ["“", "获评", "吴中区、", "全国首个", "通过", "列", "省、市", "1家、", "（", "创建"])
def test_long_sentences_take_time_in_proportion(junk):
    def seconds(times: int) -> float:
        taken = []
        for _try in range(3):
            start = time.process_time()
            read(f"吴中区获评{junk * times}国家示范区。")
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(4_000) < 8 * seconds(1_000) + 0.05


def test_the_documents_are_read_fast(outlines):
    taken = []
    for _try in range(3):
        start = time.process_time()
        for outline in outlines.values():
            read_credentials(outline.sentences)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.2
