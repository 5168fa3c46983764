"""The persons of a report: full names, surnames that come back, and those in no codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from detente.codebook.agreement import Agreement, load_agreement
from detente.codebook.gazetteer import Gazetteer, Mention
from detente.codebook.roles import Role
from detente.model import Actor
from detente.reading.parsing import Parse
from detente.reading.person_names import TITLES, has_title, same_given_name, slug, title_gender
from detente.reading.person_states import PLACE_NAMES, has_office, is_a_thing, state_told
from detente.reading.syntax import children

__all__ = ["Finding", "People", "find_people"]

PERSON = {"PERSON", "PER"}
LONGEST_NAME = 3
"""Words of a name after its first that are looked for after a description."""

SHORTEST_SPELLING = 4
"""Letters that a surname must have more than to be taken for another spelling of one that is known."""


FORMER = frozenset({"former", "ex", "late", "then", "ousted", "deposed"})
FORMER_REACH = 4
"""Tokens before a name in which such a word tells of it: 'the late Philippine president'."""

JOINING = frozenset({"and", "et", "&"})

ELDER, YOUNGER = frozenset({"elder", "older"}), frozenset({"younger"})


@dataclass(slots=True)
class People:
    """Persons of one report. `actors` are those in no codebook whose state the report tells, by id."""

    actors: dict[str, Actor] = field(default_factory=dict)
    nameless: set[str] = field(default_factory=set)
    """Names of persons whose state is not told."""
    gender: dict[str, str] = field(default_factory=dict)
    by_surname: dict[str, list[str]] = field(default_factory=dict)
    """Those of one surname, the first named first."""
    named: Counter[str] = field(default_factory=Counter)
    given: dict[str, str] = field(default_factory=dict)
    titled: set[str] = field(default_factory=set)
    """Those of the nameless who have a title of office ('Judge Ann Lo')."""


def find_people(
    parse: Parse,
    mention_at: dict[int, Mention],
    gazetteer: Gazetteer,
    roles: Mapping[str, Role],
    person_at: dict[int, str],
    *,
    on: date | None,
) -> People:
    """Fills `person_at` (token -> person) from names of the codebook and names that the parser found.

    What was taken for a place but is the surname of somebody named before ("Grant Holland ... Holland") is taken
    out of `mention_at`.
    """
    people = People()
    finding = Finding(parse, mention_at, gazetteer, roles, load_agreement(parse.language), on, people)
    after, text = 0, parse.text
    begins = {t for t, at in enumerate(parse.start) if text[at : at + 1].isupper() or parse.entity[t] in PERSON}
    for i in sorted(begins | mention_at.keys()):  # no other word begins a name
        if i < after:
            continue
        last = finding.name_from(i)
        if last is not None:
            finding.enter(range(i, last + 1), person_at)
            after = last + 1
        elif finding.is_surname_again(i):
            bearer = finding.bearer(i)
            person_at[i] = bearer = finding.placed(bearer, [i]) if bearer in people.nameless else bearer
            people.named[bearer] += 1
            mention_at.pop(i, None)
    return people


@dataclass(frozen=True, slots=True)
class Finding:
    """What is looked at to find the people of a report, and the people found so far."""

    parse: Parse
    mention_at: dict[int, Mention]
    gazetteer: Gazetteer
    roles: Mapping[str, Role]
    agreement: Agreement
    """With the nouns for one person, beside the roles."""
    on: date | None
    people: People

    def name_from(self, i: int) -> int | None:
        """The last token of the name of a person that begins at a token; None where none begins."""
        parse, mention_at = self.parse, self.mention_at
        mention = mention_at.get(i)
        known = mention is not None and mention.kind in {"person", "surname"} and bool(mention.candidates)
        is_person = parse.entity[i] in PERSON
        if not known and not is_person:
            return self._name_after_a_description(i) or self._name_before_a_description(i)
        last = i
        while (
            last + 1 < len(parse)
            and parse.sentence[last + 1] == parse.sentence[i]
            and parse.word[last + 1] not in JOINING  # 'the two presidents, Ann Lo and Bo Li' are two
            and ((parse.entity[last + 1] in PERSON and is_person) or (known and mention_at.get(last + 1) is mention))
        ):
            last += 1
        return last + 1 if is_person and last == i and self._is_cut_short(last) else last

    def _is_cut_short(self, last: int) -> bool:
        """Whether the parser found a given name without the surname after it: 'Senator from Ohio Ana [Torres]'."""
        parse, after, known = self.parse, last + 1, self.agreement
        if parse.dep[last] != "compound" or parse.head[last] != after or {last, after} & self.mention_at.keys():
            return False
        is_name = self._is_capitalised(after) and not parse.entity[after]
        return is_name and parse.lemma[after] not in self.roles.keys() | known.bodies | known.things

    def _name_after_a_description(self, i: int) -> int | None:
        """'harbour master Behrouz Talebian': capitalised words after a noun for a person that the parser passed by;
        after a capitalised title, where a given name is the first of them: 'Foreign Minister Ana Torres'."""
        parse = self.parse
        if not i or not self._is_capitalised(i) or i in self.mention_at or parse.sentence[i - 1] != parse.sentence[i]:
            return None
        before = parse.lemma[i - 1]
        if not (before in self.roles or before in self.agreement.persons):
            return None
        given_names = self.gazetteer.context.given_names
        if self._is_capitalised(i - 1) and not (
            before in self.roles and parse.text[parse.start[i] : parse.end[i]] in given_names
        ):
            return None
        last = i
        while last + 1 < len(parse) and self._is_capitalised(last + 1) and last + 1 not in self.mention_at:
            last += 1
        return last if 1 <= last - i <= LONGEST_NAME else None

    def _name_before_a_description(self, i: int) -> int | None:
        """'Lucas Amadhila, the harbour master': capitalised words that such a noun with an article tells of."""
        parse = self.parse
        last = i
        while self._is_capitalised(last) and parse.head[last] == last + 1 and parse.dep[last] == "compound":
            last += 1
        if not 1 <= last - i <= LONGEST_NAME or any(t in self.mention_at for t in range(i, last + 1)):
            return None
        if parse.text[parse.start[i] : parse.end[i]] not in self.gazetteer.context.given_names:
            return None
        if i and parse.head[i - 1] == last and parse.dep[i - 1] in {"compound", "det"}:
            return None
        nouns = children(parse, last, "appos")
        if not any(parse.dep[c] == "det" for noun in nouns for c in parse.children[noun]):
            return None
        is_person = any(parse.tag[noun] in {"NN", "NNP"} and self._is_person(parse.lemma[noun]) for noun in nouns)
        return last if is_person and self._is_capitalised(last) else None

    def _is_person(self, lemma: str) -> bool:
        known = self.agreement
        return lemma in known.persons or (lemma in self.roles and lemma not in known.bodies | known.things)

    def is_surname_again(self, i: int) -> bool:
        """Whether a capitalised word is the surname of somebody named before, and no part of another name."""
        parse = self.parse
        if not self._is_capitalised(i) or slug(parse.word[i]) not in self.people.by_surname:
            return False
        mention = self.mention_at.get(i)
        if mention is not None:
            if mention.kind not in PLACE_NAMES or parse.dep[i] not in {"nsubj", "nsubjpass", "poss", "dobj"}:
                return False
            bearer = self.bearer(i)
            return bearer in self.people.nameless or bearer in self.people.actors
        return not any(
            self._is_capitalised(beside) and parse.sentence[beside] == parse.sentence[i]
            for beside in (i - 1, i + 1)
            if 0 <= beside < len(parse) and parse.tag[beside].startswith("NNP")
        )

    def bearer(self, i: int) -> str:
        """Whom a surname that was named before means alone: of several the one of the title's gender, then the one
        named most, then first; 'the elder' and 'the younger' by their offices."""
        people, before = self.people, self.parse.word[i - 1] if i else ""
        borne = people.by_surname[slug(self.parse.word[i])]
        gender = title_gender(self.parse, i) if len(borne) > 1 else None
        if gender:
            genders = {it: people.gender.get(it) or self.gazetteer.gender(it) for it in borne}
            borne = [it for it in borne if genders[it] in (gender, None)] or borne
        terms = self.gazetteer.known.terms
        if before in ELDER | YOUNGER and len(served := [it for it in borne if it in terms]) > 1:
            by_first = sorted(served, key=lambda it: min(term.start for term in terms[it]))
            return by_first[0 if before in ELDER else -1]
        return max(borne, key=lambda it: people.named[it])

    def _goes_before(self, i: int, last: int) -> bool:
        """Whether a word is a given name before the others of a name."""
        parse = self.parse
        return (
            parse.dep[i] == "compound"
            and parse.head[i] == last
            and self._is_capitalised(i)
            and i not in self.mention_at
            and parse.word[i] not in TITLES
            and parse.lemma[i] not in self.roles
            and parse.text[parse.start[i] : parse.end[i]] not in self.gazetteer.context.titles
        )

    def _is_capitalised(self, i: int) -> bool:
        parse = self.parse
        return parse.tag[i].startswith("NN") and parse.text[parse.start[i]].isupper()

    def enter(self, tokens: range, person_at: dict[int, str]) -> None:
        """Enters the person whose name stands at tokens, if it is one, under an id or the name."""
        parse, mention_at, people = self.parse, self.mention_at, self.people
        first = tokens[0]
        while first and parse.entity[tokens[-1]] in PERSON and self._goes_before(first - 1, tokens[-1]):
            first -= 1  # 'Atal Behari Vajpayee', of whom the parser found the last two words
        tokens = range(first, tokens[-1] + 1)
        names = [t for t in tokens if parse.tag[t].startswith(("NN", "FW", "JJ")) or mention_at.get(t) is not None]
        names = [t for t in names if parse.word[t] not in TITLES and parse.lemma[t] not in self.roles]
        if len(names) > 2 and parse.lemma[names[0]].lower() in self.agreement.persons:
            del names[0]  # 'Economist Ann Lo', at the head of a sentence
        names = [
            t
            for t in names
            if not (
                (m := mention_at.get(t)) is not None
                and m.kind in {"adjective", "name", "capital", "seat"}
                and len(names) > 1
                and not (t == names[-1] and parse.entity[t] in PERSON)
            )
        ]
        if not names:
            return
        words = [parse.text[parse.start[t] : parse.end[t]] for t in names]
        head = names[-1]
        gender = title_gender(parse, head)
        person = self._known(tokens, head, words)
        if person is None:
            if len(words) == 1 and not has_title(parse, head):
                return
            if is_a_thing(self, names):
                return
            person = " ".join(words)
            people.nameless.add(person)
        if person in people.nameless:
            person = self.placed(person, names)
        bearers = people.by_surname.setdefault(slug(words[-1]), [])
        if person not in bearers:
            bearers.append(person)
        people.named[person] += 1
        if len(words) > 1:
            full = next((m for t in names if (m := mention_at.get(t)) is not None and m.kind == "person"), None)
            people.given.setdefault(person, full.alias.partition(" ")[0] if full is not None else words[0])
        if gender:
            people.gender.setdefault(person, gender)
        for t in names:
            person_at[t] = person

    def _known(self, tokens: range, head: int, words: list[str]) -> str | None:
        """The id of a person of the codebook, or of one named before in the report; None for somebody new."""
        at = self.mention_at.get
        full = next((m for t in tokens if (m := at(t)) is not None and m.kind == "person"), None)
        short = next((m for t in tokens if (m := at(t)) is not None and m.kind == "surname"), None)
        if full is not None:
            return self._bearer_told(full, tokens[0])
        if short is not None and len(words) > 1 and all(at(t) is short for t in tokens):
            return short.candidates[0]  # 'al-Assad', of several tokens
        if len(words) > 1:
            alike = self.gazetteer.alike(" ".join(words), self.on)
            return _by_full_name(words, short, self.gazetteer, self.people) or (alike[0] if alike else None)
        if slug(words[0]) in self.people.by_surname:
            return self.bearer(head)
        if short is not None:
            return short.candidates[0]
        called = [it for it, given in self.people.given.items() if given == words[0]]
        if len(called) == 1:
            return called[0]  # 'Aleksandar said', of Aleksandar Vucic
        is_spelt = len(words[0]) > SHORTEST_SPELLING and at(head) is None
        alike = self.gazetteer.alike(words[0], self.on) if is_spelt else ()
        return alike[0] if alike else None

    def _bearer_told(self, mention: Mention, first: int) -> str:
        """Whom a full name means: of several who bear it, after 'former' one who has held an office."""
        before = self.parse.word[max(0, first - FORMER_REACH) : first]
        if len(mention.candidates) > 1 and self.on is not None and FORMER.intersection(before):
            day, terms = self.on.isoformat(), self.gazetteer.known.terms
            over = [it for it in mention.candidates if it in terms and max(t.end for t in terms[it]) <= day]
            return (over or list(mention.candidates))[0]
        return mention.candidates[0]

    def placed(self, name: str, names: list[int]) -> str:
        """A person of no codebook, under the state that the words beside the name tell; else nameless still, and noted
        as one that has a title where such words tell that."""
        people = self.people
        state = state_told(self, names)
        if state is not None:
            actor = Actor(f"{state}/{slug(name)}", "person", name, state.split("/")[0], None)
            key = name if people.named[name] else actor.id
            people.nameless.discard(name)
            people.actors[key] = actor
            return key
        if has_office(self, names):
            people.titled.add(name)
        return name


def _by_full_name(words: list[str], short: Mention | None, gazetteer: Gazetteer, people: People) -> str | None:
    for known in people.by_surname.get(slug(words[-1]), ()):
        if same_given_name(words[0], people.given.get(known, words[0])):
            return known
    for candidate in short.candidates if short is not None else ():
        actor = gazetteer.actor(candidate)
        if actor is not None and same_given_name(words[0], actor.name.split()[0]):
            return candidate
    return None
