"""Documents made by chance from those of the corpus, as many as wanted, for timing what happens to many documents.

Each is one of the corpus with another place, other years and other figures, and without some of its paragraphs; its
length and its damage stay what they are on real pages. One seed gives one set of documents, byte for byte.

    python benchmarks/made_corpus.py 2000 FOLDER
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from suzhou_priorities.paths import project_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST = "临安清平永泰新丰长宁海东南西北金玉石龙凤"
_SECOND = "江川河山湖陵阳城州原林源溪谷岭湾浦港桥台"
_DIGITS = re.compile(r"(?<![\d.])[1-9]\d{0,3}(?=[\d.]*(?:%|亿|万|个|家|项|人|公里|平方))")
_DROPPED = 0.1
_SHORT_NAMES = ("吴江", "吳江", "吴中", "吳中", "昆山", "崑山")
_YEARS = range(2005, 2025)


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A page and what its sidecar says."""

    doc_id: str
    page: bytes
    provenance: dict[str, Any]


def made_documents(raw: Path, number: int, seed: int = 7) -> Iterator[MadeDocument]:
    """Yield `number` documents made from those of the folder `raw`; the first n of any number are the same."""
    bases = [
        (file.read_bytes().decode("utf-8"), yaml.safe_load(file.with_suffix(".yml").read_bytes()))
        for file in sorted(raw.glob("*.txt"))
    ]
    for place in range(number):
        text, provenance = bases[place % len(bases)]
        yield _made(place, text, provenance, random.Random(f"{seed}-{place}"))


def write_documents(raw: Path, folder: Path, number: int, seed: int = 7) -> None:
    """Write `number` documents with their sidecars into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for made in made_documents(raw, number, seed):
        (folder / f"{made.doc_id}.txt").write_bytes(made.page)
        sidecar = yaml.safe_dump(made.provenance, allow_unicode=True, sort_keys=False)
        (folder / f"{made.doc_id}.yml").write_text(sidecar, encoding="utf-8")


def _made(place: int, text: str, provenance: dict[str, Any], chance: random.Random) -> MadeDocument:
    name = chance.choice(_FIRST) + chance.choice(_SECOND)
    for short in _SHORT_NAMES:
        text = text.replace(short, name)
    paragraphs = [part for part in text.split("\n") if len(part) < 20 or chance.random() > _DROPPED]
    shifted = _DIGITS.sub(lambda digits: _other(digits[0], chance), "\n".join(paragraphs))
    page = shifted.encode("utf-8")
    year = chance.choice(_YEARS)
    doc_id = f"made_{place:05d}_{provenance['doc_type']}_{year}"
    more = {
        "doc_id": doc_id,
        "place": f"江苏省苏州市{name}市",
        "district": None,
        "year": year,
        "adopted": None,
        "sha256": hashlib.sha256(page).hexdigest(),
        "corrections": [],
        "notes": f"Made from {provenance['doc_id']}.",
    }
    span = {"review_year": year - 1} if "review_year" in provenance else {"review_period": [year - 5, year - 1]}
    return MadeDocument(doc_id, page, provenance | more | span)


def _other(digits: str, chance: random.Random) -> str:
    return str(chance.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))


if __name__ == "__main__":
    write_documents(project_paths().raw, Path(sys.argv[2]), int(sys.argv[1]))
