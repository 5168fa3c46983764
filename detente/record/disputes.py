"""Disagreements between reports a page at a time, and what stands around the words they quote."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from detente.record.asking import Askable, Wanted
from detente.record.links import disagreements

__all__ = ["dispute_list", "surroundings"]


def dispute_list(
    record: Askable,
    *,
    on: str | None = None,
    how: str | None = None,
    actor: str | None = None,
    text: str | None = None,
    confidence: float = 0.0,
    limit: int = 25,
    offset: int = 0,
) -> tuple[pa.Table, int]:
    """Disagreements as `disagreements` gives them, and how many there are before the cut.

    Those come first that most outlets have a part in, then contradictions before updates, then the latest told: one
    agency's two reports often tell of two days, two outlets seldom do. `actor` is one of the story's, `text` is sought
    in what it is about, `confidence` is the least that is wanted.
    """
    wanted = Wanted(record)
    wanted.is_one("k.on_what", on)
    wanted.is_one("k.how", how)
    wanted.contains("k.about", text)
    if confidence:
        wanted.clauses.append(f"k.confidence >= {wanted.bind(confidence)}")
    if actor is not None:
        stories = Wanted(record, given=wanted.given).listed("story_actor", "story", actor)
        wanted.clauses.append(stories.replace("k.id", "k.story"))
    ids = record.ask(
        f"""SELECT k.id, count(*) OVER () AS total FROM disagreement k LEFT JOIN (
            SELECT q.disagreement AS id, count(DISTINCT r.outlet) AS outlets, max(r.published) AS last_told
            FROM disagreement_quote q JOIN report r ON r.id = q.report GROUP BY q.disagreement) t ON t.id = k.id
        {wanted.where()} ORDER BY t.outlets DESC, k.how, t.last_told DESC NULLS LAST, k.on_what, k.id
        LIMIT {int(limit)} OFFSET {int(offset)}""",
        wanted.given,
    )
    chosen = ids.column("id").to_pylist()
    found = disagreements(record, only=chosen)
    place = {id_: n for n, id_ in enumerate(chosen)}
    order = sorted(range(found.num_rows), key=lambda n: place[found.column("id")[n].as_py()])
    return found.take(pa.array(order, pa.int64())), ids.column("total")[0].as_py() if chosen else 0


def surroundings(record: Askable, spans: Sequence[tuple[str, int, int]], *, around: int = 90) -> list[tuple[str, str]]:
    """For each span (report, start, end) up to `around` characters of the report's text before it and after it."""
    reports, starts, ends = zip(*spans, strict=True) if spans else ((), (), ())
    found = record.ask(
        """WITH q AS (SELECT unnest($reports::VARCHAR[]) AS report, unnest($starts::INTEGER[]) AS a,
                unnest($ends::INTEGER[]) AS b, generate_subscripts($reports::VARCHAR[], 1) AS n)
        SELECT substring(r.text, greatest(1, q.a + 1 - $around), least(q.a, $around)) AS before,
            substring(r.text, q.b + 1, $around) AS after
        FROM q JOIN report r ON r.id = q.report ORDER BY q.n""",
        {"reports": list(reports), "starts": list(starts), "ends": list(ends), "around": around},
    )
    return [(row["before"], row["after"]) for row in found.to_pylist()]
