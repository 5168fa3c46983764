"""Statements before their speaker is known by name: what a cue on the parse, or a quotation, gives of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.model import Span
from detente.reading.contents import (
    asides,
    merged,
    over_colon,
    over_quotations,
    pieces,
    up_to_quotation,
    without_clause_before,
    without_first_preposition,
)
from detente.reading.cue_matching import Attribution
from detente.reading.cue_sources import inverted_subject
from detente.reading.parsing import Parse
from detente.reading.quotations import Quotation, in_quotation, quotations_within
from detente.reading.quoting import Quoted
from detente.reading.syntax import children, is_negated, subtree

__all__ = ["RENDERING", "WANTS_OR_THINKS", "Draft", "draft_of_content", "draft_of_quoted", "manner", "quotations_said"]

RENDERING = frozenset({"clause", "according", "quote"})
"""Frames whose content is words."""

WANTS_OR_THINKS = {
    "demands": "wants", "offers": "wants", "promises": "wants", "threatens": "wants", "refuses": "wants",
    "agrees": "wants",
    "accuses": "thinks", "denies": "thinks", "praises": "thinks", "regrets": "thinks",
}  # fmt: skip
"""Attitude that an act shows when a report only names it."""

FEWEST_WORDS = {"clause": 3, "preposition": 3, "infinitive": 3, "object": 3}
"""Words that a content without quotation marks must have, by frame."""

CONFIDENCE = {
    "clause": 0.9, "according": 0.85, "infinitive": 0.8, "object+infinitive": 0.8, "object": 0.55, "adverb": 0.5,
}  # fmt: skip
OTHERWISE = 0.7


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker is known by name."""

    anchor: int | None
    attribution: Attribution | None
    contents: tuple[Span, ...]
    source: int | None
    confidence: float
    how: str


def draft_of_quoted(quoted: Quoted) -> Draft:
    """The draft of quotations with their cue, or with the speaker of the words before."""
    attribution = quoted.attribution
    return Draft(
        attribution.anchor if attribution else None, attribution, quoted.contents,
        attribution.source if attribution else quoted.source, quoted.confidence, quoted.how,
    )  # fmt: skip


def draft_of_content(parse: Parse, attribution: Attribution, quotations: list[Quotation]) -> Draft | None:
    """The draft of a cue with its content; None where it is part of a quotation, or says too little."""
    if not attribution.content or _is_part_of_quotation(parse, attribution, quotations):
        return None
    anchor_in = in_quotation(quotations, parse.start[attribution.anchor])
    own = {attribution.anchor, *attribution.cue_tokens}
    if attribution.source is not None and attribution.frame in {"clause", "according"}:
        name = set(subtree(parse, attribution.source))
        own |= name if attribution.anchor not in name else {attribution.source}
    own |= asides(parse, attribution, quotations)
    content = [t for t in attribution.content if t not in own]
    if attribution.frame == "clause":
        content = without_clause_before(parse, content, attribution.anchor)
    if attribution.frame == "clause" and content:
        content = up_to_quotation(parse, content, quotations)
    runs = pieces(parse, content)
    if attribution.frame == "clause" and runs:
        runs[-1] = over_colon(parse, runs[-1], after=parse.start[attribution.anchor])
    spans = merged([over_quotations(parse.text, s, quotations, anchor_in) for s in runs])
    if attribution.frame == "preposition" and spans:
        spans = [without_first_preposition(parse, spans[0]), *spans[1:]]
    spans = [s for s in spans if any(ch.isalnum() for ch in parse.text[s.start : s.end])]
    if not spans or _says_little(parse, attribution, spans, quotations):
        return None
    confidence = CONFIDENCE.get(attribution.frame, OTHERWISE)
    how = f"frame {attribution.frame}"
    return Draft(attribution.anchor, attribution, tuple(spans), attribution.source, confidence, how)


def _is_part_of_quotation(parse: Parse, attribution: Attribution, quotations: list[Quotation]) -> bool:
    """Inside a quotation, 'I think' or 'he wants it' is part of the words said, no statement of its own.

    What a name is reported to have said there is one: '“The Kremlin has said that …,” he recalled'.
    """
    quotation = in_quotation(quotations, parse.start[attribution.anchor])
    if quotation is None:
        return False
    source = attribution.source
    if inverted_subject(parse, attribution.anchor) is not None:
        return True  # the tag of the quotation itself
    if source is None or attribution.cue.attitude != "said" or attribution.frame not in RENDERING:
        return True
    return not parse.tag[source].startswith("NNP") or in_quotation(quotations, parse.start[source]) != quotation


def _says_little(parse: Parse, attribution: Attribution, contents: Sequence[Span], quotations: list[Quotation]) -> bool:
    """'Spoke about race', 'announced it': too few words to be the content of anything, unless they are quoted.

    An act that is named with its object may have one word: 'rejects the plan'. Of what was not told, a report has no
    words either: 'did not announce a date'.
    """
    cue, frame = attribution.cue, attribution.frame
    if frame == "object" and cue.act == "states" and cue.attitude == "said" and _is_denied(parse, attribution.anchor):
        return True
    fewest = FEWEST_WORDS.get(frame, 1)
    if frame == "object" and (cue.act in WANTS_OR_THINKS or cue.attitude != "said"):
        fewest = 1
    if any(parse.tag[t] in {"WDT", "WP"} for t in attribution.content):
        fewest = 1  # 'sanctions, which he warned against': the pronoun stands for many words
    count = sum(len(parse.text[a:b].split()) for a, b in contents)
    return count < fewest and in_quotation(quotations, contents[0].start) is None


def _is_denied(parse: Parse, verb: int) -> bool:
    return any(is_negated(parse, t) for t in (verb, *children(parse, verb, "aux", "auxpass")))


def quotations_said(parse: Parse, draft: Draft, quotations: list[Quotation]) -> list[Quotation]:
    """The quotations that are the whole content of a cue outside them; none where the content is more or less."""
    assert draft.attribution is not None and draft.anchor is not None
    if draft.attribution.frame != "clause" or in_quotation(quotations, parse.start[draft.anchor]) is not None:
        return []
    if manner(parse.text, draft.contents, quotations) != "direct":
        return []
    found = [in_quotation(quotations, c.start) for c in draft.contents]
    return [q for q in dict.fromkeys(found) if q is not None and q.words >= 3]


def manner(text: str, contents: Sequence[Span], quotations: list[Quotation]) -> str:
    """Direct, mixed or indirect, by how many letters of a content stand between quotation marks."""
    quoted = [
        Span(max(a, q.span.start), min(b, q.span.end)) for a, b in contents for q in quotations_within(quotations, a, b)
    ]
    said, inside = _letters_in(text, contents), _letters_in(text, quoted)
    return "indirect" if not inside else "direct" if inside >= 0.9 * said else "mixed"


def _letters_in(text: str, spans: Sequence[Span]) -> int:
    return sum(map(str.isalnum, "".join(text[a:b] for a, b in spans)))
