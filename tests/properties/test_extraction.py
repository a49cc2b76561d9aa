"""Figures, tasks and terms of texts as they come, not cleaned: no text is an error, all offsets lead back."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from suzhou_priorities.corpus.provenance import DOCUMENT_TYPES
from suzhou_priorities.extract.document import extract_document
from suzhou_priorities.extract.mentions import find_mentions
from suzhou_priorities.extract.tasks import read_tasks
from suzhou_priorities.outline.metadata import infer_metadata
from suzhou_priorities.outline.model import Outline
from suzhou_priorities.outline.sections import outline_text
from tests.properties.profiles import holds_for
from tests.properties.texts import ANY, FIGURES, MARKS, REAL, tables_of_tasks

SENTENCES = st.lists(st.one_of(REAL, st.sampled_from(FIGURES), st.sampled_from(MARKS)), max_size=8).map("".join)


@holds_for(st.one_of(SENTENCES, ANY))
def test_mentions_are_in_order_and_can_be_found_again_where_they_stand(text):
    mentions = find_mentions(text)
    for before, after in pairwise(mentions):
        assert before.end <= after.start
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.upper is None or mention.value < mention.upper or mention.value < 0
        moved = mention.shifted(7)
        assert (moved.start, moved.end) == (mention.start + 7, mention.end + 7)
    # A line break parts what stands before it from what follows.
    assert [mention.shifted(3) for mention in mentions] == find_mentions("甲。\n" + text)


@holds_for(ANY, st.sampled_from(DOCUMENT_TYPES))
def test_all_that_is_extracted_leads_back_to_a_sentence(text, doc_type):
    outline = outline_text(text, doc_type)
    found = extract_document(text, outline, infer_metadata(text))
    spans = {sentence.sentence_id: (sentence.start, sentence.end) for sentence in outline.sentences}
    for figure in found.quantities:
        start, end = spans[figure.sentence_id]
        assert start <= figure.start < figure.end <= end
        assert figure.quote in text
    assert {target.sentence_id for target in found.targets} <= set(spans)
    assert {problem.sentence_id for problem, _ in found.problems} <= set(spans)
    assert {answer for _, answers in found.problems for answer in answers} <= set(spans)
    assert {honour.sentence_id for honour in found.credentials} <= set(spans)


@holds_for(st.one_of(tables_of_tasks(), ANY))
def test_tasks_stand_where_they_say_whether_the_outline_knows_their_sections_or_not(text):
    for outline in (outline_text(text, "task_plan"), Outline((), ())):
        tasks = read_tasks(text, outline)
        assert len({task.no for task in tasks}) == len(tasks)
        for before, after in pairwise(tasks):
            assert before.end <= after.start
        for task in tasks:
            assert 0 <= task.start < task.end <= len(text)
            assert not set(task.lead_units) & set(task.co_units)
