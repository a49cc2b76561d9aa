"""A document that is nearly the text of another is told of, in both: nothing is left out, and nothing is silent."""

from __future__ import annotations

import pytest

from suzhou_priorities.show.messages import is_known, message_in
from suzhou_priorities.tables.near_duplicates import notes_on_near_duplicates, shared_part, with_notes
from suzhou_priorities.tables.shards import process_shard
from suzhou_priorities.tables.store import read_table

LINES = [
    f"{number}、今年要完成第{number}个重点项目的建设，投资增长{number}%，新增岗位{number}00个。"
    for number in range(1, 41)
]
HEAD = "2019年西湖区政府工作报告\n各位代表：\n"


def shard(folder, **texts):
    pages = folder / "pages"
    pages.mkdir(exist_ok=True)
    files = []
    for name, lines in texts.items():
        files.append(pages / f"{name}.txt")
        files[-1].write_text(HEAD + "\n".join(lines), encoding="utf-8")
    process_shard(files, folder / "-".join(texts))
    return folder / "-".join(texts)


def test_a_copy_with_some_other_lines_is_told_of_in_both(tmp_path):
    copied = [*LINES[:36], "新增一句与众不同的话，说明这是另一份文件。"]
    shards = [shard(tmp_path, first=LINES), shard(tmp_path, second=copied, third=["全区上下团结一心，共同奋斗。"])]
    notes = notes_on_near_duplicates(shards)
    assert set(notes) == {"first", "second"}
    (note,) = notes["first"]
    assert note.startswith("It is nearly the same text as second: 8")
    assert is_known(note)
    assert message_in(note, "zh").startswith("与 second 几乎是同一文本")
    amended = with_notes({place: {} for place in shards}, notes)
    assert note in amended[shards[0]]["documents"]["warnings"].iloc[0]
    own = amended[shards[1]]["documents"].set_index("doc_id")["warnings"]
    assert own["second"][-1].startswith("It is nearly the same text as first")
    assert own["third"] == list(read_table("documents", shards[1]).set_index("doc_id")["warnings"]["third"])


@pytest.mark.parametrize("changed", [LINES[:20], LINES[20:] + [line.replace("今年", "明年") for line in LINES[:20]]])
def test_a_part_of_a_document_or_a_new_version_is_no_copy(tmp_path, changed):
    assert notes_on_near_duplicates([shard(tmp_path, first=LINES, second=changed)]) == {}


def test_formulas_that_all_share_make_no_copies(tmp_path):
    formulas = ["各位代表：", "请予审议。", "谢谢大家。"]
    assert notes_on_near_duplicates([shard(tmp_path, first=formulas, second=formulas[:2])]) == {}


def test_the_part_that_is_shared_counts_characters():
    assert shared_part({1: 100, 2: 300}, {2: 300, 3: 600}) == 0.3
    assert shared_part({}, {}) == 0.0
