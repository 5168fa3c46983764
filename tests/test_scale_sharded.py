"""A reading in shards gives the same entries whoever reads it: this machine, Daft, or a Ray cluster that loses a
worker; and it goes on where it broke off."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import REPORTS
from hypothesis import given, settings
from hypothesis import strategies as st
from poison import lay_poison
from record_samples import crisis, many
from store_server import KEY, store

import detente
from detente.api import codebook_digest
from detente.errors import DetenteError
from detente.exports import jsonl
from detente.model import Reading, Report, Span
from detente.reading.options import Options
from detente.scale import runners, shards
from detente.scale.rows import readings_of, rows_of, table_of
from detente.scale.sharded import read_sharded, readings_in

PATIENCE = 300
"""Seconds that are waited for a worker at most."""

STRAITS = (
    "SALM, May {day} — Denmark demanded on Monday that Sweden reopen the strait. “The closure of berth {n} is "
    "an insult,” the Danish foreign minister said. Sweden rejected the demand and recalled its ambassador. If "
    "Denmark sends ships, Sweden will call the Security Council, its prime minister warned."
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four reports of the sample crisis, the quarrel of three reports, and twelve made-up ones; two cannot be read."""
    folder = tmp_path_factory.mktemp("sources")
    for path in detente.sample()[:4]:
        for file in (path, path.with_suffix(".json")):
            shutil.copy(file, folder)
    for name, (text, _) in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    for n in range(12):
        text = STRAITS.format(day=n + 1, n=n) + "\n\nPOISON-ASKS" * (n >= 4)
        (folder / f"strait-{n:02}.txt").write_text(text, encoding="utf-8")
    (folder / "a-empty.txt").write_text("", encoding="utf-8")
    (folder / "z-binary.txt").write_bytes(bytes(256) * 4)
    return folder


