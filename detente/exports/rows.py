"""What the table formats share: each table, and the nouns of one kind as rows, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from detente.record import Record
from detente.record.asking import Wanted
from detente.record.questions import entries_query
from detente.record.schema import TABLES
from detente.record.whole import ENTRY_KINDS, whole

__all__ = ["columns_of", "kind_query", "table_queries"]


def columns_of(record: Record, query: str) -> pa.Schema:
    """The columns that a query gives."""
    return record.ask(f"SELECT * FROM ({query}) LIMIT 0").schema


def table_queries(record: Record) -> Iterator[tuple[str, str]]:
    """Each table of the record, in the order of `schema.TABLES`, and the SQL that gives its rows in order."""
    for table in TABLES:
        first = columns_of(record, f"SELECT * FROM {table}").names
        order = f"{first[0]}, n" if "n" in first else first[0]
        yield table, f"SELECT * FROM {table} ORDER BY {order}"


def kind_query(record: Record, kind: str) -> str:
    """SQL for nouns of a kind, a row each: reports by publication, actors by id, entries by day."""
    if kind in ENTRY_KINDS:
        return entries_query(kind, Wanted(record))
    return f"{whole(kind)} ORDER BY {'published, source, id' if kind == 'report' else 'id'}"
