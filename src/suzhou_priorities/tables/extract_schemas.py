"""The tables that extraction fills: figures, headline targets, problems, honours, tasks, terms, links."""

from __future__ import annotations

from suzhou_priorities.tables.columns import Column, TableSchema
from suzhou_priorities.tables.vocabulary import (
    BASES,
    BOUNDS,
    CREDENTIAL_LEVELS,
    CREDENTIAL_STATES,
    DOMAINS,
    FORCES,
    LINK_KINDS,
    MEASURES,
    STATUSES,
    TARGET_FORMS,
    TASK_ROLES,
    TESTABILITIES,
)

DOC_ID = Column("doc_id", "text", "Document, as in `documents`.")
_SENTENCE = Column("sentence_id", "text", "Sentence, as in `sentences`.")
_DOMAIN = Column("domain", "text", "Policy domain.", nullable=True, choices=DOMAINS)

QUANTITIES = TableSchema(
    "quantities",
    "One row per number that measures something; a range has two rows.",
    (
        DOC_ID,
        Column("quantity_id", "text", "q0001, q0002, … within the document, in document order."),
        _SENTENCE,
        Column("start", "integer", "First character of number and unit in the clean text.", least=0),
        Column("end", "integer", "Character behind the last one.", least=0),
        Column("phrase", "text", "What is counted, in the words of the text."),
        Column("indicator", "text", "Key of the codebook `indicators`, where the phrase is one.", nullable=True),
        Column("measure", "text", "What kind of number it is.", choices=MEASURES),
        Column("status", "text", "Whether it was achieved or is aimed at.", choices=STATUSES),
        Column("estimated", "boolean", "True where the text marks it as expected (预计, 预计数、下同)."),
        Column("basis", "text", "Price or accounting basis of a growth.", choices=BASES),
        Column("year_start", "integer", "First year that the number is about.", nullable=True, least=1900),
        Column("year_end", "integer", "Last year that the number is about.", nullable=True, least=1900),
        Column("value", "number", "The number as printed; a fall is negative."),
        Column("unit", "text", "Unit or classifier as printed."),
        Column("bound", "text", "Exact, at least, about, or at most.", choices=BOUNDS),
        Column("base_value", "number", "The number in its base unit (亿元 as 元, % as a ratio)."),
        Column("base_unit", "text", "The base unit."),
        Column("quote", "text", "The clause in which it stands."),
    ),
    ("doc_id", "quantity_id"),
)

TARGETS = TableSchema(
    "targets",
    "One row per headline target of a document, in printed order.",
    (
        DOC_ID,
        _SENTENCE,
        Column("order", "integer", "Place in the printed order, from 1.", least=1),
        Column("indicator", "text", "Key of the codebook `indicators`, where the target is one.", nullable=True),
        Column("phrase", "text", "What is aimed at, in the words of the text."),
        Column("form", "text", "How the target is set.", choices=TARGET_FORMS),
        Column("quantity_id", "text", "Its number, as in `quantities`.", nullable=True),
        Column("quote", "text", "The clause in which it stands."),
    ),
    ("doc_id", "order"),
)

COMMITMENTS = TableSchema(
    "commitments",
    "One row per promise: a verb that says what will be done, with its object; in printed order.",
    (
        DOC_ID,
        _SENTENCE,
        Column("start", "integer", "First character of the promise in the clean text.", least=0),
        Column("end", "integer", "Character behind its last one.", least=0),
        Column("verb", "text", "Verb or chain of verbs, as printed."),
        Column("object", "text", "What is to be done or brought about, as printed; may be empty."),
        Column("force", "text", "How firmly it is promised.", choices=FORCES),
        Column("testability", "text", "Whether one could tell that it was kept.", choices=TESTABILITIES),
        Column("negated", "boolean", "True if what is promised is that something will not be."),
    ),
    (),
)

PROBLEMS = TableSchema(
    "problems",
    "One row per admitted problem.",
    (
        DOC_ID,
        _SENTENCE,
        Column("issue", "text", "The problem, in the words of the text."),
        _DOMAIN,
        Column("answered_by", "list", "Sentences of the plan that answer it; may be empty."),
    ),
    (),
)

CREDENTIALS = TableSchema(
    "credentials",
    "One row per honour, pilot or ranking.",
    (
        DOC_ID,
        _SENTENCE,
        Column("name", "text", "The honour, pilot or ranking, in the words of the text."),
        Column("level", "text", "Who awards it.", choices=CREDENTIAL_LEVELS),
        Column("state", "text", "Whether it was won, is sought, or was retained.", choices=CREDENTIAL_STATES),
        _DOMAIN,
    ),
    (),
)

TASKS = TableSchema(
    "tasks",
    "One row per task of a task plan, in printed order.",
    (
        DOC_ID,
        Column("no", "integer", "Number of the task.", least=1),
        Column("section_no", "integer", "Number of its section.", nullable=True, least=1),
        Column("section", "text", "Heading of its section."),
        Column("section_inferred", "boolean", "True where the page lost the heading and another document supplied it."),
        Column("group", "text", "Group of tasks (项目), joined where a page break cut it."),
        Column("text", "text", "The task, without its number."),
        Column("leaders", "list", "Leaders; empty where the page shows no name, whatever the reason."),
        Column("leaders_inherited", "boolean", "True where the leaders stand in a cell merged with a row above."),
        Column("lead_units", "list", "Units that lead (★), as printed."),
        Column("co_units", "list", "Units that support, as printed."),
        _DOMAIN,
        Column("sentence_id", "text", "First sentence of the task, as in `sentences`.", nullable=True),
    ),
    ("doc_id", "no"),
)

TASK_UNITS = TableSchema(
    "task_units",
    "One row per task and responsible unit, with the unit's full name and kind.",
    (
        DOC_ID,
        Column("no", "integer", "Task, as in `tasks`.", least=1),
        Column("unit", "text", "The unit as printed."),
        Column("name", "text", "The unit with what the list leaves out restored (an elided 区)."),
        Column("kind", "text", "Kind of unit, a key of the codebook `offices`."),
        Column("role", "text", "Whether it leads or supports.", choices=TASK_ROLES),
        Column("supplies_data", "boolean", "True where a note says that the unit mainly supplies data."),
    ),
    (),
)

TERMS = TableSchema(
    "terms",
    "One row per entry of a document's glossary.",
    (
        DOC_ID,
        Column("term", "text", "The term, without quotation marks around the whole."),
        Column("definition", "text", "Its explanation."),
    ),
    (),
)

LINKS = TableSchema(
    "links",
    "One row per link between two documents of one place: a promise and its task, a plan's passage and a report's.",
    (
        Column("from_doc", "text", "Document that speaks first."),
        Column("from_id", "text", "Its sentence or section."),
        Column("to_doc", "text", "Document that takes it up."),
        Column("to_id", "text", "Its sentence, or the number of its task."),
        Column("kind", "text", "What is linked.", choices=LINK_KINDS),
        Column("score", "number", "Likeness of the wordings, 0 to 1.", least=0),
        Column("shared_quantities", "integer", "Numbers that both sides state.", least=0),
        Column("difference", "text", "What differs between the wordings; empty where nothing does."),
    ),
    (),
)

EXTRACT_SCHEMAS = (QUANTITIES, TARGETS, COMMITMENTS, PROBLEMS, CREDENTIALS, TASKS, TASK_UNITS, TERMS, LINKS)
