"""The cast of a report: the actor that each name, nationality, title and pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.codebook.agreement import Agreement, load_agreement
from detente.codebook.epithets import Epithets, load_epithets
from detente.codebook.gazetteer import Gazetteer, Mention
from detente.codebook.roles import Role
from detente.model import Actor, Party, Span
from detente.reading.epithets import of_epithet
from detente.reading.parsing import Parse
from detente.reading.people import People, find_people
from detente.reading.places import PLACE_KINDS
from detente.reading.pronouns import IL_ELLE, WE, is_third_person, of_pronoun
from detente.reading.quotations import Quotation
from detente.reading.short_names import short_names
from detente.reading.syntax import children, prepositional
from detente.reading.titles import named_beside, of_title, owners_of, role_at, role_edges, state_of_part
from detente.reading.unnamed import of_both, of_each_other, of_national_body, of_role_alone, state_the_titled
from detente.reading.where import dateline_end, says_where, tell_parts_from_states

__all__ = ["Cast", "cast_of"]

PARTITIVE = {
    "one",
    "some",
    "both",
    "officials",
    "member",
    "members",
    "part",
    "number",
    "group",
    "side",
    "sides",
    "most",
    "many",
}

WHEN = frozenset({"DATE", "TIME"})

BASED = re.compile(r"[-‑](?:based|born)\b")
"""'The Vienna-based organisation' is not Austria's."""


