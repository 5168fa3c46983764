"""Finds quotations by their marks, of every kind, broken ones and those over several paragraphs included."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from detente.model import Span

__all__ = ["Quotation", "find_quotations", "in_quotation", "quotations_within"]

MARK = re.compile("[“”„‟«»\"]|''|``|(?<![\\w’])‘|(?<=[\\w.,!?…])[’'](?!\\w)|(?<![\\w'])'(?=\\w)")
OPENING = "“„‟«"
CLOSING = "”»"

LONGEST = 4_000
"""Characters: an opening mark without a closing one within this reach opened nothing."""

SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, the marks included. `continues` the one before over a paragraph break."""

    span: Span
    words: int
    is_sentence: bool
    """Begins with a capital or ends like a sentence: somebody's full words rather than a borrowed term."""
    continues: bool = False


def find_quotations(text: str, paragraphs: list[Span]) -> list[Quotation]:
    """The quotations of a text, in order and not overlapping; single marks count only outside double ones.

    Each paragraph is scanned on its own: a quotation still open at its end goes on in the next paragraph if
    that begins with an opening mark, as newspapers do.
    """
    found: list[Quotation] = []
    left_open = False
    for start, end in paragraphs:
        first = text[start : start + 1]
        continues = left_open and first in OPENING + '"' and bool(first)
        left_open = False
        opened: int | None = None
        kind = ""
        for mark in MARK.finditer(text, start, end):
            sign = mark.group()
            single = sign in "‘’'" and sign != "''"
            if opened is None:
                if _opens(text, mark.start(), mark.end(), sign, start):
                    opened, kind = mark.start(), "single" if single else "double"
            elif (kind == "single") == single and _closes(text, mark.start(), mark.end(), sign, end):
                found.append(_quotation(text, opened, mark.end(), continues and opened == start))
                opened = None
        if opened is not None and kind == "double" and end - opened <= LONGEST:
            found.append(_quotation(text, opened, end, continues and opened == start))
            left_open = True
    return [q for q in found if q.words]


def _opens(text: str, at: int, after: int, sign: str, start: int) -> bool:
    if sign in OPENING or sign in {"‘", "``"}:
        return True
    if sign in CLOSING + "’":
        return False
    before = text[at - 1] if at > start else " "
    return (before.isspace() or before in "([—–-/:") and after < len(text) and not text[after].isspace()


def _closes(text: str, at: int, after: int, sign: str, end: int) -> bool:
    if sign in CLOSING:
        return True
    if sign in OPENING or sign in {"‘", "``"}:
        return False
    following = text[after] if after < end else " "
    before = text[at - 1]
    if not following.isalnum():
        return not before.isspace() or following.isspace() or following in ",.;"
    # 'take, "he said': the space fell on the wrong side of the mark
    return before.isspace() and text[at - 2] in ",.!?" and following.islower()


def _quotation(text: str, start: int, end: int, continues: bool) -> Quotation:
    inner = text[start:end].strip("“”„‟«»\"‘’'` \n\u00a0\u202f")
    words = len(inner.split())
    capital = inner[:1].isupper() and words >= 4
    finished = bool(SENTENCE_END.search(text[start:end].rstrip()) or inner.endswith(",")) and words >= 3
    return Quotation(Span(start, end), words, capital or (finished and words >= 5), continues)


def in_quotation(quotations: list[Quotation], at: int) -> Quotation | None:
    """The quotation that covers a character, if one does."""
    n = bisect_right(quotations, at, key=lambda q: q.span.start) - 1
    return quotations[n] if n >= 0 and quotations[n].span.start <= at < quotations[n].span.end else None


def quotations_within(quotations: list[Quotation], start: int, end: int) -> list[Quotation]:
    """The quotations that share a character with the stretch from start to end."""
    first = bisect_right(quotations, start, key=lambda q: q.span.start) - 1
    found = []
    for quotation in quotations[max(0, first) :]:
        if quotation.span.start >= end:
            break
        if quotation.span.end > start:
            found.append(quotation)
    return found
