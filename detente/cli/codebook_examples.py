"""The codebook's examples, but those of events, read and compared with what they should give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from detente.codebook.attacks import load_attacks
from detente.codebook.contexts import load_contexts
from detente.codebook.frames import CODEBOOK, read_toml
from detente.codebook.settlements import load_settlements
from detente.codebook.tolls import load_tolls
from detente.linking.disagreements import find_disagreements
from detente.model import Reading, Report, Story
from detente.reading.parsing import parse_reports
from detente.reading.reader import Codebook, read_parse
from detente.reading.times import find_times

__all__ = ["Ran", "run_examples"]


class Ran(NamedTuple):
    """Examples of one kind: how many there are, and the sentences of those that do not come out as expected."""

    kind: str
    examples: int
    wrong: tuple[str, ...]


def run_examples(codebook: Codebook, *, aside: bool | None = None) -> Iterator[Ran]:
    """Runs the examples of each file of a codebook but those of events.

    `aside` True runs only those kept aside, False only the others, in the files that tell them apart.
    """
    yield _ran("attributions", *_cues(codebook, aside))
    yield _ran("conditions", *_conditions(codebook))
    yield _ran("meetings", *_meetings(codebook))
    yield _ran("contexts", *_contexts(codebook, aside))
    yield _ran("times", *_times(codebook.language))
    yield _ran("disagreements", *_disagreements(codebook.language))


def _ran(kind: str, sentences: Sequence[str], right: Sequence[bool]) -> Ran:
    wrong = tuple(sentence for sentence, is_right in zip(sentences, right, strict=True) if not is_right)
    return Ran(kind, len(sentences), wrong)


Told = tuple[list[str], list[bool]]
"""The sentences of examples, and which of them come out as expected."""


def _cues(codebook: Codebook, aside: bool | None) -> Told:
    """An attribution comes out where a statement by its cue covers its content, or none is made or meant."""
    examples = [e for e in codebook.cues.examples if aside is None or e.aside == aside]
    sentences, right = [e.sentence for e in examples], []
    for example, reading in zip(examples, _read(codebook, sentences), strict=True):
        by_cue = [s for s in reading.statements if s.cue and s.cue in example.cue]
        wanted = [_span(example.sentence, words) for words in example.content]
        covered = all(any(a < s.span.end and s.span.start < b for s in by_cue) for a, b in wanted)
        right.append(covered if wanted else not by_cue)
    return sentences, right


def _conditions(codebook: Codebook) -> Told:
    """A condition comes out where one of its sense overlaps the words, or none where none is meant."""
    examples = codebook.conditionals.examples
    sentences, right = [e.sentence for e in examples], []
    for example, reading in zip(examples, _read(codebook, sentences), strict=True):
        if not example.span:
            right.append(not reading.conditions)
            continue
        start, end = _span(example.sentence, example.span)
        right.append(
            any(c.sense == example.sense and c.span.start < end and start < c.span.end for c in reading.conditions)
        )
    return sentences, right


def _meetings(codebook: Codebook) -> Told:
    """A meeting comes out where the only one read has the states and all that is told of it, or none is meant."""
    examples = codebook.gatherings.examples
    days = [date.fromisoformat(example.published) for example in examples]
    sentences, right = [e.sentence for e in examples], []
    for example, reading in zip(examples, _read(codebook, sentences, days), strict=True):
        if example.wanted is None or len(reading.meetings) != 1:
            right.append(example.wanted is None and not reading.meetings)
            continue
        read = reading.meetings[0]
        fields = {name: getattr(read, name) for name in example.wanted if name != "parties"}
        sides = {party.split("/")[0] for party in read.parties}
        right.append(fields | {"parties": sides} == example.wanted | {"parties": set(example.wanted["parties"])})
    return sentences, right


def _contexts(codebook: Codebook, aside: bool | None) -> Told:
    """Contexts come out where the events of the sentence have all that are expected and no other."""
    examples = [e for e in load_contexts(codebook.language).examples if aside is None or e.aside == aside]
    sentences = [e.sentence for e in examples]
    found = [{c for event in it.events for c in event.contexts} for it in _read(codebook, sentences)]
    return sentences, [one == example.contexts for one, example in zip(found, examples, strict=True)]


def _times(language: str) -> Told:
    """A time comes out where its words are found with their value and what else is asked, or none where none is."""
    path = CODEBOOK / language / "times.toml"
    examples: list[dict[str, Any]] = read_toml(path).get("example", []) if path.is_file() else []
    right = []
    for example in examples:
        found = find_times(example["sentence"], published=example.get("published"), language=language)
        asked = {"value": example.get("value")} | {name: example[name] for name in TIMED if name in example}
        told = [{name: getattr(when, name) for name in asked} for when in found if when.words == example["words"]]
        right.append(told == [asked] if example["words"] else not found)
    return [example["sentence"] for example in examples], right


TIMED = ("precision", "part_of_day", "relation")


def _disagreements(language: str) -> Told:
    """Two sentences come out where they disagree, either told first, on what is expected and on nothing else."""
    examples = [example for load in (load_tolls, load_attacks, load_settlements) for example in load(language).examples]
    right = [
        all(_disputed(pair, language) == ([on] if on else []) for pair in ((one, other), (other, one)))
        for one, other, on in examples
    ]
    return [f"{one} / {other}" for one, other, _ in examples], right


TOLD = date(2023, 5, 17)
"""A day for both: of reports without one few tolls and attacks are compared."""


def _disputed(sentences: Sequence[str], language: str) -> list[str]:
    reports = (Report.make(f"example-{n}", it, language=language, published=TOLD) for n, it in enumerate(sentences))
    readings = [Reading(report) for report in reports]
    story = Story("", tuple(it.report.id for it in readings), None, None, (), None)
    return [it.on for it in find_disagreements(story, readings, [])]


def _read(codebook: Codebook, sentences: list[str], days: Sequence[date | None] = ()) -> list[Reading]:
    reports = [
        Report.make(f"example-{n}", sentence, language=codebook.language, published=day)
        for n, (sentence, day) in enumerate(zip(sentences, days or [None] * len(sentences), strict=True))
    ]
    return [read_parse(parse, codebook) for parse in parse_reports(reports, language=codebook.language)]


def _span(sentence: str, words: str) -> tuple[int, int]:
    start = sentence.find(words)
    return start, start + len(words)
