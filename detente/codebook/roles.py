"""Titles, bodies and forces that act for the state named with them: 'president', 'troops', 'foreign ministry'."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError

__all__ = ["Role", "load_roles"]

KEYS = {"sector", "office", "plural", "feminine", "of", "not_of", "former"}


@dataclass(frozen=True, slots=True)
class Role:
    """PLOVER's sector of a role, and the kind of office where one person at a time holds it.

    `of` are the states and bodies that alone have such an office (emirs), `not_of` those that have it under another
    title (a king is no president); `former`: who no longer holds it.
    """

    sector: str
    office: str | None = None
    is_plural: bool = False
    of: tuple[str, ...] = ()
    not_of: tuple[str, ...] = ()
    former: bool = False

    def may_be_of(self, side: str) -> bool:
        """Whether a state or body may have such an office, as far as the codebook tells."""
        return side not in self.not_of and (not self.of or side in self.of)


@lru_cache(maxsize=8)
def load_roles(language: str, *, folder: Path = CODEBOOK) -> dict[str, Role]:
    """Roles of a language by their words in lower case, plurals included, from its `roles.toml`.

    Raises CodebookError, naming the file and the role, for an unknown key.
    """
    path = folder / language / "roles.toml"
    found: dict[str, Role] = {}
    for words, entry in read_toml(path).get("roles", {}).items():
        unknown = sorted(set(entry) - KEYS)
        if unknown or "sector" not in entry:
            raise CodebookError(f"{path}: {words!r}: {'no sector' if not unknown else 'unknown key ' + unknown[0]!r}")
        found[words.lower()] = Role(
            entry["sector"],
            entry.get("office"),
            of=tuple(entry.get("of", ())),
            not_of=tuple(entry.get("not_of", ())),
            former=entry.get("former", False),
        )
        found.setdefault(entry.get("plural", words + "s").lower(), Role(entry["sector"], None, True))
        if "feminine" in entry:
            found[entry["feminine"].lower()] = found[words.lower()]
    return found
