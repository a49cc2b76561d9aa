"""The ledger of the last run as a page: what was run with what and how long, and what changed in the tables."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from suzhou_priorities.show.pages import write_page
from suzhou_priorities.show.reference import english, paragraph, section, table
from suzhou_priorities.show.site import LANGUAGES
from suzhou_priorities.show.text import Words
from suzhou_priorities.tables.dictionary import table_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

# Results as the ledger has them, and the texts that tell them.
RESULTS = {"done": "done", "up to date": "up_to_date", "failed": "failed", "needs a step that failed": "waits"}
STEPS = (
    "models",
    "shard",
    "tables",
    "documents",
    "sentences",
    "explorer",
    "methods",
    "codebook",
    "data",
    "page",
    "workbook",
    "index",
)
_PLACE = re.compile(r"^[^:]*\.ipynb(?:, cell \d+)?: ")
_COUNTS = ("added", "removed", "changed")


def render_ledger(target: Path, *, lang: str, data: Mapping[str, Any]) -> None:
    """Write the page.

    Parameters
    ----------
    target
        ``reports/runs.html``, in English ``reports/en/runs.html``.
    lang
        ``zh`` or ``en``.
    data
        The ledger as it stands in ``reports/runs.json``.
    """
    words = Words("ledger", lang)
    body = [
        f"<h1>{html.escape(words('title'))}</h1><p><strong>{html.escape(words('question'))}</strong></p>",
        paragraph(_lead(data, words), lang),
        paragraph(words("steady"), lang),
        section("changes", words("changes_heading"), _changes(data["tables"], words)),
        section("notebooks", words("notebooks_heading"), _notebooks(data["notebooks"], target, words)),
    ]
    if data["notebooks"]:
        body += [
            section("inputs", words("inputs_heading"), _inputs(data["notebooks"], words)),
            section("packages", words("packages_heading"), _packages(data["notebooks"], words)),
        ]
    if data["steps"]:
        body.append(section("steps", words("steps_heading"), _steps(data["steps"], words)))
    write_page(target, f"<main>{''.join(body)}</main>", lang=lang, title=words("title"), sheet="ledger.css")


def _lead(data: Mapping[str, Any], words: Words) -> str:
    results = [step["result"] for step in (*data["steps"], *data["notebooks"])]
    began = str(data["began"]).replace("T", " ").removesuffix("Z")
    done, fresh, failed, waiting = (results.count(result) for result in RESULTS)
    told = [
        words(
            "lead",
            began=began,
            seconds=words.number(data["seconds"], 1),
            workers=data["workers"],
            done=done,
            fresh=fresh,
        )
    ]
    if failed or waiting:
        told.append(words("failures", failed=failed, waiting=waiting))
    if data["scheduler"]:
        told.append(words("cluster", scheduler=data["scheduler"]))
    if data["options"]:
        told.append(words("asked", options=words.join(list(data["options"]))))
    return words.sentences(told)


def _changes(changes: Sequence[Mapping[str, Any]], words: Words) -> str:
    if not changes:
        return paragraph(words("changes_no_tables"), words.lang)
    new = [change for change in changes if change["compared"] == "nothing"]
    if len(new) == len(changes):
        return paragraph(words("changes_first"), words.lang)
    told = []
    if new:
        names = words.join([table_name(change["table"], words.lang) for change in new])
        told.append(words("changes_new", tables=names))
    moved = [change for change in changes if any(change[count] for count in _COUNTS)]
    if not moved:
        return paragraph(words.sentences([words("changes_none"), *told]), words.lang)
    in_parts = any(change["compared"] == "parts" for change in moved)
    told.insert(0, words("changes_parts") if in_parts else words("changes_text"))
    lines = [
        [
            _named(change["table"], words),
            words.number(change["rows"]),
            *("—" if change[count] is None else words.number(change[count]) for count in _COUNTS),
        ]
        for change in moved
    ]
    heads = [words(key) for key in ("table", "rows", *_COUNTS)]
    return table(words.sentences(told), heads, lines, numbers=(1, 2, 3, 4))


def _notebooks(notebooks: Sequence[Mapping[str, Any]], target: Path, words: Words) -> str:
    if not notebooks:
        return paragraph(words("notebooks_none"), words.lang)
    lines = [
        [
            _run(entry, target, words.lang),
            html.escape(words(entry["lang"])) if entry["lang"] in LANGUAGES else html.escape(entry["lang"]),
            _parameters(entry["parameters"]),
            _seconds(entry, words),
            _result(entry, words),
        ]
        for entry in notebooks
    ]
    heads = [words(key) for key in ("run", "language", "parameters", "seconds", "result")]
    return table(words("notebooks_text"), heads, lines, numbers=(3,))


def _run(entry: Mapping[str, Any], target: Path, lang: str) -> str:
    """Return the name of a run, leading to its page if there is one."""
    below = f"variants/{entry['variant']}/" if entry["variant"] else ""
    address = f"{below}{'' if entry['lang'] == 'zh' else 'en/'}{entry['run']}.html"
    name = f"<code>{html.escape(entry['run'])}</code>"
    reports = target.parent if lang == "zh" else target.parent.parent
    if not (reports / address).is_file():
        return name
    link = address if lang == "zh" else address.removeprefix("en/") if address.startswith("en/") else f"../{address}"
    return f'<a href="{html.escape(quote(link))}">{name}</a>'


def _parameters(parameters: Mapping[str, Any]) -> str:
    told = [f"{key} = {value}" for key, value in parameters.items() if key != "lang"]
    return "<br>".join(f"<code>{html.escape(one)}</code>" for one in told) or "—"


def _seconds(entry: Mapping[str, Any], words: Words) -> str:
    if entry["seconds"] is not None:
        return words.number(entry["seconds"], 1)
    last = entry.get("last_seconds")
    if last is None:
        return "—"
    return f"（{words.number(last, 1)}）" if words.lang == "zh" else f"({words.number(last, 1)})"


def _result(entry: Mapping[str, Any], words: Words) -> str:
    told = html.escape(words(RESULTS[entry["result"]]))
    if not entry["message"]:
        return told
    cell = entry.get("cell")
    where = f"{'，' if words.lang == 'zh' else ', '}{html.escape(words('at_cell', cell=cell))}" if cell else ""
    # A notebook and its cell are named already.
    text = _PLACE.sub("", entry["message"]) if "notebook" in entry else entry["message"]
    message = html.escape(text) if words.lang == "en" else english(text)
    return f"{told}{where}<br><small>{message}</small>"


def _inputs(notebooks: Sequence[Mapping[str, Any]], words: Words) -> str:
    users: dict[tuple[str, str], list[str]] = {}
    for entry in notebooks:
        for file, checksum in entry["inputs"].items():
            users.setdefault((file, checksum), []).append(entry["notebook"])
    everyone = {entry["notebook"] for entry in notebooks}
    lines = []
    for (file, checksum), names in sorted(users.items()):
        own = sorted(set(names))
        used = words("used_by_all") if len(own) == len(everyone) > 1 else ", ".join(own)
        lines.append([f"<code>{html.escape(file)}</code>", f"<small>{html.escape(used)}</small>", _checksum(checksum)])
    heads = [words("file"), words("used_by"), words("checksum")]
    code = {entry["notebook"]: entry["code"] for entry in notebooks}
    behind = [[f"<code>{html.escape(name)}</code>", _checksum(checksum)] for name, checksum in sorted(code.items())]
    return table(words("inputs_text"), heads, lines) + table(
        words("code_text"), [words("notebook"), words("checksum")], behind
    )


def _packages(notebooks: Iterable[Mapping[str, Any]], words: Words) -> str:
    versions = {name: version for entry in notebooks for name, version in entry["packages"].items()}
    lines = [[html.escape(name), html.escape(version)] for name, version in sorted(versions.items())]
    return table(words("packages_text"), [words("package"), words("version")], lines)


def _steps(steps: Iterable[Mapping[str, Any]], words: Words) -> str:
    lines = []
    for step in steps:
        kind, *details = step["name"].split(":")
        lang = next((words(one) for one in details if one in LANGUAGES), "—")
        detail = ", ".join(one for one in details if one not in LANGUAGES)
        text = words(f"step_{kind}", detail=detail) if kind in STEPS else words("step_other", detail=step["name"])
        lines.append([html.escape(text), html.escape(lang), _seconds(step, words), _result(step, words)])
    heads = [words(key) for key in ("step", "language", "seconds", "result")]
    return table(words("steps_text"), heads, lines, numbers=(2,))


def _named(name: str, words: Words) -> str:
    return f"{html.escape(table_name(name, words.lang))} <code>{html.escape(name)}</code>"


def _checksum(checksum: str) -> str:
    return f'<code class="checksum">{html.escape(checksum)}</code>'
