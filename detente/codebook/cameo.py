"""CAMEO's codes for PLOVER's types and modes, with their weights on Goldstein's scale."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from detente.codebook.plover import weights
from detente.errors import CodebookError
from detente.model import EVENT_TYPES

__all__ = ["CameoCode", "cameo_code", "cameo_codes", "read_cameo"]

_FILE = "cameo.toml"
_KEYS = {"code", "modes", "planned", "planned_modes"}

Key = tuple[str, str | None, bool]
"""Type, mode or None, and whether the event is still to come."""


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A code of CAMEO. `near` says that it is the nearest one only, and may be wrong."""

    code: str
    name: str
    goldstein: float
    near: bool

    @property
    def base(self) -> str:
        """The code at CAMEO's second level: its first three digits."""
        return self.code[:3]

    @property
    def root(self) -> str:
        """The code at CAMEO's first level: its first two digits."""
        return self.code[:2]

    @property
    def quad_class(self) -> int:
        """GDELT's QuadClass, which follows from the root: 1, 2 cooperate in words, deeds; 3, 4 conflict so."""
        return 1 + sum(self.root > last for last in ("05", "08", "13"))


@cache
def cameo_codes() -> Mapping[Key, CameoCode]:
    """Every code by type, mode and whether it is planned. Raises CodebookError for a broken file."""
    return read_cameo(files("detente.codebook").joinpath(_FILE).read_text("utf-8"))


def cameo_code(type: str, mode: str | None = None, *, planned: bool = False) -> CameoCode:
    """The code of an event: by its mode, else by its type; for one still to come the code of the intent.

    Raises CodebookError for a type that there is not.
    """
    table = cameo_codes()
    found = table.get((type, mode, planned)) or table.get((type, None, planned))
    if found is None:
        raise CodebookError(f"{_FILE}: there is no event type {type}; there are {', '.join(EVENT_TYPES)}")
    return found


def read_cameo(text: str) -> dict[Key, CameoCode]:
    """The codes that the text of such a file gives. Raises CodebookError."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{_FILE}: is no TOML: {error}") from error
    codes, types = given.get("codes", {}), given.get("types", {})
    if set(given) != {"codes", "types"} or set(types) != set(EVENT_TYPES):
        raise CodebookError(f"{_FILE}: wants [codes], and [types.TYPE] once for each of {', '.join(EVENT_TYPES)}")
    found: dict[Key, CameoCode] = {}
    for type_, entry in types.items():
        if "code" not in entry or set(entry) - _KEYS:
            raise CodebookError(f"{_FILE}: {type_} wants `code` and perhaps {', '.join(sorted(_KEYS - {'code'}))}")
        for key, code in _coded(type_, entry).items():
            found[key] = _described(codes, code, key)
    return found


def _coded(type_: str, entry: Mapping[str, Any]) -> dict[Key, str]:
    """The code of each mode, happened and planned, as the file writes it."""
    happened = {None: entry["code"], **entry.get("modes", {})}
    planned = {None: entry["planned"]} if "planned" in entry else dict(happened)
    planned |= entry.get("planned_modes", {})
    modes = {weight.mode for weight in weights() if weight.type == type_}
    if unknown := {*happened, *planned} - modes:
        raise CodebookError(f"{_FILE}: {type_} has no mode {', '.join(sorted(map(str, unknown)))}")
    return {(type_, m, False): code for m, code in happened.items()} | {
        (type_, m, True): code for m, code in planned.items()
    }


def _described(codes: Mapping[str, Any], code: object, key: Key) -> CameoCode:
    name = str(code).removeprefix("~")
    entry = codes.get(name)
    if not isinstance(entry, dict) or set(entry) != {"name", "goldstein"}:
        raise CodebookError(f"{_FILE}: {key[0]} {key[1] or ''}: [codes] wants {name} with `name` and `goldstein`")
    goldstein = entry["goldstein"]
    if not isinstance(goldstein, int | float) or not -10 <= goldstein <= 10:
        raise CodebookError(f"{_FILE}: {name}: goldstein is a number from -10 to 10")
    return CameoCode(name, str(entry["name"]), float(goldstein), str(code).startswith("~"))
