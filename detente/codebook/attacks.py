"""Words of attacks, from `attacks.toml`: what was hit, with what, and who is said to have done it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.codebook.frames import CODEBOOK, read_toml
from detente.codebook.word_lists import class_of_words
from detente.errors import CodebookError

__all__ = ["Attacks", "load_attacks"]

LISTS = ("hits", "blamed", "behind", "by", "doubt", "denied", "several")
TABLES = ("means", "apart", "targets", "sides", "apart_sides", "examples")


@dataclass(frozen=True, slots=True)
class Attacks:
    """The words of a language, in lower case, some of several words.

    `means`, `targets` and `sides` give the class of each; `apart` holds the pairs of classes, in either order, that
    cannot be one. The head of the English file says what the lists are for. `examples` are (one, other, on).
    """

    means: Mapping[str, str]
    targets: Mapping[str, str]
    sides: Mapping[str, str]
    apart: frozenset[tuple[str, str]]
    hits: frozenset[str]
    blamed: frozenset[str]
    behind: tuple[str, ...]
    by: frozenset[str]
    doubt: frozenset[str]
    denied: frozenset[str]
    several: frozenset[str]
    examples: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=8)
def load_attacks(language: str, *, folder: Path = CODEBOOK) -> Attacks:
    """The words of a language's `attacks.toml`; English where it has none.

    Raises CodebookError for a missing or unknown key, a word of two classes, and a class in `apart` that has no words.
    """
    path = folder / language / "attacks.toml"
    path = path if path.is_file() else folder / "en" / "attacks.toml"
    told: dict[str, Any] = read_toml(path)
    for odd in sorted({*LISTS, *TABLES} ^ told.keys()):
        raise CodebookError(f"{path}: {odd!r} is {'unknown' if odd in told else 'missing'}")
    apart: set[tuple[str, str]] = set()
    for table, of in (("apart", "means"), ("apart_sides", "sides")):
        for one, others in told[table].items():
            for other in others:
                if one not in told[of] or other not in told[of]:
                    raise CodebookError(f"{path}: {one!r} or {other!r} of {table} is no class of {of}")
                apart |= {(one, other), (other, one)}
    return Attacks(
        means=class_of_words(path, "means", told["means"]),
        targets=class_of_words(path, "targets", told["targets"]),
        sides=class_of_words(path, "sides", told["sides"]),
        apart=frozenset(apart),
        hits=frozenset(told["hits"]),
        blamed=frozenset(told["blamed"]),
        behind=tuple(told["behind"]),
        by=frozenset(told["by"]),
        doubt=frozenset(told["doubt"]),
        denied=frozenset(told["denied"]),
        several=frozenset(told["several"]),
        examples=tuple((it["one"], it["other"], it["on"]) for it in told["examples"]),
    )
