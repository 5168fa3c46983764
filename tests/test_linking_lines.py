"""Entries of several reports that tell one thing come into one line; entries that tell two do not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from linking_samples import BACKGROUND, KOVAL, MARO, own_voices, reading, story_of
from record_samples import condition, meeting

from detente.linking.lines import find_lines
from detente.linking.same_condition import same_conditions
from detente.linking.same_event import same_events
from detente.linking.wordings import alike, wording
from detente.model import Clause, Event, Line, Party, Reading, Report

Told = dict[str, Any]


def told(words: str, type_: str, sides: str = ">", **given: Any) -> Told:
    """Fields of an event between sides, `NOR>ISL`; several are joined by commas."""
    actor, recipient = (tuple(side.split(",")) if side else () for side in sides.split(">"))
    return {"words": words, "type": type_, "actor": actor, "recipient": recipient, **given}


DAY, NEXT = "2031-05-02", "2031-05-03"

ONE_EVENT = {
    "the same deed on the same day": (
        told("Iceland shelled the lighthouse of Salm on Friday", "ASSAULT", "ISL>NOR", date=DAY),
        told("the shelling of a lighthouse by Icelandic guns", "ASSAULT", "ISL>NOR", date=DAY),
    ),
    "without days, by its words": (
        told("Norway has closed the strait of Salm to all Icelandic freighters", "COERCE", "NOR>ISL"),
        told("the closing of the strait to Icelandic freighters", "SANCTION", "NOR>"),
    ),
    "a minister for the state": (
        told("Inès Maro recalled the ambassador from Iceland for consultations", "SANCTION", "NOR/ines-maro>ISL"),
        told("Norway recalled its ambassador from Iceland", "SANCTION", "NOR>ISL"),
    ),
    "alleged here, told as done there": (
        told("Icelandic divers cut the cable to the island of Holm", "COERCE", "ISL>NOR"),
        told("divers from Iceland allegedly cut the cable to Holm island", "COERCE", "ISL>NOR", status="alleged"),
    ),
    "a month and a day in it": (
        told("Norway moved two brigades to the Salm peninsula in May", "MOBILIZE", "NOR>", date="2031-05"),
        told("Norway's two brigades moved to the Salm peninsula", "MOBILIZE", "NOR>", date=DAY),
    ),
    "one demand in two wordings": (
        told("a guarantee that Iceland never joins the Northern Pact", "REQUEST", "COR>ISL",
             about="a guarantee that Iceland never joins the Northern Pact"),
        told("an assurance that Iceland will never be admitted to the Northern Pact", "REQUEST", "COR>NPC",
             about="an assurance that Iceland will never be admitted to the Northern Pact"),
    ),
    "one accusation": (
        told("Iceland accused Norway of mining the strait", "ACCUSE", "ISL>NOR", about="mining the strait"),
        told("Norway's mines in the strait, Iceland charged", "ACCUSE", "ISL>NOR", about="mines in the strait of Salm"),
    ),
}  # fmt: skip

TWO_EVENTS = {
    "other days": (
        told("Iceland shelled the lighthouse of Salm", "ASSAULT", "ISL>NOR", date=DAY),
        told("Iceland shelled the lighthouse of Salm", "ASSAULT", "ISL>NOR", date=NEXT),
    ),
    "other places": (
        told("Iceland shelled a lighthouse", "ASSAULT", "ISL>NOR", date=DAY, place="Oslo"),
        told("Iceland shelled a lighthouse", "ASSAULT", "ISL>NOR", date=DAY, place="Lisbon"),
    ),
    "the other way round": (
        told("Iceland fired on a patrol boat off Salm", "ASSAULT", "ISL>NOR", date=DAY),
        told("Norway fired on a patrol boat off Salm", "ASSAULT", "NOR>ISL", date=DAY),
    ),
    "done and to come": (
        told("Norway closed its ports to Icelandic freighters", "COERCE", "NOR>ISL"),
        told("Norway will close its ports to Icelandic freighters", "COERCE", "NOR>ISL", status="planned"),
    ),
    "told and denied": (
        told("Icelandic divers cut the cable to Holm", "COERCE", "ISL>NOR"),
        told("Icelandic divers cut the cable to Holm", "COERCE", "ISL>NOR", status="denied"),
    ),
    "a mention that may be any of its kind": (
        told("Icelandic air strikes", "ASSAULT", "ISL>NOR"),
        told("Icelandic air strikes on the harbour of Salm killed four dockers", "ASSAULT", "ISL>NOR"),
    ),
    "other villages": (
        told("the army of Iceland repelled an attack on its posts near Varn in the hills", "ASSAULT", "ISL>NOR"),
        told("the army of Iceland repelled an attack on its posts near Teck in the hills", "ASSAULT", "ISL>NOR"),
    ),
    "two demands": (
        told("that Iceland withdraw its gunboats", "REQUEST", "NOR>ISL", about="that Iceland withdraw its gunboats"),
        told("that Iceland pay for the nets", "REQUEST", "NOR>ISL", about="that Iceland pay for the nets"),
    ),
    "a demand and its opposite": (
        told("that gunboats leave the strait", "REQUEST", "NOR>ISL", about="that gunboats leave the strait"),
        told("that gunboats not leave the strait", "REQUEST", "NOR>ISL", about="that gunboats not leave the strait"),
    ),
}  # fmt: skip


def two_reports(one: Told, other: Told, **given: Any) -> tuple[Reading, Reading]:
    return (
        reading("Northern Wire", BACKGROUND[:3], events=[one]),
        reading("Southern Post", BACKGROUND[3:], events=[other], **given),
    )


def lines_of(*readings: Reading, of: str | None = None) -> list[Line]:
    found = find_lines(story_of(readings), readings, origins=own_voices(readings))
    return [line for line in found if of is None or line.of == of]


@pytest.mark.parametrize("pair", ONE_EVENT.values(), ids=ONE_EVENT)
def test_two_tellings_of_one_event(pair: tuple[Told, Told]) -> None:
    readings = two_reports(*pair)
    (line,) = lines_of(*readings, of="event")
    assert line.entries == tuple(it.events[0].id for it in readings)
    assert line.origins == 2


@pytest.mark.parametrize("pair", TWO_EVENTS.values(), ids=TWO_EVENTS)
def test_two_events_are_two(pair: tuple[Told, Told]) -> None:
    assert lines_of(*two_reports(*pair), of="event") == []


def test_news_of_one_day_is_not_the_news_of_a_week_later() -> None:
    one = told("rocket fire from Iceland damaged several houses in Salm", "ASSAULT", "ISL>NOR")
    other = told("rocket fire from Iceland damaged a school and houses near the old mill", "ASSAULT", "ISL>NOR")
    assert lines_of(*two_reports(one, other), of="event")
    assert lines_of(*two_reports(one, other, published=date(2031, 5, 12)), of="event") == []
    assert lines_of(*two_reports(one, one, published=date(2031, 5, 12)), of="event")  # told again word for word


def test_the_first_to_tell_comes_first_and_copies_are_one_voice() -> None:
    deed = told("Icelandic divers cut the cable to the island of Holm", "COERCE", "ISL>NOR")
    readings = [reading(name, [], events=[deed]) for name in ("First", "Second", "Third")]
    voices = own_voices(readings) | {readings[2].report.id: readings[0].report.id}
    (line,) = find_lines(story_of(readings), readings, origins=voices)
    assert line.entries == tuple(it.events[0].id for it in readings)
    assert (line.of, line.origins, line.story) == ("event", 2, story_of(readings).id)


def test_one_report_alone_makes_no_line() -> None:
    deed = told("Icelandic divers cut the cable to the island of Holm", "COERCE", "ISL>NOR")
    assert lines_of(reading("Wire", [], events=[deed, {**deed, "words": f"{deed['words']} again"}])) == []


def test_statements_that_are_one_and_not_what_was_said_again() -> None:
    words = "The strait is closed to warships of any flag"
    first = reading("Wire", [*BACKGROUND, (MARO, words)], said_on="2031-05-02")
    same = reading("Post", [(MARO, "closed to warships of any flag")], said_on="2031-05-02")
    again = reading("Gazette", [(MARO, words)], said_on="2031-05-06", published=date(2031, 5, 6))
    (line,) = lines_of(first, same, again, of="statement")
    assert line.entries == (first.statements[-1].id, same.statements[0].id)


def test_meetings_come_from_the_joining_of_meetings() -> None:
    readings = []
    for name in ("Wire", "Post"):
        report = Report.make(f"{name}.txt", "Both will meet in Salm.", outlet=name, published=date(2031, 5, 2))
        readings.append(Reading(report, meetings=(meeting(report, "meet in Salm", "NOR", "ISL", date="2031-05-04"),)))
    (line,) = lines_of(*readings, of="meeting")
    assert len(line.entries) == 2


@pytest.mark.parametrize(
    ("if_", "then", "holder", "one"),
    [
        ("the gunboats stay in the strait", "close the ports of Salm", MARO, True),
        ("gunboats remain in the strait", "the ports of Salm will be shut", Party("NOR", "Norway"), True),
        ("the gunboats leave the strait", "open the ports of Salm", MARO, False),
        ("the gunboats stay in the strait", "close the ports of Salm", KOVAL, False),
        ("the gunboats stay in the strait", "recall the ambassador", MARO, False),
    ],
)
def test_conditions_are_one_where_holder_and_both_sides_are(if_: str, then: str, holder: Party, one: bool) -> None:
    sides = [("the gunboats stay in the strait", "close the ports of Salm", MARO), (if_, then, holder)]
    readings = []
    for n, (antecedent, consequent, party) in enumerate(sides):
        report = Report.make(f"{n}.txt", f"If {antecedent}, {consequent}.", outlet=f"Outlet {n}")
        whole = condition(report, report.text[:-1], Clause((), antecedent), Clause(("NOR",), consequent), holder=party)
        readings.append(Reading(report, conditions=(whole,)))
    assert [len(group) for group in same_conditions(readings)] == ([2] if one else [1, 1])


def test_every_event_is_in_one_group() -> None:
    pairs = [pair for pairs in (ONE_EVENT, TWO_EVENTS) for pair in pairs.values()]
    readings = [reading(f"Outlet {n}", [], events=list(pair)) for n, pair in enumerate(pairs)]
    events: list[Event] = [event for it in readings for event in it.events]
    groups = same_events(readings)
    assert sorted(event.id for group in groups for event in group) == sorted(event.id for event in events)


def test_a_demand_in_other_words_is_the_same_demand_for_positions_too() -> None:
    one, other = (pair[0]["about"] for pair in (ONE_EVENT["one demand in two wordings"], TWO_EVENTS["two demands"]))
    assert alike(wording(ONE_EVENT["one demand in two wordings"][1]["about"]), wording(one)) > 0
    assert alike(wording(one), wording(other)) == 0
