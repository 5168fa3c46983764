"""A crisis at a glance: its period, its outlets, who is in it, what came in last, who meets next."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from detente.record.asking import Askable
from detente.record.dealings import table_of
from detente.record.meeting_list import meeting_list
from detente.record.whole import ENTRY_KINDS

__all__ = ["busiest", "glance", "last_reading", "names", "outlets", "upcoming"]


def glance(record: Askable) -> dict[str, Any]:
    """One row: `first_day` and `last_day` of publication, `reports` (read), `unread`, `outlets`, and a count a kind."""
    counts = ", ".join(f"(SELECT count(*) FROM {kind}) AS {kind}s" for kind in ENTRY_KINDS)
    row: dict[str, Any] = record.ask(
        f"""SELECT min(published) FILTER (unread IS NULL) AS first_day,
            max(published) FILTER (unread IS NULL) AS last_day, count(*) FILTER (unread IS NULL) AS reports,
            count(*) FILTER (unread IS NOT NULL) AS unread, count(DISTINCT outlet) AS outlets, {counts} FROM report"""
    ).to_pylist()[0]
    return row


def outlets(record: Askable, *, limit: int = 100) -> pa.Table:
    """Outlets with their `reports`, those with most first."""
    return record.ask(
        "SELECT outlet, count(*) AS reports, min(published) AS first_day, max(published) AS last_day FROM report "
        "WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY reports DESC, outlet LIMIT $limit",
        {"limit": limit},
    )


def names(record: Askable) -> dict[str, str]:
    """Every actor's name by its id."""
    table = record.ask("SELECT id, name FROM actor")
    return dict(zip(table.column("id").to_pylist(), table.column("name").to_pylist(), strict=True))


def busiest(
    record: Askable, *, type: str | None = None, text: str | None = None, limit: int = 12, offset: int = 0
) -> pa.Table:
    """Actors by the number of `entries` that name them, with `total`, how many there are before the cut.

    `type` is `person`, or `side` for all others; `text` is sought in names and ids.
    """
    wanted = ["true"]
    if type is not None:
        wanted.append("a.type = 'person'" if type == "person" else "a.type <> 'person'")
    if text:
        wanted.append(
            "(contains(strip_accents(lower(a.name)), strip_accents(lower($text))) OR lower(a.id) = lower($text))"
        )
    return record.ask(
        f"""SELECT a.id, a.name, a.type, a.country, n.entries, count(*) OVER () AS total
        FROM {table_of(record, "named")} n JOIN actor a ON a.id = n.id WHERE {" AND ".join(wanted)}
        ORDER BY n.entries DESC, a.id LIMIT $limit OFFSET $offset""",
        {"limit": limit, "offset": offset} | ({"text": text} if text else {}),
    )


def last_reading(record: Askable, *, limit: int = 8) -> tuple[dict[str, Any] | None, pa.Table]:
    """The last reading that put a report in (a row of `run`, None where there is none), and its newest reports."""
    runs = record.ask("SELECT * FROM run WHERE reports + unread + replaced > 0 ORDER BY id DESC LIMIT 1").to_pylist()
    run = runs[0] if runs else None
    found = record.ask(
        "SELECT id, title, source, outlet, published, unread FROM report WHERE run = $run "
        "ORDER BY published DESC NULLS LAST, source LIMIT $limit",
        {"run": run["id"] if run else -1, "limit": limit},
    )
    return run, found


def upcoming(record: Askable, *, limit: int = 12) -> pa.Table:
    """Meetings planned for the day of the last report or later, as `calendar` gives them: what is still to come when
    the record ends."""
    last = record.ask("SELECT max(published) AS day FROM report WHERE unread IS NULL").column("day")[0].as_py()
    return meeting_list(record, since=last, status=("planned", "postponed"), limit=limit)[0]
