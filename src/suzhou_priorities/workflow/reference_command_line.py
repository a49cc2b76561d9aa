"""The page of the command line in `docs/reference/`, from the parser itself."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
# Command line

Written by `make docs` from the program; `suzhou-priorities COMMAND --help` says the same. In a clone the program is
`.venv/bin/suzhou-priorities` (`source .venv/bin/activate` puts it on the path).

`make help` lists the commands of the Makefile, which call it. It ends with 0, with 1 if something was left undone
(told by name), with 2 if it could not start, with 130 if it was interrupted.
"""


def command_line_page(parser: argparse.ArgumentParser) -> str:
    """Return the page in Markdown.

    Parameters
    ----------
    parser
        The parser of the whole command line.
    """
    parts = [_HEAD.strip()]
    for command in _commands(parser):
        parts.append(f"## `{_usage(command)}`")
        parts += [part for part in (_told(command.description or "", command), _options(command)) if part]
    if parser.epilog:
        parts += ["## Examples", f"```text\n{parser.epilog.strip().removeprefix('examples:').strip(chr(10))}\n```"]
    return "\n\n".join(parts) + "\n"


def _commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from _commands(one)


def _usage(parser: argparse.ArgumentParser) -> str:
    """Return the name of a command and what must follow it."""
    needed = [
        _metavar(action) if not action.option_strings else f"{action.option_strings[-1]} {_metavar(action)}"
        for action in parser._actions
        if action.required and not isinstance(action, argparse._HelpAction)
    ]
    return " ".join((parser.prog.partition(" COMMAND")[0], *needed))


def _options(parser: argparse.ArgumentParser) -> str:
    rows = []
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
            continue
        takes = "" if action.nargs == 0 else _metavar(action)
        names = ", ".join(f"`{name} {takes}`" if takes else f"`{name}`" for name in action.option_strings)
        # Python 3.11 and 3.12 add what a switch is by default, 3.13 does not.
        told = (action.help or "").replace("%%", "%").replace("(default: %(default)s)", "")
        rows.append(f"| {names or f'`{takes}`'} | {_told(told, parser)} |")
    return "\n".join(("| option | what it does |", "|---|---|", *rows)) if rows else ""


def _told(text: str, parser: argparse.ArgumentParser) -> str:
    """Return a text of the parser as Markdown in one line."""
    line = " ".join(text.replace("%(prog)s", parser.prog).split())
    return line.replace("|", "\\|").replace("<", "\\<")


def _metavar(action: argparse.Action) -> str:
    if isinstance(action, argparse.BooleanOptionalAction):
        return ""
    name = action.metavar or ("{" + ",".join(map(str, action.choices)) + "}" if action.choices else action.dest)
    shown = name if isinstance(name, str) else " ".join(name)
    return f"{shown} …" if action.nargs in ("+", "*") else shown
