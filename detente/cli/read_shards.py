"""`detente read --out FOLDER`: a large reading in shards, here or on other machines, and what it came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import typer

from detente.cli.speaking import count, err, out, say
from detente.cli.verbs import SKIPPED

__all__ = ["read_shards"]

TOLD = 20
"""Remarks, and reasons why something was not read, that are told; all of them are in the folder."""


def read_shards(
    paths: Sequence[str],
    folder: Path,
    *,
    on: str,
    jobs: int | None,
    published: date | None,
    columns: Mapping[str, str] | None,
    language: str | None,
    thorough: bool,
    actors: Path | None,
) -> None:
    """Reads into the folder and tells the sums of its shards. Raises DetenteError."""
    from detente.api import codebook_digest, own_actors  # noqa: PLC0415  loads the database
    from detente.reading.options import Options  # noqa: PLC0415
    from detente.scale.sharded import read_sharded  # noqa: PLC0415

    own = own_actors(actors)
    with err().status("reading") as shown:
        shards = read_sharded(
            paths,
            folder,
            on=on,
            jobs=jobs,
            codebook=codebook_digest(own),
            published=published,
            columns=columns,
            language=language,
            options=Options(thorough=thorough, actors=own),
            on_shard=lambda done, total: shown.update(f"reading: {done:,} of {total:,} shards"),
        )
    tally: Counter[str] = Counter()
    for shard in shards:
        tally.update(shard.tally)
    remarks = [line for shard in shards for line in shard.remarks]
    unread = [f"{source}: {reason}" for shard in shards for source, reason in shard.unread]
    for lines, what in ((remarks, "remark"), (unread, "report not read")):
        for line in lines[:TOLD]:
            say(line)
        if len(lines) > TOLD:
            say(f"... and {count(len(lines) - TOLD, what.split()[0])} more of this kind; see {folder / 'completions'}")
    not_read = f", {len(unread):,} not read" if unread else ""
    not_read += f" ({tally['passed_by']:,} of another desk, not parsed)" if tally["passed_by"] else ""
    entries = ", ".join(count(tally[kind], kind) for kind in ("statement", "event", "condition", "meeting"))
    out().print(f"{count(tally['report'], 'report')} read{not_read}: {entries}", soft_wrap=True)
    out().print(
        f"{count(len(shards), 'shard')} in {folder}; bring them into a record: detente load {folder}", soft_wrap=True
    )
    if unread:
        raise typer.Exit(SKIPPED)
