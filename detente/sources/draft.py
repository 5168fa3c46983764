"""A report as one kind of source gives it: nothing parsed, dated or marked yet."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model import Span

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a source said of one report, in the source's own words.

    `published` is the date as found (text, number, date or nothing); `headings` are spans of `text` that
    the source itself marks as headings. `unread` is the reason where nothing could be taken in, and `note`
    one line on something that went wrong beside the text, such as a broken sidecar; a draft that has nothing else
    only carries it.
    """

    source: str
    text: str = ""
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: object = None
    language: str | None = None
    headings: tuple[Span, ...] = ()
    unread: str | None = None
    note: str | None = None
