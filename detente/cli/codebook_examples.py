"""The codebook's examples of attributions, conditions and meetings, read and compared with what they should give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.model import Reading, Report
from detente.reading.parsing import parse_reports
from detente.reading.reader import Codebook, read_parse

__all__ = ["conditions_right", "cues_right", "meetings_right"]

Right = tuple[int, int]
"""Examples that come out as expected, of how many."""


def cues_right(codebook: Codebook, *, aside: bool | None = None) -> Right:
    """An attribution comes out where a statement by its cue covers its content, or none is made or meant."""
    examples = [e for e in codebook.cues.examples if aside is None or e.aside == aside]
    right = 0
    for example, reading in zip(examples, _read(codebook, [e.sentence for e in examples]), strict=True):
        by_cue = [s for s in reading.statements if s.cue and s.cue in example.cue]
        wanted = [_span(example.sentence, words) for words in example.content]
        covered = all(any(a < s.span.end and s.span.start < b for s in by_cue) for a, b in wanted)
        right += covered if wanted else not by_cue
    return right, len(examples)


def conditions_right(codebook: Codebook) -> Right:
    """A condition comes out where one of its sense overlaps the words, or none where none is meant."""
    examples = codebook.conditionals.examples
    right = 0
    for example, reading in zip(examples, _read(codebook, [e.sentence for e in examples]), strict=True):
        if not example.span:
            right += not reading.conditions
            continue
        start, end = _span(example.sentence, example.span)
        right += any(c.sense == example.sense and c.span.start < end and start < c.span.end for c in reading.conditions)
    return right, len(examples)


def meetings_right(codebook: Codebook) -> Right:
    """A meeting comes out where the only one read has the states and all that is told of it, or none is meant."""
    examples = codebook.gatherings.examples
    days = [date.fromisoformat(example.published) for example in examples]
    right = 0
    for example, reading in zip(examples, _read(codebook, [e.sentence for e in examples], days), strict=True):
        if example.wanted is None:
            right += not reading.meetings
        elif len(reading.meetings) == 1:
            read = reading.meetings[0]
            fields = {name: getattr(read, name) for name in example.wanted if name != "parties"}
            sides = {party.split("/")[0] for party in read.parties}
            right += fields | {"parties": sides} == example.wanted | {"parties": set(example.wanted["parties"])}
    return right, len(examples)


def _read(codebook: Codebook, sentences: list[str], days: Sequence[date | None] = ()) -> list[Reading]:
    reports = [
        Report.make(f"example-{n}", sentence, language=codebook.language, published=day)
        for n, (sentence, day) in enumerate(zip(sentences, days or [None] * len(sentences), strict=True))
    ]
    return [read_parse(parse, codebook) for parse in parse_reports(reports, language=codebook.language)]


def _span(sentence: str, words: str) -> tuple[int, int]:
    start = sentence.find(words)
    return start, start + len(words)
