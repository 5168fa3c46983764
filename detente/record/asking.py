"""What the questions have in common: filters that become SQL with bound values, never with pasted text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import pyarrow as pa

from detente.errors import DetenteError
from detente.reading.days import day_range

__all__ = ["Askable", "Wanted", "actor_ids", "as_day"]


class Askable(Protocol):
    """Whatever answers SQL over the tables of `schema`: a Record."""

    def ask(self, sql: str, given: Mapping[str, object] | None = None) -> pa.Table:
        """The answer as an Arrow table; `$name` stands for `given['name']`."""


@dataclass(slots=True)
class Wanted:
    """Conditions that rows `k` must meet, and the values bound in them. A filter of None asks nothing."""

    record: Askable
    clauses: list[str] = field(default_factory=list)
    given: dict[str, object] = field(default_factory=dict)

    def where(self) -> str:
        """The WHERE clause; empty where everything is wanted."""
        return f"WHERE {' AND '.join(self.clauses)}" if self.clauses else ""

    def is_one(self, column: str, value: str | Sequence[str] | None) -> None:
        """The column is the value, or one of several."""
        if value is not None:
            name = self.bind([value] if isinstance(value, str) else list(value))
            self.clauses.append(f"list_contains({name}::VARCHAR[], {column})")

    def named(self, id_column: str, name_column: str, who: str | None) -> None:
        """A party (its id, and its name in words) is this actor, or counts as it."""
        if who is not None:
            ids, words = self.bind(actor_ids(self.record, who)), self.bind(who)
            same_words = f"contains(' ' || {_fold(name_column)} || ' ', ' ' || {_fold(words)} || ' ')"
            self.clauses.append(f"({counts_as(id_column, ids)} OR ({id_column} IS NULL AND {same_words}))")

    def among(self, table: str, owner: str, who: str | None) -> None:
        """One of the actors listed in a table of parts is this actor, or counts as it."""
        if who is not None:
            self.clauses.append(self.listed(table, owner, who))

    def listed(self, table: str, owner: str, who: str) -> str:
        """The condition that `among` sets, for use inside a larger one."""
        ids = self.bind(actor_ids(self.record, who))
        return f"k.id IN (SELECT {owner} FROM {table} WHERE {counts_as('actor', ids)})"

    def between(self, first: str, last: str, since: date | str | None, until: date | str | None) -> None:
        """The days from column `first` to column `last` touch the days asked for; without a day, no match."""
        if since is not None:
            self.clauses.append(f"{last} >= {self.bind(as_day(since))}")
        if until is not None:
            self.clauses.append(f"{first} <= {self.bind(as_day(until, last=True))}")

    def contains(self, column: str, text: str | None) -> None:
        """The column contains the text, whatever its case and accents."""
        if text is not None:
            self.clauses.append(f"contains({_fold(column)}, {_fold(self.bind(text))})")

    def bind(self, value: object) -> str:
        """The name under which a value is bound in the query."""
        name = f"v{len(self.given)}"
        self.given[name] = value
        return f"${name}"


def counts_as(column: str, ids: str) -> str:
    """SQL: the actor in `column` is one of the list `ids`, or stands under one (as `USA/x` under `USA`)."""
    # coalesce: DuckDB 2.0.0 cannot bind split_part over a column that holds nothing but NULL.
    state = f"split_part(coalesce({column}, ''), '/', 1)"
    return f"(list_contains({ids}::VARCHAR[], {column}) OR list_contains({ids}::VARCHAR[], {state}))"


def actor_ids(record: Askable, who: str) -> list[str]:
    """The ids that an id or a name means: `RUS`, `Russia`, `blinken`; case and accents are free.

    An id goes before a whole name, and that before some words of a name ("Blinken"); several actors may share
    those, and all are meant. Those who count as one found (an organ of a state) come with it. What the record
    does not know stands for itself.
    """
    found = record.ask(
        f"""WITH ranked AS (
                SELECT id, CASE WHEN lower(id) = lower($who) THEN 1
                    WHEN {_fold("name")} = {_fold("$who")} THEN 2
                    WHEN list_has_all({_words("name")}, {_words("$who")}) THEN 3 END AS rank
                FROM actor),
            meant AS (SELECT id FROM ranked WHERE rank = (SELECT min(rank) FROM ranked))
            SELECT id FROM meant UNION SELECT a.id FROM actor a JOIN meant ON a.country = meant.id
            ORDER BY id""",
        {"who": who},
    )
    return [who, *found.column("id").to_pylist()]


def as_day(given: date | str, *, last: bool = False) -> date:
    """A date, or the first (or last) day of ISO words such as `2022-01`. Raises DetenteError."""
    if isinstance(given, date):
        return given
    day = day_range(given.strip())[last]
    if day is None:
        raise DetenteError(f"{given!r} is no date; give one as 2022-01-10, 2022-01 or 2022")
    return day


def _fold(text: str) -> str:
    return f"strip_accents(lower({text}))"


def _words(text: str) -> str:
    return f"list_filter(regexp_split_to_array({_fold(text)}, '[^\\pL\\pN]+'), lambda w: w <> '')"
