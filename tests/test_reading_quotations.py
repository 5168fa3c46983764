"""Quotation marks of every kind, whole and broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import Span
from detente.reading.quotations import find_quotations, in_quotation


def quoted(text: str) -> list[str]:
    paragraphs = []
    at = 0
    for piece in text.split("\n\n"):
        paragraphs.append(Span(at, at + len(piece)))
        at += len(piece) + 2
    return [text[q.span.start : q.span.end] for q in find_quotations(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “we will wait” twice.", ["“we will wait”"]),
        ('He said "we will wait" twice.', ['"we will wait"']),
        ("Il a dit « nous attendrons » deux fois.", ["« nous attendrons »"]),
        ("He said ''we will wait'' twice.", ["''we will wait''"]),
        ("He said ‘we will wait’ twice.", ["‘we will wait’"]),
        ("The minister’s aide didn’t say ‘no’ to the king’s men.", ["‘no’"]),
        ("“which road he takes, ”he said.", ["“which road he takes, ”"]),
        ('"which road he takes, "he said.', ['"which road he takes, "']),
        ("“He told me ‘go’ and I went,” she said.", ["“He told me ‘go’ and I went,”"]),
        ("A 6' wall and a 12\" pipe.", []),
    ],
)
def test_marks(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_an_open_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“First part of it.\n\n“Second part of it.” Then nothing."
    spans = [Span(0, 18), Span(20, len(text))]
    first, second = find_quotations(text, spans)
    assert not first.continues
    assert second.continues


@given(st.text(alphabet="ab .,\n“”‘’'\"«»`!?", max_size=120))
def test_quotations_are_inside_the_text_in_order_and_apart(text: str) -> None:
    found = find_quotations(text, [Span(0, len(text))])
    edges = [x for q in found for x in q.span]
    assert edges == sorted(edges)
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found)
    for quotation in found:
        assert in_quotation(found, quotation.span.start) == quotation
