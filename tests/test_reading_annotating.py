"""Running the pipeline in our own batches gives what spaCy gives, in both ways of advancing."""

from __future__ import annotations

from typing import Any

import pytest

from detente import sample
from detente.reading.annotating import annotate
from detente.reading.parsing import load_pipeline


@pytest.fixture(scope="module")
def paragraphs() -> list[str]:
    lines = [line for path in sample()[:6] for line in path.read_text("utf-8").split("\n") if line.strip()]
    return [*lines, "", " ", "One.", "No " * 300 + "end"]


def found(docs: list[Any]) -> list[Any]:
    return [[(t.tag_, t.pos_, t.dep_, t.head.i, t.ent_type_, t.is_sent_start) for t in doc] for doc in docs]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("together", [True, False])
def test_the_annotations_are_those_of_spacy(paragraphs: list[str], language: str, together: bool) -> None:
    nlp = load_pipeline(language).nlp
    docs = [nlp.make_doc(text) for text in paragraphs]
    annotate(nlp, docs, together=together)
    assert found(docs) == found(list(nlp.pipe(paragraphs)))


def test_no_texts_at_all() -> None:
    annotate(load_pipeline("en").nlp, [], together=True)
