"""The list of runs: one page for each district, named for it."""

from __future__ import annotations

import pytest

from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.paths import ProjectPaths
from suzhou_priorities.workflow.runs import read_runs
from tests.tables.test_tables import SIDECAR

PROFILE = """\
runs:
  - name: profile
    notebook: profile.ipynb
    for_each: districts
    title: {zh: "两页看{district}", en: "{district} on two pages"}
    sentence: {zh: "{district}先做什么。", en: "What {district} puts first."}
    parameters: {resamples: 100}
"""


@pytest.fixture
def project(tmp_path):
    """Return what makes a checkout with a sidecar for each of some districts; None is a place without one."""

    def make(*districts, runs=PROFILE):
        (tmp_path / "notebooks").mkdir()
        (tmp_path / "notebooks" / "profile.ipynb").write_text("{}", encoding="utf-8")
        (tmp_path / "notebooks" / "runs.yml").write_text(runs, encoding="utf-8")
        raw = tmp_path / "data" / "raw"
        raw.mkdir(parents=True)
        for number, district in enumerate(districts):
            content = SIDECAR.replace("SHA", "a" * 64).replace("xihu_work_report_2019", f"report_{number}")
            content = content.replace("district: null", f"district: {district or 'null'}")
            (raw / f"report_{number}.yml").write_text(content, encoding="utf-8")
        return ProjectPaths(tmp_path)

    return make


def test_each_district_has_a_page_with_its_name_in_both_languages(project):
    runs = read_runs(project("wuzhong", "kunshan", "wuzhong", None))
    assert [(run.name, run.lang, run.title) for run in runs] == [
        ("profile_kunshan", "zh", "两页看昆山"),
        ("profile_kunshan", "en", "Kunshan on two pages"),
        ("profile_wuzhong", "zh", "两页看吴中"),
        ("profile_wuzhong", "en", "Wuzhong on two pages"),
    ]
    assert runs[0].sentence == "昆山先做什么。"
    assert runs[1].parameters == {"resamples": 100, "district": "kunshan", "lang": "en"}


def test_pages_of_districts_stand_in_a_group_of_their_own(project):
    study = PROFILE.replace("    for_each: districts\n", "    group: study\n").replace("profile\n", "study\n", 1)
    runs = read_runs(project("kunshan", runs=PROFILE + study.replace("runs:\n", "")))
    assert [(run.name, run.group, run.district) for run in runs if run.lang == "en"] == [
        ("profile_kunshan", "district", "kunshan"),
        ("study", "study", ""),
    ]


def test_an_unknown_group_is_named(project):
    with pytest.raises(WorkflowError, match="group: 'appendix'"):
        read_runs(project("kunshan", runs=PROFILE + "    group: appendix\n"))


def test_a_place_without_district_alone_makes_no_page(project):
    assert read_runs(project(None)) == []


def test_a_faulty_sidecar_stops_no_other_district(project):
    paths = project("kunshan", "wuzhong")
    (paths.raw / "report_0.yml").write_text("doc_id: [", encoding="utf-8")
    assert [run.name for run in read_runs(paths)] == ["profile_wuzhong", "profile_wuzhong"]


def test_braces_in_other_titles_stay_as_they_are(project):
    plain = PROFILE.replace("    for_each: districts\n", "")
    assert [run.title for run in read_runs(project("kunshan", runs=plain))] == [
        "两页看{district}",
        "{district} on two pages",
    ]


def test_an_unknown_kind_of_pages_is_named(project):
    with pytest.raises(WorkflowError, match="for_each: 'provinces'"):
        read_runs(project("kunshan", runs=PROFILE.replace("districts", "provinces")))
