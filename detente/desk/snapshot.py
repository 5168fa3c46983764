"""The copy of a record that the pages are read from, so that a reading and its readers never wait for one another.

DuckDB lets one process write a file or several read it, never both. A server that kept the record open would
stop every `detente read`; so it never opens the record. It copies the file, and the write-ahead log beside it,
when either has changed, and opens the copy. A copy is taken only when the file itself stayed the same all the
while: between two checkpoints it is never written to, and what a log holds is whole up to its last transaction,
which is how the database itself comes back after a power cut.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from detente.errors import DetenteError, RecordBusy, RecordError
from detente.record import Record
from detente.record.dealings import prepare
from detente.record.opening import as_record_error, connect

__all__ = ["Copies", "Snapshot"]

T = TypeVar("T")
Stamp = tuple[tuple[int, int, int], tuple[int, int, int]]
"""Of the file and its log: inode, size, time of the last change."""

PATIENCE = 0.4
"""Seconds that a page waits for a newer copy before it is made from the one at hand."""

REST = 5
"""While a reading goes on, a copy is taken at most once in this many times of what the last one took, so that the
reading is not slowed; once it has finished, at once."""

FAREWELL = 10
"""Seconds that a desk which ends waits for the pages that are still being made."""

KEPT_ANSWERS, KEPT_BYTES = 500, 200_000
"""How many answers are kept, and how large one may be: 100 MB at most, and far less by experience."""

_LOCKED = """SET enable_external_access = false; SET python_enable_replacements = false;
    SET memory_limit = '{memory}'; SET lock_configuration = true"""


class KeptRecord(Record):
    """A record that never changes: a small answer is kept, and the same question is not asked of the file again."""

    def __init__(self, path: Path, con: duckdb.DuckDBPyConnection) -> None:
        super().__init__(path, con)
        self._answers: OrderedDict[str, pa.Table] = OrderedDict()
        self._asking = threading.Lock()

    def ask(self, sql: str, given: Mapping[str, object] | None = None) -> pa.Table:
        """As `Record.ask`."""
        key = f"{sql}\0{given!r}"
        with self._asking:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        answer = super().ask(sql, given)
        if answer.nbytes <= KEPT_BYTES:
            with self._asking:
                self._answers[key] = answer
                if len(self._answers) > KEPT_ANSWERS:
                    self._answers.popitem(last=False)
        return answer


@dataclass(slots=True)
class Snapshot:
    """An open copy of a record as it was at `taken`; `reading` says that a reading had not finished then."""

    record: Record
    con: duckdb.DuckDBPyConnection
    folder: Path
    stamp: Stamp
    taken: datetime
    reading: bool
    readers: int = 0
    retired: bool = False
    _kept: OrderedDict[str, Any] = field(default_factory=OrderedDict)
    _gates: dict[str, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def once(self, name: str, make: Callable[[Record], T]) -> T:
        """What `make` gives of this copy's record, made once: a copy never changes."""
        with self._lock:
            gate = self._gates.setdefault(name, threading.Lock())
        with gate:
            if name not in self._kept:
                made = make(self.record)
                with self._lock:
                    self._kept[name] = made
                    if len(self._kept) > KEPT_ANSWERS:
                        self._gates.pop(self._kept.popitem(last=False)[0], None)
                return made
            found: T = self._kept[name]
            return found

    def close(self) -> None:
        """Closes the copy and deletes it."""
        self.con.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Copies:
    """Keeps the newest copy of a record; give `leased` one to each page."""

    def __init__(
        self,
        path: Path,
        *,
        memory: str = "2GB",
        warm: Callable[[Snapshot], None] | None = None,
    ) -> None:
        """`warm` is done with a new copy before pages are made from it."""
        self.path = path
        self._memory = memory
        self._warm = warm or (lambda snapshot: None)
        self._lock = threading.Lock()
        self._newest: Snapshot | None = None
        self._refreshing: threading.Thread | None = None
        self._cost = 0.0
        self._tried = 0.0

    def open(self) -> None:
        """Takes the first copy now. Raises RecordError."""
        with self.leased():
            pass

    @contextmanager
    def leased(self) -> Iterator[Snapshot]:
        """The newest copy, which stays open and the same until the block ends. Raises RecordError."""
        self._refresh()
        with self._lock:
            snapshot = self._newest
            if snapshot is None:
                raise RecordBusy(f"{self.path}: the desk is closed; open it again")
            snapshot.readers += 1
        try:
            yield snapshot
        finally:
            with self._lock:
                snapshot.readers -= 1
                done = snapshot.retired and not snapshot.readers
            if done:
                snapshot.close()

    def stale(self, snapshot: Snapshot) -> bool:
        """The record has changed since the copy was taken."""
        with suppress(OSError):
            return _stamp(self.path) != snapshot.stamp
        return True

    def close(self) -> None:
        """Deletes the copies."""
        thread = self._refreshing
        if thread is not None:
            thread.join()
        with self._lock:
            snapshot, self._newest = self._newest, None
            if snapshot is None:
                return
            snapshot.retired = True
            idle = not snapshot.readers
        if idle:
            snapshot.close()
            return
        deadline = time.monotonic() + FAREWELL
        while snapshot.readers and time.monotonic() < deadline:  # whoever still reads it closes it
            time.sleep(0.02)
        shutil.rmtree(snapshot.folder, ignore_errors=True)

    def _refresh(self) -> None:
        """Sees to a newer copy where the record has changed; waits for it a little, or for the very first."""
        with self._lock:
            first = self._newest is None
            if first:
                self._newest = _first_copy(self.path, self._memory)
                self._warm(self._newest)
                return
            assert self._newest is not None
            rested = time.monotonic() - self._tried > REST * self._cost or not _log(self.path).exists()
            if self._refreshing is None and rested and self.stale(self._newest):
                self._refreshing = threading.Thread(target=self._take, daemon=True)
                self._refreshing.start()
            thread = self._refreshing
        if thread is not None:
            thread.join(PATIENCE)

    def _take(self) -> None:
        started = time.monotonic()
        try:
            snapshot = copy_of(self.path, self._memory)
            self._warm(snapshot)
            with self._lock:
                self._replace(snapshot)
        except (DetenteError, OSError, duckdb.Error):
            pass  # the pages go on with the copy at hand and say how old it is; the next request tries again
        finally:
            with self._lock:
                self._tried = time.monotonic()
                self._cost = self._tried - started
                self._refreshing = None

    def _replace(self, snapshot: Snapshot) -> None:
        old, self._newest = self._newest, snapshot
        if old is not None:
            old.retired = True
            if not old.readers:
                old.close()


