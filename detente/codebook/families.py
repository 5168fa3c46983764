"""Words that reports put for one another, in a language and across languages, from `families.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError

__all__ = ["Families", "load_families"]


@dataclass(frozen=True, slots=True)
class Families:
    """The family of each word, in lower case, by language.

    Of words that make one demand (`same`), that a translator takes for one another (`across`), that are only kin
    (`near`), and that say little by themselves (`light`).
    """

    same: dict[str, dict[str, str]]
    across: dict[str, dict[str, str]]
    near: dict[str, dict[str, str]]
    light: dict[str, dict[str, str]]


@lru_cache(maxsize=4)
def load_families(*, folder: Path = CODEBOOK) -> Families:
    """The families of words. Raises CodebookError, naming the file, for a word that stands in two of a table."""
    path = folder / "families.toml"
    tables = read_toml(path)
    unknown = sorted(set(tables) - set(Families.__slots__))
    if unknown:
        raise CodebookError(f"{path}: table {unknown[0]!r} is unknown; there are: {', '.join(Families.__slots__)}")
    return Families(**{name: _words(path, name, tables.get(name, {})) for name in Families.__slots__})


def _words(path: Path, table: str, families: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for family, by_language in families.items():
        for language, words in by_language.items():
            of = found.setdefault(language, {})
            for word in words.casefold().split():
                if of.setdefault(word, family) != family:
                    raise CodebookError(f"{path}: {word!r} stands in {table}.{of[word]} and in {table}.{family}")
    return found
