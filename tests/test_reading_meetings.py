"""Who meets whom, when and where, on sentences of our own."""

from __future__ import annotations

import pytest
from reading_batch import read_all

from detente.model import Meeting, Reading

TEXTS = {
    "met": "Chilean Foreign Minister Roberto Ampuero met his Bolivian counterpart in Lima on Monday.",
    "to be": "Delegates of Sudan and Chad are to meet in Nairobi on Friday.",
    "visit": "Indian Prime Minister Narendra Modi will travel to Colombo on Sunday for talks with the Sri "
    "Lankan president.",
    "where": "Officials flew to Kampala, where the African Union will hold a summit on Saturday.",
    "delegation": "Kenya held an emergency meeting with a Somali delegation in Addis Ababa on Tuesday.",
    "cancelled": "Spain called off talks with Morocco that were due to begin in Madrid on Thursday.",
    "bare": "Armenia and Azerbaijan agreed to a truce. The talks will begin in Vienna on Friday.",
    "again": "Peru and Ecuador will hold talks in Quito on Friday. The talks will be the first in a year.",
    "anew": "Peru and Ecuador will hold talks in Quito on Friday. They held talks in Lima on Monday.",
    "undated": "Japan and Mongolia held talks in Tokyo.",
    "alone": "Bolivian President Evo Morales held talks.",
    "mediator": "Oman offered to mediate between the two sides. Yemen attacked Djibouti.",
    "within": "Polish President Andrzej Duda met his generals in Warsaw on Monday.",
    "based": "The Jakarta-based ASEAN will meet on Friday.",
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all(TEXTS)


def only(reading: Reading) -> Meeting:
    (meeting,) = reading.meetings
    return meeting


def sides(meeting: Meeting) -> set[str]:
    return {party.split("/")[0] for party in meeting.parties}


@pytest.mark.parametrize(
    ("name", "parties", "day", "place", "status"),
    [
        ("met", {"CHL", "BOL"}, "2019-03-04", "Lima", "held"),
        ("to be", {"SDN", "TCD"}, "2019-03-08", "Nairobi", "planned"),
        ("visit", {"IND", "LKA"}, "2019-03-10", "Colombo", "planned"),
        ("where", {"AU"}, "2019-03-09", "Kampala", "planned"),
        ("delegation", {"KEN", "SOM"}, "2019-03-05", "Addis Ababa", "held"),
        ("bare", {"ARM", "AZE"}, "2019-03-08", "Vienna", "planned"),
        ("undated", {"JPN", "MNG"}, None, "Tokyo", "held"),
        ("based", {"ASEAN"}, "2019-03-08", None, "planned"),
    ],
)
def test_parties_day_and_place(
    readings: dict[str, Reading],
    name: str,
    parties: set[str],
    day: str | None,
    place: str | None,
    status: str,
) -> None:
    meeting = only(readings[name])
    assert (sides(meeting), meeting.date, meeting.place, meeting.status) == (parties, day, place, status)


def test_called_off(readings: dict[str, Reading]) -> None:
    assert {m.status for m in readings["cancelled"].meetings} == {"cancelled"}


def test_a_later_mention_without_news_is_the_same_meeting(readings: dict[str, Reading]) -> None:
    assert only(readings["again"]).place == "Quito"


def test_another_day_and_place_is_another_meeting(readings: dict[str, Reading]) -> None:
    assert [(m.place, m.status) for m in readings["anew"].meetings] == [
        ("Quito", "planned"),
        ("Lima", "held"),
    ]


@pytest.mark.parametrize("name", ["alone", "mediator", "within"])
def test_no_meeting_of_one_side(readings: dict[str, Reading], name: str) -> None:
    assert readings[name].meetings == ()


def test_each_side_of_a_meeting_consults_the_other(readings: dict[str, Reading]) -> None:
    (event,) = (e for e in readings["visit"].events if e.type == "CONSULT")
    assert event.actor == event.recipient
    assert {a.split("/")[0] for a in event.actor} == {"IND", "LKA"}