@dataclass(slots=True)
class Cast:
    """Resolves tokens of one parsed report to actors. Ask `ids` for actor ids, `party` for id and name."""

    parse: Parse
    gazetteer: Gazetteer
    roles: dict[str, Role]
    on: date | None
    mention_at: dict[int, Mention] = field(default_factory=dict)
    person_at: dict[int, str] = field(default_factory=dict)
    """Token -> person id, or name where the person is in no codebook."""
    people: People = field(default_factory=People)
    used: dict[str, Actor] = field(default_factory=dict)
    """Every actor that an answer named."""
    quoted: frozenset[int] = frozenset()
    """Tokens inside quotations: who is named there is not whom a pronoun outside means."""
    speaking: dict[int, Party | None] = field(default_factory=dict)
    """Speaker in force at a token, inside quotations: what 'we' and 'I' mean there."""
    inferred: set[int] = field(default_factory=set)
    """Tokens whose parties are not named there but inferred: pronouns, 'both sides', 'the army'."""
    principal: dict[str, int] | None = None
    """States and groups with how often the report names them, the most named first, once asked for."""
    datelined: str | None = None
    """The state in which the report was written, by its dateline; empty for none, once asked for."""
    scene: str | None = None
    """The state that the report is set in, empty for none, once asked for."""
    shortened: dict[int, int] = field(default_factory=dict)
    """Token -> the head of the name that it is short for: 'the NHC'."""
    agreement: Agreement = field(init=False)
    epithets: Epithets = field(init=False)
    role_ends: frozenset[str] = field(init=False)
    role_starts: frozenset[str] = field(init=False)
    phrases: dict[int, list[tuple[int, float, str]]] = field(default_factory=dict)
    """Sentence -> heads of its noun phrases, how salient each is, and its part, once a pronoun asked for them."""
    how: dict[int, str] = field(default_factory=dict)
    """How the parties of a token were found, where no name says it."""
    _memo: dict[int, tuple[Party, ...]] = field(default_factory=dict)
    _unsettled: list[int] | None = None
    """Pronouns of the third person that nobody asked for yet, the last first."""

    def __post_init__(self) -> None:
        self.agreement = load_agreement(self.parse.language)
        self.epithets = load_epithets(self.parse.language)
        self.role_ends, self.role_starts = role_edges(self.parse.language)

    def ids(self, token: int) -> tuple[str, ...]:
        """Actor ids of the head at a token (not of what is coordinated with it); empty where nobody known
        stands there."""
        return tuple(dict.fromkeys(p.id for p in self.parties(token) if p.id))

    def party(self, token: int) -> Party | None:
        """The one party at a token, by id and name; words alone where it is nobody known; None for no name
        at all."""
        found = self.parties(token)
        if found:
            return found[0]
        tag = self.parse.tag[token]
        if tag.startswith("NN") or tag in {"CD", "DT", "JJ", "JJS"}:
            return Party(None, self.description(token))
        return None

    def parties(self, token: int) -> tuple[Party, ...]:
        """All parties that a token stands for (a plural pronoun may stand for several)."""
        if token not in self._memo:
            self._memo[token] = ()  # a pronoun that leads back to itself means nobody
            self._memo[token] = self._resolve(token)
        return self._memo[token]

    def forget(self) -> None:
        """Drops remembered answers, after more has become known of who is speaking."""
        self._memo.clear()
        self._unsettled = None
        self.inferred.clear()

    def name_span(self, token: int) -> Span:
        """The characters of the name or noun phrase headed by a token, without clauses that hang on it."""
        parse = self.parse
        left = [
            c
            for c in parse.children[token]
            if c < token and parse.dep[c] not in {"punct", "cc", "relcl", "acl", "advcl"}
        ]
        right = [
            c for c in parse.children[token] if c > token and parse.dep[c] in {"flat", "compound", "case", "nummod"}
        ]
        first = min([token, *(self._leftmost(c) for c in left)])
        last = max([token, *(c for c in right if parse.dep[c] != "case")])
        for c in parse.children[token]:  # 'an official of the White House'
            if (
                parse.dep[c] == "prep"
                and parse.word[c] in {"of", "de", "du", "des", "at", "from", "for"}
                and c == last + 1
            ):
                nouns = children(parse, c, "pobj")
                if nouns:
                    last = max(last, nouns[0])
        return parse.span(first, last)

    def _leftmost(self, token: int) -> int:
        first = token
        for c in self.parse.children[token]:
            if c < token:
                first = min(first, self._leftmost(c))
        return first

    def description(self, token: int) -> str:
        """A phrase in one form: 'an official of the White House' is 'White House official'."""
        words = self.parse.text[slice(*self.name_span(token))]
        words = re.sub(r"\s+", " ", words).strip("“”\"‘’' ")
        words = re.sub(r"^(?:the|a|an|one|some|le|la|les|l['’]|un|une)\s+", "", words, flags=re.I)
        head = self.parse.word[token]
        if head not in self.roles or " of " not in words:
            return words
        match = re.fullmatch(rf"((?:[\w-]+ )*?{re.escape(head)}) of (?:the )?(.+)", words, flags=re.I)
        return f"{match[2]} {match[1]}" if match else words

    def role(self, token: int) -> Role | None:
        """The role that a token heads, by its longest words: 'deputy foreign minister', 'secretary of
        state', 'troops'."""
        found = role_at(self, token)
        return found[0] if found else None

    def note(self, token: int, how: str) -> None:
        """Notes how the parties of a token were found, for those who ask why."""
        self.how[token] = how

    def side(self, actor_id: str) -> str:
        """The state, body or group that an actor counts as; a person of no codebook counts as the state in
        the id."""
        return self.gazetteer.country_of(actor_id) or actor_id.split("/", maxsplit=1)[0]

    def is_place(self, token: int) -> bool:
        """Whether a capital, city or country only says where: 'in Moscow', 'near Kabul', 'talks in
        Washington'."""
        return says_where(self, token)

    def named_often(self, side: str) -> int:
        """How often the report names a state or group, once `principals` has counted."""
        return (self.principal or {}).get(side, 0)

    def known(self, actor_id: str) -> Party:
        """An actor as a party, noted as one that the report names."""
        actor = self.used.get(actor_id) or self.gazetteer.actor(actor_id) or Actor(actor_id, "organisation", actor_id)
        self.used[actor_id] = actor
        return Party(actor_id, actor.name)

    def person(self, token: int) -> Party:
        """The person whose name stands at a token."""
        who = self.person_at[token]
        actor = self.people.actors.get(who)
        if actor is not None:
            self.used[actor.id] = actor
            return Party(actor.id, actor.name)
        return Party(None, who) if who in self.people.nameless else self.known(who)

    def gender(self, token: int) -> str | None:
        """`m` or `f` of the person whose name stands at a token, by title or codebook; None where nothing
        tells."""
        who = self.person_at[token]
        of_codebook = who not in self.people.actors and who not in self.people.nameless
        return self.people.gender.get(who) or (self.gazetteer.gender(who) if of_codebook else None)

    # -- resolution -----------------------------------------------------------------------------------

    def _resolve(self, token: int) -> tuple[Party, ...]:
        parse = self.parse
        word = parse.word[token]
        if token in self.person_at:
            return (*self._joined_before(token), self.person(token))
        if token in self.shortened:
            self.note(token, f"short for '{self.parse.text[slice(*self.name_span(self.shortened[token]))]}'")
            return self.parties(self.shortened[token])
        mention = self.mention_at.get(token)
        if mention is not None and mention.kind not in PLACE_KINDS:
            other = of_epithet(self, token) if mention.kind == "epithet" else ()
            return other or self._of_mention(token, mention)
        if (
            parse.tag[token].startswith("PRP")
            or parse.tag[token] in {"WP", "WDT", "WP$"}
            or word in WE
            or word in IL_ELLE
        ):
            self._settle(token)
            found = of_pronoun(self, token)
            self.inferred.update([token] if found and word not in WE else [])
            return found
        role = self.role(token)
        if role is not None or self._is_named_body(token):
            found = self._of_role(token, role)
            if found:
                return found
        if (
            word in PARTITIVE
            and not (word == "number" and self._is_counted(token))
            and (found := tuple(p for w, n in prepositional(parse, token) if w == "of" for p in self.parties(n)))
        ):
            return found
        found = of_both(self, token) or of_each_other(self, token) or of_epithet(self, token)
        if not found:
            found = (of_role_alone(self, token, role) if role is not None else ()) or of_national_body(self, token)
        self.inferred.update([token] if found else [])
        return found

    def _is_counted(self, token: int) -> bool:
        return any(self.parse.word[c] == "the" for c in self.parse.children[token])

    def _is_named_body(self, token: int) -> bool:
        """Whether a proper noun names a body that may be a state's: 'the Sudanese Red Crescent', not 'Bakers' Hall'."""
        parse = self.parse
        if not parse.tag[token].startswith("NNP") or parse.entity[token] in WHEN:
            return False
        return parse.lemma[token] in self.agreement.bodies or parse.entity[token] in {"ORG", "NORP"}

    def _settle(self, token: int) -> None:
        """Resolves the pronouns before a token in their order: each may mean what an earlier one means."""
        if self._unsettled is None:
            words = self.parse.word
            self._unsettled = [t for t in range(len(words) - 1, -1, -1) if is_third_person(words[t])]
        while self._unsettled and self._unsettled[-1] < token:
            self.parties(self._unsettled.pop())

    def _joined_before(self, token: int) -> tuple[Party, ...]:
        """Persons whom the parser took for a part of a later name: 'President A and Prime Minister B' read
        as one phrase."""
        first = self._leftmost(token)
        words = self.parse.word
        joint = next((t for t in range(token - 1, first, -1) if words[t] in {"and", "et"}), None)
        if joint is None or not any(self.parse.dep[c] in {"compound", "nmod"} for c in self.parse.children[token]):
            return ()
        here = self.person_at[token]
        return tuple(dict.fromkeys(self.person(t) for t in range(first, joint) if self.person_at.get(t, here) != here))

    def _of_mention(self, token: int, mention: Mention) -> tuple[Party, ...]:
        """Whom a name means; an organ that many states have is that of the state named before it ('Libya's
        House of ...')."""
        if mention.kind == "seat":
            first = self.parse.tokens_in(mention.start, mention.end)[0]
            at = first - 1 if first and self.parse.word[first - 1] != "'s" else first - 2
            owner = self.mention_at.get(at) if at >= 0 else None
            if owner is not None and owner.candidates and owner.kind in {"adjective", "name", "demonym"}:
                return (self.known(owner.candidates[0]),)
        return (self.known(mention.candidates[0]),) if mention.candidates else ()

    def _of_role(self, token: int, role: Role | None) -> tuple[Party, ...]:
        """A title, body or force: whose it is, and where it is an office, who holds it at the date."""
        named = named_beside(self, token)
        if named:
            return named
        owners = owners_of(self, token)
        if owners:
            return of_title(self, token, role, owners)
        state = state_of_part(self, token)
        if state is None:
            return ()
        self.note(token, f"of a part of {state}")
        return (Party(self.known(state).id, self.description(token)),)


