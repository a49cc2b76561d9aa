"""Whatever goes wrong ends in one line that says where, what and the remedy, and nothing is lost or overwritten."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from suzhou_priorities.batch import documents
from suzhou_priorities.cli import main
from suzhou_priorities.errors import MachineError, SoftwareError, SuzhouPrioritiesError, as_told
from suzhou_priorities.paths import ROOT_VARIABLE
from suzhou_priorities.show import fonts
from suzhou_priorities.tables import store
from tests.tables.test_tables import SIXTH


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(SIXTH, encoding="utf-8")
    return file


def told(capsys):
    """Return the one line that was said of an error."""
    said = capsys.readouterr().err
    assert said.count("\n") == 1, said
    assert said.startswith("suzhou-priorities: ")
    assert "Traceback" not in said
    return said


def run(*arguments, **options):
    command = [sys.executable, "-m", "suzhou_priorities.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, **options)


class TestTheMachine:
    @pytest.mark.parametrize(
        ("code", "said"),
        [
            (errno.ENOSPC, "found no room left on the disk. Free some space"),
            (errno.EDQUOT, "found no room left on the disk."),
            (errno.EROFS, "is on a disk that can only be read."),
            (errno.EACCES, "may not be read or written by this user."),
            (errno.EMFILE, "too many files are open."),
            (errno.EIO, "the disk has a fault."),
            (errno.ENOTCONN, "could not be read or written: "),
        ],
    )
    def test_what_it_refuses_is_said_with_the_folder(self, page, monkeypatch, capsys, code, said):
        def refuse(path, *_):
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(Path, "write_bytes", refuse)
        out = page.parent / "out"
        assert main(["process", str(page), "--out", str(out)]) == 2
        line = told(capsys)
        assert f"{out}: " in line
        assert said in line
        assert page.read_text("utf-8") == SIXTH

    def test_a_file_that_it_names_is_named(self):
        error = as_told(PermissionError(errno.EACCES, "denied", "/data/a\nb.txt"), "process")
        assert isinstance(error, MachineError)
        assert str(error).startswith("/data/a\\nb.txt: may not be read")

    def test_a_disk_that_fills_up_leaves_the_earlier_tables_as_they_were(self, page):
        out = page.parent / "out"
        assert run("process", page, "--out", out).returncode == 0
        before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
        page.write_text(SIXTH + "全区再接再厉，把各项工作做得更好更实更快。\n" * 400, encoding="utf-8")

        def small_files_only():
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

        result = run("process", page, "--out", out, preexec_fn=small_files_only)
        assert result.returncode == 2
        assert b"would be larger than files may be here." in result.stderr
        assert b"Traceback" not in result.stderr
        for file, content in before.items():
            assert file.read_bytes() == content
        assert not list(out.glob("*.part"))
        assert run("process", page, "--out", out).returncode == 0

    @pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder at hand in which nobody may write")
    def test_a_folder_in_which_nobody_may_write(self, page, capsys):
        assert main(["process", str(page), "--out", "/proc/tables"]) == 2
        assert "/proc/tables" in told(capsys)

    def test_a_file_where_the_folder_should_be(self, page, capsys):
        (page.parent / "out").write_text("mine", encoding="utf-8")
        assert main(["process", str(page), "--out", str(page.parent / "out")]) == 2
        assert "Choose another folder." in told(capsys)
        assert (page.parent / "out").read_text("utf-8") == "mine"

    def test_memory_that_runs_out(self, page, monkeypatch, capsys):
        monkeypatch.setattr(documents, "assemble", lambda *_: bytearray(1 << 62))
        assert main(["process", str(page), "--out", str(page.parent / "out")]) == 2
        assert "needs more memory than there is." in told(capsys)

    def test_a_worker_that_is_killed(self):
        line = str(as_told(BrokenProcessPool("A process in the process pool was terminated"), "out"))
        assert line.startswith("out: a process that did the work was ended from outside")
        assert "fewer --workers" in line


class TestTheUnexpected:
    @pytest.mark.parametrize(
        "error", [ValueError("odd\nvalue"), KeyError("x"), RecursionError(), UnicodeError("\ud800")]
    )
    def test_it_is_told_as_a_fault_of_the_software(self, page, monkeypatch, capsys, error):
        def fail(*_):
            raise error

        monkeypatch.setattr(documents, "assemble", fail)
        assert main(["process", str(page), "--out", str(page.parent / "out")]) == 2
        line = told(capsys)
        assert type(error).__name__ in line
        assert "This is a fault of the software: please report it" in line

    @pytest.mark.parametrize("place", [0, 1, 4])
    def test_debug_shows_where_it_arose_wherever_the_option_stands(self, page, monkeypatch, place):
        def fail(*_):
            raise ValueError("odd")

        monkeypatch.setattr(documents, "assemble", fail)
        arguments = ["process", str(page), "--out", str(page.parent / "out")]
        arguments.insert(place, "--debug")
        with pytest.raises(ValueError, match="odd"):
            main(arguments)

    def test_debug_shows_where_an_error_of_ours_arose_too(self, tmp_path):
        with pytest.raises(SuzhouPrioritiesError, match="stands for no file"):
            main(["process", str(tmp_path / "no.txt"), "--out", str(tmp_path), "--debug"])

    def test_an_error_of_ours_stays_what_it_is(self):
        error = SoftwareError("a", "b.", "c.")
        assert as_told(error, "elsewhere") is error


class TestWhatIsSaid:
    def test_a_terminal_without_chinese_is_told_in_plain_signs(self, tmp_path):
        page = tmp_path / "吴中.txt"
        page.write_text(SIXTH, encoding="utf-8")
        environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
        result = run("process", page, "--out", tmp_path / "out", env=environment)
        assert result.returncode == 0, result.stderr
        assert b"\\u5434\\u4e2d.txt: done" in result.stdout

    def test_a_reader_that_has_gone_is_no_error(self, page):
        code = "import os, sys; os.close(os.pipe()[0]); from suzhou_priorities.cli import main; sys.exit(main())"
        reading, writing = os.pipe()
        os.close(reading)
        command = [sys.executable, "-c", code, "process", str(page), "--out", str(page.parent / "out")]
        result = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
        os.close(writing)
        assert result.returncode == 141
        assert result.stderr == b""
        assert (page.parent / "out" / "documents.csv").is_file()


class TestNothingIsOverwritten:
    @pytest.mark.parametrize("name", ["tasks.csv", "sentences.parquet", "datapackage.json", "text/other.txt"])
    def test_a_folder_with_files_of_the_same_names_from_elsewhere_is_refused(self, page, capsys, name):
        mine = page.parent / "out" / name
        mine.parent.mkdir(parents=True)
        mine.write_text('{"name": "mine"}', encoding="utf-8")
        assert main(["process", str(page), "--out", str(page.parent / "out")]) == 2
        line = told(capsys)
        assert Path(name).name in line
        assert "is none of ours" in line
        assert mine.read_text("utf-8") == '{"name": "mine"}'

    def test_tables_made_here_before_are_replaced(self, page):
        for _ in range(2):
            assert main(["process", str(page), "--out", str(page.parent / "out")]) == 0

    def test_a_table_is_written_whole_or_not_at_all(self, tmp_path, monkeypatch):
        target = tmp_path / "documents.csv"
        target.write_text("as it was", encoding="utf-8")

        def write_half():
            with store.written_aside(target) as aside:
                aside.write_text("half", encoding="utf-8")
                raise OSError(errno.ENOSPC, "full")

        with pytest.raises(OSError, match="full"):
            write_half()
        assert [file.name for file in tmp_path.iterdir()] == ["documents.csv"]
        assert target.read_text("utf-8") == "as it was"


class TestWhatStandsForFiles:
    def test_a_folder_gives_its_texts_whatever_the_case_of_their_ending(self, page, tmp_path):
        (tmp_path / "B.TXT").write_text(SIXTH, encoding="utf-8")
        assert main(["process", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
        assert (tmp_path / "out" / "text" / "B.txt").is_file()

    @pytest.mark.parametrize("pattern", ["", "nothing", "no*.txt", "a**b.txt", "/nowhere/*.txt", "x\ud800.txt"])
    def test_what_stands_for_nothing_is_named(self, tmp_path, monkeypatch, capsys, pattern):
        monkeypatch.chdir(tmp_path)
        assert main(["process", pattern, "--out", "out"]) == 2
        assert "stands for no file. Name text files" in told(capsys)

    def test_the_variable_that_names_the_checkout_must_name_one(self, tmp_path, monkeypatch, capsys):
        monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path / "nowhere"))
        assert main(["report"]) == 2
        assert f"is no folder, though {ROOT_VARIABLE} names it." in told(capsys)

    def test_outside_a_checkout_it_is_said_how_to_name_one(self, tmp_path, monkeypatch, capsys):
        monkeypatch.delenv(ROOT_VARIABLE, raising=False)
        monkeypatch.chdir(tmp_path)
        assert main(["report"]) == 2
        assert "is not inside a checkout" in told(capsys)


def test_a_font_that_is_missing_is_named_with_the_package_that_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pylopdf_fonts_zh_cn", None)
    with pytest.raises(SuzhouPrioritiesError, match=r"Noto Sans SC: is missing.*Install the package pylopdf"):
        fonts.font_file()


def test_a_font_file_that_is_gone_is_named(monkeypatch, tmp_path):
    import pylopdf_fonts_zh_cn

    monkeypatch.setattr(pylopdf_fonts_zh_cn, "sans_path", lambda: tmp_path / "gone.otf")
    with pytest.raises(SuzhouPrioritiesError, match="Noto Sans SC: is not where"):
        fonts.font_file()
