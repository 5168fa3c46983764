"""One form for the spellings of a name: Araqchi and Araghchi, Mohammed and Muhammad, Zelenskiy and Zelensky."""

from __future__ import annotations

import re
from functools import lru_cache

from detente.codebook.actor_files import unaccented

__all__ = ["sound"]

PARTICLES = frozenset(
    "al el ad ar as ash an at az ul ur us bin ben ibn bint de del della da das do dos du la le van von der den".split()
)
"""Words of a name that are written or left out."""

FOLDS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"\babd[aeiou]?[lrns]*", "abd"),  # Abdul, Abdel, Abd al-, Abdur
        (r"tsch|tch|cz", "ch"),
        (r"dzh|dj", "j"),
        (r"sch|sz", "sh"),
        (r"gh|kh|q|ck|g(?![eiy])|c(?![ehiy])", "k"),
        (r"ph", "f"),
        (r"([bdt])h", r"\1"),
        (r"w", "v"),
        (r"ou|oo|ue|oe", "u"),
        (r"ae|ai|ay|ei|ey", "e"),
        (r"[iyj]+", "i"),
        (r"ee+", "i"),
        (r"[ae]+", "a"),
        (r"[ou]+", "u"),
        (r"z", "s"),
        (r"h\b", ""),
        (r"(.)\1+", r"\1"),
    )
)
"""Letters that languages write differently for one sound, in the order in which they are folded."""


@lru_cache(maxsize=1 << 16)
def sound(name: str) -> str:
    """What the spellings of a name have in common, in lower case without spaces; a key, not to be read.

    Two names of one key may still be two people: it is asked only where no name fits as it is written.
    """
    words = re.sub(r"[^a-z]+", " ", unaccented(name).lower().replace("'", "").replace("’", "")).split()
    kept = " ".join(word for word in words if word not in PARTICLES) or " ".join(words)
    for pattern, letters in FOLDS:
        kept = pattern.sub(letters, kept)
    return kept.replace(" ", "")
