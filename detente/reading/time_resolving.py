"""What days an expression stands for: one small function for each kind of pattern in the word lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from detente.reading import time_calendar as calendar
from detente.reading import time_dates as dates
from detente.reading.time_frame import Frame, Resolved, Slots, UnknownStart

__all__ = ["Frame", "Resolved", "resolve"]

SHORT_UNITS = ("second", "minute", "hour")
HALVES = {"year": (12, "month"), "month": (30, "day"), "day": (24, "hour")}
"""What half of a unit is counted in: a year and a half ago."""


def _ago(slots: Slots, frame: Frame, direction: int = -1, *, start: date | None = None) -> Resolved:
    """So many units before or after a day; a count of months or years tells no day, only a month or year."""
    unit = slots["span"]
    number = slots.get("number", 1)
    if "half" in slots and unit in HALVES:
        many, unit = HALVES[unit]
        number = number * many + many // 2
    if "some" in slots or "upto" in slots:
        return None, "vague"
    if unit == "hour" and number % 24 == 0:
        unit, number = "day", number // 24
    if unit in SHORT_UNITS:
        return (start or frame.day()).isoformat() if unit != "hour" or number < 12 else None, "day"
    day = calendar.add(start or frame.day(), direction * number, unit)
    if unit in ("day", "week", "weekend"):
        return day.isoformat(), "day"
    grain = "month" if unit in ("month", "quarter") else "year"
    return calendar.unit_words(day, grain), grain


def _hence(slots: Slots, frame: Frame) -> Resolved:
    return _ago(slots, frame, 1)


def _in(slots: Slots, frame: Frame) -> Resolved:
    return _ago(slots, frame, 1) if frame.tense() == "future" else (None, "duration")


def _later(slots: Slots, frame: Frame) -> Resolved:
    if not frame.told and frame.tense() == "past":  # counted from something that was not dated
        return None, slots["span"]
    return _ago(slots, frame, 1, start=frame.told_for(slots["span"]))


def _earlier(slots: Slots, frame: Frame) -> Resolved:
    if "yearago" in slots:
        return f"{frame.day().year - 1:04}", "year"
    return _ago(slots, frame, start=frame.told_for(slots["span"]))


def _stepday(slots: Slots, frame: Frame) -> Resolved:
    if frame.told_day is None:
        raise UnknownStart
    return calendar.add(frame.told_day, slots.get("stepped", slots.get("dayafter", 0)), "day").isoformat(), "day"


def _stepunit(slots: Slots, frame: Frame) -> Resolved:
    day = calendar.add(frame.told_for(slots["unit"]), slots.get("stepped", 0), slots["unit"])
    return calendar.unit_words(day, slots["unit"]), slots["unit"]


def _stretch(slots: Slots, frame: Frame, direction: int) -> Resolved:
    """The days from publication back, or on: the last 24 hours, the coming three weeks."""
    unit, number = slots.get("span", "day"), slots.get("number", slots.get("fortnight", 1))
    if unit in SHORT_UNITS:
        hours = number / {"second": 3600, "minute": 60, "hour": 1}[unit]
        unit, number = "day", round(hours / 24 + 0.49)  # a started day counts
    other = calendar.add(frame.day(), direction * number, unit)
    first, last = sorted((other, frame.day()))
    return calendar.interval(first, last), unit


def _lately(slots: Slots, frame: Frame) -> Resolved:
    return _stretch(slots, frame, -1)


def _coming(slots: Slots, frame: Frame) -> Resolved:
    return _stretch(slots, frame, 1)


def _unit(slots: Slots, frame: Frame) -> Resolved:
    published = frame.day()
    if "weekend" in slots:
        return _weekend(frame), "weekend"
    if "unitend" in slots:
        unit = slots["unitend"]
        over = frame.tense() == "past" and calendar.last_day(published, unit) > published
        day = calendar.add(published, -1, unit) if over else published
        return calendar.last_day(day, unit).isoformat(), "day"
    unit, shift = slots["unit"], slots.get("shift", slots.get("nearby", 0))
    if unit == "decade" and shift == -1:  # 'the last decade' is the ten years up to now
        return _stretch({"span": unit}, frame, -1)
    if unit == "weekend" and shift == 0:
        return _weekend(frame), unit
    return calendar.unit_words(calendar.add(published, shift, unit), unit), unit


def _weekend(frame: Frame) -> str:
    """Early in the week and told in the past it is the one just over, else the one at the week's end."""
    published, tense = frame.day(), frame.tense()
    just_over = tense == "past" or (tense is None and published.weekday() < 3)
    if just_over and published.weekday() < 5:
        published = calendar.add(published, -1, "week")
    return calendar.unit_words(published, "weekend")


