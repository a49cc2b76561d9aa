"""Files that are no page of text, or one that is damaged, as they come from scrapers and mailboxes."""

from __future__ import annotations

import gzip
import io
import zipfile

from tests.tables.test_tables import SIXTH

TEXT = SIXTH
TRADITIONAL = "各位代表：現在，我代表市人民政府，向大會報告工作，請予審議。去年經濟社會發展取得新的成績。\n" * 3
UTF8, GBK = TEXT.encode(), TEXT.encode("gb18030")
_NOISE = bytes((number * 73 + 41) % 251 + 4 for number in range(600))


def zipped(name: str) -> bytes:
    """Return an archive with one file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, TEXT)
    return target.getvalue()


# Content, and what is said of it.
REFUSED = {
    "nothing": (b"", "is empty."),
    "spaces": (b" \n\t\r\n", "is empty."),
    "only a mark": (b"\xef\xbb\xbf", "shows nothing but blanks."),
    "only a mark of UTF-16": (b"\xff\xfe", "shows nothing but blanks."),
    "full-width spaces": (("\u3000\u3000\n" * 50).encode(), "shows nothing but blanks."),
    "signs without width": (("\u200b\ufeff\u200d" * 50).encode(), "shows nothing but blanks."),
    "a PDF": (b"%PDF-1.7\n" + UTF8, "is a PDF, not text."),
    "a PDF behind a mark": (b"\xef\xbb\xbf%PDF-1.7\n" + UTF8, "is a PDF, not text."),
    "a PDF behind lines": (b"\n\n%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "is a PDF, not text."),
    "a PDF behind other bytes": (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n%\xe2\xe3", "is a PDF, not text."),
    "an office document": (zipped("word/document.xml"), "is a zip archive or an office document, not text."),
    "an old office document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _NOISE, "is an old office document, not text."),
    "an RTF document": (rb"{\rtf1\ansi\ansicpg936 \u25919?}", "is an RTF document, not text."),
    "a compressed page": (gzip.compress(UTF8), "is a compressed file or archive, not text."),
    "a picture": (b"\xff\xd8\xff\xe0" + _NOISE, "is a picture, not text."),
    "a video": (b"\0\0\0\x18ftypmp42" + _NOISE, "is a sound or video recording, not text."),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(9) + _NOISE, "is a program, not text."),
    "a database": (b"SQLite format 3\x00" + _NOISE, "is a file of a database, not text."),
    "a web archive": (
        b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n" + UTF8,
        "is a web archive (MHTML), not text.",
    ),
    "zero bytes alone": (bytes(5000), "holds zero bytes, as text does not (the first is byte 0)."),
    "a zero byte in a text": (
        UTF8[:200] + b"\0" + UTF8[200:],
        "holds zero bytes, as text does not (the first is byte 200).",
    ),
    "noise": (_NOISE, "reads as Chinese text in no encoding known here."),
    "high bytes": (bytes(0xA1 + number * 37 % 94 for number in range(999)), "reads as Chinese text in no encoding"),
    "Korean": (
        ("안녕하세요 정부 보고서입니다. 경제 성장률은 높습니다." * 20).encode("euc-kr"),
        "reads as Chinese text in no encoding",
    ),
    "Japanese": (
        ("政府の報告です。経済成長率は高いです。" * 20).encode("euc-jp"),
        "reads as Chinese text in no encoding",
    ),
    "French": (("L'école a décidé de réformer. " * 20).encode("latin-1"), "reads as Chinese text in no encoding"),
    "a byte too many": (
        TEXT[:60].encode() + b"\xff" + TEXT[60:].encode(),
        f"byte {len(TEXT[:60].encode())} (FF, in line 4) cannot be read: up to there the page is UTF-8.",
    ),
    "a byte too many in GBK": (GBK[:100] + b"\xff" + GBK[100:], "cannot be read: up to there the page is GB 18030."),
    "a text cut within a character": (UTF8[:-2], "cannot be read: up to there the page is UTF-8."),
    "two encodings": (UTF8 + GBK, "cannot be read: up to there the page is UTF-8."),
    "half a character": (UTF8 + b"\xed\xa0\x80", "cannot be read: up to there the page is UTF-8."),
    "an odd byte of UTF-16": (TEXT.encode("utf-16") + b"A", "cannot be read: up to there the page is UTF-16."),
    "half a pair of UTF-16": (TEXT.encode("utf-16") + b"\x00\xd8\x87\x65", "up to there the page is UTF-16."),
}

ENCODINGS = {
    "utf-8": UTF8,
    "utf-8-sig": TEXT.encode("utf-8-sig"),
    "gb18030": GBK,
    "utf-16": TEXT.encode("utf-16"),
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
    "utf-32": TEXT.encode("utf-32"),
    "utf-32-le": TEXT.encode("utf-32-le"),
    "utf-32-be": TEXT.encode("utf-32-be"),
}
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
HTML = {
    "UTF-8": (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>p{{color:red}}</style><script>alert(1)</script></head>'
        f"<body>{PARAGRAPHS}</body></html>"
    ).encode(),
    "GBK": (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>'
        f"<body>{PARAGRAPHS}</body></html>"
    ).encode("gbk"),
    "XHTML": (
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<body>{PARAGRAPHS}</body></html>"
    ).encode(),
}
