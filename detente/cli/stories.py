"""`detente stories`: which texts of a table tell of one happening, and nothing else."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli.speaking import say
from detente.cli.verbs import SKIPPED
from detente.errors import UnreadableSource
from detente.model import Report

__all__ = ["stories"]


def stories(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.jsonl", help="JSON lines: id, text; title, lang, published, outlet.")
    ],
    window: Annotated[
        int, typer.Option(metavar="DAYS", min=0, help="Days between two reports of one story at most.")
    ] = 14,
) -> None:
    """Groups texts by the happening they tell of, in one language or several; writes JSON lines with id and story.

    Example: detente stories reports.jsonl > grouped.jsonl
    """
    from detente.linking.stories import group_reports  # noqa: PLC0415  loads scipy
    from detente.sources.language import language_of  # noqa: PLC0415  not needed by other verbs

    wrong = 0
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{file}: is not UTF-8; save it so") from error
    rows: list[tuple[Any, Report]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _row(line)
        except ValueError as error:
            say(f"{file}: line {number}: {error}; it is left out")
            wrong += 1
            continue
        named = row.get("id", number)
        language = row["lang"] or language_of(row["text"], title=row["title"])
        given = {name: row[name] for name in ("title", "outlet", "published")}
        rows.append((named, Report.make(f"{file.name}:{named}", row["text"], language=language, **given)))
    story = {
        report: found.id
        for found in group_reports([r for _, r in rows], window_days=window)
        for report in found.reports
    }
    for named, report in rows:
        sys.stdout.write(json.dumps({"id": named, "story": story[report.id]}, ensure_ascii=False) + "\n")
    if wrong:
        raise typer.Exit(SKIPPED)


def _row(line: str) -> dict[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError("no object with a text")
    for name in ("title", "lang", "outlet"):
        value = row.get(name)
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{name} is not text")
        row[name] = value
    published = row.get("published")
    return row | {"published": date.fromisoformat(str(published)[:10]) if published else None}
