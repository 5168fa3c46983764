"""The record as an object: takes in readings, gives back nouns, answers questions."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from detente.model import Reading
from detente.record import calendar, linked, links, lookup, positions, questions, tension
from detente.record.linked import Links
from detente.record.lookup import Found
from detente.record.opening import as_record_error, connect
from detente.record.rows import arrow_table, rows_of
from detente.record.schema import TABLES
from detente.record.whole import ENTRY_KINDS, KINDS, Noun, nouns_of, whole
from detente.sources.decoding import whole_characters

__all__ = ["Added", "Found", "Record", "open_record"]

_BATCH = 20_000
"""Rows in a piece of an answer."""

_PAGE = 2_000
"""Reports whose entries are in memory at once while the nouns are gone through."""


@dataclass(frozen=True, slots=True)
class Added:
    """What one `Record.add` put in.

    `reports` were read, `unread` kept with their reason; `known` were in the record already; `replaced`
    counts those of an earlier run that had been unread and now are read.
    """

    reports: int = 0
    unread: int = 0
    known: int = 0
    replaced: int = 0
    statements: int = 0
    events: int = 0
    conditions: int = 0
    meetings: int = 0
    actors: int = 0

    @property
    def entries(self) -> int:
        """Statements, events, conditions and meetings together."""
        return self.statements + self.events + self.conditions + self.meetings


def open_record(path: str | os.PathLike[str], *, read_only: bool = False, create: bool = True) -> Record:
    """Opens the record at `path`; makes an empty one where there is none, unless `create` is False.

    One process may write a record, or several may read it. Raises RecordBusy where another process has it
    open, NewerRecord for one of a later Detente, RecordError where it cannot be opened or made.
    """
    where = Path(os.path.abspath(path))  # noqa: PTH100 (resolve() would follow links and rename the file in messages)
    return Record(where, connect(where, read_only=read_only, create=create))


class Record:
    """An open record. A context manager; get one from `open_record`."""

    def __init__(self, path: Path, con: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._con = con

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file. Everything added is safe without it."""
        self._con.close()

    # Questions: plain functions over any `Askable`, bound here as methods.
    reports = questions.reports
    statements = questions.statements
    events = questions.events
    conditions = questions.conditions
    actors = questions.actors
    runs = questions.runs
    meetings = calendar.meetings
    calendar = calendar.calendar
    positions = positions.positions
    tension = tension.tension
    stories = links.stories
    lines = links.lines
    echoes = links.echoes
    disagreements = links.disagreements
    origins = links.origins
    voices = links.voices
    is_linked = linked.is_linked
    entry = lookup.entry
    report = lookup.report
    story = lookup.story

    def ask(self, sql: str, given: Mapping[str, object] | None = None) -> pa.Table:
        """The answer to a query as an Arrow table; `$name` in the query stands for `given['name']`.

        Safe in several threads, each with its own cursor. Raises RecordError.
        """
        try:
            with closing(self._con.cursor()) as cursor:
                return cursor.sql(sql, params=dict(given) if given else None).to_arrow_table()
        except duckdb.Error as error:
            raise as_record_error(self.path, error) from error

    def batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        """The answer to a query in pieces, where memory should not hold it at once. Raises RecordError."""
        try:
            with closing(self._con.cursor()) as cursor:
                yield from cursor.sql(sql).to_arrow_reader(_BATCH)
        except duckdb.Error as error:
            raise as_record_error(self.path, error) from error

    def has(self, report_ids: Iterable[str]) -> set[str]:
        """Which of these reports were read. One kept unread is not among them, so that it is tried again."""
        query = "SELECT id FROM report WHERE unread IS NULL AND id IN (SELECT unnest($ids::VARCHAR[]))"
        return set(self.ask(query, {"ids": list(report_ids)}).column("id").to_pylist())

    def start_run(self, *, version: str, codebook: str) -> int:
        """Notes that a reading starts, with Detente's version and the codebook's digest; its number.

        One whose `finished` stays empty was killed, and a later run continues it.
        """
        with self._writing() as con:
            found = con.execute("SELECT coalesce(max(id), 0) + 1 FROM run").fetchone()
            run = int(found[0]) if found else 1
            con.execute("INSERT INTO run VALUES (?, ?, NULL, ?, ?, 0, 0, 0, 0, 0)", [run, _now(), version, codebook])
        return run

    def finish_run(self, run: int) -> None:
        """Notes that a reading came to its end."""
        with self._writing() as con:
            con.execute("UPDATE run SET finished = ? WHERE id = ?", [_now(), run])

    def add(self, readings: Iterable[Reading], *, run: int | None = None) -> Added:
        """Puts readings in, all of them or none: one transaction, on the disk when this returns.

        A report that is there changes nothing, so doing a thing twice is doing it once. A report kept
        unread is replaced by a reading of the same report, or, where no text was had of it, of the same
        source. Give some hundreds at a time: a killed program loses the call under way and no more.
        Raises RecordError (a full disk, say), and the record is then as it was before the call.
        """
        batch: dict[str, Reading] = {}
        for reading in readings:
            there = batch.get(reading.report.id)
            if there is None or (there.report.unread is not None and reading.report.unread is None):
                batch[reading.report.id] = reading
        if not batch:
            return Added()
        with self._writing() as con:
            added = _add(con, batch, run)
            if run is not None:
                con.execute(
                    "UPDATE run SET reports = reports + ?, unread = unread + ?, replaced = replaced + ?, "
                    "known = known + ?, entries = entries + ? WHERE id = ?",
                    [added.reports, added.unread, added.replaced, added.known, added.entries, run],
                )
        return added

    def link(self) -> Links:
        """Lays all reports side by side: origins, stories, lines, echoes, disagreements, in place of those kept.

        One transaction: an interrupted call leaves what was there. `is_linked` says whether it is due. Raises
        RecordError where nothing can be written.
        """
        with self._writing() as con:
            return linked.link(self, con)

    def nouns(self, kinds: Collection[str] = KINDS) -> Iterator[Noun]:
        """Every noun, kind after kind in the order of KINDS, or those of some kinds.

        Reports by day of publication, then source; actors by id; entries by report, then span; then what
        linking found: stories by day, lines by story, echoes and disagreements by id. What is in memory at
        once is bounded: ids, and the entries of 2,000 reports. What is added meanwhile is not seen.
        """
        try:
            with closing(self._con.cursor()) as cursor:
                cursor.execute("BEGIN")
                for kind in KINDS:
                    if kind in kinds:
                        yield from _nouns(cursor, kind)
        except duckdb.Error as error:
            raise as_record_error(self.path, error) from error

    @contextmanager
    def _writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            self._con.execute("BEGIN")
            yield self._con
            self._con.execute("COMMIT")
        except BaseException as error:
            with suppress(duckdb.Error):  # a failed commit has rolled back by itself
                self._con.execute("ROLLBACK")
            if isinstance(error, duckdb.Error):
                raise as_record_error(self.path, error) from error
            raise


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _add(con: duckdb.DuckDBPyConnection, batch: Mapping[str, Reading], run: int | None) -> Added:
    query = "SELECT id, unread IS NOT NULL FROM report WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    unread_before: dict[str, bool] = dict(con.execute(query, [list(batch)]).fetchall())
    new = [reading for id_, reading in batch.items() if id_ not in unread_before]
    better = [r for id_, r in batch.items() if unread_before.get(id_) and r.report.unread is None]
    named = list({whole_characters(actor.id) for reading in (*new, *better) for actor in reading.actors})
    query = "SELECT id FROM actor WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    known_actors = {id_ for (id_,) in con.execute(query, [named]).fetchall()}

    rows = rows_of((*new, *better), run=run, known_actors=known_actors)
    replaced = rows["report"][len(new) :]
    _replace(con, replaced)
    read = [whole_characters(reading.report.source) for reading in new if reading.report.unread is None]
    emptied = _drop_emptied(con, read, list(batch))
    rows["report"] = rows["report"][: len(new)]
    for table in TABLES:
        if rows[table]:
            _stage(con, table, rows[table])
            con.execute(f"INSERT INTO {table} SELECT * FROM staged")
            con.unregister("staged")
    unread = sum(reading.report.unread is not None for reading in new)
    return Added(
        reports=len(new) + len(better) - unread,
        unread=unread,
        known=len(batch) - len(new) - len(better),
        replaced=len(better) + emptied,
        statements=len(rows["statement"]),
        events=len(rows["event"]),
        conditions=len(rows["condition"]),
        meetings=len(rows["meeting"]),
        actors=len(rows["actor"]),
    )


