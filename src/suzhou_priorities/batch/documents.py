"""Many documents at once: shards handed to an executor, results told as they come."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import as_completed
from contextlib import nullcontext
from typing import TYPE_CHECKING

from suzhou_priorities.batch.input_files import check_output
from suzhou_priorities.batch.shard_work import Outcome, outcome_of, shard_outcomes
from suzhou_priorities.batch.workers import local_workers
from suzhou_priorities.corpus.sharding import shards_of
from suzhou_priorities.errors import printable
from suzhou_priorities.paths import sweep_asides
from suzhou_priorities.tables.assemble import assemble
from suzhou_priorities.tables.document import SetAside
from suzhou_priorities.tables.shards import write_shard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

# Some hundred documents go in smaller shards, so that all cores have work; a handful in one, without further processes.
SHARD_SIZE, SMALLEST_SHARD = 100, 10


def process_files(
    files: Sequence[Path],
    out: Path,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    tell: Callable[[int, int], None] = lambda *_: None,
) -> list[Outcome]:
    """Process documents and write their tables and texts into `out`.

    Of two files with one stem the second is set aside: the stem is the document's name. Until all is done, finished
    shards stand in `out/.process`, and a run that was interrupted is taken up where it was.

    Parameters
    ----------
    files
        Raw pages, with or without sidecars beside them.
    out
        Folder for the tables; what stood there under the same names is replaced.
    workers
        Processes; all cores by default. One shard is done in this process.
    executor
        Who does the work instead, for example a cluster; see `cluster.executor_for`.
    tell
        Called with the number of documents done and of all.
    """
    check_output(files, out)
    first: dict[str, Path] = {}
    doubles: list[SetAside] = []
    for file in files:
        if file.stem in first:
            doubles.append(
                SetAside(
                    printable(file.stem),
                    printable(file),
                    "read",
                    f"has the same name as {printable(first[file.stem])}, and a document is named after its file.",
                    "Rename one of them.",
                )
            )
        else:
            first[file.stem] = file
    work = out / ".process"
    shards = shards_of(list(first.values()), min(SHARD_SIZE, max(SMALLEST_SHARD, len(first) // 4)))
    outcomes: list[Outcome] = []
    done = 0
    if executor is None and (len(shards) == 1 or workers == 1):
        for name, members in shards.items():
            outcomes.extend(shard_outcomes(members, work / name))
            done += len(members)
            tell(done, len(first))
    else:
        with nullcontext(executor) if executor else local_workers(workers or os.cpu_count() or 1) as pool:
            # Elsewhere the working directory may be another.
            waiting = {
                pool.submit(shard_outcomes, [member.absolute() for member in members], (work / name).absolute()): len(
                    members
                )
                for name, members in shards.items()
            }
            for future in as_completed(waiting):
                outcomes.extend(future.result())
                done += waiting[future]
                tell(done, len(first))
    folders = [work / name for name in shards]
    if doubles:
        write_shard(doubles, work / "doubles")
        folders.append(work / "doubles")
        outcomes.extend(outcome_of(double) for double in doubles)
    assemble(folders, out)
    shutil.rmtree(work)
    sweep_asides(out, out / "text", *out.glob("*.parquet"))
    return sorted(outcomes, key=lambda outcome: outcome.file)
