"""The page for SQL reads the record and nothing else, and stops what would run away."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from desk_site import Site

from detente.desk import sql
from detente.desk.pages.ask import WORKED


def test_a_question_is_answered(site: Site) -> None:
    answer = site.get(
        f"/ask.json?sql={quote('SELECT outlet, count(*) AS n FROM report GROUP BY ALL ORDER BY ALL')}"
    ).json()
    assert answer["columns"] == ["outlet", "n"]
    assert sum(row["n"] for row in answer["rows"]) == 16
    assert "Albion Telegraph" in site.get(f"/ask?sql={quote('SELECT DISTINCT outlet FROM report')}").text


@pytest.mark.parametrize(("question", "query"), WORKED)
def test_the_worked_questions_work(site: Site, question: str, query: str) -> None:
    answer = site.get(f"/ask.json?sql={quote(query)}").json()
    assert answer["error"] is None
    assert answer["rows"], question


def test_a_chart_is_drawn_of_words_and_numbers(site: Site) -> None:
    assert 'class="chart"' in site.get(f"/ask?sql={quote(WORKED[0][1])}").text
    assert 'class="chart"' in site.get(f"/ask?sql={quote(WORKED[1][1])}").text


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE report",
        "DELETE FROM report",
        "UPDATE report SET title = 'x'",
        "INSERT INTO report SELECT * FROM report",
        "CREATE TABLE x AS SELECT 1",
        "CREATE TEMP TABLE x AS SELECT 1",
        "SELECT 1; DROP TABLE report",
        "ATTACH '/tmp/other.duckdb'",
        "COPY report TO '/tmp/stolen.csv'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "RESET lock_configuration",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "EXPLAIN ANALYZE SELECT 1",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM parquet_scan('http://127.0.0.1/x')",
        "WITH x AS (SELECT * FROM read_blob('/etc/passwd')) SELECT * FROM x",
        "SELECT * FROM con",
        "SELECT getenv('HOME')",
        "not sql",
        "",
        ";",
    ],
)
def test_what_is_no_question_to_the_record_is_refused(site: Site, october: Path, query: str) -> None:
    before = october.stat().st_mtime_ns
    answer = site.get(f"/ask.json?sql={quote(query)}").json()
    assert answer["rows"] == []
    assert answer["error"] or not query
    assert not Path("/tmp/stolen.csv").exists() and not Path("/tmp/other.duckdb").exists()
    assert october.stat().st_mtime_ns == before
    assert site.get("/ask.json?sql=SELECT+count(*)+AS+n+FROM+report").json()["rows"] == [{"n": 16}]


def test_a_query_that_runs_away_is_stopped(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "SECONDS", 0.3)
    answer = site.get(
        f"/ask.json?sql={quote('SELECT count(*) FROM range(100000000000) a WHERE hash(range) = 0')}"
    ).json()
    assert "stopped" in answer["error"]
    assert site.get("/statements").status_code == 200


def test_rows_are_cut(site: Site) -> None:
    answer = site.get(f"/ask.json?sql={quote('SELECT range AS n FROM range(1000000)')}").json()
    assert len(answer["rows"]) == sql.MOST_ROWS
    page = site.get(f"/ask?sql={quote('SELECT repeat(chr(120), 100000) AS x FROM range(1000)')}")
    assert len(page.content) < 300_000


def test_columns_of_one_name_are_told_apart(site: Site) -> None:
    answer = site.get(f"/ask.json?sql={quote('SELECT 1 AS a, 2 AS a')}").json()
    assert len(answer["columns"]) == len(set(answer["columns"])) == 2
