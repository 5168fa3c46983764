"""Places the actors of a network so that those who deal with one another stand near: the same answer every time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["layout"]

STEPS = 300


def layout(size: int, edges: Sequence[tuple[int, int, float]]) -> list[tuple[float, float]]:
    """A place (x and y from 0 to 1) for each of `size` nodes; `edges` are pairs of nodes with a weight from 0 to 1.

    Nodes push one another away and edges draw them together, while the whole cools down (Fruchterman and
    Reingold, "Graph Drawing by Force-directed Placement", 1991). They start on a circle in their order.
    """
    if size < 2:
        return [(0.5, 0.5)] * size
    angle = 2 * np.pi * np.arange(size) / size
    place = np.column_stack([np.cos(angle), np.sin(angle)]) + 0.01 * np.column_stack(
        [np.sin(3 * angle), np.cos(5 * angle)]
    )
    pull = np.zeros((size, size))
    for one, other, weight in edges:
        pull[one, other] = pull[other, one] = 0.3 + 0.7 * weight
    ideal = 1.6 / np.sqrt(size)
    for step in range(STEPS):
        apart = place[:, None, :] - place[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = (ideal**2 / distance**2 - pull * distance / ideal)[:, :, None] * apart
        move = force.sum(axis=1) - 0.12 * place  # a light pull to the middle keeps loose parts on the page
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        place = place + move / length * np.minimum(length, 0.15 * (1 - step / STEPS))
    low, high = place.min(axis=0), place.max(axis=0)
    spread = np.where(high - low > 1e-6, high - low, 1.0)
    return [(float(x), float(y)) for x, y in (place - low) / spread]