def _stage(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    con.register("staged", arrow_table(table, rows))


def _replace(con: duckdb.DuckDBPyConnection, reports: Sequence[tuple[Any, ...]]) -> None:
    """Turns unread reports into read ones in place (see `schema` on why not by deleting)."""
    if not reports:
        return
    ids = [row[0] for row in reports]
    for table in ("report_furniture", "passed_over"):
        con.execute(f"DELETE FROM {table} WHERE report IN (SELECT unnest(?::VARCHAR[]))", [ids])
    _stage(con, "report", reports)
    columns = [name for name, *_ in con.execute("DESCRIBE report").fetchall() if name != "id"]
    changes = ", ".join(f"{name} = staged.{name}" for name in columns)
    con.execute(f"UPDATE report SET {changes} FROM staged WHERE report.id = staged.id")
    con.unregister("staged")


def _drop_emptied(con: duckdb.DuckDBPyConnection, sources: list[str], batch: list[str]) -> int:
    """Drops unread reports without text whose source now gave a report: without text they had another id."""
    gone = con.execute(
        """DELETE FROM report r WHERE unread IS NOT NULL AND text = ''
           AND source IN (SELECT unnest(?::VARCHAR[])) AND id NOT IN (SELECT unnest(?::VARCHAR[]))
           AND NOT EXISTS (SELECT 1 FROM report_furniture p WHERE p.report = r.id)
           AND NOT EXISTS (SELECT 1 FROM passed_over p WHERE p.report = r.id)""",
        [sources, batch],
    ).fetchone()
    return int(gone[0]) if gone else 0


_ORDER = {"report": "published, source, id", "story": "first_day, id", "line": "story, of_kind, id"}


def _nouns(cursor: duckdb.DuckDBPyConnection, kind: str) -> Iterator[Noun]:
    entries = kind in ENTRY_KINDS
    owners = "report" if entries else kind
    owner = "report" if entries else "id"
    within = ", span_start, span_end, id" if entries else ""
    ids = cursor.sql(f"SELECT id FROM {owners} ORDER BY {_ORDER.get(owners, 'id')}").to_arrow_table()
    ids = ids.append_column("nth", pa.array(range(len(ids)), pa.int64()))
    chosen = f"SELECT k.*, page.nth FROM {kind} k JOIN page ON k.{owner} = page.id"
    for start in range(0, len(ids), _PAGE):
        cursor.register("page", ids.slice(start, _PAGE))
        rows = cursor.sql(f"{whole(kind, chosen)} ORDER BY nth{within}").to_arrow_table()
        yield from nouns_of(kind, rows)
