"""Many documents: shards that are done once, whatever interrupts the run."""

import filecmp
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest

from suzhou_priorities.batch import documents, shard_work
from suzhou_priorities.batch.input_files import files_of
from suzhou_priorities.paths import project_paths

REPORT = (
    "{place}人民政府工作报告\n（2023年1月5日）\n一、2022年工作回顾\n全年地区生产总值增长{growth}%。新建学校{schools}所。\n"
    "二、2023年主要任务\n新增就业{jobs}人。"
)


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(12):
        text = REPORT.format(place=f"江苏省某某{number}县", growth=3 + number, schools=number + 1, jobs=1000 + number)
        (folder / f"report_{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def small_shards(monkeypatch):
    monkeypatch.setattr(documents, "SHARD_SIZE", 2)


@pytest.fixture
def worked_on(monkeypatch):
    """The pages that were processed, in order."""
    seen = []
    process = shard_work.process_shard

    def watched(files, folder):
        seen.extend(file.name for file in files)
        return process(files, folder)

    monkeypatch.setattr(shard_work, "process_shard", watched)
    return seen


def interrupted_after(number):
    def tell(done, total):
        if done >= number:
            raise KeyboardInterrupt

    return tell


def same_files(one, other):
    files = sorted(file.relative_to(one) for file in one.rglob("*") if file.is_file())
    assert files == sorted(file.relative_to(other) for file in other.rglob("*") if file.is_file())
    return all(filecmp.cmp(one / file, other / file, shallow=False) for file in files)


def test_an_interrupted_run_goes_on_with_the_shards_that_are_left(pages, tmp_path, small_shards, worked_on):
    files = files_of([str(pages)])
    with pytest.raises(KeyboardInterrupt):
        documents.process_files(files, tmp_path / "out", workers=1, tell=interrupted_after(5))
    first = list(worked_on)
    assert 5 <= len(first) < 12
    outcomes = documents.process_files(files, tmp_path / "out", workers=1)
    assert sorted(worked_on) == [file.name for file in files]  # each once
    assert [outcome.file for outcome in outcomes] == [file.name for file in files]
    assert outcomes == documents.process_files(files, tmp_path / "undisturbed", workers=1)
    assert same_files(tmp_path / "out", tmp_path / "undisturbed")


def test_a_page_that_changed_meanwhile_is_read_again(pages, tmp_path, small_shards, worked_on):
    files = files_of([str(pages)])
    with pytest.raises(KeyboardInterrupt):
        documents.process_files(files, tmp_path / "out", workers=1, tell=interrupted_after(12))
    changed = pages / worked_on[0]
    changed.write_text(changed.read_text(encoding="utf-8").replace("增长", "下降"), encoding="utf-8")
    worked_on.clear()
    documents.process_files(files, tmp_path / "out", workers=1)
    assert changed.name in worked_on
    assert len(worked_on) <= 4  # its shard, no other
    assert "下降" in (tmp_path / "out" / "text" / changed.name).read_text(encoding="utf-8")


def test_a_sidecar_that_came_meanwhile_is_read(tmp_path, small_shards, worked_on):
    raw = project_paths().raw
    page = tmp_path / "pages" / "wuzhong_work_report_2024.txt"
    page.parent.mkdir()
    shutil.copy(raw / page.name, page)
    with pytest.raises(KeyboardInterrupt):
        documents.process_files([page], tmp_path / "out", tell=interrupted_after(1))
    shutil.copy(raw / f"{page.stem}.yml", page.parent)
    documents.process_files([page], tmp_path / "out")
    assert worked_on == [page.name, page.name]


def test_a_record_that_was_cut_off_counts_as_none(pages, tmp_path, small_shards, worked_on):
    files = files_of([str(pages)])
    with pytest.raises(KeyboardInterrupt):
        documents.process_files(files, tmp_path / "out", workers=1, tell=interrupted_after(12))
    for record in (tmp_path / "out" / ".process").glob("*/done.json"):
        record.write_bytes(record.read_bytes()[:40])
    documents.process_files(files, tmp_path / "out", workers=1)
    assert len(worked_on) == 24


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_a_run_that_is_killed_at_any_moment_ends_the_same_when_it_is_run_again(seed, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(450):
        text = REPORT.format(
            place=f"江苏省某某{number}县", growth=3 + number % 7, schools=number + 1, jobs=1000 + number
        )
        (pages / f"report_{number:03}.txt").write_text(text * 4, encoding="utf-8")
    command = [sys.executable, "-m", "suzhou_priorities.cli", "process", str(pages), "--workers", "2", "--out"]
    began = time.monotonic()
    subprocess.run([*command, str(tmp_path / "undisturbed")], check=True, capture_output=True)
    took = time.monotonic() - began
    killed = subprocess.Popen(
        [*command, str(tmp_path / "out")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(random.Random(seed).uniform(0.1, 0.9) * took)
    victims = [psutil.Process(killed.pid), *psutil.Process(killed.pid).children(recursive=True)]
    workers = [process for process in victims[1:] if "spawn_main" in " ".join(process.cmdline())]
    # Every other time a worker, not the batch itself.
    victim = workers[-1] if seed % 2 and workers else victims[0]
    os.kill(victim.pid, signal.SIGKILL)
    killed.wait(timeout=60)
    psutil.wait_procs(victims, timeout=30)
    assert not any(process.is_running() for process in victims)
    subprocess.run([*command, str(tmp_path / "out")], check=True, capture_output=True)
    assert same_files(tmp_path / "out", tmp_path / "undisturbed")
