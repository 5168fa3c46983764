"""The words of a text as they are compared: folded, cut to their stems, put into their families."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from detente.codebook.families import load_families

__all__ = ["Word", "fold", "is_abbreviated", "is_function_word", "is_negation", "stem", "stem_families", "words_of"]

LANGUAGES = ("en", "fr")
"""Languages whose words have families."""

_TOKEN = re.compile(
    r"\b(?:d[eé]|re|non|anti|counter|pre|co|cease|cessez-le)[-‐‑](?=[^\W\d_])[^\W\d_]+"  # one word with its prefix
    r"|[^\W\d_]+(?:['’]t\b)?|\d+(?:[.,]\d+)*",
    re.IGNORECASE,
)
_HYPHENS = str.maketrans("", "", "-‐‑")
_NOT = frozenset("not n't no never neither nor without against cannot ne pas aucun aucune jamais sans non n".split())
_FUNCTION_WORDS = """
    a an the this that these those such any all each every some own same other others both more most very also so
    and or but if as than then of to in on at by for from with into onto over under about between through during upon
    within toward towards its it he she they we i you his her their our your my me us them him who whom whose which
    what when where while there here be is are was were been being am has have had having do does did done will would
    shall should must may might can could s t d ll re ve further again still already now only just even first
    le la les l un une des de du d au aux a en et ou mais que qu qui dont où ce cet cette ces se s son sa ses leur leurs
    il elle ils elles on nous vous je y par pour sur dans avec est sont était soit être ont avait avoir tout toute tous
    toutes plus notre nos votre vos me te lui eux moi cela ceci ca c j m comme si aussi donc car entre sous vers chez
    up out off down there"""
_ENDINGS = "ments ment ings ing ions ion als al ers er ees ee ed es s".split()


class Word(NamedTuple):
    """A word at `text[start:end]`, folded in `plain`.

    `key` is what it counts as, its family or its stem; None for a function word. `near` is the family of its
    kin, if it has one. A `light` word says little by itself.
    """

    start: int
    end: int
    plain: str
    key: str | None
    near: str | None
    light: bool
    is_name: bool


@lru_cache(maxsize=50_000)
def words_of(text: str, language: str | None = None) -> tuple[Word, ...]:
    """The words of a text in order; a prefix with its hyphen is part of its word (de-escalation).

    `language` says whose families count; a language that has none goes by those of English.
    """
    same, near, light = _keys(language if language in LANGUAGES else LANGUAGES[0])
    tokens = [(match, fold(match[0]).translate(_HYPHENS)) for match in _TOKEN.finditer(text)]
    found = []
    for n, (match, plain) in enumerate(tokens):
        following = f"{plain}_{tokens[n + 1][1]}" if n + 1 < len(tokens) else plain
        key, kin = same.get(following) or same.get(plain), near.get(plain)
        if key is None and (is_negation(plain) or not is_function_word(match[0], plain)):
            cut = _cut(match[0], plain)
            key, kin = (cut, None) if plain in light else (same.get(cut, cut), kin or near.get(cut))
        named = match[0][0].isupper() and (is_abbreviated(match[0]) or not _opens(text, match.start()))
        found.append(Word(*match.span(), plain, key, kin, plain in light, named))
    return tuple(found)


def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence or a quotation, where a capital means nothing."""
    before = text[:start].rstrip()
    return not before or before[-1] in '.!?:…“"«'


def _cut(token: str, plain: str) -> str:
    if is_negation(plain):
        return "not"
    if plain[0].isdigit():
        return re.sub(r"[.,](?=\d{3}\b)", "", plain)  # 1,200 and 1.200 are 1200
    return plain if is_abbreviated(token) else stem(plain)


@lru_cache(maxsize=4)
def _keys(language: str) -> tuple[Mapping[str, str], Mapping[str, str], frozenset[str]]:
    """The family of each word and each stem, of what is the same and of what is only kin; and the light words."""
    families = load_families()
    same, across, near, light = (
        table.get(language, {}) for table in (families.same, families.across, families.near, families.light)
    )
    return _by_word_and_stem(across | same), _by_word_and_stem(near), frozenset(map(fold, light))


def _by_word_and_stem(families: Mapping[str, str]) -> dict[str, str]:
    whole = {fold(word).translate(_HYPHENS): family for word, family in families.items()}
    return {**stem_families(families), **whole}


def stem_families(families: Mapping[str, str]) -> dict[str, str]:
    """The families of words by the stems of the words."""
    return {stem(fold(word)): family for word, family in families.items()}


def is_function_word(token: str, plain: str) -> bool:
    """Whether a word only holds others together; an abbreviation in capitals (US, UN) never does."""
    return plain in _STOP and not is_abbreviated(token)


def is_negation(plain: str) -> bool:
    """Whether a folded word negates."""
    return plain in _NOT or plain.endswith("n't")


def is_abbreviated(token: str) -> bool:
    """US, UN, EU: capitals throughout, so no pronoun or article."""
    return len(token) > 1 and token.isupper()


def fold(word: str) -> str:
    """A word without case and accents."""
    low = word.replace("’", "'").casefold()
    if low.isascii():
        return low
    plain = unicodedata.normalize("NFD", low)
    return "".join(c for c in plain if not unicodedata.combining(c))


def stem(word: str) -> str:
    """A folded word without its ending: light, since families and shares forgive what is left."""
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


_STOP = frozenset(fold(word) for word in _FUNCTION_WORDS.split())
