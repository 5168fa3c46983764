"""Deeds of one kind between the same sides that reports tell otherwise: as done and as not done, or on other days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.linking.how_sure import how_sure
from detente.linking.lines_apart import Apart, about_entry, by_value
from detente.linking.same_event import sides_of
from detente.linking.same_place import same_place
from detente.linking.shared_words import Shared, Weights, shared, weigh
from detente.linking.words import Word, words_of
from detente.model import Event, Reading, Report
from detente.reading.days import day_range

__all__ = ["deeds_apart"]

DONE, UNDONE = frozenset({"happened"}), frozenset({"denied", "negated"})

YIELDED = frozenset("AGREE CONCEDE SUPPORT COOPERATE AID RETREAT".split())
"""Types whose undoing is told as a refusal too ("refused to express regret")."""

DENIED = 0.6
"""Share of the shorter telling's words that must stand in the other for one to deny what the other tells."""

TELLING = 1.5
"""Weight of the words that they must share: two rare ones, or three that are fairly rare."""

BETWEEN, SAME_DAYS = 0.35, 2
"""The share that is enough where both tell who to whom, in reports of so many days."""

FEWEST = 3
"""Words that two tellings of a deed on two days must share."""

APART = 2
"""Days by which two reports may differ about one deed."""

COMPARED = 40
"""Deeds of one kind between the same sides that are looked at in a story."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An event with its report, its sides as states and bodies, its words and its day as an ordinal, if it has one."""

    event: Event
    report: Report
    actors: frozenset[str]
    recipients: frozenset[str]
    words: tuple[Word, ...]
    day: int | None


def deeds_apart(readings: Sequence[Reading]) -> Iterator[Apart]:
    """What one report tells as done and another as denied, refused or not done; and what two tell of two days.

    The same acts on the same, the days and places can be one, and words are shared. Nothing is made of a deed where
    one of the reports tells it both ways.
    """
    deeds = [_deed(event, reading) for reading in readings for event in reading.events if event.type != "DENY"]
    kinds: dict[tuple[str, frozenset[str]], list[Deed]] = defaultdict(list)
    for deed in deeds:
        for type_ in {deed.event.type, *(YIELDED if _is_refusal(deed) else ())}:
            kinds[type_, deed.actors].append(deed)
    weights = weigh([deed.words for deed in deeds])
    for (type_, actors), alike in kinds.items():
        if actors and len({deed.event.report for deed in alike}) > 1:
            yield from _denials(alike[:COMPARED], type_, weights)
            yield from _days(alike[:COMPARED], weights)


def _deed(event: Event, reading: Reading) -> Deed:
    counts_as = {actor.id: actor.country for actor in reading.actors if actor.country}
    first, last = day_range(event.date)
    return Deed(
        event,
        reading.report,
        sides_of(event.actor, counts_as),
        sides_of(event.recipient, counts_as),
        words_of(reading.report.text[slice(*event.span)], reading.report.language),
        first.toordinal() if first is not None and first == last else None,
    )


def _is_refusal(deed: Deed) -> bool:
    return deed.event.type == "REJECT" and deed.event.status in DONE and deed.event.mode != "meet"


def _denials(alike: Sequence[Deed], type_: str, weights: Weights) -> Iterator[Apart]:
    done = [it for it in alike if it.event.status in DONE and it.event.type == type_]
    undone = [it for it in alike if it.event.status in UNDONE or (it.event.type != type_ and _is_refusal(it))]
    both_ways = {it.event.report for it in done} & {it.event.report for it in undone}
    for not_so in undone:
        for so in done:
            if so.event.report == not_so.event.report or not _can_be_one(so, not_so):
                continue
            both = _shared(so, not_so, weights)
            enough = both.part >= DENIED and both.weight >= TELLING and both.words > 2
            refused = not_so.event.type != type_
            if refused:
                is_one = enough and not _published_apart(so, not_so)
            else:
                same = so.recipients == not_so.recipients
                told_between = bool(same and so.recipients) and not both_ways & {so.event.report, not_so.event.report}
                near = both.part >= BETWEEN and both.words > 1 and _published_apart(so, not_so) <= SAME_DAYS
                is_one = (enough and same) or (told_between and near)
            if is_one:
                undone_as = "refused" if refused else not_so.event.status
                sides = by_value([(so.event.status, so.event), (undone_as, not_so.event)])
                yield Apart(about_entry(so.event), "happened", sides, sure=_sure(so, not_so, both))
                break


def _days(alike: Sequence[Deed], weights: Weights) -> Iterator[Apart]:
    """Deeds that were done on two days by two reports of which each came after both days."""
    dated = [it for it in alike if it.day is not None and it.event.status in DONE and it.recipients]
    days: dict[str, set[int | None]] = defaultdict(set)
    for it in dated:
        days[it.event.report].add(it.day)
    for n, other in enumerate(dated):
        for one in dated[:n]:
            if one.event.report == other.event.report or one.day == other.day or one.day is None or other.day is None:
                continue
            told_both = other.day in days[one.event.report] or one.day in days[other.event.report]
            if told_both or abs(one.day - other.day) > APART or not _after_both(one, other):
                continue
            if one.recipients != other.recipients or one.event.mode != other.event.mode or _by_night(one, other):
                continue
            if same_place(one.event.place, other.event.place) is False:
                continue
            both = _shared(one, other, weights)
            if both.part >= DENIED and both.weight >= TELLING and both.words >= FEWEST:
                told = [(str(it.event.date), it.event) for it in (one, other)]
                yield Apart(about_entry(one.event), "date", by_value(told), sure=_sure(one, other, both, day=False))


def _after_both(one: Deed, other: Deed) -> bool:
    """Whether both reports are later than both days: neither tells what was still to come for the other."""
    published = [it.report.published for it in (one, other)]
    if None in published:
        return False
    ages = [day.toordinal() - (it.day or 0) for it, day in zip((one, other), published, strict=True) if day is not None]
    later = max(one.day or 0, other.day or 0)
    return all(day is not None and day.toordinal() >= later for day in published) and ages[0] != ages[1]


def _by_night(one: Deed, other: Deed) -> bool:
    """Whether one of two days is told with its night or early hours, which may be those of the next."""
    return any(it.event.date_precision in ("part of day", "minute") for it in (one, other))


def _can_be_one(one: Deed, other: Deed) -> bool:
    (first, last), (other_first, other_last) = day_range(one.event.date), day_range(other.event.date)
    if first and last and other_first and other_last and not (first <= other_last and other_first <= last):
        return False
    if one.recipients and other.recipients and not one.recipients & other.recipients:
        return False
    return same_place(one.event.place, other.event.place) is not False


def _shared(one: Deed, other: Deed, weights: Weights) -> Shared:
    return shared(one.words, other.words, weights, across=one.report.language != other.report.language)


def _published_apart(one: Deed, other: Deed) -> int:
    published = [it.report.published for it in (one, other)]
    return 0 if published[0] is None or published[1] is None else abs((published[0] - published[1]).days)


def _sure(one: Deed, other: Deed, both: Shared, *, day: bool = True) -> float:
    return how_sure(
        words=both.part,
        day=day and one.day is not None and one.day == other.day,
        place=bool(same_place(one.event.place, other.event.place)),
        who=bool(one.recipients) and one.recipients == other.recipients,
    )
