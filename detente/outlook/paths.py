"""Paths: what the parties said would follow, from the conditions on record and nothing else, as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from detente.outlook.acts import Meaning
from detente.outlook.branches import Gathered, gather
from detente.outlook.ends import ways_to
from detente.outlook.leading import CONFRONTATION, DEESCALATION
from detente.outlook.naming import Names, names_of
from detente.outlook.nouns import Act, Branch, Chain, Paths, Step
from detente.outlook.said import conditions_said, refusals
from detente.outlook.supposing import fitting, supposed
from detente.outlook.walking import Links, links_of, roots_of, walk
from detente.record.asking import Askable, actor_ids, as_day

__all__ = ["Joined", "join", "paths"]

NAMED = 5
"""Acts that a note names where what was supposed fits none."""


def paths(
    record: Askable,
    *,
    supposing: str | None = None,
    actor: str | None = None,
    as_of: date | str | None = None,
) -> Paths:
    """The tree of what the parties said would follow.

    `supposing` an act (`RUS ASSAULT UKR`, or words: "Russia attacks Ukraine") the tree starts there; else at every
    antecedent that nothing on record sets off. With `actor` (id or name) only what that side says, or what stands
    on either side of it. With `as_of` only what was published up to that day, and age counts from it; else from
    the last day that anything was said. A record without such conditions gives an empty tree with a `note`.

    Raises DetenteError for a malformed `supposing` or `as_of`, RecordError where the record cannot be read.
    """
    joined = join(record, as_of=as_of)
    return joined.walked(supposing=supposing, actor=actor)


@dataclass(frozen=True, slots=True)
class Joined:
    """The conditions of a record gathered into acts and branches, to be walked from one beginning after another."""

    record: Askable
    names: Names
    found: Gathered
    conditions: int
    first_day: date | None
    as_of: date | None
    looked_from: date | None

    def walked(self, *, supposing: str | None = None, actor: str | None = None, starting: str | None = None) -> Paths:
        """The tree as `paths` gives it; `starting` is the id of an act to begin at. Raises DetenteError for a
        malformed `supposing`, RecordError where the record cannot be read."""
        found = self.found
        asked = None if supposing is None else supposed(supposing, self.names, on=self.as_of)
        sides = None if actor is None else _sides(self.record, self.names, actor)
        wanted = [branch for branch in found.branches.values() if sides is None or _concerns(branch, sides, found)]
        links = links_of((branch for branch in wanted if not branch.counterfactual), found.means)
        averted: list[str] = []
        chosen = starting is not None and starting in links.out
        roots = [starting] if starting is not None and chosen else roots_of(links)
        ours = {branch.id for branch in wanted if _of_parties(branch, found, self.names)}
        roots.sort(key=lambda act: not any(branch.id in ours for branch in links.out[act]))
        if asked is not None:
            fit = fitting(asked, {act: found.means[act] for act in links.out})
            fit.sort(key=lambda act: _nearness(asked, found.means[act], links.out[act]))
            roots = [act for act in fit if found.acts[act].negated == asked.negated]
            averted = [act for act in fit if found.acts[act].negated != asked.negated]
        steps = walk(links, roots, averted=averted)
        shown = {step.act for step in steps}
        every = asked is None and not chosen
        unreal = [branch for branch in wanted if branch.counterfactual] if every else []
        shown |= {act for branch in unreal for act in (branch.antecedent, branch.consequent)}
        walked = {step.branch for step in steps} | {branch.id for branch in unreal}
        branches = {branch.id: branch for branch in wanted if branch.id in walked}
        shown |= {branch.antecedent for branch in branches.values()}
        acts = {id_: act for id_, act in found.acts.items() if id_ in shown}
        return Paths(
            supposing, actor, self.looked_from, self.conditions, acts, branches, steps,
            _ways(DEESCALATION, steps, acts, branches, ours), _ways(CONFRONTATION, steps, acts, branches, ours),
            tuple(branch.id for branch in unreal),
            None if steps or unreal else _note(supposing, actor, self.conditions, links, found),
        )  # fmt: skip


def join(
    record: Askable, *, as_of: date | str | None = None, actor: str | None = None, latest: int | None = None
) -> Joined:
    """What `paths` walks. With `latest`, only so many conditions, those published last, and as many refusals; of a
    record that has more, those that `actor` states or stands in. A thousand take about a second (measured: 1,568 in
    2 s of one processor).

    Raises DetenteError for a malformed `as_of`, RecordError where the record cannot be read.
    """
    day = None if as_of is None else as_day(as_of, last=True)
    names = names_of(record.ask("SELECT id, type, name, country FROM actor ORDER BY id").to_pylist())
    said = conditions_said(record, names, as_of=day, actor=actor, latest=latest)
    days = [one.day for one in said if one.day]
    looked_from = day or max(days, default=None)
    found = gather(said, refusals(record, names, as_of=day, latest=latest), as_of=looked_from)
    return Joined(record, names, found, len(said), min(days, default=None), day, looked_from)


def _of_parties(branch: Branch, found: Gathered, names: Names) -> bool:
    """Somebody on record does one of its two acts, or has it done to them."""
    for act in (found.means[branch.antecedent], found.means[branch.consequent]):
        if act.recipients or act.named or any(names.knows(side) for side in act.sides):
            return True
    return False


def _ways(
    end: str, steps: Sequence[Step], acts: Mapping[str, Act], branches: Mapping[str, Branch], ours: set[str]
) -> tuple[Chain, ...]:
    """The ways to an end over branches of the parties (`ours`) alone, or, where there is none, over all."""
    weighed = {id_: branch if id_ in ours else replace(branch, weight=0.0) for id_, branch in branches.items()}
    return ways_to(end, steps, acts, weighed) or ways_to(end, steps, acts, branches)


def _nearness(asked: Meaning, act: Meaning, branches: Sequence[Branch]) -> tuple[object, ...]:
    """Of acts that fit what is supposed, the nearest first: somebody on record does it or has it done to them, its
    words recur, it is of the same type; then what was said most."""
    known = act.sides or act.recipients or act.named
    of_type = asked.family is None or act.family == asked.family or act.type == asked.type
    told = sum(branch.weight * branch.origins for branch in branches)
    return (not known, -len(asked.content & act.content), not of_type, -told, act.same)


def _sides(record: Askable, names: Names, actor: str) -> frozenset[str]:
    return frozenset(names.side(id_) for id_ in actor_ids(record, actor))


def _concerns(branch: Branch, sides: frozenset[str], found: Gathered) -> bool:
    acts = (found.acts[branch.antecedent], found.acts[branch.consequent])
    return branch.holder in sides or any(sides & {*act.who, *act.recipient} for act in acts)


def _note(supposing: str | None, actor: str | None, conditions: int, links: Links, found: Gathered) -> str:
    """Why there is nothing, in one line."""
    if not conditions:
        return "nothing on record says what would follow if something happened; read more reports, or other ones"
    if not links.out:
        return f"no condition on record is by {actor}, or about an act of theirs; `detente show conditions` lists all"
    some = _told_most(links)
    first = "; ".join(f"“{found.acts[act].words}”" for act in some)
    return f"no condition on record supposes {supposing!r}; what is supposed: {first}"


def _told_most(links: Links) -> Iterable[str]:
    def told(act: str) -> tuple[int, Any]:
        return -sum(len(branch.tellings) for branch in links.out[act]), act

    return sorted(links.out, key=told)[:NAMED]
