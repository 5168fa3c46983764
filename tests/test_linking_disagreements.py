"""Reports that cannot both be right give a disagreement of its type; those that can, and those of two things, none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from linking_samples import own_voices
from record_samples import event, meeting

from detente.codebook.attacks import load_attacks
from detente.codebook.settlements import load_settlements
from detente.codebook.tolls import load_tolls
from detente.errors import CodebookError
from detente.linking.counted import can_be_one, count_at
from detente.linking.disagreements import find_disagreements, tolls_across
from detente.linking.lines import find_lines
from detente.linking.told_tolls import tolls_of
from detente.model import DISPUTED, Disagreement, Meeting, Reading, Report, Story

PUBLISHED = date(2031, 5, 10)


def told(text: str, name: str, *, on: date | None = PUBLISHED, language: str = "en") -> Reading:
    return Reading(Report.make(f"{name}.txt", text, outlet=name, published=on, language=language))


def found_in(*readings: Reading) -> list[Disagreement]:
    story = Story("story", tuple(it.report.id for it in readings), None, None, (), None)
    return find_disagreements(story, readings, find_lines(story, readings, origins=own_voices(readings)))


def between(one: str, other: str, **given: Any) -> list[Disagreement]:
    return found_in(told(one, "Northern Wire", **given), told(other, "Southern Post", **given))


EXAMPLES = [
    (language, *example)
    for language in ("en", "fr")
    for load in (load_tolls, load_attacks, load_settlements)
    for example in load(language).examples
]


@pytest.mark.parametrize(("language", "one", "other", "on"), EXAMPLES, ids=[it[2][:60] for it in EXAMPLES])
def test_examples_of_the_codebook(language: str, one: str, other: str, on: str) -> None:
    for first, second in ((one, other), (other, one)):
        assert [it.on for it in between(first, second, language=language)] == ([on] if on else [])


def test_each_side_has_its_words() -> None:
    readings = (
        told("The ferry from Holm sank on Tuesday with 80 lorries on board, the owner said.", "Wire"),
        told("The ferry from Holm sank on Tuesday with 65 lorries on board, the owner said.", "Post"),
    )
    (found,) = found_in(*readings)
    assert (found.on, found.how, found.story) == ("number", "contradiction", "story")
    assert [side.says for side in found.sides] == ["80", "65"]
    for side, reading in zip(found.sides, readings, strict=True):
        (quote,) = side.quotes
        assert quote.report == reading.report.id
        assert reading.report.text[slice(*quote.span)] == side.says
    assert found.about.startswith("The ferry from Holm sank")


APART = {
    "day of the week": ("date", "The envoys left the castle on Tuesday without an accord on the nets.",
                        "The envoys left the castle on Thursday without an accord on the nets."),
    "day of the month": ("date", "The blockade of the harbour will be lifted on 14 May, said the admiral.",
                         "The blockade of the harbour will be lifted on 16 May, said the admiral."),
    "spelled number": ("number", "Gunmen held three sailors in the lighthouse until the evening.",
                       "Gunmen held five sailors in the lighthouse until the evening."),
    "number beyond a bound": ("number", "The landslide buried more than 200 houses above the old quarry.",
                              "The landslide buried 90 houses above the old quarry."),
    "place": ("place", "A convoy of relief lorries was stopped near Oslo by farmers with tractors.",
              "A convoy of relief lorries was stopped near Lisbon by farmers with tractors."),
    "who to whom": ("actor", "Portugal recalled its ambassador from Norway after the boarding of a trawler.",
                    "Norway recalled its ambassador from Portugal after the boarding of a trawler."),
    "did and did not": ("happened", "The garrison of the island opened fire on the trawlers, villagers said.",
                        "The garrison of the island did not open fire on the trawlers, villagers said."),
    "n't": ("happened", "The president was told of the raid before it began, an aide said.",
            "The president wasn't told of the raid before it began, an aide said."),
}  # fmt: skip


@pytest.mark.parametrize("case", APART.values(), ids=APART)
def test_one_change_is_one_disagreement_of_its_type(case: tuple[str, str, str]) -> None:
    on, one, other = case
    (found,) = between(one, other)
    assert found.on == on
    assert found.on in DISPUTED


BOTH_RIGHT = {
    "the same": ("The mine killed 12 dockers on Friday in Salm.", "The mine killed 12 dockers on Friday in Salm."),
    "a bound": ("At least 12 dockers died when the crane of the old harbour fell.",
                "14 dockers died when the crane of the old harbour fell."),
    "a spelled number": ("The mine killed twelve dockers on the road.", "The mine killed 12 dockers on the road."),
    "another rounding": ("The port loaded 1.2 million tonnes of grain in the spring.",
                         "The port loaded 1,187,000 tonnes of grain in the spring."),
    "another thing counted": ("The shelling of the harbour damaged 12 houses near the church.",
                              "The shelling of the harbour damaged 40 boats near the church."),
    "one day in two wordings": ("The envoys left the castle on Friday without an accord on the nets.",
                                "The envoys left the castle on 9 May without an accord on the nets."),
    "the passive": ("Norway boarded two trawlers of Iceland in the strait at dawn.",
                    "Two trawlers of Iceland were boarded by Norway in the strait at dawn."),
    "initials": ("Observers of the United Nations were turned back at the bridge of Varn on Monday.",
                 "Observers of the UN were turned back at the bridge of Varn on Monday."),
    "a capital for its state": ("The offer was rejected by Norway within a day of the meeting.",
                                "The offer was rejected by Oslo within a day of the meeting."),
    "two meetings": ("The ministers of both navies will meet in Oslo on 14 May for talks on the nets.",
                     "The leaders of both parliaments will meet in Lisbon on 20 May for a dinner."),
    "two attacks": ("A bomb in a market of Herat killed 12 people on Monday.",
                    "A bomb in a market of Kabul killed 40 people on Thursday."),
    "two negations": ("The garrison did not open fire on the trawlers, villagers said.",
                      "The garrison never opened fire on the trawlers, villagers said."),
}  # fmt: skip


@pytest.mark.parametrize("pair", BOTH_RIGHT.values(), ids=BOTH_RIGHT)
def test_reports_that_can_both_be_right(pair: tuple[str, str]) -> None:
    assert between(*pair) == []


def test_a_toll_that_rises_is_an_update_and_one_that_falls_is_none() -> None:
    low, high = (f"The earthquake in the hills above Varn killed {n} people, the prefect said." for n in (12, 31))
    first, next_day = date(2031, 5, 10), date(2031, 5, 11)
    (risen,) = found_in(told(low, "Wire", on=first), told(high, "Post", on=next_day))
    (fallen,) = found_in(told(high, "Wire", on=first), told(low, "Post", on=next_day))
    (same_day,) = found_in(told(low, "Wire", on=first), told(high, "Post", on=first))
    assert (risen.how, fallen.how, same_day.how) == ("update", "contradiction", "contradiction")


def test_a_correction_is_an_update() -> None:
    one = told("Workers found 31 boats in the flooded tunnel, the ministry said.", "Wire", on=date(2031, 5, 10))
    other = told(
        "Workers found 12 boats in the flooded tunnel, the ministry said in a corrected statement.",
        "Post",
        on=date(2031, 5, 11),
    )
    (found,) = found_in(one, other)
    assert found.how == "update"


def test_a_toll_in_other_words() -> None:
    one = told("Rockets that hit the market of Salm on Friday killed 12 people, doctors said.", "Wire")
    other = told("In Salm, 30 people were killed by rockets on a crowded market.", "Post")
    elsewhere = told("In Varn, 30 people were killed by rockets on a crowded market.", "Gazette")
    (found,) = found_in(one, other)
    assert (found.on, [side.says for side in found.sides]) == ("number", ["12", "30"])
    assert found_in(one, elsewhere) == []


TOLLS = {
    "one place, other words": (
        "A rocket hit the ferry terminal in the port of Salm on Friday, killing 12 people, doctors said.",
        "Thirty people died when rockets struck the port of Salm, the coast guard said.", ["12", "thirty"],
    ),
    "the wounded, not the dead": (
        "The blast near the village of Varn killed nine people and wounded 40 others.",
        "Nine people were killed and 25 wounded by the blast near the village of Varn.", ["40", "25"],
    ),
    "a toll that the sentence leads up to": (
        "The death toll from the blast near the village of Varn rose to 31 on Friday.",
        "The blast near the village of Varn killed 18 people, hospital staff said.", ["31", "18"],
    ),
    "some of them cannot be more than all": (
        "The shelling of the Orlo district of Herat killed 14 people on Friday.",
        "The shelling of the Orlo district of Herat killed 22 civilians on Friday.", ["14", "22"],
    ),
    "spellings of one place": (
        "Air raids on the town of Khan Zarghun killed 30 people on Friday, a monitor said.",
        "In Khan Zargun, air raids killed 50 people, another monitor said.", ["30", "50"],
    ),
    "a part of them aside": (
        "Forty people, including six children, died in the raid on the village of Varn.",
        "The raid on the village of Varn killed 28 people, six of them children.", ["forty", "28"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "says"), TOLLS.values(), ids=TOLLS)
def test_tolls_of_one_happening(one: str, other: str, says: list[str]) -> None:
    (found,) = between(one, other)
    assert (found.on, [side.says for side in found.sides]) == ("number", says)


NO_TOLLS_APART = {
    "parts and their sum": (
        "The raids near the village of Varn killed 30 soldiers and 39 rebels.",
        "The raids near the village of Varn killed 69 people, a monitor said.",
    ),
    "a part and the whole": (
        "The raid on the village of Varn killed 28 people, a monitor said.",
        "Six children were among those killed by the raid on the village of Varn.",
    ),
    "two places": (
        "The shelling of the village of Varn killed 14 people on Friday.",
        "The shelling of the village of Orlo killed 22 people on Friday.",
    ),
    "what was struck, and whom": (
        "Sixty air strikes killed 70 people near the village of Varn on Friday.",
        "Air strikes near the village of Varn killed 70 people on Friday.",
    ),
    "a happening and a war": (
        "The raid on the village of Varn killed 28 people, a monitor said.",
        "The war has killed 90,000 people near the village of Varn, a monitor said.",
    ),
    "the other number told too": (
        "The raid on the village of Varn killed 28 people, a monitor said.",
        "The raid on the village of Varn killed 41 people, doctors said. A monitor said that 28 people were killed.",
    ),
    "other victims": (
        "The raid on the village of Varn killed 28 rebels, a monitor said.",
        "The raid on the village of Varn killed 12 civilians, a monitor said.",
    ),
}


@pytest.mark.parametrize("pair", NO_TOLLS_APART.values(), ids=NO_TOLLS_APART)
def test_tolls_that_can_both_be_right(pair: tuple[str, str]) -> None:
    assert [it for it in between(*pair) if it.on == "number"] == []


def test_a_toll_told_as_the_least_is_an_update_of_what_was_known() -> None:
    one = "The crash in the village of Varn killed at least 27 people, a monitor said."
    (found,) = between(one, "Thirty-five people died in the crash in the village of Varn, a rescuer said.")
    assert found.how == "update"
    assert between(one, "Twenty-nine people died in the crash in the village of Varn, a rescuer said.") == []


def test_a_toll_in_french() -> None:
    (found,) = between(
        "Une explosion dans le village de Varn a tué douze personnes vendredi, selon la police.",
        "Trente personnes ont été tuées par une explosion dans le village de Varn, selon un médecin.",
        language="fr",
    )
    assert (found.on, [side.says for side in found.sides]) == ("number", ["douze", "trente"])


def test_tolls_of_one_happening_in_two_stories() -> None:
    texts = {
        "Wire": "Parliament met in Oslo. On Friday a gas attack on the town of Khan Zarghun killed 58 people.",
        "Post": "A gas attack killed 87 civilians in Khan Zargun on Friday, hospital staff said.",
        "Gazette": "A gas attack killed 20 people in the town of Salm on Friday, hospital staff said.",
    }
    reports = {it.id: it for it in (told(text, name).report for name, text in texts.items())}
    tolls = {id_: tolls_of(report) for id_, report in reports.items()}
    (found,) = tolls_across(tolls, reports, {id_: id_ for id_ in reports})
    assert (found.on, found.story, [side.says for side in found.sides]) == ("number", None, ["58", "87"])
    assert tolls_across(tolls, reports, dict.fromkeys(reports, "one story")) == []


def test_days_without_a_day_of_publication_are_compared_by_their_words() -> None:
    one, other = (f"The envoys left the castle {day} without an accord on the nets." for day in ("Tuesday", "Thursday"))
    (found,) = between(one, other, on=None)
    assert [side.says for side in found.sides] == ["tuesday", "thursday"]
    assert between(one, one.replace("Tuesday", "yesterday"), on=None) == []


def test_several_copies_that_say_one_thing_stand_on_one_side() -> None:
    text = "The ferry from Holm sank on Tuesday with {} lorries on board. The owner, a bank of Oslo, gave no reason."
    readings = [told(text.format(n), name) for n, name in ((80, "Wire"), (65, "Post"), (65, "Gazette"))]
    (found,) = found_in(*readings)
    assert {side.says: len(side.quotes) for side in found.sides} == {"80": 1, "65": 2}


def test_reports_of_unknown_days_disagree_on_a_toll_of_one_named_day_alone() -> None:
    """A war has such a toll every week: with no day at all, two of them may be of two attacks."""
    one = "Shells fired at the market of Salm killed nine dockers{}, the harbour office said."
    other = "Nineteen dockers died{} when the rebels shelled the crowded market of Salm, a priest said."
    assert [it.on for it in between(one.format(""), other.format(""))] == ["number"]
    assert between(one.format(""), other.format(""), on=None) == []
    named = between(one.format(" on 4 May 2031"), other.format(" on 4 May 2031"), on=None)
    assert [it.on for it in named] == ["number"]


def told_meeting(name: str, text: str, *, on: date = PUBLISHED, **given: Any) -> Reading:
    report = Report.make(f"{name}.txt", text, outlet=name, published=on, language="en")
    return Reading(report, meetings=(meeting(report, text[:-1], "NOR", "PRT", **given),))


def test_a_meeting_on_two_days_and_at_two_places() -> None:
    one = told_meeting("Wire", "Both begin talks.", date="2031-05-12", place="Geneva")
    other_day = told_meeting("Post", "Talks open then.", date="2031-05-13", place="Geneva")
    other_place = told_meeting("Post", "Talks open then.", date="2031-05-12", place="Oslo")
    (days,) = found_in(one, other_day)
    assert (days.on, [side.says for side in days.sides]) == ("date", ["2031-05-12", "2031-05-13"])
    (places,) = found_in(one, other_place)
    assert (places.on, [side.says for side in places.sides]) == ("place", ["Geneva", "Oslo"])


def test_a_meeting_called_off_later_is_an_update() -> None:
    planned = told_meeting("Wire", "Both begin talks.", date="2031-05-12", on=date(2031, 5, 9))
    off = told_meeting("Post", "Talks are off.", date="2031-05-12", status="cancelled", on=date(2031, 5, 10))
    (found,) = found_in(planned, off)
    assert (found.on, found.how) == ("happened", "update")
    meetings: list[Meeting] = [it.meetings[0] for it in (planned, off)]
    assert [side.quotes[0].span for side in found.sides] == [it.span for it in meetings]


@pytest.mark.parametrize(
    ("status", "expected"), [("denied", ["happened"]), ("negated", ["happened"]), ("happened", [])]
)
def test_a_deed_told_and_denied(status: str, expected: list[str]) -> None:
    readings = []
    for name, words, as_ in (
        ("Wire", "Icelandic divers cut the cable to the island of Holm", "happened"),
        ("Post", "cutting of the cable to Holm island by divers", status),
    ):
        report = Report.make(f"{name}.txt", f"{words}.", outlet=name, published=PUBLISHED, language="en")
        deed = event(report, words, "COERCE", actor=("ISL",), recipient=("NOR",), status=as_)
        readings.append(Reading(report, events=(deed,)))
    assert [it.on for it in found_in(*readings)] == expected


def test_ids_are_the_same_each_time_and_no_report_disagrees_with_itself() -> None:
    text = "Gunmen held three sailors in the lighthouse. Gunmen held five sailors in the lighthouse until the evening."
    assert found_in(told(text, "Wire")) == []
    pair = (APART["place"][1], APART["place"][2])
    assert between(*pair) == between(*pair)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("at least 12", "14", True), ("at least 12", "9", False), ("nearly 100", "97", True), ("40", "12", False),
        ("dozens", "36", True), ("two hundred", "200", True), ("twenty-five", "25", True), ("1,200", "1,187", True),
        ("between 10 and 20", "15", True), ("up to 30", "31", False), ("2.5 million", "2,500,000", True),
    ],
)  # fmt: skip
def test_what_numbers_can_be(one: str, other: str, *, same: bool) -> None:
    counts = []
    for words in (one.split(), other.split()):
        counts.append(next(c for n in range(len(words)) if (c := count_at(words, n, load_tolls("en")))))
    assert can_be_one(*counts) == same


def test_a_broken_word_list_is_named(tmp_path: Any) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "tolls.toml").write_text('not = ["not"]\n', encoding="utf-8")
    with pytest.raises(CodebookError, match="missing"):
        load_tolls("en", folder=tmp_path)


def test_the_days_of_two_datelines_are_no_disagreement() -> None:
    told_of = "Sailors searched a freighter bound for Holm and found no weapons on board, the navy said."
    assert between(f"MARSTRAND, May 9 — {told_of}", f"MARSTRAND, May 10 (Post) — {told_of}") == []


def attack(words: str, name: str, *, on: date = PUBLISHED) -> Reading:
    return told(
        f"{words} Prices in the town have doubled since the harvest failed, and the road is closed.", name, on=on
    )


def test_an_attack_is_one_by_what_was_hit_and_where_and_told_apart_by_means_and_by_who() -> None:
    first = attack("A Norwegian air strike hit the clinic in Tahoua on Friday, a nurse said.", "Wire")
    second = attack(
        "Rockets fired by Iceland fell on the health centre in Tahoua on Friday, the mayor told us.", "Post"
    )
    third = attack("Shells fired by Iceland landed on a clinic in Tahoua on Friday, the mayor told us.", "Times")
    assert [it.on for it in found_in(first, second)] == ["actor"]
    found = {it.on: it for it in found_in(first, third)}
    assert found.keys() == {"means", "actor"}
    assert [side.says for side in found["means"].sides] == ["air strike", "Shells"]


def test_nothing_is_made_of_what_the_other_report_mentions_too() -> None:
    first = attack("An air strike hit the clinic in Tahoua on Friday, a nurse said.", "Wire")
    second = attack("Shells landed on the clinic in Tahoua on Friday. The army denied an air strike.", "Post")
    assert found_in(first, second) == []


def test_an_attack_of_the_day_before_is_the_same_only_where_neither_report_is_older_than_both_days() -> None:
    first = attack("An air strike hit the clinic in Tahoua on Thursday, a nurse said.", "Wire")
    second = attack("Jets bombed the clinic in Tahoua on Friday, the mayor told us.", "Post")
    assert [it.on for it in found_in(first, second)] == ["date"]
    early = attack("An air strike hit the clinic in Tahoua on Thursday, a nurse said.", "Wire", on=date(2031, 5, 8))
    assert found_in(early, second) == []


def test_a_form_filled_twice_is_two_happenings() -> None:
    first = told("Varn Mills raised its sales of flour to 31 million crowns in April from 27 million.", "Wire")
    second = told("Holm Dairy raised its sales of flour to 12 million crowns in April from 19 million.", "Post")
    assert found_in(first, second) == []


def test_confidence_grows_with_what_both_tell_alike() -> None:
    first = told("A mine killed 12 dockers in Salm on Friday, the harbour master said.", "Wire")
    second = told("The harbour master said a mine on the quay had killed 15 dockers.", "Post")
    third = told("The harbour master of Salm said a mine on the quay had killed 15 dockers on Friday.", "Times")
    (vague,), (plain,) = found_in(first, second), found_in(first, third)
    assert 0 < vague.confidence < plain.confidence < 1


def test_talks_that_came_out_two_ways() -> None:
    agreed = told("Norway and Iceland reached an agreement on the nets at the talks in Bergen on Friday.", "Wire")
    failed = told("The talks in Bergen between Iceland and Norway ended without a deal on Friday.", "Post")
    later = told("The talks in Bergen between Iceland and Norway ended without a deal.", "Post", on=date(2031, 5, 14))
    (found,) = found_in(agreed, failed)
    assert (found.on, [side.says for side in found.sides]) == ("outcome", ["agreed", "not agreed"])
    assert found_in(agreed, later) == []
