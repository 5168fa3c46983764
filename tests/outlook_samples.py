"""Conditions for the tests of the outlook: a sentence each, put together into the record of a quarrel made up here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from record_samples import condition, event

from detente.model import Actor, Clause, Party, Reading, Report
from detente.record import Record
from detente.record.schema import SCHEMA

ACTORS = (
    Actor("ARE", "state", "Arenia", "ARE"), Actor("BOR", "state", "Boravia", "BOR"),
    Actor("COR", "state", "Corvia", "COR"), Actor("ARE/lena-arend", "person", "Lena Arend", "ARE"),
)  # fmt: skip


class If(NamedTuple):
    """A condition: `if_` and `then` are "SIDE does something", the side left out where nobody is named ("-").

    The types may be given as they would be read; `day` is of May 2031.
    """

    if_: str
    then: str
    holder: str | None = "ARE"
    sense: str = "if"
    day: int = 2
    outlet: str = "Northern Wire"
    types: tuple[str | None, str | None] = (None, None)
    to: tuple[str, str] = ("", "")
    given: tuple[tuple[str, Any], ...] = ()


class Did(NamedTuple):
    """An event that a report tells."""

    words: str
    type: str
    actor: str
    day: int = 2
    about: str | None = None


def clause(words: str, type: str | None, to: str) -> Clause:
    who, _, does = words.partition(" ")
    return Clause(() if who == "-" else tuple(who.split(",")), does, type, (to,) if to else ())


def readings(*told: If | Did) -> list[Reading]:
    """A report for each, published on its day."""
    found = []
    for n, one in enumerate(told):
        if isinstance(one, Did):
            report = Report.make(f"{n}.txt", f"{one.words}.", outlet="Southern Post", published=date(2031, 5, one.day))
            entry = event(report, one.words, one.type, actor=(one.actor,), about=one.about)
            found.append(Reading(report, events=(entry,), actors=ACTORS))
            continue
        antecedent, consequent = (
            clause(words, type_, to) for words, type_, to in zip((one.if_, one.then), one.types, one.to, strict=True)
        )
        words = f"{one.sense} {antecedent.does}, then {consequent.does}"
        text = f"In note {n} it is said that {words}."
        report = Report.make(f"{n}.txt", text, outlet=one.outlet, published=date(2031, 5, one.day))
        holder = None if one.holder is None else Party(one.holder, one.holder.title())
        entry = condition(
            report, words, antecedent, consequent, holder=holder, **({"sense": one.sense} | dict(one.given))
        )
        found.append(Reading(report, conditions=(entry,), actors=ACTORS))
    return found


@contextmanager
def record_of(*told: If | Did) -> Iterator[Record]:
    """A record of them, in memory: property tests make many."""
    con = duckdb.connect(":memory:")
    con.execute(SCHEMA)
    with Record(Path("memory.duckdb"), con) as record:
        record.add(readings(*told))
        yield record
