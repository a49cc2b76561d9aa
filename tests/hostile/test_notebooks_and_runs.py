"""A notebook or a list of runs that is broken, and options that lead elsewhere, are refused by name."""

from __future__ import annotations

import re

import nbformat
import pytest

from suzhou_priorities.batch.notebook import check_parameters, run_notebook
from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.paths import ProjectPaths
from suzhou_priorities.workflow.parameters import declared_parameters, typed_value
from suzhou_priorities.workflow.places import Places
from suzhou_priorities.workflow.runs import Run, read_runs
from suzhou_priorities.workflow.selection import select, variant_name
from tests.workflow.test_report import RUNS, write_notebook

BROKEN = {
    "empty": b"",
    "words": b"not a notebook",
    "cut short": b'{"cells": [',
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "no cells": b"{}",
    "cells that are none": b'{"cells": [1], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    "a format to come": b'{"cells": [], "metadata": {}, "nbformat": 99, "nbformat_minor": 0}',
    "a format of words": b'{"cells": [], "metadata": {}, "nbformat": "four", "nbformat_minor": 0}',
    "bytes": bytes(range(256)),
    "UTF-16": '{"cells": []}'.encode("utf-16"),
    "deep nesting": b"[" * 100_000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_notebook_is_named_with_the_remedy(tmp_path, content):
    notebook = tmp_path / "page.ipynb"
    notebook.write_bytes(content)
    for read in (lambda: check_parameters(notebook, {"lang": "zh"}), lambda: declared_parameters(notebook)):
        with pytest.raises(WorkflowError) as caught:
            read()
        assert str(caught.value).startswith("page.ipynb: ")
        assert len(str(caught.value)) < 700
    with pytest.raises(WorkflowError):
        run_notebook(notebook, tmp_path / "out.ipynb", {"lang": "zh"}, tmp_path / "figures", tmp_path)
    assert notebook.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["page.ipynb"]


@pytest.mark.parametrize("language", ["R", "julia"])
def test_a_notebook_in_another_language_is_refused(tmp_path, language):
    node = nbformat.v4.new_notebook()
    node.metadata["kernelspec"] = {"name": "ir", "display_name": language, "language": language}
    nbformat.write(node, tmp_path / "page.ipynb")
    with pytest.raises(WorkflowError, match=f"is written in {language}; only Python is run"):
        check_parameters(tmp_path / "page.ipynb", {})


def test_an_unknown_parameter_is_named_with_those_there_are(tmp_path):
    write_notebook(tmp_path / "page.ipynb", "1")
    with pytest.raises(WorkflowError, match=r"declares no parameter 'colour'\. It has base, lang;"):
        check_parameters(tmp_path / "page.ipynb", {"colour": "red"})


class TestRuns:
    @pytest.fixture
    def paths(self, tmp_path):
        (tmp_path / "notebooks").mkdir()
        (tmp_path / "data" / "raw").mkdir(parents=True)
        write_notebook(tmp_path / "notebooks" / "count.ipynb", "1")
        return ProjectPaths(tmp_path)

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "has no list `runs`."),
            (b"- a", "has no list `runs`."),
            (b"runs: 5", "has no list `runs`."),
            (b"runs: [5]", "run 1: is not a mapping."),
            (b"runs: [{1: 2}]", "has the unknown key '1'."),
            (b"runs: [", "is not valid YAML: line"),
            (b"\xff\xfe\xff", "is not valid YAML"),
            (b"[" * 99_999, "nested too deeply"),
            (b"runs: &a [*a]", "an anchor or alias"),
            (b"runs: []\nruns: []", "the key 'runs' twice"),
            (RUNS.replace("count.ipynb", "../count.ipynb").encode(), "names the notebook '../count.ipynb'."),
            (RUNS.replace("count.ipynb", "/etc/passwd").encode(), "names the notebook '/etc/passwd'."),
            (RUNS.replace("name: count", "name: ../../count").encode(), "has the name '../../count'."),
            (RUNS.replace("name: count", 'name: "count\\n"').encode(), "has the name 'count\\n'."),
            (RUNS.replace("name: count", "name: '<b>'").encode(), "has the name '<b>'."),
            (RUNS.replace('zh: "计数"', "zh: [计数]").encode(), "has a title that is not given in zh and en."),
            (
                RUNS.replace("parameters: {base: 2020}", "parameters: [base]").encode(),
                "parameters that are not a mapping",
            ),
        ],
    )
    def test_a_list_that_is_wrong_is_named_with_the_remedy(self, paths, content, said):
        (paths.notebooks / "runs.yml").write_bytes(content)
        with pytest.raises(WorkflowError, match=re.escape(said)) as caught:
            read_runs(paths)
        assert str(caught.value).startswith("notebooks/runs.yml")
        assert caught.value.remedy

    @pytest.mark.parametrize("name", ["../count", "/etc/passwd", "count/../count", "", ".", "count\n", "*"])
    def test_what_is_asked_for_is_a_name_of_the_list_never_a_path(self, paths, name):
        (paths.notebooks / "runs.yml").write_text(RUNS, encoding="utf-8")
        runs = read_runs(paths)
        with pytest.raises(WorkflowError, match="is no run"):
            select(runs, paths.notebooks, only=name, district=None, parameters=())
        with pytest.raises(WorkflowError, match="is the district of no such run"):
            select(runs, paths.notebooks, only=None, district=name, parameters=())

    @pytest.mark.parametrize(
        "text", ["../../etc", "..", ".", "/etc/passwd", "a/b", "a\\b", "\0", "\n", "C:x", "~", "x" * 999, "<script>"]
    )
    def test_pages_with_other_parameters_stay_in_the_folder_of_variants(self, paths, text):
        name = variant_name({"base": text})
        run = Run("count", "count.ipynb", "zh", "", "", variant=name)
        places = Places(paths)
        for place in (places.html(run), places.executed(run), places.carried(run), places.figures(run)):
            inside = place.resolve().relative_to((paths.reports / "variants").resolve())
            assert inside.parts[0] == name
            assert re.fullmatch(r"[A-Za-z0-9_.,=-]+", name)


@pytest.mark.parametrize("kind", ["list", "dict", "list[str]", "odd"])
def test_a_value_that_is_nested_too_deeply_is_refused(kind):
    with pytest.raises(WorkflowError, match="as the notebook declares it"):
        typed_value("key", "[" * 50_000, kind)


def test_a_value_makes_no_object():
    with pytest.raises(WorkflowError, match="is no list"):
        typed_value("key", "!!python/object/apply:os.system ['true']", "list")


def test_a_default_that_is_an_expression_does_not_stop_the_rest(tmp_path):
    node = nbformat.v4.new_notebook()
    node.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cell = nbformat.v4.new_code_cell("odd = {'a': [1}  # broken\nlang = 'zh'  # language")
    cell.metadata["tags"] = ["parameters"]
    node.cells = [cell]
    nbformat.write(node, tmp_path / "page.ipynb")
    assert "lang" in declared_parameters(tmp_path / "page.ipynb")
