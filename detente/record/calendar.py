"""The calendar: who meets whom, when and where; mention by mention, and what many mentions tell of one meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from detente.record.asking import Askable, Wanted, actor_ids, counts_as
from detente.record.questions import EVIDENCE, entries

__all__ = ["OPEN_DAYS", "by_day", "calendar", "is_open", "meetings"]

OPEN_DAYS = 60
"""A plan without a day is still to come when the record ends, where it was last spoken of so many days before or later.
The choice is ours and is not measured."""


def meetings(
    record: Askable,
    *,
    party: str | None = None,
    status: str | Sequence[str] | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    report: str | None = None,
) -> pa.Table:
    """Meetings by day; `since` and `until` want one that has a day. Two reports of one are two rows."""
    wanted = Wanted(record)
    wanted.among("meeting_party", "meeting", party)
    wanted.is_one("k.status", status)
    wanted.is_one("k.report", report)
    wanted.between("k.day_from", "k.day_to", since, until)
    return entries(record, "meeting", wanted)


def calendar(
    record: Askable,
    *,
    party: str | None = None,
    status: str | Sequence[str] | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    report: str | None = None,
    only: Sequence[str] | None = None,
) -> pa.Table:
    """Meetings by day, a row each with all its `evidence`, first told first; `status` is the latest word on it.

    `id` is that of the first mention, which stays while later reports add to it. `date` is the last day told to the
    day (else the last told at all), `place` and the rest what was told last, `form` what was told first. Where
    reports differ, `days` and `places` hold each value (`says`) with who says so. Persons stand for their states
    in `parties`. A plan without a day that was spoken of in the last OPEN_DAYS of the record is `open`, and stands
    after all meetings with a day; any other without one stands at that of its first report. Meetings are joined when
    the record is linked (`Record.link`); one read since is its own row. `only` are ids of meetings, for who has
    chosen them before (see `meeting_list`).
    """
    wanted = Wanted(record)
    among = ""
    if only is not None:
        ids = f"SELECT unnest({wanted.bind(list(only))}::VARCHAR[])"
        joined = f"SELECT meeting FROM joined_meeting WHERE id IN ({ids})"
        among = f"WHERE k.id IN ({ids} UNION {joined})"
    if party is not None:
        ids = wanted.bind(actor_ids(record, party))
        theirs = f"SELECT meeting FROM meeting_party WHERE {counts_as('actor', ids)}"
        wanted.clauses.append(f"k.id IN (SELECT line FROM told WHERE id IN ({theirs}))")
    if report is not None:
        wanted.clauses.append(f"k.id IN (SELECT line FROM told WHERE report = {wanted.bind(report)})")
    wanted.is_one("k.status", status)
    wanted.between("k.day_from", "k.day_to", since, until)
    return record.ask(
        f"{_TOLD.format(among=among)}{_JOINED} {wanted.where()} ORDER BY {by_day('k.day_from')}", wanted.given
    )


def is_open(day_from: str) -> str:
    """SQL for a meeting k that is planned, has no day (`day_from`), and was spoken of in the last OPEN_DAYS."""
    last = "(SELECT max(published) FROM report WHERE unread IS NULL)"
    late = f"coalesce(k.last_told >= {last} - {OPEN_DAYS}, false)"
    return f"({day_from} IS NULL AND k.status IN ('planned', 'postponed') AND {late})"


def by_day(day_from: str) -> str:
    """SQL of the order of the calendar, for meetings k whose first day is `day_from`."""
    return f"{is_open(day_from)}, coalesce({day_from}, k.first_told), k.first_told, k.id"


_TOLD = f"""WITH told AS (
    SELECT coalesce(j.id, k.id) AS line, k.*, {EVIDENCE}, r.outlet, r.title, r.source, r.url, r.published,
        row_number() OVER (ORDER BY r.published NULLS FIRST, r.source, k.span_start, k.id) AS nth
    FROM meeting k JOIN report r ON r.id = k.report LEFT JOIN joined_meeting j ON j.meeting = k.id {{among}}),
"""
_WHO_SAYS = "list(struct_pack(outlet, source, published, report, words) ORDER BY nth)"


def _last(column: str) -> str:
    return f"(list({column} ORDER BY nth) FILTER (WHERE {column} IS NOT NULL))[-1] AS {column}"


def _differing(name: str, value: str, where: str) -> str:
    """SQL of each value told of a line, with who says it, in the order of telling."""
    return f"""{name} AS (SELECT line, list(struct_pack(says := says, told := told_by) ORDER BY first) AS {name}
        FROM (SELECT line, {value} AS says, min(nth) AS first, {_WHO_SAYS} AS told_by
            FROM told WHERE {where} GROUP BY line, {value}) GROUP BY line)"""


_JOINED = f"""
{_differing("days", "date", "date IS NOT NULL AND day_from = day_to")},
{_differing("places", "place", "place IS NOT NULL")},
named AS (
    SELECT t.line, p.actor, min(t.nth * 100 + p.n) AS first FROM told t JOIN meeting_party p ON p.meeting = t.id
    GROUP BY t.line, p.actor),
parties AS (
    SELECT line, list(actor ORDER BY first) AS parties FROM (
        SELECT *, bool_or(contains(actor, '/')) OVER (PARTITION BY line, split_part(actor, '/', 1)) AS in_person
        FROM named) WHERE contains(actor, '/') OR NOT in_person GROUP BY line),
dated AS (
    SELECT line, arg_max(struct_pack(date, day_from, day_to, date_precision, date_words, part_of_day),
        (CASE WHEN day_from = day_to THEN 1 ELSE 0 END, nth)) AS day
    FROM told WHERE date IS NOT NULL GROUP BY line),
joined AS (
    SELECT line AS id, list(status ORDER BY nth)[-1] AS status,
        {", ".join(map(_last, ("place", "venue", "topic", "level", "host")))},
        (list(form ORDER BY nth) FILTER (WHERE form IS NOT NULL))[1] AS form,
        min(published) AS first_told, max(published) AS last_told,
        coalesce(list(DISTINCT outlet ORDER BY outlet) FILTER (WHERE outlet IS NOT NULL), []) AS told_by,
        list(struct_pack(id, report, outlet, title, source, url, published, status, date, part_of_day, place,
            span_start, span_end, words) ORDER BY nth) AS evidence
    FROM told GROUP BY line)
SELECT * EXCLUDE (last_told), {is_open("k.day_from")} AS open FROM (
    SELECT j.id, p.parties, d.day.date AS date, d.day.day_from AS day_from, d.day.day_to AS day_to,
        d.day.date_precision AS date_precision, d.day.date_words AS date_words, d.day.part_of_day AS part_of_day,
        j.place, j.venue, j.topic, j.form, j.level, j.host, j.status, j.first_told, j.last_told, j.told_by,
        coalesce(days.days, []) AS days, coalesce(places.places, []) AS places, j.evidence
    FROM joined j JOIN parties p ON p.line = j.id LEFT JOIN dated d ON d.line = j.id
    LEFT JOIN days ON days.line = j.id LEFT JOIN places ON places.line = j.id) k"""
