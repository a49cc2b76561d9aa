"""Each part of the program is fuzzed for a while, in a process of its own (`harness`)."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

SECONDS = int(os.environ.get("FUZZ_SECONDS", "30"))
PARTS = ("repair", "outline", "quantities", "tasks", "tables")

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        importlib.util.find_spec("atheris") is None,
        reason="atheris is not installed (Linux: .venv/bin/python -m pip install atheris; see tests/README.md)",
    ),
]


@pytest.mark.parametrize("part", PARTS)
def test_no_text_that_the_fuzzer_makes_breaks_it(part, tmp_path):
    # libFuzzer ends the process without tidying up: its seeds go where the test's own files go.
    seeds, found = tmp_path / "seeds", tmp_path / "found"
    seeds.mkdir()
    found.mkdir()
    result = subprocess.run(
        [
            *(sys.executable, "-m", "tests.fuzz.harness", part),
            *(f"-max_total_time={SECONDS}", f"-artifact_prefix={found}/", "-rss_limit_mb=4096"),
        ],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(seeds)},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=10 * SECONDS + 300,
        check=False,
    )
    broken = [file.read_bytes().decode("utf-8", "replace") for file in sorted(found.iterdir())]
    assert (result.returncode, broken) == (0, []), result.stderr[-4000:]
    assert "Done " in result.stderr
