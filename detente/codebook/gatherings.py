"""Words of meetings in a language: what names one, its forms and ranks, and what calls one off or puts it off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError

__all__ = ["FIELDS", "LEVELS", "Form", "Gatherings", "MeetingExample", "load_gatherings"]

LEVELS = ("experts", "envoys", "ministers", "leaders")
"""Ranks of those who meet, the lowest first."""

FIELDS = ("date", "part_of_day", "place", "venue", "form", "level", "host", "topic", "status")
"""What an example may tell of its meeting, besides the parties."""

LISTS = (
    "nouns", "weak", "plural", "only_plural", "cancelled", "cancelled_off", "postponed", "unsettled", "calling",
    "setting", "sport", "hosting", "discussing", "going", "holding", "venues", "lines",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """A form of meeting: nouns and verbs (lemmas) and phrases of several words that say so."""

    name: str
    nouns: frozenset[str]
    verbs: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class MeetingExample:
    """A sentence and the meeting that it should give: fields by name, `parties` as ids; nothing for no meeting."""

    sentence: str
    published: str
    wanted: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Gatherings:
    """Lemmas, as `meetings.toml` explains them. `levels` are phrases with their rank, the longest first."""

    nouns: frozenset[str]
    weak: frozenset[str]
    plural: frozenset[str]
    only_plural: frozenset[str]
    cancelled: frozenset[str]
    cancelled_off: frozenset[str]
    postponed: frozenset[str]
    unsettled: frozenset[str]
    calling: frozenset[str]
    setting: frozenset[str]
    sport: frozenset[str]
    hosting: frozenset[str]
    discussing: frozenset[str]
    going: frozenset[str]
    holding: frozenset[str]
    venues: frozenset[str]
    lines: frozenset[str]
    levels: dict[tuple[str, ...], str]
    forms: tuple[Form, ...]
    examples: tuple[MeetingExample, ...]


@lru_cache(maxsize=8)
def load_gatherings(language: str, *, folder: Path = CODEBOOK) -> Gatherings:
    """The meeting words of a language from its `meetings.toml`; CodebookError, naming file and key, for another."""
    path = folder / language / "meetings.toml"
    table = read_toml(path)
    _known(path, table, {*LISTS, "levels", "form", "example"})
    ranks = table.get("levels", {})
    _known(path, ranks, set(LEVELS))
    return Gatherings(
        **{key: frozenset(table.get(key, ())) for key in LISTS},
        levels={tokens: level for level, listed in ranks.items() for words in listed for tokens in _split(words)},
        forms=tuple(_form(path, entry) for entry in table.get("form", ())),
        examples=tuple(_example(path, entry) for entry in table.get("example", ())),
    )


def _split(words: str) -> set[tuple[str, ...]]:
    """A phrase as tokens; a hyphen may stand inside a word or apart, as a parser has it."""
    return {tuple(words.split()), tuple(words.replace("-", " - ").split())}


def _form(path: Path, entry: dict[str, Any]) -> Form:
    _known(path, entry, {"name", "nouns", "verbs", "phrases"})
    if "name" not in entry:
        raise CodebookError(f"{path}: a form without a name: {entry!r}")
    phrases = tuple(form for words in entry.get("phrases", ()) for form in sorted(_split(words)))
    return Form(entry["name"], frozenset(entry.get("nouns", ())), frozenset(entry.get("verbs", ())), phrases)


def _example(path: Path, entry: dict[str, Any]) -> MeetingExample:
    wanted = {key: value for key, value in entry.items() if key not in {"sentence", "published"}}
    _known(path, entry, {"sentence", "published", "parties", *FIELDS})
    if "sentence" not in entry or bool(wanted) != ("parties" in wanted):
        raise CodebookError(f"{path}: an example has a sentence, and parties or nothing else: {entry!r}")
    return MeetingExample(entry["sentence"], entry.get("published", PUBLISHED), wanted or None)


PUBLISHED = "2023-05-17"
"""The day of an example that names none: a Wednesday."""


def _known(path: Path, table: dict[str, Any], known: set[str]) -> None:
    if odd := sorted(set(table) - known):
        raise CodebookError(f"{path}: unknown key {odd[0]!r} (the keys are {', '.join(sorted(known))})")
