"""Measures how fast the pages of the desk open on a large record: 100,000 reports and about two million entries.

    python benchmarks/desk.py [--reports 100000] [--keep large.duckdb]

The record is made by copying the rows of the sample crisis with other days and other states in SQL. Prints how
long the copy for the pages takes, and for each page its seconds at the first and the second opening, what
both took of the processors (which depends little on what else a machine does), and its bytes.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import httpx

import detente
from detente.desk import make_app
from detente.desk.pages.paths import joined_of
from detente.record.schema import LINKED_TABLES, TABLES

STATES = """USA RUS CHN GBR FRA DEU IND PAK IRN ISR TUR SAU EGY UKR POL SWE NOR FIN DNK ISL JPN KOR PRK VNM THA IDN MYS
    PHL AUS NZL CAN MEX CUB VEN COL BRA ARG CHL PER BOL DZA MAR TUN LBY SDN ETH KEN TZA ZAF NGA GHA SEN GRC ITA ESP
    PRT HUN ROU BGR SRB HRV GEO ARM AZE KAZ UZB SYR LBN JOR IRQ YEM OMN QAT""".split()
DAYS = 7300
"""The copies are spread over twenty years."""

KEYS = {"id", "report", "statement", "event", "condition", "meeting", "story", "line", "entry", "echo", "disagreement",
        "origin"}  # fmt: skip
WHO = {"actor", "speaker_id", "claimed_by_id", "holder_id"}
DATES = {"published", "day_from", "day_to", "first_day", "last_day"}
WORDS = {"date", "said_on"}

PAGES = """/ /?pair=RUS,USA /actors /actors?q=kennedy /actors/USA /actors/USA~john-kennedy /pairs /pairs/RUS/USA
    /paths /paths?supposing=attack /paths?actor=USA /calendar /calendar?page=500 /statements
    /statements?q=missiles /statements?q=cuba&actor=USA /statements?page=2000 /statements?order=last /events
    /events?actor=USA&sort=REQUEST /events?page=5000 /conditions /meetings /stories /disagreements /reports
    /reports?q=cuba&page=20 /ask /ask?sql=SELECT+act,count(*)+FROM+statement+GROUP+BY+act""".split()


def main() -> None:
    """Makes the record, opens the pages, prints a line a page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="where to make the record, or find one made before")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        large = given.keep or Path(folder) / "large.duckdb"
        if not large.exists():
            start = time.perf_counter()
            make(Path(folder) / "small.duckdb", large, reports=given.reports)
            print(f"made {large} in {time.perf_counter() - start:.0f} s, {large.stat().st_size / 1e6:.0f} MB")
        asyncio.run(measure(large))


