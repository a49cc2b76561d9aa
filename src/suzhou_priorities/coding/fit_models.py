"""Rebuilds `domain_model.tsv` and `function_model.tsv` from the units that readers coded: ``make models``.

Only units of the part to build on are used; those kept to score are never seen here. The documents are those of
`data/raw/` and the passages written for the purpose in `data/validation/reports/`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from suzhou_priorities.coding.code_keys import domain_keys, domain_weights, function_keys, function_weights
from suzhou_priorities.coding.coded_units import BUILD, cues_of_units, files_of_units, read_units
from suzhou_priorities.coding.fit_term_model import Settings, fit_term_model
from suzhou_priorities.coding.functions import function_units
from suzhou_priorities.coding.model_files import DOMAIN_TABLE, FUNCTION_TABLE
from suzhou_priorities.coding.segmentation import Segmenter
from suzhou_priorities.coding.units import Unit, units_from
from suzhou_priorities.paths import ProjectPaths, project_paths

if TYPE_CHECKING:
    import pandas as pd

    from suzhou_priorities.coding.term_model import TermModel

# Chosen by ten-fold cross-validation over documents on the part to build on; the result hardly moves around them.
DOMAIN_SETTINGS = Settings(heading=0.5, before=0.15)
FUNCTION_SETTINGS = Settings()


def fitted_models(paths: ProjectPaths, segmenter: Segmenter) -> dict[str, TermModel]:
    """Return both models, fitted to the part to build on, by the name of their table."""
    units = read_units(paths.validation)
    units = units[units["sample"] == BUILD].reset_index(drop=True)
    files = files_of_units(paths.validation, paths.raw, units["doc_id"].unique())
    return {
        DOMAIN_TABLE: fit_domains(units, segmenter),
        FUNCTION_TABLE: fit_functions(units, cues_of_units(units, files), segmenter),
    }


def fit_domains(units: pd.DataFrame, segmenter: Segmenter) -> TermModel:
    """Return the model of domains fitted to coded units (as from `read_units`)."""
    return fit_term_model(
        words_of(units, segmenter), list(units["domain"]), domain_keys(), domain_weights(), DOMAIN_SETTINGS
    )


def fit_functions(units: pd.DataFrame, cues: dict[str, tuple[str, ...]], segmenter: Segmenter) -> TermModel:
    """Return the model of functions fitted to the coded units whose cues are known."""
    known = units[units["unit_id"].isin(set(cues))]
    terms = function_units(words_of(known, segmenter), [cues[str(unit_id)] for unit_id in known["unit_id"]])
    return fit_term_model(terms, list(known["function"]), function_keys(), function_weights(), FUNCTION_SETTINGS)


def words_of(units: pd.DataFrame, segmenter: Segmenter) -> list[Unit]:
    """Return coded units as words."""
    columns = (units["text"], units["heading"], units["before"])
    return units_from(
        [(str(text), str(heading), str(before)) for text, heading, before in zip(*columns, strict=True)], segmenter
    )


def write_models(paths: ProjectPaths) -> None:
    """Write both tables beside this module; one that stays the same is not touched."""
    for name, model in fitted_models(paths, Segmenter()).items():
        target, content = Path(__file__).with_name(name), model.table()
        if not target.is_file() or target.read_text(encoding="utf-8") != content:
            target.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    write_models(project_paths())
