"""Stories: reports of one happening, who of them has which line, and where they differ."""

from __future__ import annotations

from typing import Any

from detente.desk import urls
from detente.desk.disputes import in_context
from detente.desk.page import PER_PAGE, Asked, Page, Row
from detente.desk.pages.front import names_of
from detente.desk.wording import shorten
from detente.model import DISPUTED
from detente.record.disputes import dispute_list
from detente.record.story_list import story, story_list

__all__ = ["disagreements", "index", "one"]

COLUMNS = 12
"""Reports of a story that the matrix shows."""

MOST_LINES = 120

MOST_DISPUTES = 40

LEAST = ("0.5", "0.6", "0.7", "0.8", "0.9")
"""The least confidence that may be chosen."""


def index(asked: Asked) -> Page:
    """Happenings that several reports tell, the latest first."""
    number = asked.number()
    single = asked.choice("single", ("yes",)) is not None
    found, total = story_list(
        asked.record,
        actor=asked.text("actor"),
        text=asked.text("q"),
        since=asked.day("since"),
        until=asked.day("until", last=True),
        single=single,
        limit=PER_PAGE,
        offset=(number - 1) * PER_PAGE,
    )
    rows = found.to_pylist()
    shown = {
        "names": names_of(asked),
        "number": number,
        "pages": max(1, -(-total // PER_PAGE)),
        "linked": asked.snapshot.once("linked", lambda record: record.is_linked()),
    }
    return Page("stories.html", "Stories", {"total": total, "page": number, "stories": rows}, rows, shown)


def one(asked: Asked) -> Page:
    """One story: its reports, the matrix of lines and reports, its disagreements."""
    told = story(asked.record, asked.steps["id"])
    lines = asked.record.lines(story=told["id"]).to_pylist()
    disputes = asked.record.disagreements(story=told["id"]).to_pylist()
    columns = told["reports"][:COLUMNS]
    shown = {
        "names": names_of(asked),
        "disputes": in_context(asked.record, disputes[:MOST_DISPUTES]),
        "more_disputes": max(0, len(disputes) - MOST_DISPUTES),
        "columns": columns,
        "more": len(told["reports"]) - len(columns),
        "matrix": [_line(line, columns) for line in lines[:MOST_LINES]],
        "more_lines": max(0, len(lines) - MOST_LINES),
    }
    data = {"story": told, "lines": lines, "disagreements": disputes}
    return Page("story.html", told["title"] or "A story", data, lines, shown)


def disagreements(asked: Asked) -> Page:
    """Where reports cannot all be right."""
    number = asked.number()
    found, total = dispute_list(
        asked.record,
        on=asked.text("on"),
        how=asked.choice("how", ("contradiction", "update")),
        actor=asked.text("actor"),
        text=asked.text("q"),
        confidence=float(asked.choice("confidence", LEAST) or 0),
        limit=PER_PAGE // 2,
        offset=(number - 1) * (PER_PAGE // 2),
    )
    rows = found.to_pylist()
    shown = {
        "names": names_of(asked),
        "disputes": in_context(asked.record, rows),
        "disputed": DISPUTED,
        "least": LEAST,
        "number": number,
        "pages": max(1, -(-total * 2 // PER_PAGE)),
    }
    data = {"total": total, "page": number, "disagreements": rows}
    return Page("disagreements.html", "Where reports disagree", data, rows, shown)


def _line(line: Row, columns: list[dict[str, Any]]) -> dict[str, Any]:
    """A line of the record with a cell a report: the entry that tells it there, or none."""
    by_report: dict[str, Any] = {}
    for entry in line["entries"]:
        by_report.setdefault(entry["report"], entry)
    first = line["entries"][0]
    return {
        "of": line["of"],
        "words": shorten(line["words"], 160),
        "url": urls.entry(line["of"], first["id"]),
        "origins": line["origins"],
        "cells": [
            {"url": urls.entry(line["of"], entry["id"]), "words": shorten(entry["words"], 80), "own": entry is first}
            if (entry := by_report.get(report["report"]))
            else None
            for report in columns
        ],
    }
