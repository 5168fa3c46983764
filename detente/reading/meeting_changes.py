"""What a report says later of a meeting it has told of: 'the meeting has been put off', 'the summit was cancelled'."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from detente.codebook.gatherings import Gatherings
from detente.model import Meeting
from detente.reading.meeting_days import next_one
from detente.reading.meeting_standing import called_off
from detente.reading.parsing import Parse
from detente.reading.syntax import children
from detente.reading.times import When

__all__ = ["moved_to", "with_changes"]

DEFINITE = frozenset("the this that their its le la l' les ce cet cette leur".split())
TO = frozenset({"to", "until", "till", "for", "au", "à", "jusqu'"})
APART = frozenset({"visit", "call"})
"""Forms whose nouns mean no other: 'the visit' is not 'the talks'."""
NEAR = 3
"""Sentences up to which 'the meeting' is the one told before."""


def with_changes(
    parse: Parse, meetings: Sequence[Meeting], gatherings: Gatherings, times: Sequence[When], taken: Collection[int]
) -> list[Meeting]:
    """The meetings with what later words on them change: their status, and the day to which they are put off.

    `taken` are the anchors of the meetings themselves.
    """
    changed = list(meetings)
    for i in range(len(parse)):
        if i in taken or parse.lemma[i] not in gatherings.nouns or not parse.tag[i].startswith("NN"):
            continue
        if not any(parse.word[c] in DEFINITE for c in children(parse, i, "det", "poss")):
            continue
        verdict = called_off(parse, i, gatherings)
        if verdict is None:
            continue
        at = _told_before(parse, changed, i, gatherings)
        if at is not None:
            when = moved_to(parse, i, times) if verdict == "postponed" else None
            changed[at] = _changed(changed[at], verdict, when)
    return changed


def moved_to(parse: Parse, noun: int, times: Sequence[When]) -> When | None:
    """The day to which a meeting is put off: 'put off by a week, to May 25', 'postponed to Monday'."""
    first, last = parse.sentences[parse.sentence[noun]]
    start, end = parse.start[first], parse.end[last - 1]
    for when in times:
        if not when.value or not start <= when.span.start < end:
            continue
        tokens = parse.tokens_in(*when.span)
        if tokens and tokens[0] > noun and parse.word[tokens[0] - 1] in TO and not _announces(parse, tokens[0] - 1):
            return next_one(parse, when)
    return None


def _announces(parse: Parse, preposition: int) -> bool:
    """'Planned for Monday' is the day that it was to have."""
    return parse.word[preposition] in {"for", "pour"} and parse.word[preposition - 1] != ","


def _told_before(parse: Parse, meetings: Sequence[Meeting], noun: int, gatherings: Gatherings) -> int | None:
    """The place of the last planned meeting of its kind that ends before a noun, a few sentences back at most."""
    at = parse.start[noun]
    apart = next((f.name for f in gatherings.forms if f.name in APART and parse.lemma[noun] in f.nouns), None)
    before = [
        (m.span.end, k)
        for k, m in enumerate(meetings)
        if m.span.end <= at
        and m.status == "planned"
        and (m.form if m.form in APART else None) == apart
        and _sentences_between(parse, m, noun) <= NEAR
    ]
    return max(before)[1] if before else None


def _sentences_between(parse: Parse, meeting: Meeting, noun: int) -> int:
    tokens = parse.tokens_in(*meeting.span)
    return parse.sentence[noun] - parse.sentence[max(tokens)] if tokens else NEAR + 1


def _changed(meeting: Meeting, status: str, when: When | None) -> Meeting:
    if when is None:
        return replace(meeting, status=status)
    return replace(
        meeting, status=status, date=when.value, date_precision=when.precision, date_words=when.words,
        part_of_day=when.part_of_day,
    )  # fmt: skip
