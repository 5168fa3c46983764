"""A run that is killed leaves a record that opens, holds whole reports only, and can be continued."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from record_samples import many

from detente.record import open_record

REPORTS, BATCH, ENTRIES = 150, 10, 30
RUN = """
import sys
from record_samples import many
from detente.record import open_record
readings = many(150)
print("ready", flush=True)
with open_record(sys.argv[1]) as record:
    run = record.start_run(version="1", codebook="abc")
    there = record.has(reading.report.id for reading in readings)
    todo = [reading for reading in readings if reading.report.id not in there]
    for first in range(0, len(todo), 10):
        sys.stdin.readline()
        record.add(todo[first:first + 10], run=run)
        print(len(there) + first, flush=True)
    record.finish_run(run)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_at_several_moments_and_continued(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    reached = [0]
    # How many adds to let through, and how long into the next and last to strike: from the making of the file on.
    for adds, pause in ((0, 0.02), (1, 0.0), (2, 0.02), (3, 0.04), (2, 0.07)):
        with subprocess.Popen(
            [sys.executable, "-c", RUN, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent,
        ) as child:
            assert child.stdin is not None and child.stdout is not None
            child.stdin.write("\n" * (adds + 1))
            child.stdin.flush()
            told = [child.stdout.readline() for _ in range(1 + adds)]
            time.sleep(pause)
            child.send_signal(signal.SIGKILL)
            told += child.stdout.readlines()
        assert child.returncode == -signal.SIGKILL
        with open_record(path) as record:
            reports = record.reports()
            counts = reports.select(["statements", "events", "conditions", "meetings"]).to_pandas().sum(axis=1)
            assert (counts == ENTRIES).all()
            assert reports.num_rows % BATCH == 0
            if len(told) > 1:  # what was said to be done is there
                assert reports.num_rows >= int(told[-1]) + BATCH
            for table, owner in (("event_actor", "event"), ("statement_content", "statement")):
                loose = record.ask(f"SELECT count(*) AS n FROM {table} WHERE {owner} NOT IN (SELECT id FROM {owner})")
                assert loose.column("n").to_pylist() == [0]
            assert reports.num_rows >= reached[-1]
            reached.append(reports.num_rows)
    assert 0 < reached[-1] < REPORTS, reached  # the kills did hit runs under way

    last = [sys.executable, "-c", RUN, str(path)]
    subprocess.run(last, check=True, cwd=Path(__file__).parent, stdin=subprocess.DEVNULL, capture_output=True)
    with open_record(path) as record:
        assert len(list(record.nouns(("statement", "event", "condition", "meeting")))) == REPORTS * ENTRIES
        assert record.has(r.report.id for r in many(REPORTS)) == set(record.reports().column("id").to_pylist())
        runs = record.runs().to_pylist()
        assert runs[-1]["finished"] is not None
        assert [run["finished"] for run in runs[:-1]] == [None] * (len(runs) - 1)
        assert sum(run["reports"] for run in runs) == REPORTS
        assert sum(run["entries"] for run in runs) == REPORTS * ENTRIES
