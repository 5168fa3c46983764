"""The front page: the crisis at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from detente.codebook.actor_files import read_actors
from detente.desk import charts
from detente.desk.disputes import in_context
from detente.desk.meeting_lines import meeting
from detente.desk.page import Asked, Page, Row
from detente.desk.svg import both
from detente.desk.wording import name_of, period
from detente.record.disputes import dispute_list
from detente.record.glance import busiest, glance, last_reading, names, outlets, upcoming
from detente.record.trend import pairs, trend

__all__ = ["names_of", "page", "tension_of"]

DISPUTES = 3

AROUND = timedelta(days=14)
"""Before the first report and after the last, how far the chart goes by itself: reports look back and ahead, and a
treaty of thirty years ago would press the crisis into a corner."""


def page(asked: Asked) -> Page:
    """Period, outlets, sides and people; tension of all pairs or the chosen; what is new; who meets next."""
    known = names_of(asked)
    at = asked.snapshot.once("glance", glance)
    run, news = asked.snapshot.once("last_reading", last_reading)
    sides = asked.snapshot.once("sides", lambda record: busiest(record, type="side", limit=10)).to_pylist()
    people = asked.snapshot.once("people", lambda record: busiest(record, type="person", limit=10)).to_pylist()
    between = asked.snapshot.once("pairs", lambda record: pairs(record, limit=12)).to_pylist()
    meetings = asked.snapshot.once("upcoming", upcoming).to_pylist()
    disputes, disputed = asked.snapshot.once("disputes", lambda record: dispute_list(record, limit=20))
    chosen = asked.text("pair")
    pair = tuple(chosen.split(",", 1)) if chosen and "," in chosen else None
    since = asked.day("since") or (at["first_day"] and at["first_day"] - AROUND)
    until = asked.day("until", last=True) or (at["last_day"] and at["last_day"] + AROUND)
    rows, chart = tension_of(asked, pair=(pair[0], pair[1]) if pair else None, since=since, until=until)
    data = {
        "record": at,
        "outlets": asked.snapshot.once("outlets", outlets).to_pylist()[:12],
        "sides": sides,
        "people": people,
        "pairs": between,
        "tension": rows,
        "last_reading": run,
        "new_reports": news.to_pylist(),
        "meetings": meetings,
        "disagreements": disputes.to_pylist(),
    }
    shown = {
        "names": known,
        "disputed": disputed,
        "disputes": in_context(asked.record, _one_a_story(data["disagreements"])[:DISPUTES]),
        "linked": asked.snapshot.once("linked", lambda record: record.is_linked()),
        "chart": chart,
        "chosen": chosen,
        "when": period(at["first_day"], at["last_day"]),
        "choices": [
            (f"{row['one']},{row['other']}", f"{name_of(row['one'], known)} and {name_of(row['other'], known)}")
            for row in between
        ],
        "meetings_told": [meeting(row, known, at["last_day"]) for row in meetings],
    }  # fmt: skip
    return Page("front.html", "The crisis at a glance", data, rows, shown)


def _one_a_story(disputes: Sequence[Row]) -> list[Row]:
    """The first of each story: what one happening is told otherwise in is seldom one number alone."""
    first: dict[str, Row] = {}
    for row in disputes:
        first.setdefault(row["story"] or row["id"], row)
    return list(first.values())


def names_of(asked: Asked) -> dict[str, str]:
    """Every actor's name by id: the record's own, else the codebook's, for those whom no report describes."""
    return asked.snapshot.once("names", lambda record: {**_described(), **names(record)})


@cache
def _described() -> dict[str, str]:
    return {id_: each.name for id_, each in read_actors().described.items()}


def tension_of(
    asked: Asked,
    *,
    pair: tuple[str, str] | None = None,
    actor: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Cooperation and conflict by step of a pair, an actor or all, and their chart (None without a day)."""
    key = f"trend {pair} {actor} {since} {until}"
    rows = asked.snapshot.once(
        key, lambda record: trend(record, pair=pair, actor=actor, since=since, until=until)
    ).to_pylist()
    filters = {"pair": ",".join(pair) if pair else None, "actor": actor}
    draws = partial(charts.tension_chart, rows, names_of(asked), filters=filters)
    return rows, both(draws, label="Cooperation and conflict over time") if rows else None
