"""The tutorials of `docs/tutorials/` as steps that a test can take, and copies of the checkout to take them in."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "docs" / "tutorials"
_STEP = re.compile(
    r"^Write `(?P<file>[^`]+)`:\n\n```\w*\n(?P<content>.*?)^```"
    r"|^Add to `(?P<longer>[^`]+)`, (?:above the line `(?P<line>[^`]+)`|at the end):\n\n```\w*\n(?P<added>.*?)^```"
    r"|^Change in `(?P<changed>[^`]+)`: `(?P<old>[^`]+)` to `(?P<new>[^`]*)`\.$"
    r"|^```sh\n(?P<commands>.*?)^```"
    r"|^```text\n(?P<seen>.*?)^```",
    re.DOTALL | re.MULTILINE,
)
# A shim for each program of `.venv`: the libraries are those of this run, the code is that of the copy.
_PYTHON = '#!/bin/sh\nPYTHONPATH="{src}" exec "{python}" "$@"\n'
_PROGRAM = '#!/bin/sh\nexec "{folder}/python" -m suzhou_priorities.cli "$@"\n'


@dataclass(frozen=True, slots=True)
class Commands:
    """A block of commands, and the lines that one sees then."""

    text: str
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one file: ``old`` becomes ``new``; without ``old`` the file is written, or made longer."""

    file: str
    new: str
    old: str | None = None
    longer: bool = False

    def apply(self, root: Path) -> None:
        target = root / self.file
        if self.old is None and not self.longer:
            assert not target.exists(), f"{self.file} is there already"
            target.write_text(self.new, encoding="utf-8")
            return
        text = target.read_text("utf-8")
        if self.old is not None:
            assert text.count(self.old) == 1, f"{self.file}: {self.old!r} stands {text.count(self.old)} times"
            text = text.replace(self.old, self.new)
        else:
            text += self.new
        target.write_text(text, encoding="utf-8")


def steps(name: str) -> list[Commands | Edit]:
    """Return the steps of a tutorial in their order."""
    found: list[Commands | Edit] = []
    for match in _STEP.finditer((FOLDER / f"{name}.md").read_text("utf-8")):
        if match["file"]:
            found.append(Edit(match["file"], match["content"]))
        elif match["longer"] and match["line"]:
            line = f"\n{match['line']}\n"
            found.append(Edit(match["longer"], f"\n{match['added'].rstrip()}{line}", line))
        elif match["longer"]:
            found.append(Edit(match["longer"], match["added"], longer=True))
        elif match["changed"]:
            found.append(Edit(match["changed"], match["new"], match["old"]))
        elif match["commands"]:
            found.append(Commands(match["commands"]))
        else:
            last = found.pop()
            assert isinstance(last, Commands), "what one sees stands behind commands"
            found.append(Commands(last.text, tuple(line for line in match["seen"].splitlines() if line.strip())))
    return found


def edit_files(name: str, root: Path) -> None:
    """Make the changes of files that a tutorial asks for, without its commands."""
    for step in steps(name):
        if isinstance(step, Edit):
            step.apply(root)


def copy_checkout(target: Path, runs: tuple[str, ...] | None = None) -> Path:
    """Copy the files of this checkout that git keeps or would keep; only some of its `runs`, if they are given."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    if runs is not None:
        file = target / "notebooks" / "runs.yml"
        head, *entries = re.split(r"^(?=  - name: )", file.read_text("utf-8"), flags=re.MULTILINE)
        kept = [entry for entry in entries if entry.split()[2] in runs]
        file.write_text(head + "".join(kept), encoding="utf-8")
    return target


def make_workable(root: Path) -> None:
    """Give a copy a `.venv` with which its commands run, and a history to go back to."""
    programs = root / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, text in (("python", _PYTHON), ("suzhou-priorities", _PROGRAM)):
        content = text.format(src=root / "src", python=sys.executable, folder=programs)
        (programs / name).write_text(content, encoding="utf-8")
        (programs / name).chmod(stat.S_IRWXU)
    (root / ".venv" / ".ready").touch()
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "as cloned"]):
        subprocess.run(["git", *command], cwd=root, env=environment(root), check=True)


def run(commands: str, root: Path) -> str:
    """Run a block of commands as one would type it, and return what it prints."""
    found = subprocess.run(
        ["bash", "-e", "-c", commands], cwd=root, env=environment(root), capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, f"{commands}\n{found.stdout[-3000:]}\n{found.stderr[-3000:]}"
    return found.stdout + found.stderr


def python(code: str, root: Path) -> str:
    """Run some Python with the code of a copy, and return what it prints."""
    changed = environment(root) | {"PYTHONPATH": str(root / "src")}
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=changed, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr[-3000:]
    return found.stdout


def environment(root: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SUZHOU_", "GIT_", "PYTEST_"))}
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a"}
    return kept | who | {"PYTHONWARNINGS": "ignore", "GIT_CEILING_DIRECTORIES": str(root.parent)}
