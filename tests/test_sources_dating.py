"""The day a report was published, from what metadata writes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.sources.dating import in_the_future, parse_day

NINTH = date(2022, 1, 9)


@pytest.mark.parametrize(
    "written",
    [
        "2022-01-09", "2022-01-09T23:30:00-05:00", "2022-01-09 08:00:00+00:00", "20220109",
        "20220109T080000Z", "20220109080000", "2022/01/09", "2022.1.9",
        "Sun, 09 Jan 2022 08:00:00 GMT", "9 Jan 2022",
        "09-Jan-2022",
        "09-JAN-2022 15:01:01.79", "January 9, 2022", "Jan. 9, 2022", "Sunday, January 9th, 2022 at 8 am",
        "9 janvier 2022", "dimanche 9 janv. 2022", "09.01.2022", "1641715200", "1641715200000",
        1641715200, 1641715200.5, 1641715200000, NINTH, datetime(2022, 1, 9, 23, tzinfo=UTC), 20220109,
    ],
)  # fmt: skip
def test_forms_of_the_ninth_of_january(written: object) -> None:
    assert parse_day(written) == NINTH


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("26-FEB-1987 15:01:01.79", date(1987, 2, 26)),
        ("1er août 1962", date(1962, 8, 1)),
        ("13/01/2022", date(2022, 1, 13)),
        ("01/13/2022", date(2022, 1, 13)),
        ("02/02/2022", date(2022, 2, 2)),
        ("Wed, 24 Oct 1962 10:00:00 -0500", date(1962, 10, 24)),
    ],
)
def test_other_days(written: str, day: date) -> None:
    assert parse_day(written) == day


@pytest.mark.parametrize(
    "written",
    [
        "09/01/2022",
        "2022",
        "January 2022",
        "2022-13-40",
        "yesterday",
        "",
        None,
        0,
        7,
        True,
        ["2022-01-09"],
        "9" * 5000,
    ],
)
def test_what_names_no_certain_day_is_refused(written: object) -> None:
    assert parse_day(written) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 1, 1)))
def test_written_out_and_read_again(day: date) -> None:
    for form in ("%Y-%m-%d", "%d-%b-%Y", "%B %d, %Y", "%a, %d %b %Y 00:00:00 GMT", "%Y%m%d"):
        assert parse_day(day.strftime(form)) == day


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    assert parse_day(text) is None or isinstance(parse_day(text), date)


def test_tomorrow_may_have_come_elsewhere_and_next_week_has_not() -> None:
    today = datetime.now(UTC).date()
    assert not in_the_future(today)
    assert in_the_future(today + timedelta(days=7))
