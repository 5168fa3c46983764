"""Who takes part in a meeting or visit: the places of the frame, the clause around it, the sentence before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from detente.model import Event
from detente.reading.cast import Cast
from detente.reading.parsing import Parse
from detente.reading.roles import recipient_tokens
from detente.reading.sides import Parties, first_known
from detente.reading.summed_up import doers_summed_up
from detente.reading.syntax import ancestors, is_verb, subjects, subtree
from detente.reading.triggers import Trigger
from detente.reading.where import names_city

__all__ = ["parties_of_context", "parties_of_meeting"]

TRAVELS = frozenset({"visit", "trip", "tour", "mission"})


def parties_of_meeting(
    parse: Parse, trigger: Trigger, cast: Cast, actor: tuple[str, ...], actor_at: tuple[int, ...],
    before: Sequence[Event],
) -> Parties:  # fmt: skip
    """All who take part, on both sides; a visit keeps its direction."""
    places = [
        [t for t in tokens if _takes_part(parse, trigger, cast, t)] for tokens in recipient_tokens(parse, trigger)
    ]
    recipient, at = first_known(places, cast, exclude=actor_at)
    if trigger.frame.anchor == "adjective" and not recipient:
        return Parties((), (), at)
    if not actor and trigger.frame.mode == "visit" and trigger.frame.anchor == "verb" and len(recipient) < 2:
        return Parties((), recipient, at)
    if not recipient and (summed_up := doers_summed_up(parse, trigger.anchor, cast, before)):
        recipient = summed_up
    everybody = tuple(dict.fromkeys((*actor, *recipient)))
    if len(everybody) == 1 and trigger.frame.anchor == "noun":
        everybody = tuple(dict.fromkeys((*_attending(parse, trigger.anchor, cast), *everybody)))
    if len(everybody) == 1:
        below = [
            t
            for t in subtree(parse, trigger.anchor)
            if parse.dep[t] == "pobj" and parse.word[parse.head[t]] in {"with", "avec"}
        ]
        everybody = tuple(dict.fromkeys((*everybody, *(i for t in below[:1] for i in cast.ids(t)))))
    inward = len(everybody) > 1 and len({cast.side(i) for i in everybody}) == 1
    if inward:
        everybody = everybody[:1]
    elif len(everybody) > 1:
        # 'the Kremlin said President Putin met': the person stands for the state named beside
        persons = {cast.side(i) for i in everybody if "/" in i}
        everybody = tuple(i for i in everybody if "/" in i or i not in persons)
    return Parties(everybody, everybody if len(everybody) > 1 else (), (*actor_at, *at), inward=inward)


def parties_of_context(parse: Parse, noun: int, cast: Cast, parties: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The two sides named in the sentence and the one before, for a meeting told without them: 'the talks
    begin on Monday'."""
    here = parse.sentence[noun]
    found = {cast.side(p): p for p in parties}
    for sentence in (here, here - 1):
        first, last = parse.sentences[sentence] if sentence >= 0 else (0, 0)
        for t in range(first, last):
            mention = cast.mention_at.get(t)
            if t in cast.person_at or (mention is not None and mention.kind in {"name", "capital", "seat"}):
                if _only_where(parse, t, cast):
                    continue
                for actor in cast.ids(t):
                    found.setdefault(cast.side(actor), cast.side(actor))
            if len(found) == 2:
                return tuple(found.values())
    return tuple(found.values())


def _only_where(parse: Parse, token: int, cast: Cast) -> bool:
    """A place, or a country that is talked about: 'talks on the situation in Ukraine', 'on Iran's programme'."""
    if cast.is_place(token) or names_city(cast, token):
        return True
    phrase = takewhile(lambda above: not is_verb(parse, above), ancestors(parse, token))
    return any(parse.word[above] in {"on", "about", "over"} for above in phrase)


def _takes_part(parse: Parse, trigger: Trigger, cast: Cast, token: int) -> bool:
    """A place name in a meeting says where it is, not who comes - except where one travels to it."""
    return trigger.frame.mode == "visit" or not (cast.is_place(token) or names_city(cast, token))


def _attending(parse: Parse, noun: int, cast: Cast) -> tuple[str, ...]:
    """Who spoke or acted 'during a call with ...', 'at talks with ...', 'travel for talks with': the
    subject of the clause."""
    preposition = parse.head[noun]
    if parse.dep[noun] == "pobj" and parse.word[preposition] == "on" and parse.lemma[noun] in TRAVELS:
        traveller = parse.head[preposition]
        found = subjects(parse, traveller) if is_verb(parse, traveller) else [traveller]
        return tuple(i for t in found for i in cast.ids(t))
    if parse.dep[noun] != "pobj" or parse.word[preposition] not in {
        "during",
        "in",
        "at",
        "for",
        "after",
        "before",
        "lors",
        "pendant",
    }:
        return ()
    verb = parse.head[preposition]
    return tuple(i for t in subjects(parse, verb) for i in cast.ids(t)) if is_verb(parse, verb) else ()
