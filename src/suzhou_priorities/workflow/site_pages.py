"""Pages of the site that are made from the tables and not from a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suzhou_priorities.show.tables_shown import (
    TABLES_OF_CODEBOOK,
    TABLES_OF_EXPLORER,
    TABLES_OF_METHODS,
    TABLES_OF_SENTENCES,
)
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.workflow import steps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page of the site, in every language.

    Attributes
    ----------
    key
        Its file name without ending, and its name among the steps.
    title
        What a run says of it.
    module
        The module that renders it: its sources are what the page depends on besides data.
    work
        The step; called with the page, its language and the root of the checkout.
    tables
        Tables that it shows.
    reads_validation, reads_provenance
        Whether it reads `data/validation/`, and the sidecars of the documents.
    """

    key: str
    title: str
    module: str
    work: Callable[[str, str, str], None]
    tables: Sequence[str] = tuple(SCHEMAS)
    reads_validation: bool = False
    reads_provenance: bool = False


_SHOW = "suzhou_priorities.show"
SITE_PAGES = (
    SitePage("sentences", "page of all sentences", f"{_SHOW}.sentences_page", steps.sentences, TABLES_OF_SENTENCES),
    SitePage("explorer", "explorer", f"{_SHOW}.explorer_page", steps.explorer, TABLES_OF_EXPLORER),
    SitePage("methods", "page of methods", f"{_SHOW}.methods_page", steps.methods, TABLES_OF_METHODS, True, True),
    SitePage("codebook", "page of codebooks", f"{_SHOW}.codebook_site", steps.codebook, TABLES_OF_CODEBOOK),
    SitePage("data", "data dictionary", f"{_SHOW}.data_page", steps.data),
)
