"""Names of the codes that sentences and promises bear, as their codebooks give them."""

from __future__ import annotations

from functools import cache

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import ReportError

# Where each kind of code is defined: codebook and list.
_BOOKS = {
    "domain": ("domains", "entries"),
    "function": ("functions", "functions"),
    "horizon": ("functions", "horizons"),
    "force": ("commitments", "forces"),
    "testability": ("commitments", "testabilities"),
}
CODES = tuple(_BOOKS)


@cache
def code_names(kind: str, lang: str) -> dict[str, str]:
    """Return the names of one kind of code by key, in the order of the codebook.

    Parameters
    ----------
    kind
        One of `CODES`.
    lang
        ``zh`` or ``en``.

    Raises
    ------
    ReportError
        If there is no such kind.
    """
    if kind not in _BOOKS:
        raise ReportError(f"kind of code {kind!r}", "is unknown.", f"Use {', '.join(CODES)}.")
    book, entries = _BOOKS[kind]
    return {str(entry["key"]): str(entry["name"][lang]) for entry in load_codebook(book)[entries]}


def code_name(kind: str, key: str, lang: str) -> str:
    """Return the name of one code; its key where the codebook has no such entry."""
    return code_names(kind, lang).get(key, key)
