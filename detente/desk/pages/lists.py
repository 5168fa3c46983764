"""Lists of entries and of reports: filtered, searched and paged."""

from __future__ import annotations

from collections.abc import Collection

from detente.desk.page import PER_PAGE, Asked, Page
from detente.desk.pages.front import names_of
from detente.desk.telling import tellings
from detente.model import ACTS, EVENT_TYPES, STATUSES
from detente.record.finding import Sought, find, find_reports
from detente.record.glance import outlets

__all__ = ["conditions", "entries_page", "events", "meetings", "reports", "sought_by", "statements"]

SENSES = ("if", "unless", "as long as")
MEETING_STATUSES = ("planned", "held", "cancelled", "postponed")
ORDERS = ("first", "last")


def statements(asked: Asked) -> Page:
    """Who said what: search in the words, by speaker and act."""
    return entries_page(asked, "statement", "Statements", sorts=ACTS, sort_label="Act")


def events(asked: Asked) -> Page:
    """Who did what to whom."""
    return entries_page(asked, "event", "Events", sorts=EVENT_TYPES, sort_label="Type", statuses=STATUSES)


def conditions(asked: Asked) -> Page:
    """What somebody said would follow."""
    return entries_page(asked, "condition", "Stated conditions", sorts=SENSES, sort_label="Sense")


def meetings(asked: Asked) -> Page:
    """Meetings as each report tells them."""
    return entries_page(asked, "meeting", "Meetings", statuses=MEETING_STATUSES)


def entries_page(
    asked: Asked,
    kind: str,
    title: str,
    *,
    sorts: Collection[str] = (),
    sort_label: str = "",
    statuses: Collection[str] = (),
    template: str = "list.html",
) -> Page:
    """A page of the entries of a kind that the URL's filters choose."""
    known = names_of(asked)
    number = asked.number()
    sought = sought_by(asked, sorts=sorts, statuses=statuses)
    newest = asked.choice("order", ORDERS) == "last"
    found, total = find(asked.record, kind, sought, limit=PER_PAGE, offset=(number - 1) * PER_PAGE, newest_first=newest)
    rows = found.to_pylist()
    shown = {
        "names": known,
        "kind": kind,
        "told": tellings(kind, rows, known),
        "sorts": sorts,
        "sort_label": sort_label,
        "statuses": statuses,
        "outlets": _outlets(asked),
        "number": number,
        "pages": max(1, -(-total // PER_PAGE)),
    }
    return Page(template, title, {"total": total, "page": number, f"{kind}s": rows}, rows, shown)


def reports(asked: Asked) -> Page:
    """Every report, with how much was read in it, or why nothing was."""
    number = asked.number()
    newest = asked.choice("order", ORDERS) == "last"
    found, total = find_reports(
        asked.record, sought_by(asked), limit=PER_PAGE, offset=(number - 1) * PER_PAGE, newest_first=newest
    )
    rows = found.to_pylist()
    shown = {"outlets": _outlets(asked), "number": number, "pages": max(1, -(-total // PER_PAGE))}
    return Page("reports.html", "Reports", {"total": total, "page": number, "reports": rows}, rows, shown)


def sought_by(asked: Asked, *, sorts: Collection[str] = (), statuses: Collection[str] = ()) -> Sought:
    """What the URL's filters look for. Raises DetenteError."""
    pair = (asked.text("pair") or "").split(",", 1)
    return Sought(
        text=asked.text("q"),
        actor=asked.text("actor"),
        to=asked.text("to"),
        pair=(pair[0], pair[1]) if len(pair) > 1 else None,
        sort=asked.choice("sort", sorts) if sorts else None,
        status=asked.choice("status", statuses) if statuses else None,
        outlet=asked.text("outlet"),
        since=asked.day("since"),
        until=asked.day("until", last=True),
    )


def _outlets(asked: Asked) -> list[str]:
    table = asked.snapshot.once("outlets", outlets)
    return sorted(table.column("outlet").to_pylist())
