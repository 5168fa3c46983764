"""A record on about two screens: who, meetings, statements, events, conditions, where two sides stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from rich.console import RenderableType
from rich.text import Text

import detente
from detente.cli import cells
from detente.cli.listing import Names, Row, Shown
from detente.cli.repeats import with_copies
from detente.cli.speaking import count, grid, shorten

__all__ = ["record_page"]

Rows = list[dict[str, Any]]

FIXED = {"no_wrap": True}
DAY_AND_ID = 20
"""Columns of the screen that day and id take with the space between."""


def record_page(record: detente.Record, a: str, b: str, *, width: int) -> Iterator[RenderableType]:
    """The parts of the page, in order, for a screen of `width` columns. What copies repeat is left out."""
    reports = with_copies(record, record.reports().to_pylist(), wanted=True)
    actors = record.actors().to_pylist()
    names = {row["id"]: row["name"] for row in actors}
    repeats = {row["id"] for row in reports if row["copy"]}
    yield from _opening(reports, actors, len(repeats))

    def told_once(rows: Rows, same: Callable[[Row], object], *, wanted: Callable[[Row], object]) -> Rows:
        first: dict[object, dict[str, Any]] = {}
        for row in rows:
            if row["report"] not in repeats and wanted(row):
                first.setdefault(same(row), row)
        return list(first.values())

    meetings = told_once(
        record.meetings().to_pylist(),
        lambda row: (row["date"], row["status"], *sorted(_states(row["parties"]))),
        wanted=lambda row: row["date"] and len(row["parties"]) > 1,
    )
    statements = told_once(
        record.statements().to_pylist(), lambda row: row["words"], wanted=lambda row: row["speaker_id"]
    )
    events = told_once(
        record.events().to_pylist(),
        lambda row: (_states(row["actor"]), row["type"], _states(row["recipient"]), cells.day(row)),
        wanted=lambda row: row["actor"] and row["recipient"] and set(row["actor"]) != set(row["recipient"]),
    )
    conditions = told_once(
        record.conditions().to_pylist(),
        lambda row: row["words"],
        wanted=lambda row: row["if_who"] or row["then_who"],
    )
    positions = record.positions(a, b).to_pylist()
    yield _part("Who meets whom", "meetings", meetings, _meetings(names, width), most=8)
    yield _part("Who said what", "statements", statements, _statements(names, width), most=14, best=_telling)
    yield _part("Who did what to whom", "events", events, _events(names, width), most=14)
    yield _part("What would follow if", "conditions", conditions, _conditions(width), most=6)
    yield _part(f"Where {a} and {b} stand", "positions", positions, _positions(width), most=14)
    from detente.cli.path_tree import ends  # noqa: PLC0415  loads the database

    yield from ends(record.paths(), width=width)


def _opening(reports: Rows, actors: Rows, repeats: int) -> Iterator[RenderableType]:
    read = [row for row in reports if not row["unread"]]
    days = sorted(row["published"] for row in read if row["published"])
    outlets = {row["outlet"] for row in read if row["outlet"]}
    span = f", {days[0]} to {days[-1]}" if days else ""
    told = f"{count(len(read), 'report')} by {count(len(outlets), 'outlet')}{span}"
    yield Text(f"{told}; {repeats} that only repeat others are left out below")
    actors = sorted(actors, key=lambda row: (-row["entries"], row["id"]))
    sides = [f"{row['name']} ({row['id']}, {row['entries']})" for row in actors if row["type"] != "person"]
    people = [f"{row['name']} ({row['entries']})" for row in actors if row["type"] == "person"]
    yield Text.assemble(("between ", "bold"), ", ".join(sides[:5]), " entries")
    yield Text.assemble(("people ", "bold"), ", ".join(people[:7]), "\n")


def _part(
    title: str, what: str, rows: Rows, shown: Shown, *, most: int, best: Callable[[Row], float] | None = None
) -> RenderableType:
    """The best rows of each day (by itself the surest), `most` in all, in the order of the list."""
    if not rows:
        return Text(f"{title}: nothing was read\n", "bold")
    score = best or (lambda row: float(row.get("confidence", 1)))
    by_day: dict[str, list[int]] = {}
    for n in sorted(range(len(rows)), key=lambda n: -score(rows[n])):
        by_day.setdefault(cells.day(rows[n]).strip("()"), []).append(n)
    in_turn = sorted((rank, -score(rows[n]), n) for day in by_day.values() for rank, n in enumerate(day))
    chosen = sorted(n for *_, n in in_turn[:most])
    if len(chosen) < len(rows):
        title += f" ({len(chosen)} of {len(rows)}; detente show {what} lists all)"
    lines = [[cell(rows[n]) for *_, cell in shown] for n in chosen]
    for previous, line in reversed(list(pairwise(lines))):
        if line[0] == previous[0]:
            line[0] = None
    return grid([(heading, given) for heading, given, _ in shown], lines, title=title)


def _meetings(names: Names, width: int) -> Shown:
    return (
        ("day", FIXED, cells.day),
        ("parties", {"max_width": width // 3}, lambda row: cells.who(row["parties"], names)),
        ("", FIXED, lambda row: row["status"]),
        ("words", {"ratio": 1}, lambda row: shorten(row["words"], _two_lines(width, width // 3 + 12))),
        ("id", FIXED, cells.short_id),
    )


def _statements(names: Names, width: int) -> Shown:
    return (
        ("day", FIXED, cells.day),
        ("who", {"max_width": 26}, cells.speaker),
        ("", FIXED, lambda row: row["act"]),
        ("words", {"ratio": 1}, lambda row: shorten(row["words"], _two_lines(width, 38))),
        ("id", FIXED, cells.short_id),
    )


def _events(names: Names, width: int) -> Shown:
    return (
        ("day", FIXED, cells.day),
        ("who", {"max_width": width // 5}, lambda row: cells.who(row["actor"], names)),
        (
            "does",
            {"max_width": 18},
            lambda row: f"{cells.type_of(row)}, {row['status']}".removesuffix(", happened"),
        ),
        ("to whom", {"max_width": width // 6}, lambda row: cells.who(row["recipient"], names)),
        ("words", {"ratio": 1}, lambda row: shorten(row["words"], _two_lines(width, 20 + 11 * width // 30))),
        ("id", FIXED, cells.short_id),
    )


def _conditions(width: int) -> Shown:
    most = _two_lines(width, 34) // 2
    return (
        ("day", FIXED, cells.day),
        ("says", {"max_width": 22}, lambda row: row["holder_name"] or "(the reporter)"),
        ("", FIXED, lambda row: row["sense"]),
        ("this", {"ratio": 1}, lambda row: shorten(row["if_does"], most)),
        ("then that", {"ratio": 1}, lambda row: shorten(row["then_does"], most)),
        ("id", FIXED, cells.short_id),
    )


def _positions(width: int) -> Shown:
    return (
        ("side", FIXED, lambda row: f"{row['side']} {row['stance']}"),
        ("day", FIXED, cells.day),
        ("told", FIXED, cells.told),
        ("words", {"ratio": 1}, lambda row: shorten(row["words"], _two_lines(width, 42))),
        ("answer", {"max_width": 18}, cells.answer),
        ("id", FIXED, cells.short_id),
    )


def _two_lines(width: int, others: int) -> int:
    """Characters that fill two lines of a column beside `others` columns of the screen, day and id."""
    return max(40, 2 * (width - DAY_AND_ID - others) - 20)


def _telling(row: Row) -> float:
    """Statements that do something, in the speaker's own words, before plain indirect ones."""
    does, direct = bool(row["act"] != "states"), bool(row["manner"] == "direct")
    return 2.0 * does + 1.0 * direct + float(row["confidence"])


def _states(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_.split("/")[0] for id_ in ids))
