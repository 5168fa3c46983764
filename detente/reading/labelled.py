"""Speech beside its speaker's name without a verb: transcripts, headlines ('SPEAKER: words'), signed quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.codebook.cues import Cues
from detente.model import Span
from detente.reading.cast import Cast
from detente.reading.parsing import LONGEST_HEADLINE, Parse
from detente.reading.quotations import Quotation
from detente.reading.quoting import Quoted

__all__ = ["TURN", "headline_speech", "labelled_speech", "signed_quotations"]

LABEL = re.compile(r"[“\"]?(?P<name>(?:[A-Z][A-Z.’'-]+)(?: [A-Z][A-Z.’'-]*){0,4}(?: \([^)]{1,30}\))?)\s?:\s+(?=\S)")
"""A name in capitals and a colon at the start of a paragraph; mixed case would take every heading for a speaker."""

TURN = "turn of a transcript"
"""How a statement was found."""

FEWEST = 2
"""Labels in a report that make it a transcript: one alone may be a headline or a dateline."""

HEADLINE = re.compile(r"(?P<label>[^:“\"«]{2,60}?)\s?:\s+(?P<words>\S.+\w\S*)", re.DOTALL)
FEWEST_SAID = 3
"""Words after the colon: fewer are a heading's second half."""

ON_TOPIC = {"on", "about", "sur"}

SIGNATURE = re.compile(r"\s{0,2}(?:[―—–]|--|-)\s?(?=[A-Z])")
SIGNED_REACH = 90
"""Characters of a name and its description after the dash."""


def labelled_speech(parse: Parse) -> list[Quoted]:
    """Turns of a transcript: from a label to the end of the paragraphs that follow it without one."""
    text = parse.text
    turns: list[tuple[Span, list[Span]]] = []
    labels = [(p, LABEL.match(text, p.start, p.end)) for p in parse.pieces]
    if sum(match is not None for _, match in labels) < FEWEST:
        return []
    for paragraph, match in labels:
        if match is not None:
            turns.append((Span(*match.span("name")), [Span(match.end(), paragraph.end)]))
        elif turns and text[turns[-1][1][-1].end : paragraph.start].count("\n") <= 2:
            turns[-1][1].append(paragraph)
    return [Quoted(tuple(words), None, _last_token(parse, name), 0.8, TURN) for name, words in turns]


def headline_speech(parse: Parse, cues: Cues, cast: Cast) -> list[Quoted]:
    """The words after a speaker and a colon in a headline: 'Army chief: …', 'Blinken on Ukraine: “…”'."""
    if not parse.pieces or parse.pieces[0].end - parse.pieces[0].start > LONGEST_HEADLINE:
        return []
    match = HEADLINE.fullmatch(parse.text, *parse.pieces[0])
    if match is None or len(match["words"].split()) < FEWEST_SAID:
        return []
    speaker = _label_speaker(parse, Span(*match.span("label")), cues, cast)
    if speaker is None:
        return []
    return [Quoted((Span(*match.span("words")),), None, speaker, 0.7, "headline: speaker and colon")]


def _label_speaker(parse: Parse, label: Span, cues: Cues, cast: Cast) -> int | None:
    """The token of who speaks: a person, an organ, or a noun that speaks, alone or 'on' a topic.

    A state or a city alone is as often the scene ('Sudan: dozens flee the fighting'), and is none.
    """
    tokens = list(parse.tokens_in(*label))
    topic = next((n for n, t in enumerate(tokens) if parse.word[t] in ON_TOPIC), len(tokens))
    words = [t for t in tokens[:topic] if parse.word[t][0].isalnum()]
    if not words or any(parse.tag[t] in {"MD", "VBD", "VBZ", "VBP"} for t in words):
        return None
    last = words[-1]
    person = last in cast.person_at or parse.entity[last] == "PERSON"
    organ = _is_organ(last, cast)
    noun = topic == len(tokens) and parse.lemma[last] in cues.sources.get("label", ())
    return last if person or organ or noun else None


def _is_organ(token: int, cast: Cast) -> bool:
    mention = cast.mention_at.get(token)
    if mention is None or not mention.candidates:
        return False
    actor = cast.gazetteer.actor(mention.candidates[0])
    return mention.kind == "seat" or (actor is not None and actor.type != "state")


def signed_quotations(parse: Parse, quotations: Sequence[Quotation]) -> list[Quoted]:
    """Quotations followed by a dash and a name on the same line."""
    found = []
    for quotation in quotations:
        end = quotation.span.end
        dash = SIGNATURE.match(parse.text, end, end + 8)
        if dash is None or quotation.words < 4:
            continue
        line_end = parse.text.find("\n", dash.end())
        line_end = len(parse.text) if line_end < 0 else line_end
        if line_end - dash.end() > SIGNED_REACH or "“" in parse.text[dash.end() : line_end]:
            continue
        name = re.match(r"[\w.’'-]+(?: [A-Z][\w.’'-]*)*", parse.text[dash.end() : line_end])
        if name:
            at = _last_token(parse, Span(dash.end(), dash.end() + name.end()))
            found.append(Quoted((quotation.span,), None, at, 0.8, "quotation signed with a name"))
    return found


def _last_token(parse: Parse, span: Span) -> int | None:
    tokens = [t for t in parse.tokens_in(*span) if parse.word[t][0].isalnum()]
    return tokens[-1] if tokens else None
