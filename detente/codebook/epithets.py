"""What a report calls a state, body or group that it has named: 'the island', 'the bloc', 'the reclusive state'."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.codebook.actor_files import TYPES
from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError

__all__ = ["Epithet", "Epithets", "load_epithets"]

KEYS = {"words", "may", "any", "alone", "capital", "people", "opposite"}


@dataclass(frozen=True, slots=True)
class Epithet:
    """Whom some words may stand for: ids, or actors of some types.

    `alone`: the first id even where the report does not name it; `capital`: only with a capital letter; `people`:
    named too where only its people or organs are; `opposite`: the one meant where only the other is named.
    """

    may: tuple[str, ...] = ()
    any: frozenset[str] = frozenset()
    alone: bool = False
    capital: bool = False
    people: bool = False
    opposite: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Epithets:
    """The epithets of a language by their words in lower case, and the adjectives with which they are none."""

    by_words: dict[str, Epithet]
    heads: frozenset[str]
    """Last words of the epithets."""
    blocked: frozenset[str]


@lru_cache(maxsize=8)
def load_epithets(language: str, *, folder: Path = CODEBOOK) -> Epithets:
    """The epithets of a language, from its `epithets.toml`.

    Raises CodebookError, naming the file and the words, for an unknown key or an entry that stands for nobody.
    """
    path = folder / language / "epithets.toml"
    tables = read_toml(path)
    by_words: dict[str, Epithet] = {}
    for entry in tables.get("epithet", []):
        made = _epithet(path, entry)
        for words in entry["words"]:
            by_words[words.lower()] = made
    heads = frozenset(words.rpartition(" ")[2].rpartition("-")[2] for words in by_words)
    first = frozenset(words.partition(" ")[0] for words in by_words) if language == "fr" else frozenset()
    return Epithets(by_words, heads | first, frozenset(tables.get("not", ())))


def _epithet(path: Path, entry: dict[str, Any]) -> Epithet:
    words = entry.get("words")
    if not words:
        raise CodebookError(f'{path}: an epithet has no words; add words = ["..."]')
    if unknown := sorted(set(entry) - KEYS):
        raise CodebookError(f"{path}: {words[0]!r}: unknown key {unknown[0]!r}; it may have {', '.join(sorted(KEYS))}")
    if bool(entry.get("may")) == bool(entry.get("any")):
        raise CodebookError(f"{path}: {words[0]!r}: give either may, a list of ids, or any, a list of types")
    if strange := sorted(set(entry.get("any", ())) - set(TYPES)):
        raise CodebookError(f"{path}: {words[0]!r}: {strange[0]!r} is no type of actor; have {', '.join(TYPES)}")
    opposite = tuple(entry.get("opposite", {}).items())
    flags = {key: bool(entry.get(key, False)) for key in ("alone", "capital", "people")}
    return Epithet(tuple(entry.get("may", ())), frozenset(entry.get("any", ())), **flags, opposite=opposite)
