"""Files of lists of words by name: read whole, every list there and no other; and tables of words by class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from detente.codebook.frames import read_toml
from detente.errors import CodebookError

__all__ = ["class_of_words", "read_word_lists"]


def read_word_lists(path: Path, names: Iterable[str]) -> dict[str, frozenset[str]]:
    """The words of a TOML file by the name of their list, in lower case. A list is one of TOML, or one string.

    Raises CodebookError, naming the file and the key, for an unknown or missing one.
    """
    lists, wanted = read_toml(path), set(names)
    for name in sorted(wanted ^ lists.keys()):
        wrong = "unknown" if name in lists else "missing"
        raise CodebookError(f"{path}: {wrong} key {name!r} (needs: {', '.join(sorted(wanted))})")
    return {
        name: frozenset(word.lower() for word in (listed.split() if isinstance(listed, str) else listed))
        for name, listed in lists.items()
    }


def class_of_words(path: Path, table: str, classes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The class that each word of a table stands under. Raises CodebookError for a word that stands under two."""
    found: dict[str, str] = {}
    for name, words in classes.items():
        for word in words:
            if found.setdefault(word, name) != name:
                raise CodebookError(f"{path}: {word!r} stands in {table}.{found[word]} and in {table}.{name}")
    return found
