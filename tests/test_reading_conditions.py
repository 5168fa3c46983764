"""Conditions: the codebook's examples, and sentences of our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reading_batch import read_all

from detente.api import sample
from detente.codebook.conditionals import ConditionExample, load_conditionals
from detente.errors import CodebookError
from detente.model import Condition, Reading, Report
from detente.reading.reader import read_reports

EXAMPLES = load_conditionals("en").examples
FRENCH = load_conditionals("fr").examples

TEXTS = {
    "adviser": "Ankara must release the pastor or risk further tariffs, a White House adviser, Ann Kolb, said.",
    "delegate": "The court should hear it if Khartoum keeps its guns in the town, said the Danish delegate, Lars Holm.",
    "went on": "If the Security Council votes for it, the Norwegian minister went on, the fleet will leave the bay.",
    "notice": "The link will open only if India moves its guns, Pakistan's civil aviation authority said in a notice.",
    "in a city": "In Accra, a deputy minister warned that the army would fire were Togo to shell the port.",
    "mediated": "The Swiss envoy said Iran had agreed to open the site provided that the inspectors came unarmed.",
    "feared": "A Finnish diplomat said that Chad's officers feared they would be sent home if the talks failed.",
    "headline": "Kenya frees pilot; Uganda says no talks unless the raids stop",
    "so provided": "Kenya said it was ready to do so provided that both sides asked in writing.",
    "else": "Beijing said Manila must tow away the wreck or else pay for what follows.",
    "ultimatum": "The general has given the militia an ultimatum: disarm by Friday or be attacked.",
    "bargain": "“Give us a port, and we will sell you gas,” the Bolivian minister said.",
    "then": "“They leave, then we can talk,” the spokesman said.",
    "fly home": "They meet on Friday, then they will fly home.",
    "tied": "Yerevan has conditioned the treaty on the return of its prisoners.",
    "proof": "The minister said he was prepared to lift them once he had proof that Chad kept its word.",
    "voted": "The government accepted the curbs only after they had been voted by the senate.",
    "asked if": "The spokesman, asked if a visit might help to ease tension, declined to answer.",
    "decision": "He was trying to make a decision if he should leave Spain.",
    "too late": "Officials said any settlement would come too late to stop the tariffs.",
    "to win": "The mayor is tipped by most polls to win if he decides to stand again.",
    "necessary": "The envoy said the step was necessary if the two sides wanted a truce.",
    "said on": "Oman said on Saturday it would expel the ambassador unless the ship was released.",
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
    "shelling": "If Syrian troops shell Golan again, Israel will bomb their batteries, Israel’s army said.",
    "that happens": "Ethiopia may attack Assab, the Eritrean envoy said. If that happens, Eritrea will close the port.",
    "if so": "Congo might expel the observers. In that case Uganda would withdraw its battalion, Uganda’s envoy said.",
    "again": "France warned of sanctions in the event of an attack on Niger. Mali would also act if that happened.",
    "offered": "The Kenyan president offered to free the crew provided Somali gunmen left the harbour.",
    "nested": "Oman's envoy said that Yemen had promised to release the crew if the raids ended.",
    "carried on": "The corridor is too narrow, a Swiss colonel said. If it were shelled, our lorries could not turn.",
    "broken": "Cuba could accept a truce, the envoy told reporters, so long as no foreign ship was searched.",
    "passive": "If Finland is attacked, Sweden will send its fleet.",
    "described": "The rebels will leave if the men who bombed Beirut are tried.",
    "committed": "Rwanda threatened to attack Goma unless Congo disarmed the militia.",
    "two": "Chile will sign if Peru leaves the island, and Bolivia will protest if Chile signs.",
    "told aside": "If the convoys pass as agreed, it was added, the blockade of the port will be lifted.",
    "told between": "If Peru leaves the island, President Allende told reporters, “then this country will sign.”",
    "offer": "Mr. Sisi offered in a letter read on the radio to remove the guns that Israel regards as "
    "offensive, if Israeli troops are withdrawn from Gaza.",
    "two openers": "Norway is ready to wait until spring comes, if Iceland asks for it.",
    "taken over": "Flights over Oman would continue until the guns had gone, an envoy of Yemen said. If they are "
    "withdrawn as planned, Yemen will lift the quarantine.",
    "avoided": "Should the patrols withdraw, Ghana will wait to avoid a clash at sea.",
    "price": "Riga has made the withdrawal of Russian troops a condition for talks.",
    "narrator": "The strike will spread unless the government pays the miners.",
    "reported perfect": "The army said that if the rebels had not withdrawn by Friday, it would attack the town.",
    "question": "If Japan sends ships, what will China do?",
    "ability": "The crew will answer as soon as possible, the company said.",
    "habit": "If a stranger came to the village, the elders met.",
    "were to": "Belgian troops were to leave Kigali on Monday.",
    "choice": "The council may meet in Geneva or in Vienna.",
    "consequences": "Egyptian Foreign Minister Sameh Shoukry warned Ethiopia that a filling of the dam would "
    "have grave consequences.",
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    english = read_all(TEXTS | {e.sentence: e.sentence for e in EXAMPLES})
    return english | read_all({e.sentence: e.sentence for e in FRENCH}, language="fr")


def only(reading: Reading) -> Condition:
    (condition,) = reading.conditions
    return condition


def words(reading: Reading) -> str:
    start, end = only(reading).span
    return reading.report.text[start:end]


@pytest.mark.parametrize("example", [*EXAMPLES, *FRENCH], ids=lambda e: e.sentence[:40])
def test_example_of_the_codebook(readings: dict[str, Reading], example: ConditionExample) -> None:
    found = readings[example.sentence]
    if not example.span:
        assert found.conditions == ()
        return
    start = example.sentence.index(example.span)
    end = start + len(example.span)
    condition = only(found)
    shared = min(end, condition.span.end) - max(start, condition.span.start)
    assert (condition.sense, condition.strength) == (example.sense, example.strength)
    assert condition.counterfactual == example.counterfactual
    assert shared >= 0.8 * max(end - start, condition.span.end - condition.span.start)


NONE = ["anonymity", "only when", "as though", "whether", "done", "question", "ability", "habit", "were to", "choice"]


@pytest.mark.parametrize("name", NONE)
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


@pytest.mark.parametrize(
    ("name", "holder"),
    [
        ("adviser", "USA/ann-kolb"),
        ("delegate", "DNK/lars-holm"),
        ("went on", "NOR"),
        ("notice", "PAK"),
        ("mediated", "IRN"),
        ("feared", "TCD"),
        ("headline", "UGA"),
        ("tied", "ARM"),
        ("bargain", "BOL"),
    ],
)
def test_who_says_it_where_no_statement_does(readings: dict[str, Reading], name: str, holder: str) -> None:
    found = only(readings[name]).holder
    assert found is not None and (found.id or "").startswith(holder)


def test_a_speaker_without_a_state_is_named(readings: dict[str, Reading]) -> None:
    found = only(readings["in a city"]).holder
    assert found is not None and found.name == "deputy minister"


@pytest.mark.parametrize(
    ("name", "antecedent", "consequent", "sense"),
    [
        ("adviser", "Ankara must release the pastor", "risk further tariffs", "unless"),
        ("went on", "the Security Council votes for it", "the fleet will leave the bay", "if"),
        ("headline", "the raids stop", "no talks", "unless"),
        ("so provided", "both sides asked in writing", "do so", "as long as"),
        ("else", "Manila must tow away the wreck", "pay for what follows", "unless"),
        ("ultimatum", "disarm by Friday", "be attacked", "unless"),
        ("bargain", "Give us a port", "we will sell you gas", "if"),
        ("then", "They leave", "we can talk", "if"),
        ("tied", "the return of its prisoners", "the treaty", "as long as"),
        ("proof", "he had proof that Chad kept its word", "lift them", "if"),
        ("to win", "he decides to stand again", "The mayor is tipped by most polls to win", "if"),
        ("necessary", "the two sides wanted a truce", "the step was necessary", "if"),
        ("said on", "the ship was released", "it would expel the ambassador", "unless"),
    ],
)
def test_the_two_sides(readings: dict[str, Reading], name: str, antecedent: str, consequent: str, sense: str) -> None:
    found = only(readings[name])
    assert (found.antecedent.does, found.consequent.does, found.sense) == (antecedent, consequent, sense)


@pytest.mark.parametrize("name", ["fly home", "voted", "asked if", "decision", "too late"])
def test_what_only_looks_like_one(readings: dict[str, Reading], name: str) -> None:
    assert readings[name].conditions == ()


def test_what_goes_on_until(readings: dict[str, Reading]) -> None:
    condition = only(readings["goes on"])
    assert condition.sense == "as long as"
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


def test_both_sides_are_told_as_events(readings: dict[str, Reading]) -> None:
    reading = readings["shelling"]
    condition = only(reading)
    antecedent, consequent = condition.antecedent, condition.consequent
    assert (antecedent.who, antecedent.type) == (("SYR",), "ASSAULT")
    assert (consequent.who, consequent.type) == (("ISR",), "ASSAULT")
    status = {e.id: e.status for e in reading.events}
    linked = [*antecedent.events, *consequent.events]
    assert linked, "the events read in its words are linked"
    assert {status[id_] for id_ in linked} == {"conditional"}


def test_a_passive_tells_to_whom_it_is_done(readings: dict[str, Reading]) -> None:
    antecedent = only(readings["passive"]).antecedent
    assert (antecedent.who, antecedent.type, antecedent.recipient) == ((), "ASSAULT", ("FIN",))


def test_what_only_describes_is_not_supposed(readings: dict[str, Reading]) -> None:
    reading = readings["described"]
    bombed = [e for e in reading.events if "bombed" in reading.report.text[slice(*e.span)] and e.type == "ASSAULT"]
    assert all(e.status == "happened" for e in bombed)
    assert only(reading).antecedent.type != "ASSAULT"


def test_what_was_threatened_has_been_threatened(readings: dict[str, Reading]) -> None:
    reading = readings["committed"]
    condition = only(reading)
    assert (condition.consequent.who, condition.consequent.type) == (("RWA",), "ASSAULT")
    assert (condition.sense, condition.strength) == ("unless", "will")
    assert [e.status for e in reading.events if e.type == "THREATEN"] == ["happened"]


@pytest.mark.parametrize(
    ("name", "antecedent", "type_"),
    [
        ("that happens", "that happens (Ethiopia may attack Assab)", "ASSAULT"),
        ("if so", "that case (Congo might expel the observers)", "SANCTION"),
    ],
)
def test_an_antecedent_that_points_back(readings: dict[str, Reading], name: str, antecedent: str, type_: str) -> None:
    found = only(readings[name]).antecedent
    assert (found.does, found.type) == (antecedent, type_)


def test_it_points_to_the_condition_before(readings: dict[str, Reading]) -> None:
    first, second = readings["again"].conditions
    assert second.antecedent.does == f"that happened ({first.antecedent.does})"
    assert second.antecedent.type == first.antecedent.type == "ASSAULT"


@pytest.mark.parametrize(
    ("name", "holder"),
    [
        ("offered", "KEN/uhuru-kenyatta"),
        ("nested", "YEM"),
        ("that happens", "ERI"),
        ("carried on", "Swiss colonel"),
        ("broken", "CUB"),
        ("price", "LVA"),
    ],
)
def test_holder(readings: dict[str, Reading], name: str, holder: str) -> None:
    found = only(readings[name]).holder
    assert found is not None
    assert (found.id or found.name) == holder


def test_the_narrator_holds_none(readings: dict[str, Reading]) -> None:
    assert only(readings["narrator"]).holder is None


def test_two_conditions_of_one_sentence(readings: dict[str, Reading]) -> None:
    assert [(c.antecedent.who, c.consequent.who) for c in readings["two"].conditions] == [
        (("PER",), ("CHL",)),
        (("CHL",), ("BOL",)),
    ]


def test_a_reported_perfect_is_no_counterfactual(readings: dict[str, Reading]) -> None:
    condition = only(readings["reported perfect"])
    assert (condition.strength, condition.counterfactual) == ("would", False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[markers]]\nwords = ["if"]\nsense = "if"', "unknown section"),
        ('[[marker]]\nwords = ["if"]\nsense = "perhaps"', "sense must be one of"),
        ('[[marker]]\nwords = ["if"]\nsense = "if"\ndemand = true', "unknown key 'demand'"),
        ('[[strength]]\nwords = ["can"]\nstrength = "maybe"', "strength must be one of"),
    ],
)
def test_a_broken_codebook_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "conditions.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=message):
        load_conditionals("en", folder=tmp_path)


def test_a_reporting_clause_is_no_consequence(readings: dict[str, Reading]) -> None:
    for name, does in (
        ("told aside", "the blockade of the port will be lifted"),
        ("told between", "this country will sign"),
    ):
        (found,) = readings[name].conditions
        assert found.consequent.does == does


def test_a_subject_stays_in_its_clause_and_an_opener_wins_over_an_act_that_is_the_subject() -> None:
    text = next(path for path in sample() if path.stem == "1962-10-27-albion-reply").read_text(encoding="utf-8")
    (reading,) = read_all({"reply": text}, published=date(1962, 10, 27)).values()
    told = {c.antecedent.does: c for c in reading.conditions}
    promise = told["its missiles were removed under United Nations supervision"]
    assert promise.consequent.does == "the quarantine would be ended, and assurances against an invasion of Cuba given"
    assert (promise.antecedent.who, promise.consequent.who) == (("SUN",), ("USA",))
    unless = told['work stopped, the weapons were "rendered inoperable" and shipments ceased']
    assert (unless.sense, unless.consequent.does) == ("unless", "No Soviet proposal could be considered")


def test_what_was_offered_is_what_would_follow(readings: dict[str, Reading]) -> None:
    (found,) = readings["offer"].conditions
    assert found.consequent.does == "remove the guns that Israel regards as offensive"
    assert found.antecedent.who == ("ISR",)


def test_openers_of_two_senses_are_not_made_one(readings: dict[str, Reading]) -> None:
    for found in readings["two openers"].conditions:
        assert not {"spring", "Iceland"} <= set(found.antecedent.does.split())


def test_they_are_what_the_antecedent_before_was_about(readings: dict[str, Reading]) -> None:
    found = readings["taken over"].conditions[-1]
    assert found.antecedent.does == "they are withdrawn as planned (the guns)"
    assert found.consequent.type == "CONCEDE"


def test_what_is_avoided_is_not_done(readings: dict[str, Reading]) -> None:
    (found,) = readings["avoided"].conditions
    assert found.consequent.type != "ASSAULT"


def test_a_reflexive_verb_opens_no_condition() -> None:
    texts = {
        "était": "M. Dupont s’était dit prêt, dans sa lettre, à s’entendre avec Rabat.",
        "trouve": "Oslo refuse de retirer le matériel qui s’y trouve.",
        "il": "S’il quitte le port, Rabat rouvrira la frontière.",
    }
    found = read_all(texts, language="fr")
    assert [len(found[name].conditions) for name in texts] == [0, 0, 1]
