"""The terms of reports as counts: words and pairs of words, and what is alike in other languages too.

Every distinct word is looked at once; what it stands for (its stem, its letters, whether it is a name or a
number) then comes to the reports by products of sparse matrices. That keeps the cost of a report at that of
splitting it into words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from detente.codebook.function_words import load_function_words
from detente.codebook.gazetteer import load_gazetteer
from detente.linking.copies import MIX
from detente.linking.words import LANGUAGES
from detente.model import Report
from detente.reading.time_lexicon import lexicon_of

__all__ = ["Words", "actor_counts", "foreign_counts", "named_weekdays", "split_words", "term_counts"]

WORD = re.compile(r"\d[\d.,]*\d|\w+")

STEM = 7
"""Letters of a word that count: enough to keep words apart, few enough to let go of most endings."""

LEAD = 50
"""Words at the beginning of a report, headline included, that count twice: news tells the happening first."""

GRAM = 4
"""Letters in a row by which words of different languages are compared: `econom` is in all of ours."""


BUCKETS = 26
"""Bits of the hashes by which pairs of one report alone are told from others: 64 MB, and few fall together."""


@dataclass(frozen=True, slots=True)
class Words:
    """Reports as numbers of words: `lines` has an array a report, `spelt` the word of each number."""

    spelt: tuple[str, ...]
    lines: tuple[NDArray[np.int64], ...]


def split_words(reports: Iterable[Report]) -> Words:
    """The words of each report's headline and text, without furniture and function words, in order."""
    dull, numbers = load_function_words(), dict[str, int]()
    lines = []
    for report in reports:
        words = [word for word in WORD.findall(body_of(report)) if len(word) > 1 and word.casefold() not in dull]
        lines.append(np.fromiter((numbers.setdefault(word, len(numbers)) for word in words), np.int64, len(words)))
    return Words(tuple(numbers), tuple(lines))


def term_counts(words: Words) -> tuple[csr_array, NDArray[np.bool_]]:
    """How often each stem and pair of neighbouring stems stands in each report; and which terms are pairs.

    Rows are reports. The words of the lead count twice, its pairs as well. Pairs of one report alone tell nothing:
    most of them are left out, which more than halves the memory.
    """
    stem_of, stems = _numbered(words.spelt, _stem)
    found = [_terms(stem_of[line], stems) for line in words.lines]
    reports = np.zeros(1 << BUCKETS, dtype=np.uint8)
    for terms, _ in found:
        bucket = _bucket(terms)
        reports[bucket] = np.minimum(reports[bucket], 1) + 1
    for number, (terms, times) in enumerate(found):
        shared = (terms < stems) | (reports[_bucket(terms)] > 1)
        found[number] = terms[shared], times[shared]
    ends = np.cumsum([0, *(len(terms) for terms, _ in found)])
    counts = np.concatenate([times for _, times in found] or [np.empty(0, np.uint32)]).astype(np.float64)
    column = _joined([terms for terms, _ in found])
    del found
    is_pair = column >= stems
    known, column[is_pair] = np.unique(column[is_pair], return_inverse=True)
    column[is_pair] += stems
    shape = len(words.lines), stems + len(known)
    return csr_array((counts, column, ends), shape=shape), np.arange(shape[1]) >= stems


