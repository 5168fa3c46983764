"""`detente show`: what is in a record, with filters, as a table or for another program."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import detente
from detente.cli import cells
from detente.cli.filters import (
    Actor,
    InReport,
    Pair,
    Pairs,
    Since,
    Status,
    Text,
    Type,
    Until,
    containing,
    of_pair,
    split,
)
from detente.cli.listing import AsCsv, AsJson, AsLines, Limit, Names, Shown, deliver
from detente.cli.speaking import count, err
from detente.cli.verbs import DEFAULT_RECORD, RecordOption

__all__ = ["app", "names_of"]

app = typer.Typer(
    cls=Pairs,
    no_args_is_help=True,
    help="Lists what is in a record: statements, events, positions, conditions, meetings and more.\n\n"
    "Example: detente show positions USA RUS --record crisis.duckdb",
)

Rows = list[dict[str, Any]]


def names_of(record: detente.Record) -> Names:
    """Names of all actors by id."""
    table = record.actors()
    return dict(zip(table.column("id").to_pylist(), table.column("name").to_pylist(), strict=True))


def _report(record: detente.Record, given: str | None) -> str | None:
    return None if given is None else record.report(given).id


@app.command()
def statements(
    speaker: Actor = None, actor: Actor = None, to: Actor = None, pair: Pair = None,
    act: Annotated[str | None, typer.Option(metavar="ACT,...", help="Such as demands,threatens.")] = None,
    since: Since = None, until: Until = None, text: Text = None, report: InReport = None,
    record: RecordOption = DEFAULT_RECORD, limit: Limit = None,
    as_json: AsJson = False, as_lines: AsLines = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """Who said what, by day. A day in brackets is the report's, for words that name none.

    --actor is --speaker here. Example: detente show statements --speaker Blinken --text Ukraine
    """
    with detente.open(record, read_only=True) as opened:
        table = opened.statements(
            speaker=speaker or actor, to=to, act=split(act), since=since, until=until, text=text,
            report=_report(opened, report),
        )  # fmt: skip
        rows = table.to_pylist()
        if pair is not None:
            kept = of_pair(lambda a, b: opened.statements(speaker=a, to=b).select(["id"]).to_pylist(), pair)
            rows = [row for row in rows if row["id"] in kept]
    _deliver(rows, table.column_names, cells.STATEMENTS, "statements", limit, as_json, as_lines, as_csv)


@app.command()
def events(
    actor: Actor = None, to: Actor = None, pair: Pair = None, type: Type = None, status: Status = None,
    since: Since = None, until: Until = None, text: Text = None, report: InReport = None,
    record: RecordOption = DEFAULT_RECORD, limit: Limit = None,
    as_json: AsJson = False, as_lines: AsLines = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """Who did what to whom, by day.

    Example: detente show events --pair USA RUS --type THREATEN,REQUEST --since 2022-01
    """
    with detente.open(record, read_only=True) as opened:
        table = opened.events(
            actor=actor, recipient=to, pair=pair, type=split(type, upper=True), status=split(status),
            since=since, until=until, report=_report(opened, report),
        )  # fmt: skip
        shown = cells.events_shown(names_of(opened))
    rows = containing(table.to_pylist(), text)
    _deliver(rows, table.column_names, shown, "events", limit, as_json, as_lines, as_csv)


@app.command()
def positions(
    a: Annotated[str, typer.Argument(metavar="A", help="One side.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    events: Annotated[bool, typer.Option("--events", help="A row an event, wordings of one demand apart.")] = False,
    text: Text = None, record: RecordOption = DEFAULT_RECORD, limit: Limit = None,
    as_json: AsJson = False, as_lines: AsLines = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """What each of two sides demands, offers, threatens, refuses, accuses the other of and denies.

    Wordings of one position are one row, the latest shown; --json has the others, and what answered them.
    Example: detente show positions USA RUS
    """
    with detente.open(record, read_only=True) as opened:
        table = opened.positions(a, b, events=events)
    rows = containing(table.to_pylist(), text)
    shown = cells.POSITION_EVENTS if events else cells.POSITIONS
    _deliver(rows, table.column_names, shown, "positions", limit, as_json, as_lines, as_csv)


@app.command()
def conditions(
    speaker: Actor = None, actor: Actor = None, text: Text = None, report: InReport = None,
    record: RecordOption = DEFAULT_RECORD, limit: Limit = None,
    as_json: AsJson = False, as_lines: AsLines = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """What somebody said would follow if something happened; --actor stands on either side of it.

    Example: detente show conditions --speaker Kremlin
    """
    with detente.open(record, read_only=True) as opened:
        table = opened.conditions(holder=speaker, actor=actor, report=_report(opened, report))
    rows = containing(table.to_pylist(), text)
    _deliver(rows, table.column_names, cells.CONDITIONS, "conditions", limit, as_json, as_lines, as_csv)


@app.command()
def meetings(
    actor: Actor = None, pair: Pair = None, status: Status = None, since: Since = None, until: Until = None,
    text: Text = None, report: InReport = None,
    each: Annotated[bool, typer.Option("--each", help="A row a mention, as each report tells it.")] = False,
    record: RecordOption = DEFAULT_RECORD, limit: Limit = None,
    as_json: AsJson = False, as_lines: AsLines = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """Who met, meets or will meet whom, by day; days and places on which reports differ, with who says which.

    One meeting told many times is one row; --json has every mention. Status is the latest word on it.
    Example: detente show meetings --status planned --pair USA RUS
    """
    with detente.open(record, read_only=True) as opened:
        asked = opened.meetings if each else opened.calendar
        table = asked(party=actor, status=split(status), since=since, until=until, report=_report(opened, report))
        rows = table.to_pylist()
        if not each:
            rows = [{**row, "words": row["evidence"][0]["words"]} for row in rows]
        rows = containing(rows, text)
        for party in pair or ():
            kept = set(asked(party=party).column("id").to_pylist())
            rows = [row for row in rows if row["id"] in kept]
        shown = cells.meetings_shown(names_of(opened), each=each)
    columns = table.column_names if each else [*table.column_names, "words"]
    _deliver(rows, columns, shown, "meetings", limit, as_json, as_lines, as_csv)


@app.command()
def reports(
    since: Since = None, until: Until = None, text: Text = None,
    copies: Annotated[
        bool | None, typer.Option("--copies/--no-copies", help="Mark copies (unasked: up to 2,000 reports).")
    ] = None,
    record: RecordOption = DEFAULT_RECORD, limit: Limit = None,
    as_json: AsJson = False, as_lines: AsLines = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """Every report with what was read in it, which are copies, and why some were not read.

    --text is sought in the title. Example: detente show reports --since 2022-01-10
    """
    from detente.cli.repeats import with_copies  # noqa: PLC0415  loads scipy
    from detente.record.asking import as_day  # noqa: PLC0415  loads DuckDB

    first = as_day(since) if since else None
    last = as_day(until, last=True) if until else None
    with detente.open(record, read_only=True) as opened:
        table = opened.reports()
        rows = with_copies(opened, table.to_pylist(), wanted=copies)
    rows = [
        row for row in containing(rows, text, "title")
        if (first is None or (row["published"] and row["published"] >= first))
        and (last is None or (row["published"] and row["published"] <= last))
    ]  # fmt: skip
    columns = [*table.column_names, "copy", "copy_of"]
    _deliver(rows, columns, cells.REPORTS, "reports", limit, as_json, as_lines, as_csv)
    if copies is not False and not (as_json or as_lines or as_csv) and any(row["copy"] for row in rows):
        outlets, voices = {row["outlet"] for row in rows} - {None}, {row["copy_of"] or row["id"] for row in rows}
        err().print(f"told by {count(len(outlets), 'outlet')}, {count(len(voices), 'origin')}")


@app.command()
def actors(
    text: Text = None, record: RecordOption = DEFAULT_RECORD, limit: Limit = None,
    as_json: AsJson = False, as_lines: AsLines = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """Everybody who is named in a record, those with most entries first.

    Example: detente show actors --limit 20
    """
    with detente.open(record, read_only=True) as opened:
        table = opened.actors()
    rows = sorted(containing(table.to_pylist(), text, "name"), key=lambda row: (-row["entries"], row["id"]))
    _deliver(rows, table.column_names, cells.ACTORS, "actors", limit, as_json, as_lines, as_csv)


def _deliver(
    rows: Rows, columns: list[str], shown: Shown, what: str,
    limit: int | None, as_json: bool, as_lines: bool, as_csv: bool,
) -> None:  # fmt: skip
    deliver(rows, columns, shown, what, limit=limit, as_json=as_json, as_lines=as_lines, as_csv=as_csv)
