"""The tolls that a report tells: how many were killed, wounded, held, ..., of whom, where, on which days."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind

from detente.codebook.tolls import Tolls, load_tolls
from detente.linking.counted import Counted, count_at, is_figure
from detente.linking.told_about import (
    LEAD,
    days_told,
    nearest_places,
    opening_keys,
    plain_word,
    telling_key,
    telling_keys,
)
from detente.linking.told_sentences import TOKEN, cut_sentences
from detente.linking.toll_places import Places
from detente.linking.words import LANGUAGES
from detente.model import Report, Span
from detente.reading.times import When, find_times

__all__ = ["Toll", "tolls_of"]

BEHIND = 8
"""Words behind a number among which the word for the kind of toll stands."""

ASIDE = 8
"""Words that may stand between two commas behind those counted."""

BEFORE = 14
"""Words before a number among which "the toll" stands that it gives."""

MOST = 120
"""Words of a sentence that is looked at: more are a list or a table."""

_FIGURE = re.compile(r"\d")

PLURAL = ("s", "x", "men")
"""Endings of the noun of those counted, behind which a name or a time may follow ("12 dockers Monday")."""

MARKS = frozenset(',;:"“”«»') | {""}


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people in the `nth` sentence of a report, and what happened to them (`kind`).

    `victims` is their class, "" for people of any kind, or the stem of the noun that counts them. `whole` is false
    for a part of another number, and for one that sums up several happenings. `days` are the first and the last
    day, as ordinals, that the sentence tells. `places` are those of the sentence, or else of what stands before it.
    `keys` are the telling words of the sentence; where it is one of the first, of all of those.
    """

    report: str
    nth: int
    sentence: Span
    number: Span
    says: str
    count: Counted
    kind: str
    victims: str
    whole: bool
    days: tuple[int, int] | None
    places: Places
    keys: frozenset[str]


def tolls_of(report: Report) -> list[Toll]:
    """The tolls of a report in their order, furniture left out; none in a language that has no words for them."""
    language = report.language or LANGUAGES[0]
    if language not in LANGUAGES:
        return []
    text, low = report.text, report.text.lower()
    signs = [
        at for _, at, end in _signs(language).find_matches_as_indexes(low)
        if not low[at - 1 : at].isalpha() and not low[end : end + 1].isalpha()
    ] if len(low) == len(text) else []  # fmt: skip
    if not signs:
        return []
    tolls = load_tolls(language)
    spelled = tolls.numbers.keys() | tolls.loosely.keys()
    found: list[Toll] = []
    sentences = list(cut_sentences(text))
    known: dict[int, Places] = {}
    before: tuple[int, str] = (-2, "")
    opening: frozenset[str] = frozenset()
    for nth, (begin, end) in enumerate(sentences):
        first = bisect_left(signs, begin)
        if first == len(signs) or signs[first] >= end or any(a <= begin < b for a, b in report.furniture):
            continue
        if not _FIGURE.search(text, begin, end) and spelled.isdisjoint(low[begin:end].replace("-", " ").split()):
            continue
        tokens = list(TOKEN.finditer(text, begin, end))
        if len(tokens) > MOST:
            continue
        words = [plain_word(token[0]) for token in tokens]
        told = list(_counts(text, tokens, words, tolls))
        if not told:
            continue
        if nth <= LEAD and not opening:
            opening = opening_keys(text, sentences, language)
        times = find_times(text[begin:end], published=report.published, language=language)
        days = days_told(text[begin:end], times, report.published, tolls.says)
        sums = _sums_up(text[begin:end], times, tolls)
        places = nearest_places(text, sentences, nth, known, language)
        keys = opening if nth <= LEAD else telling_keys(words, language)
        for count, kind, victims, part in told:
            number = Span(tokens[count.first].start(), tokens[count.end - 1].end())
            if any(when.span.start + begin < number.end and number.start < when.span.end + begin for when in times):
                continue  # "2017", "in three days"
            again = before[1] == kind and nth - before[0] <= 1
            on_top = part == "on_top" and again
            found.append(
                Toll(
                    report.id, nth, Span(begin, end), number, text[slice(*number)].casefold(), count, kind, victims,
                    not sums and part != "part" and not on_top, days, places, keys,
                )
            )  # fmt: skip
            before = nth, kind
    return found


@lru_cache(maxsize=len(LANGUAGES))
def _signs(language: str) -> AhoCorasick:
    return AhoCorasick(sorted(load_tolls(language).toll_of), matchkind=MatchKind.LeftmostLongest)


def _counts(
    text: str, tokens: Sequence[re.Match[str]], words: Sequence[str], tolls: Tolls
) -> Iterator[tuple[Counted, str, str, str]]:
    """Numbers of a sentence with the kind of toll, whom they count, and whether they are a part or come on top."""
    marks = [text[token.end() : token.end() + 1] in MARKS for token in tokens]
    end = 0
    for at, word in enumerate(words):
        if at < end or not (word[0].isdigit() or word in tolls.opens or "-" in word):
            continue
        count = count_at(words, at, tolls)
        if count is None:
            continue
        end = max(count.end, at + 1)
        if _is_no_count(words, count, tolls):
            continue
        kind = _kind(words, marks, count, tolls)
        if kind is not None:
            yield count, kind, _victims(words, marks, count, tolls), _part(words, marks, count, tolls)


def _is_no_count(words: Sequence[str], count: Counted, tolls: Tolls) -> bool:
    """Whether a number is a time, an age, a part in a hundred, or money."""
    behind = words[count.end] if count.end < len(words) else ""
    ahead = words[count.first - 1] if count.first else ""
    return behind.partition("-")[0].rstrip("s") in tolls.units or behind == "%" or ahead in ("$", "€", "£")


