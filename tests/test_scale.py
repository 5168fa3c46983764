"""Reading over processes: the same readings in the same order, bounded memory, and faults that stay small."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from poison import lay_poison

from detente.errors import CodebookError, DetenteError
from detente.model import Reading, Report
from detente.reading import reader
from detente.reading.options import Options
from detente.scale import chunks, kept, local, processes, read_local
from detente.scale.chunks import CHARACTERS, REPORTS, chunked
from detente.scale.kept import stop_kept
from detente.scale.processes import ReadingProcess


def small(number: int) -> Report:
    text = f"Norway accused Iceland of firing on trawler {number} on Monday. Iceland denied it."
    return Report.make(f"{number}.txt", text, published=date(2021, 5, 4), language="en")


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Reading processes that load no models, for what does not hang on what they read."""
    stop_kept()
    monkeypatch.syspath_prepend(lay_poison(tmp_path))
    monkeypatch.setenv("POISON_PLAIN", "1")
    yield
    stop_kept()


def test_jobs_give_the_same_readings_in_order_draw_little_ahead_and_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = 5 * REPORTS
    alone = list(read_local((small(n) for n in range(number)), jobs=1))
    assert [reading.report.source for reading in alone] == [f"{n}.txt" for n in range(number)]
    assert all(reading.events for reading in alone)
    waited = kept._kept[0][1]._process

    drawn = 0
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def endless() -> Iterator[Report]:
        nonlocal drawn
        while True:
            yield small(drawn)
            drawn += 1

    def start(*args: object, **given: object) -> subprocess.Popen[bytes]:
        started.append(popen(*args, **given))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    readings = read_local(endless(), jobs=2)
    for done, expected in enumerate(alone):
        assert next(readings) == expected
        assert drawn - done <= local.AHEAD * 2 * REPORTS
    readings.close()
    assert len(started) == 1  # the other was kept from the reading before
    assert all(process is not None and process.poll() is not None for process in (waited, *started))


def test_few_reports_are_read_by_one_process_that_is_kept(plain: None, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[ReadingProcess] = []

    def start() -> ReadingProcess:
        started.append(ReadingProcess())
        return started[-1]

    monkeypatch.setattr(kept, "ReadingProcess", start)
    for jobs in (None, 1, 2):
        assert len(list(read_local((small(n) for n in range(3)), jobs=jobs))) == 3
    (process,) = (each._process for each in started if each._process is not None)
    assert process.poll() is None
    readings = read_local((small(n) for n in range(90)), jobs=1)
    next(readings)
    readings.close()  # whoever stops in the middle waits for nothing
    assert process.poll() is not None


@given(st.lists(st.integers(0, CHARACTERS * 2), max_size=60))
def test_chunks_keep_every_report_in_order_and_are_bounded(sizes: list[int]) -> None:
    blank = "x" * (CHARACTERS * 2)
    reports = [Report(str(n), "s", blank[:size]) for n, size in enumerate(sizes)]
    made = list(chunked(reports))
    assert [report for chunk in made for report in chunk] == reports
    for chunk in made:
        assert 1 <= len(chunk) <= REPORTS
        assert sum(len(report.text) for report in chunk[:-1]) < CHARACTERS


def test_a_report_that_breaks_the_reading_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reader.read_reports

    def brittle(reports: Iterable[Report], *, options: Options) -> Iterator[Reading]:
        chosen = list(reports)
        if any(report.source == "2.txt" for report in chosen):
            raise ZeroDivisionError("no words at all")
        return whole(chosen, options=options)

    monkeypatch.setattr(reader, "read_reports", brittle)
    readings = chunks.read_chunk([small(n) for n in range(4)], Options())
    assert [reading.report.source for reading in readings] == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert [bool(reading.events) for reading in readings] == [True, True, False, True]
    assert readings[2].report.unread is not None
    assert "ZeroDivisionError: no words at all" in readings[2].report.unread


def test_a_broken_codebook_stops_the_reading(tmp_path: Path) -> None:
    actors = tmp_path / "actors.toml"
    actors.write_text("[[state]]\nwrong = 1\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"actors\.toml"):
        list(read_local([small(1)], options=Options(actors=actors)))


def test_a_process_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_kept()
    monkeypatch.setattr("sys.executable", shutil.which("false"))
    with pytest.raises(DetenteError, match=r"a reading process ended as it began \(status 1\)"):
        list(read_local((small(n) for n in range(4)), jobs=2))


def test_a_process_that_has_read_much_is_replaced(plain: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LIFE", 3)
    worker = ReadingProcess()
    try:
        ids = []
        for n in range(4):
            assert [reading.report for reading in worker.read([small(n), small(n + 9)], Options())]
            assert worker._process is not None
            ids.append(worker._process.pid)
    finally:
        worker.stop()
    assert ids[0] == ids[1] != ids[2] == ids[3]


def test_no_jobs_is_refused() -> None:
    with pytest.raises(DetenteError, match="0 jobs"):
        list(read_local([], jobs=0))
