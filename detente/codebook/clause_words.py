"""Words by what they do in a clause: who acts, who suffers, what counts or dates another."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from detente.codebook.frames import CODEBOOK
from detente.codebook.word_lists import read_word_lists

__all__ = ["ClauseWords", "load_clause_words"]


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Lemmas of a language."""

    light: frozenset[str]
    """Verbs whose subject does what their object noun says: 'held talks', 'launched an attack'."""
    suffering: frozenset[str]
    """Verbs whose subject is the one it is done to: 'faces sanctions', 'drew criticism from'."""
    carrying: frozenset[str]
    """Verbs that do what their object names: 'held joint exercises' - unlike 'suspended humanitarian aid'."""
    mutual: frozenset[str]
    """Verbs that several do with each other where they name nobody else."""
    exchanging: frozenset[str]
    """Verbs whose object several give each other, good or bad: 'exchanged fire', 'traded accusations'."""
    clashing: frozenset[str]
    """Verbs that several do to each other where they have no object: 'clashed', 'fought for a second day'."""
    subject_control: frozenset[str]
    """Verbs whose infinitive is done by their subject even where they have an object."""
    measures: frozenset[str]
    """Nouns that count or measure another."""
    summing: frozenset[str]
    """Nouns that stand, behind a comma, for the clause before them: 'a move welcomed by'."""
    bystanders: frozenset[str]
    """Nouns for people who are of neither side of a conflict of states."""
    fighting: frozenset[str]
    """Nouns for men and arms that act for the state whose they are told to be: 'Chadian commandos'."""
    calendar: frozenset[str]
    """Nouns that say when: 'on Friday' is no answer to whom somebody called on."""


@lru_cache(maxsize=8)
def load_clause_words(language: str, *, folder: Path = CODEBOOK) -> ClauseWords:
    """The words of a language's `clause_words.toml`. Raises CodebookError for an unknown or missing list."""
    names = (field.name for field in fields(ClauseWords))
    return ClauseWords(**read_word_lists(folder / language / "clause_words.toml", names))
