"""A page that is no text is refused by name, with the reason; one in any encoding is read, and the encoding recorded."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from suzhou_priorities.corpus.raw_page import read_raw_page
from suzhou_priorities.errors import RawPageError
from suzhou_priorities.paths import aside_of
from suzhou_priorities.repair.edits import restore_raw
from suzhou_priorities.tables.document import ProcessedDocument, SetAside, document_row, process_document
from suzhou_priorities.tables.schemas import SCHEMAS
from tests.hostile.bad_pages import ENCODINGS, GBK, HTML, REFUSED, TEXT, TRADITIONAL


def page(folder, content, name="page.txt"):
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_text_is_refused_by_name_with_the_reason_and_the_remedy(tmp_path, content, said):
    with pytest.raises(RawPageError) as caught:
        read_raw_page(page(tmp_path, content))
    assert caught.value.where == "page.txt"
    assert said in caught.value.what
    assert caught.value.remedy.endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_it_is_set_aside_and_stops_nothing(tmp_path, content, said):
    result = process_document(page(tmp_path, content))
    assert isinstance(result, SetAside)
    assert (result.doc_id, result.file, result.step) == ("page", "page.txt", "read")
    assert said in result.error


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_encoding_is_recognised_with_or_without_a_mark(tmp_path, name):
    read = read_raw_page(page(tmp_path, ENCODINGS[name]))
    assert (read.text, read.encoding) == (TEXT, name)


def test_the_mark_of_gb_18030_is_taken_for_what_it_is(tmp_path):
    result = process_document(page(tmp_path, b"\x84\x31\x95\x33" + GBK))
    assert result.page.encoding == "gb18030"
    assert result.metadata.title == "2019年西湖区政府工作报告"
    assert restore_raw(result.clean.text, result.clean.repairs) == result.page.text


@pytest.mark.parametrize("name", ["big5", "big5hkscs"])
def test_traditional_pages_in_big5_are_recognised_and_recorded(tmp_path, name):
    result = process_document(page(tmp_path, TRADITIONAL.encode(name)))
    assert result.page.encoding == "big5"
    assert result.clean.script == "traditional"
    assert "我代表市人民政府，向大会报告工作" in result.clean.text


def test_the_encoding_stands_in_the_table_of_documents(tmp_path):
    row = document_row(process_document(page(tmp_path, ENCODINGS["utf-16"])))
    assert row[SCHEMAS["documents"].column_names.index("encoding")] == "utf-16"


@pytest.mark.parametrize("content", HTML.values(), ids=HTML)
def test_html_is_read_as_html(tmp_path, content):
    result = process_document(page(tmp_path, content))
    assert isinstance(result, ProcessedDocument)
    assert result.metadata.title == "2019年西湖区政府工作报告"
    assert "全区地区生产总值增长6.5%" in result.clean.text
    for markup in ("<p>", "color", "alert", "charset", "doctype"):
        assert markup not in result.clean.text.lower()


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "page.txt"
    with file.open("wb") as target:
        target.truncate(50_000_000)
    with pytest.raises(RawPageError, match=r"has 50\.0 MB, more than the 10 MB that are read\. Part it"):
        read_raw_page(file)


class TestWhatIsNoFile:
    def refused(self, file):
        with pytest.raises(RawPageError) as caught:
            read_raw_page(file)
        return str(caught.value)

    def test_a_folder(self, tmp_path):
        (tmp_path / "page.txt").mkdir()
        assert self.refused(tmp_path / "page.txt").startswith("page.txt: is a folder, not a file. ")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
    def test_a_pipe_is_not_waited_for(self, tmp_path):
        os.mkfifo(tmp_path / "page.txt")
        assert self.refused(tmp_path / "page.txt").startswith("page.txt: is a pipe, not a file. ")

    @pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets with names on this system")
    def test_a_socket(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("page.txt")
            assert self.refused(tmp_path / "page.txt").startswith("page.txt: is a socket, not a file. ")

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
    def test_a_link_to_a_device_without_end(self, tmp_path):
        (tmp_path / "page.txt").symlink_to("/dev/zero")
        assert self.refused(tmp_path / "page.txt").startswith("page.txt: is a device, not a file. ")

    def test_a_link_that_leads_nowhere_or_to_itself(self, tmp_path):
        (tmp_path / "page.txt").symlink_to("nowhere")
        assert self.refused(tmp_path / "page.txt") == "page.txt: is not there. Check the path."
        (tmp_path / "loop.txt").symlink_to("loop.txt")
        assert "is a symbolic link that leads back to itself" in self.refused(tmp_path / "loop.txt")

    def test_a_file_that_may_not_be_read(self, tmp_path, monkeypatch):
        file = page(tmp_path, TEXT.encode())
        monkeypatch.setattr(type(file), "open", denied)  # for the superuser no file is closed
        assert "may not be read or written by this user. Mend its permissions" in self.refused(file)


def denied(path, *_, **__):
    raise PermissionError(13, "Permission denied", str(path))


@pytest.mark.parametrize(
    "name", ["new\nline", "tab\tname", "bell\x07", "turned\u202etxt.exe", os.fsdecode(b"bad\xff\xfe")]
)
def test_a_name_that_no_table_could_hold_is_refused_and_shown_in_plain_signs(tmp_path, name):
    with pytest.raises(RawPageError, match="in its name") as caught:
        read_raw_page(page(tmp_path, TEXT.encode(), f"{name}.txt"))
    assert caught.value.where.isprintable()
    caught.value.where.encode("utf-8")


ODD_NAMES = (
    "two words",
    "..",
    ".",
    ".hidden",
    "=cmd",
    "-rf",
    "quote'\"<b>&",
    "{{7*7}}",
    "%2e%2e",
    "é中文😀",
    "back\\slash",
)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_that_is_merely_odd_is_a_name(tmp_path, name):
    result = process_document(page(tmp_path, TEXT.encode(), f"{name}.txt"))
    assert result.page.doc_id == name


def test_a_name_as_long_as_names_can_be_has_room_for_the_file_that_is_written_beside(tmp_path):
    for sign in ("a", "政"):
        target = tmp_path / (sign * (250 // len(sign.encode())) + ".txt")
        aside_of(target).write_text("whole", encoding="utf-8")


SIGNS = {
    "controls": "\x01\x02\x0b\x0c\x1b[31m\x7f\x85\u2028\u2029",
    "marks that turn the direction": "\u202e\u202c\u200f\u2066x\u2069",
    "no characters": "\ufffe\uffff\U0010ffff\ufffd\ufffd",
    "pictures": "😀👨\u200d👩\u200d👧\U00020000",
    "a pile of accents": "\u0301" * 500,
    "private characters": "\ue000\uf8ff",
    "hangul filler": "\u3164" * 20,
}


@pytest.mark.parametrize("signs", SIGNS.values(), ids=SIGNS)
def test_odd_signs_in_a_text_neither_stop_it_nor_get_lost(tmp_path, signs):
    result = process_document(page(tmp_path, TEXT.replace("地区生产总值", f"地区生产总值{signs}").encode()))
    assert isinstance(result, ProcessedDocument)
    assert restore_raw(result.clean.text, result.clean.repairs) == result.page.text
    assert result.metadata.year == 2019


@pytest.mark.parametrize("break_", ["\r\n", "\r", "\u2028", "\x0b"], ids=["CRLF", "CR", "LS", "VT"])
def test_line_breaks_of_any_system_are_read(tmp_path, break_):
    result = process_document(page(tmp_path, TEXT.replace("\n", break_).encode()))
    assert len(result.outline.sections) == 3
    assert restore_raw(result.clean.text, result.clean.repairs) == result.page.text


@pytest.mark.parametrize(
    "text",
    [
        "过去一年，全区地区生产总值增长6.5%，财政总收入突破百亿元。我们要确保地区生产总值增长6%以上。\n" * 5,
        "政",
        "a",
        "。。。，，，！！\n" * 10,
        "1234567890\n" * 10,
        "hello world\n" * 20,
    ],
    ids=["no heading", "one character", "one byte", "marks", "digits", "English"],
)
def test_what_is_no_report_says_what_could_not_be_read_from_it(tmp_path, text):
    result = process_document(page(tmp_path, text.encode()))
    assert isinstance(result, ProcessedDocument)
    assert "The year could not be read from the text." in result.warnings
    assert "".join(sentence.text for sentence in result.outline.sentences)
