"""Who somebody is: offices held, and the people of a state or body."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from detente.record.asking import Askable
from detente.record.dealings import table_of

__all__ = ["people_of", "portrait"]


def portrait(record: Askable, who: str) -> dict[str, Any] | None:
    """An actor by its id, with `offices` (`title`, `of`, `since`, `until`) and `entries`; None where unknown."""
    rows = record.ask(
        f"""SELECT a.*, coalesce((SELECT entries FROM {table_of(record, "named")} n WHERE n.id = a.id), 0) AS entries
        FROM actor a WHERE a.id = $id""",
        {"id": who},
    ).to_pylist()
    if not rows:
        return None
    offices = record.ask(
        "SELECT title, of_whom AS of, since, until FROM office WHERE actor = $id ORDER BY n", {"id": who}
    )
    return {**rows[0], "offices": offices.to_pylist()}


def people_of(record: Askable, side: str, *, limit: int = 24) -> pa.Table:
    """Persons and organs that count as a side, those with most `entries` first."""
    return record.ask(
        f"""SELECT a.id, a.name, a.type, n.entries FROM actor a JOIN {table_of(record, "named")} n ON n.id = a.id
        WHERE a.id <> $side AND (a.country = $side OR split_part(a.id, '/', 1) = $side)
        ORDER BY n.entries DESC, a.id LIMIT $limit""",
        {"side": side, "limit": limit},
    )
