"""A slip in a codebook is told with the book, the entry, the field and the remedy, and is no fault of a document."""

from __future__ import annotations

import pytest

import suzhou_priorities.codebooks as codebooks
from suzhou_priorities.cli import main
from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.codebooks.entry_checks import check_entries
from suzhou_priorities.errors import CodebookError
from suzhou_priorities.tables.store import read_table
from tests.tables.test_tables import SIXTH

PLACE = {
    "code": None,
    "official_zh": "苏州市虎溪区",
    "official_en": "Huxi District, Suzhou",
    "short_zh": "虎溪",
    "short_en": "Huxi",
    "colour": "#661100",
    "kind": "district",
    "example": "2024年虎溪区政府工作报告",
}
INDICATOR = {
    "zh": "新增公共停车泊位",
    "en": "New public parking spaces",
    "kind": "flow",
    "domain": "urban",
    "forms": ["(?:公共|各类)?(?:停车)?泊位"],
    "not_before": "(?:累计|占)",
    "units": "个$",
    "measures": ["level", "increment"],
    "is_not": "泊位总数",
    "is_not_en": "all spaces there are",
    "example": "新增公共停车泊位2000个",
    "definition": "Public parking spaces added during the year.",
    "definition_zh": "当年新增的公共停车泊位。",
}


def refused(name, entries):
    """Return what is said of entries that are refused."""
    with pytest.raises(CodebookError) as caught:
        check_entries(name, {"entries": entries})
    assert caught.value.where == f"codebooks/{name}.yml"
    assert caught.value.remedy.endswith(".")
    assert "\n" not in str(caught.value)
    return caught.value.what


def test_entries_that_have_all_they_need_pass():
    check_entries("places", {"entries": {"huxi": PLACE | {"aliases": ["虎溪新区"]}}})
    check_entries("indicators", {"entries": {"parking_spaces_new": INDICATOR}})
    check_entries("place_names", {"entries": {"huxi": ["竹桥镇"]}})
    check_entries("commitments", {"version": 1})


@pytest.mark.parametrize("field", [field for field in PLACE if field != "code"])
def test_a_district_without_a_field_is_told(field):
    place = {key: value for key, value in PLACE.items() if key != field}
    assert refused("places", {"huxi": place}) == f"huxi.{field} is missing."


@pytest.mark.parametrize("field", INDICATOR)
def test_an_indicator_without_a_field_is_told(field):
    indicator = {key: value for key, value in INDICATOR.items() if key != field}
    assert refused("indicators", {"parking": indicator}).startswith(f"parking.{field} is missing")


@pytest.mark.parametrize(
    ("name", "key", "entry", "said"),
    [
        ("places", "huxi", "虎溪区", "huxi is not a mapping."),
        ("places", "huxi", PLACE | {"colour": "red"}, "huxi.colour is 'red', not a colour."),
        ("places", "huxi", PLACE | {"kind": "city"}, "huxi.kind is 'city', not known."),
        ("places", "huxi", PLACE | {"kind": ["district"]}, "huxi.kind is ['district'], not known."),
        ("places", "huxi", PLACE | {"short_en": True}, "huxi.short_en is True, not text."),
        ("places", "huxi", PLACE | {"short_en": " "}, "huxi.short_en is ' ', not text."),
        ("places", "huxi", PLACE | {"aliases": "虎溪新区"}, "huxi.aliases is missing or not a list of texts."),
        ("places", "Hu Xi", PLACE, "the key 'Hu Xi' is not one."),
        ("places", 7, PLACE, "the key 7 is not one."),
        ("indicators", "7th", INDICATOR, "the key '7th' is not one."),
        ("indicators", "parking", INDICATOR | {"kind": "flows"}, "parking.kind is 'flows', not known."),
        ("indicators", "parking", INDICATOR | {"not_before": ""}, "parking.not_before is '', not text."),
        ("indicators", "parking", INDICATOR | {"forms": "泊位"}, "parking.forms is missing or not a list of texts."),
        (
            "indicators",
            "parking",
            INDICATOR | {"forms": ["(泊位"]},
            "parking.forms is no regular expression (missing )",
        ),
        ("indicators", "parking", INDICATOR | {"units": "个)"}, "parking.units is no regular expression (unbalanced"),
        ("indicators", "parking", INDICATOR | {"forms": ["(停车)?泊位"]}, "parking.forms has a group that is kept."),
        ("place_names", "huxi", [1, None], "huxi is missing or not a list of texts."),
        ("place_names", "huxi", None, "huxi is missing or not a list of texts."),
    ],
)
def test_a_field_that_is_wrong_is_named(name, key, entry, said):
    assert refused(name, {key: entry}).startswith(said)


@pytest.mark.parametrize("entries", [None, [], {}, "words"])
def test_a_book_without_entries_is_told(entries):
    assert refused("places", entries).startswith("`entries` is missing")


class TestFile:
    @pytest.fixture
    def book(self, tmp_path, monkeypatch):
        """Return a codebook `places` of its own that a test may spoil."""
        file = tmp_path / "books" / "places.yml"
        file.parent.mkdir()
        monkeypatch.setattr(codebooks.resources, "files", lambda _: file.parent)
        load_codebook.cache_clear()
        yield file
        load_codebook.cache_clear()

    def said_of(self, book, text):
        book.write_text(text, encoding="utf-8")
        with pytest.raises(CodebookError) as caught:
            load_codebook("places")
        return str(caught.value)

    def test_a_key_that_is_there_already_replaces_nothing_in_silence(self, book):
        said = self.said_of(book, "entries:\n  huxi: {a: 1}\n  huxi: {a: 2}\n")
        assert said == "codebooks/places.yml: is not valid YAML: line 3, column 3: the key 'huxi' twice. " + (
            "Mend the line named."
        )

    def test_a_tab_is_told_in_one_line(self, book):
        said = self.said_of(book, "entries:\n\thuxi: 1\n")
        assert said.startswith("codebooks/places.yml: is not valid YAML: line 2, column 1: found character")
        assert "\n" not in said


def test_a_run_stops_with_the_message_and_keeps_the_earlier_tables(tmp_path, monkeypatch, capsys):
    page, out = tmp_path / "page.txt", tmp_path / "out"
    page.write_text(SIXTH, encoding="utf-8")
    assert main(["process", str(page), "--out", str(out), "--workers", "1"]) == 0
    before = read_table("sentences", out)

    def fail(*_, **__):
        raise CodebookError("codebooks/places.yml", "huxi.colour is missing.", "Write a text in quotation marks.")

    monkeypatch.setattr("suzhou_priorities.tables.document.outline_text", fail)
    page.write_text(SIXTH + "又一句。\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["process", str(page), "--out", str(out), "--workers", "1"]) == 2
    assert "codebooks/places.yml: huxi.colour is missing. Write a text" in capsys.readouterr().err
    assert read_table("sentences", out).equals(before)
