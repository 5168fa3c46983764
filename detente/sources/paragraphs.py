"""Where the paragraphs of a plain text are: a line each, or runs of hard-wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from detente.model import Span

__all__ = ["WIDEST_WRAP", "ends_sentence", "paragraphs_of"]

SENTENCE_END = re.compile(r"[.!?…][\"'”’»«“)\]\s]*$")
WIDEST_WRAP = 120  # characters; no typewriter, teletype or mail program wrapped later
ENOUGH_PAIRS = 3


class Line(NamedTuple):
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    indent: int
    after_blank: bool


def paragraphs_of(text: str) -> list[Span]:
    """The paragraphs in order, without the white space around them.

    In most texts each line is one. Wires and mails break lines at a width; there a paragraph goes on until a
    blank line, an indented line, or a sentence that ends well before the width.
    """
    lines = _lines(text)
    width = max((line.end - line.start for line in lines), default=0)
    if not _hard_wrapped(text, lines, width):
        return [Span(line.start, line.end) for line in lines]
    margin = min(line.indent for line in lines)
    paragraphs: list[Span] = []
    for before, line in zip([None, *lines], lines, strict=False):
        new = before is None or line.after_blank or line.indent > margin
        if new or (before and not _full(text, before, line, width) and ends_sentence(text, before.start, before.end)):
            paragraphs.append(Span(line.start, line.end))
        else:
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
    return paragraphs


def ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends in a full stop, question or exclamation mark, closing marks aside."""
    return SENTENCE_END.search(text, max(start, end - 8), end) is not None


def _lines(text: str) -> list[Line]:
    lines = []
    at, after_blank = 0, False
    for line in text.splitlines(keepends=True):
        words = line.strip().strip("\ufeff").strip()
        if words:
            indent = line.index(words[0])
            lines.append(Line(at + indent, at + indent + len(words), indent, after_blank))
        after_blank = not words
        at += len(line)
    return lines


def _full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word had no room on this line; old wires break a little early."""
    first_word = len(text[following.start : following.end].split(None, 1)[0])
    return line.end - line.start + 1 + first_word >= 0.8 * width


def _hard_wrapped(text: str, lines: Sequence[Line], width: int) -> bool:
    if width > WIDEST_WRAP:
        return False
    margin = min((line.indent for line in lines), default=0)
    inner = [(a, b) for a, b in pairwise(lines) if not b.after_blank and b.indent == margin]
    full = sum(_full(text, a, b, width) for a, b in inner)
    unended = sum(not ends_sentence(text, a.start, a.end) for a, b in inner)
    return len(inner) >= ENOUGH_PAIRS and full >= 0.6 * len(inner) and unended >= 0.5 * len(inner)
