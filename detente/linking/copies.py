"""Which reports are copies of others, or stand whole in a longer one: one voice must not count as many.

Reports are compared by their shingles (runs of five words; Broder, "On the resemblance and containment of
documents", 1997) and by their words. A run of five words that few reports have proposes all pairs of them; one
that many have proposes each with the first and with the one before. So the cost grows with the reports, and
each pair that is proposed is then verified on all its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from detente.model import Report

__all__ = ["Copied", "Shared", "find_copies", "find_shared", "hashed_runs", "hashed_words", "in_order", "shingles"]

WORDS = 5
"""Words in a shingle: long enough that two reporters hardly write the same one by chance."""

FEWEST = 15
"""Shingles that a report must have to be compared: shorter ones are headlines and notices."""

SHARE = 0.8
"""Part of a report's words that must stand in another: a rewrite changes names, numbers, a phrase here and there."""

RUNS = 0.3
"""Part of a report's shingles that must: with every sixth word changed four in ten are left, while reports that
share only their topic have next to none."""

PROPOSED = 0.15
"""Part of a report's shingles, counted on those that propose pairs, from which a pair is verified."""

FEW = 12
"""Reports that may have a shingle and still be proposed all with all."""

BATCH = 2000
"""Texts whose bytes are looked at together: more only takes memory."""

COLUMN_BITS = 30
"""Bits of a word's hash that tell it from others where words are counted."""

WORD = re.compile(r"\w+")
MARK = re.compile(r"[^\w\s]")

IN_WORD = np.array([chr(byte).isalnum() or chr(byte) == "_" or byte >= 128 for byte in range(256)])
"""Bytes of UTF-8 that words are made of, once MARK has taken the other signs out of texts that are not ASCII."""

MIX = np.uint64(0x9E3779B97F4A7C15)
PLACES = np.random.default_rng(5).integers(1, 2**63, 64, dtype=np.uint64) | np.uint64(1)
"""Numbers for the places in a word, and to mix hashes with; any odd ones would do."""


@dataclass(frozen=True, slots=True)
class Copied:
    """That `report` (an id) is a `copy` of the report `of`, or stands whole in it (`contained`).

    `share` is the part of the report's words that stand in the other, `back` the part of the other's that
    stand in the report; 0 to 1.
    """

    report: str
    of: str
    how: str
    share: float
    back: float


class Shared(NamedTuple):
    """What two reports have in common: parts of the first's words and shingles in the second, and back."""

    words: float
    words_back: float
    runs: float
    runs_back: float


def find_copies(reports: Iterable[Report]) -> list[Copied]:
    """For each report that repeats another, the other: at most one line a report, by the reports' days.

    Of copies the first by day of publication (then source) is the original, and the later ones are copies
    of it. A report that stands whole in a longer one is contained in it, whichever came first. Changed names
    and numbers, furniture, case and punctuation make no difference. Reports without a text or of a few words
    are left out.
    """
    ordered = in_order(reports)
    best: dict[int, Copied] = {}
    for (one, other), shared in find_shared(ordered).items():
        for this, that, words, back, runs, runs_back in (
            (one, other, shared.words, shared.words_back, shared.runs, shared.runs_back),
            (other, one, shared.words_back, shared.words, shared.runs_back, shared.runs),
        ):
            if words < SHARE or runs < RUNS:
                continue
            whole = back >= SHARE and runs_back >= RUNS
            if whole and that > this:
                continue
            how = "copy" if whole else "contained"
            line = Copied(ordered[this].id, ordered[that].id, how, round(words, 2), round(back, 2))
            there = best.get(this)
            # A copy says more than a passage; among equals the pairs come with the first report first.
            if there is None or (there.how, line.how) == ("contained", "copy"):
                best[this] = line
    return [best[n] for n in sorted(best)]


def shingles(report: Report) -> frozenset[str]:
    """The runs of five words of a report's body, in lower case, furniture left out."""
    words = WORD.findall(_body(report).casefold())
    return frozenset(" ".join(words[n : n + WORDS]) for n in range(len(words) - WORDS + 1))


