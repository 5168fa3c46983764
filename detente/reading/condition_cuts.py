"""Cuts the two sides of a condition to their own words: no phrase of the marker, nothing that is said beside."""

from __future__ import annotations

from detente.reading.condition_sides import Setting
from detente.reading.parsing import Parse

__all__ = ["closed_up", "on_one_side", "up_to_next_content", "up_to_semicolon", "without_day_of_cue"]

DAY_OPENERS = frozenset({"on", "late", "early"})
FEWEST = 2
"""Tokens of a clause without its day."""


def without_day_of_cue(setting: Setting, outer: list[int]) -> list[int]:
    """'Said on Monday it would leave': the day between a verb of saying and the subject is when it was said."""
    parse = setting.parse
    told = len(outer) > FEWEST and outer[0] - 1 in setting.cues and parse.word[outer[0]] in DAY_OPENERS
    day = told and outer[1] == outer[0] + 1 and parse.entity[outer[1]] == "DATE"
    return outer[2:] if day and parse.tag[outer[2]].startswith(("PRP", "NNP", "DT")) else outer


def up_to_next_content(parse: Parse, inner: list[int]) -> list[int]:
    """An antecedent up to another thing that is said beside it: 'if they left, | and that it would wait'."""
    for k in range(1, len(inner) - 1):
        if parse.word[inner[k]] in {"that", "que", "qu'"} and parse.word[inner[k] - 1] in {"and", "et"}:
            return inner[:k] if inner[k - 1] != inner[k] - 1 else inner[: k - 1]
    return inner


def up_to_semicolon(parse: Parse, outer: list[int], first: int) -> list[int]:
    """A clause before a marker, from the last semicolon on: 'Accra frees pilot; Lome says no talks unless'."""
    if not outer or outer[0] > first:
        return outer
    marks = [t for t in range(outer[0], first) if parse.word[t] == ";"]
    return [t for t in outer if t > marks[-1]] if marks else outer


def closed_up(setting: Setting, inner: list[int], outer: list[int], last: int) -> tuple[list[int], list[int]]:
    """An antecedent that stands last, with the words of it that the parser hung on the clause before."""
    parse = setting.parse
    stray = [t for t in outer if t > last]
    end = inner[-1]
    while stray and end + 1 == stray[0] and parse.word[stray[0]][:1].isalnum() and parse.tag[stray[0]] != "CC":
        end = stray.pop(0)
    taken = [t for t in outer if last < t <= end]
    return sorted({*inner, *taken}), [t for t in outer if t not in taken]


def on_one_side(setting: Setting, outer: list[int], first: int) -> list[int]:
    """The clause without the phrase that a marker hangs on: 'on the sole', 'but only'."""
    parse = setting.parse
    loose = {"on", "but", "only", "for", "the", "à", "mais", "seulement"}
    kept = list(outer)
    while kept and first - 4 < kept[-1] < first and (parse.word[kept[-1]] in loose or parse.tag[kept[-1]] == "JJ"):
        phrase = parse.dep[kept[-1]] == "amod" and parse.word[kept[-1] - 1] in loose
        if parse.tag[kept[-1]] == "JJ" and not phrase:
            break  # 'which they regard as offensive, if'
        kept.pop()
    return kept
