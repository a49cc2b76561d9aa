"""YAML that others wrote, as plain data: without tags, anchors and repeated keys, and not deeply nested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from suzhou_priorities.codebooks.unique_keys import UniqueKeyLoader
from suzhou_priorities.errors import printable

if TYPE_CHECKING:
    from suzhou_priorities.errors import SuzhouPrioritiesError

DEEPEST = 12


def plain_yaml(content: bytes | str, where: str, kind: type[SuzhouPrioritiesError]) -> Any:
    """Return the content of a YAML file, or of a value written as YAML.

    Anchors are refused, since with them a small file can stand for any amount of data; so is deep nesting, which the
    parser in C does not survive.

    Parameters
    ----------
    content
        The file, or the text.
    where
        Its name.
    kind
        Class of the errors raised.

    Raises
    ------
    SuzhouPrioritiesError
        Of that class, naming the line.
    """
    try:
        _check_events(content)
        return yaml.load(content, Loader=UniqueKeyLoader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        what, remedy = _told(error), "Mend the line named."
        raise kind(where, f"is not valid YAML: {what}.", remedy) from error
    except (ValueError, OverflowError) as error:  # a date or number that there is not
        raise kind(where, f"is not valid YAML: {printable(str(error))[:200]}.", "Mend the value.") from error


def _check_events(content: bytes | str) -> None:
    """Refuse anchors and deep nesting before anything is built."""
    depth = 0
    for event in yaml.parse(content, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused("an anchor or alias, which is not read", event)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _refused("nested too deeply", event)


def _refused(what: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=what, problem_mark=event.start_mark)  # type: ignore[arg-type]


def _told(error: yaml.YAMLError) -> str:
    """Return in one line what is wrong, and where."""
    if isinstance(error, yaml.reader.ReaderError):
        return f"byte {error.position} is not UTF-8, or is no character that YAML takes"
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        return place + printable(str(error.problem or error.context)).rstrip(".")[:200]
    return printable(str(error))[:200]
