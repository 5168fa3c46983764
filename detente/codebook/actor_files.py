"""Reads the files in codebook/actors (and an analyst's own) into actors, their names and their offices.

The files are the analyst's: every entry is checked against the keys it may have, and an error names the
file, the entry and the mend. Days are kept as ISO strings: a year or a month compares rightly with a day once
it is padded (`1962` as a start is `1962-01-01`, as an end `1962-12-31`), and no date need be parsed to load.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from detente.errors import CodebookError

__all__ = [
    "FIRST",
    "LAST",
    "Alias",
    "Described",
    "KnownActors",
    "Term",
    "first_day",
    "last_day",
    "read_actors",
    "unaccented",
]

ACTORS = Path(__file__).parent / "actors"
FIRST, LAST = "0000", "9999"
"""Before and after every day: the ends of a term or name without one."""

KINDS = ("name", "capital", "seat", "adjective", "demonym", "epithet", "region", "city")
"""How a name stands for its actor; where two actors bear a name, the kind that comes first here is better."""

TYPES = ("state", "organisation", "bloc", "group")
LISTS = ("names", "adjectives", "adjectives_fr", "demonyms", "capital", "cities", "regions", "epithets")
KEYS = {
    "type",
    "name",
    "official",
    "seats",
    "members",
    "within",
    "country",
    "sector",
    "led_by",
    "minor",
    "from",
    "to",
    "dated",
    *LISTS,
}
PERSON_KEYS = ("id", "name", "family", "variants", "gender", "of", "office", "title", "start", "end")
KIND_OF_LIST = {
    "names": "name", "adjectives": "adjective", "demonyms": "demonym", "capital": "capital",
    "cities": "city", "regions": "region", "epithets": "epithet",
}  # fmt: skip


class Alias(NamedTuple):
    """A name for an actor, as written, from `start` to `end` (ISO, padded); `dated` if not always."""

    text: str
    actor: str
    kind: str
    sector: str | None = None
    start: str = FIRST
    end: str = LAST

    @property
    def dated(self) -> bool:
        return (self.start, self.end) != (FIRST, LAST)


class Term(NamedTuple):
    """An office that a person held, `start` and `end` ISO and padded."""

    person: str
    office: str
    of: str
    title: str
    start: str
    end: str


class Described(NamedTuple):
    """What the files say of an actor besides its names."""

    type: str
    name: str
    country: str | None
    sector: str | None
    start: str = FIRST
    end: str = LAST


@dataclass(frozen=True, slots=True)
class KnownActors:
    """All that the files hold. `members` gives (member, start, end); None stands for every state."""

    described: dict[str, Described] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)
    terms: dict[str, list[Term]] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[tuple[str, str, str]] | None] = field(default_factory=dict)
    led_by: dict[str, str] = field(default_factory=dict)
    minor: set[str] = field(default_factory=set)


LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"})
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def unaccented(name: str) -> str:
    """The name without accents: Erdogan for Erdoğan."""
    if name.isascii():
        return name
    decomposed = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def first_day(written: str | None) -> str:
    """The first day of a day, month or year as written; before every day for none."""
    return (written + "-01-01"[len(written) - 4 :] if len(written) < 10 else written) if written else FIRST


def last_day(written: str | None) -> str:
    """The last day of a day, month or year as written; after every day for none."""
    return (written + "-12-31"[len(written) - 4 :] if len(written) < 10 else written) if written else LAST


def read_actors(*, extra: Path | None = None) -> KnownActors:
    """The actors that come with Detente, and those of an analyst's own TOML file, which adds to them.

    `extra` has the form of states.toml; persons stand in it as `[[person]]` tables with the columns of
    persons.tsv, lists in place of `a|b`. Raises CodebookError, with file, entry and mend, where a file does
    not follow its form.
    """
    known = KnownActors()
    for name in ("states", "historical", "bodies", "groups"):
        path = ACTORS / f"{name}.toml"
        _take_entries(known, path, _load_toml(path), default_type="group" if name == "groups" else None)
    path = ACTORS / "persons.tsv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    if tuple(header.split("\t")) != PERSON_KEYS:
        raise CodebookError(f"{path}: the first line must be the columns {', '.join(PERSON_KEYS)}, divided by tabs")
    _take_persons(known, path, (row.split("\t") for row in rows if row))
    if extra is not None:
        given = _load_toml(extra)
        persons = given.pop("person", [])
        _take_entries(known, extra, given, default_type=None)
        _take_persons(known, extra, _person_rows(extra, persons))
    return known


def _load_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CodebookError(
            f"{path}: cannot be read ({error.strerror}); give the path of a TOML file of actors"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: is not TOML in UTF-8: {error}") from error


def _take_entries(known: KnownActors, path: Path, entries: dict[str, Any], *, default_type: str | None) -> None:
    for actor, entry in entries.items():
        where = f"{path} [{actor}]"
        _check(where, entry)
        kind = entry.get("type", default_type or ("group" if "country" in entry else "organisation"))
        if kind not in TYPES:
            raise CodebookError(f"{where}: type is {kind!r}; write one of {', '.join(TYPES)}")
        start, end = first_day(_day(where, entry, "from")), last_day(_day(where, entry, "to"))
        home = actor if kind == "state" else entry.get("within") or entry.get("country")
        sector = entry.get("sector", "REB" if kind == "group" else "GOV" if kind == "state" else None)
        known.described[actor] = Described(kind, entry["name"], home, sector, start, end)
        known.aliases.extend(_aliases(where, actor, entry, start, end))
        if "members" in entry:
            everyone = entry["members"] == "all"
            known.members[actor] = None if everyone else [_member(where, written) for written in entry["members"]]
        if "led_by" in entry:
            known.led_by[actor] = entry["led_by"]
        if entry.get("minor"):
            known.minor.add(actor)


def _check(where: str, entry: Any) -> None:
    if not isinstance(entry, dict):
        raise CodebookError(f"{where}: must be a table; write [{where.rsplit('[', 1)[-1]} and its keys under it")
    if unknown := sorted(set(entry) - KEYS):
        raise CodebookError(f"{where}: unknown key {unknown[0]!r}; an actor may have {', '.join(sorted(KEYS))}")
    if not isinstance(entry.get("name"), str) or not entry["name"]:
        raise CodebookError(f'{where}: has no name; add name = "..."')
    for key in LISTS:
        if not isinstance(entry.get(key, []), list) or not all(isinstance(x, str) and x for x in entry.get(key, [])):
            raise CodebookError(f'{where}: {key} must be a list of strings; write {key} = ["..."]')


def _day(where: str, entry: dict[str, Any], key: str) -> str | None:
    written = entry.get(key)
    if written is not None and not (isinstance(written, str) and DAY.fullmatch(written)):
        raise CodebookError(
            f'{where}: {key} is {written!r}; write a day, month or year as "1991-12-26", "1991-12" or "1991"'
        )
    return written


def _member(where: str, written: str) -> tuple[str, str, str]:
    member, _, years = written.partition(" ")
    start, _, end = years.partition("..")
    for day in (start, end):
        if day and not DAY.fullmatch(day):
            raise CodebookError(f'{where}: member {written!r}; write "GBR 1973..2020-01-31", "HRV 2013-07-01" or "USA"')
    return member, first_day(start), last_day(end)


def _aliases(where: str, actor: str, entry: dict[str, Any], start: str, end: str) -> Iterator[Alias]:
    for name in (entry["name"], entry.get("official")):
        if name:
            yield Alias(name, actor, "name")
    for key, kind in KIND_OF_LIST.items():
        # The capital of a state that is no more stood for it in its years only; its names always do.
        days = (start, end) if kind == "capital" else (FIRST, LAST)
        for name in entry.get(key, ()):
            yield Alias(name, actor, kind, None, *days)
    for adjective in entry.get("adjectives_fr", ()):
        for form in french_forms(adjective):
            yield Alias(form, actor, "adjective")
            yield Alias(form[0].upper() + form[1:], actor, "demonym")
            if "-" in form:  # les Nord-Coréens
                yield Alias("-".join(part[0].upper() + part[1:] for part in form.split("-")), actor, "demonym")
    for seat, sector in entry.get("seats", {}).items():
        yield Alias(seat, actor, "seat", sector)
    for dated in entry.get("dated", ()):
        if not {"name", "kind"} <= set(dated) <= {"name", "kind", "from", "to"} or dated["kind"] not in KINDS:
            raise CodebookError(f"{where}: dated names need name, kind (one of {', '.join(KINDS)}), and from or to")
        yield Alias(
            dated["name"],
            actor,
            dated["kind"],
            None,
            first_day(_day(where, dated, "from")),
            last_day(_day(where, dated, "to")),
        )


def french_forms(adjective: str) -> tuple[str, ...]:
    """The forms of a French adjective in the masculine singular, or with its feminine (`grec/grecque`)."""
    given = adjective.split("/")
    if len(given) == 4:
        return tuple(given)
    masculine = given[0]
    if len(given) == 2:
        feminine = given[1]
    elif masculine.endswith("e"):
        feminine = masculine
    elif masculine.endswith(("ien", "éen")):
        feminine = masculine + "ne"
    else:
        feminine = masculine + "e"
    plural = masculine if masculine.endswith(("s", "x")) else masculine + "s"
    return tuple(dict.fromkeys((masculine, feminine, plural, feminine + "s")))


def _person_rows(path: Path, persons: Any) -> Iterator[list[str]]:
    if not isinstance(persons, list):
        raise CodebookError(f"{path}: write every person as a table of its own, [[person]]")
    for number, person in enumerate(persons, 1):
        if unknown := sorted(set(person) - set(PERSON_KEYS)):
            raise CodebookError(
                f"{path} [[person]] {number}: unknown key {unknown[0]!r}; a person may have {', '.join(PERSON_KEYS)}"
            )
        if missing := [key for key in ("id", "name", "of", "office") if not person.get(key)]:
            raise CodebookError(f'{path} [[person]] {number}: has no {missing[0]}; add {missing[0]} = "..."')
        for key in ("start", "end"):
            _day(f"{path} [[person]] {number}", person, key)
        cells = (person.get(key, "") for key in PERSON_KEYS)
        yield ["|".join(cell) if isinstance(cell, list) else str(cell) for cell in cells]


def _take_persons(known: KnownActors, path: Path, rows: Iterable[list[str]]) -> None:
    for number, cells in enumerate(rows, 2):
        if len(cells) != len(PERSON_KEYS):
            raise CodebookError(
                f"{path} line {number}: has {len(cells)} columns, not {len(PERSON_KEYS)}; divide them by tabs"
            )
        person, name, family, variants, gender, of, office, title, start, end = cells
        term = Term(person, office, of, title, first_day(start), last_day(end))
        if person in known.terms:
            known.terms[person].append(term)
        else:
            known.terms[person] = [term]
            home = person.partition("/")[0]
            known.described[person] = Described("person", name, home if home in known.described else of, None)
        if gender:
            known.gender[person] = gender
        families = family.split("|") if family else []
        for full in _full_names(name, families, variants.split("|") if variants else []):
            known.aliases.append(Alias(full, person, "person"))
        known.aliases.extend(
            Alias(surname, person, "surname") for surname in families if " " not in name or surname != name
        )


def _full_names(name: str, families: list[str], variants: list[str]) -> Iterator[str]:
    """The ways to write a full name: with each spelling of the family name, without middle names."""
    words = name.split()
    if len(words) == 1:
        yield from variants
        return
    yield name
    yield from variants
    if not families:
        return
    first = families[0]
    if name.startswith(first + " ") and "-" in name:  # Kim Jong-un: also Kim Jong Un, Kim Jong-Un
        spaced = " ".join(part[:1].upper() + part[1:] for part in name.replace("-", " ").split())
        yield spaced
        yield "-".join(spaced.rsplit(" ", 1))
    else:
        at = next((name[: -len(family)] for family in families if _ends_with(name, family)), "")
        given = at.split()
        for family in families if given else ():
            if len(family) > 2:
                yield " ".join((*given, family))
                if len(given) > 1 and len(given[0]) > 2 and not given[0].startswith(("Abd", "Abu", "King", "Lord")):
                    yield f"{given[0]} {family}"


def _ends_with(name: str, family: str) -> bool:
    """Whether a full name ends with a family name, accents aside: Franjo Tuđman with Tudman."""
    plain = unaccented(name)
    return len(plain) == len(name) and plain.endswith(" " + unaccented(family))
