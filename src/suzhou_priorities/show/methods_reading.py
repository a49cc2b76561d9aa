"""The sections on outline, extraction and coding of the page of methods, with figures from the tables."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from suzhou_priorities.coding.code_keys import NONE, domain_keys, domain_weights
from suzhou_priorities.coding.domains import LEAST_SECOND, LEAST_SHARE
from suzhou_priorities.coding.model_files import DOMAIN_TABLE
from suzhou_priorities.coding.term_model import shipped_model
from suzhou_priorities.measures.counted_sentences import counted
from suzhou_priorities.show.addresses import EXPLORER_PAGE
from suzhou_priorities.show.codebook_addresses import CODEBOOK_PAGE
from suzhou_priorities.show.reference import more, paragraph, section
from suzhou_priorities.show.site import PLACES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from suzhou_priorities.show.text import Words

CONVENTIONS = ("figure", "sign", "scope", "status", "target", "task")


def outline_section(tables: Mapping[str, pd.DataFrame], words: Words) -> str:
    """Return the section on sections and sentences."""
    sections, sentences = tables["sections"], tables["sentences"]
    shown = sentences[sentences["function"].ne("heading").fillna(True).astype(bool)]
    kept = counted(sentences, tables["documents"]) if len(sentences) else sentences
    return section(
        "outline",
        words("outline_heading"),
        told(
            words,
            "outline_text",
            sections=words.number(len(sections)),
            inferred=words.number(int(sections["inferred"].astype(bool).sum())),
            sentences=words.number(len(shown)),
            headings=words.number(len(sentences) - len(shown)),
        ),
        told(words, "counted_text", counted=words.number(len(kept))),
        more(words("more_data"), PLACES["data"]),
    )


def extraction_section(tables: Mapping[str, pd.DataFrame], words: Words) -> str:
    """Return the section on figures, targets and tasks."""
    quantities, targets = tables["quantities"], tables["targets"]
    aimed = int(quantities["status"].eq("target").sum())
    numbers = {name: words.number(len(tables[name])) for name in ("tasks", "problems", "credentials", "targets")}
    items = "".join(f"<li>{html.escape(words(f'convention_{name}'))}</li>" for name in CONVENTIONS)
    return section(
        "extraction",
        words("extraction_heading"),
        told(
            words,
            "extraction_text",
            quantities=words.number(len(quantities)),
            actual=words.number(len(quantities) - aimed),
            target=words.number(aimed),
            named=words.number(int(quantities["indicator"].notna().sum())),
            with_number=words.number(int(targets["form"].eq("number").sum())),
            **numbers,
        ),
        f'{told(words, "conventions_text")}<ul class="conventions">{items}</ul>',
        more(words("more_indicators"), f"{CODEBOOK_PAGE}#indicators"),
        more(words("more_explorer"), EXPLORER_PAGE),
    )


def coding_section(tables: Mapping[str, pd.DataFrame], words: Words) -> str:
    """Return the section on domains, functions, horizons and promises."""
    model = shipped_model(DOMAIN_TABLE)
    coded = tables["sentences"]["domain"].notna().any()
    return section(
        "coding",
        words("coding_heading"),
        told(words, "coding_text", domains=sum(key != NONE for key in domain_keys())),
        "" if coded else told(words, "coding_none"),
        told(
            words,
            "coding_domains",
            hand=words.number(len(domain_weights())),
            heading=f"{model.heading:.2g}",
            before=f"{model.before:.2g}",
            least=LEAST_SECOND,
            share=f"{LEAST_SHARE:.0%}",
        ),
        told(words, "coding_functions"),
        told(words, "coding_promises", promises=words.number(len(tables["commitments"]))),
        more(words("more_codebook"), CODEBOOK_PAGE),
    )


def told(words: Words, key: str, **figures: object) -> str:
    """Return a text of the page as a paragraph."""
    return paragraph(words(key, **figures), words.lang)
