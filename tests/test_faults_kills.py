"""Programs killed, clocks set wrong, two programs at one record: nothing lost, nothing doubled, one line says so."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import detente
from detente.record import store
from detente.scale import one_shard, shards
from detente.scale.processes import ReadingProcess

KILLS = Path(__file__).parents[1] / "benchmarks" / "kills.py"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_reading_is_killed_at_random_moments() -> None:
    command = [sys.executable, str(KILLS), "--kills", "4", "--reports", "12", "--seed", "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 not opened, 0 half, 0 lost, 0 doubled, 0 not completed" in done.stdout
    completed = re.search(r"(\d+) times a rerun completed", done.stdout)
    assert completed is not None and int(completed[1]) >= 1


def test_the_second_of_two_programs_says_so_in_one_line(crisis: Path, reports: Path) -> None:
    command = [sys.executable, "-m", "detente", "read", str(reports), "--record", str(crisis)]
    with detente.open(crisis) as first:
        second = subprocess.run(command, capture_output=True, text=True, check=False)
        assert second.returncode == 2
        assert re.fullmatch(
            rf"detente: {re.escape(str(crisis))}: another process .*has it open; try again when that has finished\n",
            second.stderr,
        )
        assert first.reports().num_rows == 3
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_clock_that_runs_backwards_changes_no_entry(
    crisis: Path, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([datetime(1970, 1, 1), datetime(1969, 12, 31), datetime(2038, 1, 20), datetime(1901, 1, 1)])
    monkeypatch.setattr(store, "_now", lambda: next(moments, datetime(1970, 1, 1)))
    (tmp_path / "more.txt").write_text("Sweden rejected the demand of Denmark on Tuesday.", encoding="utf-8")
    with detente.open(crisis) as record:
        before = list(record.nouns(("report", "statement", "event")))
        assert record.read(reports, jobs=1).reports == 0
        assert record.read(tmp_path / "more.txt", jobs=1, published="2021-05-04").reports == 1
        record.link()
        assert [row["id"] for row in record.runs().to_pylist()] == [1, 2, 3]
        assert set(before) < set(record.nouns(("report", "statement", "event")))


def test_a_shard_that_is_broken_off_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Norway accused Iceland of firing.", encoding="utf-8")
    out = tmp_path / "out"
    shards.make_plan(
        out, shards.Plan(shards.cut([str(source)], columns={}), None, None, {}, "en", False, None, "1", "a")
    )

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as fault:
        fault.setattr(one_shard, "digest_of", full)
        process = ReadingProcess()
        fault.setattr(process, "read", lambda chunk, options: [detente.model.Reading(report) for report in chunk])
        with pytest.raises(OSError, match="No space left"):
            one_shard.read_shard(out, 0, process)
    assert list((out / "entries").iterdir()) == []
    assert shards.remaining(out, shards.load_plan(out)) == [0]