def _first_copy(path: Path, memory: str) -> Snapshot:
    for wait in (0.1, 0.3, 1.0, 3.0):
        try:
            return copy_of(path, memory)
        except RecordBusy:
            time.sleep(wait)
    return copy_of(path, memory)


def copy_of(path: Path, memory: str) -> Snapshot:
    """A new copy of the record at `path`, opened for reading and locked against everything else.

    Raises RecordBusy where the file changed while it was copied, RecordError where there is none.
    """
    if not path.is_file() or path.stat().st_size == 0:
        connect(path, read_only=True, create=False)  # says in one line what is wrong with it
    folder = Path(tempfile.mkdtemp(prefix="detente-desk-"))
    try:
        copy = folder / "record.duckdb"
        before = _stamp(path)
        shutil.copyfile(path, copy)
        log = _log(path)
        with suppress(FileNotFoundError):
            shutil.copyfile(log, _log(copy))
        if _stamp(path)[0] != before[0]:
            raise RecordBusy(f"{path}: it changed while it was copied; try again in a moment")
        con = _opened(path, copy, memory)
        record = KeptRecord(path, con)
        newest = record.ask("SELECT finished IS NULL AS open FROM run ORDER BY id DESC LIMIT 1").to_pylist()
        changed = max(before[0][2], before[1][2]) / 1e9
        reading = bool(newest and newest[0]["open"]) and log.exists()
        return Snapshot(record, con, folder, before, datetime.fromtimestamp(changed), reading)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _opened(path: Path, copy: Path, memory: str) -> duckdb.DuckDBPyConnection:
    """The copy of the record at `path`, prepared and locked. Raises RecordError, which names the record."""
    try:
        with closing(connect(copy, read_only=False, create=False)) as writing:
            prepare(writing)
        con = connect(copy, read_only=True, create=False)
        con.execute(_LOCKED.format(memory=memory))
        return con
    except RecordError as error:
        raise type(error)(str(error).replace(str(copy), str(path))) from error
    except duckdb.Error as error:
        raise as_record_error(path, error) from error


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _stamp(path: Path) -> Stamp:
    found = []
    for each in (path, _log(path)):
        try:
            stat = each.stat()
            found.append((stat.st_ino, stat.st_size, stat.st_mtime_ns))
        except FileNotFoundError:
            found.append((0, 0, 0))
    return found[0], found[1]
