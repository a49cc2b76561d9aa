"""Problems admitted and honours claimed beside the room that the plan gives each domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.measures.claims_and_plan import EVEN
from suzhou_priorities.measures.claims_by_domain import NONE
from suzhou_priorities.show.addresses import sentence_link, sentences_link
from suzhou_priorities.show.assignment_context import folded
from suzhou_priorities.show.attention_context import percent
from suzhou_priorities.show.claims_page import anchor_of, claims_lists
from suzhou_priorities.show.comparison_promises_context import told
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.share_dots import inner_domain_name
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.show.text import Words

if TYPE_CHECKING:
    from suzhou_priorities.show.language_context import Compared

MOST_TOLD = 4
LISTS = "04_language"  # the page whose words name the lists of claims


def claims_text(claimed: pd.DataFrame, compared: Compared, words: Words) -> Markdown:
    """Return where the compared reports claim honours without a problem, and admit problems that the plan passes over.

    Parameters
    ----------
    claimed
        As from `claims_and_plan.claims_and_plan`.
    compared, words
        Documents and words of the page.
    """
    own = claimed[claimed["doc_id"].isin(compared.pair)]
    problems, answered, honours = (int(own[name].sum()) for name in ("problems", "answered", "credentials"))
    if not problems and not honours:
        return words.show("claims_none")
    lines = [
        _of_document(rows, doc_id, compared, words)
        for doc_id, rows in ((doc_id, own[own["doc_id"] == doc_id]) for doc_id in compared.pair)
        if int(rows[["problems", "credentials"]].to_numpy().sum())
    ]
    sure = ""
    if problems:
        key = "claims_sure_all" if answered == problems else "claims_sure_some"
        sure = words(key, problems=problems, answered=answered)
    return Markdown("\n\n".join([*lines, words.sentences([words("claims_rule", even=percent(EVEN)), sure])]))


def _of_document(rows: pd.DataFrame, doc_id: str, compared: Compared, words: Words) -> str:
    honours, national = int(rows["credentials"].sum()), int(rows["national"].sum())
    counts = {"honours": honours, "national": national, "problems": int(rows["problems"].sum())}
    parts = [words("claims_of", name=compared.names[doc_id], **counts)]
    for flag, column in (("praised", "credentials"), ("neglected", "problems")):
        flagged = rows[rows[flag]].sort_values(column, ascending=False, kind="stable")
        listed = [
            words(
                f"{flag}_domain",
                domain=inner_domain_name(str(row.domain), words.lang),
                honours=int(row.credentials),
                problems=int(row.problems),
                plan=percent(row.plan_share),
            )
            for row in flagged.head(MOST_TOLD).itertuples()
        ]
        if listed:
            parts.append(words(f"claims_{flag}", listed=words.join(listed), n=len(flagged)))
    return words("claims_sentence", told=told(parts, words))


def claims_table(claimed: pd.DataFrame, problems: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return honours, problems and the share of the plan by domain; every count leads to its sentences or their list.

    Parameters
    ----------
    claimed
        As from `claims_and_plan.claims_and_plan`.
    problems
        The table.
    compared, words
        Documents and words of the page.
    """
    known = [*compared.pair, *compared.beside]
    own = claimed[claimed["doc_id"].isin(known)]
    own = own[own[["problems", "credentials", "sought"]].sum(axis=1) > 0]
    if own.empty:
        return HTML("")
    own = own.sort_values("doc_id", key=lambda ids: ids.map(known.index), kind="stable")
    names = {doc_id: compared.brief[doc_id] for doc_id in compared.pair}
    names |= {doc_id: words("beside_column", name=compared.brief[doc_id]) for doc_id in compared.beside}
    shown = pd.DataFrame(
        {
            "document": [names[doc_id] for doc_id in own["doc_id"]],
            "domain": [domain_label(str(key), words) for key in own["domain"]],
            **{name: [str(int(n)) for n in own[name]] for name in ("credentials", "problems")},
            "national": own["national"].to_numpy(dtype=int),
            "sought": own["sought"].to_numpy(dtype=int),
            "plan": [percent(share) for share in own["plan_share"]],
            "remark": [_remark(row, words) for row in own.itertuples()],
        }
    )
    order = ("document", "domain", "credentials", "national", "sought", "problems", "plan", "remark")
    labels = {name: words(f"claims_{name}_column") for name in order}
    keys = list(zip(own["doc_id"], own["domain"], strict=True))
    links: dict[str, list[str | None]] = {
        "credentials": [
            claims_link(*key, "credentials", problems) if n else None
            for key, n in zip(keys, own["credentials"], strict=True)
        ],
        "problems": [
            claims_link(*key, "problems", problems) if n else None for key, n in zip(keys, own["problems"], strict=True)
        ],
        "plan": [
            sentences_link(document=doc_id, domain=domain, passage="plan") if domain != NONE and share > 0 else None
            for (doc_id, domain), share in zip(keys, own["plan_share"], strict=True)
        ],
    }
    table = report_table(
        shown,
        "honours_problems_plan",
        labels,
        lang=words.lang,
        whole=("national", "sought"),
        notes=[words("claims_table_note")],
        links=links,
    )
    return folded(words("claims_table_summary", n=len(shown)), table)


def claims_lists_of(problems: pd.DataFrame, credentials: pd.DataFrame, compared: Compared, words: Words) -> HTML:
    """Return all problems and honours of the page's reports by domain, folded, as the page on language lists them."""
    return claims_lists(problems, credentials, compared, Words(LISTS, words.lang))


def claims_link(doc_id: str, domain: str, kind: str, problems: pd.DataFrame) -> str:
    """Return where a count leads: a single problem to its sentence, others to their list on the page."""
    if kind == "problems":
        own = problems[(problems["doc_id"] == doc_id) & (problems["domain"] == domain)]
        if len(own) == 1:
            return sentence_link(doc_id, str(own.iloc[0]["sentence_id"]), "")
    return f"#{anchor_of(doc_id, domain, kind)}"


def domain_label(domain: str, words: Words, *, inner: bool = False) -> str:
    """Return the short name of a domain, or that there is none."""
    if domain == NONE:
        return words("no_domain")
    return inner_domain_name(domain, words.lang) if inner else short_domain_name(domain, words.lang)


def _remark(row: object, words: Words) -> str:
    if row.praised:  # type: ignore[attr-defined]
        return words("remark_praised")
    return words("remark_neglected") if row.neglected else ""  # type: ignore[attr-defined]
