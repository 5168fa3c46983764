"""The calendar: meetings held and to come, each once with all who tell of it, also as iCalendar."""

from __future__ import annotations

from typing import Any

from detente.desk import urls
from detente.desk.meeting_lines import meeting
from detente.desk.page import PER_PAGE, Asked, Page
from detente.desk.pages.front import names_of
from detente.desk.pages.lists import MEETING_STATUSES
from detente.exports.ics import calendar_text
from detente.record.glance import glance
from detente.record.meeting_list import meeting_list

__all__ = ["ics", "page"]


def page(asked: Asked) -> Page:
    """Meetings by day, and where in them the record ends."""
    known = names_of(asked)
    number = asked.number()
    chosen = _chosen(asked)
    party = chosen.pop("party")
    parties = (party,) if party else ()
    table, total = meeting_list(asked.record, parties=parties, **chosen, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    rows = table.to_pylist()
    last = asked.snapshot.once("glance", glance)["last_day"]
    told = [meeting(row, known, last) for row in rows]
    divides = next((each["id"] for each in told if each["to_come"]), None)
    coming = 0
    if last and not asked.query:
        coming = meeting_list(asked.record, since=last, status=("planned", "postponed"), limit=1)[1]
    shown = {
        "names": known,
        "coming": coming,
        "told": told,
        "divides": divides,
        "statuses": MEETING_STATUSES,
        "last_day": last,
        "number": number,
        "pages": max(1, -(-total // PER_PAGE)),
        "ics": urls.twin("/calendar", "ics", {k: v for k, v in asked.query.items() if k != "page"}),
    }
    return Page("calendar.html", "Calendar", {"total": total, "page": number, "meetings": rows}, rows, shown)


def ics(asked: Asked) -> str:
    """The chosen meetings as the text of a calendar."""
    return calendar_text(asked.record.calendar(**_chosen(asked)).to_pylist(), names_of(asked))


def _chosen(asked: Asked) -> dict[str, Any]:
    return {
        "party": asked.text("actor"),
        "status": asked.choice("status", MEETING_STATUSES),
        "since": asked.day("since"),
        "until": asked.day("until", last=True),
    }
