"""Events in the sentences that newswire writes: asides, apposition, passives, deeds laid to somebody, lost subjects."""

from __future__ import annotations

import pytest
from reading_batch import read_all

from detente.model import Event, Reading

TEXTS = {
    "raised": "Chad has ordered its dealers to stop buying Libyan oil and slapped duties on Libyan cement.",
    "interrupted": "Malta, which has a seat on the council, offered to help Libya.",
    "beside": "The regional bloc ECOWAS suspended Mali on Monday, a day after officers stormed the palace.",
    "whose": "There was doubt in Hungary, whose foreign minister, Peter Szijjarto, visited Minsk last month.",
    "claims": 'A Kyrgyz government spokesman dismissed as "pure invention" Tajik claims that Turkish-made drones had '
    "been used against civilians.",
    "gerund": "The leaders of Peru and Chile, meeting with the Brazilian president, agreed to share a radar.",
    "move": "Norway fired on an Icelandic trawler, a move condemned by Denmark.",
    "what": "Two Estonian drivers were arrested in Minsk on Friday, in what Tallinn denounced as revenge.",
    "blamed": "A drone strike blamed on Chad hit a Libyan fort.",
    "it says": "Caracas dismissed the charge and complained to the U.N. about an incursion by Colombian troops "
    "it says took place last week near the Arauca River.",
    "deal": "Iceland joined a deal opposed by Norway.",
    "sanctions": "Canada agreed to impose sanctions on Myanmar.",
    "joint": "A joint patrol by Peru and Chile reached the cape.",
    "war": "Chad and Libya fought a war in the desert.",
    "on the spot": "In Nairobi, riot police fired tear gas at students.",
    "rebels": "Peru protested. Colombia watched. The army killed four ELN fighters.",
    "mutiny": "Mutinous officers stormed the palace and detained President Idriss Deby.",
    "result": "A Chadian helicopter was shot down near the Libyan border, killing four.",
    "doing": "Chad shelled a Libyan camp, killing eight.",
    "visit": "An unknown team travelled to Egypt.",
    "allies": "Canada voiced support for its Estonian allies.",
    "ultimatum": "Niger's junta has given French troops a month to leave the country.",
    "expelled": "Latvia gave two Belarusian diplomats 48 hours to leave.",
    "absurd": "Chad called the Libyan accusation absurd.",
    "vowed not": "Manila vowed not to cede the reef to China.",
    "unless": "Libya threatens Chad with war unless it leaves the strip.",
    "brokered": "Under a deal brokered by Oman, Iran will free three Swedish citizens.",
    "demand": "Vietnam has yet to respond to a Chinese demand that it remove the buoys.",
    "seizure": "The seizure of a Panamanian tanker by Iranian commandos drew protests from Washington.",
    "boat": "A Cuban patrol boat rammed a Honduran trawler.",
    "joined": "Algeria warned Morocco against any repeat and vowed to retaliate.",
    "prompting": "Ecuador stormed the Mexican embassy, prompting Mexico to sever relations.",
    "criticised": "Brazil walked out after being criticised by Israel.",
    "killed in": "Five Pakistani soldiers were killed in an attack claimed by the Taliban.",
    "on a visit": "Spain's prime minister, on a visit to Rabat, praised the harvest.",
    "envoy in": "Russia's ambassador in Stockholm has protested against the donation.",
    "told": "Austria is ready to supply police officers, Chancellor Sebastian Kurz has told Greece.",
    "help to": "Armenia had appealed for help to the CSTO.",
    "army": "The Kenyan army was deployed on Monday.",
    "service": "Malta's border service accused Libya of piracy.",
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all(TEXTS)


def of_type(reading: Reading, type_: str) -> list[Event]:
    return [event for event in reading.events if event.type == type_]


def sides(event: Event) -> tuple[str, str]:
    """Actor and recipient by the states that they count as."""
    one, other = ("+".join(sorted({id_.partition("/")[0] for id_ in ids})) for ids in (event.actor, event.recipient))
    return one, other


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("raised", "SANCTION", "TCD", "LBY"),
        ("interrupted", "AGREE", "MLT", "LBY"),
        ("beside", "SANCTION", "ECOWAS", "MLI"),
        ("whose", "CONSULT", "BLR+HUN", "BLR+HUN"),
        ("claims", "DENY", "KGZ", "TJK"),
        ("gerund", "AGREE", "CHL+PER", "CHL+PER"),
        ("move", "ACCUSE", "DNK", "NOR"),
        ("what", "COERCE", "BLR", "EST"),
        ("what", "ACCUSE", "EST", "BLR"),
        ("blamed", "ASSAULT", "TCD", "LBY"),
        ("joint", "COOPERATE", "CHL+PER", "CHL+PER"),
        ("war", "ASSAULT", "LBY+TCD", "LBY+TCD"),
        ("on the spot", "ASSAULT", "KEN", ""),
        ("rebels", "ASSAULT", "COL", "ELN"),
        ("mutiny", "COERCE", "TCD", ""),
        ("allies", "SUPPORT", "CAN", "EST"),
        ("ultimatum", "THREATEN", "NER", "FRA"),
        ("expelled", "SANCTION", "LVA", "BLR"),
        ("absurd", "DENY", "TCD", "LBY"),
        ("vowed not", "REJECT", "PHL", "CHN"),
        ("seizure", "COERCE", "IRN", "PAN"),
        ("seizure", "ACCUSE", "USA", "IRN"),
        ("boat", "ASSAULT", "CUB", "HND"),
        ("prompting", "SANCTION", "MEX", "ECU"),
        ("criticised", "ACCUSE", "ISR", "BRA"),
        ("killed in", "ASSAULT", "TALIBAN", "PAK"),
        ("on a visit", "CONSULT", "ESP+MAR", "ESP+MAR"),
        ("envoy in", "ACCUSE", "RUS", "SWE"),
        ("told", "AGREE", "AUT", "GRC"),
        ("help to", "REQUEST", "ARM", "CSTO"),
        ("army", "MOBILIZE", "KEN", ""),
        ("service", "ACCUSE", "MLT", "LBY"),
    ],
)
def test_newswire_sentences_say_who_did_what_to_whom(
    readings: dict[str, Reading], text: str, type_: str, actor: str, recipient: str
) -> None:
    assert (actor, recipient) in [sides(event) for event in of_type(readings[text], type_)]


