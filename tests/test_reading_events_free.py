"""Events read freely on sentences of our own; and what holds for the entries of any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_batch import read_all

from detente.model import Event, Reading, Report
from detente.reading.reader import read_reports

TEXTS = {
    "bombed": "Sudanese jets bombed the town of Bongor in Chad on Monday.",
    "demands": "Spain demanded the release of the two fishermen and the withdrawal of Moroccan patrols from the islet.",
    "must": "“Mali must free the hostages. We will return the bodies to Mali,” Nigerien Foreign Minister "
    "Kalla Ankourao said on Monday.",
    "accused": "Armenia accused Azerbaijan of shelling a village. Azerbaijan denied the charge.",
    "rejected": "Kenya called on Somalia to reopen the road. Somalia rejected the demand.",
    "each other": "Eritrea and Djibouti accused each other of aggression.",
    "threat": "Turkey has threatened new sanctions against Cyprus.",
    "harm": "Libya vowed to keep bombing Chad.",
    "generals": "President Idriss Deby told his generals to leave the town.",
    "invasion": "Kuwait denied that it planned an attack on Iraq.",
    "deadline": "Chad demanded that Sudan withdraw its troops by Friday.",
    "undated": "Peru expelled the Bolivian ambassador.",
    "asked": "Egypt urged Sudan to release the engineers.",
    "agreed": "Peru and Ecuador agreed to halt air strikes.",
    "object": "Greece lodged a protest with Albania.",
    "shared": "Norway closed its ports to Icelandic ships and expelled the Icelandic ambassador.",
    "advice": "Experts from Ghana warned of heavy rain.",
    "request": "Austria turned down a Hungarian request for talks.",
    "own wish": "Morocco's minister said he wanted to thank Spain.",
    "wish to buy": "India wants to buy 36 jets from France.",
    "wish of others": "Ecuador wants Peru to leave the two posts.",
    "escorted": "An Iraqi communique said an Iranian brigade, backed by tanks, had crossed the river.",
    "topic": "Bankers said the meeting would discuss the losses of German and Dutch firms.",
    "where": "Greece and Turkey backed Cyprus at the Vienna talks.",
    "joined": "The Seoul-Tokyo talks resume on Friday.",
    "military": "Ecuador took military action against Peru.",
    "killed": "Two Israeli soldiers killed in border clash with Hezbollah.",
    "fire": "Israel and Hezbollah traded fire across the border.",
    "clashed": "Armenian and Azerbaijani troops clashed near the border.",
    "clashes": "Clashes between Armenian and Azerbaijani troops went on.",
    "accusations": "Peru and Ecuador traded accusations.",
    "allies": "Chad and France fought rebels in the north.",
    "killed by": "Two Israeli soldiers killed by Hezbollah in border clash.",
    "had": "Ghana's envoy said Togo had a general plan.",
    "has to": "Ghana's envoy said Togo has to pay its debt.",
    "held": "Floods hit the province held by Rwanda.",
    "legal": "Ecuador took legal action against Peru.",
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all(TEXTS)


def of_type(reading: Reading, type_: str) -> list[Event]:
    return [e for e in reading.events if e.type == type_]


def words(reading: Reading, event: Event) -> str:
    return reading.report.text[event.span.start : event.span.end]


def test_a_town_stands_for_its_state_when_hit(readings: dict[str, Reading]) -> None:
    (event,) = of_type(readings["bombed"], "ASSAULT")
    assert (event.actor, event.recipient, event.status) == (("SDN",), ("TCD",), "happened")
    assert event.date == "2019-03-04"


def test_two_demands_are_two_requests(readings: dict[str, Reading]) -> None:
    events = of_type(readings["demands"], "REQUEST")
    assert [e.about for e in events] == [
        "the release of the two fishermen",
        "the withdrawal of Moroccan patrols from the islet",
    ]
    assert {e.actor for e in events} == {("ESP",)}
    assert events[0].span.end <= events[1].span.start


def test_words_that_demand_and_promise(readings: dict[str, Reading]) -> None:
    reading = readings["must"]
    (demand,) = of_type(reading, "REQUEST")
    (promise,) = of_type(reading, "AGREE")
    assert (demand.recipient, demand.about, demand.date) == (("MLI",), "free the hostages", "2019-03-04")
    assert (promise.mode, promise.recipient) == ("promise", ("MLI",))
    assert demand.claimed_by == promise.claimed_by is not None
    assert of_type(reading, "RETREAT") == [], "the demand tells what is demanded"


def test_a_denial_goes_to_the_accuser(readings: dict[str, Reading]) -> None:
    (denial,) = of_type(readings["accused"], "DENY")
    assert (denial.actor, denial.recipient) == (("AZE",), ("ARM",))
    (alleged,) = of_type(readings["accused"], "ASSAULT")
    assert alleged.status == "alleged"
    assert alleged.claimed_by and alleged.claimed_by.id == "ARM"


def test_a_refusal_goes_to_whoever_asked(readings: dict[str, Reading]) -> None:
    (refusal,) = of_type(readings["rejected"], "REJECT")
    assert (refusal.actor, refusal.recipient) == (("SOM",), ("KEN",))


def test_each_other(readings: dict[str, Reading]) -> None:
    (event,) = of_type(readings["each other"], "ACCUSE")
    assert event.actor == event.recipient == ("ERI", "DJI")


def test_what_is_threatened_is_an_event_still_to_come(readings: dict[str, Reading]) -> None:
    (threat,) = of_type(readings["threat"], "THREATEN")
    (sanction,) = of_type(readings["threat"], "SANCTION")
    assert (threat.recipient, threat.status) == (("CYP",), "happened")
    assert (sanction.actor, sanction.recipient, sanction.status) == (("TUR",), ("CYP",), "conditional")


def test_a_vow_of_harm_is_a_threat(readings: dict[str, Reading]) -> None:
    (threat,) = of_type(readings["harm"], "THREATEN")
    assert (threat.actor, threat.recipient) == (("LBY",), ("TCD",))
    assert of_type(readings["harm"], "AGREE") == []


def test_orders_to_ones_own_are_passed_over(readings: dict[str, Reading]) -> None:
    reading = readings["generals"]
    assert of_type(reading, "REQUEST") == []
    assert any("within one state" in why for _, why in reading.passed_over)


def test_a_denied_attack_is_denied(readings: dict[str, Reading]) -> None:
    (attack,) = of_type(readings["invasion"], "ASSAULT")
    assert (attack.actor, attack.recipient, attack.status) == (("KWT",), ("IRQ",), "denied")


def test_the_day_of_a_demand_is_not_its_deadline(readings: dict[str, Reading]) -> None:
    (demand,) = of_type(readings["deadline"], "REQUEST")
    assert demand.date is None


def test_an_undated_event_has_no_date(readings: dict[str, Reading]) -> None:
    assert {e.date for e in readings["undated"].events} == {None}
    assert readings["undated"].events


@pytest.mark.parametrize(("name", "type_"), [("asked", "REQUEST"), ("agreed", "CONCEDE"), ("object", "ACCUSE")])
def test_one_event_for_what_is_told_by_two_words(readings: dict[str, Reading], name: str, type_: str) -> None:
    assert [e.type for e in readings[name].events] == [type_]


def test_the_second_of_two_verbs_is_shown_without_the_first(readings: dict[str, Reading]) -> None:
    reading = readings["shared"]
    shown = [words(reading, e) for e in reading.events]
    assert shown[0].startswith("Norway closed its ports") and "ambassador" not in shown[0]
    assert shown[-1] == "expelled the Icelandic ambassador"
    assert {e.actor for e in reading.events} == {("NOR",)}


def test_advice_is_no_threat(readings: dict[str, Reading]) -> None:
    assert of_type(readings["advice"], "THREATEN") == []


def test_a_request_goes_to_whoever_turns_it_down(readings: dict[str, Reading]) -> None:
    (request,) = of_type(readings["request"], "REQUEST")
    assert (request.actor, request.recipient, request.status) == (("HUN",), ("AUT",), "happened")


def test_confidence_is_higher_where_all_is_named(readings: dict[str, Reading]) -> None:
    (named,) = of_type(readings["accused"], "ACCUSE")
    (guessed,) = of_type(readings["rejected"], "REJECT")
    assert named.confidence > guessed.confidence


PIECES = st.sampled_from(
    [
        *("Iran ", "told ", "“", "” ", "Mr. Smith ", "will ", "attack ", "if ", "Paris ", "they ", "must "),
        *(
            "not ",
            "until ",
            "the talks ",
            "on Monday ",
            ", ",
            ". ",
            "\n\n",
            "’s ",
            "— ",
            "and ",
            "both sides ",
        ),
        *("ünïcödé ", "\u2028", "in Rome "),
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_every_span_lies_in_the_text_and_shows_something(text: str) -> None:
    report = Report.make("any.txt", text, language="en")
    (reading,) = read_reports([report])
    assert reading.report.unread is None
    for entry in reading.entries():
        start, end = entry.span
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
        assert 0 < entry.confidence <= 1
    assert len({e.id for e in reading.entries()}) == len(reading.entries())


@pytest.mark.parametrize("name", ["escorted", "topic"])
def test_what_is_done_to_nobody(readings: dict[str, Reading], name: str) -> None:
    assert [e for e in readings[name].events if e.recipient] == []


def test_who_wants_to_do_something_himself_asks_nobody(readings: dict[str, Reading]) -> None:
    assert of_type(readings["own wish"], "REQUEST") == []
    assert [(e.type, e.status) for e in readings["wish to buy"].events] == [("COOPERATE", "conditional")]
    (asked,) = of_type(readings["wish of others"], "REQUEST")
    assert (asked.actor, asked.recipient) == (("ECU",), ("PER",))


def test_a_city_before_talks_says_where(readings: dict[str, Reading]) -> None:
    assert {side for e in readings["where"].events for side in (*e.actor, *e.recipient)} == {"GRC", "TUR", "CYP"}
    (talks,) = of_type(readings["joined"], "CONSULT")
    assert talks.actor == ("KOR", "JPN")


def test_an_action_is_military_or_legal(readings: dict[str, Reading]) -> None:
    assert [e.type for e in readings["military"].events] == ["ASSAULT"]
    assert [e.type for e in readings["legal"].events] == ["ACCUSE"]


def test_in_a_flash_who_was_killed_killed_nobody(readings: dict[str, Reading]) -> None:
    assert "ISR" not in {side for e in readings["killed"].events for side in e.actor}
    assert [e.actor for e in readings["killed by"].events] == [("HEZBOLLAH",)]


def test_what_somebody_has_is_no_demand(readings: dict[str, Reading]) -> None:
    assert of_type(readings["had"], "REQUEST") == []
    assert [e.recipient for e in of_type(readings["has to"], "REQUEST")] == [("TGO",)]


def test_what_is_held_was_not_seized_now(readings: dict[str, Reading]) -> None:
    assert readings["held"].events == ()


@pytest.mark.parametrize("name", ["fire", "clashed", "clashes", "accusations"])
def test_what_two_do_to_each_other_has_both_on_both_sides(readings: dict[str, Reading], name: str) -> None:
    (event,) = readings[name].events
    assert len(event.actor) == 2
    assert event.actor == event.recipient


def test_who_fight_others_together_do_not_fight_each_other(readings: dict[str, Reading]) -> None:
    (event,) = readings["allies"].events
    assert (event.actor, event.recipient) == (("TCD", "FRA"), ())
