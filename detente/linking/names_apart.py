"""Whether two names in the same place of two sentences must mean two, or may mean one."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from detente.codebook.gazetteer import load_gazetteer
from detente.linking.same_place import same_place
from detente.reading.places import PLACE_KINDS

__all__ = ["are_apart", "are_of_one_kind", "are_places"]

ALIKE = 70
"""Likeness (0 to 100) from which two words are spellings of one name: Douma, Duma."""

CITIES = PLACE_KINDS | {"capital"}


def are_apart(one: str, other: str, together: Collection[str]) -> bool:
    """Whether two names (folded) mean two.

    They may mean one where they share a word or a spelling, where one is the other's initials, where a state is told
    by its capital or its people, a person by an office, or where a name of the reports (`together`) joins a word of
    each.
    """
    words, others = _words(one), _words(other)
    if words & others:
        left, other_left = (
            " ".join(word for word in name.split() if word not in words & others) for name in (one, other)
        )
        both = are_places(left, other_left)
        return both and same_place(left, other_left) is False
    if not words or not others or any(_alike(a, b) for a in words for b in others):
        return False
    if _initials(one) == "".join(others) or _initials(other) == "".join(words):
        return False
    if any(words & _words(name) and others & _words(name) for name in together):
        return False
    (kind, mine), (other_kind, theirs) = _meaning(one), _meaning(other)
    if mine and theirs and mine & theirs:
        return False
    if {kind, other_kind} <= CITIES:
        return same_place(one, other) is False
    states, other_states = ({id_.split("/")[0] for id_ in ids} for ids in (mine, theirs))
    persons = all("/" in id_ for id_ in mine | theirs)
    return persons or not states & other_states


def are_places(one: str, other: str) -> bool:
    """Whether both names are cities or regions, as far as the gazetteer knows."""
    return {_meaning(one)[0], _meaning(other)[0]} <= CITIES


def are_of_one_kind(one: str, other: str) -> bool:
    """Whether both are states, both persons, both bodies, both places, or names that the gazetteer does not know."""
    return _type(one) == _type(other)


def _type(name: str) -> str | None:
    kind, ids = _meaning(name)
    types = {actor.type for id_ in ids if (actor := load_gazetteer().actor(id_)) is not None}
    return "place" if kind in PLACE_KINDS else min(types) if types else kind


def _alike(one: str, other: str) -> bool:
    return one == other or one[:4] == other[:4] or ratio(one, other) >= ALIKE


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word)


@lru_cache(maxsize=65_536)
def _words(name: str) -> frozenset[str]:
    return frozenset(name.replace(".", "").replace("-", " ").replace("'s", "").split())


@lru_cache(maxsize=65_536)
def _meaning(name: str) -> tuple[str | None, frozenset[str]]:
    found = load_gazetteer().find(name.title() if len(name) > 3 else name.upper(), on=None)
    return (found[0].kind, frozenset(found[0].candidates)) if found else (None, frozenset())
