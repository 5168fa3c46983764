"""Speech acts that no frame shows: 'we will …' promises, 'they must …' demands, 'or else' threatens."""

from __future__ import annotations

from collections.abc import Sequence

from detente.codebook.conditionals import Conditionals
from detente.model import Condition, Event, Party, Span, Statement, content_id
from detente.reading.cast import Cast
from detente.reading.evidence import plain_words
from detente.reading.parsing import Parse
from detente.reading.syntax import (
    ancestors,
    child,
    children,
    is_infinitive,
    is_negated,
    is_verb,
    subjects,
    subtree,
    trimmed_span,
)

__all__ = ["find_speech_acts"]

OBLIGATION = {"must", "should", "ought"}
OBLIGATION_VERBS = {"have", "need"}
PROMISE = {"will", "shall", "'ll", "wo"}

UNSPARED = {"unpunished", "unanswered", "hesitate", "idly"}
"""Threatening when negated: 'will not go unpunished'."""

CONFLICT = {"THREATEN", "ASSAULT", "SANCTION", "MOBILIZE", "COERCE", "REJECT", "ACCUSE"}
WORDS = {"THREATEN", "REQUEST", "REJECT", "AGREE"}


def find_speech_acts(
    parse: Parse,
    conditionals: Conditionals,
    cast: Cast,
    statements: Sequence[Statement],
    conditions: Sequence[Condition],
    events: Sequence[Event],
) -> list[Event]:
    """Events that the modal verbs and conditions of what is said make, where its speaker speaks for a state
    or body.

    AGREE (promise) from 'we will …', REQUEST from 'they must …' and 'that will require …', THREATEN from a
    condition with a dire consequence.
    """
    found: list[Event] = []
    seen: set[int] = set()
    for statement in sorted(statements, key=lambda s: s.span.end - s.span.start):
        if statement.attitude != "said" or statement.speaker is None or statement.speaker.id is None:
            continue
        for start, end in statement.content_spans:
            for i in parse.tokens_in(start, end):
                if i not in seen and is_verb(parse, i):
                    event = _of_verb(parse, i, statement, cast, events) or _of_need(
                        parse, i, statement, conditionals, cast
                    )
                    if event is not None:
                        found.append(event)
                    seen.add(i)
    for condition in conditions:
        event = _of_condition(parse, condition, conditionals, cast, statements, [*events, *found])
        if event is not None:
            found.append(event)
    return found


def _of_verb(parse: Parse, i: int, statement: Statement, cast: Cast, events: Sequence[Event]) -> Event | None:
    assert statement.speaker is not None and statement.speaker.id is not None
    side = cast.side(statement.speaker.id)
    auxiliaries = {parse.word[c] for c in children(parse, i, "aux")}
    subject = child(parse, i, "nsubj", "nsubjpass")
    if subject is None or parse.dep[i] in {"relcl", "advcl", "acl", "csubj"} or _under_condition(parse, i):
        return None
    obliged = bool(auxiliaries & OBLIGATION) or (
        parse.lemma[i] in OBLIGATION_VERBS and any(is_infinitive(parse, x) for x in children(parse, i, "xcomp"))
    )
    doers = tuple(dict.fromkeys(a for s in subjects(parse, i) or [subject] for a in cast.ids(s)))
    states = {cast.side(d) for d in doers}
    if obliged and states and side not in states:
        return _event(
            parse,
            i,
            statement,
            "REQUEST",
            "yield" if is_negated(parse, i) else None,
            doers,
            "says what another must do",
        )
    if not auxiliaries & PROMISE or states != {side} or is_negated(parse, i) or statement.manner == "indirect":
        return None
    span = _clause(parse, i)
    if any(e.type in CONFLICT and e.span.start < span.end and span.start < e.span.end for e in events):
        return None
    named = tuple(
        dict.fromkeys(a for t in subtree(parse, i) if not cast.is_place(t) for a in cast.ids(t) if cast.side(a) != side)
    )
    return _event(parse, i, statement, "AGREE", "promise", named, "promises in the first person") if named else None


