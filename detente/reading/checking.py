"""Runs the codebook's own examples: does each sentence give the reading that its author expects?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.codebook.frames import Example, Frames
from detente.codebook.scopes import Scopes
from detente.codebook.turns import load_turns
from detente.reading.coding import Coded, code_pairs

__all__ = ["CheckedExample", "check_examples"]


@dataclass(frozen=True, slots=True)
class CheckedExample:
    """An example with what the program made of it."""

    example: Example
    coded: Coded

    @property
    def type_right(self) -> bool:
        """Whether the event type is the expected one."""
        return self.coded.type == self.example.type

    @property
    def status_right(self) -> bool:
        """Whether the status is the expected one."""
        return self.coded.status == self.example.status


def check_examples(frames: Frames, scopes: Scopes, *, aside: bool | None = None) -> Sequence[CheckedExample]:
    """Codes every example of a codebook (`aside=True`: only those kept aside, False: only the others)."""
    examples = [e for e in frames.examples if aside is None or e.aside == aside]
    turns = load_turns(frames.language, coding=False)
    rows = [(e.sentence, e.actor, e.recipient) for e in examples]
    coded = code_pairs(rows, frames=frames, scopes=scopes, turns=turns)
    return [CheckedExample(e, c) for e, c in zip(examples, coded, strict=True)]
