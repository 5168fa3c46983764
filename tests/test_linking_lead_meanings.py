"""What leads mean: rewordings come near, whatever they are read with; and a record finds it once for each report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from record_samples import event

from detente.linking import stories
from detente.linking.lead_meanings import ONE, SIZE, lead_meanings
from detente.linking.stories import group_reports
from detente.model import Reading, Report
from detente.record import kept_meanings
from detente.record.store import open_record

BLAST = "Seven miners died when gas exploded in a pit near Donja Luka. Rescuers brought out twelve others alive."
REWORDED = "An underground explosion has killed seven workers at a colliery outside Donja Luka; a dozen were saved."
VOTE = "Parliament in Lomé put off its vote on the new electoral law until the opposition returns to the chamber."


def report(text: str, *, title: str | None = None, language: str = "en", source: str = "wire") -> Report:
    return Report.make(f"{source}.txt", text, title=title, language=language, published=date(2031, 5, 3))


def cosines(rows: NDArray[np.int8]) -> NDArray[np.float64]:
    wide = rows.astype(np.float64)
    return np.asarray(wide @ wide.T / ONE**2)


def test_a_rewording_is_nearer_than_another_happening() -> None:
    alike = cosines(lead_meanings([report(BLAST), report(REWORDED), report(VOTE)]))
    assert np.allclose(alike.diagonal(), 1, atol=0.02)
    assert alike[0, 1] > 0.6
    assert max(alike[0, 2], alike[1, 2]) < 0.3


def test_a_headline_counts_once_and_other_languages_not_at_all() -> None:
    apart, inside, french, empty = lead_meanings(
        [
            report(VOTE, title="Togo puts off its vote"),
            report(f"Togo puts off its vote. {VOTE}", title="Togo puts off its vote"),
            report("Sept mineurs sont morts dans un coup de grisou.", language="fr"),
            report("\n"),
        ]
    )
    assert np.array_equal(apart, inside)
    assert not french.any() and not empty.any() and french.shape == (SIZE,)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from([BLAST, REWORDED, VOTE, "Talks.", "€" * 3000, BLAST * 40]), min_size=1))
def test_what_a_lead_means_hangs_on_it_alone(texts: list[str]) -> None:
    together = lead_meanings([report(text) for text in texts])
    assert np.array_equal(together, np.concatenate([lead_meanings([report(text)]) for text in texts]))


def test_meanings_known_already_give_the_same_stories() -> None:
    reports = [report(text, source=str(n)) for n, text in enumerate((BLAST, REWORDED, VOTE, VOTE))]
    meanings = dict(zip([r.id for r in reports], lead_meanings(reports), strict=True))
    assert group_reports(reports, meanings=meanings) == group_reports(reports)
    assert group_reports([]) == group_reports([], meanings={}) == []


def test_a_record_finds_what_a_lead_means_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(reports: list[Report]) -> NDArray[np.int8]:
        asked.append(len(reports))
        return lead_meanings(reports)

    monkeypatch.setattr(kept_meanings, "lead_meanings", counted)
    monkeypatch.setattr(stories, "lead_meanings", None)

    def told(text: str) -> Reading:
        wire = report(text)
        return Reading(wire, events=(event(wire, text[:20], "ASSAULT", actor=("BIH",)),))

    with open_record(tmp_path / "record.duckdb") as record:
        record.add([told(BLAST), told(VOTE), Reading(report("Markets closed higher in Lomé on Friday."))])
        record.link()
        record.add([told(REWORDED)])
        record.link()
        record.link()
    assert asked == [2, 1]  # a report whose entries name nobody goes by its words
