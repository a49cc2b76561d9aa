"""Signs that a pattern cannot do without, derived from the pattern, so that most searches need not be made.

A text that lacks every sign of `needed_signs` cannot hold a match (`Sieve`); of a pattern's alternatives only those can
match that may begin, or end, with the sign that stands there (`Narrowed`). Neither changes what is found.
"""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

# The tree of a pattern is not public; what is not known of it counts as any sign, which only costs time.
_parser: Any = importlib.import_module("re._parser")
_TOKENS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_WIDTHLESS = ("AT", "ASSERT", "ASSERT_NOT")
_DIGIT = r"\d"
_PLANE = 0x10000
_FACTOR = 40503
_PAIR_COST = 0.05

Signs = frozenset[str]


class Narrowed(dict[str, "re.Pattern[str] | None"]):
    """A pattern without the alternatives that its edges exclude, by the first sign, the last, or both; None if none.

    Parameters
    ----------
    pattern
        The pattern.
    first, last
        Which signs the key gives: that at which a match must begin, and the one at which the text ends.
    """

    def __init__(self, pattern: str, *, first: bool = False, last: bool = False) -> None:
        super().__init__()
        self._alternatives = [
            (one, [_class(_edge(tree, is_last=is_last)) for is_last in [False] * first + [True] * last])
            for one in alternatives(pattern)
            for tree in [_parser.parse(one)]
        ]

    def __missing__(self, key: str) -> re.Pattern[str] | None:
        own = [
            text
            for text, edges in self._alternatives
            if all(signs is None or sign == "\n" or signs.match(sign) for signs, sign in zip(edges, key, strict=True))
        ]
        self[key] = found = re.compile("|".join(own)) if own else None
        return found


