"""A large reading, shard by shard, on one machine or many: sources in, Parquet of entries out, resumed where it broke.

What a shard gives depends on its sources and the options alone, never on who reads it: every runner writes the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import pyarrow as pa

from detente import __version__
from detente.errors import DetenteError
from detente.model import Reading
from detente.reading.options import Options
from detente.scale.rows import readings_of
from detente.scale.runners import runner
from detente.scale.shards import Done, Plan, cut, digest_of, done, entries_path, load_plan, make_plan, remaining
from detente.sources.columns import check_columns
from detente.sources.dating import in_the_future
from detente.sources.gather import is_url
from detente.sources.language import language_code

__all__ = ["read_sharded", "readings_in"]


def read_sharded(
    paths: Iterable[str],
    out: Path,
    *,
    on: str = "local",
    jobs: int | None = None,
    codebook: str,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
    options: Options = Options(),  # noqa: B008 (frozen)
    on_shard: Callable[[int, int], None] | None = None,
) -> list[Done]:
    """Reads files, folders, globs and URLs into the folder `out` (see `shards`), which `readings_in` gives back.

    `on` is `local` (processes of this machine), `daft`, or `ray://HOST:PORT`; on a cluster every machine must see
    the sources and `out` under the same paths. `jobs` is how many shards are read at once, by itself one a core.
    `codebook` is the codebook's digest: shards that are done are left alone, and an `out` of another codebook,
    version, other sources or options is refused. `on_shard` gets how many shards are done, and of how many.
    Returns what every shard came to. Raises DetenteError, also where a runner is not installed or breaks off: the
    same call then goes on where it stopped.
    """
    run = runner(on)
    check_columns(columns or {})
    if published is not None and in_the_future(published):
        raise DetenteError(f"{published} is in the future and dates no report; give the day of publication")
    out = Path(os.path.abspath(out))  # noqa: PTH100  (workers start elsewhere; links stay as they are)
    shards = cut(paths, columns=columns or {})
    relative = any(not is_url(source) and not Path(source).is_absolute() for shard in shards for source, *_ in shard)
    plan = make_plan(
        out,
        Plan(
            shards=shards,
            folder=str(Path.cwd()) if relative else None,
            published=str(published) if published else None,
            columns=dict(columns or {}),
            language=language_code(language),
            thorough=options.thorough,
            actors=str(options.actors) if options.actors else None,
            version=__version__,
            codebook=codebook,
        ),
    )
    total = len(plan.shards)
    for _ in run(out, remaining(out, plan), jobs):
        if on_shard is not None:
            on_shard(total - len(remaining(out, plan)), total)
    left = remaining(out, plan)
    if left:
        raise DetenteError(f"{out}: {len(left)} of {total} shards are not done; run the same `detente read` again")
    return [what for number in range(total) if (what := done(out, number))]


def readings_in(out: Path, *, warn: Callable[[str], None]) -> Iterator[Reading]:
    """The readings of all shards that are done, in the order of their sources.

    `warn` gets one line, and its mend, for each file that is damaged and left out, and one where shards are not
    done. Raises DetenteError where `out` is no folder of a reading.
    """
    plan = load_plan(out)
    for number in range(len(plan.shards)):
        what = done(out, number)
        path = entries_path(out, number)
        if what is None:
            continue
        try:
            if digest_of(path) != what.digest:
                raise OSError("its bytes have changed")
            with closing(readings_of(path)) as readings:
                yield from readings
        except (OSError, pa.ArrowException) as error:
            said = getattr(error, "strerror", None) or error
            warn(f"{path}: is damaged ({said}); delete completions/{number:05} and run the same `detente read` again")
    left = len(remaining(out, plan))
    if left:
        warn(f"{out}: {left} of {len(plan.shards)} shards are not done; run the same `detente read` again")
