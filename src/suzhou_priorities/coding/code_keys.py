"""The codebooks of domains and functions as values: keys, and the weights made by hand."""

from __future__ import annotations

from functools import cache

from suzhou_priorities.codebooks import load_codebook

NONE = "none"


@cache
def domain_keys() -> tuple[str, ...]:
    """Return the keys of the domains in the codebook's order, `none` last."""
    return tuple(str(entry["key"]) for entry in load_codebook("domains")["entries"])


@cache
def domain_weights() -> dict[str, tuple[str, int]]:
    """Return for each term of the codebook its domain and its weight, 1 to 3."""
    return {
        str(term): (domain, weight)
        for domain, entry in load_codebook("domain_terms")["entries"].items()
        for weight, terms in entry.items()
        if isinstance(weight, int)
        for term in terms
    }


@cache
def function_keys() -> tuple[str, ...]:
    """Return the keys of the functions in the codebook's order."""
    return tuple(str(entry["key"]) for entry in load_codebook("functions")["functions"])


@cache
def function_weights() -> dict[str, tuple[str, int]]:
    """Return for each cue that speaks for a function by hand that function and its weight."""
    return {
        f"cue={entry['name']}": (str(function), int(weight))
        for entry in load_codebook("function_cues")["entries"]
        for function, weight in entry.get("speaks_for", {}).items()
    }
