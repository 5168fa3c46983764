"""What pages choose from a record: who stands where, the last positions and conditions, what stands around a quote."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from desk_site import Site

import detente
from detente.desk.wording import period
from detente.outlook.paths import join
from detente.record import Record
from detente.record.dealings import prepare
from detente.record.disputes import dispute_list, surroundings
from detente.record.finding import Sought, find


@pytest.fixture(scope="module")
def plain(october: Path) -> Iterator[Record]:
    """The record as it was read."""
    with detente.open(october, read_only=True) as record:
        yield record


@pytest.fixture(scope="module")
def prepared(october: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A copy with the tables that pages are made from."""
    copy = tmp_path_factory.mktemp("prepared") / "r.duckdb"
    shutil.copyfile(october, copy)
    with duckdb.connect(str(copy)) as con:
        prepare(con)
    with detente.open(copy, read_only=True) as record:
        yield record


@pytest.mark.parametrize("who", ["USA", "Kennedy", "Soviet Union", "officials", "nobody-at-all"])
def test_pages_find_what_the_record_answers(plain: Record, prepared: Record, who: str) -> None:
    asked = [
        ("event", Sought(actor=who), plain.events(actor=who)),
        ("event", Sought(to=who), plain.events(recipient=who)),
        ("event", Sought(pair=(who, "Cuba")), plain.events(pair=(who, "Cuba"))),
        ("statement", Sought(actor=who), plain.statements(speaker=who)),
        ("statement", Sought(to=who, sort="demands"), plain.statements(to=who, act="demands")),
        ("meeting", Sought(actor=who), plain.meetings(party=who)),
    ]
    for kind, sought, answer in asked:
        ids = sorted(answer.column("id").to_pylist())
        for record in (plain, prepared):
            found, total = find(record, kind, sought, limit=1000)
            assert sorted(found.column("id").to_pylist()) == ids
            assert total == len(ids)


def test_entries_found_are_whole(plain: Record, prepared: Record) -> None:
    for kind in ("event", "condition"):
        rows, _ = find(prepared, kind, Sought(), limit=1000)
        answer = {row["id"]: row for row in getattr(plain, f"{kind}s")().to_pylist()}
        assert {row["id"]: {name: row[name] for name in answer[row["id"]]} for row in rows.to_pylist()} == answer


def test_positions_up_to_a_day_and_the_last_of_them(plain: Record) -> None:
    every = plain.positions("SUN", "USA")
    events = int(every.schema.metadata[b"events"])
    until = plain.positions("SUN", "USA", until="1962-10-24").to_pylist()
    assert until and all(row["last_day"] <= date(1962, 10, 24) for row in until)
    last = plain.positions("SUN", "USA", latest=6)
    assert int(last.schema.metadata[b"events"]) == events > 6
    assert 0 < sum(row["times_told"] for row in last.to_pylist()) <= 6
    newest = max(row["last_day"] for row in every.to_pylist() if row["last_day"])
    assert newest in {row["last_day"] for row in last.to_pylist()}


def test_the_conditions_published_last_are_joined(plain: Record) -> None:
    days = [row["published"] for row in plain.conditions().to_pylist()]
    last = join(plain, latest=5)
    assert last.conditions == 5
    assert last.first_day is not None and last.first_day >= sorted(days)[-5]
    of_cuba = join(plain, latest=5, actor="Cuba")
    assert 0 < of_cuba.conditions <= 5
    told = {telling.condition for branch in of_cuba.found.branches.values() for telling in branch.tellings}
    theirs = [plain.conditions(holder="Cuba"), plain.conditions(actor="Cuba")]
    asked = plain.ask("SELECT condition AS id FROM condition_recipient WHERE starts_with(actor, 'CUB')")
    assert told <= {id_ for table in (*theirs, asked) for id_ in table.column("id").to_pylist()}
    assert join(plain).conditions == len(days)


def test_disagreements_have_what_stands_around_them(plain: Record) -> None:
    found, total = dispute_list(plain, limit=2)
    assert found.num_rows == min(2, total)
    row = plain.ask("SELECT report, span_start, span_end FROM event ORDER BY id LIMIT 1").to_pylist()[0]
    text, start, end = plain.report(row["report"]).text, row["span_start"], row["span_end"]
    spans = [(row["report"], start, end), (row["report"], 0, 3)]
    (before, after), (none, _) = surroundings(plain, spans, around=30)
    assert before == text[max(0, start - 30) : start]
    assert after == text[end : end + 30]
    assert none == ""
    assert surroundings(plain, []) == []


def test_a_tree_begins_where_one_asks_and_is_drawn(site: Site) -> None:
    whole = site.get("/paths.json").json()
    act = next(step["act"] for step in whole["steps"] if step["depth"] == 1)
    first = next(step["act"] for step in whole["steps"] if step["depth"] == 0)
    assert site.get(f"/paths.json?act={first}").json()["steps"][0]["act"] == first
    assert len(site.get(f"/paths.json?act={first}").json()["steps"]) < len(whole["steps"])
    assert site.get(f"/paths?act={act}").status_code == 200  # an act that nothing follows: every beginning
    drawn = site.get("/paths.svg?supposing=attack")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert drawn.text.startswith("<svg")
    spec = site.get("/paths.vg.json").json()
    assert spec["$schema"].startswith("https://vega.github.io/")
    assert spec["marks"]


def test_the_table_as_of_a_day(site: Site) -> None:
    early = site.get("/pairs/SUN/USA.json?until=1962-10-23").json()["positions"]
    late = site.get("/pairs/SUN/USA.json").json()["positions"]
    assert 0 < len(early) < len(late)
    page = site.get("/pairs/SUN/USA").text
    assert "To nobody by name" in page
    assert site.get("/pairs/SUN/USA?until=soon").status_code == 400


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(1962, 10, 16), date(1962, 10, 29), "16 to 29 Oct 1962"),
        (date(1962, 10, 1), date(1962, 10, 31), "Oct 1962"),
        (date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
        (date(1962, 1, 1), date(1962, 12, 31), "1962"),
        (date(1960, 1, 1), date(1969, 12, 31), "1960 to 1969"),
        (date(1962, 10, 1), date(1962, 11, 30), "1 Oct to 30 Nov 1962"),
        (date(1962, 10, 22), date(1962, 10, 22), "22 Oct 1962"),
    ],
)
def test_a_stretch_of_days_in_words(first: date, last: date, told: str) -> None:
    assert period(first, last) == told
