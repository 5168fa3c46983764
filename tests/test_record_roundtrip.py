"""Whatever is put into a record comes out of it equal, and putting it in twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_samples import crisis, many

from detente.model import (
    Actor,
    Clause,
    Condition,
    Event,
    Meeting,
    Office,
    Party,
    Reading,
    Report,
    Span,
    Statement,
)
from detente.reading.days import day_range
from detente.record import Record, open_record, store
from detente.record.schema import TABLES

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)  # half surrogates: a test of their own
ids = st.text("0123456789abcdef", min_size=16, max_size=16)
maybe = lambda strategy: st.none() | strategy  # noqa: E731
names = st.lists(words, max_size=3).map(tuple)
spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 999), st.integers(0, 999))
many_spans = st.lists(spans, max_size=3).map(tuple)
parties = st.builds(Party, maybe(words), words)
clauses = st.builds(Clause, names, words)
dates = maybe(st.dates().map(str) | st.sampled_from(["2031", "2031-02", "2031-02-01/2031-03", "soon"]))
shares = st.floats(0, 1)


def entries_of(kind: type, report: str, **given_: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    entry = st.builds(kind, id=ids, report=st.just(report), span=spans, confidence=shares, why=words, **given_)
    return st.lists(entry, max_size=3, unique_by=lambda e: e.id).map(tuple)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = {name: maybe(words) for name in ("outlet", "title", "byline", "language", "url")}
    day = maybe(st.dates())
    report = draw(st.builds(Report, ids, words, words, published=day, furniture=many_spans, **text))
    office = st.builds(Office, words, words, day, day)
    actor = st.builds(Actor, words, words, words, maybe(words), maybe(words), st.lists(office, max_size=2).map(tuple))
    dated = {"date": dates, "date_precision": maybe(words), "date_words": maybe(words), "place": maybe(words)}
    return Reading(
        report,
        draw(entries_of(
            Statement, report.id, content_spans=many_spans, speaker=maybe(parties), speaker_span=maybe(spans),
            to=names, attitude=words, act=words, manner=words, words=words, cue=maybe(words),
            cue_span=maybe(spans), said_on=dates, venue=maybe(words),
        )),
        draw(entries_of(
            Event, report.id, actor=names, type=words, mode=maybe(words), recipient=names, status=words,
            claimed_by=maybe(parties), about=maybe(words), contexts=names, **dated,
        )),
        draw(entries_of(
            Condition, report.id, holder=maybe(parties), antecedent=clauses, consequent=clauses, sense=words
        )),
        draw(entries_of(
            Meeting, report.id, parties=names, part_of_day=maybe(words), venue=maybe(words),
            topic=maybe(words), status=words, **dated,
        )),
        draw(st.lists(actor, max_size=2, unique_by=lambda a: a.id).map(tuple)),
        draw(st.lists(st.tuples(spans, words), max_size=2).map(tuple)),
    )  # fmt: skip


def by_id(nouns: Iterable[Any]) -> dict[tuple[str, str], Any]:
    return {(noun.kind, noun.id): noun for noun in nouns}


def row_counts(record: Record) -> dict[str, int]:
    counts = " UNION ALL ".join(f"SELECT '{t}' AS name, count(*) AS n FROM {t}" for t in TABLES)
    return {row["name"]: row["n"] for row in record.ask(counts).to_pylist()}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(readings(), max_size=3, unique_by=lambda r: r.report.id))
def test_nouns_come_out_as_they_went_in(tmp_path_factory: pytest.TempPathFactory, given_: list[Reading]) -> None:
    with open_record(tmp_path_factory.mktemp("record") / "r.duckdb") as record:
        added = record.add(given_)
        assert added.reports == len(given_)
        wanted: dict[tuple[str, str], Any] = {}
        for reading in given_:
            for noun in (reading.report, *reading.actors, *reading.entries()):
                wanted.setdefault((noun.kind, noun.id), noun)  # of two descriptions of an actor the first stands
        found = list(record.nouns())
        assert by_id(found) == wanted
        assert len(found) == len(wanted)

        before = row_counts(record)
        again = record.add(given_)
        assert (again.reports, again.entries, again.actors, again.known) == (0, 0, 0, len(given_))
        assert row_counts(record) == before
        assert list(record.nouns()) == found


def test_nouns_go_by_kind_then_report_then_span(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.duckdb") as record:
        record.add(reversed(crisis()))
        nouns = list(record.nouns())
        kinds = [noun.kind for noun in nouns]
        assert kinds == sorted(kinds, key=["report", "actor", "statement", "event", "condition", "meeting"].index)
        reports = [n for n in nouns if isinstance(n, Report)]
        assert [r.source for r in reports] == ["wire/strait.txt", "wire/answer.txt", "wire/broken.html"]
        place = {report.id: n for n, report in enumerate(reports)}
        events = [n for n in nouns if isinstance(n, Event)]
        assert events == sorted(events, key=lambda e: (place[e.report], e.span, e.id))
        assert [n.kind for n in record.nouns(("meeting",))] == ["meeting"]


def test_going_through_page_by_page_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.duckdb"
    with open_record(path) as record:
        record.add([*crisis(), *many(5, entries=12)])
    with open_record(path, read_only=True) as record:
        at_once = list(record.nouns())
        monkeypatch.setattr(store, "_PAGE", 2)
        assert list(record.nouns()) == at_once


def test_going_through_sees_nothing_added_meanwhile(tmp_path: Path) -> None:
    first, second, _ = crisis()
    with open_record(tmp_path / "r.duckdb") as record:
        record.add([first])
        nouns = record.nouns()
        seen = [next(nouns)]
        record.add([second])
        seen += nouns
        assert len(seen) == 1 + len(first.actors) + len(first.entries())


def test_half_a_surrogate_pair_keeps_the_spans(tmp_path: Path) -> None:
    report = Report("a" * 16, "s", "ab\ud83dcd")
    with open_record(tmp_path / "r.duckdb") as record:
        record.add([Reading(report)])
        assert record.report("a" * 16).text == "ab\ufffdcd"


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2031-05-04", date(2031, 5, 4), date(2031, 5, 4)),
        ("2032-02", date(2032, 2, 1), date(2032, 2, 29)),
        ("1962", date(1962, 1, 1), date(1962, 12, 31)),
        ("2031-05-04/2031-05-06", date(2031, 5, 4), date(2031, 5, 6)),
        ("2031-05/2031-06", date(2031, 5, 1), date(2031, 6, 30)),
        ("2031-05-04/..", date(2031, 5, 4), None),
        ("2031-05-04T18:30", date(2031, 5, 4), date(2031, 5, 4)),
        ("2031-02-30", None, None),
        ("2031-05-04/soon", None, None),
        ("in recent weeks", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_date_covers_its_days(iso: str | None, first: date | None, last: date | None) -> None:
    assert day_range(iso) == (first, last)
