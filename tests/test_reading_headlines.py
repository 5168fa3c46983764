"""Headlines: their capitals, the speaker before a colon, and what the body says again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import Reading, Statement
from detente.reading.casing import in_title_case, recased
from detente.reading.reader import read_reports
from detente.sources import open_sources

BODY = """

MINSK (Agency) — Officials met for three hours on Tuesday and left without a word to the press.

The foreign minister of Russia, Sergei Lavrov, told reporters that the corridor would stay closed for now.
"""

HEADLINES = (
    "Kremlin: Troops Will Stay Until Treaty Is Signed",
    "Lavrov Says There Will Be No Talks This Year",
    "Army chief: border posts were shelled overnight",
    "Poll: most Armenians want a treaty",
    "Poland Warns of ‘Grave Consequences’ if Border Is Crossed",
    "Lavrov on Transnistria: ‘Nobody Wants a War’",
    "Corridor to Stay Closed for Now, Lavrov Says",
    "Belarus: what we know so far",
    "Sudan: dozens flee the fighting",
    "Analysis: why the talks failed again",
    "Ministers Meet at Border Post",
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    folder = tmp_path_factory.mktemp("wire")
    for n, headline in enumerate(HEADLINES):
        (folder / f"{n:02}.txt").write_text(headline + BODY, encoding="utf-8")
        (folder / f"{n:02}.json").write_text('{"published": "2023-03-07", "language": "en"}')
    return dict(zip(HEADLINES, read_reports(open_sources([str(folder)])), strict=True))


def in_headline(reading: Reading) -> list[Statement]:
    return [s for s in reading.statements if s.span.start < reading.report.text.index("\n")]


@pytest.mark.parametrize(
    ("headline", "speaker", "said"),
    [
        (HEADLINES[0], "RUS", "Troops Will Stay Until Treaty Is Signed"),
        (HEADLINES[1], "RUS/sergei-lavrov", "There Will Be No Talks This Year"),
        (HEADLINES[2], None, "border posts were shelled overnight"),
        (HEADLINES[3], None, "most Armenians want a treaty"),
        (HEADLINES[4], "POL", "‘Grave Consequences’"),
        (HEADLINES[5], "RUS/sergei-lavrov", "‘Nobody Wants a War’"),
    ],
)
def test_a_headline_tells_what_the_body_does_not(
    read: dict[str, Reading], headline: str, speaker: str | None, said: str
) -> None:
    (statement,) = in_headline(read[headline])
    assert statement.speaker and statement.speaker.id == speaker
    assert statement.words.startswith(said)
    assert statement.confidence <= 0.5
    assert "headline alone" in statement.why


@pytest.mark.parametrize("headline", HEADLINES[6:])
def test_no_statement_of_what_the_body_tells_or_nobody_says(read: dict[str, Reading], headline: str) -> None:
    assert in_headline(read[headline]) == []
    assert [s.words for s in read[headline].statements] == ["the corridor would stay closed for now"]


def test_the_body_decides_what_is_a_name() -> None:
    line = "March Plan Dropped as Marsh Warns Turkey on Bank Notes"
    body = "The plan of March was shelved. John Marsh warned Turkey; the bank said its notes were safe."
    assert in_title_case(line)
    assert recased(line, body, is_word={"dropped", "warns", "as", "on"}.__contains__) == (
        "March plan dropped as Marsh warns Turkey on bank notes"
    )


@given(st.text(max_size=80), st.text(max_size=80))
def test_recasing_keeps_every_place(line: str, body: str) -> None:
    changed = recased(line, body, is_word=lambda word: True)
    assert len(changed) == len(line)
    assert changed.lower() == line.lower()
