"""A meeting of the calendar in one form for the pages: who, when, where, told by whom, and where tellings differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from detente.desk import urls
from detente.desk.telling import actors_of
from detente.desk.wording import day
from detente.linking.same_place import are_apart

__all__ = ["meeting"]

Row = Mapping[str, Any]

OUTLETS = 3


def meeting(row: Row, names: Mapping[str, str], last_day: date | None) -> dict[str, Any]:
    """A row of `Record.calendar` as the page tells it; `to_come` is after the record's last day, or open."""
    first = row["evidence"][0]
    outlets = list(dict.fromkeys(one["outlet"] or one["title"] or "a report" for one in row["evidence"]))
    return {
        "id": row["id"],
        "day": "no day yet" if row["open"] else day({**row, "published": row["first_told"]}),
        "part_of_day": row["part_of_day"],
        "who": actors_of(row["parties"], names),
        "place": ", ".join(part for part in (row["venue"], row["place"]) if part),
        "form": row["form"],
        "level": row["level"],
        "topic": row["topic"],
        "status": row["status"],
        "to_come": _to_come(row, last_day),
        "day_from": row["day_from"],
        "words": first["words"],
        "url": urls.entry("meeting", first["id"]),
        "told_by": [
            {"name": one["outlet"] or one["title"] or "a report", "words": one["words"],
             "mark": urls.mark(one["report"], one["span_start"], one["span_end"])}
            for one in row["evidence"][:6]
        ],
        "outlets": len(outlets),
        "days": _differing(row["days"]),
        "places": _differing(row["places"]) if are_apart(told["says"] for told in row["places"]) else [],
    }  # fmt: skip


def _to_come(row: Row, last_day: date | None) -> bool:
    """After the last report's day, or on it and not yet held; or some day."""
    first = row["day_from"]
    if row["open"]:
        return True
    return bool(last_day and first and (first > last_day or (first == last_day and row["status"] != "held")))


def _differing(values: list[Row]) -> list[dict[str, Any]]:
    """What is told otherwise by others: each value with who says so; nothing where all say the same."""
    if len(values) < 2:
        return []
    return [
        {
            "says": value["says"],
            "by": list(dict.fromkeys(one["outlet"] or "a report" for one in value["told"]))[:OUTLETS],
        }
        for value in values
    ]
