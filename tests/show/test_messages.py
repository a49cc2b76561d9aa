"""What the program says of documents: each warning, note and error can be said in Chinese and in English."""

from __future__ import annotations

import ast
import re
import time
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.corpus.file_content import OTHER_KINDS
from suzhou_priorities.corpus.file_kinds import KINDS
from suzhou_priorities.corpus.provenance import DOCUMENT_TYPES
from suzhou_priorities.corpus.raw_page import read_raw_page
from suzhou_priorities.errors import MACHINE_MESSAGES
from suzhou_priorities.outline.metadata import infer_metadata, with_provenance
from suzhou_priorities.show.messages import is_known, message_html, message_in
from suzhou_priorities.tables.document import ProcessedDocument, process_document
from tests.conftest import ROOT, processor_seconds

SOURCE = ROOT / "src" / "suzhou_priorities"
# All that runs before the tables are written; the checks of command lines and of coding sheets end in no table.
FOLDERS = ("corpus", "repair", "outline", "extract", "codebooks")
FILES = ("tables/document.py", "tables/assemble.py", "batch/documents.py", "coding/term_model.py")
ENTRIES = load_codebook("messages")["entries"]
GAP = "某处"


def said_in(file):
    """Return every message that a module can say, with its gaps filled, as its source tells."""
    tree = ast.parse(file.read_text("utf-8"))
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for name, value in named.items():
        if re.search(r"NOTE|NO_TASK|AMPERSAND", name):
            yield from texts_of(value, named)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if (called.endswith("Error") or called == "kind") and called != "NotImplementedError" and len(node.args) == 3:
            yield from texts_of(node.args[1], named)
            yield from texts_of(node.args[2], named)
        elif called == "fail":
            yield from (f"{GAP} {text}." for text in texts_of(node.args[1], named))
            yield from (f"{text}." for text in texts_of(node.args[2], named))
        elif called == "SetAside" and len(node.args) == 5:
            yield from texts_of(node.args[3], named)
            yield from texts_of(node.args[4], named)
        elif called in ("warn", "append") and "warn" in ast.unparse(node.func):
            yield from texts_of(node.args[0], named)


def texts_of(node, named):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else GAP for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from texts_of(node.body, named)
        yield from texts_of(node.orelse, named)
    elif isinstance(node, ast.Name) and node.id in named:
        yield from texts_of(named[node.id], named)


def without_gaps(text):
    """Return a message without what stays Latin in it: file names, keys, values, program names."""
    return re.sub(r"`[^`]*`|\([^)]*\)|（[^）]*）|'[^']*'|\b[\w./-]*[\d_./-][\w./-]*", "", text)


MODULES = sorted(
    [file for folder in FOLDERS for file in (SOURCE / folder).glob("*.py")] + [SOURCE / file for file in FILES]
)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_whatever_a_module_says_of_a_document_is_known_in_both_languages(file):
    for text in said_in(file):
        if not text.replace(GAP, "").strip(" ."):
            continue  # put together from what is looked for elsewhere
        assert is_known(text), f"add to codebooks/messages.yml: {text}"
        assert re.search(r"[\u4e00-\u9fff]", message_in(text, "zh")), text


def test_the_modules_say_what_is_looked_for():
    said = [text for file in MODULES for text in said_in(file)]
    assert len(said) > 70
    assert any("may have been swallowed" in text for text in said)
    assert any(text.startswith("No task was found") for text in said)
    assert f"The heading of section {GAP} is blank on the page." in said


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["en"][:50])
def test_every_entry_recognises_its_example_and_keeps_its_gaps(entry):
    def gaps(text):
        return {gap for _, gap, _, _ in Formatter().parse(text) if gap}

    assert gaps(entry["en"]) == gaps(entry["zh"])
    told = message_in(entry["example"], "zh")
    fixed = [part for part, *_ in Formatter().parse(entry["zh"]) if part]
    assert all(part in told for part in fixed), told
    assert message_in(entry["example"], "en").replace(" ", "")[:10] == entry["example"].replace(" ", "")[:10]
    assert not re.search(r"[a-z]{2,} [a-z]{2,}", without_gaps(told)), told


def test_gaps_with_a_vocabulary_know_all_of_it():
    gaps = load_codebook("messages")["gaps"]
    assert set(gaps["doc_type"]) == set(DOCUMENT_TYPES)
    assert set(gaps["format"]) == KINDS
    assert set(gaps["other_kind"]) == OTHER_KINDS


def test_the_messages_of_the_corpus_are_all_known(pages, cleaned):
    for name, page in pages.items():
        result = process_document(ROOT / "data" / "raw" / page.file, sidecar_needed=True)
        assert isinstance(result, ProcessedDocument), name
        notes = {repair.note for repair in cleaned[name].repairs if repair.note}
        for text in (*result.warnings, *notes):
            assert is_known(text), text
            assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{3,}", without_gaps(message_in(text, "zh"))), text


REPORTS = sorted((ROOT / "data" / "validation" / "reports").glob("*.txt"))


