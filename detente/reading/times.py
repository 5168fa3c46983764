"""Times: where a text says when, and which days that is, counted from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from detente.model import Span
from detente.reading.time_expressions import Expression, lower, read_expressions
from detente.reading.time_lexicon import lexicon_of
from detente.reading.time_resolving import Frame, resolve
from detente.reading.time_tense import sentence_start, tense_by_words

__all__ = ["When", "find_times"]

PART_SLOTS = ("part", "then", "thispart")
AHEAD = ("by", "until", "before")
"""Relations of a bound that mostly lies ahead."""

YEAR = len("2031")
LEAD = len("in the ")  # what may stand before the year that opens a sentence

CLOCK_WORDS = frozenset(
    "local time gmt utc bst cet cest edt eet est et ist jst mst msk pdt pst pt eastern central pacific moscow standard "
    "summer daylight sharp on heure heures locale locales".split()
)
"""Words that may stand between a time of day and its day."""

TOLD_REACH = 250  # characters, about two sentences: "a year earlier" counts from no time told before that


@dataclass(frozen=True, slots=True)
class When:
    """A time told in a text.

    `value` is ISO 8601: a day `YYYY-MM-DD`, month `YYYY-MM`, year `YYYY`, or the interval `first/last`
    of two days; None where the words are vague or there is no day of publication to count from.
    `precision` is minute, part of day, day, week, weekend, month, quarter, year, decade, vague or
    duration. `part_of_day` is morning, noon, afternoon, evening or night. `relation` is the bound
    that the words are put under: by, since, until, before, after.
    """

    span: Span
    words: str
    value: str | None
    precision: str
    part_of_day: str | None
    relation: str | None


def find_times(
    text: str,
    *,
    published: date | None,
    language: str = "en",
    tense_at: Callable[[int], str | None] | None = None,
) -> list[When]:
    """Every time told in `text`, in order of place and without overlaps.

    `published` is the day that relative words count from; None leaves those without a value.
    `tense_at` says of a character offset whether its clause is in the `past`, `present` or `future`;
    without it, or where it says None, words nearby decide. Raises UnknownLanguage for a language
    without a word list and CodebookError for a broken one; no text makes it raise.
    """
    lexicon = lexicon_of(language)
    small = lower(text)
    found: list[When] = []
    frame = Frame(published, lexicon.slash_order)
    told_at = 0
    clock: Expression | None = None
    for expression in read_expressions(text, lexicon):
        start, end = expression.span
        relation = "by" if expression.kind == "within" else expression.slots.get("bound", expression.relation)

        def tense(start: int = start, end: int = end, relation: str | None = relation) -> str | None:
            given = tense_at(start) if tense_at else None
            if given in ("past", "future"):
                return given
            by_words = tense_by_words(small, start, end, lexicon.tense, ahead=relation in AHEAD)
            return by_words or ("past" if relation == "since" else None)

        if start - told_at > TOLD_REACH:
            frame.told = frame.dated = None
        if sentence_start(small, start) > told_at:
            frame.year = None
        frame.tense = tense
        value, precision = resolve(expression.kind, expression.slots, frame)
        if value:
            told_at = end
            if len(value) == YEAR and published and int(value) < published.year:
                opens = start - sentence_start(small, start) <= LEAD
                frame.year = int(value) if opens and not relation else frame.year
            frame.tell(value, full="year" in expression.slots or "iso" in expression.slots)
        part = _part_of_day(expression.slots)
        if precision == "day" and ("clock" in expression.slots or part):
            precision = "minute" if "clock" in expression.slots else "part of day"
        if clock is not None and value and precision == "day" and _is_of_that_day(small[clock.span.end : start]):
            found[-1] = replace(found[-1], value=value)
        clock = expression if expression.kind == "clock" else None
        found.append(When(expression.span, text[start:end], value, precision, part, relation))
    return found


def _is_of_that_day(between: str) -> bool:
    """Whether only words of the clock stand between a time of day and the day that it is of: '6 p.m. local time'."""
    return CLOCK_WORDS.issuperset(re.findall(r"[^\s,()]+", between))


def _part_of_day(slots: Mapping[str, Any]) -> str | None:
    for name in PART_SLOTS:
        if name in slots:
            return str(slots[name])
    deictic = slots.get("deictic")
    return deictic[1] if isinstance(deictic, list) else None
