"""The tables on the coder of the notebook `90_validation`: how well it codes, and what it takes for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.coding.coded_units import CORPUS, WRITTEN
from suzhou_priorities.measures.agreement import label_scores
from suzhou_priorities.measures.coding_errors import worst
from suzhou_priorities.measures.coding_levels import (
    AGAINST_SECOND,
    DISPUTED,
    HAND,
    SHIPPED,
    UNDISPUTED,
    UNSEEN,
    confusions,
    first_or_second,
    second_domains,
)
from suzhou_priorities.measures.coding_scores import LABELS, NO_HORIZON, scored
from suzhou_priorities.show.addresses import sentence_link
from suzhou_priorities.show.code_names import code_name
from suzhou_priorities.show.domain_names import short_domain_name
from suzhou_priorities.show.tables import report_table
from suzhou_priorities.show.validation_readers import interval_text, said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from IPython.display import HTML, Markdown

    from suzhou_priorities.show.text import Words

SOURCES = (CORPUS, WRITTEN)
CODERS = (SHIPPED, AGAINST_SECOND, UNSEEN, HAND, UNDISPUTED, DISPUTED)
LONGEST_TEXT = 90
LEAST_UNITS = 10  # a function with fewer sentences is not named as the one missed most


def label_of(what: str, key: str, words: Words) -> str:
    """Return the name of a code as tables and figures show it."""
    if what == "domain":
        return short_domain_name(key, words.lang)
    return words("no_horizon") if key == NO_HORIZON else code_name(what, key, words.lang)


def inner_label(what: str, key: str, words: Words) -> str:
    """Return the name of a code as it stands within a sentence."""
    name = label_of(what, key, words)
    return name[0].lower() + name[1:] if words.lang == "en" and name[1:2].islower() else name


def level_of(levels: pd.DataFrame, what: str, coder: str, source: str) -> pd.Series | None:
    """Return one comparison of `coding_levels.coder_levels`, None where there are no units for it."""
    own = levels[(levels["what"] == what) & (levels["coder"] == coder) & (levels["source"] == source)]
    return own.iloc[0] if len(own) else None


def levels_text(sample: pd.DataFrame, levels: pd.DataFrame, words: Words) -> Markdown:
    """Return what the comparisons on domains say, in sentences."""
    domains = levels[levels["what"] == "domain"].set_index(["coder", "source"])
    if (SHIPPED, CORPUS) not in domains.index:
        return words.show("levels_none")
    body = [
        words(
            f"levels_{source}",
            n=int(domains.loc[(SHIPPED, source), "units"]),
            accuracy=f"{100 * domains.loc[(SHIPPED, source), 'accuracy']:.1f}",
            either=f"{100 * first_or_second(scored(sample, (source,))):.1f}",
        )
        for source in SOURCES
        if (SHIPPED, source) in domains.index
    ]
    if {(UNDISPUTED, "both"), (DISPUTED, "both")} <= set(domains.index):
        clear, hard = domains.loc[(UNDISPUTED, "both")], domains.loc[(DISPUTED, "both")]
        shares = {"clear": f"{100 * clear['accuracy']:.0f}", "hard": f"{100 * hard['accuracy']:.0f}"}
        body.append(words("levels_disputed", n_clear=int(clear["units"]), n_hard=int(hard["units"]), **shares))
    if (UNSEEN, CORPUS) in domains.index:
        own = domains.loc[(UNSEEN, CORPUS)]
        body.append(words("levels_unseen", n=words.number(own["units"]), kappa=f"{own['kappa']:.2f}"))
    gains = [
        words("levels_hand_one", source=words(f"units_{source}"), hand=f"{hand:.2f}", shipped=f"{shipped:.2f}")
        for source in SOURCES
        if {(HAND, source), (SHIPPED, source)} <= set(domains.index)
        for hand, shipped in [(domains.loc[(HAND, source), "kappa"], domains.loc[(SHIPPED, source), "kappa"])]
    ]
    ours, theirs, same = second_domains(scored(sample))
    shares = {"ours": f"{100 * ours:.0f}", "theirs": f"{100 * theirs:.0f}"}
    body.append("" if pd.isna(same) else words("levels_second", f1=f"{same:.2f}", **shares))
    body.append(words("levels_hand", listed=words.join(gains)) if gains else "")
    return words.show("levels_text", body=words.sentences(body))


def functions_text(sample: pd.DataFrame, levels: pd.DataFrame, words: Words) -> Markdown:
    """Return how often functions and horizons are coded right, and which function is missed most."""
    own = scored(sample)
    known = own[own["coded_function"].notna()]
    if known.empty or not levels["what"].eq("function").any():
        return words.show("levels_none")
    table = label_scores(known["function"], known["coded_function"], LABELS["function"], resamples=1)
    common = table[table["support"] >= LEAST_UNITS]
    right = {what: f"{100 * known[what].eq(known[f'coded_{what}']).mean():.0f}" for what in ("function", "horizon")}
    told = ""
    if len(common):
        worst = common.loc[common["recall"].idxmin()]
        name = inner_label("function", worst["label"], words)
        told = words("functions_worst", name=name, of=worst["support"], seen=round(worst["recall"] * worst["support"]))
    return words.show("functions_text", n=len(known), told=told, **right)


def levels_table(levels: pd.DataFrame, what: tuple[str, ...], table_id: str, words: Words) -> HTML:
    """Return accuracy, macro F1, kappa and alpha of each comparison, with intervals."""
    own = levels[levels["what"].isin(what)]
    own = own.assign(place=own["coder"].map({coder: place for place, coder in enumerate(CODERS)}))
    own = own.sort_values(["what", "place"], kind="stable")
    shown = own.assign(
        what=[words(f"what_{name}") for name in own["what"]],
        coder=[words(f"coder_{name}") for name in own["coder"]],
        source=[words(f"units_{name}") for name in own["source"]],
        accuracy=100 * own["accuracy"],
        kappa_interval=[interval_text(row.kappa_low, row.kappa_high) for row in own.itertuples()],
        alpha_interval=[interval_text(row.alpha_low, row.alpha_high) for row in own.itertuples()],
    )
    names = ["coder", "source", "units", "accuracy", "macro_f1", "kappa", "kappa_interval", "alpha", "alpha_interval"]
    if len(what) > 1:
        names[0] = "what"
    labels = {name: words(f"{name}_column") for name in names}
    decimals = {"accuracy": 1, "macro_f1": 3, "kappa": 3, "alpha": 3}
    return report_table(shown, table_id, labels, lang=words.lang, whole=("units",), decimals=decimals)


def scores_by_label(sample: pd.DataFrame, what: str, seed: int) -> pd.DataFrame:
    """Return precision, recall and F1 of each code on the part kept to score, for each source."""
    tables = []
    for source in SOURCES:
        own = scored(sample, (source,))
        table = label_scores(own[what], own[f"coded_{what}"], LABELS[what], seed=seed)
        tables.append(table.assign(source=source))
    return pd.concat(tables, ignore_index=True)


def labels_table(found: pd.DataFrame, what: str, words: Words) -> HTML:
    """Return F1 with its interval, precision, recall and number of units of each code, sources side by side."""
    shown = pd.DataFrame({"label": [label_of(what, key, words) for key in LABELS[what]]})
    labels, decimals, whole = {"label": words(f"what_{what}")}, {}, []
    for source in SOURCES:
        own = found[found["source"] == source].set_index("label").reindex(list(LABELS[what]))
        for name in ("f1", "precision", "recall"):
            shown[f"{name}_{source}"] = own[name].to_numpy(dtype=float)
            decimals[f"{name}_{source}"] = 2
        shown[f"interval_{source}"] = [
            None if pd.isna(row.f1) else f"{row.f1_low:.2f}–{row.f1_high:.2f}" for row in own.itertuples()
        ]
        shown[f"support_{source}"] = own["support"].to_numpy()
        whole.append(f"support_{source}")
        for name in ("f1", "interval", "precision", "recall", "support"):
            labels[f"{name}_{source}"] = words(
                "of_source", what=words(f"{name}_column"), source=words(f"short_{source}")
            )
    return report_table(shown, f"scores_by_{what}", labels, lang=words.lang, whole=whole, decimals=decimals)


def confusions_table(sample: pd.DataFrame, what: str, most: int, words: Words) -> HTML:
    """Return which codes are most often taken for which, by source."""
    found = confusions(sample, SOURCES, what).head(most)
    if found.empty:
        return said(words("confusions_none"))
    shown = found.assign(
        pair=[
            f"{label_of(what, gold, words)} → {label_of(what, coded, words)}"
            for gold, coded in zip(found["gold"], found["coded"], strict=True)
        ]
    )
    labels = {"pair": words("pair_column"), "units": words("together_column")}
    labels |= {source: words(f"units_{source}") for source in SOURCES}
    return report_table(shown, f"confusions_of_{what}", labels, lang=words.lang, whole=("units", *SOURCES))


def coding_errors_table(unseen: pd.DataFrame, names: Mapping[str, str], most: int, words: Words) -> HTML:
    """Return the sentences coded wrong with most confidence by models that had not seen their document, linked."""
    errors = worst(unseen, most, gold="domain", coded="coded_domain")
    if errors.empty:
        return said(words("coding_errors_none"))
    shown = pd.DataFrame(
        {
            "sentence": [_cut(text) for text in errors["text"]],
            "place": [
                " · ".join(part for part in (names.get(row.doc_id, row.doc_id), row.heading) if part)
                for row in errors.itertuples()
            ],
            "gold": [_pair(row.domain, row.domain_second, words) for row in errors.itertuples()],
            "coded": [_pair(row.coded_domain, row.coded_domain_second, words) for row in errors.itertuples()],
            "chance": errors["domain_score"].astype(float),
            "terms": [words.join(list(terms)) for terms in errors["domain_terms"]],
        }
    )
    labels = {name: words(f"{name}_column") for name in shown.columns}
    links = {
        "sentence": [
            None if pd.isna(row.sentence_id) else sentence_link(row.doc_id, row.sentence_id, words.lang)
            for row in errors.itertuples()
        ]
    }
    return report_table(
        shown, "coding_errors", labels, lang=words.lang, decimals={"chance": 2}, links=links,
        notes=[words("terms_note")],
    )  # fmt: skip


def _pair(first: str, second: str, words: Words) -> str:
    names = [label_of("domain", key, words) for key in (first, second) if not pd.isna(key) and key]
    return (" / " if words.lang == "en" else "／").join(names)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
