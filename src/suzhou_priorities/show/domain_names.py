"""Names of the policy domains as tables and figures show them."""

from __future__ import annotations

from functools import cache
from typing import Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import ReportError


def domain_name(key: str, lang: str) -> str:
    """Return the name of a domain.

    Raises
    ------
    ReportError
        If the codebook has no such domain.
    """
    return str(_entry(key)["name"][lang])


def short_domain_name(key: str, lang: str) -> str:
    """Return the short name of a domain, for figures; its name where the codebook has no shorter one.

    Raises
    ------
    ReportError
        If the codebook has no such domain.
    """
    entry = _entry(key)
    return str(entry.get("short", entry["name"])[lang])


def domain_keys() -> tuple[str, ...]:
    """Return the keys of all domains, in the order of the codebook."""
    return tuple(_entries())


def _entry(key: str) -> dict[str, Any]:
    entry = _entries().get(key)
    if entry is None:
        raise ReportError(f"domain {key!r}", "is not in codebooks/domains.yml.", f"Use {', '.join(_entries())}.")
    return entry


@cache
def _entries() -> dict[str, dict[str, Any]]:
    return {entry["key"]: entry for entry in load_codebook("domains")["entries"]}
