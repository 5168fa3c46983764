"""Who takes part in a meeting that no event tells: by the words that hang on its noun or verb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.codebook.gatherings import Gatherings
from detente.reading.cast import Cast
from detente.reading.meeting_clause import phrases_in, within
from detente.reading.parsing import Parse
from detente.reading.syntax import (
    agents,
    ancestors,
    children,
    conjuncts,
    is_passive,
    is_verb,
    objects,
    possessors,
    prepositional,
    subjects,
)
from detente.reading.where import names_city

__all__ = ["attending", "is_somebody", "of_noun", "of_verb", "with_locals"]

WITH = {"between", "with", "among", "of", "by", "from", "entre", "avec", "de", "du", "des", "d'", "par"}
TO = {"to", "in", "à", "au", "aux", "en"}
TOGETHER = {"with", "avec"}
ABOUT = {"on", "about", "over", "for", "in", "at", "against", "sur", "pour", "dans", "contre", "à"}
CALLS = {"call", "video call"}
CALLED = {"to", "à", "au"}
PEOPLES = {"adjective", "name", "demonym"}
COUNTERPARTS = {"counterpart", "homologue", "official", "responsable", "chief", "team", "side", "general"}


def _governor(parse: Parse, noun: int) -> int | None:
    """The verb that a meeting noun is the object or subject of, or beside which it says when."""
    return next((above for above in ancestors(parse, noun) if is_verb(parse, above)), None)


def of_noun(
    parse: Parse, noun: int, cast: Cast, gatherings: Gatherings, told: dict[int, tuple[str, ...]]
) -> tuple[str, ...]:
    """Ids of those who meet at a meeting noun. `told` are the parties of events by the token that anchors each.

    They stand before the noun or after 'between', 'with', 'of', 'by'; hold, cancel or put it off; a visitor's
    host is where the visit goes; at a press conference it is who speaks there.
    """
    at = [t for t in possessors(parse, noun) if not names_city(cast, t)] + [
        n for w, n in prepositional(parse, noun) if w in WITH
    ]
    at = [member for t in at for member in (_listed(parse, t) or [t])]
    if any(parse.lemma[noun] in f.nouns for f in gatherings.forms if f.name in CALLS):
        at += _callers(parse, noun)
    found = [id_ for t in at for id_ in attending(parse, t, cast, gatherings)]
    verb = _governor(parse, noun)
    if verb is not None:
        held = gatherings.holding | gatherings.cancelled | gatherings.cancelled_off | gatherings.postponed
        if noun in objects(parse, verb) and (parse.lemma[verb] in held or parse.lemma[verb] == "put"):
            found += told.get(verb, ()) if parse.lemma[verb] not in gatherings.holding else ()
            found += [id_ for t in subjects(parse, verb) for id_ in attending(parse, t, cast, gatherings)]
        elif parse.dep[noun] == "pobj" and parse.head[parse.head[noun]] == verb and len(_sides(found, cast)) == 1:
            found += [id_ for t in subjects(parse, verb) for id_ in attending(parse, t, cast, gatherings)]
    if any(parse.lemma[noun] in f.nouns for f in gatherings.forms if f.name == "visit"):
        found += _where_to(parse, noun, cast)
    return _one_a_side(found, cast)


def _listed(parse: Parse, noun: int) -> list[int]:
    """Who is told one by one beside a body: 'the Trio — Chad, Niger and Mali —'."""
    named = [c for a in children(parse, noun, "appos") for c in conjuncts(parse, a)]
    return named if len(named) > 1 else []


def _callers(parse: Parse, noun: int) -> list[int]:
    """Who called whom: 'a call made by Oslo to Lima', 'his call to the premier'."""
    made = [noun, *(c for c in children(parse, noun, "acl") if is_verb(parse, c))]
    to = [n for node in made for w, n in prepositional(parse, node) if w in CALLED]
    return [*(a for node in made[1:] for a in agents(parse, node)), *to]


def of_verb(parse: Parse, verb: int, cast: Cast, gatherings: Gatherings) -> tuple[str, ...]:
    """Ids of those who do what a verb of meeting says, and with whom."""
    at = [*subjects(parse, verb), *(agents(parse, verb) if is_passive(parse, verb) else objects(parse, verb))]
    together = [t for t in within(parse, verb) if parse.word[t] in TOGETHER]  # 'by phone with', 'talks with'
    at += [n for t in together for p in children(parse, t, "pobj") for n in conjuncts(parse, p)]
    found = [id_ for t in at for id_ in attending(parse, t, cast, gatherings)]
    return _one_a_side(with_locals(parse, verb, found, cast, gatherings), cast)


def with_locals(parse: Parse, verb: int, found: Sequence[str], cast: Cast, gatherings: Gatherings) -> tuple[str, ...]:
    """Those who meet, with the state of officials who are told by their city alone: 'met the mayors in Mitrovica'."""
    met = objects(parse, verb) if is_verb(parse, verb) else []
    nameless = [o for o in met if is_somebody(parse, o, cast, gatherings) and not cast.ids(o)]
    if not nameless or len(_sides(found, cast)) != 1:
        return tuple(found)
    near = [t for t in within(parse, verb) if parse.word[t] in {"in", "à"}]
    mentions = [cast.mention_at.get(n) for t in near for n in children(parse, t, "pobj")]
    cities = [m for m in mentions if m is not None and m.kind in {"capital", "city"} and m.candidates]
    return tuple(dict.fromkeys((*found, *(cast.side(m.candidates[0]) for m in cities[:1]))))


def attending(parse: Parse, token: int, cast: Cast, gatherings: Gatherings) -> tuple[str, ...]:
    """Whom a token stands for; of people by rank ('Czech and Slovak experts') the states named with it."""
    ids = cast.ids(token)
    if token in cast.person_at or (ids and token in cast.mention_at):
        return () if cast.is_place(token) else ids
    if not is_somebody(parse, token, cast, gatherings):
        return ids
    beside = [token + 1] if token + 1 < len(parse) and parse.language == "fr" else []
    named: list[str] = []
    for t in [*within(parse, token), *beside]:
        mention = cast.mention_at.get(t)
        if mention is not None and mention.kind in PEOPLES and mention.candidates and not _apart(parse, t, token):
            named.append(mention.candidates[0])
    if ids and {cast.side(i) for i in ids} >= {cast.side(n) for n in named}:
        return ids
    return tuple(dict.fromkeys(named)) or ids


def is_somebody(parse: Parse, token: int, cast: Cast, gatherings: Gatherings) -> bool:
    """Whether a noun stands for people by rank or role: 'counterpart', 'minister', 'delegation'."""
    if cast.role(token) is not None or parse.lemma[token] in COUNTERPARTS:
        return True
    around = range(max(0, token - 3), min(len(parse), token + 5))
    return any(first <= token < first + len(phrase) for first, phrase in phrases_in(parse, around, gatherings.levels))


def _apart(parse: Parse, token: int, top: int) -> bool:
    """Whether a name stands under a preposition that makes it a place or a topic: 'experts on Iran'."""
    for above in (token, *ancestors(parse, token)):
        if above == top:
            return False
        if parse.dep[above] == "prep" and parse.word[above] in ABOUT:
            return True
    return False


def _where_to(parse: Parse, noun: int, cast: Cast) -> list[str]:
    found = []
    for p in children(parse, noun, "prep"):
        for place in (
            [x for n in children(parse, p, "pobj") for x in conjuncts(parse, n)] if parse.word[p] in TO else []
        ):
            mention = cast.mention_at.get(place)
            if mention is not None and mention.kind in {"capital", "city", "name", "seat"} and mention.candidates:
                found.append(mention.candidates[0])
    return found


def _sides(ids: Iterable[str], cast: Cast) -> set[str]:
    return {cast.side(id_) for id_ in ids}


def _one_a_side(ids: Iterable[str], cast: Cast) -> tuple[str, ...]:
    """Each actor once; a state is left out where a person stands for it."""
    once = list(dict.fromkeys(ids))
    persons = {cast.side(id_) for id_ in once if "/" in id_}
    kept = tuple(id_ for id_ in once if "/" in id_ or cast.side(id_) not in persons)
    for id_ in kept:
        cast.known(id_)
    return kept
