"""Who acts and who is acted on: the places of the frame first, then what clause and report tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.codebook.clause_words import load_clause_words
from detente.codebook.frames import Frames
from detente.model import Condition, Event
from detente.reading.cast import Cast
from detente.reading.doers import doers_of, doers_unsaid, without_doer
from detente.reading.meant import HOSTILE, SPEECH_ACTS, in_clause_below, meant_for, of_enclosing, other_side
from detente.reading.meeting_sides import parties_of_context, parties_of_meeting
from detente.reading.parsing import Parse
from detente.reading.roles import recipient_tokens
from detente.reading.sides import Parties, first_known
from detente.reading.syntax import (
    ancestors,
    children,
    complements,
    objects,
    prepositional,
)
from detente.reading.triggers import Trigger

__all__ = ["HOSTILE", "SPEECH_ACTS", "Parties", "parties_of", "parties_of_context"]

BETWEEN = frozenset({"between", "among", "entre"})

OWNING = frozenset({"ACCUSE", "REJECT", "RETREAT"})
"""Types, beside the hostile ones, that are done to whose the thing is, told by a pronoun or not."""

PROVOKING = frozenset({"prompt", "lead", "force", "push", "cause", "spur", "drive", "amener", "pousser", "conduire"})
AGAINST_EACH = HOSTILE | {"THREATEN", "ACCUSE", "REJECT"}
"""Types of two acts of one side, told with 'and', that go to the same other side."""

TOGETHER = frozenset({"joint", "bilateral", "common", "conjoint", "commun"})
WARS = frozenset({"war", "battle", "conflict", "duel", "guerre", "bataille"})

RECENT = 40
"""Events before that are looked at for whom a later one is meant."""


def parties_of(
    parse: Parse,
    trigger: Trigger,
    frames: Frames,
    cast: Cast,
    conditions: Sequence[Condition],
    before: Mapping[int, Event],
) -> Parties:
    """Actor and recipient of a trigger. `before` are the events told earlier in the report, by the token
    that anchors each."""
    frame = trigger.frame
    actor, actor_at = doers_of(parse, trigger, cast)
    if frame.type == "CONSULT":
        return parties_of_meeting(parse, trigger, cast, actor, actor_at, list(before.values())[-RECENT:])
    if not actor and frame.type in SPEECH_ACTS and frame.anchor == "noun":
        speaker = cast.speaking.get(trigger.anchor)
        actor = (speaker.id,) if speaker is not None and speaker.id else ()
    places = _recipient_places(parse, trigger)
    found, at = first_known(places, cast, exclude=actor_at, owners=True, pronouns=frame.type in HOSTILE | OWNING)
    if frame.type == "ACCUSE" and (doers := _doers_told(parse, places, before)):
        found = doers  # 'the seizure of a tanker by Chad drew protests'
    if len(actor) > 1 and set(found) == set(actor) and any(parse.word[t] in {"other", "another"} for t in at):
        return Parties(actor, actor, actor_at)  # 'accused each other'
    above = next((before[a] for a in ancestors(parse, trigger.anchor) if a in before), None)
    if above is not None and above.type == "ACCUSE" and parse.dep[trigger.anchor] == "dobj":
        above = None  # 'condemned the blockade': not done to those who condemn it
    over = before.get(parse.head[trigger.anchor])
    if not actor and over is not None and over.type == "THREATEN" and parse.dep[trigger.anchor] == "dobj":
        actor = over.actor  # 'threatened major sanctions'
    if not actor:
        actor, actor_at = doers_unsaid(parse, trigger, cast, hits=bool(found))
    if not actor:
        return without_doer(frame.type, found, at, above)
    sides = {cast.side(a) for a in actor}
    recipient = tuple(r for r in found if cast.side(r) not in sides)
    if recipient:
        return Parties(actor, recipient, (*actor_at, *at))
    if len(sides) > 1 and _is_mutual(parse, trigger, actor_at):
        return Parties(actor, actor, actor_at)
    meant = meant_for(parse, trigger, frames, cast, conditions, list(before.values())[-RECENT:], sides) or of_enclosing(
        frame.type, above, sides if parse.lemma[parse.head[trigger.anchor]] in PROVOKING else set()
    )
    guess = tuple(r for r in meant if cast.side(r) not in sides)
    joined = before.get(parse.head[trigger.anchor]) if parse.dep[trigger.anchor] == "conj" else None
    if not guess and not found and joined is not None and {frame.type, joined.type} <= AGAINST_EACH:
        guess = joined.recipient if {cast.side(a) for a in joined.actor} == sides else ()
    own = frame.type == "SANCTION" and all(_is_own(parse, t, cast) for t in at)
    if not guess and (not found or own):
        guess = other_side(parse, trigger, sides, cast)
    # 'refused to extradite the minister', 'to open Chad's gates'
    unnamed = frame.type == "REJECT" and all(t in cast.inferred or not cast.ids(t) for t in at)
    theirs = all(parse.tag[t].startswith("PRP") for t in at)  # 'refused to lift its sanctions'
    return Parties(actor, guess, actor_at, guessed=True, inward=not theirs and not guess and not unnamed)


def _doers_told(parse: Parse, places: Sequence[Sequence[int]], before: Mapping[int, Event]) -> tuple[str, ...]:
    """Who did a hostile deed that stands in one of the places, where it was told before: it is they who are blamed."""
    nouns = [t for tokens in places for t in tokens if parse.tag[t].startswith("NN")]
    deeds = (before[t] for noun in nouns for t in (noun, *children(parse, noun, "acl")) if t in before)
    return next((e.actor for e in deeds if e.type in HOSTILE), ())


def _is_own(parse: Parse, token: int, cast: Cast) -> bool:
    """Whether a thing is told only as one's own: 'recalled its ambassador'."""
    return parse.tag[token].startswith("PRP") or (
        not cast.ids(token) and any(parse.tag[c].startswith("PRP") for c in children(parse, token, "poss"))
    )


