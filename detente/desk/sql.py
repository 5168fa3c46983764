"""Runs a stranger's query on the copy of a record: one SELECT, for some seconds, for some rows, and nothing else.

The copy's database is closed to files, extensions and settings before any query is run (see `snapshot`), so what
a query names outside the record is refused by the database itself. Here comes what it does not limit: time,
rows, and how many such queries run at once.
"""

from __future__ import annotations

import threading
from contextlib import closing

import duckdb

from detente.errors import DetenteError

__all__ = ["MOST_ROWS", "SECONDS", "Refused", "run"]

SECONDS = 5.0
MOST_ROWS = 1000
_LONGEST = 10_000
_one_at_a_time = threading.Lock()


class Refused(DetenteError):
    """A query that was not answered, and why."""


def run(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """The columns and at most MOST_ROWS rows of a query. Raises Refused."""
    if len(sql) > _LONGEST:
        raise Refused(f"The query is longer than {_LONGEST:,} characters.")
    with closing(con.cursor()) as cursor:
        _check(cursor, sql)
        if not _one_at_a_time.acquire(timeout=SECONDS):
            raise Refused("Other queries are running; try again in a moment.")
        stop = threading.Timer(SECONDS, cursor.interrupt)
        try:
            stop.start()
            found = cursor.sql(sql)
            names = _distinct(list(found.columns))
            return names, found.limit(MOST_ROWS).fetchall()
        except duckdb.InterruptException as error:
            raise Refused(f"The query was stopped: it ran for more than {SECONDS:.0f} seconds.") from error
        except duckdb.OutOfMemoryException as error:
            raise Refused("The query was stopped: it needed too much memory.") from error
        except (duckdb.Error, RuntimeError, ValueError, OverflowError) as error:
            raise Refused(str(error).strip()) from error
        finally:
            stop.cancel()
            _one_at_a_time.release()


def _check(cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
    try:
        statements = cursor.extract_statements(sql)
    except duckdb.Error as error:
        raise Refused(str(error).strip()) from error
    if len(statements) != 1:
        raise Refused("Ask one question at a time.")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise Refused("Only SELECT is answered here (WITH may come before it): this page reads and never writes.")


def _distinct(names: list[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        number = 2
        whole = name
        while whole in found:
            whole, number = f"{name}_{number}", number + 1
        found.append(whole)
    return found
