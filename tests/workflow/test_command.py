"""The options of `suzhou-priorities report`: which runs, with which parameters, what is said, and how it fails."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import nbformat
import pytest

from suzhou_priorities.batch import notebook as notebook_module
from suzhou_priorities.batch.ledger import StepRecord
from suzhou_priorities.batch.notebook_failure import failure_without_traceback, shortened
from suzhou_priorities.cli import main
from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.paths import ROOT_VARIABLE, ProjectPaths
from suzhou_priorities.show.variant_page import render_failure, render_variant
from suzhou_priorities.workflow.parameters import given_parameters, typed_value
from suzhou_priorities.workflow.places import Places
from suzhou_priorities.workflow.progress import TimeLeft
from suzhou_priorities.workflow.reporter import RunReporter
from suzhou_priorities.workflow.runs import Run, read_runs
from suzhou_priorities.workflow.selection import select, variant_name
from suzhou_priorities.workflow.sources import libraries_of_notebook, sources_of_notebook
from tests.conftest import ROOT
from tests.workflow.test_report import (  # noqa: F401 - project is a fixture
    NOTEBOOK,
    RUNS,
    add_document,
    project,
    ran,
    report,
    states,
    write_notebook,
)


def runs_of(paths, only=None, district=None, parameters=()):
    selection = select(read_runs(paths), paths.notebooks, only=only, district=district, parameters=parameters)
    return selection, sorted({run.name for run in selection.runs or ()})


OURS = ProjectPaths(ROOT)


class TestSelection:
    def test_without_options_it_is_the_whole_report(self):
        assert runs_of(OURS)[0].runs is None

    @pytest.mark.parametrize("name", ["10_district_profile", "10_district_profile.ipynb"])
    def test_a_run_is_named_by_its_notebook_too(self, name):
        names = runs_of(OURS, only=name)[1]
        assert len(names) > 1
        assert all(one.startswith("10_district_profile_") for one in names)

    def test_a_district_has_its_runs_in_both_languages(self):
        selection, names = runs_of(OURS, district="wuzhong")
        assert names == ["10_district_profile_wuzhong"]
        assert {run.lang for run in selection.runs} == {"zh", "en"}

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"only": "07_nothing"}, "--only 07_nothing: is no run. The runs are: 01_corpus, "),
            ({"district": "pudong"}, "Districts with runs: kunshan, wujiang, wuzhong."),
            ({"only": "01_corpus", "district": "wuzhong"}, "--district wuzhong: is the district of no such run"),
            ({"parameters": ["resamples"]}, "--param resamples: is no key=value."),
            ({"parameters": ["=5"]}, "--param =5: is no key=value."),
            ({"parameters": ["seed=1", "seed=2"]}, "gives seed a second time"),
            ({"parameters": ["lang=en"]}, "Every run is made in all languages"),
            ({"parameters": ["district=kunshan"]}, "Choose districts with --district"),
            ({"parameters": ["colour=red"]}, "colour=red: is declared by no notebook. There are: base_year (int) of "),
            ({"only": "01_corpus", "parameters": ["seed=1"]}, "seed=1: is declared by no notebook"),
            ({"parameters": ["part=plan", "top_n=3"]}, "part top_n: are declared by no notebook together"),
            ({"parameters": ["resamples=many"]}, "resamples=many: is no int, as the notebook declares it"),
        ],
    )
    def test_what_is_unknown_or_of_the_wrong_type_is_named_with_what_there_is(self, options, message):
        with pytest.raises(WorkflowError, match=re.escape(message)):
            runs_of(OURS, **options)

    def test_a_parameter_goes_to_the_runs_chosen_or_to_all_that_declare_it(self):
        selection, names = runs_of(OURS, parameters=["resamples=100"])
        assert {"02_attention", "04_language", "06_comparison", "10_district_profile_kunshan"} <= set(names)
        assert "01_corpus" not in names
        assert {run.parameters["resamples"] for run in selection.runs} == {100}
        assert runs_of(OURS, only="02_attention", parameters=["resamples=100"])[1] == ["02_attention"]

    def test_of_several_parameters_all_must_be_declared(self):
        assert runs_of(OURS, parameters=["part=plan", "resamples=100"])[1] == ["02_attention"]

    def test_other_parameters_stay_what_runs_yml_says(self):
        selection, _ = runs_of(OURS, district="wuzhong", parameters=["seed=3"])
        run = selection.runs[0]
        assert run.parameters == {"district": "wuzhong", "lang": run.lang, "seed": 3}
        assert run.changed == {"seed": 3}


class TestValues:
    @pytest.mark.parametrize(
        ("text", "kind", "value"),
        [
            ("12", "int", 12),
            ("-3", "int", -3),
            ("0.5", "float", 0.5),
            ("1e-3", "float", 0.001),
            ("2", "float", 2.0),
            ("true", "bool", True),
            ("No", "bool", False),
            ("007", "str", "007"),
            ("a=b", "str", "a=b"),
            ("", "str", ""),
            ('["gdp", "income"]', "list", ["gdp", "income"]),
            ("[gdp, income]", "list", ["gdp", "income"]),
            ("[]", "list", []),
            ("[1, 2]", "list[int]", [1, 2]),
            ("{a: 1}", "dict", {"a": 1}),
        ],
    )
    def test_they_are_read_as_declared(self, text, kind, value):
        found = typed_value("key", text, kind)
        assert found == value
        assert type(found) is type(value)

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("1.5", "int"),
            ("", "int"),
            ("nan", "float"),
            ("inf", "float"),
            ("maybe", "bool"),
            ("1", "bool"),
            ("gdp", "list"),
            ("gdp, income", "list"),
            ("[[1]]", "list"),
            ("[a]", "list[int]"),
            ("[", "list"),
            ("[2024-01-09]", "list"),
            ("[a]", "dict"),
        ],
    )
    def test_others_are_refused(self, text, kind):
        with pytest.raises(WorkflowError, match=re.escape(f"--param key={text}: is no {kind}")):
            typed_value("key", text, kind)

    def test_a_value_may_hold_any_sign(self):
        assert given_parameters(["pair=[a, b=c]", "x="]) == {"pair": "[a, b=c]", "x": ""}


class TestVariants:
    def test_their_folder_is_named_for_the_parameters(self):
        assert variant_name({"seed": "3", "part": "plan"}) == "part=plan,seed=3"

    @pytest.mark.parametrize("text", ["[a, b]", "../../etc", "吴中", "x" * 200, "a:b", "a/b", "."])
    def test_what_cannot_be_a_name_gets_a_checksum(self, text):
        name = variant_name({"pair": text})
        assert re.fullmatch(r"pair-[0-9a-f]{8}", name)
        assert name == variant_name({"pair": text})
        assert name != variant_name({"pair": f"{text} "})

    def test_all_their_products_stand_apart_from_those_of_the_report(self):
        places = Places(OURS)
        for lang in ("zh", "en"):
            usual = Run("02_attention", "02_attention.ipynb", lang, "", "")
            variant = Run("02_attention", "02_attention.ipynb", lang, "", "", variant="part=plan")
            for place in (places.html, places.executed, places.carried, places.figures):
                assert place(variant).is_relative_to(OURS.reports / "variants" / "part=plan")
                assert not place(usual).is_relative_to(OURS.reports / "variants")

    @pytest.mark.parametrize(("lang", "up"), [("zh", "../../"), ("en", "../../../en/")])
    def test_a_page_says_its_parameters_and_leads_to_the_pages_of_the_report(self, tmp_path, lang, up):
        node = nbformat.v4.new_notebook()
        shown = (
            '<p><a href="documents/a.html#s0001">句</a> <a href="#here">here</a> <a href="data:text/csv,a">csv</a></p>'
        )
        output = nbformat.v4.new_output("display_data", {"text/html": shown})
        node.cells = [nbformat.v4.new_markdown_cell("# 关注"), nbformat.v4.new_code_cell("1", outputs=[output])]
        nbformat.write(node, tmp_path / "executed.ipynb")
        below = "" if lang == "zh" else "en/"
        target = tmp_path / "reports" / "variants" / "part=plan" / f"{below}02_attention.html"
        render_variant(
            tmp_path / "executed.ipynb", target, lang=lang, title="Attention", changed={"part": "plan<", "seed": 3}
        )
        page = target.read_text("utf-8")
        assert "<code>part = plan&lt;</code>" in page
        assert page.index("seed = 3</code>") < page.index("<h1")
        links = re.findall(r'\shref="([^"]*)"', page)
        assert {f"{up}documents/a.html#s0001", f"{up}02_attention.html", f"{up}index.html", "#here"} <= set(links)
        assert {"data:text/csv,a", "en/02_attention.html" if lang == "zh" else "../02_attention.html"} <= set(links)
        for link in links:
            if not link.startswith(("#", "data:", "en/0", "../0")):
                assert (target.parent / link.split("#")[0]).resolve().is_relative_to(tmp_path / "reports" / below)


def dry_run(folder, monkeypatch, capsys, *options):
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    monkeypatch.chdir(folder)
    code = main(["report", *options])
    return code, capsys.readouterr()


class TestDryRun:
    def test_it_tells_what_would_run_and_why(self, project, monkeypatch, capsys):  # noqa: F811
        code, told = dry_run(project, monkeypatch, capsys, "--dry-run")
        assert code == 0
        assert "would run: 1 documents, shard 0000-of-0001 (it was never done, or failed)" in told.out
        assert "would run: page count (zh) (if the result changes of: notebook count (zh))" in told.out
        assert told.out.endswith("22 steps in all.\n")
        assert not (project / "reports").exists()

    def test_it_follows_the_other_options(self, project, monkeypatch, capsys):  # noqa: F811
        _, told = dry_run(project, monkeypatch, capsys, "--dry-run", "--only", "count", "--param", "base=2010")
        assert "would run: notebook count (en, base=2010)" in told.out
        assert "notebook count (en)" not in told.out
        assert "page of all sentences" not in told.out
        assert told.out.endswith("6 steps in all.\n")
        _, told = dry_run(project, monkeypatch, capsys, "--dry-run", "--only", "count", "--force")
        assert told.out.count("(--force)") == 6

    def test_a_wrong_option_is_an_error_of_one_line_before_anything_runs(self, project, monkeypatch, capsys):  # noqa: F811
        for options in (
            ("--param", "bass=1"),
            ("--param", "base=late"),
            ("--district", "wuzhong"),
            ("--only", "none"),
            ("--workers", "0"),
            ("--scheduler", "nowhere"),
        ):
            code, told = dry_run(project, monkeypatch, capsys, *options)
            assert code == 2
            assert told.out == ""
            assert told.err.startswith(f"suzhou-priorities: {options[0]} ") or options[0] == "--workers"
            assert told.err.count("\n") == 1
        assert not (project / "reports").exists()


class _Task:
    def __init__(self, name):
        self.name = name

    def title(self):
        return f"the {self.name}"


class _Failure:
    report = True

    def __init__(self, message):
        self._message = message

    def get_msg(self):
        return self._message


class TestWhatIsSaid:
    def test_lines_tell_place_title_and_time_left_and_the_end_what_failed(self):
        out, now = io.StringIO(), iter([0.0, 0.0, 30.0, 30.0, 31.0, 32.0])
        tasks = {name: _Task(name) for name in ("a:1", "a:2", "b")}
        wanted = {name: task.title() for name, task in tasks.items()}
        reporter = RunReporter(out, wanted, TimeLeft(dict.fromkeys(wanted, 20.0), wanted, 1), lambda: next(now))
        reporter.execute_task(tasks["a:1"])
        reporter.add_success(tasks["a:1"])
        reporter.execute_task(tasks["a:2"])
        reporter.add_failure(tasks["a:2"], _Failure("x.ipynb, cell 3: ValueError: wrong\nmore of it"))
        reporter.complete_run()
        assert out.getvalue().splitlines() == [
            "[1/3] the a:1, about 60 s left",
            "[2/3] the a:2, about 60 s left",
            "FAILED the a:2: x.ipynb, cell 3: ValueError: wrong",
            "more of it",
            "1 steps ran, 0 were up to date, 32.0 s.",
            "  failed: the a:2: x.ipynb, cell 3: ValueError: wrong …",
        ]
        assert reporter.records[0] == StepRecord("a:1", "the a:1", "done", 30.0)


class TestFailures:
    def test_a_long_message_is_cut_to_a_few_lines(self):
        assert shortened("one\n\n  two  \n") == "one\n  two"
        assert len(shortened("word " * 1000)) < 420
        assert len(shortened("line\n" * 50).splitlines()) == 4

    @pytest.mark.parametrize(
        ("kind", "told"),
        [
            ("DeadKernelError", "a.ipynb, cell 2: KernelEnded: the kernel ended"),
            ("CellTimeoutError", "a.ipynb, cell 2: TimeRanOut: the cell ran for more than 60 s."),
        ],
    )
    def test_the_cell_is_that_which_was_begun_last(self, kind, told):
        def cell(start):
            return {"metadata": {"papermill": {"start_time": start}}}

        executed = {"cells": [cell("08:00"), cell("08:01"), cell("08:02"), cell(None)]}
        error = type(kind, (RuntimeError,), {})("Kernel died")
        failure = failure_without_traceback(error, "a.ipynb", executed, injected=True, patience=60)
        assert str(failure).startswith(told)

    def test_a_kernel_that_is_not_there_or_does_not_start_has_no_cell(self):
        missing = type("NoSuchKernel", (KeyError,), {})("python3")
        assert "is not installed" in str(failure_without_traceback(missing, "a", None, injected=True, patience=60))
        slow = failure_without_traceback(RuntimeError("no answer in 60 s"), "a", None, injected=True, patience=60)
        assert str(slow) == "a: RuntimeError: its kernel did not start: no answer in 60 s"

    @pytest.mark.parametrize("content", ["{ not json", "{}", "[]", '{"cells": [{}]}', "\udcff"])
    def test_a_file_that_is_no_notebook_is_named_by_its_run_and_keeps_no_other_step_from_being_known(
        self, tmp_path, content
    ):
        file = tmp_path / "a.ipynb"
        file.write_bytes(content.encode("utf-8", "surrogateescape"))
        assert len(sources_of_notebook(file)) > 100
        assert libraries_of_notebook(file) == frozenset()
        with pytest.raises(WorkflowError, match=r"a\.ipynb: cannot be run: ") as told:
            notebook_module.check_parameters(file, {})
        assert "\n" not in str(told.value)

    def test_a_notebook_of_another_language_says_so(self, tmp_path):
        write_notebook(tmp_path / "a.ipynb", "1")
        node = json.loads((tmp_path / "a.ipynb").read_text("utf-8"))
        node["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}
        (tmp_path / "a.ipynb").write_text(json.dumps(node), encoding="utf-8")
        with pytest.raises(WorkflowError, match="is written in R; only Python is run"):
            notebook_module.check_parameters(tmp_path / "a.ipynb", {})

    def test_the_page_of_a_notebook_that_could_not_be_begun_says_why(self, tmp_path):
        render_failure(tmp_path / "a.html", lang="en", title="Attention", failure="a.ipynb: cannot be run: <no>")
        page = (tmp_path / "a.html").read_text("utf-8")
        assert 'class="failure"' in page
        assert "cannot be run: &lt;no&gt;" in page
        assert ">Attention" in page


def run_by_hand(folder, *cells):
    write_notebook(folder / "a.ipynb", *cells)
    failure = notebook_module.run_notebook(
        folder / "a.ipynb", folder / "out.ipynb", {"lang": "en"}, folder / "figures" / "en", folder
    )
    return failure, (folder / "out.ipynb").read_text("utf-8")


@pytest.mark.long
def test_a_cell_that_takes_too_long_is_stopped_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr(notebook_module, "CELL_TIMEOUT", 1)
    failure, executed = run_by_hand(tmp_path, "'before'", "import time\ntime.sleep(60)", "'after'")
    assert str(failure) == "a.ipynb, cell 3: TimeRanOut: the cell ran for more than 1 s."
    assert "before" in executed


@pytest.mark.long
@pytest.mark.parametrize("code", ["import os\nos._exit(0)", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"])
def test_a_kernel_that_ends_is_named_with_its_cell(tmp_path, code):
    failure, executed = run_by_hand(tmp_path, "'before'", code, "'after'")
    assert str(failure).startswith("a.ipynb, cell 3: KernelEnded: the kernel ended")
    assert "before" in executed


@pytest.mark.long
def test_whatever_fails_is_told_in_a_line_and_shown_on_its_page_and_the_rest_is_done(project):  # noqa: F811
    notebooks = project / "notebooks"
    write_notebook(notebooks / "dies.ipynb", "'before'", "import os\nos._exit(3)")
    (notebooks / "broken.ipynb").write_text("{ not json", encoding="utf-8")
    more = RUNS.replace("runs:\n", "")
    (notebooks / "runs.yml").write_text(
        RUNS + more.replace("count", "dies") + more.replace("count", "broken"), encoding="utf-8"
    )
    result = report(project)
    assert result.returncode == 1
    assert "Traceback" not in result.stdout + result.stderr
    assert "  failed: notebook dies (zh): dies.ipynb, cell 3: KernelEnded: the kernel ended" in result.stdout
    assert "  failed: notebook broken (en): broken.ipynb: cannot be run: " in result.stdout
    assert "  not done, as each needs a step that failed: page dies (zh), page dies (en), " in result.stdout
    dies = (project / "reports" / "dies.html").read_text("utf-8")
    assert 'class="failure"' in dies
    assert "before" in dies
    assert "Notebook does not appear to be JSON" in (project / "reports" / "en" / "broken.html").read_text("utf-8")
    assert (project / "reports" / "count.html").is_file()
    ledger = json.loads((project / "reports" / "runs.json").read_text("utf-8"))
    found = {entry["name"]: (entry["result"], entry["cell"], entry["error"]) for entry in ledger["notebooks"]}
    assert found["notebook:dies:zh"] == ("failed", 3, "KernelEnded")
    assert found["notebook:count:zh"] == ("done", None, "")


@pytest.mark.long
def test_other_parameters_leave_the_report_as_it_is(project):  # noqa: F811
    write_notebook(project / "notebooks" / "count.ipynb", NOTEBOOK, "print(f'from {base}')")
    assert report(project).returncode == 0
    before = states(project)
    result = report(project, "--param", "base=2010")
    assert result.returncode == 0
    assert sorted(ran(result)) == [
        "notebook count (en, base=2010)",
        "notebook count (zh, base=2010)",
        "page count (en, base=2010)",
        "page count (zh, base=2010)",
    ]
    assert f"The pages with base=2010: {Path('reports', 'variants', 'base=2010')}" in result.stdout
    after = states(project)
    assert {name: after[name] for name in before} == before
    page = (project / "reports" / "variants" / "base=2010" / "en" / "count.html").read_text("utf-8")
    assert "from 2010" in page
    assert "base = 2010" in page
    assert ran(report(project, "--param", "base=2010")) == []
    # What belongs to no run of the report is not taken away either.
    assert report(project).returncode == 0
    assert (project / "reports" / "variants" / "base=2010" / "count.html").is_file()


@pytest.mark.long
def test_a_district_alone_brings_its_pages_and_what_they_need(project):  # noqa: F811
    raw = project / "data" / "raw"
    add_document(raw, "second_report")
    sidecar = raw / "second_report.yml"
    sidecar.write_text(sidecar.read_text("utf-8").replace("district: null", "district: wuzhong"), encoding="utf-8")
    runs = RUNS.replace("    parameters: {base: 2020}\n", "    for_each: districts\n")
    write_notebook(project / "notebooks" / "count.ipynb", NOTEBOOK)
    node = nbformat.read(project / "notebooks" / "count.ipynb", as_version=4)
    node.cells[0].source += '\ndistrict: str = ""  # district'
    nbformat.write(node, project / "notebooks" / "count.ipynb")
    (project / "notebooks" / "runs.yml").write_text(runs, encoding="utf-8")
    result = report(project, "--district", "wuzhong")
    assert result.returncode == 0, result.stdout + result.stderr
    assert {"page count_wuzhong (zh)", "page count_wuzhong (en)", "tables of 2 documents"} <= set(ran(result))
    assert not (project / "reports" / "index.html").exists()
