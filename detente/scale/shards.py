"""A large reading cut into shards, and the folder that keeps it: what is to be read, what is done.

FOLDER/plan.json            the shards and how to read them
FOLDER/entries/00012.parquet  what shard 12 gave (see `rows`)
FOLDER/completions/00012    written last: the shard is done; what it came to
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from detente.errors import DetenteError
from detente.reading.options import Options
from detente.sources import Part, parts_of
from detente.sources.gather import gather, is_url
from detente.sources.stores import name_of

__all__ = [
    "Done",
    "Plan",
    "cut",
    "digest_of",
    "done",
    "entries_path",
    "load_plan",
    "make_plan",
    "mark_done",
    "remaining",
]

SIZE = 4 * 2**20
"""Bytes of sources in a shard, about: some minutes of one core, so that little is lost with a machine."""

PACKED = {".gz": 3, ".parquet": 3}
"""How many times what is packed is taken to hold."""

SOURCES = 500
"""Sources in a shard at most."""

URL_SIZE = 50_000
"""What an address is taken to hold."""

PLAN = "plan.json"

Source = tuple[str, str | None, Part | None]
"""A file or URL; why there is nothing to read in it, if so; and the part of it that is meant, if not all."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to read and how; the same on every machine. `folder` is where relative paths start, if there are any."""

    shards: tuple[tuple[Source, ...], ...]
    folder: str | None
    published: str | None
    columns: dict[str, str]
    language: str | None
    thorough: bool
    actors: str | None
    version: str
    codebook: str

    @property
    def options(self) -> Options:
        """The options of the reading."""
        return Options(thorough=self.thorough, actors=Path(self.actors) if self.actors else None)

    @property
    def given(self) -> dict[str, Any]:
        """The options of the sources."""
        day = date.fromisoformat(self.published) if self.published else None
        return {"published": day, "columns": self.columns, "language": self.language}


@dataclass(frozen=True, slots=True)
class Done:
    """What a shard came to: `tally` counts reports read, those of them passed by, and entries by kind; `unread` has
    source and reason, `remarks` what is to be said of reports that were read; `digest` is of the file of entries."""

    tally: dict[str, int]
    unread: list[list[str]]
    remarks: list[str]
    digest: str


def cut(paths: Iterable[str], *, columns: Mapping[str, str]) -> tuple[tuple[Source, ...], ...]:
    """The sources under paths, in the order of `gather`, in shards of some megabytes; a large file in several, if it
    is one of many reports (see `parts_of`)."""
    shards: list[tuple[Source, ...]] = []
    shard: list[Source] = []
    size = 0

    def end_shard() -> None:
        nonlocal shard, size
        if shard:
            shards.append(tuple(shard))
        shard, size = [], 0

    for found in gather(paths):
        weight = 0 if found.unread else _size(found.source, found.size)
        parts = parts_of(found.source, size=SIZE, columns=columns) if weight > SIZE else []
        if size + weight > SIZE or len(shard) == SOURCES:
            end_shard()
        if parts:
            shards += [((found.source, None, part),) for part in parts]
        else:
            shard.append((found.source, found.unread, None))
            size += weight
    end_shard()
    return tuple(shards)


def make_plan(out: Path, plan: Plan) -> Plan:
    """Makes the folder of a plan, or takes up the one that is there.

    Raises DetenteError where the folder holds something else, or the result of another plan.
    """
    if (out / PLAN).exists():
        if load_plan(out) != plan:
            raise DetenteError(f"{out}: holds a reading of other sources, or with other options; name a new folder")
        return plan
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise DetenteError(f"{out}: is no folder of a reading; name a new one")
    for part in ("entries", "completions"):
        (out / part).mkdir(parents=True, exist_ok=True)
    _write_whole(out / PLAN, json.dumps(asdict(plan), ensure_ascii=True, indent=1).encode())
    return plan


def load_plan(out: Path) -> Plan:
    """The plan of a folder. Raises DetenteError where there is none."""
    try:
        row: Mapping[str, Any] = json.loads((out / PLAN).read_bytes())
        shards = tuple(tuple(_source(*source) for source in shard) for shard in row["shards"])
        return Plan(**{**row, "shards": shards})
    except FileNotFoundError as error:
        raise DetenteError(f"{out}: is no folder of `detente read --out`; check the path") from error
    except (ValueError, TypeError, KeyError) as error:
        raise DetenteError(f"{out / PLAN}: is damaged or of another Detente; read into a new folder") from error


def remaining(out: Path, plan: Plan) -> list[int]:
    """The numbers of the shards that are not done."""
    return [number for number in range(len(plan.shards)) if not _marker(out, number).exists()]


def done(out: Path, number: int) -> Done | None:
    """What a shard came to; None where it is not done."""
    try:
        return Done(**json.loads(_marker(out, number).read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        marker = _marker(out, number)
        raise DetenteError(f"{marker}: is damaged; delete it and run the same `detente read` again") from error


def mark_done(out: Path, number: int, what: Done) -> None:
    """Writes the marker of a shard whose entries are in place."""
    _write_whole(_marker(out, number), json.dumps(asdict(what)).encode())


def entries_path(out: Path, number: int) -> Path:
    """Where the entries of a shard are."""
    return out / "entries" / f"{number:05}.parquet"


def digest_of(path: Path) -> str:
    """Sixteen hex digits of a file's bytes."""
    digest = blake2b(digest_size=8)
    with path.open("rb") as file:
        while piece := file.read(2**20):
            digest.update(piece)
    return digest.hexdigest()


def _write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that nobody ever meets half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _marker(out: Path, number: int) -> Path:
    return out / "completions" / f"{number:05}"


def _source(source: str, unread: str | None, part: list[int] | None) -> Source:
    return source, unread, None if part is None else Part(*part)


def _size(source: str, size: int | None) -> int:
    """What a source is taken to hold, in bytes."""
    if size is None and is_url(source):
        return URL_SIZE
    try:
        size = Path(source).stat().st_size if size is None else size
    except OSError:
        return 0
    return size * PACKED.get(Path(name_of(source)).suffix.lower(), 1)