def _terms(line: NDArray[np.int64], stems: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The terms of a report, each once, and how often it has them."""
    parts = (line, line[:LEAD])
    # A pair is the numbers of its two stems in one, beyond those of the single stems.
    pairs = (part[1:] + stems * (part[:-1] + 1) for part in parts)
    terms, times = np.unique(np.concatenate((*parts, *pairs)), return_counts=True)
    return terms, times.astype(np.uint32)


def _bucket(terms: NDArray[np.int64]) -> NDArray[np.int64]:
    """Hashes of terms in BUCKETS bits: Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, 6.4)."""
    mixed: NDArray[np.uint64] = terms.astype(np.uint64) * MIX >> np.uint64(64 - BUCKETS)
    return mixed.astype(np.int64)


def named_weekdays(words: Words) -> NDArray[np.int64]:
    """The weekdays that each report names, as bits: Monday is 1, Tuesday 2, Sunday 64; 0 where it names none."""
    known = _weekdays()
    bit = np.fromiter((1 << known[w] if (w := word.casefold()) in known else 0 for word in words.spelt), np.int64)
    return np.array([np.bitwise_or.reduce(bit[line], initial=0) for line in words.lines], dtype=np.int64)


def foreign_counts(words: Words) -> tuple[csr_array, csr_array, csr_array]:
    """What tells a happening in any language: letters of words, capitalised words, numbers. Rows are reports."""
    count = len(words.lines)
    row = np.repeat(np.arange(count), [len(line) for line in words.lines])
    stands = csr_array((np.ones(len(row)), (row, _joined(words.lines))), shape=(count, len(words.spelt)))
    return (
        stands @ _spread(words.spelt, _grams),
        stands @ _spread(words.spelt, _name),
        stands @ _spread(words.spelt, _number),
    )


def actor_counts(reports: Sequence[Report]) -> csr_array:
    """How often each report names each actor that the codebook knows, in any spelling. Rows are reports."""
    gazetteer, numbers = load_gazetteer(), dict[str, int]()
    column: list[int] = []
    ends = [0]
    for report in reports:
        named = gazetteer.find(body_of(report), on=report.published)
        column.extend(numbers.setdefault(mention.candidates[0], len(numbers)) for mention in named)
        ends.append(len(column))
    counts = csr_array((np.ones(len(column)), column, ends), shape=(len(reports), len(numbers)))
    counts.sum_duplicates()
    return counts


def body_of(report: Report) -> str:
    """The headline and text of a report without its furniture."""
    parts, cursor = [report.title or ""], 0
    for start, end in sorted(report.furniture):
        parts.append(report.text[cursor:start])
        cursor = max(cursor, end)
    parts.append(report.text[cursor:])
    return "\n".join(parts)


@cache
def _weekdays() -> dict[str, int]:
    """The numbers of the weekdays by name, Monday is 0; short forms look like other words."""
    named = (lexicon_of(language).values["weekday"] for language in LANGUAGES)
    return {word: number for words in named for word, number in words.items() if "." not in word}


def _stem(word: str) -> str:
    return word if word[0].isdigit() else word.casefold()[:STEM]


def _grams(word: str) -> Sequence[str]:
    plain = unaccented(word.casefold())
    if not plain.isalpha() or len(plain) < GRAM:
        return ()
    padded = f" {plain} "
    return [padded[n : n + GRAM] for n in range(len(padded) - GRAM + 1)]


def _name(word: str) -> Sequence[str]:
    return (unaccented(word.casefold()),) if word[0].isupper() else ()


def _number(word: str) -> Sequence[str]:
    """The digits that count: 20,100 and 20.1 thousand and 20.100 are written 201."""
    digits = "".join(filter(str.isdigit, word)).strip("0") if word[0].isdigit() else ""
    return (digits,) if len(digits) > 1 else ()


def unaccented(word: str) -> str:
    """The word without the marks on its letters."""
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def _numbered(spelt: Sequence[str], form: Callable[[str], str]) -> tuple[NDArray[np.int64], int]:
    numbers: dict[str, int] = {}
    which = np.fromiter((numbers.setdefault(form(word), len(numbers)) for word in spelt), np.int64, len(spelt))
    return which, len(numbers)


def _spread(spelt: Sequence[str], parts: Callable[[str], Sequence[str]]) -> csr_array:
    """A matrix from words to what they are made of."""
    numbers: dict[str, int] = {}
    column: list[int] = []
    ends = [0]
    for word in spelt:
        column.extend(numbers.setdefault(part, len(numbers)) for part in parts(word))
        ends.append(len(column))
    return csr_array((np.ones(len(column)), column, ends), shape=(len(spelt), len(numbers)))


def _joined(parts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)
