"""What a page is: named data with a template, and the same data as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from detente.desk.snapshot import Snapshot
from detente.errors import DetenteError
from detente.record import Record
from detente.record.asking import as_day

__all__ = ["PER_PAGE", "Asked", "BadRequest", "Page", "Row", "as_csv", "as_json"]

Row = Mapping[str, Any]

PER_PAGE = 50
"""Rows of a table that one page shows."""

_LONGEST_QUERY = 400
"""Characters of a filter that are looked at: names and words, no more."""


class BadRequest(DetenteError):
    """A filter in a URL that means nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the copy of the record it is answered from, the path and the query of its URL."""

    snapshot: Snapshot
    path: str
    steps: Mapping[str, str]
    query: Mapping[str, str]

    @property
    def record(self) -> Record:
        """The record, as it was when the copy was taken."""
        return self.snapshot.record

    def text(self, name: str) -> str | None:
        """A filter in words; None where it is not there or empty."""
        value = self.query.get(name, "").strip()[:_LONGEST_QUERY]
        return value or None

    def choice(self, name: str, among: Collection[str]) -> str | None:
        """A filter that is one of some words. Raises BadRequest."""
        value = self.text(name)
        if value is not None and value not in among:
            raise BadRequest(f"{name}={value}: it may be {', '.join(among)}")
        return value

    def day(self, name: str, *, last: bool = False) -> date | None:
        """A filter that is a day, month or year: its first day, or its `last`. Raises DetenteError."""
        value = self.text(name)
        return None if value is None else as_day(value, last=last)

    def number(self, name: str = "page", *, most: int = 1_000_000) -> int:
        """A number from 1 on; 1 where it is not there. Raises BadRequest."""
        value = self.query.get(name, "").strip() or "1"
        if not (value.isascii() and value.isdigit() and 0 < int(value) <= most):
            raise BadRequest(f"{name}={value[:40]}: it is a number from 1 on")
        return int(value)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to show. `data` is what it says, and its JSON; `rows` its main table, and its CSV.

    `shown` is what only the template needs: charts, the state of filters.
    """

    template: str
    title: str
    data: Mapping[str, Any]
    rows: Sequence[Row] = ()
    shown: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


def as_json(page: Page) -> bytes:
    """The page's data; days as ISO 8601."""
    return json.dumps({"title": page.title, **page.data}, ensure_ascii=False, indent=1, default=str).encode(
        "utf-8", "replace"
    )


def as_csv(page: Page) -> bytes:
    """The page's main table, a line a row, lists joined by semicolons."""
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in page.rows for name in row))
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in page.rows)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        return ";".join(
            json.dumps(v, default=str, ensure_ascii=False) if isinstance(v, dict) else str(v) for v in value
        )
    if isinstance(value, dict):
        return json.dumps(value, default=str, ensure_ascii=False)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"  # report text must not become a formula where a spreadsheet opens this
    return value