def cast_of(
    parse: Parse,
    gazetteer: Gazetteer,
    roles: dict[str, Role],
    quotations: Sequence[Quotation],
    *,
    on: date | None,
) -> Cast:
    """Finds everybody that a report names; `on` (its publication date) decides who held which office."""
    quoted = frozenset(t for q in quotations for t in parse.tokens_in(*q.span))
    cast = Cast(parse, gazetteer, roles, on, quoted=quoted)
    openings = {parse.start[first] for first, _ in parse.sentences[:4]}
    after_dateline = 0
    begin, end = parse.reach
    for found in gazetteer.find(parse.text[begin:end], on=on):
        mention = found._replace(start=found.start + begin, end=found.end + begin)
        if mention.start in openings and mention.kind in {"capital", "city", "name", "region", "seat"}:
            after_dateline = max(after_dateline, dateline_end(parse.text, mention))
        if mention.start < after_dateline or BASED.match(parse.text, mention.end):
            continue
        for token in parse.tokens_in(mention.start, mention.end):
            cast.mention_at[token] = mention
    tell_parts_from_states(cast.mention_at, gazetteer.context.also_parts_of_states)
    cast.people = find_people(parse, cast.mention_at, gazetteer, roles, cast.person_at, on=on)
    state_the_titled(cast)
    cast.shortened = short_names(parse, cast.mention_at.keys() | cast.person_at.keys(), roles)
    return cast
