"""Which documents speak for a district, on made-up corpora."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.district_documents import district_documents

OFFICIAL = "official"


def corpus(*rows):
    """Return a table of documents: doc_id, district, kind, first and last year planned."""
    frame = pd.DataFrame(rows, columns=["doc_id", "district", "doc_type", "plan_start", "plan_end"])
    frame[["plan_start", "plan_end"]] = frame[["plan_start", "plan_end"]].astype("Int64")
    return frame.assign(year=frame["plan_start"], place="某地")


def report(doc_id, district, year):
    return (doc_id, district, "work_report", year, year)


def tiers(documents, **others):
    return {doc_id: others.get(doc_id, OFFICIAL) for doc_id in documents["doc_id"]}


def test_the_report_of_the_latest_year_with_a_counterpart_speaks():
    documents = corpus(
        report("taicang_2022", "taicang", 2022),
        report("taicang_2023", "taicang", 2023),
        report("taicang_2024", "taicang", 2024),
        report("changshu_2023", "changshu", 2023),
        report("xihu_2022", None, 2022),
    )
    found = district_documents(documents, tiers(documents), "taicang")
    assert (found.report, found.compared) == ("taicang_2023", ("changshu_2023",))
    assert found.further == ("taicang_2022", "taicang_2024")
    assert list(found.documents["doc_id"]) == ["taicang_2024", "taicang_2023", "taicang_2022"]


def test_a_place_without_district_is_a_counterpart_too():
    documents = corpus(report("gusu_2024", "gusu", 2024), report("xihu_2024", None, 2024))
    assert district_documents(documents, tiers(documents), "gusu").compared == ("xihu_2024",)


def test_an_altered_copy_is_compared_with_none_and_speaks_only_where_there_is_no_other():
    documents = corpus(
        report("kunshan_2021", "kunshan", 2021), report("wujiang_2021", "wujiang", 2021), report("k20", "kunshan", 2020)
    )
    altered = tiers(documents, kunshan_2021="altered_copy")
    found = district_documents(documents, altered, "kunshan")
    assert (found.report, found.compared, found.further) == ("k20", (), ())
    alone = documents[documents["doc_id"] != "k20"]
    found = district_documents(alone, altered, "kunshan")
    assert (found.report, found.compared, found.altered) == ("kunshan_2021", (), {"kunshan_2021"})
    assert district_documents(alone, altered, "wujiang").compared == ()


def test_the_plan_that_covers_the_year_of_the_report_is_the_yardstick():
    documents = corpus(
        report("sip_2019", "sip", 2019),
        ("sip_plan_13", "sip", "five_year_plan", 2016, 2020),
        ("sip_plan_14", "sip", "five_year_plan", 2021, 2025),
        ("sip_tasks_2019", "sip", "task_plan", 2019, 2019),
        ("sip_tasks_2020", "sip", "task_plan", 2020, 2020),
    )
    found = district_documents(documents, tiers(documents), "sip")
    assert (found.plan, found.task_plan) == ("sip_plan_13", "sip_tasks_2019")


def test_without_a_report_the_plan_speaks_and_a_task_plan_never_does():
    documents = corpus(
        ("gusu_plan", "gusu", "five_year_plan", 2021, 2025), ("huqiu_tasks", "huqiu", "task_plan", None, None)
    )
    assert district_documents(documents, tiers(documents), "gusu").speaker == "gusu_plan"
    assert district_documents(documents, tiers(documents), "huqiu").speaker == ""


def test_reports_of_unknown_year_are_taken_last():
    documents = corpus(report("a", "gusu", None), report("b", "gusu", 2020))
    assert district_documents(documents, tiers(documents), "gusu").report == "b"
    alone = documents.head(1)
    assert district_documents(alone, tiers(alone), "gusu").report == "a"


@pytest.mark.parametrize(
    ("district", "message"), [("suzhou", "places.yml does not have"), ("gusu", "holds no document.*taicang")]
)
def test_a_district_that_is_unknown_or_silent_is_refused(district, message):
    documents = corpus(report("taicang_2024", "taicang", 2024))
    with pytest.raises(ParameterError, match=message):
        district_documents(documents, tiers(documents), district)
