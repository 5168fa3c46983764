"""The calendar: one row a meeting however often it is told, its values with who says them, its latest status."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.model import Meeting, Reading, Report, Span, content_id
from detente.record import Record, open_record
from detente.record.meeting_list import meeting_list

TEXT = "Envoys of Chile and Peru meet in Arica to talk about water. They will not be many."


def reading(outlet: str, published: str, *meetings: tuple[str | None, str | None, str]) -> Reading:
    """A report that tells of meetings of Chile and Peru: (day, place, status)."""
    report = Report.make(
        f"{outlet}.txt", f"{TEXT} {outlet} {published}", outlet=outlet, published=date.fromisoformat(published)
    )
    made = tuple(
        Meeting(
            content_id(outlet, published, n), report.id, Span(n, 58),
            parties=("CHL", "PER/ana-gervasi") if n else ("CHL", "PER"),
            date=day, date_precision="day" if day else None, date_words=None, part_of_day=None, place=place,
            venue=None, topic="water", form="talks", level="envoys", host=None, status=status, confidence=0.9,
            why="test",
        )
        for n, (day, place, status) in enumerate(meetings)
    )  # fmt: skip
    return Reading(report, meetings=made)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "talks.duckdb") as opened:
        yield opened


def rows(record: Record, **filters: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = record.calendar(**filters).to_pylist()
    return found


def test_one_meeting_told_by_two_is_one_row_with_both_days(record: Record) -> None:
    record.add([
        reading("Andes Wire", "2021-03-02", ("2021-03-10", "Arica", "planned"), (None, "Arica", "planned")),
        reading("Pacific Post", "2021-03-08", ("2021-03-09", "Arica", "planned")),
    ])  # fmt: skip
    record.link()
    (row,) = rows(record)
    assert {told["says"]: [one["outlet"] for one in told["told"]] for told in row["days"]} == {
        "2021-03-10": ["Andes Wire"],
        "2021-03-09": ["Pacific Post"],
    }
    assert [told["says"] for told in row["places"]] == ["Arica"]
    assert (row["date"], row["told_by"]) == ("2021-03-09", ["Andes Wire", "Pacific Post"])
    assert row["parties"] == ["CHL", "PER/ana-gervasi"]
    assert [one["words"] for one in row["evidence"]] == [TEXT[:58], TEXT[1:58], TEXT[:58]]
    assert len(record.meetings()) == 3


def test_the_latest_word_is_the_status(record: Record) -> None:
    record.add([reading("Andes Wire", "2021-03-02", ("2021-03-10", "Arica", "planned"))])
    record.link()
    (before,) = rows(record)
    record.add([reading("Pacific Post", "2021-03-09", ("2021-03-10", None, "cancelled"))])
    record.link()
    (after,) = rows(record)
    assert (before["id"], before["status"]) == (after["id"], "planned")
    assert (after["status"], after["place"]) == ("cancelled", "Arica")


def test_what_was_read_since_linking_is_a_row_of_its_own(record: Record) -> None:
    record.add([reading("Andes Wire", "2021-03-02", ("2021-03-10", "Arica", "planned"))])
    record.link()
    record.add([reading("Pacific Post", "2021-03-03", ("2021-03-10", "Arica", "planned"))])
    assert len(rows(record)) == 2
    record.link()
    assert len(rows(record)) == 1


@pytest.mark.parametrize(
    ("filters", "days"),
    [
        ({"party": "CHL"}, ["2021-03-10", "2021-04-20"]),
        ({"party": "BOL"}, []),
        ({"status": "held"}, ["2021-04-20"]),
        ({"status": ["held", "planned"]}, ["2021-03-10", "2021-04-20"]),
        ({"since": "2021-04"}, ["2021-04-20"]),
        ({"until": "2021-03"}, ["2021-03-10"]),
    ],
)
def test_filters(record: Record, filters: dict[str, Any], days: list[str]) -> None:
    record.add([
        reading("Andes Wire", "2021-03-02", ("2021-03-10", "Arica", "planned")),
        reading("Pacific Post", "2021-04-21", ("2021-04-20", "Tacna", "held")),
    ])  # fmt: skip
    record.link()
    assert [row["date"] for row in rows(record, **filters)] == days


def test_a_report_asks_for_the_meetings_it_tells_with_all_who_tell_them(record: Record) -> None:
    first = reading("Andes Wire", "2021-03-02", ("2021-03-10", "Arica", "planned"))
    record.add([first, reading("Pacific Post", "2021-03-03", ("2021-03-10", "Arica", "planned"))])
    record.link()
    (row,) = rows(record, report=first.report.id)
    assert row["told_by"] == ["Andes Wire", "Pacific Post"]


def test_shown_joined_by_default_and_each_on_request(run: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "talks.duckdb"
    with detente.open(path) as opened:
        opened.add([
            reading("Andes Wire", "2021-03-02", ("2021-03-10", "Arica", "planned")),
            reading("Pacific Post", "2021-03-08", ("2021-03-09", "Arica", "planned")),
        ])  # fmt: skip
        opened.link()
    joined = run("show", "meetings", "--record", path).stdout
    assert "2021-03-10 Andes Wire" in joined and "2021-03-09 Pacific" in joined
    assert "1 meeting" in run("show", "meetings", "--pair", "CHL", "PER", "--record", path).output
    assert "2 meetings" in run("show", "meetings", "--each", "--record", path).output


def test_a_plan_without_a_day_comes_after_all_that_have_one(record: Record) -> None:
    record.add([
        reading("Andes Wire", "2021-03-02", (None, "Arica", "planned")),
        reading("Pacific Post", "2021-03-08", ("2021-03-30", "Tacna", "planned")),
        reading("Harbour Post", "2021-03-09", (None, "Lima", "held")),
    ])  # fmt: skip
    found = [(row["place"], row["open"]) for row in rows(record)]
    assert found == [("Lima", False), ("Tacna", False), ("Arica", True)]
    table, total = meeting_list(record, since="2021-03-09")
    assert (table.column("place").to_pylist(), total) == (["Tacna", "Arica"], 2)
    assert meeting_list(record, since="2021-03-09", until="2021-04-30")[1] == 1


def test_a_plan_without_a_day_that_is_spoken_of_no_more_is_not_to_come(record: Record) -> None:
    record.add([
        reading("Andes Wire", "2019-03-02", (None, "Arica", "planned")),
        reading("Pacific Post", "2021-03-08", ("2021-03-30", "Tacna", "planned")),
    ])  # fmt: skip
    assert [(row["place"], row["open"]) for row in rows(record)] == [("Arica", False), ("Tacna", False)]
