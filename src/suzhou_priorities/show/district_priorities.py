"""What a district puts first: the shares of policy domains in its document, and over the years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.measures.attention_study import shares_with_error
from suzhou_priorities.show.addresses import sentences_link
from suzhou_priorities.show.district_context import paragraph, part, percent
from suzhou_priorities.show.district_marks import NO_MARK, Mark, Row, draw_key, draw_rows, farthest
from suzhou_priorities.show.figure_text import MINUS
from suzhou_priorities.show.figures import Caption, new_figure, save_figure
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from IPython.display import HTML

    from suzhou_priorities.measures.attention_study import Settings
    from suzhou_priorities.show.district_context import Profile

REVIEW = "review"
MOST_DOMAINS, MOST_YEARS = 6, 6
# By how many other domains have an interval that meets that of the first: none, one, or more.
_TITLES = ("priorities_title", "priorities_pair", "priorities_tie")


@dataclass(frozen=True, slots=True)
class Priorities:
    """The shares of domains that the page shows.

    Attributes
    ----------
    shares
        As from `attention_study.shares_with_error`, by ``doc_id``: the district's documents and those compared.
    own
        The rows of the document that speaks for the district, the largest share first.
    second
        Share by domain of the five-year plan, or of the report's review where there is no plan; may be empty.
    second_is_plan
        Which of the two.
    median
        Median share by domain of the reports that may be compared; empty where there are none.
    """

    shares: pd.DataFrame
    own: pd.DataFrame
    second: pd.Series
    second_is_plan: bool
    median: pd.Series

    @property
    def overlapping(self) -> int:
        """How many other domains have an interval that meets that of the first."""
        return int((self.own["high"].iloc[1:] >= self.own["low"].iloc[0]).sum())


def priorities_of(
    counted: pd.DataFrame, confusion: pd.DataFrame | None, settings: Settings, profile: Profile
) -> Priorities:
    """Return the shares of domains in the documents of the page.

    Parameters
    ----------
    counted
        The sentences that count, all documents.
    confusion
        True against coded domains of the sample kept to score, or None.
    settings, profile
        How shares are counted; the documents.
    """
    found = profile.found
    shown = [doc_id for doc_id in (found.report, found.plan, *found.compared, *found.further) if doc_id]
    shares = shares_with_error(counted[counted["doc_id"].isin(shown)], ("doc_id",), confusion, settings)
    own = shares[shares["doc_id"] == found.speaker].sort_values("share", ascending=False, kind="stable")
    with_plan = bool(found.report and found.plan)
    second = shares[shares["doc_id"] == found.plan]
    if not with_plan or second.empty:
        review = counted[(counted["doc_id"] == found.speaker) & (counted["passage"] == REVIEW)]
        second = shares_with_error(review, ("doc_id",), None, settings)
        # One paragraph has no interval, and its shares say little.
        second, with_plan = second[second["low"].notna()], False
    others = shares[shares["doc_id"].isin(found.compared)]
    return Priorities(
        shares, own, second.set_index("domain")["share"], with_plan, others.groupby("domain")["share"].median()
    )


def priorities_part(told: Priorities, profile: Profile) -> str:
    """Return the figure of domains, and where there are several reports their shares over the years; as HTML."""
    words = profile.words
    heading = words("priorities_heading")
    if told.own.empty:
        missing = words("priorities_none" if profile.found.speaker else "priorities_no_text")
        return part("priorities", heading, paragraph(missing))
    content = [str(_figure(told, profile).data), _years(told, profile)]
    return part("priorities", heading, *content)


def second_name(told: Priorities, profile: Profile) -> str:
    """Return the name of the second text in the figure."""
    return profile.names[profile.found.plan] if told.second_is_plan else profile.words("review_of_speaker")


def _second_brief(told: Priorities, profile: Profile) -> str:
    return profile.briefs[profile.found.plan] if told.second_is_plan else profile.words("review_of_speaker")


def _figure(told: Priorities, profile: Profile) -> HTML:
    words, found = profile.words, profile.found
    rows = []
    for row in told.own.itertuples():
        domain, key = profile.domain(row.domain, inner=False), str(row.domain)
        label = words("mark_told", name=profile.speaker, domain=domain, share=percent(row.share), n=row.sentences)
        own = Mark(
            row.share, sentences_link(document=found.speaker, domain=key, counted="1") if row.sentences else "", label
        )
        rows.append(
            Row(
                domain,
                own,
                row.low,
                row.high,
                percent(row.share),
                _second(key, told, profile),
                told.median.get(key, float("nan")),
            )
        )
    figure, axes = new_figure(0.235 * len(rows) + 0.75)
    links = draw_rows(axes, rows, profile.colour, farthest(rows))
    draw_key(axes, rows, (profile.briefs[found.speaker], _second_brief(told, profile), profile.others()), profile)
    first, next_ = rows[0], rows[1]
    title = {"name": profile.speaker, "first": profile.domain(told.own["domain"].iloc[0]), "share": first.text}
    title |= {"second": profile.domain(told.own["domain"].iloc[1]), "second_share": next_.text}
    size = {"n": words.number(int(told.own["sentences"].sum())), "domains": len(rows)}
    caption = Caption(
        words(_TITLES[min(told.overlapping, 2)], **title),
        words("priorities_subtitle", **size),
        words("priorities_note_beside" if profile.beside else "priorities_note"),
        words("priorities_alt", **title, **size),
    )
    return save_figure(figure, "priorities", caption, links=links)


def _second(key: str, told: Priorities, profile: Profile) -> Mark:
    if key not in told.second.index:
        return NO_MARK
    share, found = float(told.second[key]), profile.found
    chosen = {"counted": "1"} if told.second_is_plan else {"passage": REVIEW}
    document = found.plan if told.second_is_plan else found.speaker
    label = profile.words(
        "second_told", name=second_name(told, profile), domain=profile.domain(key, inner=False), share=percent(share)
    )
    return Mark(share, sentences_link(document=document, domain=key, **chosen) if share else "", label)


def _years(told: Priorities, profile: Profile) -> str:
    """Return the shares of the largest domains in all reports of the district, and what moved most."""
    words, found = profile.words, profile.found
    order = [doc_id for doc_id in (*found.further, found.report) if doc_id in set(told.shares["doc_id"])]
    years = found.documents.set_index("doc_id")["year"]
    order = sorted(order, key=lambda doc_id: (pd.isna(years[doc_id]), years[doc_id], doc_id))[-MOST_YEARS:]
    if len(order) < 2:
        return ""
    keys = list(told.own["domain"].head(MOST_DOMAINS))
    cells = told.shares.set_index(["doc_id", "domain"])
    shown = pd.DataFrame({"domain": [profile.domain(key, inner=False) for key in keys]})
    labels, links = {"domain": words("domain_column")}, {}
    for doc_id in order:
        own = [cells.loc[(doc_id, key)] for key in keys]
        shown[doc_id] = [
            words("share_interval", share=percent(row["share"]), low=percent(row["low"]), high=percent(row["high"]))
            for row in own
        ]
        labels[doc_id] = profile.names[doc_id]
        links[doc_id] = [sentences_link(document=doc_id, domain=key, counted="1") for key in keys]
    change = cells["share"].xs(order[-1], level="doc_id") - cells["share"].xs(order[0], level="doc_id")
    most = str(change.abs().idxmax())
    text = words(
        "years_text",
        first=profile.names[order[0]],
        last=profile.names[order[-1]],
        domain=profile.domain(most),
        points=f"{100 * change[most]:+.1f}".replace("-", MINUS),
    )
    table = report_table(shown, "shares_by_year", labels, lang=words.lang, notes=[words("years_note")], links=links)
    return paragraph(text) + str(table.data)
