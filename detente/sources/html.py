"""Pages from the web: the article with its title, day, outlet and byline, by trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from detente.errors import NoArticle
from detente.model import Span
from detente.sources.decoding import decode, read_all
from detente.sources.draft import Draft

__all__ = ["draft_of_page", "read_page"]

DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*$", re.MULTILINE)
NOISY = ("trafilatura", "htmldate")
BLOCKS = {"p", "head", "item", "quote", "list", "div", "row"}
SHORTEST = 80  # characters; menus and error pages give less running text than one sentence of news


def read_page(source: str, stream: BinaryIO) -> Iterator[Draft]:
    """The one report of a saved page. Raises NoArticle where the page has none."""
    yield draft_of_page(source, read_all(stream))


def draft_of_page(source: str, data: bytes, *, url: str | None = None, charset: str | None = None) -> Draft:
    """The article of a page: paragraphs joined by blank lines, headings marked. Raises NoArticle.

    `charset` is the encoding that the server named; the page's own word comes first.
    """
    found = DECLARED.search(data[:4096])
    page, note = decode(data, declared=found[1].decode("ascii") if found else charset)
    from trafilatura import bare_extraction  # noqa: PLC0415  loading it takes longer than reading ten texts

    with _silenced():
        article: Any = bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # without the last resort of searching the running text: a wrong day is worse than none
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    text, headings = _text(article.body) if article is not None and article.body is not None else ("", ())
    if len(text) < SHORTEST or not SENTENCE_END.search(text):
        raise NoArticle("no article was found on this page; save the article's own page, or its text as .txt")
    return Draft(
        source,
        text,
        title=article.title,
        outlet=article.sitename or article.hostname,
        byline=article.author,
        url=url or article.url,
        published=article.date,
        headings=headings,
        note=note,
    )


def _text(body: Any) -> tuple[str, tuple[Span, ...]]:
    """The article's blocks as one text, and where its headings are."""
    pieces: list[str] = []
    headings: list[Span] = []
    length = 0
    for is_heading, words in _blocks(body):
        if pieces:
            pieces.append("\n\n")
            length += 2
        if is_heading:
            headings.append(Span(length, length + len(words)))
        pieces.append(words)
        length += len(words)
    return "".join(pieces), tuple(headings)


def _blocks(element: Any, *, heading: bool = False) -> Iterator[tuple[bool, str]]:
    """Each block under `element` in order: whether it is a heading, and its words on one line."""
    run = [element.text or ""]
    for child in element:
        if child.tag in BLOCKS or child.tag == "lb":
            yield from _one(run, heading)
            yield from _blocks(child, heading=heading or child.tag == "head")
            run = [child.tail or ""]
        else:
            run += [*child.itertext(), child.tail or ""]
    yield from _one(run, heading)


def _one(run: list[str], heading: bool) -> Iterator[tuple[bool, str]]:
    if words := " ".join("".join(run).split()):
        yield heading, words


@contextmanager
def _silenced() -> Iterator[None]:
    """Keeps the extractors' own log lines out while they work, and leaves their loggers as they were."""
    loggers = [logging.getLogger(name) for name in NOISY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
