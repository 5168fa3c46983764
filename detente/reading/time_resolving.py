"""What days an expression stands for: one small function for each kind of pattern in the word lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.reading import time_calendar as calendar

__all__ = ["Frame", "Resolved", "resolve"]

SHORT_UNITS = ("second", "minute", "hour")
SHIFT_TENSE = {-1: "past", 1: "future"}
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
    year. `tense` says past or future of the expression at hand, or None.
    """

    published: date | None
    slash_order: str
    told: str | None = None
    told_day: date | None = None
    dated: date | None = None
    tense: Callable[[], str | None] = lambda: None

    def day(self) -> date:
        """The day of publication, which the words count from."""
        if self.published is None:
            raise _UnknownStartError
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


class _UnknownStartError(Exception):
    """The words count from a day that is not known: of publication, or told before."""


def _day(slots: Slots, frame: Frame) -> Resolved:
    if "thispart" in slots:
        return frame.day().isoformat(), "day"
    deictic = slots["deictic"]
    offset = deictic[0] if isinstance(deictic, list) else deictic
    return calendar.add(frame.day(), offset, "day").isoformat(), "day"


def _weekday(slots: Slots, frame: Frame) -> Resolved:
    published = frame.day()
    if "weekafter" in slots:
        day = calendar.weekday_near(published, slots["weekafter"], "future")
        return calendar.add(day, 1, "week").isoformat(), "day"
    if "before" in slots:
        return _strictly(frame.told_day or published, slots["before"], -1).isoformat(), "day"
    if "following" in slots:
        return _strictly(frame.told_day or published, slots["following"], 1).isoformat(), "day"
    weekday = slots["weekday"]
    if "weekshift" in slots:
        monday = calendar.add(published, slots["weekshift"] * 7 - published.weekday(), "day")
        return calendar.add(monday, weekday, "day").isoformat(), "day"
    shift = slots.get("shift", 0)
    if shift:
        return _strictly(published, weekday, shift).isoformat(), "day"
    return calendar.weekday_near(published, weekday, frame.tense()).isoformat(), "day"


def _strictly(published: date, weekday: int, shift: int) -> date:
    """The weekday in the seven days before or after publication, publication itself left out."""
    start = calendar.add(published, shift, "day")
    return calendar.weekday_near(start, weekday, "future" if shift > 0 else "past")


def _date(slots: Slots, frame: Frame) -> Resolved:
    if "iso" in slots:
        return date.fromisoformat(slots["iso"]).isoformat(), "day"
    if "slashed" in slots:
        return _slashed(slots["slashed"], frame).isoformat(), "day"
    day = slots.get("day") or slots["ordinal"]
    return _dated(day, slots["month"], slots.get("year"), slots.get("shift"), frame).isoformat(), "day"


def _dated(day: int, month: int, year: int | None, shift: int | None, frame: Frame) -> date:
    if year:
        return date(year, month, day)
    published = frame.day()
    # 29 February is looked for over eight years: that many pass without one around 1900 and 2100.
    reach = 8 if (month, day) == (2, 29) else 1
    candidates = []
    for candidate in range(published.year - reach, published.year + reach + 1):
        try:
            candidates.append(date(candidate, month, day))
        except ValueError:
            continue
    if not candidates:
        raise ValueError(f"no day {day} in month {month}")
    if not shift and frame.dated and frame.dated <= frame.day():
        # After "on 3 May 2029" a "5 May" nearby is of the same year.
        candidates = [day for day in candidates if day.year == frame.dated.year] or [date(frame.dated.year, month, day)]
    return _chosen(candidates, shift, frame)


def _chosen(candidates: list[date], shift: int | None, frame: Frame) -> date:
    """The last or next of the days where the words say so, else the one that the tense points to."""
    tense = SHIFT_TENSE.get(shift or 0)
    return calendar.nearest(candidates, frame.day(), tense or frame.tense(), sure=bool(tense))


def _slashed(words: str, frame: Frame) -> date:
    """10/01/2022: day or month first as it must be, else as is nearer to publication, else by custom."""
    first, second, year = (int(n) for n in re.split(r"[/.]", words))
    if year < 100:
        century = frame.published.year // 100 * 100 if frame.published else 2000
        year += century
    orders = [(second, first), (first, second)]
    if frame.slash_order == "mdy" and "/" in words:
        orders.reverse()
    days = [date(year, month, day) for month, day in orders if 1 <= month <= 12 and 1 <= day <= 28 + 3 * (month != 2)]
    if frame.published and len(days) == 2 and min(abs(day - frame.published).days for day in days) < 60:
        published = frame.published
        days.sort(key=lambda day: abs(day - published))
    if not days:
        raise ValueError(words)
    return days[0]


def _days(slots: Slots, frame: Frame) -> Resolved:
    if "weekday" in slots:
        first = calendar.weekday_near(frame.day(), slots["weekday"], frame.tense())
        last = calendar.weekday_near(first, slots["last"], "future")
        return calendar.interval(first, last), "day"
    month = slots["month"]
    last = _dated(slots["last"], slots.get("lastmonth", month), slots.get("year"), None, frame)
    # In a range over New Year the year written belongs to the last day.
    first = date(last.year - ((month, slots["first"]) > (last.month, last.day)), month, slots["first"])
    return calendar.interval(first, last), "day"


