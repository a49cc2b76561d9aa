"""The codebooks of coding hold together: keys, borders, terms, examples, and the page made from them."""

from __future__ import annotations

from collections import Counter

import pytest

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.coding import write_docs
from suzhou_priorities.coding.code_keys import domain_keys, domain_weights, function_keys, function_weights
from suzhou_priorities.coding.crosswalk import crosswalk
from suzhou_priorities.errors import CodebookError
from suzhou_priorities.tables.vocabulary import DOMAINS, FORCES, FUNCTIONS, HORIZONS, TENSES, TESTABILITIES
from tests.conftest import ROOT

CODEBOOK = load_codebook("domains")
FUNCTIONS_BOOK = load_codebook("functions")
COMMITMENTS = load_codebook("commitments")
TERMS = load_codebook("domain_terms")["entries"]
# Where an exclusion depends on what the sentence is about: to the domain of the object, or of that field.
WHICHEVER = {"按对象", "该领域"}
PAGE = ROOT / "docs" / "domains.md"


def test_keys_are_those_of_the_tables():
    assert domain_keys() == DOMAINS
    assert tuple(TERMS) == DOMAINS
    assert (*function_keys(), "heading") == FUNCTIONS
    assert tuple(entry["key"] for entry in FUNCTIONS_BOOK["horizons"]) == HORIZONS
    assert tuple(entry["key"] for entry in FUNCTIONS_BOOK["tenses"]) == TENSES
    assert tuple(entry["key"] for entry in COMMITMENTS["forces"]) == FORCES
    assert tuple(entry["key"] for entry in COMMITMENTS["testabilities"]) == TESTABILITIES


@pytest.mark.parametrize("entry", CODEBOOK["entries"], ids=lambda entry: entry["key"])
def test_a_domain_is_defined_in_both_languages_with_borders_and_an_example(entry):
    assert entry["name"]["zh"]
    assert entry["name"]["en"]
    assert entry["definition"]["zh"]
    assert entry["definition"]["en"]
    assert entry["includes"]
    assert entry["excludes"]
    assert entry["example"]


@pytest.mark.parametrize("entry", CODEBOOK["entries"], ids=lambda entry: entry["key"])
def test_what_a_domain_excludes_goes_to_another_one(entry):
    for excluded in entry["excludes"]:
        targets = set(excluded["to"].split(", "))
        assert targets <= set(DOMAINS) | WHICHEVER, excluded
        assert entry["key"] not in targets


@pytest.mark.parametrize("ruling", CODEBOOK["rulings"], ids=lambda ruling: ruling["case"]["en"])
def test_a_ruling_is_told_in_both_languages_and_settles_its_example(ruling):
    assert ruling["case"]["zh"]
    assert ruling["rule"]["zh"]
    assert ruling["rule"]["en"]
    assert ruling["example"]
    assert ruling["domain"] in DOMAINS


@pytest.mark.parametrize(
    "entry",
    [
        *(FUNCTIONS_BOOK[name][place] for name in ("functions", "horizons", "tenses") for place in range(3)),
        *FUNCTIONS_BOOK["functions"][3:],
        *COMMITMENTS["forces"],
        *COMMITMENTS["testabilities"],
    ],
    ids=lambda entry: entry["key"],
)
def test_other_codes_are_defined_in_both_languages_with_an_example(entry):
    assert entry["name"]["zh"]
    assert entry["name"]["en"]
    assert entry["definition"]["zh"]
    assert entry["definition"]["en"]
    assert entry["example"]


@pytest.mark.parametrize("name", ["forces", "testabilities"])
def test_ranks_of_promises_tell_them_apart(name):
    assert sorted(entry["rank"] for entry in COMMITMENTS[name]) == [1, 2, 3, 4]


def test_no_term_stands_twice():
    listed = Counter(
        str(term) for entry in TERMS.values() for key, terms in entry.items() if isinstance(key, int) for term in terms
    )
    assert [term for term, times in listed.items() if times > 1] == []
    assert len(domain_weights()) == len(listed)


def test_every_list_of_terms_has_an_example_and_weights_from_one_to_three():
    for entry in TERMS.values():
        assert entry["example"]
        assert {key for key in entry if key != "example"} <= {1, 2, 3}
        assert all(str(term).strip() == str(term) != "" for key in (1, 2, 3) for term in entry.get(key, ()))


def test_cues_speak_for_functions_with_weights_from_one_to_three():
    assert {function for function, _ in function_weights().values()} <= set(function_keys())
    assert {weight for _, weight in function_weights().values()} <= {1, 2, 3}


def test_the_crosswalk_has_every_domain_and_names_every_topic():
    frame = crosswalk()
    assert tuple(dict.fromkeys(frame["domain"])) == DOMAINS
    known = frame.dropna(subset="cap_topic")
    assert [CODEBOOK["cap_topics"][topic] for topic in known["cap_topic"]] == list(known["cap_name"])
    assert not frame.duplicated().any()


def test_a_domain_without_counterpart_stands_alone_in_the_crosswalk():
    frame = crosswalk()
    alone = frame[frame["cap_topic"].isna()]
    assert set(alone["domain"]) == {entry["key"] for entry in CODEBOOK["entries"] if not entry["cap"]}
    assert alone["cap_name"].isna().all()
    assert not set(alone["domain"]) & set(frame.dropna()["domain"])


def test_a_topic_that_nobody_knows_is_an_error_that_names_the_domain(monkeypatch):
    entry = {"key": "health", "cap": [3, 99]}
    monkeypatch.setattr(
        "suzhou_priorities.coding.crosswalk.load_codebook",
        lambda name: {"cap_topics": {3: "Health"}, "entries": [entry]},
    )
    with pytest.raises(CodebookError, match=r"health names the topics \[99\]"):
        crosswalk()


def test_the_page_is_the_one_that_the_codebooks_give():
    page = PAGE.read_text("utf-8")
    assert page == write_docs.domains_page(write_docs.borders_of(page)), "run `make docs`"


def test_the_page_shows_all_a_coder_needs():
    page = PAGE.read_text("utf-8")
    for entry in CODEBOOK["entries"]:
        assert f"### `{entry['key']}`" in page
        assert entry["definition"]["zh"] in page
        assert entry["definition"]["en"] in page
        assert all(one in page for one in entry["includes"])
        assert all(f"{one['what']} → {one['to']}" in page for one in entry["excludes"])
    assert all(ruling["rule"]["zh"] in page and ruling["example"] in page for ruling in CODEBOOK["rulings"])
    assert all(term in page for term in domain_weights())
    assert "no counterpart" in page


def test_the_borders_are_kept_as_they_were_drawn():
    borders = write_docs.borders_of(PAGE.read_text("utf-8"))
    assert all(f"| {domain} | " in borders for domain in DOMAINS)
    assert write_docs.borders_of(write_docs.domains_page(borders)) == borders


def test_a_page_without_borders_is_an_error():
    with pytest.raises(CodebookError, match="does not mark its borders"):
        write_docs.borders_of("# Domains\n")


def test_people_who_code_are_told_the_rules_and_nothing_of_the_program():
    codes, promises = write_docs.reader_page("codes"), write_docs.reader_page("promises")
    assert all(f"`{key}`" in codes for key in (*DOMAINS, *HORIZONS, *function_keys()))
    assert all(f"`{entry['key']}`" in promises for name in ("forces", "testabilities") for entry in COMMITMENTS[name])
    for page in (codes, promises):
        assert "terms by weight" not in page
        assert "bias" not in page
