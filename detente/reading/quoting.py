"""Gives quotations their cue: 'X said' before, between or after them, or the speaker of the sentence before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.model import Span
from detente.reading.casing import in_title_case
from detente.reading.cue_matching import Attribution
from detente.reading.cue_sources import inverted_subject
from detente.reading.parsing import Parse
from detente.reading.quotations import Quotation, in_quotation
from detente.reading.syntax import children, is_verb

__all__ = ["Quoted", "attach_quotations"]

TAG_REACH = 220
"""Characters after a quotation in which its 'X said' must begin."""

ABBREVIATED = re.compile(r"\b(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Adm|Sgt|Prof|Rev|St|Jr|M|MM|[A-Z])$")
"""Words before a full stop that ends no sentence."""

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
        inserted = _with_tag_inside(parse, attributions, quotation)
        if inserted is not None:
            found.append(inserted)
            continue
        attribution = governed.get(quotation.span)
        previous = found[-1] if found else None
        if previous is not None and last is not None and previous.contents[-1] == last.span:
            own = attribution if attribution is not None and attribution is not previous.attribution else None
            if own is None and (quotation.continues or _goes_on(parse, previous, quotation)):
                found[-1] = _extended(previous, quotation.span)
                continue
        if attribution is None and not quotation.is_sentence:
            continue
        attribution = attribution or _cue_right_before(parse, cues, quotation)
        attribution = attribution or _cue_after(parse, cues, quotation, quotations)
        attribution = attribution or _cue_before(parse, cues, quotation, quotations)
        if attribution is not None:
            found.append(Quoted((quotation.span,), attribution, None, 0.9, "quotation with its cue"))
            continue
        if in_title_case(parse.text[slice(*quotation.span)]):
            continue  # '“Treaty of Good Neighbours” was signed': a name
        source = _speaker_of_turn(parse.text, previous, last, quotation)
        if source is None:
            source = _speaker_before(parse, attributions, quotation, quotations)
        if source is not None:
            found.append(Quoted((quotation.span,), None, source, 0.6, "quotation after its speaker was named"))
    return found


def _with_tag_inside(parse: Parse, attributions: Sequence[Attribution], quotation: Quotation) -> Quoted | None:
    """A French quotation that its own tag breaks without marks: '« Nous partons, a dit Lo, mais pas seuls. »'."""
    start, end = quotation.span
    if parse.language != "fr":
        return None
    for cue in attributions:
        if not start < parse.start[cue.anchor] < end or "quote" not in cue.cue.frames:
            continue
        speaker = inverted_subject(parse, cue.anchor)
        if speaker is None:
            continue
        first = min([cue.anchor, *children(parse, cue.anchor, "aux", "auxpass")])
        inside = range(max(speaker, cue.anchor), parse.tokens_in(start, end)[-1])
        commas = [t for t in inside if parse.word[t] == ","]
        if len(commas) > 1 and all(parse.tag[t].startswith("NNP") for t in range(commas[0] + 1, commas[1])):
            commas = commas[1:]  # 'le ministre, Ann Lo, '
        if commas and parse.start[first - 1] > start:
            contents = (Span(start, parse.end[first - 1]), Span(parse.start[commas[0] + 1], end))
            return Quoted(contents, replace(cue, source=speaker), None, 0.9, "quotation with its cue inside")
    return None


def _is_covered(span: Span, covered: Sequence[Span]) -> bool:
    return any(c.start < span.end - 1 and span.start + 1 < c.end and _mostly(c, span) for c in covered)


def _mostly(a: Span, b: Span) -> bool:
    return min(a.end, b.end) - max(a.start, b.start) >= 0.5 * (b.end - b.start)


def _extended(quoted: Quoted, span: Span) -> Quoted:
    return Quoted((*quoted.contents, span), quoted.attribution, quoted.source, quoted.confidence, quoted.how)


def _goes_on(parse: Parse, previous: Quoted, quotation: Quotation) -> bool:
    """'"…," he said, "…"': the cue stands between the two and its sentence does not end there."""
    text, end = parse.text, previous.contents[-1].end
    between = text[end : quotation.span.start]
    if len(between) > TAG_REACH or "\n" in between.strip(" "):
        return False
    if not between.strip() or FULL_STOP.search(between.strip()):
        return False
    if between.rstrip().endswith((",", ":", "—", "–", "-", "that", "said", "added")):
        return True
    cue = previous.attribution  # '"We like it," he said, but "not at this price"'
    return cue is not None and text[:end].rstrip("”\"»'’ ").endswith(",") and end <= parse.start[cue.anchor]


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
    stop = next((m.end() for m in FULL_STOP.finditer(text, end, stop) if _ends_sentence(text, m)), stop)
    inner_end = text[quotation.span.start : end].rstrip("”\"»'’ \u00a0\u202f")[-1:]
    tag = text[end:stop].strip()
    if not tag:
        return None
    if inner_end in ".…" and tag[:1].isupper() and not _short_tag(parse, cues, end, stop):
        return None
    return _nearest(parse, cues, end, stop, first=True)


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop is one: not that of 'Sen.', nor of '(D-Md.) said'."""
    after = text[stop.end() : stop.end() + 3].lstrip()
    return not after[:1].islower() and ABBREVIATED.search(text, max(0, stop.start() - 6), stop.start()) is None


def _short_tag(parse: Parse, cues: list[Attribution], start: int, stop: int) -> bool:
    """A sentence that only says who spoke: 'Blinken told reporters on Friday.'"""
    tokens = parse.tokens_in(start, stop)
    inside = [a for a in cues if start <= parse.start[a.anchor] < stop and not a.content]
    return len(tokens) <= 14 and bool(inside)


def _cue_right_before(parse: Parse, cues: list[Attribution], quotation: Quotation) -> Attribution | None:
    """The cue that nothing but a comma or colon parts from a quotation: 'he tweeted "…" and left'."""
    start = quotation.span.start
    near = (a for a in cues if start - 3 <= parse.end[a.cue_tokens[-1]] <= start and a.source is not None)
    return next((a for a in near if not parse.text[parse.end[a.cue_tokens[-1]] : start].strip(" ,:")), None)


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


def _speaker_of_turn(text: str, previous: Quoted | None, last: Quotation | None, quotation: Quotation) -> int | None:
    """The speaker of the quotation before in the same paragraph: '"…," said Lo, who had come late. "…"'."""
    if previous is None or last is None or previous.contents[-1] != last.span:
        return None
    between = text[last.span.end : quotation.span.start]
    if "\n" in between or len(FULL_STOP.findall(between)) > 1:
        return None
    return previous.attribution.source if previous.attribution is not None else previous.source


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
