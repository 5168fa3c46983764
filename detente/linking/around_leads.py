"""Gathers what is alike around leads: each joins the lead that it is most alike, or becomes one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from typing import TypeVar

__all__ = ["around_leads"]

Item = TypeVar("Item")

COMMON = 200
"""Leads that may share a key before it no longer proposes which of them to compare."""

COMPARED = 12
"""Leads, those with most keys in common, that one is compared with."""


def around_leads(
    items: Iterable[Item],
    *,
    keys: Callable[[Item], Collection[Hashable]],
    alike: Callable[[Item, Item], tuple[float, ...] | None],
) -> list[list[tuple[Item, tuple[float, ...] | None]]]:
    """Groups of items, each a lead and those that are like it, with how alike (None for the lead itself).

    In the order given, an item joins the lead that `alike(lead, item)` ranks highest, or leads a group of its
    own where that is None for all. No chain of small changes ties together what has nothing in common, and
    only items that share `keys` are compared, so that the work grows with their number.
    """
    groups: list[list[tuple[Item, tuple[float, ...] | None]]] = []
    with_key: dict[Hashable, list[int]] = defaultdict(list)
    for item in items:
        own = keys(item)
        common = Counter(n for key in own if len(with_key[key]) <= COMMON for n in with_key[key])
        near = sorted(common, key=lambda n: (-common[n], n))[:COMPARED]
        found = [(likeness, -n) for n in near if (likeness := alike(groups[n][0][0], item)) is not None]
        if found:
            likeness, n = max(found)
            groups[-n].append((item, likeness))
        else:
            for key in own:
                with_key[key].append(len(groups))
            groups.append([(item, None)])
    return groups
