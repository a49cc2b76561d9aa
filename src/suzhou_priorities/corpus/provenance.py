"""Where a document comes from: the sidecar beside each raw page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.corpus.file_content import content_of
from suzhou_priorities.corpus.plain_yaml import plain_yaml
from suzhou_priorities.corpus.sidecar_fields import SidecarFields
from suzhou_priorities.errors import ProvenanceError

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

DOCUMENT_TYPES = ("work_report", "five_year_plan", "task_plan")
TIERS = ("official", "portal_copy", "altered_copy")
LARGEST_SIDECAR = 200_000
LONGEST_NOTE = 5_000
REQUIRED = ("doc_id", "title", "doc_type", "year", "issuer", "source", "sha256", "licence")


@dataclass(frozen=True, slots=True)
class Source:
    """The page a document was taken from.

    Attributes
    ----------
    site
        Name of the site as it calls itself, or None.
    tier
        ``official`` (the government's own page), ``portal_copy`` (a faithful copy elsewhere) or
        ``altered_copy`` (a copy whose words or figures were changed).
    file
        Name of the file as it was received.
    retrieved, published
        Dates, or None where unknown.
    """

    site: str | None
    tier: str
    file: str
    retrieved: dt.date | None = None
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One passage that the page prints wrongly, and how that is known."""

    what: str
    printed: str
    corrected: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """All that is known about a document from outside its text; see `docs/design.md`, section 3."""

    doc_id: str
    title: str
    doc_type: str
    year: int
    issuer: str
    source: Source
    sha256: str
    licence: str
    place: str | None = None
    district: str | None = None
    review_year: int | None = None
    review_period: tuple[int, int] | None = None
    adopted: dt.date | None = None
    corrections: tuple[Correction, ...] = ()
    notes: str | None = None


def sidecar_of(raw: Path) -> Path:
    """Return where the sidecar of a raw page stands."""
    return raw.with_suffix(".yml")


def read_provenance(path: Path) -> Provenance:
    """Read and check a sidecar.

    Raises
    ------
    ProvenanceError
        Naming the file, the field and the remedy: malformed YAML, unknown or missing keys, wrong types, an
        unknown district or a name that is not that of the document.
    """
    if not path.exists():
        raise ProvenanceError(
            path.name, "is missing.", "Write a sidecar beside the raw page; CONTRIBUTING.md shows one."
        )
    content = plain_yaml(content_of(path, LARGEST_SIDECAR, ProvenanceError), path.name, ProvenanceError)
    provenance = _provenance(SidecarFields(path.name, content))
    if provenance.doc_id != path.stem:
        raise ProvenanceError(
            path.name,
            f"doc_id is {provenance.doc_id!r}, but the file is named {path.stem!r}.",
            "Give the raw page, its sidecar and doc_id one name.",
        )
    return provenance


def check_bytes(provenance: Provenance, content: bytes, where: str) -> None:
    """Hold the raw page against the checksum of its sidecar.

    Raises
    ------
    ProvenanceError
        If the page is not the one that the sidecar describes.
    """
    actual = hashlib.sha256(content).hexdigest()
    if actual != provenance.sha256:
        raise ProvenanceError(
            where,
            f"sha256 is {provenance.sha256[:12]}… in the sidecar but {actual[:12]}… for the page.",
            "Raw pages are never edited: restore the page, or describe the new one with its own checksum.",
        )


def _provenance(fields: SidecarFields) -> Provenance:
    fields.check_keys(Provenance)
    fields.need(REQUIRED)
    doc_type = fields.choice("doc_type", DOCUMENT_TYPES)
    place, district = fields.optional_text("place"), None
    if fields.get("district") is not None:
        district = fields.choice("district", tuple(load_codebook("places")["entries"]))
    elif place is None:
        fields.fail("place", "is missing while district is null", "Name the place, or the district by its key")
    review_year = fields.optional_year("review_year")
    period = fields.optional_period("review_period")
    return Provenance(
        doc_id=fields.text("doc_id"),
        title=fields.text("title"),
        doc_type=doc_type,
        year=fields.year("year"),
        issuer=fields.text("issuer"),
        source=_source(fields.part("source")),
        sha256=fields.text("sha256").lower(),
        licence=fields.text("licence"),
        place=place,
        district=district,
        review_year=review_year,
        review_period=period or ((review_year, review_year) if review_year else None),
        adopted=fields.optional_date("adopted"),
        corrections=tuple(_correction(part) for part in fields.parts("corrections")),
        notes=fields.optional_text("notes", LONGEST_NOTE),
    )


def _source(fields: SidecarFields) -> Source:
    fields.check_keys(Source)
    fields.need(("tier", "file"))
    return Source(
        site=fields.optional_text("site"),
        tier=fields.choice("tier", TIERS),
        file=fields.name_of_file("file"),
        retrieved=fields.optional_date("retrieved"),
        published=fields.optional_date("published"),
    )


def _correction(fields: SidecarFields) -> Correction:
    fields.check_keys(Correction)
    fields.need(("what", "printed", "corrected", "evidence"))
    return Correction(*(fields.text(key, LONGEST_NOTE) for key in ("what", "printed", "corrected", "evidence")))
