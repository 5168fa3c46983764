"""Web archives (WARC, as Common Crawl's news has them): a report a page, the rest counted and named."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from detente.errors import DetenteError, NoArticle
from detente.sources.draft import Draft
from detente.sources.gzip_members import Members
from detente.sources.html import draft_of_page

__all__ = ["read_warc"]

LARGEST_PAGE = 10 * 2**20
"""Bytes of a page, unpacked, as for a page that is fetched."""

BEGIN = b"WARC/"

PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_warc(source: str, stream: BinaryIO) -> Iterator[Draft]:
    """The articles of an archive, named `source#URL`; a page without one says so in `unread`.

    `stream` is the archive as it is, or unpacked. Records that are no pages (requests, images, redirects,
    pages not found) are counted in the `note` of the last draft. Gzip members that are damaged or cut short are
    passed over, and a draft says how many; so does one where what follows is no record: what came before stays.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  only archives need it
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    left_out: Counter[str] = Counter()
    members = Members(stream)
    records = 0
    broken: str | None = None
    last: Draft | None = None
    archive = io.BufferedReader(members)
    begin = archive.peek(len(BEGIN))[: len(BEGIN)]
    if begin and not begin.startswith(BEGIN):  # else a line without an end would be looked for in all of it
        raise NoArticle("does not begin as a web archive (WARC/...); fetch it again, or name it by what it is")
    try:
        for record in ArchiveIterator(archive):
            records += 1
            other = _no_page(record)
            if other is not None:
                left_out[other] += 1
                continue
            if last is not None:
                yield last
            last = _page(source, record)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, TypeError) as error:
        # The last two: warcio takes it that each record names its kind.
        what = " ".join(str(error).split())[:80] or type(error).__name__
        broken = f"what follows after {records:,} records is none ({what}); fetch the archive again"
    if last is not None:
        yield replace(last, note=f"left out: {_listed(left_out)}") if left_out and not last.unread else last
    if members.broken:
        broken = f"{members.broken:,} of its gzip members are damaged; fetch the archive again"
    if broken:
        yield Draft(source, unread=broken)
    elif last is None:
        raise NoArticle(f"an archive without pages ({_listed(left_out) or 'no records at all'}); leave it out")


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
