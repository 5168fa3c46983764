"""How much memory a reading process holds as reports go by: peak, and what each report adds.

    python benchmarks/memory.py
    python benchmarks/memory.py REPORTS.jsonl.gz --reports 10000

The reports of a corpus are read again and again, with numbers and names changed each time, so that no report and no
name is that of an earlier round; the readings are thrown away, as `detente read` does once they are in the record. The
slope is that of a straight line through the memory held (resident set) after each hundred reports of the second
half, when caches have filled. Linux only.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import process_time

import numpy as np
from scoring import SHARED, arguments, there
from speed import load_reports

from detente.model import Report
from detente.reading.gates import was_passed_by
from detente.reading.reader import read_reports

EACH = 100
MB = 2**20


def main() -> None:
    """Reads and prints."""
    parser = arguments(__doc__)
    corpus = SHARED / "corpora" / "reuters21578.jsonl.gz"
    parser.add_argument("corpus", type=Path, nargs="?", default=corpus, help="JSON lines, gzipped")
    parser.add_argument("--reports", type=int, default=3_000, help="how many are read (3,000)")
    parser.add_argument("--articles", type=int, default=1_000, help="different ones, from the first on (1,000)")
    given = parser.parse_args()
    path = there(given.corpus, what="reports as JSON lines")
    reports = load_reports(path, count=given.articles, language="en")
    held: list[tuple[int, int]] = []
    parsed = 0
    start = process_time()
    for number, reading in enumerate(read_reports(changed(reports, given.reports)), start=1):
        parsed += not was_passed_by(reading)
        if number % EACH == 0:
            held.append((number, resident()))
            if number % (10 * EACH) == 0:
                print(f"{number:7,} reports  {held[-1][1] / MB:7,.0f} MB", flush=True)
    second = [(n, size) for n, size in held if 2 * n > given.reports]
    slope = float(np.polyfit(*zip(*second, strict=True), 1)[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"peak           {peak / MB:,.0f} MB")
    print(f"slope          {slope:,.0f} bytes a report; 100,000 reports add {slope * 100_000 / MB:,.0f} MB")
    print(
        f"speed          {given.reports / (process_time() - start):.1f} reports a CPU-second, {parsed:,} of them parsed"
    )


def changed(reports: list[Report], count: int) -> Iterator[Report]:
    """So many reports; in each round the words of every report differ from those of the rounds before."""

    def rounds() -> Iterator[Report]:
        number = 0
        while True:
            mark = f"{number:04}"
            for report in reports:
                text = report.text.replace(" of ", f" of {mark} ", 3).replace("said", f"said Mr. Ablo{mark[::-1]}q", 1)
                yield replace(report, id=f"{report.id}-{mark}", text=text)
            number += 1

    return islice(rounds(), count)


def resident() -> int:
    """Bytes that this process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
