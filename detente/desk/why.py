"""The codebook's entry behind an event: which one the `why` names, what it asks for, what its type means."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

from detente.codebook.frames import load_frames

__all__ = ["CodebookEntry", "codebook_entry"]

_FRAME_ID = re.compile(r"(\w+)/([A-Z]+)/(verb|noun|adjective)/(\d+):[^\s;]+")


@dataclass(frozen=True, slots=True)
class CodebookEntry:
    """Where it stands, what it asks for (a name and its words), and the meaning of its type."""

    place: str
    asks: tuple[tuple[str, str], ...]
    type: str
    means: str | None


def codebook_entry(why: str) -> CodebookEntry | None:
    """The entry that a `why` names; None where it names none, or one that the codebook no longer has."""
    named = _FRAME_ID.search(why)
    if named is None:
        return None
    language, type_, anchor, number = named.groups()
    frames = load_frames(language)
    found = [f for by in frames.by_lemma.get(anchor, {}).values() for f in by if f.id == named[0]]
    if not found:
        return None
    asks = tuple(
        (field.name, ", ".join(map(_words, value)) if isinstance(value, tuple) else str(value))
        for field in fields(found[0])
        if (value := getattr(found[0], field.name)) and field.name not in ("id", "type", "anchor")
    )
    place = f"codebook/{language}/events/{type_}.toml, [[{anchor}]] number {number}"
    return CodebookEntry(place, asks, type_, frames.means.get(type_))


def _words(value: Any) -> str:
    return value if isinstance(value, str) else f"{value[0]} ({', '.join(value[1])})"
