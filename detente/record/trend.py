"""How sides stand over time and to one another: PLOVER's scores summed by day, week, month or year, and by pair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from detente.record.asking import Askable, Wanted, actor_ids
from detente.record.dealings import table_of
from detente.record.tension import TOLD_AS_REAL, weight_table

__all__ = ["STEPS", "pairs", "step_for", "trend"]

STEPS = ("day", "week", "month", "year")
_MOST = 70
"""Steps that one chart shows: more bars than this are no longer told apart on a telephone."""


def step_for(first: date | None, last: date | None) -> str:
    """The finest of STEPS of which at most 70 lie between two days."""
    days = (last - first).days + 1 if first and last else 1
    fits = (step for step, length in zip(STEPS, (1, 7, 31, 366), strict=True) if days <= _MOST * length)
    return next(fits, STEPS[-1])


def trend(
    record: Askable,
    *,
    pair: tuple[str, str] | None = None,
    actor: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    step: str | None = None,
) -> pa.Table:
    """Cooperation and conflict by step, of one pair of sides, of one side with all others, or of all pairs.

    Columns: `day` (the step's first), `step`, `cooperation`, `conflict`, `cooperation_events`, `conflict_events`,
    `reports`, and `told`: up to three dealings of the step, the weightiest first, each `type`, `mode`, `one`,
    `other`, `forward`, `back`. Scores, and what counts as one event, are those of `tension`.
    """
    wanted = _dealings(record, since, until)
    if pair is not None:
        one, other = (actor_ids(record, who) for who in pair)
        wanted.given |= {"one": one, "two": other}
        wanted.clauses.append(
            "((list_contains($one::VARCHAR[], k.one) AND list_contains($two::VARCHAR[], k.other))"
            " OR (list_contains($two::VARCHAR[], k.one) AND list_contains($one::VARCHAR[], k.other)))"
        )
    if actor is not None:
        wanted.given |= {"one": actor_ids(record, actor)}
        wanted.clauses.append("(list_contains($one::VARCHAR[], k.one) OR list_contains($one::VARCHAR[], k.other))")
    dealing = table_of(record, "dealing")
    if step is None:
        edges = record.ask(f"SELECT min(own_day), max(own_day) FROM {dealing} k {wanted.where()}", wanted.given)
        first, last = (edges.column(n)[0].as_py() for n in (0, 1))
        step = step_for(first, last)
    return record.ask(
        f"""WITH {_scored(dealing, wanted)},
            by_step AS (SELECT date_trunc('{step}', day)::DATE AS day,
                coalesce(sum(score) FILTER (cooperative), 0.0) AS cooperation,
                coalesce(sum(score) FILTER (NOT cooperative), 0.0) AS conflict,
                count(*) FILTER (cooperative) AS cooperation_events,
                count(*) FILTER (NOT cooperative) AS conflict_events,
                max({{'weight': abs(score), 'type': type, 'mode': mode, 'one': one, 'other': other,
                    'forward': forward, 'back': back}}, 3) AS told FROM once GROUP BY 1),
            told_by AS (SELECT date_trunc('{step}', day)::DATE AS day, count(DISTINCT report) AS reports
                FROM scored GROUP BY 1)
        SELECT day, '{step}' AS step, cooperation, conflict, cooperation_events, conflict_events, reports, told
        FROM by_step JOIN told_by USING (day) ORDER BY day""",
        wanted.given,
    )


def pairs(
    record: Askable,
    *,
    sides: Sequence[str] | None = None,
    actor: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    limit: int = 200,
) -> pa.Table:
    """Pairs of sides by how many events lie between them: `one`, `other`, `cooperation`, `conflict` (sums of
    scores, counted as in `tension`), `balance` (their sum), `events`, `forward_balance` (what `one` does to
    `other`), `back_balance`, `reports`, `last_day`. `sides` wants both among these, `actor` one of the two.
    Unlike in `trend`, an event without a day of its own counts too, on its report's day of publication.
    """
    wanted = _dealings(record, since, until, day="day")
    if sides is not None:
        wanted.is_one("k.one", sides)
        wanted.is_one("k.other", sides)
    if actor is not None:
        wanted.given["who"] = actor
        wanted.clauses.append("(k.one = $who OR k.other = $who)")
    wanted.given["limit"] = limit
    return record.ask(
        f"""WITH {_scored(table_of(record, "dealing"), wanted, day="day")},
            told_by AS (SELECT one, other, count(DISTINCT report) AS reports FROM scored GROUP BY 1, 2)
        SELECT one, other, coalesce(sum(score) FILTER (cooperative), 0.0) AS cooperation,
            coalesce(sum(score) FILTER (NOT cooperative), 0.0) AS conflict, sum(score) AS balance,
            count(*) AS events, coalesce(sum(score) FILTER (forward), 0.0) AS forward_balance,
            coalesce(sum(score) FILTER (back), 0.0) AS back_balance, any_value(reports) AS reports,
            max(day) AS last_day
        FROM once JOIN told_by USING (one, other) GROUP BY one, other
        ORDER BY events DESC, one, other LIMIT $limit""",
        wanted.given,
    )


def _dealings(record: Askable, since: date | str | None, until: date | str | None, *, day: str = "own_day") -> Wanted:
    wanted = Wanted(record)
    if day == "own_day":
        wanted.clauses.append("k.own_day IS NOT NULL AND k.day_to - k.own_day < 7")
    wanted.is_one("k.status", TOLD_AS_REAL)
    wanted.between(f"k.{day}", f"k.{day}", since, until)
    return wanted


def _scored(dealing: str, wanted: Wanted, *, day: str = "own_day") -> str:
    """SQL: `scored`, the wanted dealings with their scores; `once`, the same counted once a day."""
    return f"""{weight_table(wanted)},
            scored AS (SELECT k.one, k.other, k.forward, k.back, k.report, k.type, k.mode, k.{day} AS day,
                    coalesce(exact.score, general.score) AS score, general.cooperative
                FROM {dealing} k JOIN weight general ON general.type = k.type AND general.mode IS NULL
                LEFT JOIN weight exact ON exact.type = k.type AND exact.mode = k.mode {wanted.where()}),
            once AS (SELECT day, one, other, forward, type, mode, bool_or(back) AS back, any_value(score) AS score,
                any_value(cooperative) AS cooperative FROM scored GROUP BY day, one, other, forward, type, mode)"""
