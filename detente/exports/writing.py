"""Writes a record in the format asked for, into place only when it is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any, TextIO

from detente.errors import DetenteError
from detente.exports import cameo_rows, csv, jsonl, parquet, plover_rows, sqlite
from detente.exports.event_rows import Columns, write_csv, write_parquet
from detente.record import Record
from detente.record.whole import KINDS

__all__ = ["FORMATS", "write"]

Sink = Path | TextIO

FORMATS: dict[str, str] = {
    "jsonl": "one object a line: every noun with its kind, or the nouns of one kind",
    "csv": "a folder with a file a table, or one file of one kind",
    "parquet": "a folder with a file a table, or one file of one kind",
    "sqlite": "one database with the same tables, and full-text search over statements",
    "plover": "a row an event in POLECAT's columns: CSV, or Parquet if the file's name ends in .parquet",
    "ics": "meetings as a calendar (RFC 5545) that a mail program opens",
    "cameo": "a row an actor and recipient in ICEWS's and GDELT's columns: CSV, or Parquet likewise",
}
"""The formats, and what each gives."""

EVENT_FORMATS: dict[str, tuple[Callable[[Record], Iterable[Any]], Columns]] = {
    "plover": (plover_rows.coded_events, plover_rows.COLUMNS),
    "cameo": (cameo_rows.dyads, cameo_rows.COLUMNS),
}
"""The field's formats of events: what makes their rows, and their columns."""


def write(record: Record, to: str, path: Path | str | TextIO, *, kind: str | None = None) -> None:
    """Writes what `record` holds to `path` in the format `to` (one of FORMATS).

    `kind` (report, actor, statement, event, condition, meeting, story, line, echo, disagreement) wants the
    nouns of that kind alone, a row each in one file. CSV and Parquet write a folder without it; plover, cameo
    and ics write one file and take no kind. `path` may be an open text file for JSON lines, for CSV of one kind,
    and for plover, cameo and ics. What was at `path` is replaced once the export is complete, and stays if it
    fails. Raises DetenteError for an unknown format or kind, for a sink that the format cannot go to, and where
    nothing can be written.
    """
    if to not in FORMATS:
        raise DetenteError(f"{to}: no such export format; there are: {', '.join(FORMATS)}")
    if kind is not None and kind not in KINDS:
        raise DetenteError(f"{kind}: no such kind; there are: {', '.join(KINDS)}")
    if kind is not None and to == "sqlite":
        raise DetenteError("sqlite: holds every kind in one file; leave out the kind, or export to csv or parquet")
    if kind is not None and to == "ics":
        raise DetenteError("ics: holds meetings only; leave out the kind")
    if kind is not None and to in EVENT_FORMATS:
        raise DetenteError(f"{to}: holds events only; leave out the kind")
    if not isinstance(path, Path | str):
        _to_open_file(record, to, path, kind)
        return
    path = Path(path)
    if path.resolve() == record.path.resolve():
        raise DetenteError(f"{path}: is the record itself; name another file to export to")
    try:
        if to == "jsonl":
            with _whole(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as out:
                jsonl.write(record, out, kind=kind)
        elif to == "sqlite":
            with _whole(path) as draft:
                sqlite.write(record, draft)
        elif to == "ics":
            with _whole(path) as draft, draft.open("w", encoding="utf-8", newline="") as out:
                _write_calendar(record, out)
        elif to in EVENT_FORMATS:
            with _whole(path) as draft:
                _write_events(record, to, draft, as_parquet=path.suffix == ".parquet")
        elif kind is not None:
            one_kind: Callable[[Record, Path, str], None] = csv.write_kind if to == "csv" else parquet.write_kind
            with _whole(path) as draft:
                one_kind(record, draft, kind)
        else:
            with _whole(path) as draft:
                draft.mkdir()
                (csv.write_tables if to == "csv" else parquet.write_tables)(record, draft)
    except (OSError, sqlite3.Error) as error:
        said = getattr(error, "strerror", None) or error
        raise DetenteError(f"{path}: cannot be written ({said}); nothing was changed") from error


def _write_events(record: Record, to: str, path: Path, *, as_parquet: bool) -> None:
    rows, columns = EVENT_FORMATS[to]
    if as_parquet:
        write_parquet(rows(record), columns, path)
    else:
        with path.open("w", encoding="utf-8", newline="") as out:
            write_csv(rows(record), columns, out)


def _write_calendar(record: Record, out: TextIO) -> None:
    from detente.exports import ics  # noqa: PLC0415  loads icalendar, a fifth of a second

    ics.write(record, out)


def _to_open_file(record: Record, to: str, out: TextIO, kind: str | None) -> None:
    if to == "jsonl":
        jsonl.write(record, out, kind=kind)
    elif to == "ics":
        _write_calendar(record, out)
    elif to in EVENT_FORMATS:
        rows, columns = EVENT_FORMATS[to]
        write_csv(rows(record), columns, out)
    elif to == "csv" and kind is not None:
        csv.write_kind_text(record, out, kind)
    elif to == "csv":
        raise DetenteError("csv: every kind needs a folder; name one, or ask for one kind")
    else:
        raise DetenteError(f"{to}: is no text; name a file or folder to write to")


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A name beside `path` to write under; what is there takes its place at the end, if all went well."""
    if path.is_dir() and any(path.iterdir()) and not (path / MARK).exists():
        raise DetenteError(f"{path}: is a folder with other things in it; name a new one")
    draft = path.with_name(f".{path.name}.part")
    _remove(draft)
    try:
        yield draft
        if draft.is_dir():
            (draft / MARK).write_text("Tables of a Detente record; a new export replaces this folder.\n", "utf-8")
        if path.is_dir():
            _remove(path)
        draft.replace(path)
    finally:
        _remove(draft)


MARK = "EXPORT.txt"
"""The file by which an export knows a folder of an earlier one, which it may replace."""


def _remove(path: Path) -> None:
    if path.is_dir():
        rmtree(path)
    else:
        path.unlink(missing_ok=True)
