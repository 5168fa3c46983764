"""Reading processes lent to threads; one is kept for the next reading, which then need not load the models again."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import TypeVar

from detente.scale.processes import ReadingProcess

__all__ = ["lent", "stop_kept"]

T = TypeVar("T")

_kept: list[tuple[int, ReadingProcess]] = []
"""A process that waits, and the process that it belongs to: a fork must not take it over."""


@contextmanager
def lent(count: int) -> Iterator[Callable[[Callable[[ReadingProcess], T]], T]]:
    """Gives a function, for any thread, that does a job with one of so many reading processes when one is idle.

    A process starts with its first job. In the end one is kept, unless the work broke off; the others are ended.
    """
    idle: SimpleQueue[ReadingProcess] = SimpleQueue()
    processes = [_kept_or_new() for _ in range(count)]
    for process in processes:
        idle.put(process)

    def do(job: Callable[[ReadingProcess], T]) -> T:
        process = idle.get()
        try:
            return job(process)
        finally:
            idle.put(process)

    ended_well = False
    try:
        yield do
        ended_well = True
    finally:
        for process in processes:
            if ended_well and not _kept:
                _kept.append((os.getpid(), process))
            else:
                process.stop()


def stop_kept() -> None:
    """Ends the process that waits for the next reading, if there is one."""
    while _kept:
        owner, process = _kept.pop()
        if owner == os.getpid():
            process.stop()


atexit.register(stop_kept)


def _kept_or_new() -> ReadingProcess:
    try:
        owner, process = _kept.pop()
    except IndexError:
        return ReadingProcess()
    return process if owner == os.getpid() else ReadingProcess()
