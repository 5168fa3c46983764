"""What opens a condition in a language: markers, phrases, and verbs that join an act to its consequence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError

__all__ = ["ConditionExample", "Conditionals", "load_conditionals"]

SENSES = ("if", "unless", "as long as", "until")
SECTIONS = {"marker", "phrase", "result", "need", "lasting", "dire", "pseudo", "example"}


@dataclass(frozen=True, slots=True)
class ConditionExample:
    """A sentence and the words of its condition; empty where it only looks like one."""

    sentence: str
    span: str
    sense: str


@dataclass(frozen=True, slots=True)
class Conditionals:
    """Sense by word or phrase, for each way of saying a condition."""

    markers: Mapping[str, str]
    phrases: Mapping[str, str]
    results: Mapping[str, str]
    needs: Mapping[str, str]
    lasting: frozenset[str]
    """Verbs that go on until something happens: 'will keep firing until …' is a condition too."""
    dire: frozenset[str]
    """Words of a consequence that is a threat: 'consequences', 'retaliate'."""
    pseudo: frozenset[str]
    only_negated: frozenset[str]
    """Markers that make a condition only where the other clause is negated ('no talks until ...')."""
    examples: tuple[ConditionExample, ...]


@lru_cache(maxsize=8)
def load_conditionals(language: str, *, folder: Path = CODEBOOK) -> Conditionals:
    """The conditionals of a language from its `conditions.toml`.

    Raises CodebookError, naming the file and the entry, for an unknown section or sense.
    """
    path = folder / language / "conditions.toml"
    table = read_toml(path)
    unknown = sorted(set(table) - SECTIONS)
    if unknown:
        raise CodebookError(f"{path}: unknown section [[{unknown[0]}]] (have: {', '.join(sorted(SECTIONS))})")

    def senses(section: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for number, entry in enumerate(table.get(section, ()), 1):
            if entry.get("sense") not in SENSES:
                raise CodebookError(f"{path}: [[{section}]] number {number}: sense must be one of {', '.join(SENSES)}")
            found.update(dict.fromkeys(entry["words"], entry["sense"]))
        return found

    def words(section: str) -> frozenset[str]:
        return frozenset(w for entry in table.get(section, ()) for w in entry["words"])

    return Conditionals(
        senses("marker"),
        senses("phrase"),
        senses("result"),
        senses("need"),
        words("lasting"),
        words("dire"),
        words("pseudo"),
        frozenset(w for entry in table.get("marker", ()) if entry.get("negated") for w in entry["words"]),
        tuple(ConditionExample(e["sentence"], e["span"], e["sense"]) for e in table.get("example", ())),
    )
