"""Detente from Python: `open`, `read`, `sample`, and records that survive an interruption."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import FIRST, REPORTS

import detente
from detente.errors import RecordError, SourceError
from detente.model import Report


def table_of(folder: Path, rows: int) -> Path:
    """A table of small reports, all different."""
    path = folder / "many.csv"
    lines = (f"2021-05-{1 + n % 28:02},Norway accused Iceland of firing on trawler {n}." for n in range(rows))
    path.write_text("published,text\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_what_the_package_offers() -> None:
    assert all(getattr(detente, name) is not None for name in detente.__all__)
    assert set(detente.__all__) <= set(dir(detente))
    with pytest.raises(AttributeError, match="no attribute 'rumour'"):
        _ = detente.rumour


def test_a_record_reads_and_answers_with_tables(reports: Path, tmp_path: Path) -> None:
    with detente.open(tmp_path / "r.duckdb") as record:
        seen: list[Report] = []
        counts = record.read(reports / "first.txt", str(reports / "second.txt"), on_progress=seen.append)
        assert (counts.reports, counts.known, counts.unread) == (2, 0, ())
        assert [report.outlet for report in seen] == ["Fjord Wire", "Geyser Post"]
        frame = record.events(actor="NOR", recipient="ISL").to_pandas()
        assert "ACCUSE" in set(frame["type"])
        assert counts.events == record.events().num_rows
        assert counts.statements == record.statements().num_rows
        again = record.read(reports)
        assert (again.reports, again.known) == (1, 2)


def test_reading_without_a_record(reports: Path) -> None:
    readings = detente.read(reports, jobs=1)
    assert len(readings) == len(REPORTS)
    for reading in readings:
        for entry in reading.entries():
            assert reading.report.text[entry.span.start : entry.span.end].strip()
    assert detente.read(reports / "nowhere.txt")[0].report.unread


def test_reading_into_a_record_by_its_path(reports: Path, tmp_path: Path) -> None:
    counts = detente.read(reports, record=tmp_path / "r.duckdb", jobs=1)
    assert counts.reports == 3
    with detente.open(tmp_path / "r.duckdb", read_only=True) as record:
        assert record.reports().num_rows == 3


def test_day_of_publication_and_remarks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    told: list[str] = []
    (undated,) = detente.read(tmp_path / "a.txt", warn=told.append)
    assert len(told) == 1
    assert undated.report.published is None
    (dated,) = detente.read(tmp_path / "a.txt", published="2021-05-03")
    assert dated.report.published == date(2021, 5, 3)


def test_wrong_columns_leave_no_run_behind(reports: Path, tmp_path: Path) -> None:
    with detente.open(tmp_path / "r.duckdb") as record:
        with pytest.raises(SourceError, match="tune"):
            record.read(reports, columns={"tune": "x"})
        assert record.runs().num_rows == 0


def test_a_record_that_is_not_there_is_not_made_for_reading_only(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such record"):
        detente.open(tmp_path / "r.duckdb", read_only=True)
    with pytest.raises(RecordError, match="no such record"):
        detente.open(tmp_path / "r.duckdb", create=False)


def test_one_report_twice_in_a_run_is_one_report(tmp_path: Path) -> None:
    path = tmp_path / "twice.jsonl"
    lines = [json.dumps({"text": f"Norway thanked Iceland {n} times.", "outlet": "Fjord Wire"}) for n in range(3)]
    path.write_text("\n".join(lines * 2), encoding="utf-8")
    with detente.open(tmp_path / "r.duckdb") as record:
        counts = record.read(path, published="2021-05-01")
        assert (counts.reports, counts.known) == (3, 3)


def test_an_interruption_keeps_what_was_finished_and_the_next_run_goes_on(tmp_path: Path) -> None:
    path = table_of(tmp_path, 100)
    seen: list[Report] = []

    def interrupt(report: Report) -> None:
        seen.append(report)
        if len(seen) == 70:
            raise KeyboardInterrupt

    with detente.open(tmp_path / "r.duckdb") as record:
        with pytest.raises(KeyboardInterrupt):
            record.read(path, jobs=1, on_progress=interrupt)
        assert record.reports().num_rows == 70
    with detente.open(tmp_path / "r.duckdb") as record:
        counts = record.read(path, jobs=1)
        assert (counts.reports, counts.known) == (30, 70)
        first, second = record.runs().to_pylist()
        assert first["finished"] is None
        assert second["finished"] is not None
        assert record.reports().num_rows == 100


def test_the_sample_is_there() -> None:
    paths = detente.sample()
    assert len(paths) == 16
    assert all(path.with_suffix(".json").exists() for path in paths)
