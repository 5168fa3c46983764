"""Ask: SQL over the record, read-only, with its answer as a table, a chart and CSV."""

from __future__ import annotations

from functools import partial

from detente.desk.charts import answer_chart
from detente.desk.page import Asked, Page
from detente.desk.sql import MOST_ROWS, SECONDS, Refused, run
from detente.desk.svg import both
from detente.record.schema import SCHEMA

__all__ = ["page"]

WORKED = (
    (
        "Which acts does each outlet report?",
        "SELECT r.outlet, s.act, count(*) AS statements\nFROM statement s JOIN report r ON r.id = s.report\n"
        "GROUP BY ALL ORDER BY statements DESC",
    ),
    (
        "How many events stand on each day?",
        "SELECT day_from AS day, count(*) AS events\nFROM event\nWHERE day_from = day_to\nGROUP BY day ORDER BY day",
    ),
    (
        "Who speaks most?",
        "SELECT coalesce(a.name, s.speaker_name) AS speaker, count(*) AS statements\nFROM statement s "
        "LEFT JOIN actor a ON a.id = s.speaker_id\nGROUP BY ALL ORDER BY statements DESC LIMIT 20",
    ),
    (
        "Who demands what of whom?",
        "SELECT r.published, list(DISTINCT a.actor) AS who, list(DISTINCT t.actor) AS of_whom,\n"
        "  substring(r.text, k.span_start + 1, k.span_end - k.span_start) AS words\n"
        "FROM event k JOIN report r ON r.id = k.report\n"
        "JOIN event_actor a ON a.event = k.id LEFT JOIN event_recipient t ON t.event = k.id\n"
        "WHERE k.type = 'REQUEST' GROUP BY ALL ORDER BY r.published",
    ),
)  # fmt: skip

SHOWN = 100
LONGEST_CELL = 400


def page(asked: Asked) -> Page:
    """The answer to the query in the URL, or a few worked questions."""
    sql = asked.query.get("sql", "").strip()
    names: list[str] = []
    rows: list[tuple[object, ...]] = []
    wrong = None
    if sql:
        try:
            names, rows = run(asked.snapshot.con, sql)
        except Refused as error:
            wrong = str(error)
    chart = both(partial(answer_chart, names, rows), label="The answer as a chart") if rows else None
    shown = {
        "sql": sql,
        "columns": names,
        "cells": [[_cell(value) for value in row] for row in rows[:SHOWN]],
        "found": len(rows),
        "cut": len(rows) >= MOST_ROWS,
        "shown": SHOWN,
        "chart": chart,
        "wrong": wrong,
        "worked": WORKED,
        "seconds": SECONDS,
        "most_rows": MOST_ROWS,
        "schema": SCHEMA,
        "asked": bool(sql),
    }
    records = [dict(zip(names, row, strict=False)) for row in rows]
    data = {"sql": sql, "error": wrong, "columns": names, "rows": records}
    return Page("ask.html", "Ask", data, records, shown, 400 if wrong else 200)


def _cell(value: object) -> str:
    text = "" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"
