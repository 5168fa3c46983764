"""Conditions that several reports tell: one holder, and both sides alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.linking.around_leads import around_leads
from detente.linking.shared_words import Weights, lookup_keys, shared, weigh
from detente.linking.words import Word, words_of
from detente.model import Condition, Reading

__all__ = ["same_conditions"]

SIDE = 0.5
"""Share of the shorter wording of each side that must stand in the other."""

BOTH = 1.5
"""What the shares of the two sides must come to: where one word of each differs, it may be the one that counts."""

TELLING = 0.5
"""Weight that each side must share: one word that is fairly rare."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A condition with the words of its sides that count."""

    condition: Condition
    language: str | None
    holder: str | None
    antecedent: tuple[Word, ...]
    consequent: tuple[Word, ...]


def same_conditions(readings: Sequence[Reading]) -> list[list[Condition]]:
    """The conditions of these reports, those together that one holder (a person or the state) sets alike."""
    laid = [
        Laid(it, language, _holder(it), _counted(it.antecedent.does, language), _counted(it.consequent.does, language))
        for reading in readings
        for language in (reading.report.language,)
        for it in reading.conditions
    ]
    weights = weigh([(*it.antecedent, *it.consequent) for it in laid])
    groups = around_leads(
        sorted(laid, key=lambda it: -len(it.antecedent) - len(it.consequent)),
        keys=lambda it: {(it.holder, key) for key in lookup_keys((*it.antecedent, *it.consequent))},
        alike=lambda lead, it: _alike(lead, it, weights),
    )
    return [[it.condition for it, _ in group] for group in groups]


def _holder(condition: Condition) -> str | None:
    holder = condition.holder
    return None if holder is None else (holder.id or holder.name.casefold()).split("/")[0]


def _counted(words: str, language: str | None) -> tuple[Word, ...]:
    return tuple(word for word in words_of(words, language) if word.key)


def _alike(lead: Laid, other: Laid, weights: Weights) -> tuple[float, ...] | None:
    one, two = lead.condition, other.condition
    if (one.sense, one.counterfactual) != (two.sense, two.counterfactual):
        return None
    across = lead.language != other.language
    if_ = shared(lead.antecedent, other.antecedent, weights, across=across)
    then = shared(lead.consequent, other.consequent, weights, across=across)
    if if_.part + then.part < BOTH or min(if_.part, then.part) < SIDE or min(if_.weight, then.weight) < TELLING:
        return None
    return (if_.part + then.part, if_.weight + then.weight)
