"""`detente explain`: why an entry is in a record, or what was read and passed over in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import detente
from detente.cli.speaking import out, say
from detente.cli.verbs import DEFAULT_RECORD, SKIPPED, ActorsOption, RecordOption, day_of

__all__ = ["explain"]

ENDS_OF_RECORDS = (".duckdb", ".db")


def explain(
    what: Annotated[list[str], typer.Argument(metavar="[RECORD] ENTRY | FILE", help="An entry's id, or a file.")],
    record: RecordOption = DEFAULT_RECORD,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication, for a FILE that says none.")
    ] = None,
    language: Annotated[str | None, typer.Option(metavar="XX", help="Language of a FILE.")] = None,
    actors: ActorsOption = None,
) -> None:
    """Says why an entry is in the record: its words, the codebook's entry, the steps.

    With a FILE or URL instead: for each sentence, what was read, what was passed over, and why.

    Six digits of an id will do. Example: detente explain crisis.duckdb 3f2a91c0
    """
    if len(what) > 2:
        raise typer.BadParameter("give RECORD and ENTRY, or one FILE")
    if len(what) == 2:
        _entry(Path(what[0]), what[1])
    elif what[0].endswith(ENDS_OF_RECORDS):
        raise typer.BadParameter(f"{what[0]} is a record; add the id of an entry, as `detente show` lists it")
    elif Path(what[0]).exists() or "://" in what[0]:
        _file(what[0], published=published, language=language, actors=actors)
    else:
        _entry(record, what[0])


def _entry(record: Path, entry: str) -> None:
    from detente.cli.entry_page import entry_page  # noqa: PLC0415  loads the codebook

    with detente.open(record, read_only=True) as opened:
        found = opened.entry(entry)
    console = out()
    for line in entry_page(found):
        console.print(line, soft_wrap=not console.is_terminal)


def _file(source: str, *, published: str | None, language: str | None, actors: Path | None) -> None:
    from detente.cli.sentence_page import sentence_page  # noqa: PLC0415  loads the parser
    from detente.sources import open_sources  # noqa: PLC0415  loads what opens pages

    console = out()
    status = 0
    day = day_of(published) if published else None
    for report in open_sources([source], published=day, language=language, warn=say):
        if report.unread:
            say(f"{report.source}: {report.unread}")
            status = SKIPPED
            continue
        for line in sentence_page(report, actors=actors):
            console.print(line, soft_wrap=not console.is_terminal)
    if status:
        raise typer.Exit(status)
