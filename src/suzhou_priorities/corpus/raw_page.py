"""A page as it was scraped: bytes become characters, and nothing else changes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.corpus.encodings import decoded
from suzhou_priorities.corpus.file_content import content_of
from suzhou_priorities.corpus.file_kinds import kind_of
from suzhou_priorities.corpus.provenance import Provenance, check_bytes, read_provenance, sidecar_of
from suzhou_priorities.errors import RawPageError

if TYPE_CHECKING:
    from pathlib import Path

# Thirty times the longest plan; whatever is larger holds something else than a document.
LARGEST_PAGE = 10_000_000
# Spaces of all kinds, and signs that show nothing.
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u3164\x00-\x1f\x7f]*")


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
        If the file is no plain file, empty, no text, too large, or cannot be decoded.
    ProvenanceError
        If the sidecar is malformed or describes another file, or is missing although needed.
    """
    content = content_of(path, LARGEST_PAGE, RawPageError)
    text, encoding = decode(content, path.name)
    provenance = None
    sidecar = sidecar_of(path)
    if sidecar_needed or sidecar.is_file():
        provenance = read_provenance(sidecar)
        check_bytes(provenance, content, path.name)
    return RawPage(path.stem, text, encoding, hashlib.sha256(content).hexdigest(), path.name, provenance)


def decode(content: bytes, where: str) -> tuple[str, str]:
    """Return the text of a page and the name of its encoding.

    Raises
    ------
    RawPageError
        If the page is empty, shows nothing, is another kind of file, or cannot be decoded; see `encodings.decoded`.
    """
    if not content.strip():
        raise RawPageError(where, "is empty.", "Scrape the page again, or take the file away.")
    kind = kind_of(content)
    if kind is not None:
        raise RawPageError(where, f"is {kind}, not text.", "Save the page as plain text or HTML first.")
    text, encoding = decoded(content, where)
    if _BLANK.fullmatch(text):
        raise RawPageError(where, "shows nothing but blanks.", "Scrape the page again, or take the file away.")
    return text, encoding
