"""`notebooks/runs.yml`: which notebook runs with which parameters, under which name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.corpus.plain_yaml import plain_yaml
from suzhou_priorities.corpus.provenance import read_provenance
from suzhou_priorities.errors import ProvenanceError, WorkflowError
from suzhou_priorities.show.front_map import DISTRICT, EVIDENCE, GROUPS
from suzhou_priorities.show.site import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from suzhou_priorities.paths import ProjectPaths

KEYS = frozenset({"name", "notebook", "title", "sentence", "parameters", "for_each", "group"})
FOR_EACH = {"districts": "district", "documents": "document"}
# What stands in title and sentence of a run for each district in place of the district's name.
DISTRICT_GAP = "{district}"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")


@dataclass(frozen=True, slots=True)
class Run:
    """One notebook with one set of parameters in one language.

    ``name`` is the page's name (``reports/<name>.html``, in English ``reports/en/<name>.html``); ``group`` says where
    it stands on the front page: the study, its evidence, or the pages of districts. A run with other parameters than
    `runs.yml` says is a ``variant`` of it: its pages stand in the folder of that name in ``reports/variants/``, and
    ``changed`` are the parameters that make it one.
    """

    name: str
    notebook: str
    lang: str
    title: str
    sentence: str
    parameters: dict[str, Any] = field(default_factory=dict)
    group: str = EVIDENCE
    variant: str = ""
    changed: dict[str, Any] = field(default_factory=dict)

    @property
    def task_name(self) -> str:
        """Name of the run among the steps."""
        # doit's names have no equals sign.
        return f"{self.name}:{self.lang}" + (f":{self.variant.replace('=', '~')}" if self.variant else "")

    @property
    def title_of_step(self) -> str:
        """What a batch says of the run."""
        return f"{self.name} ({', '.join(filter(None, (self.lang, self.variant)))})"

    @property
    def district(self) -> str:
        """The district that the run is about; empty where it is about no single one."""
        return str(self.parameters.get("district", ""))


def read_runs(paths: ProjectPaths) -> list[Run]:
    """Read and expand `runs.yml`.

    Raises
    ------
    WorkflowError
        Naming the run and the key at fault: unknown or missing keys, a missing notebook, a name twice.
    """
    source = paths.notebooks / "runs.yml"
    try:
        written = source.read_bytes()
    except FileNotFoundError:
        raise WorkflowError("notebooks/runs.yml", "is missing.", "Restore it, or list the notebooks there.") from None
    content = plain_yaml(written, "notebooks/runs.yml", WorkflowError)
    if not isinstance(content, dict) or not isinstance(content.get("runs"), list):
        raise WorkflowError("notebooks/runs.yml", "has no list `runs`.", "Begin it with `runs:` and a dash a run.")
    runs: list[Run] = []
    for position, entry in enumerate(content["runs"]):
        _check(entry, position, paths.notebooks)
        runs.extend(_expanded(entry, paths))
    names = [run.task_name for run in runs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise WorkflowError("notebooks/runs.yml", f"has the name {twice[0]!r} twice.", "Give each run its own name.")
    return runs


def _check(entry: object, position: int, notebooks: Path) -> None:
    where = f"notebooks/runs.yml, run {position + 1}"
    if not isinstance(entry, dict):
        raise WorkflowError(where, "is not a mapping.", "Give it name, notebook, title and sentence.")
    unknown = sorted(map(str, set(entry) - KEYS))
    if unknown:
        raise WorkflowError(where, f"has the unknown key {unknown[0]!r}.", f"Use {', '.join(sorted(KEYS))}.")
    for key in ("name", "notebook", "title", "sentence"):
        if key not in entry:
            raise WorkflowError(where, f"has no {key}.", "Fill it in.")
    if not isinstance(entry["name"], str) or not _NAME.fullmatch(entry["name"]):
        raise WorkflowError(where, f"has the name {entry['name']!r}.", "Use letters, digits, _ and - only.")
    if entry["notebook"] != f"{str(entry['notebook']).removesuffix('.ipynb')}.ipynb" or "/" in entry["notebook"]:
        raise WorkflowError(where, f"names the notebook {entry['notebook']!r}.", "Name a file of notebooks/.")
    if not (notebooks / entry["notebook"]).is_file():
        raise WorkflowError(where, f"names {entry['notebook']}, which is not there.", "Mend the name.")
    for key in ("title", "sentence"):
        texts = entry[key]
        if not isinstance(texts, dict) or set(texts) != set(LANGUAGES) or not all(map(_is_text, texts.values())):
            raise WorkflowError(
                where, f"has a {key} that is not given in zh and en.", f"Write {key}: {{zh: …, en: …}}."
            )
    if entry.get("for_each") not in (None, *FOR_EACH):
        raise WorkflowError(where, f"has for_each: {entry['for_each']!r}.", f"Use {' or '.join(FOR_EACH)}.")
    if entry.get("group") not in (None, *GROUPS):
        raise WorkflowError(where, f"has group: {entry['group']!r}.", f"Use {' or '.join(GROUPS)}.")
    if not isinstance(entry.get("parameters") or {}, dict):
        raise WorkflowError(where, "has parameters that are not a mapping.", "Write `name: value` a line.")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _expanded(entry: dict[str, Any], paths: ProjectPaths) -> list[Run]:
    values: list[str] = [""]
    kind = str(entry.get("for_each") or "")
    if kind == "documents":
        values = [file.stem for file in sorted(paths.raw.glob("*.txt"))]
    elif kind == "districts":
        values = _districts(paths.raw)
    group = str(entry.get("group") or (DISTRICT if kind == "districts" else EVIDENCE))
    runs = []
    for value in values:
        extra = {} if not value else {FOR_EACH[kind]: value}
        name = entry["name"] if not value else f"{entry['name']}_{value}"
        for lang in LANGUAGES:
            parameters = {**(entry.get("parameters") or {}), **extra, "lang": lang}
            title, sentence = entry["title"][lang], entry["sentence"][lang]
            if kind == "districts":
                district = _district_name(value, lang)
                title, sentence = (text.replace(DISTRICT_GAP, district) for text in (title, sentence))
            runs.append(Run(name, entry["notebook"], lang, title, sentence, parameters, group))
    return runs


def _districts(raw: Path) -> list[str]:
    """Return the districts of the corpus, sorted; a faulty sidecar is told of where its document is read."""
    found = set()
    for file in raw.glob("*.yml"):
        try:
            found.add(read_provenance(file).district)
        except ProvenanceError:
            continue
    return sorted(district for district in found if district)


def _district_name(district: str, lang: str) -> str:
    """Return a district's short name, its key where the codebook has no such place."""
    entry = load_codebook("places")["entries"].get(district)
    return str(entry[f"short_{lang}"]) if entry else district
