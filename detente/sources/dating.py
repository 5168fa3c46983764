"""The day a report was published, from the many forms that metadata writes it in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

__all__ = ["in_the_future", "parse_day"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv", "february feb février fevrier févr fevr fév", "march mar mars",
            "april apr avril avr", "may mai", "june jun juin", "july jul juillet juil",
            "august aug août aout", "september sep sept septembre", "october oct octobre",
            "november nov novembre", "december dec décembre decembre déc",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{2,6}(?:\.\d+)?Z?)?$")
EPOCH = re.compile(r"-?\d{9,10}(?:\d{3})?(?:\.\d+)?$")
DAY_MONTH_YEAR = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er)?[-\s/]+([^\W\d_]{3,9})\.?,?[-\s/]+(\d{4})\b", re.IGNORECASE)
MONTH_DAY_YEAR = re.compile(r"\b([^\W\d_]{3,9})\.?[-\s/]+(\d{1,2})(?:st|nd|rd|th)?,?[-\s/]+(\d{4})\b", re.IGNORECASE)
NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
LONGEST = 80  # characters of the longest date that anybody writes
TOO_LARGE_FOR_SECONDS = 10**11  # seconds reach the year 5138; whatever is larger counts milliseconds


def parse_day(value: object) -> date | None:
    """The calendar day that `value` names, as its writer saw it: not shifted to another time zone; or None.

    Takes a date, a datetime, seconds or milliseconds since 1970 (UTC), or text: ISO 8601, RFC 822,
    `05-Jan-2022`, `26-FEB-1987 15:01:01.79`, `2022/01/09`, `20220109`, `January 9, 2022`, `9 janvier 2022`.
    Numbers in an order that cannot be known (`09/01/2022`) are refused, and so are months without a day:
    a wrong day would put every "Tuesday" of the report on a wrong day too.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_number(float(value)) if abs(value) >= 10**8 else _of_text(str(value))
    return _of_text(value.strip()) if isinstance(value, str) and len(value) <= LONGEST else None


def in_the_future(day: date) -> bool:
    """Whether `day` has not come anywhere on earth; clocks run up to fourteen hours before UTC."""
    return day > (datetime.now(UTC) + timedelta(hours=14)).date()


def _of_text(text: str) -> date | None:
    if found := YEAR_FIRST.match(text):
        return _day(found[1], found[3], found[4])
    if (found := COMPACT.match(text)) and (day := _day(*found.groups())):
        return day
    if EPOCH.match(text):
        return _of_number(float(text))
    if found := DAY_MONTH_YEAR.search(text):
        return _day(found[3], MONTHS.get(found[2].lower(), 0), found[1])
    if found := MONTH_DAY_YEAR.search(text):
        return _day(found[3], MONTHS.get(found[1].lower(), 0), found[2])
    if found := NUMBERS.match(text):
        first, second = int(found[1]), int(found[3])
        if first > 12 or first == second or found[2] == ".":  # dots: day first everywhere
            return _day(found[4], second, first)
        return _day(found[4], first, second) if second > 12 else None
    return None


def _of_number(number: float) -> date | None:
    seconds = number / 1000 if abs(number) >= TOO_LARGE_FOR_SECONDS else number
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
