"""The figure, tables and samples of the notebook `01_corpus`."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd
import seaborn
from IPython.display import HTML, Markdown

from suzhou_priorities.show.figure_words import fitted
from suzhou_priorities.show.figures import Caption, new_figure, save_figure
from suzhou_priorities.show.messages import message_html, message_in, with_languages
from suzhou_priorities.show.style import GREY, INK, LABEL_SIZE, NOTE_SIZE, ROW_SIZE, WIDTH
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suzhou_priorities.show.text import Words


ROW_WIDTH = 1.45  # inches for the names of documents


def answer(
    documents: pd.DataFrame,
    repairs: pd.DataFrame,
    matrix: pd.DataFrame,
    pairs: pd.DataFrame,
    names: Mapping[str, str],
    words: Words,
) -> Markdown:
    """Return the answer in a few sentences, every figure computed."""
    totals = matrix.sum(axis=1)
    comparable = pairs[pairs["verdict"] == "compare"]
    if len(comparable):
        listed = [
            words("pair", first=names[row.first], second=names[row.second])
            for row in comparable.itertuples(index=False)
        ]
        pairs_text = words("pairs_some", all=len(pairs), n=len(comparable), names=words.join(listed))
    else:
        pairs_text = words("pairs_none", all=len(pairs))
    return words.show(
        "answer",
        documents=len(documents),
        districts=documents["district"].nunique(),
        clean=words.number(int(documents["clean_chars"].sum())),
        sentences=words.number(int(documents["sentences"].sum())),
        repairs=words.number(len(repairs)),
        uncertain=words.number(int((~repairs["certain"].astype(bool)).sum())),
        worst=names[str(totals.idxmax())],
        worst_rate=words.number(float(totals.max())),
        pairs_text=pairs_text,
    )


def set_aside(errors: pd.DataFrame, words: Words) -> HTML:
    """Return which documents could not be read, and why; nothing where all could."""
    if errors.empty:
        return HTML("")
    items = "".join(_reason(str(row.file), str(row.error), str(row.remedy), words.lang) for row in errors.itertuples())
    return HTML(f"<p>{html.escape(words('set_aside_text', n=len(errors)))}</p><ul>{items}</ul>")


def _reason(file: str, error: str, remedy: str, lang: str) -> str:
    colon, gap = ("：", "") if lang == "zh" else (": ", " ")
    return f"<li>{html.escape(file)}{colon}{message_html(error, lang)}{gap}{message_html(remedy, lang)}</li>"


def documents_table(documents: pd.DataFrame, tiers: Mapping[str, str], words: Words) -> HTML:
    """Return the table of documents."""
    shown = documents.assign(
        kind=[words(str(kind)) if not pd.isna(kind) else None for kind in documents["doc_type"]],
        tier=[words(tiers[doc_id]) if doc_id in tiers else None for doc_id in documents["doc_id"]],
        script=[words(str(script)) for script in documents["script"]],
        year=documents["year"].astype("string"),
    )
    columns = (
        "title",
        "kind",
        "year",
        "adopted",
        "tier",
        "script",
        "raw_chars",
        "clean_chars",
        "sections",
        "sentences",
    )
    heads = (
        "document",
        "kind",
        "year_planned",
        "adopted",
        "tier",
        "script_column",
        "raw",
        "clean",
        "sections",
        "sentences",
    )
    labels = {column: words(head) for column, head in zip(columns, heads, strict=True)}
    return report_table(shown, "documents", labels, lang=words.lang, whole=columns[6:], notes=[words("read_note")])


def damage_figure(matrix: pd.DataFrame, names: Mapping[str, str], repairs: int, words: Words) -> HTML:
    """Draw damaged characters per 1,000 by document and kind; the title says which page is worst."""
    totals = matrix.sum(axis=1).sort_values(ascending=False, kind="stable")
    ordered = matrix.loc[totals.index]
    figure, axes = new_figure(0.55 * len(ordered) + 0.7)
    rows = {doc_id: fitted(names[str(doc_id)], ROW_WIDTH, ROW_SIZE) for doc_id in ordered.index}
    room = (WIDTH - ROW_WIDTH - 0.2) / len(ordered.columns)
    seaborn.heatmap(
        ordered.rename(index=rows, columns={kind: fitted(words(kind), room, NOTE_SIZE) for kind in ordered.columns}),
        ax=axes,
        cmap="Blues",
        annot=ordered.map(lambda value: f"{value:.0f}" if value >= 1 else ("<1" if value > 0 else "0")),
        fmt="",
        cbar=False,
        linewidths=1.5,
        annot_kws={"size": LABEL_SIZE},
        vmax=max(1.0, float(ordered.to_numpy().max())) * 1.15,
    )
    axes.set(xlabel="", ylabel="")
    axes.tick_params(axis="x", labelcolor=GREY, labelsize=NOTE_SIZE, rotation=0)
    axes.tick_params(axis="y", labelcolor=INK, labelsize=ROW_SIZE, rotation=0)
    worst = str(totals.index[0])
    kind = str(ordered.loc[worst].idxmax())
    figures = {"worst": names[worst], "rate": words.number(float(totals.iloc[0]))}
    if len(totals) > 1 and totals.iloc[1] > 0:
        times = words.number(float(totals.iloc[0] / totals.iloc[1]), 1)
        title = words("figure_title", **figures, second=names[str(totals.index[1])], times=times)
    else:
        title = words("figure_title_one", **figures)
    size = {"documents": len(ordered), "repairs": words.number(repairs)}
    caption = Caption(
        title=title,
        subtitle=words("figure_subtitle", **size),
        note=words("figure_note"),
        alt=words(
            "figure_alt",
            documents=len(ordered),
            worst=names[worst],
            kind=words(kind),
            value=words.number(float(ordered.loc[worst, kind])),
        ),
    )
    return save_figure(figure, "damage_by_kind", caption)


def repairs_table(counted: pd.DataFrame, names: Mapping[str, str], words: Words) -> HTML:
    """Return the table of repairs by document and kind."""
    shown = counted.assign(
        document=[names[doc_id] for doc_id in counted["doc_id"]],
        damage=[words(kind) for kind in counted["kind"]],
    )
    labels = {
        "document": words("document"),
        "damage": words("kind_column"),
        "repairs": words("repairs_column"),
        "characters": words("characters_column"),
        "per_1000": words("per_1000"),
        "uncertain": words("uncertain_column"),
    }
    return report_table(
        shown,
        "repairs_by_kind",
        labels,
        lang=words.lang,
        whole=("repairs", "characters", "uncertain"),
        decimals={"per_1000": 1},
    )


def sample_cards(chosen: pd.DataFrame, names: Mapping[str, str], words: Words) -> HTML:
    """Return before and after of chosen repairs, the change marked."""
    parts = []
    for row in chosen.itertuples():
        left, right = html.escape(str(row.left)), html.escape(str(row.right))
        doubt = "" if row.certain else f" · {words('doubtful')}"
        label = f"{words(str(row.kind))} · {html.escape(names[str(row.doc_id)])}{doubt}"
        label = f"{words(str(row.kind))} · {html.escape(names[str(row.doc_id)])}{doubt}"
        parts.append(
            f'<div class="sample"><p class="label">{label}</p>'
            f'<p><span class="label">{words("before")}</span> '
            f"{left}<del>{_visible(str(row.before))}</del>{right}</p>"
            f'<p><span class="label">{words("after")}</span> '
            f"{left}<mark>{_visible(str(row.after))}</mark>{right}</p></div>"
        )
    return HTML("".join(parts))


def warnings_table(documents: pd.DataFrame, names: Mapping[str, str], words: Words) -> HTML:
    """Return what a reader should know of each document."""
    warnings = [(names[str(row.doc_id)], warning) for row in documents.itertuples() for warning in row.warnings]
    rows = [(name, message_in(warning, words.lang)) for name, warning in warnings]
    if not rows:
        return HTML(f"<p>{html.escape(words('missing_none'))}</p>")
    frame = pd.DataFrame(rows, columns=["document", "warning"])
    labels = {"document": words("document"), "warning": words("warning_column")}
    table = report_table(frame, "warnings", labels, lang=words.lang)
    return with_languages(table, [warning for _, warning in warnings], words.lang)


def comparability_table(pairs: pd.DataFrame, names: Mapping[str, str], words: Words) -> HTML:
    """Return which documents may be compared, and why not."""
    shown = pd.DataFrame(
        {
            "first": [names[str(doc_id)] for doc_id in pairs["first"]],
            "second": [names[str(doc_id)] for doc_id in pairs["second"]],
            "verdict": [words(str(verdict)) for verdict in pairs["verdict"]],
            "why": [_reasons(row, words) for row in pairs.itertuples()],
        }
    )
    labels = {column: words(column) for column in shown.columns}
    return report_table(shown, "comparability", labels, lang=words.lang)


def _reasons(row: object, words: Words) -> str:
    reasons = [
        words(key)
        for key, holds in (
            ("reason_place", getattr(row, "same_place", False)),
            ("reason_kind", not getattr(row, "same_kind", True)),
            ("reason_year", not getattr(row, "same_year", True)),
            ("reason_altered", not getattr(row, "unaltered", True)),
        )
        if holds
    ]
    return words.join(reasons) if reasons else words("reason_none")


def _visible(text: str) -> str:
    """Return a piece of text as HTML in which spaces and line breaks can be seen."""
    return html.escape(text).replace("\n", "⏎").replace(" ", "␣") or "∅"
