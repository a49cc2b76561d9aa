"""Outline: any text, clean or not, is covered by sections that form trees and sentences that do not overlap."""

from __future__ import annotations

from hypothesis import strategies as st

from suzhou_priorities.corpus.provenance import DOCUMENT_TYPES
from tests.outline.test_properties import check
from tests.properties.profiles import holds_for
from tests.properties.texts import ANY, clean


@holds_for(ANY, st.sampled_from(DOCUMENT_TYPES))
def test_a_clean_text_has_an_outline_that_covers_it(page, doc_type):
    check(clean(page), doc_type)


@holds_for(ANY, st.sampled_from(DOCUMENT_TYPES))
def test_a_text_as_it_comes_has_an_outline_that_covers_it(text, doc_type):
    check(text, doc_type)
