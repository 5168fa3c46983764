"""Where the words of a stated outcome lead: to a settlement or to confrontation, where no event type says it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from detente.codebook.frames import CODEBOOK
from detente.codebook.word_lists import read_word_lists

__all__ = ["Outcomes", "load_outcomes"]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Words by where they lead; `turning` ones turn what they go with into its opposite."""

    deescalation: frozenset[str]
    confrontation: frozenset[str]
    turning: frozenset[str]


@lru_cache(maxsize=8)
def load_outcomes(language: str, *, folder: Path = CODEBOOK) -> Outcomes:
    """The outcome words of a language from its `outcomes.toml`; without the file there are none.

    Raises CodebookError for an unknown or missing list.
    """
    path, names = folder / language / "outcomes.toml", [field.name for field in fields(Outcomes)]
    return Outcomes(**read_word_lists(path, names) if path.exists() else dict.fromkeys(names, frozenset()))
