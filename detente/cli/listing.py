"""Rows of a record on the screen or for other programs: a table, JSON, JSON lines or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any

import typer

from detente.cli.speaking import Column, err, grid, out

__all__ = [
    "AsCsv",
    "AsJson",
    "AsLines",
    "Limit",
    "Names",
    "Row",
    "Shown",
    "deliver",
]

Row = Mapping[str, Any]
Names = Mapping[str, str]
"""Names of actors by id."""

Shown = Sequence[tuple[str, dict[str, Any], Callable[[Row], object]]]
"""Columns of a table: heading, how rich sets it, and the cell of a row."""

FROM_WIDTH = "from_width"
"""Key of a column's settings: the width of the screen from which it is shown."""

AsJson = Annotated[bool, typer.Option("--json", help="Every row and column as a JSON list.")]
AsLines = Annotated[bool, typer.Option("--jsonl", help="The same, an object a line.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="The same as CSV; lists joined by semicolons.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", metavar="N", help="Rows at most.", min=1)]


def deliver(
    rows: list[dict[str, Any]],
    columns: Sequence[str],
    shown: Shown,
    what: str,
    *,
    limit: int | None,
    as_json: bool,
    as_lines: bool,
    as_csv: bool,
) -> None:
    """Writes rows in the form that was asked for; `columns` are all their columns, `shown` the table's."""
    if as_json + as_lines + as_csv > 1:
        raise typer.BadParameter("only one of --json, --jsonl, --csv")
    chosen = rows[:limit]
    if as_json:
        sys.stdout.write(json.dumps(chosen, ensure_ascii=False, indent=1, default=str) + "\n")
    elif as_lines:
        sys.stdout.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in chosen)
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row[name]) for name in columns] for row in chosen)
    elif rows:
        console = out()
        fitting = [column for column in shown if console.width >= column[1].get(FROM_WIDTH, 0)]
        headings: list[Column] = [
            (heading, {k: v for k, v in given.items() if k != FROM_WIDTH}) for heading, given, _ in fitting
        ]
        console.print(grid(headings, ([cell(row) for *_, cell in fitting] for row in chosen)))
        more = f" of {len(rows):,}" if len(chosen) < len(rows) else ""
        err().print(f"{len(chosen):,}{more} {what if len(rows) != 1 else what[:-1]}")
    else:
        err().print(f"no {what} here; take a filter away, or see {count_hint(what)}")


def count_hint(what: str) -> str:
    """Where to look when nothing was found."""
    return "detente show actors" if what != "reports" else "detente read --help"


def _cell(value: Any) -> Any:
    """A value as CSV has it: lists joined by semicolons, spans as 12-34, entries and reports by their ids, sides
    of a disagreement by what they say."""
    if isinstance(value, Mapping):
        return next(value[key] for key in ("id", "says", "report") if key in value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ";".join("-".join(map(str, v)) if isinstance(v, list) else str(_cell(v) or "") for v in value)
    return value
