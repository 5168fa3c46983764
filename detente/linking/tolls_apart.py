"""Tolls of one happening that sentences of other words tell differently: so many killed here, so many there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import takewhile
from typing import NamedTuple

from detente.codebook.tolls import Tolls
from detente.linking.counted import can_be_one
from detente.linking.told_sentences import Item, Sentence
from detente.model import Report
from detente.reading.days import day_range

__all__ = ["tolls_apart"]

BEHIND = 5
"""Items behind a number in which the word for the kind of toll stands, unless it stands straight before."""

SHARED = 4
"""Telling words, the names among them, that two sentences must share to be of one happening."""

COMPARED = 20
"""Tolls of one kind beside one name that another is compared with."""


class _Toll(NamedTuple):
    sentence: Sentence
    number: Item
    kind: str
    unit: str
    names: frozenset[str]


def tolls_apart(
    told: Sequence[Sequence[Sentence]], reports: Sequence[Report], tolls: Tolls
) -> Iterator[tuple[Sentence, Item, Sentence, Item, str]]:
    """Two sentences with their numbers and the kind of toll, where the two cannot be the toll of one happening.

    One kind, of the same people, beside a common name, where not each names what the other's report does not, on days
    that can be one, and where neither report tells the other's number for that kind.
    """
    found = [toll for sentences in told for sentence in sentences for toll in _tolls(sentence, tolls)]
    named = [
        {word for sentence in it for item in sentence.items if item.kind == "name" for word in item.plain.split()}
        for it in told
    ]
    numbers: dict[tuple[int, str], list[Item]] = defaultdict(list)
    for toll in found:
        numbers[toll.sentence.of, toll.kind].append(toll.number)
    seen: dict[tuple[str, str, str], list[_Toll]] = defaultdict(list)
    done: set[tuple[int, int, str]] = set()
    for toll in found:
        keys = [(toll.kind, toll.unit, name) for name in sorted(toll.names)]
        for other in dict.fromkeys(it for key in keys for it in seen[key][-COMPARED:]):
            pair = (other.sentence.of, toll.sentence.of, toll.kind)
            if other.sentence.of == toll.sentence.of or pair in done or not _one_happening(other, toll, reports):
                continue
            if _strange(toll, named[other.sentence.of]) and _strange(other, named[toll.sentence.of]):
                continue
            if any(_fits(other.number, it) for it in numbers[toll.sentence.of, toll.kind]):
                continue
            if any(_fits(toll.number, it) for it in numbers[other.sentence.of, toll.kind]):
                continue
            done.add(pair)
            yield other.sentence, other.number, toll.sentence, toll.number, toll.kind
        for key in keys:
            seen[key].append(toll)


def _tolls(sentence: Sentence, tolls: Tolls) -> Iterator[_Toll]:
    items = sentence.items
    names = frozenset(item.plain for item in items if item.kind == "name")
    for n, item in enumerate(items):
        if item.kind != "number" or not names or any(it.when and it.when.relation for it in items):
            continue  # "since April": the toll of a time, not of one happening
        units = [it.plain for it in items[n + 1 : n + 3] if it.telling and it.kind == "word"]
        kind = tolls.toll_of.get(items[n - 1].plain) if n else None  # "killed 12 people, wounding 30"
        behind = takewhile(lambda it: it.kind != "number", items[n + 1 : n + 1 + BEHIND])
        kind = kind or next((tolls.toll_of[it.plain] for it in behind if it.plain in tolls.toll_of), None)
        if kind is not None and units:
            generic = units[0] in tolls.people or units[0] in tolls.toll_of
            yield _Toll(sentence, item, kind, "" if generic else units[0], names)


def _strange(toll: _Toll, named: Set[str]) -> bool:
    """Whether a toll stands beside a name of which a report has no word."""
    return any(named.isdisjoint(name.split()) for name in toll.names)


def _one_happening(one: _Toll, other: _Toll, reports: Sequence[Report]) -> bool:
    days = [reports[toll.sentence.of].published for toll in (one, other)]
    if days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) > 1:
        return False
    return len(one.sentence.keys & other.sentence.keys) >= SHARED and _days_meet(one.sentence, other.sentence)


def _days_meet(one: Sentence, other: Sentence) -> bool:
    days, others = ([day_range(item.when.value) for item in it.items if item.when is not None] for it in (one, other))
    return (
        not days
        or not others
        or any(
            a is not None and d is not None and b is not None and c is not None and a <= d and c <= b
            for a, b in days
            for c, d in others
        )
    )


def _fits(one: Item, other: Item) -> bool:
    return one.count is not None and other.count is not None and can_be_one(one.count, other.count)
