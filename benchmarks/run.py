"""All benchmarks, or some of them: prints a ratio a line, keeps the results, draws them.

python benchmarks/run.py                      all (half an hour on two cores)
python benchmarks/run.py notebooks text       some
python benchmarks/run.py documents --most 1000
"""

from __future__ import annotations

import argparse

import chart
import many_documents
import notebook_batch
import text_speed
from measured import Comparison, Scale, keep, machine

GROUPS = ("notebooks", "text", "documents")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description="Time the project against what it is built on.")
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, []], metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--most", type=int, default=10_000, metavar="N", help="documents of the largest run (10000)")
    parser.add_argument("--no-keep", action="store_true", help="leave results.json and the chart as they are")
    options = parser.parse_args()
    groups = options.groups or GROUPS
    print(machine())
    comparisons: list[Comparison] = []
    scales: list[Scale] = []
    for group in groups:
        if group == "notebooks":
            found = notebook_batch.main()
        elif group == "text":
            found = text_speed.main()
        else:
            found, scales = many_documents.main((options.most // 100, options.most // 10, options.most))
            for one in scales:
                print(
                    f"{one.documents:,} documents, {one.workers} {one.where}: {one.seconds:.1f} s, {one.peak:.0f} MiB"
                )
        for comparison in found:
            print(comparison.told(), flush=True)
        comparisons += found
    if not options.no_keep:
        keep(comparisons, scales)
        chart.draw()


if __name__ == "__main__":
    main()
