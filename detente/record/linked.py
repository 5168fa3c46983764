"""Lays the reports of a record side by side and keeps what shows: stories, lines, echoes, disagreements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from detente import __version__
from detente.linking.copies import SHARE, WORD, find_shared
from detente.linking.disagreements import find_disagreements, tolls_across
from detente.linking.echoes import find_echoes
from detente.linking.lines import find_lines
from detente.linking.meetings import join_meetings
from detente.linking.origins import find_origins
from detente.linking.same_utterance import same_utterances
from detente.linking.stories import group_reports
from detente.linking.told_tolls import tolls_of
from detente.model import Meeting, Reading, Report, Story
from detente.record.asking import Askable
from detente.record.kept_meanings import meanings_of
from detente.record.linked_across import find_across
from detente.record.linked_rows import LinkedRows
from detente.record.schema import LINKED_TABLES
from detente.record.story_readings import Told, read_stories
from detente.scale.copies import find_shared as shuffled

__all__ = ["Links", "is_linked", "link"]

MANY = 20_000
"""Reports from which copies are found on the disk rather than in memory: the same, and slower for a few."""


@dataclass(frozen=True, slots=True)
class Links:
    """What one linking found. `copies` are reports that repeat another; a story may have a single report."""

    reports: int = 0
    copies: int = 0
    stories: int = 0
    lines: int = 0
    echoes: int = 0
    disagreements: int = 0


def is_linked(record: Askable) -> bool:
    """True where the links tell of the record as it is: no report came in or was read since.

    No report is ever taken away unless another comes in, and an unread one is read only once, so that the
    numbers of reports and of unread ones name a state.
    """
    query = """SELECT 1 FROM linked WHERE reports = (SELECT count(*) FROM report)
        AND unread = (SELECT count(unread) FROM report)"""
    return len(record.ask(query)) == 1


def link(record: Told, con: duckdb.DuckDBPyConnection) -> Links:
    """Finds copies, stories, lines, echoes and disagreements over all reports, in place of those kept before.

    A story keeps its id as reports arrive. `con` writes, inside a transaction; `record` is read as it was before.
    In memory are the texts of the reports, and the entries of a page of stories. What a lead means is found only for
    reports whose entries name somebody: a wire of all desks is mostly others.
    """
    known = [noun for noun in record.nouns(("story",)) if isinstance(noun, Story)]
    for table in LINKED_TABLES:
        con.execute(f"DELETE FROM {table}")
    now = datetime.now(UTC).replace(tzinfo=None)
    con.execute("INSERT INTO linked SELECT count(*), count(unread), ?, ? FROM report", [__version__, now])
    reports = {noun.id: noun for noun in record.nouns(("report",)) if isinstance(noun, Report) and noun.text}
    shared = shuffled if len(reports) > MANY else find_shared
    origins = find_origins(list(reports.values()), shared=shared)
    cast = _cast(record)
    meanings = meanings_of(con, {id_: report for id_, report in reports.items() if id_ in cast})
    stories = group_reports(list(reports.values()), cast=cast, known=known, meanings=meanings)
    del meanings
    rows = LinkedRows(con)
    rows.origins((id_, of, _how(reports[id_], reports[of])) for id_, of in origins.items())
    rows.stories(stories)
    met = _joined(record, reports, stories)
    rows.meetings(met)
    one_meeting = {meeting.id: n for n, group in enumerate(met) for meeting in group}
    story_of = {id_: story.id for story in stories for id_ in story.reports}
    elsewhere = find_across(record, reports, story_of)
    tolls = {id_: tolls_of(reports[id_]) for story in stories for id_ in story.reports}
    across = tolls_across(tolls, reports, story_of)
    rows.disagreements(across)
    counts = {"lines": 0, "echoes": 0, "disagreements": len(across)}
    for story, readings in read_stories(record, stories, reports, cast):
        retold = elsewhere.hold(same_utterances(readings), readings)
        lines = find_lines(story, readings, origins=origins, retold=retold, met=_met(readings, one_meeting))
        echoes = find_echoes(readings, origins=origins, retold=retold)
        disagreements = find_disagreements(story, readings, lines, tolls=tolls)
        rows.lines(lines, readings)
        rows.echoes(echoes)
        rows.disagreements(disagreements)
        counts["lines"] += len(lines)
        counts["echoes"] += len(echoes)
        counts["disagreements"] += len(disagreements)
    order = {id_: n for n, id_ in enumerate(story_of)}
    told, echoes = elsewhere.join(order, origins)
    rows.lines(told, elsewhere.readings)
    rows.echoes(echoes)
    counts["lines"] += len(told)
    counts["echoes"] += len(echoes)
    rows.write()
    copies = sum(id_ != of for id_, of in origins.items())
    return Links(len(reports), copies, len(stories), **counts)


def _joined(record: Told, reports: Mapping[str, Report], stories: Sequence[Story]) -> list[tuple[Meeting, ...]]:
    """The meetings of all reports, those that are one together: a meeting may be told in several stories."""
    story = {report: story.id for story in stories for report in story.reports}
    meetings = [noun for noun in record.nouns(("meeting",)) if isinstance(noun, Meeting)]
    return join_meetings(meetings, reports, stories=story)


def _met(readings: Sequence[Reading], one_meeting: Mapping[str, int]) -> list[list[Meeting]]:
    """The meetings of some reports, those together that are one."""
    groups: dict[int, list[Meeting]] = defaultdict(list)
    for reading in readings:
        for meeting in reading.meetings:
            groups[one_meeting[meeting.id]].append(meeting)
    return list(groups.values())


def _how(report: Report, origin: Report) -> str:
    """What a report is of its origin: itself, a copy, one contained in the other, or edited from the same text."""
    if report.id == origin.id:
        return "original"
    here, there = (Counter(WORD.findall(it.text.casefold())) for it in (report, origin))
    common = (here & there).total()
    parts = common / max(1, here.total()), common / max(1, there.total())
    return "copy" if min(parts) >= SHARE else "contained" if max(parts) >= SHARE else "edited"


def _cast(record: Askable) -> dict[str, list[str]]:
    """Ids of the actors that the entries of each report name."""
    named = " UNION ALL ".join(
        f"SELECT e.report, p.actor FROM {table} p JOIN {owner} e ON e.id = p.{owner}"
        for table, owner in (
            ("event_actor", "event"), ("event_recipient", "event"), ("meeting_party", "meeting"),
            ("condition_who", "condition"), ("statement_to", "statement"),
        )
    )  # fmt: skip
    found = record.ask(
        f"""SELECT report, list(DISTINCT actor ORDER BY actor) AS actors FROM ({named}
        UNION ALL SELECT report, speaker_id FROM statement WHERE speaker_id IS NOT NULL) GROUP BY report"""
    )
    return dict(zip(found.column("report").to_pylist(), found.column("actors").to_pylist(), strict=True))
