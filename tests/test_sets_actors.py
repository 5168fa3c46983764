"""The set of marked mentions is well formed: spans, ids, kinds, and its split into two parts."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from own_sets import assert_every_third_is_aside, parts

from detente.codebook.gazetteer import load_gazetteer

KINDS = {
    "name",
    "surname",
    "pronoun",
    "title",
    "description",
    "metonym",
    "adjective",
    "epithet",
    "spelling",
    "unknown-person",
}
PERSON = re.compile(r"([A-Z][A-Z-]+)/[a-z]+(?:-[a-z]+)*")
"""An id of a person whom no table has: state or body, then the given and family name."""
NOT_IN_THE_GROUPS = {"ANSAR-DINE"}
"""A group that the codebook had no entry for when the set was written."""


SEEN, ASIDE = parts("actors")
ROWS = SEEN + ASIDE


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_mentions_are_whole_words_in_order_and_do_not_overlap(row: dict[str, Any]) -> None:
    text = row["text"]
    spans = [mention["span"] for mention in row["mentions"]]
    for mention in row["mentions"]:
        start, end = mention["span"]
        assert text[start:end] == mention["words"] == mention["words"].strip() != ""
        assert not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_every_row_and_kind_is_as_described() -> None:
    for row in ROWS:
        assert set(row) == {"id", "published", "title", "text", "mentions"}
        assert date(1948, 1, 1) <= date.fromisoformat(row["published"]) <= date(2025, 12, 31)
        assert row["mentions"]
        for mention in row["mentions"]:
            assert {"span", "words", "actor", "kind"} <= set(mention) <= {"span", "words", "actor", "kind", "also"}
    for part in (SEEN, ASIDE):
        assert {mention["kind"] for row in part for mention in row["mentions"]} == KINDS
        assert any(mention["actor"] is None for row in part for mention in row["mentions"])


def test_every_id_is_in_the_codebook_or_made_as_one_of_an_unknown_person() -> None:
    gazetteer = load_gazetteer()
    ids = {mention["actor"] for row in ROWS for mention in row["mentions"]} - {None} - NOT_IN_THE_GROUPS
    also = {id_ for row in ROWS for mention in row["mentions"] for id_ in mention.get("also", ())}
    unknown = {id_ for id_ in ids | also if gazetteer.actor(id_) is None}
    for id_ in unknown:
        made = PERSON.fullmatch(id_)
        assert made is not None, id_
        assert gazetteer.actor(made[1]) is not None, id_


def test_every_third_report_in_the_order_of_its_hash_is_kept_aside() -> None:
    assert_every_third_is_aside(SEEN, ASIDE, lambda row: "\n".join([row["published"], row["title"], row["text"]]))
