"""Codes a sentence whose actor and recipient are known: which frame of the codebook joins the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.codebook.frames import Frame, Frames
from detente.codebook.scopes import Scopes
from detente.codebook.turns import Turn, load_turns
from detente.model import Report, Span
from detente.reading.parsing import Parse, parse_reports
from detente.reading.roles import actor_tokens, recipient_tokens
from detente.reading.status import Standing, standing_of
from detente.reading.syntax import ancestors, clause_verb, is_verb, subjects, subtree, tense
from detente.reading.triggers import Trigger, find_triggers

__all__ = ["Coded", "code_pairs", "code_parse", "turned"]


@dataclass(frozen=True, slots=True)
class Coded:
    """The coding of one sentence and pair; `type` is None where the sentence has no frame of the codebook."""

    type: str | None
    mode: str | None
    status: str | None
    why: str
    confidence: float
    anchor: Span | None = None


NOTHING = Coded(None, None, None, "no word of the codebook in the sentence", 0.0)

INSIDE = 0.7
"""Worth of a role filled by a phrase that only holds the name ('officials of Russia'), against 1."""


MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})
"""Types done by both at once: 'Chad and Niger signed', where the recipient stands among the actors."""

PRONOUNS = frozenset("it he she they we i its his her their our us him them il elle ils elles".split())

STANDS_FOR = 0.9
"""Worth of a role filled by a pronoun that may stand for the name."""


def code_pairs(
    rows: Sequence[tuple[str, str, str]],
    *,
    frames: Frames,
    scopes: Scopes,
    turns: Sequence[Turn] | None = None,
    published: date | None = None,
) -> list[Coded]:
    """Codes (sentence, actor, recipient) rows in one batch; actor and recipient are words of the sentence.

    The rows follow PLOVER, which has no status: a meeting to come is AGREE, help refused is REJECT. Other
    `turns` than all of the codebook's may be given.
    """
    if turns is None:
        turns = load_turns(frames.language, coding=True)
    reports = [
        Report.make(f"row-{n}", s, language=frames.language, published=published) for n, (s, _, _) in enumerate(rows)
    ]
    parses = parse_reports(reports, language=frames.language)
    return [
        code_parse(p, a, r, frames=frames, scopes=scopes, turns=turns)
        for p, (_, a, r) in zip(parses, rows, strict=True)
    ]


def code_parse(
    parse: Parse, actor: str, recipient: str, *, frames: Frames, scopes: Scopes, turns: Sequence[Turn] = ()
) -> Coded:
    """Codes a parsed sentence for a pair."""
    triggers = [
        Trigger(t.anchor, frame) for t in find_triggers(parse, frames) for frame in (t.frame, *t.rivals, *t.weaker)
    ]
    if not triggers:
        return NOTHING
    actor_at, recipient_at = _tokens_of(parse, actor), _tokens_of(parse, recipient)
    scored = sorted(
        ((_score(parse, t, actor_at, recipient_at), -t.anchor, -n) for n, t in enumerate(triggers)),
        reverse=True,
    )
    score, _, n = scored[0]
    trigger = triggers[-n]
    frame: Frame = trigger.frame
    standing: Standing = standing_of(parse, trigger.anchor, scopes=scopes, frame_status=frame.status)
    type_, mode, status = turned(parse, frame, standing, turns)
    runner_up = next((s for s, _, m in scored[1:] if triggers[-m].frame.type != frame.type), 0.0)
    confidence = max(0.05, min(0.99, 0.5 + (score - max(runner_up, 0.0)) / 8))
    anchor = parse.span(trigger.anchor, trigger.anchor)
    why = f"{frame.id} at '{parse.text[anchor.start : anchor.end]}'; {standing.why}"
    if type_ != frame.type:
        why += f"; so {type_}"
    return Coded(type_, mode, status, why, round(confidence, 2), anchor)


def turned(parse: Parse, frame: Frame, standing: Standing, turns: Sequence[Turn]) -> tuple[str, str | None, str]:
    """Type, mode and status of an event after the first of the turns that fits it."""
    for turn in turns:
        if (turn.type and frame.type not in turn.type) or (turn.mode and frame.mode not in turn.mode):
            continue
        if (turn.cameo and frame.cameo not in turn.cameo) or (turn.status and standing.status not in turn.status):
            continue
        by = standing.by
        if (turn.under or turn.tense) and by is None:
            continue
        if turn.under and by is not None and parse.lemma[by] not in turn.under:
            continue
        if turn.tense and by is not None and (not is_verb(parse, by) or tense(parse, by) not in turn.tense):
            continue
        return turn.to, turn.to_mode, turn.to_status or standing.status
    return frame.type, frame.mode, standing.status


def _tokens_of(parse: Parse, name: str) -> set[int]:
    at = parse.text.find(name) if name else -1
    return set(parse.tokens_in(at, at + len(name))) if at >= 0 else set()


def _score(parse: Parse, trigger: Trigger, actor_at: set[int], recipient_at: set[int]) -> float:
    """How well a trigger joins the pair: its roles filled by them, its place on the path between them."""
    acting = _fit(parse, actor_tokens(parse, trigger), actor_at)
    receiving = _fit(parse, recipient_tokens(parse, trigger), recipient_at)
    crossed = _fit(parse, actor_tokens(parse, trigger), recipient_at) * (1 - acting)
    crossed += _fit(parse, recipient_tokens(parse, trigger), actor_at) * (1 - receiving)
    if trigger.frame.type in MUTUAL and acting > receiving:
        receiving = max(receiving, 0.9 * _fit(parse, actor_tokens(parse, trigger), recipient_at))
    depth = sum(1 for _ in ancestors(parse, trigger.anchor))
    score = 2.0 * acting + 1.6 * receiving - 0.8 * crossed - 0.12 * depth + 0.2 * trigger.frame.constraints
    score += 0.8 * _on_path(parse, trigger.anchor, actor_at, recipient_at)
    if trigger.anchor in actor_at or trigger.anchor in recipient_at:
        score -= 1.0
    return score


def _fit(parse: Parse, places: list[list[int]], wanted: set[int]) -> float:
    best = 0.0
    if not wanted:
        return best
    for rank, tokens in enumerate(places):
        worth = 1.0 - 0.015 * rank
        for token in tokens:
            if token in wanted:
                best = max(best, worth)
            elif parse.word[token] in PRONOUNS and best < worth * STANDS_FOR:
                if wanted.intersection(_antecedents(parse, token)):
                    best = worth * STANDS_FOR
            elif best < worth * INSIDE and wanted.intersection(subtree(parse, token)):
                best = max(best, worth * INSIDE)
    return best


def _antecedents(parse: Parse, pronoun: int) -> list[int]:
    """Whom a pronoun may stand for: the subjects of the clauses above its own ('Spain said it would')."""
    found: list[int] = []
    verb = clause_verb(parse, pronoun)
    for _ in range(4):
        if verb is None or parse.head[verb] == verb:
            return found
        verb = clause_verb(parse, parse.head[verb])
        if verb is not None:
            found += subjects(parse, verb)
    return found


def _on_path(parse: Parse, anchor: int, actor_at: set[int], recipient_at: set[int]) -> float:
    """1 where the anchor lies above both in the tree or is one of them, a half where it lies above one."""
    above_actor = {anchor} if not actor_at else {a for x in actor_at for a in ancestors(parse, x)}
    above_recipient = {anchor} if not recipient_at else {a for x in recipient_at for a in ancestors(parse, x)}
    return 0.5 * (anchor in above_actor) + 0.5 * (anchor in above_recipient)
