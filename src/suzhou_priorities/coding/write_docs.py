"""Writes `docs/domains.md`, the codebooks of coding as a page for people: ``make docs``.

The table of borders at the head of the page is kept as it stands there: it was drawn first, and the codebooks refine
it. All that follows is written anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.coding.code_keys import domain_weights
from suzhou_priorities.coding.crosswalk import crosswalk
from suzhou_priorities.coding.domains import LEAST_SECOND, LEAST_SHARE
from suzhou_priorities.coding.model_files import DOMAIN_TABLE
from suzhou_priorities.coding.term_model import shipped_model
from suzhou_priorities.errors import CodebookError
from suzhou_priorities.paths import project_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGE = "domains.md"
CODEBOOKS = ("domains", "domain_terms", "functions", "commitments")
BEGIN, END = "<!-- borders: begin -->", "<!-- borders: end -->"
_WEIGHTS = {3: "3, settles most sentences", 2: "2, speaks clearly", 1: "1, leans"}
_HEAD = """\
# What sentences are coded as

Which field of policy a sentence is about, what it does, over which time, and how firmly it promises. This page is
written by `make docs` from the codebooks in `src/suzhou_priorities/codebooks/` ({versions}): change those,
not the page. Only the table of borders is kept by hand.

## Policy domains: the borders
"""
_JOINED = """\
## How the program finds the domain

The terms above are weighted by hand. They are not the whole: their weights are scaled, and those of further words
learned, by a multinomial logistic regression with a ridge penalty on the units that readers coded, the part to build on
alone (`data/validation/`, `make models`). Both are added up into one weight w(t, d) for each term t and domain d, in
`coding/{table}`. The score of a domain for a sentence is

    bias(d) + Σ w(t, d) over the terms of the sentence
            + {heading:g} · Σ w(t, d) over those of its heading
            + {before:g} · Σ w(t, d) over those of the sentence before

where each term counts once, and a term inside a longer one counts too. The highest score gives the domain; its softmax
is `domain_score`, and the terms that speak most for it against the others are `domain_terms` (`↑` from the heading, `←`
from the sentence before). Heading and sentence before count less than the sentence, so that they speak up where it says
little and do not silence a clear one. {hand} terms are weighted by hand; what was only learned stands in the table.

