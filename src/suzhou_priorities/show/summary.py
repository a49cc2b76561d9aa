"""What the study found, in a form that its notebook shows and that the front page takes from the executed notebook.

The notebook is the one place where findings are computed; the front page repeats them and computes nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from suzhou_priorities.errors import ReportError

if TYPE_CHECKING:
    from pathlib import Path

SUMMARY_TYPE = "application/vnd.suzhou-priorities.summary+json"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes
    ----------
    key
        Its name, the same in every language.
    sentence
        The finding in one sentence with its number, as plain text.
    certainty
        How sure it is, in a plain word and a short sentence.
    figure
        Name of the figure that shows it, on the page of the study.
    verdict
        The plain word that the certainty begins with.
    """

    key: str
    sentence: str
    certainty: str
    figure: str
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a district's card.

    Attributes
    ----------
    label
        What it is about.
    sentence
        What it says, as plain text.
    address
        Where the sentences behind it stand; empty where no page lists them.
    """

    label: str
    sentence: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class DistrictCard:
    """A district on the front page.

    Attributes
    ----------
    district
        Key of the places codebook.
    name
        Its name.
    colour
        Its colour.
    document
        The document that speaks for it, as a reader names it.
    doc_id
        That document.
    beside
        Whether it stands beside the comparison and not in it.
    lines
        What it puts first, how it compares, how sure that is.
    brief
        What it puts first, in one sentence with its name.
    """

    district: str
    name: str
    colour: str
    document: str
    doc_id: str
    beside: bool
    lines: tuple[CardLine, ...]
    brief: str = ""


@dataclass(frozen=True, slots=True)
class StudySummary:
    """The findings of the study, its districts, and how far all of it can be trusted.

    Attributes
    ----------
    findings
        Three to five, the most important first.
    districts
        One card each; those that are compared come first.
    trust
        What limits the findings, a sentence each.
    numbers
        The figures in the findings, by name, as computed: two runs can be compared by them.
    markdown
        The findings as the notebook shows them.
    """

    findings: tuple[Finding, ...]
    districts: tuple[DistrictCard, ...]
    trust: tuple[str, ...]
    numbers: dict[str, float]
    markdown: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ARG002
        """Return the text for readers and the content for the front page."""
        return {"text/markdown": self.markdown, "text/plain": self.markdown, SUMMARY_TYPE: asdict(self)}


def read_summary(executed: Path) -> StudySummary | None:
    """Return the summary that an executed notebook shows, None if it shows none (a run that failed before).

    Raises
    ------
    ReportError
        If the file is no notebook.
    """
    content = next((bundle[SUMMARY_TYPE] for bundle in _outputs(executed) if SUMMARY_TYPE in bundle), None)
    if content is None:
        return None
    return StudySummary(
        findings=tuple(Finding(**finding) for finding in content["findings"]),
        districts=tuple(
            DistrictCard(**(card | {"lines": tuple(CardLine(**line) for line in card["lines"])}))
            for card in content["districts"]
        ),
        trust=tuple(content["trust"]),
        numbers=content["numbers"],
        markdown=content["markdown"],
    )


def read_figure(executed: Path, name: str) -> str:
    """Return a figure of an executed notebook as HTML; empty where the notebook shows no such figure."""
    for bundle in _outputs(executed):
        shown = "".join(bundle.get("text/html", ""))
        if f'id="figure-{name}"' in shown:
            return shown
    return ""


def _outputs(executed: Path) -> list[dict[str, Any]]:
    try:
        cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError) as error:
        raise ReportError(executed, "is no executed notebook.", "Run `make report`.") from error
    return [output["data"] for cell in cells for output in cell.get("outputs", []) if "data" in output]
