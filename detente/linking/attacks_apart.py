"""One attack that reports tell differently, in whatever words: with what it was made, by whom, on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import product

from detente.codebook.attacks import load_attacks
from detente.codebook.gazetteer import load_gazetteer
from detente.linking.how_sure import common_part, how_sure
from detente.linking.told_about import LEAD, WEEK
from detente.linking.told_apart import ToldApart, Words
from detente.linking.told_attacks import Attack
from detente.linking.words import LANGUAGES
from detente.model import Report, Span

__all__ = ["attacks_apart", "same_attacks"]

NEWS = 3
"""Days between two reports that tell of one attack, where one of them does not say when it was."""

APART = 2
"""Days by which two reports may differ about one attack."""

COMPARED = 12
"""Attacks on things of one class, told last, that another is compared with."""

SAME = 5
"""Telling words that the sentences or the openings of two reports share, where no place says that it is one attack."""


def same_attacks(
    told: Mapping[str, Mapping[str, Attack]], reports: Mapping[str, Report]
) -> Iterator[tuple[Attack, Attack]]:
    """Pairs of tellings of one attack by two reports of a story, the one told first before the other.

    `told` are the `attacks_of` each report by its id, in the order of telling. Two tell of one attack where the class
    of what was hit is the same, the place too, and the days can be. The work grows with the number of reports.
    """
    seen: dict[str, list[Attack]] = defaultdict(list)
    for attacks in told.values():
        for target, attack in attacks.items():
            for other in seen[target][-COMPARED:]:
                if _is_one(other, attack, reports):
                    yield other, attack
            if not attack.several:
                seen[target].append(attack)


def _is_one(one: Attack, other: Attack, reports: Mapping[str, Report]) -> bool:
    if other.several:
        return False
    places = [a.meet(b) for a, b in product(one.places, other.places)]
    if not _days_meet(one, other, reports):
        return True in places and _days_disputed(one, other, reports)
    if False in places or not places:
        return False
    if True in places:
        return True
    leads = max(one.nth, other.nth) <= LEAD and len(one.opening & other.opening) >= SAME
    return leads or len(one.keys & other.keys) >= SAME


def _days_meet(one: Attack, other: Attack, reports: Mapping[str, Report]) -> bool:
    if one.days and other.days:
        return any(a[0] <= b[1] and b[0] <= a[1] for a, b in product(one.days, other.days))
    published, other_published = reports[one.report].published, reports[other.report].published
    if published is None or other_published is None:
        return False  # a school is hit there in many a month
    return abs((published - other_published).days) <= NEWS


def _days_disputed(one: Attack, other: Attack, reports: Mapping[str, Report]) -> bool:
    """Whether each report tells one day for it, the two lie close by, and both reports came after both."""
    days = [next(iter(it.days)) if len(it.days) == 1 else (0, WEEK) for it in (one, other)]
    published = [reports[it.report].published for it in (one, other)]
    if any(first != last for first, last in days) or published[0] is None or published[1] is None:
        return False
    (day, _), (other_day, _) = days
    ages = published[0].toordinal() - day, published[1].toordinal() - other_day
    came_after = min(it.toordinal() for it in published if it is not None) >= max(day, other_day)
    return abs(day - other_day) <= APART and came_after and ages[0] != ages[1]


def attacks_apart(one: Attack, other: Attack, reports: Mapping[str, Report]) -> Iterator[ToldApart]:
    """What two reports say differently of one attack: with what it was made, and by whom.

    Nothing is made of what the other report tells as well, denied or doubted.
    """
    languages = [reports[it.report].language or LANGUAGES[0] for it in (one, other)]
    apart = load_attacks(languages[0]).apart
    disputed = bool(one.days and other.days) and not _days_meet(one, other, reports)
    sure = how_sure(
        words=common_part(one.opening, other.opening),
        day=bool(one.days) and bool(other.days) and not disputed,
        place=any(a.meet(b) for a, b in product(one.places, other.places)),
        who=True,
    )
    if disputed:
        first, second = (
            Words(it.report, it.first, date.fromordinal(day).isoformat(), span)
            for it in (one, other) for (day, _), span in it.days.items()
        )  # fmt: skip
        yield ToldApart("date", first, second, sure=sure)
    if _all_apart(one.means, other.means, one, other, apart):
        yield ToldApart("means", *_words(one, other, one.means, other.means, reports), sure=sure)
    if _all_apart(one.doers, other.doers, one, other, apart):
        yield ToldApart("actor", *_words(one, other, one.doers, other.doers, reports), sure=sure)


def _all_apart(
    mine: Mapping[str, Span], theirs: Mapping[str, Span], one: Attack, other: Attack, apart: Collection[tuple[str, str]]
) -> bool:
    """Whether nothing that the one tells can be what the other does, or is mentioned there too."""
    if not mine or not theirs or not other.said.isdisjoint(mine) or not one.said.isdisjoint(theirs):
        return False
    return all((a, b) in apart or _are_two(a, b) for a, b in product(mine, theirs))


def _are_two(one: str, other: str) -> bool:
    """Whether two who act are two: states and bodies of which neither is a member of the other."""
    known = [load_gazetteer().actor(it) for it in (one, other)]
    if one == other or None in known:
        return "insurgents" in (one, other) and any(it is not None and it.type == "state" for it in known)
    types = {it.type for it in known if it is not None}
    return types in ({"state"}, {"state", "group"}, {"bloc", "group"})  # a group may be part of another


def _words(
    one: Attack, other: Attack, mine: Mapping[str, Span], theirs: Mapping[str, Span], reports: Mapping[str, Report]
) -> tuple[Words, Words]:
    first, second = next(iter(mine.items())), next(iter(theirs.items()))
    return tuple(  # type: ignore[return-value]
        Words(it.report, it.first, reports[it.report].text[slice(*span)], span)
        for it, (_, span) in ((one, first), (other, second))
    )
