"""How statements fade: with age, and when their holder says the contrary.

The rules. A telling weighs 1 on its day and half as much every HALF_LIFE days before the day that is looked from.
One without a day counts as said on the first day of the record: the cautious choice. As soon as the same holder
says the contrary, what it said before weighs nothing, until it says it again on a later day.
"""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["A_YEAR", "HALF_LIFE", "weight_on"]

HALF_LIFE = 30.0
"""Days in which a statement loses half its weight: our choice, the length of a round of a crisis, not measured."""

A_YEAR = timedelta(days=366)
"""How far apart two statements may be to be of one crisis: few last longer, and records of several should not be joined
by words as general as "if talks begin"."""


def weight_on(day: date | None, *, as_of: date | None, first: date | None) -> float:
    """The weight of what was said on `day`, looked at from `as_of`; 1 where neither day is known."""
    said = day or first
    if said is None or as_of is None:
        return 1.0
    return float(0.5 ** (max(0, (as_of - said).days) / HALF_LIFE))
