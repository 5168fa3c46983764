"""Reads over the cores of this machine; readings come in order and are the same for any number of jobs."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import chain, islice

from detente.errors import DetenteError
from detente.model import Reading, Report
from detente.reading.options import Options
from detente.scale.chunks import chunked
from detente.scale.kept import lent
from detente.scale.processes import ReadingProcess

__all__ = ["FEW", "cores", "read_local"]

FEW = 60
"""Reports that one process reads before others would have loaded their models (some seconds)."""

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


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _spread(chunks: Iterator[list[Report]], jobs: int, options: Options) -> Generator[Reading]:
    """The readings of chunks, read by up to `jobs` processes."""
    under_way: deque[Future[list[Reading]]] = deque()
    with ThreadPoolExecutor(jobs, thread_name_prefix="detente-read") as threads, lent(jobs) as do:
        try:
            for chunk in chunks:
                under_way.append(threads.submit(do, partial(_read, chunk, options)))
                if len(under_way) >= AHEAD * jobs:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
        finally:
            for future in under_way:
                future.cancel()


def _read(chunk: Sequence[Report], options: Options, process: ReadingProcess) -> list[Reading]:
    return process.read(chunk, options)
