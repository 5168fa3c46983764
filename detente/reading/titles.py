"""Titles: which role a noun phrase tells, whose it is, and who holds it on the day of the report."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.codebook.roles import Role, load_roles
from detente.model import Party
from detente.reading.places import PLACE_KINDS
from detente.reading.syntax import agents, children, clause_verb, conjuncts, possessors, prepositional, subjects

if TYPE_CHECKING:
    from detente.reading.cast import Cast

__all__ = [
    "former", "named_beside", "of_title", "owners_of", "person_of_title", "role_at", "role_edges", "state_of_part",
]  # fmt: skip

WORDS_BEFORE, WORDS_AFTER = 4, 5
"""Tokens of a role before its last word ('secretary-general' is three tokens), and from its first word on
('minister of foreign affairs')."""

FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "ancien", "ancienne"})
NOT_THE_HOLDER = FORMER | {"a", "an", "deputy", "acting", "new", "next", "future"}
BELOW = frozenset({"vice", "deputy", "assistant"})

LEADERS = frozenset({"head_of_state", "head_of_government", "supreme_leader", "party_leader", "leader"})
FAR = 1500
"""Tokens searched for the person whom a title means."""


OF_PARTS = frozenset({"GOV", "LEG", "JUD", "COP", "MIL"})
"""Sectors of those who act for a state where they act for a part of it."""

STATES = frozenset(
    "country state nation republic kingdom government regime administration union bloc alliance junta".split()
)
"""Bodies whose head is that of the state, or of the body that is an actor itself."""

IN_NAME_OF = frozenset({"as", "for", "comme"})
ARTICLES = frozenset({"det", "poss"})
A_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=8)
def role_edges(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The last words of a language's roles, and the first words of those of several words that open with the noun."""
    roles = load_roles(language)
    ends = frozenset(re.split(cut, words)[-1] for words in roles for cut in ("[ '-]", "[ ']"))
    spaces = (
        0 if language == "fr" else 1
    )  # where the noun comes first, two words do: 'secrétaire d'État', 'garde civile'
    return ends, frozenset(words.partition(" ")[0] for words in roles if words.count(" ") > spaces)


def role_at(cast: Cast, token: int) -> tuple[Role, int, int] | None:
    """The role that a token heads, by its longest words, and the first and last token of these: 'deputy foreign
    minister', 'secretary-general', 'secretary of state', 'troops'. None for no role."""
    parse = cast.parse
    word, lemma = parse.word[token], parse.lemma[token]
    if word in cast.role_ends or lemma in cast.role_ends:
        begin = max(parse.sentences[parse.sentence[token]][0], token - WORDS_BEFORE)
        for first in range(begin, token + 1):
            lead = " ".join(parse.text[parse.start[first] : parse.start[token]].lower().split(" "))
            for head in (word, lemma):
                found = cast.roles.get(lead + head)
                if found is not None:
                    return found, first, token
    if word in cast.role_starts:
        for size in range(min(WORDS_AFTER, len(parse) - token), 1, -1):
            words = parse.text[parse.start[token] : parse.end[token + size - 1]].lower()
            found = cast.roles.get(" ".join(words.replace("’", "'").split()))
            if found is not None:
                return found, token, token + size - 1
    return None


def named_beside(cast: Cast, token: int) -> tuple[Party, ...]:
    """Whose title it is where the name stands beside: 'the premier, Ann Lo', 'Ann Lo, the premier', and of two titles
    of one person 'party leader and Prime Minister Ann Lo'. Several for a plural: 'the premiers, Ann Lo and Bo Li'."""
    if cast.parse.tag[token].endswith("S"):
        beside = [b for b in children(cast.parse, token, "appos", "flat") if b in cast.person_at]
        named = (cast.person(n) for b in beside for n in conjuncts(cast.parse, b) if n in cast.person_at)
        return tuple(dict.fromkeys(named))
    one = _one_named_beside(cast, token)
    return (one,) if one is not None else ()


def _one_named_beside(cast: Cast, token: int) -> Party | None:
    parse = cast.parse
    for beside in children(parse, token, "appos", "flat"):
        if beside in cast.person_at:
            return cast.person(beside)
    above, is_one = parse.head[token], not parse.tag[token].endswith("S")
    if parse.dep[token] == "appos" and above in cast.person_at and is_one:
        return cast.person(above)
    named = token
    while parse.dep[named] in {"compound", "nmod"} and named not in cast.person_at:
        named = parse.head[named]
    if named in cast.person_at and is_one and named > token:  # 'the bloc's chairman President Ann Lo'
        role, first, last = role_at(cast, token) or (None, token, token)
        is_holder = role is not None and role.office is not None and (not first or parse.word[first - 1] not in BELOW)
        after = last + 1
        while after < named and after not in cast.person_at and cast.role(after) is not None:
            after += 1
        if is_holder and cast.person_at.get(after) == cast.person_at[named]:
            return cast.person(named)
    if parse.dep[token] == "attr" and is_one and (role := cast.role(token)) is not None and role.office:
        said_of = [s for s in subjects(parse, above) if s in cast.person_at and s < token]
        if said_of and not any(parse.dep[c] == "neg" for c in parse.children[above]):
            return cast.person(said_of[0])  # 'Ann Lo is the ruler of the emirate'
    for preposition, noun in prepositional(parse, token):  # 'the premier of Tonga, Ann Lo', read as of Tonga
        for beside in children(parse, noun, "appos") if preposition in {"of", "de"} else ():
            if beside in cast.person_at and noun in cast.mention_at and noun not in cast.person_at and is_one:
                return cast.person(beside)
    if parse.tag[token] in {"NN", "NNP"} and not any(parse.dep[c] in ARTICLES for c in parse.children[token]):
        for joined in children(parse, token, "conj"):
            if joined in cast.person_at and _titles_beside(cast, joined):
                return cast.person(joined)
    return None


