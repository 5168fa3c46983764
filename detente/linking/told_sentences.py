"""The sentences of a report as rows of items: words, and the slots in which reports may differ.

A slot is a number, a day, or a name. Two sentences that tell one thing have the same words around their slots,
whatever stands in them; so a slot counts in the row only as the slot that it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from detente.codebook.gazetteer import load_gazetteer
from detente.codebook.tolls import Tolls, load_tolls
from detente.linking.counted import Counted, count_at, is_figure
from detente.linking.words import LANGUAGES, fold, is_function_word, is_negation, stem
from detente.model import Report, Span
from detente.reading.times import When, find_times
from detente.sources.datelines import DATELINE

__all__ = ["TITLED", "TOKEN", "Item", "Sentence", "cut_sentences", "sentences_of"]

FEWEST, MOST = 5, 120
"""Words of a sentence that is compared: fewer tell nothing by themselves, more are a list or a table."""

TITLED = 0.6
"""Share of capitals from which a sentence is a headline, where a capital is no sign of a name."""

ANY_DAY = date(2020, 6, 10)
"""From which relative days are counted in a report without a day; they then compare only with the same words."""

A_YEAR = 1000
YEAR = re.compile(r"\b\d{4}\b")

PRECISIONS = frozenset({"day", "part of day", "minute", "weekend", "week", "month", "year"})

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:st|nd|rd|th|er|e|ème)\b|\d+(?:[.,]\d+)*|n['’]t\b|[^\W\d_]+?(?=n['’]t\b)|(?:[cdjlmnst]|qu)['’](?=\w)"
    r"|[^\W\d_]+(?:[-‐‑][^\W\d_]+)*|[%$€£]",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…]|\n+")
_GAP = re.compile(r"(?:\s?''|\s?[”»]|[\"’')])*\s+(?=[\"“«‘(]*\s?[A-ZÀ-Þ\d])")
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sen|Rep|Gov|No|vs|M|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class Item:
    """A word or a slot at `start` to `end` of the text. `key` is what it counts as in the row.

    `plain` is a word in lower case, of a slot its words; a `telling` item is no function word.
    """

    kind: str  # word, number, day, name
    key: str
    plain: str
    start: int
    end: int
    telling: bool
    count: Counted | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the n-th report of a story; `keys` are its telling items."""

    of: int
    span: Span
    items: tuple[Item, ...]
    keys: frozenset[str]
    same: str


def sentences_of(n: int, report: Report) -> list[Sentence]:
    """The sentences of the n-th report of a story, furniture left out."""
    text = report.text
    language = report.language if report.language in LANGUAGES else LANGUAGES[0]
    tolls = load_tolls(language)
    times = [
        when
        for when in find_times(text, published=report.published or ANY_DAY, language=language)
        if when.value
        and when.precision in PRECISIONS
        and not _is_counted(when, tolls)
        and not when.words.casefold().startswith(tolls.from_before)
    ]
    starts = [when.span.start for when in times]
    named = _names(text)
    found = []
    for begin, end in cut_sentences(text):
        if any(a <= begin < b for a, b in report.furniture):
            continue
        dateline = DATELINE.match(text, begin, end)
        start = dateline.end() if dateline else begin
        tokens = list(TOKEN.finditer(text, start, end))
        if not FEWEST <= len(tokens) <= MOST:
            continue
        here = times[bisect_right(starts, start - 1) : bisect_right(starts, end)]
        items = tuple(_items(text, tokens, here, tolls, named, report.published))
        keys = frozenset(item.key if item.kind == "word" else item.plain for item in items if item.telling)
        same = " ".join(token[0].casefold() for token in tokens)
        found.append(Sentence(n, Span(start, end), items, keys, same))
    return found


def _is_counted(when: When, tolls: Tolls) -> bool:
    """Whether a time is told as a number of days or years, which is compared as a number ("in ten days")."""
    words = when.words.casefold().split()
    counted = [n for n in range(len(words) - 1) if (count := count_at(words, n, tolls)) and count.exact < A_YEAR]
    return any(words[n + 1].rstrip("s") in tolls.units for n in counted)


