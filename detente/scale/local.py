"""Reads over the cores of this machine; readings come in order and are the same for any number of jobs."""

from __future__ import annotations

import atexit
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from queue import SimpleQueue

from detente.errors import DetenteError
from detente.model import Reading, Report
from detente.reading.options import Options
from detente.scale.chunks import chunked
from detente.scale.processes import ReadingProcess

__all__ = ["FEW", "cores", "read_local", "stop_kept"]

FEW = 60
"""Reports that one process reads before others would have loaded their models (some seconds)."""

_kept: list[tuple[int, ReadingProcess]] = []
"""A process that waits for the next reading, and the process that it belongs to: a fork must not take it over."""

AHEAD = 2
"""Chunks under way or waiting for each process: memory stays flat, and no process waits for its next."""


def read_local(
    reports: Iterable[Report],
    *,
    jobs: int | None = None,
    options: Options = Options(),  # noqa: B008 (frozen)
) -> Generator[Reading]:
    """One Reading a report, in order, read by `jobs` processes.

    Without `jobs`, a few reports are read by one process and more by as many as there are cores. Close the
    iterator (or end the program) to stop them. None is ever read in this process itself: a report on which the
    one that reads it dies or hangs comes back unread (see `processes`). One process is kept for the next call, which
    then need not load the models again. Raises CodebookError for a broken codebook, and DetenteError for no jobs
    and where processes cannot be started.
    """
    if jobs is not None and jobs < 1:
        raise DetenteError(f"{jobs} jobs cannot read anything; give 1 or more")
    stream = iter(reports)
    if jobs is None:
        first = list(islice(stream, FEW + 1))
        jobs = cores() if len(first) > FEW else 1
        stream = chain(first, stream)
    yield from _spread(chunked(stream), jobs, options)


def stop_kept() -> None:
    """Ends the process that is kept for the next reading, if there is one."""
    while _kept:
        owner, worker = _kept.pop()
        if owner == os.getpid():
            worker.stop()


atexit.register(stop_kept)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _spread(chunks: Iterator[list[Report]], jobs: int, options: Options) -> Generator[Reading]:
    """The readings of chunks, read by up to `jobs` processes; each is started when a chunk waits for it."""
    idle: SimpleQueue[ReadingProcess] = SimpleQueue()
    workers: list[ReadingProcess] = []
    under_way: deque[Future[list[Reading]]] = deque()

    def read(chunk: Sequence[Report]) -> list[Reading]:
        worker = idle.get()
        try:
            return worker.read(chunk, options)
        finally:
            idle.put(worker)

    with ThreadPoolExecutor(jobs, thread_name_prefix="detente-read") as threads:
        try:
            for chunk in chunks:
                if len(workers) < jobs:
                    workers.append(_take_kept() or ReadingProcess())
                    idle.put(workers[-1])
                under_way.append(threads.submit(read, chunk))
                if len(under_way) >= AHEAD * jobs:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
        finally:
            for future in under_way:
                future.cancel()
            idling = all(future.done() for future in under_way)
            while workers and not (idling and len(workers) == 1 and not _kept):
                workers.pop().stop()
            _kept.extend((os.getpid(), worker) for worker in workers)


def _take_kept() -> ReadingProcess | None:
    try:
        owner, worker = _kept.pop()
    except IndexError:
        return None
    return worker if owner == os.getpid() else None
