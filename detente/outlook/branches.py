"""Gathers the conditions of a record into acts, and branches from one act to the next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from detente.model import Clause, content_id
from detente.outlook.acts import Meaning
from detente.outlook.doubts import MOST, Refusals, as_doubts, contrary
from detente.outlook.fading import A_YEAR, weight_on
from detente.outlook.grouping import gathered
from detente.outlook.leading import DEESCALATION
from detente.outlook.nouns import Act, Branch, Doubt, Telling
from detente.outlook.said import NOT_DONE, Refusal, Said

__all__ = ["Gathered", "gather"]

REPORTER = "the reporter"


class Key(NamedTuple):
    """An act: the number of its group, and whether it is not done. The two of a group are contraries."""

    group: int
    negated: bool


class _Same(NamedTuple):
    """What the conditions of one branch have in common."""

    antecedent: Key
    consequent: Key
    sense: str
    holder: str | None
    counterfactual: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """Acts by id with what each means, branches by id, and by id of its act the act's contrary."""

    acts: dict[str, Act]
    means: dict[str, Meaning]
    branches: dict[str, Branch]
    contrary: dict[str, str]


def gather(said: Sequence[Said], refused: Sequence[Refusal], *, as_of: date | None) -> Gathered:
    """Acts and branches of the conditions; `as_of` is the day from which age is counted.

    One branch is what one side says in one sense of the same two acts, however often. What a reporter tells in his
    own voice is counted with the one side that says the same, where there is just one.
    """
    means = [meaning for one in said for meaning in (one.if_means, one.then_means)]
    clauses = [clause for one in said for clause in (one.antecedent, one.consequent)]
    groups = _grouped(said, [replace(one, negated=False, unless=False, leads=None, type=None) for one in means])
    keys = [Key(group, meaning.negated) for group, meaning in zip(groups, means, strict=True)]
    acts, leads = _acts(keys, means, clauses)
    same: dict[_Same, list[Said]] = defaultdict(list)
    for n, one in enumerate(said):
        same[_Same(keys[2 * n], keys[2 * n + 1], one.sense, one.side, one.counterfactual)].append(one)
    _lend_holders(same)
    refusals = Refusals(refused)
    first = min((one.day for one in said if one.day), default=None)
    told = {key: _tellings(ones, first=first, as_of=as_of) for key, ones in same.items()}
    by_acts: dict[tuple[Key, Key], list[_Same]] = defaultdict(list)
    for key in same:
        if not key.counterfactual:
            by_acts[key.antecedent, key.consequent].append(key)
    branches = {}
    for key, tellings in told.items():
        against = by_acts[key.antecedent, key.consequent._replace(negated=not key.consequent.negated)]
        against = [] if key.counterfactual else against
        branch = _branch(key, tellings, {other: told[other] for other in against}, refusals, acts, leads)
        branches[branch.id] = branch
    both = {key: act.id for key, act in acts.items()}
    contraries = {
        act: both[other] for key, act in both.items() if (other := key._replace(negated=not key.negated)) in both
    }
    return Gathered(
        {act.id: act for act in acts.values()}, {acts[key].id: leads[key] for key in acts}, branches, contraries
    )


def _grouped(said: Sequence[Said], meanings: Sequence[Meaning]) -> list[int]:
    """The group of each meaning, two a condition. Each age is gathered for itself: where for more than a year nothing
    was said, what comes after is another quarrel, and "an attack" another attack. What has no day is of the last."""
    ages: dict[date, int] = {}
    age, before = 0, None
    for day in sorted({one.day for one in said if one.day}):
        age += before is not None and day - before > A_YEAR
        ages[day], before = age, day
    places: dict[int, list[int]] = defaultdict(list)
    for n, one in enumerate(said):
        places[ages[one.day] if one.day else age] += [2 * n, 2 * n + 1]
    groups = [0] * len(meanings)
    first = 0
    for of_age in places.values():
        found = gathered([meanings[n] for n in of_age])
        for n, group in zip(of_age, found, strict=True):
            groups[n] = first + group
        first += max(found, default=-1) + 1
    return groups


def _lend_holders(same: dict[_Same, list[Said]]) -> None:
    held: dict[_Same, list[_Same]] = defaultdict(list)
    for key in same:
        if key.holder is not None:
            held[key._replace(holder=None)].append(key)
    for key, of_sides in held.items():
        if key in same and len(of_sides) == 1:
            same[of_sides[0]] += same.pop(key)


