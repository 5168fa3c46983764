"""A reading process and its guard: a report on which the process dies or hangs is set aside, the others are read."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Event, Lock, Timer

from detente.errors import DetenteError
from detente.model import Reading, Report
from detente.reading.options import Options

__all__ = ["ReadingProcess"]

SECONDS = 60.0
"""What a report of ordinary length may take. It takes a tenth of a second; the rest is for busy machines."""

ORDINARY = 20_000
"""Characters of the longest report that is of ordinary length: longer ones get more time, in proportion."""

LOADING = 120.0
"""Seconds more for the first reports that a process reads: it loads its models then."""

LIFE = 20_000
"""Reports that a process reads before another takes its place: the words that it never saw before stay in its memory,
some 10 kB a report, and go with it. Loading costs a hundredth of what reading them does."""

IN_A_ROW = 20
"""Reports lost one after another that say that the fault is not in the reports."""


class _Lost(Exception):
    """The process ended or was ended; the message says how."""


class ReadingProcess:
    """A process that reads chunks of reports, started when first asked and again after it was lost."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = Lock()
        self._stopped = False
        self._loaded = False
        self._given = 0
        self._lost_in_a_row = 0

    def read(self, chunk: Sequence[Report], options: Options) -> list[Reading]:
        """The readings of a chunk, in order. Where the process dies or hangs on it, its reports are read one by
        one in a new process; one on which that happens again comes back unread, and why.

        Raises DetenteError where no process can be started, where many reports are lost one after another, and
        after `stop`; and what the reading raises (CodebookError).
        """
        try:
            return self._ask(chunk, options)
        except _Lost:
            return [self._read_one(report, options) for report in chunk]

    def stop(self) -> None:
        """Ends the process for good; from any thread."""
        with self._starting:
            self._stopped = True
            if self._process is not None:
                _end(self._process)

    def _read_one(self, report: Report, options: Options) -> Reading:
        try:
            return self._ask([report], options)[0]
        except _Lost as lost:
            self._lost_in_a_row += 1
            if self._lost_in_a_row >= IN_A_ROW:
                raise DetenteError(
                    f"{self._lost_in_a_row} reports in a row could not be read (the last, {report.source}: {lost}); "
                    f"give more memory, or fewer jobs, and run again"
                ) from lost
            return Reading(replace(report, unread=f"{lost}, twice; leave it out and report this fault"))

    def _ask(self, chunk: Sequence[Report], options: Options) -> list[Reading]:
        if self._given >= LIFE and self._process is not None:
            self._drop(self._process)
        process = self._running()
        self._given += len(chunk)
        assert process.stdin is not None
        assert process.stdout is not None
        limit = _limit(chunk) + (0 if self._loaded else LOADING)
        hung = Event()

        def strike() -> None:
            hung.set()
            process.kill()

        timer = Timer(limit, strike)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(pickle.dumps((chunk, options), pickle.HIGHEST_PROTOCOL))
            process.stdin.flush()
            answer = pickle.load(process.stdout)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            status = self._drop(process)
            told = f"took more than {limit:.0f} seconds" if hung.is_set() else f"ended its process (status {status})"
            raise _Lost(told) from error
        finally:
            timer.cancel()
        self._loaded = True
        self._lost_in_a_row = 0
        if isinstance(answer, Exception):
            raise answer
        readings: list[Reading] = answer
        return readings

    def _running(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._stopped:
                raise DetenteError("the reading was stopped; run it again to go on")
            if self._process is not None:
                return self._process
            self._process = process = subprocess.Popen(
                [sys.executable, "-P", "-c", "from detente.scale.worker import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            )
        assert process.stdout is not None
        try:
            pickle.load(process.stdout)  # its greeting
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise DetenteError(
                f"a reading process ended as it began (status {self._drop(process)}); give more memory, or fewer "
                f"jobs, and run again"
            ) from error
        return process

    def _drop(self, process: subprocess.Popen[bytes]) -> int:
        """Ends a process that was lost; its exit status."""
        with self._starting:
            self._process, self._loaded, self._given = None, False, 0
            return _end(process, patience=1.0)


def _end(process: subprocess.Popen[bytes], *, patience: float = 0.0) -> int:
    """Ends a process that has not ended by itself after so many seconds; its exit status."""
    try:
        status = process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()  # it holds nothing that would need to be put away
        status = process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    return status


def _limit(chunk: Sequence[Report]) -> float:
    return SECONDS * max(1.0, sum(len(report.text) for report in chunk) / ORDINARY)
