"""What a sentence tells besides its numbers and names: its days, its places, and the words that tell it from others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from detente.codebook.tolls import load_tolls
from detente.linking.counted import is_figure
from detente.linking.told_sentences import TOKEN
from detente.linking.toll_places import Places, places_of
from detente.linking.words import LANGUAGES, fold, is_function_word, stem
from detente.reading.days import day_range
from detente.reading.times import When

__all__ = [
    "LEAD",
    "WEEK",
    "days_told",
    "nearest_places",
    "opening_keys",
    "plain_word",
    "telling_key",
    "telling_keys",
]

BACK, AHEAD = 5, 2
"""Sentences before and behind one that names no place, in which its place is looked for."""

LEAD = 2
"""Sentences from the first on that tell what a report is of: a headline, perhaps a dateline, and the opening."""

WEEK = 7

SAYING = 2
"""Words before a time among which one for speaking stands, if the time is that of the speaking ("said on Thursday")."""


@lru_cache(maxsize=65_536)
def plain_word(token: str) -> str:
    """A token in lower case, as the lists of `tolls.toml` and `attacks.toml` have it."""
    return token.casefold().replace("’", "'").rstrip("'")


@lru_cache(maxsize=65_536)
def telling_key(word: str) -> str | None:
    """The stem of a word that tells something; None for a function word."""
    folded = fold(word)
    return None if is_function_word(word, folded) else stem(folded)


def telling_keys(words: Sequence[str], language: str) -> frozenset[str]:
    """The telling words of a sentence, without those that any toll is told with."""
    keys = (telling_key(word) for word in set(words) - _of_any_toll(language) if not is_figure(word))
    return frozenset(key for key in keys if key)


def opening_keys(text: str, sentences: Sequence[tuple[int, int]], language: str) -> frozenset[str]:
    """The telling words of the sentences that tell what a report is of."""
    words = [plain_word(token[0]) for token in TOKEN.finditer(text, 0, sentences[: LEAD + 1][-1][1])]
    return telling_keys(words, language)


@lru_cache(maxsize=len(LANGUAGES))
def _of_any_toll(language: str) -> frozenset[str]:
    tolls = load_tolls(language)
    return frozenset(tolls.toll_of) | frozenset(tolls.class_of) | tolls.says


def days_told(
    sentence: str, times: Sequence[When], published: date | None, says: frozenset[str] = frozenset()
) -> tuple[int, int] | None:
    """The first and the last day of the narrowest time told in a sentence, as ordinals.

    A time right behind a word of `says` is that of the saying, where it is the day of publication or the one before.
    The day of publication, on which it may only have been said, counts with the day before; nothing wider than a week
    that holds it does.
    """
    ranges = [
        day_range(when.value)
        for when in times
        if when.relation is None and not _is_of_saying(when, sentence, published, says)
    ]
    known = [(first.toordinal(), last.toordinal()) for first, last in ranges if first is not None and last is not None]
    first, last = min(known, key=lambda it: it[1] - it[0], default=(0, 0))
    if published is None or not first <= published.toordinal() <= last:
        return (first, last) if first else None
    return (last - 1, last) if first == last else (first, last) if last - first < WEEK else None


def _is_of_saying(when: When, sentence: str, published: date | None, says: frozenset[str]) -> bool:
    if published is None or says.isdisjoint(plain_word(it) for it in sentence[: when.span.start].split()[-SAYING:]):
        return False
    first, last = day_range(when.value)
    return first is not None and first == last and 0 <= (published - first).days <= 1


def nearest_places(
    text: str, sentences: Sequence[tuple[int, int]], nth: int, known: dict[int, Places], language: str
) -> Places:
    """The places that a sentence names; where it names none, those of the nearest one that does, if it is near.

    `known` are those of sentences that were looked at.
    """
    before = range(nth, max(-1, nth - BACK - 1), -1)
    for n in (*before, *range(nth + 1, min(len(sentences), nth + AHEAD + 1))):
        if n not in known:
            known[n] = places_of(text, *sentences[n], language=language)
        if known[n].narrow or known[n].cities:
            return known[n] if n == nth else known[n].from_before()
    return Places()
