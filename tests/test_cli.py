"""The command line says what it did, and what it could not do, in plain words."""

from __future__ import annotations

import pytest

from suzhou_priorities.cli import main
from suzhou_priorities.tables.store import read_table
from tests.tables.test_tables import SIXTH


def test_help_shows_commands_and_examples(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    assert "process" in shown
    assert "examples:" in shown


def test_files_without_sidecars_are_processed_and_what_was_inferred_is_said(tmp_path, capsys):
    page = tmp_path / "西湖.txt"
    page.write_text(SIXTH, encoding="utf-8")
    note = tmp_path / "note.txt"
    note.write_text("今天天气很好，大家一起去公园散步，聊了很多有意思的事情。\n", encoding="utf-8")
    assert main(["process", str(page), str(note), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "The place is read from the text: 杭州市西湖区." in said
    assert "The year could not be read from the text." in said
    documents = read_table("documents", tmp_path / "out")
    assert sorted(documents["doc_id"]) == ["note", "西湖"]
    assert (tmp_path / "out" / "text" / "西湖.txt").read_text("utf-8").startswith("2019年西湖区政府工作报告")


def test_two_files_of_one_name_are_not_mixed_up(tmp_path, capsys):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(SIXTH, encoding="utf-8")
    assert main(["process", str(tmp_path / "a"), str(tmp_path / "b"), "--out", str(tmp_path / "out")]) == 1
    assert "has the same name as" in capsys.readouterr().out
    assert len(read_table("documents", tmp_path / "out")) == 1


def test_a_path_that_stands_for_nothing_is_an_error_in_one_line(tmp_path, capsys):
    assert main(["process", str(tmp_path / "nothing.txt"), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_raw_page_is_never_overwritten_by_its_clean_text(tmp_path, capsys):
    (tmp_path / "text").mkdir()
    page = tmp_path / "text" / "page.txt"
    page.write_text(SIXTH, encoding="utf-8")
    assert main(["process", str(page), "--out", str(tmp_path)]) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert page.read_text("utf-8") == SIXTH
