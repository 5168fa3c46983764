"""Readings for the tests of record and exports: a small crisis written by hand, and as many as wanted."""

from __future__ import annotations

from datetime import date
from typing import Any

from detente.model import (
    Actor,
    Clause,
    Condition,
    Event,
    Meeting,
    Office,
    Party,
    Reading,
    Report,
    Span,
    Statement,
    content_id,
)

AREND = Party("ARE/lena-arend", "Lena Arend")


def span_of(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span(start, start + len(words))


def statement(report: Report, words: str, **given: Any) -> Statement:
    span = given.pop("span", None) or span_of(report, words)
    fields: dict[str, Any] = {
        "content_spans": (span,), "speaker": None, "speaker_span": None, "to": (), "attitude": "said",
        "act": "states", "manner": "indirect", "words": words, "cue": None, "cue_span": None, "said_on": None,
        "venue": None, "confidence": 0.9, "why": "cue: say",
    } | given  # fmt: skip
    return Statement(content_id("statement", report.id, span), report.id, span, **fields)


def event(report: Report, words: str, type_: str, **given: Any) -> Event:
    span = given.pop("span", None) or span_of(report, words)
    fields: dict[str, Any] = {
        "actor": (), "mode": None, "recipient": (), "status": "happened", "claimed_by": None, "about": None,
        "date": None, "date_precision": None, "date_words": None, "place": None, "contexts": (),
        "confidence": 0.8, "why": f"{type_}: frame",
    } | given  # fmt: skip
    return Event(content_id("event", report.id, span, type_), report.id, span, type=type_, **fields)


def condition(report: Report, words: str, if_: Clause, then: Clause, **given: Any) -> Condition:
    fields: dict[str, Any] = {
        "holder": None, "sense": "if", "strength": "will", "counterfactual": False, "confidence": 0.7, "why": "if",
    } | given  # fmt: skip
    span = span_of(report, words)
    return Condition(
        content_id("condition", report.id, span), report.id, span, antecedent=if_, consequent=then, **fields
    )


def meeting(report: Report, words: str, *parties: str, **given: Any) -> Meeting:
    fields: dict[str, Any] = {
        "date": None, "date_precision": None, "date_words": None, "part_of_day": None, "place": None,
        "venue": None, "topic": None, "form": None, "level": None, "host": None, "status": "planned",
        "confidence": 0.9, "why": "meet",
    } | given  # fmt: skip
    span = span_of(report, words)
    return Meeting(content_id("meeting", report.id, span), report.id, span, parties, **fields)


ACTORS = (
    Actor("ARE", "state", "Arenia", "ARE", "GOV"),
    Actor("BOR", "state", "Boravia", "BOR", "GOV"),
    Actor(
        "ARE/lena-arend",
        "person",
        "Lena Arend",
        "ARE",
        "GOV",
        (Office("president", "ARE", date(2031, 1, 1)),),
    ),
    Actor("ARE-GUARD", "organisation", "Arenian Coast Guard", "ARE", "MIL"),
    Actor("BOR/emil-krüger", "person", "Émil Krüger", "BOR"),
)


def crisis() -> tuple[Reading, ...]:
    """Two reports of a quarrel over a strait between two made-up states, and one that could not be read."""
    first = Report.make(
        "wire/strait.txt",
        "🚢 Boravia must withdraw its patrol boats, Lena Arend said. "
        "Boravia accused the coast guard of firing. If the boats stay, Arenia will close the strait. "
        "Both sides will meet in Salm on 4 May. Read also: Weather",
        outlet="Northern Wire",
        title='Strait, "closed"?',
        published=date(2031, 5, 2),
        language="en",
    )
    second = Report.make(
        "wire/answer.txt",
        "Boravia refused to pull back. Émil Krüger denied that shots were fired and offered talks. "
        "Arenia has not closed the strait.",
        outlet="Southern Post",
        published=date(2031, 5, 3),
        language="en",
        furniture=(Span(0, 0),),
    )
    unread = Report.make("wire/broken.html", "", unread="holds no article")
    day = {"date": "2031-05-02", "date_precision": "day"}
    return (
        Reading(
            first,
            statements=(
                statement(
                    first,
                    "Boravia must withdraw its patrol boats",
                    speaker=AREND,
                    speaker_span=span_of(first, "Lena Arend"),
                    to=("BOR",),
                    act="demands",
                    attitude="wants",
                    cue="said",
                    cue_span=span_of(first, "said"),
                ),
            ),
            events=(
                event(
                    first,
                    "Boravia must withdraw its patrol boats",
                    "REQUEST",
                    actor=("ARE/lena-arend",),
                    recipient=("BOR",),
                    mode="yield",
                    about="withdrawal",
                    **day,
                ),
                event(
                    first,
                    "Boravia accused the coast guard of firing",
                    "ACCUSE",
                    actor=("BOR",),
                    recipient=("ARE-GUARD",),
                    contexts=("military",),
                    **day,
                ),
                event(
                    first,
                    "Arenia will close the strait",
                    "THREATEN",
                    actor=("ARE",),
                    recipient=("BOR",),
                    **day,
                ),
                event(
                    first,
                    "meet in Salm",
                    "CONSULT",
                    actor=("ARE", "BOR"),
                    status="planned",
                    date="2031-05-04",
                ),
            ),
            conditions=(
                condition(
                    first,
                    "If the boats stay, Arenia will close the strait",
                    Clause(("BOR",), "the boats stay"),
                    Clause(("ARE",), "close the strait"),
                    holder=Party(None, "Coast Guard spokesman"),
                ),
            ),
            meetings=(meeting(first, "Both sides will meet in Salm", "ARE", "BOR", date="2031-05-04", place="Salm"),),
            actors=ACTORS,
            passed_over=((span_of(first, "Read also: Weather"), "furniture"),),
        ),
        Reading(
            second,
            events=(
                event(second, "Boravia refused to pull back", "REJECT", actor=("BOR",), date="2031-05"),
                event(
                    second,
                    "denied that shots were fired",
                    "DENY",
                    actor=("BOR/emil-krüger",),
                    date="2031-05-03",
                ),
                event(
                    second,
                    "offered talks",
                    "AGREE",
                    mode="offer",
                    actor=("BOR/emil-krüger",),
                    recipient=("ARE",),
                    date="2031-05-03",
                ),
                event(
                    second,
                    "Arenia has not closed the strait",
                    "COERCE",
                    actor=("ARE",),
                    recipient=("BOR",),
                    status="negated",
                    date="2031-05-03",
                ),
            ),
            actors=ACTORS,
        ),
        Reading(unread),
    )


def many(reports: int, *, entries: int = 30, first: int = 0) -> list[Reading]:
    """Readings of made-up reports, `entries` each: a third statements, half events, the rest split."""
    return [_one(number, entries) for number in range(first, first + reports)]


def _one(number: int, entries: int) -> Reading:
    sentences = [f"Arenia told Boravia in note {number}-{i} that the strait stays open." for i in range(entries)]
    report = Report.make(
        f"made/{number}.txt",
        " ".join(sentences),
        outlet=f"Outlet {number % 7}",
        title=f"Note {number}",
        published=date(2031, 1 + number % 12, 1 + number % 28),
        language="en",
    )
    found: dict[str, list[Any]] = {"statements": [], "events": [], "conditions": [], "meetings": []}
    place = 0
    for i, sentence in enumerate(sentences):
        where, day = Span(place, place + len(sentence)), f"2031-{1 + i % 12:02}-{1 + i % 28:02}"
        place += len(sentence) + 1
        if i % 6 in (0, 1):
            found["statements"].append(
                statement(report, sentence, span=where, speaker=AREND, to=("BOR",), said_on=day, cue="told")
            )
        elif i % 6 in (2, 3, 4):
            found["events"].append(
                event(report, sentence, "CONSULT", span=where, actor=("ARE",), recipient=("BOR",), date=day)
            )
        elif i % 12 == 5:
            found["conditions"].append(
                condition(report, sentence, Clause(("BOR",), "stays"), Clause(("ARE",), "opens"), holder=AREND)
            )
        else:
            found["meetings"].append(meeting(report, sentence, "ARE", "BOR", date=day))
    return Reading(report, actors=ACTORS, **{kind: tuple(entries_) for kind, entries_ in found.items()})
