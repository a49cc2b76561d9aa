"""Shards become the corpus: what needs several documents, then the final tables."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd

from suzhou_priorities.outline.lost_headings import Donor, donors_of, supply_heading
from suzhou_priorities.outline.numbering import ordinal
from suzhou_priorities.tables.datapackage import write_datapackage
from suzhou_priorities.tables.linking import links_by_shard
from suzhou_priorities.tables.near_duplicates import notes_on_near_duplicates, with_notes
from suzhou_priorities.tables.schemas import SCHEMAS
from suzhou_priorities.tables.states import write_states
from suzhou_priorities.tables.store import checked, read_table, write_table, written_aside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LARGEST_SINGLE_FILE = 500
AMENDED = "amended"


def assemble(shards: Sequence[Path], out: Path) -> None:
    """Write the final tables, texts and their description from the shards' folders.

    Up to 500 documents a table is one Parquet file with a CSV beside it; above, it is a folder with a part
    for each shard. A shard is held in memory at a time, and whole documents only where one needs another.
    """
    out.mkdir(parents=True, exist_ok=True)
    documents = pd.concat(
        [read_table("documents", shard).assign(shard=place) for place, shard in enumerate(shards)], ignore_index=True
    )
    amended = {shard: _with_lost_headings(shard, shards, documents) for shard in shards}
    amended = with_notes(amended, notes_on_near_duplicates(shards))
    for shard, links in links_by_shard(documents, shards).items():
        amended[shard]["links"] = links
    parts = {shard: _parts(shard, amended[shard]) for shard in shards}
    for name in SCHEMAS:
        files = {shard: parts[shard][name] for shard in shards}
        if len(documents) <= LARGEST_SINGLE_FILE:
            whole = pd.concat([read_table(name, file.parent) for file in files.values()], ignore_index=True)
            write_table(_ordered(whole, name), name, out)
        else:
            _write_parts(name, files, out)
    _copy_texts(shards, out / "text")
    write_datapackage(out)
    sources = {shard.name: [*parts[shard].values(), *sorted((shard / "text").glob("*.txt"))] for shard in shards}
    write_states(shards[0].parent, sources, out)


def _ordered(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    key = {"errors": "file", "links": "from_doc"}.get(name, "doc_id")
    return checked(frame.sort_values(key, kind="stable", ignore_index=True), SCHEMAS[name])


def _parts(shard: Path, amended: dict[str, pd.DataFrame]) -> dict[str, Path]:
    """Return the file of each table of a shard; tables that were amended are written beside the shards.

    What a shard's own step wrote stays as it was, so that the step need not run again.
    """
    folder = shard.parent / AMENDED / shard.name
    for stale in folder.glob("*.parquet"):
        if stale.stem not in amended:
            stale.unlink()
    written = {name: write_table(frame, name, folder, csv=False)[0] for name, frame in amended.items()}
    return {name: written.get(name, shard / f"{name}.parquet") for name in SCHEMAS}


def _write_parts(name: str, files: dict[Path, Path], out: Path) -> None:
    target = out / f"{name}.parquet"
    if target.is_file():
        target.unlink()
    (out / f"{name}.csv").unlink(missing_ok=True)
    target.mkdir(exist_ok=True)
    kept = set()
    for shard, file in files.items():
        part = target / f"{shard.name}.parquet"
        kept.add(part.name)
        with written_aside(part) as aside:
            shutil.copyfile(file, aside)
    for stale in target.glob("*.parquet"):
        if stale.name not in kept:
            stale.unlink()


def _copy_texts(shards: Sequence[Path], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    kept = set()
    for shard in shards:
        for text in sorted((shard / "text").glob("*.txt")):
            kept.add(text.name)
            with written_aside(folder / text.name) as aside:
                shutil.copyfile(text, aside)
    for stale in folder.glob("*.txt"):
        if stale.name not in kept:
            stale.unlink()


def _with_lost_headings(shard: Path, shards: Sequence[Path], documents: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables of a shard in which headings were supplied; empty if none was."""
    # Only a table's row can lose its heading and keep its place; prose without a heading never had one.
    tables = set(documents.loc[documents["doc_type"] == "task_plan", "doc_id"])
    headless = read_table("sections", shard, filters=[("heading", "==", ""), ("number", "!=", "")])
    headless = headless[headless["doc_id"].isin(tables)]
    if headless.empty:
        return {}
    sections, own, tasks = (read_table(name, shard) for name in ("sections", "documents", "tasks"))
    changed = False
    for doc_id in headless["doc_id"].unique():
        donors = _donors(doc_id, shards, documents)
        for row in headless[headless["doc_id"] == doc_id].itertuples():
            sentences = _sentences_below(shard, doc_id, str(row.section_id))
            supplied = supply_heading(sentences, donors)
            if supplied is None:
                continue
            changed = True
            place = (sections["doc_id"] == doc_id) & (sections["section_id"] == row.section_id)
            sections.loc[place, "heading"] = supplied.heading
            sections.loc[place, "inferred"] = True
            below = (tasks["doc_id"] == doc_id) & (tasks["section_no"] == ordinal(str(row.number)))
            tasks.loc[below, "section"] = supplied.heading
            tasks.loc[below, "section_inferred"] = True
            note = (
                f"The heading of section {row.number} is supplied from {supplied.doc_id}: “{supplied.heading}” "
                f"({supplied.matching} of {supplied.compared} sentences agree)."
            )
            index = own.index[own["doc_id"] == doc_id][0]
            own.at[index, "warnings"] = [*own.at[index, "warnings"], note]
    return {"sections": sections, "documents": own, "tasks": tasks} if changed else {}


def _donors(doc_id: str, shards: Sequence[Path], documents: pd.DataFrame) -> list[Donor]:
    """Return the sections of other documents of the same place and year."""
    own = documents[documents["doc_id"] == doc_id].iloc[0]
    others = documents[(documents["doc_id"] != doc_id) & (documents["plan_start"] == own["plan_start"])]
    same_place = others[(others["place"] == own["place"]) | (others["district"] == own["district"])]
    donors: list[Donor] = []
    for other in same_place.sort_values("doc_id").itertuples():
        shard, only = shards[int(other.shard)], [("doc_id", "==", other.doc_id)]
        sections = read_table("sections", shard, filters=only)
        sentences = read_table("sentences", shard, columns=["section_id", "text", "function"], filters=only)
        prose = sentences[sentences["function"] != "heading"].groupby("section_id")["text"].apply(list).to_dict()
        rows = [
            (
                str(row.section_id),
                None if pd.isna(row.parent_id) else str(row.parent_id),
                str(row.heading),
                int(row.level),
            )
            for row in sections.itertuples()
        ]
        donors.extend(donors_of(str(other.doc_id), rows, prose))
    return donors


def _sentences_below(shard: Path, doc_id: str, section_id: str) -> list[str]:
    """Return the sentences of a section and all sections below it, headings left out."""
    only = [("doc_id", "==", doc_id)]
    sections = read_table("sections", shard, columns=["section_id", "parent_id"], filters=only)
    below = {section_id}
    for row in sections.itertuples():
        if not pd.isna(row.parent_id) and row.parent_id in below:
            below.add(str(row.section_id))
    sentences = read_table("sentences", shard, columns=["section_id", "text", "function"], filters=only)
    kept = sentences[sentences["section_id"].isin(below) & (sentences["function"] != "heading")]
    return [str(text) for text in kept["text"]]
