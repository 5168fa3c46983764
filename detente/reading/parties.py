"""Who acts and who is acted on: the places of the frame first, then what clause and report tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from detente.codebook.clause_words import load_clause_words
from detente.codebook.frames import Frames
from detente.model import Condition, Event
from detente.reading.cast import Cast
from detente.reading.parsing import Parse
from detente.reading.roles import actor_tokens, recipient_tokens
from detente.reading.syntax import (
    ancestors,
    complements,
    is_verb,
    objects,
    possessors,
    prepositional,
    subjects,
    subtree,
)
from detente.reading.triggers import Trigger
from detente.reading.unnamed import principals
from detente.reading.where import names_city

__all__ = ["HOSTILE", "SPEECH_ACTS", "Parties", "parties_of", "parties_of_context"]

SPEECH_ACTS = frozenset({"THREATEN", "REQUEST", "REJECT", "AGREE", "DENY", "ACCUSE"})
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
"""Types whose recipient is the state of what is hit, closed off or faced: its towns, planes, goods."""

BETWEEN = frozenset({"between", "among", "entre"})

CLAUSES = {"relcl", "advcl", "acl", "ccomp", "conj", "parataxis"}
RECENT = 40
"""Events before that are looked at for it."""

WITHIN_REACH = 400
"""Characters within which an earlier event still is what 'the charge', 'the bombing', 'the idea' mean."""

ANSWERED = {"DENY": ("ACCUSE",), "REJECT": ("REQUEST", "AGREE"), "CONCEDE": ("REQUEST",)}
"""Whose words a type answers, where it names nobody."""

DEEDS = ("ASSAULT", "MOBILIZE")
"""Types that 'the bombing', 'the deployment' mean when they are condemned."""

OFTEN = 3
"""Mentions from which a state is a principal of the report."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Actor and recipient ids, and the tokens where they stand."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    tokens: tuple[int, ...]
    guessed: bool = False
    """One of them stands in no place of the frame."""
    inward: bool = False
    """The words or deeds stay within one state: a president who orders his generals."""


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
    acting = actor_tokens(parse, trigger)
    if frame.anchor == "noun" and frame.type in {"ASSAULT", "CONSULT"}:  # 'a Kabul car bombing', 'the Geneva talks'
        acting = [[t for t in tokens if not names_city(cast, t)] for tokens in acting]
    actor, actor_at = _first_known(acting, cast, exclude=())
    if frame.type == "CONSULT":
        return _meeting(parse, trigger, cast, actor, actor_at)
    if not actor and frame.type in SPEECH_ACTS and frame.anchor == "noun":
        speaker = cast.speaking.get(trigger.anchor)
        actor = (speaker.id,) if speaker is not None and speaker.id else ()
    places = _recipient_places(parse, trigger)
    found, at = _first_known(
        places, cast, exclude=actor_at, owners=frame.type in HOSTILE | {"ACCUSE", "REJECT", "RETREAT"}
    )
    if len(actor) > 1 and set(found) == set(actor) and any(parse.word[t] in {"other", "another"} for t in at):
        return Parties(actor, actor, actor_at)  # 'accused each other'
    above = next((before[a] for a in ancestors(parse, trigger.anchor) if a in before), None)
    if above is not None and above.type == "ACCUSE" and parse.dep[trigger.anchor] == "dobj":
        above = None  # 'condemned the blockade': not done to those who condemn it
    over = before.get(parse.head[trigger.anchor])
    if not actor and over is not None and over.type == "THREATEN" and parse.dep[trigger.anchor] == "dobj":
        actor = over.actor  # 'threatened major sanctions'
    if not actor:
        return _without_actor(frame.type, found, at, above)
    sides = {cast.side(a) for a in actor}
    recipient = tuple(r for r in found if cast.side(r) not in sides)
    if recipient:
        return Parties(actor, recipient, (*actor_at, *at))
    if len(sides) > 1 and _is_mutual(parse, trigger, actor_at):
        return Parties(actor, actor, actor_at)
    meant = _meant(parse, trigger, frames, cast, conditions, list(before.values())[-RECENT:], sides) or _of_enclosing(
        frame.type, above
    )
    guess = tuple(r for r in meant if cast.side(r) not in sides)
    if not guess and not found and frame.type == "ASSAULT" and frame.anchor == "verb":
        guess = _other_principal(sides, cast)
    return Parties(actor, guess, actor_at, guessed=True, inward=bool(found) and not guess)


