"""`detente show stories`, `lines`, `echoes`, `disagreements`: what several reports tell, on the screen and as data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from linking_samples import BACKGROUND, MARO, reading
from typer.testing import Result

import detente
from detente.cli.link_cells import ECHOES
from detente.cli.listing import Row
from detente.model import Disagreement, Line, Quote, Reading, Side, Story
from detente.record import linked, open_record

Run = Callable[..., Result]
FULL = "You do not hold talks with a knife at your throat, and nobody in Oslo will"
CUT = "One does not hold talks with a dagger to the throat"


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


@pytest.fixture
def quarrel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Reading]]:
    """A record of two reports with an echo, a line and a disagreement, in the working folder."""
    deed = {"words": "Icelandic divers cut the cable to the island of Holm", "type": "COERCE", "actor": ("ISL",)}
    first = reading("Northern Wire", [*BACKGROUND[:3], (MARO, FULL)], events=[deed], title="A cable is cut")
    later = deed | {"words": "divers from Iceland cut the cable to the island of Holm"}
    second = reading("Southern Post", [*BACKGROUND[3:], (MARO, CUT)], events=[later])

    def planted(of: Story, readings: list[Reading], lines: list[Line], **known: object) -> list[Disagreement]:
        sides = [Side(day, (Quote(it.report.id, it.events[0].span),)) for day, it in zip("12", readings, strict=True)]
        return [Disagreement("d" * 16, "the cable to Holm", "date", "contradiction", of.id, tuple(sides), 0.8)]

    monkeypatch.setattr(linked, "find_disagreements", planted)
    monkeypatch.chdir(tmp_path)
    with open_record("crisis.duckdb") as record:
        record.add([first, second])
        record.link()
    yield [first, second]


@pytest.mark.parametrize("what", ["stories", "lines", "echoes", "disagreements"])
@pytest.mark.usefixtures("quarrel")
def test_every_list_in_every_form(run: Run, what: str) -> None:
    found = rows(run("show", what, "--json"))
    assert found
    assert [json.loads(line) for line in run("show", what, "--jsonl").stdout.splitlines()] == found
    table = list(csv.DictReader(io.StringIO(run("show", what, "--csv").stdout)))
    assert [row["id"] for row in table] == [row["id"] for row in found]
    assert set(table[0]) == set(found[0])
    shown = run("show", what)
    assert all(row["id"][:8] in shown.stdout for row in found)
    assert "\x1b" not in shown.stdout
    assert len(rows(run("show", what, "--json", "--limit", 1))) == 1


@pytest.mark.usefixtures("quarrel")
def test_a_story_says_how_many_voices_tell_it(run: Run) -> None:
    shown = run("show", "stories").stdout
    assert "A cable is cut" in shown
    assert "2 outlets, 2 origins" in " ".join(shown.split())
    assert rows(run("show", "stories", "--text", "roses", "--json")) == []
    assert "no stories here" in run("show", "stories", "--text", "roses").output


@pytest.mark.usefixtures("quarrel")
def test_an_echo_shows_what_differs_in_brackets(run: Run) -> None:
    (echo,) = rows(run("show", "echoes", "--speaker", "NOR", "--json"))
    cell = next(cell for heading, _, cell in ECHOES if heading == "wordings")
    assert "reworded, Southern Post, 2031-05-03: [One does] not hold talks with a [dagger to the] throat" in " ".join(
        str(cell(echo)).split()
    )
    assert rows(run("show", "echoes", "--text", "roses", "--json")) == []


def test_tellings_beyond_a_handful_are_counted() -> None:
    told = {"how": "same", "report": "r", "outlet": "Wire", "published": None, "words": FULL}
    row: Row = {"statements": [told] * 9}
    cell = next(cell for heading, _, cell in ECHOES if heading == "wordings")
    assert "… and 2 more same" in str(cell(row))


def test_disagreements_show_the_words_of_each_side(run: Run, quarrel: list[Reading]) -> None:
    shown = " ".join(run("show", "disagreements").stdout.split())
    assert "Northern Wire, 2031-05-03: Icelandic divers cut the cable" in shown
    assert "Southern Post, 2031-05-03: divers from Iceland cut the cable" in shown
    assert rows(run("show", "disagreements", "--on", "place,number", "--json")) == []
    assert [row["confidence"] for row in rows(run("show", "disagreements", "--confidence", "0.8", "--json"))] == [0.8]
    assert rows(run("show", "disagreements", "--confidence", "0.81", "--json")) == []
    (story,) = rows(run("show", "stories", "--json"))
    assert len(rows(run("show", "disagreements", "--story", story["id"][:8], "--json"))) == 1
    assert len(rows(run("show", "lines", "--report", quarrel[0].report.id[:8], "--of", "event", "--json"))) == 1


@pytest.mark.usefixtures("quarrel")
def test_what_was_not_linked_since_says_so(run: Run) -> None:
    assert "side by side" not in run("show", "stories").output
    with open_record("crisis.duckdb") as record:
        record.add([reading("Third", BACKGROUND)])
    result = run("show", "stories")
    assert result.exit_code == 0
    assert "laid side by side" in result.output
    assert "detente read" in result.output


@pytest.mark.usefixtures("crisis")
def test_reading_links_and_reports_tell_their_voices(run: Run) -> None:
    with detente.open("crisis.duckdb", read_only=True) as record:
        assert record.is_linked()
    result = run("show", "reports")
    assert "told by 3 outlets, 2 origins" in result.output
    (copy,) = [row for row in rows(run("show", "reports", "--json")) if row["copy"]]
    assert copy["outlet"] == "Harbour Gazette"
    lines = rows(run("show", "lines", "--json"))
    assert all(line["origins"] == 1 for line in lines if set(line["told_by"]) == {"Fjord Wire", "Harbour Gazette"})
    assert run("show", "reports", "--no-copies", "--csv").stdout.count("copy") == 2  # the columns' names alone
