"""Where a document comes from: the sidecar beside each raw page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.corpus.fields import Fields
from suzhou_priorities.corpus.strict_yaml import InvalidYamlError, load_yaml
from suzhou_priorities.errors import ProvenanceError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

DOCUMENT_TYPES = ("work_report", "five_year_plan", "task_plan")
TIERS = ("official", "portal_copy", "altered_copy")


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
    try:
        content = load_yaml(path.read_bytes())
    except FileNotFoundError:
        raise ProvenanceError(
            path.name, "is missing.", "Write a sidecar beside the raw page; CONTRIBUTING.md shows one."
        ) from None
    except OSError as error:
        raise ProvenanceError(path.name, f"cannot be read ({error.strerror}).", "Check the file.") from error
    except InvalidYamlError as fault:
        raise ProvenanceError(path.name, f"is not valid YAML: {fault}.", "Mend the line named.") from fault
    provenance = _provenance(path.name, content)
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


def _provenance(where: str, content: Any) -> Provenance:
    sidecar = Fields(where, content, _names(Provenance))
    district = sidecar.text_or_none("district")
    place = sidecar.text_or_none("place")
    if district is not None:
        sidecar.choice("district", tuple(load_codebook("places")["entries"]))
    elif place is None:
        sidecar.fail("place", "is missing while district is null", "Name the place, or the district by its key")
    review_year = sidecar.year_or_none("review_year")
    period = sidecar.period_or_none("review_period")
    if review_year is not None and period is not None:
        sidecar.fail("review_year", "stands beside review_period", "Keep one of them")
    return Provenance(
        doc_id=sidecar.text("doc_id"),
        title=sidecar.text("title"),
        doc_type=sidecar.choice("doc_type", DOCUMENT_TYPES),
        year=sidecar.year("year"),
        issuer=sidecar.text("issuer"),
        source=_source(where, sidecar.value("source")),
        sha256=sidecar.text("sha256").lower(),
        licence=sidecar.text("licence"),
        place=place,
        district=district,
        review_year=review_year,
        review_period=period or (None if review_year is None else (review_year, review_year)),
        adopted=sidecar.date_or_none("adopted"),
        corrections=tuple(_corrections(where, sidecar.value("corrections"))),
        notes=sidecar.text_or_none("notes"),
    )


def _source(where: str, content: Any) -> Source:
    source = Fields(where, content, _names(Source), "source.")
    return Source(
        site=source.text_or_none("site"),
        tier=source.choice("tier", TIERS),
        file=source.text("file"),
        retrieved=source.date_or_none("retrieved"),
        published=source.date_or_none("published"),
    )


def _corrections(where: str, content: Any) -> Iterator[Correction]:
    if content is None:
        return
    if not isinstance(content, list):
        raise ProvenanceError(where, "corrections is not a list.", "Begin each correction with a dash.")
    for position, item in enumerate(content):
        correction = Fields(where, item, _names(Correction), f"corrections[{position}].")
        yield Correction(*(correction.text(key) for key in ("what", "printed", "corrected", "evidence")))


def _names(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]
