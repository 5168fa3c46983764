"""From readings to rows: what each table of the record gets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from detente.model import Actor, Condition, Event, Meeting, Party, Reading, Report, Span, Statement
from detente.reading.days import day_range
from detente.record.schema import LINKED_TABLES, SCHEMA, TABLES
from detente.sources.decoding import whole_characters

__all__ = ["Rows", "arrow_table", "rows_of"]

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""Rows by table, each in the order of the table's columns."""


def rows_of(readings: Iterable[Reading], *, run: int | None, known_actors: set[str]) -> Rows:
    """The rows of readings of different reports, for `run`, without the actors already known.

    An unread report gives its own row, its furniture and what was passed over, and no entries: nothing was
    read. Of two entries with one id, or two descriptions of one actor, the first stands.
    """
    rows: Rows = {table: [] for table in TABLES}
    seen = set(known_actors)
    for reading in readings:
        report = reading.report
        rows["report"].append(_report(report, run))
        rows["report_furniture"] += _numbered(report.id, report.furniture)
        rows["passed_over"] += [(report.id, n, *span, why) for n, (span, why) in enumerate(reading.passed_over)]
        if report.unread is not None:
            continue
        for actor in reading.actors:
            if whole_characters(actor.id) not in seen:
                seen.add(whole_characters(actor.id))
                _actor(actor, rows)
        for statement in _once(reading.statements):
            _statement(statement, rows)
        for event in _once(reading.events):
            _event(event, rows)
        for condition in _once(reading.conditions):
            _condition(condition, rows)
        for meeting in _once(reading.meetings):
            _meeting(meeting, rows)
    return rows


@cache
def _columns() -> dict[str, pa.Schema]:
    """The columns of each table as Arrow has them, from an empty record in memory."""
    with duckdb.connect(":memory:") as con:
        con.execute(SCHEMA)
        return {
            table: con.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
            for table in (*TABLES, *LINKED_TABLES)
        }


def arrow_table(table: str, rows: Sequence[Row]) -> pa.Table:
    """The rows of a table of the record as an Arrow table.

    Sources mend what reports say, but the name of a file, and a report that a program made, may still hold half a
    surrogate pair, which UTF-8 cannot. It becomes U+FFFD: one character for one, so that spans stay right.
    """
    schema = _columns()[table]
    columns = zip(zip(*rows, strict=True), schema, strict=True)
    return pa.table([_array(values, field.type) for values, field in columns], schema=schema)


def _array(column: Sequence[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(column, type=kind)
    except UnicodeEncodeError:
        return pa.array([whole_characters(v) if isinstance(v, str) else v for v in column], type=kind)


def _once(entries: Iterable[Any]) -> Iterable[Any]:
    first: dict[str, Any] = {}
    for entry in entries:
        first.setdefault(entry.id, entry)
    return first.values()


def _numbered(owner: str, spans: Sequence[Span]) -> list[Row]:
    return [(owner, n, start, end) for n, (start, end) in enumerate(spans)]


def _named(owner: str, actors: Sequence[str]) -> list[Row]:
    return [(owner, n, actor) for n, actor in enumerate(actors)]


def _pair(pair: Party | Span | None) -> tuple[Any, Any]:
    return (None, None) if pair is None else (pair[0], pair[1])


def _report(report: Report, run: int | None) -> Row:
    r = report
    return (
        r.id, r.source, r.text, r.outlet, r.title, r.byline, r.published, r.language, r.url, r.unread, run,
    )  # fmt: skip


def _actor(actor: Actor, rows: Rows) -> None:
    rows["actor"].append((actor.id, actor.type, actor.name, actor.country, actor.sector))
    rows["office"] += [(actor.id, n, o.title, o.of, o.start, o.end) for n, o in enumerate(actor.offices)]


def _statement(s: Statement, rows: Rows) -> None:
    rows["statement"].append((
        s.id, s.report, *s.span, *_pair(s.speaker), *_pair(s.speaker_span), s.attitude, s.act, s.manner,
        s.words, s.cue, *_pair(s.cue_span), s.said_on, *day_range(s.said_on), s.venue, s.confidence, s.why,
    ))  # fmt: skip
    rows["statement_content"] += _numbered(s.id, s.content_spans)
    rows["statement_to"] += _named(s.id, s.to)


def _event(e: Event, rows: Rows) -> None:
    rows["event"].append((
        e.id, e.report, *e.span, e.type, e.mode, e.status, *_pair(e.claimed_by), e.about, e.date,
        *day_range(e.date), e.date_precision, e.date_words, e.place, e.confidence, e.why,
    ))  # fmt: skip
    rows["event_actor"] += _named(e.id, e.actor)
    rows["event_recipient"] += _named(e.id, e.recipient)
    rows["event_context"] += _named(e.id, e.contexts)


def _condition(c: Condition, rows: Rows) -> None:
    rows["condition"].append((
        c.id, c.report, *c.span, *_pair(c.holder), c.antecedent.does, c.consequent.does,
        c.antecedent.type, c.consequent.type, c.sense, c.strength, c.counterfactual, c.confidence, c.why,
    ))  # fmt: skip
    for side, clause in (("if", c.antecedent), ("then", c.consequent)):
        for table, ids in (("who", clause.who), ("recipient", clause.recipient), ("event", clause.events)):
            rows[f"condition_{table}"] += [(c.id, n, side, id_) for n, id_ in enumerate(ids)]


def _meeting(m: Meeting, rows: Rows) -> None:
    rows["meeting"].append((
        m.id, m.report, *m.span, m.date, *day_range(m.date), m.date_precision, m.date_words, m.part_of_day,
        m.place, m.venue, m.topic, m.form, m.level, m.host, m.status, m.confidence, m.why,
    ))  # fmt: skip
    rows["meeting_party"] += _named(m.id, m.parties)
