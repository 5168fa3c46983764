"""Statements of the headline, where the body does not tell them: a headline mostly says again what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.model import Party, Statement
from detente.reading.parsing import Parse

__all__ = ["LEAST_SURE", "told_by_headline_alone"]

TOLD = 0.5
"""Part of a headline's content words that a statement of the body has, from which it tells the same."""

LEAST_SURE = 0.5
"""What a headline's confidence is cut to: it shortens what was said."""

CONTENT_TAGS = ("NN", "VB", "JJ", "CD", "RB")
LIGHT = frozenset("be have do say make take go get will more most not very".split())


def told_by_headline_alone(
    headline: Parse, found: Iterable[Statement], body: Parse, told: Sequence[Statement]
) -> list[Statement]:
    """The headline's statements that no statement of the body repeats, with speakers as the body names them.

    `found` are the statements read in the headline, `told` those of the body. One is repeated where a statement
    of the same side, or of nobody known, has half of its content words.
    """
    kept = []
    for statement in found:
        speaker = _as_in_body(statement.speaker, told)
        words = _content_words(headline, statement)
        if not words or any(
            _may_be_one(speaker, other.speaker) and len(words & _content_words(body, other)) >= TOLD * len(words)
            for other in told
        ):
            continue
        kept.append(
            replace(
                statement,
                speaker=speaker,
                confidence=min(LEAST_SURE, statement.confidence),
                why=f"{statement.why}; told in the headline alone",
            )
        )
    return kept


def _content_words(parse: Parse, statement: Statement) -> set[str]:
    tokens = (t for span in statement.content_spans for t in parse.tokens_in(*span))
    return {parse.lemma[t].lower() for t in tokens if parse.tag[t].startswith(CONTENT_TAGS)} - LIGHT


def _as_in_body(speaker: Party | None, told: Sequence[Statement]) -> Party | None:
    """A surname is the person of that name who speaks in the body."""
    if speaker is None or speaker.id is not None:
        return speaker
    name = speaker.name.lower().split()
    for other in told:
        if other.speaker is not None and other.speaker.name.lower().split()[-len(name) :] == name:
            return other.speaker
    return speaker


def _may_be_one(a: Party | None, b: Party | None) -> bool:
    if a is None or b is None or a.id is None or b.id is None:
        return True
    return a.id.split("/", maxsplit=1)[0] == b.id.split("/", maxsplit=1)[0]
