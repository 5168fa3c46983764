"""Visits told by where somebody goes: 'is expected in Addis Ababa on Thursday', 'was to fly to Islamabad on Friday'."""

from __future__ import annotations

from detente.codebook.gatherings import Gatherings
from detente.reading.cast import Cast
from detente.reading.meeting_parties import attending, is_somebody
from detente.reading.parsing import Parse
from detente.reading.syntax import children, is_passive, is_verb, prepositional, subjects, tense

__all__ = ["going_to", "way_status"]

WAYS = {"to", "in", "for", "à", "en", "au", "pour"}
LEAVING = {"leave", "depart", "partir"}
"""Verbs after which the place behind 'for' is where one goes."""
AWAITED = {"expect", "due", "attendre"}
CITIES = {"capital", "city"}
PLACES = CITIES | {"name"}


def going_to(parse: Parse, verb: int, cast: Cast, gatherings: Gatherings) -> tuple[tuple[str, ...], str, bool] | None:
    """Who goes and whose place it is, the place in words, and whether it is a visit told so; None where a verb tells
    of no official who goes to another state."""
    if not is_verb(parse, verb):
        return None
    awaited = parse.lemma[verb] in AWAITED and is_passive(parse, verb)
    leaving = parse.lemma[verb] in LEAVING
    if not (awaited or leaving or parse.lemma[verb] in gatherings.going):
        return None
    goers = children(parse, verb, "nsubjpass") if awaited else subjects(parse, verb)
    going = [t for t in goers if t in cast.person_at or is_somebody(parse, t, cast, gatherings)]
    who = tuple(dict.fromkeys(actor for t in going for actor in attending(parse, t, cast, gatherings)))
    if not who:
        return None
    ways = {"in", "à"} if awaited else {"for", "pour"} if leaving else WAYS
    for word, noun in prepositional(parse, verb):
        mention = cast.mention_at.get(noun)
        if word not in ways or mention is None or mention.kind not in PLACES or not mention.candidates:
            continue
        state = cast.side(mention.candidates[0])
        if state not in {cast.side(actor) for actor in who}:
            return (*who, state), parse.text[mention.start : mention.end], awaited
    return None


def way_status(parse: Parse, verb: int, *, awaited: bool) -> str | None:
    """Whether who goes has gone (`held`) or is still to go (`planned`); None where it is only possible."""
    if awaited or any(parse.word[c] == "to" for c in children(parse, verb, "aux")):
        return "planned"
    return {"past": "held", "present": "planned", "future": "planned"}.get(tense(parse, verb))
