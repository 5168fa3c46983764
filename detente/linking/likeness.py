"""How alike reports of one window are, measured against how alike each is to its neighbourhood.

In a crowded field (ten elections in a month) reports of different happenings share more words than reports of
one happening do elsewhere. So a pair counts by how far it stands out: its cosine over that of each of the two
to its nearest reports, as "cross-domain similarity local scaling" does it for word vectors (Conneau et al.,
"Word translation without parallel data", 2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from detente.linking.lead_meanings import ONE

__all__ = ["Pairs", "pairs_of_window"]

NEIGHBOURS = 50
"""Reports of a neighbourhood. Only they are kept of what a report is like, so that a window costs what it holds."""

EXPECTED = 0.05
"""Cosine of neighbours that a small set does not have: what Wikinews reports of other happenings show."""

USUAL = 0.1
"""Cosine of a usual report to its neighbourhood: there the measure is the cosine itself."""

FAINT = 0.03
"""Cosine below which a pair counts as nothing in common."""

COMMON = 500
"""Reports of a window that may share a term before it is left out of comparing: it says next to nothing there."""

LEADS, UNRELATED, WORTH = 0.2, 0.3, 0.5
"""Share of the meaning of the leads in the likeness of two reports; their cosine where they have nothing in common
(one pair in twenty of Wikinews articles has more); and what the rest is worth in cosines of words."""

ACROSS = 0.7
"""What a cosine across languages is worth in cosines of one language: it counts letters, which always agree some."""

WEEKDAYS_APART = (1.0, 0.85, 0.75, 0.75)
"""What a likeness counts where a day of publication is unknown, and the weekdays that two reports name lie no, one,
two or three days apart at least: fitted to parts of Wikinews articles against other articles (logistic regression)."""

AROUND = 1000
"""Reports before and after that are looked at for neighbours, however long ago they are."""

HALF_LIFE = 7
"""Days after which a likeness counts half: in a crisis names and words go on from one happening to the next."""

BLOCK = 500
"""Reports that are compared with their windows at once."""


class Pairs(NamedTuple):
    """Reports `first` and `second` (row numbers, first before second) and how alike each pair is."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    alike: NDArray[np.float64]


def pairs_of_window(
    within: csr_array,
    across: csr_array | None,
    leads: NDArray[np.int8],
    languages: Sequence[str | None],
    days: Sequence[date | None],
    weekdays: NDArray[np.int64],
    *,
    window_days: int,
) -> Pairs:
    """Likely pairs among reports whose days lie at most `window_days` apart; undated ones meet all.

    `within` and `across` are vectors of length 1 for reports of one language and of different ones, `leads` what
    the leads mean (`lead_meanings`); the rows come in order of `days`, those without a day last. Likeness falls
    with the days between; where those are not known, with the days between the `weekdays` that the two name (bits,
    Monday is 1). Only the nearest neighbours of a report are kept.
    """
    count = len(days)
    found = list(_blocks(within, across, leads, _numbered(languages), days, weekdays, window_days))
    if not found:
        return Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    parts = [list(part) for part in zip(*found, strict=True)]
    del found  # each column is joined and its parts are let go before the next
    summed, alike, column, row = (np.concatenate(parts.pop()) for _ in range(4))
    missing = NEIGHBOURS - min(NEIGHBOURS, count - 1)
    around = (summed + EXPECTED * missing) / NEIGHBOURS
    share = np.sqrt(USUAL / np.maximum(around, EXPECTED / 5))
    code = np.minimum(row, column).astype(np.int64) * count + np.maximum(row, column)
    del row, column
    pair, at = np.unique(code, return_index=True)
    del code
    first, second = pair // count, pair % count
    return Pairs(first, second, alike[at] * share[first] * share[second])


def _numbered(languages: Sequence[str | None]) -> NDArray[np.int64]:
    names = sorted({language or "" for language in languages})
    return np.array([names.index(language or "") for language in languages], dtype=np.int64)


