"""What contradicts a branch: its holder or another saying the contrary, and refusals and denials by those who act."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import islice

from detente.linking.wordings import SHARED
from detente.model import Span
from detente.outlook.acts import HALF, PLAIN, Meaning
from detente.outlook.nouns import Doubt, Telling
from detente.outlook.said import Refusal

__all__ = ["Refusals", "as_doubts", "contrary"]

MOST = 5
"""Doubts that a branch shows, the latest first: more say nothing new."""


class Refusals:
    """The refusals and denials of a record, findable by who refuses and what it is about."""

    def __init__(self, found: Iterable[Refusal]) -> None:
        self._all = sorted(found, key=lambda r: (r.day or date.min, r.entry), reverse=True)
        self._found: dict[tuple[Meaning, frozenset[str]], list[Refusal]] = {}
        self._by_stem: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_family: dict[tuple[str, str], list[int]] = defaultdict(list)
        for n, refusal in enumerate(self._all):
            for stem in refusal.about.content:
                self._by_stem[refusal.who, stem].append(n)
            if refusal.about.family in PLAIN:
                self._by_family[refusal.who, str(refusal.about.family)].append(n)

    def of(self, act: Meaning, sides: frozenset[str]) -> list[Refusal]:
        """What one of the sides refuses or denies that is this act, the latest first: of one family in which sides
        settle it, or with at least half of the shorter one's content, and two parts of it."""
        if act.negated:
            return []  # who refuses to withdraw bears out that he will not
        if (act, sides) not in self._found:
            self._found[act, sides] = self._of(act, sides)
        return self._found[act, sides]

    def _of(self, act: Meaning, sides: frozenset[str]) -> list[Refusal]:
        found: set[int] = set()
        for side in sides:
            shared = Counter(n for stem in act.content for n in self._by_stem.get((side, stem), ()))
            found |= {n for n, count in shared.items() if count >= SHARED and self._share(n, act, count) >= HALF}
            if act.family in PLAIN:
                found.update(self._by_family.get((side, str(act.family)), ()))
        return [self._all[n] for n in sorted(found) if _compatible(self._all[n], act)]

    def _share(self, n: int, act: Meaning, count: int) -> float:
        return count / min(len(self._all[n].about.content), len(act.content))


def _compatible(refusal: Refusal, act: Meaning) -> bool:
    """Nothing speaks against it; and a denial must name the doing itself, as it may be of anything about it."""
    about = refusal.about
    if refusal.how == "denies" and not about.content & act.anchors:
        return False
    places = act.named | act.recipients | act.sides
    return (not about.named or not places or bool(about.named & places)) and about.ends == act.ends


def as_doubts(found: Iterable[Refusal], of: str, tellings: Iterable[Telling], last: date | None) -> list[Doubt]:
    """The first MOST refusals as doubts of a branch that was last told on `last`; what stands in its own words is
    none."""
    own: dict[str, list[Span]] = defaultdict(list)
    for telling in tellings:
        own[telling.report].append(telling.span)
    others = (
        r
        for r in found
        if not any(span.start < r.span.end and r.span.start < span.end for span in own.get(r.report, ()))
    )
    return [
        Doubt(r.how, of, r.who, r.entry, r.report, r.span, r.words, r.day, _before(r.day, last))
        for r in islice(others, MOST)
    ]


def contrary(other: Iterable[Telling], who: str, last: date | None) -> Doubt:
    """The latest telling of a branch to the contrary, as a doubt."""
    latest = next(iter(other))
    return Doubt(
        "says otherwise", "then", who, latest.condition, latest.report, latest.span, latest.words, latest.day,
        _before(latest.day, last),
    )  # fmt: skip


def _before(day: date | None, last: date | None) -> bool:
    return day is not None and last is not None and day < last
