"""Who said what, on sentences of our own: direct, indirect and mixed, broken, floating, signed, nested."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.model import Reading, Report, Statement
from detente.reading.reader import read_reports

Reader = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read() -> Reader:
    def read_text(text: str) -> Reading:
        report = Report.make("wire.txt", text, published=date(2019, 3, 6), language="en")
        return next(iter(read_reports([report])))

    return read_text


def said(reading: Reading) -> list[Statement]:
    return [s for s in reading.statements if s.attitude == "said"]


def words(reading: Reading, statement: Statement) -> list[str]:
    return [reading.report.text[a:b] for a, b in statement.content_spans]


def test_direct_quotation_with_its_cue_after_it(read: Reader) -> None:
    reading = read(
        "“We shall keep the strait open to all ships,” Indonesian Foreign Minister Retno Marsudi told reporters."
    )
    (statement,) = said(reading)
    assert words(reading, statement) == ["“We shall keep the strait open to all ships,”"]
    assert statement.speaker and statement.speaker.id == "IDN/retno-marsudi"
    assert (statement.manner, statement.cue) == ("direct", "told")


def test_broken_quotation_is_one_statement_of_two_spans(read: Reader) -> None:
    reading = read(
        "“The inspectors may come back,” Hans Blix said on Tuesday, “but only with our consent and under guard.”"
    )
    (statement,) = said(reading)
    assert words(reading, statement) == [
        "“The inspectors may come back,”",
        "“but only with our consent and under guard.”",
    ]


def test_a_quotation_after_a_finished_sentence_is_a_statement_of_its_own_by_the_same_speaker(
    read: Reader,
) -> None:
    reading = read("“The convoy left at dawn,” Vladimir Putin said. “Nobody stopped it on the road to the border.”")
    first, second = said(reading)
    assert first.speaker == second.speaker and first.speaker is not None
    assert words(reading, second) == ["“Nobody stopped it on the road to the border.”"]


def test_space_on_the_wrong_side_of_a_closing_mark(read: Reader) -> None:
    reading = read("“We do not know which road he will take, ”she said.")
    assert words(reading, said(reading)[0]) == ["“We do not know which road he will take, ”"]


def test_indirect_content_is_the_clause_without_that(read: Reader) -> None:
    reading = read("The Kremlin said on Monday that the flights over the Baltic would continue.")
    (statement,) = said(reading)
    assert words(reading, statement) == ["the flights over the Baltic would continue"]
    assert statement.speaker and statement.speaker.id == "RUS"
    assert statement.said_on == "2019-03-04"
    assert statement.manner == "indirect"


def test_mixed_content_takes_the_whole_quotation(read: Reader) -> None:
    reading = read("Tehran warned that any strike would meet “a crushing answer.”")
    statement = next(s for s in reading.statements if s.cue == "warned")
    assert words(reading, statement) == ["any strike would meet “a crushing answer.”"]
    assert statement.manner == "mixed"


def test_according_to_gives_the_source(read: Reader) -> None:
    reading = read("The two sides will exchange prisoners on Friday, according to an official of the White House.")
    (statement,) = said(reading)
    assert statement.speaker and statement.speaker == ("USA", "White House official")


def test_scare_quotes_and_titles_are_no_statements(read: Reader) -> None:
    reading = read("The so-called “people’s republic” has no seat at the table. Troops left the “grey zone” at noon.")
    assert said(reading) == []


def test_quotation_over_two_paragraphs_is_one_statement(read: Reader) -> None:
    reading = read(
        "President Emmanuel Macron said: “We will rebuild the bridge before the winter comes.\n\n"
        "“And we will do it together with our neighbours on the other bank.”"
    )
    (statement,) = said(reading)
    assert len(statement.content_spans) == 2


def test_an_intention_that_is_only_named_is_wanted_not_said(read: Reader) -> None:
    reading = read("Ankara threatened to close the border.")
    assert {s.attitude for s in reading.statements} == {"wants"}


def test_the_reporters_aside_is_not_part_of_the_words(read: Reader) -> None:
    reading = read("Seoul said it had lodged a protest, contradicting an earlier report in a Japanese newspaper.")
    (statement,) = said(reading)
    assert words(reading, statement) == ["it had lodged a protest"]


def test_transcript_turns_belong_to_their_labels(read: Reader) -> None:
    reading = read(
        "SMITH: When will the embassy open again?\n\nJONES: It opens in May, if the guards are in place by then."
    )
    assert [w for s in said(reading) for w in words(reading, s)] == [
        "When will the embassy open again?",
        "It opens in May, if the guards are in place by then.",
    ]


def test_signed_quotation(read: Reader) -> None:
    reading = read("“The river has never been a wall between our two peoples.” ― Maria Lopez, a ferry pilot")
    (statement,) = said(reading)
    assert statement.speaker and statement.speaker.name == "Maria Lopez"


def test_a_pronoun_outside_a_quotation_does_not_mean_somebody_named_inside_it(read: Reader) -> None:
    reading = read(
        "German Chancellor Angela Merkel arrived early. “We wait for what President Donald Trump decides,” she said."
    )
    assert said(reading)[0].speaker == ("DEU/angela-merkel", "Angela Merkel")


def test_every_span_is_exact(read: Reader) -> None:
    reading = read(
        "“Talks are over,” said Sergei Lavrov. He warned of “grave steps” against Kyiv, according to Interfax."
    )
    text = reading.report.text
    for statement in reading.statements:
        assert statement.words == " … ".join(text[a:b] for a, b in statement.content_spans)
        assert 0 <= statement.span.start < statement.span.end <= len(text)


def test_a_clause_hung_on_the_noun_before_it_is_found(read: Reader) -> None:
    reading = read("Angela Merkel told a rally in the capital that Germany would leave the treaty.")
    assert words(reading, said(reading)[0]) == ["Germany would leave the treaty"]


def test_was_quoted_as_saying_is_one_statement_by_the_quoted(read: Reader) -> None:
    reading = read("Sergei Lavrov was quoted as saying that the convoy would turn back.")
    (statement,) = said(reading)
    assert statement.speaker is not None and statement.speaker.id == "RUS/sergei-lavrov"


def test_he_goes_on_with_a_speaker_who_is_known_by_office_only(read: Reader) -> None:
    reading = read("The deputy minister said the talks had failed. “They did not come to negotiate,” he added.")
    first, second = said(reading)
    assert second.speaker == first.speaker is not None


def test_what_is_only_named_inside_reported_words_is_part_of_them(read: Reader) -> None:
    reading = read("Angela Merkel said that the ministers would discuss the plan for the northern border.")
    (statement,) = reading.statements
    assert words(reading, statement) == ["the ministers would discuss the plan for the northern border"]


def test_words_reported_inside_reported_words_stand_beside_them(read: Reader) -> None:
    reading = read("Angela Merkel said that Vladimir Putin had warned that the gas would stop.")
    outer, inner = said(reading)
    assert words(reading, inner) == ["the gas would stop"]
    assert outer.speaker != inner.speaker


def test_a_wish_inside_reported_words_is_part_of_them(read: Reader) -> None:
    reading = read("Angela Merkel said she hoped that the ministers would sign the treaty before the winter.")
    (statement,) = reading.statements
    assert words(reading, statement) == ["she hoped that the ministers would sign the treaty before the winter"]


def test_words_end_where_a_verb_stands_beside_the_cue(read: Reader) -> None:
    reading = read("Ankara said the frigates had stayed in port and warned that it would answer any attack at sea.")
    first, second = said(reading)
    assert words(reading, first) == ["the frigates had stayed in port"]
    assert words(reading, second) == ["it would answer any attack at sea"]
    assert first.speaker == second.speaker is not None and second.speaker.id == "TUR"


def test_words_of_the_past_end_where_the_reporter_goes_on_in_the_present(read: Reader) -> None:
    reading = read("Hans Blix argued that the inspectors were close to a result, and the council has not answered him.")
    (statement,) = said(reading)
    assert words(reading, statement) == ["the inspectors were close to a result"]


def test_a_relative_pronoun_is_where_the_speaker_stands(read: Reader) -> None:
    reading = read("The letter went to Sergei Lavrov, who said that the border would remain shut.")
    statement = next(s for s in reading.statements if s.cue == "said")
    assert statement.speaker is not None and statement.speaker.id == "RUS/sergei-lavrov"
    assert statement.speaker_span is not None
    assert reading.report.text[slice(*statement.speaker_span)] == "who"


def test_who_issues_a_paper_speaks_through_it(read: Reader) -> None:
    reading = read("Tehran issued a statement condemning the seizure of the tanker by British marines.")
    (statement,) = reading.statements
    assert statement.speaker is not None and statement.speaker.id == "IRN"


def test_a_participle_goes_on_with_the_speaker_not_with_what_was_said(read: Reader) -> None:
    reading = read("Sergei Lavrov explained how the convoy had been stopped, adding that nobody had been hurt.")
    added = next(s for s in reading.statements if s.cue == "adding")
    assert added.speaker is not None and added.speaker.id == "RUS/sergei-lavrov"


def test_what_nobody_did_is_no_statement(read: Reader) -> None:
    reading = read("A town called Lipova lost its bridge. The miners were pressured to leave their homes.")
    assert reading.statements == ()


def test_the_colon_opens_what_was_announced(read: Reader) -> None:
    reading = read("Hans Blix said that two things were missing: the seals on the gate and the logs of the guard.")
    (statement,) = said(reading)
    assert statement.words.endswith("the seals on the gate and the logs of the guard")


def french(text: str) -> Reading:
    report = Report.make("depeche.txt", text, published=date(2019, 3, 6), language="fr")
    return next(iter(read_reports([report])))


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("« On joue avec le feu », soupire un officier européen.", "« On joue avec le feu »", "un officier"),
        ("Les navires, a-t-elle indiqué, n'ont jamais quitté le port.", "n'ont jamais quitté le port", "-elle"),
        ("« Nous partirons, a assuré Emmanuel Macron, mais pas seuls. »", "mais pas seuls. »", "Emmanuel Macron"),
        ("Le Vietnam veut porter l'affaire devant la justice.", "porter l'affaire devant la justice", "Le Vietnam"),
    ],
)
def test_french_words_and_the_subject_behind_their_verb(text: str, content: str, speaker: str) -> None:
    (statement,) = french(text).statements
    assert content in statement.words
    assert statement.speaker_span is not None and text[slice(*statement.speaker_span)] == speaker
