"""From what linking found to rows, written as they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import duckdb

from detente.model import Disagreement, Echo, Line, Meeting, Reading, Story
from detente.record.rows import Row, arrow_table

__all__ = ["LinkedRows"]

AT_ONCE = 20_000
"""Rows kept back before they are written."""


class LinkedRows:
    """Rows of the linked tables on their way into a record; `write` must end it."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._waiting: dict[str, list[Row]] = defaultdict(list)

    def origins(self, found: Iterable[tuple[str, str, str]]) -> None:
        """Reports with their origins, and how each stands to it."""
        self._add("report_origin", found)

    def stories(self, stories: Sequence[Story]) -> None:
        """Stories with their reports and actors."""
        self._add("story", ((s.id, s.first_day, s.last_day, s.title) for s in stories))
        self._add("story_report", ((s.id, n, report) for s in stories for n, report in enumerate(s.reports)))
        self._add("story_actor", ((s.id, n, actor) for s in stories for n, actor in enumerate(s.actors)))

    def lines(self, lines: Sequence[Line], readings: Sequence[Reading]) -> None:
        """Lines of a story whose entries are in `readings`."""
        report = {entry.id: entry.report for reading in readings for entry in reading.entries()}
        self._add("line", ((li.id, li.of, li.story, li.origins) for li in lines))
        self._add("line_entry", ((li.id, n, id_, report[id_]) for li in lines for n, id_ in enumerate(li.entries)))

    def meetings(self, joined: Iterable[Sequence[Meeting]]) -> None:
        """Meetings that are one, under the id of the first: it stays while later reports come in."""
        self._add("joined_meeting", ((group[0].id, n, m.id) for group in joined for n, m in enumerate(group)))

    def echoes(self, echoes: Sequence[Echo]) -> None:
        """Echoes with their statements."""
        self._add("echo", ((e.id, e.speaker.id, e.speaker.name) for e in echoes))
        told = ((e.id, zip(e.statements, e.how, strict=True)) for e in echoes)
        self._add("echo_statement", ((id_, n, *one) for id_, pairs in told for n, one in enumerate(pairs)))

    def disagreements(self, found: Sequence[Disagreement]) -> None:
        """Disagreements with their sides and the words of each."""
        self._add("disagreement", ((d.id, d.about, d.on, d.how, d.story, d.confidence) for d in found))
        sides = [(d.id, side, told) for d in found for side, told in enumerate(d.sides)]
        self._add("disagreement_side", ((id_, side, told.says) for id_, side, told in sides))
        self._add(
            "disagreement_quote",
            ((id_, side, n, q.report, *q.span) for id_, side, told in sides for n, q in enumerate(told.quotes)),
        )

    def write(self) -> None:
        """Writes what is waiting."""
        for table, rows in self._waiting.items():
            if rows:
                self._con.register("staged", arrow_table(table, rows))
                self._con.execute(f"INSERT INTO {table} SELECT * FROM staged")
                self._con.unregister("staged")
        self._waiting.clear()

    def _add(self, table: str, rows: Iterable[Row]) -> None:
        self._waiting[table] += rows
        if sum(map(len, self._waiting.values())) >= AT_ONCE:
            self.write()
