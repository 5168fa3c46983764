"""Keeps what the leads of reports mean, so that a report costs its encoding once, not at every linking."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from detente.linking.lead_meanings import SIZE, lead_meanings
from detente.model import Report

__all__ = ["meanings_of"]

TABLE = "CREATE TABLE IF NOT EXISTS lead_meaning(report VARCHAR NOT NULL, numbers BLOB NOT NULL)"
"""No part of the schema: nothing is lost without it, and no user asks for it."""

AT_ONCE = 5_000
"""Reports between two writings."""


def meanings_of(con: duckdb.DuckDBPyConnection, reports: Mapping[str, Report]) -> dict[str, NDArray[np.int8]]:
    """What the lead of each report means (`lead_meanings`), by the report's id; those not yet kept are found and kept.

    `con` writes, inside a transaction.
    """
    con.execute(TABLE)
    kept = con.execute("SELECT report, numbers FROM lead_meaning").fetchall()
    found = {id_: np.frombuffer(numbers, dtype=np.int8) for id_, numbers in kept if id_ in reports}
    new = [id_ for id_ in reports if id_ not in found]
    for start in range(0, len(new), AT_ONCE):
        ids = new[start : start + AT_ONCE]
        meant = lead_meanings([reports[id_] for id_ in ids])
        numbers = pa.FixedSizeBinaryArray.from_buffers(pa.binary(SIZE), len(ids), [None, pa.py_buffer(meant)])
        con.register("staged", pa.table({"report": ids, "numbers": numbers.cast(pa.binary())}))
        con.execute("INSERT INTO lead_meaning SELECT * FROM staged")
        con.unregister("staged")
        found |= zip(ids, meant, strict=True)
    return found
