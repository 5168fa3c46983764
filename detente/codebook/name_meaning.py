"""Decides what a name means on a day: which actors bear it then, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from detente.codebook.actor_files import KINDS, LAST, Alias, KnownActors, Term

__all__ = ["Meaning", "bearers", "meaning_on", "rank_of"]

LEADERS = {"head_of_state", "head_of_government", "party_leader", "leader", "supreme_leader"}
CHIEFS = {
    "foreign_minister",
    "defence_minister",
    "secretary_general",
    "high_representative",
    "head",
    "group_leader",
    "vice_president",
}
MINOR_OFFICES = {"ambassador", "deputy_foreign_minister", "deputy_defence_minister"}

MOST_NAMED = (
    "USA",
    "SUN",
    "RUS",
    "GBR",
    "FRA",
    "DEU",
    "CHN",
    "UN",
    "EU",
    "NATO",
    "ISR",
    "IRN",
    "UKR",
    "CUB",
    "PRK",
)
"""Between two people of one surname and like office, that of the state more in the news comes first."""

YEARS_AFTER = (12, 6, 3, 2)
"""For so many years after leaving office (by rank of office) a surname alone still means its last holder."""

YEARS_BEFORE = 1
"""So long before taking office people are already news: candidates, designates."""


class Meaning(NamedTuple):
    """What a name stands for on a day. `needs_title`: only after a title ("Mrs May")."""

    kind: str
    candidates: tuple[str, ...]
    sector: str | None
    needs_title: bool
    alias: str


def meaning_on(
    name: str, aliases: tuple[Alias, ...], known: KnownActors, *, not_alone: frozenset[str], on: date | None
) -> Meaning | None:
    """The meaning of a name that `aliases` bear on a day; None where nobody bears it then (and for a decoy).

    `not_alone` are the surnames that count only after a title.
    """
    standing = _standing(aliases, on.isoformat() if on else None)
    full, near = _people(aliases, known, on=on)
    candidates = tuple(dict.fromkeys((*(it.actor for it in standing), *full, *near)))
    if not candidates:
        return None
    if standing:
        return Meaning(standing[0].kind, candidates, standing[0].sector, needs_title=False, alias=name)
    if full:
        return Meaning("person", candidates, None, needs_title=False, alias=name)
    return Meaning("surname", candidates, None, needs_title=name in not_alone, alias=name)


def bearers(aliases: Iterable[Alias], known: KnownActors, *, on: date | None) -> tuple[str, ...]:
    """The people who bear names on a day: those by a full name first, then those by a surname alone."""
    full, near = _people(aliases, known, on=on)
    return tuple(dict.fromkeys((*full, *near)))


def _people(aliases: Iterable[Alias], known: KnownActors, *, on: date | None) -> tuple[list[str], list[str]]:
    day = on.isoformat() if on else None
    full = sorted({it.actor for it in aliases if it.kind == "person"}, key=lambda person: _nearness(person, known, day))
    surnames = {
        it.actor
        for it in aliases
        if it.kind == "surname" and it.actor not in full and not _is_of_minor_state(it.actor, known)
    }
    near = sorted((_nearness(person, known, day), person) for person in surnames if _is_news(person, known, day))
    return full, [person for _, person in near]


def _standing(aliases: tuple[Alias, ...], day: str | None) -> list[Alias]:
    """The states, bodies and groups that bear a name on a day, or else ever; dated names first."""
    borne = [it for it in aliases if it.kind not in ("person", "surname")]
    valid = [it for it in borne if (it.start <= day <= it.end if day else it.end == LAST)]
    return sorted(valid or borne, key=lambda it: (not it.dated, KINDS.index(it.kind)))


def _is_of_minor_state(person: str, known: KnownActors) -> bool:
    return known.described[person].country in known.minor


def rank_of(term: Term) -> int:
    """The rank of an office, 0 for those who lead a state."""
    if term.office in LEADERS:
        return 0
    if term.office in CHIEFS:
        return 1
    return 3 if term.office in MINOR_OFFICES else 2


def _years_off(term: Term, day: str) -> float:
    """Years between a day and a term: 0 within it, negative before it."""
    if term.start <= day <= term.end:
        return 0.0
    edge = term.start if day < term.start else term.end
    return int(day[:4]) - int(edge[:4]) + (int(day[5:7]) - int(edge[5:7])) / 12 + (int(day[8:]) - int(edge[8:])) / 365


def _nearness(person: str, known: KnownActors, day: str | None) -> tuple[float, ...]:
    """How well a person suits a day, least first: in office, then by time out of it, then by rank."""
    terms = known.terms[person]
    weight = next((n for n, state in enumerate(MOST_NAMED) if any(term.of == state for term in terms)), len(MOST_NAMED))
    if day is None:
        return (-max(int(term.end[:4]) for term in terms), min(map(rank_of, terms)), weight)
    off = [
        (abs(years) * (1 if years >= 0 else 3), rank_of(term)) for term in terms for years in (_years_off(term, day),)
    ]
    if serving := [rank for distance, rank in off if distance == 0]:
        return (0, min(serving), weight)
    distance, rank = min(off)
    return (1, distance, rank, weight)


def _is_news(person: str, known: KnownActors, day: str | None) -> bool:
    """Whether a surname alone may mean this person on a day."""
    if day is None:
        return True
    return any(-YEARS_BEFORE <= _years_off(term, day) <= YEARS_AFTER[rank_of(term)] for term in known.terms[person])
