"""The explorer: all figures, targets, promises and tasks, to be filtered, searched, sorted and downloaded.

What is chosen stands in the address, with the keys of `addresses.explorer_link`.
"""

from __future__ import annotations

import html
from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from suzhou_priorities.extract.indicators import indicators
from suzhou_priorities.show.addresses import document_page
from suzhou_priorities.show.choice_note import choice_text
from suzhou_priorities.show.code_names import code_names
from suzhou_priorities.show.code_words import NO_DOMAIN
from suzhou_priorities.show.document_names import document_names
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.explorer_data import explorer_data
from suzhou_priorities.show.explorer_records import KINDS, read_explorer
from suzhou_priorities.show.names import indicator_name
from suzhou_priorities.show.pages import write_page
from suzhou_priorities.show.record_pages import SCRIPTS, SHEET, data_block, form, head, results, select
from suzhou_priorities.show.style import name_of
from suzhou_priorities.show.text import Words, words_of
from suzhou_priorities.tables.vocabulary import BASES, BOUNDS, MEASURES, STATUSES, TARGET_FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from suzhou_priorities.show.explorer_data import Choices
    from suzhou_priorities.show.explorer_records import ExplorerCollection

SELECTS = (
    "district", "document", "domain", "indicator", "status", "measure", "form", "force", "testability", "horizon",
    "year", "unit", "leader",
)  # fmt: skip
LISTED_AT_ONCE = 100


def render_explorer(target: Path, *, lang: str, processed: Path) -> None:
    """Write the explorer.

    Parameters
    ----------
    target
        ``reports/explorer.html``, in English ``reports/en/explorer.html``.
    lang
        Language of all that is not text of the documents: ``zh`` or ``en``.
    processed
        Folder of the tables.
    """
    words = Words("explorer", lang)
    collection = read_explorer(processed)
    choices = _choices(collection, words)
    numbers = {kind: len(collection.tables[kind]) for kind in KINDS}
    gaps = {"documents": words.number(len(choices["document"]))}
    notes = [words("intro", **gaps, **{kind: words.number(n) for kind, n in numbers.items()}), words("caution")]
    if any(name in set(choices["district"].values()) for name in choices["district"]):
        notes.append(words("places_as_printed"))
    notes.append(choice_text(collection.choice, "choice_of_records", words))
    shown = f"{head(notes, choices['document'], words)}{_form(choices, numbers, words)}{_results(words)}"
    body = f"<main>{shown}</main>{_data(collection, choices, lang)}"
    scripts = (*SCRIPTS, "explorer_rows.js", "explorer_kinds.js", "explorer.js")
    write_page(target, body, lang=lang, title=words("title"), sheet=SHEET, scripts=scripts)


def _choices(collection: ExplorerCollection, words: Words) -> Choices:
    """Return for every filter and every code its values, key to name; of years, units and leaders those that occur."""
    lang, tables = words.lang, collection.tables
    of_numbers, of_targets = Words("document", lang), Words("03_targets", lang)
    known = document_names(collection.documents, words)
    others = {row.doc_id: row.doc_id for row in collection.sentences if row.doc_id not in known}
    domains = code_names("domain", lang)
    return {
        "district": _districts(collection.documents, lang),
        "document": known | others,
        "domain": domains | {NO_DOMAIN: words("no_domain")},
        "indicator": {key: indicator_name(key, lang) for key in indicators()},
        "status": {key: of_numbers(f"status_{key}") for key in STATUSES},
        "measure": {key: of_numbers(f"measure_{key}") for key in MEASURES},
        "basis": {key: of_numbers(f"basis_{key}") if key != "unstated" else "" for key in BASES},
        "bound": {key: key for key in BOUNDS},
        "form": {key: of_targets(key) for key in TARGET_FORMS},
        "force": code_names("force", lang),
        "testability": code_names("testability", lang),
        "horizon": code_names("horizon", lang),
        "year": {str(year): str(year) for year in _years(collection)},
        "unit": _names([one.name for units in collection.task_units.values() for one in units]),
        "leader": _names(list(tables["tasks"]["leaders"].explode().dropna())),
    }


def _short_domain(key: str, names: Mapping[str, str], lang: str) -> str:
    return names[key] if key == NO_DOMAIN else short_domain_name(key, lang)


def district_key(district: Any, place: Any) -> str:
    """Return what a document is filtered by: its district, its place where it has none, or nothing."""
    return next((str(name) for name in (district, place) if not pd.isna(name)), "")


def _districts(documents: pd.DataFrame, lang: str) -> dict[str, str]:
    keys = {district_key(row.district, row.place): row.district for row in documents.itertuples()}
    return {key: key if pd.isna(district) else name_of(district, lang) for key, district in keys.items() if key}


def _years(collection: ExplorerCollection) -> list[int]:
    """Return the years that figures and plans speak of, the latest first."""
    spans = [
        *zip(collection.tables["quantities"]["year_start"], collection.tables["quantities"]["year_end"], strict=True),
        *zip(collection.documents["plan_start"], collection.documents["plan_end"], strict=True),
    ]
    found: set[int] = set()
    for start, end in spans:
        known = [int(year) for year in (start, end) if not pd.isna(year)]
        found.update(range(min(known), max(known) + 1) if known else ())
    return sorted(found, reverse=True)


def _names(names: list[Any]) -> dict[str, str]:
    """Return names that occur, those that occur most first."""
    return {name: name for name, _ in Counter(map(str, names)).most_common()}


def _form(choices: Choices, numbers: dict[str, int], words: Words) -> str:
    first = next((kind for kind in KINDS if numbers[kind]), KINDS[0])
    kinds = "".join(
        f'<label><input type="radio" name="kind" value="{kind}"{" checked" if kind == first else ""}> '
        f"{html.escape(words('kind_number', kind=words(kind), n=words.number(numbers[kind])))}</label>"
        for kind in KINDS
    )
    chooser = f'<fieldset class="wide kinds"><legend>{html.escape(words("kind"))}</legend>{kinds}</fieldset>'
    selects = (select(key, words(key), choices[key], words) for key in SELECTS)
    order = select("sort", words("sort"), {}, words, any_name=words("printed_order"))
    return form((*selects, order), words, first=chooser)


def _results(words: Words) -> str:
    table = (
        f'<div class="records-box"><table id="records" role="table" aria-label="{html.escape(words("results"))}">'
        '<thead role="rowgroup"><tr role="row" id="columns"></tr></thead><tbody role="rowgroup" id="rows"></tbody>'
        "</table></div>"
    )
    return results(f'<p class="note" id="kind-note"></p>{table}', words)


def _data(collection: ExplorerCollection, choices: Choices, lang: str) -> str:
    districts = {key: place for place, key in enumerate(choices["district"])}
    facts = {
        str(row.doc_id): [
            districts.get(district_key(row.district, row.place), -1),
            *(None if pd.isna(year) else int(year) for year in (row.plan_start, row.plan_end)),
        ]
        for row in collection.documents.itertuples()
    }
    data = {
        "atOnce": LISTED_AT_ONCE,
        "texts": words_of("explorer", lang),
        "shortDomains": [_short_domain(key, choices["domain"], lang) for key in choices["domain"]],
        "choices": {kind: list(values.items()) for kind, values in choices.items()},
        "documents": [[document_page(doc_id), *facts.get(doc_id, [-1, None, None])] for doc_id in choices["document"]],
        "kinds": list(KINDS),
        **explorer_data(collection, choices, lang),
    }
    return data_block(data)
