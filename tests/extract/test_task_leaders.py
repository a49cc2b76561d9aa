"""Names of leaders beside titles, brackets and telephone numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.extract.task_leaders import is_name, split_names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("市长 李建国", "李建国"),
        ("常务副市长 王志强", "王志强"),
        ("陈刚 副市长", "陈刚"),
        ("陈刚\n副市长", "陈刚"),
        ("县长张伟", "张伟"),
        ("副县长欧阳建华", "欧阳建华"),
        ("张伟县委书记", "张伟"),
        ("张伟同志", "张伟"),
        ("区委常委、常务副区长张伟", "张伟"),
        ("杨丽（副县长）", "杨丽"),
        ("赵立军（县委常委、常务副县长）", "赵立军"),
        ("李强（市委常委、副市长）、王芳(副市长)", "李强 王芳"),
        ("副市长（王芳）", "王芳"),
        ("安临市市长 李建国", "李建国"),
        ("开发区管委会主任 何敏", "何敏"),
        ("市政府党组成员 何敏", "何敏"),
        ("李娜 13800000000", "李娜"),
        ("李娜 0512-63000000", "李娜"),
        ("牵头领导：张伟；配合领导：李娜", "张伟 李娜"),
        ("张伟 李娜", "张伟 李娜"),
        ("张 伟、李 娜", "张伟 李娜"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        # What the page does not say in full stays as it is.
        ("王副市长", "王副市长"),
        # Ends of titles within names.
        ("王小区、李书记员", "王小区 李书记员"),
    ],
)
def test_the_name_alone(cell, names):
    assert split_names(cell) == names.split(" ")


@pytest.mark.parametrize("cell", ["市长", "（副县长）", "—", "——", "/", "-", "无", " ／ ", "13800000000"])
def test_a_title_alone_and_a_sign_for_nothing_name_nobody(cell):
    assert split_names(cell) == []


def test_the_example_of_titles_is_no_name():
    titles = load_codebook("offices")["titles"]["example"]
    assert split_names(f"张伟（{titles}）") == split_names(f"{titles}张伟") == ["张伟"]


def test_what_looks_like_a_name():
    assert all(map(is_name, ("李明", "欧阳小明", "阿依古丽·买买提")))
    assert not any(map(is_name, ("李", "李明（副县长）", "李建国王小芳", "·", "")))


@given(st.text(alphabet="市长副李明（）()、 \n1380：书记", max_size=40))
def test_no_name_is_empty_and_none_beside_a_title_is_lost(cell):
    assert all(split_names(cell))
    assert "李明" in split_names(f"{cell}、李明") or "（" in cell or "(" in cell
