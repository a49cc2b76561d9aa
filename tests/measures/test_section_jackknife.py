"""Each section left out in turn; what is no longer a section but most of the text is parted first."""

from __future__ import annotations

import pandas as pd
import pytest

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.section_jackknife import COLUMNS, outer_sections, without_sections

SECTIONS = pd.DataFrame(
    [
        ("d1", "c1", None),
        ("d1", "c2", None),
        ("d1", "c3", "c2"),
        ("d1", "c4", "c2"),
        ("d1", "c5", "c4"),
        ("d1", "c6", None),
        ("d2", "c1", None),
    ],
    columns=["doc_id", "section_id", "parent_id"],
)
COUNTED = pd.DataFrame(
    [
        ("d1", "c1", "economy", 20),
        ("d1", "c3", "industry", 25),
        ("d1", "c5", "rural", 30),
        ("d1", "c6", "government", 25),
        ("d2", "c1", "economy", 10),
    ],
    columns=["doc_id", "section_id", "domain", "characters"],
).assign(domain_second=None, paragraph=range(5))


def test_a_section_that_holds_most_of_the_text_is_parted():
    found = without_sections(COUNTED, SECTIONS)
    assert found["variant"].drop_duplicates().tolist() == ["c1", "c3", "c4", "c6"]
    assert list(found.columns) == list(COLUMNS)
    assert set(found["family"]) == {"section_left_out"}


def test_shares_of_the_rest_add_up():
    found = without_sections(COUNTED, SECTIONS)
    assert found.groupby("variant")["share"].sum().to_numpy() == pytest.approx(1)
    without = found[found["variant"] == "c4"].set_index("domain")["share"]
    assert without.index.tolist() == list(POLICY_DOMAINS)
    assert without[["economy", "industry", "rural", "government"]].tolist() == pytest.approx(
        [20 / 70, 25 / 70, 0, 25 / 70]
    )
    by_sentence = without_sections(COUNTED, SECTIONS, "sentences")
    assert by_sentence[by_sentence["variant"] == "c4"].set_index("domain").loc["economy", "share"] == pytest.approx(
        1 / 3
    )


def test_a_document_of_one_section_has_no_variants():
    assert "d2" not in set(without_sections(COUNTED, SECTIONS)["document"])
    assert without_sections(COUNTED.iloc[:0], SECTIONS).empty


def test_text_directly_under_a_parted_section_counts_as_a_section():
    above = {"c1": None, "c2": "c1", "c3": "c1"}
    assert outer_sections(["c1", "c2", "c3"], above, [1, 1, 1]) == ["c1", "c2", "c3"]
    assert outer_sections(["c1", "c2", "c3"], above, [1, 1, 1], largest=1) == ["c1", "c1", "c1"]


def test_the_innermost_section_stays_whole_however_large():
    assert outer_sections(["c2", "c2"], {"c2": "c1", "c1": None}, [5, 5]) == ["c2", "c2"]


def test_sections_that_are_unknown_or_run_in_a_circle_do_no_harm():
    assert outer_sections(["c9"], {}, [1]) == ["c9"]
    assert outer_sections(["c1"], {"c1": "c2", "c2": "c1"}, [1]) == ["c1"]
    assert outer_sections([], {}, []) == []
