"""The persons of a report: full names, surnames that come back, and those in no codebook."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.distance import JaroWinkler

from detente.codebook.agreement import load_agreement
from detente.codebook.gazetteer import Gazetteer, Mention
from detente.codebook.roles import Role
from detente.model import Actor
from detente.reading.parsing import Parse
from detente.reading.syntax import children

__all__ = ["People", "find_people", "same_given_name"]

PERSON = {"PERSON", "PER"}
TITLES = {
    "mr": "m",
    "mr.": "m",
    "mrs": "f",
    "mrs.": "f",
    "ms": "f",
    "ms.": "f",
    "miss": "f",
    "sir": "m",
    "lord": "m",
    "king": "m",
    "prince": "m",
    "queen": "f",
    "princess": "f",
    "m.": "m",
    "mme": "f",
    "madame": "f",
    "monsieur": "m",
    "chairwoman": "f",
    "spokeswoman": "f",
    "congresswoman": "f",
}
SAME_GIVEN_NAME = 0.84
"""Jaro-Winkler similarity from which two given names are one ('Anthony' and 'Antony', 'Sergei' and
'Sergey')."""

LONGEST_NAME = 3
"""Words of a name after its first that are looked for after a description."""

SHORTEST_SPELLING = 4
"""Letters that a surname must have more than to be taken for another spelling of one that is known."""

PLACE_NAMES = frozenset({"name", "capital", "city", "region", "seat"})


@dataclass(slots=True)
class People:
    """Persons of one report. `actors` are those in no codebook whose state the report tells, by id."""

    actors: dict[str, Actor] = field(default_factory=dict)
    nameless: set[str] = field(default_factory=set)
    """Names of persons whose state is not told."""
    gender: dict[str, str] = field(default_factory=dict)
    by_surname: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)


def slug(name: str) -> str:
    """'Annalena Baerbock' -> 'annalena-baerbock', without accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def same_given_name(a: str, b: str) -> bool:
    """Whether two given names are spellings of one, or one the initial of the other."""
    a, b = slug(a), slug(b)
    return a[:1] == b[:1] and (len(a) == 1 or len(b) == 1 or a == b or JaroWinkler.similarity(a, b) >= SAME_GIVEN_NAME)


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
    finding = _Finding(parse, mention_at, gazetteer, roles, load_agreement(parse.language).persons, on, people)
    i, n = 0, len(parse)
    while i < n:
        last = finding.name_from(i)
        if last is not None:
            finding.enter(range(i, last + 1), person_at)
        elif finding.is_surname_again(i):
            person_at[i] = people.by_surname[slug(parse.word[i])]
            mention_at.pop(i, None)
        i = i + 1 if last is None else last + 1
    return people