def _blocks(
    within: csr_array,
    across: csr_array | None,
    leads: NDArray[np.int8],
    language: NDArray[np.int64],
    days: Sequence[date | None],
    weekdays: NDArray[np.int64],
    reach: int,
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64], NDArray[np.float64]]]:
    """A block of rows at a time: row, column and likeness of the pairs in reach, and what each row's neighbours sum to.

    A neighbourhood also has reports of other weeks: where few come in, those show how much is always said.
    """
    count, dated = len(days), sum(day is not None for day in days)
    day = np.array([d.toordinal() if d else 0 for d in days], dtype=np.int64)
    by_weekday = _by_weekday()
    meant: NDArray[np.bool_] = np.any(leads, axis=1)
    met = np.empty(0, np.int64)
    for start in range(0, count, BLOCK):
        rows = np.arange(start, min(start + BLOCK, count))
        columns = np.arange(count)
        if rows[-1] < dated:
            low = min(np.searchsorted(day[:dated], day[start] - reach), max(0, start - AROUND))
            high = max(np.searchsorted(day[:dated], day[rows[-1]] + reach, "right"), min(dated, rows[-1] + AROUND))
            columns = np.concatenate((np.arange(low, high), np.arange(dated, count)))
        if not np.array_equal(columns, met):
            met, own = columns, _telling(within, columns)
            foreign = None if across is None else _telling(across, columns)
        row, column, alike = _product(within, own, rows, columns)
        both = meant[row] & meant[column]
        cosine = _cosines(leads, row[both], column[both])
        meaning = WORTH * np.maximum(cosine - UNRELATED, 0) / (1 - UNRELATED)
        alike[both] = (1 - LEADS) * alike[both] + LEADS * meaning
        same = language[row] == language[column]
        if across is not None and foreign is not None:
            far_row, far_column, far = _product(across, foreign, rows, columns)
            other = language[far_row] != language[far_column]
            row = np.concatenate((row[same], far_row[other]))
            column = np.concatenate((column[same], far_column[other]))
            alike = np.concatenate((alike[same], ACROSS * far[other]))
        kept = (row != column) & (alike >= FAINT)
        row, column, alike = row[kept], column[kept], alike[kept]
        near = _nearest(row, column, alike)
        summed = np.bincount(row[near] - start, alike[near], minlength=len(rows)).astype(np.float64)
        known = (day[row] > 0) & (day[column] > 0)
        apart = np.where(known, np.abs(day[row] - day[column]), 0)
        alike = np.where(apart <= reach, alike * 0.5 ** (np.maximum(apart - 1, 0) / HALF_LIFE), 0)
        alike *= np.where(known, 1.0, by_weekday[weekdays[row], weekdays[column]])
        kept = _nearest(row, column, alike)
        kept = kept[alike[kept] > 0]
        yield row[kept].astype(np.int32), column[kept].astype(np.int32), alike[kept], summed


def _by_weekday() -> NDArray[np.float64]:
    """What a likeness counts by the weekdays (as bits) that one report names and those that the other does."""
    bits = np.arange(1 << 7)
    one, other = bits[:, None], bits[None, :]
    factor = np.full((len(bits), len(bits)), WEEKDAYS_APART[-1])
    for apart in (2, 1, 0):
        near = (other << apart | other >> apart | other << 7 - apart | other >> 7 - apart) & one
        factor[near > 0] = WEEKDAYS_APART[apart]
    factor[0], factor[:, 0] = 1.0, 1.0
    return factor


def _telling(vectors: csr_array, columns: NDArray[np.int64]) -> tuple[NDArray[np.int64], csr_array]:
    """The terms that some but not too many reports of a window share, and the window's vectors in them."""
    there = vectors[columns]
    frequency = np.bincount(there.indices, minlength=vectors.shape[1])
    telling = np.flatnonzero((frequency >= 2) & (frequency <= COMMON))
    return telling, there[:, telling].T.tocsr()


def _product(
    vectors: csr_array,
    window: tuple[NDArray[np.int64], csr_array],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    telling, there = window
    product = (vectors[rows][:, telling] @ there).tocoo()
    return rows[product.row], columns[product.col], product.data


def _cosines(leads: NDArray[np.int8], row: NDArray[np.int64], column: NDArray[np.int64]) -> NDArray[np.float64]:
    """The cosine of the leads of each pair; the rows of a block lie together, so that they are multiplied at once."""
    found = np.empty(len(row))
    if not len(row):
        return found
    low, high = row.min(), row.max() + 1
    here = leads[low:high].astype(np.float32)
    order = np.argsort(column, kind="stable")
    columns, ends = np.unique(column[order], return_index=True)
    for start in range(0, len(columns), BLOCK):
        part = columns[start : start + BLOCK]
        stop = ends[start + BLOCK] if start + BLOCK < len(columns) else len(order)
        pairs = order[ends[start] : stop]
        product = here @ leads[part].astype(np.float32).T
        found[pairs] = product[row[pairs] - low, np.searchsorted(part, column[pairs])]
    return found / ONE**2


def _nearest(row: NDArray[np.int64], column: NDArray[np.int64], alike: NDArray[np.float64]) -> NDArray[np.int64]:
    """Which of the pairs are each row's nearest, best first."""
    order = np.lexsort((column, -alike, row))
    ordered = row[order]
    near: NDArray[np.int64] = order[np.arange(len(row)) - np.searchsorted(ordered, ordered) < NEIGHBOURS]
    return near
