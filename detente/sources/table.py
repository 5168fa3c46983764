"""Tables with a report a row: CSV and TSV, fields of any length."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Literal, NamedTuple, TextIO

from detente.errors import NoArticle
from detente.sources.columns import draft_from_row, no_text_column, place_columns
from detente.sources.decoding import LARGEST, text_lines
from detente.sources.draft import Draft
from detente.sources.parts import Bounded, Part

__all__ = ["parts_of_table", "read_table"]

DELIMITERS = ",;\t|"
AWAY_FROM_EDGES = re.compile(r'(?<=[^\t\n])"(?=[^\t\r\n])')
LONGEST_FIELD = min(sys.maxsize, 2**31 - 1)  # a C long on every system


class _Form(NamedTuple):
    """How a table is written, as its beginning shows: the encoding, the columns, and what csv must know."""

    encoding: str
    names: list[str]
    places: dict[str, str]
    delimiter: str
    quoting: Literal[0, 3]  # csv.QUOTE_MINIMAL, csv.QUOTE_NONE

    def rows(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """The rows of some lines."""
        return csv.reader(lines, delimiter=self.delimiter, quoting=self.quoting)


def read_table(
    source: str, stream: BinaryIO, *, columns: Mapping[str, str], part: Part | None = None
) -> Iterator[Draft]:
    """A report for each row; the first row names the columns. Of a part, a report for each of its rows.

    Raises NoArticle where the table is empty or no column is known to hold the text.
    """
    form = _form(stream, columns)
    within = io.BufferedReader(Bounded(stream, part.start, part.end)) if part else stream
    number = part.first - 1 if part else 0
    encoding = form.encoding.removesuffix("-sig") if part else form.encoding
    with io.TextIOWrapper(within, encoding, "replace", newline="") as lines:
        rows = form.rows(_bounded(lines))
        if part is None:
            next(rows)
        for row in rows:
            number += 1
            if row:
                yield draft_from_row(
                    dict(zip(form.names, row, strict=False)), form.places, source=source, number=number
                )
    if not number:
        raise NoArticle("a table without a row below its heading; leave it out, or fetch it again")


def parts_of_table(stream: BinaryIO, *, size: int, columns: Mapping[str, str]) -> list[Part]:
    """Rows in parts of about `size` bytes; none where the bytes of a line cannot be counted. Raises NoArticle."""
    form = _form(stream, columns)
    if form.encoding.startswith(("utf-16", "utf-32")):
        return []
    parts: list[Part] = []
    read = 0

    def counted(lines: TextIO) -> Iterator[str]:
        nonlocal read
        for line in _bounded(lines):
            read += len(line.encode(encoding, "surrogateescape"))
            yield line

    encoding = form.encoding.removesuffix("-sig")
    lines = io.TextIOWrapper(stream, encoding, "surrogateescape", newline="")
    rows = form.rows(counted(lines))
    next(rows)
    start, first, number = read, 1, 0
    for number, _ in enumerate(rows, start=1):  # `read` stands where the row ends
        if read - start >= size:
            parts.append(Part(start, read, first))
            start, first = read, number + 1
    lines.detach()
    return [*parts, Part(start, read, first)] if read > start else parts


def _form(stream: BinaryIO, columns: Mapping[str, str]) -> _Form:
    csv.field_size_limit(LONGEST_FIELD)  # the module's own 128 KB is less than a long report
    lines = text_lines(stream)
    head = lines.read(2**16)
    if not head.strip():
        raise NoArticle("the file is empty; leave it out, or fetch it again")
    lines.seek(0)
    delimiter = max(DELIMITERS, key=head.split("\n", 1)[0].count)
    bare = delimiter == "\t" and not _quoted(head)
    quoting: Literal[0, 3] = csv.QUOTE_NONE if bare else csv.QUOTE_MINIMAL
    names = next(csv.reader(_bounded(lines), delimiter=delimiter, quoting=quoting))
    places = place_columns(names, columns)
    if "text" not in places:
        raise no_text_column("column", names, columns)
    encoding = lines.encoding
    lines.detach()
    stream.seek(0)
    return _Form(encoding, names, places, delimiter, quoting)


def _bounded(lines: TextIO) -> Iterator[str]:
    while line := lines.readline(LARGEST + 1):
        if len(line) > LARGEST:
            raise NoArticle(f"a line of it is longer than {LARGEST >> 20} MB; mend it, or split the table")
        yield line


def _quoted(head: str) -> bool:
    """Whether quotation marks wrap fields. In tables made by joining with tabs they belong to the text.

    Where they wrap, those of the text are doubled, so that every single one stands at the edge of a field.
    """
    single = head.replace('""', "")
    return '"' in single and AWAY_FROM_EDGES.search(single) is None