@dataclass(frozen=True, slots=True)
class _Finding:
    """What is looked at to find the people of a report, and the people found so far."""

    parse: Parse
    mention_at: dict[int, Mention]
    gazetteer: Gazetteer
    roles: Mapping[str, Role]
    persons: frozenset[str]
    """Nouns for one person, beside the roles."""
    on: date | None
    people: People

    def name_from(self, i: int) -> int | None:
        """The last token of the name of a person that begins at a token; None where none begins."""
        parse, mention_at = self.parse, self.mention_at
        mention = mention_at.get(i)
        known = mention is not None and mention.kind in {"person", "surname"} and bool(mention.candidates)
        is_person = parse.entity[i] in PERSON
        if not known and not is_person:
            return self._name_after_a_description(i)
        last = i
        while (
            last + 1 < len(parse)
            and parse.sentence[last + 1] == parse.sentence[i]
            and ((parse.entity[last + 1] in PERSON and is_person) or (known and mention_at.get(last + 1) is mention))
        ):
            last += 1
        return last

    def _name_after_a_description(self, i: int) -> int | None:
        """'harbour master Behrouz Talebian': capitalised words after a noun for a person that the parser passed by."""
        parse = self.parse
        if not i or not self._is_capitalised(i) or i in self.mention_at or parse.sentence[i - 1] != parse.sentence[i]:
            return None
        before = parse.lemma[i - 1]
        if self._is_capitalised(i - 1) or not (before in self.roles or before in self.persons):
            return None
        last = i
        while last + 1 < len(parse) and self._is_capitalised(last + 1) and last + 1 not in self.mention_at:
            last += 1
        return last if 1 <= last - i <= LONGEST_NAME else None

    def is_surname_again(self, i: int) -> bool:
        """Whether a capitalised word is the surname of somebody named before, and no part of another name."""
        parse = self.parse
        if not self._is_capitalised(i) or slug(parse.word[i]) not in self.people.by_surname:
            return False
        mention = self.mention_at.get(i)
        if mention is not None:
            if mention.kind not in PLACE_NAMES or parse.dep[i] not in {"nsubj", "nsubjpass", "poss", "dobj"}:
                return False
            bearer = self.people.by_surname[slug(parse.word[i])]
            return bearer in self.people.nameless or bearer in self.people.actors
        return not any(
            self._is_capitalised(beside) and parse.sentence[beside] == parse.sentence[i]
            for beside in (i - 1, i + 1)
            if 0 <= beside < len(parse) and parse.tag[beside].startswith("NNP")
        )

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
        person = self._known(tokens, words)
        head = names[-1]
        if person is None:
            if len(words) == 1 and not _has_title(parse, head):
                return
            person = _new_person(parse, head, " ".join(words), mention_at, people)
        people.by_surname[slug(words[-1])] = person
        if len(words) > 1:
            people.given.setdefault(person, words[0])
        gender = _title_gender(parse, head)
        if gender:
            people.gender.setdefault(person, gender)
        for t in names:
            person_at[t] = person

    def _known(self, tokens: range, words: list[str]) -> str | None:
        """The id of a person of the codebook, or of one named before in the report; None for somebody new."""
        at = self.mention_at.get
        full = next((m for t in tokens if (m := at(t)) is not None and m.kind == "person"), None)
        short = next((m for t in tokens if (m := at(t)) is not None and m.kind == "surname"), None)
        if full is not None:
            return full.candidates[0]
        if len(words) > 1:
            alike = self.gazetteer.alike(" ".join(words), self.on)
            return _by_full_name(words, short, self.gazetteer, self.people) or (alike[0] if alike else None)
        again = self.people.by_surname.get(slug(words[0]))
        if again is not None or short is not None:
            return again or (short.candidates[0] if short is not None else None)
        alike = self.gazetteer.alike(words[0], self.on) if len(words[0]) > SHORTEST_SPELLING else ()
        return alike[0] if alike else None


def _by_full_name(words: list[str], short: Mention | None, gazetteer: Gazetteer, people: People) -> str | None:
    known = people.by_surname.get(slug(words[-1]))
    if known is not None and same_given_name(words[0], people.given.get(known, words[0])):
        return known
    for candidate in short.candidates if short is not None else ():
        actor = gazetteer.actor(candidate)
        if actor is not None and same_given_name(words[0], actor.name.split()[0]):
            return candidate
    return None


def _has_title(parse: Parse, head: int) -> bool:
    return any(parse.word[c] in TITLES for c in parse.children[head]) or (head > 0 and parse.word[head - 1] in TITLES)


def _title_gender(parse: Parse, head: int) -> str | None:
    around = [parse.word[c] for c in parse.children[head]] + ([parse.word[head - 1]] if head else [])
    return next((TITLES[w] for w in around if w in TITLES), None)


def _left_of(parse: Parse, head: int) -> list[int]:
    """What stands before a noun in its phrase, nearest last: 'Iranian', 'harbour' and 'master' before a name."""
    direct = [c for c in children(parse, head, "amod", "compound", "nmod", "poss") if c < head]
    return [x for c in direct for x in (*_left_of(parse, c), c)]


def _new_person(parse: Parse, head: int, name: str, mention_at: Mapping[int, Mention], people: People) -> str:
    """A person no codebook has: under the state that the description beside the name tells, else nameless."""
    describing = _left_of(parse, head) + children(parse, head, "appos")
    if parse.dep[head] == "appos":
        describing.append(parse.head[head])
    describing += [x for c in describing for x in _left_of(parse, c)]
    for token in describing:
        mention = mention_at.get(token)
        if (
            mention is not None
            and mention.candidates
            and mention.kind in {"name", "adjective", "demonym", "capital", "seat"}
        ):
            state = mention.candidates[0]
            actor = Actor(f"{state}/{slug(name)}", "person", name, state.split("/")[0], None)
            people.actors[actor.id] = actor
            return actor.id
    people.nameless.add(name)
    return name
