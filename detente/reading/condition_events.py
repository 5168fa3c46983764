"""What the two sides of a condition are as events: their type, to whom, and the report's events in their words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from detente.codebook.conditionals import Conditionals
from detente.codebook.frames import Frames
from detente.model import Clause, Condition, Event
from detente.reading.cast import Cast
from detente.reading.condition_sides import Sides, head_of
from detente.reading.conditions import Stated
from detente.reading.parsing import Parse
from detente.reading.parties import SPEECH_ACTS, parties_of
from detente.reading.syntax import agents, ancestors, children, is_passive, is_verb, possessors, tense
from detente.reading.triggers import Trigger, find_triggers

__all__ = ["with_events"]

DESCRIBING = frozenset({"relcl", "acl"})
"""What stands in a clause that only describes somebody is no part of what is supposed: 'the men held in Kuwait'."""

SUPPOSED = frozenset({"conj", "xcomp", "ccomp", "dobj", "acomp", "attr", "nsubjpass", "oprd", "pcomp"})
"""Labels through which what is supposed reaches: of 'relief from sanctions' the relief, not the sanctions."""

HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
AVERTING = frozenset("avoid prevent avert forestall éviter empêcher prévenir".split())
ENDING = frozenset("end lift stop cease halt suspend revoke terminate lever cesser suspendre interrompre".split())
OWN_FORCES = frozenset({"RETREAT", "MOBILIZE"})

TOLD_AS_FACT = frozenset({"happened", "planned"})


def with_events(
    parse: Parse,
    stated: Sequence[Stated],
    events: Sequence[Event],
    anchors: Mapping[str, int],
    frames: Frames,
    conditionals: Conditionals,
    cast: Cast,
) -> tuple[list[Condition], list[Event]]:
    """The conditions with type, recipient and events on both sides, and the events with the status of what is only
    supposed.

    `anchors` holds, by id, the token that anchors an event. A side in which no event was read is coded from its
    words: the frame of the codebook that stands highest in it.
    """
    conditions: list[Condition] = []
    supposed: set[str] = set()
    by_anchor = {anchors[e.id]: e for e in reversed(events) if e.id in anchors}
    for one in stated:
        sides = one.sides
        pointed = bool(sides.points_to)
        if_head = head_of(parse, sides.points_to) if pointed else sides.verb
        antecedent, if_events = _clause(
            parse, one.condition.antecedent, sides.points_to or sides.antecedent, if_head, by_anchor, frames, cast
        )
        committed = _passing(parse, sides, conditionals)
        consequent, then_events = _clause(
            parse, one.condition.consequent, sides.consequent, sides.main, by_anchor, frames, cast, passing=committed
        )
        if not one.condition.antecedent.who and _is_own_threat(one.condition, antecedent, consequent, cast):
            antecedent = antecedent._replace(who=())
        conditions.append(replace(one.condition, antecedent=antecedent, consequent=consequent))
        supposed |= then_events | (set() if pointed else if_events)
    changed = [
        replace(e, status="conditional", why=f"{e.why}; supposed in a condition")
        if e.id in supposed and e.status in TOLD_AS_FACT and not _already_said(e)
        else e
        for e in events
    ]
    return conditions, changed


def _is_own_threat(condition: Condition, antecedent: Clause, consequent: Clause, cast: Cast) -> bool:
    """Whether a guess would make somebody threaten what he himself does: 'if the preparations continue, we shall act'
    is about another's."""
    if condition.holder is None or not condition.holder.id or antecedent.type not in HARM:
        return False
    own = cast.side(condition.holder.id)
    return own in map(cast.side, antecedent.who) and own in map(cast.side, consequent.who)


def _already_said(event: Event) -> bool:
    """A refusal or demand is made once it is spoken, even if it hangs on a condition: 'no talks until'."""
    return event.status == "happened" and event.type in SPEECH_ACTS


def _passing(parse: Parse, sides: Sides, conditionals: Conditionals) -> frozenset[int]:
    """The verb of a consequent where it is not what would follow: one by which somebody bound himself ('offered to
    free them if'), or that only joins the sides ('will be met with force')."""
    main = sides.main
    bound = is_verb(parse, main) and tense(parse, main) == "past" and parse.lemma[main] in conditionals.committing
    return frozenset({main}) if bound or sides.joined else frozenset()


