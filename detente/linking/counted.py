"""Numbers in a row of words: in figures or spelled, as a range, with what opens or widens them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from detente.codebook.tolls import Tolls

__all__ = ["MANY", "Counted", "can_be_one", "count_at", "is_figure"]

WIDE = 0.1
"""By how much a number that is said to be about right may be off."""

MANY = 1e15
BEFORE = 3  # words that may make one bound: "no fewer than"
HUNDRED = 100

_FIGURE = re.compile(r"\d+(?:[.,]\d+)?[.,]?|\d{1,3}(?:[.,]\d{3})+[.,]?")


class Counted(NamedTuple):
    """A number that words `first` to `end` (exclusive) tell: what it can be at least and at most."""

    first: int
    end: int
    low: float
    high: float
    exact: float


def is_figure(word: str) -> bool:
    """Whether a word is a number in figures."""
    return word[0].isdigit()


def count_at(words: Sequence[str], at: int, tolls: Tolls) -> Counted | None:
    """The number that begins at a word (in lower case, accents kept), with the bound before it; None for none."""
    single = _value(words, at, tolls)
    if single is None:
        return None
    low, high, exact, end = single
    if end + 1 < len(words) and words[end] in ("to", "à", "and", "et") and is_figure(words[at]):
        between = at > 0 and words[at - 1] in ("between", "entre", "from")
        other = _value(words, end + 1, tolls) if words[end] in ("to", "à") or between else None
        if other is not None and other[2] > exact:
            return Counted(at, other[3], low, other[1], exact)
    for length in range(min(BEFORE, at), 0, -1):
        bound = tolls.bounds.get(" ".join(words[at - length : at]))
        if bound:
            low, high = _widened(bound, low, high)
            return Counted(at - length, end, low, high, exact)
    return Counted(at, end, low, high, exact)


def can_be_one(one: Counted, other: Counted) -> bool:
    """Whether two numbers can be one: what they can be overlaps."""
    return one.low <= other.high and other.low <= one.high


def _widened(bound: str, low: float, high: float) -> tuple[float, float]:
    if bound == "least":
        return low, MANY
    if bound == "most":
        return 0, high
    return low - WIDE * low, high + WIDE * high


def _value(words: Sequence[str], at: int, tolls: Tolls) -> tuple[float, float, float, int] | None:
    """Bounds, value and end of the number at a word."""
    word = words[at]
    if word in tolls.loosely:
        low, high = tolls.loosely[word]
        scale = tolls.scales.get(words[at + 1], 1) if at + 1 < len(words) else 1  # "several dozen"
        return low * scale, high * scale, low * scale, at + 1 + (scale > 1)
    if _FIGURE.fullmatch(word):
        value, step = _figure(word)
    elif (spelled := _spelled(word, tolls)) is not None:
        value, step = float(spelled), 0.0
        if spelled == 1 and (at + 1 >= len(words) or words[at + 1] not in tolls.scales):
            return None  # "one" is mostly a pronoun or an article
    else:
        return None
    end = at + 1
    while end < len(words):
        if words[end] in tolls.scales:
            value, step = value * tolls.scales[words[end]], step * tolls.scales[words[end]]
        elif not is_figure(word) and value % HUNDRED == 0 and (more := _spelled(words[end], tolls)) is not None:
            value += more
        else:
            break
        end += 1
    return value - step / 2, value + step / 2, value, end


def _spelled(word: str, tolls: Tolls) -> int | None:
    if word in tolls.numbers:
        return tolls.numbers[word]
    tens, _, ones = word.partition("-")
    if ones in tolls.numbers and tens in tolls.numbers:
        return tolls.numbers[tens] + tolls.numbers[ones]
    return None


def _figure(word: str) -> tuple[float, float]:
    """The value of a number in figures, and the step to which it seems rounded: 1,200 to hundreds, 1.2 to tenths."""
    plain = word.rstrip(".,")
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain):
        digits = re.sub(r"[.,]", "", plain)
    elif re.fullmatch(r"\d+[.,]\d+", plain):
        _, decimals = re.split(r"[.,]", plain)
        return float(plain.replace(",", ".")), 10.0 ** -len(decimals)
    else:
        digits = re.sub(r"[.,]", "", plain)
    noughts = len(digits) - len(digits.rstrip("0"))
    return float(digits), 10.0**noughts if noughts and int(digits) > HUNDRED else 0.0