def _of_need(parse: Parse, i: int, statement: Statement, conditionals: Conditionals, cast: Cast) -> Event | None:
    """'That will require the withdrawal of …': what a thing needs, its speaker demands."""
    wanted = children(parse, i, "dobj")
    subject = child(parse, i, "nsubj")
    modal = any(parse.tag[c] == "MD" for c in children(parse, i, "aux"))
    if parse.lemma[i] not in conditionals.needs or not wanted or subject is None or not modal or cast.ids(subject):
        return None
    assert statement.speaker is not None and statement.speaker.id is not None
    side = cast.side(statement.speaker.id)
    named = tuple(dict.fromkeys(a for t in subtree(parse, wanted[0]) for a in cast.ids(t) if cast.side(a) != side))[:1]
    return _event(
        parse,
        i,
        statement,
        "REQUEST",
        None,
        named or _counterpart(parse, i, side, cast),
        "says what is needed",
    )


def _under_condition(parse: Parse, i: int) -> bool:
    return any(parse.dep[a] == "advcl" and child(parse, a, "mark") is not None for a in (i, *ancestors(parse, i)))


def _clause(parse: Parse, i: int) -> Span:
    loose = {t for c in children(parse, i, "advcl", "conj", "parataxis") for t in subtree(parse, c)}
    tokens = [t for t in subtree(parse, i) if t not in loose]
    return trimmed_span(parse, tokens[0], tokens[-1])


def _event(
    parse: Parse,
    i: int,
    statement: Statement,
    type_: str,
    mode: str | None,
    recipient: tuple[str, ...],
    why: str,
) -> Event | None:
    span = _clause(parse, i)
    speaker = statement.speaker
    assert speaker is not None and speaker.id is not None
    own = [
        c
        for c in parse.children[i]
        if parse.dep[c] in {"nsubj", "nsubjpass", "aux", "auxpass", "mark", "advcl", "conj", "parataxis"}
    ]
    about = plain_words(parse, i, without=own)
    day = statement.said_on[:10] if statement.said_on else None
    return Event(
        content_id("event", parse.report.id, type_, span, parse.start[i]), parse.report.id, span, (speaker.id,),
        type_, mode, recipient, "happened",
        speaker, about, day, "day" if day else None, None, None, (), 0.5, f"speech act: {why}",
    )  # fmt: skip


def _of_condition(
    parse: Parse,
    condition: Condition,
    conditionals: Conditionals,
    cast: Cast,
    statements: Sequence[Statement],
    told: Sequence[Event],
) -> Event | None:
    """A threat where a holder says that another's act would have dire consequences."""
    holder = condition.holder
    if holder is None or holder.id is None:
        return None
    side = cast.side(holder.id)
    span = condition.span
    others = tuple(w for w in condition.antecedent.who if cast.side(w) != side)
    words = {w.strip("“”\"'’,.;") for w in condition.consequent.does.lower().split()}
    if not _is_threat(condition, words, conditionals, others, side, cast):
        return None
    if any(e.type in WORDS and e.span.start < span.end and span.start < e.span.end for e in told):
        return None
    said = next(
        (s for s in statements if s.speaker == holder and s.span.start <= span.end and span.start <= s.span.end),
        None,
    )
    day = said.said_on[:10] if said is not None and said.said_on else None
    party: Party = holder
    return Event(
        content_id("event", parse.report.id, "THREATEN", span, "condition"), parse.report.id, span,
        (holder.id,), "THREATEN", None, others,
        "conditional", party, condition.consequent.does, day, "day" if day else None, None, None, (),
        0.45 if others else 0.3, f"speech act: {condition.why}",
    )  # fmt: skip


def _is_threat(
    condition: Condition,
    words: set[str],
    conditionals: Conditionals,
    others: tuple[str, ...],
    side: str,
    cast: Cast,
) -> bool:
    """Dire words about what the holder's own side, or nobody named, would do to another who acts."""
    negated = bool(words & {"no", "not", "never", "n't"})
    if not words & conditionals.dire or negated != bool(words & UNSPARED):
        return False
    doers = {cast.side(w) for w in condition.consequent.who}
    meant = not doers or side in doers or doers == {cast.side(o) for o in others}
    return meant and (bool(others) or not condition.antecedent.who)


def _counterpart(parse: Parse, token: int, side: str, cast: Cast) -> tuple[str, ...]:
    """The other side that the sentence, or the two before it, last named."""
    here = parse.sentence[token]
    for sentence in range(here, max(-1, here - 3), -1):
        first, last = parse.sentences[sentence]
        for t in range(first, last):
            if (t in cast.mention_at or t in cast.person_at) and not cast.is_place(t):
                found = [a for a in cast.ids(t) if cast.side(a) != side]
                if found:
                    return (cast.side(found[0]),)
    return ()
