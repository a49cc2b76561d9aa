"""A sidecar that is wrong is refused by name, with the field and the remedy, whatever stands in it."""

from __future__ import annotations

import os

import pytest

from suzhou_priorities.corpus.plain_yaml import plain_yaml
from suzhou_priorities.corpus.provenance import read_provenance
from suzhou_priorities.corpus.source_tiers import source_tiers
from suzhou_priorities.errors import ProvenanceError
from suzhou_priorities.tables.document import SetAside, process_document
from tests.conftest import processor_seconds
from tests.tables.test_tables import SIDECAR, SIXTH

NAME = "xihu_work_report_2019"
BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{key}: &{key} [{', '.join([f'*{before}'] * 8)}]\n" for before, key in zip("abcdefgh", "bcdefghi", strict=True)
)


def refused(folder, content):
    """Return what is said of a sidecar that is refused."""
    sidecar = folder / f"{NAME}.yml"
    sidecar.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ProvenanceError) as caught:
        read_provenance(sidecar)
    assert caught.value.where == sidecar.name
    assert caught.value.remedy.endswith(".")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500
    return caught.value.what


class TestNoMapping:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "the file is empty."),
            (b"# nothing but a remark\n", "the file is empty."),
            (b"- a\n- list\n", "the file is not a mapping."),
            (b"just words\n", "the file is not a mapping."),
            (b"title: [2019\n", "is not valid YAML: line 2, column 1: did not find expected"),
            (b"a:\n\t- b\n", "is not valid YAML: line 2, column 1: found character that cannot start any token."),
            (b"title: \xff\xfe\n", "is not valid YAML: byte 7 is not UTF-8"),
            ("title: 政府工作报告".encode("gbk"), "is not valid YAML: byte"),
            (b'title: "a\0b"', "is not valid YAML: byte"),
            (b"a: 1\n---\nb: 2\n", "is not valid YAML: line 2, column 1: but found another document."),
            (b"%PDF-1.7\n", "is not valid YAML: line 1"),
        ],
    )
    def test_the_file_is_named_with_the_line(self, tmp_path, content, said):
        assert refused(tmp_path, content).startswith(said)

    def test_other_encodings_with_a_mark_are_read_as_yaml_has_it(self, tmp_path):
        for encoding in ("utf-8-sig", "utf-16"):
            (tmp_path / f"{NAME}.yml").write_bytes(SIDECAR.encode(encoding))
            assert read_provenance(tmp_path / f"{NAME}.yml").year == 2019


