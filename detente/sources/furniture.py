"""Marks what in a report's text is not the article: headline, crossheads, links, share lines, notes.

Nothing is deleted or changed: the marks are spans of whole lines, or of a piece glued to a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from detente.model import Span
from detente.sources.datelines import DATELINE_ALONE
from detente.sources.dating import parse_day
from detente.sources.paragraphs import WIDEST_WRAP, ends_sentence, paragraphs_of
from detente.sources.phrases import ALWAYS, AT_THE_END, AT_THE_TOP, GLUED

__all__ = ["Marks", "mark_furniture"]

LONGEST_NOTE = 700  # characters of the longest paragraph that is looked at as a note, link or credit
LONGEST_HEADLINE, LONGEST_CROSSHEAD, CROSSHEAD_WORDS = 220, 80, 12
BODY_LENGTH = 100  # a paragraph this long is running text even if its last mark is lost
GLUED_WINDOW = 80  # characters before the end of a paragraph in which something may be glued to it

UNFINISHED = re.compile(r"[.!…:;,—–-][\"'”’»)\]]*$")
CAPITALS_LABEL = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{1,40}\s?(?:\([^)]*\)\s?)?:")
LIST_MARK = re.compile(r"[-•*·–—▪►◦#]|\(?\w{1,2}[.)]\s|\d+\s*$")
OPENING_QUOTE = "\"'“”„«‹‘`"
BLANK_LINE = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*[\r\n]")
SAME_LETTERS = re.compile(r"\W+")


class Marks(NamedTuple):
    """The title (given or found as the text's headline), and the spans that are not the article, in order."""

    title: str | None
    furniture: tuple[Span, ...]


def mark_furniture(text: str, *, title: str | None = None, headings: Iterable[Span] = ()) -> Marks:
    """The furniture of `text`: spans within it, sorted, apart from each other.

    `title` is the title where the source gave one; otherwise a headline that stands alone at the top becomes
    it. `headings` are spans that the source itself marks as headings.
    """
    paragraphs = paragraphs_of(text)
    notes = {p for p in paragraphs if p.end - p.start <= LONGEST_NOTE and ALWAYS.match(text, p.start, p.end)}
    notes |= _closing_notes(text, paragraphs, notes)
    body = [p for p in paragraphs if p not in notes]
    marked = [*notes, *headings, *_glued(text, body)]
    if text.startswith("\ufeff"):
        marked.append(Span(0, 1))
    if body and (headline := _headline(text, body, title)):
        title = title or headline
        marked.append(body.pop(0))
        if body and body[0].end - body[0].start <= LONGEST_CROSSHEAD and AT_THE_TOP.match(text, *body[0]):
            marked.append(body.pop(0))
    marked += _crossheads(text, paragraphs, set(body))
    return Marks(title, _apart(marked, len(text)))


def _closing_notes(text: str, paragraphs: Sequence[Span], notes: set[Span]) -> set[Span]:
    """Author notes and signing off: from the end upwards, until the first paragraph of the article."""
    found = set()
    for p in reversed(paragraphs[1:]):
        if p in notes:
            continue
        if (
            p.end - p.start > LONGEST_NOTE
            or text[p.start] in OPENING_QUOTE
            or not AT_THE_END.match(text, p.start, p.end)
        ):
            break
        found.add(p)
    return found


def _glued(text: str, body: Iterable[Span]) -> list[Span]:
    found = (GLUED.search(text, max(p.start, p.end - GLUED_WINDOW), p.end) for p in body)
    return [Span(*match.span(1)) for match in found if match]


def _headline(text: str, body: Sequence[Span], title: str | None) -> str | None:
    """The first paragraph, on one line, where it is a headline; None where the body begins at once."""
    first = body[0]
    words = " ".join(text[first.start : first.end].split())
    if title and _letters(words) == _letters(title):
        return words
    if len(body) == 1 or len(words) > LONGEST_HEADLINE or len(words.split()) < 2:
        return None
    before_body = any(_is_running(text, p) for p in body[1:4])
    return words if before_body and _is_heading(text, first, body[1]) else None


def _crossheads(text: str, paragraphs: Sequence[Span], body: set[Span]) -> list[Span]:
    """Short headings between paragraphs of the body; none where so many stand that it is a list."""
    found: list[Span] = []
    sentences = transcript = 0
    for i, p in enumerate(paragraphs):
        if p not in body:
            continue
        sentences += ends_sentence(text, *p)
        transcript += CAPITALS_LABEL.match(text, *p) is not None
        if (
            sentences
            and p.end - p.start <= LONGEST_CROSSHEAD
            and len(text[p.start : p.end].split()) <= CROSSHEAD_WORDS
            and 0 < i < len(paragraphs) - 1
            and (paragraphs[i - 1] not in body or ends_sentence(text, *paragraphs[i - 1]))
            and (follower := next((q for q in paragraphs[i + 1 : i + 4] if q in body), None))
            and _is_running(text, follower)
            and _set_apart(text, p, paragraphs[i - 1])
            and _is_heading(text, p, follower)
        ):
            found.append(p)
    return found if 2 * len(found) <= sentences + 1 and transcript < 3 else []


def _is_heading(text: str, p: Span, following: Span) -> bool:
    """Whether a paragraph reads as a heading: no sentence, quotation, list item, speaker or dateline."""
    words = text[p.start : p.end]
    if not _set_apart(text, p, following) or (ends_sentence(text, *p) and not (words[-1] == "?" and p.start == 0)):
        return False
    return not (
        UNFINISHED.search(words)
        or words[0] in OPENING_QUOTE
        or not (words[0].isupper() or words[0].isdigit())
        or text[following.start].islower()
        or LIST_MARK.match(words)
        or CAPITALS_LABEL.match(words)
        or DATELINE_ALONE.match(words)
        or "\t" in words
        or not any(len(word) > 2 and word.isalpha() for word in words.split())
        or parse_day(words) is not None
    )


def _set_apart(text: str, p: Span, neighbour: Span) -> bool:
    """Whether a paragraph cannot be a line of its neighbour: a blank line between, or no wrap so wide."""
    between = text[min(p.end, neighbour.end) : max(p.start, neighbour.start)]
    widest = max(map(len, text[neighbour.start : neighbour.end].splitlines()))
    return BLANK_LINE.search(between) is not None or widest > WIDEST_WRAP


def _is_running(text: str, p: Span) -> bool:
    """Whether a paragraph is running text rather than a heading or a line of a list."""
    return p.end - p.start >= BODY_LENGTH or ends_sentence(text, *p)


def _letters(words: str) -> str:
    return SAME_LETTERS.sub("", words).casefold()


def _apart(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    """The spans within the text, sorted, those that overlap made one."""
    joined: list[Span] = []
    for start, end in sorted((max(0, a), min(b, length)) for a, b in spans):
        if joined and start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        elif start < end:
            joined.append(Span(start, end))
    return tuple(joined)
