"""Web archives (WARC, as Common Crawl's news has them): a report a page, the rest counted and named."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, BinaryIO

from detente.errors import DetenteError, NoArticle
from detente.sources.draft import Draft
from detente.sources.gzip_members import MAGIC, Members
from detente.sources.html import draft_of_page
from detente.sources.parts import Bounded, Part

__all__ = ["parts_of_warc", "read_warc"]

LARGEST_PAGE = 10 * 2**20
"""Bytes of a page, unpacked, as for a page that is fetched."""

BEGIN = b"WARC/"

AT_ONCE, HEAD = 2**16, 2**12
"""Bytes looked through at once for the beginning of a record, and those of a beginning."""

PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_warc(source: str, stream: BinaryIO, *, part: Part | None = None) -> Iterator[Draft]:
    """The articles of an archive, named `source#URL`; a page without one says so in `unread`.

    `stream` is the archive as it is, or unpacked. Records that are no pages (requests, images, redirects,
    pages not found) are counted in the `note` of a last draft, which holds nothing else. Gzip members that are
    damaged or cut short are passed over, and a draft says how many; so does one where what follows is no record:
    what came before stays. Raises NoArticle where there is no page, but not of a part.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  only archives need it
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    left_out: Counter[str] = Counter()
    members = Members(io.BufferedReader(Bounded(stream, part.start, part.end)) if part else stream)
    records = pages = 0
    broken: str | None = None
    archive = io.BufferedReader(members)
    found = ArchiveIterator(archive)
    found.INC_RECORD = ""  # else it writes to standard error what follows a record of a wrong length
    begin = archive.peek(len(BEGIN))[: len(BEGIN)]
    if begin and not begin.startswith(BEGIN):  # else a line without an end would be looked for in all of it
        raise NoArticle("does not begin as a web archive (WARC/...); fetch it again, or name it by what it is")
    try:
        for record in found:
            records += 1
            other = _no_page(record)
            if other is None:
                pages += 1
                yield _page(source, record)
            else:
                left_out[other] += 1
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, TypeError) as error:
        # The last two: warcio takes it that each record names its kind.
        what = " ".join(str(error).split())[:80] or type(error).__name__
        broken = f"what follows after {records:,} records is none ({what}); fetch the archive again"
    if members.broken:
        broken = f"{members.broken:,} of its gzip members are damaged; fetch the archive again"
    if broken:
        yield Draft(source, unread=broken)
    if left_out and (pages or part):
        yield Draft(source, note=f"left out: {_listed(left_out)}")
    elif not pages and not broken and not part:
        raise NoArticle(f"an archive without pages ({_listed(left_out) or 'no records at all'}); leave it out")


def parts_of_warc(stream: BinaryIO, *, size: int, columns: Mapping[str, str]) -> list[Part]:
    """An archive in parts of about `size` bytes, each beginning where a record does; none where that cannot be known.

    Of a packed archive only the bytes about each cut are looked at: a gzip member that unpacks to the beginning
    of a record. An archive has no `columns`.
    """
    del columns
    packed = stream.read(len(MAGIC)) == MAGIC
    length = stream.seek(0, io.SEEK_END)
    find = _member_from if packed else _record_from
    starts = [0]
    while (start := find(stream, starts[-1], size, length)) is not None:
        starts.append(start)
    return [Part(start, end, 1) for start, end in pairwise((*starts, length))]


def _member_from(stream: BinaryIO, start: int, size: int, length: int) -> int | None:
    """Where the first gzip member that holds a record begins, `size` bytes from a place on; None for nowhere."""
    at = start + size
    while at < length:
        stream.seek(at)
        data = stream.read(AT_ONCE)
        found = data.find(MAGIC)
        while found >= 0:
            stream.seek(at + found)
            try:
                if zlib.decompressobj(wbits=31).decompress(stream.read(HEAD), len(BEGIN)) == BEGIN:
                    return at + found
            except zlib.error:  # three bytes that only look like the beginning of a member
                pass
            found = data.find(MAGIC, found + 1)
        at += max(1, len(data) - len(MAGIC) + 1)
    return None


def _record_from(stream: BinaryIO, start: int, size: int, length: int) -> int | None:
    """The same in an archive that is not packed: from record to record, by the lengths that they give."""
    at = start
    while at < start + size:
        stream.seek(at)
        held = None
        line = stream.readline(HEAD)
        if not line.startswith(BEGIN):
            return None
        while (line := stream.readline(HEAD)).strip():
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"content-length" and value.strip().isdigit():
                held = int(value)
        if held is None:
            return None
        at = stream.seek(stream.tell() + held)
        between = stream.read(HEAD)
        at += len(between) - len(between.lstrip(b"\r\n"))
    return at if at < length else None


def _no_page(record: Any) -> str | None:
    """What a record is, where it is no page that was found."""
    if record.rec_type != "response":
        return str(record.rec_type or "unknown record")
    if record.http_headers is None:
        return "response without HTTP"
    status = record.http_headers.get_statuscode() or "no status"
    if status != "200":
        return f"answer {status}"
    kind = (record.http_headers.get_header("content-type") or "").split(";")[0].strip().lower()
    return None if kind in PAGES or not kind else kind[:40]


def _page(source: str, record: Any) -> Draft:
    """The article of one page; a page without one, or too large, comes with the reason."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    name = f"{source}#{url}"
    data = record.content_stream().read(LARGEST_PAGE + 1)
    while record.raw_stream.read(LARGEST_PAGE):
        pass  # what stands behind the content's own end
    if getattr(record.raw_stream, "limit", 0) > 0:  # a record that does not say its length has none
        return Draft(name, url=url, unread="its record is cut short; fetch the archive again")
    if len(data) > LARGEST_PAGE:
        return Draft(name, url=url, unread=f"a page larger than {LARGEST_PAGE >> 20} MB; leave it out")
    declared = (record.http_headers.get_header("content-type") or "").partition("charset=")[2].strip(" \"';") or None
    try:
        return draft_of_page(name, data, url=url or None, charset=declared)
    except DetenteError as error:
        return Draft(name, url=url, unread=str(error))
    except Exception as error:  # an extractor that breaks on one page must not end the archive
        return Draft(name, url=url, unread=f"could not be read ({type(error).__name__}: {error}); leave it out")


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{number:,} {what}" for what, number in counts.most_common())
