"""Two reports of one happening are like the same others: pairs count more the more of their neighbours they share."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, diags_array

from detente.linking.likeness import Pairs

__all__ = ["by_common_neighbours"]

ITS_SHARE = 0.5
"""How far the common neighbours decide; half was no worse than less or more on Wikinews and Reuters articles retold
(`benchmarks/stories.py --planted`)."""

NEARNESS = 1.5
"""Power of a likeness by which a neighbour counts: more than 1, so that the nearest say most."""

BLOCK = 20_000
"""Pairs looked at together: more only takes memory."""


def by_common_neighbours(pairs: Pairs, count: int) -> Pairs:
    """The pairs of `count` reports, likeness times 0.5 where they share no neighbour to 1.5 where they share all.

    Each report is its own nearest neighbour. After "re-ranking by k-reciprocal neighbours" (Zhong et al., 2017),
    with the cosine of the two lists of neighbours in place of their overlap.
    """
    first, second, alike = pairs
    if not len(first):
        return pairs
    row, column = np.concatenate((first, second)), np.concatenate((second, first))
    weights = csr_array((np.tile(alike**NEARNESS, 2), (row, column)), shape=(count, count))
    nearest = weights.max(axis=1).toarray()
    near = csr_array(weights + diags_array(np.where(nearest > 0, nearest, 1.0)))
    near = csr_array(diags_array(1 / np.sqrt(near.multiply(near).sum(axis=1))) @ near)
    shared = [
        near[first[n : n + BLOCK]].multiply(near[second[n : n + BLOCK]]).sum(axis=1)
        for n in range(0, len(first), BLOCK)
    ]
    factor = 1 - ITS_SHARE + 2 * ITS_SHARE * np.concatenate(shared)
    return Pairs(first, second, alike * factor)
