"""A part of a large file that is read alone, so that several processes or machines share it."""

from __future__ import annotations

import io
from typing import BinaryIO, NamedTuple

__all__ = ["Bounded", "Part"]


class Part(NamedTuple):
    """A stretch of a file of many reports: from `start` to `end` (exclusive), in which record `first` comes first.

    They count bytes of lines, tables and archives (unpacked, for lines and tables; as they lie, for archives), and
    rows of Parquet. Records are counted from 1 through the whole file, so that each has the name that it has there.
    Only files in which a column or key is known to hold the text are ever cut.
    """

    start: int
    end: int
    first: int


class Bounded(io.RawIOBase):
    """The bytes of a stream from `start` to `end`, as a stream that ends there."""

    def __init__(self, stream: BinaryIO, start: int, end: int) -> None:
        stream.seek(start)
        self._stream = stream
        self._left = end - start

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """Fills a buffer as far as it goes; the number of bytes."""
        into = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._stream.read(min(len(into), self._left))
        into[: len(data)] = data
        self._left -= len(data)
        return len(data)
