"""`make diff`: what a change of a codebook moves, told sentence by sentence and figure by figure."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import pytest

from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.paths import ROOT_VARIABLE, ProjectPaths
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import frame_of, write_table
from suzhou_priorities.workflow import diff
from suzhou_priorities.workflow.difference_text import rows_told, summary_told
from suzhou_priorities.workflow.table_differences import IDENTITY, read_versions, table_differences
from tests.conftest import ROOT
from tests.workflow.test_report import RUNS, add_document, write_notebook

SENTENCES = ("加快推进产业集群建设。", "新增学位1200个。", "办好水上秋韵系列活动。")


def sentence_rows(texts, domains):
    rows, start = [], 0
    for number, (text, domain) in enumerate(zip(texts, domains, strict=True), start=1):
        name, end = f"s{number:04d}", start + len(text)
        rows.append(
            ("a", name, "c0001", "plan", text, start, end, "measure", "year", domain, None, 0.9, ["产业"], "planned")
        )
        start = end
    return rows


def school_places(rows, indicator):
    """Return the row of 1200个 in 新增学位1200个, wherever that sentence stands."""
    sentence = next(row for row in rows if row[4] == SENTENCES[1])
    start = sentence[5] + 4
    fixed = ("count", "target", False, "unstated", 2024, 2024, 1200.0, "个", "eq", 1200.0, "个", SENTENCES[1])
    return ("a", "q0001", sentence[1], start, start + 5, "学位", indicator, *fixed)


@pytest.fixture
def tables(tmp_path):
    """Return a function that writes the tables of one version and reads them as a comparison does."""

    def write(name, texts=SENTENCES, domains=("industry", "education", "culture"), indicator="school_places"):
        rows = sentence_rows(texts, domains)
        given = {"sentences": rows, "quantities": [school_places(rows, indicator)]}
        for table in SCHEMAS:
            write_table(frame_of(table, given.get(table, [])), table, tmp_path / name)
        return read_versions(tmp_path / name)

    return write


def told(before, after, most=None):
    found = table_differences(before, after)
    return [line for one in found.values() for line in rows_told(one, most)]


class TestComparison:
    def test_every_table_has_something_that_names_its_rows(self):
        assert set(IDENTITY) == set(SCHEMAS)

    def test_the_same_tables_differ_in_nothing(self, tables):
        assert told(tables("before"), tables("after")) == []

    def test_a_moved_code_is_told_with_its_sentence_and_both_values(self, tables):
        lines = told(tables("before"), tables("after", domains=("industry", "education", "rural")))
        assert lines == ["\nsentences: 1", "  ~ a  办好水上秋韵系列活动。", "      domain: culture → rural"]

    def test_a_figure_that_lost_its_indicator_is_told_with_its_clause(self, tables):
        lines = told(tables("before"), tables("after", indicator=None))
        assert lines == ["\nquantities: 1", "  ~ a  新增学位1200个。", "      indicator: school_places → none"]

    def test_one_more_sentence_at_the_beginning_does_not_move_the_others(self, tables):
        texts = ("各位代表：", *SENTENCES)
        lines = told(tables("before"), tables("after", texts, (None, "industry", "education", "culture")))
        assert lines[:2] == ["\nsentences: 1", "  + a  各位代表："]
        assert not [line for line in lines if "学位" in line]

    def test_sentences_of_one_wording_are_told_apart(self, tables):
        texts = ("再接再厉。", "新增学位1200个。", "再接再厉。")
        lines = told(tables("before", texts), tables("after", texts, ("industry", "education", "rural")))
        assert lines == ["\nsentences: 1", "  ~ a  再接再厉。", "      domain: culture → rural"]

    def test_a_score_that_moves_is_counted_and_not_listed(self, tables):
        before, after = tables("before"), tables("after")
        after["sentences"]["domain_score"] = "0.8"
        found = table_differences(before, after)
        assert list(rows_told(found["sentences"], None)) == []
        line = next(line for line in summary_told(found.values(), [], []) if line.startswith("sentences"))
        assert line.split() == ["sentences", "3", "3", "0", "0", "3", "domain_score", "3"]

    def test_at_most_so_many_rows_are_listed(self, tables):
        lines = told(tables("before"), tables("after", domains=("rural", "rural", "rural")), most=1)
        assert [line for line in lines if line.startswith("  ~")] == ["  ~ a  加快推进产业集群建设。"]
        assert "2 more" in lines[-1]

    def test_columns_of_one_version_only_are_named(self, tables):
        before, after = tables("before"), tables("after")
        found = table_differences({**before, "sentences": before["sentences"].drop(columns="tense")}, after)
        assert "new: tense" in "\n".join(summary_told(found.values(), [], []))


PAGE = (
    "2019年西湖区政府工作报告\n各位代表：\n现在，我代表杭州市西湖区人民政府向大会报告工作，请予审议。\n"
    "一、2018年工作回顾\n过去一年，全区地区生产总值增长6.5%，粮食仓容30万吨。\n"
    "二、2019年工作安排\n今年是新中国成立70周年，我们要确保地区生产总值增长6%以上。\n"
    "加快推进产业集群建设，做大做强主导产业。水上秋韵要越办越好。\n"
)


def git(folder, *arguments):
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    folder = tmp_path / "project"
    (folder / "data" / "raw").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data" / "validation", folder / "data" / "validation")
    for page in (ROOT / "data" / "raw").glob("*.txt"):  # the models are fitted to units of these
        shutil.copy(page, folder / "data" / "validation" / "reports" / page.name)
    add_document(folder / "data" / "raw", text=PAGE)
    write_notebook(folder / "notebooks" / "count.ipynb", "1")
    (folder / "notebooks" / "runs.yml").write_text(RUNS, encoding="utf-8")
    (folder / "requirements.lock").write_text("pandas==1\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "first")
    return ProjectPaths(folder)


def edit(file, pattern, replacement):
    text = file.read_text("utf-8")
    changed, times = re.subn(pattern, replacement, text, count=1)
    assert times == 1
    file.write_text(changed, encoding="utf-8")


@pytest.mark.long
def test_a_change_of_codebooks_moves_the_sentences_and_figures_that_it_speaks_of(checkout):
    codebooks = checkout.root / "src" / "suzhou_priorities" / "codebooks"
    edit(codebooks / "domain_terms.yml", r"(?s)(  culture:\n.*?3: \[)", r"\1水上秋韵, ")
    edit(codebooks / "indicators.yml", r"(?s)(  grain_output:\n.*?forms:\n)", r"\1      - 粮食仓容\n")
    said = io.StringIO()
    diff.differences(checkout, "HEAD", None, said)
    listed = re.findall(r"(?m)^  [~+−] \S+  (.+)$", said.getvalue())
    assert listed == ["水上秋韵要越办越好。", "粮食仓容30万吨"]
    assert re.search(r"domain: \w+ → culture", said.getvalue())
    assert "indicator: none → grain_output" in said.getvalue()
    assert "commit" in said.getvalue().lower()
    assert not (checkout.root / "data" / "processed").exists(), "the checkout itself is left alone"


@pytest.mark.long
def test_an_unchanged_tree_moves_nothing(checkout):
    said = io.StringIO()
    assert diff.differences(checkout, "HEAD", None, said) == 0
    assert "the same: documents" in said.getvalue()


def test_a_commit_that_there_is_not_is_named(tmp_path):
    git(tmp_path, "init", "--quiet")
    with pytest.raises(WorkflowError, match="nowhere"):
        diff.differences(ProjectPaths(tmp_path), "nowhere", None, io.StringIO())
