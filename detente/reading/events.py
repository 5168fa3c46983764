"""Who did what to whom: events from the codebook's frames, with status, date, place and what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.codebook.frames import Frames
from detente.codebook.scopes import Scopes
from detente.model import Condition, Event, Party, Span, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.clause_times import place_of, time_of
from detente.reading.parsing import Parse
from detente.reading.roles import actor_tokens, recipient_tokens
from detente.reading.speech_acts import find_speech_acts
from detente.reading.status import Standing, standing_of
from detente.reading.syntax import ancestors, complements, is_verb, objects, possessors, subjects, subtree, trimmed_span
from detente.reading.times import When
from detente.reading.triggers import Trigger, find_triggers

__all__ = ["NO_RECIPIENT_NEEDED", "find_events"]

NO_RECIPIENT_NEEDED = frozenset({"CONSULT", "PROTEST", "MOBILIZE", "RETREAT", "ASSAULT", "DENY", "CONCEDE"})
"""Types that are worth a line with an actor alone; words addressed to nobody known are statements, not events."""

SPEECH_ACTS = frozenset({"THREATEN", "REQUEST", "REJECT", "AGREE", "DENY", "ACCUSE"})
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "AGREE"})

LONGEST = 60
"""Tokens of evidence at most: an event's span shows the clause, not the paragraph."""


@dataclass(frozen=True, slots=True)
class _Cast:
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    tokens: tuple[int, ...]
    guessed: bool = False
    """The recipient is not in a place of the frame but inferred."""


def find_events(
    parse: Parse,
    frames: Frames,
    scopes: Scopes,
    cast: Cast,
    times: Sequence[When],
    statements: Sequence[Statement],
    conditions: Sequence[Condition],
) -> tuple[list[Event], dict[str, int], list[tuple[Span, str]]]:
    """The events of a parsed report in text order, the token that anchors each (by id), and what was passed over and why."""
    events: list[Event] = []
    anchor_of: dict[str, int] = {}
    passed_over: list[tuple[Span, str]] = []
    triggers = find_triggers(parse, frames)
    anchors = {t.anchor: t for t in triggers}
    for trigger in triggers:
        if _doubled(parse, trigger, anchors):
            continue
        parties = _parties(parse, trigger, cast, conditions, events)
        standing = standing_of(parse, trigger.anchor, scopes=scopes, frame_status=trigger.frame.status)
        word = parse.text[parse.start[trigger.anchor] : parse.end[trigger.anchor]]
        reason = _reason_to_pass(parse, trigger, parties, standing, anchors)
        if reason:
            passed_over.append((parse.span(trigger.anchor, trigger.anchor), f"{trigger.frame.type} '{word}': {reason}"))
            continue
        event = _event(parse, trigger, parties, standing, cast, times, statements)
        events.append(event)
        anchor_of[event.id] = trigger.anchor
    events += find_speech_acts(parse, cast, statements, events)
    return _without_doubles(events), anchor_of, passed_over


def _reason_to_pass(
    parse: Parse, trigger: Trigger, parties: _Cast, standing: Standing, anchors: dict[int, Trigger]
) -> str | None:
    frame = trigger.frame
    if not parties.actor and not parties.recipient:
        return "nobody known acts or is acted on"
    if not parties.actor:
        return "nobody known acts"
    if not parties.recipient and frame.type not in NO_RECIPIENT_NEEDED:
        return "nobody known is acted on"
    if frame.type == "CONSULT" and frame.anchor == "noun" and len(parties.actor) < 2:
        return "only one side of the meeting is named"
    if standing.status == "conditional" and frame.type in COOPERATIVE and _asked_or_offered(parse, trigger.anchor, anchors):
        return "told as what is asked or offered"
    return None


def _asked_or_offered(parse: Parse, anchor: int, anchors: dict[int, Trigger]) -> bool:
    """Whether an act is only the content of a demand, offer, refusal or threat above it, whose `about` tells it."""
    return any(a in anchors and anchors[a].frame.type in SPEECH_ACTS for a in ancestors(parse, anchor))


