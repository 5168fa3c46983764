"""Actors: who is in the record, and what one of them is, did, said and asks for."""

from __future__ import annotations

from detente.desk import urls
from detente.desk.page import PER_PAGE, Asked, Page
from detente.desk.pages.front import names_of, tension_of
from detente.desk.telling import tellings
from detente.desk.wording import name_of
from detente.errors import NoSuchEntry
from detente.record.finding import Sought, find
from detente.record.glance import busiest
from detente.record.people import people_of, portrait
from detente.record.trend import pairs

__all__ = ["index", "one"]

TYPES = ("side", "person")
FEW = 8


def index(asked: Asked) -> Page:
    """Everybody in the record, those with most entries first."""
    number = asked.number()
    found = busiest(
        asked.record,
        type=asked.choice("type", TYPES),
        text=asked.text("q"),
        limit=PER_PAGE,
        offset=(number - 1) * PER_PAGE,
    )
    rows = found.to_pylist()
    total = rows[0]["total"] if rows else 0
    most = max((row["entries"] for row in rows), default=1)
    shown = {"names": names_of(asked), "number": number, "pages": max(1, -(-total // PER_PAGE)), "most": most}
    for row in rows:
        del row["total"]
    return Page("actors.html", "Actors", {"total": total, "page": number, "actors": rows}, rows, shown)


def one(asked: Asked) -> Page:
    """One actor. Raises NoSuchEntry for one whom nothing names."""
    known = names_of(asked)
    who = asked.steps["id"]
    about = portrait(asked.record, who)
    parts = {}
    for name, kind, sought in (
        ("asks", "event", Sought(actor=who, sort="REQUEST")),
        ("does", "event", Sought(actor=who)),
        ("suffers", "event", Sought(to=who)),
        ("says", "statement", Sought(actor=who)),
        ("conditions", "condition", Sought(actor=who)),
        ("meets", "meeting", Sought(actor=who)),
    ):
        found, total = find(asked.record, kind, sought, limit=FEW, newest_first=True)
        parts[name] = {"rows": found.to_pylist(), "total": total, "kind": kind}
    if about is None and not any(part["total"] for part in parts.values()):
        raise NoSuchEntry(f"{who}: no actor of this id is in the record")
    side = who.split("/")[0]
    between = pairs(asked.record, actor=side, limit=40).to_pylist()
    tension, chart = tension_of(asked, actor=side) if side == who else ([], None)
    people = people_of(asked.record, who).to_pylist() if side == who else []
    data = {
        "actor": about or {"id": who, "name": name_of(who, known), "type": None, "country": None, "offices": []},
        "people": people,
        "pairs": between if side == who else [],
        "tension": tension,
        **{name: part["rows"] for name, part in parts.items()},
    }
    shown = {
        "names": known,
        "chart": chart,
        "side": {"id": side, "name": name_of(side, known), "url": urls.actor(side)} if side != who else None,
        "parts": {name: {**part, "told": tellings(part["kind"], part["rows"], known)} for name, part in parts.items()},
    }
    flat = [{"part": name, **row} for name, part in parts.items() for row in part["rows"]]
    return Page("actor.html", name_of(who, known), data, flat, shown)
