"""The tables and the figure of the notebook `90_validation`."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pandas as pd
from IPython.display import HTML, Markdown

from suzhou_priorities.coding.coded_units import BUILD, CORPUS, SCORE, WRITTEN
from suzhou_priorities.measures.extraction_scores import (
    Score,
    attribute_accuracy,
    paired,
    reader_agreement,
    score_all,
    score_indicators,
    worst_errors,
)
from suzhou_priorities.measures.validation_sample import ATTRIBUTES
from suzhou_priorities.show.figures import Caption, new_figure, save_figure
from suzhou_priorities.show.style import ACCENT, GREY, LABEL_SIZE, PALE
from suzhou_priorities.show.tables import report_table

if TYPE_CHECKING:
    from suzhou_priorities.measures.validation_sample import Sample
    from suzhou_priorities.show.text import Words

GROUPS = tuple((source, part) for source in (CORPUS, WRITTEN) for part in (SCORE, BUILD))
Pairs = dict[tuple[str, str], pd.DataFrame]


def pairs_by_group(sample: Sample, found: pd.DataFrame) -> Pairs:
    """Return the pairs of hand-read and program-read figures for each source and part of the sample."""
    units = sample.units
    return {
        (source, part): paired(
            sample.gold, found, list(units.loc[(units["source"] == source) & (units["sample"] == part), "unit_id"])
        )
        for source, part in GROUPS
    }


def scores(pairs: Pairs, seed: int) -> pd.DataFrame:
    """Return precision, recall and F1 by group, for all figures and for the main indicators."""
    rows = []
    for (source, part), own in pairs.items():
        for what, score in (("all_figures", score_all(own, seed)), ("main_indicators", score_indicators(own, seed))):
            rows.append((source, part, what, *_values(score)))
    columns = ["source", "sample", "what", "precision", "recall", "f1", "n", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def _values(score: Score) -> tuple[float, float, float, int, float, float]:
    return score.precision, score.recall, score.f1, score.n, score.low, score.high


def reader_pairs(sample: Sample) -> pd.DataFrame:
    """Return the figures of both readers, paired."""
    return paired(*sample.readers, list(sample.units["unit_id"]))


def figures_text(readers: pd.DataFrame, pairs: Pairs, scored: pd.DataFrame, words: Words) -> Markdown:
    """Return how well figures are read, in a few sentences."""
    kept = scored[scored["sample"] == SCORE].set_index(["source", "what"])
    corpus, named = kept.loc[(CORPUS, "all_figures")], kept.loc[(CORPUS, "main_indicators")]
    written, written_named = kept.loc[(WRITTEN, "all_figures")], kept.loc[(WRITTEN, "main_indicators")]
    right = attribute_accuracy(pd.concat([pairs[(source, SCORE)] for source in (CORPUS, WRITTEN)]))
    same = readers["in_gold"] & readers["in_found"]
    for name in ("value", *ATTRIBUTES):
        same &= readers[f"{name}_gold"] == readers[f"{name}_found"]
    body = [
        words(
            "answer_scored",
            n=int(corpus["n"]),
            f1=f"{corpus['f1']:.3f}",
            low=f"{corpus['low']:.3f}",
            high=f"{corpus['high']:.3f}",
            f1_indicators=f"{named['f1']:.3f}",
            n_indicators=int(named["n"]),
            n_written=int(written["n"]),
            f1_written=f"{written['f1']:.3f}",
            f1_written_indicators=f"{written_named['f1']:.3f}",
        ),
        words("answer_years", years=f"{100 * right['years']:.1f}", status=f"{100 * right['status']:.1f}"),
        words("answer_readers", agree=f"{100 * same.mean():.1f}"),
    ]
    return words.show("figures_text", body=words.sentences(body))


def sample_table(sample: Sample, words: Words) -> HTML:
    """Return how many units and figures each part of the sample has."""
    units = sample.units.set_index("unit_id")
    gold = sample.gold.join(units[["source", "sample"]], on="unit_id")
    rows = []
    for source, part in GROUPS:
        own = gold[(gold["source"] == source) & (gold["sample"] == part)]
        count = int(((units["source"] == source) & (units["sample"] == part)).sum())
        rows.append((words(source), words(part), count, len(own), int((own["indicator"] != "").sum())))
    columns = ["source", "sample", "units", "figures", "named"]
    labels = {name: words(f"{name}_column") for name in columns}
    return report_table(
        pd.DataFrame(rows, columns=columns), "sample", labels, lang=words.lang, whole=("units", "figures", "named")
    )


def scores_table(scored: pd.DataFrame, words: Words) -> HTML:
    """Return precision, recall and F1 as a table."""
    shown = scored.assign(
        source=[words(name) for name in scored["source"]],
        sample=[words(name) for name in scored["sample"]],
        what=[words(name) for name in scored["what"]],
        interval=[f"{low:.3f}–{high:.3f}" for low, high in zip(scored["low"], scored["high"], strict=True)],
    )
    names = ("source", "sample", "what", "precision", "recall", "f1", "interval")
    labels = {name: words(f"{name}_column") for name in names} | {"n": words("figures_column")}
    decimals = {"precision": 3, "recall": 3, "f1": 3}
    return report_table(shown, "scores", labels, lang=words.lang, whole=("n",), decimals=decimals)


def scores_figure(scored: pd.DataFrame, words: Words) -> HTML:
    """Draw F1 with its interval: filled for the part kept for scoring, hollow for the part to build on."""
    rows = [(source, what) for source in (CORPUS, WRITTEN) for what in ("all_figures", "main_indicators")]
    figure, axes = new_figure(0.6 * len(rows) + 0.6)
    for y, (source, what) in enumerate(rows):
        for part, shift in ((SCORE, -0.14), (BUILD, 0.14)):
            at = (scored["source"] == source) & (scored["what"] == what) & (scored["sample"] == part)
            own = scored[at].iloc[0]
            colour = ACCENT if part == SCORE else GREY
            axes.plot([own["low"], own["high"]], [y + shift] * 2, color=colour, linewidth=1.6)
            axes.scatter(
                own["f1"], y + shift, s=42, zorder=3, edgecolor=colour, facecolor=colour if part == SCORE else "white"
            )
            axes.annotate(
                f"{own['f1']:.3f}", (own["low"], y + shift), xytext=(-6, 0), textcoords="offset points", ha="right",
                va="center", fontsize=LABEL_SIZE, color=colour,
            )  # fmt: skip
    axes.set_yticks(range(len(rows)), [f"{words(source)}\n{words(what)}" for source, what in rows])
    axes.invert_yaxis()
    axes.set_xlim(min(0.75, float(scored["low"].min()) - 0.06), 1.01)
    axes.grid(axis="x", color=PALE, linewidth=0.5)
    kept = scored[scored["sample"] == SCORE]
    worst = kept.loc[kept["f1"].idxmin()]
    group = f"{words(str(worst['source']))}{'·' if words.lang == 'zh' else ', '}{words(str(worst['what']))}"
    total = int(scored.loc[scored["what"] == "all_figures", "n"].sum())
    caption = Caption(
        words("scores_title", worst=group, value=f"{worst['f1']:.3f}"),
        words("scores_subtitle", n=total),
        words("scores_note"),
        words("scores_alt"),
    )
    return save_figure(figure, "extraction_scores", caption)


def attributes_table(pairs: Pairs, words: Words) -> HTML:
    """Return the share of figures whose attributes are right, by group, in percent."""
    shown = pd.DataFrame({"attribute": [words(name) for name in ("value", *ATTRIBUTES)]})
    labels = {"attribute": words("attribute_column")}
    for (source, part), own in pairs.items():
        column = f"{source}_{part}"
        shown[column] = (100 * attribute_accuracy(own)).to_numpy()
        labels[column] = f"{words(source)}·{words(part)}" if words.lang == "zh" else f"{words(source)}, {words(part)}"
    decimals = {column: 1 for column in labels if column != "attribute"}
    return report_table(shown, "attributes", labels, lang=words.lang, decimals=decimals)


def readers_text(pairs: pd.DataFrame, words: Words) -> Markdown:
    """Return how many figures both readers have, and either alone."""
    return words.show(
        "readers_text",
        both=int((pairs["in_gold"] & pairs["in_found"]).sum()),
        only_first=int((~pairs["in_found"]).sum()),
        only_second=int((~pairs["in_gold"]).sum()),
    )


def readers_table(pairs: pd.DataFrame, words: Words) -> HTML:
    """Return agreement and kappa of the two readings by attribute."""
    agreed = reader_agreement(pairs)
    shown = agreed.assign(attribute=[words(name) for name in agreed["attribute"]], agreement=100 * agreed["agreement"])
    labels = {name: words(f"{name}_column") for name in ("attribute", "agreement", "kappa")}
    return report_table(shown, "readers", labels, lang=words.lang, decimals={"agreement": 1, "kappa": 3})


def errors_table(pairs: Pairs, most: int, words: Words) -> HTML:
    """Return what is still read wrong in the part to build on."""
    errors = worst_errors(pd.concat([pairs[(source, BUILD)] for source in (CORPUS, WRITTEN)]), most)
    if errors.empty:
        return HTML(f"<p>{html.escape(words('errors_none'))}</p>")
    shown = errors.assign(kind=[words(kind) for kind in errors["kind"]])
    labels = {
        "kind": words("kind_column"),
        "printed": words("printed_column"),
        "phrase": words("phrase_column"),
        "attributes": words("differs_column"),
        "unit_id": words("source_column"),
    }
    return report_table(shown, "errors", labels, lang=words.lang)
