"""Who is named in words: the names of a record's actors and of the codebook, as the sides that they count as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from detente.codebook.gazetteer import Gazetteer, load_gazetteer

__all__ = ["Named", "Names", "names_of"]


class Named(NamedTuple):
    """A name at `words[start:end]`, the side it stands for, and whether that is a state."""

    start: int
    end: int
    side: str
    state: bool


@dataclass(frozen=True, eq=False, slots=True)
class Names:
    """Answers which side somebody is on, and who is named. Made by `names_of`."""

    gazetteer: Gazetteer
    sides: Mapping[str, str]
    own: Mapping[str, Named]
    pattern: re.Pattern[str] | None

    def side(self, actor: str) -> str:
        """The state, body or group that an actor counts as: a person or an organ is its state."""
        return self.sides.get(actor) or self.gazetteer.country_of(actor) or actor.split("/", maxsplit=1)[0]

    def find(self, words: str, *, on: date | None) -> list[Named]:
        """All who are named in the words, in their order; `on` is the day they were written."""
        found = [self._named(m.start, m.end, m.candidates[0]) for m in self.gazetteer.find(words, on=on)]
        for match in self.pattern.finditer(words) if self.pattern else ():
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(self.own[match.group().casefold()]._replace(start=match.start(), end=match.end()))
        return sorted(found)

    def knows(self, actor: str) -> bool:
        """Whether the record or the codebook holds this id."""
        return actor in self.sides or self.gazetteer.actor(actor) is not None

    def _named(self, start: int, end: int, actor: str) -> Named:
        side = self.side(actor)
        described = self.gazetteer.actor(side)
        return Named(start, end, side, described is not None and described.type == "state")


def names_of(actors: Iterable[Mapping[str, Any]]) -> Names:
    """The names of a record, from its actors (rows with `id`, `type`, `name` and `country`)."""
    gazetteer = load_gazetteer()
    rows = list(actors)
    sides = {row["id"]: row["country"] or row["id"].split("/")[0] for row in rows}
    unknown = [row for row in rows if row["name"] and gazetteer.actor(row["id"]) is None]
    own = {row["name"].casefold(): Named(0, 0, sides[row["id"]], row["type"] == "state") for row in unknown}
    longest_first = "|".join(re.escape(name) for name in sorted(own, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)", re.IGNORECASE) if own else None
    return Names(gazetteer, sides, own, pattern)
