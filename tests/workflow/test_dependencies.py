"""A library that is missing or too old is named, with what was found, what is needed, and the remedy."""

from __future__ import annotations

import importlib.metadata

import pytest

from suzhou_priorities.errors import WorkflowError
from suzhou_priorities.workflow import dependencies
from suzhou_priorities.workflow.dependencies import check_dependencies, fault_of_environment, requirements, unmet
from tests.conftest import processor_seconds

INSTALLED = {"pandas": "2.1.4", "pyarrow": "17.0.0", "jieba": "0.42.1", "pandera": "0.24", "rjieba": "0.10.0rc1"}


@pytest.fixture
def installed(monkeypatch):
    def version(name):
        if name not in INSTALLED:
            raise importlib.metadata.PackageNotFoundError(name)
        return INSTALLED[name]

    monkeypatch.setattr(dependencies.metadata, "version", version)


def test_this_environment_has_what_the_project_needs():
    assert unmet() == {}
    check_dependencies()


def test_all_that_the_project_asks_for_is_looked_at():
    assert len(requirements()) > 15
    assert all(">=" in requirement for requirement in requirements())


@pytest.mark.parametrize(
    ("requirement", "what"),
    [
        ("pandas>=2.2", "pandas 2.1.4 is installed (2.2 or newer is needed)"),
        ("doit>=0.36", "doit is missing (0.36 or newer is needed)"),
        ("doit", "doit is missing"),
    ],
)
def test_what_is_missing_or_too_old_is_named(installed, requirement, what):
    assert unmet([requirement]) == {requirement: what}


@pytest.mark.parametrize("requirement", ["pyarrow>=17", "jieba>=0.42", "pandera[pandas]>=0.24.0", "rjieba>=0.9"])
def test_versions_are_compared_as_numbers(installed, requirement):
    assert unmet([requirement]) == {}


def test_one_message_names_all_and_says_how_to_mend_it(installed):
    with pytest.raises(WorkflowError) as raised:
        check_dependencies(["pandas>=2.2", "pyarrow>=17", "doit>=0.36"])
    told = str(raised.value)
    assert "pandas 2.1.4 is installed (2.2 or newer is needed); doit is missing" in told
    assert "pip install 'pandas>=2.2' 'doit>=0.36'" in told
    assert "make report" in told
    assert "pyarrow" not in told


def test_an_error_is_put_down_to_the_environment_only_if_it_is_at_fault(installed):
    unknown = AttributeError("module 'pandas' has no attribute 'api'")
    assert "pandas 2.1.4" in str(fault_of_environment(unknown, ["pandas>=2.2"]))
    assert fault_of_environment(unknown, ["pyarrow>=17"]) is None
    broken = ImportError("libarrow.so: cannot open shared object file", name="pyarrow.lib")
    assert "libarrow.so" in str(fault_of_environment(broken, ["pyarrow>=17"]))
    assert fault_of_environment(ImportError("no such name", name="suzhou_priorities.show"), ["pyarrow>=17"]) is None


def test_the_check_costs_next_to_nothing():
    check_dependencies()
    assert min(processor_seconds(check_dependencies) for _ in range(3)) < 0.05