def _doubled(parse: Parse, trigger: Trigger, anchors: dict[int, Trigger]) -> bool:
    """Whether the verb above says the same with this noun as its object: 'hold talks', 'issue a threat'."""
    if trigger.frame.anchor != "noun":
        return False
    above = anchors.get(parse.head[trigger.anchor])
    return above is not None and above.frame.type == trigger.frame.type and parse.dep[trigger.anchor] in {"dobj", "nsubjpass", "attr"}


def _parties(
    parse: Parse, trigger: Trigger, cast: Cast, conditions: Sequence[Condition], before: Sequence[Event]
) -> _Cast:
    actor, actor_at = _first_known(actor_tokens(parse, trigger), cast, exclude=())
    recipient, recipient_at = _first_known(recipient_tokens(parse, trigger), cast, exclude=actor_at)
    type_ = trigger.frame.type
    if type_ == "CONSULT":
        everybody = tuple(dict.fromkeys((*actor, *recipient)))
        if len(everybody) == 1 and trigger.frame.anchor == "noun":
            everybody = tuple(dict.fromkeys((*_attending(parse, trigger.anchor, cast), *everybody)))
        if trigger.frame.mode == "visit" and actor and recipient:
            return _Cast(actor, recipient, (*actor_at, *recipient_at))
        return _Cast(everybody, everybody if len(everybody) > 1 else (), (*actor_at, *recipient_at))
    if not actor and type_ in SPEECH_ACTS and trigger.frame.anchor == "noun":
        speaker = cast.speaking.get(trigger.anchor)
        actor = (speaker.id,) if speaker is not None and speaker.id else ()
    recipient = tuple(r for r in recipient if r not in actor)
    if actor and not recipient and type_ in SPEECH_ACTS:
        sides = {a.split("/")[0] for a in actor}
        found = _meant(parse, trigger, cast, conditions, before)
        return _Cast(actor, tuple(r for r in found if r.split("/")[0] not in sides), actor_at, guessed=True)
    return _Cast(actor, recipient, (*actor_at, *recipient_at))


def _attending(parse: Parse, noun: int, cast: Cast) -> tuple[str, ...]:
    """Who spoke or acted 'during a call with ...', 'at talks with ...': the subject of the clause."""
    preposition = parse.head[noun]
    if parse.dep[noun] != "pobj" or parse.word[preposition] not in {"during", "in", "at", "lors", "pendant"}:
        return ()
    verb = parse.head[preposition]
    return tuple(i for t in subjects(parse, verb) for i in cast.ids(t)) if is_verb(parse, verb) else ()


def _meant(
    parse: Parse, trigger: Trigger, cast: Cast, conditions: Sequence[Condition], before: Sequence[Event]
) -> tuple[str, ...]:
    """To whom words are addressed that name nobody: who would meet the condition, who accused, who acts in what is said."""
    anchor = trigger.anchor
    at = parse.start[anchor]
    first, last = parse.sentences[parse.sentence[anchor]]
    if trigger.frame.type == "DENY":
        accusers = [e for e in before if e.type == "ACCUSE" and at - e.span.end < 400]
        return accusers[-1].actor if accusers else ()
    if trigger.frame.type == "THREATEN":
        for condition in conditions:
            if parse.start[first] <= condition.span.start and condition.span.end <= parse.end[last - 1] + 2 and condition.antecedent.who:
                return condition.antecedent.who[:1]
        if parse.lemma[anchor] == "warn":
            return ()  # a warning that names nobody and hangs on no condition is advice
    heads = complements(parse, anchor) or [o for o in objects(parse, anchor)] if trigger.frame.anchor != "noun" else complements(parse, anchor)
    for head in heads:
        for token in subtree(parse, head):
            ids = cast.ids(token) if parse.dep[token] in {"nsubj", "nsubjpass", "pobj", "dobj", "poss", "amod", "compound"} else ()
            if ids:
                return ids
    return ()


