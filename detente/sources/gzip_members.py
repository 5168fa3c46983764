"""Unpacks a file of many gzip members one by one; a member that is broken is passed over and counted."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

__all__ = ["MAGIC", "Members"]

MAGIC = b"\x1f\x8b\x08"
AT_ONCE = 2**16
"""Bytes read, and unpacked, at once: a member of any size takes no more memory."""


class Members(io.RawIOBase):
    """The unpacked bytes of all members in a row, as a file to read from; a file that is not packed stays as it is.

    `broken` counts the members that were damaged or cut short: of each, what could be unpacked is given.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self.broken = 0
        self._pieces = _unpacked(packed, self)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """Fills a buffer, wholly but at the end; the number of bytes."""
        into = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        filled = 0
        while filled < len(into):
            if not self._left:
                piece = next(self._pieces, None)
                if piece is None:
                    break
                self._left = memoryview(piece)
            size = min(len(into) - filled, len(self._left))
            into[filled : filled + size] = self._left[:size]
            self._left = self._left[size:]
            filled += size
        return filled


def _unpacked(packed: BinaryIO, members: Members) -> Iterator[bytes]:
    data = packed.read(AT_ONCE)
    if not data.startswith(MAGIC[:2]):
        while data:
            yield data
            data = packed.read(AT_ONCE)
        return
    while data:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            while not unpacker.eof:
                if piece := unpacker.decompress(data, AT_ONCE):
                    yield piece
                data = unpacker.unconsumed_tail or (b"" if unpacker.eof else packed.read(AT_ONCE))
                if not data and not unpacker.eof:
                    members.broken += 1
                    return
            data = unpacker.unused_data or packed.read(AT_ONCE)
        except zlib.error:
            members.broken += 1
            data = _from_next_member(data[1:], packed)


def _from_next_member(data: bytes, packed: BinaryIO) -> bytes:
    """What follows from where the next member begins; empty where none does."""
    while True:
        at = data.find(MAGIC)
        if at >= 0:
            return data[at:]
        more = packed.read(AT_ONCE)
        if not more:
            return b""
        data = data[-len(MAGIC) + 1 :] + more
