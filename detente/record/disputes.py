"""Disagreements between reports a page at a time."""

from __future__ import annotations

import pyarrow as pa

from detente.record.asking import Askable, Wanted
from detente.record.links import disagreements

__all__ = ["dispute_list"]


def dispute_list(
    record: Askable, *, on: str | None = None, how: str | None = None, limit: int = 25, offset: int = 0
) -> tuple[pa.Table, int]:
    """Disagreements as `disagreements` gives them, and how many there are before the cut."""
    wanted = Wanted(record)
    wanted.is_one("k.on_what", on)
    wanted.is_one("k.how", how)
    counted = record.ask(f"SELECT count(*) FROM disagreement k {wanted.where()}", wanted.given)
    return disagreements(record, on=on, how=how).slice(offset, limit), int(counted.column(0)[0].as_py())
