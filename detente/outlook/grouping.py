"""Gathers the acts of many conditions into acts by meaning, without comparing every one with every other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice
from math import ceil

from detente.outlook.acts import HALF, PLAIN, REPRISAL, Meaning, joined, same

__all__ = ["gathered"]

Key = tuple[Hashable, ...]

NOBODY, ANYBODY = None, "*"
"""In keys, for a lead that names no side, and for every lead."""


def gathered(meanings: Sequence[Meaning]) -> list[int]:
    """For each meaning the number of its group; a group is numbered by its lead, the fullest of its meanings.

    Each joins the group whose lead it is most alike, so no chain of small changes ties together what has nothing
    in common. Candidates are looked up: by their words, by side, family and recipient, and by those rarest stems
    of which two alike must share one (a prefix filter, as in Chaudhuri et al., "A primitive operator for
    similarity joins", 2006).
    """
    told = Counter(meanings)
    first = {meaning: n for n, meaning in reversed(list(enumerate(meanings)))}
    rarity = Counter(stem for meaning in told for stem in meaning.content)
    leads = _Leads(rarity)
    group: dict[Meaning, int] = {}
    for meaning in sorted(told, key=lambda m: (-m.fullness, -told[m], first[m])):
        group[meaning] = leads.place(meaning)
    return [group[meaning] for meaning in meanings]


class _Leads:
    """The leads so far, and the indexes over them."""

    def __init__(self, rarity: Counter[str]) -> None:
        self._rarity = rarity
        self._leads: list[Meaning] = []
        self._by_key: dict[Key, list[int]] = defaultdict(list)

    def place(self, meaning: Meaning) -> int:
        """The group that a meaning belongs to; a new one where none fits."""
        found = {n for key in self._asked(meaning) for n in self._by_key.get(key, ())}
        scored = [(_score(why), -n) for n in found if (why := same(meaning, self._leads[n]))]
        if scored and not self._is_torn(meaning, scored):
            return -max(scored)[1]
        if meaning.family in PLAIN and not (meaning.sides and meaning.recipients):
            whole = self._by_key.get(("family", meaning.family), ())
            alone = list(islice((n for n in whole if joined(meaning, self._leads[n])), 2))
            if len(alone) == 1:
                return alone[0]
        self._leads.append(meaning)
        for key in self._kept(meaning):
            self._by_key[key].append(len(self._leads) - 1)
        return len(self._leads) - 1

    def _is_torn(self, meaning: Meaning, scored: Sequence[tuple[float, int]]) -> bool:
        """Whether an act by nobody named is as much like one side's as like another's: then it is neither's."""
        top = max(scored)[0]
        sides = {self._leads[-n].sides for score, n in scored if score == top}
        return not meaning.sides and len(sides) > 1

    def _common(self, meaning: Meaning) -> Iterator[Key]:
        yield ("same", meaning.same, meaning.negated)
        if meaning.family == REPRISAL:
            yield from ((meaning.family, side) for side in meaning.sides)
        if meaning.family in PLAIN:
            yield from (("plain", meaning.family, a, b) for a in meaning.sides for b in meaning.recipients)

    def _kept(self, meaning: Meaning) -> Iterator[Key]:
        yield from self._common(meaning)
        yield ("family", meaning.family)
        rarest = self._rarest(meaning.content)
        for side in (*(meaning.sides or (NOBODY,)), ANYBODY):
            yield from (("any", side, stem) for stem in meaning.content)
            yield from (("rare", side, stem) for stem in rarest)

    def _asked(self, meaning: Meaning) -> Iterator[Key]:
        """Of two that are alike the shorter shares one of its rarest stems with any of the longer's; and they share
        a side, or one of them names none."""
        yield from self._common(meaning)
        rarest = self._rarest(meaning.content)
        for side in (*meaning.sides, NOBODY) if meaning.sides else (ANYBODY,):
            yield from (("rare", side, stem) for stem in meaning.content)
            yield from (("any", side, stem) for stem in rarest)

    def _rarest(self, content: Iterable[str]) -> list[str]:
        stems = sorted(content, key=lambda stem: (self._rarity[stem], stem))
        return stems[: len(stems) - ceil(HALF * len(stems)) + 1]


def _score(why: str) -> float:
    return float(why.rsplit(" ", 1)[1]) if why.startswith("alike") else 2.0 if why == "same words" else 1.5
