"""What the record holds for paths: its conditions with day, outlet and origin, and what is refused or denied."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.linking.wordings import wording
from detente.model import Clause, Party, Report, Span
from detente.outlook.acts import Meaning, meaning_of
from detente.outlook.naming import Names
from detente.record.asking import Askable, Wanted
from detente.record.whole import nouns_of, whole

__all__ = ["NOT_DONE", "Refusal", "Said", "conditions_said", "refusals"]

NOT_DONE = frozenset({"unless", "until"})
"""Senses in which what is said follows where the antecedent is not done. `until` is told apart here from the other
conditions that must last ("as long as"): it lasts while the antecedent has not come."""

_UNTIL = re.compile(r"\b(?:until|till|jusqu['’]|avant que)\b", re.IGNORECASE)
_LASTING = re.compile(r"\b(?:as|so) long as\b|\b(?:tant|aussi longtemps) que?\b", re.IGNORECASE)

_REFUSING = {"REJECT": "refuses", "DENY": "denies", "refuses": "refuses", "denies": "denies"}
"""What an event's type, or a statement's act, does to what it is about."""


@dataclass(frozen=True, slots=True)
class Said:
    """A condition of the record, with what its two sides mean. `origin` is the report whose text this one copies."""

    id: str
    report: str
    span: Span
    words: str
    holder: Party | None
    side: str | None
    antecedent: Clause
    consequent: Clause
    if_means: Meaning
    then_means: Meaning
    sense: str
    strength: str
    counterfactual: bool
    confidence: float
    day: date | None
    outlet: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal or denial on record: who (a side) does so (`refuses`, `denies`), and what it is about."""

    how: str
    who: str
    entry: str
    report: str
    span: Span
    words: str
    day: date | None
    about: Meaning


_CONDITIONS = """WITH chosen AS (SELECT k.id FROM condition k JOIN report r ON r.id = k.report {where}
        ORDER BY r.published DESC NULLS LAST, r.source, k.report, k.span_start, k.span_end, k.id {cut})
    SELECT c.*, substring(r.text, c.span_start + 1, c.span_end - c.span_start) AS words, r.outlet,
        r.published, d.day_from AS said_on
    FROM ({whole}) c JOIN report r ON r.id = c.report
    LEFT JOIN (SELECT k.id, min_by(s.day_from, s.span_end - s.span_start) AS day_from
        FROM condition k JOIN statement s ON s.report = k.report AND s.span_start <= k.span_start
            AND s.span_end >= k.span_end
        WHERE s.day_from IS NOT NULL AND k.id IN (SELECT id FROM chosen) GROUP BY k.id) d ON d.id = c.id
    WHERE $as_of::DATE IS NULL OR coalesce(r.published, d.day_from, $as_of::DATE) <= $as_of::DATE
    ORDER BY r.published, r.source, c.report, c.span_start, c.span_end, c.id"""

_REFUSALS = """WITH refused AS (
        SELECT k.id, k.report, k.span_start, k.span_end, k.type AS kind, k.about, NULL AS said, NULL AS speaker,
            coalesce(k.day_from, r.published) AS day, r.published
        FROM event k JOIN report r ON r.id = k.report
        WHERE k.type IN ('REJECT', 'DENY') AND k.status NOT IN ('negated', 'denied', 'conditional')
        UNION ALL SELECT k.id, k.report, k.span_start, k.span_end, k.act, NULL, k.words, k.speaker_id,
            coalesce(k.day_from, r.published), r.published
        FROM statement k JOIN report r ON r.id = k.report
        WHERE k.act IN ('refuses', 'denies') AND k.speaker_id IS NOT NULL),
    chosen AS (SELECT * FROM refused WHERE $as_of::DATE IS NULL OR coalesce(published, $as_of::DATE) <= $as_of::DATE
        ORDER BY day DESC NULLS LAST, report, span_start, kind {cut}),
    who AS (SELECT event, list(actor ORDER BY n) AS who FROM event_actor WHERE event IN (SELECT id FROM chosen)
        GROUP BY event),
    r AS (SELECT id, text FROM report WHERE id IN (SELECT report FROM chosen))
    SELECT c.* EXCLUDE (said, speaker),
        coalesce(c.said, substring(r.text, span_start + 1, span_end - span_start)) AS words,
        CASE WHEN speaker IS NULL THEN who.who ELSE [speaker] END AS who
    FROM chosen c JOIN r ON r.id = c.report LEFT JOIN who ON who.event = c.id ORDER BY day, report, span_start, kind"""


