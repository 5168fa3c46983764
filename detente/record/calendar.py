"""The calendar: who meets whom, when and where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from detente.record.asking import Askable, Wanted
from detente.record.questions import entries

__all__ = ["meetings"]


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
