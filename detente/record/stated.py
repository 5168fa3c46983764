"""Positions told as conditions: 'would expel the envoy unless ...' threatens, 'would free them if ...' offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from detente.linking.wordings import wording
from detente.record.asking import Askable, Wanted, actor_ids, counts_as
from detente.record.questions import EVIDENCE

__all__ = ["stated"]

_THREATS = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE")
_OFFERS = ("CONCEDE", "RETREAT", "AID", "COOPERATE", "SUPPORT", "AGREE", "CONSULT")
_CONTRARY = {"threatens": "offers", "offers": "refuses"}
"""What it is to say that one would not do it: 'will not attack if' offers, 'will not leave until' refuses."""


def stated(
    record: Askable, a: str, b: str, told: Sequence[dict[str, Any]], *, until: date | str | None, latest: int | None
) -> list[dict[str, Any]]:
    """What each of two sides said it would itself do on a condition, as rows like those of `told`, its events: what
    one of these tells already is left out.

    With `latest`, only so many of each side, the last by day. Conditions of what did not happen, and those that only
    say what must come first, tell no position.
    """
    rows = [*_of_side(record, "a", a, b, until, latest), *_of_side(record, "b", b, a, until, latest)]
    for row in rows:
        row["stance"] = _CONTRARY[row["stance"]] if wording(row["about"]).negated else row["stance"]
    by_report: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for event in told:
        by_report[event["report"]].append(event)
    return [row for row in rows if not any(_tells(event, row) for event in by_report[row["report"]])]


def _of_side(
    record: Askable, which: str, side: str, other: str, until: date | str | None, latest: int | None
) -> list[dict[str, Any]]:
    wanted = Wanted(record, given={"side": side})
    own, others = (wanted.bind(actor_ids(record, who)) for who in (side, other))
    is_own, is_other = counts_as("p.actor", own), counts_as("p.actor", others)
    wanted.between("r.published", "r.published", None, until)
    wanted.clauses += ["NOT k.counterfactual", "k.strength <> 'must'", "k.stance IS NOT NULL", "k.does"]
    rows: list[dict[str, Any]] = record.ask(
        f"""WITH who AS (SELECT p.condition, bool_and({is_own}) AS does FROM condition_who p WHERE p.side = 'then'
                GROUP BY p.condition),
            gets AS (SELECT p.condition, bool_or({is_other}) AS other, list(DISTINCT p.actor ORDER BY p.actor) AS ids
                FROM (SELECT condition, actor FROM condition_recipient WHERE side = 'then'
                    UNION SELECT condition, actor FROM condition_who WHERE side = 'if') p
                WHERE NOT {is_own} GROUP BY p.condition),
            k AS (SELECT c.*, CASE WHEN c.then_type IN {_THREATS} THEN 'threatens'
                WHEN c.then_type IN {_OFFERS} THEN 'offers' END AS stance, coalesce(who.does, true) AS does,
                coalesce(gets.other, false) AS to_other, coalesce(gets.ids, []) AS recipient
                FROM condition c LEFT JOIN who ON who.condition = c.id LEFT JOIN gets ON gets.condition = c.id
                WHERE {counts_as("c.holder_id", own)})
        SELECT $side::VARCHAR AS side, k.stance, {EVIDENCE}, k.then_does AS about, k.then_type AS type, NULL AS mode,
            'conditional' AS status, NULL AS date, NULL::DATE AS day_from, k.holder_name AS speaker, r.outlet,
            r.published, r.title, r.source, k.report, k.span_start, k.span_end, k.id, '{which}' AS which,
            r.published AS day, k.to_other, k.to_other OR k.recipient = [] AS pair,
            k.to_other OR k.recipient = [] AS to_side, k.recipient, 'condition' AS kind
        FROM k JOIN report r ON r.id = k.report {wanted.where()} ORDER BY r.published DESC NULLS LAST, r.source,
            k.span_start, k.id {"" if latest is None else f"LIMIT {int(latest)}"}""",
        wanted.given,
    ).to_pylist()
    return rows


def _tells(event: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether an event of the side tells the same stance in the same words."""
    overlap: bool = event["span_start"] < row["span_end"] and row["span_start"] < event["span_end"]
    return overlap and event["which"] == row["which"] and event["stance"] == row["stance"]
