"""Whose matrix products the parser uses: thinc's bundled BLIS or numpy's BLAS, whichever is faster here.

BLIS falls back to a generic kernel on processors that it does not know; there numpy's BLAS is twice as fast
and the parses are the same.
"""

from __future__ import annotations

from functools import lru_cache
from time import perf_counter
from typing import Any

import numpy as np
from thinc.api import NumpyOps
from threadpoolctl import threadpool_limits

__all__ = ["faster_blas", "use_faster_blas"]

SHAPE = (512, 96, 288)
"""Rows, inner width and columns of the commonest product in the small pipelines' encoder."""


@lru_cache(maxsize=1)
def faster_blas() -> str:
    """`numpy` or `blis`, by the best of a few timed products (about ten milliseconds, once a process)."""
    rows, inner, columns = SHAPE
    a = np.ones((rows, inner), dtype="f")
    b = np.ones((inner, columns), dtype="f")
    best = {}
    for name, ops in (("numpy", NumpyOps(use_blis=False)), ("blis", NumpyOps(use_blis=True))):
        times = []
        for _ in range(5):
            begin = perf_counter()
            ops.gemm(a, b)
            times.append(perf_counter() - begin)
        best[name] = min(times)
    return min(best, key=best.__getitem__)


def use_faster_blas(nlp: Any) -> str:
    """Sets every layer of a spaCy pipeline to the faster BLAS, on one thread, and says which that is."""
    threadpool_limits(1)
    name = faster_blas()
    ops = NumpyOps(use_blis=name == "blis")
    for _, component in nlp.pipeline:
        if hasattr(component, "model"):
            for layer in component.model.walk():
                layer.ops = ops
    return name
