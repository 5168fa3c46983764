"""Judges a name by the words beside it: Jordan the state or Michael Jordan, May the month or Mrs May."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.codebook.name_meaning import Meaning
from detente.errors import CodebookError

__all__ = ["NameContext", "load_context"]

ACTORS = Path(__file__).parent / "actors"
PLACES = {"name", "capital", "city", "region"}
IN_CAPITALS = {"US", "WHO", "CAR", "PACE", "MIT"}
"""Short names that are also words: not names in a line that is all capitals."""

INITIAL = 4
"""Characters of an abbreviated given name with its full stop (`Geo.`) at most; a longer word ends its sentence."""

US_OFFICES = {"Governor", "Gov.", "Senator", "Sen.", "Republican", "Democrat", "Legislature", "Supreme", "Senate"}
"""Beside the name of a state of the United States: Georgia's, not the republic's."""

JOINS = {"and", "or"}

OF_TONGUES = {"language", "languages", "dialect", "grammar", "subtitles", "translation"}
"""After an adjective of nationality: the language, and nobody's act."""

ROYAL = {"King", "Queen", "Prince", "Princess", "Sir", "Dame", "Lord", "Lady", "Pope", "Emperor"}
"""Titles before a given name: Sir Robert is not a Mr Robert."""


@dataclass(frozen=True, slots=True)
class NameContext:
    """The word lists of ambiguous.toml and given_names.txt."""

    surnames_not_alone: frozenset[str]
    also_given_names: frozenset[str]
    decoys: tuple[str, ...]
    titles: frozenset[str]
    also_parts_of_states: frozenset[str]
    parts_of_states: frozenset[str]
    roles_after_place: frozenset[str]
    openers: frozenset[str]
    given_names: frozenset[str]

    def allows(self, meaning: Meaning, text: str, start: int, end: int, *, end_before: int) -> bool:
        """Whether the words beside `text[start:end]` leave it its meaning. `end_before`: where the name before ends."""
        follows = end_before == start - 1
        kind = meaning.kind
        if kind == "surname":
            return self._is_surname_of_news(meaning, text, start, follows=follows)
        if kind == "adjective":
            return word_after(text, end) not in OF_TONGUES
        if kind in PLACES:
            alias = meaning.alias
            if kind != "region" and self._is_part_of_a_state(alias, text, start, end, listed=end_before == start - 2):
                return False
            if alias in IN_CAPITALS:
                return not (word_before(text, start).isupper() and word_after(text, end).isupper())
            if not follows and start > 1 and text[start - 1] == " ":
                before = word_before(text, start)
                if before in self.given_names and before not in self.openers and before not in self.titles:
                    return False
            if alias in self.also_given_names:
                return self._is_place(text, end)
        return True

    def _is_part_of_a_state(self, alias: str, text: str, start: int, end: int, *, listed: bool) -> bool:
        """A town named after a capital (`Warsaw, Indiana`), or a state of the United States named like another
        (`Macon, Georgia`, `from Georgia and Alabama`)."""
        if text.startswith(", ", end) and word_after(text, end + 1) in self.parts_of_states - {alias}:
            return True
        if alias not in self.also_parts_of_states:
            return False
        before, after = word_before(text, start), word_after(text, end)
        if before.endswith(",") and before[:1].isupper() and before[:-1] not in self.openers and not listed:
            return True
        if before in JOINS and word_before(text, start - 1 - len(before)) in self.parts_of_states:
            return True
        if after in JOINS and word_after(text, end + 1 + len(after)) in self.parts_of_states:
            return True
        return after in US_OFFICES or before in US_OFFICES

    def _is_place(self, text: str, end: int) -> bool:
        """False where a place that is also a given name has a family name behind it (`Paris Jackson`)."""
        after = word_after(text, end)
        if not after[:1].isupper() or after.isupper() or after in self.roles_after_place:
            return True
        next_after = word_after(text, end + 1 + len(after))
        return next_after[:1].isupper() or not after.isalpha()

    def _is_surname_of_news(self, meaning: Meaning, text: str, start: int, *, follows: bool) -> bool:
        """False where the word before is another's given name, or a title is wanted and none is there."""
        before = word_before(text, start)
        if before in self.titles or before.capitalize() in self.titles:
            return not (before in ROYAL and meaning.alias in self.given_names)
        if meaning.needs_title:
            return False
        if follows or not before[:1].isupper() or before in self.openers:
            return True
        if before.endswith("."):  # an initial, or the end of a sentence
            return len(before) > INITIAL
        if before in self.given_names:
            return False
        # A capitalised word amid lower case is a name; in a headline it may be any word.
        earlier = word_before(text, start - 1 - len(before))
        return not earlier[:1].islower()


def word_before(text: str, start: int) -> str:
    """The word that ends one space before `start`, with its full stop if it has one; or nothing."""
    if start < 2 or text[start - 1] != " ":
        return ""
    left = text.rfind(" ", 0, start - 1) + 1
    return text[left : start - 1].lstrip("\"'“”«‘([—–")


def word_after(text: str, end: int) -> str:
    """The word that begins one space after `end`, without the marks behind it; or nothing."""
    if text[end : end + 1] != " ":
        return ""
    right = text.find(" ", end + 1)
    return text[end + 1 : right if right >= 0 else len(text)].rstrip(".,;:!?\"'”»)]")


@cache
def load_context() -> NameContext:
    """The word lists that come with the codebook. Raises CodebookError where ambiguous.toml lacks one."""
    path = ACTORS / "ambiguous.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    given = (ACTORS / "given_names.txt").read_text(encoding="utf-8").splitlines()
    try:
        return NameContext(
            surnames_not_alone=frozenset(lists["surnames_not_alone"]),
            also_given_names=frozenset(lists["also_given_names"]),
            decoys=tuple(dict.fromkeys(lists["decoys"])),
            titles=frozenset(lists["titles"]),
            also_parts_of_states=frozenset(lists["also_parts_of_states"]),
            parts_of_states=frozenset(lists["parts_of_states"]),
            roles_after_place=frozenset(lists["roles_after_place"]),
            openers=frozenset(lists["openers"]),
            given_names=frozenset(name for name in given if not name.startswith("#")),
        )
    except KeyError as missing:
        raise CodebookError(f"{path}: the list {missing} is not there; add it, empty if need be") from missing