def export_of(record: detente.Record) -> str:
    out = StringIO()
    jsonl.write(record, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def expected(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The export of the record that `detente read` makes of the sources."""
    folder = tmp_path_factory.mktemp("expected")
    with detente.open(folder / "r.duckdb") as record:
        record.read(sources, jobs=1, published="2021-05-04")
        return export_of(record)


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SIZE", 2_500)


def read_into(out: Path, sources: Path, on: str) -> list[shards.Done]:
    digest = codebook_digest()
    return read_sharded([str(sources)], out, on=on, jobs=2, codebook=digest, published=detente.api.as_day("2021-05-04"))


def loaded(out: Path, folder: Path) -> str:
    with detente.open(folder / "loaded.duckdb") as record:
        first = record.load(out)
        assert first.reports > 0, [row["unread"] for row in record.reports().to_pylist()]
        assert record.load(out).reports == 0  # twice is once
        return export_of(record)


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of files by which the workers of the cluster are killed, or held up, in the middle of a shard."""
    return lay_poison(tmp_path_factory.mktemp("orders"))


@pytest.fixture(scope="module")
def cluster(orders: Path) -> Iterator[Any]:
    """A Ray cluster of two nodes with one core each, on this machine."""
    ray = pytest.importorskip("ray")
    cluster_utils = pytest.importorskip("ray.cluster_utils")
    given = pytest.MonkeyPatch()
    given.setenv("RAY_AUTH_MODE", "disabled")
    given.setenv("RAY_USAGE_STATS_ENABLED", "0")
    given.setenv("PYTHONPATH", str(orders), prepend=os.pathsep)
    given.setenv("POISON_FOLDER", str(orders))
    made = cluster_utils.Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    try:
        made.add_node(num_cpus=1)
        ray.init(address=made.address, log_to_driver=False, logging_level="ERROR")
        assert ray.cluster_resources()["CPU"] == 2
        yield made
    finally:
        ray.shutdown()
        made.shutdown()
        given.undo()


def test_a_ray_cluster_that_loses_a_worker_is_resumed_to_the_same_entries(
    cluster: Any, orders: Path, sources: Path, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    (orders / "kill").touch()
    monkeypatch.setattr(runners, "RETRIES", 0)
    with pytest.raises(DetenteError, match=r"Ray broke off .* run it again"):
        read_into(out, sources, "ray")
    assert killed(orders)
    plan = shards.load_plan(out)
    left = shards.remaining(out, plan)
    assert len(left) >= 1 and len(plan.shards) >= 5
    finished = {path.name: path.stat().st_mtime_ns for path in (out / "completions").iterdir()}
    assert finished

    done = read_into(out, sources, "ray")
    assert len(done) == len(plan.shards)
    for name, when in finished.items():  # what was done is not done again
        assert (out / "completions" / name).stat().st_mtime_ns == when
    assert loaded(out, tmp_path) == expected


def test_ray_reads_again_what_a_killed_worker_had(
    cluster: Any, orders: Path, sources: Path, expected: str, tmp_path: Path
) -> None:
    (orders / "kill").touch()
    read_into(tmp_path / "out", sources, "ray")
    assert not alive(killed(orders))
    assert loaded(tmp_path / "out", tmp_path) == expected


def test_ray_reads_elsewhere_what_a_lost_machine_had(
    cluster: Any, orders: Path, sources: Path, expected: str, tmp_path: Path
) -> None:
    hold = orders / "hold"
    hold.touch()

    def lose() -> None:
        """Takes a node away, with all its processes, while each of the two reads a shard."""
        until = time.monotonic() + PATIENCE
        while len(list(orders.glob("held-*"))) < 2 and time.monotonic() < until:
            time.sleep(0.02)
        cluster.remove_node(*cluster.worker_nodes, allow_graceful=False)
        hold.unlink()

    loser = threading.Thread(target=lose)
    loser.start()
    read_into(tmp_path / "out", sources, "ray")
    loser.join()
    assert len(list(orders.glob("held-*"))) == 2 and not cluster.worker_nodes
    assert loaded(tmp_path / "out", tmp_path) == expected


def killed(orders: Path) -> int:
    """The number of the one worker that was killed, which is forgotten."""
    (told,) = orders.glob("killed-*")
    told.unlink()
    return int(told.name.removeprefix("killed-"))


def alive(pid: int) -> bool:
    """Whether a process is there and no corpse."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Daft leaves a pipe unclosed
def test_daft_gives_the_same_entries(sources: Path, expected: str, tmp_path: Path) -> None:
    pytest.importorskip("daft")
    read_into(tmp_path / "out", sources, "daft")
    assert loaded(tmp_path / "out", tmp_path) == expected


def test_this_machine_gives_the_same_entries_and_damage_is_told_and_mended(
    sources: Path, expected: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    read_into(out, sources, "local")
    assert loaded(out, tmp_path) == expected

    victim = out / "entries" / "00001.parquet"
    whole = victim.read_bytes()
    victim.write_bytes(whole[: len(whole) // 2])
    lines: list[str] = []
    others = list(readings_in(out, warn=lines.append))
    assert len(lines) == 1 and str(victim) in lines[0] and "delete completions/00001" in lines[0]
    assert 0 < len(others) < len(expected.splitlines())
    (out / "completions" / "00001").unlink()
    read_into(out, sources, "local")
    assert victim.read_bytes() == whole


def test_large_files_of_a_store_are_cut_and_give_the_same_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"text": STRAITS.format(day=n + 1, n=n), "published": f"2021-05-{n + 1:02}"} for n in range(30)]
    packed = BytesIO()
    pq.write_table(pa.Table.from_pylist([row | {"title": "Berths"} for row in rows]), packed, row_group_size=12)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with store({"a/straits.jsonl": "\n".join(map(json.dumps, rows)).encode(), "a/b.parquet": packed.getvalue()}) as at:
        address = f"s3://news/a/?region=us-east-1&scheme=http&endpoint_override={at[0]}"
        with detente.open(tmp_path / "whole.duckdb") as record:
            assert record.read(address, jobs=1).reports == 60
            expected = export_of(record)
        done = read_sharded([address], tmp_path / "out", on="local", jobs=1, codebook=codebook_digest())
    assert len(done) > 6
    assert loaded(tmp_path / "out", tmp_path) == expected


def test_a_folder_of_another_reading_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    out = tmp_path / "out"
    plan = shards.Plan(shards.cut([str(tmp_path)], columns={}), None, None, {}, None, False, None, "1", "a")
    shards.make_plan(out, plan)
    assert shards.make_plan(out, plan) == plan == shards.load_plan(out)
    with pytest.raises(DetenteError, match="other sources, or with other options"):
        read_sharded([str(tmp_path / "a.txt")], out, codebook="b", options=Options(thorough=True))
    with pytest.raises(DetenteError, match="no folder of a reading"):
        read_sharded([str(tmp_path / "a.txt")], tmp_path, codebook="b")
    with pytest.raises(DetenteError, match="no folder of"):
        list(readings_in(tmp_path, warn=lines_of_nobody))
    with pytest.raises(DetenteError, match="there are: local, daft, ray://"):
        read_sharded([str(tmp_path / "a.txt")], out, codebook="b", on="spark")


def lines_of_nobody(line: str) -> None:
    raise AssertionError(line)


def test_shards_hold_every_source_once_in_order(tmp_path: Path) -> None:
    for n in range(30):
        (tmp_path / f"{n:02}.txt").write_text("x" * (n % 7) * 700, encoding="utf-8")
    made = shards.cut([str(tmp_path), str(tmp_path / "gone.txt")], columns={})
    sources = [source for shard in made for source in shard]
    assert [Path(source).name for source, *_ in sources] == [*(f"{n:02}.txt" for n in range(30)), "gone.txt"]
    assert [nothing is None for _, nothing, _ in sources] == [True] * 30 + [False]
    assert len(made) > 5


TEXTS = st.text(st.characters(), max_size=40)  # half surrogate pairs too


@settings(deadline=None, max_examples=25)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), TEXTS), max_size=3))
def test_readings_come_back_from_rows_as_they_were(text: str, passed: list[tuple[int, int, str]]) -> None:
    odd = Reading(Report.make("odd", text), passed_over=tuple((Span(a, b), why) for a, b, why in passed))
    readings = [*crisis(), *many(2), odd]
    table = table_of([row for n, reading in enumerate(readings) for row in rows_of(n, reading)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.parquet"
        pq.write_table(table, path)
        assert list(readings_of(path)) == readings
