"""What kind of file a stream of bytes is, and how a large one of many reports is cut into parts."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Mapping
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO, cast

from detente.sources import feed, json_lines, table, warc
from detente.sources.decoding import open_bytes, refuse_binary
from detente.sources.gather import is_url
from detente.sources.parts import Part
from detente.sources.stores import is_stored, name_of, open_stored

__all__ = ["PAGES", "Kind", "kind_of", "open_source", "parts_of", "suffix_of"]

HEAD = 4096
"""Bytes by which a file's kind is known."""

PAGES = {".html", ".htm", ".xhtml", ".shtml"}
FEEDS = {".xml", ".rss", ".atom", ".rdf"}
TABLES = {".csv", ".tsv", ".tab"}
ARCHIVE = ".warc"
LINES = {".jsonl", ".ndjson", ".jsonlines"}

PACKED_PARTS = 64
"""Parts of a packed file at most: each unpacks what lies before it, which so stays a small part of the reading."""


class Kind(Enum):
    """What a file is, and so who reads it."""

    ARCHIVE = auto()
    PARQUET = auto()
    LINES = auto()
    JSON = auto()
    TABLE = auto()
    PAGE = auto()
    FEED = auto()
    TEXT = auto()


PARQUET = b"PAR1"
"""How a Parquet file begins."""


def _parts_of_parquet(stream: BinaryIO, *, size: int, columns: Mapping[str, str]) -> list[Part]:
    from detente.sources.parquet import parts_of_parquet  # noqa: PLC0415  loads pyarrow

    return parts_of_parquet(stream, size=size, columns=columns)


CUT: Mapping[Kind, Callable[..., list[Part]]] = {
    Kind.ARCHIVE: warc.parts_of_warc,
    Kind.PARQUET: _parts_of_parquet,
    Kind.LINES: json_lines.parts_of_lines,
    Kind.TABLE: table.parts_of_table,
}
"""Who cuts the kinds that can be."""


def suffix_of(source: str) -> str:
    """What the end of a name says of a file, packed or not."""
    path = Path(name_of(source))
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def open_source(source: str) -> BinaryIO:
    """The bytes of a file or a stored object, unpacked but for web archives, which are so member by member.

    Raises UnreadableSource.
    """
    unpack = suffix_of(source) != ARCHIVE
    if not is_stored(source):
        return open_bytes(Path(source), unpack=unpack)
    stream = open_stored(source)
    packed = unpack and stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if packed else stream


def kind_of(suffix: str, stream: BinaryIO) -> Kind:
    """The kind of a stream, by its suffix, or else by how it begins. Raises NoArticle where it is no text."""
    if suffix == ARCHIVE:
        return Kind.ARCHIVE
    head = stream.read(HEAD)
    stream.seek(0)
    if head.startswith(b"WARC/"):
        return Kind.ARCHIVE
    if head.startswith(PARQUET):
        return Kind.PARQUET
    refuse_binary(head)
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if suffix in LINES:
        return Kind.LINES
    if suffix == ".json":
        return Kind.LINES if json_lines.are_lines(stream) else Kind.JSON
    if suffix in TABLES:
        return Kind.TABLE
    is_page = begin.startswith((b"<!doctype html", b"<html"))
    if suffix in PAGES or (is_page and suffix != ".txt"):
        return Kind.PAGE
    if suffix in FEEDS or (begin.startswith((b"<?xml", b"<rss", b"<feed")) and feed.looks_like_feed(head)):
        return Kind.FEED
    return Kind.TEXT


def parts_of(source: str, *, size: int, columns: Mapping[str, str]) -> list[Part]:
    """A file of many reports in parts of about `size` bytes, in order; none where it is read as one.

    The parts together give the same reports, under the same names, as the file: what they are depends on its bytes
    alone. Cut are JSON lines, tables, web archives and Parquet, packed or not. Each part of a packed file unpacks
    what lies before it, so that such parts are larger.
    """
    if is_url(source) and not is_stored(source):
        return []
    try:
        with open_source(source) as stream:
            kind = kind_of(suffix_of(source), stream)
            packed = isinstance(stream, gzip.GzipFile)
            if kind not in CUT:
                return []
            if packed:
                size = max(size, stream.seek(0, io.SEEK_END) // PACKED_PARTS)
                stream.seek(0)
            parts = CUT[kind](stream, size=size, columns=columns)
    except Exception:  # whoever reads the file as one is told what is wrong with it
        return []
    return parts if len(parts) > 1 else []
