"""A page of the entries or reports that somebody looks for: filtered, sorted and cut by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from detente.errors import DetenteError
from detente.record.asking import Askable, Wanted
from detente.record.dealings import table_of
from detente.record.questions import EVIDENCE
from detente.record.roles import entries_of
from detente.record.whole import ENTRY_KINDS, whole

__all__ = ["Sought", "find", "find_reports"]

_SORT = {"statement": "k.act", "event": "k.type", "condition": "k.sense", "meeting": "k.form"}

_PARTS = {
    "statement": ("statement_content", "statement_to"),
    "event": ("event_actor", "event_recipient", "event_context"),
    "condition": ("condition_who", "condition_recipient", "condition_event"),
    "meeting": ("meeting_party",),
}
"""For each kind: the tables that `whole` gathers lists from."""

_OWN_DAY = {
    "statement": ("k.day_from", "k.day_to"),
    "event": ("k.day_from", "k.day_to"),
    "meeting": ("k.day_from", "k.day_to"),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; None asks nothing. Actors by id or name, several values as a sequence.

    `text` is sought word by word, whatever its case and accents; words in quotation marks stand together.
    `actor` is who speaks, acts, holds a condition or stands in it, or meets; `to` whom it is addressed to.
    `sort` is the act of a statement, the type of an event, the sense of a condition, the form of a meeting.
    A day that an entry does not have is that of its report.
    """

    text: str | None = None
    actor: str | None = None
    to: str | None = None
    pair: tuple[str, str] | None = None
    sort: str | Sequence[str] | None = None
    status: str | Sequence[str] | None = None
    outlet: str | None = None
    since: date | str | None = None
    until: date | str | None = None


def find(
    record: Askable, kind: str, sought: Sought, *, limit: int = 50, offset: int = 0, newest_first: bool = False
) -> tuple[pa.Table, int]:
    """Entries of a kind with their words and report, by day; and how many there are before the cut."""
    if kind not in ENTRY_KINDS:
        raise DetenteError(f"no kind of entry {kind!r}; there are: {', '.join(ENTRY_KINDS)}")
    wanted = _chosen(record, kind, sought)
    narrow = bool(sought.actor or sought.to or sought.pair)  # few rows: they are counted as they are found
    direction = "DESC NULLS LAST" if newest_first else "ASC NULLS LAST"
    found = record.ask(
        f"SELECT id, {'count(*) OVER ()' if narrow else 'NULL'} AS total FROM {wanted.source} "
        f"ORDER BY day {direction}, published {direction}, report, span_start, id "
        f"LIMIT {int(limit)} OFFSET {int(offset)}",
        wanted.given,
    )
    if narrow and (found.num_rows or not offset):
        total = found.column("total")[0].as_py() if found.num_rows else 0
    else:
        total = record.ask(f"SELECT count(*) FROM {wanted.source}", wanted.given).column(0)[0].as_py()
    return _whole_entries(record, kind, found.column("id").to_pylist()), int(total)


@dataclass(frozen=True, slots=True)
class _Source:
    """SQL of rows `id`, `day`, `published`, `report`, `span_start`, and the values bound in it."""

    source: str
    given: dict[str, object]


def _whole_entries(record: Askable, kind: str, ids: list[str]) -> pa.Table:
    """The entries of these ids with their words and report, in this order.

    Every table is asked for these ids by name, so that DuckDB takes the few rows from its indexes: with joins alone it
    reads all texts and all parts (measured on 100,000 reports and 2 million entries: 10 ms against 270 ms).
    """
    given: dict[str, object] = {f"id{n}": id_ for n, id_ in enumerate(ids or [""])}
    among = ", ".join(f"${name}" for name in given)
    told_in = record.ask(f"SELECT DISTINCT report FROM {kind} WHERE id IN ({among})", given).column(0).to_pylist()
    reports: dict[str, object] = {f"report{n}": id_ for n, id_ in enumerate(told_in or [""])}
    few = [f"{table} AS MATERIALIZED (FROM main.{table} WHERE {kind} IN ({among}))" for table in _PARTS[kind]]
    few += [
        f"few AS MATERIALIZED (FROM main.{kind} WHERE id IN ({among}))",
        f"r AS MATERIALIZED (FROM report WHERE id IN ({', '.join(f'${name}' for name in reports)}))",
    ]
    words = "" if kind == "statement" else f"{EVIDENCE}, "
    chosen = f"SELECT k.*, {words}r.outlet, r.title, r.source, r.published FROM few k JOIN r ON r.id = k.report"
    query = f"WITH {', '.join(few)} SELECT * FROM ({whole(kind, chosen)}) ORDER BY list_position([{among}], id)"
    return record.ask(query, given | reports)


