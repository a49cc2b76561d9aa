"""Of a large corpus a study reads the documents it is about, then those that can be compared; all of a small one."""

import pandas as pd
import pytest

from suzhou_priorities.errors import ParameterError
from suzhou_priorities.measures.chosen_documents import choose, read_chosen, read_rows
from suzhou_priorities.paths import project_paths
from suzhou_priorities.tables.store import frame_of, read_table


def corpus(*rows):
    """A table of (doc_id, district, doc_type, year, plan_start, plan_end)."""
    frame = pd.DataFrame(rows, columns=["doc_id", "district", "doc_type", "year", "plan_start", "plan_end"])
    for column in ("year", "plan_start", "plan_end"):
        frame[column] = frame[column].astype("Int64")
    frame["district"] = frame["district"].astype("string")
    return frame


def report(doc_id, year, district=None):
    return (doc_id, district, "work_report", year, year, year)


COUNTIES = [report(f"county_{number:02}_{year}", year) for number in range(20) for year in (2019, 2020)]


def test_a_small_corpus_is_read_whole():
    choice = choose(corpus(report("a", 2020), report("b", 2019)), {}, most=2)
    assert choice.is_all
    assert choice.doc_ids == ("a", "b")


def test_districts_of_the_codebook_come_before_other_places_and_the_compared_year_before_other_years():
    rows = [*COUNTIES, report("wujiang_2011", 2011, "wujiang"), report("county_99_2020", 2020)]
    choice = choose(corpus(*rows), {}, most=6)
    assert choice.of == 42
    assert "wujiang_2011" in choice.doc_ids
    others = [doc_id for doc_id in choice.doc_ids if doc_id != "wujiang_2011"]
    assert others == [f"county_{number:02}_2020" for number in range(5)]  # 2020 has one report more than 2019


def test_plans_that_cover_the_compared_year_come_before_reports_of_other_years():
    plan = ("plan_2016", None, "five_year_plan", 2016, 2016, 2020)
    rows = [
        *(report(f"r{number}_2020", 2020) for number in range(3)),
        *(report(f"r{n}_2021", 2021) for n in (1, 2)),
        plan,
    ]
    assert set(choose(corpus(*rows), {}, most=4).doc_ids) == {"r0_2020", "r1_2020", "r2_2020", "plan_2016"}


def test_what_a_page_is_about_is_always_read():
    rows = [*COUNTIES, report("somewhere_1999", 1999)]
    assert "somewhere_1999" in choose(corpus(*rows), {}, first=["somewhere_1999"], most=3).doc_ids
    assert "somewhere_1999" not in choose(corpus(*rows), {}, most=3).doc_ids


def test_altered_copies_do_not_set_the_year_that_is_compared():
    rows = [*(report(f"a{number}", 2018) for number in range(3)), *(report(f"b{number}", 2017) for number in range(2))]
    altered = {f"a{number}": "altered_copy" for number in range(3)}
    assert choose(corpus(*rows), altered, most=2).doc_ids == ("b0", "b1")


def test_named_documents_are_read_however_many():
    choice = choose(corpus(*COUNTIES), {}, ["county_0*_2019", "county_11_2020"], most=3)
    assert len(choice.doc_ids) == 11
    assert choice.is_named


def test_a_name_that_stands_for_no_document_is_told():
    with pytest.raises(ParameterError, match=r"kunshan_.*stands for no document"):
        choose(corpus(*COUNTIES), {}, ["kunshan_*"])


def test_documents_without_years_or_districts_are_no_obstacle():
    rows = [("x", None, None, None, None, None), ("y", None, "work_report", None, None, None), report("z", 2020)]
    assert choose(corpus(*rows), {}, most=2).doc_ids[-1] == "z"


def test_only_the_rows_of_chosen_documents_are_read():
    paths = project_paths()
    if not (paths.processed / "documents.parquet").exists():
        pytest.skip("needs the tables: make report")
    tables, choice = read_chosen(("documents", "sentences", "links"), paths, ["wujiang_*"], optional=["commitments"])
    assert {doc_id.split("_")[0] for doc_id in choice.doc_ids} == {"wujiang"}
    whole = read_table("sentences", paths.processed)
    pd.testing.assert_frame_equal(
        tables["sentences"].reset_index(drop=True),
        whole[whole["doc_id"].isin(choice.doc_ids)].reset_index(drop=True),
    )
    assert set(tables["links"]["from_doc"]) <= set(choice.doc_ids)
    assert set(tables["commitments"]["doc_id"]) <= set(choice.doc_ids)


def test_a_table_that_may_be_missing_is_empty(tmp_path):
    choice = choose(corpus(*COUNTIES), {}, most=2)
    assert read_rows("commitments", tmp_path, choice, is_optional=True).equals(frame_of("commitments", ()))
