"""What the command line says, and where: results to standard output, remarks and errors to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["Column", "Counted", "count", "entries_told", "err", "grid", "out", "say", "shorten"]

PIPED_WIDTH = 120
"""Columns of a table that goes to a file or a pipe, unless COLUMNS says otherwise."""

Column = tuple[str, dict[str, Any]]
"""A heading, and how rich sets the column."""


def out() -> Console:
    """Standard output: as wide as the terminal, coloured only there and without NO_COLOR."""
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=PIPED_WIDTH if piped else None, highlight=False, markup=False, emoji=False)


def err() -> Console:
    """Standard error, for what is not the result."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def say(line: str) -> None:
    """One line to standard error, with the program's name before it."""
    err().print(f"detente: {' '.join(line.split())}")


def grid(columns: Sequence[Column], rows: Iterable[Sequence[object]], *, title: str | None = None) -> Table:
    """A table of plain values; None is left blank."""
    table = Table(
        box=SIMPLE_HEAD,
        title=title,
        title_justify="left",
        title_style="bold",
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for heading, given in columns:
        table.add_column(Text(heading), **given)
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text("" if cell is None else str(cell)) for cell in row))
    return table


def shorten(words: str | None, most: int = 140) -> str:
    """The words on one line, cut at a space with an ellipsis where they are longer than `most` characters."""
    line = " ".join((words or "").split())
    if len(line) <= most:
        return line
    cut = line.rfind(" ", most // 2, most - 1)
    return line[: cut if cut > 0 else most - 1] + "…"


def count(number: int, what: str) -> str:
    """A number with its noun: 1 report, 12 reports, 2 copies."""
    many = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{number:,} {what if number == 1 else many}"


class Counted(Protocol):
    """What has counts of the four kinds of entries."""

    @property
    def statements(self) -> int: ...
    @property
    def events(self) -> int: ...
    @property
    def conditions(self) -> int: ...
    @property
    def meetings(self) -> int: ...


def entries_told(counts: Counted) -> str:
    """How many entries of each kind came in: 8 statements, 1 event, 2 conditions, 2 meetings."""
    numbers = (counts.statements, counts.events, counts.conditions, counts.meetings)
    return ", ".join(map(count, numbers, ("statement", "event", "condition", "meeting")))
