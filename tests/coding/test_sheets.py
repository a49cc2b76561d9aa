"""Sheets on which people code: blinded, in blocks of neighbours, and read back without losing or guessing anything."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.coding.filled_sheets import read_filled, read_sheet, with_answers
from suzhou_priorities.coding.sheets import (
    ALL,
    BLOCK,
    CODES,
    CONTEXT,
    PROMISES,
    ROWS_OF_PROMISES,
    SCORE,
    answer_columns,
    filling_rules,
    guarded,
    make_sheet,
    sheet_bytes,
    sheet_units,
)
from suzhou_priorities.errors import ParameterError, TableError
from suzhou_priorities.show.coding_cards import key_list, lines_to_fill, uncoded, unit_cards
from suzhou_priorities.tables.vocabulary import DOMAINS, FUNCTIONS, HORIZONS
from tests.conftest import ROOT

VALIDATION = ROOT / "data" / "validation"
HEAD = "unit_id,domain,domain_second,function,horizon,sure,note"
PROMISE_HEAD = "unit_id,verb,object,force,testability,negated,sure,note"
UNITS = pd.DataFrame(
    {
        "unit_id": [f"d000{number}" for number in range(1, 7)],
        "sample": ["score", "build", "score", "score", "score", "score"],
        "doc_id": ["qingxi_work_report_2019"] * 4 + ["leaflet"] * 2,
        "part": ["review"] * 6,
        "heading": ["经济发展稳中有进"] * 6,
        "before": ["", "一。", "二。", "三。", "", "五。"],
        "text": ["一。", "二。", "三。", "四。", "五。", "=六。"],
        "after": ["二。", "三。", "四。", "", "=六。", ""],
    }
)


def filled(*rows: str, head: str = HEAD, name: str = "a.csv"):
    return read_filled("\n".join((head, *rows)).encode(), name, UNITS)


@pytest.fixture(scope="module", params=[CODES, PROMISES])
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def units(kind):
    return sheet_units(VALIDATION, kind)


def test_a_sheet_holds_no_code_and_no_name_of_a_document(kind, units):
    sheet = make_sheet(units, kind, ALL)
    assert tuple(sheet.columns) == (*CONTEXT, *answer_columns(kind))
    assert (sheet[list(answer_columns(kind))] == "").all(axis=None)
    told = set(sheet["document"])
    assert not any(doc_id.split("_")[0] in name for name in told for doc_id in units["doc_id"].unique())
    assert not {"build", "score", "corpus", "written"} & set(sheet.to_numpy().ravel())


def test_every_unit_of_the_sample_is_there_once_with_its_own_text(kind, units):
    sheet = make_sheet(units, kind, SCORE).drop_duplicates("unit_id").set_index("unit_id")
    own = units[units["sample"] == SCORE].set_index("unit_id")
    assert set(sheet.index) == set(own.index)
    assert sheet["text"].to_dict() == own["text"].map(guarded).to_dict()


def test_a_unit_of_promises_has_rows_to_spare_and_its_text_is_told_once(units, kind):
    sheet = make_sheet(units, kind, SCORE, number=3)
    times = ROWS_OF_PROMISES if kind == PROMISES else 1
    assert list(sheet["unit_id"].value_counts()) == [times] * 3
    assert (sheet["text"] != "").sum() == 3


def test_neighbours_stand_together_and_what_stands_around_a_unit_is_shown():
    units = sheet_units(VALIDATION, CODES)
    sheet = make_sheet(units, CODES, ALL).reset_index(drop=True)
    follows = sheet["before"].shift(-1) == sheet["text"]
    assert follows.mean() > 0.8
    places = units.reset_index().set_index("unit_id")["index"]
    order = sheet["unit_id"].map(places)
    jumps = (order.diff().iloc[1:] != 1).sum()
    assert len(sheet) / BLOCK - 1 <= jumps <= len(sheet) / BLOCK + units["doc_id"].nunique()
    assert (sheet["after"] != "").mean() > 0.95


def test_the_seed_gives_the_order_and_the_number_cuts_it_off():
    first, again, other = (make_sheet(UNITS, CODES, ALL, seed=seed) for seed in (1, 1, 2))
    assert first.equals(again)
    whole = sheet_units(VALIDATION, CODES)
    orders = [list(make_sheet(whole, seed=seed)["unit_id"]) for seed in (1, 2)]
    assert orders[0] != orders[1]
    assert list(make_sheet(whole, number=30, seed=1)["unit_id"]) == orders[0][:30]
    assert len(other) == len(UNITS)


def test_documents_are_named_by_number_kind_and_year():
    names = set(make_sheet(UNITS, CODES, ALL)["document"])
    assert {name.partition(", ")[2] for name in names} == {"work report 2019", ""}
    assert {name.partition(", ")[0] for name in names} == {"document 1", "document 2"}


def test_a_sheet_opens_in_a_spreadsheet_program():
    content = sheet_bytes(make_sheet(UNITS, CODES, ALL))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["number"] for row in rows] == [f"{place} of 6" for place in range(1, 7)]
    assert all(not cell.startswith(("=", "+", "@", "-")) for row in rows for cell in row.values())


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"kind": "words"}, "codes or promises"),
        ({"sample": "half"}, "score, build, all"),
        ({"number": 0}, "from 1 up"),
        ({"seed": -1}, "from 0 up"),
    ],
)
def test_an_option_that_has_no_such_value_is_an_error(options, told):
    with pytest.raises(ParameterError, match=told):
        make_sheet(UNITS, **options)


def test_every_column_to_fill_in_is_explained(kind):
    assert all(f"`{column}`" in filling_rules(kind) for column in answer_columns(kind))


def test_missing_units_are_an_error(tmp_path):
    with pytest.raises(TableError, match="is missing"):
        sheet_units(tmp_path, CODES)


def test_a_filled_sheet_comes_back_as_it_was_filled_in():
    sheet = make_sheet(UNITS, CODES, ALL)
    sheet.loc[0, ["domain", "function", "horizon", "sure", "note"]] = [
        "economy",
        "result",
        "year",
        "1",
        "或 industry，见“六”",
    ]
    sheet.loc[1, ["domain", "domain_second", "function", "sure"]] = ["health", "rural", "thanks", "0"]
    read = read_filled(sheet_bytes(sheet), "a.csv", UNITS)
    assert (read.kind, read.mistakes) == (CODES, ())
    assert list(read.rows["unit_id"]) == list(sheet["unit_id"].iloc[:2])
    assert read.rows.iloc[0].to_dict() == {
        "unit_id": sheet.loc[0, "unit_id"],
        "domain": "economy",
        "domain_second": "",
        "function": "result",
        "horizon": "year",
        "sure": "1",
        "note": "或 industry，见“六”",
    }
    assert read.open_units == tuple(sheet["unit_id"].iloc[2:])


ANSWERS = st.fixed_dictionaries(
    {
        "domain": st.sampled_from(DOMAINS[:-1]),
        "function": st.sampled_from(FUNCTIONS[:5]),
        "horizon": st.sampled_from(HORIZONS),
        "sure": st.sampled_from(["1", "0"]),
        "note": st.text(alphabet="见备注, ;\"'\n\t,，；“”ab1=", max_size=20),
    }
)


@given(st.lists(ANSWERS, min_size=6, max_size=6), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_whatever_is_filled_in_is_read_back_from_every_form_of_csv(answers, separator, from_excel):
    sheet = make_sheet(UNITS, CODES, ALL)
    for row, answer in enumerate(answers):
        sheet.loc[row, list(answer)] = list(answer.values())
    text = sheet.to_csv(index=False, sep=separator)
    content = text.encode("gb18030") if from_excel else text.encode("utf-16")
    read = read_filled(content, "a.csv", UNITS)
    assert read.mistakes == ()
    assert read.open_units == ()
    for answer, (_, row) in zip(answers, read.rows.iterrows(), strict=True):
        assert {column: row[column] for column in answer} == {**answer, "note": answer["note"].strip()}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_plain_words(content):
    for head in (b"", HEAD.encode() + b"\n", PROMISE_HEAD.encode() + b"\n"):
        with suppress(TableError):
            read = read_filled(head + content, "a.csv", UNITS)
            assert all(mistake.where.startswith("a.csv, ") and mistake.remedy for mistake in read.mistakes)


@pytest.mark.parametrize(
    ("row", "field", "told"),
    [
        ("d9999,economy,,result,year,1,", "unit_id", "which no unit has"),
        (",economy,,result,year,1,", "unit_id", "is empty"),
        ("d0001,economics,,result,year,1,", "domain", "economy may be meant"),
        ("d0001,economy,trade,result,year,1,", "domain_second", "'trade'"),
        ("d0001,economy,,outcome,year,1,", "function", "Give one of result, problem"),
        ("d0001,economy,,result,5 years,1,", "horizon", "year, five_year, long_term"),
        ("d0001,economy,,result,year,maybe,", "sure", "'maybe'"),
        ("d0001,economy,,thanks,year,1,", "horizon", "is year beside thanks"),
        ("d0001,economy,economy,result,year,1,", "domain_second", "as the first"),
        ("d0001,none,economy,result,year,1,", "domain_second", "stands alone"),
        ("d0001,,economy,result,year,1,", "domain", "is empty beside a second one"),
    ],
)
def test_a_mistake_is_told_with_file_row_field_and_remedy(row, field, told):
    read = filled("d0002,economy,,result,year,1,", row)
    (mistake,) = read.mistakes
    assert mistake.where == f"a.csv, row 3, field {field}"
    assert told in f"{mistake.what} {mistake.remedy}"
    assert mistake.remedy
    assert len(read.rows) == 2


def test_all_mistakes_are_told_at_once_in_the_order_of_the_rows():
    read = filled("d0001,wealth,,result,yaer,1,", "", "d0003,,,,,,", "d0003,health,,result,year,1,")
    assert [mistake.where for mistake in read.mistakes] == [
        "a.csv, row 2, field domain",
        "a.csv, row 2, field horizon",
        "a.csv, row 5, field unit_id",
    ]
    assert "as in row 4" in read.mistakes[2].what


def test_a_sheet_sorted_by_one_column_alone_is_noticed():
    sheet = make_sheet(UNITS, CODES, ALL)
    sheet["unit_id"] = sorted(sheet["unit_id"], reverse=True)
    read = read_filled(sheet_bytes(sheet), "a.csv", UNITS)
    assert read.mistakes
    assert all("sort all its columns together" in mistake.remedy for mistake in read.mistakes)


def test_a_sheet_sorted_as_a_whole_is_fine():
    sheet = make_sheet(UNITS, CODES, ALL).sort_values("unit_id")
    assert read_filled(sheet_bytes(sheet), "a.csv", UNITS).mistakes == ()


def test_rows_that_went_missing_are_noticed():
    sheet = make_sheet(UNITS, CODES, ALL).drop(index=[1, 5])
    (mistake,) = read_filled(sheet_bytes(sheet), "a.csv", UNITS).mistakes
    assert "lacks 2, 6 of 6" in mistake.what


def test_a_quotation_mark_left_open_hides_no_row():
    text = sheet_bytes(make_sheet(UNITS, CODES, ALL)).decode("utf-8-sig").replace("一。", '"一。', 1)
    try:
        mistakes = read_filled(text.encode(), "a.csv", UNITS).mistakes
    except TableError as error:
        mistakes = (error,)
    assert mistakes


def test_keys_in_capitals_with_spaces_and_in_words_are_read():
    read = filled(" d0001 , Economy ,,RESULT, Year ,是,", head=HEAD.upper().replace(",", " ,"))
    assert read.mistakes == ()
    assert read.rows.iloc[0].to_list() == ["d0001", "economy", "", "result", "year", "1", ""]


def test_columns_that_a_coder_adds_and_notes_on_units_left_open_are_kept():
    read = filled("d0001,,,,,,难以判断,再看", "d0002,rural,,,,,,", head=f"{HEAD},后续")
    assert read.mistakes == ()
    assert read.open_units == ("d0001",)
    assert list(read.rows["note"]) == ["难以判断", ""]
    assert list(read.rows["后续"]) == ["再看", ""]


def test_cells_beyond_the_head_are_told_not_dropped():
    (mistake,) = filled("d0001,rural,,result,year,1,先说村庄,再说产业").mistakes
    assert "再说产业" in mistake.what
    assert mistake.where == "a.csv, row 2"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no head"),
        (b"unit_id,domain,domain\n", "domain twice"),
        (b"id,domain\n", "no column unit_id"),
        (b"unit_id,code\n", "no column domain"),
        (b"PK\x03\x04\x14\x00", "is a workbook"),
        (b"\xff\xfea", "is not text"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_remedy(content, told):
    with pytest.raises(TableError, match=told) as caught:
        read_filled(content, "a.csv", UNITS)
    assert caught.value.where == "a.csv"


def test_characters_that_an_encoding_lost_do_not_make_another_text():
    units = UNITS.assign(text=["建成䶮湖公园。", *UNITS["text"][1:]])
    content = "unit_id,text,domain\nd0001,建成?湖公园。,environment\n".encode()
    assert read_filled(content, "a.csv", units).mistakes == ()


def test_promises_of_a_unit_may_be_several_or_none():
    read = filled(
        "d0001,确保完成,高标准农田2万亩,guarantee,figure_or_date,no,1,",
        "d0001,推进,水利建设,plain,process,0,1,",
        "d0002,-,,,,,,",
        "d0003,,,,,,,",
        head=PROMISE_HEAD,
    )
    assert (read.kind, read.mistakes, read.open_units) == (PROMISES, (), ("d0003",))
    assert list(read.rows["negated"]) == ["no", "no", ""]
    assert list(read.rows["verb"]) == ["确保完成", "推进", "-"]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("d0001,,公园,plain,process,no,1,", "verb"),
        ("d0001,-,,plain,,,,", "verb"),
        ("d0001,建成,公园,,outcome,no,1,", "force"),
        ("d0001,建成,公园,plain,,no,1,", "testability"),
        ("d0001,建成,公园,firm,outcome,no,1,", "force"),
    ],
)
def test_a_promise_half_told_is_a_mistake(row, field):
    assert [mistake.where for mistake in filled(row, head=PROMISE_HEAD).mistakes] == [f"a.csv, row 2, field {field}"]


def test_codes_agreed_on_can_be_read_as_a_sheet():
    for kind in (CODES, PROMISES):
        content = (VALIDATION / f"{kind}.csv").read_bytes()
        read = read_filled(content, f"{kind}.csv", sheet_units(VALIDATION, CODES))
        assert read.mistakes == ()
        assert len(read.rows) == len(content.decode().splitlines()) - 1


def test_answers_are_put_into_a_sheet_and_the_rest_is_kept():
    sheet = make_sheet(UNITS, CODES, ALL)
    rows = filled("d0002,rural,,result,year,1,", "d0005,none,,formula,,1,好").rows
    after = with_answers(sheet, rows).set_index("unit_id")
    assert after.loc["d0002", "domain"] == "rural"
    assert after.loc["d0005", "note"] == "好"
    assert (after["domain"] == "").sum() == 4
    assert list(with_answers(sheet, rows).columns) == list(sheet.columns)
    assert list(after.index) == list(sheet["unit_id"])


def test_a_sheet_is_gone_on_with_where_it_was_left():
    sheet = make_sheet(UNITS, CODES, ALL)
    rows = filled(*(f"{unit_id},rural,,result,year,1," for unit_id in sheet["unit_id"].iloc[:4])).rows
    again = read_sheet(sheet_bytes(with_answers(sheet, rows)), "a.csv")
    waiting = uncoded(again, 8)
    assert list(waiting["unit_id"]) == list(sheet["unit_id"].iloc[4:])
    lines = lines_to_fill(waiting)
    assert lines.splitlines()[0] == HEAD
    assert read_filled(lines.encode(), "cell", UNITS).open_units == tuple(waiting["unit_id"])
    for lang in ("zh", "en"):
        cards = unit_cards(waiting, lang)
        assert all(unit_id in cards for unit_id in waiting["unit_id"])
        assert all(f"`{domain}`" in key_list(lang) for domain in DOMAINS)
        assert unit_cards(waiting.head(0), lang)
