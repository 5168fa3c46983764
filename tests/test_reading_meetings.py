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
    "expected": "The Kenyan foreign minister is expected in Juba on Thursday.",
    "was to fly": "Saudi Arabia's foreign minister was to fly to Islamabad on Friday with a message.",
    "sidelines": "The foreign ministers of Norway and Iceland are to meet on the sidelines of a gathering in Hanoi on "
    "June 9.",
    "here": "GENEVA, March 6 - The foreign ministers of Sweden and Finland held talks here on Tuesday.",
    "mayors": "The commander of the NATO mission met the mayors of four towns in Mitrovica on Tuesday.",
    "made a call": "The US president made public a call made by Norway's premier on Monday to the king of Sweden.",
    "moved": "The leaders of Serbia and Kosovo are to meet in Brussels on Monday. On Tuesday the EU said the meeting "
    "had been put off, to March 25.",
    "fell through": "Envoys of Chad and Niger were to meet in Niamey on Friday. The talks were called off, they said.",
    "never": "A meeting of Greek and Turkish officers in Izmir, expected on Thursday, will not take place.",
    "ongoing": "Talks this week between the Japanese and Indian prime ministers could ease the dispute.",
    "last": "The presidents of Peru and Chile last met in July in Lima.",
    "two days": "Poland's president spoke with the Czech premier by phone on Monday and will host him on Friday.",
    "during": "A vote was shelved during the British prime minister's visit to Norway on Tuesday.",
    "active": "Japan and India will hold talks next week, but it is not likely that the talks will delay the tariffs.",
    "called for": "Bolivia called for an urgent UN Security Council meeting on the blockade.",
    "arranged": "Oman's foreign minister worked to arrange a meeting between Yemen and Djibouti.",
    "host offer": "Oman on Sunday accepted an offer by Qatar to host talks with Iran.",
    "complaints": "Tokyo is striving to meet U.S. complaints about its ports.",
    "loan": "Japan agreed to meet Indonesia's share of the debt last month.",
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
        ("expected", {"KEN", "SSD"}, "2019-03-07", "Juba", "planned"),
        ("was to fly", {"SAU", "PAK"}, "2019-03-08", "Islamabad", "planned"),
        ("sidelines", {"NOR", "ISL"}, "2019-06-09", "Hanoi", "planned"),
        ("here", {"SWE", "FIN"}, "2019-03-05", "Geneva", "held"),
        ("mayors", {"NATO", "XKX"}, "2019-03-05", "Mitrovica", "held"),
        ("made a call", {"NOR", "SWE"}, "2019-03-04", None, "held"),
        ("moved", {"SRB", "XKX"}, "2019-03-25", "Brussels", "postponed"),
        ("fell through", {"TCD", "NER"}, "2019-03-08", "Niamey", "cancelled"),
        ("never", {"GRC", "TUR"}, "2019-03-07", "Izmir", "cancelled"),
        ("ongoing", {"JPN", "IND"}, "2019-03-04/2019-03-10", None, "planned"),
        ("last", {"PER", "CHL"}, "2018-07", "Lima", "held"),
        ("during", {"GBR", "NOR"}, "2019-03-05", "Norway", "held"),
        ("active", {"JPN", "IND"}, "2019-03-11/2019-03-17", None, "planned"),
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


def test_each_verb_has_its_own_day(readings: dict[str, Reading]) -> None:
    found = {m.date: m.status for m in readings["two days"].meetings}
    assert found["2019-03-04"] == "held"


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
    "name",
    [
        "setting",
        "offered",
        "sport",
        "parliament",
        "habit",
        "demands",
        "storms",
        "ruled out",
        "called for",
        "arranged",
        "host offer",
        "complaints",
        "loan",
    ],
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
