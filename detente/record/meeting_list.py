"""The calendar a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from detente.record.asking import Askable, Wanted
from detente.record.calendar import by_day, calendar, is_open
from detente.record.dealings import table_of
from detente.record.roles import entries_of

__all__ = ["meeting_list"]

DAY = "k.day.day_from"


def meeting_list(
    record: Askable,
    *,
    parties: Sequence[str] = (),
    status: str | Sequence[str] | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[pa.Table, int]:
    """Meetings of all these `parties` as `calendar` gives them, and how many there are before the cut.

    `since` a day with no `until` keeps the open ones too: what is to come some day. What stands on the page is chosen
    first, and only that is gathered.
    """
    wanted = Wanted(record)
    for party in parties:
        theirs = entries_of(wanted, table_of(record, "role"), "meeting", "who", party)
        wanted.clauses.append(
            f"k.id IN (SELECT coalesce(j.id, m.id) FROM ({theirs}) t JOIN meeting m ON m.rowid = t.place "
            "LEFT JOIN joined_meeting j ON j.meeting = m.id)"
        )
    wanted.is_one("k.status", status)
    wanted.between("k.day.day_from", "k.day.day_to", since, until)
    if since is not None and until is None:
        dated = wanted.clauses.pop()
        wanted.clauses.append(f"({dated} OR {is_open(DAY)})")
    source = f"{table_of(record, 'met')} k {wanted.where()}"
    total = record.ask(f"SELECT count(*) FROM {source}", wanted.given).column(0)[0].as_py()
    ids = record.ask(
        f"SELECT id FROM {source} ORDER BY {by_day(DAY)} LIMIT {int(limit)} OFFSET {int(offset)}",
        wanted.given,
    )
    return calendar(record, only=ids.column("id").to_pylist()), int(total)
