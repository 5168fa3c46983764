"""Which reports share text, found as a shuffle in DuckDB: the same as `linking.copies`, in bounded memory.

Shingles are rows, brought together by their hash as a shuffle brings them to buckets; pairs that a bucket proposes are
counted over all buckets, and each that enough buckets propose is verified on all its words. DuckDB does that on the
disk where memory does not hold it, over all cores. What counts, and from where, is taken from `linking.copies`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from detente.linking.copies import FEW, PROPOSED, Shared, hashed_runs, hashed_words
from detente.model import Report

__all__ = ["find_shared"]

BATCH = 2_000
"""Reports whose shingles are in memory at once."""

MEMORY = "500MB"
"""What DuckDB may hold in memory; the rest is on the disk."""

_ENOUGH = f"n >= {PROPOSED}::DOUBLE * least(a.size, b.size)"

PAIRS = f"""
CREATE TABLE bucket AS SELECT hash, count(*) AS held, min(report) AS first FROM run GROUP BY hash HAVING count(*) > 1;
CREATE TABLE shared AS SELECT report, hash, held, first FROM run JOIN bucket USING (hash);
DROP TABLE run;
DROP TABLE bucket;
CREATE TABLE pair AS
SELECT DISTINCT one, other FROM (
    SELECT a.report AS one, b.report AS other, count(*) AS n FROM shared a JOIN shared b
        ON a.hash = b.hash AND a.report < b.report WHERE a.held <= {FEW} GROUP BY ALL
    UNION ALL
    SELECT first AS one, report AS other, count(*) AS n FROM shared WHERE held > {FEW} AND report > first GROUP BY ALL
    UNION ALL
    SELECT one, other, count(*) AS n FROM (
        SELECT lag(report) OVER (PARTITION BY hash ORDER BY report) AS one, report AS other FROM shared
            WHERE held > {FEW}
    ) WHERE one IS NOT NULL GROUP BY ALL
) proposed JOIN report a ON a.report = one JOIN report b ON b.report = other WHERE {_ENOUGH}
"""
"""A bucket of few reports proposes all pairs of them; one of many each with the first and with the one before."""

MEMBERS = "SELECT one AS report FROM pair UNION SELECT other FROM pair ORDER BY report"

COMMON = """
SELECT one, other, coalesce(w.n, 0) AS words, coalesce(r.n, 0) AS runs FROM pair
LEFT JOIN (
    SELECT one, other, sum(least(a.n, b.n)) AS n FROM pair
    JOIN word a ON a.report = one JOIN word b ON b.report = other AND b.hash = a.hash GROUP BY ALL
) w USING (one, other)
LEFT JOIN (
    SELECT one, other, count(*) AS n FROM pair
    JOIN shared a ON a.report = one JOIN shared b ON b.report = other AND b.hash = a.hash GROUP BY ALL
) r USING (one, other)
ORDER BY one, other
"""


def find_shared(ordered: Sequence[Report]) -> dict[tuple[int, int], Shared]:
    """What `linking.copies.find_shared` gives. In memory is only what pairs share, not the words of the reports."""
    with (
        TemporaryDirectory(prefix="detente-copies-") as folder,
        duckdb.connect(str(Path(folder) / "shuffle.duckdb")) as con,
    ):
        con.execute(f"SET memory_limit = '{MEMORY}'")
        con.execute("SET preserve_insertion_order = false")
        con.execute("SET enable_progress_bar = false")
        con.execute("CREATE TABLE run (report INTEGER, hash UBIGINT)")
        con.execute("CREATE TABLE report (report INTEGER, size BIGINT, words BIGINT)")
        con.execute("CREATE TABLE word (report INTEGER, hash UBIGINT, n BIGINT)")
        for at, words, ends in _hashed(ordered, range(len(ordered))):
            runs, sizes = hashed_runs(words, ends)
            lengths = np.diff(ends, prepend=0)
            _insert(con, "report", "FROM batch", report=at, size=np.maximum(sizes, 1), words=lengths)
            _insert(con, "run", "SELECT DISTINCT * FROM batch", report=np.repeat(at, sizes), hash=runs)
        con.execute(PAIRS)
        members = con.sql(MEMBERS).to_arrow_table().column("report").to_pylist()
        for at, words, ends in _hashed(ordered, members):
            lengths = np.diff(ends, prepend=0)
            counted = "SELECT report, hash, count(*) FROM batch GROUP BY ALL"
            _insert(con, "word", counted, report=np.repeat(at, lengths), hash=words)
        found = con.sql(COMMON).to_arrow_table()
        totals = con.sql("SELECT size, words FROM report ORDER BY report").to_arrow_table()
    size, length = (totals.column(name).to_numpy() for name in ("size", "words"))
    one, other = (found.column(name).to_numpy() for name in ("one", "other"))
    # Words are counted in single precision there, so that the shares are the same to the last digit.
    words, runs = (found.column(name).to_numpy().astype(np.float32) for name in ("words", "runs"))
    length = length.astype(np.float32)
    parts = words / length[one], words / length[other], runs / size[one], runs / size[other]
    table = zip(one.tolist(), other.tolist(), *(part.tolist() for part in parts), strict=True)
    return {(this, that): Shared(*shares) for this, that, *shares in table}


def _hashed(
    ordered: Sequence[Report], chosen: Sequence[int]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.int64]]]:
    """Places of reports in `ordered`, a batch at a time, with their words hashed in a row and where each ends."""
    for start in range(0, len(chosen), BATCH):
        at = np.array(chosen[start : start + BATCH], dtype=np.int64)
        yield at, *hashed_words([ordered[n] for n in at.tolist()])


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: str, **columns: NDArray[np.generic]) -> None:
    """Puts what `rows` selects of `batch`, the columns, into a table."""
    con.register("batch", pa.table({name: pa.array(column) for name, column in columns.items()}))
    con.execute(f"INSERT INTO {table} {rows}")
    con.unregister("batch")
