"""RSS and Atom: each entry of a feed is a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, BinaryIO

from detente.errors import NoArticle
from detente.sources.decoding import read_all
from detente.sources.draft import Draft

__all__ = ["looks_like_feed", "plain_paragraphs", "read_feed"]

BLOCKS = frozenset(re.findall(r"\w+", "p div br li ul ol blockquote h1 h2 h3 h4 h5 h6 tr table section article hr"))
SILENT = frozenset(("script", "style", "iframe", "noscript"))


def looks_like_feed(head: bytes) -> bool:
    """Whether the first bytes of an XML document begin a feed."""
    return any(mark in head.lower() for mark in (b"<rss", b"<feed", b"<rdf:rdf"))


def read_feed(source: str, stream: BinaryIO) -> Iterator[Draft]:
    """A report for each entry: its content, or else its summary. Raises NoArticle where there is none."""
    import feedparser  # noqa: PLC0415  only feeds pay for loading it

    data = read_all(stream)
    if not looks_like_feed(data[:4096]):
        raise NoArticle("XML, but not a feed; save its text as .txt (UTF-8) and read that")
    feed: Any = feedparser.parse(data)
    if not feed.entries:
        broken = f" ({feed.bozo_exception})" if feed.bozo else ""
        raise NoArticle(f"the feed has no entries{broken}; fetch it again")
    for number, entry in enumerate(feed.entries, start=1):
        yield _draft(source, number, entry, feed.feed)


def _draft(source: str, number: int, entry: Any, feed: Any) -> Draft:
    name = f"{source}#{entry.get('id') or entry.get('link') or number}"
    longest = max((part.get("value", "") for part in entry.get("content", ())), key=len, default="")
    text = plain_paragraphs(longest) or plain_paragraphs(entry.get("summary", ""))
    if not text:
        return Draft(name, unread=f"entry {number} of the feed has no text; read its page: {entry.get('link')}")
    return Draft(
        name,
        text,
        title=plain_paragraphs(entry.get("title", "")) or None,
        outlet=entry.get("source", {}).get("title") or feed.get("title"),
        byline=entry.get("author"),
        url=entry.get("link"),
        published=entry.get("published") or entry.get("updated"),
        language=feed.get("language"),
    )


def plain_paragraphs(markup: str) -> str:
    """The words of a piece of HTML, blocks apart by blank lines."""
    stripper = _Stripper()
    stripper.feed(markup)
    stripper.close()
    return "\n\n".join(words for block in stripper.blocks if (words := " ".join("".join(block).split())))


class _Stripper(HTMLParser):
    """Collects the words of each block of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[list[str]] = [[]]
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        if tag in BLOCKS:
            self.blocks.append([])

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in SILENT))
        if tag in BLOCKS:
            self.blocks.append([])

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.blocks[-1].append(data)
