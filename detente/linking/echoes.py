"""The same utterance of a speaker through several outlets, wordings and languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import LCSseq

from detente.linking.same_utterance import Retold, Utterance, on_another_day, same_utterances
from detente.linking.words import words_of
from detente.model import Echo, Reading, content_id

__all__ = ["find_echoes"]

IN_ORDER = 0.9
"""Share of an utterance's words that stand in the fuller one in their order, where it is a part of it."""

_TRANSLATED = re.compile(
    r"\b(?:translated (?:from|by)|translation (?:by|from)|traduit (?:de|du|par)|traduction (?:de|du))\b", re.IGNORECASE
)


def find_echoes(
    readings: Sequence[Reading], *, origins: Mapping[str, str], retold: Sequence[Sequence[Retold]] | None = None
) -> list[Echo]:
    """Utterances that the reports of a story tell in two voices or more, each with its wordings, the fullest first.

    `origins` gives for each report's id that of the report it repeats, or its own: what only copies repeat is no
    echo. `retold` are the `same_utterances` of the readings, where they are known. `how` says of each wording
    how it stands to the fullest:

    - `again`: the speaker said it on another day, as far as the reports tell the days
    - `translated`: another language, or one of the two reports says that it is a translation
    - `same`: word for word; `part`: a piece of it, word for word
    - `reworded`: in other words, or cut otherwise
    """
    groups = same_utterances(readings) if retold is None else retold
    order = {statement.id: n for n, statement in enumerate(s for reading in readings for s in reading.statements)}
    return [_echo(group, order) for group in groups if len({origins.get(r, r) for r in _reports(group)}) > 1]


def _reports(group: Sequence[Retold]) -> set[str]:
    return {told.utterance.report.id for told in group}


def _echo(group: Sequence[Retold], order: Mapping[str, int]) -> Echo:
    fullest = group[0].utterance
    speaker = next((t.utterance.speaker for t in group if t.utterance.speaker.id is not None), fullest.speaker)
    ids = tuple(told.utterance.statement.id for told in group)
    how = tuple(_how(fullest, told.utterance) for told in group)
    return Echo(content_id("echo", min(ids, key=order.__getitem__)), speaker, ids, how)


def _how(fullest: Utterance, one: Utterance) -> str:
    """How a wording stands to the fullest: again, translated, same, part, reworded."""
    if on_another_day(fullest, one):
        return "again"
    if fullest.report.language != one.report.language or _translated(fullest) != _translated(one):
        return "translated"
    whole, part = ([word.plain for word in words_of(it.statement.words)] for it in (fullest, one))
    if whole == part:
        return "same"
    in_order = LCSseq.similarity(whole, part) >= IN_ORDER * len(part)
    return "part" if in_order and len(part) < len(whole) else "reworded"


def _translated(one: Utterance) -> bool:
    return _TRANSLATED.search(one.report.text) is not None