class Sieve:
    """Tells which of some patterns texts may hold, by the signs, or pairs of signs, that each needs.

    Parameters
    ----------
    patterns
        At most 64 of them.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._signs, self._pairs = np.zeros((2, _PLANE + 1), dtype=np.uint64)
        self._always = 0
        plane = "".join(map(chr, range(_PLANE)))
        for number, pattern in enumerate(patterns):
            parts, bit = _needed(_parser.parse(pattern), in_pairs=True), np.uint64(1 << number)
            if parts is None:
                self._always |= 1 << number
                continue
            pairs = np.array([[*map(ord, part)] for part in parts if _is_pair(part)], dtype=np.uint32).reshape(-1, 2)
            self._pairs[_mixed(pairs[:, 0], pairs[:, 1])] |= bit
            signs = _class(frozenset(part for part in parts if not _is_pair(part)))
            if signs is not None:
                self._signs[[match.start() for match in signs.finditer(plane)]] |= bit
                # Signs beyond the basic plane are all one here.
                self._signs[_PLANE] |= bit

    def masks(self, texts: Iterable[str]) -> list[int]:
        """Return a number for each text: bit n is set if the text may hold pattern n."""
        lines = [f"{text}\0" for text in texts]
        if not lines:
            return []
        codes = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        found = self._signs[np.minimum(codes, _PLANE)]
        found[:-1] |= self._pairs[_mixed(codes[:-1], codes[1:])]
        lengths = np.fromiter(map(len, lines), dtype=np.intp, count=len(lines))
        masks = np.bitwise_or.reduceat(found, np.cumsum(lengths) - lengths)
        return [mask | self._always for mask in masks.tolist()]


def needed_signs(pattern: str) -> Signs | None:
    """Return signs, as parts of a character class, of which every match holds at least one; None if there are none."""
    return _needed(_parser.parse(pattern))


def needed(pattern: str) -> re.Pattern[str]:
    """Return a pattern for the signs of which every match of a pattern holds at least one."""
    return _class(needed_signs(pattern)) or re.compile("")


def alternatives(pattern: str) -> list[str]:
    """Return the alternatives of a pattern in order, each a pattern of its own (``(?:a|b)$``: ``a$`` and ``b$``)."""
    parts, depth, start, is_whole = [], 0, 0, True
    for token in _TOKENS.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(token.group(), 0)
        if depth == 0 and token.group() == "|":
            parts.append(pattern[start : token.start()])
            start = token.end()
        elif depth == 0:
            is_whole = is_whole and (token.group() in ("^", "$") or pattern[token.end() :] in ("", "$"))
    if parts:
        return [one for part in [*parts, pattern[start:]] for one in alternatives(part)]
    wrapped = re.fullmatch(r"(\^?)\(\?:(.*)\)(\$?)", pattern, re.DOTALL) if is_whole else None
    if wrapped is None:
        return [pattern]
    before, inner, behind = wrapped.groups()
    return [f"{before}{one}{behind}" for one in alternatives(inner)]


def _class(signs: Signs | None) -> re.Pattern[str] | None:
    return None if not signs else re.compile(f"[{''.join(sorted(signs))}]")


def _edge(tree: Any, *, is_last: bool) -> Signs | None:
    """Return the signs with which a match may begin, or with which it must end at the end of the text."""
    if is_last and (not tree or str(tree[-1][0]) != "AT" or not str(tree[-1][1]).startswith("AT_END")):
        return None
    signs, may_be_empty = _outer(tree, is_last=is_last)
    return None if may_be_empty else signs


def _outer(tree: Any, *, is_last: bool) -> tuple[Signs | None, bool]:
    """Return the signs at one edge of what a tree matches, and whether it may match nothing."""
    found: Signs = frozenset()
    for operation, argument in reversed(tree) if is_last else tree:
        name = str(operation)
        if name in _WIDTHLESS:
            continue
        if name == "BRANCH":
            branches = [_outer(branch, is_last=is_last) for branch in argument[1]]
            signs, may_be_empty = _union(own for own, _ in branches), any(empty for _, empty in branches)
        elif name == "SUBPATTERN":
            signs, may_be_empty = _outer(argument[-1], is_last=is_last)
        elif name in _REPEATS:
            signs, may_be_empty = _outer(argument[2], is_last=is_last)
            may_be_empty = may_be_empty or argument[0] == 0
        else:
            signs, may_be_empty = _signs(name, argument), False
        if signs is None:
            return None, False
        found |= signs
        if not may_be_empty:
            return found, False
    return found, True


def _needed(tree: Any, *, in_pairs: bool = False) -> Signs | None:
    """Return signs of which every match holds one; with `in_pairs` pairs of neighbours where there are such."""
    found: list[Signs | None] = []
    last: Signs | None = None
    for operation, argument in tree:
        name, own = str(operation), None
        if name == "BRANCH":
            found.append(_union(_needed(branch, in_pairs=in_pairs) for branch in argument[1]))
        elif name == "SUBPATTERN":
            found.append(_needed(argument[-1], in_pairs=in_pairs))
        elif name in _REPEATS:
            found.append(_needed(argument[2], in_pairs=in_pairs) if argument[0] > 0 else None)
        elif name not in _WIDTHLESS:
            own = _signs(name, argument)
            found.append(own)
            if in_pairs and last and own and all(len(sign) == 1 for sign in last | own):
                found.append(frozenset(one + other for one in last for other in own))
        last = own
    return min((signs for signs in found if signs is not None), key=_cost, default=None)


def _signs(name: str, argument: Any) -> Signs | None:
    if name == "LITERAL":
        return frozenset({re.escape(chr(argument))})
    if name != "IN":
        return None
    found = set()
    for operation, value in argument:
        if str(operation) == "LITERAL":
            found.add(re.escape(chr(value)))
        elif str(operation) == "RANGE":
            found.add(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif str(value) == "CATEGORY_DIGIT":
            found.add(_DIGIT)
        else:
            return None
    return frozenset(found)


def _union(parts: Iterable[Signs | None]) -> Signs | None:
    found: Signs = frozenset()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found


def _cost(signs: Signs) -> float:
    """Return how much of a text is likely to hold the signs: as many signs as there are, a pair next to nothing."""
    return sum(_PAIR_COST if _is_pair(one) else 10 if one == _DIGIT else _width(one) for one in signs)


def _is_pair(part: str) -> bool:
    return len(part) == 2 and part[0] != "\\"


def _width(part: str) -> int:
    return ord(part[-1]) - ord(part[0]) + 1 if len(part) > 2 else 1


def _mixed(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return a number for each pair of signs; that some pairs share one only costs time."""
    return (first * np.uint32(_FACTOR) ^ second) % np.uint32(_PLANE)
