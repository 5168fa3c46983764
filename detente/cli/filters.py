"""Filters that every list shares: pairs, days, words, and the options by which they are given."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

__all__ = [
    "Actor",
    "InReport",
    "Pair",
    "Pairs",
    "Since",
    "Status",
    "Text",
    "Type",
    "Until",
    "containing",
    "of_pair",
    "split",
]

Actor = Annotated[str | None, typer.Option(metavar="WHO", help="Id or name: USA, Russia, Blinken.")]
Pair = Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Between two, either way.")]
Type = Annotated[str | None, typer.Option(metavar="TYPE,...", help="PLOVER types, or DENY.")]
Status = Annotated[str | None, typer.Option(metavar="STATUS,...", help="Such as happened,planned.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Up to and with this day, month or year.")]
Text = Annotated[str | None, typer.Option(metavar="WORDS", help="With these words in it.")]
InReport = Annotated[str | None, typer.Option("--report", metavar="ID", help="From one report.")]


class Pairs(TyperGroup):
    """Lists whose `--pair` may be written `A B` or `A,B`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parts what was joined by a comma, then parses as usual."""
        apart: list[str] = []
        for n, arg in enumerate(args):
            name, equals, value = arg.partition("=")
            if name == "--pair" and equals:
                apart += [name, *value.split(",", 1)]
            elif n and args[n - 1] == "--pair":
                apart += arg.split(",", 1)
            else:
                apart.append(arg)
        return super().parse_args(ctx, apart)


def split(given: str | None, *, upper: bool = False) -> list[str] | None:
    """`a,b` as a list."""
    if given is None:
        return None
    return [part.strip().upper() if upper else part.strip() for part in given.split(",") if part.strip()]


def containing(rows: Iterable[dict[str, Any]], text: str | None, column: str = "words") -> list[dict[str, Any]]:
    """The rows whose words contain the text, whatever its case and accents."""
    if text is None:
        return list(rows)
    sought = _fold(text)
    return [row for row in rows if sought in _fold(row[column] or "")]


def of_pair(ask: Callable[[str, str], list[dict[str, Any]]], pair: tuple[str, str]) -> set[str]:
    """Ids of what `ask` finds from the one to the other or back."""
    a, b = pair
    return {row["id"] for row in (*ask(a, b), *ask(b, a))}


def _fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