def of_title(cast: Cast, token: int, role: Role | None, owners: list[str]) -> tuple[Party, ...]:
    """A title, body or force that has owners: the holder where it is an office, else the owners' states."""
    if role is not None and role.office and not role.is_plural and cast.on is not None:
        if _is_the_office_itself(cast, token):
            return ()
        words = _words_on(cast, token)
        side, is_one = cast.side(owners[0]), not cast.parse.tag[token].endswith("S")
        if is_one and former(cast, token, role):
            before = person_of_title(cast, token, role, of=side, is_former=True)
            if before is not None:
                return (before,)
        elif is_one and not words & NOT_THE_HOLDER and not (role.office in LEADERS and _is_of_a_body(cast, token)):
            office = _office_of_the_other(cast, token) if role.office == SAME else role.office
            day = _day_told(cast, token) or cast.on
            is_theirs = not role.of or side in role.of  # the foreign secretary of India is not the minister
            holder = cast.gazetteer.holder(side, office, day) if office is not None and is_theirs else None
            if holder is not None:
                cast.note(token, f"holder of this office of {side} on {day}")
                return (cast.known(holder),)
    name = cast.description(token)
    states = dict.fromkeys(cast.side(owner) for owner in owners)
    for state in states:
        cast.known(state)
    cast.note(token, f"whose it is: {' and '.join(owners)}")
    return tuple(Party(state, name) for state in states)


def _is_of_a_body(cast: Cast, token: int) -> bool:
    """Whether a title is that of a body which is in a state: 'the president of the Tunisian League for ...'."""
    parse = cast.parse
    _, ranked = _places_of_owners(cast, token)
    owners = next((places for places in ranked if any(cast.ids(place) for place in places)), [])
    return any(
        parse.tag[t] in {"NN", "NNP"}
        and t not in cast.mention_at
        and t not in cast.person_at
        and parse.lemma[t] not in STATES
        and (parse.lemma[t] in cast.agreement.bodies or parse.tag[t] == "NNP")
        for t in owners
    )


def _is_the_office_itself(cast: Cast, token: int) -> bool:
    """Whether a title is no person but the office: 'his work as president', 'the campaign for president'."""
    parse = cast.parse
    if parse.dep[token] != "pobj" or parse.word[parse.head[token]] not in IN_NAME_OF:
        return False
    return not any(parse.dep[c] in ARTICLES for c in parse.children[token])


def _day_told(cast: Cast, token: int) -> date | None:
    """The middle of a past year that a title or its clause tells: 'was president of Namibia in 2014'."""
    parse = cast.parse
    verb = clause_verb(parse, token)
    hanging = [*prepositional(parse, token), *(prepositional(parse, verb) if verb is not None else [])]
    for preposition, noun in hanging:
        if preposition in {"in", "en"} and A_YEAR.fullmatch(parse.word[noun]) and cast.on is not None:
            year = int(parse.word[noun])
            return date(year, 7, 1) if year < cast.on.year else None
    return None


SAME = "same"
"""The office of a counterpart: that of the person whose counterpart it is."""


def former(cast: Cast, token: int, role: Role) -> bool:
    """Whether a title is told of somebody who no longer holds it."""
    return role.former or bool(_words_on(cast, token) & FORMER)


def _words_on(cast: Cast, token: int) -> set[str]:
    """What hangs on the words of a title: 'the' and 'former' on the first part of 'vice-president'."""
    _, first, last = role_at(cast, token) or (None, token, token)
    return {cast.parse.word[c] for t in range(first, last + 1) for c in cast.parse.children[t]}


def owners_of(cast: Cast, token: int) -> list[str]:
    """Whose a title, body or force is: by the name before it, else the one after 'of', 'from', 'for', 'in',
    else a pronoun.

    'His Indian counterpart' is India's; 'a Georgian delegation in Brussels' Georgia's. None where it is a part of a
    state that has it: see `state_of_part`.
    """
    parse = cast.parse
    role, ranked = _places_of_owners(cast, token)
    for places in ranked if role is not None else ranked[:-1]:
        owners = list(dict.fromkeys(actor for place in places for actor in cast.ids(place)))
        if role is not None and role.of and owners and all(parse.tag[place].startswith("PRP") for place in places):
            owners = [it for it in owners if role.may_be_of(cast.side(it))]  # 'its defence secretary' is not China's
        if owners or any(_is_part(cast, place) for place in places):
            return owners
    return []