def _is_mutual(parse: Parse, trigger: Trigger, actor_at: tuple[int, ...]) -> bool:
    """Whether several do to each other what a word says, where it names nobody else: 'clashes between', 'clashed'."""
    anchor, frame = trigger.anchor, trigger.frame
    words, lemma = load_clause_words(parse.language), parse.lemma[anchor]
    if frame.mutual or (lemma in words.mutual and frame.type not in HOSTILE):
        return True
    if frame.anchor != "verb":
        return any(w in BETWEEN and noun in actor_at for w, noun in prepositional(parse, anchor))
    return lemma in words.exchanging or (lemma in words.clashing and not set(objects(parse, anchor)) - {anchor})


def _recipient_places(parse: Parse, trigger: Trigger) -> list[list[int]]:
    """Tokens by place; of 'anywhere below' the first named only, and nobody in a clause that only
    describes."""
    found = []
    for place, tokens in zip(trigger.frame.recipient, recipient_tokens(parse, trigger), strict=True):
        if place in {"inside", "below"} and trigger.frame.type not in SPEECH_ACTS:
            tokens = [t for t in tokens if not _in_clause_below(parse, t, trigger.anchor)]  # noqa: PLW2901
        found += [[t] for t in tokens] if place in {"inside", "below"} else [tokens]
    return found


def _without_actor(type_: str, found: tuple[str, ...], at: tuple[int, ...], above: Event | None) -> Parties:
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
        if doers:
            return Parties(doers, found, at, guessed=True)
    return Parties((), found, at)


def _of_enclosing(type_: str, above: Event | None) -> tuple[str, ...]:
    """To whom a demand is made that is turned down, whom a feared attack would hit: the actor of the clause
    above."""
    if above is None:
        return ()
    if type_ in {"REQUEST", "ACCUSE", "AGREE"} and above.type in {"REJECT", "AGREE", "DENY", "CONCEDE"}:
        return above.actor
    return above.actor if type_ in HOSTILE and above.type in {"ACCUSE", "THREATEN"} else ()


def _other_principal(sides: set[str], cast: Cast) -> tuple[str, ...]:
    """The other of the two sides that a report is about, where one of them acts and both are named often."""
    two = principals(cast)[:2]
    often = len(two) == 2 and cast.named_often(two[1]) >= OFTEN
    return tuple(s for s in two if s not in sides) if often and len(sides & set(two)) == 1 else ()


def _meeting(parse: Parse, trigger: Trigger, cast: Cast, actor: tuple[str, ...], actor_at: tuple[int, ...]) -> Parties:
    """All who take part, on both sides; a visit keeps its direction."""
    places = [
        [t for t in tokens if _takes_part(parse, trigger, cast, t)] for tokens in recipient_tokens(parse, trigger)
    ]
    recipient, at = _first_known(places, cast, exclude=actor_at)
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


def _meant(
    parse: Parse, trigger: Trigger, frames: Frames, cast: Cast, conditions: Sequence[Condition],
    before: Sequence[Event],
    sides: set[str],
) -> tuple[str, ...]:  # fmt: skip
    """Whom an act of some sides is meant for that names nobody in its places."""
    anchor, type_ = trigger.anchor, trigger.frame.type
    if type_ in SPEECH_ACTS and (ids := _spoken_to(parse, anchor, cast)):
        return ids
    if type_ == "THREATEN":
        first, last = parse.sentences[parse.sentence[anchor]]
        start, end = parse.start[first], parse.end[last - 1] + 2
        for condition in conditions:
            if start <= condition.span.start and condition.span.end <= end and condition.antecedent.who:
                return condition.antecedent.who[:1]
        if parse.lemma[anchor] == "warn":
            return ()  # a warning that names nobody and hangs on no condition is advice
    answered = [e for e in before if not e.recipient or {cast.side(r) for r in e.recipient} & sides]
    if type_ == "DENY" and (accusers := _who_did(parse, ("ACCUSE",), answered, anchor)):
        return accusers
    named = _named_inside(parse, trigger, cast, sides)
    if named:
        return named
    thing = _doers_of_object(parse, trigger, frames, before)
    return thing or _who_did(parse, ANSWERED.get(type_, ()), answered, anchor)


