"""Copies found as a shuffle are those that are found in memory, to the last digit."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.linking import copies as in_memory
from detente.linking.copies import in_order
from detente.linking.origins import find_origins
from detente.model import Report, Span
from detente.scale import copies

WORDS = [
    f"{begin}{end}" for begin in "har tal min por gre sal ven bor".split() for end in "bour ks ister ts en t".split()
]


def corpus(seed: int, *, reports: int) -> list[Report]:
    """Made-up reports, most of them copied, cut, padded or rewritten from others, some by many outlets."""
    draw = random.Random(seed)

    def sentence() -> str:
        return " ".join(draw.choices(WORDS, k=draw.randint(4, 14))).capitalize() + "."

    made: list[list[str]] = []
    found = []
    for n in range(reports):
        text = [sentence() for _ in range(draw.randint(1, 12))]
        if made and draw.random() < 0.7:
            other = list(draw.choice(made[: 1 + len(made) // 4] if draw.random() < 0.5 else made))
            start = draw.randrange(len(other))
            change = draw.randrange(4)
            text = [other, other[start:], other + text[:2], [s.replace("ks", "cks") for s in other]][change]
        made.append(text)
        day = date(2021, 5, 1) + timedelta(draw.randrange(5))
        told = " ".join(text) + (" Ça y est." if n % 7 == 0 else "")
        furniture = (Span(0, len(text[0])),) if n % 5 == 0 else ()
        found.append(Report.make(f"{n:03}.txt", told, published=day, outlet=f"Wire {n}", furniture=furniture))
    return found


@pytest.mark.parametrize("batch", [3, 2_000])
@settings(deadline=None, max_examples=5)
@given(seed=st.integers(0, 10**6), reports=st.integers(0, 90))
def test_a_shuffle_finds_what_memory_does(batch: int, seed: int, reports: int) -> None:
    ordered = in_order(corpus(seed, reports=reports))
    with pytest.MonkeyPatch.context() as given_:
        given_.setattr(copies, "BATCH", batch)
        shuffled = copies.find_shared(ordered)
    assert list(shuffled.items()) == list(in_memory.find_shared(ordered).items())


def test_many_outlets_with_one_text_are_found() -> None:
    ordered = in_order(corpus(7, reports=150))
    found = copies.find_shared(ordered)
    assert len(found) > 150 and any(shared.runs == 1.0 for shared in found.values())
    origins = find_origins(ordered, shared=copies.find_shared)
    assert origins == find_origins(ordered)
    assert sum(id_ != of for id_, of in origins.items()) > 40
