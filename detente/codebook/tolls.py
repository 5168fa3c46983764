"""Words that count, approximate and turn round, from `tolls.toml`: what decides if two reports can both be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError

__all__ = ["Tolls", "load_tolls"]

LISTS = ("at_least", "at_most", "about", "not", "helping", "says", "rising", "corrected", "where", "by")
TABLES = ("people", "tolls", "numbers", "scales", "loosely", "examples")


@dataclass(frozen=True, slots=True)
class Tolls:
    """The words of a language, in lower case.

    `bounds` gives for words before a number `least`, `most` or `about`; `toll_of` the kind of toll of a word;
    `loosely` the bounds of a word that stands for some number. `examples` are (one, other, on).
    """

    bounds: Mapping[str, str]
    people: frozenset[str]
    toll_of: Mapping[str, str]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    loosely: Mapping[str, tuple[int, int]]
    negators: frozenset[str]
    helping: frozenset[str]
    says: frozenset[str]
    rising: tuple[str, ...]
    corrected: tuple[str, ...]
    where: frozenset[str]
    by: frozenset[str]
    examples: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=8)
def load_tolls(language: str, *, folder: Path = CODEBOOK) -> Tolls:
    """The words of a language's `tolls.toml`; English where it has none. Raises CodebookError for another form."""
    path = folder / language / "tolls.toml"
    path = path if path.is_file() else folder / "en" / "tolls.toml"
    told: dict[str, Any] = read_toml(path)
    missing, unknown = {*LISTS, *TABLES} - set(told), set(told) - {*LISTS, *TABLES}
    if missing or unknown:
        odd = sorted(missing or unknown)[0]
        raise CodebookError(f"{path}: {odd!r} is {'missing' if missing else 'unknown'}")
    toll_of: dict[str, str] = {}
    for kind, words in told["tolls"].items():
        for word in words:
            if toll_of.setdefault(word, kind) != kind:
                raise CodebookError(f"{path}: {word!r} stands in tolls.{toll_of[word]} and in tolls.{kind}")
    return Tolls(
        bounds={
            word: bound
            for bound, name in (("least", "at_least"), ("most", "at_most"), ("about", "about"))
            for word in told[name]
        },
        people=frozenset(told["people"]["words"]),
        toll_of=toll_of,
        numbers=told["numbers"],
        scales=told["scales"],
        loosely={word: (low, high) for word, (low, high) in told["loosely"].items()},
        negators=frozenset(told["not"]),
        helping=frozenset(told["helping"]),
        says=frozenset(told["says"]),
        rising=tuple(told["rising"]),
        corrected=tuple(told["corrected"]),
        where=frozenset(told["where"]),
        by=frozenset(told["by"]),
        examples=tuple((it["one"], it["other"], it["on"]) for it in told["examples"]),
    )
