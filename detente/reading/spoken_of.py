"""Which state a report speaks of: the one it names most, is set in, or spoke of last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from detente.codebook.roles import Role
from detente.reading.places import PLACE_KINDS
from detente.reading.where import state_of_dateline

if TYPE_CHECKING:
    from detente.reading.cast import Cast

__all__ = ["LOOK_BACK", "most_named", "owner_spoken_of", "principals", "scene", "state_spoken_of"]

OF_BODIES = {"secretary_general", "high_representative", "prosecutor"}
"""Offices that bodies have and states have not."""

SCENE = 0.7
"""Share of all that lies in states, places and persons too, from which a report is set in one: 'police' are its."""

AHEAD, OFTEN = 3, 4
"""Or so many times as often as the next, where it is named so often: many others speak of one."""

LEAST = 2
"""Names that there must be for that."""

LOOK_BACK = 3
"""Sentences searched for the state that a bare 'the army' belongs to."""

FAR = 1500
"""Tokens searched for the state that a bare title belongs to."""


def principals(cast: Cast) -> tuple[str, ...]:
    """The states and armed groups of a report, those named most often first."""
    if cast.principal is None:
        named: Counter[str] = Counter()
        seen: set[tuple[int, int]] = set()
        for token, mention in cast.mention_at.items():
            if (mention.start, mention.end) in seen or not mention.candidates:
                continue
            seen.add((mention.start, mention.end))
            side = cast.side(mention.candidates[0])
            actor = cast.gazetteer.actor(side)
            if actor is not None and actor.type in {"state", "group"} and not cast.is_place(token):
                named[side] += 1
        cast.principal = dict(named.most_common())
    return tuple(cast.principal)


def scene(cast: Cast) -> str | None:
    """The state in which a report is set, by all that it names: states, places, organs and persons; None for no one,
    and where its places are another's."""
    if cast.scene is None:
        named: Counter[str] = Counter()
        places: Counter[str] = Counter()
        seen: set[int] = set()
        for token, mention in cast.mention_at.items():
            if mention.start not in seen and mention.candidates:
                seen.add(mention.start)
                side = cast.side(mention.candidates[0])
                actor = cast.gazetteer.actor(side)
                named.update([side] if actor is not None and actor.type == "state" else [])
                places.update([side] if cast.is_place(token) else [])
        (first, times), (_, second) = [*named.most_common(2), ("", 0), ("", 0)][:2]
        dominates = times >= SCENE * named.total() or (times >= OFTEN and times >= AHEAD * second)
        is_one = times >= LEAST and dominates and places[first] == max(places.values(), default=0)
        cast.scene = first if is_one else ""
    return cast.scene or None


def most_named(cast: Cast, *, above: float) -> str | None:
    """The state that has more than a share of the names of states in the report."""
    named = principals(cast)
    states = [it for it in named if (actor := cast.gazetteer.actor(it)) is not None and actor.type == "state"]
    if not states:
        return None
    return states[0] if cast.named_often(states[0]) > above * sum(map(cast.named_often, states)) else None


def owner_spoken_of(cast: Cast, token: int, role: Role) -> str | None:
    """The state or body spoken of last that has such an office, else the one in which the report was written; one that
    has it alone need not be named."""
    if role.of:
        last = _last_named(cast, token, role.of) or (role.of[0] if len(role.of) == 1 else None)
        written_in = state_of_dateline(cast) if last is None else None
        return last or (written_in if written_in in role.of else None)
    if role.office in OF_BODIES:
        return _last_named(cast, token, cast.gazetteer.having(role.office))
    return state_spoken_of(cast, token, role)


def _last_named(cast: Cast, token: int, among: Collection[str]) -> str | None:
    """Of some states, bodies and groups, the one named last before a token, by itself or by its people."""
    for i in range(token - 1, max(-1, token - FAR), -1):
        mention = cast.mention_at.get(i)
        if i in cast.person_at:
            named = cast.person(i).id
            side = cast.side(named) if named else None
        elif mention is not None and mention.candidates and mention.kind not in PLACE_KINDS:
            side = next((it for it in mention.candidates if it in among), cast.side(mention.candidates[0]))
        else:
            continue
        if side in among:
            return side
    return None


def state_spoken_of(cast: Cast, token: int, role: Role | None = None) -> str | None:
    """The state that the sentences before speak of: their nearest subject, of those that may have a role."""
    parse = cast.parse
    here = parse.sentence[token]
    for sentence in range(here, max(-1, here - LOOK_BACK), -1):
        first, last = parse.sentences[sentence]
        for i in range(first, token if sentence == here else last):
            if i not in cast.mention_at and i not in cast.person_at:
                continue
            top = i
            while parse.dep[top] in {"amod", "compound", "nmod", "poss"} and parse.head[top] != top:
                top = parse.head[top]
            ids = cast.ids(i) if parse.dep[top] in {"nsubj", "nsubjpass"} else ()
            actor = cast.gazetteer.actor(cast.side(ids[0])) if ids else None
            if actor is not None and actor.type == "state" and (role is None or role.may_be_of(actor.id)):
                return actor.id
    return None
