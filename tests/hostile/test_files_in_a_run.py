"""A run over many files: what cannot be read is a row of `errors`, said with its reason, and stops nothing else."""

from __future__ import annotations

import csv
import os
import shutil

import pytest

from suzhou_priorities.cli import main
from suzhou_priorities.errors import TableError
from suzhou_priorities.show.messages import is_known
from suzhou_priorities.tables.document import SetAside, process_document
from suzhou_priorities.tables.store import read_table
from tests.conftest import processor_seconds
from tests.hostile.bad_pages import REFUSED
from tests.hostile.pumped import UNITS, pumped
from tests.tables.test_tables import SIXTH
from tests.workflow.test_report import (  # noqa: F401 - project is a fixture
    add_document,
    project,
    report,
)

GOOD = SIXTH.encode()
UNSAYABLE = os.fsdecode(b"bad\xff\xfe")


@pytest.fixture
def folder(tmp_path):
    """Return a folder of files of which one is a document."""
    made = tmp_path / "pages"
    made.mkdir()
    for number, (content, _) in enumerate(REFUSED.values()):
        (made / f"refused_{number:02d}.txt").write_bytes(content)
    for name in ("good", "two words", "..", "=cmd", "quote'\"<b>&", "a" * 250):
        (made / f"{name}.txt").write_bytes(GOOD)
    for name in ("new\nline", "bell\x07", UNSAYABLE):
        (made / f"{name}.txt").write_bytes(GOOD)
    (made / "folder.txt").mkdir()
    (made / "folder.txt" / "inner.txt").write_bytes(GOOD)
    (made / "loop.txt").symlink_to("loop.txt")
    (made / "around").symlink_to(".")
    (made / "gone.txt").symlink_to("nowhere")
    (made / "endless.txt").symlink_to("/dev/zero")
    os.mkfifo(made / "pipe.txt")
    (made / "code.txt").write_bytes(b'{"a": [1, 2, 3]}')
    return made


