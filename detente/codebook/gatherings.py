"""Words of meetings in a language: what names one, and what calls one off or puts it off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError

__all__ = ["Gatherings", "load_gatherings"]


@dataclass(frozen=True, slots=True)
class Gatherings:
    """Lemmas. `cancelled_off` are verbs that cancel with the particle 'off'."""

    nouns: frozenset[str]
    weak: frozenset[str]
    cancelled: frozenset[str]
    cancelled_off: frozenset[str]
    postponed: frozenset[str]


@lru_cache(maxsize=8)
def load_gatherings(language: str, *, folder: Path = CODEBOOK) -> Gatherings:
    """The meeting words of a language from its `meetings.toml`; CodebookError naming the file for another
    key."""
    path = folder / language / "meetings.toml"
    table = read_toml(path)
    known = set(Gatherings.__slots__)
    if set(table) != known:
        odd = sorted(set(table) ^ known)[0]
        raise CodebookError(f"{path}: key {odd!r} is unknown or missing (the keys are {', '.join(sorted(known))})")
    return Gatherings(**{key: frozenset(words) for key, words in table.items()})
