"""The tables keep their contract, and a sixth document needs two files."""

from __future__ import annotations

import gc
import json
import shutil

import pandas as pd
import pytest

from suzhou_priorities.corpus.provenance import read_provenance
from suzhou_priorities.corpus.raw_page import decode, read_raw_page
from suzhou_priorities.corpus.sharding import shards_of
from suzhou_priorities.errors import ProvenanceError, RawPageError, TableError
from suzhou_priorities.repair.edits import Repair, restore_raw
from suzhou_priorities.tables.assemble import assemble
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.shards import process_shard
from suzhou_priorities.tables.store import frame_of, list_of, read_table, write_table

SIXTH = (
    "2019年西湖区政府工作报告\n各位代表：\n现在，我代表杭州市西湖区人民政府向大会报告工作，请予审议。\n"
    "一、2018年工作回顾\n过去一年，全区地区生产总值增长6.5%，财政总收入突破百亿元。\n"
    "二、2019年工作安排\n今年是新中国成立70周年，我们要确保地区生产总值增长6%以上。\n"
)
SIDECAR = """doc_id: xihu_work_report_2019
title: 2019年西湖区政府工作报告
place: 浙江省杭州市西湖区
district: null
doc_type: work_report
year: 2019
review_year: 2018
issuer: 杭州市西湖区人民政府
source: {site: null, tier: portal_copy, file: page.txt}
sha256: SHA
licence: Official document of the state.
"""


def built(files, folder):
    shards = []
    for name, members in shards_of(files).items():
        process_shard(members, folder / ".shards" / name, sidecar_needed=True)
        shards.append(folder / ".shards" / name)
    assemble(shards, folder)
    return folder


@pytest.fixture(scope="module")
def tables(root, tmp_path_factory):
    return built(sorted((root / "data" / "raw").glob("*.txt")), tmp_path_factory.mktemp("tables"))


def test_all_tables_have_all_columns(tables):
    for name, schema in SCHEMAS.items():
        assert list(read_table(name, tables).columns) == schema.column_names
        assert list(pd.read_csv(tables / f"{name}.csv").columns) == schema.column_names


def test_the_tables_alone_give_the_raw_page_back(tables, root):
    repairs = read_table("repairs", tables)
    for doc_id, rows in repairs.groupby("doc_id"):
        text = (tables / "text" / f"{doc_id}.txt").read_bytes().decode()
        raw = (root / "data" / "raw" / f"{doc_id}.txt").read_bytes().decode()
        fields = ["kind", "raw_start", "raw_end", "clean_start", "clean_end", "before", "after"]
        assert restore_raw(text, [Repair(*row) for row in rows[fields].itertuples(index=False)]) == raw


def test_sentences_stand_where_they_say(tables):
    for row in read_table("sentences", tables).sample(200, random_state=1).itertuples():
        text = (tables / "text" / f"{row.doc_id}.txt").read_bytes().decode()
        assert text[row.start : row.end] == row.text


def test_the_lost_heading_of_the_task_plan_is_supplied_and_marked(tables):
    sections = read_table("sections", tables)
    (row,) = sections[sections["inferred"]].itertuples()
    assert (row.doc_id, row.number) == ("wujiang_task_plan_2024", "二、")
    assert row.heading == "坚定扛起光荣使命，当好长三角一体化发展示范窗口"
    documents = read_table("documents", tables, columns=["doc_id", "warnings"])
    warnings = documents.set_index("doc_id")["warnings"]["wujiang_task_plan_2024"]
    assert any("supplied from wujiang_work_report_2024" in warning for warning in warnings)


def test_the_package_describes_every_table_with_its_checksum(tables):
    package = json.loads((tables / "datapackage.json").read_text("utf-8"))
    described = {resource["name"]: resource for resource in package["resources"]}
    assert set(described) == set(SCHEMAS)
    assert all(field["description"] for resource in described.values() for field in resource["schema"]["fields"])


def test_two_builds_are_the_same_bytes(tables, root, tmp_path):
    again = built(sorted((root / "data" / "raw").glob("*.txt")), tmp_path)
    for file in sorted(tables.glob("[a-z]*.*")):
        assert file.read_bytes() == (again / file.name).read_bytes()


