"""The persons of a report: full names, surnames that come back, and those in no codebook."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import JaroWinkler

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
    mention_at: Mapping[int, Mention],
    gazetteer: Gazetteer,
    roles: Mapping[str, Role],
    person_at: dict[int, str],
) -> People:
    """Fills `person_at` (token -> person) from names of the codebook and names that the parser found."""
    people = People()
    i, n = 0, len(parse)
    while i < n:
        mention = mention_at.get(i)
        known = mention is not None and mention.kind in {"person", "surname"} and bool(mention.candidates)
        if not known and parse.entity[i] not in PERSON:
            i += 1
            continue
        last = i
        while (
            last + 1 < n
            and parse.sentence[last + 1] == parse.sentence[i]
            and (
                (parse.entity[last + 1] in PERSON and parse.entity[i] in PERSON)
                or (known and mention_at.get(last + 1) is mention)
            )
        ):
            last += 1
        _enter(parse, range(i, last + 1), mention_at, gazetteer, roles, people, person_at)
        i = last + 1
    return people


def _enter(
    parse: Parse, tokens: range, mention_at: Mapping[int, Mention], gazetteer: Gazetteer,
    roles: Mapping[str, Role],
    people: People, person_at: dict[int, str],
) -> None:  # fmt: skip
    names = [t for t in tokens if parse.tag[t].startswith(("NN", "FW", "JJ")) or mention_at.get(t) is not None]
    names = [t for t in names if parse.word[t] not in TITLES and parse.lemma[t] not in roles]
    names = [
        t
        for t in names
        if not (
            (m := mention_at.get(t)) is not None
            and m.kind in {"adjective", "name", "capital", "seat"}
            and len(names) > 1
        )
    ]
    if not names:
        return
    words = [parse.text[parse.start[t] : parse.end[t]] for t in names]
    surname = words[-1]
    person: str | None = None
    full = next((m for t in tokens if (m := mention_at.get(t)) is not None and m.kind == "person"), None)
    short = next((m for t in tokens if (m := mention_at.get(t)) is not None and m.kind == "surname"), None)
    if full is not None:
        person = full.candidates[0]
    elif len(words) == 1:
        person = people.by_surname.get(slug(surname)) or (short.candidates[0] if short is not None else None)
    else:
        person = _by_full_name(words, short, gazetteer, people)
    head = names[-1]
    if person is None:
        if len(words) == 1 and not _has_title(parse, head):
            return
        person = _new_person(parse, head, " ".join(words), mention_at, people)
    people.by_surname[slug(surname)] = person
    if len(words) > 1:
        people.given.setdefault(person, words[0])
    gender = _title_gender(parse, head)
    if gender:
        people.gender.setdefault(person, gender)
    for t in names:
        person_at[t] = person


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


def _new_person(parse: Parse, head: int, name: str, mention_at: Mapping[int, Mention], people: People) -> str:
    """A person no codebook has: under the state that the description beside the name tells, else nameless."""
    describing = children(parse, head, "amod", "compound", "nmod", "poss", "appos")
    describing += [x for c in describing for x in children(parse, c, "amod", "compound", "nmod", "poss")]
    if parse.dep[head] == "appos":
        above = parse.head[head]
        describing += [above, *children(parse, above, "amod", "compound", "nmod", "poss")]
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
