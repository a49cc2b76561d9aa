"""The sections on corpus, repair, measures, validation and limits of the page of methods."""

from __future__ import annotations

import html
from functools import cached_property
from typing import TYPE_CHECKING

from suzhou_priorities.coding.coded_units import CORPUS, WRITTEN
from suzhou_priorities.measures.comparable_reports import comparable_reports
from suzhou_priorities.measures.district_documents import ALTERED
from suzhou_priorities.show.document_names import document_names
from suzhou_priorities.show.methods_corpus import (
    corrections_list,
    documents_table,
    licences_text,
    places_of,
    provenances,
    tiers_text,
)
from suzhou_priorities.show.methods_measures import measure_entries, references
from suzhou_priorities.show.methods_reading import told
from suzhou_priorities.show.methods_repair import CleanTexts, repair_entries
from suzhou_priorities.show.methods_validation import Validation, validate, validation_table
from suzhou_priorities.show.reference import more, section

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from suzhou_priorities.paths import ProjectPaths
    from suzhou_priorities.show.text import Words

OFFICIAL = "official"


class MethodsParts:
    """These sections in one language.

    Parameters
    ----------
    tables
        All tables by name.
    paths
        The checkout.
    words
        The words of the page.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], paths: ProjectPaths, words: Words) -> None:
        self._tables = tables
        self._paths = paths
        self._words = words
        self._documents = tables["documents"]
        self._known = provenances(self._documents, paths.raw)
        self._names = document_names(self._documents, words)
        tiers = {doc_id: one.source.tier for doc_id, one in self._known.items()}
        self._reports, self._beside = comparable_reports(self._documents, tiers)
        self._tiers = list(tiers.values())

    @cached_property
    def _validation(self) -> Validation:
        return validate(self._paths, self._tables)

    def corpus(self) -> str:
        """Return the section on documents, their sources, and what may be compared."""
        words, documents = self._words, self._documents
        if documents.empty:
            return self._section("corpus", self._told("no_documents"), self._told("compare_text"))
        errors = len(self._tables["errors"])
        return self._section(
            "corpus",
            self._told(
                "corpus_text",
                documents=len(documents),
                places=places_of(documents),
                characters=words.number(int(documents["clean_chars"].sum())),
                sentences=words.number(int(documents["sentences"].sum())),
                tiers=tiers_text(documents, self._known, words),
            ),
            documents_table(documents, self._known, self._names, words),
            licences_text(self._known, words),
            corrections_list(self._known, self._names, words),
            self._told("set_aside", n=errors) if errors else "",
            f'<h3 id="compare">{html.escape(words("compare_heading"))}</h3>',
            self._told("compare_text"),
            self._comparable(),
            more(words("more_01_corpus"), "01_corpus.html"),
        )

    def _comparable(self) -> str:
        if self._reports.empty:
            return self._told("compare_none")
        listed = self._words.join([self._names[str(doc_id)] for doc_id in self._reports["doc_id"]])
        key = "compare_found" if len(self._reports) > 1 else "compare_one"
        year = self._reports["year"].iloc[0]
        return self._told(key, reports=listed, year=year, beside=len(self._beside))

    def repair(self) -> str:
        """Return the section on damage and repair."""
        words, repairs = self._words, self._tables["repairs"]
        if repairs.empty:
            return self._section("repair", self._told("repair_none"))
        texts = CleanTexts(self._paths.processed / "text")
        return self._section(
            "repair",
            self._told("repair_text", n=words.number(len(repairs)), uncertain=words.number(self._uncertain())),
            repair_entries(repairs, self._documents, texts, self._names, words),
            more(words("more_01_corpus"), "01_corpus.html"),
        )

    def _uncertain(self) -> int:
        return int((~self._tables["repairs"]["certain"].astype(bool)).sum())

    def measures(self) -> str:
        """Return the section on measures, with the references."""
        words = self._words
        return self._section(
            "measures",
            self._told("measures_text"),
            measure_entries(words),
            f'<h3 id="references">{html.escape(words("references_heading"))}</h3>{references(words)}',
            more(words("more_06_comparison"), "06_comparison.html"),
        )

    def validation(self) -> str:
        """Return the section on who coded, and how far program and readers agree."""
        words, found = self._words, self._validation
        if not found.levels:
            return self._section("validation", self._told("validation_none"))
        own, written = (found.level("domain", source) for source in (CORPUS, WRITTEN))
        figures = {
            f"{name}{ending}": f"{getattr(level, attribute):.2f}"
            for level, ending in ((own, ""), (written, "_written"))
            if level is not None
            for name, attribute in (("kappa", "value"), ("low", "low"), ("high", "high"))
        }
        text = ""
        if own is not None and written is not None:
            text = self._told("validation_text", n=own.units, n_written=written.units, **figures)
        return self._section(
            "validation",
            self._told("who_text"),
            text,
            validation_table(found, words),
            more(words("more_90_validation"), "90_validation.html"),
        )

    def limits(self) -> str:
        """Return the section on limits, with those that apply to the corpus at hand."""
        words, found = self._words, self._validation
        documents, places = len(self._documents), places_of(self._documents)
        altered = self._tiers.count(ALTERED)
        elsewhere = documents - self._tiers.count(OFFICIAL)
        limits = [
            words("limit_one_text", documents=documents, places=places, comparable=len(self._reports)),
            words("limit_proxy"),
            words("limit_reports"),
            words("limit_not_official", n=elsewhere) if elsewhere else "",
            words("limit_altered", n=altered) if altered else "",
            words("limit_uncertain", n=self._uncertain()) if self._uncertain() else "",
            words("limit_coder", n=found.of, wrong=f"{found.wrong / found.of:.1%}") if found.of else "",
            words("limit_readers"),
        ]
        items = "".join(f"<li>{html.escape(text)}</li>" for text in limits if text)
        return self._section("limits", f'<ul class="conventions">{items}</ul>', self._told("more_limits"))

    def _section(self, name: str, *content: str) -> str:
        return section(name, self._words(f"{name}_heading"), *content)

    def _told(self, key: str, **figures: object) -> str:
        return told(self._words, key, **figures)
