"""Where reports of one story cannot all be right, each side with its words."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Disagreement, Line, Reading, Story

__all__ = ["find_disagreements"]


def find_disagreements(story: Story, readings: Sequence[Reading], lines: Sequence[Line]) -> list[Disagreement]:
    """What the reports of a story say differently about one happening.

    `readings` are those of the story's reports, in its order; `lines` join the entries of several of them
    that tell one thing (`line.entries` are ids of entries in the readings).
    """
    return []
