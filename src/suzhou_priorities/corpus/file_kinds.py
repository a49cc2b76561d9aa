"""What a file is that is no text, told by its first bytes."""

from __future__ import annotations

import re

_ARCHIVE = "a compressed file or archive"
_PICTURE = "a picture"
_PROGRAM = "a program"
_RECORDING = "a sound or video recording"
_OLD_OFFICE = "an old office document"
_DATABASE = "a file of a database"
# The kind, and how it begins.
_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", _OLD_OFFICE),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"AT&TFORM", "a scanned document (DjVu)"),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ\x00", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"\x7fELF", _PROGRAM),
    (b"SQLite format 3\x00", _DATABASE),
    (b"PAR1", _DATABASE),
    (b"ID3", _RECORDING),
    (b"OggS", _RECORDING),
    (b"wOFF", "a font"),
)
_BEGINNING = 1024
# A PDF may have other bytes before its head; a web archive is a mail with parts; RIFF and MP4 tell their kind later.
_PATTERNS = (
    (re.compile(rb"(?:^|[\r\n])[ \t]{0,8}%PDF-\d"), "a PDF"),
    (re.compile(rb"^(?=From:|MIME-Version:)[\s\S]{0,900}multipart/related", re.IGNORECASE), "a web archive (MHTML)"),
    (re.compile(rb"^RIFF[\s\S]{4}WEBP"), _PICTURE),
    (re.compile(rb"^(?:RIFF|[\s\S]{4}ftyp)"), _RECORDING),
    (re.compile(rb"^BM[\s\S]{4}\x00{4}"), _PICTURE),
    (re.compile(rb"^MZ[\s\S]{0,200}\x00{4}"), _PROGRAM),
)
KINDS = frozenset(kind for _, kind in (*_SIGNATURES, *_PATTERNS))
_BEFORE_THE_HEAD = b"\xef\xbb\xbf \t\r\n"


def kind_of(content: bytes) -> str | None:
    """Return what a file is, in words, if its first bytes say that it is no text."""
    head = content[:_BEGINNING].lstrip(_BEFORE_THE_HEAD)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    return next((kind for pattern, kind in _PATTERNS if pattern.search(head)), None)
