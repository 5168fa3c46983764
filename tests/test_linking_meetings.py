"""One meeting told many times is one group; another day, place, rank or way of meeting is another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.linking.meetings import join_meetings
from detente.linking.same_place import are_apart, same_place
from detente.model import Meeting, Report, Span, content_id

PUBLISHED = date(2021, 6, 10)


def told(
    report: str, day: str | None = None, place: str | None = None, *, parties: str = "KEN SOM", status: str = "planned",
    form: str | None = None, level: str | None = None, at: int = 0,
) -> Meeting:  # fmt: skip
    """A meeting as `report` tells it; `report` is a name with a day of June: `a10`."""
    return Meeting(
        content_id(report, day, place, parties, status, form, at), report, Span(at, at + 9), tuple(parties.split()),
        day, "day" if day else None, None, None, place, None, None, form, level, None, status, 0.9, "test",
    )  # fmt: skip


def joined(*meetings: Meeting, stories: dict[str, str] | None = None) -> list[list[str]]:
    """The reports of each group."""
    return [[m.report for m in group] for group in join_meetings(meetings, reports_of(meetings), stories=stories)]


def reports_of(meetings: Sequence[Meeting]) -> dict[str, Report]:
    return {
        m.report: Report(m.report, f"{m.report}.txt", "", published=date(2021, 6, int(m.report[1:]))) for m in meetings
    }


def test_told_twice_in_one_report_and_again_in_another() -> None:
    meetings = (
        told("a10", "2021-06-12", "Nairobi"),
        told("a10", "2021-06-12", at=50),
        told("b11", "2021-06-12", "Nairobi"),
    )
    assert joined(*meetings) == [["a10", "a10", "b11"]]


def test_reports_that_differ_about_the_day_stay_together() -> None:
    assert joined(told("a08", "2021-06-13", "Geneva"), told("b12", "2021-06-12", "Genève")) == [["a08", "b12"]]


def test_one_report_that_tells_of_two_days_tells_of_two_meetings() -> None:
    meetings = (told("a10", "2021-06-12", "Nairobi"), told("a10", "2021-06-13", "Nairobi", at=50))
    assert joined(*meetings) == [["a10"], ["a10"]]


def test_what_one_report_holds_apart_others_do_not_join() -> None:
    meetings = (
        told("a10", "2021-06-12", "Nairobi"),
        told("a10", "2021-06-13", "Nairobi", at=50),
        told("b10", "2021-06-12", "Nairobi"),
        told("c10", "2021-06-13", "Nairobi"),
    )
    assert joined(*meetings) == [["a10", "b10"], ["a10", "c10"]]


def test_reports_that_differ_about_the_place_stay_together() -> None:
    assert joined(told("a10", "2021-06-12", "Vienna"), told("b11", "2021-06-12", "Zurich")) == [["a10", "b11"]]


def test_another_place_in_another_story_is_another_meeting() -> None:
    meetings = (told("a10", "2021-06-12", "Vienna"), told("b11", "2021-06-12", "Zurich"))
    assert joined(*meetings, stories={"a10": "talks", "b11": "trade"}) == [["a10"], ["b11"]]


def test_news_of_successive_days_tells_of_successive_meetings() -> None:
    meetings = (
        told("a10", "2021-06-10", "Doha", status="held"),
        told("b11", "2021-06-11", "Doha", status="held"),
    )
    assert joined(*meetings) == [["a10"], ["b11"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"parties": "KEN SOM"}, {"parties": "KEN ETH"}),
        ({"parties": "KEN/uhuru-kenyatta SOM"}, {"parties": "KEN/raychelle-omamo SOM"}),
        ({"form": "call"}, {"form": "talks"}),
        ({"form": "press conference"}, {"form": "talks"}),
        ({"level": "leaders"}, {"level": "experts"}),
    ],
    ids=["sides", "people", "call", "press", "level"],
)
def test_what_makes_another_meeting_of_one_day(one: dict[str, str], other: dict[str, str]) -> None:
    assert joined(told("a10", "2021-06-12", **one), told("b10", "2021-06-12", **other)) == [["a10"], ["b10"]]


def test_people_and_their_states_are_one_side() -> None:
    meetings = (
        told("a10", "2021-06-12", parties="KEN/raychelle-omamo SOM"),
        told("b10", "2021-06-12", parties="SOM KEN"),
    )
    assert joined(*meetings) == [["a10", "b10"]]


def test_a_telling_with_more_sides() -> None:
    meetings = (told("a10", "2021-06-12", "Nairobi", parties="KEN SOM ETH"), told("b10", "2021-06-12", "Nairobi"))
    assert joined(*meetings) == [["a10", "b10"]]
    elsewhere = (told("a10", "2021-06-12", "Lima", parties="KEN SOM ETH"), told("b10", "2021-06-12", "Nairobi"))
    assert joined(*elsewhere) == [["a10"], ["b10"]]


def test_a_telling_without_a_day_joins_the_nearest_that_fits() -> None:
    past, coming = told("a08", "2021-06-08", "Lima", status="held"), told("a08", "2021-06-20", "Quito", at=50)
    assert joined(past, coming, told("b09", None, None)) == [["a08"], ["a08", "b09"]]
    assert joined(past, coming, told("b09", None, None, status="held")) == [["a08", "b09"], ["a08"]]
    assert joined(past, coming, told("b09", None, "Oslo")) == [["a08"], ["a08"], ["b09"]]


def test_a_range_of_days_joins_the_day_in_it() -> None:
    assert joined(told("a10", "2021-06-14/2021-06-20"), told("b15", "2021-06-16", "Lima")) == [["a10", "b15"]]
    assert joined(told("a10", "2021-06-14/2021-06-20"), told("b15", "2021-06-23", "Lima")) == [["a10"], ["b15"]]


def test_undated_tellings_join_where_they_agree() -> None:
    assert joined(told("a10", None, "Lima"), told("b11", None, "Lima")) == [["a10", "b11"]]
    assert joined(told("a10", None, "Lima"), told("b28", None, "Lima")) == [["a10"], ["b28"]]
    assert joined(told("a10", None, status="held"), told("b11", None)) == [["a10"], ["b11"]]


def test_a_meeting_put_off_is_the_next_one_announced() -> None:
    meetings = (
        told("a08", "2021-06-10", "Lima"),
        told("b09", "2021-06-10", "Lima", status="postponed"),
        told("c12", "2021-06-25", "Lima"),
    )
    assert joined(*meetings) == [["a08", "b09", "c12"]]
    assert joined(meetings[0], meetings[2]) == [["a08"], ["c12"]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Geneva", "Genève", True), ("London", "Londres", True), ("Switzerland", "Geneva", True),
        ("Geneva", "Zurich", False), ("Vienna", "Geneva", False), ("Cairo", "Le Caire", True), ("Lima", None, None),
        ("Panmunjom", "panmunjom", True), ("downtown Lima", "Lima", True),
    ],
)  # fmt: skip
def test_places(one: str, other: str | None, same: bool | None) -> None:
    assert same_place(one, other) is same
    assert same_place(other, one) is same


MEETINGS = st.lists(
    st.builds(
        told,
        st.sampled_from(["a08", "b10", "c11", "d20"]),
        st.sampled_from([None, "2021-06-10", "2021-06-11", "2021-06-14", "2021-06", "2021-06-10/2021-06-14"]),
        st.sampled_from([None, "Lima", "Quito"]),
        parties=st.sampled_from(["KEN SOM", "KEN SOM ETH", "KEN/a SOM", "NATO"]),
        status=st.sampled_from(["planned", "held", "cancelled", "postponed"]),
        form=st.sampled_from([None, "call"]),
        at=st.integers(0, 99),
    ),
    max_size=14,
    unique_by=lambda m: m.id,
)


@given(MEETINGS, st.randoms(use_true_random=False))
def test_each_meeting_is_in_one_group_whatever_the_order(meetings: list[Meeting], random: object) -> None:
    groups = join_meetings(meetings, reports_of(meetings))
    assert sorted(m.id for group in groups for m in group) == sorted(m.id for m in meetings)
    mixed = list(meetings)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert join_meetings(mixed, reports_of(meetings)) == groups


def test_ten_thousand_meetings_of_one_pair_in_seconds() -> None:
    meetings = [
        told(f"a{1 + n % 28:02}", str(date(2021, 1, 1) + timedelta(n % 300)) if n % 3 else None, at=n)
        for n in range(10_000)
    ]
    assert sum(len(group) for group in join_meetings(meetings, reports_of(meetings))) == len(meetings)


@pytest.mark.parametrize(
    ("places", "apart"),
    [
        ((), False),
        (("Oslo",), False),
        (("Norway", "Oslo"), False),
        (("Geneva", "Genève"), False),
        (("Oslo", "Lima"), True),
    ],
)
def test_a_city_and_its_state_are_no_two_places(places: tuple[str, ...], apart: bool) -> None:
    assert are_apart(places) is apart
