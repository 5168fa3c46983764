"""The questions of a record, on a small crisis of two reports."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from record_samples import crisis, event

from detente.codebook.plover import weight
from detente.errors import DetenteError, NoSuchEntry
from detente.model import Party, Reading, Report, Span, Statement
from detente.record import Record, open_record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("record") / "r.duckdb"
    with open_record(path) as record:
        record.add(crisis())
    with open_record(path, read_only=True) as record:
        yield record


def types(table: pa.Table) -> list[str]:
    return sorted(table.column("type").to_pylist())


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, ["ACCUSE", "AGREE", "COERCE", "CONSULT", "DENY", "REJECT", "REQUEST", "THREATEN"]),
        ({"actor": "ARE"}, ["COERCE", "CONSULT", "REQUEST", "THREATEN"]),  # a state stands for its people
        ({"actor": "arenia"}, ["COERCE", "CONSULT", "REQUEST", "THREATEN"]),
        ({"actor": "Arend"}, ["REQUEST"]),
        ({"actor": "emil kruger"}, ["AGREE", "DENY"]),  # case and accents are free
        ({"actor": "BOR/emil-krüger"}, ["AGREE", "DENY"]),
        ({"recipient": "ARE"}, ["ACCUSE", "AGREE"]),  # and for its organs
        ({"recipient": "Coast Guard"}, ["ACCUSE"]),
        ({"actor": "BOR", "recipient": "ARE"}, ["ACCUSE", "AGREE"]),
        ({"pair": ("BOR", "ARE")}, ["ACCUSE", "AGREE", "COERCE", "CONSULT", "REQUEST", "THREATEN"]),
        ({"pair": ("Arenia", "Boravia")}, ["ACCUSE", "AGREE", "COERCE", "CONSULT", "REQUEST", "THREATEN"]),
        ({"type": "DENY"}, ["DENY"]),
        ({"type": ("DENY", "AGREE"), "actor": "BOR"}, ["AGREE", "DENY"]),
        ({"type": ()}, []),
        ({"status": "planned"}, ["CONSULT"]),
        ({"since": "2031-05-04"}, ["CONSULT", "REJECT"]),  # "in May" may be the 4th
        ({"since": date(2031, 5, 3), "until": "2031-05-03"}, ["AGREE", "COERCE", "DENY", "REJECT"]),
        ({"until": "2031-04"}, []),
        ({"actor": "Ruritania"}, []),
        ({"actor": "x' OR 1=1 --"}, []),
    ],
)
def test_events_by(record: Record, given: dict[str, Any], wanted: list[str]) -> None:
    assert types(record.events(**given)) == wanted


def test_events_come_with_evidence_and_report(record: Record) -> None:
    (row,) = record.events(type="REQUEST").to_pylist()
    assert row["words"] == "Boravia must withdraw its patrol boats"  # after a character beyond the basic plane
    assert (row["outlet"], row["published"]) == ("Northern Wire", date(2031, 5, 2))
    assert (row["actor"], row["recipient"]) == (["ARE/lena-arend"], ["BOR"])
    first = crisis()[0].report
    assert types(record.events(report=first.id)) == ["ACCUSE", "CONSULT", "REQUEST", "THREATEN"]


def test_tables_are_ready_for_pandas(record: Record) -> None:
    frame = record.events().to_pandas()
    assert frame.groupby("status").size().to_dict() == {"happened": 6, "negated": 1, "planned": 1}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"speaker": "Lena Arend"}, 1),
        ({"speaker": "ARE"}, 1),
        ({"speaker": "BOR"}, 0),
        ({"to": "Boravia"}, 1),
        ({"act": "demands", "attitude": "wants"}, 1),
        ({"act": ("offers", "promises")}, 0),
        ({"text": "PATROL boats"}, 1),
        ({"text": "100%"}, 0),
        ({"since": "2031-05-02", "until": "2031-05-02"}, 1),  # the day of publication
        ({"since": "2031-05-03"}, 0),
    ],
)
def test_statements_by(record: Record, given: dict[str, Any], found: int) -> None:
    assert record.statements(**given).num_rows == found


def test_a_speaker_without_id_is_found_by_words_of_the_name(tmp_path: Path) -> None:
    report = Report.make("a.txt", "We wait, said Otto Brandt.")
    said = Statement(
        "f" * 16, report.id, Span(0, 7), (), Party(None, "Otto Brandt"), None, (), "said",
        "states", "direct", "We wait", "said", None, None, None, 1.0, "quote",
    )  # fmt: skip
    with open_record(tmp_path / "r.duckdb") as record:
        record.add([Reading(report, (said,))])
        assert [record.statements(speaker=who).num_rows for who in ("brandt", "Otto Brandt", "rand")] == [
            1,
            1,
            0,
        ]


def test_conditions_and_meetings_and_actors(record: Record) -> None:
    assert record.conditions(holder="spokesman").num_rows == record.conditions(actor="Boravia").num_rows == 1
    assert record.conditions(holder="Arend").num_rows == 0
    (row,) = record.conditions().to_pylist()
    assert (row["if_who"], row["then_does"], row["holder_id"]) == (["BOR"], "close the strait", None)

    assert record.meetings(party="BOR", status="planned", since="2031-05-04", until="2031-05-04").num_rows == 1
    assert record.meetings(status="held").num_rows == record.meetings(since="2031-05-05").num_rows == 0

    actors = {row["id"]: row for row in record.actors().to_pylist()}
    assert actors["ARE/lena-arend"]["office_title"] == ["president"]
    assert actors["ARE/lena-arend"]["entries"] == 2  # a statement and an event
    assert actors["ARE-GUARD"]["entries"] == 1


def test_reports_count_their_entries(record: Record) -> None:
    rows = record.reports().to_pylist()
    assert [(r["outlet"], r["statements"], r["events"]) for r in rows] == [
        ("Northern Wire", 1, 4),
        ("Southern Post", 0, 4),
        (None, 0, 0),
    ]
    assert rows[2]["unread"] == "holds no article"


def test_a_date_that_is_none_says_so(record: Record) -> None:
    with pytest.raises(DetenteError, match=r"'soon' is no date; give one as 2022-01-10"):
        record.events(since="soon")


def test_an_entry_by_its_id_or_the_beginning_of_it(record: Record) -> None:
    first = crisis()[0]
    for noun in first.entries():
        found = record.entry(noun.id)
        assert (found.entry, found.report) == (noun, first.report)
        assert found.words == first.report.text[noun.span.start : noun.span.end]
        assert record.entry(noun.id[:6]).entry == noun
    assert record.report(first.report.id[:6]) == first.report
    with pytest.raises(NoSuchEntry, match=r"^zzzzzzzz: no entry"):
        record.entry("zzzzzzzz")
    with pytest.raises(NoSuchEntry, match="6 digits"):
        record.entry(first.events[0].id[:5])
    with pytest.raises(NoSuchEntry, match="no entry"):
        record.entry(first.report.id)


def test_a_beginning_that_fits_two_entries_is_refused(tmp_path: Path) -> None:
    report = Report.make("a.txt", "We wait.")
    common = (
        report.id,
        (0, 7),
        (),
        None,
        None,
        (),
        "said",
        "states",
        "direct",
        "We wait",
        None,
        None,
        None,
        None,
        1,
        "q",
    )
    two = tuple(Statement(f"abcdef{n:010}", *common) for n in (1, 2))  # type: ignore[arg-type]
    with open_record(tmp_path / "r.duckdb") as record:
        record.add([Reading(report, two)])
        with pytest.raises(NoSuchEntry, match="more than one entry"):
            record.entry("abcdef")


def test_positions_of_two_sides(record: Record) -> None:
    rows = record.positions("Arenia", "BOR").to_pylist()
    assert [(r["side"], r["stance"], r["words"]) for r in rows] == [
        ("Arenia", "demands", "Boravia must withdraw its patrol boats"),
        ("Arenia", "threatens", "Arenia will close the strait"),
        ("BOR", "offers", "offered talks"),
        ("BOR", "refuses", "Boravia refused to pull back"),
        ("BOR", "accuses", "Boravia accused the coast guard of firing"),
        ("BOR", "denies", "denied that shots were fired"),
    ]
    by_stance = {r["stance"]: r for r in rows}
    assert by_stance["demands"]["speaker"] == "Lena Arend"
    assert by_stance["denies"]["speaker"] == "Émil Krüger"
    assert by_stance["threatens"]["speaker"] is None
    assert (by_stance["offers"]["outlet"], by_stance["offers"]["date"]) == ("Southern Post", "2031-05-03")
    mirrored = record.positions("BOR", "Arenia").to_pylist()
    assert [r["side"] for r in mirrored] == ["BOR"] * 4 + ["Arenia"] * 2


def test_tension_by_day_keeps_cooperation_and_conflict_apart(record: Record) -> None:
    days = {row["day"]: row for row in record.tension("ARE", "BOR").to_pylist()}
    assert list(days) == [date(2031, 5, 2), date(2031, 5, 3), date(2031, 5, 4)]
    conflict = sum(weight(*kind).score for kind in (("REQUEST", "yield"), ("ACCUSE", None), ("THREATEN", None)))
    assert days[date(2031, 5, 2)] == {
        "day": date(2031, 5, 2), "cooperation": 0.0, "conflict": pytest.approx(conflict),
        "cooperation_events": 0, "conflict_events": 3, "reports": 1,
    }  # fmt: skip
    assert days[date(2031, 5, 3)]["cooperation"] == weight("AGREE", "offer").score
    assert days[date(2031, 5, 3)]["conflict_events"] == 0  # the closing is negated
    assert days[date(2031, 5, 4)]["cooperation_events"] == 1
    negated = record.tension("BOR", "ARE", status=("negated",), since="2031-05-01").to_pylist()
    assert [row["conflict"] for row in negated] == [weight("COERCE").score]
    assert record.tension("ARE", "BOR", since="2031-05-05").num_rows == 0


def test_copies_count_once_a_day(tmp_path: Path) -> None:
    first, _, _ = crisis()
    with open_record(tmp_path / "r.duckdb") as record:
        record.add([first])
        text = first.report.text
        copy = Report.make("copy.txt", text, outlet="Copycat")
        told = tuple(
            event(copy, text[e.span.start : e.span.end], e.type, actor=e.actor, recipient=e.recipient,
                  mode=e.mode, date=e.date, status=e.status)
            for e in first.events
        )  # fmt: skip
        record.add([Reading(copy, events=told)])
        assert record.tension("ARE", "BOR").column("conflict_events").to_pylist() == [3, 0]
        assert record.tension("ARE", "BOR").column("reports").to_pylist() == [2, 2]
        every = record.tension("ARE", "BOR", one_a_day=False)
        assert every.column("conflict_events").to_pylist() == [6, 0]


def test_questions_from_several_threads(record: Record) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: record.events().num_rows, range(20))) == {8}
