"""What somebody supposes ("RUS ASSAULT UKR", "Russia attacks Ukraine"), and which acts on record that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from detente.errors import DetenteError
from detente.linking.wordings import wording
from detente.model import EVENT_TYPES, Clause
from detente.outlook.acts import PLAIN, Meaning, covers, joined, meaning_of, same
from detente.outlook.naming import Named, Names

__all__ = ["fitting", "supposed"]

_IDS = re.compile(r"[A-Z][A-Z0-9,_-]*")
_HOW = "give ACTOR TYPE RECIPIENT, such as 'RUS ASSAULT UKR', or words, such as 'Russia attacks Ukraine'"


def supposed(given: str, names: Names, *, on: date | None) -> Meaning:
    """The act that is supposed: `ACTOR TYPE [RECIPIENT]` by ids (several joined by commas), or free words.

    Raises DetenteError, saying what is possible, for an unknown type or id, and for words that name no act.
    """
    parts = given.split()
    if len(parts) in (2, 3) and parts[1] in EVENT_TYPES:
        who, to = (tuple(part.split(",")) for part in (parts[0], parts[2] if len(parts) == 3 else ""))
        to = tuple(filter(None, to))
        for id_ in (*who, *to):
            if not names.knows(id_):
                raise DetenteError(f"{given!r}: nobody has the id {id_}; `detente show actors` lists all, or {_HOW}")
        return meaning_of(Clause(who, "", parts[1], to), names, on=on)
    if parts and all(_IDS.fullmatch(part) for part in parts):
        raise DetenteError(f"{given!r} has no event type in second place; {_HOW}; types: {', '.join(EVENT_TYPES)}")
    found = names.find(given, on=on)
    who, to = _roles(given, found)
    meaning = meaning_of(Clause(who, given, None, to), names, on=on)
    if not meaning.content - {f"@{side}" for side in meaning.named} or not wording(given).stems:
        raise DetenteError(f"{given!r} names no act; {_HOW}")
    return meaning


def fitting(supposed: Meaning, means: Mapping[str, Meaning]) -> list[str]:
    """The ids of the acts that the supposed one is, or is a case of, done or not done, in the order given."""
    done = replace(supposed, negated=False)
    return [id_ for id_, act in means.items() if _fits(done, replace(act, negated=False))]


def _roles(words: str, found: Iterable[Named]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and who is acted on: the first who is named acts on the next, but whoever stands after "by" acts."""
    acting: list[str] = []
    others: list[str] = []
    for one in found:
        if re.search(r"\b(?:by|par)(?: the| la| le| les)?\s*$", words[: one.start], re.IGNORECASE):
            acting, others = [one.side], [*acting, *others]
        else:
            (others if acting or others else acting).append(one.side)
    return tuple(acting), tuple(side for side in dict.fromkeys(others) if side not in acting)


def _fits(one: Meaning, act: Meaning) -> bool:
    if not _meets(one.sides, act.sides):
        return False
    if not one.content:  # by ids: there are no words to compare
        kind = one.family == act.family if one.family else one.type == act.type
        return kind and _meets(one.recipients, act.recipients or act.named)
    if same(one, act) or covers(act, one) or joined(act, one):
        return True
    if one.family and act.family and one.family != act.family:
        return False
    if one.family in PLAIN and one.family == act.family:
        return _meets(one.recipients, act.recipients or act.named) and one.ends == act.ends
    shared, own = one.content & act.content, one.content - one.anchors - {f"@{side}" for side in one.named}
    return bool(shared & own) if own else bool(shared)


def _meets(one: frozenset[str], other: frozenset[str]) -> bool:
    """Nothing speaks against it: the same, or one of them is not told."""
    return not one or not other or bool(one & other)
