"""Positions: what is gathered as one, what answered it and what became of it, on quarrels made up here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_samples import event

from detente.linking.wordings import ALIKE, alike, wording
from detente.model import Clause, Condition, Event, Party, Reading, Report, Span, content_id
from detente.record import Record, open_record
from detente.record.gathering import gathered

Told = tuple[str, str, str, dict[str, Any]]
Rows = list[dict[str, Any]]


def told(words: str, type_: str, from_to: str, **given: Any) -> Told:
    """A sentence, its type, "ARE>BOR" (or "ARE>" to nobody), and more of the event."""
    return words, type_, from_to, given


@contextmanager
def record_of(*reports: tuple[int, tuple[Told, ...]]) -> Iterator[Record]:
    """A record of reports, each published on a day of May 2031 and made of what it tells."""
    readings = []
    for n, (day, sentences) in enumerate(reports):
        text = " ".join(f"{words}." for words, *_ in sentences)
        report = Report.make(f"{n}.txt", text, outlet=f"Outlet {n}", published=date(2031, 5, day))
        readings.append(Reading(report, events=tuple(_event(report, *sentence) for sentence in sentences)))
    with TemporaryDirectory() as folder, open_record(Path(folder) / "r.duckdb") as record:
        record.add(readings)
        yield record


def _event(report: Report, words: str, type_: str, from_to: str, more: dict[str, Any]) -> Event:
    one, _, other = from_to.partition(">")
    return event(report, words, type_, actor=(one,), recipient=(other,) if other else (), **more)


def positions(*reports: tuple[int, tuple[Told, ...]], pair: tuple[str, str] = ("ARE", "BOR")) -> Rows:
    with record_of(*reports) as record:
        return record.positions(*pair).to_pylist()


DEMAND = told(
    "Arenia demands that the patrol boats leave the strait", "REQUEST", "ARE>BOR", about="the patrol boats leave"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the patrol boats leave", "“The patrol boats leave”"),
        ("the withdrawal of its troops from Salm", "Boravia withdraw all its soldiers from Salm"),
        ("a guarantee that the League will not admit Corvia", "the League’s commitment never to expand to Corvia"),
        ("an end to the naval blockade of Salm", "lift and end the quarantine of Salm harbour"),
        ("l'arrêt du blocus de Salm", "la fin du blocus naval de Salm"),
        ("release of the captured sailors", "free the sailors captured on Monday"),
    ],
)
def test_wordings_of_one_demand_are_alike(one: str, other: str) -> None:
    assert alike(wording(one), wording(other)) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("end the shipments to Salm", "end the flights to Salm"),
        ("the boats leave the strait", "the boats do not leave the strait"),  # the opposite
        ("won't join the League with Corvia", "join the League with Corvia"),
        ("talks", "talks in Salm on the strait and its islands"),  # a topic is not a demand
        ("it must", "they will"),
        ("", "the boats leave"),
    ],
)
def test_what_is_not_one_demand(one: str, other: str) -> None:
    assert not alike(wording(one), wording(other))


def test_repeated_wordings_are_one_row_latest_first() -> None:
    later = told("The boats on patrol must leave, said Arenia", "REQUEST", "ARE>BOR", about="the boats on patrol leave")
    (row,) = positions((2, (DEMAND,)), (3, (DEMAND,)), (4, (later,)))
    assert (row["words"], row["times_told"]) == (later[0], 3)
    assert (row["first_day"], row["last_day"]) == (date(2031, 5, 2), date(2031, 5, 4))
    assert row["outlets"] == ["Outlet 2", "Outlet 1", "Outlet 0"]
    assert len(row["reports"]) == 3
    assert [(w["words"], w["day"].day, w["outlet"], w["why"]) for w in row["wordings"]] == [
        (DEMAND[0], 3, "Outlet 1", "alike 1.00"),
        (DEMAND[0], 2, "Outlet 0", "alike 1.00"),
    ]


def test_events_are_there_one_by_one_too() -> None:
    with record_of((2, (DEMAND,)), (3, (DEMAND,))) as record:
        events = record.positions("ARE", "BOR", events=True)
        (row,) = record.positions("ARE", "BOR").to_pylist()
    assert [row["id"], *(w["id"] for w in row["wordings"])] == events.column("id").to_pylist()
    assert [w["why"] for w in row["wordings"]] == ["same words"]
    assert "wordings" not in events.column_names
    assert set(events.column_names) < set(row)


def test_sides_stances_and_recipients_stay_apart() -> None:
    about = {"about": "the patrol boats leave"}
    rows = positions(
        (
            2,
            (
                DEMAND,
                told("Boravia wants the patrol boats to leave", "REQUEST", "BOR>ARE", **about),
                told("Arenia threatened that the patrol boats leave", "THREATEN", "ARE>BOR", **about),
                told("Of Corvia it demands that the patrol boats leave", "REQUEST", "ARE>COR", **about),
            ),
        )
    )
    assert [(r["side"], r["stance"], r["times_told"]) for r in rows] == [
        ("ARE", "demands", 1),
        ("ARE", "threatens", 1),
        ("BOR", "demands", 1),
    ]


def test_a_demand_on_an_alliance_is_one_with_that_on_its_member_where_both_name_it() -> None:
    (row,) = positions(
        (2, (told("Arenia asks Boravia to promise that the League won’t expand north", "REQUEST", "ARE>BOR",
                  about="Boravia to promise that the League won’t expand north"),)),
        (3, (told("Arenia wants a pledge of the League not to admit Corvia", "REQUEST", "ARE>LEAGUE",
                  about="a pledge of the League not to admit Corvia"),)),
    )  # fmt: skip
    assert row["recipients"] == ["LEAGUE", "BOR"]
    assert [w["why"] for w in row["wordings"]] == ["alike 0.75"]


ALL_OF_IT = "shares boats, leave, patrol"
REFUSED = told("Boravia refused to let the patrol boats leave", "REJECT", "BOR>ARE", about="let the patrol boats leave")


@pytest.mark.parametrize(
    ("answer", "state", "why"),
    [
        (REFUSED, "refused", ALL_OF_IT),
        (told("Boravia moved its patrol boats", "RETREAT", "BOR>ARE"), None, "shares boats, patrol"),
        (told("Boravia withdrew its patrol boats", "RETREAT", "BOR>ARE"), "met", "shares boats, patrol, withdrew"),
        (told("Its patrol boats will leave", "RETREAT", "BOR>ARE", status="planned"), None, ALL_OF_IT),
        (told("Boravia offered that patrol boats leave", "AGREE", "BOR>ARE", mode="offer"), None, ALL_OF_IT),
    ],
)
def test_what_answered_a_demand_and_what_became_of_it(answer: Told, state: str | None, why: str) -> None:
    row = positions((2, (DEMAND,)), (3, (answer,)))[0]
    assert row["state"] == state
    assert [(a["words"], a["type"], a["why"]) for a in row["answered_by"]] == [(answer[0], answer[1], why)]


def test_a_demand_told_again_after_its_refusal_stands_but_a_reprint_tells_nothing_new() -> None:
    again = told("Arenia insists: the patrol boats leave", "REQUEST", "ARE>BOR", about="the patrol boats leave")
    assert positions((2, (DEMAND,)), (3, (REFUSED,)), (4, (again,)))[0]["state"] == "standing"
    assert positions((2, (DEMAND,)), (3, (REFUSED,)), (4, (DEMAND,)))[0]["state"] == "refused"


def test_what_directly_follows_answers_without_repeating_a_word() -> None:
    refusal = told("Its neighbour said no", "REJECT", "BOR>")
    (row, _) = positions((2, (DEMAND, refusal)))
    assert [a["why"] for a in row["answered_by"]] == ["follows it"]
    between = told("Meanwhile Arenia threatened a blockade of Salm", "THREATEN", "ARE>BOR")
    assert positions((2, (DEMAND, between, refusal)))[0]["answered_by"] == []


def test_no_answer_before_the_question_nor_inside_it() -> None:
    assert positions((2, (REFUSED,)), (3, (DEMAND,)))[0]["answered_by"] == []
    text = "Boravia denies Arenia's charge that it mined the strait"
    report = Report.make("a.txt", f"{text}.", published=date(2031, 5, 2))
    charge = event(report, "Arenia's charge that it mined the strait", "ACCUSE", actor=("ARE",), recipient=("BOR",))
    denial = event(report, text, "DENY", actor=("BOR",), recipient=("ARE",))
    with TemporaryDirectory() as folder, open_record(Path(folder) / "r.duckdb") as record:
        record.add([Reading(report, events=(charge, denial))])
        rows = {row["stance"]: row for row in record.positions("ARE", "BOR").to_pylist()}
    assert [a["id"] for a in rows["accuses"]["answered_by"]] == [denial.id]
    assert rows["denies"]["answered_by"] == []


def test_a_threat_that_its_maker_takes_back_is_withdrawn() -> None:
    threat = told("Arenia threatens to close the strait to ferries", "THREATEN", "ARE>BOR", about="close the strait")
    back = told("Arenia will not close the strait after all", "CONCEDE", "ARE>BOR", about="close the strait")
    (row,) = positions((2, (threat,)), (3, (back,)))
    assert row["state"] == "withdrawn"
    assert positions((2, (back,)), (3, (threat,)))[0]["state"] is None  # what came before takes nothing back


def test_a_threat_that_is_carried_out_stays_so_when_its_maker_stops() -> None:
    threat = told("Arenia threatens to close the strait to ferries", "THREATEN", "ARE>BOR", about="close the strait")
    closed = told("Arenia closed the strait", "COERCE", "ARE>BOR")
    opened = told("Arenia no longer closes the strait", "RETREAT", "ARE>BOR")
    assert positions((2, (threat,)), (3, (closed,)))[0]["state"] == "carried out"
    assert positions((2, (threat,)), (3, (closed,)), (5, (opened,)))[0]["state"] == "carried out"
    assert positions((2, (closed,)), (3, (threat,)))[0]["state"] is None
    again = told("Arenia will close the strait anew", "THREATEN", "ARE>BOR", about="close the strait")
    assert positions((2, (threat,)), (3, (closed,)), (5, (again,)))[0]["state"] == "standing"


def test_a_threat_is_carried_out_in_other_words_on_the_one_it_was_addressed_to() -> None:
    words = "Arenia would expel Boravia's three envoys"
    threat = told(words, "THREATEN", "ARE>BOR", about="expel Boravia's three envoys")
    done = told("Arenia expelled the Boravian envoys on Friday", "SANCTION", "ARE>BOR")
    other = told("Arenia expelled the Corian envoys on Friday", "SANCTION", "ARE>COR")
    name_alone = told("Arenia expelled all traders from Boravia", "SANCTION", "ARE>BOR")
    assert positions((2, (threat,)), (3, (done,)))[0]["state"] == "carried out"
    assert positions((2, (threat,)), (3, (other,)))[0]["state"] is None
    assert positions((2, (threat,)), (3, (name_alone,)))[0]["state"] is None


def test_an_offer_is_carried_out_or_taken_back_by_its_maker() -> None:
    offer = told("Arenia offers to free the sailors", "AGREE", "ARE>BOR", mode="offer", about="free the sailors")
    freed = told("Arenia released the sailors", "RETREAT", "ARE>BOR")
    back = told("Arenia will not free the sailors now", "REJECT", "ARE>BOR", about="free the sailors")
    assert positions((2, (offer,)), (3, (freed,)))[0]["state"] == "carried out"
    found = {row["stance"]: row for row in positions((2, (offer,)), (3, (back,)))}
    assert found["offers"]["state"] == "withdrawn"


def test_what_both_do_together_meets_a_demand_and_gives_none_up() -> None:
    both = ("Arenia and Boravia agree that the patrol boats leave", ("ARE", "BOR"))
    report = Report.make("b.txt", f"{both[0]}.", outlet="Outlet", published=date(2031, 5, 3))
    agreed = event(report, both[0], "CONCEDE", actor=both[1], recipient=both[1])
    with record_of((2, (DEMAND,))) as record:
        record.add([Reading(report, events=(agreed,))])
        row = record.positions("ARE", "BOR").to_pylist()[0]
    assert row["state"] == "met"


def condition(report: Report, words: str, then: tuple[str, str], whom: str, **more: Any) -> Condition:
    """What Arenia said it would do (words, type) if another (`whom`) did something."""
    start = report.text.index(words)
    return Condition(
        content_id("condition", report.id, words), report.id, Span(start, start + len(words)),
        more.get("holder", Party("ARE", "Arenia")), Clause((whom,), "it stays"), Clause(("ARE",), *then, (), ()),
        "if", more.get("strength", "will"), more.get("counterfactual", False), 0.8, "test",
    )  # fmt: skip


STATED = "Arenia will close the strait if Boravia stays"


@pytest.mark.parametrize(
    ("then", "more", "stances"),
    [
        (("Arenia will close the strait", "COERCE"), {}, ["threatens"]),
        (("Arenia will lift the ban", "CONCEDE"), {}, ["offers"]),
        (("Arenia will not lift the ban", "CONCEDE"), {}, ["refuses"]),
        (("Arenia will not close the strait", "COERCE"), {}, ["offers"]),
        (("Arenia will think", None), {}, []),
        (("Arenia would have closed it", "COERCE"), {"counterfactual": True}, []),
        (("Arenia must close it", "COERCE"), {"strength": "must"}, []),
        (("Arenia will close the strait", "COERCE"), {"holder": Party("COR", "Coria")}, []),
    ],
)
def test_what_is_stated_as_a_condition_is_a_position(
    then: tuple[str, str], more: dict[str, Any], stances: list[str]
) -> None:
    report = Report.make("c.txt", f"{STATED}.", outlet="Outlet", published=date(2031, 5, 2))
    stated = condition(report, STATED, then, "BOR", **more)
    with TemporaryDirectory() as folder, open_record(Path(folder) / "r.duckdb") as record:
        record.add([Reading(report, conditions=(stated,))])
        rows = record.positions("ARE", "BOR").to_pylist()
        assert [(row["stance"], row["kind"], row["id"]) for row in rows] == [
            (stance, "condition", stated.id) for stance in stances
        ]
        assert record.positions("ARE", "COR").num_rows == 0


def test_a_threat_that_is_an_event_too_is_told_once() -> None:
    report = Report.make("c.txt", f"{STATED}.", outlet="Outlet", published=date(2031, 5, 2))
    stated = condition(report, STATED, ("close the strait", "COERCE"), "BOR")
    threat = event(report, STATED, "THREATEN", actor=("ARE",), recipient=("BOR",), about="close the strait")
    with TemporaryDirectory() as folder, open_record(Path(folder) / "r.duckdb") as record:
        record.add([Reading(report, events=(threat,), conditions=(stated,))])
        (row,) = record.positions("ARE", "BOR").to_pylist()
    assert (row["kind"], row["times_told"]) == ("event", 1)


def test_a_pair_without_positions_is_an_empty_table_of_the_same_columns() -> None:
    with record_of((2, (DEMAND,))) as record:
        assert record.positions("COR", "DOR").schema == record.positions("ARE", "BOR").schema
        assert record.positions("COR", "DOR").num_rows == 0


words = st.lists(st.sampled_from("the boats leave strait not withdraw Salm troops of La fin".split()), max_size=6)


@given(st.lists(words.map(" ".join), max_size=12))
def test_gathering_keeps_every_telling_once(said: list[str]) -> None:
    rows = [{"id": n, "about": None, "words": one, "recipient": ["BOR"]} for n, one in enumerate(said)]
    found = gathered(rows)
    assert sorted(row["id"] for position in found for row in position.tellings) == list(range(len(said)))
    for position in found:
        lead = wording(str(position.tellings[0]["words"]))
        assert all(alike(lead, wording(str(row["words"]))) >= ALIKE for row in position.tellings)
        assert len(position.why) == len(position.tellings)


@given(words.map(" ".join), words.map(" ".join))
def test_likeness_has_no_direction(one: str, other: str) -> None:
    assert alike(wording(one), wording(other)) == alike(wording(other), wording(one))
    assert alike(wording(one), wording(one)) == 1
