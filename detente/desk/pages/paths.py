"""Paths: what the parties said would follow, as a tree to walk, each branch with its words."""

from __future__ import annotations

from typing import Any

from detente.desk import urls
from detente.desk.page import Asked, Page
from detente.desk.pages.front import names_of
from detente.desk.telling import actors_of
from detente.desk.wording import plain_day
from detente.outlook import Branch, Paths, Step, paths
from detente.outlook.as_data import as_json
from detente.record.glance import glance

__all__ = ["page"]

MOST = 150
"""Steps of the tree that the page shows; the JSON has all."""

TELLINGS = 3

AT_ONCE, AT_ALL = 1_500, 20_000
"""Conditions on record up to which the tree is walked unasked, and up to which it is walked at all: a thousand take
about a second (measured: 392 in 0.5 s)."""


def page(asked: Asked) -> Page:
    """The tree from what is supposed, or from every beginning."""
    known = names_of(asked)
    on_record = asked.snapshot.once("glance", glance)["conditions"]
    if on_record > (AT_ALL if asked.query else AT_ONCE):
        shown = {"names": known, "conditions": on_record, "too_many": on_record > AT_ALL, "most": AT_ALL}
        return Page("many_paths.html", "Paths", {"conditions": on_record}, (), shown)
    supposing, actor, as_of = asked.text("supposing"), asked.text("actor"), asked.day("as_of", last=True)
    found = asked.snapshot.once(
        f"paths {supposing} {actor} {as_of}",
        lambda record: paths(record, supposing=supposing, actor=actor, as_of=as_of),
    )
    steps = [_step(step, found, known) for step in found.steps[:MOST]]
    tree = _tree(steps)
    shown = {
        "names": known,
        "tree": tree,
        "left_out": max(0, len(found.steps) - MOST),
        "ends": [
            (heading, [_chain(chain.steps, found) for chain in chains[:5]])
            for heading, chains in (
                ("Ways to de-escalation", found.deescalation),
                ("Ways to confrontation", found.confrontation),
            )
        ],
        "unreal": [_branch(found.branches[id_], found, known) for id_ in found.counterfactual[:20]],
        "found": found,
    }  # fmt: skip
    rows = [_row(step, found) for step in found.steps]
    return Page("paths.html", "Paths", as_json(found), rows, shown)


def _step(step: Step, found: Paths, known: dict[str, str]) -> dict[str, Any]:
    act = found.acts[step.act]
    branch = found.branches[step.branch] if step.branch else None
    return {
        "number": step.number,
        "under": step.under,
        "words": act.words,
        "unless": act.unless,
        "negated": act.negated,
        "who": actors_of(act.who, known),
        "tone": {"de-escalation": "cooperation", "confrontation": "conflict"}.get(act.leads or "", "neutral"),
        "goes_on": step.goes_on,
        "averted": step.averted,
        "suppose": urls.with_query("/paths", {"supposing": act.words[:200]}),
        "branch": _branch(branch, found, known) if branch else None,
        "below": [],
    }


def _branch(branch: Branch, found: Paths, known: dict[str, str]) -> dict[str, Any]:
    return {
        "if": found.acts[branch.antecedent].words,
        "then": found.acts[branch.consequent].words,
        "holder": actors_of([branch.holder], known),
        "sense": branch.sense,
        "strength": branch.strength,
        "stands": branch.stands,
        "price": branch.price,
        "tellings": [
            {
                "words": telling.words,
                "url": urls.entry("condition", telling.condition),
                "mark": urls.mark(telling.report, *telling.span),
                "day": plain_day(telling.day),
                "outlet": telling.outlet,
                "overtaken": telling.overtaken is not None,
            }
            for telling in branch.tellings[:TELLINGS]
        ],
        "told": len(branch.tellings),
        "doubts": [
            {
                "how": doubt.how, "who": doubt.who, "words": doubt.words, "day": plain_day(doubt.day),
                "mark": urls.mark(doubt.report, *doubt.span),
            }
            for doubt in branch.doubts[:TELLINGS]
        ],
    }  # fmt: skip


def _tree(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps as roots with what is below each; those whose beginning is not shown are left out."""
    by_number = {step["number"]: step for step in steps}
    for step in steps:
        if step["under"] is not None and step["under"] in by_number:
            by_number[step["under"]]["below"].append(step)
    return [step for step in steps if step["under"] is None]


def _chain(numbers: tuple[int, ...], found: Paths) -> list[dict[str, Any]]:
    return [{"number": number, "words": found.acts[found.steps[number].act].words} for number in numbers]


def _row(step: Step, found: Paths) -> dict[str, Any]:
    act = found.acts[step.act]
    branch = found.branches[step.branch] if step.branch else None
    return {
        "number": step.number,
        "under": step.under,
        "depth": step.depth,
        "act": act.words,
        "who": list(act.who),
        "leads": act.leads,
        "negated": act.negated,
        "sense": branch.sense if branch else None,
        "holder": branch.holder if branch else None,
        "strength": branch.strength if branch else None,
        "tellings": [telling.condition for telling in branch.tellings] if branch else [],
    }
