"""Whose the police, the army or the court is that a clause tells without a state: of the place told with it, or of the
state whose rebels it fights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.places import LOCATIVE
from detente.reading.syntax import children, clause_verb, conjuncts, objects, prepositional, subtree

if TYPE_CHECKING:
    from detente.reading.cast import Cast

__all__ = ["ROVING", "state_fighting", "state_of_mutineers", "state_on_the_spot"]

LEADERS = frozenset({"president", "premier", "minister", "king", "emir", "sultan", "chancellor", "monarch"})

SPOTS = frozenset({"capital", "city", "region", "name"})
"""Kinds of names of places that belong to a state, and states themselves."""

ROVING = frozenset({"soldier", "troops", "troop", "officer", "official", "air force", "navy"})
"""Who may act abroad: 'in Kabul, soldiers ...' need not be Afghans."""


def state_on_the_spot(cast: Cast, token: int) -> str | None:
    """The state in whose place it happens: 'in Bissau, security forces', 'police in Oslo', 'in the Cuban capital'."""
    parse = cast.parse
    verb = clause_verb(parse, token)
    phrases = prepositional(parse, token) + (prepositional(parse, verb) if verb is not None else [])
    for preposition, noun in phrases:
        if preposition not in LOCATIVE:
            continue
        near = [noun]
        if parse.lemma[noun] in {"capital", "city", "town", "village", "airport", "province", "region", "port"}:
            near += children(parse, noun, "amod", "compound", "poss", "nmod", "appos")
        for place in near:
            mention = cast.mention_at.get(place)
            kinds = SPOTS if place == noun else SPOTS | {"adjective"}
            if mention is None or mention.kind not in kinds or not mention.candidates:
                continue
            side = cast.side(mention.candidates[0])
            actor = cast.gazetteer.actor(side)
            if actor is not None and actor.type == "state":
                return side
    return None


def state_fighting(cast: Cast, token: int) -> str | None:
    """The state of the group that is acted on in the clause: 'the army killed four ELN fighters'."""
    parse = cast.parse
    for noun in _struck(cast, token):
        for t in (noun, *children(parse, noun, "compound", "amod", "nmod", "poss")):
            mention = cast.mention_at.get(t)
            actor = cast.gazetteer.actor(mention.candidates[0]) if mention is not None and mention.candidates else None
            if actor is not None and actor.type == "group" and actor.country not in {None, actor.id}:
                return actor.country
    return None


def state_of_mutineers(cast: Cast, token: int) -> str | None:
    """The state whose leader they seize or kill who are told without one: 'officers detained President Lo'."""
    for noun in _struck(cast, token):
        if noun in cast.person_at and _leads(cast, noun) and (leader := cast.person(noun).id):
            return cast.side(leader)
    return None


def _struck(cast: Cast, token: int) -> list[int]:
    """Whom the clause of a token, and those joined to it, have for an object."""
    parse = cast.parse
    verb = clause_verb(parse, token)
    if verb is None:
        return []
    verbs = [v for v in conjuncts(parse, verb) if v == verb or not children(parse, v, "nsubj", "nsubjpass")]
    acted_on = [o for v in verbs for o in objects(parse, v)]
    found = acted_on + [n for w, n in prepositional(parse, verb) if w in {"with", "against", "by"}]
    return [noun for noun in found if noun != token]


def _leads(cast: Cast, person: int) -> bool:
    """Whether a person is told with the title of who leads a state: 'officers seized President Lo' are his own."""
    parse = cast.parse
    return any(parse.word[t] in LEADERS for t in subtree(parse, person) if t < person)
