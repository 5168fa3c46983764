"""From the tokens of a content to the characters of somebody's words: pieces, quotations whole, asides left out."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Span
from detente.reading.cue_matching import Attribution
from detente.reading.parsing import Parse
from detente.reading.quotations import Quotation, in_quotation
from detente.reading.syntax import children, subtree

__all__ = [
    "asides",
    "letters",
    "merged",
    "over_colon",
    "over_quotations",
    "pieces",
    "up_to_quotation",
    "without_clause_before",
    "without_first_preposition",
]

FILLERS = frozenset(", . : ; - -- — – \" ' '' `` ( ) that que qu' and but et mais".split())
"""Tokens that are trimmed from the ends of a content."""

OPENING = frozenset({'"', "''", "``", "'"})
FEWEST_ANNOUNCED = 3
"""Words after a colon that tell what it announces."""

ASIDES = frozenset({"relcl", "advcl"})


def asides(parse: Parse, attribution: Attribution, quotations: list[Quotation]) -> set[int]:
    """The reporter's own words at the end of somebody's: ', which forced her to leave', ', contradicting Paris'."""
    if attribution.anchor > attribution.content[-1] or all(parse.word[t] in FILLERS for t in attribution.content):
        return set()
    last = max(t for t in attribution.content if parse.word[t] not in FILLERS)
    for clause in attribution.content:
        label = parse.dep[clause]
        if label not in ASIDES or (label == "advcl" and not _added(parse, clause)):
            continue
        tokens = subtree(parse, clause)
        if (
            tokens[-1] < last
            or tokens[0] <= attribution.anchor
            or parse.word[tokens[0] - 1] not in {",", "–", "—", "-", "--"}
        ):
            continue
        if all(in_quotation(quotations, parse.start[t]) is None for t in tokens):
            return set(tokens)
    return set()


def _added(parse: Parse, clause: int) -> bool:
    """Participles and concessions that a reporter adds; conditions, reasons and purposes belong to the speaker."""
    if parse.tag[clause] == "VBG" and not children(parse, clause, "aux", "mark"):
        return True
    return any(parse.word[c] in {"although", "though", "whereas", "bien"} for c in children(parse, clause, "mark"))


def pieces(parse: Parse, tokens: Sequence[int]) -> list[Span]:
    """Runs of neighbouring tokens as spans without fillers at their ends; a lone filler makes no piece."""
    runs: list[list[int]] = []
    for t in tokens:
        if runs and t - runs[-1][-1] == 1:
            runs[-1].append(t)
        else:
            runs.append([t])
    spans = []
    for run in runs:
        telling = [t for t in run if parse.word[t] not in FILLERS]
        if telling:
            spans.append(parse.span(telling[0], telling[-1]))
    return spans


def up_to_quotation(parse: Parse, tokens: Sequence[int], quotations: list[Quotation]) -> list[int]:
    """The tokens of a content up to a colon behind which another saying stands: 'said they failed: "We …," he said'."""
    for n, t in enumerate(tokens[:-1]):
        if parse.word[t] == ":" and in_quotation(quotations, parse.start[tokens[n + 1]]) is not None:
            outside = [x for x in tokens[n + 1 :] if in_quotation(quotations, parse.start[x]) is None]
            return list(tokens[:n] if any(parse.tag[x] in {"VBD", "VBZ"} for x in outside) else tokens)
    return list(tokens)


def over_colon(parse: Parse, span: Span, *, after: int) -> Span:
    """Widens a content that ends before a colon over what the colon announces: 'he said two things had failed: …'.

    Only in its own sentence, only where the content stands `after` its cue, and not over a quotation or a cue.
    """
    text = parse.text
    tokens = parse.tokens_in(*span)
    if span.start < after or not tokens or text[span.end : span.end + 1] != ":":
        return span
    last = parse.sentences[parse.sentence[tokens[-1]]][1] - 1
    rest = [t for t in range(tokens[-1] + 2, last + 1) if parse.word[t] not in FILLERS]
    if len(rest) < FEWEST_ANNOUNCED or parse.word[tokens[-1] + 2] in OPENING:
        return span
    return Span(span.start, parse.end[rest[-1]])


def over_quotations(text: str, span: Span, quotations: list[Quotation], anchor_in: Quotation | None) -> Span:
    """Widens a span to the whole of each quotation that it cuts, but not beyond the one its cue stands in."""
    start, end = span
    for at in (start, max(start, end - 1)):
        quotation = in_quotation(quotations, at)
        if quotation is not None and quotation != anchor_in:
            start, end = min(start, quotation.span.start), max(end, quotation.span.end)
    if anchor_in is not None:
        start, end = max(start, anchor_in.span.start), min(end, anchor_in.span.end)
    return Span(start, max(start, end))


def merged(spans: list[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap (two characters apart at most) made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + 2:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def without_clause_before(parse: Parse, tokens: Sequence[int], anchor: int) -> list[int]:
    """A content without what a semicolon parts from its cue: 'Many fled; the mayor said two had died'."""
    parted = [t for t in range(tokens[0], anchor) if parse.word[t] == ";"] if tokens and tokens[0] < anchor else []
    return [t for t in tokens if not parted or t > parted[-1]]


def without_first_preposition(parse: Parse, span: Span) -> Span:
    """'of a risk' as 'a risk': the preposition belongs to the cue."""
    tokens = parse.tokens_in(*span)
    if len(tokens) > 1 and parse.dep[tokens[0]] in {"prep", "agent"}:
        return Span(parse.start[tokens[1]], span.end)
    return span


def letters(text: str, spans: Sequence[Span]) -> set[int]:
    """Places of the letters and digits within spans: contents are compared by these alone."""
    return {i for a, b in spans for i in range(a, b) if text[i].isalnum()}
