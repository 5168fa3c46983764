"""Paths: what the parties said would follow, as a tree to walk, each branch with its words."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from detente.desk import urls
from detente.desk.page import Asked, Page
from detente.desk.pages.front import names_of
from detente.desk.snapshot import Snapshot
from detente.desk.telling import actors_of
from detente.desk.wording import clean, plain_day
from detente.outlook import Branch, Paths, Step
from detente.outlook.as_data import as_json
from detente.outlook.drawing import paths_spec, svg
from detente.outlook.paths import Joined, join
from detente.record.glance import glance

__all__ = ["drawing", "joined_of", "page", "specification"]

MOST = 150
"""Steps of the tree that the page shows; the JSON has all."""

TELLINGS = 3

EXAMPLES = 5

LATEST, CHOSEN = 2_000, 500
"""Conditions that are joined at a time, those published last, and how many of those that an actor or a day chooses: the
first are joined before anybody asks, the others while somebody waits (measured: 1.5 ms each of one processor)."""


def page(asked: Asked) -> Page:
    """The tree from what is supposed, from one act, or from every beginning."""
    known = names_of(asked)
    supposing, actor, as_of = asked.text("supposing"), asked.text("actor"), asked.day("as_of", last=True)
    starting = asked.text("act")
    on_record = asked.snapshot.once("glance", glance)["conditions"]
    chooser = actor if on_record > LATEST else None
    joined = joined_of(asked.snapshot, actor=chooser, as_of=as_of)
    found = asked.snapshot.once(
        f"paths {supposing!r} {actor!r} {as_of} {starting!r}",
        lambda record: joined.walked(supposing=supposing, actor=actor, starting=starting),
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
        "on_record": on_record,
        "cut": joined.conditions < on_record and joined.conditions == _most(chooser, as_of),
        "since": joined.first_day,
        "examples": _examples(joined),
        "drawn": [
            (name, urls.with_query(path, asked.query))
            for name, path in (("as a picture", "/paths.svg"), ("as Vega", "/paths.vg.json"))
        ],
        "starting": found.acts[starting].words if starting in found.acts else None,
    }  # fmt: skip
    rows = [_row(step, found) for step in found.steps]
    return Page("paths.html", "Paths", as_json(found), rows, shown)


def joined_of(snapshot: Snapshot, *, actor: str | None = None, as_of: date | None = None) -> Joined:
    """The conditions of a copy, joined once however many trees are walked."""
    return snapshot.once(
        f"joined {actor!r} {as_of}", lambda record: join(record, as_of=as_of, actor=actor, latest=_most(actor, as_of))
    )


def _most(actor: str | None, as_of: date | None) -> int:
    return CHOSEN if actor or as_of else LATEST


def drawing(made: Page) -> str:
    """The tree of a page drawn, as SVG, with nothing in it that turns or hides text."""
    return clean(svg(made.shown["found"]))


def specification(made: Page) -> dict[str, Any]:
    """The same drawing as a Vega specification."""
    return paths_spec(made.shown["found"])


def _examples(joined: Joined) -> list[dict[str, str]]:
    """Suppositions to begin with: what most is said to follow from."""
    links = Counter(branch.antecedent for branch in joined.found.branches.values() if not branch.counterfactual)
    acts = [joined.found.acts[id_] for id_, _ in links.most_common() if joined.found.acts[id_].who]
    return [{"words": act.words, "url": _from(act.id)} for act in acts[:EXAMPLES]]


def _from(act: str) -> str:
    return urls.with_query("/paths", {"act": act})


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
        "alone": _from(step.act),
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
