"""When two wordings are one position: the same words, or content words that mostly recur.

Function words are dropped, endings cut, and words that diplomacy uses for one another ("commitment",
"guarantee") count as one. Nothing is looked up in a model, so a row can say why it was gathered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["ALIKE", "Wording", "alike", "wording"]

ALIKE = 0.75
"""Share of the shorter wording's content words that must recur in the other: three in four. Two in three would
make one demand of "halt the shipments to Cuba" and "halt the flights to Cuba"."""

SHARED = 2
"""Content words that must recur at least: a single one ("Cuba") is a topic, not a demand."""

_WORD = re.compile(r"[^\W\d_]+(?:'t\b)?|\d+")
_NOT = frozenset("not n't no never neither nor without against cannot ne pas aucun aucune jamais sans non".split())
_STOP = frozenset(
    """a an the this that these those such any all each every some own same other others both more most very also so
    and or but if as than then of to in on at by for from with into onto over under about between through during upon
    within toward towards its it he she they we i you his her their our your my me us them him who whom whose which
    what when where while there here be is are was were been being am has have had having do does did done will would
    shall should must may might can could s t d ll re ve further again still already now only just even first
    le la les l un une des de du d au aux a en et ou mais que qu qui dont où ce cet cette ces se s son sa ses leur leurs
    il elle ils elles on nous vous je y par pour sur dans avec est sont était soit être ont avait avoir tout toute tous
    toutes plus""".split()
)
_ENDINGS = "ments ment ings ing ions ion als al ers er ees ee ed es s".split()

# Words that reports of a negotiation put for one another, English and French; the first names the family.
_FAMILIES = (
    "assurance assure assured commitment commit guarantee guaranteed pledge promise undertaking engagement garantie",
    "enlargement enlarge expand expansion integrate integration admit admission accession join membership élargir "
    "élargissement adhésion intégrer intégration adhérer",
    "withdrawal withdraw withdrew withdrawn pullback pullout removal remove evacuate evacuation dismantle retrait "
    "retirer évacuer évacuation démanteler",
    "cessation cease halt stop end ending suspend suspension cessez cesser arrêter arrêt fin suspendre",
    "talks talk negotiate negotiation discuss discussion dialogue pourparlers négocier négociation",
    "sanction sanctions penalty penalties embargo",
    "attack aggression invade invasion assault offensive attaquer envahir agression",
    "release free freed liberate libérer libération",
    "blockade quarantine blocus quarantaine",
    "troop troops soldier soldiers forces soldat soldats troupe troupes",
    "weapon weapons arms armament armes armement",
    "inspection inspect verify verification inspecter vérifier vérification",
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What of a wording counts: its words written alike, content stems, names in it, and whether it negates.

    `spelt` has for every stem the word it was cut from.
    """

    same: str
    stems: frozenset[str]
    spelt: Mapping[str, str]
    names: frozenset[str]
    negated: bool


@lru_cache(maxsize=20_000)
def wording(words: str) -> Wording:
    """A wording reduced to what is compared; case, accents, quotation marks and the kind of apostrophe are free."""
    tokens = _WORD.findall(unicodedata.normalize("NFC", words).replace("’", "'"))
    plain = [_fold(token) for token in tokens]
    spelt: dict[str, str] = {}
    for token, low in zip(tokens, plain, strict=True):
        if (low not in _STOP or _abbreviated(token)) and not _is_negation(low):
            stem = low if _abbreviated(token) else _stem(low)
            spelt.setdefault(_FAMILY_OF.get(stem, stem), token)
    return Wording(
        " ".join(plain),
        frozenset(spelt),
        spelt,
        frozenset(low for token, low in zip(tokens, plain, strict=True) if token[0].isupper() and low not in _STOP),
        any(map(_is_negation, plain)),
    )


def alike(one: Wording, other: Wording) -> float:
    """How much of the shorter wording recurs in the other, from 0 to 1; 0 where they are not one position.

    One of them negated and the other not are opposite, however many words they share.
    """
    if one.same == other.same:
        return 1.0
    if one.negated != other.negated or not one.stems or not other.stems:
        return 0.0
    shared = len(one.stems & other.stems)
    if shared < SHARED and one.stems != other.stems:
        return 0.0
    score = shared / min(len(one.stems), len(other.stems))
    return score if score >= ALIKE else 0.0


def _is_negation(low: str) -> bool:
    return low in _NOT or low.endswith("n't")


def _abbreviated(token: str) -> bool:
    """US, UN, EU: capitals throughout, so no pronoun or article."""
    return len(token) > 1 and token.isupper()


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


def _stem(word: str) -> str:
    """A word without its ending: light, since families and the share that must recur forgive what is left."""
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def _families(lines: Iterable[str]) -> dict[str, str]:
    return {_stem(_fold(word)): line.split()[0] for line in lines for word in line.split()}


_STOP = frozenset(_fold(word) for word in _STOP)
_FAMILY_OF = _families(_FAMILIES)
