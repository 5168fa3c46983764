"""Entries joined in one line, or told as done here and as not done there, that cannot all be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from detente.linking.same_place import same_place
from detente.linking.shared_words import shared, weigh
from detente.linking.words import words_of
from detente.model import Entry, Event, Line, Meeting, Quote, Reading
from detente.reading.days import day_range

__all__ = ["Apart", "denials", "lines_apart"]

DONE, UNDONE = frozenset({"happened"}), frozenset({"denied", "negated"})
PUT_OFF = frozenset({"cancelled", "postponed"})

DENIED = 0.6
"""Share of the shorter telling's words that must stand in the other for one to deny what the other tells."""

TELLING = 1.5
"""Weight of the words that they must share: two rare ones, or three that are fairly rare."""

COMPARED = 40
"""Denials of one kind of act between the same sides that are looked at in a story."""


class Apart(NamedTuple):
    """What entries differ in: for each value the words that tell it; `later` reports may have learnt more."""

    about: str
    on: str
    says: Mapping[str, tuple[Quote, ...]]
    later: bool = False


def lines_apart(lines: Sequence[Line], readings: Sequence[Reading]) -> Iterator[Apart]:
    """Days, places and standing of the meetings and events of each line on which its reports differ."""
    entries: dict[str, Meeting | Event] = {it.id: it for reading in readings for it in reading.meetings}
    entries |= {it.id: it for reading in readings for it in reading.events}
    order = {reading.report.id: n for n, reading in enumerate(readings)}
    for line in lines:
        told = [entries[id_] for id_ in line.entries if id_ in entries]
        if len({entry.report for entry in told}) < 2:
            continue
        about = _about(told[0])
        days = _apart([(entry, *day_range(entry.date)) for entry in told])
        if days:
            yield Apart(about, "date", days)
        places = _places(told)
        if places:
            yield Apart(about, "place", places)
        off = [entry for entry in told if isinstance(entry, Meeting) and entry.status in PUT_OFF]
        on = [entry for entry in told if isinstance(entry, Meeting) and entry.status not in PUT_OFF]
        on = [entry for entry in on if entry.report not in {it.report for it in off}]
        if off and on:
            later = min(order[it.report] for it in off) > min(order[it.report] for it in on)
            later = later and not any(it.status == "held" for it in on)
            yield Apart(about, "happened", _by_value((it.status, it) for it in (*on, *off)), later)


def denials(readings: Sequence[Reading]) -> Iterator[Apart]:
    """Deeds that one report tells as done and another, in much the same words, as not done or denied."""
    of: dict[tuple[str, tuple[str, ...], tuple[str, ...]], tuple[list[Event], list[Event]]] = defaultdict(
        lambda: ([], [])
    )
    language = {reading.report.id: reading.report.language for reading in readings}
    text = {reading.report.id: reading.report.text for reading in readings}
    for reading in readings:
        for event in reading.events:
            if event.status in DONE | UNDONE and event.recipient and event.type != "DENY":
                of[event.type, event.actor, event.recipient][event.status in UNDONE].append(event)
    told = {
        event.id: tuple(word for word in words_of(text[event.report][slice(*event.span)], language[event.report]))
        for done, undone in of.values()
        if done and undone
        for event in (*done, *undone)
    }
    weights = weigh(list(told.values()))
    for done, undone in of.values():
        for event in undone[:COMPARED]:
            for other in done[:COMPARED]:
                if event.report == other.report or not _days_meet(event, other):
                    continue
                if same_place(event.place, other.place) is False:
                    continue
                both = shared(told[event.id], told[other.id], weights)
                if both.part >= DENIED and both.weight >= TELLING and both.words > 2:
                    yield Apart(_about(other), "happened", _by_value([(other.status, other), (event.status, event)]))
                    break


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
    return _by_value(single) if len({value for value, _ in single}) > 1 else {}


def _places(told: Sequence[Meeting | Event]) -> dict[str, tuple[Quote, ...]]:
    placed = [(entry.place, entry) for entry in told if entry.place]
    names = sorted({place for place, _ in placed})
    if any(same_place(a, b) is not False for n, a in enumerate(names) for b in names[n + 1 :]):
        return {}
    return _sides(placed) if len(names) > 1 else {}


def _by_value(told: Sequence[tuple[str, Entry]] | Iterator[tuple[str, Entry]]) -> dict[str, tuple[Quote, ...]]:
    found: dict[str, list[Quote]] = defaultdict(list)
    for value, entry in told:
        found[value].append(Quote(entry.report, entry.span))
    return {value: tuple(quotes) for value, quotes in found.items()}


def _days_meet(one: Event, other: Event) -> bool:
    (first, last), (other_first, other_last) = day_range(one.date), day_range(other.date)
    return not (first and last and other_first and other_last) or (first <= other_last and other_first <= last)


def _about(entry: Meeting | Event) -> str:
    if isinstance(entry, Meeting):
        where = f" in {entry.place}" if entry.place else ""
        return f"{entry.form or 'meeting'} of {', '.join(entry.parties)}{where}"
    return f"{', '.join(entry.actor)} {entry.type} {', '.join(entry.recipient)}".strip()
