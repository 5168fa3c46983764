"""French pronouns of one: 'il', 'elle' and 'son' mean a person as well as a state, a body or a thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.reading.cast import Cast

__all__ = ["IL_ELLE", "SON_SA", "person_or_body"]

IL_ELLE = {"il": "m", "lui": "m", "elle": "f", "t-il": "m", "t-elle": "f"}
SON_SA = frozenset({"son", "sa", "ses"})
"""Possessives of one owner, whose gender they do not tell."""

ARTICLES = {"le": "m", "un": "m", "ce": "m", "du": "m", "au": "m", "la": "f", "une": "f", "cette": "f"}
PLURALS = frozenset("les des ces aux plusieurs deux trois quatre cinq".split())

Fits = Callable[[int], tuple[str, float] | None]
"""From a token to the entity that it names and what is left of its weight; None where it cannot be meant."""


def person_or_body(cast: Cast, gender: str | None, *, persons: Sequence[Fits], one: Fits) -> Fits:
    """What a pronoun of a gender (None: of either) may mean: whom `persons` fit, or what `one` fits in the singular and
    in that gender, by its article."""
    parse = cast.parse

    def fits(i: int) -> tuple[str, float] | None:
        word = parse.word[i].lstrip("-")
        if word in IL_ELLE and gender in {None, IL_ELLE[word]}:
            meant = cast.parties(i) if parse.dep[i] != "expl" else ()
            return (meant[0].id or meant[0].name or "?pronoun", 1.0) if meant else None
        found = next((it for person in persons if (it := person(i)) is not None), None)
        if found is not None:
            return found
        before = {parse.word[c] for c in parse.children[i] if c < i}
        before |= {parse.word[parse.head[i]]} if parse.dep[i] == "pobj" else set()
        told = {ARTICLES[w] for w in before if w in ARTICLES}
        if before & PLURALS or (gender is not None and told and gender not in told):
            return None
        return one(i)

    return fits
