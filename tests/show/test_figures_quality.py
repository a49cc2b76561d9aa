"""What an editor would mend in a figure or a table: words that overlap or are cut, small letters, pale ink, bytes."""

from __future__ import annotations

import io
import re
import shutil
from itertools import pairwise

import pandas as pd
import pytest
from matplotlib import pyplot
from PIL import Image

from suzhou_priorities.show.figure_checks import cut_labels, overlapping_labels, smallest_letters
from suzhou_priorities.show.figure_words import fitted
from suzhou_priorities.show.figures import Caption, Link, new_figure, save_figure
from suzhou_priorities.show.line_breaks import balanced
from suzhou_priorities.show.style import DPI, GREY, INK, NOTE_SIZE, SUBTITLE_SIZE, TITLE_SIZE, WIDTH, text_colour
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.show.text_width import text_width
from tests.show.notebooks import outputs_of

COLUMN_OF_A4, SMALLEST = 160 / 25.4, 7.5  # inches, points
TITLE = "昆山2021政府工作报告居首的“政府建设”在 45 种算法中有 43 种仍居首；吴江2021五年规划纲要居首的“产业企业”在 35 种算法中有 28 种仍居首"
ENGLISH = "In the Wujiang government work report 2024, 60% of the sentences in 强化科技创新引领 carry a figure, but 12% in 传承发展江南文化"
CAPTION = Caption("吴江高于昆山", "亿元，2024 年；2 份报告", "来源：测试。", "柱状图：吴江 4，昆山 3。")
LINES = [
    TITLE,
    ENGLISH,
    "Counts by domain; reports: 2, honours: 154, problems: 19",
    "条数，按领域；2 份报告、154 项荣誉、19 个问题",
]


@pytest.fixture
def drawing():
    figure, axes = new_figure(2)
    yield figure, axes
    pyplot.close(figure)


def bars(folder):
    figure, axes = new_figure(2)
    drawn = axes.bar(["吴江", "昆山"], [4, 3], color="#0072B2")
    links = [Link(bar, f"sentences.html#document={n}", f"第 {n} 根") for n, bar in enumerate(drawn)]
    return save_figure(figure, "bars", CAPTION, folder=folder, links=links).data


def test_words_that_lie_on_each_other_are_found(drawing):
    figure, axes = drawing
    axes.text(0.5, 0.5, "吴江2024政府工作报告")
    axes.text(0.55, 0.52, "吴中2024政府工作报告")
    axes.text(0.1, 0.1, "远处")
    assert overlapping_labels(figure) == [("吴江2024政府工作报告", "吴中2024政府工作报告")]


def test_hidden_words_and_ticks_out_of_range_do_not_count(drawing):
    figure, axes = drawing
    axes.text(0.5, 0.5, "目标")
    axes.text(0.5, 0.5, "实绩", visible=False)
    axes.set_xticks([0.0, 5.0, 5.001])
    axes.set_xlim(0, 1)
    assert overlapping_labels(figure) == []


def test_words_beyond_the_edge_are_found(drawing):
    figure, _ = drawing
    figure.text(0.9, 0.5, "Agencies led from above")
    assert cut_labels(figure) == ["Agencies led from above"]


