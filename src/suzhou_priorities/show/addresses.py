"""Addresses of sentences: where a figure or a promise leads back to."""

from __future__ import annotations

from urllib.parse import quote, urlencode

SENTENCES_PAGE = "sentences.html"
EXPLORER_PAGE = "explorer.html"


def document_page(doc_id: str) -> str:
    """Return the address of a document's page from a page at reports/NAME.html, or from its English twin."""
    return f"documents/{quote(doc_id, safe='')}.html"


def sentence_link(doc_id: str, sentence_id: str, lang: str) -> str:  # noqa: ARG001 - both languages have one layout
    """Return the address of a sentence from a page of the same language.

    Parameters
    ----------
    doc_id, sentence_id
        The sentence.
    lang
        Language of the page that the link stands on: English pages stand in `en/`, with their own `documents/`.
    """
    return f"{document_page(doc_id)}#{quote(sentence_id, safe='')}"


def sentences_link(**chosen: str) -> str:
    """Return the address of the page of sentences, narrowed down to what is chosen.

    Parameters
    ----------
    chosen
        Values of the page's filters: ``document``, ``domain``, ``function``, ``horizon``, ``passage``, ``force``,
        ``testability``, ``word``; ``counted="1"`` for counted sentences only (a passage has no others),
        ``figure="1"`` for those that bear a number, and ``second="1"`` for those too whose second domain it is.
        Empty ones are left out. Words are parted by spaces; a phrase stands in quotation marks.
    """
    return _narrowed(SENTENCES_PAGE, chosen)


def explorer_link(**chosen: str) -> str:
    """Return the address of the explorer, narrowed down to what is chosen.

    Parameters
    ----------
    chosen
        ``kind`` (``quantities``, ``targets``, ``commitments`` or ``tasks``; by default the first that the corpus has),
        ``sort`` (name of a column, with ``-`` before it for falling order), and values of the filters: ``district``
        (the place where a document has no district), ``document``, ``domain``, ``year``, ``word`` for every kind;
        ``indicator`` for quantities and targets; ``status`` and ``measure`` for quantities; ``form`` for targets;
        ``force``, ``testability`` and ``horizon`` for commitments; ``unit`` and ``leader`` for tasks. Empty ones are
        left out.
    """
    return _narrowed(EXPLORER_PAGE, chosen)


def _narrowed(page: str, chosen: dict[str, str]) -> str:
    narrowed = urlencode({key: value for key, value in chosen.items() if value}, quote_via=quote)
    return f"{page}#{narrowed}" if narrowed else page
