"""Stories with all that was read in their reports: loaded by the page, so that memory is bounded by a story."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from detente.model import Actor, Condition, Event, Meeting, Reading, Report, Statement, Story
from detente.record.asking import Askable
from detente.record.whole import ENTRY_KINDS, Noun, nouns_of, whole

__all__ = ["Told", "read_stories"]

PAGE = 1_000
"""Reports whose entries are in memory at once, unless one story alone has more."""


class Told(Askable, Protocol):
    """A record that also gives its nouns."""

    def nouns(self, kinds: Collection[str]) -> Iterator[Noun]:
        """The nouns of some kinds."""


def read_stories(
    record: Told, stories: Iterable[Story], reports: Mapping[str, Report], cast: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Story, list[Reading]]]:
    """The stories that more than one report tells, each with the readings of its reports in their order.

    `reports` are those of the record by id, `cast` the ids of the actors that the entries of each name.
    """
    actors = {noun.id: noun for noun in record.nouns(("actor",)) if isinstance(noun, Actor)}
    named = {id_: tuple(actors[actor] for actor in cast.get(id_, ()) if actor in actors) for id_ in reports}
    for page in _pages(story for story in stories if len(story.reports) > 1):
        entries = _entries(record, [id_ for story in page for id_ in story.reports])
        for story in page:
            yield story, [_reading(reports[id_], entries[id_], named[id_]) for id_ in story.reports]


def _reading(report: Report, entries: Mapping[str, Sequence[Any]], actors: tuple[Actor, ...]) -> Reading:
    statements, events, conditions, meetings = (tuple(entries[kind]) for kind in ENTRY_KINDS)
    return Reading(report, statements, events, conditions, meetings, actors)


def _pages(stories: Iterable[Story]) -> Iterator[list[Story]]:
    page: list[Story] = []
    for story in stories:
        page.append(story)
        if sum(len(held.reports) for held in page) >= PAGE:
            yield page
            page = []
    if page:
        yield page


def _entries(record: Askable, reports: Sequence[str]) -> dict[str, dict[str, list[Any]]]:
    """The entries of reports, by report and kind, by their place in the text."""
    found: dict[str, dict[str, list[Any]]] = {id_: {kind: [] for kind in ENTRY_KINDS} for id_ in reports}
    for kind in ENTRY_KINDS:
        chosen = f"SELECT * FROM {kind} WHERE report IN (SELECT unnest($ids::VARCHAR[]))"
        rows = record.ask(f"{whole(kind, chosen)} ORDER BY span_start, span_end, id", {"ids": list(reports)})
        for entry in nouns_of(kind, rows):
            assert isinstance(entry, Statement | Event | Condition | Meeting)
            found[entry.report][kind].append(entry)
    return found
