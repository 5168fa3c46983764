"""Where an act leads: towards de-escalation or towards confrontation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from detente.codebook.conditionals import load_conditionals
from detente.codebook.outcomes import load_outcomes
from detente.codebook.plover import weight
from detente.linking.wordings import Wording, wording
from detente.outlook.trigger_words import LANGUAGES, OPENING

__all__ = ["CONFRONTATION", "DEESCALATION", "leads", "turns", "words_lead"]

DEESCALATION = "de-escalation"
CONFRONTATION = "confrontation"

SPOKEN = frozenset("AGREE REQUEST ACCUSE REJECT DENY THREATEN".split())
"""Types of speaking, whose words may hold another act than the speaking."""

_OPPOSITE = {DEESCALATION: CONFRONTATION, CONFRONTATION: DEESCALATION}


def leads(
    type: str, mode: str | None, words: Wording, *, not_done: bool = False, said_first: bool = False
) -> str | None:
    """Where an event of this type leads: DEESCALATION, CONFRONTATION, or None where it says neither.

    By the side of PLOVER's divide on which it lies (`codebook/plover.toml`); a score of 0, as of a mere request,
    is on neither. What is not done (`not_done`, or by a word: "no talks", "hard to make progress") leads the other
    way. Of speaking a negation turns nothing where it is what is said: `said_first` tells that it stands behind
    the word for the speaking ("a pledge not to invade").
    """
    known = weight(type, mode)
    way = None if known.score == 0 else DEESCALATION if known.cooperative else CONFRONTATION
    if type in SPOKEN:
        return _turned(way, not_done != (words.negated and not said_first))
    return _turned(way, not_done != (words.negated or turns(words)))


def words_lead(words: Wording, *, not_done: bool = False) -> str | None:
    """Where words lead that tell no event: by `outcomes.toml`, and the dire words of `conditions.toml`."""
    signs = _signs()
    good, bad = _spoken(words, signs.good), _spoken(words, signs.bad)
    way = None if good == bad else DEESCALATION if good > bad else CONFRONTATION
    return _turned(way, not_done != (words.negated or turns(words)))


def turns(words: Wording) -> bool:
    """Whether a word turns the others into their opposite: "hard to make progress"."""
    return _spoken(words, _signs().turning) > 0


def _turned(way: str | None, turned: bool) -> str | None:
    return _OPPOSITE[way] if way and turned else way


class _Signs(NamedTuple):
    """Listed words by their stem, as they open: a stem stands for a family, and "offensive" is no "attack"."""

    good: Mapping[str, tuple[str, ...]]
    bad: Mapping[str, tuple[str, ...]]
    turning: Mapping[str, tuple[str, ...]]


def _spoken(words: Wording, listed: Mapping[str, tuple[str, ...]]) -> int:
    """How many of the listed words are in a wording."""
    return sum(wording(words.spelt[stem]).same.startswith(listed[stem]) for stem in words.stems & listed.keys())


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    good: list[str] = []
    bad: list[str] = []
    turning: list[str] = []
    for language in LANGUAGES:
        outcomes = load_outcomes(language)
        good += outcomes.deescalation
        bad += (*outcomes.confrontation, *load_conditionals(language).dire)
        turning += outcomes.turning
    return _Signs(_by_stem(good), _by_stem(bad), _by_stem(turning))


def _by_stem(listed: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(set(listed)):
        for stem in wording(word).stems:
            found[stem] = (*found.get(stem, ()), wording(word).same[:OPENING])
    return found
