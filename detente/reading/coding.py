"""Codes a sentence whose actor and recipient are known: which frame of the codebook joins the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.codebook.frames import Frame, Frames
from detente.codebook.scopes import Scopes
from detente.model import Report, Span
from detente.reading.parsing import Parse, parse_reports
from detente.reading.roles import actor_tokens, recipient_tokens
from detente.reading.status import Standing, standing_of
from detente.reading.syntax import ancestors, subtree
from detente.reading.triggers import Trigger, find_triggers

__all__ = ["Coded", "code_pairs", "code_parse"]


@dataclass(frozen=True, slots=True)
class Coded:
    """The coding of one sentence and pair; `type` is None where no frame of the codebook is in the sentence."""

    type: str | None
    mode: str | None
    status: str | None
    why: str
    confidence: float
    anchor: Span | None = None


NOTHING = Coded(None, None, None, "no word of the codebook in the sentence", 0.0)

INSIDE = 0.7
"""Worth of a role filled by a phrase that only holds the name ('officials of Russia'), against 1 for the name itself."""


def code_pairs(
    rows: Sequence[tuple[str, str, str]], *, frames: Frames, scopes: Scopes, published: date | None = None
) -> list[Coded]:
    """Codes (sentence, actor, recipient) rows in one batch; actor and recipient are words of the sentence."""
    reports = [Report.make(f"row-{n}", s, language=frames.language, published=published) for n, (s, _, _) in enumerate(rows)]
    parses = parse_reports(reports, language=frames.language)
    return [code_parse(p, a, r, frames=frames, scopes=scopes) for p, (_, a, r) in zip(parses, rows, strict=True)]


def code_parse(parse: Parse, actor: str, recipient: str, *, frames: Frames, scopes: Scopes) -> Coded:
    """Codes a parsed sentence for a pair."""
    triggers = find_triggers(parse, frames)
    if not triggers:
        return NOTHING
    actor_at, recipient_at = _tokens_of(parse, actor), _tokens_of(parse, recipient)
    scored = sorted(
        ((_score(parse, t, actor_at, recipient_at), -t.anchor, n) for n, t in enumerate(triggers)), reverse=True
    )
    score, _, n = scored[0]
    trigger = triggers[n]
    frame: Frame = trigger.frame
    standing: Standing = standing_of(parse, trigger.anchor, scopes=scopes, frame_status=frame.status)
    runner_up = next((s for s, _, m in scored[1:] if triggers[m].frame.type != frame.type), 0.0)
    confidence = max(0.05, min(0.99, 0.5 + (score - max(runner_up, 0.0)) / 8))
    why = f"{frame.id} at '{parse.text[parse.start[trigger.anchor] : parse.end[trigger.anchor]]}'; {standing.why}"
    anchor = parse.span(trigger.anchor, trigger.anchor)
    return Coded(frame.type, frame.mode, standing.status, why, round(confidence, 2), anchor)


def _tokens_of(parse: Parse, name: str) -> set[int]:
    at = parse.text.find(name) if name else -1
    return set(parse.tokens_in(at, at + len(name))) if at >= 0 else set()


def _score(parse: Parse, trigger: Trigger, actor_at: set[int], recipient_at: set[int]) -> float:
    """How well a trigger joins the pair: its roles filled by them, its place on the path between them."""
    acting = _fit(parse, actor_tokens(parse, trigger), actor_at)
    receiving = _fit(parse, recipient_tokens(parse, trigger), recipient_at)
    crossed = _fit(parse, actor_tokens(parse, trigger), recipient_at) * (1 - acting)
    crossed += _fit(parse, recipient_tokens(parse, trigger), actor_at) * (1 - receiving)
    depth = sum(1 for _ in ancestors(parse, trigger.anchor))
    score = 2.0 * acting + 1.6 * receiving - 0.8 * crossed - 0.12 * depth + 0.15 * trigger.frame.constraints
    score += 0.8 * _on_path(parse, trigger.anchor, actor_at, recipient_at)
    if trigger.anchor in actor_at or trigger.anchor in recipient_at:
        score -= 1.0
    return score


def _fit(parse: Parse, places: list[list[int]], wanted: set[int]) -> float:
    best = 0.0
    if not wanted:
        return best
    for rank, tokens in enumerate(places):
        worth = 1.0 - 0.03 * rank
        for token in tokens:
            if token in wanted:
                best = max(best, worth)
            elif best < worth * INSIDE and wanted.intersection(subtree(parse, token)):
                best = max(best, worth * INSIDE)
    return best


def _on_path(parse: Parse, anchor: int, actor_at: set[int], recipient_at: set[int]) -> float:
    """1 where the anchor lies between the two in the tree, a half where it lies above or on the way of one of them."""
    above_actor = {anchor} if not actor_at else {a for x in actor_at for a in ancestors(parse, x)}
    above_recipient = {anchor} if not recipient_at else {a for x in recipient_at for a in ancestors(parse, x)}
    return 0.5 * (anchor in above_actor) + 0.5 * (anchor in above_recipient)
