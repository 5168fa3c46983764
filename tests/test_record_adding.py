"""What a record takes in: each report once, an unread one again when it reads, all of a call or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from record_samples import crisis, event, many

from detente.errors import RecordError
from detente.model import Reading, Report, Span
from detente.record import Added, Record, open_record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "r.duckdb") as record:
        yield record


def test_counts_of_what_was_added(record: Record) -> None:
    added = record.add(crisis())
    assert added == Added(reports=2, unread=1, statements=1, events=8, conditions=1, meetings=1, actors=5)
    assert added.entries == 11
    assert record.add(crisis()) == Added(known=3)
    assert record.add([]) == Added()


def test_has_knows_what_was_read_but_tries_the_unread_again(record: Record) -> None:
    first, second, unread = (reading.report.id for reading in crisis())
    record.add(crisis())
    assert record.has([first, second, unread, "0" * 16]) == {first, second}
    assert record.has([]) == set()


def test_an_unread_report_is_replaced_by_its_reading(record: Record) -> None:
    first, second, _ = crisis()
    report = replace(first.report, unread="no codebook for its language", furniture=(Span(0, 2), Span(3, 5)))
    before = Reading(report, passed_over=((Span(0, 9), "not read"),))
    assert record.add([before, second]).unread == 1
    assert record.report(report.id) == report
    assert record.add([first]) == Added(reports=1, replaced=1, statements=1, events=4, conditions=1, meetings=1)
    assert record.report(report.id) == first.report
    assert record.ask("SELECT why FROM passed_over").column("why").to_pylist() == ["furniture"]
    assert record.add([before]) == Added(known=1)  # and never back again
    assert record.report(report.id) == first.report


def test_an_unread_report_without_text_is_replaced_by_one_of_its_source(record: Record) -> None:
    record.add([Reading(Report.make("page.html", "", unread="network")), *crisis()])
    assert record.add([Reading(Report.make("page.html", "Here it is."))]) == Added(reports=1, replaced=1)
    assert [r["unread"] for r in record.reports().to_pylist() if r["source"] == "page.html"] == [None]
    assert record.reports().num_rows == 4  # the other unread one stays


def test_an_unread_row_of_a_table_stays_beside_the_read_ones(record: Record) -> None:
    batch = [
        Reading(Report.make("t.csv", "", unread="empty", title="row 2")),
        Reading(Report.make("t.csv", "Row 1.")),
    ]
    assert record.add(batch) == Added(reports=1, unread=1)
    assert record.add(batch) == Added(known=2)


def test_the_reading_wins_over_the_same_report_unread_in_one_call(record: Record) -> None:
    first = crisis()[0]
    unread = Reading(replace(first.report, unread="gave up"))
    for batch in ([unread, first], [first, unread]):
        record.add(batch)
        assert record.report(first.report.id).unread is None


def test_a_call_that_fails_leaves_nothing(record: Record) -> None:
    first, second, _ = crisis()

    def breaks() -> Iterator[Reading]:
        yield first
        raise ValueError("the reader broke")

    with pytest.raises(ValueError, match="the reader broke"):
        record.add(breaks())
    stray = event(first.report, "meet in Salm", "AID")  # belongs to another report, which is not there
    with pytest.raises(RecordError, match="foreign key"):
        record.add([replace(second, events=(stray,))])
    assert list(record.nouns()) == []
    assert record.add([first, second]).reports == 2


def test_two_entries_with_one_id_are_one(record: Record) -> None:
    first = crisis()[0]
    assert record.add([replace(first, events=first.events * 2)]).events == len(first.events)


def test_a_run_notes_what_it_put_in(record: Record) -> None:
    run = record.start_run(version="0.1.0", codebook="d1g3st")
    record.add(crisis()[:1], run=run)
    record.add(crisis(), run=run)
    assert record.runs().to_pylist()[0]["finished"] is None
    record.finish_run(run)
    (noted,) = record.runs().to_pylist()
    assert noted["started"] <= noted["finished"]
    wanted = {
        "id": run,
        "version": "0.1.0",
        "codebook": "d1g3st",
        "reports": 2,
        "unread": 1,
        "known": 1,
        "entries": 11,
    }
    assert noted.items() >= wanted.items()
    assert set(record.reports().column("run").to_pylist()) == {run}
    assert record.start_run(version="0.1.0", codebook="d1g3st") == run + 1


def test_a_whole_day_of_reports(record: Record) -> None:
    readings = many(300)
    added = record.add(readings)
    assert (added.reports, added.entries) == (300, 9000)
    assert sum(1 for _ in record.nouns(("statement", "event", "condition", "meeting"))) == 9000
