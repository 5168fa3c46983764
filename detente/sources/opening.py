"""Opens every source it is given and gives its reports, one after another; what cannot be read says why."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from detente.errors import DetenteError, UnreadableSource
from detente.model import Report
from detente.sources import feed, html, json_lines, plain_text, table, warc
from detente.sources.columns import check_columns
from detente.sources.dating import in_the_future, parse_day
from detente.sources.decoding import LARGEST, whole_characters
from detente.sources.draft import Draft
from detente.sources.furniture import mark_furniture
from detente.sources.gather import gather, is_url
from detente.sources.kinds import PAGES, Kind, kind_of, open_source, suffix_of
from detente.sources.language import READ_LANGUAGES, language_code, language_of
from detente.sources.parts import Part
from detente.sources.sidecar import HAS_SIDECAR, with_sidecar, with_told
from detente.sources.stores import is_stored, name_of, open_stored

__all__ = ["open_part", "open_sources"]

Warn = Callable[[str], None]
LONGEST = 4_000_000
"""Characters of the longest text that is kept; the longest in the corpora of `benchmarks` has 105,000."""

WORDS = ("text", "title", "outlet", "byline", "url", "published")

SUFFIX_OF_CONTENT_TYPE = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/csv": ".csv",
    "text/tab-separated-values": ".tsv", "application/rss+xml": ".xml", "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml", "text/xml": ".xml", "application/xml": ".xml",
    "application/json": ".json", "application/x-ndjson": ".jsonl",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What the user said of all the sources; a report's own date and language come first."""

    published: date | None
    columns: Mapping[str, str]
    language: str | None
    allow_local_urls: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of a report that is read all the same. Remarks of one topic are told once a source."""

    topic: str
    line: str


def open_sources(
    paths: Iterable[str],
    *,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
    allow_local_urls: bool = False,
    warn: Warn | None = None,
) -> Iterator[Report]:
    """The reports of files, folders, globs, feeds and URLs, one at a time, in a fixed order.

    `published` and `language` (ISO 639-1) count for reports that say neither themselves. `columns` names the
    columns or keys of tables and JSON: `{"text": "body"}`. `allow_local_urls` lets URLs reach this machine's
    own network. A bad source never stops the others: it comes as a report with the reason and the mend in
    `unread` (its `source` is the name to put before it), and so does a report in a language without a
    codebook, with its text. `warn` gets one line, beginning with the source, for each thing that is wrong
    with a report that is read all the same: no date, a date to come, bytes lost. Raises SourceError where
    `columns` names a field that reports do not have.
    """
    tell: Warn = warn or (lambda line: None)
    if published is not None and in_the_future(published):
        tell(f"{published} is in the future and dates no report; give the day of publication")
        published = None
    given = Given(published, columns or {}, language_code(language), allow_local_urls)
    check_columns(given.columns)
    for found in gather([paths] if isinstance(paths, str) else paths):
        if found.unread:
            yield Report.make(found.source, "", unread=found.unread)
        else:
            yield from _reports(found.source, None, given, tell)


def open_part(
    source: str,
    part: Part | None,
    *,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
    warn: Warn | None = None,
) -> Iterator[Report]:
    """The reports of one file or URL, or of a part of it (see `parts_of`), as `open_sources` gives them."""
    given = Given(published, columns or {}, language_code(language), allow_local_urls=False)
    yield from _reports(source, part, given, warn or (lambda line: None))


def _reports(source: str, part: Part | None, given: Given, tell: Warn) -> Iterator[Report]:
    """The reports of one file or URL; what it is told about them follows, one line a topic."""
    first: dict[str, str] = {}
    more: dict[str, int] = {}
    try:
        for draft in _drafts(source, part, given):
            report, remarks = _finished(draft, given)
            for remark in remarks:
                more[remark.topic] = more.get(remark.topic, -1) + 1
                first.setdefault(remark.topic, f"{draft.source}: {remark.line}")
            if report is not None:
                yield report
    except DetenteError as error:
        yield Report.make(source, "", unread=str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Report.make(source, "", unread=f"its gzip packing is broken ({error}); fetch the file again")
    except OSError as error:
        yield Report.make(source, "", unread=f"reading failed ({error.strerror or error}); check the disk")
    except Exception as error:  # a parser that breaks on one source must not end the batch
        yield Report.make(source, "", unread=f"could not be read ({type(error).__name__}: {error}); leave it out")
    for topic, line in first.items():
        tell(f"{line} (and {more[topic]:,} more in {source})" if more[topic] else line)


def _drafts(source: str, part: Part | None, given: Given) -> Iterator[Draft]:
    if is_url(source) and not is_stored(source):
        yield from _drafts_of_url(source, given)
        return
    with open_source(source) as stream:
        for draft in _drafts_of(source, stream, suffix_of(source), given, part):
            if draft.source != source:
                yield draft
            elif is_stored(source):
                yield _with_stored_sidecar(draft, source)
            else:
                yield with_sidecar(draft, Path(source))


def _with_stored_sidecar(draft: Draft, source: str) -> Draft:
    name = name_of(source)
    stem, dot, suffix = name.rpartition(".")
    if f"{dot}{suffix}".lower() not in HAS_SIDECAR:
        return draft
    try:
        with open_stored(f"{stem}.json{source.removeprefix(name)}") as stream:
            return with_told(draft, f"{stem.rpartition('/')[2]}.json", stream.read(LARGEST))
    except UnreadableSource:  # there is none
        return draft


def _drafts_of_url(source: str, given: Given) -> Iterator[Draft]:
    from detente.sources.urls import fetch  # noqa: PLC0415  whoever reads files need not load an HTTP client

    url, content_type, data = fetch(source, allow_local_urls=given.allow_local_urls)
    suffix = SUFFIX_OF_CONTENT_TYPE.get(content_type)
    if suffix is None and content_type:
        raise UnreadableSource(f"holds {content_type}, not a page, feed or text; save its text as .txt and read that")
    if suffix in PAGES:
        yield html.draft_of_page(source, data, url=url)
    else:
        yield from _drafts_of(source, io.BytesIO(data), suffix or "", given, None)


def _drafts_of(source: str, stream: BinaryIO, suffix: str, given: Given, part: Part | None) -> Iterator[Draft]:
    """The drafts of a stream of bytes, or of a part of it."""
    match kind_of(suffix, stream):
        case Kind.ARCHIVE:
            return warc.read_warc(source, stream, part=part)
        case Kind.PARQUET:
            from detente.sources.parquet import read_parquet  # noqa: PLC0415  loads pyarrow

            return read_parquet(source, stream, columns=given.columns, part=part)
        case Kind.LINES:
            return json_lines.read_json_lines(source, stream, columns=given.columns, part=part)
        case Kind.JSON:
            return json_lines.read_json(source, stream, columns=given.columns)
        case Kind.TABLE:
            return table.read_table(source, stream, columns=given.columns, part=part)
        case Kind.PAGE:
            return html.read_page(source, stream)
        case Kind.FEED:
            return feed.read_feed(source, stream)
        case Kind.TEXT:
            return plain_text.read_plain_text(source, stream)


def _finished(draft: Draft, given: Given) -> tuple[Report | None, list[Remark]]:
    """A draft dated, its language known and its furniture marked; and what is to be said of it."""
    if draft.note and not draft.text and not draft.unread:
        return None, [Remark("note", draft.note)]
    if draft.unread:
        return Report.make(draft.source, draft.text, unread=draft.unread), []
    if len(draft.text) > LONGEST:
        many = f"has {len(draft.text):,} characters, which no report has; split it into one file a report"
        return Report.make(draft.source, "", unread=many), []
    draft = _in_whole_characters(draft)
    remarks = [Remark("note", draft.note)] if draft.note else []
    published, undated = _day(draft, given)
    language = language_code(draft.language) or given.language or language_of(draft.text, title=draft.title)
    marks = mark_furniture(draft.text, title=draft.title, headings=draft.headings)
    unread = None
    if language is None:
        unread = "holds no words; leave it out"
    elif language not in READ_LANGUAGES:
        unread = f"language {language} has no codebook yet (have: {', '.join(READ_LANGUAGES)})"
    elif undated:
        remarks.append(undated)
    report = Report.make(
        draft.source,
        draft.text,
        outlet=draft.outlet,
        title=marks.title,
        byline=draft.byline,
        published=published,
        language=language,
        url=draft.url,
        furniture=marks.furniture,
        unread=unread,
    )
    return report, remarks


def _in_whole_characters(draft: Draft) -> Draft:
    """A draft whose words a reader takes: without halves of surrogate pairs. Its source keeps its name, by which it is
    found."""
    told = {name: value for name in WORDS if isinstance(value := getattr(draft, name), str)}
    whole = {name: whole_characters(value) for name, value in told.items()}
    mended: dict[str, Any] = {name: value for name, value in whole.items() if value != told[name]}
    if not mended:
        return draft
    note = "halves of characters stand as U+FFFD; write the file anew"
    return replace(draft, **mended, note=f"{draft.note}; {note}" if draft.note else note)


def _day(draft: Draft, given: Given) -> tuple[date | None, Remark | None]:
    """The day a report was published, and what is wrong with the day that the source gives."""
    found = parse_day(draft.published)
    if found is not None and not in_the_future(found):
        return found, None
    fallback = "--published is used" if given.published else "relative dates stay unresolved"
    if found is not None:
        return given.published, Remark("future", f"its date {found} is in the future; {fallback}; correct the date")
    if draft.published not in (None, "", 0):
        shown = str(draft.published)[:40]
        return given.published, Remark("date", f"its date {shown!r} is not a day; {fallback}; write it as 2022-01-31")
    if given.published:
        return given.published, None
    return None, Remark("no date", f"no publication date; {fallback}; give --published or a sidecar")
