"""What all tests share: the documents of the corpus, read and cleaned once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

from suzhou_priorities.corpus.raw_page import read_raw_page
from suzhou_priorities.paths import ROOT_VARIABLE
from suzhou_priorities.repair.clean import clean_page
from tests.browser import browser  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from collections.abc import Callable

    from suzhou_priorities.corpus.raw_page import RawPage
    from suzhou_priorities.repair.clean import CleanText

# How long an example takes says more about the machine than about the code; time is tested where it is meant.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work: other work on the machine does not count."""
    began = time.process_time()
    work()
    return time.process_time() - began


ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = tuple(sorted(file.stem for file in (ROOT / "data" / "raw").glob("*.txt")))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def pages() -> dict[str, RawPage]:
    return {name: read_raw_page(ROOT / "data" / "raw" / f"{name}.txt", sidecar_needed=True) for name in DOCUMENTS}


@pytest.fixture(scope="session")
def cleaned(pages: dict[str, RawPage]) -> dict[str, CleanText]:
    return {
        name: clean_page(page.text, page.provenance.corrections if page.provenance else (), name)
        for name, page in pages.items()
    }


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the pages of this checkout; what is out of date is made first, as `make report` does."""
    shared = tmp_path_factory.getbasetemp().parent
    environment = {key: value for key, value in os.environ.items() if key != ROOT_VARIABLE}
    with FileLock(shared / "report.lock"):
        result = subprocess.run(
            [sys.executable, "-m", "suzhou_priorities.cli", "report"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]
    return ROOT / "reports"


@pytest.fixture(scope="session")
def report_tables(site: Path) -> Path:
    """Return the folder of the tables that the report was made from. To be copied, not changed."""
    return ROOT / "data" / "processed"
