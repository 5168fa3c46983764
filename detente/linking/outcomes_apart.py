"""How talks or a vote came out, as reports tell it in whatever words: agreed or not, adopted or rejected."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from detente.codebook.gazetteer import load_gazetteer
from detente.codebook.settlements import Settlements, load_settlements
from detente.linking.how_sure import common_part, how_sure
from detente.linking.told_about import plain_word, telling_keys
from detente.linking.told_apart import ToldApart, Words
from detente.linking.told_sentences import TOKEN, cut_sentences
from detente.linking.toll_places import Places, places_of
from detente.linking.words import LANGUAGES
from detente.model import Report, Span
from detente.reading.places import PLACE_KINDS

__all__ = ["Outcome", "outcomes_apart", "outcomes_of"]

NEWS = 1
"""Days between two reports of one outcome; later, talks that failed may have been taken up again."""

SIDES = {"talks": 2, "vote": 1}
"""States and bodies that two tellings of talks, or of a vote, have in common."""

CAME_OUT = ("agreed", "not_agreed", "passed", "not_passed", "vetoed")

SAYS = {
    ("talks", True): "agreed", ("talks", False): "not agreed", ("vote", True): "passed", ("vote", False): "not passed",
}  # fmt: skip
"""What an outcome says."""

KEYS = {"talks": 1, "vote": 3}
"""Telling words that they have in common besides."""

NEAR = 60
"""Characters between how a vote came out and what was voted on."""

COMPARED = 12
"""Outcomes told last that another is compared with."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How talks or a vote (`of`) came out in a sentence: whether well, in the words at `words`; and between whom."""

    report: str
    of: str
    good: bool
    sentence: Span
    words: Span
    sides: frozenset[str]
    places: Places
    keys: frozenset[str]


def outcomes_of(report: Report) -> list[Outcome]:
    """The outcomes that a report tells; none in a language without words for them, and none in doubt."""
    language = report.language or LANGUAGES[0]
    text, low = report.text, report.text.lower()
    if language not in LANGUAGES or len(low) != len(text):
        return []
    finder, kinds = _finder(language)
    matches = [
        (kinds[n], start, end) for n, start, end in finder.find_matches_as_indexes(low)
        if not low[start - 1 : start].isalnum() and not low[end : end + 1].isalnum()
    ]  # fmt: skip
    if not any(kind in CAME_OUT for kind, *_ in matches):
        return []
    words = load_settlements(language)
    sentences = list(cut_sentences(text))
    starts = [begin for begin, _ in sentences]
    by_sentence: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for match in matches:
        by_sentence[bisect_right(starts, match[1]) - 1].append(match)
    found: list[Outcome] = []
    for nth, here in by_sentence.items():
        begin, end = sentences[nth]
        if not any(a <= begin < b for a, b in report.furniture):
            found += _told(report, begin, end, here, words, language)
    return found


@lru_cache(maxsize=len(LANGUAGES))
def _finder(language: str) -> tuple[AhoCorasick, list[str]]:
    words = load_settlements(language)
    kinds = ("agreed", "not_agreed", "talks", "passed", "not_passed", "vetoed", "voted")
    listed = [(term, kind) for kind in kinds for term in sorted(getattr(words, kind))]
    finder = AhoCorasick([term for term, _ in listed], matchkind=MatchKind.LeftmostLongest)
    return finder, [kind for _, kind in listed]


def _told(
    report: Report, begin: int, end: int, here: Sequence[tuple[str, int, int]], words: Settlements, language: str
) -> Iterator[Outcome]:
    plain = [plain_word(token[0]) for token in TOKEN.finditer(report.text, begin, end)]
    came_out = [it for it in here if it[0] in CAME_OUT and (it[0] != "vetoed" or not words.councils.isdisjoint(plain))]
    if not came_out or not words.doubt.isdisjoint(plain):
        return
    named = load_gazetteer().find(report.text[begin:end], on=None)
    sides = frozenset(it.candidates[0].split("/")[0] for it in named if it.candidates and it.kind not in PLACE_KINDS)
    keys = telling_keys([word for word in plain if not re.match(r"\d", word)], language)
    places = places_of(report.text, begin, end, language=language)
    for kind, start, stop in came_out:
        of = "talks" if kind.endswith("agreed") else "vote"
        beside = [it for it in here if it[0] == ("talks" if of == "talks" else "voted")]
        if of == "vote" and not any(min(abs(it[1] - stop), abs(start - it[2])) <= NEAR for it in beside):
            continue
        if len(sides) >= SIDES[of]:
            good = kind in ("agreed", "passed")
            yield Outcome(report.id, of, good, Span(begin, end), Span(start, stop), sides, places, keys)


def outcomes_apart(told: Mapping[str, Sequence[Outcome]], reports: Mapping[str, Report]) -> Iterator[ToldApart]:
    """Outcomes that reports of a story tell otherwise: of the same sides, within a day, at no two places.

    `told` are the `outcomes_of` each report by its id, in the order of telling. Nothing is made of a report that tells
    both ways. The work grows with the number of outcomes.
    """
    seen: list[Outcome] = []
    for outcomes in told.values():
        single = [it for it in outcomes if all(other.good == it.good for other in outcomes if other.of == it.of)]
        for outcome in single:
            for other in seen[-COMPARED:]:
                if other.good != outcome.good and other.report != outcome.report and _is_one(other, outcome, reports):
                    yield _apart(other, outcome)
                    break
        seen += single


def _is_one(one: Outcome, other: Outcome, reports: Mapping[str, Report]) -> bool:
    if one.of != other.of or len(one.sides & other.sides) < SIDES[one.of]:
        return False
    published = [reports[it.report].published for it in (one, other)]
    if published[0] is not None and published[1] is not None and abs((published[0] - published[1]).days) > NEWS:
        return False
    place = one.places.meet(other.places)
    return place is not False and (place is True or len(one.keys & other.keys) >= KEYS[one.of] + SIDES[one.of])


def _apart(one: Outcome, other: Outcome) -> ToldApart:
    sure = how_sure(
        words=common_part(one.keys, other.keys),
        place=one.places.meet(other.places) is True,
        who=True,
    )
    first, second = (Words(it.report, it.sentence, SAYS[it.of, it.good], it.words) for it in (one, other))
    return ToldApart("outcome", first, second, sure=sure)
