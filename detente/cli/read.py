"""`detente read`: sources into a record, with a progress bar, and at the end what came in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

import detente
from detente.cli.progress import Bar
from detente.cli.read_shards import read_shards
from detente.cli.speaking import count, entries_told, err, out, say
from detente.cli.verbs import DEFAULT_RECORD, SKIPPED, ActorsOption, RecordOption, day_of

__all__ = ["columns_of", "read", "summary"]

SAME_REASON = 5
"""Reports told one by one that share a reason; of more, only the number."""


def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, globs, feeds, URLs.")],
    record: RecordOption = DEFAULT_RECORD,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication where a report says none.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(metavar="FIELD=NAME,...", help="Columns of tables: text=body,published=date."),
    ] = None,
    language: Annotated[str | None, typer.Option(metavar="XX", help="Language where a report says none.")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", help="Processes.", min=1)] = None,
    actors: ActorsOption = None,
    thorough: Annotated[
        bool, typer.Option(help="Parse markets, sports, and reports that name nobody known, too.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Not into a record: into shards, for `load`.")
    ] = None,
    on: Annotated[
        str, typer.Option(metavar="WHERE", help="With --out: local, daft, or a cluster, ray://HOST:PORT.")
    ] = "local",
) -> None:
    """Reads reports into a record; what is in it already changes nothing.

    Text (with NAME.json beside it for date, outlet and title), saved pages, feeds, JSON lines, CSV, URLs.

    Example: detente read reports/ --record crisis.duckdb
    """
    given = columns_of(columns) if columns else None
    day = day_of(published) if published else None
    if to is not None:
        read_shards(
            paths, to, on=on, jobs=jobs, published=day, columns=given, language=language, thorough=thorough,
            actors=actors,
        )  # fmt: skip
        return
    if on != "local":
        raise typer.BadParameter(f"--on {on} writes shards; say where to with --out FOLDER, then `detente load FOLDER`")
    from detente.api import own_actors  # noqa: PLC0415  loads the database

    own_actors(actors)  # a wrong file is told before a record is made
    with detente.open(record) as opened, Bar(paths) as bar:
        counts = opened.read(
            *paths,
            published=day,
            columns=given,
            language=language,
            jobs=jobs,
            thorough=thorough,
            actors=actors,
            on_progress=bar.done,
            on_linking=bar.linking,
            warn=bar.say,
        )
    for line in summary(counts, record):
        out().print(line, soft_wrap=True)
    if counts.unread:
        raise typer.Exit(SKIPPED)


def columns_of(given: str) -> dict[str, str]:
    """`text=body,published=date` as a table of names. Raises typer.BadParameter."""
    pairs = [part.partition("=") for part in given.split(",") if part.strip()]
    if not pairs or not all(field.strip() and name.strip() for field, _, name in pairs):
        raise typer.BadParameter(f"{given!r}: write FIELD=NAME,FIELD=NAME, for example text=body,published=date")
    return {field.strip(): name.strip() for field, _, name in pairs}


def summary(counts: detente.Counts, record: Path) -> list[str]:
    """What came in, in a few lines; what was not read goes to standard error, with the reasons."""
    reasons = Counter(reason for _, reason in counts.unread)
    shown: Counter[str] = Counter()
    for source, reason in counts.unread:
        shown[reason] += 1
        if reasons[reason] <= SAME_REASON or shown[reason] < SAME_REASON:
            say(f"{source}: {reason}")
        elif shown[reason] == SAME_REASON:
            err().print(f"         ... and {reasons[reason] - SAME_REASON + 1:,} more: {reason}")
    if not counts.reports and not counts.unread:
        return [f"nothing new: {count(counts.known, 'report')} known before", f"record: {record}"]
    known = f", {counts.known:,} known before" if counts.known else ""
    unread = f", {len(counts.unread):,} not read" if counts.unread else ""
    unread += f" ({counts.passed_by:,} of another desk, not parsed)" if counts.passed_by else ""
    return [f"{count(counts.reports, 'report')} read{known}{unread}: {entries_told(counts)}", f"record: {record}"]