def _named_inside(parse: Parse, trigger: Trigger, cast: Cast, sides: set[str]) -> tuple[str, ...]:
    """Who is named in what is said, or owns or holds the thing that is hit: 'a school in the town of ...'."""
    anchor, hostile = trigger.anchor, trigger.frame.type in HOSTILE
    speech = trigger.frame.type in SPEECH_ACTS
    heads = complements(parse, anchor) if speech else []
    if not heads and trigger.frame.anchor != "noun":
        heads = objects(parse, anchor)
    if hostile:
        heads = [*heads, *(n for w, n in prepositional(parse, anchor) if w not in {"by", "from", "with"})]
    labels = {"nsubj", "nsubjpass", "pobj", "dobj", "poss", "amod", "compound", "appos"}
    for head in heads:
        for token in subtree(parse, head):
            if (
                token == anchor
                or parse.dep[token] not in labels
                or (not speech and _in_clause_below(parse, token, head))
            ):
                continue
            mention = cast.mention_at.get(token)
            if hostile and mention is not None and mention.kind in {"city", "region"}:
                ids = mention.candidates[:1]
            else:
                ids = cast.ids(token) if hostile or not cast.is_place(token) else ()
            if any(cast.side(i) not in sides for i in ids):
                return ids
    return ()


def _spoken_to(parse: Parse, anchor: int, cast: Cast) -> tuple[str, ...]:
    """'Warned against it during a call with', 'asked in a letter to': who was on the line."""
    for w, noun in prepositional(parse, anchor):
        met = [n for inner, n in prepositional(parse, noun) if inner in {"with", "to", "avec", "à"}]
        if w in {"during", "in", "at", "lors"} and (ids := tuple(i for n in met for i in cast.ids(n))):
            return ids
    return ()


def _in_clause_below(parse: Parse, token: int, head: int) -> bool:
    for above in (token, *ancestors(parse, token)):
        if above == head:
            return False
        if parse.dep[above] in CLAUSES:
            return True
    return False


def _doers_of_object(parse: Parse, trigger: Trigger, frames: Frames, before: Sequence[Event]) -> tuple[str, ...]:
    """'Condemned the bombing': they who bombed, as the report has told."""
    if trigger.frame.type != "ACCUSE" or trigger.frame.anchor == "noun":
        return ()
    for o in objects(parse, trigger.anchor):
        types = tuple({f.type for f in frames.by_lemma["noun"].get(parse.lemma[o], ())}.intersection(DEEDS))
        if found := _who_did(parse, types, before, trigger.anchor):
            return found
    return ()


def _who_did(parse: Parse, types: Sequence[str], before: Sequence[Event], anchor: int) -> tuple[str, ...]:
    """The actors of the nearest event before of one of the types."""
    at = parse.start[anchor]
    return next((e.actor for e in reversed(before) if e.type in types and at - e.span.end < WITHIN_REACH), ())


def _first_known(
    places: Sequence[Sequence[int]], cast: Cast, *, exclude: Iterable[int], owners: bool = False
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The actors of the first place where anybody known stands; with `owners` a thing stands for whose it
    is."""
    excluded = set(exclude)
    for tokens in places:
        found: list[str] = []
        at: list[int] = []
        for token in tokens:
            ids = cast.ids(token) if token not in excluded else ()
            if not ids and owners and cast.parse.tag[token].startswith("NN"):
                ids = tuple(i for p in possessors(cast.parse, token) if p not in excluded for i in cast.ids(p))[:1]
            if ids:
                found += [i for i in ids if i not in found]
                at.append(token)
        if found:
            return tuple(found), tuple(at)
    return (), ()
