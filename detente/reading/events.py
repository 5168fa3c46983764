"""Who did what to whom: events from the codebook's frames, with status, date, place and what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.codebook.conditionals import Conditionals
from detente.codebook.frames import Frames
from detente.codebook.scopes import Scopes
from detente.codebook.turns import Turn
from detente.model import Condition, Event, Party, Span, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.clause_times import place_of, time_of
from detente.reading.coding import turned
from detente.reading.evidence import about_of, demands_in, evidence_of, plain_words
from detente.reading.grounds import grounds
from detente.reading.overlap import share_of_shorter
from detente.reading.parsing import Parse
from detente.reading.parties import SPEECH_ACTS, Parties, parties_of, parties_of_context
from detente.reading.speech_acts import find_speech_acts
from detente.reading.status import Standing, standing_of
from detente.reading.syntax import (
    ancestors,
    children,
    is_infinitive,
    is_verb,
    possessors,
    subjects,
    subtree,
    tense,
    trimmed_span,
)
from detente.reading.times import When
from detente.reading.triggers import Trigger, find_triggers
from detente.reading.worth_telling import COOPERATIVE, promises_harm, told_elsewhere, too_little

__all__ = ["find_events"]

SAME = 0.8
"""Share of the shorter evidence from which two events of one type and the same parties are one, told by
verb and noun."""

DEEP = 4
"""Clauses above an event from which it is told by the way."""


def find_events(
    parse: Parse,
    frames: Frames,
    scopes: Scopes,
    turns: Sequence[Turn],
    conditionals: Conditionals,
    cast: Cast,
    times: Sequence[When],
    statements: Sequence[Statement],
    conditions: Sequence[Condition],
) -> tuple[list[Event], list[tuple[Event, int]], list[tuple[Span, str]]]:
    """The events of a parsed report in text order; every telling of one with the token that anchors it;
    what was passed over and why.

    An event that the report tells again without anything new is among the tellings only.
    """
    events: list[Event] = []
    anchor_of: dict[str, int] = {}
    passed_over: list[tuple[Span, str]] = []
    triggers = find_triggers(parse, frames)
    anchors = {t.anchor: t for t in triggers}
    before: dict[int, Event] = {}
    for found in triggers:
        trigger = found
        parties = parties_of(parse, trigger, frames, cast, conditions, before)
        if trigger.frame.type == "CONSULT" and trigger.frame.anchor == "noun" and len(parties.actor) < 2:
            parties = _sides_of_dated(parse, trigger, parties, cast, times)
        standing = _standing(parse, trigger, scopes, anchors)
        elsewhere = told_elsewhere(parse, trigger, anchors, standing, cast)
        reason = elsewhere or too_little(parse, trigger, parties, standing)
        undirected = bool(parties.actor) and not parties.recipient
        if reason and not elsewhere and undirected and trigger.rivals:  # 'deployed gendarmes': whom to help?
            other = Trigger(trigger.anchor, trigger.rivals[0])
            theirs = parties_of(parse, other, frames, cast, conditions, before)
            if too_little(parse, other, theirs, standing) is None:
                trigger, parties, reason = other, theirs, None
        if reason:
            word = parse.text[parse.start[trigger.anchor] : parse.end[trigger.anchor]]
            where = parse.span(trigger.anchor, trigger.anchor)
            passed_over.append((where, f"{trigger.frame.type} '{word}': {reason}"))
            continue
        event = _event(parse, trigger, parties, standing, turns, anchors, cast, times, statements)
        before[trigger.anchor] = event
        for one in _each_demand(parse, trigger, parties, event):
            events.append(one)
            anchor_of[one.id] = trigger.anchor
    spoken = find_speech_acts(parse, conditionals, cast, statements, conditions, events)
    events = [e for e in events if not _said_better(e, spoken)] + spoken
    single = _without_doubles(events)
    return _told_once(single), [(e, anchor_of[e.id]) for e in single if e.id in anchor_of], passed_over


def _sides_of_dated(parse: Parse, trigger: Trigger, parties: Parties, cast: Cast, times: Sequence[When]) -> Parties:
    """The sides that the context names, for talks that have a day and a place but no parties of their own."""
    when = time_of(parse, trigger.anchor, times)
    if when is None or when.value is None or place_of(parse, trigger.anchor, cast) is None:
        return parties
    both = parties_of_context(parse, trigger.anchor, cast, parties.actor)
    return Parties(both, both, parties.tokens, guessed=True) if len(both) > 1 else parties


def _standing(parse: Parse, trigger: Trigger, scopes: Scopes, anchors: Mapping[int, Trigger]) -> Standing:
    standing = standing_of(parse, trigger.anchor, scopes=scopes, frame_status=trigger.frame.status)
    if (
        standing.status in {"denied", "negated"}
        and trigger.frame.type in SPEECH_ACTS
        and trigger.frame.anchor == "noun"
    ):
        by = anchors.get(standing.by) if standing.by is not None else None
        if by is not None and by.frame.type in {"DENY", "REJECT"}:
            return Standing("happened", "said, if denied or turned down")
    performs = trigger.frame.type in SPEECH_ACTS and trigger.frame.anchor == "verb" and standing.by == trigger.anchor
    if standing.status == "conditional" and performs and tense(parse, trigger.anchor) == "present":
        return Standing("happened", "said, with a condition")  # 'threatens to leave unless'
    if standing.status in {"negated", "planned", "conditional"} and _said_by_somebody(parse, trigger):
        return Standing("happened", "told as somebody's, whatever is done about it")
    if standing.status == "happened":
        for verb in (trigger.anchor, *ancestors(parse, trigger.anchor)):
            if parse.dep[verb] == "xcomp" and parse.lemma[parse.head[verb]] == "be" and is_infinitive(parse, verb):
                return Standing("planned", "planned under 'to be to'", parse.head[verb])
            relative = next(
                (c for c in parse.children[verb] if parse.dep[c] == "relcl" and parse.lemma[c] == "be"), None
            )
            if relative is not None and any(is_infinitive(parse, x) for x in children(parse, relative, "xcomp")):
                return Standing("planned", "planned under 'to be to'", relative)
            if parse.dep[verb] not in {"xcomp", "conj", "dobj", "pobj", "prep", "advcl"}:
                break
    return standing


def _said_by_somebody(parse: Parse, trigger: Trigger) -> bool:
    """'Has yet to answer a Chadian demand': what was said is told as a thing that is there."""
    noun = trigger.anchor
    if trigger.frame.type not in SPEECH_ACTS or trigger.frame.anchor != "noun" or parse.dep[noun] != "pobj":
        return False
    owned = any(p < noun and parse.tag[p] in {"NNP", "NNPS"} for p in possessors(parse, noun)) or any(
        parse.dep[c] == "amod" and parse.text[parse.start[c]].isupper() for c in parse.children[noun]
    )
    return owned and parse.word[parse.head[noun]] in {"to", "on", "about", "over"}


def _event(
    parse: Parse, trigger: Trigger, parties: Parties, standing: Standing, turns: Sequence[Turn],
    anchors: Mapping[int, Trigger], cast: Cast, times: Sequence[When], statements: Sequence[Statement],
) -> Event:  # fmt: skip
    anchor = trigger.anchor
    type_, mode, status = turned(parse, trigger.frame, standing, turns)
    if promises_harm(parse, trigger, anchors):
        type_, mode = "THREATEN", None
    why = f"{trigger.frame.id}; {standing.why}" + (f"; so {type_}" if type_ != trigger.frame.type else "")
    why = "; ".join((why, *grounds(cast, parties.tokens)))
    span = evidence_of(parse, trigger, parties.tokens, cast)
    when = time_of(parse, anchor, times)
    date, precision, words = (when.value, when.precision, when.words) if when else (None, None, None)
    published = parse.report.published
    if status == "happened" and type_ == "CONSULT" and date and published and date[:10] > published.isoformat():
        status = "planned"
    if date is None and type_ in SPEECH_ACTS:
        said = _said(parse, anchor, statements)
        if said is not None and said.said_on:
            date, precision = said.said_on[:10], "day"
    claimed_by = _claimed_by(span, parse.start[anchor], statements)
    if standing.status == "alleged" and standing.by is not None:
        claimed_by = _accuser(parse, standing.by, cast) or claimed_by
    return Event(
        content_id("event", parse.report.id, type_, span, parse.start[anchor]), parse.report.id, span, parties.actor,
        type_, mode,
        parties.recipient, status, claimed_by, about_of(parse, trigger, parties.tokens), date, precision,
        words,
        place_of(parse, anchor, cast, visit=trigger.frame.mode == "visit"), (),
        _confidence(parse, trigger, parties, status, cast), why,
    )  # fmt: skip


def _confidence(parse: Parse, trigger: Trigger, parties: Parties, status: str, cast: Cast) -> float:
    """High for a frame with its conditions met and all roles in place in a main clause, low for what is
    inferred."""
    clauses = sum(is_verb(parse, a) for a in ancestors(parse, trigger.anchor))
    sure = 0.9 if trigger.frame.constraints else 0.8
    sure -= 0.1 * bool(trigger.rivals) + 0.05 * (trigger.frame.anchor == "noun") + 0.1 * (clauses >= DEEP)
    sure -= 0.25 * parties.guessed if parties.recipient else 0.2
    sure -= 0.15 * any(t in cast.inferred for t in parties.tokens) + 0.05 * (status not in {"happened", "planned"})
    return round(max(sure, 0.2), 2)


def _each_demand(parse: Parse, trigger: Trigger, parties: Parties, event: Event) -> list[Event]:
    """'Demanded a ceasefire and the release of …': one REQUEST a demand, each with its own words."""
    if event.type != "REQUEST":
        return [event]
    demands = demands_in(parse, trigger, parties.tokens)
    if not demands or not _told_apart(parse, demands):
        return [event]
    later = demands[1:]
    cut = min(t for d in later for t in subtree(parse, d))
    first = Span(
        event.span.start,
        max(trimmed_span(parse, trigger.anchor, max(trigger.anchor, cut - 1)).end, event.span.start + 1),
    )
    at = parse.start
    found = [replace(event, id=content_id("event", event.report, event.type, first, at[trigger.anchor]), span=first)]
    for demand in later:
        tokens = [t for t in subtree(parse, demand) if not any(t in subtree(parse, d) for d in later if d > demand)]
        span = trimmed_span(parse, tokens[0], tokens[-1])
        about = plain_words(parse, demand, without=[d for d in later if d > demand])
        found.append(
            replace(event, id=content_id("event", event.report, event.type, span, at[demand]), span=span, about=about)
        )
    return found


def _told_apart(parse: Parse, demands: Sequence[int]) -> bool:
    """Whether each of several demands is a clause, or a noun with more to it than an article."""
    if len(demands) < 2:
        return False
    return all(
        is_verb(parse, d) or any(parse.dep[c] in {"prep", "acl", "relcl", "poss"} for c in parse.children[d])
        for d in demands
    )


def _said(parse: Parse, anchor: int, statements: Sequence[Statement]) -> Statement | None:
    """The statement whose cue the anchor is, or the innermost in whose words it stands."""
    at = parse.start[anchor]
    cued = next((s for s in statements if s.cue_span and s.cue_span.start <= at < s.cue_span.end), None)
    holding = [s for s in statements if any(c.start <= at < c.end for c in s.content_spans)]
    return cued or min(holding, key=lambda s: s.span.end - s.span.start, default=None)


def _claimed_by(span: Span, at: int, statements: Sequence[Statement]) -> Party | None:
    """The speaker in whose words the event is told: of the statements that hold it, the innermost."""
    holding = [
        s for s in statements
        if s.speaker
        and s.attitude == "said"
        and any(c.start <= at < c.end and c.start <= span.start + 2 for c in s.content_spans)
    ]  # fmt: skip
    innermost = min(holding, key=lambda s: s.content_spans[-1].end - s.content_spans[0].start, default=None)
    return innermost.speaker if innermost is not None else None


def _accuser(parse: Parse, by: int, cast: Cast) -> Party | None:
    tokens = subjects(parse, by) if is_verb(parse, by) else possessors(parse, by)
    return next((cast.party(t) for t in tokens if cast.ids(t)), None)


def _said_better(event: Event, spoken: Sequence[Event]) -> bool:
    """Whether speech acts tell, clause by clause, what a frame of 'says that … must' tells at once."""
    for s in spoken:
        within = s.span.start <= event.span.start and event.span.end <= s.span.end
        if s.type in {"REQUEST", "AGREE"} and event.type in COOPERATIVE and within:
            return True
        if (
            s.type == event.type == "REQUEST"
            and event.span.start <= s.span.start
            and s.span.end <= event.span.end + 2
            and event.actor == s.actor
        ):
            return True
    return False


def _without_doubles(events: list[Event]) -> list[Event]:
    """One event a type and parties where the evidence is nearly the same; the surer one stays."""
    kept: list[Event] = []
    near: dict[tuple[str, tuple[str, ...]], list[Event]] = {}
    for event in sorted(events, key=lambda e: (-e.confidence, e.span)):
        rivals = near.setdefault((event.type, event.actor), [])
        twin = any(
            share_of_shorter(k.span, event.span) >= SAME
            and (k.recipient == event.recipient or not event.recipient or not k.recipient)
            for k in rivals
        )
        if not twin:
            kept.append(event)
            rivals.append(event)
    return sorted(kept, key=lambda e: (e.span, e.type))


def _told_once(events: list[Event]) -> list[Event]:
    """Drops a later mention of what was told before: one meeting on one day, the same words of the same
    threat."""
    kept: list[Event] = []
    told: dict[tuple[str, tuple[str, ...], tuple[str, ...], str], list[Event]] = {}
    for event in events:
        meets = event.type == "CONSULT"  # whoever comes for a state, it is the same meeting
        actor = sorted({a.split("/")[0] for a in event.actor}) if meets else sorted(event.actor)
        recipient = () if meets else event.recipient
        earlier = told.setdefault((event.type, tuple(actor), recipient, event.status), [])
        if not any(_again(e, event) for e in earlier):
            kept.append(event)
            earlier.append(event)
    return kept


def _again(before: Event, event: Event) -> bool:
    if event.type == "CONSULT":
        overlap = event.span.start < before.span.end
        return event.date == before.date if event.date is not None else overlap
    words = set((event.about or "").lower().split())
    return bool(words) and words <= set((before.about or "").lower().split()) and event.date in {None, before.date}
