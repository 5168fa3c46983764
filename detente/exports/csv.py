"""CSV: one file a table, or the nouns of one kind with their lists joined by semicolons (spans as 12-34)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.csv

from detente.exports.rows import columns_of, kind_query, table_queries
from detente.record import Record

__all__ = ["write_kind", "write_kind_text", "write_tables"]


def write_tables(record: Record, folder: Path) -> None:
    """Writes each table to `folder` as NAME.csv, in UTF-8 with a line of names."""
    for table, query in table_queries(record):
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as out:
            _write(record.batches(query), columns_of(record, query), out)


def write_kind(record: Record, path: Path, kind: str) -> None:
    """Writes the nouns of a kind to one file."""
    with path.open("w", encoding="utf-8", newline="") as out:
        write_kind_text(record, out, kind)


def write_kind_text(record: Record, out: TextIO, kind: str) -> None:
    """Writes the nouns of a kind to an open text file."""
    query = kind_query(record, kind)
    cells = ", ".join(_cell(field) for field in columns_of(record, query))
    flat = f"SELECT {cells} FROM ({query})"
    _write(record.batches(flat), columns_of(record, flat), out)


def _cell(field: pa.Field) -> str:
    name = f'"{field.name}"'
    if not pa.types.is_list(field.type):
        return name
    item = "concat(x[1], '-', x[2])" if pa.types.is_list(field.type.value_type) else "coalesce(x::VARCHAR, '')"
    return f"array_to_string(list_transform({name}, lambda x: {item}), ';') AS {name}"


def _write(batches: Iterable[pa.RecordBatch], schema: pa.Schema, out: TextIO) -> None:
    out.write(_text(schema.empty_table(), header=True))
    for batch in batches:
        out.write(_text(batch, header=False))


def _text(rows: pa.RecordBatch | pa.Table, *, header: bool) -> str:
    sink = pa.BufferOutputStream()
    pa.csv.write_csv(rows, sink, pa.csv.WriteOptions(include_header=header))
    text: str = sink.getvalue().to_pybytes().decode("utf-8")
    return text
