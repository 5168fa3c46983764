"""`detente show` for what several reports tell: stories, lines, echoes, disagreements."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import detente
from detente.cli import link_cells
from detente.cli.filters import Actor, InReport, Since, Text, Until, containing, split
from detente.cli.listing import AsCsv, AsJson, AsLines, Limit, deliver
from detente.cli.show import app, names_of
from detente.cli.speaking import say
from detente.cli.verbs import DEFAULT_RECORD, RecordOption
from detente.model import DISPUTED

__all__ = ["app"]

InStory = Annotated[str | None, typer.Option("--story", metavar="ID", help="From one story.")]


@app.command()
def stories(
    actor: Actor = None, since: Since = None, until: Until = None, text: Text = None, report: InReport = None,
    every: Annotated[bool, typer.Option("--all", help="Also those that one report alone tells.")] = False,
    record: RecordOption = DEFAULT_RECORD, limit: Limit = None,
    as_json: AsJson = False, as_lines: AsLines = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """Happenings with the reports that tell them: how many outlets, and how many voices that is.

    Copies of one text are one origin. --text is sought in the title. Example: detente show stories --actor NATO
    """
    with detente.open(record, read_only=True) as opened:
        _remark(opened)
        given = None if report is None else opened.report(report).id
        table = opened.stories(actor=actor, since=since, until=until, report=given)
        shown = link_cells.stories_shown(names_of(opened))
    rows = [row for row in containing(table.to_pylist(), text, "title") if every or len(row["reports"]) > 1]
    deliver(
        rows, table.column_names, shown, "stories", limit=limit, as_json=as_json, as_lines=as_lines, as_csv=as_csv
    )  # fmt: skip


@app.command()
def lines(
    of: Annotated[str | None, typer.Option(metavar="KIND,...", help="event, statement, condition, meeting.")] = None,
    story: InStory = None, report: InReport = None, text: Text = None,
    record: RecordOption = DEFAULT_RECORD, limit: Limit = None,
    as_json: AsJson = False, as_lines: AsLines = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """What several reports tell alike: who told it first, how many voices, and which outlets leave it out.

    Example: detente show lines --of event --limit 20
    """
    with detente.open(record, read_only=True) as opened:
        _remark(opened)
        given = None if report is None else opened.report(report).id
        table = opened.lines(of=split(of), story=_story(opened, story), report=given)
    rows = containing(table.to_pylist(), text)
    deliver(
        rows, table.column_names, link_cells.LINES, "lines",
        limit=limit, as_json=as_json, as_lines=as_lines, as_csv=as_csv,
    )  # fmt: skip


@app.command()
def echoes(
    speaker: Actor = None, text: Text = None, report: InReport = None,
    record: RecordOption = DEFAULT_RECORD, limit: Limit = None,
    as_json: AsJson = False, as_lines: AsLines = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """The same utterance of a speaker through several outlets: cut, reworded, translated, or said again.

    Words that differ from the fullest wording stand in brackets. Example: detente show echoes --speaker Blinken
    """
    with detente.open(record, read_only=True) as opened:
        _remark(opened)
        given = None if report is None else opened.report(report).id
        table = opened.echoes(speaker=speaker, report=given)
    rows = containing(table.to_pylist(), text)
    deliver(
        rows, table.column_names, link_cells.ECHOES, "echoes",
        limit=limit, as_json=as_json, as_lines=as_lines, as_csv=as_csv,
    )  # fmt: skip


@app.command()
def disagreements(
    on: Annotated[str | None, typer.Option(metavar="WHAT,...", help=f"{', '.join(DISPUTED)}.")] = None,
    how: Annotated[str | None, typer.Option(metavar="HOW", help="contradiction or update.")] = None,
    confidence: Annotated[
        float, typer.Option(metavar="LEAST", min=0, max=1, help="How sure it must be that it is one happening.")
    ] = 0.0,
    story: InStory = None, report: InReport = None, text: Text = None,
    record: RecordOption = DEFAULT_RECORD, limit: Limit = None,
    as_json: AsJson = False, as_lines: AsLines = False, as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """Where reports of one happening cannot all be right, with the words of each; never who is.

    An update is where a later report may have learnt more. Example: detente show disagreements --on date,number
    """
    with detente.open(record, read_only=True) as opened:
        _remark(opened)
        given = None if report is None else opened.report(report).id
        table = opened.disagreements(
            on=split(on), how=split(how), story=_story(opened, story), report=given, confidence=confidence
        )
    rows = containing(table.to_pylist(), text, "about")
    deliver(
        rows, table.column_names, link_cells.DISAGREEMENTS, "disagreements",
        limit=limit, as_json=as_json, as_lines=as_lines, as_csv=as_csv,
    )  # fmt: skip


def _remark(record: Any) -> None:
    """Says so where the links are not of what the record holds now: a reading was interrupted."""
    if not record.is_linked():
        say("the reports were not laid side by side since the last of them came in; `detente read` does it at its end")


def _story(record: detente.Record, given: str | None) -> str | None:
    """The id of the story that begins so. Raises NoSuchEntry."""
    return None if given is None else record.story(given).id
