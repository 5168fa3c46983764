"""The day of a meeting by its tense: a bare weekday of one to come lies ahead, a bare month of one that was held
behind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from detente.codebook.frames import CODEBOOK, read_toml
from detente.reading.meeting_standing import ANNOUNCING
from detente.reading.parsing import Parse
from detente.reading.syntax import ancestors, children, is_verb
from detente.reading.times import When

__all__ = ["ahead", "behind", "is_announced", "next_one"]

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
    announced = is_announced(parse, when)
    above = (anchor, *ancestors(parse, anchor))
    looks_back = any(parse.word[c] in PAST for verb in above for c in (verb, *parse.children[verb]))
    if (status == "planned" and not looks_back) or (status in {"cancelled", "postponed"} and announced):
        return replace(when, value=(day + WEEK).isoformat())
    return when


def is_announced(parse: Parse, when: When) -> bool:
    """Whether a time is that of a plan: 'planned for Friday', 'expected on Thursday'."""
    first = parse.tokens_in(*when.span)[:1]
    if not first:
        return False
    before = parse.head[first[0]]
    return parse.word[before] in FOR or parse.lemma[parse.head[before]] in ANNOUNCING


def next_one(parse: Parse, when: When) -> When:
    """The time with the weekday to come in place of the last one: a meeting is put off to a day that lies ahead."""
    published = parse.report.published
    if when.value is None or published is None or not _bare_weekday(parse.language, when.words):
        return when
    day = date.fromisoformat(when.value)
    return replace(when, value=(day + WEEK).isoformat()) if published - WEEK <= day < published else when


def behind(parse: Parse, anchor: int, when: When | None, done_by: Collection[str]) -> When | None:
    """The time with the last such month in place of the one to come, where the meeting is told in the past: 'they last
    met in July'. `done_by` are the verbs whose past says that they did meet."""
    published = parse.report.published
    if when is None or when.value is None or published is None or when.precision != "month":
        return when
    told = next((a for a in (anchor, *ancestors(parse, anchor)) if is_verb(parse, a)), anchor)
    done = parse.tag[told] == "VBD" and parse.lemma[told] in done_by and not children(parse, told, "xcomp", "ccomp")
    later = when.value[:7] > published.isoformat()[:7]
    if not later or any(c.isdigit() for c in when.words) or not done:
        return when
    return replace(when, value=f"{int(when.value[:4]) - 1:04}{when.value[4:]}")


def _bare_weekday(language: str, words: str) -> bool:
    return words.lower().split()[0] in _weekdays(language)


@lru_cache(maxsize=8)
def _weekdays(language: str) -> frozenset[str]:
    return frozenset(read_toml(CODEBOOK / language / "times.toml")["words"]["weekday"])