def _first_known(places: Sequence[Sequence[int]], cast: Cast, *, exclude: Iterable[int]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The actors of the first place where anybody known stands; a phrase stands for whose it is."""
    excluded = set(exclude)
    for tokens in places:
        found: list[str] = []
        at: list[int] = []
        for token in tokens:
            ids = cast.ids(token) if token not in excluded else ()
            if ids:
                found += [i for i in ids if i not in found]
                at.append(token)
        if found:
            return tuple(found), tuple(at)
    return (), ()


def _event(
    parse: Parse, trigger: Trigger, parties: _Cast, standing: Standing, cast: Cast, times: Sequence[When], statements: Sequence[Statement]
) -> Event:
    frame, anchor = trigger.frame, trigger.anchor
    span = _evidence(parse, trigger, parties)
    when = time_of(parse, anchor, times)
    status = standing.status
    published = parse.report.published
    if status == "happened" and frame.type == "CONSULT" and when and when.value and published and when.value[:10] > published.isoformat():
        status = "planned"
    claimed_by = _claimed_by(span, statements, parties.actor)
    if standing.status == "alleged" and standing.by is not None:
        claimed_by = _accuser(parse, standing.by, cast) or claimed_by
    confidence = 0.8 if frame.constraints else 0.65
    confidence -= 0.1 * bool(trigger.rivals) + 0.1 * (not parties.recipient) + 0.2 * parties.guessed
    return Event(
        content_id("event", parse.report.id, frame.type, span, anchor), parse.report.id, span, parties.actor, frame.type, frame.mode,
        parties.recipient, status, claimed_by, _about(parse, trigger, parties), when.value if when else None,
        when.precision if when else None, when.words if when else None, place_of(parse, anchor, cast), (), round(confidence, 2),
        f"{frame.id}; {standing.why}",
    )  # fmt: skip


def _evidence(parse: Parse, trigger: Trigger, parties: _Cast) -> Span:
    """From the first to the last of actor, anchor, recipient and what hangs on the anchor, within one sentence."""
    anchor = trigger.anchor
    first_of, last_of = parse.sentences[parse.sentence[anchor]]
    hanging = [t for t in subtree(parse, anchor) if abs(t - anchor) <= LONGEST]
    if trigger.frame.anchor == "verb":
        loose = {t for c in parse.children[anchor] if parse.dep[c] in {"advcl", "parataxis", "conj", "ccomp"} and parse.dep[c] != "ccomp" for t in subtree(parse, c)}
        if parse.dep[anchor] != "ROOT" or loose:
            hanging = [t for t in hanging if t not in loose]
    near = [t for t in parties.tokens if first_of <= t < last_of]
    low, high = min([anchor, *hanging, *near]), max([anchor, *hanging, *near])
    return trimmed_span(parse, low, high)


def _claimed_by(span: Span, statements: Sequence[Statement], actor: tuple[str, ...]) -> Party | None:
    """The speaker in whose words the event is told."""
    for s in statements:
        if s.speaker and s.attitude == "said" and any(c.start <= span.start and span.end <= c.end + 2 for c in s.content_spans):
            return s.speaker
    return None


def _accuser(parse: Parse, by: int, cast: Cast) -> Party | None:
    tokens = subjects(parse, by) if is_verb(parse, by) else possessors(parse, by)
    return next((cast.party(t) for t in tokens if cast.ids(t)), None)


def _about(parse: Parse, trigger: Trigger, parties: _Cast) -> str | None:
    """What is demanded, offered, threatened, refused: the words of the complement, or of the object."""
    anchor = trigger.anchor
    heads = complements(parse, anchor)
    if not heads and trigger.frame.anchor == "verb":
        heads = [o for o in objects(parse, anchor) if o not in parties.tokens]
    if not heads:
        heads = [n for c in parse.children[anchor] if parse.dep[c] == "prep" and parse.word[c] in {"of", "on", "about", "over", "for", "with", "to"} for n in parse.children[c] if parse.dep[n] in {"pobj", "pcomp"} and n not in parties.tokens]
    if not heads:
        return None
    tokens = subtree(parse, heads[0])[:LONGEST]
    span = trimmed_span(parse, tokens[0], tokens[-1])
    return " ".join(parse.text[span.start : span.end].split()) or None


def _without_doubles(events: list[Event]) -> list[Event]:
    """One event a type and parties where the evidence is nearly the same; the surer one stays."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (-e.confidence, e.span)):
        twin = any(
            k.type == event.type and k.actor == event.actor and k.recipient == event.recipient and _share(k.span, event.span) >= 0.8
            for k in kept
        )
        if not twin:
            kept.append(event)
    return sorted(kept, key=lambda e: (e.span, e.type))


def _share(a: Span, b: Span) -> float:
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / max(1, min(a.end - a.start, b.end - b.start))