def _acts(
    keys: Sequence[Key], means: Sequence[Meaning], clauses: Sequence[Clause]
) -> tuple[dict[Key, Act], dict[Key, Meaning]]:
    """Each act in its fullest, most told and shortest wording, and what that means."""
    places: dict[Key, list[int]] = defaultdict(list)
    for n, key in enumerate(keys):
        places[key].append(n)
    acts, leads = {}, {}
    taken: set[str] = set()
    for key, of_act in places.items():
        told = Counter(clauses[n].does for n in of_act)
        best = min(
            of_act,
            key=lambda n: (-means[n].fullness, -told[clauses[n].does], len(clauses[n].does), clauses[n].does),
        )
        ways = Counter(means[n].leads for n in of_act if means[n].leads)
        does = clauses[best].does
        who, to = (tuple(sorted(sides)) for sides in (means[best].sides, means[best].recipients))
        id_ = content_id("act", key.negated, who, to, does, sorted(told))
        while id_ in taken:  # the same words in another age
            id_ = content_id("act", id_)
        taken.add(id_)
        acts[key] = Act(
            id_, who, does, means[best].type, to, key.negated,
            means[best].unless, ways.most_common(1)[0][0] if ways else None, tuple(sorted(set(told) - {does})),
        )  # fmt: skip
        leads[key] = means[best]
    return acts, leads


def _tellings(ones: Sequence[Said], *, first: date | None, as_of: date | None) -> list[Telling]:
    """Latest first, none overtaken yet."""
    found = [
        Telling(
            one.id, one.report, one.span, one.words, one.holder, one.day, one.outlet, one.origin, one.strength,
            weight_on(one.day, as_of=as_of, first=first), None,
        )
        for one in ones
    ]  # fmt: skip
    return sorted(found, key=lambda telling: telling.day or date.min, reverse=True)


def _branch(
    key: _Same, tellings: list[Telling], against: dict[_Same, list[Telling]], refusals: Refusals,
    acts: dict[Key, Act], leads: dict[Key, Meaning],
) -> Branch:  # fmt: skip
    antecedent, consequent = acts[key.antecedent], acts[key.consequent]
    of_then = refusals.of(leads[key.consequent], frozenset((*consequent.who, *filter(None, [key.holder]))))
    of_if = refusals.of(leads[key.antecedent], frozenset(antecedent.who))
    back = next((r for r in of_then if r.who == key.holder and r.how == "refuses" and r.day), None)
    taken_back = [(back.day, back.entry)] if back else []
    for other, ones in against.items():
        if other.holder == key.holder:
            taken_back += [(one.day, one.condition) for one in ones if one.day]
    latest = max(taken_back, default=None)
    tellings = [_overtaken(telling, latest) for telling in tellings]
    standing = [telling for telling in tellings if telling.weight]
    days = [telling.day for telling in tellings if telling.day]
    last = max(days, default=None)
    doubts: list[Doubt] = [contrary(ones, other.holder or REPORTER, last) for other, ones in against.items()]
    doubts += as_doubts(of_then, "then", tellings, last) + as_doubts(of_if, "if", tellings, last)
    doubts.sort(key=lambda doubt: (doubt.earlier, -(doubt.day or date.min).toordinal(), doubt.entry))
    return Branch(
        content_id("branch", *key, *sorted(telling.condition for telling in tellings)), antecedent.id, consequent.id,
        key.sense, key.holder, tuple(dict.fromkeys(t.holder.name for t in tellings if t.holder)),
        _price(key, antecedent, consequent, tellings), (standing or tellings)[0].strength, key.counterfactual,
        max((telling.weight for telling in standing), default=0.0), min(days, default=None), last,
        tuple(dict.fromkeys(telling.outlet for telling in tellings if telling.outlet)),
        len({telling.origin for telling in tellings}), tuple(tellings), tuple(doubts[:MOST]),
    )  # fmt: skip


def _overtaken(telling: Telling, latest: tuple[date | None, str] | None) -> Telling:
    if latest is None or latest[0] is None or telling.day is None or latest[0] <= telling.day:
        return telling
    return replace(telling, weight=0.0, overtaken=latest[1])


def _price(key: _Same, antecedent: Act, consequent: Act, tellings: Sequence[Telling]) -> str | None:
    """What the holder asks for: what must last or be done ("as long as", "unless"), what it says must follow, or
    what another is to do for something on the side of cooperation."""
    if key.sense in NOT_DONE or key.sense == "as long as":
        return "antecedent"
    if tellings[0].strength == "must":
        return "consequent"
    another = bool(antecedent.who) and key.holder not in antecedent.who
    return "antecedent" if another and consequent.leads == DEESCALATION else None
