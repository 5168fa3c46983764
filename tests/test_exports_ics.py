"""The calendar file: read back by the library, it says what the record says, whatever stands in the texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

import detente
from detente.errors import DetenteError
from detente.exports import write
from detente.exports.ics import calendar_text, event_of

NAMES = {"CHL": "Chile", "PER": "Peru", "PER/ana-gervasi": "Ana Gervasi"}


def told(day: str | None, status: str = "planned", *, outlet: str = "Andes Wire", published: str = "2021-03-02",
    words: str = "Envoys of Chile and Peru meet", place: str | None = "Arica", url: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """A mention of a meeting as `Record.calendar` gives it."""
    return {
        "id": f"{outlet}{day}", "report": outlet, "outlet": outlet, "title": None, "source": f"{outlet}.txt",
        "url": url, "published": date.fromisoformat(published), "status": status, "date": day, "place": place,
        "words": words,
    }  # fmt: skip


def row(*evidence: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A meeting as `Record.calendar` gives it: what the last mention says, with all that was told."""
    last = evidence[-1]
    days = {one["date"]: one for one in evidence}
    return {
        "id": "8692922a11783798", "parties": ["CHL", "PER/ana-gervasi"], "date": last["date"],
        "day_from": date.fromisoformat(last["date"]), "day_to": date.fromisoformat(last["date"]),
        "date_precision": "day", "date_words": "Wednesday", "part_of_day": None, "place": last["place"], "venue": None,
        "topic": None, "form": "talks", "level": None, "host": None, "status": last["status"],
        "days": [{"says": day, "told": [one]} for day, one in days.items()], "places": [], "evidence": list(evidence),
    } | changes  # fmt: skip


def read_back(*rows_: dict[str, Any]) -> list[Event]:
    """The events of the calendar of some rows, read by the library; no line is longer than the standard allows."""
    text = calendar_text(rows_, NAMES)
    assert text.endswith("\r\n") and all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = Calendar.from_ical(text)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


def test_a_day_is_a_whole_day_and_no_hour_is_made_up() -> None:
    (event,) = read_back(row(told("2021-03-10"), part_of_day="evening", venue="Palacio Torre", topic="water"))
    assert event.decoded("dtstart") == date(2021, 3, 10)
    assert event.decoded("dtend") == date(2021, 3, 11)
    assert event["summary"] == "Chile, Ana Gervasi: talks"
    assert event["location"] == "Palacio Torre, Arica"
    assert "When: evening, “Wednesday”" in event["description"] and "Topic: water" in event["description"]
    assert "“Envoys of Chile and Peru meet” (Andes Wire, 2021-03-02)" in event["description"]


def test_a_time_that_is_told_is_kept() -> None:
    (event,) = read_back(row(told("2021-03-10"), date="2021-03-10T14:30"))
    assert event.decoded("dtstart").isoformat() == "2021-03-10T14:30:00"


def test_reports_that_differ_make_it_tentative_and_are_named() -> None:
    second = told("2021-03-09", outlet="Pacific Post", published="2021-03-08")
    (event,) = read_back(row(told("2021-03-10"), second))
    assert (event["status"], event["sequence"]) == ("TENTATIVE", 1)
    assert "- 2021-03-10: Andes Wire, 2021-03-02" in event["description"]
    assert "- 2021-03-09: Pacific Post, 2021-03-08" in event["description"]


@pytest.mark.parametrize(
    ("evidence", "status"),
    [
        ([told("2021-03-10")], "CONFIRMED"),
        ([told("2021-03-10", "held")], "CONFIRMED"),
        ([told("2021-03-10"), told("2021-03-10", "cancelled")], "CANCELLED"),
        ([told("2021-03-10"), told("2021-03-10", "postponed")], "CANCELLED"),
        ([told("2021-03-10"), told("2021-03-24", "postponed")], "TENTATIVE"),
    ],
)
def test_status(evidence: list[dict[str, Any]], status: str) -> None:
    (event,) = read_back(row(*evidence))
    assert event["status"] == status


def test_a_cancelled_meeting_has_the_same_uid_and_a_higher_sequence() -> None:
    (before,) = read_back(row(told("2021-03-10")))
    (after,) = read_back(row(told("2021-03-10"), told("2021-03-10", "cancelled", published="2021-03-05")))
    assert before["uid"] == after["uid"]
    assert before["sequence"] < after["sequence"]
    assert before.decoded("dtstamp") < after.decoded("dtstamp")
    assert after["summary"].startswith("Cancelled: ")


def test_what_has_no_day_is_left_out() -> None:
    undated = row(told("2021-03-10"), date=None, day_from=None, day_to=None)
    some_year = row(told("2021-03-10"), date="2021", day_from=date(2021, 1, 1), day_to=date(2021, 12, 31))
    assert read_back(undated, some_year) == []


def test_the_address_of_the_evidence() -> None:
    (event,) = read_back(row(told("2021-03-10"), told("2021-03-10", url="https://andes.example/a?b=1,2;c")))
    assert event["url"] == "https://andes.example/a?b=1,2;c"
    (event,) = read_back(row(told("2021-03-10", url="https://andes.example/\r\nSTATUS:CANCELLED")))
    assert "url" not in event and event["status"] == "CONFIRMED"


HOSTILE = st.text(min_size=1, max_size=300) | st.sampled_from(
    ["END:VEVENT", "a\r\nSTATUS:CANCELLED", "\\n\\, ;:\"'", "\u2028\x00\x85", "é" * 200, "😀" * 60, " \n\t"]
)


@given(words=HOSTILE, outlet=HOSTILE, place=HOSTILE, topic=HOSTILE)
def test_no_text_breaks_the_calendar(words: str, outlet: str, place: str, topic: str) -> None:
    mention = told("2021-03-10", words=words, outlet=outlet, place=place)
    (event,) = read_back(row(mention, topic=topic), row(told("2021-03-10")))[:1]
    assert (event["status"], event["uid"]) == ("CONFIRMED", "8692922a11783798@detente")
    expected = event_of(row(mention, topic=topic), NAMES)
    for name in ("description", "location", "summary"):
        assert str(event[name]).strip() == str(expected[name]).strip()


def test_export_of_a_record(run: Callable[..., Any], crisis: Path, tmp_path: Path) -> None:
    out = tmp_path / "talks.ics"
    assert "written" in run("export", crisis, "--to", "ics", "-o", out).output
    events = list(Calendar.from_ical(out.read_bytes()).walk("VEVENT"))
    with detente.open(crisis, read_only=True) as record:
        dated = [one for one in record.calendar().to_pylist() if one["day_from"]]
        again = StringIO(newline="")
        write(record, "ics", again)
        with pytest.raises(DetenteError, match="meetings only"):
            write(record, "ics", out, kind="event")
    assert [str(event["uid"]).removesuffix("@detente") for event in events] == [one["id"] for one in dated] != []
    assert again.getvalue().encode() == out.read_bytes()
