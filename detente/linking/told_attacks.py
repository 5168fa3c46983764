"""The attacks that a report tells, in whatever words: what was hit, where, when, with what, and who is said to have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from detente.codebook.attacks import Attacks, load_attacks
from detente.codebook.gazetteer import load_gazetteer
from detente.codebook.tolls import load_tolls
from detente.linking.told_about import days_told, nearest_places, opening_keys, plain_word, telling_keys
from detente.linking.told_sentences import TOKEN, cut_sentences
from detente.linking.toll_places import Places, places_of
from detente.linking.words import LANGUAGES
from detente.model import Report, Span
from detente.reading.places import PLACE_KINDS
from detente.reading.times import find_times

__all__ = ["Attack", "attacks_of"]

NEAR = 8
"""Words between one that says that something was hit and the name of what was."""

AFTER = 2
"""Sentences behind one that tells of an attack that may tell more of it without naming what was hit."""

LEADING = 3
"""Words between the name of those who act and what they did ("Saudi-led coalition aircraft hit")."""

BEFORE, PAUSE, MADE = 60, 20, 40
"""Characters before a name in which a word that lays blame stands, in which no comma may, and between an attack and the
name of those who made it."""

_CLAUSE = re.compile(r"[,;:()\"“”«»–—]")
_OWNED = re.compile(r"(?:['’]s?)?(?:-led)?(?:\s+[\w-]+){0,3}\s*$")
_BEEN = frozenset("was were been being be is été est sont".split())


@dataclass(slots=True)
class Attack:
    """What a report tells of an attack on one thing: a class of `attacks.toml`.

    `means` and `doers` give the words for each class of means, and for each who is said to have done it: ids of states
    and bodies, and sides without a name. `said` holds all of both that the report mentions with it, denied or doubted
    too. `days` are ordinals, first and last; `first` is the sentence told first. `several`: it may be more than one.
    """

    report: str
    target: str
    nth: int
    first: Span
    keys: frozenset[str]
    opening: frozenset[str]
    means: dict[str, Span] = field(default_factory=dict)
    doers: dict[str, Span] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    days: dict[tuple[int, int], Span] = field(default_factory=dict)
    places: list[Places] = field(default_factory=list)
    several: bool = False


def attacks_of(report: Report) -> dict[str, Attack]:
    """The attacks of a report by what was hit, furniture left out; none in a language that has no words for them."""
    language = report.language or LANGUAGES[0]
    low = report.text.lower()
    if language not in LANGUAGES or len(low) != len(report.text):
        return {}
    terms = list(_terms(low, language))
    if not any(kind == "target" for kind, *_ in terms):
        return {}
    sentences = list(cut_sentences(report.text))
    starts = [begin for begin, _ in sentences]
    by_sentence: dict[int, list[tuple[str, str, int, int]]] = defaultdict(list)
    for term in terms:
        by_sentence[bisect_right(starts, term[2]) - 1].append(term)
    words = load_attacks(language)
    found: dict[str, Attack] = {}
    known: dict[int, Places] = {}
    opening: frozenset[str] | None = None
    last, before = "", -AFTER - 1
    for nth in sorted(by_sentence):
        begin, end = sentences[nth]
        if any(a <= begin < b for a, b in report.furniture):
            continue
        tokens = list(TOKEN.finditer(low, begin, end))
        plain = [plain_word(token[0]) for token in tokens]
        here = by_sentence[nth]
        targets = _targets(low, here, tokens, plain, words)
        target = targets[0] if len(targets) == 1 else ""
        if (
            not targets
            and nth - before <= AFTER
            and last
            and not _elsewhere(found[last], report.text, begin, end, language)
        ):
            target = last
        last, before = (target, nth) if targets else (last, before)
        if not target:
            continue
        if opening is None:
            opening = opening_keys(report.text, sentences, language)
        attack = found.get(target)
        if attack is None:
            keys = telling_keys(plain, language)
            attack = found[target] = Attack(report.id, target, nth, Span(begin, end), keys, opening)
        told = bool(targets)
        attack.several |= told and _is_one_of_several(here, tokens, plain, words)
        if told:
            times = find_times(report.text[begin:end], published=report.published, language=language)
            days = days_told(report.text[begin:end], times, report.published, load_tolls(language).says)
            if days is not None:
                attack.days.setdefault(days, Span(begin, end))
            attack.places.append(nearest_places(report.text, sentences, nth, known, language))
        _add_means(attack, here, tokens, plain, words)
        _add_doers(attack, report.text, (begin, end), here, tokens, plain, words, told=told)
    return found


@lru_cache(maxsize=len(LANGUAGES))
def _finder(language: str) -> tuple[AhoCorasick, list[tuple[str, str]]]:
    words = load_attacks(language)
    kinds = (("target", words.targets), ("means", words.means), ("side", words.sides))
    listed = [(term, kind, class_) for kind, table in kinds for term, class_ in table.items()]
    listed += [(phrase, "behind", "") for phrase in words.behind]
    return (
        AhoCorasick([term for term, *_ in listed], matchkind=MatchKind.LeftmostLongest),
        [(kind, class_) for _, kind, class_ in listed],
    )


def _terms(low: str, language: str) -> Iterator[tuple[str, str, int, int]]:
    """The terms of a text in lower case: kind, class, start, end."""
    finder, kinds = _finder(language)
    for n, start, end in finder.find_matches_as_indexes(low):
        if kinds[n][0] == "means" and low[end : end + 1] == "s":
            end += 1  # noqa: PLW2901 (the plural of a term is the term: "mortar shells")
        behind = low[end : end + 1]
        if not low[start - 1 : start].isalnum() and not behind.isalnum():
            if kinds[n][0] == "means" and behind == "-":
                continue  # "missile-frigate"
            yield (*kinds[n], start, end)


def _targets(
    low: str,
    here: Sequence[tuple[str, str, int, int]],
    tokens: Sequence[re.Match[str]],
    plain: Sequence[str],
    words: Attacks,
) -> list[str]:
    """What a sentence says was hit: the first thing behind a word that says so, or before one in the passive."""
    starts = [token.start() for token in tokens]
    at = {bisect_right(starts, start) - 1: class_ for kind, class_, start, _ in here if kind == "target"}
    means = {bisect_right(starts, start) - 1 for kind, _, start, _ in here if kind == "means"}
    found: dict[str, None] = {}
    for n, word in enumerate(plain):
        if n in at:
            following = plain[n + 1 : n + 6]
            been = next((m for m, it in enumerate(following) if it in _BEEN), None)
            if been is not None and not words.hits.isdisjoint(following[been + 1 : been + 3]):
                found[at[n]] = None
        if word not in words.hits and n not in means:
            continue
        for m in range(n + 1, min(len(plain), n + 1 + NEAR)):
            if _CLAUSE.search(low, tokens[m - 1].end(), tokens[m].start()):
                break
            if m in at:
                found[at[m]] = None
                break
    return list(found)


def _is_one_of_several(
    here: Sequence[tuple[str, str, int, int]], tokens: Sequence[re.Match[str]], plain: Sequence[str], words: Attacks
) -> bool:
    """Whether what was hit, or the attack, is one of several ("another hospital", "a series of air strikes")."""
    starts = [token.start() for token in tokens]
    at = {bisect_right(starts, start) - 1 for kind, _, start, _ in here if kind in ("target", "means")}
    return any(not words.several.isdisjoint(plain[max(0, n - LEADING) : n]) for n in at)


def _elsewhere(attack: Attack, text: str, begin: int, end: int, language: str) -> bool:
    """Whether a sentence that does not name what was hit tells of another place."""
    places = places_of(text, begin, end, language=language)
    return any(places.meet(other) is False for other in attack.places)


def _add_means(
    attack: Attack,
    here: Sequence[tuple[str, str, int, int]],
    tokens: Sequence[re.Match[str]],
    plain: Sequence[str],
    words: Attacks,
) -> None:
    for kind, class_, start, end in here:
        if kind != "means":
            continue
        attack.said.add(class_)
        if not _is_unsure(start, tokens, plain, words):
            attack.means.setdefault(class_, Span(start, end))


def _is_unsure(start: int, tokens: Sequence[re.Match[str]], plain: Sequence[str], words: Attacks) -> bool:
    """Whether a sentence denies or doubts what stands at an offset: a word for it stands before."""
    before = [word for token, word in zip(tokens, plain, strict=True) if token.start() < start]
    return not (words.denied | words.doubt).isdisjoint(before)


def _add_doers(
    attack: Attack,
    text: str,
    sentence: tuple[int, int],
    here: Sequence[tuple[str, str, int, int]],
    tokens: Sequence[re.Match[str]],
    plain: Sequence[str],
    words: Attacks,
    *,
    told: bool,
) -> None:
    """Who is said to have made the attack. A sentence that does not tell it only counts where it lays blame."""
    begin, end = sentence
    for ids, start, stop in _named(text, begin, end, here):
        before, ahead = text[begin:start], text[stop:end]
        blamed = _preceded(before, words.blamed)
        behind = any(kind == "behind" and at - stop >= 0 and _OWNED.fullmatch(text[stop:at]) for kind, _, at, _ in here)
        own = any(
            kind == "means" and at - stop >= 0 and _OWNED.fullmatch(text[stop:at]) and "back" not in text[stop:at]
            for kind, _, at, _ in here
        )
        made = _preceded(before, words.by) and _made_before(here, start)
        if not (blamed or (told and (behind or own or made))):
            continue
        attack.said |= ids
        if not _is_unsure(start, tokens, plain, words) and not (behind and _denies(ahead, words)):
            for id_ in ids:
                attack.doers.setdefault(id_, Span(start, stop))


def _named(
    text: str, begin: int, end: int, here: Sequence[tuple[str, str, int, int]]
) -> Iterator[tuple[frozenset[str], int, int]]:
    """Those who may act: names of states and bodies, and words for sides."""
    for it in load_gazetteer().find(text[begin:end], on=None):
        if it.candidates and it.kind not in PLACE_KINDS:
            yield frozenset({it.candidates[0].split("/")[0]}), begin + it.start, begin + it.end
    for kind, class_, start, stop in here:
        if kind == "side":
            yield frozenset({class_}), start, stop


def _preceded(before: str, by: frozenset[str]) -> bool:
    """Whether one of the words stands near before, with no comma near by: "blamed the Sudanese"."""
    near = [plain_word(token[0]) for token in TOKEN.finditer(before[-BEFORE:])][-LEADING:]
    return not by.isdisjoint(near) and not _CLAUSE.search(before[-PAUSE:])


def _made_before(here: Sequence[tuple[str, str, int, int]], start: int) -> bool:
    """Whether a word of attack stands near before ("rockets fired by")."""
    return any(kind in ("means", "behind") and 0 < start - stop < MADE for kind, _, _, stop in here)


def _denies(ahead: str, words: Attacks) -> bool:
    return not words.denied.isdisjoint(plain_word(token[0]) for token in TOKEN.finditer(ahead[:MADE]))
