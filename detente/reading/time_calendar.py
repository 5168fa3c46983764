"""Calendar sums: nearest weekday, months added, the weeks and seasons that news writers mean.

Days in, days or ISO 8601 words out. Weeks run from Monday to Sunday (ISO 8601). Whatever falls
outside the years 1 to 9999 raises ValueError or OverflowError, as `datetime` does.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

__all__ = [
    "add", "easter", "holiday", "interval", "last_day", "month_words", "nearest", "quarter_words",
    "season_words", "unit_words", "weekday_near",
]  # fmt: skip

DAY = timedelta(days=1)
TOO_FAR = 300  # days: a date without a year this far off, by tense, is doubted
CLOSE_BY = 75  # days: ... when the same date on the other side is this near


def nearest(candidates: Iterable[date], published: date, tense: str | None, *, sure: bool = False) -> date:
    """The candidate that the tense points to; without tense the one nearest to publication.

    A tense that leads most of a year away is not believed where the other side is close by: the
    verb beside a date is often not the verb the date belongs to. `sure` has it believed all the same.
    """
    days = sorted(candidates, key=lambda day: abs(day - published))
    if tense in ("past", "future"):
        wanted = [day for day in days if (day <= published if tense == "past" else day >= published)]
        far, near = (abs(day - published).days for day in (wanted[0] if wanted else days[0], days[0]))
        if wanted and (sure or far <= TOO_FAR or near >= CLOSE_BY):
            return wanted[0]
    return days[0]


def weekday_near(published: date, weekday: int, tense: str | None) -> date:
    """The weekday in the seven days to come for the future, else in the last seven; publication counts."""
    if tense == "future":
        return published + DAY * ((weekday - published.weekday()) % 7)
    return published - DAY * ((published.weekday() - weekday) % 7)


def add(day: date, number: int, unit: str) -> date:
    """The day so many units on (or back); the last of a month where the day has no counterpart."""
    if unit in ("day", "week", "weekend"):
        return day + DAY * number * (1 if unit == "day" else 7)
    months = number * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def interval(first: date, last: date) -> str:
    """`first/last`, both days in it."""
    return f"{first.isoformat()}/{last.isoformat()}"


def month_words(year: int, month: int) -> str:
    """`YYYY-MM`, checked to be a month."""
    return date(year, month, 1).isoformat()[:7]


def quarter_words(year: int, quarter: int) -> str:
    """The days of a calendar quarter, 1 to 4."""
    last = quarter * 3
    return interval(date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]))


def season_words(year: int, first_month: int, last_month: int) -> str:
    """The days of a season of three whole months; winter ends in the year after."""
    end = year + (last_month < first_month)
    return interval(date(year, first_month, 1), date(end, last_month, monthrange(end, last_month)[1]))


def unit_words(day: date, unit: str) -> str:
    """The day, week, weekend, month, quarter, year, decade or century that a day lies in."""
    monday = day - DAY * day.weekday()
    if unit == "day":
        return day.isoformat()
    if unit == "week":
        return interval(monday, monday + DAY * 6)
    if unit == "weekend":
        return interval(monday + DAY * 5, monday + DAY * 6)
    if unit == "month":
        return month_words(day.year, day.month)
    if unit == "quarter":
        return quarter_words(day.year, (day.month + 2) // 3)
    if unit == "year":
        return f"{day.year:04}"
    years = 10 if unit == "decade" else 100
    first = day.year - day.year % years + (unit == "century")
    return interval(date(first, 1, 1), date(first + years - 1, 12, 31))


def last_day(day: date, unit: str) -> date:
    """The last day of the week, month or year that a day lies in."""
    if unit == "week":
        return day + DAY * (6 - day.weekday())
    month = day.month if unit == "month" else 12
    return date(day.year, month, monthrange(day.year, month)[1])


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus, Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date:
    """A named day: `12-25` by date, `easter-2` from Easter, `11-3-4` the fourth Thursday (Monday is 0)."""
    if rule.startswith("easter"):
        return easter(year) + DAY * int(rule.removeprefix("easter"))
    month, day, *nth = (int(part) for part in rule.split("-"))
    if not nth:
        return date(year, month, day)
    first = date(year, month, 1)
    return first + DAY * ((day - first.weekday()) % 7 + 7 * (nth[0] - 1))
