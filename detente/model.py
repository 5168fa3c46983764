"""The nouns. Everything in the program is one of these, or turns one into another.

All are frozen and carry an `id` that is a hash of their content, so that reading a thing twice
finds the same id. Every entry names its report and a span of the report's text; the words at the
span are the evidence, always exact.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar, NamedTuple

__all__ = [
    "ACTS",
    "DISPUTED",
    "EVENT_TYPES",
    "STATUSES",
    "STRENGTHS",
    "Actor",
    "Clause",
    "Condition",
    "Disagreement",
    "Echo",
    "Entry",
    "Event",
    "Line",
    "Meeting",
    "Office",
    "Party",
    "Quote",
    "Reading",
    "Report",
    "Side",
    "Span",
    "Statement",
    "Story",
    "as_row",
    "content_id",
]

EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "DENY", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER's sixteen types and our DENY."""

STATUSES = ("happened", "planned", "conditional", "alleged", "denied", "negated")

ACTS = (
    "states", "demands", "offers", "promises", "threatens", "warns", "refuses", "accuses",
    "denies", "agrees", "praises", "regrets", "asks",
)  # fmt: skip
"""What a statement does, as a speech act."""


class Span(NamedTuple):
    """A piece of a report's text, in characters: `text[start:end]`."""

    start: int
    end: int


