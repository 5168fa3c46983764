"""Finds the names of actors in a text, and answers who held an office or belonged to a bloc on a day.

One pass of an Aho-Corasick automaton over the text finds every name at once; what a name means on a day is
decided once for that day and remembered: a text costs as much with a hundred names as with fifty thousand.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import ahocorasick_rs

from detente.codebook.actor_files import FIRST, LAST, Alias, KnownActors, Term, read_actors, unaccented
from detente.codebook.name_context import NameContext, load_context
from detente.codebook.name_meaning import Meaning, bearers, meaning_on, rank_of
from detente.codebook.spellings import sound
from detente.model import Actor, Office

__all__ = ["Gazetteer", "Mention", "load_gazetteer"]

DAYS_REMEMBERED = 64
"""For so many publication days the meanings of names are kept; a stream of reports seldom mixes more."""

FALL_BACK = {
    "leader": ("head_of_state", "head_of_government", "leader", "head", "secretary_general", "group_leader"),
    "head_of_state": ("leader", "head"),
    "head_of_government": ("leader",),
    "party_leader": ("leader", "head"),
    "head": ("secretary_general",),
    "secretary_general": ("head",),
    "group_leader": ("head",),
    "foreign_minister": ("high_representative",),
}
"""Offices that a role word may also mean: the "chief" of NATO is its secretary-general."""

SNAPSHOT_REACH = 183
"""A list of holders on one day vouches for so many days before and after it."""


class Mention(NamedTuple):
    """A name at `text[start:end]`, with the ids of the actors it may mean, best first.

    `alias` is the name as found; `sector` is PLOVER's where the name is an organ (the Pentagon: MIL).
    """

    start: int
    end: int
    alias: str
    kind: str
    candidates: tuple[str, ...]
    sector: str | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Gazetteer:
    """Names, actors and offices, ready to be asked. Made by `load_gazetteer`."""

    known: KnownActors
    context: NameContext
    names: tuple[str, ...]
    aliases: tuple[tuple[Alias, ...], ...]
    index: dict[str, int]
    automaton: ahocorasick_rs.AhoCorasick
    fixed: dict[int, Meaning | None]
    holders: dict[tuple[str, str], list[Term]]
    by_day: OrderedDict[str | None, dict[int, Meaning | None]] = field(default_factory=OrderedDict)
    by_sound: dict[str, list[Alias]] = field(default_factory=dict)
    """Names of people by what their spellings have in common; filled when it is first asked for."""

    def find(self, text: str, *, on: date | None) -> list[Mention]:
        """All names in `text`, longest first where they overlap, in order of their start.

        `on` is the day of the report: it decides whom a surname means, and if Russia is the Soviet Union.
        """
        folded = _fold(text)
        meanings = self._meanings(on)
        length = len(folded)
        mentions: list[Mention] = []
        end_before = -1
        for number, start, end in self.automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum():
                continue
            which = number
            if end < length and folded[end].isalnum():
                shorter = self._shorter(self.names[number])
                if shorter is None:
                    continue
                which, end = shorter, start + len(self.names[shorter])  # noqa: PLW2901 (the shorter name ends earlier)
            meaning = meanings.get(which, _UNKNOWN)
            if meaning is _UNKNOWN:
                meaning = self._meaning(which, on, meanings)
            if meaning is None or not self.context.allows(meaning, folded, start, end, end_before=end_before):
                continue
            mentions.append(Mention(start, end, self.names[which], meaning.kind, meaning.candidates, meaning.sector))
            end_before = end
        return mentions

    def actor(self, actor_id: str) -> Actor | None:
        """The actor of an id, a person with all offices; None for an id that no file holds."""
        described = self.known.described.get(actor_id)
        if described is None:
            return None
        offices = tuple(_office(term) for term in self.known.terms.get(actor_id, ()))
        return Actor(actor_id, described.type, described.name, described.country, described.sector, offices)

    def holder(self, country: str, office: str, on: date) -> str | None:
        """Who held a kind of office of a state or body on a day; None where the files do not say."""
        kinds = list(_kinds(office))
        if office == "leader":
            kinds = [self.known.led_by.get(country, "head_of_state"), *kinds]
        elif self.known.led_by.get(country, "head_of_state") != office and office in (
            "head_of_state",
            "head_of_government",
        ):
            kinds = [kind for kind in kinds if kind != "leader"]  # the effective leader is then the other of the two
        day = on.isoformat()
        for kind in kinds:
            terms = self.holders.get((country, kind), ())
            if covering := [term for term in terms if term.start <= day <= term.end]:
                return max(covering, key=lambda term: term.start).person
            near = [(_days_off(term, on), term.person) for term in terms if term.start[:7] == term.end[:7]]
            if near and min(near)[0] <= SNAPSHOT_REACH:
                return min(near)[1]
        return None

    def serves(self, person: str, office: str, on: date) -> bool:
        """Whether a person held a kind of office on a day, of whatever state or body."""
        of = {term.of for term in self.known.terms.get(person, ())}
        return any(self.holder(place, office, on) == person for place in of)

    def served(self, person: str, office: str, on: date) -> bool:
        """Whether a person held a kind of office, and no longer holds it on a day."""
        day = on.isoformat()
        terms = [it for it in self.known.terms.get(person, ()) if it.office in _kinds(office)]
        return bool(terms) and max(term.end for term in terms) <= day

    def chief_office(self, person: str, on: date) -> str | None:
        """The highest kind of office that a person held on a day; None for none."""
        day = on.isoformat()
        held = [term for term in self.known.terms.get(person, ()) if term.start <= day <= term.end]
        return min(held, key=rank_of).office if held else None

    def alike(self, name: str, on: date | None) -> tuple[str, ...]:
        """People whose full name, or whose surname on that day, is a spelling of `name`, the likeliest first.

        Several words are a full name. One word is a surname only where it would be one alone: not as the files
        write it, for `find` has then judged it, nor a spelling of a surname that is taken only after a title.
        """
        if not self.by_sound:
            for alias in self.known.aliases:
                if alias.kind in ("person", "surname"):
                    self.by_sound.setdefault(sound(alias.text), []).append(alias)
        alike = self.by_sound.get(sound(name), [])
        if " " in name:
            alike = [it for it in alike if it.kind == "person"]
        else:
            not_alone = self.context.surnames_not_alone
            alike = [it for it in alike if it.kind == "person" or (it.text not in not_alone and it.text != name)]
        return bearers(alike, self.known, on=on)

    def having(self, office: str) -> frozenset[str]:
        """The states and bodies that have a kind of office."""
        return frozenset(of for of, kind in self.holders if kind == office)

    def in_office(self, person: str, on: date) -> list[Office]:
        """The offices that a person held on a day."""
        day = on.isoformat()
        return [_office(term) for term in self.known.terms.get(person, ()) if term.start <= day <= term.end]

    def members(self, bloc: str, on: date | None) -> frozenset[str]:
        """The members of a bloc on a day (today's, without a day); empty where the files do not say."""
        day = on.isoformat() if on else LAST
        listed = self.known.members.get(bloc, [])
        if listed is None:
            everyone = self.known.described.items()
            return frozenset(i for i, it in everyone if it.type == "state" and it.start <= day <= it.end)
        return frozenset(member for member, start, end in listed if start <= day <= end)

    def gender(self, person: str) -> str | None:
        """`m` or `f`; None where the files do not say."""
        return self.known.gender.get(person)

    def country_of(self, actor_id: str) -> str | None:
        """What an actor counts as: a person's state, an organ's body; a state, body or group is itself."""
        described = self.known.described.get(actor_id)
        if described is None:
            return None
        return actor_id if described.type == "group" else described.country or actor_id

    def _meanings(self, on: date | None) -> dict[int, Meaning | None]:
        day = on.isoformat() if on else None
        if day not in self.by_day:
            if len(self.by_day) >= DAYS_REMEMBERED:
                self.by_day.popitem(last=False)
            self.by_day[day] = self.fixed.copy()
        return self.by_day[day]

    def _meaning(self, which: int, on: date | None, meanings: dict[int, Meaning | None]) -> Meaning | None:
        meaning = meaning_on(
            self.names[which],
            self.aliases[which],
            self.known,
            not_alone=self.context.surnames_not_alone,
            on=on,
        )
        meanings[which] = meaning
        if not any(alias.dated or alias.kind in ("person", "surname") for alias in self.aliases[which]):
            self.fixed[which] = meaning
        return meaning

    def _shorter(self, name: str) -> int | None:
        """The longest name that begins this one and ends at a word: `European` for `European Union`."""
        while (cut := max(name.rfind(" "), name.rfind("-"), name.rfind("'"))) > 0:
            name = name[:cut]
            if name in self.index:
                return self.index[name]
        return None


_UNKNOWN = Meaning("", (), None, needs_title=False, alias="")


def load_gazetteer(*, extra: Path | None = None) -> Gazetteer:
    """The gazetteer of the codebook, with an analyst's own TOML file of actors added; kept until that file changes.

    Raises CodebookError where a file does not follow its form (see actors/states.toml).
    """
    changed = extra.stat().st_mtime_ns if extra is not None and extra.exists() else 0
    return _load(extra, changed)


@lru_cache(maxsize=4)
def _load(extra: Path | None, changed: int) -> Gazetteer:
    del changed  # tells versions of a file apart
    known = read_actors(extra=extra)
    context = load_context()
    spelt: dict[str, list[Alias]] = {decoy: [] for decoy in context.decoys}
    for alias in known.aliases:
        for form in _spellings(alias):
            there = spelt.get(form)
            if there is None:
                spelt[form] = [alias]
            elif alias not in there:
                there.append(alias)
    names = tuple(spelt)
    holders: dict[tuple[str, str], list[Term]] = {}
    for terms in known.terms.values():
        for term in terms:
            holders.setdefault((term.of, term.office), []).append(term)
    automaton = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    index = {name: number for number, name in enumerate(names)}
    return Gazetteer(known, context, names, tuple(map(tuple, spelt.values())), index, automaton, {}, holders)


def _fold(text: str) -> str:
    """The text with the marks that differ between printers made one; every character keeps its place."""
    if not text.isascii():
        text = text.replace("’", "'").replace("ʼ", "'").replace("\u00a0", " ").replace("\u202f", " ").replace("‑", "-")
    return text.replace("\n", " ")


def _spellings(alias: Alias) -> set[str]:
    """How a name may be written: without accents, opening a sentence, in the capitals of a headline."""
    text = alias.text
    if alias.kind in ("person", "surname") and text.isascii() and text[0].isupper():
        return {text}
    text = text.replace("’", "'")
    forms = {text}
    if not text.isascii():
        forms.add(unaccented(text))
    if text[0].islower() and alias.kind != "adjective":
        forms |= {form[0].upper() + form[1:] for form in tuple(forms)}
    if len(text) > 3 and text[0].isupper() and alias.kind in ("name", "adjective", "capital", "demonym", "city"):
        forms |= {form.upper() for form in tuple(forms)}
    return forms


def _kinds(office: str) -> tuple[str, ...]:
    return (office, *FALL_BACK.get(office, ()))


def _office(term: Term) -> Office:
    title = term.title or term.office.replace("_", " ")
    return Office(title, term.of, _date(term.start), _date(term.end))


def _date(day: str) -> date | None:
    if day.startswith((FIRST, LAST)):
        return None
    year, month, number = map(int, day.split("-"))
    for last in (number, 30, 29, 28):  # a month's end is written 31
        try:
            return date(year, month, min(number, last))
        except ValueError:
            continue
    return None


def _days_off(term: Term, on: date) -> int:
    start, end = _date(term.start), _date(term.end)
    return min(abs((day - on).days) for day in (start, end) if day)