def make(small: Path, large: Path, *, reports: int) -> None:
    """Reads the sample crisis into `small`, and copies its rows into `large` until there are so many reports."""
    with detente.open(small) as record:
        record.read(*detente.sample(), jobs=1)
        record.link()
    detente.open(large).close()
    with duckdb.connect(str(large)) as con:
        con.execute(f"ATTACH '{small}' AS small (READ_ONLY)")
        copies = -(-reports // con.execute("SELECT count(*) FROM small.report").fetchone()[0])
        con.execute(
            "CREATE TEMP TABLE state AS SELECT unnest($s) AS id, generate_subscripts($s, 1) - 1 AS n", {"s": STATES}
        )
        con.execute("CREATE TEMP TABLE copy AS SELECT range AS n FROM range($n)", {"n": copies})
        for table in (*TABLES, *LINKED_TABLES):
            if table not in ("meta", "linked"):
                con.execute(f"INSERT INTO {table} {copied(con, table)}")
        con.execute("INSERT INTO linked SELECT count(*), count(unread), '', now()::TIMESTAMP FROM report")


def copied(con: duckdb.DuckDBPyConnection, table: str) -> str:
    """SQL for the rows of a table of `small`, once for every copy, with its keys, days and states changed."""
    columns = [row[0] for row in con.execute(f"DESCRIBE small.{table}").fetchall()]
    if table in ("actor", "office", "run"):
        who = "a.id" if table == "actor" else "a.actor"
        if table == "run":
            return "SELECT * FROM small.run"
        cells = [f"{_moved(who, 's.n')}" if c in ("id", "actor") else _cell(c, table) for c in columns]
        once = f"SELECT {', '.join(cells)} FROM small.{table} a, state s"
        key = "id" if table == "actor" else "actor, n"
        once = once.replace("a.country", _moved("a.country", "s.n"))
        return f"SELECT DISTINCT ON ({key}) * FROM ({once}) x({', '.join(columns)})"
    cells = [_cell(column, table) for column in columns]
    return f"SELECT {', '.join(cells)} FROM small.{table} a, copy c"


def _cell(column: str, table: str) -> str:
    days = f"(c.n * 37 % {DAYS})::INTEGER"
    if column in WHO:
        return f"CASE WHEN a.{column} IS NULL THEN NULL ELSE {_moved('a.' + column, 'c.n')} END"
    if column in KEYS:
        return f"substr(md5(a.{column} || '-' || c.n), 1, 16)"
    if column in DATES:
        return f"a.{column} + {days}"
    if column in WORDS:
        return f"coalesce(strftime(a.day_from + {days}, '%Y-%m-%d'), a.{column})"
    return f"a.{column}"


def _moved(column: str, n: str) -> str:
    """SQL: an actor of another state, the same for the same state and copy."""
    side = f"split_part({column}, '/', 1)"
    place = f"((hash({side}) + {n}) % {len(STATES)})::INTEGER + 1"
    states = "[" + ", ".join(f"'{state}'" for state in STATES) + "]"
    return f"({states}[{place}] || substr({column}, length({side}) + 1))"


def pairs_of(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The table of the two states with most events of one to the other, and these events."""
    one, other = con.execute(
        "SELECT a.actor, r.actor FROM event_actor a JOIN event_recipient r ON r.event = a.event "
        "WHERE length(a.actor) = 3 AND length(r.actor) = 3 AND a.actor <> r.actor "
        "GROUP BY ALL ORDER BY count(*) DESC, 1, 2"
    ).fetchone()
    return [f"/pairs/{one}/{other}", f"/events?pair={one},{other}"]


async def measure(large: Path) -> None:
    """Opens each page twice and prints what it took."""
    with duckdb.connect(str(large), read_only=True) as con:
        count = " + ".join(f"(SELECT count(*) FROM {kind})" for kind in ("statement", "event", "condition", "meeting"))
        reports, entries = con.execute(f"SELECT (SELECT count(*) FROM report), {count}").fetchone()
        some = {
            kind: con.execute(f"SELECT id FROM {kind} ORDER BY id LIMIT 1 OFFSET 999").fetchone()[0]
            for kind in ("report", "statement", "event", "condition", "meeting", "story")
        }
        busy = pairs_of(con)
    print(f"{reports:,} reports, {entries:,} entries")
    app = make_app(large)
    start = time.perf_counter()
    app.state.copies.open()
    print(f"copied and prepared in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    with app.state.copies.leased() as snapshot:
        joined_of(snapshot)
    print(f"paths joined, as a desk does before anybody asks, in {time.perf_counter() - start:.1f} s")
    pages = [*PAGES, *busy, *(f"/{kind if kind != 'story' else 'storie'}s/{id_}" for kind, id_ in some.items())]
    transport = httpx.ASGITransport(app=app)
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", timeout=120) as client:
            for page in pages:
                took, worked = [], time.process_time()
                for _ in range(2):
                    start = time.perf_counter()
                    answer = await client.get(page, headers={"accept-encoding": "identity"})
                    took.append(time.perf_counter() - start)
                print(
                    f"{took[0]:7.3f} {took[1]:7.3f} s, {time.process_time() - worked:6.3f} s of processors "
                    f"{len(answer.content):8,} bytes {answer.status_code} {page}",
                    flush=True,
                )
    finally:
        app.state.copies.close()


if __name__ == "__main__":
    main()
