"""`detente read --out` and `detente load`: shards into a record, twice as once, and what is told on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import detente

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three reports read into shards."""
    from typer.testing import CliRunner  # noqa: PLC0415

    from detente.cli import app  # noqa: PLC0415

    out = tmp_path_factory.mktemp("shards") / "readings"
    result = CliRunner().invoke(app, ["read", str(reports), "--out", str(out), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    assert "3 reports read: " in result.stdout
    assert f"detente load {out}\n" in result.stdout
    return out


def test_a_folder_is_loaded_once_and_equals_a_reading(run: Run, folder: Path, crisis: Path, tmp_path: Path) -> None:
    record = tmp_path / "loaded.duckdb"
    first = run("load", folder, "--record", record)
    assert first.exit_code == 0, first.output
    assert "3 reports loaded: " in first.stdout
    again = run("load", folder, "--record", record)
    assert again.exit_code == 0
    assert "nothing new: 3 reports known before" in again.stdout
    with detente.open(record) as loaded, detente.open(crisis) as at_once:
        assert list(loaded.nouns()) == list(at_once.nouns()) != []


def test_shards_that_are_missing_or_damaged_are_told(run: Run, folder: Path, tmp_path: Path) -> None:
    marker, entries = folder / "completions" / "00000", folder / "entries" / "00000.parquet"
    kept, bytes_ = marker.read_bytes(), entries.read_bytes()
    try:
        entries.write_bytes(bytes_[:-9] + b"123456789")
        damaged = run("load", folder, "--record", tmp_path / "a.duckdb")
        assert damaged.exit_code == 1
        assert "00000.parquet: is damaged" in damaged.stderr and "delete completions/00000" in damaged.stderr
        marker.unlink()
        missing = run("load", folder, "--record", tmp_path / "b.duckdb")
        assert missing.exit_code == 1
        assert "1 of 1 shards are not done" in missing.stderr
    finally:
        marker.write_bytes(kept)
        entries.write_bytes(bytes_)


def test_what_cannot_be_is_one_line_and_makes_no_record(run: Run, reports: Path, folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.duckdb"
    wrong = run("load", tmp_path, "--record", record)
    assert wrong.exit_code == 2
    assert wrong.stderr.startswith(f"detente: {tmp_path}: is no folder of `detente read --out`")
    assert not record.exists()
    assert "--out FOLDER" in run("read", reports, "--on", "daft").stderr.replace("\n", " ")
    other = run("read", reports, "--out", folder, "--thorough")
    assert other.exit_code == 2
    assert "with other options" in other.stderr.replace("\n", " ")
