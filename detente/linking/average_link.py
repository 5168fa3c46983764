"""Groups things by average linkage over a sparse list of likenesses, and decides how far to follow it."""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

__all__ = ["link"]

ENOUGH = 0.21
"""Likeness, corrected for size and cohesion, from which two groups are one. It and the weights below are where
Wikinews and Reuters articles, each retold in one to thirteen reports, some in two happenings with the same names,
were put together best (`benchmarks/stories.py --planted`)."""

LOWEST = 0.10
"""Likeness below which no correction can reach ENOUGH: there linking ends."""

COHESION, ITS_WEIGHT, ITS_PAIRS = 0.25, 0.9, 10
"""Likeness that members of a group are expected to have before they show it (as if so many pairs had), and
how far a group that holds together more than that asks more of what would join it."""

SIZE_WEIGHT, LARGE = 0.2, 10
"""How far large groups ask less: their average is of many pairs, of which some never are much alike."""


@dataclass(slots=True)
class _Tree:
    """Groups as they are joined: the first `count` are the things, each later one joins two earlier."""

    size: list[int]
    inside: list[float]  # summed likeness of the pairs of its members
    parts: dict[int, tuple[int, int]] = field(default_factory=dict)
    sound: dict[int, bool] = field(default_factory=dict)

    def join(self, one: int, other: int, total: float) -> int:
        """The group of two groups whose members' likenesses sum to `total`."""
        new = len(self.size)
        average = total / (self.size[one] * self.size[other])
        size = self.size[one] + self.size[other]
        asked = (self._cohesion(one) * self._cohesion(other)) ** (ITS_WEIGHT / 2)
        self.sound[new] = average * (COHESION**ITS_WEIGHT / asked) * min(size - 1, LARGE) ** SIZE_WEIGHT >= ENOUGH
        self.parts[new] = (one, other)
        self.size.append(size)
        self.inside.append(self.inside[one] + self.inside[other] + total)
        return new

    def _cohesion(self, group: int) -> float:
        pairs = self.size[group] * (self.size[group] - 1) / 2
        return (self.inside[group] + ITS_PAIRS * COHESION) / (pairs + ITS_PAIRS)


def link(
    count: int, first: NDArray[np.int64], second: NDArray[np.int64], alike: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The group of each of `count` things, named by the smallest member.

    `first`, `second` and `alike` say how alike pairs are, each pair once; pairs that are not listed count as 0.
    The two groups most alike on average join first. Of the tree that comes of it the largest groups count
    whose last joining was sound: alike enough for their size and for how well their parts hold together.
    """
    tree = _Tree([1] * count, [0.0] * count)
    tops = _grow(tree, _neighbours(count, first, second, alike))
    group = np.arange(count, dtype=np.int64)
    for members in _sound_groups(tree, tops, count):
        group[members] = min(members)
    return group


def _grow(tree: _Tree, near: dict[int, dict[int, float]]) -> set[int]:
    """Joins groups, the most alike first; the groups at which it ends."""
    size = tree.size
    waiting = [
        (-total / (size[one] * size[other]), one, other)
        for one, row in near.items()
        for other, total in row.items()
        if one < other and total >= LOWEST * size[one] * size[other]
    ]
    heapq.heapify(waiting)
    while waiting:
        _, one, other = heapq.heappop(waiting)
        if one not in near or other not in near:
            continue
        row, lost = near.pop(one), near.pop(other)
        new = tree.join(one, other, row[other])
        for third, total in lost.items():
            row[third] = row.get(third, 0.0) + total
        del row[one], row[other]
        near[new] = row
        for third, total in row.items():
            theirs = near[third]
            theirs.pop(one, None)
            theirs.pop(other, None)
            theirs[new] = total
            average = total / (size[new] * size[third])
            if average >= LOWEST:
                heapq.heappush(waiting, (-average, third, new))
    return set(near)


def _sound_groups(tree: _Tree, tops: set[int], count: int) -> list[list[int]]:
    groups = []
    waiting = sorted(tops)
    while waiting:
        group = waiting.pop()
        if group >= count and not tree.sound[group]:
            waiting.extend(tree.parts[group])
            continue
        members, below = [], [group]
        while below:
            part = below.pop()
            if part < count:
                members.append(part)
            else:
                below.extend(tree.parts[part])
        groups.append(members)
    return groups


def _neighbours(
    count: int, first: NDArray[np.int64], second: NDArray[np.int64], alike: NDArray[np.float64]
) -> dict[int, dict[int, float]]:
    """Summed likeness between groups, both ways; only where a chain of likely pairs could ever join the two."""
    likely = alike >= LOWEST
    graph = coo_array((np.ones(likely.sum(), dtype=np.int8), (first[likely], second[likely])), shape=(count, count))
    part = connected_components(graph, directed=False)[1]
    inside = part[first] == part[second]
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for one, other, how in zip(first[inside].tolist(), second[inside].tolist(), alike[inside].tolist(), strict=True):
        near[one][other] = near[other][one] = how
    return dict(near)