def cut_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end; a new line ends one."""
    start = 0
    for stop in _STOP.finditer(text):
        if stop[0][0] == "\n":
            if stop.start() >= start:
                yield start, stop.start()
                start = stop.end()
            continue
        gap = _GAP.match(text, stop.end())
        if gap is None or ("\n" not in gap[0] and _SHORT.search(text, max(start, stop.end() - 6), stop.end())):
            continue
        yield start, stop.end()
        start = gap.end()
    yield start, len(text)


def _names(text: str) -> frozenset[str]:
    """Words that are names where a sentence opens with them: known ones, and those with a capital inside another."""
    known = frozenset(text[it.start : it.end].split(maxsplit=1)[0] for it in load_gazetteer().find(text, on=None))
    return known.union(re.findall(r"(?<=[\w,] )([A-ZÀ-Þ][\w.]+)", text))


def _items(
    text: str,
    tokens: Sequence[re.Match[str]],
    times: Sequence[When],
    tolls: Tolls,
    named: frozenset[str],
    published: date | None,
) -> Iterator[Item]:
    words = [token[0].casefold().replace("’", "'").rstrip("'") for token in tokens]
    capitals = [_is_capital(token[0], opens=n == 0, named=named) for n, token in enumerate(tokens)]
    titled = sum(token[0][0].isupper() for token in tokens) >= TITLED * len(tokens)
    pending, at = list(times), 0
    while at < len(tokens):
        start, end = tokens[at].span()
        while pending and pending[0].span.end <= start:
            pending.pop(0)
        if pending and pending[0].span.start < end:
            when = pending.pop(0)
            while at < len(tokens) and tokens[at].start() < when.span.end:
                at += 1
            dateline = when.value == str(published) and YEAR.search(
                when.words
            )  # the day of the report, not of the deed
            told = None if dateline else when
            yield Item("day", "<day>", fold(when.words), when.span.start, tokens[at - 1].end(), telling=True, when=told)
            continue
        count = _count_from(words, at, tolls)
        if count is not None:
            end = tokens[count.end - 1].end()
            yield Item("number", "<number>", text[start:end].casefold(), start, end, True, count=count)
            at = count.end
            continue
        if capitals[at] and not titled:
            last = at
            while last + 1 < len(tokens) and capitals[last + 1] and _run_on(text, tokens[last], tokens[last + 1]):
                last += 1
            end = tokens[last].end()
            yield Item("name", "<name>", fold(text[start:end]), start, end, True)
            at = last + 1
            continue
        key, telling = _counts_as(tokens[at][0], words[at])
        yield Item("word", key, words[at], start, end, telling)
        at += 1


@lru_cache(maxsize=65_536)
def _counts_as(token: str, plain: str) -> tuple[str, bool]:
    """What a word counts as in the row, and whether it tells something."""
    folded = fold(plain)
    telling = not is_function_word(token, folded) and not is_negation(folded)
    return stem(folded) if telling else folded, telling


def _count_from(words: Sequence[str], at: int, tolls: Tolls) -> Counted | None:
    """The number at a word, or behind the bound that begins there."""
    if words[at] not in tolls.opens and not is_figure(words[at]) and "-" not in words[at]:
        return None
    for ahead in range(4):
        if at + ahead < len(words):
            count = count_at(words, at + ahead, tolls)
            if count is not None:
                return count if count.first == at else None
    return None


def _is_capital(token: str, *, opens: bool, named: frozenset[str]) -> bool:
    if token[:3] in ("al-", "el-"):
        return token[3].isupper()
    if not token[0].isupper() or len(token) == 1:
        return False
    return not is_function_word(token, fold(token)) and (not opens or token in named)


def _run_on(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = text[one.end() : other.start()]
    return between in (" ", "-") or (between == ". " and _SHORT.search(f"{one[0]}.") is not None)
