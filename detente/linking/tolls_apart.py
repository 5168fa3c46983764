"""Tolls of one happening that reports tell differently, in whatever words: so many killed here, so many there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import log
from typing import NamedTuple

from detente.linking.counted import MANY, can_be_one
from detente.linking.how_sure import common_part, how_sure
from detente.linking.shared_words import BACKGROUND
from detente.linking.told_about import LEAD, WEEK
from detente.linking.told_attacks import Attack
from detente.linking.told_tolls import Toll
from detente.model import Report

__all__ = ["TollsApart", "days_meet", "is_told", "tolls_apart"]

NEWS = 2
"""Days between two reports that tell a toll as news, where the sentences name no day."""

AGO = 3
"""Days before a report on which a toll without a day that it tells may have been suffered."""

AT_ONE_PLACE, IN_LEADS, ELSEWHERE = 0.5, 1.0, 2.0
"""Weight of the telling words that two sentences share, 1 for one that stands alone: at one place; where both open
their reports; and in any other sentences."""

ACROSS, RARE = 1.0, 0.5
"""The same where no story says that reports are of one happening, and how rare the name of the place must be."""

FAR, TOO_FAR = 1.25, 5
"""How many times a toll that is told as the least ("at least 10") another is, from which more was known when it was
told; and how many times any toll another is, from which the two are hardly of one happening."""

OPENINGS, SAME = 8, 0.8
"""Telling words that the openings of reports of one day and the next share, or the part of the shorter's, if they tell
of one happening."""

COMPARED = 20
"""Tolls of one kind at one place, or in the openings of reports, that another is compared with."""

PARTS, NEAR = 6, 1
"""Tolls of one kind, in sentences so near each other, of which two or three may sum up to what another report tells."""


class TollsApart(NamedTuple):
    """Two tolls that cannot both be the whole, the one of the earlier report first. `more`: the higher may have been
    told when more was known, since the lower is told as the least that it could be. `sure`: how sure it is that they
    are of one happening."""

    one: Toll
    other: Toll
    more: bool
    sure: float


def tolls_apart(
    told: Mapping[str, Sequence[Toll]],
    reports: Mapping[str, Report],
    *,
    of_one_story: bool,
    attacked: Iterable[tuple[Attack, Attack]] = (),
) -> Iterator[TollsApart]:
    """Pairs of tolls of one happening with numbers that cannot be one.

    `told` are the tolls of each report by its id, in the order of the reports; `reports` holds these. Two tolls are of
    one happening where kind, victims, days and places can be one and the sentences share telling words; where the
    reports are not `of_one_story`, a place of a rare name must be common. `attacked` are tellings of one attack by two
    reports: what they tell of its victims in the same breath is of one happening. Nothing is made of a number that the
    other report tells too, or gives in parts. Each toll is compared with what is told at its place, so that the work
    grows with their number.
    """
    whole = [toll for tolls in told.values() for toll in tolls if toll.whole]
    rarity = _rarity(whole)
    hit = {(one.report, other.report): (one.nth, other.nth) for one, other in attacked}
    seen: dict[tuple[str, str], list[Toll]] = defaultdict(list)
    found: dict[tuple[Toll, Toll], tuple[float, ...]] = {}
    for toll in whole:
        keys = _keys(toll, 0.0 if of_one_story else RARE, rarity)
        for other in dict.fromkeys(it for key in keys for it in seen[key][-COMPARED:]):
            if other.report != toll.report:
                how_like = _one_happening(other, toll, reports, rarity, of_one_story=of_one_story)
                if how_like is None and _of_one_attack(other, toll, hit):
                    how_like = (other.victims == toll.victims, True, 0.0, -abs(other.nth - toll.nth))
                if how_like is not None:
                    found[other, toll] = how_like
        for key in keys:
            seen[key].append(toll)
    for one, other in _closest(found):
        more = _more_known(one, other)
        if more is None or is_told(told[one.report], other) or is_told(told[other.report], one):
            continue
        yield TollsApart(one, other, more, _sure(one, other))


def _sure(one: Toll, other: Toll) -> float:
    return how_sure(
        words=common_part(one.keys, other.keys),
        day=one.days is not None and other.days is not None,
        place=one.places.meet(other.places) is True,
        who=one.victims == other.victims != "",
    )


def _rarity(tolls: Sequence[Toll]) -> dict[str, float]:
    """How telling each word and each place is: 0 for one in every sentence, 1 for one that stands alone."""
    count = Counter(key for toll in tolls for key in toll.keys | toll.places.narrow | toll.places.cities)
    most = log(len(tolls) + BACKGROUND)
    return {key: log((len(tolls) + BACKGROUND) / found) / most for key, found in count.items()}


def _keys(toll: Toll, rare: float, rarity: Mapping[str, float]) -> list[tuple[str, str]]:
    """What a toll is looked up by: its kind with each place that is so rare, and of one story with the openings."""
    keys = [(toll.kind, it) for it in sorted(toll.places.narrow | toll.places.cities) if rarity[it] >= rare]
    return keys if rare or toll.nth > LEAD else [*keys, (toll.kind, "")]


def _closest(found: Mapping[tuple[Toll, Toll], tuple[float, ...]]) -> Iterator[tuple[Toll, Toll]]:
    """Pairs of which each is, in its report, the closest to the other."""
    best: dict[tuple[Toll, str], tuple[float, ...]] = {}
    for (one, other), how_like in found.items():
        for key in ((one, other.report), (other, one.report)):
            best[key] = max(best.get(key, how_like), how_like)
    for (one, other), how_like in found.items():
        if best[one, other.report] == how_like == best[other, one.report]:
            yield one, other


def _one_happening(
    one: Toll, other: Toll, reports: Mapping[str, Report], rarity: Mapping[str, float], *, of_one_story: bool
) -> tuple[float, ...] | None:
    """How alike two tolls are that may be of one happening; None for tolls of two."""
    if one.kind != other.kind or not days_meet(one, other, reports):
        return None
    if one.victims != other.victims and one.victims and other.victims:
        return None
    place = one.places.meet(other.places)
    if place is False:
        return None
    common = one.keys & other.keys
    shared = sum(rarity[key] for key in common)
    leads = max(one.nth, other.nth) <= LEAD
    if not of_one_story:
        rarest = max((rarity[it] for it in one.places.common(other.places)), default=0.0)
        enough = place is True and shared >= ACROSS and rarest >= RARE
    else:
        enough = shared >= (AT_ONE_PLACE if place else IN_LEADS if leads else ELSEWHERE)
    if not enough:
        return None
    return (one.victims == other.victims, bool(place), shared, -abs(one.nth - other.nth))


def _of_one_attack(one: Toll, other: Toll, hit: Mapping[tuple[str, str], tuple[int, int]]) -> bool:
    """Whether two tolls are told with one attack, in no place or on no day that cannot be one."""
    at = hit.get((one.report, other.report))
    if at is None or one.kind != other.kind or one.places.meet(other.places) is False:
        return False
    if one.victims != other.victims and one.victims and other.victims:
        return False
    if one.days and other.days and (one.days[1] < other.days[0] or other.days[1] < one.days[0]):
        return False
    return all(toll.nth <= LEAD or 0 <= toll.nth - nth <= 1 for toll, nth in zip((one, other), at, strict=True))


def days_meet(one: Toll, other: Toll, reports: Mapping[str, Report], *, alike: bool = False) -> bool:
    """Whether two tolls can be of one day; `alike`: told in the same words.

    News of two days are of one happening where a sentence looks back on an earlier day, or where both open reports
    of one day and the next that share much. Where a day of publication is not known, the sentences name one day, or
    share much and are told alike: a war has such a toll every week.
    """
    if any(it.days and it.days[1] - it.days[0] > WEEK for it in (one, other)):
        return False  # "in July": of which of its days?
    if one.days and other.days and (one.days[1] < other.days[0] or other.days[1] < one.days[0]):
        return False
    published, other_published = (reports[it.report].published for it in (one, other))
    shared, fewer = len(one.keys & other.keys), min(len(one.keys), len(other.keys))
    much = shared >= OPENINGS or shared > SAME * fewer
    if published is None or other_published is None:
        return bool(one.days and other.days) or (alike and much)
    first, second = published.toordinal(), other_published.toordinal()
    looks_back = any(it.days is not None and it.days[1] < day for it, day in ((one, first), (other, second)))
    if one.days and other.days and looks_back:
        return True
    for toll, day in ((one, second), (other, first)):
        if toll.days and not day - AGO <= toll.days[1] <= day + 1:
            return False
    openings = max(one.nth, other.nth) <= LEAD and much
    return abs(first - second) <= (NEWS if looks_back else 1 if openings else 0)


def _more_known(one: Toll, other: Toll) -> bool | None:
    """Whether the higher of two numbers may be what was known later, and None where the two agree."""
    low, high = sorted((one, other), key=lambda it: it.count.exact)
    times = high.count.exact / max(1.0, low.count.exact)
    if times > TOO_FAR:
        return None
    if one.victims != other.victims:  # some of the people cannot be more than all of them
        some, whole = (one, other) if one.victims else (other, one)
        return None if some.count.low <= whole.count.high or some is low else False
    if not can_be_one(one.count, other.count):
        return False
    return True if low.count.high >= MANY and times >= FAR else None


def is_told(tolls: Iterable[Toll], number: Toll) -> bool:
    """Whether a report tells a number of that kind too, of what may be that place, or gives it in parts."""
    told = [it for it in tolls if it.kind == number.kind and it.places.meet(number.places) is not False]
    if any(abs(it.count.exact - number.count.exact) < 1 for it in told):
        return True
    for n, first in enumerate(told):
        near = {it.count.exact for it in told[n + 1 : n + PARTS] if it.nth - first.nth <= NEAR}
        parts = near - {first.count.exact}
        sums = (first.count.exact + sum(some) for length in (1, 2) for some in combinations(parts, length))
        if any(abs(total - number.count.exact) < 1 for total in sums):
            return True
    return False
