"""Eight kinds of damage, done to clean text by machine; seeded, so that a failure can be seen again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import opencc
from pypinyin import Style, pinyin

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_HALF = str.maketrans("，；：？！（）", ",;:?!()")
_FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def half_width(text: str, rng: random.Random) -> str:
    """Half-width marks for full-width ones, and here and there full-width digits."""
    lines = text.translate(_HALF).split("\n")
    return "\n".join(line.translate(_FULL_DIGITS) if rng.random() < 0.2 else line for line in lines)


def traditional(text: str, rng: random.Random) -> str:
    """Traditional script throughout."""
    return str(opencc.OpenCC("s2t").convert(text))


def _with_pinyin(text: str, rng: random.Random, share: float) -> str:
    converted = traditional(text, rng)
    pieces = []
    for sign in converted:
        pieces.append(sign)
        if "\u4e00" <= sign <= "\u9fff" and rng.random() < share:
            reading = rng.choice(pinyin(sign, style=Style.TONE, heteronym=True)[0])
            pieces.append(f"({reading}{' ' if rng.random() < 0.3 else ''})")
    return "".join(pieces)


def light_pinyin(text: str, rng: random.Random) -> str:
    """Traditional script with pinyin after every tenth character."""
    return _with_pinyin(text, rng, 0.1)


def heavy_pinyin(text: str, rng: random.Random) -> str:
    """Traditional script with pinyin after most characters."""
    return _with_pinyin(text, rng, 0.7)


def gbk_slips(text: str, rng: random.Random, times: int = 10) -> str:
    """Traditional text in GBK of which characters lost their first byte, read on up to the next ASCII byte."""
    damaged = traditional(text, rng).translate(_HALF)
    places = [
        place
        for place, sign in enumerate(damaged)
        if sign > "\x7f" and len(code := sign.encode("gbk", "ignore")) == 2 and code[1] in (0xA1, 0xA3)
    ]
    for place in sorted(rng.sample(places, times), reverse=True):
        end = place
        while end < len(damaged) and damaged[end] > "\x7f":
            end += 1
        lost = damaged[place:end].encode("gbk", "ignore")[1:]
        damaged = damaged[:place] + "?" + _read_late(lost, damaged[end : end + 1]) + damaged[end + 1 :]
    return damaged


def _read_late(content: bytes, following: str) -> str:
    """Return bytes read in pairs from where they are; pairs that are none vanish, the last swallows what follows."""
    stream = content + following.encode("gbk", "ignore")
    signs = []
    position = 0
    while position < len(stream):
        if stream[position] < 0x80:
            signs.append(chr(stream[position]))
            position += 1
            continue
        signs.append(stream[position : position + 2].decode("gbk", "ignore"))
        position += 2
    return "".join(signs)


def portal_chrome(text: str, rng: random.Random) -> str:
    """The page of a government portal."""
    head = (
        "无障碍浏览\n繁体版\n网站首页\n政务公开 | 办事服务 | 互动交流 | 走进太仓\n"
        "当前位置：首页 > 政务公开 > 政府工作报告\n索引号：014212345/2023-00017\n"
        "发布日期：2023-01-19 10:22 来源：市政府办公室 浏览次数：1862 次 字号：[ 大 中 小 ]\n【打印本页】 【关闭窗口】\n"
    )
    foot = (
        "\n扫一扫在手机打开当前页\n上一篇：关于做好春节期间有关工作的通知\n下一篇：没有了\n相关链接\n"
        "主办：太仓市人民政府办公室 技术支持：太仓市大数据管理局\n苏ICP备05012345号 网站标识码3205850001\n"
        "版权所有 未经书面授权禁止转载\n"
    )
    return head + text + foot


def forum_chrome(text: str, rng: random.Random) -> str:
    """A thread of a forum."""
    head = (
        "设为首页收藏本站\n登录 | 注册\n查看: 1204|回复: 3\n[江苏] 转一份工作报告 [复制链接]\n发表于 2023-2-3 09:11:20 | 只看该作者\n"
        "  楼主\n    积分\n    3412\n本帖最后由 小城故事 于 2023-2-3 09:15 编辑\n"
    )
    foot = (
        "\n回复\n使用道具\n举报\n您需要登录后才可以回帖 登录 | 立即注册\n本版积分规则\n"
        "Powered by Discuz! X3.4\n© 2001-2017 Comsenz Inc.\n快速回复 返回顶部 返回列表\n"
    )
    return head + text + foot


def script_chrome(text: str, rng: random.Random) -> str:
    """What scripts and markup leave behind, around and within the text."""
    lines = text.split("\n")
    for _ in range(4):
        place = rng.randrange(2, len(lines))
        lines.insert(
            place,
            rng.choice(["var _hmt = _hmt || [];", "document.write('<span>分享到：</span>');", "<br />"]),
        )
    body = "\n".join(lines)
    body = re.sub("“", "&ldquo;", body)
    head = '<script type="text/javascript">\nvar width = 680;\nif (width > 600) { show("ad"); }\n</script>\n<style>.nav { float: left; }</style>\n<!-- begin -->\n'
    foot = '\n<div class="share"><a href="#">分享</a></div>\n<script>(function(){ var s = 1; })();</script>\n'
    return head + body + foot


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "half_width": half_width,
    "traditional": traditional,
    "light_pinyin": light_pinyin,
    "heavy_pinyin": heavy_pinyin,
    "gbk_slips": gbk_slips,
    "portal_chrome": portal_chrome,
    "forum_chrome": forum_chrome,
    "script_chrome": script_chrome,
}


def wrapped(text: str, width: int, rows: int = 0) -> str:
    """Break lines at a width in columns, as a PDF does; with `rows`, put a page number behind so many lines."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for sign in paragraph:
            columns = 1 if sign.isascii() else 2
            if used + columns > width and sign not in "，。；：、！？”）%|":
                lines.append(line)
                line, used = "", 0
            line, used = line + sign, used + columns
        lines.append(line)
    if not rows:
        return "\n".join(lines)
    return "\n".join(
        line + (f"\n— {number // rows} —" if number % rows == 0 else "") for number, line in enumerate(lines, 1)
    )
