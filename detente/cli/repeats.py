"""Marks the reports of a record that repeat others."""

from __future__ import annotations

from typing import Any

import detente
from detente.linking import find_copies
from detente.model import Report

__all__ = ["with_copies"]

UP_TO = 2_000
"""Reports of a record up to which copies are looked for unasked (about two seconds a thousand)."""


def with_copies(record: detente.Record, rows: list[dict[str, Any]], *, wanted: bool | None) -> list[dict[str, Any]]:
    """Rows of reports with `copy` (`copy`, `contained` or None) and `copy_of` (a report's id or None)."""
    look = len(rows) <= UP_TO if wanted is None else wanted
    nouns = (noun for noun in record.nouns(("report",)) if isinstance(noun, Report)) if look else ()
    copies = {found.report: found for found in find_copies(nouns)}
    return [
        row | {"copy": found.how if found else None, "copy_of": found.of if found else None}
        for row in rows
        for found in (copies.get(row["id"]),)
    ]
