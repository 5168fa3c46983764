"""One meeting told in many sentences and reports is one, also where they differ about its day or place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from detente.linking.told_meeting import Group, Told, could_be_one, places_agree, tell
from detente.model import Meeting, Report

__all__ = ["join_meetings"]

APART = 2
"""Days by which reports may differ about one meeting: over a night, a time zone, or the day it opens on."""

MONTH = 30
"""Days within which a meeting put off is looked for again."""

SOON = 3
"""Days between two reports of one thing, where no story says so."""

BACK, AHEAD = 14, 60
"""Days before and after a report in which a meeting lies that it tells without a day."""

LOOKED_AT = 40
"""Meetings without a day, of the same sides, told last: among these another telling is looked for."""

MOST_SIDES = 6
"""Sides of a large meeting by whose pairs it is looked up."""


def join_meetings(
    meetings: Sequence[Meeting], reports: Mapping[str, Report], *, stories: Mapping[str, str] | None = None
) -> list[tuple[Meeting, ...]]:
    """The meetings that tell of one, together; each meeting is in one group, first told first.

    `reports` holds the reports by id (their days and sources give the order), `stories` the story of a report
    where it is known. Groups come in the order of their first meeting. What decides, in this order:

    1. Same sides, same day, same way of meeting (in person, on a line, before the press), nobody of another rank.
       Reports that put it in two places stay together where no report tells of both.
    2. The same within two days, at the same place or in the same story, where no report tells of both and
       they are not reports of one day after the other.
    3. A telling with more sides than another, on the same day at the same place.
    4. A telling without a day joins the nearest meeting of the same sides that fits its place and status.
    5. A meeting put off is the next one planned for later.

    The work grows with the number of meetings: groups are looked up by sides and day.
    """
    told = sorted((tell(meeting, reports.get(meeting.report)) for meeting in meetings), key=lambda t: t.order)
    near = _Nearness(stories or {})
    groups = _by_day(told)
    groups = _merged(groups, near)
    groups = _with_more_sides(groups)
    groups = _with_undated(groups, [t for t in told if t.day is None], near)
    groups = _put_off(groups)
    done = [sorted(group.told, key=lambda t: t.order) for group in groups]
    return [tuple(t.meeting for t in group) for group in sorted(done, key=lambda group: group[0].order)]


class _Nearness:
    """Whether two groups are told in one story, or nearly at one time where stories are not known."""

    def __init__(self, stories: Mapping[str, str]) -> None:
        self.stories = stories

    def __call__(self, group: Group, other: Group) -> bool:
        ours, theirs = ({self.stories[r] for r in g.reports if r in self.stories} for g in (group, other))
        if ours and theirs:
            return bool(ours & theirs)
        days, others = ({t.published for t in g.told if t.published is not None} for g in (group, other))
        return bool(days and others) and min(days) <= max(others) + SOON and min(others) <= max(days) + SOON


def _by_day(told: Iterable[Told]) -> list[Group]:
    """Tellings of one day by the same sides, at the same place or at none; the placed ones first."""
    found: dict[tuple[frozenset[str], int | None, str], list[Group]] = defaultdict(list)
    for one in sorted((t for t in told if t.day is not None), key=lambda t: (t.meeting.place is None, t.order)):
        single = Group()
        single.add(one)
        there = found[one.sides, one.day, one.family]
        fitting = [g for g in there if could_be_one(g, single) and places_agree(g, single) is not False]
        if fitting:
            min(fitting, key=lambda g: one.meeting.report not in g.reports).add(one)
        else:
            there.append(single)
    return [group for groups in found.values() for group in groups]


def _merged(groups: list[Group], near: _Nearness) -> list[Group]:
    """Groups of the same sides whose reports differ about the day or the place of what is plainly one."""
    at: dict[tuple[frozenset[str], int], list[Group]] = defaultdict(list)
    for group in groups:
        at[group.sides, min(group.days)].append(group)
    for apart in range(APART + 1):
        for (sides, day), here in list(at.items()):
            for group in here:
                for other in at.get((sides, day + apart), ()):
                    if group is not other and group.told and other.told and _one_disputed(group, other, near):
                        group.absorb(other)
    return [group for group in groups if group.told]


def _one_disputed(group: Group, other: Group, near: _Nearness) -> bool:
    if group.reports & other.reports or not could_be_one(group, other):
        return False
    days = group.days | other.days
    if max(days) - min(days) > APART or (group.days != other.days and _day_after_day(group, other)):
        return False
    place = places_agree(group, other)
    if group.days == other.days:
        return near(group, other)
    return place is True or (place is None and near(group, other))


def _day_after_day(group: Group, other: Group) -> bool:
    """Whether both are told as held, each by reports as fresh as the other's: news of one day and the next."""
    ages, others = (
        {t.published - t.day for t in g.told if t.meeting.status == "held" and t.published and t.day}
        for g in (group, other)
    )
    return bool(ages & others)