def _clause(
    parse: Parse,
    clause: Clause,
    tokens: Sequence[int],
    head: int,
    by_anchor: Mapping[int, Event],
    frames: Frames,
    cast: Cast,
    *,
    passing: Collection[int] = (),
) -> tuple[Clause, set[str]]:
    """A side with its type, recipient and events; and the ids of the events that are supposed in it."""
    inside = set(tokens)
    held = [(t, by_anchor[t]) for t in tokens if t in by_anchor and t not in passing and _told_in(parse, t, inside)]
    held = [(t, event) for t, event in held if not _is_averted(parse, t, inside)]
    supposed = {event.id for t, event in held if _supposed_in(parse, t, head, passing)}
    top = _top(parse, tokens, inside, head, frames, passing)
    who, recipient, type_ = clause.who, _acted_on(parse, head, cast), None
    event = by_anchor.get(top.anchor) if top is not None else None
    if event is None and held and top is None:
        event = held[0][1]
    if event is not None:
        who, recipient, type_ = who or event.actor, event.recipient, event.type
    elif top is not None:
        parties = parties_of(parse, top, frames, cast, (), {})
        found = () if parties.guessed else parties.recipient
        who, recipient, type_ = who or parties.actor, found or recipient, top.frame.type
    if type_ == "SUPPORT" and not recipient and is_verb(parse, head) and is_passive(parse, head):
        type_ = None  # 'further action will be justified': nobody is supported
    if type_ in HARM and _is_ended(parse, head, top.anchor if top is not None else held[0][0]):
        type_ = "CONCEDE"
    if type_ in OWN_FORCES:
        who = who or _owners(parse, head, cast)
        recipient = () if recipient == _acted_on(parse, head, cast) else recipient
    recipient = tuple(r for r in recipient if r not in who)
    return Clause(who, clause.does, type_, recipient, tuple(dict.fromkeys(e.id for _, e in held))), supposed


def _is_ended(parse: Parse, head: int, anchor: int) -> bool:
    """'The blockade would be ended': a harm that is the object of a verb of ending."""
    if not is_verb(parse, head) or parse.lemma[head] not in ENDING or anchor == head:
        return False
    ended = children(parse, head, "nsubj", "nsubjpass") if is_passive(parse, head) else children(parse, head, "dobj")
    return anchor in ended


def _owners(parse: Parse, verb: int, cast: Cast) -> tuple[str, ...]:
    """Whose the troops or arms are that are told to be withdrawn or massed by nobody named: one moves one's own."""
    if not is_verb(parse, verb) or not is_passive(parse, verb) or agents(parse, verb):
        return ()
    nouns = children(parse, verb, "nsubj", "nsubjpass")
    return tuple(dict.fromkeys(i for n in nouns for t in possessors(parse, n) for i in cast.ids(t)))


def _acted_on(parse: Parse, verb: int, cast: Cast) -> tuple[str, ...]:
    """To whom a passive without an agent is done: 'if Ankara is attacked'."""
    if not is_verb(parse, verb) or not is_passive(parse, verb) or agents(parse, verb):
        return ()
    return tuple(dict.fromkeys(i for s in children(parse, verb, "nsubj", "nsubjpass") for i in cast.ids(s)))


def _told_in(parse: Parse, t: int, inside: Collection[int]) -> bool:
    """Whether a token of a side is no part of a clause that only describes."""
    for node in (t, *ancestors(parse, t)):
        if node not in inside:
            return True
        if parse.dep[node] in DESCRIBING and parse.head[node] in inside:
            return parse.tag[node] in {"VB", "VBG"} and any(parse.tag[c] == "TO" for c in parse.children[node])
    return True


def _supposed_in(parse: Parse, t: int, head: int, passing: Collection[int]) -> bool:
    """Whether a token is what a side supposes: its head, or joined to it as its object or a verb below."""
    node = t
    while node != head and node not in passing:
        if parse.dep[node] not in SUPPOSED or parse.head[node] == node:
            return False
        node = parse.head[node]
    return True


def _top(
    parse: Parse, tokens: Sequence[int], inside: Collection[int], head: int, frames: Frames, passing: Collection[int]
) -> Trigger | None:
    """The frame that stands highest among the tokens of a side; the head of the side before all others."""
    if not tokens:
        return None
    found = [
        t
        for t in find_triggers(parse, frames, first=min(tokens), last=max(tokens) + 1)
        if t.anchor in inside
        and t.anchor not in passing
        and _told_in(parse, t.anchor, inside)
        and not _is_averted(parse, t.anchor, inside)
    ]
    return min(found, key=lambda t: (t.anchor != head, _depth(parse, t.anchor, inside)), default=None)


def _is_averted(parse: Parse, t: int, inside: Collection[int]) -> bool:
    """'Will keep away to avoid a clash': what a verb of avoiding hinders is nothing that the side does."""
    return any(a in inside and parse.lemma[a] in AVERTING for a in ancestors(parse, t))


def _depth(parse: Parse, t: int, inside: Collection[int]) -> int:
    depth = 0
    for above in ancestors(parse, t):
        if above not in inside:
            break
        depth += 1
    return depth
