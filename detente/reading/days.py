"""ISO 8601 dates as the first and the last day they may mean, so that dates of any precision compare."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

__all__ = ["day_range"]


@lru_cache(maxsize=65_536)
def day_range(iso: str | None) -> tuple[date | None, date | None]:
    """First and last day of a day, month, year or interval `first/last` (an open end is `..` or empty).

    A time after the day (`2022-01-10T14:00`) is passed over. Words that are no such date give (None, None):
    the record then keeps them, and they match no filter by date.
    """
    if not iso:
        return None, None
    if "/" in iso:
        first, last = iso.split("/", 1)
        (start, _), (_, end) = day_range(first.strip()), day_range(last.strip())
        open_or_read = all(edge or part.strip() in ("", "..") for edge, part in ((start, first), (end, last)))
        return (start, end) if open_or_read else (None, None)
    parts = iso.split("T", 1)[0].split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None, None
    year, month, day = (*map(int, parts), 0, 0)[:3]
    try:
        if len(parts) == 3:
            return date(year, month, day), date(year, month, day)
        if len(parts) == 2:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:  # a 13th month, a 30 February, year 0
        return None, None
