"""Addresses of definitions: where a code, an indicator or a measure is explained."""

from __future__ import annotations

from urllib.parse import quote

CODEBOOK_PAGE = "codebook.html"
METHODS_PAGE = "methods.html"
# What the page of codebooks explains, entry by entry.
ENTRY_KINDS = ("domain", "ruling", "function", "horizon", "tense", "force", "testability", "indicator", "place")


def entry_id(kind: str, key: str) -> str:
    """Return the id of an entry within its page, such as ``domain-industry`` or ``measure-kappa``."""
    return f"{kind}-{key}"


def codebook_link(kind: str, key: str) -> str:
    """Return the address of a code, an indicator or a place from a page at reports/NAME.html, or its English twin.

    Parameters
    ----------
    kind
        One of `ENTRY_KINDS`.
    key
        Key of the entry in its codebook.
    """
    return f"{CODEBOOK_PAGE}#{quote(entry_id(kind, key), safe='')}"


def measure_link(key: str) -> str:
    """Return the address of the explanation of a measure; `key` is one of the codebook `measures`."""
    return f"{METHODS_PAGE}#{quote(entry_id('measure', key), safe='')}"


def methods_link(section: str) -> str:
    """Return the address of a section of the page of methods, such as ``corpus``, ``coding`` or ``limits``."""
    return f"{METHODS_PAGE}#{quote(section, safe='')}"
