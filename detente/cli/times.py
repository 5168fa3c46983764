"""`detente times`: the times told in a table of texts, and nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.text_lines import TextLines
from detente.cli.verbs import SKIPPED

__all__ = ["times"]


def times(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="JSON lines: name, text, published.")],
    language: Annotated[str, typer.Option(metavar="XX", help="Language of the texts.")] = "en",
) -> None:
    """Finds the times told in texts and the days they mean; writes JSON lines with name and times.

    Example: detente times texts.jsonl > times.jsonl
    """
    from detente.reading.times import find_times  # noqa: PLC0415  not needed by other verbs

    lines = TextLines(file)
    for number, row in lines:
        found = [
            {
                "span": list(when.span), "words": when.words, "value": when.value,
                "precision": when.precision, "part_of_day": when.part_of_day, "relation": when.relation,
            }
            for when in find_times(row["text"], published=row["published"], language=language)
        ]  # fmt: skip
        sys.stdout.write(json.dumps({"name": row.get("name", number), "times": found}, ensure_ascii=False) + "\n")
    if lines.wrong:
        raise typer.Exit(SKIPPED)
