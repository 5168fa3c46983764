"""Pairs of sides: who stands how to whom, and the negotiating table of two."""

from __future__ import annotations

from typing import Any

from detente.desk import urls
from detente.desk.matrix import matrix
from detente.desk.meeting_lines import meeting
from detente.desk.network import network
from detente.desk.page import Asked, Page, Row
from detente.desk.pages.front import names_of, tension_of
from detente.desk.telling import tellings
from detente.desk.wording import name_of, plain_day
from detente.record.finding import Sought, find
from detente.record.glance import glance
from detente.record.meeting_list import meeting_list
from detente.record.positions import STANCES
from detente.record.trend import pairs

__all__ = ["index", "page"]

OFF = ("met", "refused", "withdrawn", "carried out")
"""States of a position that take it off the table."""

SHOWN = 12
"""Positions of one side and stance that the page shows on and off the table each; the CSV has all."""

LATEST = 2_000
"""Events of the two sides that are gathered into positions, the last by day."""


def index(asked: Asked) -> Page:
    """All pairs: a network, a matrix, a table."""
    known = names_of(asked)
    since, until = asked.day("since"), asked.day("until", last=True)
    rows = asked.snapshot.once(
        f"pairs {since} {until}", lambda record: pairs(record, since=since, until=until)
    ).to_pylist()
    shown = {"names": known, "matrix": matrix(rows, known), "network": network(rows, known)}
    return Page("pairs.html", "Who stands how to whom", {"pairs": rows}, rows, shown)


def page(asked: Asked) -> Page:
    """The negotiating table of two sides."""
    known = names_of(asked)
    a, b = asked.steps["a"], asked.steps["b"]
    until = asked.day("until", last=True)
    positions = asked.snapshot.once(
        f"positions {a!r} {b!r} {until}", lambda record: record.positions(a, b, until=until, latest=LATEST)
    )
    rows = positions.to_pylist()
    events = int((positions.schema.metadata or {}).get(b"events", 0))
    tension, chart = tension_of(asked, pair=(a, b))
    meetings, met = meeting_list(asked.record, parties=(a, b), limit=20)
    last = asked.snapshot.once("glance", glance)["last_day"]
    said, said_total = find(asked.record, "statement", Sought(pair=(a, b)), limit=8, newest_first=True)
    table = [
        {"stance": stance, "sides": [_column(rows, stance, side, other) for side, other in ((a, b), (b, a))]}
        for stance in STANCES
        if any(row["stance"] == stance for row in rows)
    ]
    data = {"a": a, "b": b, "positions": rows, "tension": tension, "meetings": meetings.to_pylist()}
    shown = {
        "names": known,
        "sides": [{"id": side, "name": name_of(side, known), "url": urls.actor(side)} for side in (a, b)],
        "table": table,
        "events": events,
        "gathered": min(events, LATEST),
        "earliest": min((row["first_day"] for row in rows if row["first_day"]), default=None),
        "tally": [_tally(rows, side) for side in (a, b)],
        "chart": chart,
        "meetings_told": [meeting(row, known, last) for row in data["meetings"]],
        "met": met,
        "said": tellings("statement", said.to_pylist(), known),
        "said_total": said_total,
    }
    title = f"{name_of(a, known)} and {name_of(b, known)}"
    return Page("pair.html", title, data, rows, shown)


def _column(rows: list[Row], stance: str, side: str, other: str) -> dict[str, Any]:
    """What one side says, on and off the table: to the other by name, then to others as well, then `at_large`."""
    own = [row for row in rows if row["side"] == side and row["stance"] == stance]
    named = other.split("/", maxsplit=1)[0]
    own.sort(key=lambda row: named not in {id_.split("/")[0] for id_ in row["recipients"]})
    parts = {
        "on": [row for row in own if row["state"] not in OFF and row["recipients"]],
        "at_large": [row for row in own if row["state"] not in OFF and not row["recipients"]],
        "off": [row for row in own if row["state"] in OFF],
    }
    return {
        "side": side,
        **{name: [_position(row) for row in part[:SHOWN]] for name, part in parts.items()},
        "at_large_total": len(parts["at_large"]),
        "more": sum(max(0, len(part) - SHOWN) for part in parts.values()),
    }


def _position(row: Row) -> dict[str, Any]:
    return {
        **row,
        "url": urls.entry(row["kind"], row["id"]),
        "mark": urls.mark(row["report"], row["span_start"], row["span_end"]),
        "days": plain_day(row["first_day"])
        if row["first_day"] == row["last_day"]
        else f"{plain_day(row['first_day'])}, again until {plain_day(row['last_day'])}",
        "wordings": row["wordings"][:8],
        "answered_by": row["answered_by"][-4:],
    }


def _tally(rows: list[Row], side: str) -> dict[str, int]:
    own = [row for row in rows if row["side"] == side]
    counted = {state: sum(row["state"] == state for row in own) for state in OFF}
    return {"on the table": len(own) - sum(counted.values()), **counted}
