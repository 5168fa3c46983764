"""What days a date stands for: days, weekdays, months, years and decades that a text names."""

from __future__ import annotations

import re
from datetime import date

from detente.reading import time_calendar as calendar
from detente.reading.time_frame import Frame, Resolved, Slots

__all__ = [
    "date_of", "day_of", "days_of", "decade_of", "holiday_of", "month_near", "month_of", "monthday_of", "months_of",
    "nthday_of", "weekday_of", "year_of", "years_of",
]  # fmt: skip

SHIFT_TENSE = {-1: "past", 1: "future"}


def day_of(slots: Slots, frame: Frame) -> Resolved:
    if "thispart" in slots:
        return frame.day().isoformat(), "day"
    deictic = slots["deictic"]
    offset = deictic[0] if isinstance(deictic, list) else deictic
    return calendar.add(frame.day(), offset, "day").isoformat(), "day"


def weekday_of(slots: Slots, frame: Frame) -> Resolved:
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


def date_of(slots: Slots, frame: Frame) -> Resolved:
    if "iso" in slots:
        return date.fromisoformat(slots["iso"]).isoformat(), "day"
    if "slashed" in slots:
        return _slashed(slots["slashed"], frame).isoformat(), "day"
    if "beside" in slots:  # the day before Christmas, the day after 2 March
        told = _holiday(slots, frame) if "holiday" in slots else _date(slots, frame)
        return calendar.add(told, slots["beside"], "day").isoformat(), "day"
    return _date(slots, frame).isoformat(), "day"


def _date(slots: Slots, frame: Frame) -> date:
    day = slots.get("day") or slots["ordinal"]
    return _dated(day, slots["month"], slots.get("year"), slots.get("shift"), frame)


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


def nthday_of(slots: Slots, frame: Frame) -> Resolved:
    """The second Sunday of December, the last Friday in May."""
    nth, weekday, month = slots["nth"], slots["weekday"], slots["month"]

    def day_in(year: int) -> date:
        if nth > 0:
            return calendar.holiday(f"{month}-{weekday}-{nth}", year)
        return calendar.weekday_near(calendar.last_day(date(year, month, 1), "month"), weekday, "past")

    if "year" in slots:
        return day_in(slots["year"]).isoformat(), "day"
    days = [day_in(frame.day().year + n) for n in (-1, 0, 1)]
    return _chosen(days, None, frame).isoformat(), "day"


def monthday_of(slots: Slots, frame: Frame) -> Resolved:
    """A day whose month is not said: the one on that weekday, else the next after the day told before."""
    start = frame.told_day or frame.day()
    candidates = []
    wanted = slots["day"] if "day" in slots else int(slots["figure"])
    for months in (-1, 0, 1):
        month = calendar.add(start, months, "month")
        if wanted <= calendar.last_day(month, "month").day:
            candidates.append(month.replace(day=wanted))
    if "weekday" in slots:
        candidates = [day for day in candidates if day.weekday() == slots["weekday"]]
    elif "figure" in slots and frame.told_day is None and frame.tense() == "past":
        candidates = [day for day in candidates if day <= start]
    else:
        candidates = [day for day in candidates if day > start]
    if not candidates:
        raise ValueError(f"no such day {slots['day']} near {start}")
    return min(candidates, key=lambda day: abs(day - start)).isoformat(), "day"


def days_of(slots: Slots, frame: Frame) -> Resolved:
    if "weekday" in slots:
        if slots.get("shift", 0) < 0:
            last = _strictly(frame.day(), slots["last"], -1)
            return calendar.interval(calendar.weekday_near(last, slots["weekday"], "past"), last), "day"
        tense = "future" if "shift" in slots else frame.tense()
        first = calendar.weekday_near(frame.day(), slots["weekday"], tense)
        last = calendar.weekday_near(first, slots["last"], "future")
        return calendar.interval(first, last), "day"
    month = slots["month"]
    if "weekend" in slots:  # the weekend of 12 June
        day = _dated(slots["day"], month, slots.get("year"), None, frame)
        return calendar.unit_words(day, "weekend"), "weekend"
    last = _dated(slots["last"], slots.get("lastmonth", month), slots.get("year"), None, frame)
    # In a range over New Year the year written belongs to the last day.
    first = date(last.year - ((month, slots["first"]) > (last.month, last.day)), month, slots["first"])
    return calendar.interval(first, last), "day"


def month_of(slots: Slots, frame: Frame) -> Resolved:
    month = slots["month"]
    if "year" in slots:
        return calendar.month_words(slots["year"], month), "month"
    if "yearshift" in slots:
        return calendar.month_words(frame.day().year + slots["yearshift"], month), "month"
    return calendar.unit_words(month_near(month, slots.get("shift"), frame), "month"), "month"


def month_near(month: int, shift: int | None, frame: Frame) -> date:
    published = frame.day().replace(day=1)
    if shift is None and frame.year:
        return date(frame.year, month, 1)
    candidates = [date(published.year + n, month, 1) for n in (-1, 0, 1)]
    if shift == -1:
        return max(day for day in candidates if day < published)
    if shift == 0:
        return published.replace(month=month)
    if shift == 1:
        return min(day for day in candidates if day > published)
    return calendar.nearest(candidates, published, "past" if shift is None and not frame.tense() else frame.tense())


def months_of(slots: Slots, frame: Frame) -> Resolved:
    last = date(slots["year"], slots["last"], 1) if "year" in slots else month_near(slots["last"], None, frame)
    year = slots.get("firstyear") or last.year - (slots["month"] > last.month)
    first = date(year, slots["month"], 1)
    if first > last:
        return None, "month"
    return calendar.interval(first, calendar.add(calendar.add(last, 1, "month"), -1, "day")), "month"


def years_of(slots: Slots, frame: Frame) -> Resolved:
    if slots["year"] > slots["last"]:
        return None, "year"
    return calendar.interval(date(slots["year"], 1, 1), date(slots["last"], 12, 31)), "year"


def year_of(slots: Slots, frame: Frame) -> Resolved:
    return f"{slots['year']:04}", "year"


def decade_of(slots: Slots, frame: Frame) -> Resolved:
    first = slots.get("decadename") or int(re.sub(r"\D", "", slots["decade"]))
    if first < 100:
        first += 1900
    if first % 100 == 0 and first < 2000:  # the 1800s
        return calendar.unit_words(date(first + 1, 1, 1), "century"), "decade"
    return calendar.unit_words(date(first, 1, 1), "decade"), "decade"


def holiday_of(slots: Slots, frame: Frame) -> Resolved:
    return _holiday(slots, frame).isoformat(), "day"


def _holiday(slots: Slots, frame: Frame) -> date:
    rule = slots["holiday"]
    if "year" in slots:
        return calendar.holiday(rule, slots["year"])
    published = frame.day()
    days = [calendar.holiday(rule, published.year + n) for n in (-1, 0, 1)]
    return _chosen(days, slots.get("shift"), frame)
