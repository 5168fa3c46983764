"""The day of a meeting to come: a bare weekday lies ahead of the report, whatever the tense of the words around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from detente.codebook.frames import CODEBOOK, read_toml
from detente.reading.parsing import Parse
from detente.reading.syntax import ancestors
from detente.reading.times import When

__all__ = ["ahead"]

WEEK = timedelta(days=7)
PAST = {"was", "were", "had", "était", "étaient", "devait", "devaient"}
FOR = {"for", "pour"}


def ahead(parse: Parse, anchor: int, when: When | None, status: str) -> When | None:
    """The time with the weekday to come in place of the last one, where the meeting is planned.

    'Said they would meet on Friday' has a past verb above it. Of a meeting called off only 'planned for Friday'
    looks ahead; 'were to have met on Friday' looks back.
    """
    published = parse.report.published
    if when is None or when.value is None or published is None or not _bare_weekday(parse.language, when.words):
        return when
    day = date.fromisoformat(when.value)
    if not published - WEEK <= day < published:
        return when
    first = parse.tokens_in(*when.span)[:1]
    announced = bool(first) and parse.word[parse.head[first[0]]] in FOR
    above = (anchor, *ancestors(parse, anchor))
    looks_back = any(parse.word[c] in PAST for verb in above for c in (verb, *parse.children[verb]))
    if (status == "planned" and not looks_back) or (status in {"cancelled", "postponed"} and announced):
        return replace(when, value=(day + WEEK).isoformat())
    return when


def _bare_weekday(language: str, words: str) -> bool:
    return words.lower().split()[0] in _weekdays(language)


@lru_cache(maxsize=8)
def _weekdays(language: str) -> frozenset[str]:
    return frozenset(read_toml(CODEBOOK / language / "times.toml")["words"]["weekday"])
