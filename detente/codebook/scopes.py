"""Scope rules: words that stand over an event and decide its status (the codebook's `status.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError
from detente.model import STATUSES

__all__ = ["Scopes", "load_scopes"]

KINDS = ("verb", "verb_over_clauses", "verb_over_infinitives", "verb_in_passive", "noun", "adjective")
OVER = ("complement", "modified", "clause", "marked", "after")


@dataclass(frozen=True, slots=True)
class Scopes:
    """Status by word, for each kind of scope; complements also by part of speech of the governing word."""

    verb: Mapping[str, str]
    verb_over_clauses: Mapping[str, str]
    """Verbs that govern clauses only, not their object nouns."""
    verb_over_infinitives: Mapping[str, str]
    """Verbs that govern infinitives and subjunctives only: 'told them to leave', not 'told them it left'."""
    verb_in_passive: Mapping[str, str]
    """Verbs whose passive governs an infinitive: 'is said to have left'."""
    noun: Mapping[str, str]
    adjective: Mapping[str, str]
    modified: Mapping[str, str]
    clause: Mapping[str, str]
    marked: Mapping[str, str]
    after: Mapping[str, str]


@lru_cache(maxsize=8)
def load_scopes(language: str, *, folder: Path = CODEBOOK) -> Scopes:
    """The scope rules of a language; CodebookError naming the file for an unknown status or kind of scope."""
    path = folder / language / "status.toml"
    tables: dict[str, dict[str, str]] = {name: {} for name in (*KINDS, *OVER)}
    for number, scope in enumerate(read_toml(path).get("scope", ()), 1):
        status, over = scope.get("status"), scope.get("over")
        if status not in STATUSES or over not in OVER:
            raise CodebookError(
                f"{path}: [[scope]] number {number}: status must be one of {', '.join(STATUSES)}, "
                f"over one of {', '.join(OVER)}"
            )
        name = over
        if over == "complement":
            name = scope["pos"] if scope.get("nouns", True) else "verb_over_clauses"
            if scope.get("infinitives"):
                name = "verb_over_infinitives"
            if scope.get("passive"):
                name = "verb_in_passive"
        for word in scope["words"]:
            tables[name].setdefault(word, status)
    return Scopes(**{name: table for name, table in tables.items() if name != "complement"})
