"""Tellings of meetings laid out to be compared: sides, days, places, people, and when it was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.linking.same_place import same_place
from detente.model import Meeting, Report
from detente.reading.days import day_range

__all__ = ["Group", "Told", "could_be_one", "places_agree", "tell"]

LINES = frozenset({"call", "video call"})
"""Forms in which nobody travels."""


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting as one sentence tells it. Days are ordinals; `day` where it is told to the day."""

    meeting: Meeting
    sides: frozenset[str]
    people: Mapping[str, frozenset[str]]
    family: str  # press, line, face: what cannot be one meeting
    first: int | None
    last: int | None
    published: int | None
    order: tuple[object, ...]

    @property
    def day(self) -> int | None:
        """The day, where the words name one."""
        return self.first if self.first == self.last else None


@dataclass(slots=True)
class Group:
    """Tellings of one meeting, with what all of them say together."""

    told: list[Told] = field(default_factory=list)
    sides: frozenset[str] = frozenset()
    family: str = ""
    days: set[int] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    levels: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    people: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, told: Told) -> None:
        """Takes a telling in."""
        meeting = told.meeting
        self.told.append(told)
        self.sides |= told.sides
        self.family = told.family
        self.reports.add(meeting.report)
        self.days |= {told.day} if told.day is not None else set()
        self.places |= {meeting.place} if meeting.place else set()
        self.levels |= {meeting.level} if meeting.level else set()
        for side, people in told.people.items():
            self.people[side] = self.people.get(side, frozenset()) | people

    def absorb(self, other: Group) -> None:
        """Takes in all that another group holds."""
        for told in other.told:
            self.add(told)
        other.told.clear()


def tell(meeting: Meeting, report: Report | None) -> Told:
    """A meeting laid out; the report gives the day and the order in which it was told."""
    people: dict[str, set[str]] = defaultdict(set)
    for party in meeting.parties:
        people[party.split("/")[0]] |= {party} if "/" in party else set()
    first, last = day_range(meeting.date)
    published = report.published.toordinal() if report and report.published else None
    form = meeting.form
    return Told(
        meeting,
        frozenset(people),
        {side: frozenset(names) for side, names in people.items() if names},
        "press" if form == "press conference" else "line" if form in LINES else "face",
        first.toordinal() if first else None,
        last.toordinal() if last else None,
        published,
        (published or 0, report.source if report else "", meeting.span, meeting.id),
    )


def could_be_one(group: Group, other: Group) -> bool:
    """Whether two groups differ in nothing but the day or the place: same way to meet, level and people."""
    if group.family != other.family:
        return False
    if group.levels and other.levels and not group.levels & other.levels:
        return False
    shared = group.people.keys() & other.people.keys()
    return all(group.people[side] & other.people[side] for side in shared)


def places_agree(group: Group, other: Group) -> bool | None:
    """Whether the places told are the same; None where one group tells none."""
    answers = {same_place(a, b) for a in group.places for b in other.places}
    return None if not answers else True in answers
