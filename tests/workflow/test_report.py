"""`suzhou-priorities report` on a small checkout, driven as a user would."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import nbformat
import pytest

from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.paths import ProjectPaths
from suzhou_priorities.workflow.runs import read_runs
from suzhou_priorities.workflow.sources import sources_of_module, sources_of_notebook
from tests.tables.test_tables import SIDECAR, SIXTH

NOTEBOOK = """\
from suzhou_priorities.paths import project_paths
from suzhou_priorities.tables.store import read_table
len(read_table("documents", project_paths().processed))
"""
RUNS = """\
runs:
  - name: count
    notebook: count.ipynb
    title: {zh: "计数", en: "Count"}
    sentence: {zh: "有几份文件。", en: "How many documents."}
    parameters: {base: 2020}
"""


def write_notebook(path, *cells):
    node = nbformat.v4.new_notebook()
    node.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    parameters = nbformat.v4.new_code_cell('lang: str = "zh"  # language\nbase: int = 2000  # base year')
    parameters.metadata["tags"] = ["parameters"]
    node.cells = [parameters, *(nbformat.v4.new_code_cell(cell) for cell in cells)]
    nbformat.write(node, path)


def add_document(raw, name="xihu_work_report_2019", text=SIXTH):
    from suzhou_priorities.corpus.raw_page import read_raw_page

    page = raw / f"{name}.txt"
    page.write_text(text, encoding="utf-8")
    page.with_suffix(".yml").unlink(missing_ok=True)
    sidecar = SIDECAR.replace("xihu_work_report_2019", name).replace("SHA", read_raw_page(page).sha256)
    page.with_suffix(".yml").write_text(sidecar, encoding="utf-8")


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "requirements.lock").write_text("pandas==1\n", encoding="utf-8")
    add_document(tmp_path / "data" / "raw")
    write_notebook(tmp_path / "notebooks" / "count.ipynb", NOTEBOOK)
    (tmp_path / "notebooks" / "runs.yml").write_text(RUNS, encoding="utf-8")
    return tmp_path


def report(project, *options):
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    environment.pop("SUZHOU_PRIORITIES_ROOT", None)
    command = [sys.executable, "-m", "suzhou_priorities.cli", "report", *options]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, env=environment, check=False)


def ran(result):
    lines = [line for line in result.stdout.splitlines() if line.startswith("[")]
    return [re.sub(r"^\[\d+/\d+\] |, about .+ left$", "", line) for line in lines]


def states(project):
    found = {}
    for folder in ("reports", "data/processed", "figures"):
        for file in sorted((project / folder).rglob("*")):
            if file.is_file() and file.name not in (".state.sqlite", "runs.json", "runs.html"):
                found[str(file.relative_to(project))] = file.read_bytes()
    return found


def test_the_way_of_a_project(project):
    first = report(project)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "22 steps ran" in first.stdout
    assert (project / "reports" / "index.html").is_file()
    assert (project / "reports" / "en" / "count.html").is_file()
    for folder in (project / "reports", project / "reports" / "en"):
        assert 'id="s0001"' in (folder / "documents" / "xihu_work_report_2019.html").read_text("utf-8")
        assert 'href="documents/xihu_work_report_2019.html"' in (folder / "index.html").read_text("utf-8")
        assert 'href="sentences.html"' in (folder / "index.html").read_text("utf-8")
        assert "xihu_work_report_2019" in (folder / "sentences.html").read_text("utf-8")

    again = report(project)
    assert ran(again) == []
    assert "22 were up to date" in again.stdout

    # A time stamp is no change; a change of content is.
    os.utime(project / "notebooks" / "count.ipynb")
    assert ran(report(project)) == []
    write_notebook(project / "notebooks" / "count.ipynb", NOTEBOOK + "1 + 1\n")
    assert sorted(ran(report(project))) == [
        "notebook count (en)",
        "notebook count (zh)",
        "page count (en)",
        "page count (zh)",
    ]


@pytest.mark.long
def test_a_product_that_was_edited_or_lost_is_made_again_and_is_what_it_was(project):
    assert report(project).returncode == 0
    built = states(project)
    (project / "reports" / "count.html").write_text("edited", encoding="utf-8")
    assert ran(report(project)) == ["page count (zh)"]
    (project / "reports" / "en" / "documents" / "xihu_work_report_2019.html").unlink()
    (project / "reports" / "documents" / "gone.html").write_text("of a document that is no more", encoding="utf-8")
    (project / "reports" / "sentences.html").write_text("edited", encoding="utf-8")
    assert sorted(ran(report(project))) == [
        "page of all sentences (zh)",
        "pages of 1 documents, shard 0000-of-0001 (en)",
    ]
    found = states(project)
    for name in (
        "index.html",
        "sentences.html",
        "documents/xihu_work_report_2019.html",
        "en/documents/xihu_work_report_2019.html",
    ):
        assert found[f"reports/{name}"] == built[f"reports/{name}"]
    assert "reports/documents/gone.html" not in found


@pytest.mark.long
def test_tables_documents_and_the_lock_are_followed(project):
    assert report(project).returncode == 0
    built = states(project)
    (project / "data" / "processed" / "sections.csv").unlink()
    assert "tables of 1 documents" in ran(report(project))
    assert states(project) == built

    # Another document: its shard and all that needs the tables.
    add_document(project / "data" / "raw", "second_report", SIXTH + "全区再接再厉，把各项工作做得更好更实更快。\n")
    assert "2 documents, shard 0000-of-0001" in ran(report(project))

    # The lock is part of everything, and a forced run gives the same bytes as the ones before it.
    before = states(project)
    (project / "requirements.lock").write_text("pandas==2\n", encoding="utf-8")
    assert len(ran(report(project))) == 22
    assert report(project, "--force").returncode == 0
    assert states(project) == before


def test_a_dry_run_says_what_would_run_and_why(project):
    result = report(project, "--dry-run")
    assert "would run: 1 documents, shard 0000-of-0001" in result.stdout
    assert not (project / "reports").exists()


def test_a_notebook_that_fails_and_a_document_that_cannot_be_read_do_not_stop_the_rest(project):
    (project / "data" / "raw" / "empty.txt").write_bytes(b"")
    write_notebook(project / "notebooks" / "bad.ipynb", "'before'", "raise ValueError('no such district')", "'after'")
    more = RUNS.replace("runs:\n", "")
    runs = RUNS + more.replace("count", "bad") + more.replace("name: count", "name: wrong").replace("base", "bass")
    (project / "notebooks" / "runs.yml").write_text(runs, encoding="utf-8")
    result = report(project)
    assert result.returncode == 1
    assert "bad.ipynb, cell 3: ValueError: no such district" in result.stdout
    assert "count.ipynb: declares no parameter 'bass'" in result.stdout
    assert "Set aside: empty.txt: is empty." in result.stdout
    assert not (project / "reports" / "documents" / "empty.html").exists()
    assert (project / "reports" / "count.html").is_file()
    assert (project / "reports" / "index.html").is_file()
    assert (project / "reports" / "suzhou-priorities.xlsx").is_file()
    partial = (project / "reports" / "bad.html").read_text("utf-8")
    assert "no such district" in partial
    assert 'class="failure"' in partial
    assert "<h1>" in partial
    executed = json.loads((project / "reports" / "notebooks" / "zh" / "bad.ipynb").read_text("utf-8"))
    assert any(output["output_type"] == "error" for cell in executed["cells"] for output in cell.get("outputs", []))
    assert "notebook bad (zh)" in ran(report(project))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("notebook: count", "notebook: gone"), "gone.ipynb, which is not there"),
        (("title:", "titel:"), "unknown key 'titel'"),
        (("name: count", "name: ../count"), "has the name '../count'"),
    ],
)
def test_faults_of_the_list_of_runs_are_named(project, change, message):
    (project / "notebooks" / "runs.yml").write_text(RUNS.replace(*change), encoding="utf-8")
    with pytest.raises(WorkflowError, match=re.escape(message)):
        read_runs(ProjectPaths(project))


def test_a_fault_is_told_in_one_line(project):
    (project / "notebooks" / "runs.yml").write_text(RUNS.replace("title:", "titel:"), encoding="utf-8")
    result = report(project)
    assert result.returncode != 0
    assert "unknown key 'titel'" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.long
def test_only_one_run_leaves_the_rest_alone(project):
    assert ran(report(project, "--only", "count"))[-1].startswith("page count")
    assert not (project / "reports" / "index.html").exists()
    assert not (project / "reports" / "sentences.html").exists()
    assert not (project / "reports" / "documents").exists()


@pytest.mark.long
@pytest.mark.parametrize("seconds", [1.0, 2.5, 4.0, 6.0])
def test_a_killed_run_resumes_and_ends_with_the_same_bytes(project, tmp_path, seconds):
    whole = tmp_path / "whole"
    shutil.copytree(project, whole, ignore=shutil.ignore_patterns("whole"))
    assert report(whole).returncode == 0
    environment = {name: value for name, value in os.environ.items() if name != "SUZHOU_PRIORITIES_ROOT"}
    process = subprocess.Popen(
        [sys.executable, "-m", "suzhou_priorities.cli", "report"],
        cwd=project,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert report(project).returncode == 0
    expected, found = states(whole), states(project)
    for name in ("reports/count.html", "data/processed/sentences.csv", "reports/notebooks/zh/count.ipynb"):
        assert found[name] == expected[name]


def test_a_step_depends_on_what_its_modules_import(root):
    names = {file.name for file in sources_of_module("suzhou_priorities.tables.shards")}
    assert {"clean.py", "misread_run.py", "chrome.yml", "field_model.tsv", "sections.py", "numbering.yml"} <= names
    assert "pages.py" not in names
    documents = {file.name for file in sources_of_module("suzhou_priorities.show.document_page")}
    assert {"document.css", "document.yml", "spans.py", "indicators.yml", "places.yml"} <= documents
    assert {"page.html.j2", "page.css"} <= {file.name for file in sources_of_module("suzhou_priorities.show.pages")}
    sentences = {file.name for file in sources_of_module("suzhou_priorities.show.sentences_page")}
    assert {"sentences.js", "records.css", "sentences.yml", "functions.yml", "counted_sentences.py"} <= sentences
    notebook = {file.name for file in sources_of_notebook(root / "notebooks" / "01_corpus.ipynb")}
    assert {"corpus_overview.py", "01_corpus.yml", "store.py"} <= notebook
    assert "page.css" not in notebook
