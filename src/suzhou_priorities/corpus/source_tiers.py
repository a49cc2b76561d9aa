"""How far the sources of the corpus can be trusted."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from suzhou_priorities.corpus.provenance import read_provenance
from suzhou_priorities.errors import ProvenanceError

if TYPE_CHECKING:
    from pathlib import Path


def source_tiers(raw: Path) -> dict[str, str]:
    """Return the tier of each document's source (official, portal_copy, altered_copy) by doc_id.

    A sidecar that is malformed is left out: its document is set aside with the reason (a row of the table `errors`),
    so that no table asks for its tier.

    Parameters
    ----------
    raw
        Folder of the raw pages and their sidecars.
    """
    tiers = {}
    for file in sorted(raw.glob("*.yml")):
        with suppress(ProvenanceError):
            tiers[file.stem] = read_provenance(file).source.tier
    return tiers
