"""The tables of the project, as in `docs/design.md`, section 4."""

from __future__ import annotations

from suzhou_priorities.corpus.provenance import DOCUMENT_TYPES
from suzhou_priorities.outline.model import PARTS
from suzhou_priorities.repair.edits import KINDS
from suzhou_priorities.tables.columns import Column, TableSchema
from suzhou_priorities.tables.extract_schemas import DOC_ID, EXTRACT_SCHEMAS
from suzhou_priorities.tables.vocabulary import DOMAINS, FUNCTIONS, HORIZONS, TENSES

DOCUMENTS = TableSchema(
    "documents",
    "One row per document.",
    (
        Column("doc_id", "text", "Name of the document: the stem of its raw file."),
        Column("title", "text", "Title.", nullable=True),
        Column("place", "text", "Place as its full Chinese name.", nullable=True),
        Column("district", "text", "Key of the places codebook; empty for places outside Suzhou.", nullable=True),
        Column("doc_type", "text", "Kind of document.", nullable=True, choices=DOCUMENT_TYPES),
        Column("year", "integer", "First year that the document plans.", nullable=True, least=1949),
        Column("review_start", "integer", "First year it looks back on.", nullable=True, least=1949),
        Column("review_end", "integer", "Last year it looks back on.", nullable=True, least=1949),
        Column("plan_start", "integer", "First year it plans.", nullable=True, least=1949),
        Column("plan_end", "integer", "Last year it plans.", nullable=True, least=1949),
        Column("adopted", "date", "Day on which it was delivered or adopted.", nullable=True),
        Column("encoding", "text", "How the bytes of the raw page were decoded."),
        Column("script", "text", "Script of the raw page.", choices=("simplified", "traditional")),
        Column("raw_chars", "integer", "Characters of the raw page.", least=0),
        Column("clean_chars", "integer", "Characters of the clean text.", least=0),
        Column("sections", "integer", "Number of sections.", least=0),
        Column("sentences", "integer", "Number of sentences, headings included.", least=0),
        Column("repairs", "integer", "Number of repairs.", least=0),
        Column("warnings", "list", "What a reader of the document should know, one sentence each."),
    ),
    ("doc_id",),
)

REPAIRS = TableSchema(
    "repairs",
    "One row per change between raw page and clean text; together they give the raw page back.",
    (
        DOC_ID,
        Column("kind", "text", "What was damaged.", choices=KINDS),
        Column("raw_start", "integer", "First character in the raw page (counted from 0).", least=0),
        Column("raw_end", "integer", "Character behind the last one in the raw page.", least=0),
        Column("clean_start", "integer", "First character in the clean text.", least=0),
        Column("clean_end", "integer", "Character behind the last one in the clean text.", least=0),
        Column("before", "text", "What stood on the page."),
        Column("after", "text", "What stands in the clean text."),
        Column("certain", "boolean", "False where the result should be checked against another copy."),
        Column("note", "text", "What is needed to judge the change; may be empty."),
    ),
    (),
)

ERRORS = TableSchema(
    "errors",
    "One row per document that was set aside, and why.",
    (
        Column("doc_id", "text", "Document, if the file could be named.", nullable=True),
        Column("file", "text", "File concerned."),
        Column(
            "step",
            "text",
            "Step that could not be done.",
            choices=("read", "repair", "outline", "extract", "code", "assemble"),
        ),
        Column("error", "text", "What is wrong."),
        Column("remedy", "text", "What to do about it."),
    ),
    (),
)

SECTIONS = TableSchema(
    "sections",
    "One row per section of a document, in document order.",
    (
        DOC_ID,
        Column("section_id", "text", "c0001, c0002, … within the document."),
        Column("parent_id", "text", "Section above.", nullable=True),
        Column("level", "integer", "Depth in the tree; 1 is outermost.", least=1),
        Column("part", "text", "Part of the document.", choices=PARTS),
        Column("number", "text", "Number as printed; may be empty."),
        Column("heading", "text", "Heading without its number; empty for a stretch without one."),
        Column("inferred", "boolean", "True for a heading that the page lost and another document supplied."),
        Column("order", "integer", "Position among the document's sections, from 1.", least=1),
    ),
    ("doc_id", "section_id"),
)

SENTENCES = TableSchema(
    "sentences",
    "One row per sentence or heading, in document order.",
    (
        DOC_ID,
        Column(
            "sentence_id",
            "text",
            "s0001, s0002, … within the document: its address in documents/<doc_id>.html.",
        ),
        Column("section_id", "text", "Innermost section, as in `sections`."),
        Column("part", "text", "Part of the document.", choices=PARTS),
        Column("text", "text", "The sentence."),
        Column("start", "integer", "First character in the clean text.", least=0),
        Column("end", "integer", "Character behind the last one in the clean text.", least=0),
        Column("function", "text", "What the sentence does.", nullable=True, choices=FUNCTIONS),
        Column("horizon", "text", "Over which time.", nullable=True, choices=HORIZONS),
        Column("domain", "text", "Policy domain.", nullable=True, choices=DOMAINS),
        Column("domain_second", "text", "Second domain of a mixed sentence.", nullable=True, choices=DOMAINS),
        Column("domain_score", "number", "Probability of the domain by the coder, 0 to 1.", nullable=True),
        Column(
            "domain_terms",
            "list",
            "The terms that decided the domain; ↑ before a term of the heading, ← of the sentence before.",
        ),
        Column(
            "tense",
            "text",
            "Whether it tells of something done, planned or standing.",
            nullable=True,
            choices=TENSES,
        ),
    ),
    ("doc_id", "sentence_id"),
)

SCHEMAS = {schema.name: schema for schema in (DOCUMENTS, REPAIRS, ERRORS, SECTIONS, SENTENCES, *EXTRACT_SCHEMAS)}
