"""Brings what was read past one machine (`detente read --out FOLDER`) into a record."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import fields
from itertools import islice
from pathlib import Path

from detente.record.store import Added, Record
from detente.scale.sharded import readings_in
from detente.scale.shards import load_plan

__all__ = ["load"]

BATCH = 500
"""Reports a transaction: what a killed program loses at most."""


def load(
    record: Record,
    folder: str | os.PathLike[str],
    *,
    on_reports: Callable[[int], None] | None = None,
    on_linking: Callable[[], None] | None = None,
    warn: Callable[[str], None] | None = None,
) -> Added:
    """Puts the readings of a folder into the record, and lays all reports side by side; what it put in.

    What is there changes nothing: a killed call is made good by the same call, and doing it twice is doing it once.
    `on_reports` gets how many reports are done, `warn` one line for each file that is damaged and left out, and for
    shards that are not done. Raises DetenteError where the folder holds no reading, RecordError where the record
    cannot be written.
    """
    folder = Path(folder)
    plan = load_plan(folder)
    run = record.start_run(version=plan.version, codebook=plan.codebook)
    readings = readings_in(folder, warn=warn or (lambda line: None))
    total = Added()
    while batch := list(islice(readings, BATCH)):
        added = record.add(batch, run=run)
        total = Added(*(getattr(total, field.name) + getattr(added, field.name) for field in fields(Added)))
        if on_reports is not None:
            on_reports(total.reports + total.unread + total.known)
    record.finish_run(run)
    if not record.is_linked():
        if on_linking is not None:
            on_linking()
        record.link()
    return total