def conditions_said(
    record: Askable, names: Names, *, as_of: date | None, actor: str | None = None, latest: int | None = None
) -> list[Said]:
    """The conditions of the record that were published up to `as_of` (None for all), in order of publication.

    With `latest`, only so many, those published last; of a record that has more, those that `actor` states or stands
    in.
    """
    wanted = Wanted(record, given={"as_of": as_of})
    wanted.clauses.append("($as_of::DATE IS NULL OR coalesce(r.published, $as_of::DATE) <= $as_of::DATE)")
    cut = ""
    if latest is not None:
        cut = f"LIMIT {int(latest)}"
        if actor is not None and record.ask("SELECT count(*) FROM condition").column(0)[0].as_py() > latest:
            own = Wanted(record, given=wanted.given)
            own.named("k.holder_id", "k.holder_name", actor)
            for table in ("condition_who", "condition_recipient"):
                own.among(table, "condition", actor)
            wanted.clauses.append(f"({' OR '.join(own.clauses)})")
    of_these = whole("condition", "SELECT * FROM condition WHERE id IN (SELECT id FROM chosen)")
    sql = _CONDITIONS.format(whole=of_these, where=wanted.where(), cut=cut)
    rows = record.ask(sql, wanted.given).to_pylist()
    origins = _origins(record, rows)
    return [_said(row, names, origins.get(row["report"], row["report"])) for row in rows]


def refusals(record: Askable, names: Names, *, as_of: date | None, latest: int | None = None) -> list[Refusal]:
    """What is refused or denied on record up to `as_of`: events, and statements where no event says the same. With
    `latest`, only so many of the two, the last by day."""
    found: list[Refusal] = []
    taken: dict[str, list[Span]] = defaultdict(list)
    cut = "" if latest is None else f"LIMIT {int(latest)}"
    rows = record.ask(_REFUSALS.format(cut=cut), {"as_of": as_of}).to_pylist()
    for row in sorted(rows, key=lambda row: row["kind"].islower()):  # events first
        span = Span(row["span_start"], row["span_end"])
        if row["kind"].islower() and any(a < span.end and span.start < b for a, b in taken[row["report"]]):
            continue
        taken[row["report"]].append(span)
        for who in dict.fromkeys(names.side(id_) for id_ in row["who"] or ()):
            # `about` goes without the doer, who may be named in the words but not there
            about = meaning_of(Clause((), row["about"] or row["words"]), names, on=row["published"])
            found.append(
                Refusal(_REFUSING[row["kind"]], who, row["id"], row["report"], span, row["words"], row["day"], about)
            )
    return found


def _said(row: dict[str, Any], names: Names, origin: str) -> Said:
    antecedent, consequent = (
        Clause(
            tuple(row[f"{side}_who"]), row[f"{side}_does"], row[f"{side}_type"], tuple(row[f"{side}_recipient"]),
            tuple(row[f"{side}_events"]),
        )
        for side in ("if", "then")
    )  # fmt: skip
    holder = Party(row["holder_id"], row["holder_name"]) if row["holder_name"] is not None else None
    side = None if holder is None else names.side(holder.id) if holder.id else holder.name
    on = row["published"]
    sense = row["sense"]
    if sense == "as long as" and _UNTIL.search(row["words"]) and not _LASTING.search(row["words"]):
        sense = "until"
    return Said(
        row["id"], row["report"], Span(row["span_start"], row["span_end"]), row["words"], holder, side,
        antecedent, consequent,
        meaning_of(antecedent, names, on=on, not_done=sense in NOT_DONE),
        meaning_of(consequent, names, on=on),
        sense, row["strength"], row["counterfactual"], row["confidence"],
        row["said_on"] or row["published"], row["outlet"], origin,
    )  # fmt: skip


def _origins(record: Askable, rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """By report the one whose text it repeats or stands in. Only reports that share a condition's words can."""
    reports: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        reports[wording(row["words"]).same].add(row["report"])
    wanted = sorted({report for sharing in reports.values() if len(sharing) > 1 for report in sharing})
    if not wanted:
        return {}
    from detente.linking import find_copies  # noqa: PLC0415  (loads scipy: only where wordings recur)

    chosen = "SELECT * FROM report WHERE id IN (SELECT unnest($ids::VARCHAR[]))"
    nouns = nouns_of("report", record.ask(whole("report", chosen), {"ids": wanted}))
    of = {found.report: found.of for found in find_copies(noun for noun in nouns if isinstance(noun, Report))}
    origins = {}
    for report in of:
        first, seen = report, {report}
        while (first := of.get(first, first)) not in seen:
            seen.add(first)
        origins[report] = first
    return origins
