"""The program as a whole: the demo, help, versions, how fast it starts, and where its words go."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import detente

Run = Callable[..., Result]
VERBS = ("read", "demo", "show", "explain", "export", "code", "times", "codebook", "version")


def test_the_demo_prints_a_record_and_keeps_it(
    run: Run, demo: tuple[Result, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    result, folder = demo
    monkeypatch.chdir(folder)
    assert result.exit_code == 0, result.output
    assert "16 reports read" in result.stdout
    for part in (
        "Who meets whom",
        "Who said what",
        "Who did what to whom",
        "What would follow if",
        "Where USA and SUN",
    ):
        assert part in result.stdout
    assert "John F. Kennedy" in result.stdout
    assert "1962-10-2" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 120
    assert "\x1b" not in result.stdout
    assert len(result.stdout.splitlines()) < 170
    with detente.open("october-1962.duckdb", read_only=True) as record:
        assert record.reports().num_rows == 16
    again = run("demo")
    assert "nothing new: 16 reports known before" in again.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(run: Run, verb: str) -> None:
    assert verb in run("--help").stdout
    if verb != "version":
        text = run(verb, "--help").stdout + run("codebook", "check", "--help").stdout * (verb == "codebook")
        assert f"detente {verb}" in text.split("Example:")[1]


def test_version_names_the_parsers(run: Run) -> None:
    text = run("version").stdout
    assert text.startswith(f"detente {detente.__version__}\n")
    assert "en: " in text
    assert "matrix products by" in text


def test_help_needs_no_parser_and_no_database() -> None:
    heavy = "[m for m in ('spacy', 'duckdb', 'scipy', 'trafilatura', 'pyarrow') if m in sys.modules]"
    command = [sys.executable, "-c", f"import sys, detente.cli; print({heavy})"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