def test_two_acts_joined_go_to_the_same_side(readings: dict[str, Reading]) -> None:
    assert [sides(event) for event in of_type(readings["joined"], "THREATEN")] == [("DZA", "MAR")] * 2


def test_what_a_deed_led_to_is_not_done_by_who_suffered_it(readings: dict[str, Reading]) -> None:
    assert all("TCD" not in event.actor for event in of_type(readings["result"], "ASSAULT"))


def test_killing_in_the_same_breath_is_the_same_assault(readings: dict[str, Reading]) -> None:
    assert len(of_type(readings["doing"], "ASSAULT")) == 1


def test_a_visit_by_nobody_known_is_not_the_hosts(readings: dict[str, Reading]) -> None:
    assert not of_type(readings["visit"], "CONSULT")


def test_those_who_agree_on_a_measure_promise_its_victim_nothing(readings: dict[str, Reading]) -> None:
    assert [event.type for event in readings["sanctions"].events] == ["SANCTION"]


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("blamed", "ASSAULT", "alleged"),
        ("it says", "ASSAULT", "alleged"),
        ("deal", "REJECT", "happened"),
        ("sanctions", "SANCTION", "planned"),
        ("unless", "THREATEN", "happened"),
        ("brokered", "CONSULT", "happened"),
        ("demand", "REQUEST", "happened"),
    ],
)
def test_status_is_that_of_the_act_and_not_of_what_stands_around_it(
    readings: dict[str, Reading], text: str, type_: str, status: str
) -> None:
    assert [event.status for event in of_type(readings[text], type_)] == [status]
