"""The domains beside the major topics of the Comparative Agendas Project, so that other countries' results compare.

The project codes what legislatures, governments and media attend to in some twenty countries with one codebook
(Baumgartner, Breunig and Grossman 2019, Comparative Policy Agendas). Domains and topics meet many to many.
"""

from __future__ import annotations

import pandas as pd

from suzhou_priorities.codebooks import load_codebook
from suzhou_priorities.errors import CodebookError

COLUMNS = ("domain", "cap_topic", "cap_name")


def crosswalk() -> pd.DataFrame:
    """Return which major topics each domain meets, in the codebook's order.

    Returns
    -------
    DataFrame
        ``domain``, ``cap_topic`` (number of the major topic, a nullable integer) and ``cap_name``: one row for each
        pair, and one without topic for a domain that has no counterpart.

    Raises
    ------
    CodebookError
        If a domain names a topic that the codebook does not list.
    """
    codebook = load_codebook("domains")
    names: dict[int, str] = codebook["cap_topics"]
    rows: list[tuple[str, int | None, str | None]] = []
    for entry in codebook["entries"]:
        unknown = [topic for topic in entry["cap"] if topic not in names]
        if unknown:
            raise CodebookError(
                "codebooks/domains.yml",
                f"{entry['key']} names the topics {unknown}, which `cap_topics` lacks.",
                "Add them there with their names, or mend `cap`.",
            )
        rows += [(entry["key"], topic, names[topic]) for topic in entry["cap"]] or [(entry["key"], None, None)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"cap_topic": "Int64"})
