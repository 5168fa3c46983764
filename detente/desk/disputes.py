"""Disagreements as pages tell them: each quote with what stands around it in its report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.desk.page import Row
from detente.record.asking import Askable
from detente.record.disputes import surroundings

__all__ = ["in_context"]

SIDES, QUOTES = 6, 4
"""Of a disagreement, and of one side of it, that a page shows."""


def in_context(record: Askable, disputes: Sequence[Row]) -> list[dict[str, Any]]:
    """The disagreements with their sides and quotes cut to what a page shows; each quote has `before` and `after`."""
    cut = [[side["quotes"][:QUOTES] for side in row["sides"][:SIDES]] for row in disputes]
    spans = [(q["report"], q["span_start"], q["span_end"]) for sides in cut for quotes in sides for q in quotes]
    around = iter(surroundings(record, spans))
    found = []
    for row, quotes_of in zip(disputes, cut, strict=True):
        sides = [
            {"says": side["says"], "quotes": [_quoted(quote, *next(around)) for quote in quotes]}
            for side, quotes in zip(row["sides"], quotes_of, strict=False)
        ]
        found.append({**row, "sides": sides, "more": max(0, len(row["sides"]) - SIDES)})
    return found


def _quoted(quote: Row, before: str, after: str) -> dict[str, Any]:
    """Cut at words, and at the paragraph that the quote stands in."""
    before = before.rpartition("\n\n")[2]
    after = after.partition("\n\n")[0]
    return {**quote, "before": " ".join(before.split(" ")[1:]), "after": " ".join(after.split(" ")[:-1])}