def _with_more_sides(groups: list[Group]) -> list[Group]:
    """Joins a group to one of more sides on the same day at the same place."""
    at: dict[tuple[tuple[str, ...], int], list[Group]] = defaultdict(list)
    for group in sorted(groups, key=lambda g: -len(g.sides)):
        keys = [(pair, day) for pair in _pairs(group.sides) for day in sorted(group.days)]
        wider = next(
            (
                g for key in keys[:1] for g in at[key]
                if group.sides < g.sides and g.told and could_be_one(g, group) and places_agree(g, group)
            ),
            None,
        )  # fmt: skip
        if wider is not None and len(group.sides) > 1:
            wider.absorb(group)
            continue
        for key in keys:
            at[key].append(group)
    return [group for group in groups if group.told]


def _pairs(sides: frozenset[str]) -> list[tuple[str, ...]]:
    return list(combinations(sorted(sides)[:MOST_SIDES], 2))


def _with_undated(groups: list[Group], undated: Iterable[Told], near: _Nearness) -> list[Group]:
    """Tellings without a day, each to the nearest group that fits it; what fits none stands by itself."""
    by_sides: dict[frozenset[str], list[tuple[int, int, Group]]] = defaultdict(list)
    for n, group in enumerate(groups):
        by_sides[group.sides].append((min(group.days), n, group))
    for listed in by_sides.values():
        listed.sort(key=lambda entry: entry[:2])
    loose: dict[frozenset[str], list[Group]] = defaultdict(list)
    for one in undated:
        single = Group()
        single.add(one)
        low, high = _window(one)
        listed = by_sides.get(one.sides, [])
        first = bisect_left(listed, low, key=lambda entry: entry[0])
        last = bisect_right(listed, high, key=lambda entry: entry[0])
        about = one.published if one.published is not None else low
        fitting = [
            (one.meeting.report not in g.reports, abs(day - about), n, g)
            for day, n, g in listed[first:last]
            if could_be_one(g, single) and places_agree(g, single) is not False
        ]
        if fitting:
            min(fitting, key=lambda entry: entry[:3])[3].add(one)
            continue
        others = loose[one.sides]
        twin = next((g for g in reversed(others[-LOOKED_AT:]) if _one_undated(g, single, near)), None)
        if twin is None:
            others.append(single)
        else:
            twin.add(one)
    return [*groups, *(group for listed in loose.values() for group in listed)]


def _window(told: Told) -> tuple[int, int]:
    """The days that a telling without a day can mean."""
    if told.first is not None or told.last is not None:
        return told.first or 0, told.last or (told.first or 0) + AHEAD
    if told.published is None:
        return 1, 0
    if told.meeting.status == "held":
        return told.published - BACK, told.published
    return told.published - (SOON if told.meeting.status != "planned" else 0), told.published + AHEAD


def _one_undated(group: Group, single: Group, near: _Nearness) -> bool:
    one = single.told[0]
    if not could_be_one(group, single) or not near(group, single):
        return False
    ranges = [(t.first, t.last) for t in group.told if t.first and t.last]
    if one.first and one.last and any(one.last < first or last < one.first for first, last in ranges):
        return False
    place = places_agree(group, single)
    return place is True or (place is None and one.meeting.status in {t.meeting.status for t in group.told})


def _put_off(groups: list[Group]) -> list[Group]:
    """Joins a meeting put off to the next one of the same sides that was announced since."""
    waiting: dict[frozenset[str], list[Group]] = defaultdict(list)
    for group in groups:
        if group.days:
            waiting[group.sides].append(group)
    for listed in waiting.values():
        listed.sort(key=lambda group: min(group.days))
        for n, group in enumerate(listed):
            said = min((t.published or 0 for t in group.told if t.meeting.status == "postponed"), default=None)
            if said is None or not group.told:
                continue
            for later in listed[n + 1 :]:
                if min(later.days) > max(group.days) + MONTH:
                    break
                announced = min(t.published or 0 for t in later.told) if later.told else -1
                if announced >= said and could_be_one(group, later) and places_agree(group, later) is not False:
                    group.absorb(later)
                    break
    return [group for group in groups if group.told]