def state_of_part(cast: Cast, token: int) -> str | None:
    """The state in whose part somebody has a title, or a body or force is: 'the governor of Ohio', 'Lagos police'.

    None where the title could be that of a state which is not recognised: 'the leader of Abkhazia'.
    """
    role, ranked = _places_of_owners(cast, token)
    if role is None or role.office is not None or role.sector not in OF_PARTS or _is_the_office_itself(cast, token):
        return None
    place = next((place for places in ranked for place in places if _is_part(cast, place)), None)
    return cast.side(cast.mention_at[place].candidates[0]) if place is not None else None


def _is_part(cast: Cast, token: int) -> bool:
    mention = cast.mention_at.get(token)
    return mention is not None and mention.kind in PLACE_KINDS and bool(mention.candidates)


def _places_of_owners(cast: Cast, token: int) -> tuple[Role | None, tuple[list[int], ...]]:
    """The role that a token heads, and where its owner may stand, the likeliest places first."""
    parse = cast.parse
    role, first, last = role_at(cast, token) or (None, token, token)
    theirs = [x for t in range(first, last + 1) for x in possessors(parse, t) if not first <= x <= last]
    before = [x for x in theirs if x < token]
    after = [x for x in theirs if x > token]
    hanging = prepositional(parse, token)
    return role, (
        [x for x in before if not parse.tag[x].startswith(("PRP", "WP"))],
        after,
        [n for w, n in hanging if w == "from" or (w == "for" and parse.tag[token] == "NN")] + agents(parse, token),
        [x for x in before if parse.tag[x].startswith(("PRP", "WP"))],
        [n for w, n in hanging if w in {"in", "at", "de", "to"}],
    )


def person_of_title(
    cast: Cast, token: int, role: Role, *, of: str | None = None, is_former: bool = False
) -> Party | None:
    """The person named last who holds an office (or held it), or whose title just before the name is that office.

    Who acts in the title's own clause is another. A party without id: somebody nobody knows was given that title.
    """
    parse, office = cast.parse, role.office
    if office is None:
        return None
    verb = clause_verb(parse, token)
    acting = {cast.person_at[s] for s in (subjects(parse, verb) if verb is not None else []) if s in cast.person_at}
    seen: set[str] = set(acting)
    for i in range(token - 1, max(-1, token - FAR), -1):
        if i not in cast.person_at or i + 1 in cast.person_at or cast.person_at[i] in seen:
            continue
        seen.add(cast.person_at[i])
        found = cast.person(i)
        if found.id is not None and of is not None and cast.side(found.id) != of:
            continue
        may_be = found.id is None or role.may_be_of(cast.side(found.id))
        if _held(cast, found.id, office, is_former=is_former) and may_be:
            return found
        beside = [] if is_former else [it for it in _roles_beside(cast, i) if it.office == office]
        if any(may_be or it.of == role.of for it in beside):
            return found
    return None


def _held(cast: Cast, person: str | None, office: str, *, is_former: bool) -> bool:
    if person is None or cast.on is None:
        return False
    held = cast.gazetteer.served if is_former else cast.gazetteer.serves
    return held(person, office, cast.on)


def _titles_beside(cast: Cast, last: int) -> set[str]:
    """Offices that the report gives a person beside the name."""
    return {role.office for role in _roles_beside(cast, last) if role.office}


def _roles_beside(cast: Cast, last: int) -> list[Role]:
    """Roles that the report gives a person beside the name: just before it, or in apposition."""
    first = last
    while first - 1 in cast.person_at:
        first -= 1
    beside = [*([first - 1] if first else []), *children(cast.parse, last, "appos", "compound")]
    if cast.parse.dep[last] == "appos":
        beside.append(cast.parse.head[last])
    roles = (cast.role(t) for t in beside if t not in cast.person_at)
    return [role for role in roles if role is not None]


def _office_of_the_other(cast: Cast, token: int) -> str | None:
    """The office of the one whose counterpart a noun tells: of 'his', else of who acts in the clause, else of the
    person named last."""
    parse = cast.parse
    verb = clause_verb(parse, token)
    places = [*children(parse, token, "poss"), *(subjects(parse, verb) if verb is not None else [])]
    places += [t for t in range(token - 1, max(-1, token - FAR), -1) if t in cast.person_at][:1]
    for place in places:
        if place == token:
            continue
        for person in cast.ids(place):
            office = cast.gazetteer.chief_office(person, cast.on) if cast.on is not None else None
            if office is None:
                at = next((t for t in range(token - 1, -1, -1) if cast.person_at.get(t) == person), None)
                office = next(iter(sorted(_titles_beside(cast, at))), None) if at is not None else None
            if office is not None:
                return "leader" if office in LEADERS else office
    return None
