"""When two wordings are one position: the same words, or content words that mostly recur.

Function words are dropped, endings cut, and words that diplomacy uses for one another ("commitment",
"guarantee", the `same` families of the codebook) count as one. Nothing is looked up in a model, so a row can say
why it was gathered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from detente.codebook.families import load_families
from detente.linking.words import fold, is_abbreviated, is_function_word, is_negation, stem, stem_families

__all__ = ["ALIKE", "Wording", "alike", "wording"]

ALIKE = 0.75
"""Share of the shorter wording's content words that must recur in the other: three in four. Two in three would
make one demand of "halt the shipments to Cuba" and "halt the flights to Cuba"."""

SHARED = 2
"""Content words that must recur at least: a single one ("Cuba") is a topic, not a demand."""

_WORD = re.compile(r"[^\W\d_]+(?:'t\b)?|\d+")


@dataclass(frozen=True, slots=True)
class Wording:
    """What of a wording counts: its words written alike, content stems, names in it, and whether it negates.

    `spelt` has for every stem the word it was cut from.
    """

    same: str
    stems: frozenset[str]
    spelt: Mapping[str, str]
    names: frozenset[str]
    negated: bool


@lru_cache(maxsize=20_000)
def wording(words: str) -> Wording:
    """A wording reduced to what is compared; case, accents, quotation marks and the kind of apostrophe are free."""
    tokens = _WORD.findall(unicodedata.normalize("NFC", words).replace("’", "'"))
    plain = [fold(token) for token in tokens]
    family_of = _families()
    spelt: dict[str, str] = {}
    for token, low in zip(tokens, plain, strict=True):
        if not is_function_word(token, low) and not is_negation(low):
            cut = low if is_abbreviated(token) else stem(low)
            spelt.setdefault(family_of.get(cut, cut), token)
    return Wording(
        " ".join(plain),
        frozenset(spelt),
        spelt,
        frozenset(low for token, low in zip(tokens, plain, strict=True) if _is_name(token, low)),
        any(map(is_negation, plain)),
    )


def alike(one: Wording, other: Wording) -> float:
    """How much of the shorter wording recurs in the other, from 0 to 1; 0 where they are not one position.

    One of them negated and the other not are opposite, however many words they share.
    """
    if one.same == other.same:
        return 1.0
    if one.negated != other.negated or not one.stems or not other.stems:
        return 0.0
    shared = len(one.stems & other.stems)
    if shared < SHARED and one.stems != other.stems:
        return 0.0
    score = shared / min(len(one.stems), len(other.stems))
    return score if score >= ALIKE else 0.0


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    by_language = load_families().same
    return {stem: family for words in by_language.values() for stem, family in stem_families(words).items()}


def _is_name(token: str, low: str) -> bool:
    return token[0].isupper() and not is_function_word(low, low)
