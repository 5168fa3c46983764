"""What the field's formats share: which events they take, who stands in them, and files of such rows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.parquet

from detente.model import Actor
from detente.record import Record

__all__ = ["TAKEN", "Columns", "Told", "Who", "span_text", "told_events", "write_csv", "write_parquet"]

TAKEN = ("happened", "planned")
"""The statuses that rows are written for. PLOVER and CAMEO tell no status, and whoever reads their rows takes
each for a fact: what is alleged, denied, conditional or negated stays out."""

_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Who:
    """An actor as the formats name it; an actor that the record does not describe goes by its id."""

    id: str
    name: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its actors described. `event` is a row of `record.events()`, `report` one of `reports()`."""

    event: Mapping[str, Any]
    report: Mapping[str, Any]
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]

    @property
    def planned(self) -> bool:
        """Still to come."""
        return bool(self.event["status"] == "planned")

    @property
    def day(self) -> date | None:
        """The event's day; None where the report tells only a month, a year or an interval, or nothing."""
        first: date | None = self.event["day_from"]
        return first if first == self.event["day_to"] else None

    @property
    def source(self) -> str:
        """Where to find the report: its URL, else what it was read from."""
        return str(self.report["url"] or self.report["source"])


Columns = Mapping[str, tuple[pa.DataType, Callable[[Any], object]]]
"""The columns of a format in their order: the type of each, and what it takes from what a row is made of."""


def told_events(record: Record) -> Iterator[Told]:
    """The events whose status is in TAKEN, by day, with their reports and actors."""
    reports = {row["id"]: row for row in record.reports().to_pylist()}
    known = {
        noun.id: Who(noun.id, noun.name, noun.country, noun.sector)
        for noun in record.nouns(("actor",))
        if isinstance(noun, Actor)
    }

    def whoever(ids: Iterable[str]) -> tuple[Who, ...]:
        return tuple(known.get(id_) or Who(id_, id_) for id_ in ids)

    for batch in record.events(status=TAKEN).to_batches(max_chunksize=_AT_ONCE):
        for event in batch.to_pylist():
            yield Told(event, reports[event["report"]], whoever(event["actor"]), whoever(event["recipient"]))


def span_text(event: Mapping[str, Any]) -> str:
    """Where in the report the evidence stands, in characters: 12-34."""
    return f"{event['span_start']}-{event['span_end']}"


def write_csv(rows: Iterable[Any], columns: Columns, out: TextIO) -> None:
    """Writes a line of names and a line a row; what is unknown is an empty cell."""
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(columns)
    cells = [cell for _, cell in columns.values()]
    lines.writerows([cell(row) for cell in cells] for row in rows)


def write_parquet(rows: Iterable[Any], columns: Columns, path: Path) -> None:
    """Writes the same with types, compressed with zstd; what is unknown is null."""
    schema = pa.schema([(name, type_) for name, (type_, _) in columns.items()])
    rows = iter(rows)
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as out:
        while some := list(islice(rows, _AT_ONCE)):
            out.write_batch(_batch(some, columns, schema))


def _batch(rows: Sequence[Any], columns: Columns, schema: pa.Schema) -> pa.RecordBatch:
    arrays = [pa.array([cell(row) for row in rows], type_) for type_, cell in columns.values()]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
