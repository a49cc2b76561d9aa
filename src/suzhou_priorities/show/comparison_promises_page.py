"""What is promised with figures and owners, and what only in words: the finding, and examples of both."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS
from suzhou_priorities.measures.profile_differences import profile_differences
from suzhou_priorities.measures.promise_examples import best_grounded, worst_grounded
from suzhou_priorities.measures.promise_grounds import (
    BOTH,
    GROUNDS,
    MEASURED,
    NEITHER,
    OUTCOME,
    OWNED,
    WORDS,
    ground_shares,
)
from suzhou_priorities.show.addresses import sentence_link, sentences_link
from suzhou_priorities.show.assignment_context import folded
from suzhou_priorities.show.code_names import code_name
from suzhou_priorities.show.comparison_promises_context import told
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.language_context import percent, percent_interval
from suzhou_priorities.show.passages import card, linked, passage
from suzhou_priorities.show.share_dots import LEAST_TOLD, inner_domain_name
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from suzhou_priorities.show.language_context import Compared
    from suzhou_priorities.show.text import Words

MOST_UNITS = 3
MOST_NAMED = 4  # reports whose shares are told one by one


def grounds_text(grounds: pd.DataFrame, apart: pd.DataFrame, compared: Compared, words: Words) -> Markdown:
    """Return what promises of the compared reports stand on, and how sure the difference between them is.

    Parameters
    ----------
    grounds
        As from `promise_grounds.grounded`.
    apart
        As from `profile_differences.profile_differences`.
    compared, words
        Documents and words of the page.
    """
    own = grounds[grounds["doc_id"].isin(compared.pair)]
    if own.empty:
        return words.show("grounds_none")
    cells = ground_shares(own).set_index(["doc_id", "ground"])
    documents = [doc_id for doc_id in compared.pair if doc_id in set(own["doc_id"])]
    many = len(documents) > MOST_NAMED
    shares = (
        [_of_many(cells, documents, compared, words)]
        if many
        else [
            words(
                "grounds_share",
                name=compared.names[doc_id],
                n=words.number(int(cells.at[(doc_id, MEASURED), "total"])),
                measured=percent(cells.at[(doc_id, MEASURED), "share"]),
                interval=percent_interval(*cells.loc[(doc_id, MEASURED), ["low", "high"]]),
                words=percent(cells.at[(doc_id, WORDS), "share"]),
            )
            for doc_id in documents
        ]
    )
    owners = [_owners(cells, own, doc_id, compared, words) for doc_id in documents if (doc_id, OWNED) in cells.index]
    unknown = [compared.names[doc_id] for doc_id in documents if (doc_id, OWNED) not in cells.index]
    if len(unknown) > MOST_NAMED:
        unknown = [words("reports_counted", n=len(unknown))]
    text = words("grounds_text", told=told(shares, words))
    finding = [text, _difference(apart, words), _widest(own, compared, words)]
    known = [*owners, words("owners_unknown", names=words.join(unknown)) if unknown else ""]
    return Markdown(f"{words.sentences(finding)}\n\n{words.sentences(known)}")


def _of_many(cells: pd.DataFrame, documents: list[str], compared: Compared, words: Words) -> str:
    """Return the share of promises with a figure or date in all of some reports, and where it is least and most."""
    own = cells.xs(MEASURED, level="ground").loc[documents]
    least, most, total = own["share"].idxmin(), own["share"].idxmax(), int(own["total"].sum())
    return words(
        "grounds_many",
        n=len(own),
        total=words.number(total),
        share=percent(own["count"].sum() / total),
        least=compared.brief[least],
        low=percent(own.at[least, "share"]),
        most=compared.brief[most],
        high=percent(own.at[most, "share"]),
    )


def _owners(cells: pd.DataFrame, own: pd.DataFrame, doc_id: str, compared: Compared, words: Words) -> str:
    """Return how many promises of a report have an owner, and where those with nothing lie."""
    gaps = {
        "name": compared.names[doc_id],
        "share": percent(cells.at[(doc_id, OWNED), "share"]),
        "measured": int(cells.at[(doc_id, MEASURED), "count"]),
        "both": int(cells.at[(doc_id, BOTH), "count"]),
        "neither": int(cells.at[(doc_id, NEITHER), "count"]),
    }
    alone = own[(own["doc_id"] == doc_id) & own[NEITHER].fillna(value=False).astype(bool)]
    counts = alone["domain"].value_counts()
    most = ""
    if len(counts):
        first = {"domain": inner_domain_name(str(counts.index[0]), words.lang), "n": int(counts.iloc[0])}
        most = f"{'' if words.lang == 'zh' else ' '}{words('most_of_them', **first)}"
    key = "owners_all_measured" if gaps["both"] == gaps["measured"] else "owners_some_measured"
    return words(key, **gaps, most=most)


def _difference(apart: pd.DataFrame, words: Words) -> str:
    """Return whether the compared reports differ beyond chance in their promises with a figure or date."""
    own = apart[apart["measure"] == "promises_measured"]
    if own.empty:
        return ""
    beyond = int(own["beyond"].astype(bool).sum())
    largest = f"{100 * float(own['difference'].abs().max()):.0f}"
    key = "grounds_differ" if beyond else "grounds_alike"
    return words(key, points=largest, n=beyond, tests=len(own))


def _widest(own: pd.DataFrame, compared: Compared, words: Words) -> str:
    """Return in which domain the shares with a figure or date lie farthest apart, and whether that is beyond chance.

    Named is the first beyond chance, else the widest among domains with enough promises in both reports.
    """
    found = ground_shares(own[own["domain"].isin(POLICY_DOMAINS)], ["doc_id", "domain"])
    found = found[(found["ground"] == MEASURED) & (found["total"] >= LEAST_TOLD)].rename(columns={"domain": "measure"})
    apart = profile_differences(found, compared.pair)
    if apart.empty:
        return ""
    beyond = apart["beyond"].astype(bool)
    row = apart[beyond if beyond.any() else ~beyond].iloc[0]
    cells = found.set_index(["doc_id", "measure"])["share"]
    most, least = (row["second"], row["first"]) if row["difference"] > 0 else (row["first"], row["second"])
    return words(
        "grounds_domain",
        domain=inner_domain_name(str(row["measure"]), words.lang),
        most=compared.brief[most],
        high=percent(cells[(most, row["measure"])]),
        least=compared.brief[least],
        low=percent(cells[(least, row["measure"])]),
        verdict=words("grounds_domain_beyond" if beyond.any() else "grounds_domain_within", tests=len(apart)),
    )


def grounds_table(grounds: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return what promises stand on by domain and document, every count of figures linked."""
    own = grounds[grounds["doc_id"].isin(compared.pair) & grounds["domain"].isin(POLICY_DOMAINS)]
    if own.empty:
        return HTML("")
    found = ground_shares(own, ["doc_id", "domain"])
    wide = found.pivot(index=["doc_id", "domain"], columns="ground", values="count")
    totals = found.drop_duplicates(["doc_id", "domain"]).set_index(["doc_id", "domain"])["total"]
    keys = [(doc_id, key) for doc_id in compared.pair for key in POLICY_DOMAINS if (doc_id, key) in wide.index]
    shown = pd.DataFrame(
        {
            "document": [compared.brief[doc_id] for doc_id, _ in keys],
            "domain": [short_domain_name(key, words.lang) for _, key in keys],
            "total": [int(totals[key]) for key in keys],
        }
    )
    grounds_there = [ground for ground in GROUNDS if ground in wide]
    for ground in grounds_there:
        shown[ground] = wide.loc[keys, ground].astype(float).to_numpy()
    labels = {name: words("outcome_ground_column" if name == OUTCOME else f"{name}_column") for name in shown.columns}
    links: dict[str, list[str | None]] = {
        "domain": [sentences_link(document=doc_id, domain=domain, counted="1") for doc_id, domain in keys],
        MEASURED: [
            sentences_link(document=doc_id, domain=domain, counted="1", testability="figure_or_date") if count else None
            for (doc_id, domain), count in zip(keys, shown[MEASURED], strict=True)
        ],
    }
    shown[MEASURED] = [str(int(count)) for count in shown[MEASURED]]
    whole = ("total", *(ground for ground in grounds_there if ground != MEASURED))
    notes = [words("grounds_table_note")]
    table = report_table(shown, "promise_grounds", labels, lang=words.lang, whole=whole, notes=notes, links=links)
    return folded(words("grounds_table_summary", n=len(shown)), table)


