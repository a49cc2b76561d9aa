"""The ledger of a run: what it holds, what it says of the tables, how its page reads, and the time left."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pyarrow
import pyarrow.parquet as parquet
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.batch.ledger import (
    DONE,
    FAILED,
    UP_TO_DATE,
    WAITS,
    Ledger,
    NotebookRecord,
    StepRecord,
    TableChange,
    as_data,
    known_durations,
    later_durations,
    table_line,
)
from suzhou_priorities.batch.run_inputs import Checksums, locked_packages, package_versions
from suzhou_priorities.batch.table_changes import fingerprints, keep, table_changes
from suzhou_priorities.paths import ProjectPaths
from suzhou_priorities.show import ledger_page, variant_page
from suzhou_priorities.show.ledger_page import RESULTS, STEPS, render_ledger
from suzhou_priorities.show.text import words_of
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.store import frame_of, write_table
from suzhou_priorities.workflow.progress import TimeLeft, told
from suzhou_priorities.workflow.sources import libraries_of_notebook
from suzhou_priorities.workflow.tasks import Workflow
from tests.conftest import ROOT
from tests.workflow.test_report import add_document, project, report, states  # noqa: F401 - project is a fixture

TERMS = (
    ("wuzhong_work_report_2024", "放管服", "简政放权、放管结合、优化服务"),
    ("wuzhong_work_report_2024", "三资", "资金、资产、资源"),
    ("kunshan_work_report_2021", "三个百亿", "三个投资超过一百亿元的项目"),
)
REPAIR = ("wuzhong_work_report_2024", "punctuation", 5, 6, 5, 6, ",", "，", True, "")


def write_terms(folder, rows):
    write_table(frame_of("terms", rows), "terms", folder)


def write_sections(folder, *sections):
    rows = [
        ("wuzhong_work_report_2024", section_id, None, 1, "plan", "一", heading, False, place)
        for place, (section_id, heading) in enumerate(sections, 1)
    ]
    write_table(frame_of("sections", rows), "sections", folder)


def changes_of(folder, memory):
    """Return what changed, and keep what there is for the next comparison."""
    now = fingerprints(folder, memory)
    changes = {change.table: change for change in table_changes(now, folder, memory)}
    keep(now.values(), memory)
    return changes


class TestChangesOfTables:
    def test_the_first_ledger_has_nothing_to_compare_with(self, tmp_path):
        write_terms(tmp_path, TERMS)
        change = changes_of(tmp_path, tmp_path / "memory")["terms"]
        assert (change.compared, change.rows, change.added) == ("nothing", 3, None)

    def test_rows_are_told_apart_by_their_key(self, tmp_path):
        write_sections(tmp_path, ("c0001", "2023年工作回顾"), ("c0002", "2024年主要任务"), ("c0003", "名词解释"))
        changes_of(tmp_path, tmp_path / "memory")
        write_sections(tmp_path, ("c0001", "2023年工作回顾"), ("c0002", "2024年重点工作"), ("c0004", "附件"))
        assert changes_of(tmp_path, tmp_path / "memory")["sections"] == TableChange("sections", 3, "rows", 1, 1, 1)
        assert changes_of(tmp_path, tmp_path / "memory")["sections"] == TableChange("sections", 3, "rows", 0, 0, 0)

    def test_another_order_is_no_change(self, tmp_path):
        write_terms(tmp_path, TERMS)
        changes_of(tmp_path, tmp_path / "memory")
        write_terms(tmp_path, TERMS[::-1])
        again = changes_of(tmp_path, tmp_path / "memory")["terms"]
        assert (again.added, again.removed) == (0, 0)

    def test_lists_are_compared_by_what_they_hold(self, tmp_path):
        row = ["a", "t", "苏州市", None, None, None, None, None, None, None, None, "utf-8", "simplified", 1, 1, 1, 1, 0]
        write_table(frame_of("documents", [(*row, ["第一条。", "第二条。"])]), "documents", tmp_path)
        changes_of(tmp_path, tmp_path / "memory")
        write_table(frame_of("documents", [(*row, ["第一条。"])]), "documents", tmp_path)
        assert changes_of(tmp_path, tmp_path / "memory")["documents"].changed == 1

    def test_without_a_key_a_changed_row_is_one_removed_and_one_added(self, tmp_path):
        assert SCHEMAS["repairs"].key == ()
        other = (*REPAIR[:6], ";", "；", True, "")
        write_table(frame_of("repairs", [REPAIR, REPAIR, REPAIR]), "repairs", tmp_path)
        changes_of(tmp_path, tmp_path / "memory")
        write_table(frame_of("repairs", [REPAIR, REPAIR, other]), "repairs", tmp_path)
        assert changes_of(tmp_path, tmp_path / "memory")["repairs"] == TableChange("repairs", 3, "rows", 1, 1, None)

    def test_a_large_table_is_compared_by_its_parts(self, tmp_path):
        parts = tmp_path / "terms.parquet"
        for name, term in (("0000-of-0002", "放管服"), ("0001-of-0002", "三资")):
            parts.mkdir(exist_ok=True)
            frame = frame_of("terms", [("a", term, "…")])
            parquet.write_table(pyarrow.Table.from_pandas(frame, preserve_index=False), parts / f"{name}.parquet")
        changes_of(tmp_path, tmp_path / "memory")
        frame = frame_of("terms", [("a", "三资", "资金"), ("a", "一网通办", "…")])
        parquet.write_table(pyarrow.Table.from_pandas(frame, preserve_index=False), parts / "0001-of-0002.parquet")
        assert changes_of(tmp_path, tmp_path / "memory")["terms"] == TableChange("terms", 3, "parts", 0, 0, 1)

    def test_a_table_that_grew_into_parts_and_a_spoilt_memory_are_compared_with_nothing(self, tmp_path):
        write_terms(tmp_path, TERMS)
        changes_of(tmp_path, tmp_path / "memory")
        (tmp_path / "memory" / "terms.parquet").write_bytes(b"spoilt")
        assert changes_of(tmp_path, tmp_path / "memory")["terms"].compared == "nothing"
        (tmp_path / "terms.parquet").unlink()
        (tmp_path / "terms.parquet").mkdir()
        assert changes_of(tmp_path, tmp_path / "memory")["terms"].compared == "nothing"

    def test_hashes_of_another_version_of_pandas_are_not_compared(self, tmp_path, monkeypatch):
        write_terms(tmp_path, TERMS)
        changes_of(tmp_path, tmp_path / "memory")
        monkeypatch.setattr("suzhou_priorities.batch.table_changes._ROW_KIND", "rows pandas-9")
        assert changes_of(tmp_path, tmp_path / "memory")["terms"].compared == "nothing"

    def test_what_is_kept_is_small_and_there_is_none_of_a_table_that_is_not_there(self, tmp_path):
        rows = [("wuzhong_work_report_2024", f"词{number}", "释义" * 50) for number in range(2000)]
        write_terms(tmp_path, rows)
        assert set(changes_of(tmp_path, tmp_path / "memory")) == {"terms"}
        assert (tmp_path / "memory" / "terms.parquet").stat().st_size < 20 * len(rows) + 3000


class TestWhatANotebookWasMadeFrom:
    def test_a_folder_has_one_checksum_that_follows_its_files(self, tmp_path):
        (tmp_path / "parts").mkdir()
        (tmp_path / "parts" / "a").write_text("甲", encoding="utf-8")
        first = Checksums().of(tmp_path / "parts")
        (tmp_path / "parts" / "a").write_text("乙", encoding="utf-8")
        assert Checksums().of(tmp_path / "parts") != first
        assert Checksums().of(tmp_path / "gone") == ""

    def test_versions_are_given_of_packages_of_the_lock_only(self, tmp_path):
        (tmp_path / "lock").write_text("pandas==1 \\\n  --hash=sha256:0\nPyYAML==6\n", encoding="utf-8")
        locked = locked_packages(tmp_path / "lock")
        assert locked == {"pandas", "pyyaml"}
        versions = package_versions(["pandas", "pandas.util", "yaml", "pytest", "no_such_module"], locked)
        assert list(versions) == ["python", "pandas", "pyyaml"]
        assert versions["pandas"] == pd.__version__
        assert locked_packages(tmp_path / "none") == frozenset()

    def test_libraries_behind_the_modules_of_a_notebook_count_too(self):
        libraries = {name.split(".")[0] for name in libraries_of_notebook(ROOT / "notebooks" / "02_attention.ipynb")}
        assert {"numpy", "pandas", "matplotlib"} <= libraries
        assert "suzhou_priorities" not in libraries


KNOWN = {"tables": 4.0, "notebook:a:zh": 20.0, "notebook:b:zh": 40.0, "page:a:zh": 2.0}


class TestTimeLeft:
    def test_it_is_the_work_to_come_shared_by_the_workers(self):
        left = TimeLeft(KNOWN, KNOWN, workers=1)
        left.begin("tables", 0.0)
        assert left.seconds(1.0) == pytest.approx(65.0)
        assert TimeLeft(KNOWN, KNOWN, workers=2).seconds(0.0) == pytest.approx(40.0)

    def test_the_longest_step_is_the_least(self):
        assert TimeLeft(KNOWN, KNOWN, workers=50).seconds(0.0) == pytest.approx(40.0)

    def test_a_step_that_takes_longer_than_before_leaves_no_negative_time(self):
        left = TimeLeft(KNOWN, ["tables"], workers=2)
        left.begin("tables", 0.0)
        assert left.seconds(100.0) == 0.0

    def test_a_slow_run_is_expected_to_stay_slow(self):
        left = TimeLeft(KNOWN, KNOWN, workers=1)
        left.begin("notebook:a:zh", 0.0)
        left.end("notebook:a:zh", 40.0)
        assert left.seconds(40.0) == pytest.approx(2 * (4.0 + 40.0 + 2.0))

    def test_without_an_earlier_ledger_steps_done_so_far_tell_of_their_kind(self):
        left = TimeLeft({}, [f"notebook:{name}:zh" for name in "abcd"], workers=1)
        assert left.seconds(0.0) is None
        left.begin("notebook:a:zh", 0.0)
        left.end("notebook:a:zh", 10.0)
        assert left.seconds(10.0) == pytest.approx(30.0)

    def test_little_is_said_of_kinds_that_were_never_done(self):
        left = TimeLeft({}, ["data:zh", *(f"notebook:{name}:zh" for name in "abcd")], workers=1)
        left.begin("data:zh", 0.0)
        left.end("data:zh", 1.0)
        assert left.seconds(1.0) is None

    def test_steps_that_are_up_to_date_take_no_time(self):
        left = TimeLeft(KNOWN, KNOWN, workers=1)
        for step in ("notebook:a:zh", "notebook:b:zh"):
            left.end(step, 0.0)
        assert left.seconds(0.0) == pytest.approx(6.0)

    @pytest.mark.parametrize(
        ("seconds", "line"),
        [
            (None, ""),
            (0.0, ""),
            (5.0, ""),
            (7.4, ", about 5 s left"),
            (41.0, ", about 40 s left"),
            (100.0, ", about 2 min left"),
            (5000.0, ", about 83 min left"),
            (9000.0, ", about 2 h left"),
        ],
    )
    def test_it_is_said_in_round_figures_and_only_where_it_is_worth_saying(self, seconds, line):
        assert told(seconds) == line

    @given(
        st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1e6), max_size=6),
        st.lists(st.tuples(st.sampled_from("abcdefgh"), st.booleans(), st.floats(0, 1e3)), max_size=20),
        st.integers(0, 8),
    )
    def test_it_is_never_negative(self, known, events, workers):
        left = TimeLeft(known, "abcdefgh", workers)
        now = 0.0
        for step, begins, later in events:
            now += later
            (left.begin if begins else left.end)(step, now)
            seconds = left.seconds(now)
            assert seconds is None or seconds >= 0


def ledger_of(*notebooks, steps=(), tables=(), **more):
    facts = {
        "began": "2024-01-09T08:00:00Z",
        "seconds": 93.8,
        "workers": 2,
        "scheduler": "",
        "options": (),
        "project": "0.1.0",
        "durations": {},
    }
    return as_data(Ledger(**{**facts, **more}, notebooks=notebooks, steps=steps, tables=tables))


def notebook_of(result=DONE, message="", lang="zh", **more):
    seconds = None if result in (UP_TO_DATE, WAITS) else 3.2
    step = StepRecord(f"notebook:02_attention:{lang}", f"notebook 02_attention ({lang})", result, seconds, message)
    facts = {"inputs": {"requirements.lock": "ab" * 32}, "code": "cd" * 32, "packages": {"python": "3.11.7"}}
    return NotebookRecord(step, "02_attention", "02_attention.ipynb", lang, **{**facts, **more})


class TestLedger:
    def test_a_notebook_and_its_step_are_one_entry(self):
        (entry,) = ledger_of(notebook_of(parameters={"lang": "zh", "seed": 7}))["notebooks"]
        assert entry["result"] == "done"
        assert entry["seconds"] == 3.2
        assert entry["parameters"] == {"lang": "zh", "seed": 7}
        assert json.loads(json.dumps(entry, allow_nan=False)) == entry

    def test_times_of_steps_that_were_not_part_of_a_run_are_kept(self):
        steps = [StepRecord("a", "a", DONE, 2.0), StepRecord("b", "b", UP_TO_DATE), StepRecord("c", "c", FAILED, 9.0)]
        assert later_durations({"a": 1.0, "b": 5.0, "c": 3.0, "z": 4.0}, steps) == {
            "a": 2.0,
            "b": 5.0,
            "c": 3.0,
            "z": 4.0,
        }

    @pytest.mark.parametrize("data", [None, {}, {"durations": [1]}, {"durations": {"a": "long", "b": -1}}])
    def test_an_odd_earlier_ledger_tells_nothing(self, data):
        assert known_durations(data) == {}

    def test_changes_are_told_in_one_line(self):
        changes = [
            TableChange("documents", 6, added=1),
            TableChange("sentences", 900, added=120, removed=3, changed=4),
            TableChange("terms", 5),
            TableChange("links", 7, "nothing", None, None, None),
        ]
        assert table_line(changes) == "documents 1 added; sentences 120 added, 3 removed, 4 changed"
        assert table_line([TableChange("terms", 9, "parts", 0, 0, 2)]) == "terms parts 2 changed"


def page_of(tmp_path, lang, data):
    target = tmp_path / "reports" / ("runs.html" if lang == "zh" else "en/runs.html")
    render_ledger(target, lang=lang, data=data)
    content = target.read_text(encoding="utf-8")
    return re.sub(r"<[^>]*>", " ", content[content.index("<main") :]), content


class TestPage:
    def test_it_says_what_was_done_how_long_it_took_and_what_failed(self, tmp_path):
        message = "02_attention.ipynb, cell 4: ValueError: no such district"
        failed = notebook_of(FAILED, message, cell=4, error="ValueError")
        waits = StepRecord("page:02_attention:zh", "page 02_attention (zh)", WAITS)
        text, content = page_of(tmp_path, "en", ledger_of(failed, notebook_of(lang="en"), steps=(waits,)))
        assert "began at 2024-01-09 08:00:00 (UTC) and took 93.8 s" in text
        assert "1 steps failed; 1 were not done because of that." in text
        assert "failed, cell 4" in text
        assert "ValueError: no such district" in text
        assert "02_attention.ipynb, cell 4" not in text
        assert "ab" * 32 in content

    def test_a_chinese_page_is_chinese_and_marks_what_is_not(self, tmp_path):
        entry = notebook_of(FAILED, "02_attention.ipynb, cell 4: ValueError: gone", cell=4, error="ValueError")
        text, content = page_of(tmp_path, "zh", ledger_of(entry))
        assert "失败，第 4 个单元格" in text
        assert '<span lang="en">ValueError: gone</span>' in content

    def test_an_entry_that_was_up_to_date_shows_the_time_of_an_earlier_run(self, tmp_path):
        text, _ = page_of(tmp_path, "en", ledger_of(notebook_of(UP_TO_DATE, last_seconds=7.5)))
        assert "(7.5)" in text
        assert "up to date" in text

    def test_runs_lead_to_their_pages_where_there_are_any(self, tmp_path):
        variant = notebook_of(variant="part=plan", parameters={"part": "plan"})
        for name in ("02_attention.html", "variants/part=plan/02_attention.html"):
            (tmp_path / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "reports" / name).write_text("page", encoding="utf-8")
        data = ledger_of(notebook_of(), notebook_of(lang="en"), variant)
        chinese, english = (page_of(tmp_path, lang, data)[1] for lang in ("zh", "en"))
        assert 'href="02_attention.html"' in chinese
        assert 'href="variants/part%3Dplan/02_attention.html"' in chinese
        assert 'href="../02_attention.html"' in english
        assert 'href="en/02_attention.html"' not in chinese

    @pytest.mark.parametrize(
        ("tables", "line"),
        [
            ((), "No table has been made yet."),
            ((TableChange("terms", 3, "nothing", None, None, None),), "There is no earlier ledger to compare with"),
            ((TableChange("terms", 3),), "No table has changed since the ledger before."),
            ((TableChange("terms", 3, added=1),), "Rows are compared with those of the ledger before"),
            ((TableChange("terms", 3, "parts", added=1),), "the counts are parts, not rows"),
            (
                (TableChange("terms", 3, changed=1), TableChange("links", 3, "nothing", None, None, None)),
                "There is nothing to compare these tables with",
            ),
        ],
    )
    def test_it_says_what_changed_in_the_tables_and_how_that_was_found(self, tmp_path, tables, line):
        assert line in page_of(tmp_path, "en", ledger_of(tables=tables))[0]

    def test_parts_of_the_report_a_cluster_and_odd_text_are_told(self, tmp_path):
        odd = notebook_of(FAILED, "02_attention.ipynb: <script>{{ 1 }}</script>")
        data = ledger_of(odd, scheduler="tcp://10.0.0.5:8786", options=("--only 02_attention",))
        text, content = page_of(tmp_path, "en", data)
        assert "by the cluster at tcp://10.0.0.5:8786" in text
        assert "--only 02_attention" in text
        assert "<script>" not in content

    def test_every_step_of_the_workflow_has_a_name_in_both_languages(self):
        kinds = {task["name"].split(":")[0] for task in Workflow(ProjectPaths(ROOT)).tasks()} - {"notebook"}
        assert kinds <= set(STEPS)
        for lang in ("zh", "en"):
            assert {f"step_{kind}" for kind in STEPS} <= words_of("ledger", lang).keys()
            assert set(RESULTS.values()) <= words_of("ledger", lang).keys()


@pytest.mark.long
def test_runs_leave_a_ledger_unless_they_did_nothing(project):  # noqa: F811
    paths = ProjectPaths(project)
    assert report(project).returncode == 0
    first = json.loads((paths.reports / "runs.json").read_text("utf-8"))
    assert (paths.reports / "en" / "runs.html").is_file()
    assert {entry["lang"]: entry["result"] for entry in first["notebooks"]} == {"zh": "done", "en": "done"}
    entry = first["notebooks"][0]
    assert {"notebooks/count.ipynb", "requirements.lock", "data/processed/sentences.parquet"} <= entry["inputs"].keys()
    assert all(re.fullmatch("[0-9a-f]{64}", checksum) for checksum in (*entry["inputs"].values(), entry["code"]))
    assert entry["packages"].keys() == {"python", "pandas"}
    assert first["durations"].keys() == {step["name"] for step in (*first["steps"], *first["notebooks"])}
    assert {change["compared"] for change in first["tables"]} == {"nothing"}

    assert "22 were up to date" in report(project).stdout
    assert json.loads((paths.reports / "runs.json").read_text("utf-8")) == first

    add_document(paths.raw, "second_report")
    result = report(project)
    assert "Tables changed: " in result.stdout
    assert "documents 1 added" in result.stdout
    second = json.loads((paths.reports / "runs.json").read_text("utf-8"))
    changes = {change["table"]: change for change in second["tables"]}
    assert changes["documents"]["added"] == 1
    assert changes["sentences"]["added"] > 1
    assert changes["sentences"]["removed"] == changes["sentences"]["changed"] == 0

    only = report(project, "--only", "count", "--force")
    assert only.returncode == 0
    third = json.loads((paths.reports / "runs.json").read_text("utf-8"))
    assert third["options"] == ["--only count", "--force"]
    assert third["durations"].keys() == second["durations"].keys()


@pytest.mark.long
def test_no_time_of_a_run_stands_in_any_other_product(project):  # noqa: F811
    assert report(project).returncode == 0
    before = states(project)
    ledger = (project / "reports" / "runs.json").read_bytes()
    assert report(project, "--force").returncode == 0
    assert states(project) == before
    assert (project / "reports" / "runs.json").read_bytes() != ledger


def test_texts_are_given_in_both_languages_and_are_all_used():
    code = "".join(Path(module.__file__).read_text("utf-8") for module in (ledger_page, variant_page))
    source = yaml.safe_load((Path(ledger_page.__file__).parent / "texts" / "ledger.yml").read_text("utf-8"))
    for key in source:
        assert (
            re.search(rf"[\"']{key}[\"']", code)
            or key.startswith("step_")
            or key in RESULTS.values()
            or key in ("zh", "en")
        ), key
