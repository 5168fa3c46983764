"""PLOVER rows: one row an event, under the column names of POLECAT, and ours after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from detente.codebook.plover import Weight, weight
from detente.exports.event_rows import Columns, Told, Who, span_text, told_events
from detente.record import Record

__all__ = ["COLUMNS", "Coded", "as_plover", "coded_events"]

PLANNED = {
    **dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE"),
    "RETREAT": "CONCEDE",
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "THREATEN"),
}
"""What PLOVER calls an act still to come, since it tells no status: the intent, which is an act in words."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An event under the type and mode that PLOVER gives it."""

    told: Told
    type: str
    mode: str | None
    weight: Weight


def as_plover(type: str, mode: str | None, *, planned: bool) -> tuple[str, str | None]:
    """PLOVER's type and mode of an event; one that turns into another type loses its mode."""
    if planned and type in PLANNED:
        return PLANNED[type], None
    return type, None if type == "AGREE" else mode  # offer and promise are modes of ours


def coded_events(record: Record) -> Iterator[Coded]:
    """The events of a record as PLOVER codes them, by day."""
    for told in told_events(record):
        type_, mode = as_plover(told.event["type"], told.event["mode"], planned=told.planned)
        yield Coded(told, type_, mode, weight(type_, mode))


def _joined(values: Sequence[str | None]) -> str | None:
    """Values side by side, an unknown one empty, so that the first country is that of the first name."""
    return ";".join(value or "" for value in values) if any(values) else None


def _names(parties: Sequence[Who]) -> str | None:
    return _joined([who.name for who in parties])


def _countries(parties: Sequence[Who]) -> str | None:
    return _joined([who.country for who in parties])


def _sectors(parties: Sequence[Who]) -> str | None:
    return _joined([who.sector for who in parties])


def _first_sector(parties: Sequence[Who]) -> str | None:
    return next((who.sector for who in parties if who.sector), None)


_TEXT, _DAY = pa.string(), pa.date32()

COLUMNS: Columns = {
    "Event ID": (_TEXT, lambda c: c.told.event["id"]),
    "Event Date": (_DAY, lambda c: c.told.day),
    "Event Type": (_TEXT, lambda c: c.type),
    "Event Mode": (_TEXT, lambda c: c.mode),
    "Intensity": (pa.float64(), lambda c: c.weight.score),
    "Quad Code": (_TEXT, lambda c: c.weight.quad.upper()),
    "Contexts": (_TEXT, lambda c: _joined(c.told.event["contexts"])),
    "Actor Name": (_TEXT, lambda c: _names(c.told.actors)),
    "Actor Country": (_TEXT, lambda c: _countries(c.told.actors)),
    "Primary Actor Sector": (_TEXT, lambda c: _first_sector(c.told.actors)),
    "Actor Sectors": (_TEXT, lambda c: _sectors(c.told.actors)),
    "Recipient Name": (_TEXT, lambda c: _names(c.told.recipients)),
    "Recipient Country": (_TEXT, lambda c: _countries(c.told.recipients)),
    "Primary Recipient Sector": (_TEXT, lambda c: _first_sector(c.told.recipients)),
    "Recipient Sectors": (_TEXT, lambda c: _sectors(c.told.recipients)),
    "Placename": (_TEXT, lambda c: c.told.event["place"]),
    "Headline": (_TEXT, lambda c: c.told.event["title"]),
    "Publication Date": (_DAY, lambda c: c.told.event["published"]),
    "Publisher": (_TEXT, lambda c: c.told.event["outlet"]),
    "Language": (_TEXT, lambda c: c.told.report["language"]),
    "Source": (_TEXT, lambda c: c.told.source),
    "Status": (_TEXT, lambda c: c.told.event["status"]),
    "Claimed By": (_TEXT, lambda c: c.told.event["claimed_by_name"]),
    "Told Type": (_TEXT, lambda c: c.told.event["type"]),
    "Told Mode": (_TEXT, lambda c: c.told.event["mode"]),
    "Date From": (_DAY, lambda c: c.told.event["day_from"]),
    "Date To": (_DAY, lambda c: c.told.event["day_to"]),
    "Evidence": (_TEXT, lambda c: c.told.event["words"]),
    "Report ID": (_TEXT, lambda c: c.told.event["report"]),
    "Span": (_TEXT, lambda c: span_text(c.told.event)),
}
