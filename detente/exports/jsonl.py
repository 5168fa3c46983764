"""JSON lines: every noun as one object a line, in an order that is the same every time."""

from __future__ import annotations

import json
from typing import TextIO

from detente.model import as_row
from detente.record import Record
from detente.record.whole import KINDS

__all__ = ["write"]


def write(record: Record, out: TextIO, *, kind: str | None = None) -> None:
    """Writes `as_row` of each noun: reports by publication and source, actors, entries by span, what linking found."""
    dump = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
    for noun in record.nouns(KINDS if kind is None else (kind,)):
        out.write(dump(as_row(noun)) + "\n")
