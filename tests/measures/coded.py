"""Small frames of coded sentences for the tests of attention and its like."""

from __future__ import annotations

import numpy as np
import pandas as pd

from suzhou_priorities.measures.domain_weights import POLICY_DOMAINS


def counted_frame(*rows: tuple[str, int, str, int] | tuple[str, int, str, int, str]) -> pd.DataFrame:
    """Return counted sentences: document, paragraph, domain, characters, and, if wanted, second domain."""
    return pd.DataFrame(
        [
            {
                "doc_id": row[0],
                "paragraph": row[1],
                "domain": row[2],
                "characters": row[3],
                "domain_second": row[4] if len(row) > 4 else None,
                "passage": "plan",
            }
            for row in rows
        ]
    )


def random_frame(sentences: int, seed: int, documents: int = 2, a_paragraph: int = 4) -> pd.DataFrame:
    """Return `sentences` sentences of `documents` documents, `a_paragraph` in each paragraph, coded at random."""
    generator = np.random.default_rng(seed)
    place = np.arange(sentences)
    document = place * documents // sentences
    return pd.DataFrame(
        {
            "doc_id": [f"document_{number}" for number in document],
            "paragraph": document * sentences + place // a_paragraph,
            "domain": generator.choice(POLICY_DOMAINS, size=sentences),
            "domain_second": generator.choice([*POLICY_DOMAINS, None], size=sentences),
            "characters": generator.integers(8, 120, size=sentences),
            "passage": generator.choice(["review", "plan"], size=sentences),
        }
    )
