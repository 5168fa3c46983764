"""PLOVER's scores: how far each type and mode of event lies towards conflict or cooperation."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.errors import CodebookError
from detente.model import EVENT_TYPES

__all__ = ["Weight", "weight", "weights"]

_FILE = "plover.toml"
_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True)
class Weight:
    """The score of a type (`mode` None) or of one of its modes, from conflict (-10) to cooperation (+10)."""

    type: str
    mode: str | None
    score: float
    quad: str

    @property
    def cooperative(self) -> bool:
        """On the side of cooperation rather than conflict."""
        return self.quad.endswith("cooperation")


@cache
def weights() -> tuple[Weight, ...]:
    """Every type's weight and every mode's, from `plover.toml`. Raises CodebookError for a broken file."""
    text = files("detente.codebook").joinpath(_FILE).read_text("utf-8")
    return read_weights(text)


def read_weights(text: str) -> tuple[Weight, ...]:
    """The weights that the text of such a file gives. Raises CodebookError."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{_FILE}: is no TOML: {error}") from error
    if unknown := set(given) ^ set(EVENT_TYPES):
        raise CodebookError(f"{_FILE}: wants each event type once; see {', '.join(sorted(unknown))}")
    found: list[Weight] = []
    for kind, entry in given.items():
        if set(entry) - {"modes"} != {"quad", "score"} or entry["quad"] not in _QUADS:
            raise CodebookError(f"{_FILE}: {kind} wants `score`, `quad` ({', '.join(_QUADS)}) and perhaps `modes`")
        for mode, score in ((None, entry["score"]), *entry.get("modes", {}).items()):
            if not isinstance(score, int | float) or not -10 <= score <= 10:
                raise CodebookError(f"{_FILE}: {kind} {mode or ''}: a score is a number from -10 to 10")
            found.append(Weight(kind, mode, float(score), entry["quad"]))
    return tuple(found)


@cache
def _by_name() -> dict[tuple[str, str | None], Weight]:
    return {(each.type, each.mode): each for each in weights()}


def weight(type: str, mode: str | None = None) -> Weight:
    """The weight of a mode, or of its type where the mode has none of its own. Raises CodebookError."""
    found = _by_name().get((type, mode)) or _by_name().get((type, None))
    if found is None:
        raise CodebookError(f"{_FILE}: there is no event type {type}; there are {', '.join(EVENT_TYPES)}")
    return found
