"""The cast of a report: which actor each name, nationality, title and pronoun stands for, at the report's date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.codebook.gazetteer import Gazetteer, Mention
from detente.codebook.roles import Role
from detente.model import Actor, Party, Span
from detente.reading.parsing import Parse
from detente.reading.people import People, find_people
from detente.reading.quotations import Quotation
from detente.reading.syntax import agents, ancestors, children, conjuncts, possessors, prepositional

__all__ = ["Cast", "cast_of"]

STATE_WORDS = {"name", "adjective", "demonym", "capital", "seat", "epithet", "organisation"}
NOT_ACTORS = {"city", "region"}

HE = {"he", "him", "his", "himself"}
SHE = {"she", "her", "hers", "herself"}
IT = {"it", "its", "itself"}
THEY = {"they", "them", "their", "theirs", "themselves"}
WE = {"we", "us", "our", "ours", "ourselves", "i", "me", "my", "mine", "je", "nous", "notre", "nos"}
IL = {"il", "lui"}
ELLE = {"elle"}

LOOK_BACK = 6
"""Sentences searched for whom a pronoun means."""


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
    _memo: dict[int, tuple[Party, ...]] = field(default_factory=dict)

    def ids(self, token: int) -> tuple[str, ...]:
        """Actor ids of the head at a token (not of what is coordinated with it); empty where nobody known stands there."""
        return tuple(dict.fromkeys(p.id for p in self.parties(token) if p.id))

    def party(self, token: int) -> Party | None:
        """The one party at a token, by id and name; words alone where it is nobody known; None for no name at all."""
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

    def name_span(self, token: int) -> Span:
        """The characters of the name or noun phrase headed by a token, without clauses that hang on it."""
        parse = self.parse
        left = [c for c in parse.children[token] if c < token and parse.dep[c] not in {"punct", "cc", "relcl", "acl", "advcl"}]
        right = [c for c in parse.children[token] if c > token and parse.dep[c] in {"flat", "compound", "case", "nummod"}]
        first = min([token, *(self._leftmost(c) for c in left)])
        last = max([token, *(c for c in right if parse.dep[c] != "case")])
        for c in parse.children[token]:  # 'an official of the White House'
            if parse.dep[c] == "prep" and parse.word[c] in {"of", "de", "du", "des", "at", "from", "for"} and c == last + 1:
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
        match = re.fullmatch(rf"((?:[\w-]+ )*?{re.escape(head)}) of (?:the )?(.+)", words, flags=re.I)
        return f"{match[2]} {match[1]}" if match and head in self.roles else words

    def role(self, token: int) -> Role | None:
        """The role that a token heads, by its longest words: 'deputy foreign minister', 'secretary of state', 'troops'."""
        word, lemma = self.parse.word, self.parse.lemma
        for size in (3, 2, 1, 0):
            if size > token:
                continue
            lead = " ".join(word[token - size : token])
            for head in (word[token], lemma[token]):
                found = self.roles.get(f"{lead} {head}".strip())
                if found is not None:
                    return found
        after = " ".join(word[token : token + 3])
        return self.roles.get(after)

    # -- resolution -----------------------------------------------------------------------------------

    def _resolve(self, token: int) -> tuple[Party, ...]:
        parse = self.parse
        word = parse.word[token]
        if token in self.person_at:
            return (self._person(token),)
        mention = self.mention_at.get(token)
        if mention is not None and mention.kind not in NOT_ACTORS:
            return self._of_mention(token, mention)
        if parse.tag[token].startswith("PRP") or parse.tag[token] in {"WP", "WDT", "WP$"} or word in WE | IL | ELLE:
            return self._of_pronoun(token, word)
        role = self.role(token)
        if role is not None or parse.tag[token].startswith("NNP"):
            return self._of_role(token, role)
        if parse.tag[token] in {"CD", "DT", "JJ", "NN", "NNS"} and word in {"one", "some", "both", "officials", "member", "members", "part", "number", "group", "side", "sides"}:
            return tuple(p for w, n in prepositional(parse, token) if w == "of" for p in self.parties(n))
        return ()

    def _singular(self, token: int) -> bool:
        """One office-holder in person: no plural, no 'former', no 'a'."""
        words = {self.parse.word[c] for c in self.parse.children[token]}
        return self.parse.tag[token] in {"NN", "NNP"} and not words & {"former", "ex", "late", "a", "an", "deputy", "acting", "ancien"}

    def _known(self, actor_id: str) -> Party:
        actor = self.used.get(actor_id) or self.gazetteer.actor(actor_id) or Actor(actor_id, "organisation", actor_id)
        self.used[actor_id] = actor
        return Party(actor_id, actor.name)

    def _person(self, token: int) -> Party:
        who = self.person_at[token]
        actor = self.people.actors.get(who)
        if actor is not None:
            self.used[actor.id] = actor
            return Party(actor.id, actor.name)
        if who in self.people.nameless:
            return Party(None, who)
        return self._known(who)

    def _of_mention(self, token: int, mention: Mention) -> tuple[Party, ...]:
        if not mention.candidates:
            return ()
        if mention.kind in {"person", "surname"}:
            return (self._known(mention.candidates[0]),)
        return (self._known(mention.candidates[0]),)

    def _of_role(self, token: int, role: Role | None) -> tuple[Party, ...]:
        """A title, body or force: whose it is, and where it is an office, who holds it at the date."""
        parse = self.parse
        named = [a for a in children(parse, token, "appos", "flat") if a in self.person_at]
        if named:
            return (self._person(named[0]),)
        owners: list[str] = []
        places = possessors(parse, token) + [n for w, n in prepositional(parse, token) if w in {"from", "in", "at", "de"}] + agents(parse, token)
        for place in places:
            for actor in self.ids(place):
                if actor not in owners:
                    owners.append(actor)
        if not owners:
            return ()
        if role is not None and role.office and not role.is_plural and self.on is not None and self._singular(token):
            holder = self.gazetteer.holder(owners[0], role.office, self.on)
            if holder:
                return (self._known(holder),)
        name = self.description(token)
        states = [self.gazetteer.country_of(o) or o.split("/")[0] for o in owners]
        for state in states:
            self._known(state)
        return tuple(Party(state, name) for state in dict.fromkeys(states))

    # -- pronouns -------------------------------------------------------------------------------------

    def _of_pronoun(self, token: int, word: str) -> tuple[Party, ...]:
        parse = self.parse
        if parse.tag[token] in {"WP", "WDT", "WP$"}:
            for above in ancestors(parse, token):
                if parse.dep[above] == "relcl":
                    return self.parties(parse.head[above])
            return ()
        if word in WE:
            speaker = self.speaking.get(token)
            if speaker is None or speaker.id is None:
                return ()
            if word in {"i", "me", "my", "mine", "je"}:
                return (speaker,)
            return (self._known(self.gazetteer.country_of(speaker.id) or speaker.id.split("/")[0]),)
        if word in HE | SHE | IL | ELLE and (word not in IL | ELLE or parse.language == "fr"):
            return self._nearest_person(token, "m" if word in HE | IL else "f")
        if word in IT:
            return self._nearest_body(token)
        if word in THEY:
            return self._nearest_group(token)
        return ()

    def _before(self, token: int) -> list[int]:
        """Tokens that could be meant, nearest sentence first; in the same sentence those before, subjects first."""
        parse = self.parse
        here = parse.sentence[token]
        order: list[int] = []
        for sentence in range(here, max(-1, here - LOOK_BACK), -1):
            first, last = parse.sentences[sentence]
            last = token if sentence == here else last
            inside = [i for i in range(first, last) if i in self.mention_at or i in self.person_at]
            if token not in self.quoted:
                inside = [i for i in inside if i not in self.quoted]
            order += [i for i in inside if parse.dep[i] in {"nsubj", "nsubjpass", "agent"}]
            order += [i for i in inside if parse.dep[i] not in {"nsubj", "nsubjpass", "agent"}]
        return order

    def _nearest_person(self, token: int, gender: str) -> tuple[Party, ...]:
        for i in self._before(token):
            if i not in self.person_at:
                continue
            who = self.person_at[i]
            known = self.people.gender.get(who) or (self.gazetteer.gender(who) if who not in self.people.actors and who not in self.people.nameless else None)
            if known in {None, gender}:
                return (self._person(i),)
        return ()

    def _nearest_body(self, token: int) -> tuple[Party, ...]:
        parse = self.parse
        if parse.dep[token] in {"nsubj", "nsubjpass"} and any(parse.dep[c] in {"ccomp", "xcomp", "acomp"} and parse.lemma[parse.head[token]] == "be" for c in parse.children[parse.head[token]]) and parse.word[token] == "it" and self._expletive(token):
            return ()
        for i in self._before(token):
            mention = self.mention_at.get(i)
            if mention is None or i in self.person_at or mention.kind in NOT_ACTORS or mention.kind in {"demonym", "adjective"}:
                continue
            if mention.candidates and not self._inside_modifier(i):
                return (self._known(mention.candidates[0]),)
        return ()

    def _expletive(self, token: int) -> bool:
        verb = self.parse.head[token]
        return any(self.parse.dep[c] in {"ccomp", "xcomp"} and c > token for c in self.parse.children[verb]) or any(
            self.parse.dep[c] == "xcomp" for a in children(self.parse, verb, "acomp") for c in self.parse.children[a]
        )

    def _inside_modifier(self, i: int) -> bool:
        return self.parse.dep[i] in {"amod", "compound", "nmod", "poss"} and not self.parse.tag[self.parse.head[i]].startswith("NNP") and self.parse.dep[i] != "poss"

    def _nearest_group(self, token: int) -> tuple[Party, ...]:
        """Coordinated names first ('Russia and Iran ... they'), then a people, force or body."""
        parse = self.parse
        for i in self._before(token):
            group = conjuncts(parse, i)
            if len(group) > 1 and parse.dep[i] in {"nsubj", "nsubjpass", "pobj", "dobj"}:
                found = tuple(p for g in group for p in self.parties(g))
                if len({p.id for p in found}) > 1:
                    return found
            mention = self.mention_at.get(i)
            if mention is not None and i not in self.person_at and mention.kind not in NOT_ACTORS and mention.candidates:
                return (self._known(mention.candidates[0]),)
        return ()


def cast_of(
    parse: Parse, gazetteer: Gazetteer, roles: dict[str, Role], quotations: Sequence[Quotation], *, on: date | None
) -> Cast:
    """Finds everybody that a report names; `on` (its publication date) decides who held which office."""
    quoted = frozenset(t for q in quotations for t in parse.tokens_in(*q.span))
    cast = Cast(parse, gazetteer, roles, on, quoted=quoted)
    for mention in gazetteer.find(parse.text, on=on):
        for token in parse.tokens_in(mention.start, mention.end):
            cast.mention_at[token] = mention
    cast.people = find_people(parse, cast.mention_at, gazetteer, roles, cast.person_at)
    return cast
