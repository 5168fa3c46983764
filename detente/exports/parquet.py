"""Parquet: one file a table, or the nouns of one kind with lists as lists."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet

from detente.exports.rows import columns_of, kind_query, table_queries
from detente.record import Record

__all__ = ["write_kind", "write_tables"]


def write_tables(record: Record, folder: Path) -> None:
    """Writes each table to `folder` as NAME.parquet, compressed with zstd."""
    for table, query in table_queries(record):
        _write(record, query, folder / f"{table}.parquet")


def write_kind(record: Record, path: Path, kind: str) -> None:
    """Writes the nouns of a kind to one file."""
    _write(record, kind_query(record, kind), path)


def _write(record: Record, query: str, path: Path) -> None:
    with pyarrow.parquet.ParquetWriter(path, columns_of(record, query), compression="zstd") as out:
        for batch in record.batches(query):
            out.write_batch(batch)
