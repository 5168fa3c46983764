"""One entry, one report or one story by its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.errors import NoSuchEntry
from detente.model import Condition, Entry, Event, Meeting, Report, Statement, Story
from detente.record.asking import Askable
from detente.record.whole import ENTRY_KINDS, Noun, nouns_of, whole

__all__ = ["Found", "entry", "report", "story"]

_SHORTEST = 6
"""Digits that the beginning of an id must have to stand for it."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with the report it is from and the exact words it was read from."""

    entry: Entry
    report: Report
    words: str


def entry(record: Askable, id: str) -> Found:
    """The entry of that id, or of the one id that begins so (six digits or more). Raises NoSuchEntry."""
    kind, whole_id = _resolve(record, id, ENTRY_KINDS)
    noun = _noun(record, kind, whole_id)
    assert isinstance(noun, Statement | Event | Condition | Meeting)
    told_in = report(record, noun.report)
    return Found(noun, told_in, told_in.text[noun.span.start : noun.span.end])


def report(record: Askable, id: str) -> Report:
    """The report of that id, or of the one id that begins so (six digits or more). Raises NoSuchEntry."""
    noun = _noun(record, *_resolve(record, id, ("report",)))
    assert isinstance(noun, Report)
    return noun


def story(record: Askable, id: str) -> Story:
    """The story of that id, or of the one id that begins so (six digits or more). Raises NoSuchEntry."""
    noun = _noun(record, *_resolve(record, id, ("story",)))
    assert isinstance(noun, Story)
    return noun


def _noun(record: Askable, kind: str, id_: str) -> Noun:
    return next(nouns_of(kind, record.ask(whole(kind, f"SELECT * FROM {kind} WHERE id = $id"), {"id": id_})))


def _resolve(record: Askable, id_: str, kinds: Sequence[str]) -> tuple[str, str]:
    each = " UNION ALL ".join(f"SELECT '{kind}' AS kind, id FROM {kind} WHERE {{}}" for kind in kinds)
    found = record.ask(each.replace("{}", "id = $id"), {"id": id_}).to_pylist()
    if not found and len(id_) >= _SHORTEST:
        found = record.ask(each.replace("{}", "starts_with(id, $id)") + " LIMIT 4", {"id": id_}).to_pylist()
    what = kinds[0] if len(kinds) == 1 else "entry"
    if not found:
        short = f"; give {_SHORTEST} digits of it at least" if len(id_) < _SHORTEST else ""
        raise NoSuchEntry(f"{id_}: no {what} of this id is in the record{short}")
    if len(found) > 1:
        some = ", ".join(sorted(row["id"] for row in found)[:3])
        raise NoSuchEntry(f"{id_}: begins the id of more than one {what} ({some}, ...); give more of it")
    return found[0]["kind"], found[0]["id"]
