"""How much of one stretch of words stands in another: by rarity, by families of words, across languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from detente.linking.words import Word

__all__ = ["COGNATE_LETTERS", "Shared", "Weights", "lookup_keys", "shared", "weigh"]

KIN = 0.6
"""What a word counts that is only kin of the other's."""

COGNATE = 0.8
"""What a word of another language counts that is written nearly alike."""

COGNATE_LETTERS = 5
COGNATE_RATIO = 70
"""Letters that two cognates begin with, and their likeness (0 to 100): aggravation and its French twin."""

LIGHT = 0.2
"""What a word counts that says little by itself."""

BACKGROUND = 50
"""Stretches without a word that are taken to stand beside those at hand, so that a few can weigh words too."""

Weights = Mapping[str, float]
"""How telling a word is, by its key: 0 for one that every stretch has, 1 for one that stands alone."""


class Shared(NamedTuple):
    """What two stretches share: the part of the lighter one's weight (0 to 1), that weight, and how many words."""

    part: float
    weight: float
    words: int


NOTHING = Shared(0.0, 0.0, 0)


def weigh(stretches: Sequence[Sequence[Word]]) -> Weights:
    """How telling each word is among these stretches: by how few have it."""
    count = Counter(key for words in stretches for key in {word.key for word in words if word.key})
    most = log(len(stretches) + BACKGROUND)
    return {key: log((len(stretches) + BACKGROUND) / found) / most for key, found in count.items()}


def shared(words: Iterable[Word], others: Iterable[Word], weights: Weights, *, across: bool = False) -> Shared:
    """What two stretches of words share; `across` languages, words that are written nearly alike count too."""
    mine, theirs = ({word.key: word for word in side if word.key} for side in (words, others))
    lighter = min(_weight(mine.values(), weights), _weight(theirs.values(), weights))
    if not lighter:
        return NOTHING
    common = mine.keys() & theirs.keys()
    matched = sum(_one(mine[key], weights) for key in common)
    count = sum(not mine[key].light for key in common)
    left = [theirs[key] for key in sorted(theirs.keys() - common)]
    by_kin = {word.near: word for word in reversed(left) if word.near}
    by_start = {word.plain[:COGNATE_LETTERS]: word for word in reversed(left)} if across else {}
    for key in sorted(mine.keys() - common):
        word = mine[key]
        kin, cognate = by_kin.pop(word.near or "", None), by_start.get(word.plain[:COGNATE_LETTERS])
        if cognate is not None and ratio(word.plain, cognate.plain) >= COGNATE_RATIO:
            del by_start[word.plain[:COGNATE_LETTERS]]
            strength, facing = COGNATE, cognate
        elif kin is not None:
            strength, facing = KIN, kin
        else:
            continue
        matched += strength * min(_one(word, weights), _one(facing, weights))
        count += not word.light
    return Shared(min(1.0, matched / lighter), matched, count)


def lookup_keys(words: Iterable[Word]) -> set[str]:
    """What a stretch can be looked up by: its words by family, by their beginning, and by their kin."""
    telling = [word for word in words if word.key and not word.light]
    kin = {f"~{word.near}" for word in telling if word.near}
    return kin | {f"={word.key}" for word in telling} | {word.plain[:COGNATE_LETTERS] for word in telling}


def _weight(words: Iterable[Word], weights: Weights) -> float:
    return sum(_one(word, weights) for word in words)


def _one(word: Word, weights: Weights) -> float:
    return weights[word.key or ""] * (LIGHT if word.light else 1.0)
