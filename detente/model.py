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
    "EVENT_TYPES",
    "STATUSES",
    "Actor",
    "Clause",
    "Condition",
    "Entry",
    "Event",
    "Meeting",
    "Office",
    "Party",
    "Reading",
    "Report",
    "Span",
    "Statement",
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


class Clause(NamedTuple):
    """One side of a condition: who (actor ids) does what (in words)."""

    who: tuple[str, ...]
    does: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What somebody said would follow if something happened. `holder` is None where the reporter says it."""

    kind: ClassVar[str] = "condition"

    id: str
    report: str
    span: Span
    holder: Party | None
    antecedent: Clause
    consequent: Clause
    sense: str  # if, unless, as long as
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
    status: str  # planned, held, cancelled, postponed
    confidence: float
    why: str


Entry = Statement | Event | Condition | Meeting


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


def as_row(noun: Report | Actor | Entry) -> dict[str, Any]:
    """A noun as plain JSON values, with its `kind`; this is the form of `detente export --to jsonl`."""
    row = {JSON_NAMES.get(f.name, f.name): _plain(getattr(noun, f.name)) for f in fields(noun)}
    return {"kind": noun.kind, **row}