def in_order(reports: Iterable[Report]) -> list[Report]:
    """Reports that have a text, each once, by day of publication, source and id; undated ones last."""
    known = {report.id: report for report in reports if report.text}
    return sorted(known.values(), key=lambda r: (r.published or date.max, r.source, r.id))


def find_shared(ordered: Sequence[Report]) -> dict[tuple[int, int], Shared]:
    """What pairs of reports share, by their places in `ordered`, the first before the second.

    Only pairs that have at least PROPOSED of the shingles of one of them in common.
    """
    words, ends = hashed_words(ordered)
    runs, sizes = _runs(words, ends)
    first, second = _proposed(runs, sizes)
    if not len(first):
        return {}
    members = np.unique(np.concatenate((first, second)))
    counts = _counts(*_picked(words, ends, members))
    one, other = counts[np.searchsorted(members, first)], counts[np.searchsorted(members, second)]
    common_words, common_runs = one.minimum(other).sum(axis=1), runs[first].multiply(runs[second]).sum(axis=1)
    parts = (
        common_words / one.sum(axis=1), common_words / other.sum(axis=1),
        common_runs / sizes[first], common_runs / sizes[second],
    )  # fmt: skip
    table = zip(first.tolist(), second.tolist(), *(part.tolist() for part in parts), strict=True)
    return {(this, that): Shared(*numbers) for this, that, *numbers in table}


def hashed_words(reports: Sequence[Report]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The words of all reports in a row, hashed, and where each report ends among them."""
    batches = (reports[n : n + BATCH] for n in range(0, len(reports), BATCH))
    parts = [_hashed([_body(report).casefold() for report in batch]) for batch in batches]
    words = np.concatenate([hashes for hashes, _ in parts] or [np.empty(0, np.uint64)])
    return words, np.cumsum(np.concatenate([np.diff(ends, prepend=0) for _, ends in parts] or [np.empty(0, np.int64)]))


def hashed_runs(words: NDArray[np.uint64], ends: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The shingles of all reports in a row, hashed, and how many each report has; short ones have none."""
    runs = words[: max(0, len(words) - WORDS + 1)].copy()
    for n in range(1, WORDS):  # a polynomial in the words' hashes, modulo 2**64
        runs = runs * MIX + words[n : n + len(runs)]
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1]))
    sizes = ends - starts - WORDS + 1
    sizes[sizes < FEWEST] = 0
    return runs[np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())], sizes


def _runs(words: NDArray[np.uint64], ends: NDArray[np.int64]) -> tuple[csr_array, NDArray[np.int64]]:
    """Which shingles stand in each report, of those that may stand in two; and how many a report has of all."""
    found, sizes = hashed_runs(words, ends)
    # Most shingles stand in one report. Counting by two parts of the hash shows that without sorting them.
    kept = np.cumsum(np.concatenate((np.zeros(1, np.int64), sizes)))
    for shift in (40, 16):
        part = (found >> np.uint64(shift)).astype(np.int64) & 0xFFFFFF
        again = np.bincount(part, minlength=1)[part] > 1
        kept = np.concatenate((np.zeros(1, np.int64), np.cumsum(again)))[kept]
        found = found[again]
    column, kinds = _numbered(found)
    stands = csr_array((np.ones(len(column), np.float32), column, kept), shape=(len(ends), kinds))
    stands.sum_duplicates()
    stands.data[:] = 1
    return stands, np.maximum(sizes, 1)


