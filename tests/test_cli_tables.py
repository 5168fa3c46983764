"""`detente export`, `code`, `times` and `codebook check`: tables in and out."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import Result

from detente.codebook.attacks import load_attacks
from detente.codebook.contexts import load_contexts
from detente.codebook.frames import load_frames
from detente.codebook.settlements import load_settlements
from detente.codebook.tolls import load_tolls
from detente.errors import CodebookError

Run = Callable[..., Result]
HEAD = "id\tsentence\tactor\trecipient\tnote\n"


def test_json_lines_hold_every_noun_and_exact_spans(run: Run, crisis: Path) -> None:
    result = run("export", crisis, "--to", "jsonl")
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    texts = {row["id"]: row["text"] for row in found if row["kind"] == "report"}
    statements = [row for row in found if row["kind"] == "statement"]
    assert len(texts) == 3
    assert {row["kind"] for row in found} >= {"report", "actor", "statement", "event", "condition", "meeting", "story"}
    for row in statements:
        assert all(texts[row["report"]][start:end] in row["words"] for start, end in row["content_spans"])


def test_csv_sqlite_and_parquet(run: Run, crisis: Path) -> None:
    table = list(csv.DictReader(io.StringIO(run("export", "--to", "csv", "--kind", "event").stdout)))
    assert "REJECT" in {row["type"] for row in table}
    assert run("export", crisis, "--to", "sqlite", "--out", "r.sqlite").exit_code == 0
    with closing(sqlite3.connect("r.sqlite")) as db:
        assert db.execute("SELECT count(*) FROM event").fetchone() == (len(table),)
    assert run("export", crisis, "--to", "parquet", "-o", "tables").exit_code == 0
    assert (Path("tables") / "event.parquet").exists()


@pytest.mark.parametrize(
    ("args", "told"),
    [(["--to", "csv"], "--out"), (["--to", "parquet"], "--out"), (["--to", "docx"], "jsonl, csv, parquet")],
)
@pytest.mark.usefixtures("crisis")
def test_an_export_without_a_place_or_a_format(run: Run, args: list[str], told: str) -> None:
    result = run("export", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_sentences_are_coded_and_other_columns_pass_through(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "s.tsv"
    table.write_text(
        HEAD + "a\tNorway accused Iceland of piracy.\tNorway\tIceland\tkept\n"
        "b\tIceland rejected Norway's demand.\tIceland\tNorway\t\n"
        "c\tThe sun shone on Oslo.\tOslo\tBergen\n",
        encoding="utf-8",
    )
    result = run("code", table)
    assert result.exit_code == 0
    coded = {row["id"]: row for row in csv.DictReader(io.StringIO(result.stdout), delimiter="\t")}
    assert list(coded) == ["a", "b", "c"]
    assert (coded["a"]["type"], coded["a"]["status"], coded["a"]["note"]) == ("ACCUSE", "happened", "kept")
    assert coded["a"]["why"].startswith("en/ACCUSE/")
    assert coded["b"]["type"] == "REJECT"
    assert (coded["c"]["type"], coded["c"]["note"]) == ("", "")
    assert "1 rows name an actor or recipient that is not in their sentence, such as c" in result.stderr


def test_a_column_with_a_name_of_ours_is_renamed_and_csv_stays_csv(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "s.csv"
    table.write_text('id,type,sentence,actor,recipient\n1,X,"Iceland, too, thanked Norway.",Iceland,Norway\n')
    (row,) = csv.DictReader(io.StringIO(run("code", table).stdout))
    assert (row["given_type"], row["sentence"]) == ("X", "Iceland, too, thanked Norway.")
    assert row["type"] == "SUPPORT"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"id\tsentence\tactor\n", "no column recipient; it has id, sentence, actor"),
        (b"", "no column id, sentence, actor, recipient; it has nothing"),
        (HEAD.encode() + b"1\t\xff\xfe\ta\tb\tc\n", "no UTF-8 table"),
        (None, "No such file"),
    ],
)
def test_a_table_that_cannot_be_coded(run: Run, tmp_path: Path, content: bytes | None, told: str) -> None:
    table = tmp_path / "s.tsv"
    if content is not None:
        table.write_bytes(content)
    result = run("code", table)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"detente: {table}: ")
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_times_of_texts(run: Run, tmp_path: Path) -> None:
    texts = tmp_path / "t.jsonl"
    text = "They met on Monday and will meet on May 7."
    rows = [
        {"name": "one", "text": text, "published": "2021-05-04"},
        {"name": "two", "text": "They met on Monday."},
    ]
    texts.write_text("\n".join([*map(json.dumps, rows), "", "{"]), encoding="utf-8")
    result = run("times", texts)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"detente: {texts}: line 4: ")
    one, two = map(json.loads, result.stdout.splitlines())
    assert [(text[slice(*when["span"])], when["value"]) for when in one["times"]] == [
        ("Monday", "2021-05-03"), ("May 7", "2021-05-07"),
    ]  # fmt: skip
    assert (two["name"], two["times"][0]["value"]) == ("two", None)


def test_the_codebook_reads_its_own_examples(run: Run) -> None:
    result = run("codebook", "check", "--aside")
    assert result.exit_code == 0
    table = result.stdout.split("expected ")[0]
    lines = {cells[0]: cells[1:] for line in table.splitlines() if (cells := line.split())}
    types = {example.type for example in load_frames("en").examples if example.aside}
    assert types <= set(lines)
    examples, right = int(lines["all"][0]), int(lines["all"][1])
    assert examples == sum(int(lines[name][0]) for name in types)
    told = sum(line.startswith("expected ") for line in result.stdout.splitlines())
    assert examples - right <= told < examples
    assert run("codebook", "check", "--aside", "--strict").exit_code == (1 if told else 0)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_examples_of_every_file_are_run(run: Run, language: str) -> None:
    told = run("codebook", "check", "--aside", "--language", language).stdout
    counts = dict(re.findall(r"^(\w+): (\d+ of \d+) examples", told, re.MULTILINE))
    assert set(counts) == {"attributions", "conditions", "meetings", "contexts", "times", "disagreements"}
    assert counts["contexts"].endswith(f" of {sum(example.aside for example in load_contexts(language).examples)}")
    apart = [example for load in (load_tolls, load_attacks, load_settlements) for example in load(language).examples]
    assert counts["disagreements"].endswith(f" of {len(apart)}")
    right, all_ = map(int, counts["disagreements"].split(" of "))
    assert right == all_ > 0


def test_an_example_that_reads_otherwise_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = ("A mine killed 12 dockers at the pier of Salm.", "A mine killed 15 dockers at the pier of Salm.")
    known = load_tolls("en")
    wrong = replace(known, examples=((*pair, "place"), (*pair, "number")))
    monkeypatch.setattr("detente.cli.codebook_examples.load_tolls", lambda language: wrong)
    for load in (load_attacks, load_settlements):
        none = replace(load("en"), examples=())
        monkeypatch.setattr(f"detente.cli.codebook_examples.{load.__name__}", lambda language, none=none: none)
    result = run("codebook", "check", "--aside", "--strict")
    assert "disagreements: 1 of 2 examples read as expected" in result.stdout
    assert f"otherwise: {pair[0]} / {pair[1]}" in result.stdout
    assert result.exit_code == 1


def test_a_broken_codebook_is_one_line_and_status_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(language: str) -> None:
        raise CodebookError(f"{language}/AID.toml: [[verb]] number 3: no words")

    monkeypatch.setattr("detente.reading.reader.load_codebook", broken)
    result = run("codebook", "check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "detente: en/AID.toml: [[verb]] number 3: no words\n"
