"""Who reads the shards: processes of this machine, Daft, or the machines of a Ray cluster.

All call `read_shard`, and only numbers of shards travel: the sources and the entries are files that every machine sees.
A shard whose machine is lost is read again, by Ray itself or by the next `detente read`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from detente.errors import DetenteError
from detente.scale.kept import lent
from detente.scale.local import cores
from detente.scale.one_shard import read_shard

__all__ = ["Run", "runner"]

Run = Callable[[Path, Sequence[int], int | None], Iterator[int]]
"""Reads shards (by number) of a folder, so many at once; gives the number of each that is done."""

RETRIES = 3
"""How often Ray reads a shard again whose process or machine was lost."""

QUIET = {"DAFT_ANALYTICS_ENABLED": "0", "DAFT_PROGRESS_BAR": "0", "RAY_USAGE_STATS_ENABLED": "0"}
"""Nothing about a reading is sent to anybody, and our own progress is shown."""


def runner(on: str) -> Run:
    """The runner of a name. Raises DetenteError for an unknown one, and where its package is not installed."""
    if on == "local":
        return _on_local
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        if on == "daft":
            import daft  # noqa: F401, PLC0415

            return _on_daft
        if on == "ray" or on.startswith("ray://"):
            import ray  # noqa: F401, PLC0415

            return lambda out, numbers, jobs: _on_ray(on, out, numbers, jobs)
    except ImportError as error:
        raise DetenteError(f"{on}: {error.name} is not installed; run `pip install 'detente[scale]'`") from error
    raise DetenteError(f"{on!r} is nothing to read on; there are: local, daft, ray://HOST:PORT")


def _on_local(out: Path, numbers: Sequence[int], jobs: int | None) -> Iterator[int]:
    count = min(jobs or cores(), len(numbers)) or 1
    with ThreadPoolExecutor(count, thread_name_prefix="detente-shard") as threads, lent(count) as do:
        futures = {threads.submit(do, partial(read_shard, out, number)): number for number in numbers}
        try:
            for future in as_completed(futures):
                future.result()
                yield futures[future]
        finally:
            for future in futures:
                future.cancel()


def _on_daft(out: Path, numbers: Sequence[int], jobs: int | None) -> Iterator[int]:
    import daft  # noqa: PLC0415  an extra, and a second to load

    with suppress(daft.exceptions.DaftCoreException):  # it was set before, by us or by the program
        daft.set_runner_native()  # by itself Daft takes to a Ray cluster that the program is connected to

    @daft.cls(max_concurrency=min(jobs or cores(), len(numbers)) or 1)
    class Reader:
        def __init__(self, folder: str) -> None:
            self.folder = Path(folder)

        @daft.method.batch(return_dtype=daft.DataType.int64(), batch_size=1)
        def read(self, shards: Any) -> list[int]:
            return [_read_here(self.folder, number) for number in shards.to_pylist()]

    if numbers:
        shards = daft.from_pydict({"shard": list(numbers)})
        try:
            column: Any = Reader(str(out)).read(shards["shard"])
            for row in shards.select(column.alias("done")).iter_rows():
                yield row["done"]
        except DetenteError:
            raise
        except Exception as error:  # Daft wraps what a reader raises in errors of its own
            raise DetenteError(f"{out}: Daft broke off ({_last_line(error)}); run it again to go on") from error


def _on_ray(address: str, out: Path, numbers: Sequence[int], jobs: int | None) -> Iterator[int]:
    import ray  # noqa: PLC0415  an extra, and a second to load

    ours = not ray.is_initialized()
    try:
        if ours:
            ray.init(address="auto" if address == "ray" else address, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, ImportError, RuntimeError, ValueError) as error:
        raise DetenteError(f"{address}: no Ray cluster answers ({_last_line(error)}); check the address") from error
    read = ray.remote(num_cpus=1, max_retries=RETRIES)(_read_here)
    waiting = list(numbers)
    under_way: list[Any] = []
    try:
        while waiting or under_way:
            while waiting and (jobs is None or len(under_way) < jobs):
                under_way.append(read.remote(out, waiting.pop(0)))
            ready, under_way = ray.wait(under_way)
            yield from ray.get(ready)
    except ray.exceptions.RayError as error:
        raise DetenteError(f"{out}: Ray broke off ({_last_line(error)}); run it again to go on") from error
    finally:
        for task in under_way:
            ray.cancel(task, force=True)
        if ours:
            ray.shutdown()


def _read_here(out: Path, number: int) -> int:
    """Reads a shard in a worker of Daft or Ray, whose reading process is kept for the next one; its number."""
    with lent(1) as do:
        do(partial(read_shard, out, number))
    return number


def _last_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return " ".join(lines[-1].split())[:200] if lines else type(error).__name__
