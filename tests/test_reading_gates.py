"""Reports that are not parsed: nobody named, markets, sports; each with its reason, and read when asked for."""

from __future__ import annotations

import pytest

from detente.model import Reading, Report
from detente.reading.gates import UNTOLD, was_passed_by
from detente.reading.options import Options
from detente.reading.reader import read_reports

EARNINGS = """Lathom Mills Inc said net profit for the third quarter rose 12 percent to 4.1 mln dlrs, or 38 cts a share,
on sales of 61 mln dlrs. The board declared a quarterly dividend of five cts, payable June 3 to shareholders of record
May 12. Analysts had expected earnings of 35 cts a share. The company said the market for cotton yarn was firm."""

MATCH = """Substitute Ole Brandt scored twice in the second half as Norway beat Denmark 3-1 in the final of the women's
tournament. The captain headed the opening goal after a corner, and the Danish goalkeeper saved a penalty before the
break. The coach praised her players and the fans. Norway won the title for the third season in a row."""

SANCTIONS = """The United States imposed sanctions on Iran's central bank on Friday, and the price of crude rose four
percent in early trading. Iran's foreign minister said the measures were an act of war. Investors moved money into gold
and bonds. The European Union said its companies and banks would keep to the contract; the dollar fell."""

STORM = """A storm tore the roofs off forty houses before dawn and cut the power to the valley, the fire service said.
Nobody was hurt. Crews cleared fallen trees from the coast road through the morning, and the school stayed closed. The
mayor said that she had asked for blankets and generators, and that the bridge would be looked at on Monday."""


@pytest.fixture(scope="module")
def read() -> dict[str, Reading]:
    texts = {"earnings": EARNINGS, "match": MATCH, "sanctions": SANCTIONS, "storm": STORM, "flash": STORM[:100]}
    reports = [Report.make(name, text, language="en") for name, text in texts.items()]
    return dict(zip(texts, read_reports(reports), strict=True))


@pytest.mark.parametrize(
    ("name", "reason"), [("earnings", "names no state"), ("match", "reads as sports"), ("storm", "names no state")]
)
def test_what_is_not_parsed_says_why(read: dict[str, Reading], name: str, reason: str) -> None:
    reading = read[name]
    assert was_passed_by(reading)
    assert reading.entries() == ()
    ((span, why),) = reading.passed_over
    assert span == (0, len(reading.report.text))
    assert why.startswith("not parsed") and reason in why


@pytest.mark.parametrize("name", ["sanctions", "flash"])
def test_what_is_parsed(read: dict[str, Reading], name: str) -> None:
    assert not was_passed_by(read[name])


def test_a_thorough_reading_parses_all() -> None:
    (reading,) = read_reports([Report.make("storm", STORM, language="en")], options=Options(thorough=True))
    assert not was_passed_by(reading)
    assert reading.statements


def test_a_paragraph_that_tells_nothing_is_not_parsed_and_says_why() -> None:
    table = "Shr 34 cts vs 1.19 dlrs\nNine mths"
    report = Report.make("both", f"{table}\n{SANCTIONS}", language="en")
    (reading,) = read_reports([report])
    skipped = [report.text[slice(*span)] for span, why in reading.passed_over if why == UNTOLD]
    assert skipped == table.split("\n")
    (thorough,) = read_reports([report], options=Options(thorough=True))
    assert [why for _, why in thorough.passed_over if why == UNTOLD] == []
    assert thorough.entries() == reading.entries()


@pytest.mark.parametrize(
    "paragraph",
    [
        "Araqchi: no comment.",  # nobody of the codebook speaks, yet there are words of telling
        "The convoy was shelled.",
        "« Jamais. »",
        "Without a ceasefire, nothing.",
        "Prague, Monday",
    ],
)
def test_a_paragraph_with_a_name_a_quotation_or_a_word_of_the_codebook_is_parsed(paragraph: str) -> None:
    report = Report.make("both", f"{SANCTIONS}\n\n{paragraph}", language="en")
    (reading,) = read_reports([report])
    assert UNTOLD not in {why for _, why in reading.passed_over}
