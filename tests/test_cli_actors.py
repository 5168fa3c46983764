"""`--actors`: an analyst's own file of actors, from the command line, from Python and in the reading processes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import detente
from detente.api import codebook_digest

Run = Callable[..., Result]

TOLD = "The Brineland premier accused Norway of shelling Saltport. Ilsa Verne threatened Oslo with sanctions."
FILE = """
[BRI]
type = "state"
name = "Brineland"
capital = ["Saltport"]

[[person]]
id = "BRI/ilsa-verne"
name = "Ilsa Verne"
family = "Verne"
gender = "f"
of = "BRI"
office = "head_of_government"
start = "2010"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "salt.txt"
    path.write_text(TOLD, encoding="utf-8")
    return path


def test_own_actors_act_and_hold_offices(run: Run, own: Path, report: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.duckdb"
    options = ("--published", "2021-05-03", "--language", "en", "--record", record, "--actors", own)
    result = run("read", report, *options)
    assert result.exit_code == 0, result.output
    with detente.open(record, read_only=True) as opened:
        actors = {actor for row in opened.events().to_pylist() for actor in row["actor"]}
        assert actors == {"BRI/ilsa-verne", "NOR"}
        (noted,) = opened.runs().to_pylist()
        assert noted["codebook"] == codebook_digest(own) != codebook_digest()


def test_own_actors_reach_the_reading_processes(own: Path, report: Path) -> None:
    (here,) = detente.read(report, actors=own, published="2021-05-03", language="en", jobs=1)
    (there,) = detente.read(report, actors=str(own), published="2021-05-03", language="en", jobs=2)
    assert there == here
    assert ("BRI/ilsa-verne",) in {event.actor for event in here.events}


def test_a_file_that_changes_is_read_again(own: Path, report: Path) -> None:
    detente.read(report, actors=own, language="en", jobs=1)
    own.write_text(FILE.replace("ilsa-verne", "i-verne"), encoding="utf-8")
    (reading,) = detente.read(report, actors=own, published="2021-05-03", language="en", jobs=1)
    assert ("BRI/i-verne",) in {event.actor for event in reading.events}


def test_explain_says_how_own_actors_were_found(run: Run, own: Path, report: Path) -> None:
    page = run("explain", report, "--published", "2021-05-03", "--language", "en", "--actors", own).stdout
    assert "'Ilsa Verne' is BRI/ilsa-verne: person on 2021-05-03" in page
    assert "holder of this office of BRI" in page


@pytest.mark.parametrize("written", [None, "x = [", '[BRI]\ntype = "planet"\nname = "Brineland"\n'])
def test_a_bad_file_is_one_line_and_no_record(run: Run, report: Path, tmp_path: Path, written: str | None) -> None:
    own, record = tmp_path / "bad.toml", tmp_path / "r.duckdb"
    if written is not None:
        own.write_text(written, encoding="utf-8")
    result = run("read", report, "--record", record, "--actors", own)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"detente: {own}")
    assert not record.exists()
