"""`detente load`: what was read past one machine, into a record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import detente
from detente.cli.speaking import count, entries_told, err, out, say
from detente.cli.verbs import DEFAULT_RECORD, SKIPPED, RecordOption

__all__ = ["load"]


def load(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What `detente read --out FOLDER` wrote.")],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Brings what `detente read --out` wrote into a record; what is in it already changes nothing.

    Example: detente load readings/ --record crisis.duckdb
    """
    from detente.scale.shards import load_plan  # noqa: PLC0415

    faults: list[str] = []

    def warn(line: str) -> None:
        faults.append(line)
        say(line)

    load_plan(folder)  # a wrong folder is told before a record is made
    with detente.open(record) as opened, err().status("loading") as shown:
        added = opened.load(
            folder,
            on_reports=lambda number: shown.update(f"loading: {number:,} reports"),
            on_linking=lambda: shown.update("laying reports side by side"),
            warn=warn,
        )
    if added.reports or added.unread:
        known = f", {added.known:,} known before" if added.known else ""
        unread = f", {added.unread:,} kept unread" if added.unread else ""
        out().print(f"{count(added.reports, 'report')} loaded{known}{unread}: {entries_told(added)}", soft_wrap=True)
    else:
        out().print(f"nothing new: {count(added.known, 'report')} known before")
    out().print(f"record: {record}", soft_wrap=True)
    if faults:
        raise typer.Exit(SKIPPED)
