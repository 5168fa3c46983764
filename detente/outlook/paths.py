"""Paths: what the parties said would follow, from the conditions on record and nothing else, as a tree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from detente.outlook.branches import Gathered, gather
from detente.outlook.ends import ways_to
from detente.outlook.leading import CONFRONTATION, DEESCALATION
from detente.outlook.naming import Names, names_of
from detente.outlook.nouns import Branch, Paths
from detente.outlook.said import conditions_said, refusals
from detente.outlook.supposing import fitting, supposed
from detente.outlook.walking import Links, links_of, roots_of, walk
from detente.record.asking import Askable, actor_ids, as_day

__all__ = ["paths"]

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
    day = None if as_of is None else as_day(as_of, last=True)
    names = names_of(record.ask("SELECT id, type, name, country FROM actor ORDER BY id").to_pylist())
    asked = None if supposing is None else supposed(supposing, names, on=day)
    said = conditions_said(record, names, as_of=day)
    looked_from = day or max((one.day for one in said if one.day), default=None)
    found = gather(said, refusals(record, names, as_of=day), as_of=looked_from)
    sides = None if actor is None else _sides(record, names, actor)
    wanted = [branch for branch in found.branches.values() if sides is None or _concerns(branch, sides, found)]
    links = links_of((branch for branch in wanted if not branch.counterfactual), found.means)
    roots, averted = roots_of(links), []
    if asked is not None:
        fit = fitting(asked, {act: found.means[act] for act in links.out})
        roots = [act for act in fit if found.acts[act].negated == asked.negated]
        averted = [act for act in fit if found.acts[act].negated != asked.negated]
    steps = walk(links, roots, averted=averted)
    shown = {step.act for step in steps}
    unreal = [branch for branch in wanted if branch.counterfactual] if asked is None else []
    shown |= {act for branch in unreal for act in (branch.antecedent, branch.consequent)}
    walked = {step.branch for step in steps} | {branch.id for branch in unreal}
    branches = {branch.id: branch for branch in wanted if branch.id in walked}
    shown |= {branch.antecedent for branch in branches.values()}
    acts = {id_: act for id_, act in found.acts.items() if id_ in shown}
    return Paths(
        supposing, actor, looked_from, len(said), acts, branches, steps,
        ways_to(DEESCALATION, steps, acts, branches), ways_to(CONFRONTATION, steps, acts, branches),
        tuple(branch.id for branch in unreal),
        None if steps or unreal else _note(supposing, actor, len(said), links, found),
    )  # fmt: skip


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
