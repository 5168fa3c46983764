"""Who meets whom, when and where, on sentences of our own."""

from __future__ import annotations

import pytest
from reading_batch import read_all

from detente.cli.codebook_examples import run_examples
from detente.model import Meeting, Reading
from detente.reading.reader import load_codebook

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
    "phone": "Mexican President Lazaro Cardona telephoned the Guatemalan president on Tuesday evening.",
    "video": "Senegal and Gambia will hold talks by videoconference on Friday.",
    "press": "At a joint press conference with the Austrian chancellor in Vienna on Monday, the Slovenian president "
    "praised the deal.",
    "experts": "Technical experts from Laos and Myanmar held consultations on the dam in Vientiane on Tuesday.",
    "hosted": "Oman hosted talks between Yemen and Djibouti at Al Bustan Palace in Muscat on Monday.",
    "welcomed": "The Sudanese foreign minister was received by the Egyptian president in Cairo on Sunday.",
    "visitor": "Latvia cancelled a visit by the Belarusian foreign minister.",
    "put off": "The summit of Chad and Niger planned for March 20 in Niamey has been put off.",
    "rounds": "Negotiators of Cyprus and Turkey opened a fourth round of talks in Lausanne on Monday.",
    "would": "Rwanda said its president would meet the Burundian president on Saturday.",
    "setting": "Denmark repeated its protest to Iceland during a recent call with the Icelandic president.",
    "offered": "Uganda offered talks to Rwanda.",
    "sport": "Ghana and Togo will meet in the final in Accra on Sunday.",
    "parliament": "Norway's parliament held a session on Tuesday on the treaty with Sweden.",
    "habit": "Visits by Chinese ministers to Fiji have grown rare.",
    "demands": "Greece has not met demands by Albania.",
    "storms": "Haiti and Cuba were visited by a storm on Monday.",
    "ruled out": "Eritrea ruled out a summit with Ethiopia.",
}

FRENCH = {
    "téléphone": "Le président ghanéen s'est entretenu par téléphone avec son homologue togolais lundi.",
    "reçu": "Le roi de Suède a reçu le président finlandais à Stockholm mardi.",
    "annulée": "La visite du ministre hongrois de la Défense à Prague, prévue le 12 mars, a été annulée.",
    "presse": "Le chancelier autrichien et la Première ministre danoise ont tenu une conférence de presse à Vienne.",
    "finale": "Le Ghana et le Togo se rencontreront en finale à Accra dimanche.",
    "obstacle": "La proposition kényane a rencontré mardi l'hostilité de la Somalie.",
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all(TEXTS)


@pytest.fixture(scope="module")
def french() -> dict[str, Reading]:
    return read_all(FRENCH, language="fr")


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


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("phone", {"form": "call", "level": "leaders", "part_of_day": "evening", "status": "held"}),
        ("video", {"form": "video call", "venue": "by videoconference", "date": "2019-03-08"}),
        ("press", {"form": "press conference", "level": "leaders", "host": "AUT", "place": "Vienna"}),
        ("experts", {"form": "talks", "level": "experts", "host": "LAO", "topic": "the dam"}),
        ("hosted", {"form": "talks", "host": "OMN", "venue": "Al Bustan Palace", "place": "Muscat"}),
        ("welcomed", {"level": "ministers", "host": "EGY", "place": "Cairo"}),
        ("visitor", {"form": "visit", "level": "ministers", "host": "LVA", "status": "cancelled"}),
        ("put off", {"form": "summit", "level": "leaders", "host": "NER", "status": "postponed"}),
        ("rounds", {"form": "round of talks", "level": "envoys", "host": None}),
        ("would", {"status": "planned", "date": "2019-03-09"}),
    ],
)
def test_what_kind_of_meeting_it_is(readings: dict[str, Reading], name: str, expected: dict[str, str | None]) -> None:
    meeting = only(readings[name])
    assert {field: getattr(meeting, field) for field in expected} == expected


@pytest.mark.parametrize(
    ("name", "parties", "expected"),
    [
        ("téléphone", {"GHA", "TGO"}, {"form": "call", "venue": "par téléphone", "date": "2019-03-04"}),
        ("reçu", {"SWE", "FIN"}, {"form": "meeting", "host": "SWE", "level": "leaders", "place": "Stockholm"}),
        ("annulée", {"HUN", "CZE"}, {"form": "visit", "status": "cancelled", "date": "2019-03-12"}),
        ("presse", {"AUT", "DNK"}, {"form": "press conference", "host": "AUT"}),
    ],
)
def test_in_french(french: dict[str, Reading], name: str, parties: set[str], expected: dict[str, str]) -> None:
    meeting = only(french[name])
    assert sides(meeting) == parties
    assert {field: getattr(meeting, field) for field in expected} == expected


@pytest.mark.parametrize("name", ["finale", "obstacle"])
def test_what_is_no_meeting_in_french(french: dict[str, Reading], name: str) -> None:
    assert french[name].meetings == ()


@pytest.mark.parametrize(
    "name", ["setting", "offered", "sport", "parliament", "habit", "demands", "storms", "ruled out"]
)
def test_what_only_looks_like_a_meeting(readings: dict[str, Reading], name: str) -> None:
    assert readings[name].meetings == ()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_examples_of_the_codebook_read_as_expected(language: str) -> None:
    ran = next(ran for ran in run_examples(load_codebook(language)) if ran.kind == "meetings")
    assert ran.examples
    assert ran.wrong == ()


@pytest.mark.parametrize("name", ["alone", "mediator", "within"])
def test_no_meeting_of_one_side(readings: dict[str, Reading], name: str) -> None:
    assert readings[name].meetings == ()


def test_each_side_of_a_meeting_consults_the_other(readings: dict[str, Reading]) -> None:
    (event,) = (e for e in readings["visit"].events if e.type == "CONSULT")
    assert event.actor == event.recipient
    assert {a.split("/")[0] for a in event.actor} == {"IND", "LKA"}
