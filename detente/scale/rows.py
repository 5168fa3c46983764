"""Readings as rows of Parquet and back, nothing lost: what shards are written in.

A row a noun, in the order of the reading: the report, its actors, statements, events, conditions, meetings, and the
stretches passed over. `noun` is JSON in the form of `detente export --to jsonl`, so that any program can read it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from detente.model import (
    JSON_NAMES,
    Actor,
    Condition,
    Event,
    Meeting,
    Reading,
    Report,
    Span,
    Statement,
    as_row,
)

__all__ = ["SCHEMA", "readings_of", "rows_of", "table_of"]

SCHEMA = pa.schema([
    pa.field("n", pa.int32(), nullable=False),  # the reading's place in its shard
    pa.field("kind", pa.string(), nullable=False),  # report, actor, statement, event, condition, meeting, passed_over
    pa.field("report", pa.string(), nullable=False),  # id of the report
    pa.field("noun", pa.string(), nullable=False),  # JSON
])  # fmt: skip

Row = tuple[int, str, str, str]

_CLASSES = {class_.kind: class_ for class_ in (Report, Actor, Statement, Event, Condition, Meeting)}
_PASSED_OVER = "passed_over"


def rows_of(number: int, reading: Reading) -> Iterator[Row]:
    """The rows of the reading with a number."""
    id_ = reading.report.id
    for noun in (reading.report, *reading.actors, *reading.entries()):
        yield number, noun.kind, id_, json.dumps(as_row(noun), separators=(",", ":"))
    for span, why in reading.passed_over:
        yield number, _PASSED_OVER, id_, json.dumps({"span": [span.start, span.end], "why": why})


def table_of(rows: Sequence[Row]) -> pa.Table:
    """The rows as an Arrow table with SCHEMA."""
    return pa.table([list(column) for column in zip(*rows, strict=True)] or [[]] * len(SCHEMA), schema=SCHEMA)


def readings_of(path: Path) -> Generator[Reading]:
    """The readings of one file, in order. Raises OSError or pyarrow's errors for a damaged file."""
    with pq.ParquetFile(path) as file:
        for _, rows in groupby(_rows_in(file), key=lambda row: row[0]):
            yield _reading(rows)


def _rows_in(file: pq.ParquetFile) -> Iterator[tuple[int, str, str]]:
    for batch in file.iter_batches(columns=["n", "kind", "noun"]):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _reading(rows: Iterable[tuple[int, str, str]]) -> Reading:
    found: dict[str, list[Any]] = {kind: [] for kind in (*_CLASSES, _PASSED_OVER)}
    for _, kind, noun in rows:
        row = json.loads(noun)
        found[kind].append((Span(*row["span"]), row["why"]) if kind == _PASSED_OVER else _maker(_CLASSES[kind])(row))
    (report,) = found["report"]
    return Reading(
        report,
        tuple(found["statement"]),
        tuple(found["event"]),
        tuple(found["condition"]),
        tuple(found["meeting"]),
        tuple(found["actor"]),
        tuple(found[_PASSED_OVER]),
    )


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """What turns the JSON of `as_row` back into a value of a type of the model."""
    arguments = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        (inner,) = (_maker(one) for one in arguments if one is not type(None))
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        inner = _maker(arguments[0])
        return lambda values: tuple(map(inner, values))
    if kind is Span:
        return lambda pair: Span(*pair)
    if kind is date:
        return date.fromisoformat
    hints = get_type_hints(kind) if is_dataclass(kind) or hasattr(kind, "_fields") else {}
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else getattr(kind, "_fields", ())
    if not names:
        return lambda value: value
    parts = [(JSON_NAMES.get(name, name) if is_dataclass(kind) else name, _maker(hints[name])) for name in names]
    return lambda row: kind(*(make(row[name]) for name, make in parts))
