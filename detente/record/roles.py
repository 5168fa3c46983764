"""Who stands in which entry and how, found by actor: a table made once over a copy of a record for large ones."""

from __future__ import annotations

from detente.record.asking import Askable, Wanted, actor_ids, counts_as

__all__ = ["ROLE", "entries_of"]

_DAY = {"condition": "NULL::DATE"}


def _listed(kind: str, part: str, table: str) -> str:
    """SQL: those listed in a table of parts."""
    return (
        f"SELECT '{kind}' AS kind, '{part}' AS part, p.actor, NULL AS name, k.rowid AS place, k.report, "
        f"{_DAY.get(kind, 'k.day_from')} AS day FROM {table} p JOIN {kind} k ON k.id = p.{kind}"
    )


def _sayer(kind: str, who: str) -> str:
    """SQL: whose words they are, by name where no codebook describes them."""
    name = f"CASE WHEN k.{who}_id IS NULL THEN strip_accents(lower(k.{who}_name)) END"
    return (
        f"SELECT '{kind}', 'who', k.{who}_id, {name}, k.rowid, k.report, {_DAY.get(kind, 'k.day_from')} "
        f"FROM {kind} k WHERE k.{who}_id IS NOT NULL OR k.{who}_name IS NOT NULL"
    )


_ALL = " UNION ALL ".join(
    (
        _listed("event", "who", "event_actor"), _listed("event", "to", "event_recipient"),
        _sayer("statement", "speaker"), _listed("statement", "to", "statement_to"),
        _sayer("condition", "holder"), _listed("condition", "who", "condition_who"),
        _listed("condition", "to", "condition_recipient"), _listed("meeting", "who", "meeting_party"),
    )
)  # fmt: skip

ROLE = f"""SELECT kind, part, actor, name, place, coalesce(day, r.published) AS day, r.published
    FROM ({_ALL}) o JOIN report r ON r.id = o.report ORDER BY actor NULLS LAST, kind, part"""
"""SQL: `actor` (or the `name` of a speaker whom nobody knows, without case and accents) stands in the entry of `kind`
in row `place` of its table, as `part`: `who` acts, speaks, holds, meets, or `to` whom. Rows of one actor stand
together, so that a database finds them without reading the others."""


def entries_of(wanted: Wanted, role: str, kind: str, part: str, who: str) -> str:
    """SQL of `place`, `day` and `published` of the entries in which an actor, by id or name, plays a part.

    `role` is what stands after FROM for ROLE; values are bound in `wanted`.
    """
    ids = wanted.bind(_present(wanted.record, who))
    part = "who" if kind == "meeting" else part  # nobody is addressed: all meet
    chosen = f"SELECT place, day, published FROM {role} WHERE kind = '{kind}' AND part = '{part}' AND"
    found = f"{chosen} actor IN (SELECT unnest({ids}::VARCHAR[]))"
    if part == "who" and kind in ("statement", "condition"):
        words = wanted.bind(who)
        found += (
            f" UNION ALL {chosen} actor IS NULL AND "
            f"contains(' ' || name || ' ', ' ' || strip_accents(lower({words})) || ' ')"
        )
    return f"SELECT DISTINCT * FROM ({found})"


def _present(record: Askable, who: str) -> list[str]:
    """The ids in the record that are this actor or count as it."""
    ids = actor_ids(record, who)
    found = record.ask(f"SELECT id FROM actor WHERE {counts_as('id', '$ids')} ORDER BY id", {"ids": ids})
    return list(dict.fromkeys([*ids, *found.column("id").to_pylist()]))
