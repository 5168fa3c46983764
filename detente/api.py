"""Detente from Python: open a record, read reports into it, ask it.

record = detente.open("crisis.duckdb")
counts = record.read("reports/", "https://example.org/feed.xml")
table = record.events(actor="USA", recipient="RUS")

for reading in detente.read("report.html"):   # without a record
    print(reading.statements)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path
from typing import Any, overload

from detente import __version__, outlook
from detente.codebook.gazetteer import load_gazetteer
from detente.model import Reading, Report
from detente.reading.gates import was_passed_by
from detente.reading.options import Options
from detente.record import Record as _Record
from detente.record.asking import as_day
from detente.record.loading import load
from detente.record.opening import connect
from detente.scale import read_local
from detente.sources import open_sources

__all__ = ["Counts", "Record", "codebook_digest", "open", "own_actors", "read", "sample"]

Paths = str | os.PathLike[str]

BATCH = 64
"""Reports a transaction: what a killed program loses at most, and how often the disk is written to."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What one reading came to.

    `reports` were read and put in, `known` were in the record before and left alone; `unread` are those
    kept without being read: (source, reason) each; `passed_by` counts those of `reports` that were not parsed,
    since they name nobody of the codebook or are of another desk. The rest counts the entries put in.
    """

    reports: int = 0
    known: int = 0
    unread: tuple[tuple[str, str], ...] = ()
    passed_by: int = 0
    statements: int = 0
    events: int = 0
    conditions: int = 0
    meetings: int = 0


class Record(_Record):
    """An open record that reads: see `read`; its questions are those of `detente.record.Record`, and `paths`;
    `load` takes in what was read past one machine."""

    paths = outlook.paths
    load = load

    def read(
        self,
        *paths: Paths,
        published: date | str | None = None,
        columns: Mapping[str, str] | None = None,
        language: str | None = None,
        jobs: int | None = None,
        thorough: bool = False,
        actors: Paths | None = None,
        on_progress: Callable[[Report], None] | None = None,
        on_linking: Callable[[], None] | None = None,
        warn: Callable[[str], None] | None = None,
    ) -> Counts:
        """Reads files, folders, globs, feeds and URLs into the record; reports that it knows are passed by.

        `published` and `language` count for reports that say neither; `columns` names the columns of tables
        (`{"text": "body"}`); `jobs` is the number of processes (by itself: one for a few reports, else one a
        core). `thorough` parses reports too that name nobody of the codebook, and markets and sports. `actors` is
        a file of your own actors, in the form of the codebook's (see docs/codebook.md).
        `on_progress` gets every report as it is done with, `warn` one line for each thing wrong with a report
        that is read all the same. Every 64 reports are one transaction: a killed or interrupted run leaves a
        record that the same call continues. At the end, where the links are not of what the record now holds,
        all reports are laid side by side (`link`), and `on_linking` is called before. Raises RecordError where
        the record cannot be written, CodebookError for a broken codebook, SourceError for an unknown field in
        `columns`.
        """
        done = on_progress or (lambda report: None)
        tally: dict[str, int] = {}
        unread: list[tuple[str, str]] = []
        under_way: set[str] = set()
        given = _options(published=published, columns=columns, language=language, warn=warn)
        reports = open_sources([os.fspath(path) for path in paths], **given)
        first = list(islice(reports, 1))  # so that a wrong option is told before anything is written

        def known(report: Report) -> None:
            tally["known"] = tally.get("known", 0) + 1
            done(report)

        own = own_actors(actors)
        run = self.start_run(version=__version__, codebook=codebook_digest(own))
        news = self._unknown(chain(first, reports), under_way, known)
        with closing(read_local(news, jobs=jobs, options=Options(thorough=thorough, actors=own))) as readings:
            for batch in _batches(readings, done):
                added = self.add(batch, run=run)
                for name in ("reports", "statements", "events", "conditions", "meetings"):
                    tally[name] = tally.get(name, 0) + getattr(added, name)
                tally["passed_by"] = tally.get("passed_by", 0) + sum(map(was_passed_by, batch))
                unread += [(r.report.source, r.report.unread) for r in batch if r.report.unread is not None]
                under_way.difference_update(reading.report.id for reading in batch)
        self.finish_run(run)
        if not self.is_linked():
            if on_linking is not None:
                on_linking()
            self.link()
        return Counts(unread=tuple(unread), **tally)

    def _unknown(
        self, reports: Iterator[Report], under_way: set[str], known: Callable[[Report], None]
    ) -> Iterator[Report]:
        """The reports that are neither in the record nor on their way into it, asked for by the batch."""
        while batch := list(islice(reports, BATCH)):
            there = self.has(report.id for report in batch)
            for report in batch:
                if report.unread is None and (report.id in there or report.id in under_way):
                    known(report)
                else:
                    under_way.add(report.id)
                    yield report


def open(path: Paths, *, read_only: bool = False, create: bool = True) -> Record:
    """Opens the record at `path`, which is made where there is none, unless `create` is False.

    Raises RecordBusy where another process has it open, NewerRecord for one of a later Detente, RecordError
    where it cannot be opened or made.
    """
    where = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow links and rename it in messages)
    return Record(where, connect(where, read_only=read_only, create=create))


@overload
def read(*paths: Paths, record: None = None, jobs: int | None = None, **options: Any) -> list[Reading]: ...
@overload
def read(*paths: Paths, record: Paths, jobs: int | None = None, **options: Any) -> Counts: ...
def read(*paths: Paths, record: Paths | None = None, jobs: int | None = None, **options: Any) -> list[Reading] | Counts:
    """Reads sources into the record at `record`, and says what came in; without one, gives back the readings.

    The options are those of `Record.read`. What could not be read has its reason in `reading.report.unread`.
    """
    if record is not None:
        with open(record) as opened:
            return opened.read(*paths, jobs=jobs, **options)
    done = options.pop("on_progress", None) or (lambda report: None)
    how = Options(thorough=options.pop("thorough", False), actors=own_actors(options.pop("actors", None)))
    readings = []
    sources = open_sources([os.fspath(path) for path in paths], **_options(**options))
    with closing(read_local(sources, jobs=jobs, options=how)) as stream:
        for reading in stream:
            done(reading.report)
            readings.append(reading)
    return readings


def sample() -> list[Path]:
    """The reports of the sample crisis that comes with Detente: October 1962, in English and French."""
    folder = Path(str(files("detente") / "sample" / "october_1962"))
    return sorted(folder.glob("*.txt"))


def own_actors(path: Paths | None) -> Path | None:
    """The whole path of an analyst's own file of actors, once it is found to be in order; None for none.

    Raises CodebookError, naming the file and the entry, where it is not.
    """
    if path is None:
        return None
    whole = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow links and rename it in messages)
    load_gazetteer(extra=whole)
    return whole


def codebook_digest(own: Path | None = None) -> str:
    """Sixteen hex digits that change with any word of the codebook, and of an analyst's own file of actors; a record
    notes them for each run."""
    if own is None:
        return _digest_of_codebook()
    return blake2b(_digest_of_codebook().encode() + own.read_bytes(), digest_size=8).hexdigest()


@lru_cache(maxsize=1)
def _digest_of_codebook() -> str:
    folder = Path(str(files("detente") / "codebook"))
    digest = blake2b(digest_size=8)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".py", ".pyc"):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _options(
    *,
    published: date | str | None = None,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
    warn: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """The options of a reading as `open_sources` takes them."""
    day = None if published is None else as_day(published)
    return {"published": day, "columns": columns, "language": language, "warn": warn}


def _batches(readings: Iterable[Reading], done: Callable[[Report], None]) -> Iterator[list[Reading]]:
    """The readings in batches. Where they break off (Ctrl-C, say), what was finished comes first."""
    batch: list[Reading] = []
    try:
        for reading in readings:
            batch.append(reading)
            done(reading.report)
            if len(batch) == BATCH:
                yield batch
                batch = []
    except (Exception, KeyboardInterrupt):
        yield batch
        raise
    yield batch
