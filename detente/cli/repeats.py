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
    """Rows of reports with `copy` (`copy`, `contained`, `edited` or None) and `copy_of` (a report's id or None)."""
    if record.is_linked() and wanted is not False:
        found = {row["report"]: (row["how"], row["origin"]) for row in record.origins().to_pylist()}
        copies = {report: told for report, told in found.items() if told[0] != "original"}
    else:
        look = len(rows) <= UP_TO if wanted is None else wanted
        nouns = (noun for noun in record.nouns(("report",)) if isinstance(noun, Report)) if look else ()
        copies = {found.report: (found.how, found.of) for found in find_copies(nouns)}
    return [row | dict(zip(("copy", "copy_of"), copies.get(row["id"], (None, None)), strict=True)) for row in rows]
