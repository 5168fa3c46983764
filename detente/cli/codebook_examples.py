"""The codebook's examples of attributions and conditions, read and compared with what they should give."""

from __future__ import annotations

from detente.model import Reading, Report
from detente.reading.parsing import parse_reports
from detente.reading.reader import Codebook, read_parse

__all__ = ["conditions_right", "cues_right"]

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


def _read(codebook: Codebook, sentences: list[str]) -> list[Reading]:
    reports = [Report.make(f"example-{n}", s, language=codebook.language) for n, s in enumerate(sentences)]
    return [read_parse(parse, codebook) for parse in parse_reports(reports, language=codebook.language)]


def _span(sentence: str, words: str) -> tuple[int, int]:
    start = sentence.find(words)
    return start, start + len(words)