@pytest.mark.long
@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.stem)
def test_the_messages_of_reports_of_other_places_are_all_known(file):
    result = process_document(file)
    assert isinstance(result, ProcessedDocument)
    for text in (*result.warnings, *result.metadata.inferred, *(one.note for one in result.clean.repairs if one.note)):
        assert is_known(text), text


DAMAGED = {
    "nothing.txt": b"",
    "scan.txt": b"%PDF-1.4 ...",
    "zero.txt": "政府工作报告".encode("utf-16-le") + b"\0\0",
    "bytes.txt": b"\xff\xff\xff\xfe\xfd" * 9,
}


def test_a_page_that_cannot_be_read_is_set_aside_with_a_reason_in_both_languages(tmp_path):
    for name, content in DAMAGED.items():
        file = tmp_path / name
        file.write_bytes(content)
        result = process_document(file)
        assert not isinstance(result, ProcessedDocument), name
        for text in (result.error, result.remedy):
            assert is_known(text), text
            assert not re.search(r"[a-z]{2,} [a-z]{2,}", message_in(text, "zh")), text
    lost = process_document(tmp_path / "not_there.txt")
    assert message_in(lost.error, "zh") == "不存在。"


@pytest.mark.parametrize("text", MACHINE_MESSAGES)
def test_what_the_machine_did_not_do_is_said_in_both_languages(text):
    assert is_known(text)
    assert re.search(r"[\u4e00-\u9fff]", message_in(text, "zh"))


SIDECARS = {
    "citty: 苏州": "citty 不是已知的键。",
    "- a list": "the file",
    "doc_id: page\ntitle: T\ndoc_type: novel": "缺少 year。",
    ": :": "不是有效的 YAML",
}


def test_a_sidecar_that_is_wrong_is_told_in_chinese(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("2024年西湖区政府工作报告\n各位代表：\n全区上下团结奋斗。\n", encoding="utf-8")
    for content, start in SIDECARS.items():
        page.with_suffix(".yml").write_text(content, encoding="utf-8")
        result = process_document(page)
        assert is_known(result.error), result.error
        assert is_known(result.remedy), result.remedy
        if start != "the file":
            assert message_in(result.error, "zh").startswith(start), result.error


def test_where_text_and_sidecar_differ_the_kinds_are_named_in_the_language(tmp_path):
    page = read_raw_page(ROOT / "data" / "raw" / "wuzhong_work_report_2024.txt", sidecar_needed=True)
    text = "2022年吴江区五年规划纲要\n" + "“十三五”规划纲要提出的各项目标任务全面完成。\n" * 30
    for warning in with_provenance(infer_metadata(text), page.provenance).warnings:
        assert is_known(warning), warning
        assert "work_report" not in message_in(warning, "zh")
    told = message_in("The sidecar says work_report; the text reads like a task_plan.", "en")
    assert told == "The sidecar says government work report; the text reads like a task plan."


def test_several_notes_of_one_repair_are_each_translated():
    first = "read again from the surviving bytes; more than one reading is possible"
    second = "a line break stood within a sentence"
    assert message_in(f"{first} {second}", "zh") == "据残存字节重新读出，读法不止一种；句子被换行断开"


def test_what_a_person_wrote_stays_and_is_marked_with_its_language():
    note = "the year is misprinted, as the mayor's office said"
    assert message_in(note, "zh") == note
    assert message_html(note, "zh") == '<span lang="en">the year is misprinted, as the mayor&#x27;s office said</span>'
    assert not is_known(note)
    warning = f"The page prints “2023年”; it is read as “2024年”: {note}."
    assert message_html(warning, "zh") == (f"原页作“2023年”，今据以下理由改读为“2024年”：{message_html(note, 'zh')}。")


def test_a_chinese_note_stays_and_is_marked_on_an_english_page():
    warning = "The page prints “2023年”; it is read as “2024年”: 据县志更正."
    assert message_in(warning, "zh") == "原页作“2023年”，今据以下理由改读为“2024年”：据县志更正。"
    assert '<span lang="zh-CN">据县志更正</span>' in message_html(warning, "en")


def test_quotes_from_the_document_are_marked_on_an_english_page():
    assert message_html("A table is announced and missing: “表2-1 主要指标”.", "en") == (
        'A table is announced and missing: “<span lang="zh-CN">表2-1 主要指标</span>”.'
    )


def test_markup_in_a_message_is_text():
    warning = "A table is announced and missing: “<script>表</script>”."
    for lang in ("zh", "en"):
        assert "<script>" not in message_html(warning, lang)


@given(st.text(), st.sampled_from(["zh", "en"]))
def test_any_text_can_be_asked_for(text, lang):
    told = message_in(text, lang)
    assert isinstance(told, str)
    if not is_known(text):
        assert told == text


def test_long_texts_take_time_in_proportion():
    text = "The page prints “" + "”; it is read as “: between and ( of " * 5_000
    began = time.process_time()
    assert processor_seconds(lambda: message_in(text, "zh")) < 1.0
    assert time.process_time() - began < 2.0
