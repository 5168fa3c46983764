"""Where two sides stand: what each demands, offers, threatens, refuses, accuses the other of, and denies."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from detente.record.answers import ANSWERING, Answers, state_of
from detente.record.asking import Askable, Wanted
from detente.record.gathering import Gathered, gathered
from detente.record.questions import EVIDENCE

__all__ = ["STANCES", "positions"]

STANCES = ("demands", "offers", "threatens", "refuses", "accuses", "denies")

_STANCE = """CASE k.type WHEN 'REQUEST' THEN 'demands' WHEN 'THREATEN' THEN 'threatens'
    WHEN 'REJECT' THEN 'refuses' WHEN 'ACCUSE' THEN 'accuses' WHEN 'DENY' THEN 'denies'
    WHEN 'AGREE' THEN CASE WHEN k.mode IN ('offer', 'promise') THEN 'offers' END END"""

# Whose words these are: who claims it, else the person who does it, else who says the sentence around it.
_SPEAKER = """coalesce(k.claimed_by_name,
    (SELECT min_by(coalesce(a.name, p.actor), p.n) FROM event_actor p LEFT JOIN actor a ON a.id = p.actor
     WHERE p.event = k.id AND (a.type = 'person' OR contains(p.actor, '/'))),
    (SELECT min_by(s.speaker_name, s.span_end - s.span_start) FROM statement s WHERE s.report = k.report
     AND s.span_start <= k.span_start AND s.span_end >= k.span_end AND s.speaker_name IS NOT NULL))"""

_TELLING = pa.struct(
    [("id", pa.string()), ("words", pa.string()), ("day", pa.date32()), ("outlet", pa.string()), ("why", pa.string())]
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
}
_WORKING = ("which", "day", "pair", "to_side", "recipient")
"""Columns that the gathering needs and an event of the answer does not show."""


def positions(record: Askable, a: str, b: str, *, events: bool = False) -> pa.Table:
    """What each of two sides takes as its position towards the other, as an Arrow table: a row a position.

    Columns of the latest wording: `side` (as given), `stance` (one of STANCES), `words`, `about`, `type`,
    `mode`, `status`, `date`, `day_from`, `speaker`, `outlet`, `published`, `title`, `source`, `report`,
    `span_start`, `span_end`, `id`. Of all wordings: `recipients` (ids), `first_day` and `last_day` (of the
    event, else of publication), `times_told`, `outlets`, `reports` (ids), `wordings` (the others, latest first:
    `id`, `words`, `day`, `outlet` and `why` they are gathered, such as "same words" or "alike 0.80"),
    `answered_by` (what the other side did about it by day: `id`, `type`, `words`, `day`, `why`) and `state`
    (`standing`, `met`, `refused` or `withdrawn` where an event says so, else null; see `answers`).

    With `events`, a row an event instead, and the first eighteen columns only.

    Side `a` comes first, then by stance, latest first. A position addressed to nobody counts as addressed to
    the other; an accusation must name it. Told as not so (negated, denied) is no position. What was asked of
    another is shown only as a further wording of what was asked of this side.
    """
    table = _told(record, a, b)
    shown = [name for name in table.column_names if name not in _WORKING]
    if events:
        of_pair = table.filter(pc.and_(table["pair"], pc.is_valid(table["stance"])))
        return of_pair.select(shown)
    told = table.to_pylist()
    rows: list[dict[str, Any]] = []
    acts = {which: [row for row in told if row["which"] == which] for which in "ab"}
    found = {which: Answers([row for row in done if row["type"] in ANSWERING], told) for which, done in acts.items()}
    for which, other in ("ab", "ba"):
        stances = [row for row in acts[which] if row["stance"]]
        for _, of_stance in groupby(stances, key=lambda row: row["stance"]):
            for position in gathered(of_stance):
                if any(row["pair"] for row in position.tellings):
                    rows.append(_row(position, found[which], found[other]))
    kept = table.schema.empty_table().select(shown).schema
    schema = pa.schema([*kept, *(pa.field(name, type_) for name, type_ in _GATHERED.items())])
    return pa.Table.from_pylist([{name: row[name] for name in schema.names} for row in rows], schema)


def _told(record: Askable, a: str, b: str) -> pa.Table:
    """Events of both sides that are a stance or may answer one, with whether it goes from one to the other."""
    sides = []
    wanted = Wanted(record, given={"a": a, "b": b})
    for side, (one, other) in (("a", (a, b)), ("b", (b, a))):
        does, to_other = wanted.listed("event_actor", "event", one), wanted.listed("event_recipient", "event", other)
        sides.append(
            f"SELECT k.*, '{side}' AS which, ${side}::VARCHAR AS side, {to_other} AS to_other, "
            f"k.id NOT IN (SELECT event FROM event_recipient) AS nobody FROM event k WHERE {does}"
        )
    order = ", ".join(f"'{stance}'" for stance in STANCES)
    answering = ", ".join(f"'{type_}'" for type_ in sorted(ANSWERING))
    return record.ask(
        f"""SELECT k.side, {_STANCE} AS stance, {EVIDENCE}, k.about, k.type, k.mode, k.status,
            k.date, k.day_from, {_SPEAKER} AS speaker, r.outlet, r.published, r.title, r.source, k.report,
            k.span_start, k.span_end, k.id, k.which, coalesce(k.day_from, r.published) AS day,
            k.to_other OR (k.type <> 'ACCUSE' AND k.nobody) AS pair, k.to_other OR k.nobody AS to_side,
            (SELECT coalesce(list(p.actor ORDER BY p.n), []) FROM event_recipient p WHERE p.event = k.id) AS recipient
        FROM ({" UNION ALL ".join(sides)}) k JOIN report r ON r.id = k.report
        WHERE (stance IS NOT NULL OR k.type IN ({answering})) AND k.status NOT IN ('negated', 'denied')
        ORDER BY k.which, list_position([{order}], stance), coalesce(k.day_from, r.published) DESC NULLS LAST,
            r.published DESC NULLS LAST, r.source, k.span_start, k.id""",
        wanted.given,
    )


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
            {key: row[key] for key in ("id", "words", "day", "outlet")} | {"why": why}
            for row, why in list(zip(tellings, position.why, strict=True))[1:]
        ],
        "answered_by": [{field.name: answer[field.name] for field in _ANSWER} for answer in answers],
        "state": state_of(latest["stance"], tellings, answers, own.giving_up(latest["stance"], tellings)),
    }


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