def content_id(*parts: object) -> str:
    """Sixteen hex digits that depend on the parts and nothing else."""
    blob = json.dumps(parts, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.blake2b(blob.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Report:
    """One article as published. `text` is never rewritten; `furniture` marks what in it is not the article.

    `unread` says in one line why a report was kept without being read; None for a report that was read.
    """

    kind: ClassVar[str] = "report"

    id: str
    source: str
    text: str
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    furniture: tuple[Span, ...] = ()
    unread: str | None = None

    @staticmethod
    def make(source: str, text: str, **given: Any) -> Report:
        """A report with its id: text, day, title and outlet decide it (the source's name where no outlet is known)."""
        name = source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        published = given.get("published")
        identity = (text or source, str(published), given.get("title"), given.get("outlet") or name)
        return Report(content_id("report", *identity), source, text, **given)


@dataclass(frozen=True, slots=True)
class Office:
    """An office held from a day to a day (either may be open)."""

    title: str
    of: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation, bloc, armed group or person.

    `id` is an ISO 3166 alpha-3 code, a body's usual short name, or `STATE/given-family` for a person.
    `country` is the id of the state or body an actor counts as; `sector` is PLOVER's (GOV, MIL, ...).
    """

    kind: ClassVar[str] = "actor"

    id: str
    type: str  # state, organisation, bloc, group, person
    name: str
    country: str | None = None
    sector: str | None = None
    offices: tuple[Office, ...] = ()


class Party(NamedTuple):
    """Who, as an entry names them: an actor's id where known, and the name in words."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words. `content_spans` are the words themselves; a broken quotation has several."""

    kind: ClassVar[str] = "statement"

    id: str
    report: str
    span: Span
    content_spans: tuple[Span, ...]
    speaker: Party | None
    speaker_span: Span | None
    to: tuple[str, ...]
    attitude: str  # said, thinks, wants
    act: str  # one of ACTS
    manner: str  # direct, mixed, indirect
    words: str
    cue: str | None
    cue_span: Span | None
    said_on: str | None
    venue: str | None
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom. `date` is ISO 8601: a day, month, year, or interval `first/last`; None when undated."""

    kind: ClassVar[str] = "event"

    id: str
    report: str
    span: Span
    actor: tuple[str, ...]
    type: str  # one of EVENT_TYPES
    mode: str | None
    recipient: tuple[str, ...]
    status: str  # one of STATUSES
    claimed_by: Party | None
    about: str | None
    date: str | None
    date_precision: str | None
    date_words: str | None
    place: str | None
    contexts: tuple[str, ...]
    confidence: float
    why: str


STRENGTHS = ("will", "would", "could", "must")
"""How firm a stated consequence is: certain, supposed, possible, or asked for."""


class Clause(NamedTuple):
    """One side of a condition: who (actor ids) does what (in words), and what that is as an event.

    `type` is one of EVENT_TYPES, `recipient` to whom (actor ids), `events` the ids of the report's events
    that stand in its words; None and empty where no event was read there.
    """

    who: tuple[str, ...]
    does: str
    type: str | None = None
    recipient: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What somebody said would follow if something happened. `holder` is None where the reporter says it.

    A `counterfactual` one speaks of what did not happen ("had they not fired, ...").
    """

    kind: ClassVar[str] = "condition"

    id: str
    report: str
    span: Span
    holder: Party | None
    antecedent: Clause
    consequent: Clause
    sense: str  # if (enough), unless, as long as (needed)
    strength: str  # one of STRENGTHS
    counterfactual: bool
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two sides in one place or on one line."""

    kind: ClassVar[str] = "meeting"

    id: str
    report: str
    span: Span
    parties: tuple[str, ...]
    date: str | None
    date_precision: str | None
    date_words: str | None
    part_of_day: str | None
    place: str | None
    venue: str | None
    topic: str | None
    form: str | None  # talks, summit, visit, call, video call, press conference, ...
    level: str | None  # leaders, ministers, envoys, experts
    host: str | None
    status: str  # planned, held, cancelled, postponed
    confidence: float
    why: str


Entry = Statement | Event | Condition | Meeting


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one happening, in the order of their days. Its id is that of its first report, hashed."""

    kind: ClassVar[str] = "story"

    id: str
    reports: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    actors: tuple[str, ...]
    title: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """Entries of several reports that tell one thing: one line of the record. Who told it first comes first.

    `of` is the kind of its entries; `origins` counts the voices behind them, copies of one text as one.
    """

    kind: ClassVar[str] = "line"

    id: str
    of: str  # statement, event, condition, meeting
    entries: tuple[str, ...]
    origins: int
    story: str | None


@dataclass(frozen=True, slots=True)
class Echo:
    """One utterance of a speaker in the wordings of several reports; `statements` begins with the fullest.

    `how` says of each statement how it stands to the first: same, part, reworded, translated, or the same said
    again on another day.
    """

    kind: ClassVar[str] = "echo"

    id: str
    speaker: Party
    statements: tuple[str, ...]
    how: tuple[str, ...]


class Quote(NamedTuple):
    """Words of a report."""

    report: str
    span: Span


class Side(NamedTuple):
    """What some reports say where others say otherwise: the value (a day, a place, a number, ...) and their words."""

    says: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Reports that cannot both be right about one happening, without a verdict on who is.

    `on` is what they differ in; `how` tells a contradiction from an update, where a later report may
    have learnt more. `confidence` says how sure it is that they tell of one happening.
    """

    kind: ClassVar[str] = "disagreement"

    id: str
    about: str
    on: str  # one of DISPUTED
    how: str  # contradiction, update
    story: str | None
    sides: tuple[Side, ...]
    confidence: float


DISPUTED = ("date", "place", "number", "actor", "means", "happened", "outcome", "speaker")
"""What reports may disagree on."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one report gave. `passed_over` says of stretches of the text why nothing was read there."""

    report: Report
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    conditions: tuple[Condition, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    actors: tuple[Actor, ...] = ()
    passed_over: tuple[tuple[Span, str], ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """Every entry, statements first."""
        return (*self.statements, *self.events, *self.conditions, *self.meetings)


JSON_NAMES = {"antecedent": "if", "consequent": "then"}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        return {k: _plain(v) for k, v in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Office):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value


def as_row(noun: Report | Actor | Entry | Story | Line | Echo | Disagreement) -> dict[str, Any]:
    """A noun as plain JSON values, with its `kind`; this is the form of `detente export --to jsonl`."""
    row = {JSON_NAMES.get(f.name, f.name): _plain(getattr(noun, f.name)) for f in fields(noun)}
    return {"kind": noun.kind, **row}