def _kind(words: Sequence[str], marks: Sequence[bool], count: Counted, tolls: Tolls) -> str | None:
    """What happened to those counted: told by the word behind, by a verb before, or by "the toll"."""
    end, first = count.end, count.first
    if end < len(words) and words[end] in tolls.toll_of:
        return tolls.toll_of[words[end]]  # "12 dead", "12 wounded"
    told = _behind(words, marks, count, tolls)
    if told is not None and told[1]:
        return told[0]
    before = words[first - 1] if first and not marks[first - 1] else ""
    two_before = words[first - 2] if first > 1 else ""
    if before in tolls.toll_of and before not in tolls.sum_of:
        passive = told is not None and (two_before in tolls.class_of or is_figure(two_before or "-"))
        return told[0] if told is not None and passive else tolls.toll_of[before]  # "killed 12"; "child killed 12 hurt"
    if before in tolls.of and two_before in tolls.toll_of:
        return tolls.toll_of[two_before]  # "the deaths of 12"
    if told is not None:
        return told[0]
    return _of_sum(words, marks, count, tolls)


def _behind(words: Sequence[str], marks: Sequence[bool], count: Counted, tolls: Tolls) -> tuple[str, bool] | None:
    """The kind that a word behind the number tells, and whether it says that it was done to those counted."""
    helped, known, crossed, aside = False, False, False, False
    for n in range(count.end, min(len(words), count.end + BEHIND)):
        word = words[n]
        if word in tolls.toll_of:
            followed = n + 1 < len(words) and (is_figure(words[n + 1]) or words[n + 1] in tolls.numbers)
            if crossed and not (helped and known):
                return None
            if followed and not helped:
                return None  # "60 strikes killed 70"
            ends = n + 1 == len(words) or marks[n] or telling_key(words[n + 1]) is None
            return (tolls.toll_of[word], helped) if helped or known or ends else None
        if word in tolls.part:
            aside = True  # "87 people, including 31 children, died"
        elif word in tolls.helping or word in tolls.who:
            helped, aside = True, False
        elif aside and marks[n]:
            aside = False
            continue
        elif aside:
            continue
        elif is_figure(word) or word in tolls.numbers or word in tolls.breaks:
            return None
        elif word in tolls.class_of:
            known = True
        elif telling_key(word) is None and word not in tolls.of:
            crossed = True
        if marks[n] and not (n + 1 < len(words) and words[n + 1] in tolls.part):
            return _behind_aside(words, marks, n, tolls) if known else None
    return None


def _behind_aside(words: Sequence[str], marks: Sequence[bool], at: int, tolls: Tolls) -> tuple[str, bool] | None:
    """The kind that is told behind words between two commas ("12 people, half of them women, lost their lives")."""
    closing = next((n for n in range(at + 1, min(len(words), at + ASIDE)) if marks[n]), len(words))
    following = words[closing + 1 : closing + 4]
    kinds = [tolls.toll_of[word] for word in following if word in tolls.toll_of]
    return (kinds[0], True) if kinds and not any(map(is_figure, words[at + 1 : closing + 4])) else None


def _of_sum(words: Sequence[str], marks: Sequence[bool], count: Counted, tolls: Tolls) -> str | None:
    """The kind of a number that "the toll" or "the number of dead" stands before, with none between."""
    for n in range(count.first - 1, max(-1, count.first - BEFORE), -1):
        word = words[n]
        if is_figure(word) or word in tolls.numbers or word in tolls.loosely:
            return None
        if word in tolls.sum_of:
            behind = words[count.end] if count.end < len(words) and not marks[count.end - 1] else ""
            if behind and telling_key(behind) is not None and behind not in tolls.class_of:
                return None
            near = (*words[n + 1 : n + 4], word)
            return next((tolls.toll_of[it] for it in near if it in tolls.toll_of), None)
    return None


def _victims(words: Sequence[str], marks: Sequence[bool], count: Counted, tolls: Tolls) -> str:
    """Whom a number counts: a class, "" where it does not say, or the stem of the noun."""
    nouns: list[str] = []
    if marks[count.end - 1]:
        return ""
    for n in range(count.end, min(len(words), count.end + BEHIND)):
        word = words[n]
        known = word in tolls.class_of
        if (word in tolls.toll_of and not known) or (nouns and nouns[-1] in tolls.class_of and not known):
            break  # "58 people including 11 children"; but "39 rebel fighters"
        if telling_key(word) is not None:
            nouns.append(word)
        elif word not in tolls.of:
            break
        if marks[n]:
            break
    if not nouns:
        return ""
    plural = (word for word in nouns if word.endswith(PLURAL))
    return tolls.class_of.get(nouns[-1], telling_key(next(plural, nouns[-1])) or "")


def _part(words: Sequence[str], marks: Sequence[bool], count: Counted, tolls: Tolls) -> str:
    """ "part" of another number, or "on_top" of one, or "" for neither."""
    before = words[max(0, count.first - 1) : count.first]
    behind = words[count.end : count.end + 5]
    if set(before) & tolls.part or any(" ".join(behind[:n]) in tolls.part for n in (2, 3)):
        return "part"  # "including 12", "12 of them"
    if any(a in tolls.helping and b in tolls.part for a, b in pairwise(behind)):
        return "part"  # "six children were among 19 killed"
    ahead = next((n + 1 for n in range(2) if any(marks[count.end + n : count.end + n + 1])), 2)
    return "on_top" if {*before, *behind[:ahead]} & tolls.on_top else ""


def _sums_up(sentence: str, times: Sequence[When], tolls: Tolls) -> bool:
    """Whether a sentence tells what happened over a time, or at several places."""
    low = f" {sentence.casefold()} "
    return any(when.relation == "since" for when in times) or any(f" {words} " in low for words in tolls.summing)
