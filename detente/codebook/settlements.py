"""How talks and votes came out, in words, from `settlements.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError

__all__ = ["Settlements", "load_settlements"]

LISTS = ("agreed", "not_agreed", "talks", "passed", "not_passed", "vetoed", "councils", "voted", "doubt")


@dataclass(frozen=True, slots=True)
class Settlements:
    """The words of a language, in lower case; the head of the English file says what the lists are for.

    `examples` are (one, other, on).
    """

    agreed: frozenset[str]
    not_agreed: frozenset[str]
    talks: frozenset[str]
    passed: frozenset[str]
    not_passed: frozenset[str]
    vetoed: frozenset[str]
    councils: frozenset[str]
    voted: frozenset[str]
    doubt: frozenset[str]
    examples: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=8)
def load_settlements(language: str, *, folder: Path = CODEBOOK) -> Settlements:
    """The words of a language's `settlements.toml`; English where it has none.

    Raises CodebookError for a missing or unknown key.
    """
    path = folder / language / "settlements.toml"
    path = path if path.is_file() else folder / "en" / "settlements.toml"
    told: dict[str, Any] = read_toml(path)
    for odd in sorted({*LISTS, "examples"} ^ told.keys()):
        raise CodebookError(f"{path}: {odd!r} is {'unknown' if odd in told else 'missing'}")
    examples = tuple((it["one"], it["other"], it["on"]) for it in told["examples"])
    return Settlements(**{name: frozenset(told[name]) for name in LISTS}, examples=examples)
