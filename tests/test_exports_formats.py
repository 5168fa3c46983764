"""The same record in every format: nothing lost, nothing half written, the same file every time."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from record_samples import crisis

from detente.errors import DetenteError
from detente.exports import FORMATS, write
from detente.model import as_row
from detente.record import Record, open_record
from detente.record.schema import LINKED_TABLES, TABLES


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "crisis.duckdb") as record:
        record.add(crisis())
        yield record


def test_json_lines_are_the_rows_of_the_nouns(record: Record, tmp_path: Path) -> None:
    write(record, "jsonl", tmp_path / "found.jsonl")
    lines = (tmp_path / "found.jsonl").read_text("utf-8").split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [as_row(noun) for noun in record.nouns()]
    assert lines[-1] == ""
    rows = [json.loads(line) for line in lines[:-1]]
    text = {row["id"]: row["text"] for row in rows if row["kind"] == "report"}
    said = next(row for row in rows if row["kind"] == "statement")
    assert text[said["report"]][slice(*said["span"])] == "Boravia must withdraw its patrol boats"
    assert text[said["report"]][slice(*said["speaker_span"])] == "Lena Arend"
    assert said["content_spans"] == [said["span"]]
    if_ = next(row for row in rows if row["kind"] == "condition")
    assert if_["if"] == {"who": ["BOR"], "does": "the boats stay", "type": None, "recipient": [], "events": []}
    assert if_["then"]["who"] == ["ARE"]


def test_json_lines_do_not_depend_on_the_order_of_reading(record: Record, tmp_path: Path) -> None:
    one, other = io.StringIO(), io.StringIO()
    write(record, "jsonl", one)
    with open_record(tmp_path / "other.duckdb") as again:
        for reading in reversed(crisis()):
            again.add([reading])
        write(again, "jsonl", other)
    assert one.getvalue() == other.getvalue() != ""


def test_one_kind_alone(record: Record) -> None:
    out = io.StringIO()
    write(record, "jsonl", out, kind="meeting")
    assert [json.loads(line)["place"] for line in out.getvalue().splitlines()] == ["Salm"]


@pytest.mark.parametrize("to", ["csv", "parquet"])
def test_a_folder_has_a_file_a_table(record: Record, tmp_path: Path, to: str) -> None:
    write(record, to, tmp_path / "out")
    assert {p.stem for p in (tmp_path / "out").glob(f"*.{to}")} == {*TABLES, *LINKED_TABLES}
    for table in (*TABLES, *LINKED_TABLES):
        path = tmp_path / "out" / f"{table}.{to}"
        if to == "csv":
            with path.open(encoding="utf-8", newline="") as lines:
                found = len(list(csv.DictReader(lines)))
        else:
            found = pq.read_table(path).num_rows
        assert found == record.ask(f"SELECT count(*) AS n FROM {table}").column("n")[0].as_py(), table
    write(record, to, tmp_path / "out")  # an export replaces an export


def test_csv_of_events_joins_lists_and_shows_the_words(record: Record) -> None:
    out = io.StringIO(newline="")
    write(record, "csv", out, kind="event")
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    planned = next(row for row in rows if row["status"] == "planned")
    assert (planned["actor"], planned["words"], planned["outlet"]) == (
        "ARE;BOR",
        "meet in Salm",
        "Northern Wire",
    )
    assert planned["title"] == 'Strait, "closed"?'


def test_csv_of_reports_writes_furniture_as_spans(record: Record, tmp_path: Path) -> None:
    write(record, "csv", tmp_path / "reports.csv", kind="report")
    with (tmp_path / "reports.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["furniture"] for row in csv.DictReader(lines)] == ["", "0-0", ""]


def test_parquet_of_events_keeps_lists(record: Record, tmp_path: Path) -> None:
    write(record, "parquet", tmp_path / "events.parquet", kind="event")
    table = pq.read_table(tmp_path / "events.parquet")
    assert ["ARE", "BOR"] in table.column("actor").to_pylist()
    assert table.schema.equals(record.events().schema)


def test_sqlite_has_the_tables_their_keys_and_search(record: Record, tmp_path: Path) -> None:
    write(record, "sqlite", tmp_path / "crisis.sqlite")
    db = sqlite3.connect(tmp_path / "crisis.sqlite")
    for table in (*TABLES, *LINKED_TABLES):
        wanted = record.ask(f"SELECT count(*) AS n FROM {table}").column("n")[0].as_py()
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (wanted,), table
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("SELECT published FROM report ORDER BY published DESC").fetchone() == ("2031-05-03",)
    plan = db.execute("EXPLAIN QUERY PLAN SELECT * FROM event WHERE report = 'x'").fetchall()
    assert "USING INDEX" in str(plan)
    if db.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone() == (1,):
        query = (
            "SELECT s.speaker_name FROM statement_text t JOIN statement s ON s.rowid = t.rowid "
            "WHERE statement_text MATCH ?"
        )
        assert db.execute(query, ["patrol"]).fetchall() == [("Lena Arend",)]
    db.close()


def test_an_unknown_format_names_those_there_are(record: Record, tmp_path: Path) -> None:
    with pytest.raises(DetenteError, match=f"xml: .*{', '.join(FORMATS)}"):
        write(record, "xml", tmp_path / "x")
    with pytest.raises(DetenteError, match=r"storys: .*report, actor"):
        write(record, "jsonl", tmp_path / "x", kind="storys")
    for to, kind in (("parquet", "event"), ("sqlite", None), ("csv", None)):
        with pytest.raises(DetenteError, match="name"):
            write(record, to, io.StringIO(), kind=kind)
    assert not (tmp_path / "x").exists()


def test_a_failed_export_leaves_what_was_there(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text("before")
    nouns = record.nouns()

    def broken(_: object) -> Iterator[object]:
        yield next(nouns)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(record, "nouns", broken)
    with pytest.raises(DetenteError, match=r"found\.jsonl: cannot be written \(No space left"):
        write(record, "jsonl", path)
    assert path.read_text() == "before"
    assert not list(tmp_path.glob("*part*"))
    nouns.close()


def test_a_folder_of_other_things_is_left_alone(record: Record, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(DetenteError, match="other things"):
        write(record, "csv", tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").exists()
    with pytest.raises(DetenteError, match="missing"):
        write(record, "csv", tmp_path / "missing" / "out")
    with pytest.raises(DetenteError, match="is the record itself"):
        write(record, "sqlite", record.path)
