"""Which reports are not worth parsing: those that name nobody of the codebook, and markets and sports.

What is passed over keeps its reason in `Reading.passed_over`; a thorough reading parses everything. What the gates
lose is measured by `benchmarks/gates.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from detente.codebook.beats import Beat
from detente.codebook.gazetteer import Gazetteer
from detente.model import Reading, Report
from detente.reading.places import PLACE_KINDS

__all__ = ["passed_by", "was_passed_by"]

WORD = re.compile(r"[^\W\d_]+")

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


def was_passed_by(reading: Reading) -> bool:
    """Whether a reading is of a report that was not parsed."""
    return reading.report.unread is None and any(
        span == (0, len(reading.report.text)) for span, _ in reading.passed_over
    )
