"""Words of reports that cannot all be right, joined into disagreements: each value once, with all who say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from detente.codebook.tolls import load_tolls
from detente.linking.words import LANGUAGES
from detente.model import Disagreement, Quote, Report, Side, Span, content_id

__all__ = ["ToldApart", "Words", "disagreement_id", "join_apart"]


class Words(NamedTuple):
    """What a report says: a value, the words for it, and the sentence that they stand in."""

    report: str
    sentence: Span
    says: str
    span: Span


class ToldApart(NamedTuple):
    """Two reports that say otherwise, the one told first before the other.

    Of a number, `toll` is what happened to those counted, and `rises` says that the later one is the higher. `more`:
    the two can both be right as far as their words go, and the higher may have been told when more was known. `sure`
    says how sure it is that both tell of one thing.
    """

    on: str
    one: Words
    other: Words
    toll: str | None = None
    rises: bool = False
    more: bool = False
    sure: float = 0.5


def join_apart(
    apart: Iterable[ToldApart], reports: Mapping[str, Report], stories: Mapping[str, str]
) -> list[Disagreement]:
    """Disagreements, each of all that share the words of a report.

    `reports` are by id; `stories` give that of each report: a disagreement of reports of two has none.
    """
    groups: list[list[ToldApart]] = []
    at: dict[tuple[str, str, int], int] = {}
    for it in apart:
        keys = [(it.on, words.report, words.span.start) for words in (it.one, it.other)]
        n = next((at[key] for key in keys if key in at), len(groups))
        if n == len(groups):
            groups.append([])
        groups[n].append(it)
        at |= dict.fromkeys(keys, n)
    return [_of_group(group, reports, stories) for group in groups]


def disagreement_id(on: str, sides: Sequence[Side]) -> str:
    """The id of a disagreement: what it is on, and its sides."""
    return content_id("disagreement", on, [list(side) for side in sides])


def _of_group(group: Sequence[ToldApart], reports: Mapping[str, Report], stories: Mapping[str, str]) -> Disagreement:
    says: dict[str, dict[Quote, None]] = defaultdict(dict)
    for it in group:
        for words in (it.one, it.other):
            says[words.says][Quote(words.report, words.span)] = None
    sides = tuple(Side(value, tuple(quotes)) for value, quotes in says.items())
    first = group[0].one
    about = " ".join(reports[first.report].text[slice(*first.sentence)].split())
    how = "update" if all(it.more or _is_update(it, reports) for it in group) else "contradiction"
    of = {stories.get(quote.report) for side in sides for quote in side.quotes}
    on, sure = group[0].on, max(it.sure for it in group)
    return Disagreement(disagreement_id(on, sides), about, on, how, of.pop() if len(of) == 1 else None, sides, sure)


def _is_update(apart: ToldApart, reports: Mapping[str, Report]) -> bool:
    """Whether the later report may have learnt more: a higher toll, or one that it says it corrects."""
    one, other = reports[apart.one.report], reports[apart.other.report]
    if one.published is None or other.published is None or one.published == other.published:
        if apart.toll is None:
            return False
        told_higher = apart.other if apart.rises else apart.one
        tolls = load_tolls(one.language or LANGUAGES[0])
        return _has(_sentence(told_higher, reports), (*tolls.rising, *tolls.corrected))
    swapped = other.published < one.published
    later = apart.one if swapped else apart.other
    corrected = load_tolls(reports[later.report].language or LANGUAGES[0]).corrected
    return (apart.toll is not None and apart.rises != swapped) or _has(_sentence(later, reports), corrected)


def _sentence(words: Words, reports: Mapping[str, Report]) -> str:
    return reports[words.report].text[slice(*words.sentence)].casefold()


def _has(words: str, any_of: Sequence[str]) -> bool:
    return any(f" {word} " in f" {words} " for word in any_of)
