"""How much memory a record takes while very many reports are written into it and laid side by side.

    python benchmarks/memory_linking.py
    python benchmarks/memory_linking.py REPORTS.jsonl.gz --reports 100000

Some reports of a corpus are read; the shards of many more are made of their readings. In each round the last letters of
all longer words are others, so that reports of two rounds are as unlike as others are, and their days lie in another
year: copies and stories are those of the corpus, once a round. Then a process of its own loads the shards, as
`detente load` does. Printed is what it holds in memory (its largest resident set so far) as reports go by, and after
the linking; and the seconds of a core. Linux only.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from string import ascii_lowercase
from time import process_time

import pyarrow.parquet as pq
from scoring import SHARED, arguments, there
from speed import load_reports

import detente
from detente.model import Reading, content_id
from detente.reading.reader import read_reports
from detente.scale import shards
from detente.scale.rows import rows_of, table_of

SHARD = 1_000
"""Reports in a shard."""

LONGER = 5
"""Letters of a longer word."""

EACH = 10_000
MB = 2**20


def main() -> None:
    """Reads, makes the shards, and has them loaded."""
    parser = arguments(__doc__)
    corpus = SHARED / "corpora" / "reuters21578.jsonl.gz"
    parser.add_argument("corpus", type=Path, nargs="?", default=corpus, help="JSON lines, gzipped")
    parser.add_argument("--reports", type=int, default=100_000, help="how many are loaded (100,000)")
    parser.add_argument("--articles", type=int, default=2_000, help="different ones that are read (2,000)")
    given = parser.parse_args()
    path = there(given.corpus, what="reports as JSON lines")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_shards(folder / "readings", path, articles=given.articles, reports=given.reports)
        sys.stdout.flush()
        child = os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", LOADING, str(folder)])
    sys.exit(child)


LOADING = "import sys; sys.path.insert(0, 'benchmarks'); import memory_linking; memory_linking.load(sys.argv[1])"


def load(name: str) -> None:
    """Loads the shards in a folder into a record there, and prints."""
    folder = Path(name)
    started = process_time()
    print(f"{'to begin with':24} {peak():7,.0f} MB", flush=True)

    def on_reports(number: int) -> None:
        if number % EACH == 0:
            print(f"{number:7,} reports written  {peak():7,.0f} MB  {process_time() - started:7,.0f} s", flush=True)

    with detente.open(folder / "record.duckdb") as record:
        record.load(folder / "readings", on_reports=on_reports)
        linked = record.ask("SELECT (SELECT count(*) FROM story) AS stories, count(*) AS copies FROM report_origin "
                            "WHERE how != 'original'").to_pylist()[0]  # fmt: skip
    print(f"{'laid side by side':24} {peak():7,.0f} MB  {process_time() - started:7,.0f} s")
    print(f"{linked['stories']:,} stories, {linked['copies']:,} copies")
    print(f"record of {(folder / 'record.duckdb').stat().st_size / MB:,.0f} MB")


def write_shards(out: Path, path: Path, *, articles: int, reports: int) -> None:
    """Makes the folder that a reading of so many reports in shards would have left."""
    readings = list(read_reports(load_reports(path, count=articles, language="en")))
    number = -(-reports // SHARD)
    plan = shards.Plan(tuple(() for _ in range(number)), None, None, {}, "en", False, None, detente.__version__, "made")
    shards.make_plan(out, plan)
    stream = rounds(readings)
    for shard in range(number):
        rows = [row for n in range(SHARD) for row in rows_of(n, next(stream))]
        at = shards.entries_path(out, shard)
        pq.write_table(table_of(rows), at, compression="zstd")
        shards.mark_done(out, shard, shards.Done({}, [], [], shards.digest_of(at)))


def rounds(readings: list[Reading]) -> Iterator[Reading]:
    """The readings, changed, again and again."""
    number = 0
    while True:
        last, before = (shifted(by) for by in (number % 26, number // 26))
        for reading in readings:
            report = reading.report
            day = report.published and report.published + timedelta(366 * (number % 60))
            words = (word[:-2] + word[-2].translate(before) + word[-1].translate(last) if len(word) > LONGER else word
                     for word in report.text.split(" "))  # fmt: skip
            yield renamed(replace(reading, report=replace(report, text=" ".join(words), published=day)), str(number))
        number += 1


def shifted(by: int) -> dict[int, int]:
    """The small letters, moved on by some in the alphabet."""
    return str.maketrans(ascii_lowercase, ascii_lowercase[by:] + ascii_lowercase[:by])


def renamed(reading: Reading, mark: str) -> Reading:
    """The reading with ids of its own."""
    id_ = content_id(reading.report.id, mark)
    mine = {entry.id: content_id(entry.id, mark) for entry in reading.entries()}

    def renew(entries: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(replace(entry, id=mine[entry.id], report=id_) for entry in entries)  # type: ignore[type-var]

    return replace(
        reading,
        report=replace(reading.report, id=id_, source=f"{reading.report.source}-{mark}"),
        statements=renew(reading.statements),
        events=renew(reading.events),
        conditions=tuple(
            replace(
                condition,
                antecedent=condition.antecedent._replace(
                    events=tuple(map(mine.__getitem__, condition.antecedent.events))
                ),
                consequent=condition.consequent._replace(
                    events=tuple(map(mine.__getitem__, condition.consequent.events))
                ),
            )
            for condition in renew(reading.conditions)
        ),
        meetings=renew(reading.meetings),
    )


def peak() -> float:
    """Megabytes of the largest resident set of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB


if __name__ == "__main__":
    main()
