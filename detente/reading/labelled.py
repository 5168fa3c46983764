"""Speech beside its speaker's name without a verb: transcripts ('SPEAKER: words'), signed quotations ('"…" — Name')."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.model import Span
from detente.reading.parsing import Parse
from detente.reading.quotations import Quotation
from detente.reading.quoting import Quoted

__all__ = ["labelled_speech", "signed_quotations"]

LABEL = re.compile(r"[“\"]?(?P<name>(?:[A-Z][A-Z.’'-]+)(?: [A-Z][A-Z.’'-]*){0,4}(?: \([^)]{1,30}\))?)\s?:\s+(?=\S)")
"""A name in capitals and a colon at the start of a paragraph; mixed case would take every heading for a speaker."""

FEWEST = 2
"""Labels in a report that make it a transcript: one alone may be a headline or a dateline."""

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
    return [Quoted(tuple(words), None, _last_token(parse, name), 0.8, "turn of a transcript") for name, words in turns]


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
