"""Whom names, titles, pronouns and 'both sides' stand for, on sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from detente.codebook.gazetteer import load_gazetteer
from detente.codebook.roles import load_roles
from detente.model import Report
from detente.reading.cast import Cast, cast_of
from detente.reading.parsing import body_pieces, parse_reports
from detente.reading.quotations import find_quotations
from detente.reading.syntax import subjects

PUBLISHED = date(2019, 3, 6)

TEXTS = {
    "dateline": "LIMA, March 6 (Wire) - Ecuador closed its border with Colombia.",
    "dash": "Nairobi — Ugandan troops crossed into Sudan.",
    "counterpart": "Omani Foreign Minister Yusuf bin Alawi met his Indian counterpart in Muscat.",
    "delegation": "A Somali delegation in Geneva protested.",
    "both": "Chad shelled Sudan. Sudan shelled Chad. Egypt called on both sides to stop.",
    "rebels": "The Houthis seized a ship. Saudi jets then bombed the rebels.",
    "army": "Pakistani jets bombed the ridge. The army said two pilots were missing.",
    "his": "Thai Prime Minister Prayut Chan-o-cha spoke after Cambodian Prime Minister Hun Sen. He left.",
    "own clause": "Seoul protested after Tokyo had closed its consulate.",
    "owned": "Yemen's Houthi rebels withdrew after they lost the port.",
    "seat": "The Libyan House of Representatives rejected the text.",
    "based": "The Cairo-based Arab League met.",
    "joined": "President Donald Trump and South Korean President Moon Jae-in spoke by phone.",
    "relative": "Niger, which borders Mali, sent troops.",
    "fifth": "A president spoke.",
    "place": "Envoys met in Moscow.",
}


@pytest.fixture(scope="module")
def casts() -> dict[str, Cast]:
    reports = [Report.make(name, text, language="en", published=PUBLISHED) for name, text in TEXTS.items()]
    gazetteer, roles = load_gazetteer(), load_roles("en")
    return {
        name: cast_of(p, gazetteer, roles, find_quotations(p.text, body_pieces(p.report)), on=PUBLISHED)
        for name, p in zip(TEXTS, parse_reports(reports, language="en"), strict=True)
    }


def meant(cast: Cast, word: str, *, nth: int = 0) -> tuple[str, ...]:
    """Ids at the nth token that is the word."""
    return cast.ids([i for i, w in enumerate(cast.parse.word) if w == word][nth])


@pytest.mark.parametrize(
    ("name", "word", "ids"),
    [
        ("dateline", "ecuador", ("ECU",)),
        ("dash", "nairobi", ()),
        ("dash", "troops", ("UGA",)),
        ("counterpart", "counterpart", ("IND",)),
        ("delegation", "delegation", ("SOM",)),
        ("both", "sides", ("TCD", "SDN")),
        ("rebels", "rebels", ("HOUTHIS",)),
        ("army", "army", ("PAK",)),
        ("own clause", "its", ("JPN",)),
        ("owned", "they", ("HOUTHIS",)),
        ("seat", "representatives", ("LBY",)),
        ("based", "cairo", ()),
        ("relative", "which", ("NER",)),
        ("fifth", "president", ()),
    ],
)
def test_whom_a_word_means(casts: dict[str, Cast], name: str, word: str, ids: tuple[str, ...]) -> None:
    assert set(meant(casts[name], word)) == set(ids)


def test_a_minister_is_found_by_office_and_name(casts: dict[str, Cast]) -> None:
    (minister,) = meant(casts["counterpart"], "alawi")
    assert minister.startswith("OMN/")
    assert meant(casts["counterpart"], "his") == (minister,)


def test_two_persons_read_as_one_phrase(casts: dict[str, Cast]) -> None:
    cast = casts["joined"]
    (verb,) = (i for i, w in enumerate(cast.parse.word) if w == "spoke")
    ids = {i for token in subjects(cast.parse, verb) for i in cast.ids(token)}
    assert ids == {"USA/donald-trump", "KOR/moon-jae-in"}


def test_a_capital_after_in_is_a_place(casts: dict[str, Cast]) -> None:
    cast = casts["place"]
    assert cast.is_place(cast.parse.word.index("moscow"))
    assert not casts["own clause"].is_place(casts["own clause"].parse.word.index("tokyo"))


def test_inferred_tokens_are_marked(casts: dict[str, Cast]) -> None:
    cast = casts["both"]
    meant(cast, "sides")
    assert cast.parse.word.index("sides") in cast.inferred
    assert cast.parse.word.index("egypt") not in cast.inferred
