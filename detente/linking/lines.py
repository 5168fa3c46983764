"""Entries of several reports that tell one thing, joined into one line of the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.linking.meetings import join_meetings
from detente.linking.same_condition import same_conditions
from detente.linking.same_event import same_events
from detente.linking.same_utterance import Retold, on_another_day, same_utterances
from detente.model import Entry, Line, Meeting, Reading, Story, content_id

__all__ = ["find_lines", "lines_across"]


def find_lines(
    story: Story,
    readings: Sequence[Reading],
    *,
    origins: Mapping[str, str],
    retold: Sequence[Sequence[Retold]] | None = None,
    met: Sequence[Sequence[Meeting]] | None = None,
) -> list[Line]:
    """The lines of a story: entries of two reports or more that tell one thing, first told first.

    `readings` are those of the story's reports in its order, the order of telling; `origins` gives for each
    report's id that of the report it repeats, or its own: copies are one voice; `retold` are the
    `same_utterances` of the readings and `met` their joined meetings, where they are known. An entry that one
    report alone tells is in no line; two tellings of one report may stand in one.
    """
    place = {reading.report.id: n for n, reading in enumerate(readings)}
    joined: list[Iterable[Sequence[Entry]]] = [
        _statements(same_utterances(readings) if retold is None else retold),
        same_events(readings),
        same_conditions(readings),
        _meetings(readings) if met is None else met,
    ]
    lines = []
    for groups in joined:
        for group in groups:
            if len({entry.report for entry in group}) > 1:
                told = sorted(group, key=lambda entry: (place[entry.report], entry.span, entry.id))
                lines.append(_line(told, story, origins))
    return lines


def lines_across(
    retold: Sequence[Sequence[Retold]], order: Mapping[str, int], *, origins: Mapping[str, str]
) -> list[Line]:
    """The lines of utterances told in several stories, first told first: they are of no one story.

    `order` gives for each report its place in the order of telling.
    """
    lines = []
    for group in _statements(retold):
        if len({entry.report for entry in group}) > 1:
            told = sorted(group, key=lambda entry: (order[entry.report], entry.span, entry.id))
            lines.append(_line(told, None, origins))
    return lines


def _meetings(readings: Sequence[Reading]) -> list[tuple[Meeting, ...]]:
    reports = {reading.report.id: reading.report for reading in readings}
    return join_meetings([meeting for reading in readings for meeting in reading.meetings], reports)


def _statements(retold: Iterable[Sequence[Retold]]) -> list[list[Entry]]:
    """The statements of each utterance that stand whole in the fullest and were not said on another day."""
    return [
        [
            told.utterance.statement
            for told in group
            if told.is_whole and not on_another_day(group[0].utterance, told.utterance)
        ]
        for group in retold
    ]


def _line(told: Sequence[Entry], story: Story | None, origins: Mapping[str, str]) -> Line:
    ids = tuple(entry.id for entry in told)
    voices = {origins.get(entry.report, entry.report) for entry in told}
    return Line(content_id("line", ids[0]), told[0].kind, ids, len(voices), story.id if story else None)
