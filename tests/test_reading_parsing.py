"""From a report to a parse: paragraphs, furniture left out, offsets exact; and a reader that never falls over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Report, Span
from detente.reading import reader
from detente.reading.parsing import body_pieces, load_pipeline, parse_reports
from detente.reading.reader import read_reports


def test_furniture_is_not_parsed() -> None:
    text = "Reread: an older story\n\nThe army left.\n\nShare this"
    furniture = (Span(0, 22), Span(40, 50))
    pieces = body_pieces(Report.make("a.txt", text, furniture=furniture))
    assert [text[a:b] for a, b in pieces] == ["The army left."]


def test_lines_broken_by_a_fixed_column_are_one_paragraph() -> None:
    text = (
        "SEOUL, March 3 - The two Koreas agreed on\nMonday to reopen the road that crosses the\n"
        "line between them and to let the farmers of\nboth sides use it.\n    A second meeting is set for May."
    )
    pieces = body_pieces(Report.make("a.txt", text))
    assert len(pieces) == 2
    assert text[pieces[1].start : pieces[1].end] == "A second meeting is set for May."


def test_a_paragraph_of_any_length_is_cut() -> None:
    text = "word " * 20_000
    pieces = body_pieces(Report.make("a.txt", text))
    assert len(pieces) > 1
    assert all(b - a <= 20_000 for a, b in pieces)


@given(st.text(min_size=1, max_size=200))
@settings(max_examples=40, deadline=None)
def test_tokens_index_the_text_as_it_was(text: str) -> None:
    (parse,) = parse_reports([Report.make("a.txt", text)], language="en")
    for i, word in enumerate(parse.word):
        piece = text[parse.start[i] : parse.end[i]]
        assert len(piece) == parse.end[i] - parse.start[i] > 0
        assert parse.head[i] < len(parse)
        assert len(word.lower()) > 0


@given(
    st.lists(
        st.sampled_from(
            [
                "Russia",
                "“",
                "”",
                "said",
                "that",
                "if",
                "he",
                "\n\n",
                "Putin",
                "attack",
                "on",
                ",",
                ".",
                "will",
                "talks",
                "Monday",
                "not",
                "\x00",
                "…",
            ]
        ),
        max_size=40,
    )
)
@settings(max_examples=40, deadline=None)
def test_reading_any_words_gives_exact_spans(pieces: list[str]) -> None:
    text = " ".join(pieces)
    (reading,) = read_reports([Report.make("a.txt", text, published=date(2020, 1, 1), language="en")])
    assert reading.report.unread is None
    for entry in reading.entries():
        assert 0 <= entry.span.start < entry.span.end <= len(text)


def test_same_report_same_entries_whatever_it_is_read_with() -> None:
    texts = [
        "Russia threatened to cut off the gas.",
        "NATO will meet Ukraine in Brussels on Monday.",
        "“No,” said Iran’s spokesman.",
    ]
    reports = [Report.make(f"{n}.txt", t, published=date(2020, 1, 1), language="en") for n, t in enumerate(texts)]
    together = list(read_reports(reports))
    alone = [next(iter(read_reports([r]))) for r in reports]
    assert together == alone


def test_unread_reports_come_back_with_their_reason() -> None:
    reports = [
        Report.make("a.txt", "", unread="empty file"),
        Report.make("b.txt", "Ein Satz.", language="de"),
    ]
    first, second = read_reports(reports)
    assert first.report.unread == "empty file"
    assert second.report.unread is not None
    assert "de" in second.report.unread


def test_a_report_that_breaks_a_reader_is_set_aside_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = reader.find_statements

    def breaks(parse, *rest):  # type: ignore[no-untyped-def]
        if "poison" in parse.text:
            raise ZeroDivisionError("inside")
        return real(parse, *rest)

    monkeypatch.setattr(reader, "find_statements", breaks)
    reports = [
        Report.make("a.txt", "poison", language="en"),
        Report.make("b.txt", "Iran said it would pay.", language="en"),
    ]
    first, second = read_reports(reports)
    assert first.report.unread is not None
    assert "ZeroDivisionError" in first.report.unread
    assert second.statements


def test_the_pipeline_says_what_it_runs_on() -> None:
    pipeline = load_pipeline("en")
    assert pipeline.blas in {"numpy", "blis"}
    assert "lemmatizer" not in pipeline.nlp.pipe_names


@pytest.mark.parametrize(
    "dateline",
    [
        "WASHINGTON, Oct. 22 (Albion) — ",
        "MOSCOW (Reuters) - ",
        "NEW YORK — ",
        "BONN, 3 mars (Agence) — ",
        "TEHRAN, Iran (AP) -- ",
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(dateline: str) -> None:
    text = dateline + "The envoys met again."
    assert [text[a:b] for a, b in body_pieces(Report.make("a.txt", text))] == ["The envoys met again."]


@pytest.mark.parametrize(
    "text", ["NATO - and nobody else - agreed.", "The U.S. — it said — waits.", "US-Russia talks failed."]
)
def test_capitals_and_a_dash_alone_make_no_dateline(text: str) -> None:
    assert [text[a:b] for a, b in body_pieces(Report.make("a.txt", text))] == [text]


FRENCH = (
    "qui que si le Moscou est était prêt à livrer des armes aux Cubains a déclaré , . « » ne pas menace de Londres"
).split()


@given(st.lists(st.sampled_from(FRENCH), max_size=30))
@settings(max_examples=60, deadline=None)
def test_a_rewritten_french_parse_is_a_tree(words: list[str]) -> None:
    (parse,) = parse_reports([Report.make("a.txt", " ".join(words))], language="fr")
    for i in range(len(parse)):
        node = i
        for _ in range(len(parse) + 1):
            if parse.head[node] == node:
                break
            node = parse.head[node]
        assert parse.head[node] == node
