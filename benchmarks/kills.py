"""Kills `read` at random moments, a hundred times, and looks at what the record holds then.

    python benchmarks/kills.py
    python benchmarks/kills.py --kills 1000 --seed 7

Made-up reports are read into a record by a process that is killed (SIGKILL) at a moment chosen evenly over the time
that a whole reading takes, from the making of the file to the linking at the end. After each kill the record must
open; each report in it must have all its entries; none may be there twice, and none that was there before may be
gone. The next run continues the record; when one comes to its end, the record must be that of a reading which nobody
killed, and a new record is begun. Each run is a fork of a process that has loaded the models, and reads by itself
rather than by another process, so that a hundred take minutes. Ends with status 1 where anything was lost, half or
doubled. POSIX only.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import detente
from detente import api
from detente.model import Reading, Report
from detente.reading.options import Options
from detente.reading.reader import read_reports
from detente.scale import kept
from detente.scale.chunks import read_chunk
from detente.sources import open_sources

PUBLISHED = "2021-05-04"
BATCH = 4
"""Reports a transaction here, rather than 64: more of the moments lie between two."""

STATES = "Norway Iceland Denmark Sweden Finland Estonia Latvia Poland".split()


class Here:
    """Reads in the process that is killed: it is a fork, and has the models."""

    def read(self, chunk: Sequence[Report], options: Options) -> list[Reading]:
        """The readings of a chunk."""
        return read_chunk(chunk, options)

    def stop(self) -> None:
        """Nothing to stop."""


Held = dict[str, tuple[str, ...]]
"""The ids of a report's entries by its id."""


def main() -> None:
    """Reads once undisturbed, then kills, and prints what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    api.BATCH = BATCH
    kept.ReadingProcess = Here  # type: ignore[misc, assignment]
    moments = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_reports(folder / "in", given.reports)
        for _ in read_reports(open_sources([str(folder / "in")])):
            pass  # models and word lists are loaded before anybody is forked
        start = time.monotonic()
        in_child(lambda: read(folder, "whole"))
        length = time.monotonic() - start
        whole, _ = in_child(lambda: held(folder / "whole.duckdb"))
        tally = kill(folder, whole, kills=given.kills, length=length, moments=moments)
    print(f"{given.reports} reports with {sum(map(len, whole.values()))} entries; a whole reading takes {length:.1f} s")
    print(f"{given.kills} kills: {tally['before a record']} before there was a record, ", end="")
    print(f"{tally['while reading']} while reports were read, {tally['while linking']} later; ", end="")
    print(f"{tally['completed']} times a rerun completed the record")
    faults = ("not opened", "half", "lost", "doubled", "not completed")
    print(", ".join(f"{tally[fault]} {fault}" for fault in faults))
    sys.exit(any(tally[fault] for fault in faults))


def kill(folder: Path, whole: Held, *, kills: int, length: float, moments: random.Random) -> Counter[str]:
    """Kills so often; what was found after each."""
    tally: Counter[str] = Counter()
    record = folder / "killed.duckdb"
    before: Held = {}
    while tally["kills"] < kills:
        struck = strike(lambda: read(folder, "killed"), after=moments.uniform(0, 1.2 * length))
        tally["kills"] += struck
        now: Held = {}
        if record.exists():
            try:
                now, doubled = in_child(lambda: held(record))
                tally["doubled"] += doubled
            except RuntimeError as error:
                print(error)
                tally["not opened"] += 1
        tally["half"] += sum(entries != whole.get(id_) for id_, entries in now.items())
        tally["lost"] += len(before.keys() - now.keys())
        if struck:
            at = "before a record" if not record.exists() else "while linking" if now == whole else "while reading"
            tally[at] += 1
        before = now
        if not struck or now == whole or tally["kills"] == kills:  # the last rerun is never killed
            in_child(lambda: read(folder, "killed"))  # the rerun that is to find nothing left to do
            tally["completed" if in_child(lambda: held(record)) == (whole, 0) else "not completed"] += 1
            for path in folder.glob("killed.duckdb*"):
                path.unlink()
            before = {}
    return tally


def read(folder: Path, name: str) -> None:
    """What is killed."""
    with detente.open(folder / f"{name}.duckdb") as record:
        record.read(folder / "in", published=PUBLISHED, jobs=1)


def held(path: Path) -> tuple[Held, int]:
    """What a record holds, and how many of its reports are there twice."""
    with detente.open(path, create=False) as record:
        entries: dict[str, list[str]] = {id_: [] for id_ in record.reports().column("id").to_pylist()}
        (twice,) = record.ask("SELECT count(*) - count(DISTINCT source) AS n FROM report").column("n").to_pylist()
        for entry in record.nouns(("statement", "event", "condition", "meeting")):
            entries[entry.report].append(entry.id)
    return {id_: tuple(found) for id_, found in entries.items()}, twice


def strike(job: Callable[[], Any], *, after: float) -> bool:
    """Runs a job in a fork, and kills it after so many seconds; whether it was still running."""
    child = os.fork()
    if child == 0:
        end(job)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def in_child(job: Callable[[], Any]) -> Any:
    """What a job gives back, run in a fork: this process never opens a record. Raises RuntimeError."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        with os.fdopen(writes, "wb") as out:
            end(lambda: out.write(pickle.dumps(job())) and out.flush())
    os.close(writes)
    with os.fdopen(reads, "rb") as answer:
        data = answer.read()
    _, status = os.waitpid(child, 0)
    if status or not data:
        raise RuntimeError(f"a check broke off (status {status})")
    return pickle.loads(data)


def end(job: Callable[[], Any]) -> None:
    """Does a job and ends this process, without what its parent would do at its end."""
    status = 1
    try:
        result = job()
        del result
        status = 0
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    finally:
        sys.stdout.flush()
        os._exit(status)


def write_reports(folder: Path, number: int) -> None:
    """Made-up reports, each of other parties, numbers and days."""
    folder.mkdir()
    for n in range(number):
        one, other = STATES[n % 8], STATES[(n + 1 + n // 8) % 8]
        (folder / f"{n:04}.txt").write_text(
            f"{one} accused {other} on Monday of holding {n + 2} of its trawlers. “We want them back by the "
            f"{n % 27 + 1}th,” the foreign minister of {one} said. {other} rejected the demand and "
            f"recalled its ambassador.\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
