"""Conditions: the codebook's examples, and sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest
from reading_batch import read_all

from detente.codebook.conditionals import ConditionExample, load_conditionals
from detente.model import Condition, Reading, Report
from detente.reading.reader import read_reports

EXAMPLES = load_conditionals("en").examples

TEXTS = {
    "provided": "Rabat said it would reopen the crossing provided that Algiers withdraws its armour.",
    "condition": "Chad accepted the truce on condition that Libya did the same.",
    "anonymity": "The diplomat spoke on condition of anonymity in Tunis.",
    "goes on": "Peru vowed to keep shelling the ridge until Ecuador pulls its patrols back.",
    "only when": "He remained in office until 1994.",
    "unpunished": "“Any new Turkish attack will not go unpunished,” Greek Prime Minister Alexis Tsipras said.",
    "hesitate": "Tsipras said Greece would not hesitate to act if the flights continued.",
    "as though": "The two envoys shook hands as if the war were over.",
    "whether": "Ankara has not said whether it will attend.",
    "done": "Manila got the patrol boats in exchange for a lease on the harbour.",
    "consequences": "Egyptian Foreign Minister Sameh Shoukry warned Ethiopia that a filling of the dam would "
    "have grave consequences.",
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all(TEXTS | {e.sentence: e.sentence for e in EXAMPLES})


def only(reading: Reading) -> Condition:
    (condition,) = reading.conditions
    return condition


def words(reading: Reading) -> str:
    start, end = only(reading).span
    return reading.report.text[start:end]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.sentence[:40])
def test_example_of_the_codebook(readings: dict[str, Reading], example: ConditionExample) -> None:
    found = readings[example.sentence]
    if not example.span:
        assert found.conditions == ()
        return
    start = example.sentence.index(example.span)
    end = start + len(example.span)
    condition = only(found)
    shared = min(end, condition.span.end) - max(start, condition.span.start)
    assert condition.sense == example.sense
    assert shared >= 0.8 * max(end - start, condition.span.end - condition.span.start)


@pytest.mark.parametrize("name", ["anonymity", "only when", "as though", "whether", "done"])
def test_what_only_looks_like_a_condition(readings: dict[str, Reading], name: str) -> None:
    assert readings[name].conditions == ()


def test_provided_that(readings: dict[str, Reading]) -> None:
    condition = only(readings["provided"])
    assert (condition.antecedent.who, condition.consequent.who) == (("DZA",), ("MAR",))
    assert condition.antecedent.does.endswith("Algiers withdraws its armour")
    assert condition.holder and condition.holder.id == "MAR"


def test_on_condition_that(readings: dict[str, Reading]) -> None:
    condition = only(readings["condition"])
    assert (condition.antecedent.who, condition.consequent.who) == (("LBY",), ("TCD",))


def test_what_goes_on_until(readings: dict[str, Reading]) -> None:
    condition = only(readings["goes on"])
    assert condition.sense == "until"
    assert (condition.antecedent.who, condition.consequent.who) == (("ECU",), ("PER",))


def test_an_act_as_subject_is_the_antecedent(readings: dict[str, Reading]) -> None:
    condition = only(readings["unpunished"])
    assert condition.antecedent.who == ("TUR",)
    assert condition.holder and condition.holder.id == "GRC/alexis-tsipras"
    assert condition.consequent.who == ("GRC",), "who warns of it will see to it"


def test_the_consequence_is_told_with_its_finite_verb(readings: dict[str, Reading]) -> None:
    assert words(readings["hesitate"]) == "Greece would not hesitate to act if the flights continued"
    assert only(readings["hesitate"]).consequent.does == "Greece would not hesitate to act"


def test_dire_conditions_are_threats(readings: dict[str, Reading]) -> None:
    threats = [e for e in readings["unpunished"].events if e.type == "THREATEN"]
    assert [(e.actor, e.recipient, e.status) for e in threats] == [(("GRC/alexis-tsipras",), ("TUR",), "conditional")]
    (told,) = (e for e in readings["consequences"].events if e.type == "THREATEN")
    assert (told.actor, told.recipient, told.status) == (("EGY/sameh-shoukry",), ("ETH",), "happened")


def test_a_cue_that_breaks_the_words_is_no_part_of_the_consequent() -> None:
    text = "“If the convoy turns back,” Angela Merkel told reporters on Monday, “we will open the border the same day.”"
    (reading,) = read_reports([Report.make("wire.txt", text, published=date(2019, 3, 6), language="en")])
    (condition,) = reading.conditions
    assert condition.consequent.does == "we will open the border the same day"
    assert condition.holder is not None and condition.holder.id == "DEU/angela-merkel"