def _is_mutual(parse: Parse, trigger: Trigger, actor_at: tuple[int, ...]) -> bool:
    """Whether several do to each other what a word says, where it names nobody else: 'clashes between', 'clashed'."""
    anchor, frame = trigger.anchor, trigger.frame
    words, lemma = load_clause_words(parse.language), parse.lemma[anchor]
    if frame.mutual or (lemma in words.mutual and frame.type not in HOSTILE):
        return True
    if frame.type == "COOPERATE" and {parse.lemma[c] for c in children(parse, anchor, "amod")} & TOGETHER:
        return True  # 'a joint patrol by'
    if frame.anchor != "verb":
        return any(w in BETWEEN and noun in actor_at for w, noun in prepositional(parse, anchor))
    return lemma in words.exchanging or (lemma in words.clashing and _of_each_other_only(parse, anchor))


def _of_each_other_only(parse: Parse, verb: int) -> bool:
    """Whether those who fight have no object, or only the war that they fight."""
    return all(parse.lemma[o] in WARS for o in objects(parse, verb) if o != verb)


def _recipient_places(parse: Parse, trigger: Trigger) -> list[list[int]]:
    """Tokens by place; of 'anywhere below' the first named only, and nobody in a clause that only
    describes."""
    found = []
    frame = trigger.frame
    told = objects(parse, trigger.anchor) if frame.type == "REQUEST" and frame.anchor == "verb" else []
    to_unknown = bool(told and complements(parse, trigger.anchor)) and "object" in frame.recipient
    for place, tokens in zip(trigger.frame.recipient, recipient_tokens(parse, trigger), strict=True):
        if place in {"inside", "below"} and trigger.frame.type not in SPEECH_ACTS:
            tokens = [t for t in tokens if not in_clause_below(parse, t, trigger.anchor)]  # noqa: PLW2901
        if place == "inside" and to_unknown:
            continue  # 'ordered banks to sell Chadian bonds': the banks are told, not Chad
        found += [[t] for t in tokens] if place in {"inside", "below"} else [tokens]
    return found