A second domain is given where the hand-made weights of the terms in the sentence itself come to at least {least} for
it, and to at least {share:.0%} of what they come to for the first.
"""


def domains_page(borders: str) -> str:
    """Return the page in Markdown.

    Parameters
    ----------
    borders
        The table of borders with the sentences above it, as kept by hand.
    """
    versions = ", ".join(f"`{name}` version {load_codebook(name)['version']}" for name in CODEBOOKS)
    model = shipped_model(DOMAIN_TABLE)
    joined = _JOINED.format(
        table=DOMAIN_TABLE,
        heading=model.heading,
        before=model.before,
        hand=len(domain_weights()),
        least=LEAST_SECOND,
        share=LEAST_SHARE,
    )
    return _joined(
        _HEAD.format(versions=versions),
        f"{BEGIN}\n{borders.strip()}\n{END}\n",
        *_domains(with_terms=True),
        _crosswalk(),
        joined,
        *_functions(with_tenses=True),
        *_commitments(),
    )


def reader_page(kind: str) -> str:
    """Return what a person who codes needs, in Markdown: definitions, borders and rulings, nothing of the program.

    Parameters
    ----------
    kind
        ``codes`` (domain, function, horizon) or ``promises``.
    """
    if kind == "promises":
        return _joined("# Codebook for promises\n", *_commitments())
    return _joined(
        "# Codebook for domains, functions and horizons\n", *_domains(with_terms=False), *_functions(with_tenses=False)
    )


def borders_of(page: str) -> str:
    """Return the table of borders in a page, with the sentences above it.

    Raises
    ------
    CodebookError
        If the page does not mark where they begin and end.
    """
    _, begin, rest = page.partition(BEGIN)
    borders, end, _ = rest.partition(END)
    if not (begin and end):
        raise CodebookError(f"docs/{PAGE}", "does not mark its borders.", f"Put them between {BEGIN} and {END}.")
    return borders.strip()


def _domains(*, with_terms: bool) -> list[str]:
    codebook = load_codebook("domains")
    terms = load_codebook("domain_terms")
    parts = ["## Domains", _paragraph(codebook["description"])]
    if with_terms:
        parts.append(f"Terms: {_paragraph(terms['description'])}")
    for entry in codebook["entries"]:
        lines = [
            *_definition(entry),
            f"- Includes: {'；'.join(entry['includes'])}。",
            f"- Excludes: {'；'.join(_excluded(one) for one in entry['excludes'])}。",
        ]
        own = terms["entries"][entry["key"]] if with_terms else {}
        examples = dict.fromkeys((entry["example"], *([own["example"]] if own else [])))
        lines += [f"- Example: {example}" for example in examples]
        parts += [_title(entry), "\n".join(lines)]
        if own:
            parts.append(_terms(own))
    rulings = [
        f"- **{one['case']['zh']} ({one['case']['en']})**: {one['rule']['zh']} {one['rule']['en']} "
        f"Example: {one['example']} → `{one['domain']}`"
        for one in codebook["rulings"]
    ]
    return [*parts, "## Rulings on hard cases", "\n".join(rulings)]


def _functions(*, with_tenses: bool) -> list[str]:
    codebook = load_codebook("functions")
    parts = [
        "## Functions: what a sentence does",
        _paragraph(codebook["description"]),
        *_entries(codebook["functions"]),
    ]
    parts += ["## Horizons: over which time it speaks", *_entries(codebook["horizons"])]
    if with_tenses:
        parts += ["## Tenses", *_entries(codebook["tenses"])]
    return parts


def _commitments() -> list[str]:
    codebook = load_codebook("commitments")
    return [
        "## Promises",
        _paragraph(codebook["description"]),
        "### Force, from firmest to least",
        *_entries(codebook["forces"], level=4),
        "### Testability, from most to least",
        *_entries(codebook["testabilities"], level=4),
    ]


def _crosswalk() -> str:
    frame = crosswalk()
    rows = []
    for domain, own in frame.groupby("domain", sort=False):
        topics = [f"{row.cap_topic} {row.cap_name}" for row in own.dropna(subset="cap_topic").itertuples()]
        rows.append((f"`{domain}`", ", ".join(topics) or "no counterpart"))
    source = load_codebook("domains")["cap_source"]
    table = markdown_table(("domain", "major topics"), rows)
    return f"## Crosswalk to the Comparative Agendas Project\n\n{_paragraph(source)} Many to many.\n\n{table}"


def _terms(entry: dict[Any, Any]) -> str:
    lists = [f"{name}: {'、'.join(map(str, entry[weight]))}" for weight, name in _WEIGHTS.items() if entry.get(weight)]
    number = sum(len(entry.get(weight, ())) for weight in _WEIGHTS)
    body = "\n\n".join(lists)
    return f"<details>\n<summary>{number} terms by weight</summary>\n\n{body}\n\n</details>"


def _entries(entries: Iterable[dict[str, Any]], level: int = 3) -> list[str]:
    return [
        part
        for entry in entries
        for part in (
            _title(entry, level),
            "\n".join([*_definition(entry), f"- Example: {entry['example']}"]),
        )
    ]


def _title(entry: dict[str, Any], level: int = 3) -> str:
    return f"{'#' * level} `{entry['key']}` {entry['name']['zh']} · {entry['name']['en']}"


def _definition(entry: dict[str, Any]) -> list[str]:
    return [f"- {entry['definition']['zh']}", f"- {entry['definition']['en']}"]


def _excluded(one: dict[str, str]) -> str:
    return f"{one['what']} → {one['to']}"


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown; a bar in a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _paragraph(text: str) -> str:
    return " ".join(text.split())


def _joined(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts) + "\n"


def main() -> None:
    """Write the page of the checkout around the working directory."""
    file = project_paths().root / "docs" / PAGE
    file.write_text(domains_page(borders_of(file.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
