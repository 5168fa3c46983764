"""Short names that a report makes itself: 'the National Audit Office (NAO) ... the NAO'."""

from __future__ import annotations

import re
from collections.abc import Collection

from detente.reading.parsing import Parse

__all__ = ["short_names"]

SHORT = re.compile(r"\(([A-Z][A-Za-z&.-]{1,9})\)")
"""A short name in brackets, right after what it is short for."""

WORDS = 14
"""Tokens that the long name may have."""

SPELT = 4
"""Letters that a short name which is no row of initials has in common with the first word ('Phivolcs')."""


def short_names(parse: Parse, known: Collection[int], common: Collection[str]) -> dict[int, int]:
    """Token -> the head of the long name, for each short name that a report explains, and each time it comes back.

    `known` are tokens that are names already, `common` words in lower case that are none ('MP').
    """
    text, begin, end = parse.text, *parse.reach
    heads: dict[str, int] = {}
    for found in SHORT.finditer(text, begin, end):
        tokens, short = parse.tokens_in(*found.span(1)), found[1]
        if len(tokens) != 1 or tokens[0] in known or short.lower() in common or sum(map(str.isupper, short)) < 2:
            continue
        head = _head_of_long_name(parse, tokens[0] - 1, short)
        if head is not None:
            heads.setdefault(short, head)
    if not heads:
        return {}
    lower = {short.lower() for short in heads}
    meant = {}
    for token, word in enumerate(parse.word):
        if word in lower and token not in known:
            head = heads.get(text[parse.start[token] : parse.end[token]])
            if head is not None and token > head:
                meant[token] = head
    return meant


def _head_of_long_name(parse: Parse, bracket: int, short: str) -> int | None:
    """The head of the words before a bracket of which a short name is made; None where it is made of none."""
    sentence = parse.sentences[parse.sentence[bracket - 1]][0]
    initials = [letter.lower() for letter in short if letter.isupper()]
    for first in range(bracket - 2, max(sentence, bracket - WORDS) - 1, -1):
        if not parse.text[parse.start[first]].isupper():
            continue
        words = [parse.text[parse.start[t] : parse.end[t]] for t in range(first, bracket)]
        if _is_short_for(short, initials, words):
            inside = range(first, bracket)
            return next((t for t in inside if parse.head[t] not in inside or parse.head[t] == t), None)
    return None


def _is_short_for(short: str, initials: list[str], words: list[str]) -> bool:
    """Whether initials are, in order, those of words, the first and the last big one among them."""
    if words[0][0].lower() != short[0].lower():
        return False
    if not short.isupper() and _begins_like(words[0], short):
        return True
    left = iter(word[0].lower() for word in words if word[0].isalnum())
    return all(letter in left for letter in initials) and len(initials) > 1


def _begins_like(word: str, short: str) -> bool:
    """Whether a word begins like a short name."""
    return word[:SPELT].lower() == short[:SPELT].lower()
