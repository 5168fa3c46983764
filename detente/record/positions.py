"""Where two sides stand: what each demands, offers, threatens, refuses, accuses the other of, and denies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from detente.record.answers import ANSWERING, DOING, Answers, state_of
from detente.record.asking import Askable, Wanted, actor_ids, counts_as
from detente.record.gathering import Gathered, gathered
from detente.record.questions import EVIDENCE
from detente.record.stated import stated

__all__ = ["STANCES", "positions"]

STANCES = ("demands", "offers", "threatens", "refuses", "accuses", "denies")

_STANCE = """CASE k.type WHEN 'REQUEST' THEN 'demands' WHEN 'THREATEN' THEN 'threatens'
    WHEN 'REJECT' THEN 'refuses' WHEN 'ACCUSE' THEN 'accuses' WHEN 'DENY' THEN 'denies'
    WHEN 'AGREE' THEN CASE WHEN k.mode IN ('offer', 'promise') THEN 'offers' END END"""

_TELLING = pa.struct(
    [
        ("id", pa.string()),
        ("kind", pa.string()),
        ("words", pa.string()),
        ("day", pa.date32()),
        ("outlet", pa.string()),
        ("why", pa.string()),
    ]
)
_ANSWER = pa.struct(
    [("id", pa.string()), ("type", pa.string()), ("words", pa.string()), ("day", pa.date32()), ("why", pa.string())]
)
_GATHERED = {
    "recipients": pa.list_(pa.string()),
    "first_day": pa.date32(),
    "last_day": pa.date32(),
    "times_told": pa.int32(),
    "outlets": pa.list_(pa.string()),
    "reports": pa.list_(pa.string()),
    "wordings": pa.list_(_TELLING),
    "answered_by": pa.list_(_ANSWER),
    "state": pa.string(),
    "kind": pa.string(),
}
_WORKING = ("which", "day", "pair", "to_side", "recipient", "to_other", "among")
"""Columns that the gathering needs and an event of the answer does not show."""


def positions(
    record: Askable,
    a: str,
    b: str,
    *,
    events: bool = False,
    until: date | str | None = None,
    latest: int | None = None,
) -> pa.Table:
    """What each of two sides takes as its position towards the other, as an Arrow table: a row a position.

    Columns of the latest wording: `side` (as given), `stance` (one of STANCES), `words`, `about`, `type`,
    `mode`, `status`, `date`, `day_from`, `speaker`, `outlet`, `published`, `title`, `source`, `report`,
    `span_start`, `span_end`, `id`. Of all wordings: `recipients` (ids), `first_day` and `last_day` (of the
    event, else of publication), `times_told`, `outlets`, `reports` (ids), `wordings` (the others, latest first:
    `id`, `kind`, `words`, `day`, `outlet` and `why` they are gathered, such as "same words" or "alike 0.80"),
    `answered_by` (what the other side did about it by day: `id`, `type`, `words`, `day`, `why`) and `state`
    (`standing`, `met`, `refused`, `withdrawn` or `carried out` where an event says so, else null; see
    `answers`).

    What a side said it would do on a condition is a threat or an offer too (`status` is conditional): `kind` says
    whether `id` is that of an event or of a condition.

    With `events`, a row an event instead, and the first eighteen columns only.

    Side `a` comes first, then by stance, latest first. A position addressed to nobody counts as addressed to
    the other; an accusation must name it. Told as not so (negated, denied) is no position. What was asked of
    another is shown only as a further wording of what was asked of this side.

    With `until`, only events up to that day; with `latest`, only so many events of the two sides, the last by day:
    gathering compares them all, and a thousand take a tenth of a second. `events` in the metadata of the schema says
    how many there were before the cut.
    """
    table = _told(record, a, b, until=until, latest=latest)
    shown = [name for name in table.column_names if name not in _WORKING]
    if events:
        of_pair = table.filter(pc.and_(table["pair"], pc.is_valid(table["stance"])))
        return of_pair.select(shown)
    told = [{**row, "kind": "event"} for row in table.to_pylist()]
    among = str(told[0]["among"] if told else 0)
    told = _by_stance([*told, *stated(record, a, b, told, until=until, latest=latest)])
    rows: list[dict[str, Any]] = []
    acts = {which: [row for row in told if row["which"] == which] for which in "ab"}
    followed = [row for row in told if row["stance"] or row["type"] in ANSWERING]
    found = {
        which: Answers([row for row in done if row["type"] in ANSWERING | DOING], followed)
        for which, done in acts.items()
    }
    for which, other in ("ab", "ba"):
        stances = [row for row in acts[which] if row["stance"]]
        for _, of_stance in groupby(stances, key=lambda row: row["stance"]):
            for position in gathered(of_stance):
                if any(row["pair"] for row in position.tellings):
                    rows.append(_row(position, found[which], found[other]))
    kept = table.schema.empty_table().select(shown).schema
    schema = pa.schema([*kept, *(pa.field(name, type_) for name, type_ in _GATHERED.items())], {"events": among})
    return pa.Table.from_pylist([{name: row[name] for name in schema.names} for row in rows], schema)


def _told(record: Askable, a: str, b: str, *, until: date | str | None, latest: int | None) -> pa.Table:
    """Events of both sides that are a stance or may answer one, with whether it goes from one to the other.

    Who acts and in what is chosen first, from narrow columns; texts and statements are read for these alone.
    """
    wanted = Wanted(record, given={"a": a, "b": b})
    is_a, is_b = (counts_as("p.actor", wanted.bind(actor_ids(record, who))) for who in (a, b))
    wanted.between("coalesce(k.day_from, r.published)", "coalesce(k.day_from, r.published)", None, until)
    wanted.clauses.append(f"(stance IS NOT NULL OR k.type IN ({_listed(sorted(ANSWERING | DOING))}))")
    wanted.clauses.append("k.status NOT IN ('negated', 'denied')")
    order = f"list_position([{_listed(STANCES)}], stance)"
    cut = "" if latest is None else f"ORDER BY day DESC NULLS LAST, k.report, k.span_start, k.id LIMIT {int(latest)}"
    return record.ask(
        f"""WITH does AS (SELECT p.event, bool_or({is_a}) AS a, bool_or({is_b}) AS b FROM event_actor p
                WHERE {is_a} OR {is_b} GROUP BY p.event),
            chosen AS MATERIALIZED (SELECT k.id, k.report, {_STANCE} AS stance,
                coalesce(k.day_from, r.published) AS day, does.a AS does_a, does.b AS does_b, count(*) OVER () AS among
                FROM does JOIN event k ON k.id = does.event JOIN report r ON r.id = k.report {wanted.where()} {cut}),
            k AS MATERIALIZED (SELECT k.*, c.stance, c.day, c.does_a, c.does_b, c.among
                FROM chosen c JOIN event k ON k.id = c.id),
            gets AS (SELECT p.event, bool_or({is_a}) AS a, bool_or({is_b}) AS b, list(p.actor ORDER BY p.n) AS recipient
                FROM event_recipient p WHERE p.event IN (SELECT id FROM k) GROUP BY p.event),
            person AS (SELECT p.event, min_by(coalesce(a.name, p.actor), p.n) AS name
                FROM event_actor p LEFT JOIN actor a ON a.id = p.actor
                WHERE p.event IN (SELECT id FROM k) AND (a.type = 'person' OR contains(p.actor, '/')) GROUP BY p.event),
            said AS MATERIALIZED (SELECT s.report, s.span_start, s.span_end, s.speaker_name FROM statement s
                WHERE s.speaker_name IS NOT NULL AND s.report IN (SELECT report FROM k)),
            sayer AS (SELECT k.id, min_by(s.speaker_name, s.span_end - s.span_start) AS name FROM k JOIN said s
                ON s.report = k.report AND s.span_start <= k.span_start AND s.span_end >= k.span_end GROUP BY k.id),
            r AS MATERIALIZED (SELECT id, text, outlet, published, title, source FROM report
                WHERE id IN (SELECT report FROM k)),
            seat AS (SELECT 'a' AS which, $a::VARCHAR AS side UNION ALL SELECT 'b', $b::VARCHAR)
        SELECT seat.side, k.stance, {EVIDENCE}, k.about, k.type, k.mode, k.status, k.date, k.day_from,
            coalesce(k.claimed_by_name, person.name, sayer.name) AS speaker, r.outlet, r.published, r.title, r.source,
            k.report, k.span_start, k.span_end, k.id, seat.which, k.day,
            coalesce(CASE seat.which WHEN 'a' THEN gets.b ELSE gets.a END, false) AS to_other,
            to_other OR (k.type <> 'ACCUSE' AND gets.event IS NULL) AS pair, to_other OR gets.event IS NULL AS to_side,
            coalesce(gets.recipient, []) AS recipient, k.among
        FROM k JOIN seat ON CASE seat.which WHEN 'a' THEN k.does_a ELSE k.does_b END JOIN r ON r.id = k.report
        LEFT JOIN gets ON gets.event = k.id LEFT JOIN person ON person.event = k.id LEFT JOIN sayer ON sayer.id = k.id
        ORDER BY seat.which, {order}, k.day DESC NULLS LAST, r.published DESC NULLS LAST, r.source, k.span_start,
            k.id""",
        wanted.given,
    )


def _by_stance(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in the order of the answer: by side and stance, latest first."""
    rows.sort(key=lambda row: (row["source"], row["span_start"], row["id"]))
    for key in ("published", "day"):
        rows.sort(key=lambda row: (row[key] is not None, row[key] or date.min), reverse=True)
    rows.sort(key=lambda row: (row["which"], STANCES.index(row["stance"]) if row["stance"] else len(STANCES)))
    return rows


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _row(position: Gathered, own: Answers, others: Answers) -> dict[str, Any]:
    tellings = position.tellings
    latest = tellings[0]
    days = [row["day"] for row in tellings if row["day"]]
    answers = others.to(latest["stance"], tellings)
    return {
        **latest,
        "recipients": _distinct(id_ for row in tellings for id_ in row["recipient"]),
        "first_day": min(days, default=None),
        "last_day": max(days, default=None),
        "times_told": len(tellings),
        "outlets": _distinct(row["outlet"] for row in tellings if row["outlet"]),
        "reports": _distinct(row["report"] for row in tellings),
        "wordings": [
            {key: row[key] for key in ("id", "kind", "words", "day", "outlet")} | {"why": why}
            for row, why in list(zip(tellings, position.why, strict=True))[1:]
        ],
        "answered_by": [{field.name: answer[field.name] for field in _ANSWER} for answer in answers],
        "state": state_of(latest["stance"], tellings, answers, own.own_acts(latest["stance"], tellings)),
    }


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
