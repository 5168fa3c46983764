"""`detente demo`: reads the sample crisis that comes with Detente and prints its record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import detente
from detente.cli.progress import Bar
from detente.cli.read import summary
from detente.cli.speaking import out
from detente.cli.verbs import SKIPPED

__all__ = ["demo"]

NAME = Path("october-1962.duckdb")


def demo(
    record: Annotated[Path, typer.Option("--record", "-r", metavar="PATH", help="Where to keep the record.")] = NAME,
) -> None:
    """Reads sixteen reports of October 1962, the Cuban missile crisis, and prints the record of it.

    The record is kept in this folder as october-1962.duckdb, for the other verbs to try.

    Example: detente demo
    """
    from detente.cli.record_page import record_page  # noqa: PLC0415  loads scipy, for copies

    paths = [str(path) for path in detente.sample()]
    with detente.open(record) as opened:
        with Bar(paths) as bar:
            counts = opened.read(*paths, on_progress=bar.done, warn=bar.say)
        console = out()
        console.print("October 1962: the Cuban missile crisis as sixteen reports told it", style="bold")
        for line in summary(counts, record):
            console.print(line, soft_wrap=True)
        for part in record_page(opened, "USA", "SUN", width=console.width):
            console.print(part)
    console.print("next", style="bold")
    name = "" if record == Path("crisis.duckdb") else f" --record {record}"
    for line in (
        f"  detente show positions CUB USA{name}",
        f"  detente show statements --speaker Kennedy{name}",
        f"  detente explain {record} ID        why a line is there (ID: its last column)",
        "  detente read your-reports/         your own crisis, into crisis.duckdb",
    ):
        console.print(line, soft_wrap=True)
    if counts.unread:
        raise typer.Exit(SKIPPED)
