"""Speech acts that no frame shows: in somebody's words, 'we will …' promises and 'they must …' demands."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Event, Span, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.parsing import Parse
from detente.reading.syntax import ancestors, child, children, is_negated, is_verb, subjects, subtree, trimmed_span

__all__ = ["find_speech_acts"]

OBLIGATION = {"must", "should", "ought"}
OBLIGATION_VERBS = {"have", "need"}
PROMISE = {"will", "shall", "'ll", "wo"}
OTHER_THEY = {"they", "you", "them"}

CONFLICT = {"THREATEN", "ASSAULT", "SANCTION", "MOBILIZE", "COERCE", "REJECT", "ACCUSE"}


def find_speech_acts(
    parse: Parse, cast: Cast, statements: Sequence[Statement], events: Sequence[Event]
) -> list[Event]:
    """AGREE (promise) and REQUEST events from modal verbs in statements whose speaker speaks for a state or body."""
    found: list[Event] = []
    for statement in statements:
        if statement.attitude != "said" or statement.speaker is None or statement.speaker.id is None:
            continue
        side = statement.speaker.id.split("/")[0]
        for start, end in statement.content_spans:
            for i in parse.tokens_in(start, end):
                if is_verb(parse, i):
                    event = _of_verb(parse, i, side, statement, cast, events)
                    if event is not None:
                        found.append(event)
    return found


def _of_verb(parse: Parse, i: int, side: str, statement: Statement, cast: Cast, events: Sequence[Event]) -> Event | None:
    auxiliaries = {parse.word[c] for c in children(parse, i, "aux")}
    subject = child(parse, i, "nsubj", "nsubjpass")
    if subject is None or parse.dep[i] in {"relcl", "advcl", "acl", "csubj"} or _under_condition(parse, i):
        return None
    obliged = bool(auxiliaries & OBLIGATION) or (
        parse.lemma[i] in OBLIGATION_VERBS and any(parse.tag[c] == "TO" for x in children(parse, i, "xcomp") for c in children(parse, x, "aux"))
    )
    doers = tuple(dict.fromkeys(a for s in subjects(parse, i) or [subject] for a in cast.ids(s)))
    states = {d.split("/")[0] for d in doers}
    if obliged and states and side not in states:
        return _event(parse, i, statement, "REQUEST", "yield" if is_negated(parse, i) else None, doers, "says what another must do")
    if auxiliaries & PROMISE and states == {side} and not is_negated(parse, i) and statement.manner != "indirect":
        span = _clause(parse, i)
        if any(e.type in CONFLICT and e.span.start < span.end and span.start < e.span.end for e in events):
            return None
        named = tuple(dict.fromkeys(a for t in subtree(parse, i) for a in cast.ids(t) if a.split("/")[0] != side))
        if not named:
            return None
        return _event(parse, i, statement, "AGREE", "promise", named, "promises in the first person")
    return None


def _under_condition(parse: Parse, i: int) -> bool:
    return any(parse.dep[a] == "advcl" and child(parse, a, "mark") is not None for a in (i, *ancestors(parse, i)))


def _clause(parse: Parse, i: int) -> Span:
    loose = {t for c in children(parse, i, "advcl", "conj", "parataxis") for t in subtree(parse, c)}
    tokens = [t for t in subtree(parse, i) if t not in loose]
    return trimmed_span(parse, tokens[0], tokens[-1])


def _event(
    parse: Parse, i: int, statement: Statement, type_: str, mode: str | None, recipient: tuple[str, ...], why: str
) -> Event | None:
    span = _clause(parse, i)
    speaker = statement.speaker
    assert speaker is not None and speaker.id is not None
    below = [t for t in subtree(parse, i) if t > i]
    about = " ".join(parse.text[parse.start[below[0]] : parse.end[below[-1]]].split()).rstrip(".,;”\"'") if below else None
    return Event(
        content_id("event", parse.report.id, type_, span, i), parse.report.id, span, (speaker.id,), type_, mode, recipient, "happened",
        speaker, about, statement.said_on, "day" if statement.said_on else None, None, None, (), 0.5, f"speech act: {why}",
    )  # fmt: skip
