"""The reading of one shard: its sources in, a Parquet file of entries out, and the marker that it is done."""

from __future__ import annotations

import os
import platform
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq

from detente.model import Reading, Report
from detente.reading.gates import was_passed_by
from detente.scale.chunks import chunked
from detente.scale.processes import ReadingProcess
from detente.scale.rows import SCHEMA, rows_of, table_of
from detente.scale.shards import Done, Plan, digest_of, done, entries_path, load_plan, mark_done
from detente.sources import open_part

__all__ = ["read_shard"]

REPORTS = 512
"""Reports in a row group: what is in memory at once."""

REMARKS = 100
"""Remarks of a shard that are kept."""


def read_shard(out: Path, number: int, process: ReadingProcess) -> None:
    """Reads one shard of the plan in the folder `out`, unless that is done.

    The entries come into place whole and the marker after them, so that a shard that is broken off at any moment is
    read again. Raises DetenteError, and OSError where nothing can be written.
    """
    if done(out, number) is not None:
        return
    plan = load_plan(out)
    if plan.folder is not None and Path.cwd() != Path(plan.folder):
        os.chdir(plan.folder)  # a worker of a cluster, which starts anywhere
    remarks: list[str] = []
    tally: Counter[str] = Counter()
    unread: list[list[str]] = []
    path = entries_path(out, number)
    draft = path.with_name(f".{path.name}.{platform.node()}.{os.getpid()}.part")
    reports = _reports(plan, number, remarks.append)
    readings = enumerate(reading for chunk in chunked(reports) for reading in process.read(chunk, plan.options))
    try:
        with draft.open("wb") as file:
            with pq.ParquetWriter(file, SCHEMA, compression="zstd") as writer:
                while batch := list(islice(readings, REPORTS)):
                    writer.write_table(table_of([row for n, reading in batch for row in rows_of(n, reading)]))
                    for _, reading in batch:
                        _count(reading, tally, unread)
            file.flush()
            os.fsync(file.fileno())
        digest = digest_of(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    mark_done(out, number, Done(dict(tally), unread, remarks[:REMARKS], digest))


def _reports(plan: Plan, number: int, warn: Callable[[str], None]) -> Iterator[Report]:
    for source, nothing, part in plan.shards[number]:
        if nothing is not None:
            yield Report.make(source, "", unread=nothing)
        else:
            yield from open_part(source, part, warn=warn, **plan.given)


def _count(reading: Reading, tally: Counter[str], unread: list[list[str]]) -> None:
    if reading.report.unread is not None:
        unread.append([reading.report.source, reading.report.unread])
    else:
        tally["report"] += 1
    if was_passed_by(reading):
        tally["passed_by"] += 1
    tally.update(entry.kind for entry in reading.entries())
