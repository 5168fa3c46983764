"""Two wordings side by side, word by word: what both have, and where one says otherwise."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from detente.linking.words import fold

__all__ = ["Piece", "differences"]

_WORD = re.compile(r"[“\"«‘(\[]*(?P<bare>\w+(?:['’‐‑-]\w+)*)")


class Piece(NamedTuple):
    """A stretch of two wordings: the `same` in both, or what each of them has there, which may be nothing."""

    same: bool
    one: str
    other: str


def differences(one: str, other: str) -> list[Piece]:
    """Two wordings cut into aligned pieces, alternately alike and different.

    Words are compared without case and accents; an opening mark goes with its word, and what else stands between
    words with the word before. The pieces' `one` joined are the first wording, their `other` the second.
    """
    first, second = _cut(one), _cut(other)
    keys = [fold(_bare(word)) for word in first], [fold(_bare(word)) for word in second]
    pieces: list[Piece] = []
    for step in Indel.opcodes(*keys):
        mine, theirs = first[step.src_start : step.src_end], second[step.dest_start : step.dest_end]
        piece = Piece(step.tag == "equal", "".join(mine), "".join(theirs))
        if pieces and pieces[-1].same == piece.same:
            last = pieces.pop()
            piece = Piece(last.same, last.one + piece.one, last.other + piece.other)
        pieces.append(piece)
    return pieces


def _cut(text: str) -> list[str]:
    """The words with what follows each; the first also with what stands before it."""
    starts = [match.start() for match in _WORD.finditer(text)]
    if not starts:
        return [text] if text else []
    return [text[start:end] for start, end in pairwise([0, *starts[1:], len(text)])]


def _bare(word: str) -> str:
    match = _WORD.search(word)
    return match["bare"] if match else word
