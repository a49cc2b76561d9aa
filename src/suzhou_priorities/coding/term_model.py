"""The weights with which terms speak for labels (domains, functions): small tables, shipped, rebuilt from coded units.

The score of label d for a sentence s under heading h, after sentence b, is

    bias(d) + Σ w(t, d) over the terms t of s + H · Σ w(t, d) over those of h + B · Σ w(t, d) over those of b

each term counted once. Its probability is the softmax of the scores: a multinomial logistic regression (Bishop 2006,
Pattern Recognition and Machine Learning, section 4.3.4). `H` and `B` are below 1, so that what stands around a
sentence speaks up where the sentence itself says little, and never silences a clear one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from suzhou_priorities.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from suzhou_priorities.coding.units import Unit

DOMAIN_TABLE, FUNCTION_TABLE = "domain_model.tsv", "function_model.tsv"
BIAS, HEADING, BEFORE = "(bias)", "(heading)", "(before)"
_LONGEST = 6
_SHORTEST = 2
_REMEDY = "Rebuild it with `make models`."


@dataclass(frozen=True)
class TermModel:
    """Terms, their weights, and how much heading and sentence before count.

    Attributes
    ----------
    labels
        Keys of the labels, in the order of the columns.
    terms
        The terms, in the order of the rows.
    weights
        Array of shape (terms, labels).
    bias
        Array of shape (labels,).
    heading, before
        Factors of the heading's terms and of those of the sentence before.
    """

    labels: tuple[str, ...]
    terms: tuple[str, ...]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    heading: float
    before: float

    @cached_property
    def rows(self) -> dict[str, int]:
        """Row of each term."""
        return {term: row for row, term in enumerate(self.terms)}

    @cached_property
    def advantages(self) -> NDArray[np.float64]:
        """Weights above the mean of all labels: how much a term speaks for a label against the others."""
        result: NDArray[np.float64] = self.weights - self.weights.mean(axis=1, keepdims=True)
        return result

    @cached_property
    def _of_word(self) -> dict[str, tuple[int, ...]]:
        return {}

    def rows_of(self, words: Sequence[str]) -> set[int]:
        """Return the rows of the terms that words contain: the words themselves and the known ones within them."""
        known = self._of_word
        found: set[int] = set()
        for word in words:
            rows = known.get(word)
            if rows is None:
                rows = known[word] = tuple(self.rows[part] for part in parts_of(word) if part in self.rows)
            found.update(rows)
        return found

    def scores(self, units: Sequence[Unit]) -> NDArray[np.float64]:
        """Return the scores of units, an array of shape (units, labels)."""
        sums: dict[tuple[str, ...], NDArray[np.float64]] = {}

        def total(words: tuple[str, ...]) -> NDArray[np.float64]:
            if words not in sums:
                rows = self.rows_of(words)
                sums[words] = self.weights[sorted(rows)].sum(axis=0) if rows else np.zeros(len(self.labels))
            return sums[words]

        if not units:
            return np.zeros((0, len(self.labels)))
        return np.stack(
            [
                self.bias + total(unit.words) + self.heading * total(unit.heading) + self.before * total(unit.before)
                for unit in units
            ]
        )

    def without(self, terms: Collection[str]) -> TermModel:
        """Return the model without some of its terms."""
        dropped = frozenset(terms)
        kept = [row for row, term in enumerate(self.terms) if term not in dropped]
        return replace(self, terms=tuple(self.terms[row] for row in kept), weights=self.weights[kept])

    def without_context(self) -> TermModel:
        """Return the model that looks at nothing but the sentence itself."""
        return replace(self, heading=0.0, before=0.0)

    def table(self) -> str:
        """Return the model as text: a line of labels, then one line a term with its weights in hundredths."""
        lines = ["\t".join(("term", *self.labels)), _line(BIAS, self.bias)]
        lines += [f"{HEADING}\t{self.heading:g}", f"{BEFORE}\t{self.before:g}"]
        lines += [_line(term, weights) for term, weights in zip(self.terms, self.weights, strict=True)]
        return "".join(f"{line}\n" for line in lines)


def parts_of(word: str) -> tuple[str, ...]:
    """Return a word and the shorter runs of characters in it that may be terms.

    A term that is no word, but tells of a sentence's place or form (``part=plan``), has no parts.
    """
    if "=" in word:
        return (word,)
    longest = min(_LONGEST, len(word) - 1)
    return (
        word,
        *(
            word[start : start + length]
            for length in range(_SHORTEST, longest + 1)
            for start in range(len(word) - length + 1)
        ),
    )


def read_table(text: str, name: str) -> TermModel:
    """Return the model that a table holds.

    Raises
    ------
    CodebookError
        If a line is not as `TermModel.table` writes it.
    """
    head, *lines = text.splitlines()
    labels = tuple(head.split("\t")[1:])
    values: dict[str, list[float]] = {}
    for number, line in enumerate(lines, start=2):
        term, *cells = line.split("\t")
        try:
            values[term] = [float(cell or 0) for cell in cells]
        except ValueError:
            raise CodebookError(name, f"line {number} holds no number.", _REMEDY) from None
        if len(cells) not in (1, len(labels)):
            raise CodebookError(name, f"line {number} is incomplete.", _REMEDY)
    try:
        bias, heading, before = (values.pop(key) for key in (BIAS, HEADING, BEFORE))
    except KeyError as missing:
        raise CodebookError(name, f"has no line {missing}.", _REMEDY) from None
    weights = np.array(list(values.values())).reshape(-1, len(labels)) / 100
    return TermModel(labels, tuple(values), weights, np.array(bias) / 100, heading[0], before[0])


@cache
def shipped_model(name: str) -> TermModel:
    """Return a model that is shipped with the package: `DOMAIN_TABLE` or `FUNCTION_TABLE`."""
    return read_table((resources.files(__package__) / name).read_text(encoding="utf-8"), name)


def _line(name: str, weights: NDArray[np.float64]) -> str:
    hundredths = np.rint(weights * 100).astype(int)
    return "\t".join((name, *("" if value == 0 else str(value) for value in hundredths)))
