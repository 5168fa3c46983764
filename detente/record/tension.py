"""How two sides stand day by day: PLOVER's scores, cooperation and conflict apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from detente.codebook.plover import weights
from detente.record.asking import Askable, Wanted
from detente.record.questions import between_two, towards

__all__ = ["TOLD_AS_REAL", "tension", "weight_table"]

TOLD_AS_REAL = ("happened", "planned", "alleged")


def tension(
    record: Askable,
    a: str,
    b: str,
    *,
    since: date | str | None = None,
    until: date | str | None = None,
    status: Sequence[str] = TOLD_AS_REAL,
    one_a_day: bool = True,
) -> pa.Table:
    """Events between two sides by day, as an Arrow table.

    Columns: `day`; `cooperation` and `conflict`, the sums of PLOVER's scores (see `codebook/plover.toml`; -10
    the worst, +10 the best) of the types on either side of its divide; `cooperation_events` and
    `conflict_events`, how many were summed; `reports`, how many reports tell them. Days without events are
    left out. An event counts on its first day, and one whose date is wider than a week on none.

    With `one_a_day`, what one side does to the other in one type and mode counts once a day, however many
    outlets carry it: the usual guard of event data against copies (Schrodt and Gerner, "Analyzing
    International Event Data", 2000, on one-a-day filters). Without it every entry counts.
    """
    wanted = Wanted(record)
    wanted.clauses.append(between_two(wanted, a, b))
    wanted.clauses.append("k.day_from IS NOT NULL AND k.day_to - k.day_from < 7")
    wanted.is_one("k.status", status)
    wanted.between("k.day_from", "k.day_from", since, until)
    forward = towards(wanted, a, b)
    same = "day, forward, type, mode" if one_a_day else "id"
    return record.ask(
        f"""WITH {weight_table(wanted)},
            told AS (SELECT k.id, k.report, k.type, k.mode, k.day_from AS day, {forward} AS forward
                FROM event k {wanted.where()}),
            scored AS (SELECT told.*, coalesce(exact.score, general.score) AS score, general.cooperative
                FROM told JOIN weight general ON general.type = told.type AND general.mode IS NULL
                LEFT JOIN weight exact ON exact.type = told.type AND exact.mode = told.mode),
            once AS (SELECT any_value(day) AS day, any_value(score) AS score,
                any_value(cooperative) AS cooperative FROM scored GROUP BY {same}),
            told_by AS (SELECT day, count(DISTINCT report) AS reports FROM scored GROUP BY day)
        SELECT day, coalesce(sum(score) FILTER (cooperative), 0.0) AS cooperation,
            coalesce(sum(score) FILTER (NOT cooperative), 0.0) AS conflict,
            count(*) FILTER (cooperative) AS cooperation_events,
            count(*) FILTER (NOT cooperative) AS conflict_events, any_value(reports) AS reports
        FROM once JOIN told_by USING (day) GROUP BY day ORDER BY day""",
        wanted.given,
    )


def weight_table(wanted: Wanted) -> str:
    """SQL: the table `weight` of PLOVER's scores by type and mode, its values bound in `wanted`."""
    table = weights()
    wanted.given |= {
        "types": [w.type for w in table],
        "modes": [w.mode for w in table],
        "scores": [w.score for w in table],
        "cooperative": [w.cooperative for w in table],
    }
    return """weight AS (SELECT unnest($types) AS type, unnest($modes::VARCHAR[]) AS mode,
                unnest($scores) AS score, unnest($cooperative) AS cooperative)"""
