"""What of one wording is not in another: pieces of text, each the same or not, by words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

__all__ = ["Part", "differing"]

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|\W+")


class Part(NamedTuple):
    """A piece of a wording, and whether the other one has it too."""

    text: str
    same: bool


def differing(words: str, other: str) -> list[Part]:
    """The first wording in parts: what the other has too, and what it has not. Case and punctuation are free."""
    tokens = _TOKEN.findall(words)
    here = [n for n, token in enumerate(tokens) if _WORD.fullmatch(token)]
    matcher = SequenceMatcher(
        None, [tokens[n].casefold() for n in here], [word.casefold() for word in _WORD.findall(other)], autojunk=False
    )
    shared = {here[block.a + n] for block in matcher.get_matching_blocks() for n in range(block.size)}
    found: list[Part] = []
    for n, token in enumerate(tokens):
        word = bool(_WORD.fullmatch(token))
        before = found[-1].same if found else True
        same = n in shared if word else before and (n + 1 >= len(tokens) or n + 1 in shared)
        if found and found[-1].same == same:
            found[-1] = Part(found[-1].text + token, same)
        else:
            found.append(Part(token, same))
    return found
