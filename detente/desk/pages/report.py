"""A report's text with every entry marked in place, and the entries beside it."""

from __future__ import annotations

from typing import Any

from detente.desk.marks import Mark, highlights, marked
from detente.desk.page import Asked, Page
from detente.desk.pages.front import names_of
from detente.desk.telling import tellings
from detente.model import Span, as_row
from detente.record.whole import ENTRY_KINDS

__all__ = ["page"]

LONGEST = 60_000
"""Characters of a text that the page shows, with the entries in them; the JSON has all."""

MOST = 250
"""Entries that the page shows: with their marks they are most of its weight."""


def page(asked: Asked) -> Page:
    """The report of an id."""
    known = names_of(asked)
    report = asked.record.report(asked.steps["id"])
    told: list[dict[str, Any]] = []
    rows: dict[str, list[dict[str, Any]]] = {}
    for kind in ENTRY_KINDS:
        rows[kind] = getattr(asked.record, f"{kind}s")(report=report.id).to_pylist()
        told += tellings(kind, rows[kind], known)
    told.sort(key=lambda each: (each["start"], each["end"], each["id"]))
    fitting = [each for each in told if each["end"] <= LONGEST][:MOST]
    end = len(report.text) if len(fitting) == len(told) else (fitting[-1]["end"] if fitting else LONGEST)
    text = report.text[: min(max(end, 0), LONGEST)]
    marks = [
        Mark(number, each["kind"], each["id"], each["start"], each["end"], each["tone"])
        for number, each in enumerate(fitting)
    ]
    shown = {
        "names": known,
        "report": report,
        "told": fitting,
        "text": marked(text, marks, report.furniture, _disputed(asked, report.id)),
        "left_out": len(told) - len(fitting),
        "cut": len(text) < len(report.text),
        "counts": {kind: len(rows[kind]) for kind in ENTRY_KINDS},
        "highlights": highlights(marks),
        "covering": _covering(fitting),
    }
    data = {"report": as_row(report), **{f"{kind}s": rows[kind] for kind in ENTRY_KINDS}}
    flat = [{"kind": kind, **row} for kind in ENTRY_KINDS for row in rows[kind]]
    return Page("report.html", report.title or report.source, data, flat, shown)


def _disputed(asked: Asked, report: str) -> list[Span]:
    """Where words of this report stand in a disagreement, which links to them."""
    found = asked.record.disagreements(report=report).to_pylist()
    quotes = [quote for each in found for side in each["sides"] for quote in side["quotes"]]
    return [Span(quote["span_start"], quote["span_end"]) for quote in quotes if quote["report"] == report]


def _covering(told: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """For each entry the others whose words share characters with its own: where a click may have meant them."""
    return {
        each["id"]: [
            other
            for other in told
            if other is not each and other["start"] < each["end"] and each["start"] < other["end"]
        ][:6]
        for each in told
    }