class TestHostile:
    def test_a_file_that_would_unfold_to_any_size_is_refused(self, tmp_path):
        assert "line 1, column 4: an anchor or alias, which is not read" in refused(tmp_path, BOMB)

    def test_a_list_within_itself_is_refused(self, tmp_path):
        assert "an anchor or alias" in refused(tmp_path, "title: &a [*a]\n")

    @pytest.mark.parametrize("opening", ["[", "{a: ", "- "], ids=["lists", "mappings", "dashes"])
    def test_deep_nesting_does_not_end_the_program(self, tmp_path, opening):
        assert "nested too deeply" in refused(tmp_path, opening * 40_000)

    def test_no_object_is_made_and_nothing_is_run(self, tmp_path):
        trace = tmp_path / "trace"
        for tag in (f"!!python/object/apply:os.system ['touch {trace}']", "!!python/name:os.system", "!made_up x"):
            assert "could not determine a constructor" in refused(tmp_path, SIDECAR.replace("null", tag, 1))
        assert not trace.exists()

    def test_a_large_file_is_not_read(self, tmp_path):
        assert refused(tmp_path, SIDECAR + "#" * 300_000).startswith("has 0.3 MB, more than the 0.2 MB")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
    def test_a_pipe_is_not_waited_for(self, tmp_path):
        os.mkfifo(tmp_path / f"{NAME}.yml")
        with pytest.raises(ProvenanceError, match="is a pipe, not a file"):
            read_provenance(tmp_path / f"{NAME}.yml")

    def test_a_folder_is_not_read(self, tmp_path):
        (tmp_path / f"{NAME}.yml").mkdir()
        with pytest.raises(ProvenanceError, match="is a folder, not a file"):
            read_provenance(tmp_path / f"{NAME}.yml")

    def test_reading_takes_time_in_proportion(self):
        def seconds(times):
            return processor_seconds(lambda: plain_yaml(f"a: [{'b, ' * times}]", "x.yml", ProvenanceError))

        assert seconds(20_000) < 10 * seconds(5_000) + 0.5


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: 2019年西湖区政府工作报告", "title: [a, list]", "title is ['a', 'list'], not text."),
        ("title: 2019年西湖区政府工作报告", "title: {a: mapping}", "title is {'a': 'mapping'}, not text."),
        ("title: 2019年西湖区政府工作报告", "title: 2019", "title is 2019, not text."),
        ("title: 2019年西湖区政府工作报告", "title: no", "title is False, not text."),
        ("title: 2019年西湖区政府工作报告", "title: ''", "title is missing."),
        ("title: 2019年西湖区政府工作报告", "title: '  '", "title is missing."),
        ("title: 2019年西湖区政府工作报告", 'title: "a\\0b"', "title is 'a\\x00b', with signs that show nothing."),
        ("title: 2019年西湖区政府工作报告", 'title: "\\u202Etxt"', "with signs that show nothing."),
        ("title: 2019年西湖区政府工作报告", "title: A\ntitle: B", "is not valid YAML: line 3, column 1: the key 'title' twice."),
        ("title: 2019年西湖区政府工作报告", f"title: {'长' * 301}", "title has 301 characters, more than 300."),
        ("year: 2019", "year: true", "year is True."),
        ("year: 2019", "year: 19.5", "year is 19.5."),
        ("year: 2019", "year: '2019'", "year is '2019'."),
        ("year: 2019", "year: 20190", "year is 20190."),
        ("year: 2019", f"year: {'9' * 9999}", "is not valid YAML: Exceeds the limit"),
        ("year: 2019", "year: .nan", "year is nan."),
        ("review_year: 2018", "review_period: [2016]", "review_period is [2016]."),
        ("review_year: 2018", "review_period: [2020, 2016]", "review_period is [2020, 2016]."),
        ("review_year: 2018", "review_period: [true, 2016]", "review_period is [True, 2016]."),
        ("review_year: 2018", "review_period: [1, 99999]", "review_period is [1, 99999]."),
        ("review_year: 2018", "adopted: 2019-01-09 10:00:00", "adopted is datetime.datetime(2019, 1, 9, 10, 0)."),
        ("review_year: 2018", "adopted: '2019-01-09'", "adopted is '2019-01-09'."),
        ("review_year: 2018", "adopted: 2019-02-30", "is not valid YAML: day is out of range for month."),
        ("review_year: 2018", "corrections: 5", "corrections is not a list."),
        ("review_year: 2018", "corrections: [5]", "corrections[0] is not a mapping."),
        ("review_year: 2018", "corrections: [{what: a}]", "corrections[0].printed is missing."),
        ("review_year: 2018", "corrections: [{who: a}]", "corrections[0].who is no known key."),
        ("review_year: 2018", "1: a", "1 is no known key."),
        ("review_year: 2018", "'<b>': a", "<b> is no known key."),
        ("review_year: 2018", f"'{'x' * 900}': a", "is no known key."),
        ("district: null", "district: [wujiang]", "district is ['wujiang']."),
        ("district: null", "district: pudong", "district is 'pudong'."),
        ("doc_type: work_report", "doc_type: {}", "doc_type is {}."),
        ("{site: null, tier: portal_copy, file: page.txt}", "page.txt", "source is not a mapping."),
        ("site: null", "site: [a]", "source.site is ['a'], not text."),
        ("tier: portal_copy, ", "", "source.tier is missing."),
        ("file: page.txt", "file: ../../etc/passwd", "source.file is '../../etc/passwd', a path."),
        ("file: page.txt", "file: /etc/passwd", "source.file is '/etc/passwd', a path."),
        ("file: page.txt", 'file: "..\\\\x"', "a path."),
        ("file: page.txt", "file: '..'", "source.file is '..', a path."),
        (f"doc_id: {NAME}", "doc_id: ../../etc/passwd", "doc_id is '../../etc/passwd', but the file is named"),
        (f"doc_id: {NAME}", "doc_id: another", "doc_id is 'another', but the file is named"),
    ],
)  # fmt: skip
def test_a_field_that_is_wrong_is_named(tmp_path, old, new, said):
    assert old in SIDECAR
    assert said in refused(tmp_path, SIDECAR.replace(old, new, 1))


@pytest.mark.parametrize("content", [b"", b"[" * 9999, BOMB.encode(), b"\xff\xff", SIDECAR.encode()])
def test_the_document_of_a_wrong_sidecar_is_set_aside(tmp_path, content):
    page = tmp_path / f"{NAME}.txt"
    page.write_text(SIXTH, encoding="utf-8")
    page.with_suffix(".yml").write_bytes(content)
    result = process_document(page)
    assert isinstance(result, SetAside)
    assert (result.doc_id, result.file) == (NAME, f"{NAME}.yml" if content != SIDECAR.encode() else f"{NAME}.txt")
    assert result.remedy
    assert page.read_text("utf-8") == SIXTH


def test_a_checksum_may_be_in_capitals(tmp_path):
    page = tmp_path / f"{NAME}.txt"
    page.write_text(SIXTH, encoding="utf-8")
    checksum = process_document(page).page.sha256
    page.with_suffix(".yml").write_text(SIDECAR.replace("SHA", checksum.upper()), encoding="utf-8")
    assert process_document(page).page.provenance is not None


def test_a_sidecar_that_is_wrong_leaves_the_tiers_of_the_others(tmp_path):
    """All notebooks ask for the tiers: one sidecar with a slip may not stop them."""
    (tmp_path / f"{NAME}.yml").write_text(SIDECAR, encoding="utf-8")
    (tmp_path / "orphan.yml").write_text("just words", encoding="utf-8")
    (tmp_path / "slip.yml").write_text(SIDECAR.replace("year: 2019", "year: 19"), encoding="utf-8")
    assert source_tiers(tmp_path) == {NAME: "portal_copy"}