@pytest.mark.parametrize("text", LINES)
@pytest.mark.parametrize("size", [TITLE_SIZE, SUBTITLE_SIZE, NOTE_SIZE])
def test_lines_fit_the_width_by_the_measure_of_the_font(text, size):
    room = 3.2
    lines = balanced(text, room, lambda line: text_width(line, size))
    assert all(text_width(line, size) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_title_has_no_last_line_of_a_word_or_two_and_keeps_number_and_unit_together():
    for text in (TITLE, ENGLISH):
        lines = fitted(text, WIDTH, TITLE_SIZE).split("\n")
        assert len(lines) > 1
        assert text_width(lines[-1], TITLE_SIZE) > 0.3 * max(text_width(line, TITLE_SIZE) for line in lines)
        assert not any(re.search(r"\d$", one) and re.match(r"[一-鿿a-z]", two) for one, two in pairwise(lines))


def test_chinese_names_within_english_are_not_broken():
    assert any("强化科技创新引领" in line for line in fitted(ENGLISH, WIDTH, TITLE_SIZE).split("\n"))


def test_a_figure_is_as_wide_as_a_column_of_print_with_two_pixels_for_each_of_the_page(tmp_path):
    bars(tmp_path)
    with Image.open(tmp_path / "bars.png") as picture:
        assert picture.width == round(WIDTH * DPI) == 1600
    assert NOTE_SIZE * COLUMN_OF_A4 / WIDTH >= SMALLEST


def test_pictures_are_small_and_have_no_date(tmp_path):
    bars(tmp_path)
    with Image.open(tmp_path / "bars.png") as picture:
        assert picture.mode == "P"
    svg = (tmp_path / "bars.svg").read_text(encoding="utf-8")
    assert "<dc:date>" not in svg
    assert "吴江高于昆山" in svg


def test_the_page_sets_the_words_of_a_figure_as_text_and_shows_the_drawing_alone(tmp_path):
    shown = bars(tmp_path)
    for words in (CAPTION.title, CAPTION.subtitle, CAPTION.note):
        assert f">{words}<" in shown
    width, height = map(int, re.search(r'<img width="(\d+)" height="(\d+)"', shown).groups())
    with Image.open(tmp_path / "bars.png") as whole:
        assert height / width < whole.height / whole.width
    assert f'alt="{CAPTION.alt}"' in shown


def test_a_link_lies_over_its_mark_in_the_drawing(tmp_path):
    import base64

    shown = bars(tmp_path)
    picture = Image.open(io.BytesIO(base64.b64decode(re.search(r"base64,([^\"]+)", shown)[1]))).convert("RGB")
    places = re.findall(r"left:([\d.]+)%;top:([\d.]+)%;width:([\d.]+)%;height:([\d.]+)%", shown)
    assert len(places) == 2
    for left, top, width, height in (map(float, place) for place in places):
        middle = ((left + width / 2) / 100 * picture.width, (top + height / 2) / 100 * picture.height)
        assert picture.getpixel(tuple(map(int, middle))) == (0, 114, 178)


def test_letters_are_dark_enough_on_white_and_pale_ones_in_dark_bars_stay():
    assert text_colour("white") == "#ffffff"
    assert text_colour(GREY) == GREY
    assert text_colour(INK) == INK
    assert text_colour("#D55E00") != "#d55e00"


def test_chinese_in_the_words_of_an_english_figure_is_marked(tmp_path):
    figure, axes = new_figure(1)
    axes.bar(["a"], [1])
    caption = Caption("区发改委 has the most tasks", "Tasks, 2024", "Source: test.", "Bar chart.")
    shown = save_figure(figure, "one", caption, folder=tmp_path).data
    assert '<span lang="zh-CN">区发改委</span> has the most tasks' in shown


def figures_table():
    frame = pd.DataFrame(
        {
            "领域": ["教育", "产业"],
            "区间": ["0.82–0.89", "0.71–0.93"],
            "差": ["+4.9*", "—"],
            "原文": ["全面推进教育现代化，新增学位 7,470 个，办好人民满意的教育。", "无"],
            "句": [12, 3_400],
        }
    )
    labels = {name: f"{name}（单位）" for name in frame}
    return report_table(frame, "t", labels, lang="zh", whole=("句",), caption="各领域的区间").data


def test_figures_that_are_text_stand_right_like_numbers_and_words_left():
    content = figures_table()
    for name, side in (("领域", "left"), ("区间", "right"), ("差", "right"), ("原文", "left"), ("句", "right")):
        assert re.search(rf'<th class="[^"]*gt_{side}"[^>]*>{name}（单位）', content)
    assert "white-space:nowrap" in content


def test_a_table_can_be_reached_and_scrolled_by_keyboard_and_has_a_caption_and_heads():
    content = figures_table()
    assert re.search(r'<div class="table-box" id="t" role="region" tabindex="0" aria-label="各领域的区间">', content)
    assert "<caption>各领域的区间</caption>" in content
    assert content.count('role="rowheader"') == 2
    assert content.count('scope="col"') == 5


def test_a_table_has_no_colours_of_its_own_that_a_dark_page_could_not_change():
    style = re.search(r"<style>(.*?)</style>", figures_table(), re.DOTALL)[1]
    assert len(style) < 1_500
    assert not re.search(r"(?<!,)#[0-9a-fA-F]{3,6}", style)


def test_a_table_without_rows_is_no_error():
    assert "<table" in report_table(pd.DataFrame({"a": []}), "t", {"a": "甲"}, lang="zh").data


@pytest.fixture(scope="module")
def project(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    for name in ("raw", "processed", "validation"):
        shutil.copytree(root / "data" / name, folder / "data" / name)
    return folder


@pytest.mark.long
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("notebook", "parameters"),
    [
        ("01_corpus", {}),
        ("02_attention", {"resamples": 100}),
        ("03_targets", {}),
        ("04_language", {"resamples": 100}),
        ("05_assignment", {}),
        ("90_validation", {"draws": 2}),
    ],
)
def test_no_figure_of_the_corpus_has_words_that_overlap_or_are_cut(
    root, project, tmp_path, monkeypatch, notebook, parameters, lang
):
    found = []

    def checked(figure):
        found.append((overlapping_labels(figure), cut_labels(figure), smallest_letters(figure)))
        close(figure)

    close = pyplot.close
    monkeypatch.setattr(pyplot, "close", checked)
    outputs_of(root / "notebooks" / f"{notebook}.ipynb", project, tmp_path, monkeypatch, lang=lang, **parameters)
    assert found
    assert all(overlaps == [] and cut == [] for overlaps, cut, _ in found)
    assert all(size * COLUMN_OF_A4 / WIDTH >= SMALLEST for *_, size in found)