def _quarter(slots: Slots, frame: Frame) -> Resolved:
    number = slots.get("ordinal") or int(re.sub(r"\D", "", slots["nth"]))
    if number > 4:
        return None, "quarter"
    year = _year_of_part(slots, number * 3 - 2, number * 3, frame)
    return calendar.quarter_words(year, number), "quarter"


def _year_of_part(slots: Slots, month: int, last: int, frame: Frame) -> int:
    """The year of a quarter or half from month to month: as said, else by tense, else the last one begun."""
    year = slots.get("year") or slots.get("ofyear")
    if not year and "yearshift" in slots:
        year = frame.day().year + slots["yearshift"]
    if year:
        return int(year)
    published = frame.day()
    if frame.tense() == "future":  # the one that is on is still to come in part
        return published.year + (last < published.month)
    return published.year - (month > published.month)


def _half(slots: Slots, frame: Frame) -> Resolved:
    if slots["ordinal"] > 2:
        return None, "quarter"
    first, last = ((1, 1), (6, 30)) if slots["ordinal"] == 1 else ((7, 1), (12, 31))
    year = _year_of_part(slots, first[0], last[0], frame)
    return calendar.interval(date(year, *first), date(year, *last)), "quarter"


def _season(slots: Slots, frame: Frame) -> Resolved:
    first, last = slots["season"]
    if "year" in slots:
        return calendar.season_words(slots["year"], first, last), "quarter"
    shift, published = slots.get("shift"), frame.day()
    if first > last and shift in (0, -1):  # winter goes over New Year: in January "this winter" is December's
        now = published.month <= last
        back = 1 + now if shift else now or (published.month < first and frame.tense() == "past")
        return calendar.season_words(published.year - back, first, last), "quarter"
    if shift == -1:  # in July "last summer" is that of the year before
        return calendar.season_words(published.year - (last >= published.month), first, last), "quarter"
    return calendar.season_words(dates.month_near(first, shift, frame).year, first, last), "quarter"


def _clock(slots: Slots, frame: Frame) -> Resolved:
    return (frame.told_day or frame.day()).isoformat(), "day"


def _vague(slots: Slots, frame: Frame) -> Resolved:
    return None, "vague"


def _duration(slots: Slots, frame: Frame) -> Resolved:
    return None, "duration"


RESOLVERS: dict[str, Callable[[Any, Frame], Resolved]] = {
    "ago": _ago, "clock": _clock, "coming": _coming, "date": dates.date_of, "day": dates.day_of,
    "days": dates.days_of, "decade": dates.decade_of, "duration": _duration, "earlier": _earlier, "half": _half,
    "hence": _hence, "holiday": dates.holiday_of, "in": _in, "lately": _lately, "later": _later,
    "month": dates.month_of, "monthday": dates.monthday_of, "months": dates.months_of,
    "nthday": dates.nthday_of, "quarter": _quarter, "season": _season, "stepday": _stepday,
    "stepunit": _stepunit, "unit": _unit, "vague": _vague, "weekday": dates.weekday_of, "within": _coming,
    "year": dates.year_of, "years": dates.years_of,
}  # fmt: skip
COARSE = {"century": "decade", "hour": "day", "minute": "day", "second": "day"}
PRECISION = {"month": "month", "months": "month", "year": "year", "years": "year", "decade": "decade",
             "quarter": "quarter", "season": "quarter", "vague": "vague", "duration": "duration"}  # fmt: skip


def resolve(kind: str, slots: Slots, frame: Frame) -> Resolved:
    """The value and precision of an expression; no value where it counts from a day that is not known.

    `kind` and `slots` come from `time_expressions`; a kind that is not in the table raises KeyError.
    """
    resolver = RESOLVERS[kind]
    value: str | None
    try:
        value, precision = resolver(slots, frame)
    except (UnknownStart, ValueError, OverflowError):  # the latter two: no such day on the calendar
        value, precision = None, str(PRECISION.get(kind, slots.get("unit", slots.get("span", "day"))))
    return value, COARSE.get(precision, precision)