def _month(slots: Slots, frame: Frame) -> Resolved:
    month = slots["month"]
    if "year" in slots:
        return calendar.month_words(slots["year"], month), "month"
    if "yearshift" in slots:
        return calendar.month_words(frame.day().year + slots["yearshift"], month), "month"
    return calendar.unit_words(_month_near(month, slots.get("shift"), frame), "month"), "month"


def _month_near(month: int, shift: int | None, frame: Frame) -> date:
    published = frame.day().replace(day=1)
    candidates = [date(published.year + n, month, 1) for n in (-1, 0, 1)]
    if shift == -1:
        return max(day for day in candidates if day < published)
    if shift == 0:
        return published.replace(month=month)
    if shift == 1:
        return min(day for day in candidates if day > published)
    return calendar.nearest(candidates, published, "past" if shift is None and not frame.tense() else frame.tense())


def _months(slots: Slots, frame: Frame) -> Resolved:
    last = date(slots["year"], slots["last"], 1) if "year" in slots else _month_near(slots["last"], None, frame)
    first = date(last.year - (slots["month"] > last.month), slots["month"], 1)
    return calendar.interval(first, calendar.add(calendar.add(last, 1, "month"), -1, "day")), "month"


def _years(slots: Slots, frame: Frame) -> Resolved:
    if slots["year"] > slots["last"]:
        return None, "year"
    return calendar.interval(date(slots["year"], 1, 1), date(slots["last"], 12, 31)), "year"


def _year(slots: Slots, frame: Frame) -> Resolved:
    return f"{slots['year']:04}", "year"


def _decade(slots: Slots, frame: Frame) -> Resolved:
    first = slots.get("decadename") or int(re.sub(r"\D", "", slots["decade"]))
    if first < 100:
        first += 1900
    if first % 100 == 0 and first < 2000:  # the 1800s
        return calendar.unit_words(date(first + 1, 1, 1), "century"), "decade"
    return calendar.unit_words(date(first, 1, 1), "decade"), "decade"


def _holiday(slots: Slots, frame: Frame) -> Resolved:
    rule = slots["holiday"]
    if "year" in slots:
        return calendar.holiday(rule, slots["year"]).isoformat(), "day"
    published = frame.day()
    days = [calendar.holiday(rule, published.year + n) for n in (-1, 0, 1)]
    return _chosen(days, slots.get("shift"), frame).isoformat(), "day"


def _ago(slots: Slots, frame: Frame, direction: int = -1, *, start: date | None = None) -> Resolved:
    """So many units before or after a day; a count of months or years tells no day, only a month or year."""
    unit = slots["span"]
    number = slots.get("number", 1)
    if "some" in slots or "upto" in slots:
        return None, "vague"
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
    return _ago(slots, frame, 1, start=frame.told_for(slots["span"]))


def _earlier(slots: Slots, frame: Frame) -> Resolved:
    if "yearago" in slots:
        return f"{frame.day().year - 1:04}", "year"
    return _ago(slots, frame, start=frame.told_for(slots["span"]))


def _stepday(slots: Slots, frame: Frame) -> Resolved:
    if frame.told_day is None:
        raise _UnknownStartError
    return calendar.add(frame.told_day, slots.get("stepped", slots.get("dayafter", 0)), "day").isoformat(), "day"


def _stepunit(slots: Slots, frame: Frame) -> Resolved:
    day = calendar.add(frame.told_for(slots["unit"]), slots.get("stepped", 0), slots["unit"])
    return calendar.unit_words(day, slots["unit"]), slots["unit"]


def _stretch(slots: Slots, frame: Frame, direction: int) -> Resolved:
    """The days from publication back, or on: the last 24 hours, the coming three weeks."""
    unit, number = slots["span"], slots.get("number", 1)
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
    year = slots.get("year") or slots.get("ofyear")
    if not year and "yearshift" in slots:
        year = frame.day().year + slots["yearshift"]
    if not year:
        published = frame.day()
        starts = [date(published.year + n, number * 3 - 2, 1) for n in (-1, 0, 1)]
        year = calendar.nearest(starts, published, "future" if frame.tense() == "future" else "past").year
    return calendar.quarter_words(year, number), "quarter"


def _season(slots: Slots, frame: Frame) -> Resolved:
    first, last = slots["season"]
    if "year" in slots:
        return calendar.season_words(slots["year"], first, last), "quarter"
    return calendar.season_words(_month_near(first, slots.get("shift"), frame).year, first, last), "quarter"


def _clock(slots: Slots, frame: Frame) -> Resolved:
    return (frame.told_day or frame.day()).isoformat(), "day"


def _vague(slots: Slots, frame: Frame) -> Resolved:
    return None, "vague"


def _duration(slots: Slots, frame: Frame) -> Resolved:
    return None, "duration"


RESOLVERS: dict[str, Callable[[Any, Frame], Resolved]] = {
    "ago": _ago, "clock": _clock, "coming": _coming, "date": _date, "day": _day, "days": _days,
    "decade": _decade, "duration": _duration, "earlier": _earlier, "hence": _hence, "holiday": _holiday,
    "in": _in,
    "lately": _lately, "later": _later, "month": _month, "months": _months, "quarter": _quarter,
    "season": _season, "stepday": _stepday, "stepunit": _stepunit, "unit": _unit, "vague": _vague,
    "weekday": _weekday, "within": _coming, "year": _year, "years": _years,
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
    except (_UnknownStartError, ValueError, OverflowError):  # the latter two: no such day on the calendar
        value, precision = None, str(PRECISION.get(kind, slots.get("unit", slots.get("span", "day"))))
    return value, COARSE.get(precision, precision)
