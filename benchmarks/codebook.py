"""How well the codebook's own examples are read; those kept aside, on which nothing is built, stand apart.

    python benchmarks/codebook.py
    python benchmarks/codebook.py --language fr --types

For each example of an event: its type and its status. For each example of an attribution: whether a
statement with half of its content or more is found, and none where the cue word is no cue. For each example
of a condition: whether one is found over half of its words, and none where it only looks like one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring import arguments

from detente.codebook.conditionals import load_conditionals
from detente.codebook.cues import Example, load_cues
from detente.codebook.frames import load_frames
from detente.codebook.scopes import load_scopes
from detente.model import EVENT_TYPES, Reading, Report, Span
from detente.reading.checking import CheckedExample, check_examples
from detente.reading.parsing import LANGUAGES
from detente.reading.reader import read_reports

HALF = 0.5
"""Share of the longer stretch from which two stretches of words count as the same."""


def main() -> None:
    """Prints a line a kind of example."""
    parser = arguments(__doc__)
    parser.add_argument("--language", choices=LANGUAGES, action="append", help="one language alone")
    parser.add_argument("--types", action="store_true", help="a line for each event type")
    given = parser.parse_args()
    for language in given.language or LANGUAGES:
        frames, scopes = load_frames(language), load_scopes(language)
        for name, aside in (("aside", True), ("others", False)):
            checked = check_examples(frames, scopes, aside=aside)
            _line(language, f"event type, {name}", [each.type_right for each in checked])
            _line(language, f"event status, {name}", [each.status_right for each in checked])
            if given.types:
                _by_type(language, name, checked)
        cues = load_cues(language).examples
        readings = _readings([each.sentence for each in cues], language)
        for name, aside in (("aside", True), ("others", False)):
            pairs = [(e, r) for e, r in zip(cues, readings, strict=True) if e.aside == aside]
            _line(language, f"attribution, {name}", [_attributed(e, r) for e, r in pairs])
        conditions = load_conditionals(language).examples
        readings = _readings([each.sentence for each in conditions], language)
        right = [
            _covered(r, c.span, (found.span for found in r.conditions))
            for c, r in zip(conditions, readings, strict=True)
        ]
        _line(language, "condition", right)


def _line(language: str, name: str, right: Sequence[bool]) -> None:
    share = f"{100 * sum(right) / len(right):5.1f} %" if right else "    none"
    print(f"{language}  {name:24} {share}  of {len(right)}")


def _by_type(language: str, name: str, checked: Sequence[CheckedExample]) -> None:
    for kind in EVENT_TYPES:
        _line(language, f"  {kind}, {name}", [c.type_right for c in checked if c.example.type == kind])


def _readings(sentences: Sequence[str], language: str) -> list[Reading]:
    """Each sentence read as a report of its own."""
    reports = [Report.make(f"example-{n}", text, language=language) for n, text in enumerate(sentences)]
    return list(read_reports(reports))


def _attributed(example: Example, reading: Reading) -> bool:
    text = example.sentence
    if not example.content:
        at = text.find(example.cue)
        cue = Span(at, at + len(example.cue))
        return not any(s.cue_span and _common(s.cue_span, cue) for s in reading.statements)
    wanted = _points(_place(text, piece) for piece in example.content)
    return any(_alike(wanted, _points(statement.content_spans)) for statement in reading.statements)


def _covered(reading: Reading, words: str, found: Iterable[Span]) -> bool:
    """Whether one of the found spans is that of the words; without words, whether there is none."""
    spans = list(found)
    if not words:
        return not spans
    wanted = _points([_place(reading.report.text, words)])
    return any(_alike(wanted, _points([span])) for span in spans)


def _place(text: str, words: str) -> Span:
    at = text.find(words)
    return Span(at, at + len(words))


def _points(spans: Iterable[Span]) -> set[int]:
    return {n for start, end in spans for n in range(start, end)}


def _alike(one: set[int], other: set[int]) -> bool:
    return len(one & other) >= HALF * max(len(one), len(other), 1)


def _common(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


if __name__ == "__main__":
    main()
