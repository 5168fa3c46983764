"""The words of other desks, markets and sports, by which a report that is none of ours is known before it is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError

__all__ = ["Beat", "load_beats"]

KEYS = {"one_side", "several_sides", "words"}


@dataclass(frozen=True, slots=True)
class Beat:
    """Words of a desk in lower case, and their shares of a report from which it is that desk's.

    `one_side` counts for a report that names one state, body or group, `several_sides` for others.
    """

    name: str
    words: frozenset[str]
    one_side: float
    several_sides: float


@lru_cache(maxsize=8)
def load_beats(language: str, *, folder: Path = CODEBOOK) -> tuple[Beat, ...]:
    """The beats of a language's `beats.toml`; none where there is no file. Raises CodebookError for another form."""
    path = folder / language / "beats.toml"
    if not path.is_file():
        return ()
    beats = []
    for name, entry in read_toml(path).items():
        if not {"one_side", "words"} <= set(entry) <= KEYS or not entry["words"]:
            raise CodebookError(f"{path}: [{name}] must have words and one_side, may have several_sides, nothing else")
        words = frozenset(word.lower() for word in entry["words"])
        beats.append(Beat(name, words, float(entry["one_side"]), float(entry.get("several_sides", 2))))
    return tuple(beats)