def _picked(
    words: NDArray[np.uint64], ends: NDArray[np.int64], members: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The words of some reports in a row, and where each ends."""
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1]))[members]
    lengths = ends[members] - starts
    after = np.cumsum(lengths)
    return words[np.repeat(starts - after + lengths, lengths) + np.arange(lengths.sum())], after


def _hashed(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """A hash for each word of the texts in a row, and where each text ends among them.

    The bytes of all texts are looked at together: a word's hash is the sum of its bytes, each times a number
    of its place in the word.
    """
    encoded = [(text if text.isascii() else MARK.sub(" ", text)).encode("utf-8", "surrogatepass") for text in texts]
    joined = np.frombuffer(b" ".join((*encoded, b"")), np.uint8)
    in_word = IN_WORD[joined]
    edges = np.flatnonzero(in_word[1:] != in_word[:-1]) + 1
    if len(joined) and in_word[0]:
        edges = np.concatenate((np.zeros(1, np.int64), edges))
    begin, end = edges[::2], edges[1::2]
    lengths = end - begin
    place = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    value = PLACES[np.minimum(place, len(PLACES) - 1)] * (joined[in_word].astype(np.uint64) + np.uint64(1))
    hashes = np.add.reduceat(value, np.cumsum(lengths) - lengths) if len(begin) else np.empty(0, np.uint64)
    text_ends = np.cumsum([len(text) + 1 for text in encoded], dtype=np.int64)
    return hashes ^ (hashes >> np.uint64(31)), np.searchsorted(begin, text_ends)


def _body(report: Report) -> str:
    if not report.furniture:
        return report.text
    parts, cursor = [], 0
    for start, end in sorted(report.furniture):
        parts.append(report.text[cursor:start])
        cursor = max(cursor, end)
    return " ".join((*parts, report.text[cursor:]))


def _numbered(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], int]:
    """A number for each distinct hash, in place of the hashes; and how many are distinct.

    The low bits give way to the place of each hash, so that sorting carries the places along: of five million
    hashes some forty pairs then count as one, which no share of words or shingles shows.
    """
    bits = np.uint64(len(hashes).bit_length())
    places = (np.uint64(1) << bits) - np.uint64(1)
    ordered = np.sort((hashes & ~places) | np.arange(len(hashes), dtype=np.uint64))
    kinds = ordered >> bits
    numbers = np.concatenate((np.zeros(1, np.int64), np.cumsum(kinds[1:] != kinds[:-1])))[: len(hashes)]
    column = np.empty(len(hashes), np.int64)
    column[(ordered & places).astype(np.int64)] = numbers
    return column, int(numbers[-1]) + 1 if len(hashes) else 0


def _counts(words: NDArray[np.uint64], ends: NDArray[np.int64]) -> csr_array:
    """How often each word stands in each report. A word's column is a part of its hash: no sorting of them all.

    Of a hundred thousand different words some five pairs have one column.
    """
    column = (words >> np.uint64(64 - COLUMN_BITS)).astype(np.int32)
    starts = np.concatenate((np.zeros(1, np.int64), ends)).astype(np.int32 if len(words) < 2**31 else np.int64)
    counts = csr_array((np.ones(len(words), np.float32), column, starts), shape=(len(ends), 1 << COLUMN_BITS))
    counts.sum_duplicates()
    return counts


def _proposed(runs: csr_array, sizes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs that may repeat each other, the first before the second, in order."""
    frequency = np.bincount(runs.indices, minlength=runs.shape[1])
    rare = runs[:, np.flatnonzero((frequency > 1) & (frequency <= FEW))]
    alike = (rare @ rare.T).tocoo()
    kept = (alike.row < alike.col) & (alike.data >= PROPOSED * np.minimum(sizes[alike.row], sizes[alike.col]))
    pairs = [alike.row[kept].astype(np.int64) * runs.shape[0] + alike.col[kept]]
    pairs += _of_common(runs, np.flatnonzero(frequency > FEW), sizes)
    pair = np.unique(np.concatenate(pairs))
    return pair // runs.shape[0], pair % runs.shape[0]


def _of_common(runs: csr_array, common: NDArray[np.int64], sizes: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Pairs by shingles that many reports have: each report with the first and with the one before."""
    by_run = runs[:, common].tocsc()
    by_run.sort_indices()
    total, starts = runs.shape[0], by_run.indptr[:-1]
    if not len(by_run.indices):
        return []
    second = by_run.indices.astype(np.int64)
    first_of = np.repeat(second[starts], np.diff(by_run.indptr))
    before = np.concatenate((second[:1], second[:-1]))
    before[starts] = first_of[starts]
    found = []
    for other in (first_of, before):
        pair, times = np.unique(other * total + second, return_counts=True)
        one, two = pair // total, pair % total
        found.append(pair[(one != two) & (times >= PROPOSED * np.minimum(sizes[one], sizes[two]))])
    return found
