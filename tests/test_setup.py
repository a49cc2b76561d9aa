"""The set-up files agree with one another."""

from __future__ import annotations

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

LOCKED = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==(?P<version>[^ ;\\]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def lock(root):
    return (root / "requirements.lock").read_text("utf-8")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_locked_at_a_version_that_fits(project, lock):
    locked: dict[str, list[Version]] = {}
    for match in LOCKED.finditer(lock):
        locked.setdefault(plain(match["name"]), []).append(Version(match["version"]))
    wanted = [
        *project["dependencies"],
        *(item for extra in project["optional-dependencies"].values() for item in extra),
    ]
    for requirement in map(Requirement, wanted):
        versions = locked.get(plain(requirement.name))
        assert versions, f"{requirement.name} is not in requirements.lock: run `make lock`"
        assert all(version in requirement.specifier for version in versions), requirement.name


def test_the_lock_has_hashes_and_no_addresses(lock):
    entries = LOCKED.findall(lock)
    assert len(entries) > 50
    assert lock.count("--hash=sha256:") >= len(entries)
    assert "://" not in lock
    assert "--find-links" not in lock
    assert "index-url" not in lock


def test_conda_users_get_the_same_pins(root, project):
    environment = yaml.safe_load((root / "environment.yml").read_text("utf-8"))
    pip = next(item["pip"] for item in environment["dependencies"] if isinstance(item, dict))
    assert pip == ["-r requirements.lock"]
    python = next(item for item in environment["dependencies"] if str(item).startswith("python "))
    supported = SpecifierSet(python.removeprefix("python "))
    for version in ("3.11", "3.12", "3.13"):
        assert version in supported
        assert version in SpecifierSet(project["requires-python"])


def test_the_readme_begins_with_the_two_commands(root):
    lines = [line for line in (root / "README.md").read_text("utf-8").splitlines() if line.strip()]
    assert lines[1].startswith("    make report") or lines[1].startswith("`make report`")
    assert "make test" in "\n".join(lines[:6])
