"""Meetings as an iCalendar file (RFC 5545) that a mail or calendar program opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, TextIO

from icalendar import Calendar, Event

from detente import __version__
from detente.record import Record

__all__ = ["calendar_text", "event_of", "write"]

Row = Mapping[str, Any]

LONGEST = timedelta(days=31)
"""A time told wider than a month is no entry of a calendar."""

NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters that RFC 5545 keeps out of TEXT, and what some programs take for a line's end."""

PLAIN_URL = re.compile(r"https?://[!-~]+")


def write(record: Record, out: TextIO) -> None:
    """Writes the meetings of a record that have a day; `out` must leave the ends of lines (CR LF) as they are."""
    actors = record.actors()
    names = dict(zip(actors.column("id").to_pylist(), actors.column("name").to_pylist(), strict=True))
    out.write(calendar_text(record.calendar().to_pylist(), names))


def calendar_text(rows: Iterable[Row], names: Mapping[str, str]) -> str:
    """Rows of `Record.calendar` as the text of a calendar; `names` are the actors' by id.

    A meeting without a day, or told no closer than some months, has no place in a calendar and is left out. The
    text depends on the rows alone: its stamps are days of publication.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Detente//Detente {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Meetings")
    for row in rows:
        if row["day_from"] and row["day_to"] and row["day_to"] - row["day_from"] <= LONGEST:
            calendar.add_component(event_of(row, names))
    text: str = calendar.to_ical().decode("utf-8")
    return text


def event_of(row: Row, names: Mapping[str, str]) -> Event:
    """One meeting. The UID is its id, which stays while later reports add to it; SEQUENCE counts the changes."""
    event = Event()
    evidence = row["evidence"]
    said = [one["published"] for one in evidence if one["published"]]
    stamp = datetime.combine(max(said, default=row["day_from"]), time(), UTC)
    event.add("uid", f"{row['id']}@detente")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", _changes(evidence))
    event.add("dtstart", _start(row))
    if not isinstance(_start(row), datetime):
        event.add("dtend", row["day_to"] + timedelta(days=1))  # the first day that is not of it
    event.add("status", _status(row))
    event.add("summary", _clean(_summary(row, names)))
    event.add("description", _clean("\n".join(_description(row, names))))
    event.add("transp", "TRANSPARENT")  # it is nobody's own appointment
    if where := ", ".join(filter(None, (row["venue"], row["place"]))):
        event.add("location", _clean(where))
    if row["form"]:
        event.add("categories", [_clean(row["form"])])
    if url := next((u for one in evidence if (u := one["url"] or one["source"]) and PLAIN_URL.fullmatch(u)), None):
        event.add("url", url)
    return event


def _start(row: Row) -> date | datetime:
    """The first day; with a time where the text gives one, in the time of the place."""
    told = str(row["date"])
    if "T" in told and "/" not in told:
        return datetime.fromisoformat(told).replace(tzinfo=None)
    first: date = row["day_from"]
    return first


def _status(row: Row) -> str:
    """CANCELLED also for one put off whose new day nobody tells; TENTATIVE where the day is not one or not agreed."""
    if row["status"] == "cancelled":
        return "CANCELLED"
    days = {one["date"] for one in row["evidence"] if one["date"] and one["status"] != "postponed"}
    if row["status"] == "postponed":
        return "TENTATIVE" if days and row["date"] not in days else "CANCELLED"
    sure = row["status"] == "held" or (row["day_from"] == row["day_to"] and len(row["days"]) < 2)
    return "CONFIRMED" if sure else "TENTATIVE"


def _changes(evidence: Sequence[Row]) -> int:
    """How often a later telling said another status, day or place than the one before."""
    told = [(one["status"], one["date"], one["place"]) for one in evidence]
    return sum(before != after for before, after in pairwise(told))


def _summary(row: Row, names: Mapping[str, str]) -> str:
    who = ", ".join(names.get(party, party) for party in row["parties"])
    off = {"cancelled": "Cancelled: ", "postponed": "Postponed: "}.get(row["status"], "")
    return f"{off}{who}: {row['form'] or 'meeting'}"


def _description(row: Row, names: Mapping[str, str]) -> Iterator[str]:
    when = ", ".join(filter(None, (row["part_of_day"], row["date_words"] and f"“{row['date_words']}”")))
    told = {
        "Status": row["status"], "When": when, "Topic": row["topic"], "Level": row["level"],
        "Host": row["host"] and names.get(row["host"], row["host"]),
    }  # fmt: skip
    yield from (f"{label}: {value}" for label, value in told.items() if value)
    for label, values in (("days", row["days"]), ("places", row["places"])):
        if len(values) > 1:
            yield f"Reports differ about the {label}:"
            yield from (f"- {value['says']}: {'; '.join(map(_teller, value['told']))}" for value in values)
    yield ""
    for one in row["evidence"]:
        yield f"“{' '.join(one['words'].split())}” ({_teller(one)})"


def _teller(one: Row) -> str:
    return ", ".join(filter(None, (one["outlet"] or one["source"], one["published"] and str(one["published"]))))


def _clean(text: str) -> str:
    return NO_TEXT.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
