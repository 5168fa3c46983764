"""The network of who deals with whom, from pairs to a drawn chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from math import sqrt
from typing import Any

from detente.desk import urls
from detente.desk.charts import network_chart
from detente.desk.layout import layout
from detente.desk.matrix import busiest_sides
from detente.desk.svg import HERE, NARROW, both
from detente.desk.wording import name_of

__all__ = ["network"]

Row = Mapping[str, Any]

LARGEST, LARGEST_NARROW = 18, 9
"""Sides in the network, and on a telephone: more names than this overlap."""


def network(pairs: Sequence[Row], names: Mapping[str, str]) -> dict[str, Any] | None:
    """The chart of the busiest sides at both widths; None where there are fewer than two. `pairs`: `record.pairs`."""
    return both(partial(_specified, pairs, names), label="Who deals with whom")


def _specified(pairs: Sequence[Row], names: Mapping[str, str], *, width: int) -> Mapping[str, Any] | None:
    sides = busiest_sides(pairs, LARGEST_NARROW if width == NARROW else LARGEST)
    kept = [row for row in pairs if row["one"] in sides and row["other"] in sides]
    if len(sides) < 2:
        return None
    at = {side: n for n, side in enumerate(sides)}
    most = max(row["events"] for row in kept)
    places = layout(len(sides), [(at[row["one"]], at[row["other"]], row["events"] / most) for row in kept])
    events = {side: sum(row["events"] for row in kept if side in (row["one"], row["other"])) for side in sides}
    nodes = [
        {
            "x": x, "y": y, "name": name_of(side, names), "url": HERE + urls.actor(side),
            "size": 40 + 260 * sqrt(events[side] / max(events.values())),
            "label": f"{name_of(side, names)}: {events[side]:,} events with these sides",
        }
        for side, (x, y) in zip(sides, places, strict=True)
    ]  # fmt: skip
    edges = [_edge(row, places[at[row["one"]]], places[at[row["other"]]], most, names) for row in kept]
    return network_chart(nodes, edges, width=width)


def _edge(
    row: Row, start: tuple[float, float], end: tuple[float, float], most: int, names: Mapping[str, str]
) -> dict[str, Any]:
    balance = row["balance"]
    tone = "neutral" if abs(balance) < 1 else "cooperation" if balance > 0 else "conflict"
    return {
        "x": start[0], "y": start[1], "x2": end[0], "y2": end[1], "tone": tone,
        "width": 1 + 7 * sqrt(row["events"] / most), "url": HERE + urls.pair(row["one"], row["other"]),
        "label": f"{name_of(row['one'], names)} and {name_of(row['other'], names)}: {row['events']:,} events, "
        f"balance {balance:+.1f}",
    }  # fmt: skip
