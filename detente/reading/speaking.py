"""Tells the cast who speaks at each token, so that 'we' in somebody's words means the speaker's side."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Statement
from detente.reading.cast import Cast
from detente.reading.parsing import Parse

__all__ = ["set_speakers"]


def set_speakers(parse: Parse, cast: Cast, statements: Sequence[Statement]) -> None:
    """Marks the tokens of each said statement with its speaker; inner statements win over the outer ones."""
    widest_first = sorted(statements, key=lambda s: s.content_spans[0].start - s.content_spans[-1].end)
    for statement in widest_first:
        if statement.attitude == "said" and statement.speaker is not None:
            for start, end in statement.content_spans:
                for token in parse.tokens_in(start, end):
                    cast.speaking[token] = statement.speaker
    cast.forget()
