"""Whether two names of places can mean one: spellings, languages, a city and its country."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from rapidfuzz.fuzz import ratio

from detente.codebook.gazetteer import load_gazetteer

__all__ = ["are_apart", "same_place"]

SPELT_ALIKE = 80
"""Likeness (0 to 100) from which two names of cities of one country are spellings of one: Genève, Geneva."""


@lru_cache(maxsize=65_536)
def same_place(one: str | None, other: str | None) -> bool | None:
    """True for the same place or one inside the other, False for two places; None where one is not known."""
    if not one or not other:
        return None
    first, second = _plain(one), _plain(other)
    if first == second or f" {first} " in f" {second} " or f" {second} " in f" {first} ":
        return True
    (kind, country), (other_kind, other_country) = _meaning(one), _meaning(other)
    if country and country == other_country:
        whole = {kind, other_kind}
        return "name" in whole or whole == {"capital"} or ratio(first, second) >= SPELT_ALIKE
    return False


def are_apart(places: Iterable[str]) -> bool:
    """Whether two of the names cannot mean one place: a city and its state can."""
    return any(same_place(one, other) is False for one, other in combinations(places, 2))


@lru_cache(maxsize=16_384)
def _meaning(place: str) -> tuple[str | None, str | None]:
    """What the gazetteer takes a place for (name for a state, capital, city, ...), and the state it lies in."""
    found = load_gazetteer().find(place, on=None)
    return (found[0].kind, found[0].candidates[0]) if found and found[0].candidates else (None, None)


def _plain(place: str) -> str:
    folded = unicodedata.normalize("NFKD", place.casefold())
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).split())
