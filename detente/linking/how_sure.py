"""How sure it is that two reports which say otherwise tell of one thing: from what both tell alike."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

__all__ = ["common_part", "how_sure"]

DOUBT = 0.6
"""Doubt that is left where nothing but one story, or one rare place, says that two reports tell of one thing."""

DAY, PLACE, WHO, TEXT, WORDS = 0.6, 0.5, 0.7, 0.2, 0.7
"""What each leaves of the doubt: the same day, the same place, the same sides or victims or thing that was hit, two
reports that are one text changed, and all of the shorter's telling words."""


def how_sure(
    *, words: float, day: bool = False, place: bool = False, who: bool = False, one_text: bool = False
) -> float:
    """A confidence, 0 to 1: each thing that both tell alike leaves a part of the doubt.

    `words` is the part (0 to 1) of the shorter telling's words that the other has. The parts were set by hand; the
    confidence is a rank and not calibrated as a probability.
    """
    doubt = DOUBT * (1 - (1 - WORDS) * min(1.0, max(0.0, words)))
    for same, left in ((day, DAY), (place, PLACE), (who, WHO), (one_text, TEXT)):
        doubt *= left if same else 1.0
    return round(1 - doubt, 2)


def common_part(words: AbstractSet[str], others: AbstractSet[str]) -> float:
    """The part (0 to 1) of the words of the shorter telling that the other has too; 0 where one has none."""
    return len(words & others) / max(1, min(len(words), len(others)))
