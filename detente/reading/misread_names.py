"""Finds the names that the small French parser took for verbs or adjectives, by their capital: 'a prié Caracas de ...'.

That is done on the labels of Universal Dependencies, before they are renamed and before all other mending. At the end
names are turned round, for a name hangs by its first word in the one scheme and by its last in the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["mend_misread_names", "turn_names"]

OPENING = frozenset('":(«—–-')


def mend_misread_names(parse: Parse, is_word: Callable[[str], bool]) -> None:
    """Gives names the tag of names; in place.

    A word with a capital is a name inside a sentence; at its head, if it is no word of the language (`is_word`).
    """
    for first, last in parse.sentences:
        for i in range(first, last):
            tag, word = parse.tag[i], parse.text[parse.start[i] : parse.end[i]]
            opens = i == first or parse.word[i - 1] in OPENING
            if len(word) < 3 or not word[:1].isupper() or not word[1:2].islower():
                continue
            if tag.startswith("VB") or tag == "RB" or (tag == "JJ" and opens):
                if opens and is_word(word.lower()):
                    continue
                if tag == "VB" and not opens and parse.dep[i - 1] == "mark":
                    continue  # 'à Alger': `misread_nouns.py`
                parse.tag[i], parse.lemma[i] = "NNP", parse.word[i]


def turn_names(parse: Parse) -> None:
    """'Adrien Fortin': makes the last word of a name its head; in place, after the labels have been renamed."""
    head, dep = parse.head, parse.dep
    for first, label in enumerate(dep):
        if parse.tag[first] != "NNP" or label == "flat":
            continue
        last = first
        while last + 1 < len(parse) and parse.tag[last + 1] == "NNP" and _goes_on(parse, first, last + 1):
            last += 1
        if last == first:
            continue
        head[last], dep[last] = last if head[first] == first else head[first], label
        for k in range(*parse.sentences[parse.sentence[first]]):
            if first <= head[k] < last and k != last:
                head[k] = last
        for k in range(first, last):
            head[k], dep[k] = last, "compound"


def _goes_on(parse: Parse, first: int, i: int) -> bool:
    """Whether a name that begins at a token goes on with another: by its label, or beside it in the same place."""
    flat = parse.dep[i] == "flat" and first <= parse.head[i] < i
    return flat or (
        parse.dep[i] == "appos" and parse.dep[first] == "appos" and parse.head[i] in {parse.head[first], i - 1}
    )
