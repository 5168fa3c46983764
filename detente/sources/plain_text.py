"""Plain text: the whole file is the report, every character kept where it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from detente.sources.decoding import decode, read_all
from detente.sources.draft import Draft

__all__ = ["read_plain_text"]


def read_plain_text(source: str, stream: BinaryIO) -> Iterator[Draft]:
    """The one report of a text file.

    Newlines stay as they are, and so does a byte order mark (as U+FEFF, marked as furniture later): whoever
    opens the file as UTF-8 finds the same characters at the same places. Raises NoArticle.
    """
    text, note = decode(read_all(stream))
    yield Draft(source, text, note=note)
