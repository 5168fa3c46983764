"""Which event types words may tell, by the codebook's trigger words alone: for clauses that no event was read in.

This is no reading: it knows no syntax. It is asked only where a clause of a condition has no type of its own,
and for an act that somebody supposes in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from detente.codebook.frames import ANY, Frame, load_frames
from detente.linking.wordings import Wording, wording

__all__ = ["LANGUAGES", "OPENING", "Told", "types_told"]

LANGUAGES = ("en", "fr")
"""Those that have a codebook; words are looked up in all, as positions of one side come in several."""


OPENING = 4
"""Letters that a word must have in common with a trigger word, besides the stem of their family."""


class Told(NamedTuple):
    """An event type that words may tell, its mode, and the stem of the word that shows it."""

    type: str
    mode: str | None
    stem: str


class _Sign(NamedTuple):
    type: str
    mode: str | None
    opening: str
    """First letters of the trigger word: stems stand for whole families, of which "evacuate" is not "withdraw"."""
    beside: frozenset[str]
    """Stems of which one must stand by; empty asks for none."""
    particles: frozenset[str]
    constraints: float


def types_told(words: Wording) -> list[Told]:
    """The types whose trigger words stand in a wording: those that ask for more company first, then in order.

    A word that triggers only as a noun counts for nothing right before another noun ("offensive weapons").
    """
    in_order = words.same.split()
    spoken = frozenset(in_order)
    found: list[tuple[float, int, Told]] = []
    for place, (stem, word) in enumerate(words.spelt.items()):
        fitting = [
            sign
            for sign in _signs().get(stem, ())
            if wording(word).same.startswith(sign.opening)
            and (not sign.beside or sign.beside & words.stems)
            and (not sign.particles or sign.particles & spoken)
        ]
        if fitting and not _is_modifier(word, in_order):
            best = max(fitting, key=lambda sign: sign.constraints)
            found.append((-best.constraints, place, Told(best.type, best.mode, stem)))
    return [told for *_, told in sorted(found)]


def _is_modifier(word: str, in_order: list[str]) -> bool:
    """A noun that is no verb, right before another word of content, or after "as"."""
    low = wording(word).same
    if low not in in_order:
        return False
    place = in_order.index(low)
    before, after = in_order[max(0, place - 1)], " ".join(in_order[place + 1 : place + 2])
    if before not in ("as", "comme") and not wording(after).stems:
        return False
    tables = [load_frames(language).by_lemma for language in LANGUAGES]
    return any(low in table["noun"] for table in tables) and not any(low in table["verb"] for table in tables)


@lru_cache(maxsize=1)
def _signs() -> Mapping[str, tuple[_Sign, ...]]:
    """By stem: frames of verbs and nouns that ask for no company, or for nouns that can be looked for."""
    signs: dict[str, dict[_Sign, None]] = defaultdict(dict)
    for language in LANGUAGES:
        frames = load_frames(language)
        for anchor in ("verb", "noun"):
            for word, of_word in frames.by_lemma[anchor].items():
                for stem in wording(word).stems if " " not in word else ():
                    signs[stem].update(
                        dict.fromkeys(_sign(frame, word) for frame in of_word if _needs_no_syntax(frame))
                    )
    return {stem: tuple(of_stem) for stem, of_stem in signs.items()}


def _needs_no_syntax(frame: Frame) -> bool:
    asks = (frame.complement, frame.complement_form, frame.subject, frame.modifier, frame.within, frame.status)
    if any(asks) or frame.mutual:
        return False
    return not (frame.particle or frame.prep or frame.object) or bool(_nouns(frame))


def _nouns(frame: Frame) -> list[str]:
    listed = (*frame.object, *(noun for _, of_preposition in frame.prep for noun in of_preposition))
    return [noun for noun in listed if noun not in ANY]


def _sign(frame: Frame, word: str) -> _Sign:
    beside = frozenset(stem for noun in _nouns(frame) for stem in wording(noun).stems)
    particles = frozenset((*frame.particle, *(preposition for preposition, _ in frame.prep)))
    return _Sign(frame.type, frame.mode, wording(word).same[:OPENING], beside, particles, frame.constraints)
