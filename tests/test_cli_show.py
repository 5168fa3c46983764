"""`detente show`: lists, their filters and their forms."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("crisis")


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("what", ["statements", "events", "conditions", "meetings", "reports", "actors"])
def test_every_list_in_every_form(run: Run, what: str) -> None:
    found = rows(run("show", what, "--json"))
    assert found
    lines = run("show", what, "--jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == found
    table = list(csv.DictReader(io.StringIO(run("show", what, "--csv").stdout)))
    assert [row["id"] for row in table] == [row["id"] for row in found]
    assert set(table[0]) == set(found[0])
    shown = run("show", what).stdout
    assert all(row["id"][:8] in shown for row in found)
    assert "\x1b" not in shown


def test_the_screen_decides_what_is_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    narrow = run("show", "events").stdout
    assert max(map(len, narrow.splitlines())) <= 80
    assert all(row["id"][:8] in narrow for row in rows(run("show", "events", "--json")))
    assert "Fjord Wire" not in narrow
    monkeypatch.setenv("COLUMNS", "160")
    assert "Fjord Wire" in run("show", "events").stdout


def test_statements_by_speaker_words_and_pair(run: Run) -> None:
    by_her = rows(run("show", "statements", "--speaker", "Soreide", "--json"))
    assert by_her
    assert {row["speaker_id"] for row in by_her} == {"NOR/ine-eriksen-soreide"}
    assert rows(run("show", "statements", "--actor", "Soreide", "--json")) == by_her
    (accepted, copied) = rows(run("show", "statements", "--text", "NOT ACCEPT", "--json"))
    assert accepted["words"] == copied["words"] == "“We will not accept this,”"
    pair = rows(run("show", "statements", "--pair", "NOR", "ISL", "--json"))
    assert all({row["speaker_id"].split("/")[0], *row["to"]} == {"NOR", "ISL"} for row in pair)


@pytest.mark.parametrize("pair", [["--pair", "NOR", "ISL"], ["--pair", "ISL,NOR"], ["--pair=NOR,ISL"]])
def test_events_of_a_pair_however_it_is_written(run: Run, pair: list[str]) -> None:
    found = rows(run("show", "events", *pair, "--json"))
    assert {"ACCUSE", "REJECT"} <= {row["type"] for row in found}
    assert not any("RUS" in row["actor"] for row in found)


def test_events_by_type_status_actor_and_day(run: Run) -> None:
    assert {r["type"] for r in rows(run("show", "events", "--type", "reject,accuse", "--json"))} == {
        "REJECT",
        "ACCUSE",
    }
    planned = rows(run("show", "events", "--status", "planned", "--json"))
    assert planned
    assert {row["status"] for row in planned} == {"planned"}
    assert all(row["actor"] == ["RUS"] for row in rows(run("show", "events", "--actor", "Russia", "--json")))
    late = rows(run("show", "events", "--since", "2021-05-07", "--json"))
    assert [row["date"] for row in late] == ["2021-05-07"]
    assert len(rows(run("show", "events", "--limit", "2", "--json"))) == 2


def test_entries_of_one_report_by_the_beginning_of_its_id(run: Run) -> None:
    second = next(r for r in rows(run("show", "reports", "--json")) if r["outlet"] == "Geyser Post")
    found = rows(run("show", "events", "--report", second["id"][:8], "--json"))
    assert found
    assert {row["report"] for row in found} == {second["id"]}


def test_positions_of_two_sides(run: Run) -> None:
    stances = {(row["side"], row["stance"]) for row in rows(run("show", "positions", "NOR", "ISL", "--json"))}
    assert {("NOR", "threatens"), ("NOR", "accuses"), ("ISL", "refuses"), ("ISL", "offers")} <= stances
    assert "We" not in run("show", "positions", "NOR", "ISL", "--text", "ports").stdout


def test_meetings_and_conditions(run: Run) -> None:
    (planned,) = rows(run("show", "meetings", "--pair", "NOR,ISL", "--status", "planned", "--json"))
    assert (planned["place"], planned["date"]) == ("Copenhagen", "2021-05-07")
    assert rows(run("show", "meetings", "--actor", "RUS", "--json")) == []
    assert {r["holder_name"] for r in rows(run("show", "conditions", "--speaker", "Soreide", "--json"))} == {
        "Ine Eriksen Soreide"
    }


def test_reports_say_which_are_copies(run: Run) -> None:
    found = {row["outlet"]: row for row in rows(run("show", "reports", "--json"))}
    first, copy = found["Fjord Wire"], found["Harbour Gazette"]
    assert (copy["copy"], copy["copy_of"]) == ("copy", first["id"])
    assert first["copy"] is None
    assert f"copy of {first['id'][:8]}" in run("show", "reports").stdout
    assert "copy of" not in run("show", "reports", "--no-copies").stdout
    assert [r["outlet"] for r in rows(run("show", "reports", "--until", "2021-05-03", "--json"))] == ["Fjord Wire"]


def test_nothing_found_is_said_and_is_no_error(run: Run) -> None:
    result = run("show", "events", "--actor", "Brazil")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no events here" in result.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["events", "--json", "--csv"], "only one of"),
        (["events", "--since", "May"], "no date"),
        (["events", "--record", "other.duckdb"], "other.duckdb: there is no such record"),
        (["events", "--report", "ffffffff"], "no report of this id"),
        (["rumours"], "rumours"),
    ],
)
def test_what_cannot_be_shown(run: Run, args: list[str], told: str) -> None:
    result = run("show", *args)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not Path("other.duckdb").exists()
