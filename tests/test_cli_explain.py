"""`detente explain`: why an entry is there, and what was passed over in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize("kind", ["statements", "events", "conditions", "meetings"])
def test_an_entry_with_its_words_marked_its_steps_and_its_report(run: Run, crisis: Path, kind: str) -> None:
    each = ["--each"] if kind == "meetings" else []  # a joined meeting has no single reason
    for row in json.loads(run("show", kind, *each, "--json").stdout):
        page = run("explain", crisis, row["id"][:8])
        assert page.exit_code == 0, page.output
        assert f"{kind[:-1]} {row['id']}" in page.stdout
        assert f"[{' '.join(row['words'].split())}" in page.stdout or kind == "statements"
        assert all(step in page.stdout for step in row["why"].split("; "))
        assert row["outlet"] in page.stdout
        assert str(row["published"]) in page.stdout


def test_the_codebook_entry_that_decided(run: Run, crisis: Path) -> None:
    event = json.loads(run("show", "events", "--type", "REJECT", "--json").stdout)[0]
    page = run("explain", crisis, event["id"]).stdout
    assert "codebook/en/events/REJECT.toml, [[verb]] number" in page
    assert "words: " in page
    assert "REJECT means: " in page


def test_the_record_may_be_left_out(run: Run, crisis: Path) -> None:
    event = json.loads(run("show", "events", "--json", "-n", "1").stdout)[0]
    assert run("explain", event["id"]).stdout == run("explain", crisis, event["id"]).stdout


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["crisis.duckdb", "ffffffff"], "ffffffff: no entry of this id"),
        (["ffffffff"], "ffffffff: no entry of this id"),
        (["crisis.duckdb"], "add the id of an entry"),
        (["a", "b", "c"], "give RECORD and ENTRY"),
        (["none.duckdb", "ffffffff"], "none.duckdb: there is no such record"),
    ],
)
@pytest.mark.usefixtures("crisis")
def test_what_cannot_be_explained(run: Run, args: list[str], told: str) -> None:
    result = run("explain", *args)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_file_sentence_by_sentence(run: Run, reports: Path) -> None:
    page = run("explain", reports / "first.txt")
    assert page.exit_code == 0
    for line in (
        "Norway warns Iceland (Fjord Wire, 2021-05-03, en)",
        "event: NOR ACCUSE",
        "why: en/ACCUSE/",
        "condition: ",
    ):
        assert line in page.stdout
    fine = page.stdout.split("The weather was fine.")[1]
    assert fine.strip().startswith("nothing: no word of the codebook here")


def test_a_file_says_what_was_passed_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The threat of war grew.", encoding="utf-8")
    page = run("explain", tmp_path / "a.txt", "--published", "2021-05-03").stdout
    assert "passed over: THREATEN 'threat': " in page
    assert "1 sentences, 1 without an entry" in page


def test_a_file_that_holds_no_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = run("explain", tmp_path / "empty.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"detente: {tmp_path / 'empty.txt'}: ")
