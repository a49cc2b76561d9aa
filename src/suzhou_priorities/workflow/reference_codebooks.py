"""The page of the codebooks in `docs/reference/`, from the files themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.workflow.sources import PACKAGE_FOLDER
from suzhou_priorities.workflow.way_of_the_data import ORDER, layers

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
# Codebooks

Rules about language and policy, kept as text in `src/suzhou_priorities/codebooks/` and reviewed like code. This page is
written by `make docs` from the files. What the codes of sentences and promises mean stands in full in
[domains.md](../domains.md); the report shows domains, functions, promises, indicators and places on its page of
codebooks. `make diff` shows what a change of a codebook moves.
"""
_KIND = {"str": "a text or pattern", "int": "a number", "float": "a number", "bool": "a switch"}
_ASIDE = ("version", "description")
_LONGEST = 160


def codebooks_page() -> str:
    """Return the page in Markdown."""
    names = sorted(file.stem for file in (PACKAGE_FOLDER / "codebooks").glob("*.yml"))
    readers = {name: [layer.name for layer in layers() if name in layer.codebooks] for name in names}
    table = ["| codebook | read by |", "|---|---|"]
    table += [f"| [`{name}`](#{name}) | {', '.join(f'`{one}`' for one in readers[name])} |" for name in names]
    read_in_order = f"Read by the folders of the package, in the order {', '.join(f'`{name}`' for name in ORDER)}:"
    return "\n\n".join((_HEAD.strip(), read_in_order, "\n".join(table), *map(_section, names))) + "\n"


def _section(name: str) -> str:
    book = load_codebook(name)
    keys = "\n".join(f"- `{key}`: {_content(value)}" for key, value in book.items() if key not in _ASIDE)
    where, example = next(_examples(book, ()), ((), ""))
    path = " › ".join(f"`{part}`" for part in where)
    shown = f"Example{f' ({path})' if path else ''}: {_shortened(example)}" if example else ""
    parts = (f"## {name}", f"Version {book['version']}. {' '.join(book['description'].split())}", keys, shown)
    return "\n\n".join(part for part in parts if part)


def _content(value: Any) -> str:
    """Say what stands under a key, and how much of it."""
    if not isinstance(value, dict | list):
        return _KIND[type(value).__name__]
    if isinstance(value, dict) and not all(isinstance(one, dict | list) for one in value.values()):
        return f"with {', '.join(f'`{key}`' for key in value)}" if len(value) <= 10 else f"{len(value)} entries"
    return f"{len(value)} entries"


def _examples(value: Any, where: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield examples with the keys or names under which they stand."""
    if isinstance(value, dict):
        found = next((value[key] for key in value if str(key).endswith("example")), None)
        if isinstance(found, str):
            yield where, found
        for key, one in value.items():
            yield from _examples(one, (*where, str(key)))
    elif isinstance(value, list):
        for place, one in enumerate(value, 1):
            named = one if isinstance(one, dict) else {}
            yield from _examples(one, (*where, str(named.get("key") or named.get("name") or place)))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
