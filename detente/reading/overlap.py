"""How much two spans share."""

from __future__ import annotations

from detente.model import Span

__all__ = ["share_of_shorter"]


def share_of_shorter(a: Span, b: Span) -> float:
    """Characters that two spans share, as a part of the shorter one: 0 apart, 1 where one holds the other."""
    shared = max(0, min(a.end, b.end) - max(a.start, b.start))
    return shared / max(1, min(a.end - a.start, b.end - b.start))
