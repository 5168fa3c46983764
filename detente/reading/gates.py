"""What is not worth parsing: reports that name nobody of the codebook, markets and sports; paragraphs of other words.

What is passed over keeps its reason in `Reading.passed_over`; a thorough reading parses everything. What the gates
lose is measured by `benchmarks/gates.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from detente.codebook.beats import Beat
from detente.codebook.conditionals import Conditionals
from detente.codebook.cues import Cues
from detente.codebook.frames import Frames
from detente.codebook.gatherings import Gatherings
from detente.codebook.gazetteer import Gazetteer
from detente.model import Reading, Report
from detente.reading.lemmas import Lemmatizer
from detente.reading.places import PLACE_KINDS

__all__ = ["UNTOLD", "passed_by", "telling", "telling_words", "was_passed_by"]

WORD = re.compile(r"[^\W\d_]+")

QUOTED = re.compile("[\"“”„«»]|''|``")

ANY_FORM = ("VBD", "VBZ", "VBG", "NNS", "JJ")
"""Tags under which a word is looked up where nothing is parsed: a form of a verb, noun or adjective."""

UNTOLD = "not parsed: it has no name, quotation, or word by which the codebook knows that something is told"

FEWEST_WORDS = 40
"""Words below which a report is always read: a flash of two lines says little of its beat."""


def passed_by(report: Report, gazetteer: Gazetteer, beats: Sequence[Beat], *, on: date | None) -> str | None:
    """Why a report is not parsed; None for one that is to be read."""
    words = WORD.findall(report.text.lower())
    if len(words) < FEWEST_WORDS:
        return None
    sides = {
        gazetteer.country_of(mention.candidates[0]) or mention.candidates[0]
        for mention in gazetteer.find(report.text, on=on)
        if mention.candidates and mention.kind not in PLACE_KINDS
    }
    if not sides:
        return "it names no state, body, group or person of the codebook"
    for beat in beats:
        share = sum(word in beat.words for word in words) / len(words)
        if share >= (beat.one_side if len(sides) == 1 else beat.several_sides):
            return f"it reads as {beat.name} ({100 * share:.0f} % of its words)"
    return None


def telling_words(frames: Frames, cues: Cues, conditionals: Conditionals, gatherings: Gatherings) -> frozenset[str]:
    """The lemmas without one of which nothing is told: of an event, a statement, a condition, a meeting.

    Of what opens a condition in several words ('in the event of') the longest stands for all.
    """
    attributing = (cues.verbs, cues.lights, cues.nouns, cues.adjectives, cues.prepositions, cues.adverbs)
    joining = (conditionals.results, conditionals.needs, conditionals.prices)
    openers = {max(o.words, key=len) for found in conditionals.openers.values() for o in found}
    forms = [form.nouns | form.verbs for form in gatherings.forms]
    return frozenset().union(openers, gatherings.nouns, *frames.by_lemma.values(), *attributing, *joining, *forms)


def telling(words: frozenset[str], lemmatize: Lemmatizer) -> Callable[[str], bool]:
    """A test whether a paragraph may tell anything: it has a quotation or some form of one of the lemmas.

    Each word is looked up once, and remembered.
    """
    known: dict[str, bool] = {}

    def is_one(word: str) -> bool:
        found = known.get(word)
        if found is None:
            found = known[word] = word in words or any(lemmatize(word, tag) in words for tag in ANY_FORM)
        return found

    def tells(paragraph: str) -> bool:
        return QUOTED.search(paragraph) is not None or any(map(is_one, WORD.findall(paragraph.lower())))

    return tells


def was_passed_by(reading: Reading) -> bool:
    """Whether a reading is of a report that was not parsed."""
    return reading.report.unread is None and any(
        span == (0, len(reading.report.text)) for span, _ in reading.passed_over
    )
