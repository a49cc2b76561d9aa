"""`make verify` and `make accept`: builds that are the same to the byte, and results that change only on purpose."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest

from suzhou_priorities.errors import ReportError, TableError, WorkflowError
from suzhou_priorities.paths import ProjectPaths
from suzhou_priorities.workflow import verify
from suzhou_priorities.workflow.accept import accept, moved
from suzhou_priorities.workflow.key_number_sources import numbers_of
from suzhou_priorities.workflow.key_numbers import (
    COUNT,
    KEY_NUMBERS,
    KeyNumber,
    moved_numbers,
    numbers_from,
    read_numbers,
    write_numbers,
)
from suzhou_priorities.workflow.other_code import environment_of, run_in
from suzhou_priorities.workflow.table_checksums import (
    CHECKSUMS,
    checksums_of,
    moved_tables,
    read_checksums,
    write_checksums,
)
from suzhou_priorities.workflow.tree_comparison import compare_builds
from tests.conftest import ROOT
from tests.workflow.test_diff import git
from tests.workflow.test_report import NOTEBOOK, RUNS, add_document, report, write_notebook

REMEDY = "If the change is meant, run `make accept` and commit tests/expected; `make diff` says what moves it."
OURS = ProjectPaths(ROOT)


class TestTheReportOfThisCheckout:
    def test_its_key_numbers_are_the_accepted_ones(self, site):
        lines = moved_numbers(read_numbers(ROOT / KEY_NUMBERS), numbers_of(OURS))
        assert not lines, "\n".join(["key numbers, accepted → found:", *lines, REMEDY])

    def test_its_tables_are_the_accepted_ones(self, report_tables):
        lines = moved_tables(read_checksums(ROOT / CHECKSUMS), checksums_of(report_tables))
        assert not lines, "\n".join(["tables, accepted → found:", *lines, REMEDY])

    def test_its_key_numbers_speak_of_tables_shares_promises_and_validation(self):
        names = {number.name for number in read_numbers(ROOT / KEY_NUMBERS)}
        assert {"rows/sentences", "between/beyond_chance", "validation/domain/corpus/kappa"} <= names
        for what in ("/share/", "/low", "/high", "/promises/measured", "validation/figures/"):
            assert any(what in name for name in names), what
        assert len(names) >= 40


def number(value, unit="share of characters", name="a/share/industry"):
    return KeyNumber(name, value, unit, "06_comparison, findings")


class TestKeyNumbers:
    def test_a_moved_number_is_told_with_both_values_and_its_source(self):
        (line,) = moved_numbers([number(0.14)], [number(0.15)])
        assert line == "a/share/industry: 0.14 → 0.15 (share of characters, 06_comparison, findings)"

    def test_shares_may_differ_by_rounding_and_counts_may_not(self):
        assert moved_numbers([number(0.14)], [number(0.14 + 1e-12)]) == []
        assert moved_numbers([number(5, COUNT)], [number(6, COUNT)])

    def test_a_number_that_comes_or_goes_is_told(self):
        assert moved_numbers([], [number(0.14)])[0].startswith("a/share/industry: none → 0.14")
        assert moved_numbers([number(0.14)], [])[0].startswith("a/share/industry: 0.14 → none")

    def test_they_are_read_back_as_they_were_written_one_a_line(self, tmp_path):
        numbers = [number(0.1403), number(5, COUNT, "rows/documents")]
        write_numbers(numbers, tmp_path / "numbers.json")
        assert read_numbers(tmp_path / "numbers.json") == numbers
        assert len((tmp_path / "numbers.json").read_text("utf-8").splitlines()) == 2 + len(numbers)

    @pytest.mark.parametrize("content", ["", "[]", '{"numbers": [{"name": "a"}]}'])
    def test_a_file_that_holds_none_is_named_with_its_remedy(self, content):
        with pytest.raises(ReportError, match="make accept"):
            numbers_from(content)


class TestChecksums:
    def test_a_changed_table_is_told_with_its_rows(self, tmp_path):
        (tmp_path / "terms.csv").write_text('"doc_id","term"\n"a","b"\n', encoding="utf-8")
        before = checksums_of(tmp_path)
        (tmp_path / "terms.csv").write_text('"doc_id","term"\n"a","c"\n', encoding="utf-8")
        (line,) = moved_tables(before, checksums_of(tmp_path))
        assert line.startswith("table terms: ")
        assert moved_tables(before, before) == []
        assert moved_tables(before, {}) == ["table terms: gone"]

    def test_they_are_read_back_as_they_were_written(self, tmp_path):
        (tmp_path / "terms.csv").write_text("a", encoding="utf-8")
        found = checksums_of(tmp_path)
        write_checksums(found, tmp_path / "sums.tsv")
        assert read_checksums(tmp_path / "sums.tsv") == found

    def test_a_damaged_list_is_named_with_its_remedy(self, tmp_path):
        (tmp_path / "sums.tsv").write_text("table\trows\nterms\tmany\n", encoding="utf-8")
        with pytest.raises(TableError, match="make accept"):
            read_checksums(tmp_path / "sums.tsv")


@pytest.fixture
def builds(tmp_path):
    for name in ("one", "other"):
        for file, content in (("reports/index.html", "<p>一</p>\n<p>二</p>\n"), ("figures/a/zh/b.png", "picture")):
            (tmp_path / name / file).parent.mkdir(parents=True)
            (tmp_path / name / file).write_text(content, encoding="utf-8")
    return tmp_path / "one", tmp_path / "other"


class TestComparisonOfBuilds:
    def test_the_same_bytes_are_the_same(self, builds):
        found = compare_builds(*builds)
        assert (found.files, found.differences) == (2, ())

    def test_the_first_line_that_differs_is_shown_from_both(self, builds):
        (builds[1] / "reports/index.html").write_text("<p>一</p>\n<p>三</p>\n", encoding="utf-8")
        assert compare_builds(*builds).differences == ("reports/index.html: line 2: <p>二</p> | <p>三</p>",)

    def test_of_a_long_line_what_stands_around_the_difference(self, builds):
        for build, digit in zip(builds, "12", strict=True):
            (build / "reports/index.html").write_text("x" * 5000 + digit + "y" * 5000, encoding="utf-8")
        (line,) = compare_builds(*builds).differences
        assert "x1y" in line
        assert "x2y" in line
        assert len(line) < 400

    def test_of_a_picture_the_first_byte_and_of_a_workbook_the_member(self, builds):
        (builds[1] / "figures/a/zh/b.png").write_text("piXture", encoding="utf-8")
        for build, content in zip(builds, ("1", "2"), strict=True):
            with zipfile.ZipFile(build / "reports" / "tables.xlsx", "w") as workbook:
                workbook.writestr(zipfile.ZipInfo("xl/sheet1.xml"), content)
        assert compare_builds(*builds).differences == (
            "figures/a/zh/b.png: byte 2 of 7 | 7",
            "reports/tables.xlsx: content of xl/sheet1.xml",
        )

    def test_a_file_of_one_build_only_is_told(self, builds):
        (builds[0] / "reports/more.html").write_text("more", encoding="utf-8")
        assert compare_builds(*builds).differences == ("reports/more.html: only in the first build",)

    def test_the_ledger_variants_and_hidden_state_are_left_out(self, builds):
        for name in (
            "reports/runs.json",
            "reports/en/runs.html",
            "reports/variants/a/b.html",
            "data/processed/.shards/s",
        ):
            (builds[0] / name).parent.mkdir(parents=True, exist_ok=True)
            (builds[0] / name).write_text("once", encoding="utf-8")
        assert compare_builds(*builds).differences == ()


def test_the_code_that_runs_is_that_of_the_clone(tmp_path):
    package = tmp_path / "src" / "suzhou_priorities"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    said = run_in(tmp_path, ["-c", "import suzhou_priorities as p; print(p.__file__)"], environment_of(tmp_path))
    assert said.strip() == str(package / "__init__.py")
    shutil.rmtree(package)
    with pytest.raises(WorkflowError, match="would run the package of"):
        run_in(tmp_path, ["-c", ""], environment_of(tmp_path))


@pytest.fixture
def clonable(tmp_path, monkeypatch):
    """Return a small checkout with the code of this one, all of it committed."""
    monkeypatch.delenv("SUZHOU_PRIORITIES_ROOT", raising=False)
    folder = tmp_path / "project"
    (folder / "data" / "raw").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".gitignore", folder)
    (folder / "requirements.lock").write_text("pandas==1\n", encoding="utf-8")
    add_document(folder / "data" / "raw")
    write_notebook(folder / "notebooks" / "count.ipynb", NOTEBOOK)
    (folder / "notebooks" / "runs.yml").write_text(RUNS, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "first")
    return folder


@pytest.mark.long
def test_the_way_of_a_change_of_results(clonable, tmp_path):
    assert report(clonable).returncode == 0
    assert any(line.startswith("rows/sentences: none → ") for line in accept(ProjectPaths(clonable)))
    git(clonable, "add", "--all")
    git(clonable, "commit", "--quiet", "--message", "accepted")
    said = io.StringIO()
    assert verify.verify(clonable, tmp_path / "same", said) == 0, said.getvalue()
    assert "Both builds are the same, and as accepted." in said.getvalue()

    # Another document, not accepted; and a notebook that shows where and when it runs.
    add_document(clonable / "data" / "raw", "second_report")
    write_notebook(clonable / "notebooks" / "count.ipynb", NOTEBOOK, "import os, time\n(os.getcwd(), time.tzname)")
    with pytest.raises(WorkflowError, match="out of date"):
        accept(ProjectPaths(clonable))
    git(clonable, "add", "--all")
    git(clonable, "commit", "--quiet", "--message", "second")
    said = io.StringIO()
    assert verify.verify(clonable, tmp_path / "other", said) > 0
    assert "reports/count.html: line " in said.getvalue()
    assert "not as accepted: rows/documents: 1 → 2" in said.getvalue()
    assert "not as accepted: table documents: 1 → 2 rows" in said.getvalue()
    assert "make accept" in said.getvalue()
    assert moved(ProjectPaths(tmp_path / "other" / "a"))


@pytest.mark.long
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout: there is no last commit")
def test_two_builds_of_the_last_commit_are_the_same_to_the_byte_and_as_accepted(tmp_path):
    said = io.StringIO()
    assert verify.verify(ROOT, tmp_path / "clones", said) == 0, said.getvalue()


def test_a_folder_that_holds_something_is_refused(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("kept", encoding="utf-8")
    assert verify.main(["--folder", str(tmp_path)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert (tmp_path / "mine.txt").read_text("utf-8") == "kept"
