"""How the study is cited: from `CITATION.cff`, with the version and the checksum of the data."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any

import yaml

from suzhou_priorities import __version__
from suzhou_priorities.errors import ReportError, SuzhouPrioritiesError
from suzhou_priorities.paths import project_paths
from suzhou_priorities.show.text import words_of
from suzhou_priorities.tables.datapackage import FILE as DATAPACKAGE

if TYPE_CHECKING:
    from pathlib import Path

CITATION = "CITATION.cff"
_PACKAGE = "suzhou-priorities"
_SPECIAL = re.compile(r"[\\{}$&%#_~^]")
_ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited.

    Attributes
    ----------
    authors
        Names as they are printed.
    title, version, licence
        Of the study.
    released
        Date of the release as 2026-01-31, or empty before one.
    """

    authors: tuple[str, ...]
    title: str
    version: str
    licence: str
    released: str = ""


def citation(root: Path | None = None) -> Citation:
    """Return what `CITATION.cff` says; where the package is installed without its checkout, the package's metadata.

    Parameters
    ----------
    root
        The checkout; by default the one around the working directory.

    Raises
    ------
    ReportError
        If `CITATION.cff` is there but cannot be read.
    """
    try:
        file = (root or project_paths().root) / CITATION
    except SuzhouPrioritiesError:
        return _of_package()
    return _of_file(file) if file.is_file() else _of_package()


def citation_text(lang: str, checksum: str) -> str:
    """Return the citation as one line of running text.

    Parameters
    ----------
    lang
        ``zh`` or ``en``.
    checksum
        Of the data, as `data_checksum` gives it.
    """
    cited, words = citation(), words_of("citation", lang)
    return words["text_released" if cited.released else "text"].format(
        authors=("、" if lang == "zh" else ", ").join(cited.authors),
        title=words["title"].format(title=cited.title),
        released=cited.released,
        version=cited.version,
        licence=cited.licence,
        checksum=checksum,
    )


def bibtex(checksum: str) -> str:
    """Return the citation for BibTeX and BibLaTeX; `checksum` as for `citation_text`."""
    cited = citation()
    fields = {
        # An author in two pairs of braces is the name of a body and is not taken apart.
        "author": " and ".join(f"{{{_bib(author)}}}" for author in cited.authors),
        "title": f"{{{_bib(cited.title)}}}",
        **({"year": cited.released[:4], "date": cited.released} if cited.released else {}),
        "version": _bib(cited.version),
        "license": _bib(cited.licence),
        "note": f"Checksum of the data (SHA-256): {_bib(checksum)}",
    }
    name = re.sub(r"[^A-Za-z0-9]+", "_", f"{_PACKAGE}_{cited.version}")
    width = max(map(len, fields))
    lines = [f"  {key.ljust(width)} = {{{value}}}," for key, value in fields.items()]
    return "\n".join((f"@software{{{name},", *lines, "}"))


def data_checksum(processed: Path) -> str:
    """Return one checksum of all tables: SHA-256 over the sorted checksums that `datapackage.json` lists.

    A table that is a folder of parts has no checksum there; those of its parts are taken.

    Parameters
    ----------
    processed
        Folder of the tables.

    Returns
    -------
    str
        64 hexadecimal digits.

    Raises
    ------
    ReportError
        If `datapackage.json` is missing or broken.
    """
    try:
        package = json.loads((processed / DATAPACKAGE).read_bytes())
        hashes = [one for resource in package["resources"] for one in _hashes(resource, processed)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReportError(DATAPACKAGE, "is missing or cannot be read.", "Run `make report`.") from error
    return hashlib.sha256("\n".join(sorted(hashes)).encode("ascii")).hexdigest()


def _hashes(resource: dict[str, Any], processed: Path) -> list[str]:
    if "hash" in resource:
        return [str(resource["hash"]).removeprefix("sha256:")]
    return [hashlib.sha256((processed / part).read_bytes()).hexdigest() for part in resource["path"]]


def _of_file(file: Path) -> Citation:
    try:
        content = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
        return Citation(
            tuple(_name(author) for author in content["authors"]),
            str(content["title"]),
            str(content.get("version", __version__)),
            str(content.get("license", "")),
            str(content.get("date-released", "")),
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ReportError(CITATION, "cannot be read.", "Give it title and authors, as CFF 1.2.0 has them.") from error


def _name(author: dict[str, Any]) -> str:
    """Return an author's name: that of a body, or of a person."""
    if "name" in author:
        return str(author["name"])
    return " ".join(str(author[key]) for key in ("given-names", "name-particle", "family-names") if author.get(key))


def _of_package() -> Citation:
    found = metadata.metadata(_PACKAGE)
    facts = {key: str(found[key]) if key in found else "" for key in ("Author", "Summary", "License-Expression")}
    title = f"{_PACKAGE}: {facts['Summary']}".rstrip(" :.")
    return Citation((facts["Author"] or f"{_PACKAGE} contributors",), title, __version__, facts["License-Expression"])


def _bib(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPED.get(match.group(), f"\\{match.group()}"), text)
