"""The calendar a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from detente.record.asking import Askable, Wanted
from detente.record.calendar import calendar
from detente.record.dealings import table_of
from detente.record.roles import entries_of

__all__ = ["meeting_list"]


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

    What stands on the page is chosen first, and only that is gathered.
    """
    wanted = Wanted(record)
    for party in parties:
        theirs = entries_of(wanted, table_of(record, "role"), "meeting", "who", party)
        wanted.clauses.append(
            f"m.id IN (SELECT coalesce(j.id, k.id) FROM ({theirs}) t JOIN meeting k ON k.rowid = t.place "
            "LEFT JOIN joined_meeting j ON j.meeting = k.id)"
        )
    wanted.is_one("m.status", status)
    wanted.between("m.day.day_from", "m.day.day_to", since, until)
    source = f"{table_of(record, 'met')} m {wanted.where()}"
    total = record.ask(f"SELECT count(*) FROM {source}", wanted.given).column(0)[0].as_py()
    ids = record.ask(
        f"SELECT id FROM {source} ORDER BY coalesce(m.day.day_from, m.first_told), m.first_told, id "
        f"LIMIT {int(limit)} OFFSET {int(offset)}",
        wanted.given,
    )
    return calendar(record, only=ids.column("id").to_pylist()), int(total)
