"""Entries joined in one line that cannot all be right: other days, other places, held here and called off there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from detente.linking.how_sure import how_sure
from detente.linking.same_place import same_place
from detente.model import Entry, Event, Line, Meeting, Quote, Reading
from detente.reading.days import day_range

__all__ = ["Apart", "about_entry", "by_value", "lines_apart"]

PUT_OFF = frozenset({"cancelled", "postponed"})

ALIKE = 0.5
"""Part of the shorter telling's words that entries of one line have in common at least."""


class Apart(NamedTuple):
    """What entries differ in: for each value the words that tell it; `later` reports may have learnt more. `sure` says
    how sure it is that they tell of one thing."""

    about: str
    on: str
    says: Mapping[str, tuple[Quote, ...]]
    later: bool = False
    sure: float = 0.5


def lines_apart(lines: Sequence[Line], readings: Sequence[Reading]) -> Iterator[Apart]:
    """Days, places and standing of the meetings and events of each line on which its reports differ."""
    entries: dict[str, Meeting | Event] = {it.id: it for reading in readings for it in reading.meetings}
    entries |= {it.id: it for reading in readings for it in reading.events}
    order = {reading.report.id: n for n, reading in enumerate(readings)}
    for line in lines:
        told = [entries[id_] for id_ in line.entries if id_ in entries]
        if len({entry.report for entry in told}) < 2:
            continue
        about = about_entry(told[0])
        days = _apart([(entry, *day_range(entry.date)) for entry in told])
        places = _places(told)
        who = isinstance(told[0], Meeting) or bool(told[0].actor and told[0].recipient)
        on_one_day = not days and all(entry.date for entry in told)
        at_one_place = not places and all(entry.place for entry in told)
        if days:
            yield Apart(about, "date", days, sure=how_sure(words=ALIKE, place=at_one_place, who=who))
        if places:
            yield Apart(about, "place", places, sure=how_sure(words=ALIKE, day=on_one_day, who=who))
        off = [entry for entry in told if isinstance(entry, Meeting) and entry.status in PUT_OFF]
        on = [entry for entry in told if isinstance(entry, Meeting) and entry.status not in PUT_OFF]
        on = [entry for entry in on if entry.report not in {it.report for it in off}]
        if off and on:
            later = min(order[it.report] for it in off) > min(order[it.report] for it in on)
            later = later and not any(it.status == "held" for it in on)
            sure = how_sure(words=ALIKE, day=on_one_day, place=at_one_place, who=who)
            yield Apart(about, "happened", by_value((it.status, it) for it in (*on, *off)), later, sure)


def _apart(told: Sequence[tuple[Entry, object, object]]) -> dict[str, tuple[Quote, ...]]:
    """The days told, where no report of one tells of the other."""
    days = [(entry, first) for entry, first, last in told if first is not None and first == last]
    return _sides([(str(day), entry) for entry, day in days]) if len({day for _, day in days}) > 1 else {}


def _sides(told: Sequence[tuple[str, Entry]]) -> dict[str, tuple[Quote, ...]]:
    """The values that are told by reports that tell no other; none where fewer than two are."""
    values: dict[str, set[str]] = defaultdict(set)
    for value, entry in told:
        values[entry.report].add(value)
    single = [(value, entry) for value, entry in told if len(values[entry.report]) == 1]
    return by_value(single) if len({value for value, _ in single}) > 1 else {}


def _places(told: Sequence[Meeting | Event]) -> dict[str, tuple[Quote, ...]]:
    placed = [(entry.place, entry) for entry in told if entry.place]
    names = sorted({place for place, _ in placed})
    if any(same_place(a, b) is not False for n, a in enumerate(names) for b in names[n + 1 :]):
        return {}
    return _sides(placed) if len(names) > 1 else {}


def by_value(told: Sequence[tuple[str, Entry]] | Iterator[tuple[str, Entry]]) -> dict[str, tuple[Quote, ...]]:
    """The words of entries by the value that each tells."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for value, entry in told:
        found[value].append(Quote(entry.report, entry.span))
    return {value: tuple(quotes) for value, quotes in found.items()}


def about_entry(entry: Meeting | Event) -> str:
    """What an entry is about, in a few words."""
    if isinstance(entry, Meeting):
        where = f" in {entry.place}" if entry.place else ""
        return f"{entry.form or 'meeting'} of {', '.join(entry.parties)}{where}"
    return f"{', '.join(entry.actor)} {entry.type} {', '.join(entry.recipient)}".strip()
