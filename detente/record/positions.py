"""Where two sides stand: what each demands, offers, threatens, refuses, accuses the other of, and denies."""

from __future__ import annotations

import pyarrow as pa

from detente.record.asking import Askable, Wanted
from detente.record.questions import EVIDENCE, towards

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


def positions(record: Askable, a: str, b: str) -> pa.Table:
    """What each of two sides takes as its position towards the other, as an Arrow table.

    Columns: `side` (as given), `stance` (one of STANCES), `words`, `about`, `type`, `mode`, `status`, `date`,
    `day_from`, `speaker`, `outlet`, `published`, `title`, `source`, `report`, `span_start`, `span_end`, `id`.
    Side `a` comes first, then by stance, latest first. A position addressed to nobody counts as addressed to
    the other; an accusation must name it. Told as not so (negated, denied) is no position.
    """
    sides = []
    wanted = Wanted(record, given={"a": a, "b": b})
    for side, (one, other) in (("a", (a, b)), ("b", (b, a))):
        does = wanted.listed("event_actor", "event", one)
        open_to_all = f"({does} AND k.type <> 'ACCUSE' AND k.id NOT IN (SELECT event FROM event_recipient))"
        sides.append(
            f"SELECT *, '{side}' AS which, ${side}::VARCHAR AS side FROM event k "
            f"WHERE {towards(wanted, one, other)} OR {open_to_all}"
        )
    order = ", ".join(f"'{stance}'" for stance in STANCES)
    return record.ask(
        f"""SELECT k.side, {_STANCE} AS stance, {EVIDENCE}, k.about, k.type, k.mode, k.status,
            k.date, k.day_from, {_SPEAKER} AS speaker, r.outlet, r.published, r.title, r.source, k.report,
            k.span_start, k.span_end, k.id
        FROM ({" UNION ALL ".join(sides)}) k JOIN report r ON r.id = k.report
        WHERE stance IS NOT NULL AND k.status NOT IN ('negated', 'denied')
        ORDER BY k.which, list_position([{order}], stance), coalesce(k.day_from, r.published) DESC NULLS LAST,
            r.published DESC NULLS LAST, r.source, k.span_start, k.id""",
        wanted.given,
    )
