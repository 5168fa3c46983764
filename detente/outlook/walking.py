"""Walks the branches into a tree: every act is walked on once, so the tree is no larger than the record."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.outlook.acts import Meaning, covers
from detente.outlook.fading import A_YEAR
from detente.outlook.nouns import Branch, Step

__all__ = ["Links", "links_of", "roots_of", "walk"]


@dataclass(frozen=True, slots=True)
class Links:
    """Branches that start at an act, best first; and for an act that follows, the antecedents that it sets off."""

    out: Mapping[str, Sequence[Branch]]
    sets_off: Mapping[str, Sequence[str]]


def links_of(branches: Iterable[Branch], means: Mapping[str, Meaning]) -> Links:
    """How branches hang together. An act sets off itself, and whatever general antecedent covers it that was stated
    within a year of it.

    General antecedents are few and are indexed by family and side, so no act is compared with all.
    """
    out: dict[str, list[Branch]] = {}
    following: dict[str, list[Branch]] = {}
    for branch in branches:
        out.setdefault(branch.antecedent, []).append(branch)
        following.setdefault(branch.consequent, []).append(branch)
    stated, told = ({act: _days(of_act) for act, of_act in each.items()} for each in (out, following))
    for of_act in out.values():
        of_act.sort(key=_rank)
    general: dict[tuple[str | None, str | None], list[str]] = {}
    for act in out:
        meaning = means[act]
        if meaning.family and not (meaning.sides and meaning.recipients):
            for side in meaning.sides or (None,):
                general.setdefault((meaning.family, side), []).append(act)
    sets_off = {}
    for act in following:
        meaning = means[act]
        near = [other for side in (*meaning.sides, None) for other in general.get((meaning.family, side), ())]
        near = [other for other in near if other != act and _in_a_year(told[act], stated[other])]
        covering = [other for other in near if covers(means[other], meaning)]
        sets_off[act] = [*([act] if act in out else ()), *dict.fromkeys(covering)]
    return Links(out, sets_off)


def _days(branches: Iterable[Branch]) -> tuple[date, date] | None:
    """The first and last day on which any of them was said."""
    days = [day for branch in branches for day in (branch.first_day, branch.last_day) if day]
    return (min(days), max(days)) if days else None


def _in_a_year(one: tuple[date, date] | None, other: tuple[date, date] | None) -> bool:
    """Nothing speaks against it: two stretches of days are at most so far apart, or the days are not known."""
    return not one or not other or max(one[0], other[0]) - min(one[1], other[1]) <= A_YEAR


def roots_of(links: Links) -> list[str]:
    """Where to start when nothing is supposed: antecedents that nothing sets off, then one on each way that has no
    beginning (a cycle), the most spoken of first."""
    said = {act: sum(branch.weight * branch.origins for branch in of_act) for act, of_act in links.out.items()}
    ranked = sorted(links.out, key=lambda act: (-said[act], act))
    set_off = {act for targets in links.sets_off.values() for act in targets}
    roots = [act for act in ranked if act not in set_off]
    reached: set[str] = set()
    _reach(links, roots, reached)
    for act in ranked:
        if act not in reached:
            roots.append(act)
            _reach(links, [act], reached)
    return roots


def walk(links: Links, roots: Sequence[str], *, averted: Sequence[str] = ()) -> tuple[Step, ...]:
    """The tree from the roots, walked breadth first, so that an act is walked on where it is nearest to a root.

    Elsewhere it only says where that is. From `averted` roots (what would not be if what is supposed were done)
    one step is walked, and no more.
    """
    drafts: list[_Draft] = []
    at: dict[str, _Draft] = {}
    queue: deque[tuple[_Draft, str]] = deque()
    for act in roots:
        if act not in at:
            at[act] = _put(drafts, act, None, None)
            queue.append((at[act], act))
    while queue:
        under, act = queue.popleft()
        for branch in links.out.get(act, ()):
            draft = _put(drafts, branch.consequent, branch.id, under)
            for following in links.sets_off.get(branch.consequent, ()):
                if following in at:
                    draft.goes_on = draft.goes_on or following
                else:
                    at[following] = draft
                    queue.append((draft, following))
    for act in averted:
        root = _put(drafts, act, None, None, averted=True)
        for branch in links.out.get(act, ()):
            _put(drafts, branch.consequent, branch.id, root, averted=True)
    return _in_order(drafts, at)


@dataclass(slots=True)
class _Draft:
    """A step before its number is known."""

    act: str
    branch: str | None
    under: _Draft | None
    depth: int
    averted: bool
    goes_on: str | None = None
    below: list[_Draft] = field(default_factory=list)
    number: int = -1


def _put(drafts: list[_Draft], act: str, branch: str | None, under: _Draft | None, *, averted: bool = False) -> _Draft:
    draft = _Draft(act, branch, under, under.depth + 1 if under else 0, averted)
    if under:
        under.below.append(draft)
    drafts.append(draft)
    return draft


def _in_order(drafts: Sequence[_Draft], at: Mapping[str, _Draft]) -> tuple[Step, ...]:
    """Each step after the one that it follows, its own before the next: numbered without recursion, as a chain may
    be as long as the record."""
    ordered: list[_Draft] = []
    waiting = [draft for draft in reversed(drafts) if draft.under is None]
    while waiting:
        draft = waiting.pop()
        draft.number = len(ordered)
        ordered.append(draft)
        waiting.extend(reversed(draft.below))
    return tuple(
        Step(
            d.number, d.under.number if d.under else None, d.depth, d.act, d.branch,
            at[d.goes_on].number if d.goes_on else None, d.averted,
        )
        for d in ordered
    )  # fmt: skip


def _rank(branch: Branch) -> tuple[object, ...]:
    return (not branch.stands, -branch.weight * branch.origins, -len(branch.tellings), branch.id)


def _reach(links: Links, starts: Iterable[str], reached: set[str]) -> None:
    """Adds what can be walked to from the starts."""
    waiting = list(starts)
    while waiting:
        act = waiting.pop()
        if act not in reached:
            reached.add(act)
            waiting += [on for branch in links.out.get(act, ()) for on in links.sets_off.get(branch.consequent, ())]
