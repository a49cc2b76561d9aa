"""Problems admitted and honours claimed, as text and as lists by domain whose items lead to their sentences."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import quote

from IPython.display import HTML, Markdown

from suzhou_priorities.measures.claims_by_domain import HELD, NONE
from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.show.addresses import sentence_link
from suzhou_priorities.show.assignment_context import folded
from suzhou_priorities.show.domain_names import domain_name
from suzhou_priorities.show.passages import card, linked
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

PROBLEMS, HONOURS = "problems", "credentials"


def anchor_of(doc_id: str, domain: str, kind: str) -> str:
    """Return the name of the place in the page where the claims of a document in a domain are listed.

    The page of sentences has no filter for honours, and a problem may have another domain than its sentence; so the
    bars of the figure lead to these lists, and their items to the sentences.
    """
    return quote(f"claims-{doc_id}-{domain}-{kind}", safe="")


def claims_text(claimed: pd.DataFrame, compared: Compared, words: Words) -> Markdown:
    """Return how many problems and honours each document of the pair has, and where they meet."""
    own = claimed[claimed["doc_id"].isin(compared.pair)]
    if not int(own[[PROBLEMS, HONOURS]].to_numpy().sum()):
        return words.show("claims_none")
    lines = []
    for doc_id, rows in own.groupby("doc_id", sort=False):
        silent = rows[(rows[HONOURS] > 0) & (rows[PROBLEMS] == 0) & (rows["domain"] != NONE)]
        lines.append(
            words(
                "claims_counts",
                name=compared.names[str(doc_id)],
                honours=int(rows[HONOURS].sum()),
                problems=int(rows[PROBLEMS].sum()),
                answered=int(rows["answered"].sum()),
                silent=len(silent),
            )
        )
    return Markdown(words.sentences([words("claims_text"), *lines]))


def claims_table(claimed: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return counts, rates and balance of all documents of the page by domain, folded."""
    own = claimed[claimed["doc_id"].isin(compared.shown)]
    if own.empty:
        return HTML("")
    own = own.sort_values("doc_id", key=lambda ids: ids.map(compared.shown.index), kind="stable")
    shown = own.assign(
        document=[compared.brief[doc_id] for doc_id in own["doc_id"]],
        domain=[_domain_label(str(domain), words) for domain in own["domain"]],
    )
    columns = ("document", "domain", PROBLEMS, "answered", HONOURS, "sought")
    labels = {name: words(f"{name}_column") for name in (*columns, "credentials_per_10000", "balance")}
    table = report_table(
        shown,
        "claims",
        labels,
        lang=words.lang,
        whole=columns[2:],
        decimals={"credentials_per_10000": 1, "balance": 2},
        notes=[words("claims_table_note")],
    )
    return folded(words("claims_summary", n=len(shown)), table)


def claims_lists(problems: pd.DataFrame, credentials: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return for each document its problems and honours by domain, folded, each linked to its sentence."""
    held = credentials[credentials["state"].isin(HELD)]
    parts = []
    for doc_id in compared.shown:
        own = {PROBLEMS: problems[problems["doc_id"] == doc_id], HONOURS: held[held["doc_id"] == doc_id]}
        blocks = [_block(own[kind], doc_id, kind, words) for kind in (PROBLEMS, HONOURS)]
        if any(blocks):
            counts = {kind: len(rows) for kind, rows in own.items()}
            summary = words("claims_list_summary", name=compared.names[doc_id], **counts)
            parts.append(folded(summary, HTML("".join(blocks))).data)
    return HTML("".join(parts))


def _block(rows: pd.DataFrame, doc_id: str, kind: str, words: Words) -> str:
    """Return the claims of one kind, a card for each domain."""
    if rows.empty:
        return ""
    domains = rows["domain"].astype("object")
    domains = domains.where(domains.isin(POLICY_DOMAINS), NONE)
    parts = [f"<p><strong>{html.escape(words(f'{kind}_list'))}</strong></p>"]
    for domain in (*POLICY_DOMAINS, NONE):
        own = rows[domains == domain]
        if own.empty:
            continue
        name = html.escape(_domain_label(domain, words))
        head = f'<p id="{anchor_of(doc_id, domain, kind)}"><strong>{name}</strong></p>'
        items = [f'<p lang="zh-CN">{_item(row, kind, words)}</p>' for row in own.itertuples()]
        parts.append(card([head, *items]))
    return "".join(parts)


def _item(row: object, kind: str, words: Words) -> str:
    """Return a problem, or an honour with who gives it, as a link to its sentence."""
    address = sentence_link(str(row.doc_id), str(row.sentence_id), words.lang)  # type: ignore[attr-defined]
    if kind == PROBLEMS:
        return linked(str(row.issue), address)  # type: ignore[attr-defined]
    level = html.escape(words(f"level_{row.level}"))  # type: ignore[attr-defined]
    return f'{linked(str(row.name), address)} <span class="label">{level}</span>'  # type: ignore[attr-defined]


def _domain_label(domain: str, words: Words) -> str:
    return words("no_domain") if domain == NONE else domain_name(domain, words.lang)


def counts_of(claimed: pd.DataFrame, doc_ids: list[str]) -> tuple[int, int]:
    """Return the problems and the honours of some documents together."""
    own = claimed[claimed["doc_id"].isin(doc_ids)]
    return int(own[PROBLEMS].sum()), int(own[HONOURS].sum())
