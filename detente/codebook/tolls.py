"""Words that count, approximate and turn round, from `tolls.toml`: what decides if two reports can both be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.codebook.frames import CODEBOOK, read_toml
from detente.codebook.word_lists import class_of_words
from detente.errors import CodebookError

__all__ = ["Tolls", "load_tolls"]

LISTS = (
    "at_least", "at_most", "about", "not", "helping", "says", "rising", "corrected", "where", "sites", "regions",
    "struck", "by", "from_before", "units", "part", "on_top", "summing", "sum_of", "of", "who", "breaks",
)  # fmt: skip
TABLES = ("people", "victims", "tolls", "numbers", "scales", "loosely", "examples")


@dataclass(frozen=True, slots=True)
class Tolls:
    """The words of a language, in lower case.

    `bounds` gives for words before a number `least`, `most` or `about`; `toll_of` the kind of toll of a word;
    `loosely` the bounds of a word that stands for some number; `class_of` whom a word counts, by class, "" for
    people of any kind; `opens` the words in which a number or its bound begins. The head of the English file says
    what the lists are for. `examples` are (one, other, on).
    """

    bounds: Mapping[str, str]
    people: frozenset[str]
    class_of: Mapping[str, str]
    toll_of: Mapping[str, str]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    loosely: Mapping[str, tuple[int, int]]
    opens: frozenset[str]
    negators: frozenset[str]
    helping: frozenset[str]
    says: frozenset[str]
    rising: tuple[str, ...]
    corrected: tuple[str, ...]
    where: frozenset[str]
    sites: frozenset[str]
    regions: frozenset[str]
    struck: frozenset[str]
    by: frozenset[str]
    from_before: tuple[str, ...]
    units: frozenset[str]
    part: frozenset[str]
    on_top: frozenset[str]
    summing: tuple[str, ...]
    sum_of: frozenset[str]
    of: frozenset[str]
    who: frozenset[str]
    breaks: frozenset[str]
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
    victims = {"": told["people"]["words"]} | told["victims"]
    kinds = (("least", "at_least"), ("most", "at_most"), ("about", "about"))
    bounds = {word: bound for bound, name in kinds for word in told[name]}
    return Tolls(
        bounds=bounds,
        people=frozenset(told["people"]["words"]),
        class_of=class_of_words(path, "victims", victims),
        toll_of=class_of_words(path, "tolls", told["tolls"]),
        numbers=told["numbers"],
        scales=told["scales"],
        loosely={word: (low, high) for word, (low, high) in told["loosely"].items()},
        opens=frozenset({word.split()[0] for word in bounds} | told["numbers"].keys() | told["loosely"].keys()),
        negators=frozenset(told["not"]),
        helping=frozenset(told["helping"]),
        says=frozenset(told["says"]),
        rising=tuple(told["rising"]),
        corrected=tuple(told["corrected"]),
        where=frozenset(told["where"]),
        sites=frozenset(told["sites"]),
        regions=frozenset(told["regions"]),
        struck=frozenset(told["struck"]),
        by=frozenset(told["by"]),
        from_before=tuple(told["from_before"]),
        units=frozenset(told["units"]),
        part=frozenset(told["part"]),
        on_top=frozenset(told["on_top"]),
        summing=tuple(told["summing"]),
        sum_of=frozenset(told["sum_of"]),
        of=frozenset(told["of"]),
        who=frozenset(told["who"]),
        breaks=frozenset(told["breaks"]),
        examples=tuple((it["one"], it["other"], it["on"]) for it in told["examples"]),
    )
