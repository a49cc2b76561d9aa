"""How far the sources of the corpus can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzhou_priorities.corpus.provenance import read_provenance

if TYPE_CHECKING:
    from pathlib import Path


def source_tiers(raw: Path) -> dict[str, str]:
    """Return the tier of each document's source (official, portal_copy, altered_copy) by doc_id.

    Parameters
    ----------
    raw
        Folder of the raw pages and their sidecars.

    Raises
    ------
    ProvenanceError
        If a sidecar is malformed.
    """
    return {file.stem: read_provenance(file).source.tier for file in sorted(raw.glob("*.yml"))}
