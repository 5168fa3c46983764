"""Opens the DuckDB file of a record, or says in one line why it cannot be opened or written."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from detente import __version__
from detente.errors import NewerRecord, RecordBusy, RecordError
from detente.record.schema import SCHEMA, SCHEMA_VERSION

__all__ = ["as_record_error", "connect"]

# Nothing is ever fetched from outside: a file of another make would have DuckDB look for an extension.
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def connect(path: Path, *, read_only: bool, create: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the record at `path`, which is made where it is missing, if `create` and writable.

    Raises RecordBusy, NewerRecord, or RecordError for whatever else stands in the way.
    """
    if path.is_dir():
        raise RecordError(f"{path}: is a folder; name a file in it, such as {path / 'crisis.duckdb'}")
    if not path.parent.is_dir():
        raise RecordError(f"{path}: there is no folder {path.parent}; make it first, or name another")
    # A file of no bytes is what `mktemp` or a full disk leaves: as good as missing.
    if not path.exists() or path.stat().st_size == 0:
        if read_only or not create:
            raise RecordError(f"{path}: there is no such record; read reports into it first, or check its name")
        _make(path)
    try:
        con = duckdb.connect(str(path), read_only=read_only, config=_OFFLINE)
        con.execute("SET enable_progress_bar = false")  # a long query would draw one on standard output
    except duckdb.Error as error:
        raise as_record_error(path, error) from error
    try:
        _check_schema(path, con)
    except BaseException:
        con.close()
        raise
    return con


def _make(path: Path) -> None:
    """Makes an empty record under another name and links it into place, so that no half of one can be met."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.unlink(missing_ok=True)
        with duckdb.connect(str(draft), config=_OFFLINE) as con:
            con.execute(SCHEMA)
            now = datetime.now(UTC).replace(tzinfo=None)
            con.execute("INSERT INTO meta VALUES (?, ?, ?)", [SCHEMA_VERSION, __version__, now])
        if path.exists():
            draft.replace(path)
        else:
            _put(draft, path)
    except (duckdb.Error, OSError) as error:
        raise as_record_error(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
            draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)


def _put(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)  # unlike a rename, never on top of what another process made meanwhile
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        draft.replace(path)


def _check_schema(path: Path, con: duckdb.DuckDBPyConnection) -> None:
    try:
        found = con.execute("SELECT schema_version, written_by FROM meta").fetchone()
    except duckdb.Error as error:
        if not isinstance(error, duckdb.CatalogException | duckdb.BinderException):
            raise as_record_error(path, error) from error
        found = None
    if found is None:
        raise RecordError(f"{path}: is a DuckDB database, but no record of Detente; name another file")
    version, written_by = found
    if version > SCHEMA_VERSION:
        raise NewerRecord(
            f"{path}: written by Detente {written_by} (form {version}, this one knows {SCHEMA_VERSION}); "
            f"update with `pip install -U detente`"
        )
    if version < SCHEMA_VERSION:
        raise RecordError(
            f"{path}: made by Detente {written_by} in an older form ({version}, this one keeps {SCHEMA_VERSION}); "
            f"read the reports again into a new record"
        )


def as_record_error(path: Path, error: Exception) -> RecordError:
    """What DuckDB or the system said, as one line that names the file and the mend."""
    said = str(error)
    if holder := re.search(r"Conflicting lock is held in .*?(\(PID \d+\))?\.? *(?:See|$)", said, re.MULTILINE):
        who = f"another process {holder[1]}" if holder[1] else "another process"
        return RecordBusy(f"{path}: {who} has it open; try again when that has finished")
    if "Could not set lock" in said:
        return RecordBusy(f"{path}: another process has it open; try again when that has finished")
    if "different configuration" in said:
        return RecordBusy(f"{path}: this program has it open already, in another way; close that first")
    if "version number" in said or "storage version" in said:
        return NewerRecord(f"{path}: written by another version of DuckDB; update with `pip install -U duckdb`")
    for sign, (what, mend) in _SIGNS.items():
        if sign in said:
            return RecordError(f"{path}: {what}; {mend}")
    line = said.strip().splitlines()[0] if said.strip() else type(error).__name__
    return RecordError(f"{path}: {line}; what was recorded before is kept")


_KEPT = "free some space and run again: what was recorded before is kept"
_FOREIGN = "name another file, or move this one away"
_SIGNS = {
    "No space left": ("the disk is full", _KEPT),
    "Disk quota": ("the disk quota is used up", _KEPT),
    "File too large": ("the file may not grow further (full disk or a limit on file size)", _KEPT),
    "Permission denied": (
        "no permission to open or write it",
        "change its permissions, or name another file",
    ),
    "Read-only file system": ("it is on a read-only file system", "copy it elsewhere, or open it read-only"),
    "not a valid DuckDB": ("is no DuckDB database", _FOREIGN),
    "sqlite": ("is an SQLite database, no record", _FOREIGN),
    "Corrupt": ("is damaged", "put back a copy of it, or read the reports into a new record"),
    "has been invalidated": ("an earlier error closed it", "open it again: what was recorded before is kept"),
}
