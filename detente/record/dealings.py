"""Who deals with whom: events as pairs of sides, and tables made once over a copy of a record for large ones."""

from __future__ import annotations

import duckdb

from detente.record.asking import Askable
from detente.record.roles import ROLE

__all__ = ["PREPARED", "prepare", "table_of"]

# A person counts as the state in its id, an organ as its country, anybody else as itself.
_SIDE = """SELECT p.{owner} AS event, CASE WHEN contains(p.actor, '/') OR a.country IS NULL
        THEN split_part(p.actor, '/', 1) ELSE a.country END AS side
    FROM {table} p LEFT JOIN actor a ON a.id = p.actor"""

_DEALING = f"""WITH does AS ({_SIDE.format(owner="event", table="event_actor")}),
    gets AS ({_SIDE.format(owner="event", table="event_recipient")}),
    linked AS (
        SELECT d.event, least(d.side, g.side) AS one, greatest(d.side, g.side) AS other, d.side < g.side AS forward,
            d.side > g.side AS back
        FROM does d JOIN gets g ON g.event = d.event AND g.side <> d.side
        UNION ALL
        SELECT d.event, d.side, e.side, false, false FROM does d JOIN does e ON e.event = d.event AND d.side < e.side
        ANTI JOIN gets g ON g.event = d.event),
    paired AS (SELECT event, one, other, bool_or(forward) AS forward, bool_or(back) AS back FROM linked GROUP BY ALL)
    SELECT p.*, k.report, k.type, k.mode, k.status, k.span_start, k.span_end,
        k.day_from AS own_day, k.day_to, coalesce(k.day_from, r.published) AS day
    FROM paired p JOIN event k ON k.id = p.event JOIN report r ON r.id = k.report"""

_NAMED = """SELECT id, count(*) AS entries FROM (
        SELECT actor AS id, event AS entry FROM event_actor
        UNION SELECT actor, event FROM event_recipient UNION SELECT actor, statement FROM statement_to
        UNION SELECT speaker_id, id FROM statement UNION SELECT claimed_by_id, id FROM event
        UNION SELECT holder_id, id FROM condition UNION SELECT actor, condition FROM condition_who
        UNION SELECT actor, meeting FROM meeting_party)
    WHERE id IS NOT NULL GROUP BY id"""

_MET = """WITH told AS (SELECT coalesce(j.id, k.id) AS id, k.status, k.day_from, k.day_to, r.published,
        row_number() OVER (ORDER BY r.published NULLS FIRST, r.source, k.span_start, k.id) AS nth
    FROM meeting k JOIN report r ON r.id = k.report LEFT JOIN joined_meeting j ON j.meeting = k.id)
    SELECT id, arg_max(status, nth) AS status, min(published) AS first_told, max(published) AS last_told,
        arg_max(struct_pack(day_from, day_to), (CASE WHEN day_from = day_to THEN 1 ELSE 0 END, nth))
            FILTER (day_from IS NOT NULL OR day_to IS NOT NULL) AS day
    FROM told GROUP BY id"""

_FOLDED = "SELECT id AS statement, strip_accents(lower(words)) AS folded FROM statement"

PREPARED = {"dealing": _DEALING, "named": _NAMED, "folded": _FOLDED, "met": _MET, "role": ROLE}
"""Tables that follow from the record's own, with the SQL that gives them.

`dealing`: an event between two sides, once for every pair of sides in it: `one` before `other` in the
alphabet, `forward` where `one` acts on `other`, `back` the other way (both false for two who act together on
nobody). `named`: how many entries name an actor. `folded`: a statement's words without case and accents. `met`:
the meetings of `calendar`, without what is told of them. `role`: see `roles`.
"""


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables of PREPARED in the schema `prepared` of an open copy of a record, anew."""
    con.execute("DROP SCHEMA IF EXISTS prepared CASCADE")
    con.execute("CREATE SCHEMA prepared")
    for name, sql in PREPARED.items():
        con.execute(f"CREATE TABLE prepared.{name} AS {sql}")


def table_of(record: Askable, name: str) -> str:
    """What stands after FROM for one of PREPARED: the table where it was made, else the query itself."""
    made = record.ask(
        "SELECT 1 FROM information_schema.tables WHERE table_schema = 'prepared' AND table_name = $name",
        {"name": name},
    )
    return f"prepared.{name}" if made.num_rows else f"({PREPARED[name]})"
