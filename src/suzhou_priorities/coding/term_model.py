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

from suzhou_priorities.coding.term_rows import RowsOfWords, TextTerms
from suzhou_priorities.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from suzhou_priorities.coding.term_rows import Rows
    from suzhou_priorities.coding.units import Unit

BIAS, HEADING, BEFORE = "(bias)", "(heading)", "(before)"
_DECIMALS = 9
_REMEDY = "Rebuild it with `make models`."


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the labels in some units.

    Attributes
    ----------
    terms
        The rows of the terms of each text.
    sums
        The sums of their weights, an array of shape (texts, labels).
    index
        For each unit the place of its sentence, of its heading and of the sentence before among the texts.
    """

    terms: TextTerms
    sums: NDArray[np.float64]
    index: Rows


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
    def above(self) -> NDArray[np.float64]:
        """How much each weight is above the mean of its term's weights."""
        result: NDArray[np.float64] = self.weights - self.weights.mean(axis=1)[:, None]
        return result

    @cached_property
    def order(self) -> Rows:
        """Place of each term among all of them in order."""
        return np.argsort(sorted(range(len(self.terms)), key=self.terms.__getitem__))

    @cached_property
    def _of_word(self) -> RowsOfWords:
        return RowsOfWords(self.rows)

    @cached_property
    def _weighted(self) -> dict[int, tuple[Rows, Rows]]:
        return {}

    @cached_property
    def _padded(self) -> NDArray[np.float64]:
        """The weights and a last row without any."""
        return np.vstack([self.weights, np.zeros((1, len(self.labels)))])

    def weighted_rows(self, hand: Mapping[str, tuple[str, int]]) -> tuple[Rows, Rows]:
        """Return for each row the column of the label for which its term has a hand-made weight, and the weight."""
        if id(hand) not in self._weighted:
            columns, weights = np.zeros((2, len(self.terms)), dtype=np.intp)
            for term, (label, weight) in hand.items():
                if term in self.rows:
                    columns[self.rows[term]], weights[self.rows[term]] = self.labels.index(label), weight
            self._weighted[id(hand)] = columns, weights
        return self._weighted[id(hand)]

    def terms_of(self, texts: Sequence[Sequence[str]]) -> TextTerms:
        """Return the rows of the terms that texts contain: their words and the known terms within these.

        Each text has the row behind the last term too, which has no weight, so that one without terms has a sum.
        """
        return self._of_word.terms_of(texts, behind=len(self.terms))

    def sums_of(self, terms: TextTerms) -> NDArray[np.float64]:
        """Return the sums of the weights of each text's terms, an array of shape (texts, labels)."""
        if not len(terms.starts):
            return np.zeros((0, len(self.labels)))
        result: NDArray[np.float64] = np.add.reduceat(self._padded[terms.rows], terms.starts, axis=0)
        return result

    def evidence(self, units: Sequence[Unit]) -> Evidence:
        """Return what speaks for the labels in units; a text that several units share is looked at once."""
        sources = [words for unit in units for words in (unit.words, unit.heading, unit.before)]
        keys = list(map(id, sources))
        texts = dict(zip(keys, sources, strict=True))
        place = dict(zip(texts, range(len(texts)), strict=True))
        index = np.fromiter(map(place.__getitem__, keys), dtype=np.intp, count=len(keys)).reshape(-1, 3)
        terms = self.terms_of(list(texts.values()))
        return Evidence(terms, self.sums_of(terms), index)

    def scores(self, units: Sequence[Unit]) -> NDArray[np.float64]:
        """Return the scores of units, an array of shape (units, labels)."""
        return self.scores_with_context(self.evidence(units))

    def scores_with_context(self, evidence: Evidence) -> NDArray[np.float64]:
        """Return the scores that evidence gives, an array of shape (units, labels)."""
        own, heading, before = (evidence.sums[evidence.index[:, column]] for column in range(3))
        return self.scores_of(own + self.heading * heading + self.before * before)

    def scores_of(self, sums: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the scores that sums of weights give, an array of the same shape."""
        result: NDArray[np.float64] = self.bias + sums
        # Weights are hundredths: what is equal shall not differ by the order in which it was added up.
        return result.round(_DECIMALS)

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
