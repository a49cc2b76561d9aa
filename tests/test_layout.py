"""Data flows one way, modules stay small, and nothing of the place where it was written is left in a file."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import subprocess

import pytest
import yaml

from suzhou_priorities.repair.build_field_model import clean_texts
from suzhou_priorities.repair.field_model import TABLE, field_table
from tests.conftest import ROOT

SOURCE = ROOT / "src" / "suzhou_priorities"
# `paths` and `errors` carry nothing of the data; `corpus` lends its types to all that follow.
ORDER = (
    "errors",
    "paths",
    "codebooks",
    "corpus",
    "repair",
    "outline",
    "extract",
    "coding",
    "tables",
    "measures",
    "show",
    "batch",
    "workflow",
    "cli",
)
MODULES = sorted(SOURCE.rglob("*.py"))
LARGEST = 250


def stage(module: str) -> int:
    return ORDER.index(module.split(".")[1])


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_imports_go_one_way(file):
    own = file.relative_to(SOURCE).with_suffix("").parts[0]
    if own == "__init__":
        return
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.startswith("suzhou_priorities."):
                assert stage(name) <= ORDER.index(own), f"{file.name} imports {name}, which comes later"


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_module_does_one_thing(file):
    assert len(file.read_text("utf-8").splitlines()) <= LARGEST


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [name for name in listed.stdout.splitlines() if not name.startswith("data/raw/") and (ROOT / name).is_file()]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout: the tracked files are unknown")
def test_no_address_of_a_registry_and_no_path_of_a_machine_is_in_a_file():
    pattern = re.compile(r"/(?:root|home/\w+|Users/\w+)/|pypi\.org|files\.python" + r"hosted|https?://\S+\.whl")
    for name in tracked():
        if name.startswith("tests/test_layout"):
            continue
        content = (ROOT / name).read_bytes().decode("utf-8", "ignore")
        assert not pattern.search(content), name


@pytest.mark.parametrize("file", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda file: file.name)
def test_notebooks_are_committed_clean(file):
    cells = [cell for cell in json.loads(file.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells)
    assert all(len("".join(cell["source"]).splitlines()) <= 20 for cell in cells)
    (parameters,) = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    for line in "".join(parameters["source"]).splitlines():
        assert line.startswith("#") or re.match(r"\w+: .+ = .+  # .+", line), line


@pytest.mark.parametrize("file", sorted((ROOT / "data" / "raw").glob("*.yml")), ids=lambda file: file.stem)
def test_raw_pages_are_the_ones_described(file):
    content = file.with_suffix(".txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == yaml.safe_load(file.read_text("utf-8"))["sha256"]


@pytest.mark.parametrize("file", sorted((SOURCE / "codebooks").glob("*.yml")), ids=lambda file: file.stem)
def test_every_rule_of_a_codebook_has_an_example(file):
    content = yaml.safe_load(file.read_text("utf-8"))
    assert content["version"]
    for entry in content.get("entries", []):
        if isinstance(entry, dict):
            assert entry.get("example"), entry
    for entry in content.get("styles", []):
        assert re.match(entry["pattern"], entry["example"]), entry
    if file.stem == "dated_events":
        for entry in content["entries"]:
            assert re.search(entry["pattern"], entry["example"]), entry
    if file.stem == "chrome":
        for entry in content["entries"]:
            assert re.search(entry["pattern"], entry["example"]), entry


def test_the_field_model_is_the_one_that_the_corpus_gives():
    table = field_table(clean_texts(ROOT / "data" / "raw"))
    assert (SOURCE / "repair" / TABLE).read_text("utf-8") == table, "run `make field-model`"
