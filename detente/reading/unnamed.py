"""Who is meant without a name: 'both sides', 'each other', 'the rebels', 'the president', 'the army'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.codebook.roles import Role
from detente.model import Actor, Party
from detente.reading.on_the_spot import ROVING, state_fighting, state_of_mutineers, state_on_the_spot
from detente.reading.person_names import slug
from detente.reading.places import PLACE_KINDS
from detente.reading.spoken_of import (
    LOOK_BACK,
    most_named,
    owner_spoken_of,
    principals,
    scene,
    state_spoken_of,
)
from detente.reading.syntax import children, clause_verb, conjuncts, prepositional, subjects
from detente.reading.titles import former, person_of_title, role_at

if TYPE_CHECKING:
    from detente.reading.cast import Cast

__all__ = ["of_both", "of_each_other", "of_national_body", "of_role_alone", "state_the_titled"]

BOTH = {"both", "two", "each", "either", "neither", "deux", "chaque"}
NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "trois": 3, "quatre": 4, "cinq": 5}
SIDES = {
    "side", "country", "government", "nation", "neighbour", "neighbor", "capital", "state", "leader",
    "president", "minister",
    "army", "foe", "rival", "ally", "power", "delegation", "negotiator", "parti", "partie", "pays", "camp",
    "gouvernement", "capitale", "dirigeant", "voisin", "allié", "ministre", "président", "armée", "puissance",
    "délégation", "négociateur",
}  # fmt: skip
DEFINITE = {"the", "le", "la", "les", "l'"}
ACTING_ALONE = {"GOV", "MIL", "LEG", "JUD", "SPY"}
"""Sectors whose bare nouns stand for the state that the report is speaking of."""

OF = {"of", "de", "du", "des", "d'"}
ONE_STATE = 0.6
"""Share of the names of states from which a report speaks of one: its titles without a state are that one's."""

OF_SEVERAL = frozenset({"international", "multinational", "joint", "foreign", "allied", "global", "world", "other"})
"""Adjectives of those who are not one state's own."""

STATE_OFFICES = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
MINISTERS = frozenset({"ministers", "ministres"})
NATIONAL = frozenset({"national", "federal", "royal", "supreme"})
ORGANS = frozenset({
    "administration", "agency", "assembly", "authority", "board", "bureau", "commission", "congress", "council",
    "court", "department", "guard", "institute", "ministry", "office", "parliament", "police", "service",
})  # fmt: skip
"""Last or first words of what a state has one of: 'the National Audit Office', 'the Federal Bureau of Prisons'."""

FAR = 1500
"""Tokens searched for the person or group that a bare title means."""


def of_national_body(cast: Cast, token: int) -> tuple[Party, ...]:
    """'Malta's border service': the state's. 'The National Audit Office' of a report that is set in one: that one's."""
    parse = cast.parse
    if parse.word[token] not in ORGANS or not parse.tag[token].startswith("NN"):
        return ()
    for owner in children(parse, token, "poss", "amod", "nmod", "compound"):
        mention = cast.mention_at.get(owner)
        actor = cast.gazetteer.actor(cast.side(mention.candidates[0])) if mention and mention.candidates else None
        if actor is not None and actor.type == "state" and mention is not None and mention.kind not in PLACE_KINDS:
            cast.note(token, f"whose it is: {actor.id}")
            return (Party(cast.known(actor.id).id, cast.description(token)),)
    if not parse.tag[token].startswith("NNP"):
        return ()
    is_national = any(parse.word[c] in NATIONAL for c in parse.children[token] if c < token)
    state = scene(cast) if is_national else None
    cast.note(token, f"of {state}, in which the report is set")
    return (Party(cast.known(state).id, cast.description(token)),) if state is not None else ()


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
    found = role_at(cast, token)
    if found and found[1]:
        before.add(parse.word[found[1] - 1])  # 'the secretary-general', of which the parser sees three words
    if parse.tag[token] == "JJ" and found is not None and found[1] == token:
        return ()  # 'the general population'
    plural = parse.tag[token] == "NNS"
    is_bare = not any(parse.dep[c] in {"det", "nummod", "poss", "amod"} for c in parse.children[token])
    if plural and parse.lemma[token] in ROVING and (state := state_of_mutineers(cast, token)) is not None:
        cast.note(token, f"of {state}, whose leader they seize")
        return (Party(cast.known(state).id, cast.description(token)),)
    is_name = role.sector == "LEG" and role.office is None  # 'Congress' voted, 'in front of parliament'
    is_name = is_name and (parse.tag[token] == "NNP" or parse.word[token] in {"parliament", "parlement"})
    if not (before & DEFINITE or (is_bare and (is_name or (plural and not _of_another_kind(cast, token, found))))):
        return ()
    if role.sector == "REB":
        return _last_group(cast, token)
    first = found[1] if found else token
    if any(c < first and parse.word[c] in OF_SEVERAL for c in parse.children[token]) or (
        parse.word[token] == "force" and parse.tag[token] == "NN" and first == token
    ):
        return ()  # 'the full force of the law'
    is_local = _is_local(cast, token, found)
    if role.sector not in ACTING_ALONE and not role.former and not is_local:
        return ()
    if role.office is not None and not plural:
        return _of_office(cast, token, role)
    if role.is_plural and (before & DEFINITE) and first >= token - 1:
        several = _of_several_before(cast, token)
        if several or _is_one_a_state(cast, token, first):
            return several
    state = state_fighting(cast, token) if is_local else None
    if state is None and is_local and parse.lemma[token] not in ROVING:
        state = state_on_the_spot(cast, token)
    if state is None and role.sector in ACTING_ALONE:
        state = owner_spoken_of(cast, token, role)
    if state is None and role.of and before & DEFINITE:
        state = state_spoken_of(cast, token)
    if state is None and before & DEFINITE and parse.lemma[token] in cast.agreement.bodies:
        state = most_named(cast, above=0.5)
    cast.note(token, f"of {state}, of which the report speaks")
    if state is None and is_local and (state := scene(cast)) is not None:
        cast.note(token, f"of {state}, in which the report is set")
    return (Party(cast.known(state).id, cast.description(token)),) if state is not None else ()


