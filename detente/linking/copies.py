"""Which reports are copies of others, or stand whole in a longer one: one voice must not count as many.

Reports are compared by their shingles (runs of five words; Broder, "On the resemblance and containment of
documents", 1997). MinHash LSH by partitions of size (Zhu et al., "LSH Ensemble", VLDB 2016) proposes pairs
without comparing all; every pair is then verified on the shingles themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from datasketch import MinHash, MinHashLSHEnsemble

from detente.model import Report

__all__ = ["Copied", "find_copies", "shingles"]

WORDS = 5
"""Words in a shingle: long enough that two reporters hardly write the same one by chance."""

FEWEST = 15
"""Shingles that a report must have to be compared: shorter ones are headlines and notices."""

SHARE = 0.8
"""Part of a report's shingles that must stand in another; a credit line or another headline is let pass."""

PROPOSED = 0.5
"""Containment from which LSH proposes a pair: lower than SHARE, since its estimate errs.

Measured on 5,000 wire reports: with these settings every one of the 369 pairs was proposed that comparing
all finds, in 5.5 s; with the library's own settings likewise, in 17 s.
"""

PERMUTATIONS = 64
PARTITIONS = 4
TABLES = 4

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copied:
    """That `report` (an id) is a `copy` of the report `of`, or stands whole in it (`contained`).

    `share` is the part of the report's shingles that stand in the other, 0 to 1.
    """

    report: str
    of: str
    how: str
    share: float


def find_copies(reports: Iterable[Report]) -> list[Copied]:
    """For each report that repeats another, the other: at most one line a report, by the reports' days.

    Of copies the first by day of publication (then source) is the original, and the later ones are copies
    of it. A report that stands whole in a longer one is contained in it, whichever came first. Furniture and
    differences of case and punctuation do not count. Reports without a text or of a few words are left out.
    """
    ordered = sorted((r for r in reports if r.text), key=lambda r: (r.published or date.max, r.source, r.id))
    texts = [shingles(report) for report in ordered]
    long_enough = [n for n, found in enumerate(texts) if len(found) >= FEWEST]
    best: dict[int, Copied] = {}
    for small, large in _proposed(texts, long_enough):
        line = _compare(ordered, texts, small, large)
        if line is not None:
            there = best.get(small)
            # A copy says more than a passage; among equals the pairs come with the first report first.
            if there is None or (there.how, line.how) == ("contained", "copy"):
                best[small] = line
    return [best[n] for n in sorted(best)]


def shingles(report: Report) -> frozenset[int]:
    """Hashes (64 bits) of the runs of five words of a report's body, furniture left out."""
    body, cursor = [], 0
    for start, end in sorted(report.furniture):
        body.append(report.text[cursor:start])
        cursor = max(cursor, end)
    body.append(report.text[cursor:])
    words = WORD.findall(" ".join(body).casefold())
    runs = {" ".join(words[n : n + WORDS]) for n in range(len(words) - WORDS + 1)}
    return frozenset(
        int.from_bytes(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") for run in runs
    )


def _compare(ordered: Sequence[Report], texts: Sequence[frozenset[int]], this: int, other: int) -> Copied | None:
    """What `this` is of `other`, by all their shingles; None for nothing, or the other way round."""
    common = len(texts[this] & texts[other])
    share, back = common / len(texts[this]), common / len(texts[other])
    if share < SHARE:
        return None
    if back >= SHARE:
        return Copied(ordered[this].id, ordered[other].id, "copy", round(share, 2)) if other < this else None
    return Copied(ordered[this].id, ordered[other].id, "contained", round(share, 2))


def _proposed(texts: Sequence[frozenset[int]], chosen: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs (this, other) of which this may stand in the other, the other in order."""
    if len(chosen) < 2:
        return
    sketches = {n: _sketch(texts[n]) for n in chosen}
    index = MinHashLSHEnsemble(threshold=PROPOSED, num_perm=PERMUTATIONS, num_part=PARTITIONS, m=TABLES)
    index.index((n, sketches[n], len(texts[n])) for n in chosen)
    for n in chosen:
        yield from ((n, other) for other in sorted(index.query(sketches[n], len(texts[n]))) if other != n)


def _sketch(found: frozenset[int]) -> MinHash:
    # The shingles are hashes already: MinHash needs 32 bits of each, in a fixed order for a fixed result.
    sketch = MinHash(PERMUTATIONS, hashfunc=int)
    sketch.update_batch(sorted(h & 0xFFFFFFFF for h in found))
    return sketch
