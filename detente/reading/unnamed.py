"""Who is meant without a name: 'both sides', 'each other', 'the rebels', 'the president', 'the army'."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.codebook.roles import Role
from detente.model import Party
from detente.reading.syntax import clause_verb, conjuncts, subjects

if TYPE_CHECKING:
    from detente.reading.cast import Cast

__all__ = ["of_both", "of_each_other", "of_role_alone", "principals"]

BOTH = {"both", "two", "each", "either", "neither", "deux", "chaque"}
NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "trois": 3, "quatre": 4, "cinq": 5}
SIDES = {
    "side", "country", "government", "nation", "neighbour", "neighbor", "capital", "state", "leader",
    "president", "minister",
    "army", "foe", "rival", "ally", "power", "delegation", "negotiator", "parti", "pays", "camp",
    "gouvernement", "capitale", "dirigeant",
}  # fmt: skip
DEFINITE = {"the", "le", "la", "les", "l'"}
ACTING_ALONE = {"GOV", "MIL", "LEG", "JUD", "SPY"}
"""Sectors whose bare nouns stand for the state that the report is speaking of."""

LOOK_BACK = 3
"""Sentences searched for the state that a bare 'the army' belongs to."""

FAR = 1500
"""Tokens searched for the person or group that a bare title means."""


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


def of_both(cast: Cast, token: int) -> tuple[Party, ...]:
    """'both sides', 'the two governments', 'each side': the two that the report names most, but for who
    speaks to them."""
    parse = cast.parse
    number = next((NUMBERS[w] for c in parse.children[token] if (w := parse.word[c]) in NUMBERS), 0)
    if number and parse.lemma[token] in SIDES:
        return _last_list(cast, token, number)
    plural_or_each = {parse.word[c] for c in parse.children[token] if c < token} & BOTH
    if parse.lemma[token] not in SIDES or not plural_or_each:
        return ()
    verb = clause_verb(parse, token)
    acting = subjects(parse, verb) if verb is not None else []
    others = {cast.side(i) for s in acting if s != token for i in cast.ids(s)}
    two = [side for side in principals(cast) if side not in others][:2]
    return tuple(cast.known(side) for side in two) if len(two) == 2 else ()


def _last_list(cast: Cast, token: int, number: int) -> tuple[Party, ...]:
    """'The three countries': the last list of so many that the report gave."""
    parse = cast.parse
    for i in range(token - 1, max(-1, token - FAR), -1):
        if i in cast.mention_at and parse.dep[i] != "conj" and len(group := conjuncts(parse, i)) == number:
            found = tuple(dict.fromkeys(p for g in group for p in cast.parties(g)))
            if len(found) == number:
                return found
    return ()


def of_each_other(cast: Cast, token: int) -> tuple[Party, ...]:
    """'each other', 'one another', 'the other': those who act in the clause, where they are several."""
    parse = cast.parse
    before = parse.word[token - 1] if token else ""
    if parse.word[token] not in {"other", "another"} or before not in {"each", "one", "the"}:
        return ()
    verb = clause_verb(parse, token)
    found = tuple(
        dict.fromkeys(p for s in (subjects(parse, verb) if verb is not None else []) for p in cast.parties(s))
    )
    return found if len(found) > 1 else ()


def of_role_alone(cast: Cast, token: int, role: Role) -> tuple[Party, ...]:
    """A title, force or rebels with no name and no owner, told as known ('the'): whom the report spoke of
    last."""
    parse = cast.parse
    before = {parse.word[c] for c in parse.children[token] if c < token}
    plural = parse.tag[token] == "NNS"
    if not (
        before & DEFINITE
        or (plural and not any(parse.dep[c] in {"det", "nummod", "poss", "amod"} for c in parse.children[token]))
    ):
        return ()
    if role.sector == "REB":
        return _last_group(cast, token)
    if role.sector not in ACTING_ALONE:
        return ()
    if role.office is not None and not plural:
        holder = _last_holder(cast, token, role.office)
        if holder is not None:
            return (holder,)
    state = _state_spoken_of(cast, token)
    return (Party(state, cast.description(token)),) if state is not None else ()


def _last_group(cast: Cast, token: int) -> tuple[Party, ...]:
    for i in range(token - 1, max(-1, token - FAR), -1):
        mention = cast.mention_at.get(i)
        if mention is not None and mention.candidates:
            actor = cast.gazetteer.actor(mention.candidates[0])
            if actor is not None and actor.type == "group":
                return (cast.known(actor.id),)
    return ()


def _last_holder(cast: Cast, token: int, office: str) -> Party | None:
    """The person named last who holds the office, or whose title just before the name is that office."""
    seen: set[str] = set()
    for i in range(token - 1, max(-1, token - FAR), -1):
        if i not in cast.person_at or i + 1 in cast.person_at or cast.person_at[i] in seen:
            continue
        seen.add(cast.person_at[i])
        found = cast.person(i)
        if found.id is None:
            continue
        held = cast.on is not None and cast.gazetteer.holder(cast.side(found.id), office, cast.on) == found.id
        first = i
        while first - 1 in cast.person_at:
            first -= 1
        title = cast.role(first - 1) if first else None
        if held or (title is not None and title.office == office):
            return found
    return None


def _state_spoken_of(cast: Cast, token: int) -> str | None:
    """The state that the sentences before speak of: their nearest subject."""
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
            if actor is not None and actor.type == "state":
                return actor.id
    return None
