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

OFF = ("met", "refused", "withdrawn")
"""States of a position that take it off the table."""

SHOWN = 12
"""Positions of one side and stance that the page shows on and off the table each; the CSV has all."""


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
    rows = asked.snapshot.once(f"positions {a} {b}", lambda record: record.positions(a, b)).to_pylist()
    tension, chart = tension_of(asked, pair=(a, b))
    meetings, met = meeting_list(asked.record, parties=(a, b), limit=20)
    last = asked.snapshot.once("glance", glance)["last_day"]
    said, said_total = find(asked.record, "statement", Sought(pair=(a, b)), limit=8, newest_first=True)
    table = [
        {"stance": stance, "sides": [_column(rows, side, stance) for side in (a, b)]}
        for stance in STANCES
        if any(row["stance"] == stance for row in rows)
    ]
    data = {"a": a, "b": b, "positions": rows, "tension": tension, "meetings": meetings.to_pylist()}
    shown = {
        "names": known,
        "sides": [{"id": side, "name": name_of(side, known), "url": urls.actor(side)} for side in (a, b)],
        "table": table,
        "tally": [_tally(rows, side) for side in (a, b)],
        "chart": chart,
        "meetings_told": [meeting(row, known, last) for row in data["meetings"]],
        "met": met,
        "said": tellings("statement", said.to_pylist(), known),
        "said_total": said_total,
    }
    title = f"{name_of(a, known)} and {name_of(b, known)}"
    return Page("pair.html", title, data, rows, shown)


def _column(rows: list[Row], side: str, stance: str) -> dict[str, Any]:
    own = [_position(row) for row in rows if row["side"] == side and row["stance"] == stance]
    on = [each for each in own if each["state"] not in OFF]
    off = [each for each in own if each["state"] in OFF]
    return {
        "side": side,
        "on": on[:SHOWN],
        "off": off[:SHOWN],
        "more": max(0, len(on) - SHOWN) + max(0, len(off) - SHOWN),
    }


def _position(row: Row) -> dict[str, Any]:
    return {
        **row,
        "url": urls.entry("event", row["id"]),
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
