"""A report's text with every entry marked in place: pieces that no mark begins or ends inside, and their HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from detente.desk.wording import clean
from detente.model import Span

__all__ = ["Mark", "Piece", "highlights", "marked", "pieces"]


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry in a text: its number on the page, kind, id, place, and the colour it has (see `wording.tone`)."""

    number: int
    kind: str
    id: str
    start: int
    end: int
    tone: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end`, and the marks that cover all of them, the shortest first."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    furniture: bool


def pieces(
    text: str, marks: Sequence[Mark], furniture: Iterable[Span] = (), places: Iterable[Span] = ()
) -> list[Piece]:
    """The text in pieces: joined, they are the text; no mark, furniture or line ends inside one, no place begins."""
    length = len(text)
    inside = [m for m in marks if 0 <= m.start < m.end <= length]
    grey = [(max(0, start), min(length, end)) for start, end in furniture]
    edges = {0, length, *(edge for m in inside for edge in (m.start, m.end)), *(edge for span in grey for edge in span)}
    edges |= {place.start for place in places if 0 <= place.start < length}
    for at, character in enumerate(text):
        if character == "\n":
            edges |= {at, at + 1}
    cuts = sorted(edges)
    opened = sorted(inside, key=lambda m: m.start)
    found: list[Piece] = []
    active: list[Mark] = []
    next_one = 0
    for start, end in pairwise(cuts):
        while next_one < len(opened) and opened[next_one].start <= start:
            active.append(opened[next_one])
            next_one += 1
        active = [m for m in active if m.end > start]
        covering = tuple(sorted(active, key=lambda m: (m.end - m.start, m.number)))
        found.append(Piece(start, end, covering, any(a <= start and end <= b for a, b in grey)))
    return found


def marked(text: str, marks: Sequence[Mark], furniture: Iterable[Span] = (), places: Sequence[Span] = ()) -> Markup:
    """The text as HTML, a paragraph a line. Each piece under marks links to the entry of the shortest one.

    Every place `c120-168` where an entry stands, and each of `places`, is the name of an anchor.
    """
    anchors: dict[int, list[str]] = {}
    for place in (*(Span(mark.start, mark.end) for mark in marks), *places):
        name = f"c{place.start}-{place.end}"
        if name not in anchors.setdefault(place.start, []):
            anchors[place.start].append(name)
    paragraphs: list[list[str]] = [[]]
    seen: set[int] = set()
    for piece in pieces(text, marks, furniture, places):
        words = text[piece.start : piece.end]
        here = "".join(f'<span class="anchor" id="{name}"></span>' for name in anchors.pop(piece.start, ()))
        if words == "\n":
            paragraphs[-1].append(here)
            paragraphs.append([])
        else:
            paragraphs[-1].append(here + _html(piece, escape(clean(words)), seen))
    lines = ("".join(parts) for parts in paragraphs)
    return Markup("\n").join(Markup(f'<p dir="auto">{line}</p>') for line in lines if line.strip())


def _html(piece: Piece, words: Markup, seen: set[int]) -> str:
    grey = ' class="furniture"'
    if not piece.marks:
        return f"<span{grey}>{words}</span>" if piece.furniture else str(words)
    if not words.strip():  # a space alone between two marks is no link
        return f"<span{grey if piece.furniture else ''}>{words}</span>"
    inner = piece.marks[0]
    classes = {"m", *(_class(mark) for mark in piece.marks), *(f"n{mark.number}" for mark in piece.marks)}
    stop = "" if inner.number not in seen else ' tabindex="-1"'  # one stop of the Tab key for each entry
    seen.add(inner.number)
    html = (
        f'<a class="{" ".join(sorted(classes))}" href="#e-{escape(inner.id)}" data-at="{piece.start}"{stop}>{words}</a>'
    )
    return f"<span{grey}>{html}</span>" if piece.furniture else html


def _class(mark: Mark) -> str:
    return f"k-event-{mark.tone}" if mark.kind == "event" else f"k-{mark.kind}"


def highlights(marks: Iterable[Mark]) -> str:
    """A style sheet that lights up an entry's words where its place is the fragment of the URL, without a script."""
    rules = (
        f":root:has(#c{m.start}-{m.end}:target) .n{m.number}, :root:has(#e-{m.id}:target) .n{m.number}" for m in marks
    )
    return "".join(f"{rule} {{ background-color: var(--lit); }}\n" for rule in rules)
