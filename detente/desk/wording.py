"""How the record's terms read to a person: days, actors, what an event or a statement does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from detente.codebook.plover import weight
from detente.errors import CodebookError

__all__ = ["alone", "clean", "day", "name_of", "period", "plain_day", "shorten", "tone", "verb"]

_TRICKS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters and those that turn the direction of text: shown as the replacement character."""

_MONTHS = "Jan Feb March April May June July Aug Sept Oct Nov Dec".split()

_VERBS = {
    "AGREE": "agrees with", "CONSULT": "talks with", "SUPPORT": "supports", "CONCEDE": "gives way to",
    "COOPERATE": "works with", "AID": "helps", "RETREAT": "pulls back from", "REQUEST": "demands of",
    "ACCUSE": "accuses", "REJECT": "refuses", "DENY": "denies to", "THREATEN": "threatens",
    "PROTEST": "protests against", "SANCTION": "punishes", "MOBILIZE": "moves forces against",
    "COERCE": "coerces", "ASSAULT": "attacks",
}  # fmt: skip


def clean(text: str) -> str:
    """Text of a report, safe to look at: what is invisible or turns the direction becomes U+FFFD, one for one."""
    return _TRICKS.sub("\ufffd", text)


def verb(type: str, mode: str | None = None) -> str:
    """What an event of a type does to its recipient, as a verb."""
    if type == "AGREE" and mode in ("offer", "promise"):
        return f"{mode}s to"
    return _VERBS.get(type, type.lower())


def alone(does: str) -> str:
    """A verb without the preposition that wants somebody after it: demands, for "demands of"."""
    first, _, last = does.rpartition(" ")
    return first if last in ("of", "with", "to", "from", "against") else does


def tone(type: str | None, mode: str | None = None) -> str:
    """`cooperation`, `conflict` or `neutral`: which of the three colours an event has."""
    if type is None:
        return "neutral"
    try:
        return "cooperation" if weight(type, mode).cooperative else "conflict"
    except CodebookError:
        return "neutral"


def plain_day(when: date | datetime | None) -> str:
    """A day as a newspaper writes it: 9 Jan 2022."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}" if when else ""


def period(first: date | None, last: date | None) -> str:
    """Two days as a stretch: 16 to 29 Oct 1962; whole months and years by name: Oct 1962, 1962, 1960 to 1969."""
    if not first or not last or first == last:
        return plain_day(first or last)
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {plain_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {plain_day(last)}"
    return f"{plain_day(first)} to {plain_day(last)}"


def day(row: Mapping[str, Any]) -> str:
    """The day of an entry as told; in brackets that of its report where it tells none."""
    first, last = row.get("day_from"), row.get("day_to")
    if first or last:
        return period(first, last)
    published = row.get("published")
    return f"({plain_day(published)})" if published else "no day"


def name_of(id: str | None, names: Mapping[str, str]) -> str:
    """The name of an actor; what the codebook does not know stands for itself, made readable."""
    if not id:
        return "somebody"
    if id in names:
        return names[id]
    return id.rsplit("/", 1)[-1].replace("-", " ").title() if "/" in id else id


def shorten(words: str | None, most: int = 220) -> str:
    """The words on one line, cut at a space with an ellipsis where they are longer than `most` characters."""
    line = " ".join((words or "").split())
    if len(line) <= most:
        return line
    cut = line.rfind(" ", most // 2, most - 1)
    return line[: cut if cut > 0 else most - 1].rstrip(" ,;:") + "…"


def listed(parts: Iterable[str]) -> str:
    """Words in a row: a, b and c."""
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} and {last}" if first else last
