"""What a person's name, and the title and words before it, tell: gender, spelling, the words of the description."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import JaroWinkler

from detente.reading.parsing import Parse
from detente.reading.syntax import children

__all__ = ["TITLES", "has_title", "left_of", "same_given_name", "slug", "title_gender"]

TITLES = {
    "mr": "m",
    "mr.": "m",
    "mrs": "f",
    "mrs.": "f",
    "ms": "f",
    "ms.": "f",
    "miss": "f",
    "sir": "m",
    "lord": "m",
    "king": "m",
    "prince": "m",
    "queen": "f",
    "princess": "f",
    "m.": "m",
    "mme": "f",
    "madame": "f",
    "monsieur": "m",
    "chairwoman": "f",
    "spokeswoman": "f",
    "congresswoman": "f",
}
SAME_GIVEN_NAME = 0.84
"""Jaro-Winkler similarity from which two given names are one ('Anthony' and 'Antony', 'Sergei' and
'Sergey')."""


NO_ACCENT = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})
"""Letters that are not made of another and a mark."""


def slug(name: str) -> str:
    """'Annalena Baerbock' -> 'annalena-baerbock', without accents."""
    plain = unicodedata.normalize("NFKD", name.translate(NO_ACCENT)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def same_given_name(a: str, b: str) -> bool:
    """Whether two given names are spellings of one, or one the initial of the other."""
    a, b = slug(a), slug(b)
    return a[:1] == b[:1] and (len(a) == 1 or len(b) == 1 or a == b or JaroWinkler.similarity(a, b) >= SAME_GIVEN_NAME)


def has_title(parse: Parse, head: int) -> bool:
    """Whether 'Mr', 'Queen' or the like stands before a name whose last token is `head`."""
    return any(parse.word[c] in TITLES for c in parse.children[head]) or (head > 0 and parse.word[head - 1] in TITLES)


def title_gender(parse: Parse, head: int) -> str | None:
    """`m` or `f` of such a title; None for no title."""
    around = [parse.word[c] for c in parse.children[head]] + ([parse.word[head - 1]] if head else [])
    return next((TITLES[w] for w in around if w in TITLES), None)


def left_of(parse: Parse, head: int) -> list[int]:
    """What stands before a noun in its phrase, nearest last: 'Iranian', 'harbour' and 'master' before a name."""
    direct = [c for c in children(parse, head, "amod", "compound", "nmod", "poss") if c < head]
    return [x for c in direct for x in (*left_of(parse, c), c)]
