"""Paragraphs that several reports share are parsed once, and read in each as if they stood there alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Report
from detente.reading import parsing
from detente.reading.paragraphs import KnownParagraphs, paragraph_of
from detente.reading.parsing import load_pipeline
from detente.reading.reader import read_reports

WARNING = 'Egypt warned Ethiopia on Monday not to fill the reservoir. "We will not accept it," its minister said.'
REPLY = "Ethiopia said that it would go on filling unless Egypt came back to the talks by Friday."
SPORTS = "The match between the two sides was put off."

FIRST = Report.make("first.txt", f"{WARNING}\n\n{REPLY}", published=date(2020, 7, 15), language="en")
LATER = Report.make("later.txt", f"{SPORTS}\n\n{REPLY}\n\n{WARNING}", published=date(2020, 7, 22), language="en")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that went through the parser since the test began."""
    texts: list[str] = []
    annotate = parsing.annotate

    def noted(nlp: Any, docs: Sequence[Any], *, together: bool) -> None:
        texts.extend(doc.text for doc in docs)
        annotate(nlp, docs, together=together)

    load_pipeline("en").known.forget()
    monkeypatch.setattr(parsing, "annotate", noted)
    return texts


def test_what_a_later_report_takes_over_is_not_parsed_again(parsed: list[str]) -> None:
    list(read_reports([FIRST]))
    assert parsed == [WARNING, REPLY]
    list(read_reports([LATER]))
    assert parsed == [WARNING, REPLY, SPORTS]


def test_a_copy_in_the_same_batch_is_parsed_once(parsed: list[str]) -> None:
    list(read_reports([FIRST, LATER]))
    assert sorted(parsed) == sorted([WARNING, REPLY, SPORTS])


def test_a_shared_paragraph_is_read_for_its_own_report() -> None:
    load_pipeline("en").known.forget()
    (alone,) = read_reports([LATER])
    load_pipeline("en").known.forget()
    first, beside = read_reports([FIRST, LATER])
    assert beside == alone
    warned = [next(e for e in reading.events if e.actor == ("EGY",)) for reading in (first, beside)]
    assert [e.report for e in warned] == [FIRST.id, LATER.id]
    assert [e.date for e in warned] == ["2020-07-13", "2020-07-20"]
    words = [report.text[slice(*event.span)] for report, event in zip((FIRST, LATER), warned, strict=True)]
    assert words == [WARNING.partition(".")[0]] * 2


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9))))
def test_no_more_is_remembered_than_the_limit(asked: list[tuple[int, int]]) -> None:
    nlp = load_pipeline("en").nlp
    known = KnownParagraphs(tokens=20)
    held: dict[str, int] = {}
    for name, tokens in asked:
        text = f"{name} " + "word " * tokens
        paragraph = paragraph_of(nlp.make_doc(text), penn=True)
        known.keep(text, paragraph)
        assert known.get(text) is not None
        held[text] = len(paragraph)
    assert sum(size for text, size in held.items() if known.get(text) is not None) <= 20


def test_a_paragraph_longer_than_the_limit_is_not_kept() -> None:
    known = KnownParagraphs(tokens=3)
    known.keep("a", paragraph_of(load_pipeline("en").nlp.make_doc("one two three four"), penn=True))
    assert known.get("a") is None
