"""Texts of all sorts: sentences of real documents, laid out in other ways, damaged, cut, mixed with noise."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from suzhou_priorities.repair.clean import clean_page
from tests.extract.flattened import flattened
from tests.outline import reports
from tests.repair.damage import KINDS, wrapped

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
MADE = [getattr(reports, name) for name in dir(reports) if name.isupper() and name != "OPENING"]
# Every kind but the one that needs a long page to be undone.
DAMAGE = tuple(kind for kind in KINDS if kind != "gbk_slips")


@cache
def lines_of_documents() -> tuple[str, ...]:
    """Return lines of documents: of those made up, and of the corpus, as they stand on its pages."""
    pages = [file.read_bytes().decode() for file in sorted(RAW.glob("*.txt"))]
    return tuple(line for page in (*MADE, *pages) for line in page.split("\n") if line)


NUMBERS = [
    "一、",
    "（一）",
    "(二)",
    "1.",
    "1．",
    "（1）",
    "①",
    "第一章 ",
    "第二节",
    "第三篇",
    "——",
    "一是",
    "专栏1",
    "表2-1",
]
FIGURES = [
    *("增长6.1%", "达239.9亿元", "下降20%", "5%-6%", "1.8:1", "翻一番", "三分之一", "三年", "第三位", "前10"),
    *("2023年", "2021-2025年", "“十四五”", "到2035年", "比2020年", "1,234家", "2，502亿元", "0.5个百分点", "３００个"),
    *("99999999999999999999元", "1/3", "1/0", "百分之零", "万亿", "-5%", "零", "0%", "第0位", "1:1", "0:0", "九九归一"),
]
MARKS = [*"。；！？：，、“”‘’《》（）【】…—|★·.,;:?!()\"'<>&%/+-=@#", "||", "……", "——"]
BREAKS = ["\n", "\n", "\n\n", "\r\n", "\r", " ", "\u3000", "\t", "\u00a0", "\u2028", "\x0b", "\x85", "\ufeff", "\u200b"]
ROWS = [
    "序号\n|\n工作任务\n|\n责任单位\n|\n",
    "1\n|\n修路架桥。\n|\n区交通局\n|\n",
    "|\n",
    "||\n",
    "★区财政局、教育局\n|\n",
    "李明\n|\n",
]
WEB = [
    *(
        "&ldquo;",
        "&amp;rdquo;",
        "&#0;",
        "&#55357;",
        "&#x110000;",
        "&nbsp",
        "rdquo;",
        "<br/>",
        "<td>",
        "</tr>",
        "<script>",
    ),
    *(
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "首页 > 政务公开",
        "浏览次数：12",
        "版权所有",
        "(shí)",
        "（fā zhǎn）",
        "?；",
        "硜",
    ),
]
WORDS = [
    "目录",
    "附件：",
    "名词解释",
    "各位代表：",
    "各位代表！",
    "回顾过去一年，",
    "预计",
    "（预计数、下同）",
    "确保",
    "累计",
    "其中",
]

NOISE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        # Signs of other planes, of private use, composed ones, and controls.
        st.sampled_from("𠮷𰻞😀\U000e0001\ue000\u0301\u0000\u0007\u001b\u007f\u202e\u2066\ufffd\uffff〇㈠ⅣⅫ㎡０Ａ％"),
    ),
    max_size=12,
)
REAL = st.deferred(lambda: st.sampled_from(lines_of_documents()))
PIECES = st.one_of(
    REAL,
    REAL.flatmap(lambda line: st.integers(0, len(line)).map(lambda end: line[:end])),
    st.sampled_from(NUMBERS),
    st.sampled_from(FIGURES),
    st.sampled_from(MARKS),
    st.sampled_from(BREAKS),
    st.sampled_from(ROWS),
    st.sampled_from(WEB),
    st.sampled_from(WORDS),
    NOISE,
)
MIXED = st.lists(PIECES, max_size=40).map("".join)


@st.composite
def long_lines(draw: st.DrawFn) -> str:
    """Return a line of some thousand characters, of one piece or of two by turns."""
    unit = "".join(draw(st.lists(PIECES, min_size=1, max_size=2))) or "。"
    return unit * (1 + draw(st.sampled_from([300, 3_000])) // len(unit))


@st.composite
def damaged_documents(draw: st.DrawFn) -> str:
    """Return a document with lines lost, doubled or joined, then damaged in one of the known ways."""
    lines = draw(st.sampled_from(MADE)).split("\n")
    kept: list[str] = []
    for line in lines:
        kept += [line] * draw(st.sampled_from([1] * 12 + [0, 2]))
        kept.append(draw(st.sampled_from(["\n"] * 8 + ["\n\n", "", "\r\n"])))
    text = "".join(kept)
    kind = draw(st.sampled_from([*DAMAGE, "wrapped", "none"]))
    if kind == "wrapped":
        return wrapped(text, draw(st.integers(40, 80)), draw(st.sampled_from([0, 20])))
    # Damage is done within lines; a document of fewer than three has none.
    return (
        KINDS[kind](text, random.Random(draw(st.integers(0, 999)))) if kind != "none" and text.count("\n") > 2 else text
    )


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "1",
            "2",
            "3",
            "一、产业发展",
            "张伟",
            "李明\n王小芳",
            "★区财政局、教育局",
            "区水务局",
            "",
            "||",
            "★",
            "12月底前",
        ]
    ),
    PIECES.map(lambda piece: piece.replace("|", "")[:80]),
)


@st.composite
def tables_of_tasks(draw: st.DrawFn) -> str:
    """Return a page with a flattened table whose rows need not add up."""
    heads = draw(
        st.sampled_from(
            [
                ("序号", "项目", "任务", "领导", "责任单位"),
                ("序号", "工作任务", "牵头单位", "配合单位"),
                ("任务", "责任单位"),
                (),
            ]
        )
    )
    width = len(heads) or 4
    rows = draw(st.lists(st.lists(CELLS, min_size=1, max_size=width + 1), max_size=12))
    note = draw(st.sampled_from(["注：带“★”者为牵头单位。", "注：排在第一位的为牵头单位。", ""]))
    return flattened([heads, *rows] if heads else rows, note)


ANY = st.one_of(MIXED, long_lines(), damaged_documents(), tables_of_tasks())


def clean(text: str) -> str:
    """Return the clean text of a page."""
    return clean_page(text).text