def examples(quoted: pd.DataFrame, each: int, compared: Compared, words: Words) -> HTML:
    """Return promises that stand on most, and those of large domains that stand on nothing, each linked.

    Parameters
    ----------
    quoted
        As from `promise_grounds.grounded` and `promise_examples.with_quotes`.
    each
        Most examples of a kind for each document (of the weak ones: about as many, spread over its largest domains).
    compared, words
        Documents and words of the page.
    """
    own = quoted[quoted["doc_id"].isin(compared.pair)]
    parts = []
    for kind, found in (("best", best_grounded(own, each)), ("worst", worst_grounded(own, max(1, round(each / 3))))):
        if len(found):
            heads = f"<h3>{html.escape(words(f'{kind}_caption'))}</h3><p>{html.escape(words(f'{kind}_note'))}</p>"
            blocks = [
                card([_example(row, compared, words) for row in rows.itertuples()])
                for _, rows in found.groupby("doc_id", sort=False)
            ]
            parts.append(f"{heads}{''.join(blocks)}")
    return HTML("".join(parts))


def _example(row: object, compared: Compared, words: Words) -> str:
    """Return one promise: its document and domain, its words, how testable and how firm it is, and its owners."""
    doc_id, domain = str(row.doc_id), short_domain_name(str(row.domain), words.lang)  # type: ignore[attr-defined]
    label = words("example_label", document=compared.brief[doc_id], domain=domain)
    quote = linked(str(row.quote), sentence_link(doc_id, str(row.sentence_id), words.lang))  # type: ignore[attr-defined]
    force = code_name("force", str(row.force), words.lang)  # type: ignore[attr-defined]
    facts = words("example_facts", testability=_testability(row, words), force=force)
    own = f'<span class="label">{html.escape(facts.strip())}</span> {_units(row, words)}'
    return passage(label, f'<q lang="zh-CN">{quote}</q> {own}')


def _testability(row: object, words: Words) -> str:
    if row.testability != "figure_or_date":  # type: ignore[attr-defined]
        return code_name("testability", str(row.testability), words.lang)  # type: ignore[attr-defined]
    return words("with_date" if row.dated else "with_figure")  # type: ignore[attr-defined]


def _units(row: object, words: Words) -> str:
    """Return the units that lead as HTML, at most `MOST_UNITS`; that nothing is known where there is no task plan."""
    if pd.isna(row.owned):  # type: ignore[attr-defined]
        return f'<span class="label">{html.escape(words("owner_unknown"))}</span>'
    units = list(row.lead_units)  # type: ignore[attr-defined]
    if not units:
        return f'<span class="label">{html.escape(words("owner_none"))}</span>'
    named = f'<span class="label" lang="zh-CN">{html.escape("、".join(units[:MOST_UNITS]))}</span>'
    return words("and_more", units=named, n=len(units) - MOST_UNITS) if len(units) > MOST_UNITS else named
