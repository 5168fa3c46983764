"""`detente times`: the times told in a table of texts, and nothing else."""

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

__all__ = ["times"]


def times(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="JSON lines: name, text, published.")],
    language: Annotated[str, typer.Option(metavar="XX", help="Language of the texts.")] = "en",
) -> None:
    """Finds the times told in texts and the days they mean; writes JSON lines with name and times.

    Example: detente times texts.jsonl > times.jsonl
    """
    from detente.reading.times import find_times  # noqa: PLC0415  not needed by other verbs

    wrong = 0
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{file}: is not UTF-8; save it so") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _row(line)
        except ValueError as error:
            say(f"{file}: line {number}: {error}; it is left out")
            wrong += 1
            continue
        found = [
            {
                "span": list(when.span), "words": when.words, "value": when.value,
                "precision": when.precision, "part_of_day": when.part_of_day, "relation": when.relation,
            }
            for when in find_times(row["text"], published=row["published"], language=language)
        ]  # fmt: skip
        sys.stdout.write(json.dumps({"name": row.get("name", number), "times": found}, ensure_ascii=False) + "\n")
    if wrong:
        raise typer.Exit(SKIPPED)


def _row(line: str) -> dict[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError("no object with a text")
    published = row.get("published")
    return row | {"published": date.fromisoformat(str(published)[:10]) if published else None}
