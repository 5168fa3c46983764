"""The places that a sentence names, in a form that spellings share: villages and districts, cities, nothing wider."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from detente.codebook.gazetteer import load_gazetteer
from detente.codebook.spellings import sound
from detente.codebook.tolls import load_tolls
from detente.linking.told_sentences import TITLED
from detente.linking.words import fold, is_function_word
from detente.reading.time_lexicon import lexicon_of

__all__ = ["Places", "places_of"]

ALIKE = 75
"""Likeness (0 to 100) of what the spellings of two names have in common, from which they are spellings of one."""

NEAR = 40
"""Characters before a name in which the two words before it stand."""

SHORT = 4
"""Letters of what two names begin with, from which the shorter may be a short form of the longer."""

SHORTEST = 3
"""Letters of a name."""

CITIES = frozenset({"city", "capital"})

_NAME = re.compile(
    r"(?:\b(?:al|el|ar|as|ash|an|at|az|ad|de|du|la|le)(?:[-‐‑ ]))?[A-ZÀ-Þ][\w'’]*"
    r"(?:[-‐‑ ](?:(?:al|el|de|du|la|le|i|ash|ar|as|ez|az)[-‐‑ ])?[A-ZÀ-Þ][\w'’]*)*"
)
_OWNED = re.compile(r"['’]?s\b")
"""What makes a name an owner, perhaps without its apostrophe: "in Syrias north"."""

_BEHIND = re.compile(r"[-,\s]*(?:(?:an?|the|une?|le|la) )?([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Places:
    """Places by their sounds: `narrow` ones that no gazetteer has, and `cities`. `here` where the sentence itself
    names them."""

    narrow: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    here: bool = True

    def from_before(self) -> Places:
        """The same, as named in a sentence before."""
        return replace(self, here=False)

    def meet(self, other: Places) -> bool | None:
        """Whether two sentences tell of one place: True or False, and None where that cannot be said."""
        if self.narrow and other.narrow:
            return _meet(self.narrow, other.narrow)
        mine, theirs = self.narrow | self.cities, other.narrow | other.cities
        if mine and theirs and _meet(mine, theirs):
            return True
        return False if self.cities and other.cities else None

    def common(self, other: Places) -> list[str]:
        """The places of the one that may be a place of the other."""
        theirs = other.narrow | other.cities
        return [it for it in self.narrow | self.cities if _meet(frozenset({it}), theirs)]


def places_of(text: str, begin: int, end: int, *, language: str) -> Places:
    """The places named between two offsets of a text: names after a word of place, or beside a noun for one."""
    tolls = load_tolls(language)
    narrow: set[str] = set()
    cities: set[str] = set()
    places = tolls.where | tolls.sites | tolls.struck
    for match in _NAME.finditer(text, begin, end):
        name, start = match[0], match.start()
        opening = name.split(maxsplit=1)
        if len(opening) > 1 and is_function_word(opening[0], fold(opening[0])):
            name, start = opening[1], match.end() - len(opening[1])  # "In Varn"
        ahead = text[max(begin, start - NEAR) : start].casefold().split()[-3:]
        behind = _BEHIND.match(text, match.end(), end)
        near = ahead[-2:]
        after = behind[1].casefold() if behind else ""
        if after in tolls.regions or not tolls.regions.isdisjoint(near) or not tolls.says.isdisjoint(ahead):
            continue
        if after in tolls.sites or not places.isdisjoint(near):
            unknown, known = _sounds(name, language)
            narrow |= unknown
            cities |= known
    words = text[begin:end].split() if narrow or cities else []
    if sum(word[0].isupper() for word in words) >= TITLED * len(words):
        return Places()  # nothing named, or a headline, where a capital is no sign of a name
    return Places(frozenset(narrow), frozenset(cities))


@lru_cache(maxsize=65_536)
def _sounds(name: str, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """A name as that of a place that no gazetteer has, and the cities in it; nothing for a state, a body, a day."""
    values = lexicon_of(language).values
    words = {fold(word) for word in re.split(r"\W+", name)}
    named_day = any(words & {fold(it) for it in values.get(kind, {})} for kind in ("weekday", "month"))
    if named_day or len(name) < SHORTEST or is_function_word(name, fold(name)):
        return frozenset(), frozenset()
    gazetteer = load_gazetteer()
    name = _OWNED.sub("", name) if not gazetteer.find(name, on=None) else name
    found = gazetteer.find(name, on=None)
    if not found:
        return frozenset({sound(name)} - {""}), frozenset()
    cities = [it for it in found if it.kind in CITIES]
    return frozenset(), frozenset(sound(name[it.start : it.end]) for it in cities)


@lru_cache(maxsize=65_536)
def _one(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    longer_form = shorter >= SHORT and one[:shorter] == other[:shorter]  # "Urum", "Urum al-Kubra"
    return longer_form or (one[0] == other[0] and ratio(one, other) >= ALIKE)


def _meet(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some & others) or any(_one(a, b) for a in some for b in others)
