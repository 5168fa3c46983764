"""Contexts of events: the codebook's examples, and sentences of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_batch import read_all

from detente.codebook.contexts import CONTEXT_KEYS, CONTEXTS, load_contexts
from detente.errors import CodebookError
from detente.model import Event, Reading, Span
from detente.reading.contexts import contexts_of
from detente.reading.parsing import Parse

TEXTS = {
    "troops": "Ecuador massed troops near Peru.",
    "no troops": "Ecuador invaded Peru.",
    "bank": "Jordan condemned Israel over the West Bank.",
    "gas": "Russia cut off gas to Moldova.",
    "tear gas": "Moldova criticised Russia over tear gas.",
    "other clause": "Chile praised Bolivia, while the price of oil rose.",
    "in the clause": "Over the border dispute, Honduras threatened El Salvador.",
    "company": "Egypt warned Sudan about the river water.",
    "alone": "Egypt offered Sudan a glass of water.",
    "many": "India accused Pakistan of spying, smuggling heroin, forging ballots, arming terrorists and hacking banks.",
    "nothing": "Spain thanked Portugal.",
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all(TEXTS)


def contexts(reading: Reading) -> set[str]:
    return {context for event in reading.events for context in event.contexts}


def share_right(language: str, *, aside: bool) -> float:
    """Share of the examples where exactly the expected contexts are read."""
    examples = [e for e in load_contexts(language).examples if e.aside == aside]
    found = read_all({e.sentence: e.sentence for e in examples}, language=language)
    right = [found[e.sentence].events and contexts(found[e.sentence]) == e.contexts for e in examples]
    return sum(map(bool, right)) / len(examples)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_examples_of_the_codebook(language: str) -> None:
    assert share_right(language, aside=False) >= 0.85


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_context_is_in_the_codebook(language: str) -> None:
    known = load_contexts(language)
    assert {sign.context for signs in known.signs.values() for sign in signs if sign.context} == set(CONTEXTS)


def test_every_context_is_defined_and_has_an_open_example() -> None:
    known = load_contexts("en")
    assert all(known.means[context] for context in CONTEXTS)
    assert {c for e in known.examples if not e.aside for c in e.contexts} == set(CONTEXTS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("troops", {"military"}),
        ("bank", set()),
        ("gas", {"natural_resource"}),
        ("tear gas", {"repression"}),
        ("in the clause", {"territory"}),
        ("company", {"natural_resource"}),
        ("alone", set()),
        ("nothing", set()),
    ],
)
def test_contexts_by_words(readings: dict[str, Reading], name: str, expected: set[str]) -> None:
    assert readings[name].events
    assert contexts(readings[name]) == expected


def test_the_words_of_another_clause_count_for_nothing(readings: dict[str, Reading]) -> None:
    (event,) = readings["other clause"].events
    assert event.contexts == ()


def test_at_most_three(readings: dict[str, Reading]) -> None:
    counts = [len(event.contexts) for event in readings["many"].events]
    assert max(counts) == 3


def events_shown(readings: dict[str, Reading]) -> list[Event]:
    return [event for reading in readings.values() for event in reading.events]


def test_no_context_twice_and_none_unknown(readings: dict[str, Reading]) -> None:
    for event in events_shown(readings):
        assert len(set(event.contexts)) == len(event.contexts)
        assert set(event.contexts) <= set(CONTEXTS)


def test_evidence_without_tokens_shows_nothing(readings: dict[str, Reading]) -> None:
    parse = Parse(readings["gas"].report, "en")
    assert contexts_of(parse, Span(0, 5), load_contexts("en")) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[weather]\nwords = ["rain"]\n', r"contexts\.toml: \[weather\]: unknown context 'weather'"),
        ('[health]\nword = ["cure"]\n', r"\[health\]: unknown key 'word'"),
        ('[health]\nexample = [{ sentence = "A.", context = ["health"] }]\n', "unknown key 'context'"),
        ('[health]\nexample = [{ sentence = "A.", contexts = ["rain"] }]\n', "unknown context 'rain'"),
        ("[health", "not valid TOML"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "contexts.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=message):
        load_contexts("en", folder=tmp_path)


def test_a_language_without_a_file_has_none(tmp_path: Path) -> None:
    assert load_contexts("en", folder=tmp_path).signs == {}


def test_the_example_of_the_page_loads(tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "codebook.md").read_text(encoding="utf-8")
    shown = page.split("# en/contexts.toml\n", 1)[1].split("```", 1)[0]
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "contexts.toml").write_text(shown, encoding="utf-8")
    assert {"oil", "gas", "fishing", "mine", "water", "olive"} == set(load_contexts("en", folder=tmp_path).signs)


def test_every_key_is_described() -> None:
    page = (Path(__file__).parents[1] / "docs" / "codebook.md").read_text(encoding="utf-8")
    described = page.split("\n## Contexts:", 1)[1].split("\n## ", 1)[0]
    assert [key for key in CONTEXT_KEYS if key not in described] == []
