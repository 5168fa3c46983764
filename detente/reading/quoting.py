"""Gives quotations their cue: 'X said' before, between or after them, or the speaker of the sentence before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.model import Span
from detente.reading.cue_matching import Attribution
from detente.reading.parsing import Parse
from detente.reading.quotations import Quotation, in_quotation
from detente.reading.syntax import children, is_verb

__all__ = ["Quoted", "attach_quotations"]

TAG_REACH = 220
"""Characters after a quotation in which its 'X said' must begin."""

FULL_STOP = re.compile(r"[.!?…][”’\"')\]]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One or more quotations with their cue; without a cue, `source` is the speaker token of the one before."""

    contents: tuple[Span, ...]
    attribution: Attribution | None
    source: int | None
    confidence: float
    how: str


def attach_quotations(
    parse: Parse,
    attributions: Sequence[Attribution],
    quotations: list[Quotation],
    *,
    covered: Sequence[Span],
    governed: Mapping[Span, Attribution],
) -> list[Quoted]:
    """Statements made of quotations that no other statement covers already.

    `governed` gives the quotations whose cue the parse shows; the others find theirs by place. A cue between
    two quotations whose sentence goes on ('…,' he said, '…') joins them; a quotation that opens a new sentence
    after a finished one stands alone, with the speaker who was speaking.
    """
    cues = [
        a for a in attributions if "quote" in a.cue.frames and in_quotation(quotations, parse.start[a.anchor]) is None
    ]
    found: list[Quoted] = []
    previous_quotation: Quotation | None = None
    for quotation in quotations:
        last, previous_quotation = previous_quotation, quotation
        if _is_covered(quotation.span, covered):
            continue
        attribution = governed.get(quotation.span)
        previous = found[-1] if found else None
        if previous is not None and last is not None and previous.contents[-1] == last.span:
            own = attribution if attribution is not None and attribution is not previous.attribution else None
            if own is None and (quotation.continues or _goes_on(parse.text, previous, quotation)):
                found[-1] = _extended(previous, quotation.span)
                continue
        if attribution is None and not quotation.is_sentence:
            continue
        attribution = attribution or _cue_after(parse, cues, quotation, quotations)
        attribution = attribution or _cue_before(parse, cues, quotation, quotations)
        if attribution is not None:
            found.append(Quoted((quotation.span,), attribution, None, 0.9, "quotation with its cue"))
            continue
        source = _speaker_before(parse, attributions, quotation, quotations)
        if source is not None:
            found.append(Quoted((quotation.span,), None, source, 0.6, "quotation after its speaker was named"))
    return found


def _is_covered(span: Span, covered: Sequence[Span]) -> bool:
    return any(c.start < span.end - 1 and span.start + 1 < c.end and _mostly(c, span) for c in covered)


def _mostly(a: Span, b: Span) -> bool:
    return min(a.end, b.end) - max(a.start, b.start) >= 0.5 * (b.end - b.start)


def _extended(quoted: Quoted, span: Span) -> Quoted:
    return Quoted((*quoted.contents, span), quoted.attribution, quoted.source, quoted.confidence, quoted.how)


def _goes_on(text: str, previous: Quoted, quotation: Quotation) -> bool:
    """'"…," he said, "…"': the cue stands between the two and its sentence does not end there."""
    between = text[previous.contents[-1].end : quotation.span.start]
    if len(between) > TAG_REACH or "\n" in between.strip(" "):
        return False
    return (
        bool(between.strip())
        and not FULL_STOP.search(between.strip())
        and between.rstrip().endswith((",", ":", "—", "–", "-", "that", "said", "added"))
    )


def _cue_after(
    parse: Parse, cues: list[Attribution], quotation: Quotation, quotations: list[Quotation]
) -> Attribution | None:
    """The nearest cue in the rest of the sentence after a quotation."""
    text, end = parse.text, quotation.span.end
    stop = min(len(text), end + TAG_REACH)
    newline = text.find("\n\n", end, stop)
    stop = newline if newline >= 0 else stop
    later = next((q.span.start for q in quotations if q.span.start >= end), stop)
    stop = min(stop, later)
    full_stop = FULL_STOP.search(text, end, stop)
    stop = full_stop.end() if full_stop else stop
    inner_end = text[quotation.span.start : end].rstrip("”\"»'’ \u00a0\u202f")[-1:]
    tag = text[end:stop].strip()
    if not tag:
        return None
    if inner_end in ".…" and tag[:1].isupper() and not _short_tag(parse, cues, end, stop):
        return None
    return _nearest(parse, cues, end, stop, first=True)


def _short_tag(parse: Parse, cues: list[Attribution], start: int, stop: int) -> bool:
    """A sentence that only says who spoke: 'Blinken told reporters on Friday.'"""
    tokens = parse.tokens_in(start, stop)
    inside = [a for a in cues if start <= parse.start[a.anchor] < stop and not a.content]
    return len(tokens) <= 14 and bool(inside)


def _cue_before(
    parse: Parse, cues: list[Attribution], quotation: Quotation, quotations: list[Quotation]
) -> Attribution | None:
    """The cue in the words that lead up to a quotation: 'He said: …', 'Speaking in Kyiv, she told reporters, …'."""
    text, start = parse.text, quotation.span.start
    begin = max(0, start - TAG_REACH)
    newline = text.rfind("\n", begin, start)
    if newline >= 0 and text[newline + 1 : start].strip():
        begin = newline + 1
    elif newline >= 0 and not text[:start].rstrip().endswith(":"):
        return None
    for stop in FULL_STOP.finditer(text, begin, start):
        if stop.end() < start - 1:
            begin = stop.end()
    earlier = [q.span.end for q in quotations if q.span.end <= start]
    lead = text[begin:start].rstrip()
    if not lead:
        return None
    if earlier and earlier[-1] > begin:
        begin = earlier[-1]
    near = _nearest(parse, cues, begin, start, first=False)
    if near is None:
        return None
    if lead.endswith((",", ":", "that", "que", "–", "—", "-")) or parse.end[near.anchor] >= start - 40:
        return near
    return None


def _nearest(parse: Parse, cues: list[Attribution], start: int, stop: int, *, first: bool) -> Attribution | None:
    inside = [a for a in cues if start <= parse.start[a.anchor] < stop]
    if not inside:
        return None
    finite = [a for a in inside if a.source is not None] or inside
    return finite[0] if first else finite[-1]


def _speaker_before(
    parse: Parse, attributions: Sequence[Attribution], quotation: Quotation, quotations: list[Quotation]
) -> int | None:
    """Who was speaking: the source of the last cue in the sentence or two before, or that sentence's subject."""
    text, start = parse.text, quotation.span.start
    paragraph = text.rfind("\n", 0, start) + 1
    starts_paragraph = not text[paragraph:start].strip()
    reach = max(0, start - (600 if starts_paragraph else 400))
    near = [
        a
        for a in attributions
        if reach <= parse.start[a.anchor] < start and a.source is not None and a.cue.attitude == "said"
    ]
    near = [a for a in near if in_quotation(quotations, parse.start[a.anchor]) is None]
    if near:
        return near[-1].source
    if starts_paragraph:
        return None
    for i in reversed(parse.tokens_in(paragraph, start)):
        if parse.head[i] == i and is_verb(parse, i):
            people = [c for c in children(parse, i, "nsubj") if parse.entity[c] == "PERSON" or parse.tag[c] == "PRP"]
            return people[0] if people else None
    return None
