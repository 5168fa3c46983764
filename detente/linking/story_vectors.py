"""Weighs the terms of reports: what few reports of the window share tells which happening a report is about."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, hstack

from detente.linking.story_words import Words, actor_counts, foreign_counts, term_counts
from detente.model import Report

__all__ = ["foreign_vectors", "language_vectors"]

ALONE, MANY = 0.25, 50
"""Weight of a word that no other report has: it can match nothing, and only says how much else a report tells. Of
few reports most words are alone, so that only among MANY and more it comes down to that."""

FEW = 20
"""As so many reports of a language count those in others: of two French reports among fifty in English nobody could
tell which names are everywhere in the crisis."""

GRAMS, NAMES, NUMBERS, ACTORS = 1.0, 0.5, 0.5, 0.25
"""Shares of letters, names, numbers and known actors in the likeness of reports in different languages."""


def language_vectors(reports: Sequence[Report], words: Words) -> csr_array:
    """A row of length 1 a report: TF-IDF of its words and pairs of words, by the reports of its language.

    `words` are those of the reports, in the same order.
    """
    counts, pairs = term_counts(words)
    return _weighed(counts, _languages(reports), alone=~pairs)


def foreign_vectors(reports: Sequence[Report], words: Words) -> csr_array:
    """A row of length 1 a report, comparable across languages: letters of its words, names, numbers, known actors.

    Each term weighs by how rare it is among the reports of the same language; `words` as above.
    """
    languages = _languages(reports)
    counted = (*foreign_counts(words), actor_counts(reports))
    blocks = [
        _weighed(counts, languages, alone=np.zeros(counts.shape[1], dtype=bool)) * np.sqrt(share)
        for counts, share in zip(counted, (GRAMS, NAMES, NUMBERS, ACTORS), strict=True)
    ]
    return _of_length_one(csr_array(hstack(blocks)))


def _languages(reports: Sequence[Report]) -> NDArray[np.int64]:
    names = sorted({report.language or "" for report in reports})
    return np.array([names.index(report.language or "") for report in reports], dtype=np.int64)


def _weighed(counts: csr_array, languages: NDArray[np.int64], *, alone: NDArray[np.bool_]) -> csr_array:
    """Logarithm of the counts by idf among reports of the language; `alone`: which terms count in one report."""
    weights = csr_array((np.log(counts.data), counts.indices, counts.indptr), shape=counts.shape)
    weights.data += 1
    once = np.bincount(counts.indices, minlength=counts.shape[1]) < 2
    of = np.repeat(languages.astype(np.int16), np.diff(counts.indptr))
    everywhere = np.bincount(counts.indices, minlength=counts.shape[1]) / max(1, len(languages))
    for language in range(languages.max(initial=-1) + 1):
        here = of == language
        reports = (languages == language).sum()
        others = FEW * (1 - reports / len(languages))
        frequency = np.bincount(counts.indices[here], minlength=counts.shape[1]) + others * everywhere
        idf = np.log((1 + reports + others) / (1 + frequency)) + 1
        factor = alone * (1 - (1 - ALONE) * reports / (reports + MANY))
        weights.data[here] *= np.where(once, idf * factor, idf)[counts.indices[here]]
    weights.eliminate_zeros()
    return _of_length_one(weights)


def _of_length_one(rows: csr_array) -> csr_array:
    length = np.sqrt(rows.multiply(rows).sum(axis=1))
    return csr_array(diags_array(1 / np.where(length > 0, length, 1)) @ rows)