def test_every_file_is_a_document_or_a_row_of_errors(folder, tmp_path, capsys):
    assert main(["process", str(folder), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().out
    errors = read_table("errors", tmp_path / "out")
    documents = set(read_table("documents", tmp_path / "out")["doc_id"])
    assert documents == {"good", "two words", "..", "=cmd", "quote'\"<b>&", "a" * 250, "inner"}
    assert len(errors) == len(REFUSED) + 3 + 5
    by_file = dict(zip(errors["file"], errors["error"], strict=True))
    assert by_file["pipe.txt"] == "is a pipe, not a file."
    assert by_file["endless.txt"] == "is a device, not a file."
    assert by_file["loop.txt"] == "is a symbolic link that leads back to itself."
    assert by_file["gone.txt"] == "is not there."
    assert by_file["code.txt"].startswith("holds no text of a document")
    assert "in its name" in by_file["new\\nline.txt"]
    assert "in its name" in by_file["bad\\udcff\\udcfe.txt"]
    for error, remedy in zip(errors["error"], errors["remedy"], strict=True):
        assert is_known(error), error
        assert is_known(remedy), remedy
        assert error in said
    with (tmp_path / "out" / "errors.csv").open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == len(errors)


def test_raw_files_are_as_they_were(folder, tmp_path):
    before = {file: file.read_bytes() for file in folder.glob("refused_*")}
    main(["process", str(folder), "--out", str(tmp_path / "out")])
    assert {file: file.read_bytes() for file in folder.glob("refused_*")} == before


def test_files_of_one_name_are_told_apart_whatever_the_name(tmp_path, capsys):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{UNSAYABLE}.txt").write_bytes(GOOD)
    (tmp_path / "a" / "good.txt").write_bytes(GOOD)
    assert main(["process", str(tmp_path / "a"), str(tmp_path / "b"), "--out", str(tmp_path / "out")]) == 1
    assert "has the same name as" in capsys.readouterr().out


def test_copies_are_told_of_in_the_table_of_documents(tmp_path):
    text = SIXTH + "".join(
        f"{number}、今年要完成第{number}个重点项目，投资增长{number}%。\n" for number in range(1, 30)
    )
    for name in ("first", "second"):
        (tmp_path / f"{name}.txt").write_text(text + name, encoding="utf-8")
    assert main(["process", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    warnings = read_table("documents", tmp_path / "out").set_index("doc_id")["warnings"]
    assert warnings["first"][-1].startswith("It is nearly the same text as second")
    assert warnings["second"][-1].startswith("It is nearly the same text as first")


def test_no_cell_of_the_tables_for_people_is_a_formula(tmp_path):
    text = SIXTH + "=HYPERLINK(“x”)，确保增长6%。\n@SUM(A1)，确保增长6%。\n"
    (tmp_path / "=1+1.txt").write_text(text, encoding="utf-8")
    assert main(["process", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    for file in (tmp_path / "out").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            assert not [cell for row in csv.reader(lines) for cell in row if cell[:1] in "=@" and cell], file.name
    assert read_table("documents", tmp_path / "out")["doc_id"][0] == "=1+1"
    assert any(text.startswith("=HYPERLINK") for text in read_table("sentences", tmp_path / "out")["text"])


def test_a_table_that_is_damaged_is_named(tmp_path):
    (tmp_path / "documents.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(TableError, match=r"documents\.parquet: is damaged"):
        read_table("documents", tmp_path)


def test_an_error_that_nobody_expected_sets_one_document_aside(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    monkeypatch.setattr("suzhou_priorities.tables.document.outline_text", fail)
    (tmp_path / "page.txt").write_bytes(GOOD)
    result = process_document(tmp_path / "page.txt")
    assert isinstance(result, SetAside)
    assert result.step == "outline"
    assert result.error == "needs more memory than there is."


class TestLongPages:
    """A page that says one thing over and over takes time in proportion to its length."""

    def seconds(self, folder, text):
        (folder / "page.txt").write_text(text, encoding="utf-8")
        return processor_seconds(lambda: process_document(folder / "page.txt"))

    @pytest.mark.parametrize("name", ["percentages", "ranges", "amounts", "last years", "question marks"])
    def test_within_a_line(self, tmp_path, name):
        short = min(self.seconds(tmp_path, pumped(UNITS[name], 8_000)) for _ in range(2))
        assert self.seconds(tmp_path, pumped(UNITS[name], 16_000)) < 3.2 * short + 0.5

    @pytest.mark.long
    @pytest.mark.parametrize("name", UNITS)
    def test_over_a_million_characters(self, tmp_path, name):
        text = f"{SIXTH}{pumped(UNITS[name], 1_000_000)}\n{SIXTH}"
        assert self.seconds(tmp_path, text) < 60

    @pytest.mark.long
    def test_of_ordinary_sentences_in_one_line(self, tmp_path):
        line = "过去一年，全区地区生产总值增长6.5%，财政总收入突破百亿元，新增就业岗位1.5万个。"
        assert self.seconds(tmp_path, (line * 30_000)[:1_000_000]) < 60


class TestReport:
    @pytest.mark.long
    def test_odd_files_among_the_documents_stop_nothing(self, project):  # noqa: F811
        raw = project / "data" / "raw"
        os.mkfifo(raw / "pipe.txt")
        (raw / "gone.txt").symlink_to("nowhere")
        (raw / "folder.txt").mkdir()
        (raw / "lone.txt").write_bytes(GOOD)
        add_document(raw, "bomb")
        (raw / "bomb.yml").write_text("[" * 99_999, encoding="utf-8")
        (project / "notebooks" / "deep.ipynb").write_bytes(b"[" * 100_000)
        runs = (project / "notebooks" / "runs.yml").read_text("utf-8")
        more = runs.replace("runs:\n", "").replace("count", "deep")
        (project / "notebooks" / "runs.yml").write_text(runs + more, encoding="utf-8")
        for _ in range(2):
            result = report(project)
            assert result.returncode == 1
            assert "Traceback" not in result.stdout + result.stderr
            for line in (
                "Set aside: pipe.txt: is a pipe, not a file.",
                "Set aside: gone.txt: is not there.",
                "Set aside: folder.txt: is a folder, not a file.",
                "Set aside: lone.yml: is missing.",
                "Set aside: bomb.yml: is not valid YAML: line 1, column 13: nested too deeply.",
                "deep.ipynb: cannot be run: ",
            ):
                assert line in result.stdout, result.stdout
            assert (project / "reports" / "count.html").is_file()
        assert (project / "reports" / "documents" / "xihu_work_report_2019.html").is_file()
        shutil.rmtree(project)
