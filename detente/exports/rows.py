"""What the table formats share: each table, and the nouns of one kind as rows, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from detente.record import Record
from detente.record.asking import Wanted
from detente.record.questions import entries_query
from detente.record.schema import LINKED_TABLES, TABLES
from detente.record.whole import ENTRY_KINDS, whole

__all__ = ["columns_of", "kind_query", "table_queries"]


def columns_of(record: Record, query: str) -> pa.Schema:
    """The columns that a query gives."""
    return record.ask(f"SELECT * FROM ({query}) LIMIT 0").schema


def table_queries(record: Record) -> Iterator[tuple[str, str]]:
    """Each table of the record, those of the reading before those of linking, and SQL for its rows in order."""
    for table in (*TABLES, *LINKED_TABLES):
        names = columns_of(record, f"SELECT * FROM {table}").names
        order = [names[0], *(name for name in ("side", "n") if name in names[1:])]
        yield table, f"SELECT * FROM {table} ORDER BY {', '.join(order)}"


def kind_query(record: Record, kind: str) -> str:
    """SQL for nouns of a kind, a row each: reports by publication, stories and entries by day, others by id."""
    if kind in ENTRY_KINDS:
        return entries_query(kind, Wanted(record))
    first = {"report": "published, source, ", "story": "first_day, "}.get(kind, "")
    return f"{whole(kind)} ORDER BY {first}id"
