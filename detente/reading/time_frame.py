"""What a resolver of times may look at: the day of publication, what was told before, the tense."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

__all__ = ["Frame", "Resolved", "Slots", "UnknownStart"]

GRAIN = {
    "year": 4,
    "decade": 4,
    "century": 4,
    "month": 7,
    "quarter": 7,
}  # letters of a value that must be known

Slots = Mapping[str, Any]
Resolved = tuple[str | None, str]
"""The value and its precision, as in `times.When`."""


@dataclass(slots=True)
class Frame:
    """What a resolver may look at: the day of publication, and what the text told just before.

    `told` is the value told last, `told_day` the last day, `dated` the last day that was told with its
    year, `year` the year over that opened the sentence ("In 2027, ... in May"). `tense` says past or future of the
    expression at hand, or None.
    """

    published: date | None
    slash_order: str
    told: str | None = None
    told_day: date | None = None
    dated: date | None = None
    year: int | None = None
    tense: Callable[[], str | None] = lambda: None

    def day(self) -> date:
        """The day of publication, which the words count from."""
        if self.published is None:
            raise UnknownStart
        return self.published

    def told_for(self, unit: str) -> date:
        """What a step of that unit counts from: the time told before if fine enough, else publication."""
        if self.told and len(self.told) >= GRAIN.get(unit, 10):
            return date.fromisoformat((self.told + "-01-01")[:10])
        return self.day()

    def tell(self, value: str, *, full: bool) -> None:
        """Keep a value for the words that come after; `full` where its year was written."""
        self.told = value
        if len(value) == 10:
            self.told_day = date.fromisoformat(value)
            self.dated = self.told_day if full else self.dated


class UnknownStart(Exception):
    """The words count from a day that is not known: of publication, or told before."""
