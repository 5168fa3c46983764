"""`detente stories`: which texts of a table tell of one happening, and nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli.text_lines import TextLines
from detente.cli.verbs import SKIPPED
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

    lines = TextLines(file, texts=("title", "lang", "outlet"))
    rows: list[tuple[Any, Report]] = []
    for number, row in lines:
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
    if lines.wrong:
        raise typer.Exit(SKIPPED)
