"""Parquet tables with a report a row, as data sets of news come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from detente.errors import NoArticle
from detente.sources.columns import draft_from_row, no_text_column, place_columns
from detente.sources.decoding import LARGEST
from detente.sources.draft import Draft
from detente.sources.parts import Part

__all__ = ["parts_of_parquet", "read_parquet"]


ROWS = 64
"""Rows that are in memory at once."""

UNPACKED, TIMES = 2**28, 500
"""Bytes of a column in a row group from which it is held to be a bomb, if it was packed so many times smaller."""


def read_parquet(
    source: str, stream: BinaryIO, *, columns: Mapping[str, str], part: Part | None = None
) -> Iterator[Draft]:
    """A report for each row; of a part, for each of its rows. Only columns that hold a field of a report are read.

    Raises NoArticle where the table is damaged or empty, or no column is known to hold the text.
    """
    file, places = _opened(stream, columns)
    number = part.first - 1 if part else 0
    try:
        for row in _rows(file, list(dict.fromkeys(places.values())), part):
            number += 1
            yield draft_from_row(row, places, source=source, number=number)
    except (pa.ArrowException, OSError) as error:
        raise NoArticle(f"what follows after row {number:,} is damaged ({_line(error)}); fetch it again") from error
    if not file.metadata.num_rows:
        raise NoArticle("a table without a row; leave it out, or fetch it again")


def parts_of_parquet(stream: BinaryIO, *, size: int, columns: Mapping[str, str]) -> list[Part]:
    """Rows in parts of about `size` bytes, as they are in memory. Raises NoArticle."""
    file, places = _opened(stream, columns)
    table = file.metadata
    held = sum(chunk.total_uncompressed_size for _, chunk in _chunks(table, set(places.values())))
    step = max(1, table.num_rows * size // max(1, held))
    return [Part(n, min(n + step, table.num_rows), n + 1) for n in range(0, table.num_rows, step)]


def _opened(stream: BinaryIO, columns: Mapping[str, str]) -> tuple[pq.ParquetFile, dict[str, str]]:
    """The table in a stream, and which of its columns holds which field."""
    try:
        # Words that many rows share stay one in memory, and pages are fetched as they are needed.
        schema = pq.read_schema(stream)
        places = place_columns(schema.names, columns)
        shared = [name for name in schema.names if _is_words(schema.field(name).type) and name in places.values()]
        stream.seek(0)
        file = pq.ParquetFile(stream, read_dictionary=shared, pre_buffer=False, buffer_size=2**16)
    except (pa.ArrowException, OSError) as error:
        raise NoArticle(f"a damaged Parquet table ({_line(error)}); fetch it again") from error
    if "text" not in places:
        raise no_text_column("column", schema.names, columns)
    for name, chunk in _chunks(file.metadata, set(places.values())):
        unpacked = chunk.total_uncompressed_size
        if unpacked > max(UNPACKED, TIMES * chunk.total_compressed_size):
            raise NoArticle(f"its column {name!r} unpacks {TIMES}-fold, to {unpacked >> 20:,} MB; leave it out")
    return file, places


def _chunks(table: Any, names: set[str]) -> Iterator[tuple[str, Any]]:
    """The pieces in which some columns are stored, with the name of each."""
    for group in range(table.num_row_groups):
        for n in range(table.num_columns):
            chunk = table.row_group(group).column(n)
            name = chunk.path_in_schema.split(".")[0]
            if name in names:
                yield name, chunk


def _rows(file: pq.ParquetFile, names: list[str], part: Part | None) -> Iterator[dict[str, object]]:
    """The rows of a part, or all. What lies before it in its first row group is passed over."""
    start, end = (part.start, part.end) if part else (0, file.metadata.num_rows)
    at = 0
    for group in range(file.metadata.num_row_groups):
        after = at + file.metadata.row_group(group).num_rows
        if after <= start or at >= end:
            at = after
            continue
        # A group by itself: damage in the next one then does not reach back into it.
        for batch in file.iter_batches(ROWS, row_groups=[group], columns=names):
            low, high = max(0, start - at), min(len(batch), end - at)
            for n in range(low, high):
                yield {name: _value(column[n]) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
            at += len(batch)
            if at >= end:
                return


def _value(cell: Any) -> object:
    """A cell in Python's terms; words longer than any document count as none."""
    try:
        value = cell.as_py()
    except UnicodeDecodeError:
        value = cell.cast(pa.binary()).as_py()
    except ValueError:  # a moment with nanoseconds
        value = str(cell)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return None if isinstance(value, str) and len(value) > LARGEST else value


def _is_words(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_binary(kind))


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:100]