def _chosen(record: Askable, kind: str, sought: Sought) -> _Source:
    wanted = Wanted(record)
    first, last = _OWN_DAY.get(kind, ("NULL", "NULL"))
    day, published = f"coalesce({first}, r.published)", "r.published"
    source = f"{kind} k JOIN report r ON r.id = k.report"
    role = table_of(record, "role")
    for part, who in (("who", sought.actor), ("to", sought.to)):
        if who is not None:
            source += f" JOIN ({entries_of(wanted, role, kind, part, who)}) p_{part} ON p_{part}.place = k.rowid"
    if sought.pair is not None:
        source += f" JOIN ({_between(wanted, role, kind, sought.pair)}) p_pair ON p_pair.place = k.rowid"
    wanted.is_one(_SORT[kind], sought.sort)
    if kind in ("event", "meeting"):
        wanted.is_one("k.status", sought.status)
    wanted.is_one("r.outlet", sought.outlet)
    wanted.between(day, f"coalesce({last}, r.published)", sought.since, sought.until)
    if sought.text:
        source = _search(wanted, kind, source, sought.text)
    columns = f"k.id, {day} AS day, {published}, k.report, k.span_start"
    return _Source(f"(SELECT {columns} FROM {source} {wanted.where()})", wanted.given)


def find_reports(
    record: Askable, sought: Sought, *, limit: int = 50, offset: int = 0, newest_first: bool = False
) -> tuple[pa.Table, int]:
    """Reports without their text but with counts, by day; `text` is sought in the title, else in the source."""
    wanted = Wanted(record)
    wanted.is_one("k.outlet", sought.outlet)
    wanted.between("k.published", "k.published", sought.since, sought.until)
    for words in _wanted_words(sought.text or ""):
        wanted.contains("coalesce(k.title, k.source)", words)
    total = record.ask(f"SELECT count(*) FROM report k {wanted.where()}", wanted.given).column(0)[0].as_py()
    direction = "DESC NULLS LAST" if newest_first else "ASC NULLS LAST"
    counts = ", ".join(f"coalesce({kind}s.n, 0) AS {kind}s" for kind in ENTRY_KINDS)
    joins = " ".join(
        f"LEFT JOIN (SELECT report, count(*) AS n FROM {kind} WHERE report IN (SELECT id FROM chosen) GROUP BY 1) "
        f"{kind}s ON {kind}s.report = c.id"
        for kind in ENTRY_KINDS
    )
    return record.ask(
        f"""WITH chosen AS (SELECT k.id, k.source, k.outlet, k.title, k.byline, k.published, k.language, k.url,
                length(k.text) AS length, k.unread, k.run FROM report k {wanted.where()}
                ORDER BY k.published {direction}, k.source, k.id LIMIT {int(limit)} OFFSET {int(offset)})
        SELECT c.*, {counts} FROM chosen c {joins} ORDER BY c.published {direction}, c.source, c.id""",
        wanted.given,
    ), int(total)


def _between(wanted: Wanted, role: str, kind: str, pair: tuple[str, str]) -> str:
    """SQL of `place` of the entries between the two: an event or statement of one to the other, both at one meeting,
    or both in one event that is done to nobody (two who meet)."""
    one, other = pair

    def plays(part: str, who: str) -> str:
        return f"SELECT place FROM ({entries_of(wanted, role, kind, part, who)})"

    def common(*sets: str) -> str:
        return f"SELECT place FROM ({' INTERSECT '.join(sets)})"

    if kind == "meeting":
        return common(plays("who", one), plays("who", other))
    ways = [common(plays("who", one), plays("to", other)), common(plays("who", other), plays("to", one))]
    if kind == "event":
        both = common(plays("who", one), plays("who", other))
        done_to = "SELECT 1 FROM event_recipient p WHERE p.event = e.id"
        ways.append(f"SELECT t.place FROM ({both}) t JOIN event e ON e.rowid = t.place WHERE NOT EXISTS ({done_to})")
    return " UNION ".join(ways)


def _search(wanted: Wanted, kind: str, source: str, text: str) -> str:
    words = _wanted_words(text)
    if kind == "statement":
        source += f" JOIN {table_of(wanted.record, 'folded')} f ON f.statement = k.id"
        for n, each in enumerate(words):
            wanted.given[f"text{n}"] = each
            wanted.clauses.append(f"contains(f.folded, strip_accents(lower($text{n})))")
    else:
        for each in words:
            wanted.contains(EVIDENCE.removesuffix(" AS words"), each)
    return source


def _wanted_words(text: str) -> list[str]:
    """The words of a search; what stands between quotation marks is one. Ten at most."""
    found: list[str] = []
    for n, part in enumerate(text.replace("“", '"').replace("”", '"').split('"')):
        found += [part.strip()] if n % 2 else part.split()
    return [each for each in found if each][:10]
