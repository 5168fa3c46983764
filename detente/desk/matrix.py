"""The matrix of pairs: who does what to whom, a row for who acts, a column for whom it is done to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from detente.desk import urls
from detente.desk.wording import name_of

__all__ = ["LARGEST", "busiest_sides", "matrix"]

LARGEST = 12
"""Sides in the matrix: more columns than this are no longer read."""

_STRONG, _CLEAR = 8.0, 3.0
"""Sums of scores from which a cell has the strong and the middle shade of its colour."""


def busiest_sides(pairs: Sequence[Mapping[str, Any]], most: int) -> list[str]:
    """The sides with most events in these pairs."""
    events: Counter[str] = Counter()
    for row in pairs:
        events[row["one"]] += row["events"]
        events[row["other"]] += row["events"]
    return [side for side, _ in sorted(events.items(), key=lambda item: (-item[1], item[0]))[:most]]


def matrix(pairs: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> dict[str, Any] | None:
    """`sides`, and `rows` of cells (`balance`, its `shade` from -3 to 3, `url`); None for fewer than two sides.

    `pairs` are rows of `record.pairs`.
    """
    sides = busiest_sides(pairs, LARGEST)
    if len(sides) < 2:
        return None
    balance = {}
    for row in pairs:
        balance[row["one"], row["other"]] = row["forward_balance"]
        balance[row["other"], row["one"]] = row["back_balance"]
    named = [{"id": side, "name": name_of(side, names), "url": urls.actor(side)} for side in sides]
    rows = [
        {
            "side": actor,
            "cells": [
                {
                    "to": to["name"],
                    "balance": balance.get((actor["id"], to["id"])),
                    "shade": _shade(balance.get((actor["id"], to["id"]), 0.0)),
                    "url": urls.pair(actor["id"], to["id"]),
                    "own": actor["id"] == to["id"],
                }
                for to in named
            ],
        }
        for actor in named
    ]
    return {"sides": named, "rows": rows}


def _shade(balance: float) -> int:
    size = abs(balance)
    level = 3 if size >= _STRONG else 2 if size >= _CLEAR else 1 if size > 0 else 0
    return level if balance > 0 else -level
