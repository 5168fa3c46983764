"""The questions that list what is in a record: reports, statements, events, conditions, actors, runs.

Each takes its filters by keyword and gives an Arrow table (`.to_pandas()` for pandas), entries in the
order of their days. Actors may be given by id or by name, and a state stands for its people and organs.
Entries come with the report's `outlet`, `title`, `source` and `published`, and the evidence in `words`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from detente.record.asking import Askable, Wanted
from detente.record.whole import whole

__all__ = ["actors", "conditions", "entries", "entries_query", "events", "reports", "runs", "statements"]

EVIDENCE = "substring(r.text, k.span_start + 1, k.span_end - k.span_start) AS words"
_REPORT = "r.outlet, r.title, r.source, r.published"


def entries_query(kind: str, wanted: Wanted) -> str:
    """SQL for the wanted entries of a kind with their words and report; by day, else by publication."""
    words = "" if kind == "statement" else f"{EVIDENCE}, "  # a statement has its words already
    day = "NULL" if kind == "condition" else "k.day_from"
    chosen = (
        f"SELECT k.*, {words}{_REPORT}, coalesce({day}, r.published) AS listed_under "
        f"FROM {kind} k JOIN report r ON r.id = k.report {wanted.where()}"
    )
    return (
        f"SELECT * EXCLUDE (listed_under) FROM ({whole(kind, chosen)}) "
        f"ORDER BY listed_under, published, source, report, span_start, span_end, id"
    )


def entries(record: Askable, kind: str, wanted: Wanted) -> pa.Table:
    """The entries of a kind that are wanted, as an Arrow table."""
    return record.ask(entries_query(kind, wanted), wanted.given)


def reports(record: Askable) -> pa.Table:
    """Every report but its text: where it is from, its length in characters, why unread, and counts."""
    counts = ", ".join(
        f"(SELECT count(*) FROM {kind} k WHERE k.report = r.id) AS {kind}s"
        for kind in ("statement", "event", "condition", "meeting")
    )
    return record.ask(
        f"""SELECT id, source, outlet, title, byline, published, language, url, length(text) AS length,
        unread, run, {counts} FROM report r ORDER BY published, source, id"""
    )


def statements(
    record: Askable,
    *,
    speaker: str | None = None,
    to: str | None = None,
    act: str | Sequence[str] | None = None,
    attitude: str | Sequence[str] | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    text: str | None = None,
    report: str | None = None,
) -> pa.Table:
    """Who said what. One without a day goes by its report's publication; `text` is sought in the words."""
    wanted = Wanted(record)
    wanted.named("k.speaker_id", "k.speaker_name", speaker)
    wanted.among("statement_to", "statement", to)
    wanted.is_one("k.act", act)
    wanted.is_one("k.attitude", attitude)
    wanted.is_one("k.report", report)
    wanted.between("coalesce(k.day_from, r.published)", "coalesce(k.day_to, r.published)", since, until)
    wanted.contains("k.words", text)
    return entries(record, "statement", wanted)


def events(
    record: Askable,
    *,
    actor: str | None = None,
    recipient: str | None = None,
    pair: tuple[str, str] | None = None,
    type: str | Sequence[str] | None = None,
    status: str | Sequence[str] | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    report: str | None = None,
) -> pa.Table:
    """Who did what to whom. `pair` wants the two on either side; days want an event that has a day."""
    wanted = Wanted(record)
    wanted.among("event_actor", "event", actor)
    wanted.among("event_recipient", "event", recipient)
    if pair is not None:
        wanted.clauses.append(between_two(wanted, *pair))
    wanted.is_one("k.type", type)
    wanted.is_one("k.status", status)
    wanted.is_one("k.report", report)
    wanted.between("k.day_from", "k.day_to", since, until)
    return entries(record, "event", wanted)


def towards(wanted: Wanted, actor: str, recipient: str) -> str:
    """SQL: the event goes from the one to the other."""
    does, gets = (
        wanted.listed("event_actor", "event", actor),
        wanted.listed("event_recipient", "event", recipient),
    )
    return f"({does} AND {gets})"


def between_two(wanted: Wanted, a: str, b: str) -> str:
    """SQL: the event goes from one to the other, or both do it together and to nobody (two who meet)."""
    both = f"{wanted.listed('event_actor', 'event', a)} AND {wanted.listed('event_actor', 'event', b)}"
    together = f"({both} AND k.id NOT IN (SELECT event FROM event_recipient))"
    return f"({towards(wanted, a, b)} OR {towards(wanted, b, a)} OR {together})"


def conditions(
    record: Askable, *, holder: str | None = None, actor: str | None = None, report: str | None = None
) -> pa.Table:
    """What somebody said would follow; `holder` said it, `actor` stands on either side of it."""
    wanted = Wanted(record)
    wanted.named("k.holder_id", "k.holder_name", holder)
    wanted.among("condition_who", "condition", actor)
    wanted.is_one("k.report", report)
    return entries(record, "condition", wanted)


def actors(record: Askable) -> pa.Table:
    """Every actor, with offices as lists side by side and the number of `entries` that name it."""
    named = """SELECT actor AS id, event AS entry FROM event_actor
        UNION SELECT actor, event FROM event_recipient UNION SELECT actor, statement FROM statement_to
        UNION SELECT speaker_id, id FROM statement UNION SELECT claimed_by_id, id FROM event
        UNION SELECT holder_id, id FROM condition UNION SELECT actor, condition FROM condition_who
        UNION SELECT actor, meeting FROM meeting_party"""
    return record.ask(
        f"""SELECT w.*, coalesce(c.entries, 0) AS entries FROM ({whole("actor")}) w
        LEFT JOIN (SELECT id, count(*) AS entries FROM ({named}) GROUP BY id) c ON c.id = w.id
        ORDER BY w.id"""
    )


def runs(record: Askable) -> pa.Table:
    """Every reading: when, by which version and codebook, what it put in; `finished` is empty if killed."""
    return record.ask("SELECT * FROM run ORDER BY id")
