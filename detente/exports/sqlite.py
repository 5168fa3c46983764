"""SQLite: the same tables with their keys and indexes, and full-text search over what was said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from detente.exports.rows import columns_of, table_queries
from detente.record import Record
from detente.record.schema import SCHEMA

__all__ = ["write"]

_SEARCH = """
CREATE VIRTUAL TABLE statement_text USING fts5(words, speaker_name, content = 'statement',
    content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO statement_text(statement_text) VALUES ('rebuild');
"""
"""Ask: SELECT s.* FROM statement_text t JOIN statement s USING (rowid) WHERE statement_text MATCH ?"""

_INDEXED = (
    "report", "statement", "event", "condition", "meeting", "actor", "day_from", "published",
    "story", "line", "entry", "echo", "disagreement",
)  # fmt: skip


def write(record: Record, path: Path) -> None:
    """Writes a new database to `path`: dates and times as ISO text, `statement_text` if FTS5 is compiled in.

    Raises sqlite3.Error where it cannot be written.
    """
    with closing(sqlite3.connect(path)) as db:
        # No journal: it is a draft, thrown away on failure.
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        db.executescript(SCHEMA)  # the types have SQLite's affinities; a DATE holds its text
        for table, query in table_queries(record):
            names = columns_of(record, query).names
            insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})"
            for batch in record.batches(query):
                db.executemany(insert, zip(*map(_values, batch.columns), strict=True))
            for name in names:
                if name in _INDEXED:
                    db.execute(f"CREATE INDEX {table}_by_{name} ON {table}({name})")
        if db.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone() == (1,):
            db.executescript(_SEARCH)
        db.commit()


def _values(column: pa.Array) -> list[Any]:
    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        return [v.isoformat() if isinstance(v, date) else v for v in column.to_pylist()]
    values: list[Any] = column.to_pylist()
    return values