def _of_several_before(cast: Cast, token: int) -> tuple[Party, ...]:
    """'The ministers', after 'the foreign ministers of Chad and Niger' or 'Minister Ann Lo and Minister Bo Li': those
    of several states who had the title last."""
    parse = cast.parse
    for i in range(token - 1, max(-1, token - FAR), -1):
        group = [i] if parse.word[i] == parse.word[token] else []
        if i in cast.person_at and any(parse.lemma[c] == parse.lemma[token] for c in children(parse, i, "compound")):
            group = conjuncts(parse, i)
        found = tuple(dict.fromkeys(p for t in group for p in cast.parties(t)))
        if len({cast.side(p.id) for p in found if p.id}) > 1:
            return found
        if group and i not in cast.person_at:
            return ()
    return ()


def _is_one_a_state(cast: Cast, token: int, first: int) -> bool:
    """Whether several who have a title are of several states: 'the presidents', and in a communiqué 'the Ministers'."""
    parse = cast.parse
    words = parse.text[parse.start[first] : parse.start[token]].lower() + parse.lemma[token].lower()
    one = cast.roles.get(words) or cast.roles.get(parse.word[token].removesuffix("s"))
    is_title = one is not None and one.office in STATE_OFFICES
    return is_title or (parse.word[token] in MINISTERS and parse.text[parse.start[token]].isupper())


def _is_local(cast: Cast, token: int, found: tuple[Role, int, int] | None) -> bool:
    """Whether a role is one of those that are of the state in which a report is set: 'police', 'the court'."""
    parse = cast.parse
    if not parse.tag[token].startswith("NN") or parse.dep[token] in {"compound", "nmod"} or found is None:
        return False
    _, first, last = found
    words = parse.text[parse.start[first] : parse.start[last]].lower()
    is_one = {words + parse.word[last], words + parse.lemma[last]} & cast.agreement.local
    return bool(is_one) and not _of_another_kind(cast, token, found)


def _of_another_kind(cast: Cast, token: int, found: tuple[Role, int, int] | None) -> bool:
    """Whether a noun before a bare plural makes it nobody's: 'world leaders', 'party leaders', not 'army officers'."""
    parse = cast.parse
    first = found[1] if found else token
    for c in children(parse, token, "compound", "nmod"):
        role = cast.roles.get(parse.lemma[c])
        if c < first and c not in cast.mention_at and (role is None or role.sector not in ACTING_ALONE):
            return True
    return False


def state_the_titled(cast: Cast) -> None:
    """Puts persons known by a bare title ('Commerce Secretary Ann Lo') under the one state the report speaks of, or
    in which it is set."""
    people = cast.people
    titled = people.titled & people.nameless
    state = most_named(cast, above=ONE_STATE) or scene(cast) if titled else None
    if state is None:
        return
    for name in titled:
        people.nameless.discard(name)
        people.actors[name] = Actor(f"{state}/{slug(name)}", "person", name, state, None)


def _of_office(cast: Cast, token: int, role: Role) -> tuple[Party, ...]:
    """'The president', 'the emir', 'the former premier': the person of that office whom the report named last, else
    the holder of the state, or body, that it speaks of. 'The president of the club' is none of them."""
    parse = cast.parse
    _, first, last = role_at(cast, token) or (role, token, token)
    theirs = [c for t in range(first, last + 1) for c in children(parse, t, "compound", "nmod", "poss") if c < first]
    if theirs or any(word in OF and noun > last for word, noun in prepositional(parse, token)):
        return ()
    if _was_of_others(cast, token):
        return ()
    is_former = former(cast, token, role)
    person = person_of_title(cast, token, role, is_former=is_former)
    if person is not None:
        cast.note(token, "the last person named who holds this office")
        return (person,) if person.id is not None else ()
    if is_former:
        return ()
    side = owner_spoken_of(cast, token, role)
    if side is None and role.office in STATE_OFFICES:
        side = scene(cast)
    if side is None or not role.may_be_of(side):
        return ()
    holder = cast.gazetteer.holder(side, role.office, cast.on) if cast.on is not None and role.office else None
    if holder is None and role.office == "head":
        return ()  # 'shot in the head', 'the chief of a tribe'
    cast.note(token, f"the holder of this office of {side}, of which the report speaks")
    return (cast.known(holder) if holder else Party(side, cast.description(token)),)


def _was_of_others(cast: Cast, token: int) -> bool:
    """Whether the title was last told of somebody nobody knows: 'the bank's president ... the president'."""
    parse = cast.parse
    begin = parse.sentences[max(0, parse.sentence[token] - LOOK_BACK)][0]
    for i in range(token - 1, begin - 1, -1):
        if parse.lemma[i] == parse.lemma[token] and parse.tag[i] in {"NN", "NNP"}:
            owned = children(parse, i, "poss") or any(word in OF for word, _ in prepositional(parse, i))
            return bool(owned) and not cast.ids(i)
    return False


def _last_group(cast: Cast, token: int) -> tuple[Party, ...]:
    for i in range(token - 1, max(-1, token - FAR), -1):
        mention = cast.mention_at.get(i)
        if mention is not None and mention.candidates:
            actor = cast.gazetteer.actor(mention.candidates[0])
            if actor is not None and actor.type == "group":
                return (cast.known(actor.id),)
    return ()
