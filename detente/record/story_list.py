"""Stories a page at a time, and one story whole: what the pages over a large record ask of the links."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa

from detente.errors import NoSuchEntry
from detente.record.asking import Askable, Wanted
from detente.record.links import stories

__all__ = ["story", "story_list"]


def story_list(
    record: Askable,
    *,
    actor: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    text: str | None = None,
    single: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> tuple[pa.Table, int]:
    """Stories without their reports, the latest first; and how many there are before the cut.

    Columns: `id`, `title`, `first_day`, `last_day`, `actors`, `reports`, `outlets`, `lines`, `disagreements`.
    `text` is sought in the title. Stories of a single report come only with `single`.
    """
    wanted = Wanted(record)
    if actor is not None:
        wanted.clauses.append(wanted.listed("story_actor", "story", actor))
    wanted.between("k.first_day", "k.last_day", since, until)
    wanted.contains("coalesce(k.title, '')", text)
    if not single:
        wanted.clauses.append("t.reports > 1")
    source = "story k JOIN (SELECT story, count(*) AS reports FROM story_report GROUP BY story) t ON t.story = k.id"
    total = record.ask(f"SELECT count(*) FROM {source} {wanted.where()}", wanted.given).column(0)[0].as_py()
    table = record.ask(
        f"""WITH chosen AS (SELECT k.*, t.reports FROM {source} {wanted.where()}
                ORDER BY k.last_day DESC NULLS LAST, k.id LIMIT {int(limit)} OFFSET {int(offset)}),
            ids AS (SELECT id FROM chosen),
            told AS (SELECT s.story, list(DISTINCT r.outlet ORDER BY r.outlet) FILTER (r.outlet IS NOT NULL) AS outlets
                FROM story_report s JOIN report r ON r.id = s.report WHERE s.story IN (FROM ids) GROUP BY s.story),
            who AS (SELECT story, list(actor ORDER BY n) AS actors FROM story_actor
                WHERE story IN (FROM ids) GROUP BY story),
            ln AS (SELECT story, count(*) AS n FROM line WHERE story IN (FROM ids) GROUP BY story),
            dis AS (SELECT story, count(*) AS n FROM disagreement WHERE story IN (FROM ids) GROUP BY story)
        SELECT c.id, c.title, c.first_day, c.last_day, coalesce(who.actors, []) AS actors, c.reports,
            coalesce(told.outlets, []) AS outlets, coalesce(ln.n, 0) AS lines, coalesce(dis.n, 0) AS disagreements
        FROM chosen c LEFT JOIN told ON told.story = c.id LEFT JOIN who ON who.story = c.id
        LEFT JOIN ln ON ln.story = c.id LEFT JOIN dis ON dis.story = c.id
        ORDER BY c.last_day DESC NULLS LAST, c.id""",
        wanted.given,
    )
    return table, int(total)


def story(record: Askable, id: str) -> dict[str, Any]:
    """One story as `stories` gives it. Raises NoSuchEntry."""
    first = record.ask("SELECT report FROM story_report WHERE story = $id ORDER BY n LIMIT 1", {"id": id}).to_pylist()
    found = stories(record, report=first[0]["report"]).to_pylist() if first else []
    if not found:
        raise NoSuchEntry(f"{id}: no story of this id is in the record")
    row: dict[str, Any] = next(row for row in found if row["id"] == id)
    return row
