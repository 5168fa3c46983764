"""`detente paths`: the tree on the screen, as JSON and drawn, and what cannot be supposed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import Result

import detente

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("crisis")


def test_the_tree_names_both_ends_who_said_it_and_the_exact_words(run: Run) -> None:
    result = run("paths")
    assert result.exit_code == 0, result.output
    assert "The path of de-escalation" in result.stdout
    assert "The path of confrontation" in result.stdout
    assert "Norway will close its ports to Icelandic ships" in result.stdout
    assert "2 times in 2 outlets of 1 origin" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 120
    assert "\x1b" not in result.stdout


def test_json_has_the_words_with_report_and_span(run: Run) -> None:
    data = json.loads(run("paths", "crisis.duckdb", "--json").stdout)
    assert data["kind"] == "paths"
    with detente.open("crisis.duckdb", read_only=True) as record:
        tellings = [telling for branch in data["branches"] for telling in branch["tellings"]]
        assert tellings
        for telling in tellings:
            start, end = telling["span"]
            assert record.report(telling["report"]).text[start:end] == telling["words"]
        assert len(record.paths().steps) == len(data["steps"])


@pytest.mark.parametrize("act", ["ISL RETREAT", "Iceland withdraws its boats", "Iceland does not withdraw the boats"])
def test_what_is_supposed_is_where_the_tree_starts(run: Run, act: str) -> None:
    result = run("paths", "--if", act)
    assert result.exit_code == 0, result.output
    assert "close its ports" in result.stdout


def test_what_nobody_supposed_is_said_in_one_line_with_what_they_did(run: Run) -> None:
    result = run("paths", "--if", "Norway leaves NATO")
    assert result.exit_code == 0
    assert result.stdout.startswith("no condition on record supposes 'Norway leaves NATO'; what is supposed: “")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--if", "ISL LEAVE NOR"], "'ISL LEAVE NOR' has no event type in second place"),
        (["--if", "QQQ ASSAULT NOR"], "nobody has the id QQQ"),
        (["--if", "and"], "names no act"),
        (["--as-of", "May"], "no date"),
        (["--svg", "no/such/folder.svg"], "no/such/folder.svg: No such file or directory"),
        (["other.duckdb"], "other.duckdb: there is no such record"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, args: list[str], told: str) -> None:
    result = run("paths", *args)
    assert result.exit_code == 2
    assert told in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_by_actor_and_as_of(run: Run) -> None:
    assert "close its ports" in run("paths", "--actor", "Norway").stdout
    assert "no condition on record is by Chad" in run("paths", "--actor", "Chad").stdout
    assert "1 condition on record as of 2021-05-03" in run("paths", "--as-of", "2021-05-03").stdout
    assert "nothing on record" in run("paths", "--as-of", "2020").stdout


def test_drawn_to_files(run: Run) -> None:
    result = run("paths", "--svg", "paths.svg", "--vega", "paths.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert ElementTree.parse("paths.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert "vega/v5" in json.loads(Path("paths.json").read_text(encoding="utf-8"))["$schema"]


def test_a_record_with_no_condition(run: Run, tmp_path: Path) -> None:
    with detente.open(tmp_path / "empty.duckdb"):
        pass
    result = run("paths", "empty.duckdb")
    assert result.exit_code == 0
    assert len(result.stdout.strip().splitlines()) == 1
    assert json.loads(run("paths", "empty.duckdb", "--json").stdout)["steps"] == []
