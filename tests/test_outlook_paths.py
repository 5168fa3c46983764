"""Paths: what follows what, who said it, what speaks against it, how it fades, and that every walk ends."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outlook_samples import Did, If, readings, record_of
from record_samples import condition

from detente.errors import DetenteError
from detente.model import Clause, Party, Reading, Report
from detente.outlook import Branch, Paths, paths
from detente.outlook.as_data import as_json
from detente.outlook.fading import HALF_LIFE
from detente.record import open_record

LEAVE = "BOR withdraws its patrol boats"
LIFT = "ARE lifts the blockade of the harbour"
TALK = "COR invites both to talks in Salm"


def of(*told: If | Did, **asked: Any) -> Paths:
    with record_of(*told) as record:
        return paths(record, **asked)


def shape(found: Paths) -> list[str]:
    """The tree, a line a step: its depth in dots, and the words of its act."""
    marks = [f" -> {step.goes_on}" if step.goes_on is not None else "" for step in found.steps]
    unless = ["unless " if found.acts[step.act].unless else "" for step in found.steps]
    steps = zip(found.steps, unless, marks, strict=True)
    return [f"{'.' * step.depth}{sign}{found.acts[step.act].words}{mark}" for step, sign, mark in steps]


def only(found: Paths) -> Branch:
    (branch,) = found.branches.values()
    return branch


def test_what_follows_sets_off_what_is_said_to_follow_from_it() -> None:
    found = of(If(LEAVE, LIFT), If("ARE lifts its blockade of the harbour", TALK, holder="COR"))
    assert shape(found) == [
        "withdraws its patrol boats",
        ".lifts its blockade of the harbour",
        "..invites both to talks in Salm",
    ]
    (way,) = found.deescalation
    assert way.steps == (0, 1, 2)
    assert found.confrontation == ()


def test_a_telling_gives_the_exact_words_of_its_report() -> None:
    told = (If(LEAVE, LIFT), If(LEAVE, LIFT, day=4, outlet="Southern Post"))
    branch = only(of(*told))
    assert branch.holder == "ARE"
    assert branch.outlets == ("Southern Post", "Northern Wire")
    assert (branch.first_day, branch.last_day) == (date(2031, 5, 2), date(2031, 5, 4))
    texts = {reading.report.id: reading.report.text for reading in readings(*told)}
    for telling in branch.tellings:
        assert texts[telling.report][telling.span.start : telling.span.end] == telling.words


def test_copies_are_one_origin() -> None:

    words = "if the boats leave, the blockade of the harbour is lifted"
    text = (
        f"The minister told reporters in Salm after a long night of talks with her neighbour's envoys that {words}, "
        "and that her navy had its orders ready."
    )
    told = []
    for n, outlet in enumerate(("Northern Wire", "Southern Post", "Salm Gazette")):
        body = text if n < 2 else f"It was put otherwise in Salm: {words}."
        report = Report.make(f"{n}.txt", body, outlet=outlet, published=date(2031, 5, 2 + n))
        sides = Clause(("BOR",), "the boats leave"), Clause(("ARE",), "the blockade of the harbour is lifted")
        told.append(Reading(report, conditions=(condition(report, words, *sides, holder=Party("ARE", "Arenia")),)))
    with TemporaryDirectory() as folder, open_record(Path(folder) / "r.duckdb") as record:
        record.add(told)
        branch = only(paths(record))
    assert (len(branch.tellings), len(branch.outlets), branch.origins) == (3, 3, 2)


def test_supposing_by_ids_and_by_words() -> None:
    told = (
        If("RUS invades", "USA severe consequences", holder="USA", types=("ASSAULT", "THREATEN"), to=("UKR", "RUS")),
        If("RUS returns to the talks", "USA eases the sanctions", holder="USA"),
    )
    for supposing in ("RUS ASSAULT UKR", "RUS ASSAULT", "Russia attacks Ukraine", "an invasion of Ukraine by Russia"):
        assert shape(of(*told, supposing=supposing)) == ["invades", ".severe consequences"], supposing
    for supposing in ("RUS ASSAULT POL", "USA ASSAULT UKR", "Ukraine attacks Russia"):
        found = of(*told, supposing=supposing)
        assert found.steps == ()
        assert found.note is not None
        assert "“invades”" in found.note


@pytest.mark.parametrize(
    ("supposing", "told"),
    [
        ("RUS ATTACK UKR", "has no event type in second place"),
        ("XQZ ASSAULT UKR", "nobody has the id XQZ"),
        ("", "names no act"),
        ("of the", "names no act"),
        ("Russia", "names no act"),
    ],
)
def test_a_malformed_supposition_is_told_with_what_is_possible(supposing: str, told: str) -> None:
    with pytest.raises(DetenteError, match=told) as error:
        of(If(LEAVE, LIFT), supposing=supposing)
    assert "ACTOR TYPE RECIPIENT" in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_supposed_averts_what_would_follow_unless_it_is_done() -> None:
    told = If(LEAVE, "ARE closes the strait", sense="unless")
    assert shape(of(told)) == ["unless withdraws its patrol boats", ".closes the strait"]
    found = of(told, If(LEAVE, LIFT), supposing="Boravia withdraws its boats")
    assert shape(found) == [
        "withdraws its patrol boats", ".lifts the blockade of the harbour",
        "unless withdraws its patrol boats", ".closes the strait",
    ]  # fmt: skip
    assert [step.averted for step in found.steps] == [False, False, True, True]
    assert found.confrontation == ()


def test_until_it_is_done_is_while_it_is_not() -> None:
    lasting = If(LEAVE, "ARE closes the strait", sense="as long as")
    assert shape(of(lasting))[0] == "withdraws its patrol boats"
    until = lasting._replace(sense="until", given=(("sense", "as long as"),))
    assert shape(of(until)) == ["unless withdraws its patrol boats", ".closes the strait"]
    assert only(of(until)).sense == "until"


def test_an_invasion_of_one_that_is_named_with_the_other_is_by_one() -> None:
    told = If("RUS,UKR a Russian invasion of Ukraine", "USA severe consequences", types=("ASSAULT", None))
    found = of(told)
    assert (found.acts[found.steps[0].act].who, found.acts[found.steps[0].act].recipient) == (("RUS",), ("UKR",))


def test_unless_it_is_done_and_if_it_is_not_done_are_one() -> None:
    found = of(If(LEAVE, "ARE closes the strait", sense="unless"), If("BOR does not withdraw its patrol boats", LIFT))
    assert len([step for step in found.steps if step.under is None]) == 1


@pytest.mark.parametrize(
    ("told", "price"),
    [
        (If(LEAVE, LIFT), "antecedent"),
        (If(LEAVE, LIFT, holder="BOR"), None),
        (If(LEAVE, LIFT, sense="as long as"), "antecedent"),
        (If(LEAVE, "ARE closes the strait", sense="unless"), "antecedent"),
        (If("- there is progress", LEAVE, given=(("strength", "must"),)), "consequent"),
        (If("BOR attacks", "ARE closes the strait"), None),
    ],
)
def test_what_is_asked_for(told: If, price: str | None) -> None:
    assert only(of(told)).price == price


def test_a_refusal_and_a_denial_speak_against_it() -> None:
    refusal = Did(
        "Boravia refuses to withdraw its patrol boats", "REJECT", "BOR", day=3, about="withdraw its patrol boats"
    )
    (doubt,) = only(of(If(LEAVE, LIFT), refusal)).doubts
    assert (doubt.how, doubt.of, doubt.who, doubt.earlier) == ("refuses", "if", "BOR", False)
    assert only(of(If(LEAVE, LIFT, day=4), refusal)).doubts[0].earlier
    other = Did("Boravia refuses to feed its patrol dogs", "REJECT", "BOR", day=3, about="feed its patrol dogs")
    assert only(of(If(LEAVE, LIFT), other)).doubts == ()
    denial = Did("Boravia denies that it will attack", "DENY", "BOR", about="it will attack")
    (doubt,) = only(of(If("BOR attacks", "ARE closes the strait"), denial)).doubts
    assert (doubt.how, doubt.of) == ("denies", "if")


def test_the_contrary_by_the_same_holder_overtakes_what_it_said_before_and_not_what_it_says_after() -> None:
    not_lift = "ARE does not lift the blockade of the harbour"
    found = of(If(LEAVE, LIFT, day=2), If(LEAVE, not_lift, day=5))
    first, second = sorted(found.branches.values(), key=lambda branch: branch.first_day or date.min)
    assert (first.stands, second.stands) == (False, True)
    assert first.tellings[0].overtaken == second.tellings[0].condition
    assert [doubt.how for doubt in first.doubts] == ["says otherwise"]
    assert found.deescalation == ()
    again = of(If(LEAVE, LIFT, day=2), If(LEAVE, not_lift, day=5), If(LEAVE, LIFT, day=7))
    lifted = max(again.branches.values(), key=lambda branch: branch.last_day or date.min)
    assert lifted.stands
    assert [telling.weight > 0 for telling in lifted.tellings] == [True, False]


def test_the_contrary_by_another_is_a_doubt_and_takes_nothing_back() -> None:
    found = of(If(LEAVE, LIFT, day=2), If(LEAVE, "ARE does not lift the blockade", holder="COR", day=5))
    assert all(branch.stands for branch in found.branches.values())
    assert [doubt.who for branch in found.branches.values() for doubt in branch.doubts] == ["COR", "ARE"]


def test_what_its_own_maker_takes_off_the_table_no_longer_stands() -> None:
    back = Did("Arenia refuses to lift the blockade", "REJECT", "ARE", day=4, about="lift the blockade of the harbour")
    assert not only(of(If(LEAVE, LIFT), back)).stands
    assert only(of(If(LEAVE, LIFT, day=6), back)).stands


def test_weight_halves_with_age() -> None:
    told = If(LEAVE, LIFT, day=2)
    assert only(of(told)).weight == 1
    later = date.fromordinal(date(2031, 5, 2).toordinal() + int(HALF_LIFE))
    assert only(of(told, as_of=later)).weight == pytest.approx(0.5)
    assert only(of(told, as_of=later.isoformat())).weight == pytest.approx(0.5)


def test_as_of_leaves_out_what_came_later() -> None:
    told = (If(LEAVE, LIFT, day=2), If(LEAVE, LIFT, day=9))
    assert len(only(of(*told, as_of="2031-05-05")).tellings) == 1
    assert of(*told, as_of="2031-05-01").note is not None
    with pytest.raises(DetenteError, match="is no date"):
        of(*told, as_of="May")


def test_actor_keeps_what_a_side_says_does_or_is_done_to() -> None:
    told = (If(LEAVE, LIFT), If("COR attacks", "COR closes its ports", holder="COR"))
    assert len(of(*told, actor="Lena Arend").branches) == 1
    assert len(of(*told, actor="Corvia").branches) == 1
    note = of(*told, actor="Brazil").note
    assert note is not None
    assert "Brazil" in note


def test_what_did_not_happen_stands_apart() -> None:
    found = of(If("BOR attacked", "ARE closes the strait", given=(("counterfactual", True),)))
    assert found.steps == ()
    assert len(found.counterfactual) == 1
    assert found.note is None


def test_what_a_reporter_tells_counts_with_the_one_side_that_says_it() -> None:
    branch = only(of(If(LEAVE, LIFT), If(LEAVE, LIFT, holder=None, day=3)))
    assert (branch.holder, len(branch.tellings)) == ("ARE", 2)
    assert only(of(If(LEAVE, LIFT, holder=None))).holder is None


def test_a_cycle_comes_round_and_ends() -> None:
    found = of(If("ARE attacks", "BOR attacks", holder="BOR"), If("BOR attacks", "ARE attacks"))
    (first, second, third) = found.steps
    assert third.act == first.act
    assert third.goes_on == first.number
    assert second.goes_on is None


def test_any_attack_is_set_off_by_one() -> None:
    found = of(
        If("COR leaves the league", "BOR attacks Corvia", holder="BOR", types=(None, "ASSAULT"), to=("", "COR")),
        If("- any attack on league members", "ARE sends its fleet", types=("ASSAULT", None), to=("COR", "")),
    )
    assert [step.depth for step in found.steps] == [0, 1, 2]


def test_a_record_without_conditions_says_so_in_one_line() -> None:
    for found in (of(), of(Did("Arenia waits", "CONSULT", "ARE")), of(supposing="Arenia attacks Boravia")):
        assert found.note is not None
        assert found.note.startswith("nothing on record says what would follow")
        assert found.steps == ()


def test_a_chain_as_long_as_the_record_is_walked_to_its_end() -> None:
    words = ["".join("bcdfghjlmn"[int(digit)] + "a" for digit in f"{n:04}") + "k" for n in range(1_500)]
    found = of(*(If(f"ARE {a}", f"ARE {b}") for a, b in pairwise(words)))
    assert max(step.depth for step in found.steps) == 1_499
    json.dumps(as_json(found))


sides = st.sampled_from(["ARE", "BOR", "COR", "-"])
does = st.sampled_from(
    ["attacks", "attacks Corvia", "withdraws its boats", "does not withdraw", "lifts the embargo", "talks", "nothing",
     "severe consequences", "any new attack", "progress"]
)  # fmt: skip
acts = st.builds("{} {}".format, sides, does)
conditions = st.builds(
    If, acts, acts, st.sampled_from(["ARE", "BOR", None]), st.sampled_from(["if", "unless", "as long as", "until"]),
    st.integers(1, 28), types=st.tuples(*[st.sampled_from([None, "ASSAULT", "RETREAT", "THREATEN"])] * 2),
    to=st.tuples(*[st.sampled_from(["", "COR", "BOR"])] * 2),
    given=st.builds(
        lambda strength, unreal: (("strength", strength), ("counterfactual", unreal)),
        st.sampled_from(["will", "would", "could", "must"]), st.booleans(),
    ),
)  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(st.lists(conditions, max_size=12), st.sampled_from([None, "Arenia attacks Boravia", "USA RETREAT"]))
def test_any_conditions_give_a_finite_tree_whose_every_branch_has_its_words(
    told: list[If], supposing: str | None
) -> None:
    with record_of(*told) as record:
        found = paths(record, supposing=supposing)
        assert found == paths(record, supposing=supposing)
    assert len(found.steps) <= 2 * len(told) + len({step.act for step in found.steps if step.under is None})
    assert [step.number for step in found.steps] == list(range(len(found.steps)))
    assert all(step.under is None or step.under < step.number for step in found.steps)
    assert all(step.goes_on is None or step.goes_on < len(found.steps) for step in found.steps)
    walked = [step.branch for step in found.steps if step.branch and not step.averted]
    assert len(walked) == len(set(walked))
    texts = {reading.report.id: reading.report.text for reading in readings(*told)}
    for branch in found.branches.values():
        assert {branch.antecedent, branch.consequent} <= found.acts.keys()
        assert branch.tellings
        for one in (*branch.tellings, *branch.doubts):
            assert texts[one.report][one.span.start : one.span.end] == one.words
    if supposing is None:
        assert sum(len(branch.tellings) for branch in found.branches.values()) == len(told)
    json.dumps(as_json(found))
