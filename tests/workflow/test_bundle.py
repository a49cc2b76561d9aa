"""One zip with all of it: complete, checkable, the same each time, and never of a report that is out of date."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile

import pytest

from suzhou_priorities import __version__
from suzhou_priorities.cli import main
from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.paths import ROOT_VARIABLE, ProjectPaths
from suzhou_priorities.workflow import bundle as bundling
from suzhou_priorities.workflow.bundle import write_bundle
from tests.conftest import ROOT
from tests.workflow.test_report import project, report  # noqa: F401 - project is a fixture

FOLDER = f"suzhou-priorities-{__version__}/"
KEPT = {
    "reports/index.html": "首页",
    "reports/en/index.html": "front page",
    "reports/notebooks/zh/a.ipynb": "{}",
    "figures/a/zh/b.png": "picture",
    "data/raw/a.txt": "报告",
    "data/raw/a.yml": "doc_id: a",
    "data/processed/documents.csv": "doc_id",
    "data/processed/datapackage.json": "{}",
    "data/processed/text/a.txt": "正文",
    "data/validation/codes.csv": "unit",
    "docs/design.md": "design",
    "notebooks/01.ipynb": "{}",
    "notebooks/runs.yml": "runs: []",
    "src/suzhou_priorities/__init__.py": "",
    "CITATION.cff": "title: t",
    "LICENSE": "MIT",
    "README.md": "read",
    "requirements.lock": "pandas==1",
}
LEFT_OUT = (
    "data/processed/.shards/.state.sqlite",
    "reports/.index.html.part",
    "reports/runs.json",
    "reports/runs.html",
    "reports/en/runs.html",
    "reports/variants/resamples=100/a.html",
    "notebooks/.ipynb_checkpoints/01.ipynb",
    "src/suzhou_priorities/__pycache__/a.pyc",
    "src/suzhou_priorities.egg-info/PKG-INFO",
    ".git/config",
    ".venv/bin/python",
    "dist/older.zip",
    "secret.txt",
)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    for name in (*KEPT, *LEFT_OUT):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(KEPT.get(name, "left out"), encoding="utf-8")
    monkeypatch.setattr(bundling, "stale_steps", lambda paths: 0)
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    return ProjectPaths(tmp_path)


def names_in(file):
    with zipfile.ZipFile(file) as archive:
        return [name.removeprefix(FOLDER) for name in archive.namelist()]


def test_the_zip_holds_the_study_and_nothing_of_the_tools(checkout):
    bundle = write_bundle(checkout, checkout.root / "dist" / "study.zip")
    names = names_in(bundle.file)
    assert set(KEPT) <= set(names)
    assert not set(LEFT_OUT) & set(names)
    assert "codebooks/domains.yml" in names
    assert "codebooks/messages.yml" in names
    assert not [name for name in names if any(part.startswith(".") for part in name.split("/"))]
    assert bundle.files == len(names) - 1
    assert bundle.size == bundle.file.stat().st_size


def test_all_files_stand_in_one_folder_in_order_with_one_time(checkout):
    file = write_bundle(checkout, checkout.root / "study.zip").file
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
    assert all(entry.filename.startswith(FOLDER) for entry in entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    names = names_in(file)
    assert names[:-1] == sorted(names[:-1])
    assert names[-1] == "SHA256SUMS"


def test_the_checksums_are_those_that_sha256sum_checks(checkout, tmp_path):
    file = write_bundle(checkout, checkout.root / "study.zip").file
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "unpacked")
    folder = tmp_path / "unpacked" / FOLDER
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    assert len(lines) == len(names_in(file)) - 1
    for line in lines:
        checksum, name = line.split("  ", 1)
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum
    try:
        checked = subprocess.run(
            ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return
    assert checked.returncode == 0, checked.stderr


def test_the_same_files_give_the_same_bytes_wherever_they_are_written(checkout, tmp_path):
    first = write_bundle(checkout, tmp_path / "one.zip").file.read_bytes()
    (checkout.root / "README.md").touch()
    assert write_bundle(checkout, checkout.reports / "inside.zip").file.read_bytes() == first
    assert write_bundle(checkout, checkout.reports / "inside.zip").file.read_bytes() == first
    (checkout.reports / "inside.zip").unlink()
    (checkout.root / "README.md").write_text("changed", encoding="utf-8")
    assert write_bundle(checkout, tmp_path / "two.zip").file.read_bytes() != first


@pytest.mark.parametrize("missing", ["reports/index.html", "reports/en/index.html", "data/processed/datapackage.json"])
def test_a_report_that_was_not_made_is_refused(checkout, missing):
    (checkout.root / missing).unlink()
    with pytest.raises(WorkflowError, match="make report") as told:
        write_bundle(checkout, checkout.root / "study.zip")
    assert missing in str(told.value)
    assert not (checkout.root / "study.zip").exists()


def test_a_report_that_is_out_of_date_is_refused(checkout, monkeypatch, capsys):
    monkeypatch.setattr(bundling, "stale_steps", lambda paths: 3)
    assert main(["bundle", "--out", str(checkout.root / "study.zip")]) == 2
    told = capsys.readouterr().err
    assert "3 of the steps" in told
    assert "make report" in told
    assert not (checkout.root / "study.zip").exists()


def test_the_command_says_what_it_wrote_and_how_to_check_it(checkout, monkeypatch, capsys):
    monkeypatch.chdir(checkout.root)
    assert main(["bundle"]) == 0
    told = capsys.readouterr().out
    assert f"dist/suzhou-priorities-{__version__}.zip" in told
    assert "sha256sum -c SHA256SUMS" in told
    assert (checkout.root / "dist" / f"suzhou-priorities-{__version__}.zip").is_file()


def test_what_the_bundle_names_is_there_in_the_project():
    for name in (*bundling.FILES, *(name for name in bundling.FOLDERS if name not in ("data/processed", "reports"))):
        assert (ROOT / name).exists(), name


@pytest.mark.long
def test_a_report_just_made_is_packed_and_one_that_was_edited_is_not(project):  # noqa: F811
    assert report(project).returncode == 0
    command = [sys.executable, "-m", "suzhou_priorities.cli", "bundle"]
    packed = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert packed.returncode == 0, packed.stderr
    (project / "reports" / "count.html").write_text("edited", encoding="utf-8")
    refused = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "out of date" in refused.stderr
