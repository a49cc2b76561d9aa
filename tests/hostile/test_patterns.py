"""Every regular expression that reads documents takes time in proportion to the text, whatever stands in it.

Those of `show` read the pages that this project makes, in which what a document says stands escaped.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
import time
from functools import cache

import pytest

import suzhou_priorities
from suzhou_priorities.codebooks import load_codebook
from tests.conftest import ROOT
from tests.hostile.pumped import UNITS, pumped

SHORT, LONG = 10_000, 20_000
# Below this a measurement says nothing; twice the text may take three times as long, measured on a busy machine.
NOTICEABLE, GROWTH = 0.03, 3.2
DEEPEST = 5
FOLDERS = ("corpus", "repair", "outline", "extract", "coding")
# These go over the same ground again, but never over much of it.
BOUNDED = {
    "coding.promises_cues.promise_cues().patterns.never": "matched where a clause begins",
    "coding.promises_cues.promise_cues().patterns.": "searched in the few words of an object",
    "extract.subjects._rank_heads()": "matched in the words right before a number",
    "outline.headings._QUOTED": "replaced in a line short enough for a heading",
    "outline.headings._FIGURE": "searched in a line short enough for a heading",
    "outline.label_form._QUOTED": "replaced in a label",
    "outline.label_form.label_rules()": "searched in a label",
    "repair.chrome_rules._rules()": "searched in a line short enough to be chrome",
    "repair.layout._BREAK": "matched where blanks begin, and then behind them",
}


@cache
def patterns() -> dict[str, re.Pattern]:
    """Return the compiled patterns of the package by the place where each is found first."""
    found: dict[tuple[object, int], tuple[str, re.Pattern]] = {}
    for module in pkgutil.walk_packages(suzhou_priorities.__path__, "suzhou_priorities."):
        own = module.name.removeprefix("suzhou_priorities.")
        if own.split(".")[0] not in FOLDERS:
            continue
        loaded = importlib.import_module(module.name)
        for name, value in list(vars(loaded).items()):
            if hasattr(value, "cache_info") and value.__module__ == module.name:
                if not inspect.signature(value).parameters:
                    collect(value(), f"{own}.{name}()", found)
            elif not inspect.isroutine(value) and not inspect.ismodule(value) and not inspect.isclass(value):
                collect(value, f"{own}.{name}", found)
    return {f"{place} #{number}": pattern for number, (place, pattern) in enumerate(found.values())}


def collect(value, place, found, depth=0):
    if isinstance(value, re.Pattern):
        found.setdefault((value.pattern, value.flags), (place, value))
    elif depth < DEEPEST and isinstance(value, dict):
        for key, one in value.items():
            collect(one, f"{place}.{key}" if isinstance(key, str) else place, found, depth + 1)
            collect(key, place, found, depth + 1)
    elif depth < DEEPEST and isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            collect(one, place, found, depth + 1)
    elif depth < DEEPEST and dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            collect(getattr(value, field.name, None), f"{place}.{field.name}", found, depth + 1)


def seconds(pattern, text, times=1):
    """Return the least processor time of going through a text."""
    least = float("inf")
    for _ in range(times):
        began = time.process_time()
        for _ in pattern.finditer(text):
            pass
        least = min(least, time.process_time() - began)
    return least


def grows_too_fast(pattern, unit):
    text = pumped(unit, LONG)
    half = text[:SHORT]
    if isinstance(pattern.pattern, bytes):
        text, half = text.encode()[:LONG], half.encode()[:SHORT]
    if seconds(pattern, half) < NOTICEABLE / GROWTH:
        return False
    long = seconds(pattern, text, 3)
    return long > NOTICEABLE and long > GROWTH * seconds(pattern, half, 3)


def own_units(pattern):
    """Return the words that a pattern itself looks for."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else ""
    words = re.findall(r"[\u3400-\u9fff]+|[a-z]{2,}", source)
    return [*dict.fromkeys(words[:4] + words[-4:]), *(["".join(words)[:200]] if words else [])]


def is_bounded(place):
    return any(place.startswith(known) for known in BOUNDED)


def test_the_patterns_are_found():
    places = " ".join(patterns())
    assert len(patterns()) > 250
    for known in ("repair.chrome_rules._rules()", "extract.", "coding.promises_cues.promise_cues().", "outline."):
        assert known in places


@pytest.mark.parametrize(
    "name", ["digits", "enumeration", "growth", "brackets", "years", "spaces", "less than", "lines"]
)
def test_no_pattern_goes_over_the_same_ground_again(name):
    slow = [place for place, one in patterns().items() if not is_bounded(place) and grows_too_fast(one, UNITS[name])]
    assert slow == []


@pytest.mark.long
@pytest.mark.parametrize("name", UNITS)
def test_no_pattern_goes_over_the_same_ground_again_for_any_unit(name):
    slow = [place for place, one in patterns().items() if not is_bounded(place) and grows_too_fast(one, UNITS[name])]
    assert slow == []


@pytest.mark.long
def test_no_pattern_stumbles_over_the_words_that_it_looks_for():
    slow = [
        (place, unit)
        for place, one in patterns().items()
        if not is_bounded(place)
        for unit in own_units(one)
        if grows_too_fast(one, unit)
    ]
    assert slow == []


BOOKS = sorted((ROOT / "src" / "suzhou_priorities" / "codebooks").glob("*.yml"))


def sources(value):
    """Return the patterns of a codebook as they are written."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key in ("pattern", "patterns") and isinstance(one, (str, list)):
                yield from [one] if isinstance(one, str) else [text for text in one if isinstance(text, str)]
            else:
                yield from sources(one)
    elif isinstance(value, list):
        for one in value:
            yield from sources(one)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_patterns_of_codebooks_match_in_time_from_any_place(book):
    for source in sources(load_codebook(book.stem)):
        try:
            pattern = re.compile(source)
        except re.error:
            continue  # a part of a pattern
        for name in ("digits", "growth", "brackets", "spaces", "enumeration"):
            text = pumped(UNITS[name], LONG)
            began = time.process_time()
            for place in range(0, 200, 20):
                pattern.match(text, place)
            assert time.process_time() - began < 0.5, source
