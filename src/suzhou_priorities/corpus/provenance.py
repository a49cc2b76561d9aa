"""Where a document comes from: the sidecar beside each raw page."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import yaml

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import ProvenanceError

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT_TYPES = ("work_report", "five_year_plan", "task_plan")
TIERS = ("official", "portal_copy", "altered_copy")
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
    try:
        content = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        raise ProvenanceError(
            path.name, "is missing.", "Write a sidecar beside the raw page; CONTRIBUTING.md shows one."
        ) from None
    except (yaml.YAMLError, ValueError) as error:
        raise ProvenanceError(path.name, f"is not valid YAML: {error}.", "Mend the line named.") from error
    reader = _Reader(path.name, content)
    provenance = reader.provenance()
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


class _Reader:
    """Takes a sidecar's mapping apart, and names the field where it is not as it should be."""

    def __init__(self, where: str, content: Any) -> None:
        self._where = where
        if not isinstance(content, dict):
            self._fail("the file", "is not a mapping", "Write one `key: value` a line")
        self._content = content

    def _fail(self, field: str, what: str, remedy: str) -> None:
        raise ProvenanceError(self._where, f"{field} {what}.", f"{remedy}.")

    def _keys(self, content: dict[str, Any], kind: type, prefix: str = "") -> None:
        known = {field.name for field in fields(kind)}
        for key in content:
            if key not in known:
                self._fail(f"{prefix}{key}", "is no known key", f"Use one of {', '.join(sorted(known))}")

    def provenance(self) -> Provenance:
        content = self._content
        self._keys(content, Provenance)
        for key in REQUIRED:
            if content.get(key) in (None, ""):
                self._fail(key, "is missing", "Fill it in")
        self._choice("doc_type", content["doc_type"], DOCUMENT_TYPES)
        district = self._text("district", optional=True)
        if district is not None:
            self._choice("district", district, tuple(load_codebook("places")["entries"]))
        elif not content.get("place"):
            self._fail("place", "is missing while district is null", "Name the place, or the district by its key")
        review_year = self._year("review_year", optional=True)
        return Provenance(
            doc_id=self._text("doc_id") or "",
            title=self._text("title") or "",
            doc_type=content["doc_type"],
            year=self._year("year") or 0,
            issuer=self._text("issuer") or "",
            source=self._source(),
            sha256=self._text("sha256") or "",
            licence=self._text("licence") or "",
            place=self._text("place", optional=True),
            district=district,
            review_year=review_year,
            review_period=self._period(review_year),
            adopted=self._date("adopted", content.get("adopted")),
            corrections=self._corrections(),
            notes=self._text("notes", optional=True),
        )

    def _choice(self, field: str, value: object, choices: tuple[str, ...]) -> None:
        if value not in choices:
            self._fail(field, f"is {value!r}", f"Use one of {', '.join(choices)}")

    def _text(self, field: str, *, optional: bool = False) -> str | None:
        value = self._content.get(field)
        if value is None and optional:
            return None
        if not isinstance(value, str):
            self._fail(field, f"is {value!r}, not text", "Put it in quotation marks")
        return str(value).strip()

    def _year(self, field: str, *, optional: bool = False) -> int | None:
        value = self._content.get(field)
        if value is None and optional:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 1949 <= value <= 2100:
            self._fail(field, f"is {value!r}", "Write a year of four digits")
        return int(value)

    def _period(self, review_year: int | None) -> tuple[int, int] | None:
        value = self._content.get("review_period")
        if value is None:
            return (review_year, review_year) if review_year else None
        if (
            not isinstance(value, list)
            or len(value) != 2
            or not all(isinstance(year, int) for year in value)
            or value[0] > value[1]
        ):
            self._fail("review_period", f"is {value!r}", "Write the first and the last year, such as [2016, 2020]")
        return value[0], value[1]

    def _date(self, field: str, value: object) -> dt.date | None:
        if value is None:
            return None
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        self._fail(field, f"is {value!r}", "Write a date as 2024-01-09, without quotation marks, or null")
        return None

    def _source(self) -> Source:
        value = self._content["source"]
        if not isinstance(value, dict):
            self._fail("source", "is not a mapping", "Give it site, tier and file")
        self._keys(value, Source, "source.")
        for key in ("tier", "file"):
            if not isinstance(value.get(key), str):
                self._fail(f"source.{key}", "is missing", "Fill it in")
        self._choice("source.tier", value["tier"], TIERS)
        return Source(
            site=value.get("site"),
            tier=value["tier"],
            file=value["file"],
            retrieved=self._date("source.retrieved", value.get("retrieved")),
            published=self._date("source.published", value.get("published")),
        )

    def _corrections(self) -> tuple[Correction, ...]:
        values = self._content.get("corrections") or []
        if not isinstance(values, list):
            self._fail("corrections", "is not a list", "Begin each correction with a dash")
        made = []
        for position, value in enumerate(values):
            field = f"corrections[{position}]"
            if not isinstance(value, dict):
                self._fail(field, "is not a mapping", "Give it what, printed, corrected and evidence")
            self._keys(value, Correction, f"{field}.")
            for key in ("what", "printed", "corrected", "evidence"):
                if not isinstance(value.get(key), str) or not value[key]:
                    self._fail(f"{field}.{key}", "is missing", "Fill it in, as text")
            made.append(Correction(**value))
        return tuple(made)
