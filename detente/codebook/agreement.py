"""What pronouns agree with: which nouns are one person, which a body of people, which a thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.codebook.cues import load_cues
from detente.codebook.frames import CODEBOOK, load_frames
from detente.codebook.word_lists import read_word_lists

__all__ = ["Agreement", "load_agreement"]

LIGHT = frozenset("be have do get go make put give see show keep let set follow bring hold leave mean cause".split())
"""Verbs that things are subjects of as well."""

LISTS = ("male", "female", "persons", "bodies", "things", "local")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Nouns by their lemma in lower case; and what only people and bodies of people do, said or done."""

    male: frozenset[str]
    female: frozenset[str]
    persons: frozenset[str]
    bodies: frozenset[str]
    things: frozenset[str]
    local: frozenset[str]
    """Roles of those who are, told without a state, of the one in which a report is set."""
    acting: frozenset[str]
    """Verbs of the language's event frames and cues, but for light ones."""
    acts: frozenset[str]
    """Nouns of its event frames."""


@lru_cache(maxsize=8)
def load_agreement(language: str, *, folder: Path = CODEBOOK) -> Agreement:
    """The nouns of a language's `people.toml`. Raises CodebookError for an unknown or missing list."""
    lists = read_word_lists(folder / language / "people.toml", LISTS)
    frames = load_frames(language).by_lemma
    acting = frozenset([*frames.get("verb", ()), *load_cues(language).verbs]) - LIGHT
    return Agreement(**lists, acting=acting, acts=frozenset(frames.get("noun", ())))
