"""The set of meetings is well formed: spans, ids, days, forms, and its split into two parts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from own_sets import assert_every_third_is_aside, parts

from detente.codebook.gatherings import FIELDS, LEVELS, load_gatherings
from detente.codebook.gazetteer import load_gazetteer

STATUSES = {"planned", "held", "cancelled", "postponed"}


SEEN, ASIDE = parts("meetings")
ROWS = SEEN + ASIDE


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_meeting_has_words_of_the_passage_and_known_labels(row: dict[str, Any]) -> None:
    assert set(row) == {"id", "language", "published", "kind", "text", "meetings"}
    assert date.fromisoformat(row["published"]) and row["language"] in {"en", "fr"}
    assert bool(row["meetings"]) != row["kind"].startswith("not: ")
    forms = {form.name for form in load_gatherings(row["language"]).forms}
    for meeting in row["meetings"]:
        start, end = meeting["span"]
        words = row["text"][start:end]
        assert words == words.strip() != ""
        assert not row["text"][start - 1 : start].isalnum() and not row["text"][end : end + 1].isalnum()
        assert set(meeting) == {"span", "parties", *FIELDS}
        assert meeting["form"] in forms and meeting["status"] in STATUSES
        assert meeting["level"] in {None, *LEVELS}
        assert all(meeting[name] is None or meeting[name] in row["text"] for name in ("place", "venue", "topic"))


def test_every_party_and_host_is_in_the_codebook() -> None:
    gazetteer = load_gazetteer()
    meetings = [meeting for row in ROWS for meeting in row["meetings"]]
    ids = {party for m in meetings for party in m["parties"]} | {m["host"] for m in meetings} - {None}
    assert {id_ for id_ in ids if gazetteer.actor(id_) is None} == set()


def test_every_third_passage_in_the_order_of_its_hash_is_kept_aside() -> None:
    assert_every_third_is_aside(SEEN, ASIDE)


def test_both_parts_hold_both_languages_and_look_alikes() -> None:
    for part in (SEEN, ASIDE):
        assert {row["language"] for row in part} == {"en", "fr"}
        bare = sum(not row["meetings"] for row in part)
        assert len(part) / 5 < bare < len(part) / 2


def test_no_sentence_of_the_set_is_an_example_of_the_codebook() -> None:
    examples = {example.sentence for language in ("en", "fr") for example in load_gatherings(language).examples}
    assert examples.isdisjoint(row["text"] for row in ROWS)
