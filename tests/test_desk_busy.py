"""Two readers of the pages and one reading into the record at once: nobody waits, and every page is of one moment."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from desk_site import Site
from record_samples import many

from detente.desk.snapshot import Copies
from detente.errors import RecordError
from detente.record import open_record

PATIENCE = 120
"""Seconds that are waited for what comes in a second on an idle machine."""

WRITER = """
import sys, time
from record_samples import many
from detente.record import open_record
with open_record(sys.argv[1]) as record:
    run = record.start_run(version="0", codebook="0")
    print("started", flush=True)
    for part in range(12):
        record.add(many(10, entries=8, first=100 + 10 * part), run=run)
        time.sleep(0.1)
    record.finish_run(run)
print("finished", flush=True)
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of twenty reports."""
    path = tmp_path / "busy.duckdb"
    with open_record(path) as opened:
        opened.add(many(20, entries=8), run=opened.start_run(version="0", codebook="0"))
        opened.finish_run(1)
    return path


def test_two_readers_and_one_writer_at_once(record: Path) -> None:
    desk = Site(record)
    seen: list[list[int]] = [[], []]
    wrong: list[str] = []
    stop = threading.Event()

    def read(which: int) -> None:
        while not stop.is_set():
            start = time.monotonic()
            page = desk.get("/front.json")
            if page.status_code != 200:
                wrong.append(page.text)
                return
            counts = page.json()["record"]
            seen[which].append(counts["reports"])
            if counts["reports"] * 8 != sum(
                counts[kind] for kind in ("statements", "events", "conditions", "meetings")
            ):
                wrong.append(f"of two moments: {counts}")
            if time.monotonic() - start > PATIENCE:
                wrong.append("locked up")

    try:
        desk.get("/")
        readers = [threading.Thread(target=read, args=(which,)) for which in (0, 1)]
        command = [sys.executable, "-c", WRITER, str(record)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "started\n"
            for reader in readers:
                reader.start()
            assert writer.stdout.readline() == "finished\n"
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and not all(counts and counts[-1] == 140 for counts in seen):
            time.sleep(0.1)
        stop.set()
        for reader in readers:
            reader.join()
        assert not wrong
        for counts in seen:
            assert counts == sorted(counts), "a later page is never of an earlier moment"
            assert counts[-1] == 140
    finally:
        stop.set()
        desk.close()


def test_a_page_says_that_a_reading_has_not_finished(record: Path) -> None:
    desk = Site(record)
    try:
        assert "has not finished" not in desk.get("/").text
        with open_record(record) as writing:  # holds the record as a reading does
            run = writing.start_run(version="0", codebook="0")
            writing.add(many(5, entries=8, first=900), run=run)
            deadline = time.monotonic() + PATIENCE
            while "has not finished" not in (page := desk.get("/").text) and time.monotonic() < deadline:
                time.sleep(0.1)
            assert "As of" in page and "has not finished" in page
            assert desk.get("/front.json").json()["record"]["reports"] == 25
            writing.finish_run(run)
        while "has not finished" in desk.get("/").text and time.monotonic() < deadline:
            time.sleep(0.1)
        assert "has not finished" not in desk.get("/").text
    finally:
        desk.close()


def test_a_log_cut_off_in_the_middle_costs_its_last_transaction_alone(record: Path, tmp_path: Path) -> None:
    """As when the log is copied while it is written to."""
    cut = tmp_path / "cut.duckdb"
    log = record.with_name(f"{record.name}.wal")
    with open_record(record) as writing:
        for part in range(3):
            writing.add(many(2, entries=2, first=500 + 2 * part))
        shutil.copyfile(record, cut)
        copied = cut.with_name(f"{cut.name}.wal")
        copied.write_bytes(log.read_bytes()[:-50])
    copies = Copies(cut)
    try:
        with copies.leased() as snapshot:
            assert snapshot.record.ask("SELECT count(*) AS n FROM report").to_pylist() == [{"n": 24}]
    finally:
        copies.close()


def test_a_lease_keeps_its_moment_and_copies_are_deleted(record: Path) -> None:
    copies = Copies(record)
    with copies.leased() as first:
        folder = first.folder
        with open_record(record) as writing:
            writing.add(many(5, entries=2, first=700))
        deadline = time.monotonic() + PATIENCE
        newer = first
        while newer is first and time.monotonic() < deadline:
            time.sleep(0.1)
            with copies.leased() as newer:
                pass
        assert newer is not first
        assert first.record.ask("SELECT count(*) AS n FROM report").to_pylist() == [{"n": 20}]
        assert folder.exists()
    assert not folder.exists()
    copies.close()
    assert not newer.folder.exists()


def test_the_record_itself_is_never_opened(record: Path) -> None:
    copies = Copies(record)
    with copies.leased(), open_record(record) as writing:
        writing.add(many(1, entries=1, first=990))
    copies.close()


def test_what_is_no_record_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.duckdb").write_text("no database")
    for name in ("text.duckdb", "none.duckdb"):
        with pytest.raises(RecordError, match=name), Copies(tmp_path / name).leased():
            pass
