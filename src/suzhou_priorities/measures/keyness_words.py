"""Which words enter a comparison of texts: neither function words nor numbers, years, and names.

A report names its own places and firms more often than any other report does; that sets texts apart but says nothing
about policy. The rules stand in the codebook `keyness_stop`; names of places come from the codebooks and the documents.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from suzhou_priorities.codebooks import load_codebook

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# A full name such as 江苏省苏州市吴江区 holds one name for each rank.
_RANKS = "特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|县|区|盟|旗|州"
_PIECE = re.compile(f".{{2,12}}?(?:{_RANKS})")
_ENDING = re.compile(f"(?<=..)(?:{_RANKS}|镇|乡|街道)$")


def countable(words: Iterable[str], names: Collection[str] = ()) -> list[str]:
    """Return the words that are compared, in order.

    Parameters
    ----------
    words
        Words of a text, as `coding.segmentation.Segmenter` gives them.
    names
        Names of places, people and firms, left out with what the codebook `keyness_stop` leaves out. `place_names`
        gives those of places; other names are for the caller to know.
    """
    left_out = frozenset(names)
    return [word for word in words if word not in left_out and not _stopped(word)]


def place_names(places: Iterable[str | None] = ()) -> frozenset[str]:
    """Return names of places, in full and without their rank (吴江区, 吴江).

    Parameters
    ----------
    places
        Places of the documents as full names (column ``place`` of the table `documents`); empty ones are passed over.
        Those of the codebooks `places` and `place_names` come in any case.
    """
    known = [name for names in load_codebook("place_names")["entries"].values() for name in names]
    for entry in load_codebook("places")["entries"].values():
        known += [entry["official_zh"], entry["short_zh"], *entry.get("aliases", ())]
    known += [str(place) for place in places if isinstance(place, str)]
    found: set[str] = set()
    for name in known:
        for piece in (name, *_PIECE.findall(name)):
            found.update((piece, _ENDING.sub("", piece)))
    # A short name of a kind of zone (高新区) is a common word as well; the codebook says which.
    return frozenset(found - set(load_codebook("keyness_stop")["not_places"]["words"]))


@cache
def _rules() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    """Return words left out, words kept whatever their form, and the forms left out."""
    entries = load_codebook("keyness_stop")["entries"]
    stopped = frozenset(word for entry in entries for word in entry.get("words", ()))
    kept = frozenset(word for entry in entries for word in entry.get("keeps", ()))
    forms = re.compile("|".join(f"(?:{entry['pattern']})" for entry in entries if "pattern" in entry))
    return stopped, kept, forms


def _stopped(word: str) -> bool:
    stopped, kept, forms = _rules()
    return word in stopped or (word not in kept and forms.fullmatch(word) is not None)
