"""`detente code`: event types for a table of sentences whose actor and recipient are known."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.speaking import say
from detente.errors import UnreadableSource

__all__ = ["code"]

NEEDED = ("id", "sentence", "actor", "recipient")
ADDED = ("type", "mode", "status", "confidence", "why")

AT_ONCE = 512
"""Rows coded in one batch."""

LONGEST_CELL = 10_000_000


def code(
    file: Annotated[Path, typer.Argument(metavar="FILE.tsv", help="Columns id, sentence, actor, recipient.")],
    language: Annotated[str, typer.Option(metavar="XX", help="Language of the sentences.")] = "en",
) -> None:
    """Codes sentences with known pairs: adds type, mode, status, confidence and why to each row.

    TSV, or CSV where the file is named so; actor and recipient are words of the sentence. Other columns
    pass through; one that is called as what is added comes out as given_NAME.

    Example: detente code sentences.tsv > coded.tsv
    """
    from detente.codebook.frames import load_frames  # noqa: PLC0415  only this verb codes
    from detente.codebook.scopes import load_scopes  # noqa: PLC0415
    from detente.reading.coding import code_pairs  # noqa: PLC0415  loads the parser

    delimiter = "," if file.suffix.lower() == ".csv" else "\t"
    frames, scopes = load_frames(language), load_scopes(language)
    if not frames.by_lemma:
        raise UnreadableSource(f"{file}: no event codebook for language {language!r}")
    rows = _rows(file, delimiter)
    names = next(rows)
    at = {name: names.index(name) for name in NEEDED}
    writer = csv.writer(sys.stdout, delimiter=delimiter, lineterminator="\n")
    writer.writerow([*(f"given_{name}" if name in ADDED else name for name in names), *ADDED])
    strangers: list[str] = []
    while batch := list(islice(rows, AT_ONCE)):
        pairs = [(row[at["sentence"]], row[at["actor"]], row[at["recipient"]]) for row in batch]
        strangers += [
            row[at["id"]]
            for row, (sentence, *pair) in zip(batch, pairs, strict=True)
            if not all(name in sentence for name in pair)
        ]
        for row, coded in zip(batch, code_pairs(pairs, frames=frames, scopes=scopes), strict=True):
            writer.writerow([*row, coded.type, coded.mode, coded.status, coded.confidence, coded.why])
    if strangers:
        say(
            f"{file}: {len(strangers)} rows name an actor or recipient that is not in their sentence, such "
            f"as {strangers[0]}; they are coded without it"
        )


def _rows(file: Path, delimiter: str) -> Iterator[list[str]]:
    """The names of the columns, then each row, all of one length. Raises UnreadableSource."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        with file.open(encoding="utf-8-sig", newline="") as table:
            reader = csv.reader(table, delimiter=delimiter)
            names = next(reader, [])
            if missing := [name for name in NEEDED if name not in names]:
                there = ", ".join(names[:12]) or "nothing"
                raise UnreadableSource(f"{file}: no column {', '.join(missing)}; it has {there}; rename what holds it")
            yield names
            for row in reader:
                if row:
                    yield [*row, *[""] * (len(names) - len(row))][: len(names)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableSource(f"{file}: is no UTF-8 table ({error}); save it as tab-separated UTF-8") from error
