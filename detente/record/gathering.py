"""Gathers what one side told many times into positions: one row each, the latest wording first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.linking.wordings import Wording, alike, wording

__all__ = ["Gathered", "gathered"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A position: how it was told, the latest first, and for each telling why it belongs to the first."""

    tellings: list[Row]
    why: list[str]


def gathered(rows: Iterable[Row]) -> list[Gathered]:
    """Positions out of events of one side and stance, given latest first.

    Each event joins the position whose latest wording it is most alike (see `wordings`), or starts one of its
    own; so no chain of small changes ties together what has nothing in common. The same recipient is asked
    for, or none; a demand on another is the same one only where both wordings name a common party ("that NATO
    does not ...", asked of NATO and of one of its members). What `about` says is compared, else the words.
    """
    found: list[Gathered] = []
    leads: list[Wording] = []
    by_same: dict[str, list[int]] = defaultdict(list)
    by_stem: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        told = wording(row["about"] or row["words"])
        near = {n for stem in told.stems for n in by_stem[stem]} | set(by_same[told.same])
        scored = [(alike(leads[n], told), -n) for n in near if _same_side(found[n].tellings[0], row, leads[n], told)]
        score, n = max(scored, default=(0.0, 0))
        if score:
            position = found[-n]
            position.tellings.append(row)
            position.why.append("same words" if leads[-n].same == told.same else f"alike {score:.2f}")
        else:
            by_same[told.same].append(len(found))
            for stem in told.stems:
                by_stem[stem].append(len(found))
            found.append(Gathered([row], ["latest wording"]))
            leads.append(told)
    return found


def _same_side(lead: Row, row: Row, first: Wording, second: Wording) -> bool:
    one, other = set(_sides(lead["recipient"])), set(_sides(row["recipient"]))
    return not one or not other or bool(one & other) or bool(first.names & second.names)


def _sides(ids: Iterable[str]) -> Iterator[str]:
    """States and bodies for their people and organs: `USA` for `USA/x`."""
    return (id_.split("/")[0] for id_ in ids)
