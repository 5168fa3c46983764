"""Who does an act: who stands in the places of its frame, is told to be behind it, or governs where it is done."""

from __future__ import annotations

from detente.codebook.clause_words import load_clause_words
from detente.model import Event
from detente.reading.cast import Cast
from detente.reading.meant import HOSTILE
from detente.reading.on_the_spot import state_on_the_spot
from detente.reading.parsing import Parse
from detente.reading.roles import actor_tokens
from detente.reading.sides import Parties, first_known
from detente.reading.syntax import agents, children, is_passive, objects, prepositional, subjects
from detente.reading.triggers import Trigger
from detente.reading.where import names_city

__all__ = ["doers_of", "doers_unsaid", "without_doer"]

ORDERS = frozenset({"order", "instruct", "direct", "tell", "ordonner", "enjoindre"})

LAID_TO = {
    "blame": {"on"}, "attribute": {"to"}, "claim": {"by"}, "pin": {"on"},
    "attribuer": {"à", "au", "aux"}, "imputer": {"à", "au", "aux"}, "revendiquer": {"par"},
}  # fmt: skip
"""Verbs that tell whose a deed is said to be, each with the prepositions before them."""

BY_AUTHORITY = frozenset({"arrest", "convict", "deport", "expel", "censor"})
"""Modes of acts that only those do who govern the place."""

MUSTERING = frozenset({"deploy", "mobilise", "mobilize", "mass", "déployer", "mobiliser"})
"""Verbs whose object in the passive does it: 'the army was deployed'."""


def doers_of(parse: Parse, trigger: Trigger, cast: Cast) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Ids of those who are told to do an act, and the tokens where they stand; empty where nobody known is."""
    frame = trigger.frame
    acting = actor_tokens(parse, trigger)
    if frame.anchor == "noun" and frame.type in {"ASSAULT", "CONSULT"}:  # 'a Kabul car bombing', 'the Geneva talks'
        acting = [[t for t in tokens if not names_city(cast, t)] for tokens in acting]
    if (struck := _struck_already(parse, trigger)) is not None:
        acting = [struck]
    actor, actor_at = first_known(acting, cast, exclude=(), owners=frame.mode == "visit" and frame.anchor == "verb")
    if not actor and frame.type in HOSTILE:
        fighting = load_clause_words(parse.language).fighting
        things = [[t for t in tokens if parse.lemma[t] in cast.agreement.things | fighting] for tokens in acting]
        actor, actor_at = first_known(things, cast, exclude=(), owners=True)
    if not actor and frame.type in HOSTILE:
        actor, actor_at = first_known([_blamed(parse, trigger)], cast, exclude=())
        if not actor and frame.anchor == "verb":
            actor, actor_at = first_known([_ordering(parse, trigger, cast)], cast, exclude=())
    return actor, actor_at


def doers_unsaid(parse: Parse, trigger: Trigger, cast: Cast, *, hits: bool) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The same for acts that name no doer but can only be those of one: an arrest, a march, an army that is deployed.

    `hits` tells whether somebody known is acted on.
    """
    frame = trigger.frame
    if hits and frame.mode in BY_AUTHORITY and is_passive(parse, trigger.anchor):
        here = state_on_the_spot(cast, trigger.anchor)
        return ((here,) if here is not None else ()), ()
    if frame.type == "PROTEST" and frame.anchor == "verb":  # 'in Oslo, farmers blocked roads'
        spots = [trigger.anchor, *subjects(parse, trigger.anchor)]
        here = next((s for t in spots if (s := state_on_the_spot(cast, t)) is not None), None)
        return ((here,) if here is not None else ()), ()
    if frame.type == "MOBILIZE" and parse.lemma[trigger.anchor] in MUSTERING and is_passive(parse, trigger.anchor):
        return first_known([objects(parse, trigger.anchor)], cast, exclude=(), owners=True)
    return (), ()


def _struck_already(parse: Parse, trigger: Trigger) -> list[int] | None:
    """'The jet was shot down, killing four': who shot it down killed them, not the jet. None for any other verb."""
    verb = trigger.anchor
    above = parse.head[verb]
    is_result = trigger.frame.type == "ASSAULT" and parse.tag[verb] == "VBG" and parse.dep[verb] == "advcl"
    return agents(parse, above) if is_result and is_passive(parse, above) else None


def _ordering(parse: Parse, trigger: Trigger, cast: Cast) -> list[int]:
    """'Chad ordered its banks to freeze ...': who gave the order, where nobody knows those who got it."""
    verb = trigger.anchor
    above = parse.head[verb]
    if parse.dep[verb] != "xcomp" or parse.lemma[above] not in ORDERS or is_passive(parse, above):
        return []
    told = objects(parse, above) or subjects(parse, verb)
    return subjects(parse, above) if told and not any(cast.ids(t) for t in told) else []


def _blamed(parse: Parse, trigger: Trigger) -> list[int]:
    """'An attack blamed on Chad', 'the raid was claimed by': to whom a deed is laid that names no doer."""
    noun, below = trigger.anchor, {"acl"}
    if trigger.frame.anchor != "noun":
        return []
    verbs = [c for c in children(parse, noun, *below) if parse.lemma[c] in LAID_TO]
    if parse.dep[noun] == "nsubjpass" and parse.lemma[parse.head[noun]] in LAID_TO:
        verbs.append(parse.head[noun])
    return [n for v in verbs for w, n in prepositional(parse, v) if w in LAID_TO[parse.lemma[v]]]


def without_doer(type_: str, found: tuple[str, ...], at: tuple[int, ...], above: Event | None) -> Parties:
    """A deed whose doer is not named: of whom it is asked, feared or told in the clause above."""
    if found and above is not None and type_ in HOSTILE:
        doers = (
            above.recipient
            if above.type in {"THREATEN", "ACCUSE", "REQUEST"}
            else above.actor
            if above.type == "ASSAULT"
            else ()
        )
        doers = tuple(d for d in doers if d not in found)
        if not doers and above.type == "THREATEN":  # 'gave Chad a week to leave or face sanctions'
            doers = tuple(d for d in above.actor if d not in found)
        if doers:
            return Parties(doers, found, at, guessed=True)
    return Parties((), found, at)
