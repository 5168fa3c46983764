"""An entry's own page: its words in context, why it is there, who else has it, how to cite it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from detente import __version__
from detente.desk import urls
from detente.desk.differences import differing
from detente.desk.page import Asked, Page
from detente.desk.pages.front import names_of
from detente.desk.telling import telling
from detente.desk.why import codebook_entry
from detente.desk.wording import plain_day, shorten
from detente.errors import NoSuchEntry
from detente.model import as_row

__all__ = ["page_of"]

QUOTES = "“”«»\"' ,"

AROUND = 420
"""Characters of the report on either side of an entry's words."""


def page_of(kind: str) -> Callable[[Asked], Page]:
    """The page for entries of a kind."""

    def page(asked: Asked) -> Page:
        known = names_of(asked)
        found = asked.record.entry(asked.steps["id"])
        if found.entry.kind != kind:
            raise NoSuchEntry(f"{asked.steps['id']}: is a {found.entry.kind}, not a {kind}")
        entry, report = found.entry, found.report
        rows = getattr(asked.record, f"{kind}s")(report=report.id).to_pylist()
        row = next(row for row in rows if row["id"] == entry.id)
        told = telling(kind, row, known)
        same = [other for one in asked.record.lines(entry=entry.id).to_pylist() for other in one["entries"]]
        same = [other for other in same if other["id"] != entry.id]
        wordings = _wordings(asked, entry.id, report.id) if kind == "statement" else []
        start, end = entry.span
        before, after = _around(report.text, start, end)
        where = f"characters {start} to {end} of report {report.id}"
        cite = ", ".join(
            part
            for part in (
                f"“{shorten(found.words, 300).strip(QUOTES)}”",
                f"“{report.title}”" if report.title else report.source,
                report.outlet,
                plain_day(report.published),
                where,
            )
            if part
        )
        shown = {
            "names": known,
            "told": told,
            "report": report,
            "before": before,
            "after": after,
            "steps": entry.why.split("; "),
            "frame": codebook_entry(entry.why),
            "cite": f"{cite}. Read by Detente {__version__}, {kind} {entry.id}.",
            "address": urls.entry(kind, entry.id),
            "fields": _fields(as_row(entry)),
            "same": same,
            "wordings": wordings,
        }
        data = {
            "entry": as_row(entry),
            "words": found.words,
            "report": {**as_row(report), "text": None},
            "told_also_by": same,
            "wordings": wordings,
        }
        return Page("entry.html", f"{kind.capitalize()}: {shorten(found.words, 60)}", data, [row], shown)

    return page


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before the words and after them, cut at words."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = f"…{before[before.find(' ') + 1 :]}"
    if end + AROUND < len(text):
        after = f"{after[: after.rfind(' ') if ' ' in after else len(after)]}…"
    return before, after


def _wordings(asked: Asked, id: str, report: str) -> list[dict[str, Any]]:
    """The wordings of a statement in every outlet, each against the fullest, this one among them; none for one told
    once."""
    echoes = asked.record.echoes(report=report).to_pylist()
    for echo in echoes:
        told = echo["statements"]
        if any(each["id"] == id for each in told):
            fullest = told[0]["words"]
            rest = " ".join(each["words"] for each in told[1:])
            return [
                {
                    **each,
                    "url": urls.entry("statement", each["id"]),
                    "parts": differing(each["words"], rest if n == 0 else fullest),
                    "here": each["id"] == id,
                }
                for n, each in enumerate(told[:12])
            ]
    return []


_LEFT_OUT = {"kind", "id", "report", "span", "why", "words"}


def _fields(row: dict[str, object]) -> list[tuple[str, str]]:
    found = []
    for name, value in row.items():
        if name in _LEFT_OUT or name.endswith(("span", "spans")) or value in (None, [], "", False):
            continue
        found.append((name.replace("_", " "), _plain(value)))
    return found


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(part)}" for key, part in value.items() if part not in (None, [], ""))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
