"""The progress bar of a reading: how much of the sources is done, how fast, how long it will take."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from detente.cli.speaking import err, say
from detente.model import Report
from detente.sources.gather import gather

__all__ = ["Bar"]

URL_SIZE = 50_000
"""What an address is taken to hold; its true size is known when it has been fetched."""


class Bar:
    """A bar on standard error where that is a terminal; nothing otherwise.

    Reports arrive one by one from sources of which only the size is known, so that the bar counts
    characters: a source is done when the next one begins.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        console = err()
        self._shown = console.is_terminal and sys.stderr.isatty()
        self._sizes = {found.source: _size(found.source) for found in gather(paths)} if self._shown else {}
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            TaskProgressColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not self._shown,
        )
        self._task = self._progress.add_task("reading", total=sum(self._sizes.values()) or None, rate="")
        self._reports = 0
        self._before = 0  # size of the sources that are done
        self._within = 0  # characters seen of the one under way
        self._source: str | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def done(self, report: Report) -> None:
        """A report is done with."""
        self._reports += 1
        if not self._shown:
            return
        source = report.source if report.source in self._sizes else report.source.rsplit("#", 1)[0]
        if source != self._source:
            self._before += self._sizes.get(self._source or "", 0)
            self._source, self._within = source, 0
        self._within += len(report.text)
        seconds = self._progress.tasks[0].elapsed or 0.0
        self._progress.update(
            self._task,
            completed=self._before + min(self._within, self._sizes.get(source, 0)),
            description=f"{self._reports:,} reports",
            rate=f"{self._reports / seconds:.1f}/s" if seconds > 1 else "",
        )

    def linking(self) -> None:
        """All reports are read, and are laid side by side: that takes a time nobody knows."""
        self._progress.update(self._task, description="laying reports side by side", total=None, rate="")

    def say(self, line: str) -> None:
        """One line above the bar."""
        if self._shown:
            self._progress.console.print(f"detente: {' '.join(line.split())}")
        else:
            say(line)


def _size(source: str) -> int:
    """Bytes of a source; of a packed one, what it holds unpacked (as gzip notes at its end, up to 4 GB)."""
    path = Path(source)
    try:
        size = path.stat().st_size
        if path.suffix.lower() == ".gz" and size > 4:
            with path.open("rb") as packed:
                packed.seek(-4, os.SEEK_END)
                return int.from_bytes(packed.read(4), "little")
    except OSError:
        return URL_SIZE
    return size
