"""Times: the codebook's own examples, tense, publication, and what must hold of any text."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UnknownLanguage
from detente.reading.time_calendar import easter, holiday, nearest
from detente.reading.times import When, find_times

LANGUAGES = ("en", "fr")
WEDNESDAY = date(2031, 5, 14)
PRECISIONS = {"minute", "part of day", "day", "week", "weekend", "month", "quarter", "year", "decade"}
PRECISIONS |= {"vague", "duration"}


def examples() -> list[Any]:
    rows = []
    for language in LANGUAGES:
        file = resources.files("detente.codebook").joinpath(language, "times.toml")
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["example"]:
            rows.append(pytest.param(language, row, id=f"{language}: {row['words'] or row['sentence']}"))
    return rows


@pytest.mark.parametrize(("language", "example"), examples())
def test_examples_of_the_codebook(language: str, example: dict[str, Any]) -> None:
    found = find_times(example["sentence"], published=example.get("published"), language=language)
    if not example["words"]:
        assert found == []
        return
    [when] = [when for when in found if when.words == example["words"]]
    assert when.value == example.get("value")
    asked = {name: value for name, value in example.items() if name in ("precision", "part_of_day", "relation")}
    assert asked == {name: getattr(when, name) for name in asked}


def value_of(text: str, published: date | None = WEDNESDAY, **given: Any) -> str | None:
    [when] = find_times(text, published=published, **given)
    return when.value


def test_a_parse_that_knows_the_tense_is_believed_before_the_words() -> None:
    text = "The ministers confer Friday"
    assert value_of(text, tense_at=lambda _: "future") == "2031-05-16"
    assert value_of(text, tense_at=lambda _: "past") == "2031-05-09"
    assert value_of("The ministers will confer Friday", tense_at=lambda _: "present") == "2031-05-16"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The vote opens at 6 p.m. local time tomorrow.", ["2031-05-15", "2031-05-15"]),
        ("The talks ended at 5 p.m. GMT yesterday.", ["2031-05-13", "2031-05-13"]),
        ("They must leave by noon today.", ["2031-05-14", "2031-05-14"]),
        ("The ferry left at 6 p.m. and tomorrow it returns.", ["2031-05-14", "2031-05-15"]),
        ("The shop shut at 6 p.m. local time. Tomorrow it opens.", ["2031-05-14", "2031-05-15"]),
    ],
)
def test_a_clock_time_is_of_the_day_told_behind_it(text: str, days: list[str]) -> None:
    assert [when.value for when in find_times(text, published=WEDNESDAY)] == days


def test_decades_count_back_from_publication() -> None:
    assert value_of("Rain fell over the last decade.") == "2021-05-14/2031-05-14"
    assert value_of("Prices rose over the past five decades.") == "1981-05-14/2031-05-14"
    assert value_of("Rain will fall in the next decade.") == "2040-01-01/2049-12-31"


def test_a_day_that_is_a_name_is_no_weekday() -> None:
    assert find_times("She won on Super Tuesday.", published=WEDNESDAY) == []


def test_without_a_day_of_publication_only_full_dates_have_values() -> None:
    assert value_of("It broke out on 3 May 2029.", published=None) == "2029-05-03"
    for words in (
        "yesterday",
        "on Friday",
        "in May",
        "last week",
        "two days ago",
        "on Christmas Day",
        "on 29 February",
    ):
        assert value_of(f"It broke out {words}.", published=None) is None


def test_a_date_after_a_full_one_is_of_the_same_year() -> None:
    found = find_times("They signed on 3 May 2029. The border opened on 5 May.", published=WEDNESDAY)
    assert [when.value for when in found] == ["2029-05-03", "2029-05-05"]


def test_steps_count_from_the_time_told_before() -> None:
    text = "In March 2029 the base was closed. The following month the fleet left; two years later it was back."
    assert [when.value for when in find_times(text, published=WEDNESDAY)] == ["2029-03", "2029-04", "2031"]


def test_days_that_are_on_no_calendar_have_no_value() -> None:
    assert value_of("It was dated 31 February 2029.") is None
    assert value_of("That was 9999 centuries ago.") is None


def test_a_new_paragraph_ends_an_expression() -> None:
    assert [w.words for w in find_times("on Monday\n\n10 January", published=WEDNESDAY)] == [
        "Monday",
        "10 January",
    ]


def test_letters_that_grow_in_lower_case_do_not_move_spans() -> None:
    assert [w.words for w in find_times("İİİ said on Monday", published=WEDNESDAY)] == ["Monday"]


def test_a_language_without_a_list_is_named() -> None:
    with pytest.raises(UnknownLanguage, match="tlh"):
        find_times("DaHjaj", published=None, language="tlh")


def test_holidays_that_move() -> None:
    assert [easter(year).isoformat() for year in (1961, 2000, 2024)] == [
        "1961-04-02",
        "2000-04-23",
        "2024-03-31",
    ]
    assert holiday("11-3-4", 2024) == date(2024, 11, 28)


@given(
    st.lists(st.dates(date(1990, 1, 1), date(2040, 1, 1)), min_size=1),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
)
def test_without_tense_the_nearest_is_the_nearest(days: list[date], published: date) -> None:
    chosen = nearest(days, published, None)
    assert all(abs(chosen - published) <= abs(day - published) for day in days)


WORDS = re.split(
    r"\|",
    "Monday|10|May|2014|31|the|last|week|ago|two|by|1990s|-|,|a|of|in|from|to|next|quarter|first|Christmas|10:30|29|"
    "February|9999|centuries|today|0/0/00|2022-02-31|winter|later|decade|.|lundi|trois|ans|le|janvier|dernier|"
    "Décembre|du|au|1er|années|90|\n\n|il y a",
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))


def is_iso(value: str) -> bool:
    if re.fullmatch(r"\d{4}(-\d\d)?", value):
        date.fromisoformat((value + "-01-01")[:10])
        return True
    first, _, last = value.partition("/")
    return date.fromisoformat(first) <= date.fromisoformat(last or first)


@given(TEXTS, st.one_of(st.none(), st.dates()), st.sampled_from(LANGUAGES))
def test_any_text_gives_exact_spans_and_sound_values(text: str, published: date | None, language: str) -> None:
    found: list[When] = find_times(text, published=published, language=language)
    end = 0
    for when in found:
        assert end <= when.span.start < when.span.end <= len(text)
        assert text[when.span.start : when.span.end] == when.words
        assert when.precision in PRECISIONS
        assert when.value is None or is_iso(when.value)
        end = when.span.end
