"""Tables with a report a row: CSV and TSV, fields of any length."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from typing import BinaryIO, TextIO

from detente.errors import NoArticle
from detente.sources.columns import draft_from_row, no_text_column, place_columns
from detente.sources.decoding import LARGEST, text_lines
from detente.sources.draft import Draft

__all__ = ["read_table"]

DELIMITERS = ",;\t|"
AWAY_FROM_EDGES = re.compile(r'(?<=[^\t\n])"(?=[^\t\r\n])')
LONGEST_FIELD = min(sys.maxsize, 2**31 - 1)  # a C long on every system


def read_table(source: str, stream: BinaryIO, *, columns: Mapping[str, str]) -> Iterator[Draft]:
    """A report for each row; the first row names the columns.

    Raises NoArticle where the table is empty or no column is known to hold the text.
    """
    csv.field_size_limit(LONGEST_FIELD)  # the module's own 128 KB is less than a long report
    with text_lines(stream) as lines:
        head = lines.read(2**16)
        lines.seek(0)
        if not head.strip():
            raise NoArticle("the file is empty; leave it out, or fetch it again")
        delimiter = max(DELIMITERS, key=head.split("\n", 1)[0].count)
        bare = delimiter == "\t" and not _quoted(head)
        rows = csv.reader(_bounded(lines), delimiter=delimiter, quoting=csv.QUOTE_NONE if bare else csv.QUOTE_MINIMAL)
        names = next(rows)
        places = place_columns(names, columns)
        if "text" not in places:
            raise no_text_column("column", names, columns)
        number = 0
        for number, row in enumerate(rows, start=1):
            if row:
                yield draft_from_row(dict(zip(names, row, strict=False)), places, source=source, number=number)
        if not number:
            raise NoArticle("a table without a row below its heading; leave it out, or fetch it again")


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
