"""Drawings on a telephone: panels below each other, marks at their places, names of rows in view."""

from __future__ import annotations

import base64
import io
import re

import pytest
from matplotlib import pyplot
from PIL import Image

from suzhou_priorities.show.figures import Caption, Link, new_figure, save_figure
from suzhou_priorities.show.style import WIDTH, apply_style

CAPTION = Caption("吴江与吴中", "句数，2024 年；2 份报告", "来源：测试。", "条形图，两份报告。")
BLUE, ORANGE = (0, 114, 178), (213, 94, 0)
ROWS = ["产业企业", "生态环境", "教育"]


def two_panels(folder, *, wide_title=False):
    apply_style()
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(WIDTH, 2), sharey=True)
    links = []
    for axes, colour in ((left, "#0072B2"), (right, "#D55E00")):
        bars = axes.barh(ROWS, [3, 2, 1], color=colour)
        links += [Link(bar, "sentences.html#document=x", "看句子") for bar in bars]
    if wide_title:
        left.set_title("吴江2024政府工作报告的回顾部分和计划部分里各个领域的句子数目之比较")
    return save_figure(figure, "two", CAPTION, folder=folder, links=links).data


def pictures(shown):
    """Return the drawing for narrow screens, and the common one."""
    found = re.findall(r'base64,([^"]+)"', shown)
    return [Image.open(io.BytesIO(base64.b64decode(one))).convert("RGB") for one in found]


def test_two_panels_stand_below_each_other_on_a_narrow_screen(tmp_path):
    narrow, common = pictures(two_panels(tmp_path))
    assert narrow.width < 0.8 * common.width
    assert narrow.height > 2 * common.height


def test_marks_move_with_their_panels(tmp_path):
    shown = two_panels(tmp_path)
    narrow, _ = pictures(shown)
    places = re.findall(r"--l:([\d.]+)%;--t:([\d.]+)%;--w:([\d.]+)%;--h:([\d.]+)%", shown)
    assert len(places) == 6
    for number, place in enumerate(places):
        left, top, width, height = (float(side) / 100 for side in place)
        middle = (left + width / 2) * narrow.width, (top + height / 2) * narrow.height
        assert narrow.getpixel(tuple(map(int, middle))) == (BLUE if number < 3 else ORANGE)


def test_panels_whose_words_reach_over_each_other_are_scrolled_with_the_names_of_rows_in_view(tmp_path):
    shown = two_panels(tmp_path, wide_title=True)
    assert "<source" not in shown
    names = re.search(r'<div class="names".*?</div>', shown)[0]
    assert re.findall(r">([^<>]+)</span>", names) == ROWS


def test_the_names_of_rows_stand_at_their_rows(tmp_path):
    figure, axes = new_figure(2)
    bars = axes.barh(ROWS, [3, 2, 1])
    links = [Link(bar, "sentences.html", "看句子") for bar in bars]
    shown = save_figure(figure, "one", CAPTION, folder=tmp_path, links=links).data
    tops = [float(top) for top in re.findall(r'<span style="top:([\d.]+)%"', shown)]
    marks = re.findall(r"top:([\d.]+)%;width:[\d.]+%;height:([\d.]+)%", shown)
    assert tops == pytest.approx([float(top) + float(height) / 2 for top, height in marks], abs=1.5)


def test_a_drawing_that_is_drawn_anew_fits_a_telephone(tmp_path):
    figure, axes = new_figure(2)
    bars = axes.barh(ROWS, [3, 2, 1], color="#0072B2")
    links = [Link(bar, "sentences.html", "看句子") for bar in bars]
    shown = save_figure(figure, "one", CAPTION, folder=tmp_path, links=links, reflows=True).data
    narrow, common = pictures(shown)
    assert narrow.width < 0.65 * common.width
    places = re.findall(r"--l:([\d.]+)%;--t:([\d.]+)%;--w:([\d.]+)%;--h:([\d.]+)%", shown)
    for place in places:
        left, top, width, height = (float(side) / 100 for side in place)
        middle = (left + width / 2) * narrow.width, (top + height / 2) * narrow.height
        assert narrow.getpixel(tuple(map(int, middle))) == BLUE
