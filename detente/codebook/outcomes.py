"""Where the words of a stated outcome lead: to a settlement or to confrontation, where no event type says it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError

__all__ = ["Outcomes", "load_outcomes"]

SECTIONS = ("deescalation", "confrontation", "turning")


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Words by where they lead; `turning` ones turn what they go with into its opposite."""

    deescalation: tuple[str, ...]
    confrontation: tuple[str, ...]
    turning: tuple[str, ...]


@lru_cache(maxsize=8)
def load_outcomes(language: str, *, folder: Path = CODEBOOK) -> Outcomes:
    """The outcome words of a language from its `outcomes.toml`; without the file there are none.

    Raises CodebookError, naming the file and the section, for an unknown section.
    """
    path = folder / language / "outcomes.toml"
    table = read_toml(path) if path.exists() else {}
    if unknown := sorted(set(table) - set(SECTIONS)):
        raise CodebookError(f"{path}: unknown section [{unknown[0]}] (have: {', '.join(SECTIONS)})")
    return Outcomes(*(tuple(table.get(section, {}).get("words", ())) for section in SECTIONS))
