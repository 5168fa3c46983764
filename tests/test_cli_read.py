"""`detente read`: what comes in, what is said about the rest, and the exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FIRST
from typer.testing import Result

import detente

Run = Callable[..., Result]


def test_reports_go_into_the_record_and_reading_twice_changes_nothing(run: Run, reports: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.duckdb"
    first = run("read", reports, "--record", record)
    assert first.exit_code == 0, first.output
    assert "3 reports read" in first.stdout
    again = run("read", reports, "--record", record)
    assert again.exit_code == 0
    assert "nothing new: 3 reports known before" in again.stdout
    with detente.open(record, read_only=True) as opened:
        assert opened.reports().num_rows == 3
        assert [row["finished"] is not None for row in opened.runs().to_pylist()] == [True, True]


def test_bad_sources_are_told_in_one_line_each_and_the_rest_is_read(run: Run, tmp_path: Path) -> None:
    folder, record = tmp_path / "in", tmp_path / "r.duckdb"
    folder.mkdir()
    (folder / "good.txt").write_text(FIRST, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    result = run("read", folder, folder / "gone.txt", "--published", "2021-05-03", "--record", record)
    assert result.exit_code == 1
    assert "1 report read, 3 not read" in result.stdout
    lines = result.stderr.splitlines()
    assert len(lines) == 3
    assert all(line.startswith(f"detente: {folder}") and ";" in line for line in lines)
    with detente.open(record, read_only=True) as opened:
        kept = {Path(row["source"]).name: row["unread"] for row in opened.reports().to_pylist()}
    assert kept.pop("good.txt") is None
    assert set(kept) == {"empty.txt", "binary.txt", "gone.txt"}
    assert all(kept.values())


def test_many_files_with_one_fault_are_told_together(run: Run, tmp_path: Path) -> None:
    for n in range(12):
        (tmp_path / f"empty-{n}.txt").write_text("", encoding="utf-8")
    result = run("read", tmp_path, "--record", tmp_path / "r.duckdb")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 5
    assert "8 more" in result.stderr


def test_a_report_without_a_day_is_read_with_a_remark(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    result = run("read", tmp_path / "a.txt", "--record", tmp_path / "r.duckdb")
    assert result.exit_code == 0
    assert "no publication date" in result.stderr


def test_columns_of_a_table_are_named(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "t.jsonl"
    table.write_text(json.dumps({"words": FIRST, "when": "2021-05-03"}) + "\n", encoding="utf-8")
    record = tmp_path / "r.duckdb"
    result = run("read", table, "--columns", "text=words,published=when", "--record", record)
    assert result.exit_code == 0, result.output
    with detente.open(record, read_only=True) as opened:
        assert [str(day) for day in opened.reports().column("published").to_pylist()] == ["2021-05-03"]


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--columns", "text", "FIELD=NAME"),
        ("--columns", "tune=words", "no field tune"),
        ("--published", "yesterday", "2022-01-31"),
        ("--jobs", "0", "--jobs"),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_read(
    run: Run, reports: Path, tmp_path: Path, option: str, value: str, told: str
) -> None:
    result = run("read", reports, option, value, "--record", tmp_path / "r.duckdb")
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_record_that_cannot_be_used_is_one_line_and_status_2(run: Run, reports: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("no record", encoding="utf-8")
    for record in (notes, tmp_path / "no" / "such" / "r.duckdb", tmp_path):
        result = run("read", reports, "--record", record)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"detente: {record}: ")
        assert len(result.stderr.splitlines()) == 1
    assert notes.read_text(encoding="utf-8") == "no record"


def test_as_a_program(reports: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "detente", "read", str(reports), str(tmp_path / "none.txt")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "3 reports read, 1 not read" in done.stdout
    assert done.stderr == f"detente: {tmp_path / 'none.txt'}: not there; check the spelling of the path\n"
    assert (tmp_path / "crisis.duckdb").exists()
