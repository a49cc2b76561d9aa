"""A page as it was scraped: bytes become characters, and nothing else changes."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.corpus.provenance import Provenance, check_bytes, read_provenance, sidecar_of
from suzhou_priorities.errors import RawPageError

if TYPE_CHECKING:
    from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}
# First bytes B0 to D7 of GB 2312 hold the 3,755 common characters; running text consists of little else.
_COMMON = frozenset(
    bytes((lead, trail)).decode("gb2312", "ignore") for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF)
)
_COMMON_BIG5 = frozenset(
    bytes((lead, trail)).decode("big5", "ignore")
    for lead in range(0xA4, 0xC7)
    for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
)


@dataclass(frozen=True, slots=True)
class RawPage:
    """One raw page.

    Attributes
    ----------
    doc_id
        The file's stem.
    text
        The page decoded, line breaks untouched; offsets of repairs count its characters.
    encoding
        How the bytes were decoded.
    sha256
        Checksum of the bytes.
    file
        Name of the file.
    provenance
        What the sidecar says, or None without one.
    """

    doc_id: str
    text: str
    encoding: str
    sha256: str
    file: str
    provenance: Provenance | None = None


def read_raw_page(path: Path, *, sidecar_needed: bool = False) -> RawPage:
    """Read a page and, if there is one, its sidecar.

    Raises
    ------
    RawPageError
        If the file is empty, no text, or cannot be decoded.
    ProvenanceError
        If the sidecar is malformed or describes another file, or is missing although needed.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RawPageError(
            path.name, f"cannot be read ({error.strerror}).", "Check the path and its permissions."
        ) from error
    text, encoding = decode(content, path.name)
    provenance = None
    sidecar = sidecar_of(path)
    if sidecar_needed or sidecar.is_file():
        provenance = read_provenance(sidecar)
        check_bytes(provenance, content, path.name)
    return RawPage(path.stem, text, encoding, hashlib.sha256(content).hexdigest(), path.name, provenance)


def decode(content: bytes, where: str) -> tuple[str, str]:
    """Return the text of `content` and the name of its encoding.

    A byte order mark decides; then UTF-8; then whichever of GB 18030 and Big5 reads as common Chinese.

    Raises
    ------
    RawPageError
        Naming the first byte that no encoding explains.
    """
    if not content.strip():
        raise RawPageError(where, "is empty.", "Scrape the page again, or take the file away.")
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise RawPageError(where, f"is {kind}, not text.", "Save the page as plain text or HTML first.")
    for mark, name in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(name), name
            except UnicodeDecodeError as error:
                raise _undecodable(where, error) from error
    if b"\0" in content:
        raise RawPageError(where, "holds zero bytes, as text does not.", "Save the page as UTF-8 text first.")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        first_error = error
    candidates = []
    for name, common in (("gb18030", _COMMON), ("big5", _COMMON_BIG5)):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        candidates.append((_share(text, common), name == "gb18030", name, text))
    if not candidates or max(candidates)[0] < 0.5:
        raise _undecodable(where, first_error)
    _, _, name, text = max(candidates)
    return text, name


def _share(text: str, common: frozenset[str]) -> float:
    """Return the share of non-ASCII characters that are common ones (or punctuation)."""
    signs = [sign for sign in text if sign > "\x7f"]
    if not signs:
        return 0.0
    return sum(sign in common or "\u2000" <= sign <= "\u303f" or "\uff00" <= sign <= "\uffef" for sign in signs) / len(
        signs
    )


def _undecodable(where: str, error: UnicodeDecodeError) -> RawPageError:
    return RawPageError(
        where,
        f"byte {error.start} ({error.object[error.start]:02X}) belongs to no encoding known here.",
        "Save the page as UTF-8, GB 18030, Big5 or UTF-16.",
    )
