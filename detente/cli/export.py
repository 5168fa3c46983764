"""`detente export`: a record in other people's formats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import detente
from detente.cli.speaking import say
from detente.cli.verbs import DEFAULT_RECORD

__all__ = ["export"]


def export(
    record: Annotated[Path, typer.Argument(metavar="[RECORD]", help="The record.")] = DEFAULT_RECORD,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="jsonl, csv, parquet, sqlite, plover, cameo or ics.")
    ] = "jsonl",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="PATH", help="File, or folder of tables for csv, parquet."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only one kind: report, event, statement, story, line, echo, ..."),
    ] = None,
) -> None:
    """Writes a record as JSON lines, CSV, Parquet or SQLite, or its events as rows of PLOVER or CAMEO.

    JSON lines, CSV of one kind, plover, cameo and ics go to standard output unless --out names a file.

    plover and cameo are CSV, or Parquet if --out ends in .parquet; they hold what happened or is planned.
    ics is a calendar of its meetings, which a mail program opens.

    Example: detente export crisis.duckdb --to csv --kind event > events.csv
    """
    from detente.exports import FORMATS, write  # noqa: PLC0415  loads DuckDB and Arrow

    if to not in FORMATS:
        raise typer.BadParameter(f"{to!r}: there are {', '.join(FORMATS)}", param_hint="--to")
    if out is None and (to in ("parquet", "sqlite") or (to == "csv" and kind is None)):
        one = ", or --kind KIND for one table" if to == "csv" else ""
        raise typer.BadParameter(f"{to} needs a place to write to: add --out PATH{one}", param_hint="--to")
    with detente.open(record, read_only=True) as opened:
        write(opened, to, sys.stdout if out is None else out, kind=kind)
    if out is not None:
        say(f"{out}: written")
