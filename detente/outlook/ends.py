"""The two ends of a tree: the path of de-escalation and the path of confrontation, each with its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

from detente.outlook.nouns import Act, Branch, Chain, Step

__all__ = ["MOST", "ways_to"]

MOST = 5
"""Ways to an end that are named."""

FIRMNESS = {"will": 1.0, "would": 0.8, "must": 0.7, "could": 0.5}
"""What a stated strength counts for, in ranking alone: an order, not a measure of how likely anything is."""


def ways_to(
    end: str, steps: Sequence[Step], acts: Mapping[str, Act], branches: Mapping[str, Branch]
) -> tuple[Chain, ...]:
    """The ways to an end through the tree, the most strongly said first, at most MOST.

    A way goes from a root to an act that leads to this end, over none that leads to the other, and on as far as
    it goes. Its score is the sum, over its branches, of weight, firmness, and how many origins tell it (1 and half
    a point for each doubling). What has been overtaken or averted is no way. A way that begins as a better one
    does, step for step, is left out.
    """
    score: dict[int, float] = {}
    for step in steps:
        if step.under is None:
            score[step.number] = 0.0
        elif step.under in score and step.branch and not step.averted:
            branch = branches[step.branch]
            if branch.stands and acts[step.act].leads in (end, None):
                score[step.number] = score[step.under] + _value(branch)
    arriving = [step for step in steps if step.branch and step.number in score and acts[step.act].leads == end]
    taken: set[int] = set()
    chains: list[Chain] = []
    for step in sorted(arriving, key=lambda step: (-score[step.number], step.number)):
        if len(chains) == MOST:
            break
        if step.number not in taken:
            way = _way(step, steps)
            taken.update(way)
            chains.append(Chain(tuple(way), round(score[step.number], 3)))
    return tuple(chains)


def _value(branch: Branch) -> float:
    return branch.weight * FIRMNESS.get(branch.strength, 0.5) * (1 + 0.5 * log2(branch.origins))


def _way(step: Step, steps: Sequence[Step]) -> list[int]:
    way = [step.number]
    while (under := steps[way[-1]].under) is not None:
        way.append(under)
    return way[::-1]
