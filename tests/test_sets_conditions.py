"""The set of stated conditions is well formed: spans, words, senses, and its split into two parts."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from own_sets import assert_every_third_is_aside, parts

from detente.model import STRENGTHS

SENSES = ("if", "unless", "as long as")


SEEN, ASIDE = parts("conditions")
ROWS = SEEN + ASIDE


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_spans_hold_whole_words_of_the_passage(row: dict[str, Any]) -> None:
    text = row["text"]
    for condition in row["conditions"]:
        start, end = condition["span"]
        for part in (condition, condition["if"], condition["then"]):
            s, e = part["span"]
            assert start <= s < e <= end <= len(text)
            assert text[s:e] == text[s:e].strip()
            assert not text[s - 1 : s].isalnum() and not text[e : e + 1].isalnum()
        assert text[slice(*condition["then"]["span"])] == condition["then"]["does"]
        assert condition["if"]["does"].startswith(text[slice(*condition["if"]["span"])])
        assert condition["if"]["who"] and condition["then"]["who"]


def test_every_label_is_one_of_the_known() -> None:
    for row in ROWS:
        assert set(row) == {"id", "published", "text", "conditions", "kind"}
        assert date.fromisoformat(row["published"])
        assert bool(row["conditions"]) != row["kind"].startswith("not: ")
        for condition in row["conditions"]:
            assert condition["sense"] in SENSES
            assert condition["strength"] in STRENGTHS
            assert isinstance(condition["counterfactual"], bool)
            assert condition["holder"] is None or condition["holder"].strip()


def test_conditions_of_one_passage_do_not_overlap() -> None:
    for row in ROWS:
        spans = sorted(condition["span"] for condition in row["conditions"])
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_every_third_passage_in_the_order_of_its_hash_is_kept_aside() -> None:
    assert_every_third_is_aside(SEEN, ASIDE)


def test_both_parts_hold_passages_with_and_without_conditions() -> None:
    for part in (SEEN, ASIDE):
        bare = sum(not row["conditions"] for row in part)
        assert len(part) / 4 < bare < len(part) / 2
