"""How the bytes of a page stand for characters: a mark says so, or the text itself must read as Chinese."""

from __future__ import annotations

import codecs
from collections import Counter
from dataclasses import dataclass
from functools import cache

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import RawPageError

# The longer marks first: that of UTF-32 begins like one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_MARK = ("gb18030", "big5", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "gb18030": "GB 18030", "big5": "Big5", "utf-16": "UTF-16"}
# Half of the characters of running text are frequent ones; of text that was read in a wrong encoding, a fifth at most.
LEAST_SHARE = 0.3
_SAVE = "Save the page as UTF-8, GB 18030, Big5 or UTF-16."


@dataclass(frozen=True, slots=True)
class _Failure:
    """Up to which byte an encoding could be read."""

    start: int
    name: str


def decoded(content: bytes, where: str) -> tuple[str, str]:
    """Return the text of `content` and the name of its encoding.

    A byte order mark decides; then UTF-8; then whichever encoding reads as Chinese.

    Raises
    ------
    RawPageError
        Naming the byte at which the likeliest encoding ends, or that the bytes read as no Chinese text.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            read = _read(content, name)
            if isinstance(read, _Failure):
                raise _undecodable(where, content, read)
            return read, name
    failures = []
    if b"\0" not in content:
        read = _read(content, "utf-8")
        if not isinstance(read, _Failure):
            return read, "utf-8"
        failures.append(read)
    readings = []
    for name in _WITHOUT_MARK:
        read = _read(content, name)
        if isinstance(read, _Failure):
            failures.append(read)
        elif "\0" not in read:
            readings.append((_share(read), name, read))
    if readings and max(readings)[0] >= LEAST_SHARE:
        _, name, text = max(readings)
        return text, name
    if b"\0" in content:
        place = content.index(0)
        raise RawPageError(where, f"holds zero bytes, as text does not (the first is byte {place}).", _SAVE)
    likeliest = _likeliest(content, failures)
    if likeliest is None:
        raise RawPageError(where, "reads as Chinese text in no encoding known here.", _SAVE)
    raise _undecodable(where, content, likeliest)


def _read(content: bytes, name: str) -> str | _Failure:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        return _Failure(error.start, name)


def _likeliest(content: bytes, failures: list[_Failure]) -> _Failure | None:
    """Return the encoding in which the page is Chinese as far as it can be read, the one that comes furthest."""
    furthest: _Failure | None = None
    for failure in failures:
        is_chinese = _share(content[: failure.start].decode(failure.name, "ignore")) >= LEAST_SHARE
        if is_chinese and (furthest is None or failure.start > furthest.start):
            furthest = failure
    return furthest


def _share(text: str) -> float:
    """Return the share of the characters of East Asian scripts that are frequent ones."""
    counts = {sign: count for sign, count in Counter(text).items() if _is_character(sign)}
    total = sum(counts.values())
    return sum(count for sign, count in counts.items() if sign in _frequent()) / total if total else 0.0


def _is_character(sign: str) -> bool:
    return ("\u2e80" <= sign < "\uff00" and not "\u3000" <= sign <= "\u303f") or sign >= "\U00010000"


@cache
def _frequent() -> frozenset[str]:
    book = load_codebook("frequent_characters")
    return frozenset(f"{book['simplified']}{book['traditional']}") - {" "}


def _undecodable(where: str, content: bytes, failure: _Failure) -> RawPageError:
    line = content.count(b"\n", 0, failure.start) + 1
    return RawPageError(
        where,
        f"byte {failure.start} ({content[failure.start]:02X}, in line {line}) cannot be read: up to there the page is "
        f"{_NAMES.get(failure.name, failure.name)}.",
        _SAVE,
    )
