"""Turns: what the status of an event makes of its type (the codebook's `turns.toml`).

'Will not lift the embargo' tells of no lifted embargo; it refuses one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError
from detente.model import EVENT_TYPES, STATUSES

__all__ = ["Turn", "load_turns"]

TENSES = ("past", "present", "future", "modal", "none")
LISTS = ("type", "mode", "cameo", "status", "under", "tense")
KEYS = {*LISTS, "to", "to_mode", "to_status", "coding"}


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of type. Empty tuples constrain nothing; `coding` turns are for PLOVER rows only."""

    type: tuple[str, ...]
    mode: tuple[str, ...]
    cameo: tuple[str, ...]
    status: tuple[str, ...]
    under: tuple[str, ...]
    """Lemmas of the word that decided the status."""
    tense: tuple[str, ...]
    """Tenses of the verb that decided the status, as `detente.reading.syntax.tense` names them."""
    to: str
    to_mode: str | None
    to_status: str | None
    coding: bool


@lru_cache(maxsize=8)
def load_turns(language: str, *, coding: bool, folder: Path = CODEBOOK) -> tuple[Turn, ...]:
    """The turns of a language in order, with `coding` those of PLOVER rows too; none without a `turns.toml`.

    Raises CodebookError, naming file and entry, for an unknown key, type, status or tense.
    """
    path = folder / language / "turns.toml"
    if not path.exists():
        return ()
    turns = [_turn(entry, path, number) for number, entry in enumerate(read_toml(path).get("turn", ()), 1)]
    return tuple(turn for turn in turns if coding or not turn.coding)


def _turn(entry: Mapping[str, Any], path: Path, number: int) -> Turn:
    where = f"{path}: [[turn]] number {number}"
    unknown = sorted(set(entry) - KEYS)
    if unknown:
        raise CodebookError(f"{where}: unknown key {unknown[0]!r} (have: {', '.join(sorted(KEYS))})")
    lists = {key: tuple(entry.get(key, ())) for key in LISTS}
    allowed = {"type": EVENT_TYPES, "status": STATUSES, "tense": TENSES}
    for key, known in allowed.items():
        for value in lists[key]:
            if value not in known:
                raise CodebookError(f"{where}: unknown {key} {value!r} (have: {', '.join(known)})")
    if entry.get("to") not in EVENT_TYPES:
        raise CodebookError(f"{where}: `to` must be one of {', '.join(EVENT_TYPES)}")
    return Turn(
        **lists, to=entry["to"], to_mode=entry.get("to_mode"), to_status=entry.get("to_status"),
        coding=bool(entry.get("coding")),
    )  # fmt: skip
