"""The same words of a speaker in reports of different stories: found by speaker, days and words, and joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from detente.linking.same_utterance import NEWS, Retold, Utterance, is_one_across, on_another_day, utterances_of
from detente.linking.shared_words import lookup_keys, weigh
from detente.linking.words import words_of
from detente.model import Reading

__all__ = ["Said", "retold_across", "said_alike", "ties"]

SHARED = 3
"""Keys that two statements share before they are looked at."""

COMMON = 40
"""Statements of a speaker that may share a key before it no longer proposes pairs."""

COMPARED = 6
"""Statements, those with most keys in common, that one is compared with."""


class Said(NamedTuple):
    """A statement of a known speaker (an actor's id); `day` is the ordinal of its report's day of publication."""

    id: str
    speaker: str
    day: int
    story: str
    language: str | None
    words: str


def said_alike(said: Iterable[Said]) -> list[tuple[str, str]]:
    """Pairs of statements (ids), the earlier told first, that may be one utterance told in two stories.

    One speaker, reports of the same days, and words in common. The work grows with the number of statements.
    """
    by_speaker: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_speaker[one.speaker].append(one)
    return [pair for told in by_speaker.values() if len({it.story for it in told}) > 1 for pair in _proposed(told)]


def _proposed(told: Sequence[Said]) -> Iterator[tuple[str, str]]:
    ordered = sorted(told, key=lambda it: (it.day, it.id))
    with_key: dict[str, list[int]] = defaultdict(list)
    first = 0
    for n, one in enumerate(ordered):
        while ordered[first].day < one.day - NEWS:
            first += 1
        keys = lookup_keys(words_of(one.words, one.language))
        lists = (with_key[key][-COMMON:] for key in keys)
        common = Counter(m for listed in lists for m in listed if m >= first and ordered[m].story != one.story)
        for m in sorted(common, key=lambda m: (-common[m], m))[:COMPARED]:
            if common[m] >= SHARED:
                yield ordered[m].id, one.id
        for key in keys:
            with_key[key].append(n)


def ties(readings: Sequence[Reading], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the pairs that are one utterance; `readings` hold their statements."""
    by_id = {one.statement.id: one for one in utterances_of(readings)}
    weights = weigh([one.words for one in by_id.values()])
    return [
        (one, other) for one, other in pairs
        if one in by_id and other in by_id and is_one_across(by_id[one], by_id[other], weights)
    ]  # fmt: skip


def retold_across(
    readings: Sequence[Reading], tied: Iterable[tuple[str, str]], groups: Sequence[Sequence[Retold]]
) -> list[list[Retold]]:
    """Utterances that are told in several stories, each with all its tellings, the fullest first.

    `tied` are pairs of statements that are one, `readings` hold them; `groups` are utterances found inside stories,
    each with a telling that is tied to another elsewhere.
    """
    by_id = {one.statement.id: one for one in utterances_of(readings)}
    by_id |= {told.utterance.statement.id: told.utterance for group in groups for told in group}
    leader: dict[str, str] = {}

    def lead(id_: str) -> str:
        while leader.setdefault(id_, id_) != id_:
            id_ = leader[id_]
        return id_

    inside = (pairwise(told.utterance.statement.id for told in group) for group in groups)
    for one, other in chain(tied, *inside):
        leader[lead(other)] = lead(one)
    joined: dict[str, list[Utterance]] = defaultdict(list)
    for id_ in leader:
        joined[lead(id_)].append(by_id[id_])
    return [_fullest_first(group) for group in joined.values()]


def _fullest_first(group: Sequence[Utterance]) -> list[Retold]:
    fullest, *others = sorted(group, key=lambda one: (-one.fullness, one.statement.id))
    return [Retold(fullest, True), *(Retold(one, not on_another_day(fullest, one)) for one in others)]