def test_a_sixth_document_is_two_files(root, tmp_path):
    raw = tmp_path / "raw"
    shutil.copytree(root / "data" / "raw", raw)
    page = raw / "xihu_work_report_2019.txt"
    page.write_text(SIXTH, encoding="utf-8")
    page.with_suffix(".yml").write_text(SIDECAR.replace("SHA", read_raw_page(page).sha256), encoding="utf-8")
    documents = read_table("documents", built(sorted(raw.glob("*.txt")), tmp_path / "out"))
    row = documents.set_index("doc_id").loc["xihu_work_report_2019"]
    assert (row["place"], row["year"], row["sentences"] > 5) == ("浙江省杭州市西湖区", 2019, True)
    assert len(documents) == 6


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("district: null", "district: atlantis"), "district is 'atlantis'"),
        (("place: 浙江省杭州市西湖区\n", ""), "place is missing"),
        (("year: 2019", "year: soon"), "year is 'soon'"),
        (("issuer:", "isuer:"), "isuer is no known key"),
        (("tier: portal_copy", "tier: rumour"), "source.tier is 'rumour'"),
        (("doc_id: xihu", "doc_id: other"), "the file is named"),
        (("issuer:", "adopted: 2019-13-45\nissuer:"), "is not valid YAML"),
        (("title: 2019", "title: [2019"), "is not valid YAML"),
    ],
)
def test_a_faulty_sidecar_is_named_with_field_and_remedy(change, message, tmp_path):
    sidecar = tmp_path / "xihu_work_report_2019.yml"
    sidecar.write_text(SIDECAR.replace(*change), encoding="utf-8")
    with pytest.raises(ProvenanceError, match=message.replace(".", r"\.")) as caught:
        read_provenance(sidecar)
    assert caught.value.remedy


def test_a_page_that_is_not_the_described_one_is_set_aside(tmp_path):
    page = tmp_path / "xihu_work_report_2019.txt"
    page.write_text(SIXTH, encoding="utf-8")
    page.with_suffix(".yml").write_text(SIDECAR, encoding="utf-8")
    errors = read_table("errors", built([page], tmp_path / "out"))
    assert "sha256" in errors["error"][0]
    assert "restore the page" in errors["remedy"][0]


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("utf-16", "utf-16")]
)
def test_encodings_are_recognised(encoding, name):
    assert decode(SIXTH.encode(encoding), "page") == (SIXTH, name)


def test_traditional_text_in_big5_is_recognised():
    text = "各位代表：現在，我代表市人民政府，向大會報告工作，請予審議。去年經濟社會發展取得新的成績。" * 3
    assert decode(text.encode("big5"), "page") == (text, "big5")


@pytest.mark.parametrize("content", [b"", b" \n", b"%PDF-1.7", b"PK\x03\x04rest", b"\x00\x01\x02", b"\xff\xfe\xff" * 9])
def test_what_is_no_text_is_refused_by_name(content):
    with pytest.raises(RawPageError, match="page"):
        decode(content, "page")


def test_a_table_that_breaks_its_schema_is_not_written(tmp_path):
    with pytest.raises(TableError, match="column kind"):
        frame_of("repairs", [("d", "magic", 0, 1, 0, 1, "a", "b", True, "")])
    frame = frame_of("errors", [("d", "f", "read", "e", "r")])
    write_table(frame, "errors", tmp_path)
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["errors.csv", "errors.parquet"]


def test_lists_read_the_same_from_any_source():
    assert list_of("甲；乙") == list_of(["甲", "乙"]) == ["甲", "乙"]
    assert list_of(None) == list_of(float("nan")) == []


def test_a_new_document_touches_one_shard(tmp_path):
    files = [tmp_path / f"document_{number:04d}.txt" for number in range(900)]
    before, after = shards_of(files), shards_of([*files, tmp_path / "new.txt"])
    assert len(before) == len(after) == 8
    assert sum(before[name] != after[name] for name in before) == 1


def test_a_shard_leaves_no_cycles_for_it_does_without_their_collector(root, tmp_path):
    files = sorted((root / "data" / "raw").glob("wujiang_*.txt"))
    process_shard(files, tmp_path)
    gc.collect()
    assert gc.isenabled()
    gc.disable()
    try:
        process_shard(files, tmp_path)
        assert not gc.isenabled(), "it is left as it was found"
        assert gc.collect() == 0
    finally:
        gc.enable()
