"""When two acts are one by meaning, which are gathered, and where they lead."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.codebook.outcomes import load_outcomes
from detente.errors import CodebookError
from detente.model import EVENT_TYPES, Clause
from detente.outlook.acts import Meaning, joined, meaning_of, same
from detente.outlook.grouping import gathered
from detente.outlook.leading import CONFRONTATION, DEESCALATION
from detente.outlook.naming import names_of

NAMES = names_of([])


def means(who: str, does: str, type: str | None = None, to: str = "", *, not_done: bool = False) -> Meaning:
    clause = Clause(tuple(filter(None, [who])), does, type, tuple(filter(None, [to])))
    return meaning_of(clause, NAMES, on=date(2022, 1, 9), not_done=not_done)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (means("IRQ", "Iraq invades", "ASSAULT", "KWT"), means("IRQ", "renewed aggression", "ASSAULT", "KWT")),
        (means("IRQ", "an Iraqi invasion of Kuwait", "ASSAULT", "KWT"), means("IRQ", "it strikes", "ASSAULT", "KWT")),
        (means("SYR", "Syria withdraws its troops"), means("SYR", "the withdrawal of Syrian soldiers")),
        (means("SYR", "Damascus pulls out its artillery"), means("SYR", "the pullout of its artillery")),
        (means("TUR", "Ankara lifts the embargo on grain"), means("TUR", "the embargo on grain is lifted")),
        (means("TUR/an-envoy", "reopens the border"), means("TUR", "reopens the border crossing")),
        (
            means("PAK", "removes the weapons that its neighbour calls a threat"),
            means("PAK", "its missiles are removed"),
        ),
        (means("", "a nuclear test"), means("PRK", "a nuclear test")),
        (means("FRA", "severe consequences"), means("FRA", "we will retaliate")),
        (means("BEL", "talks on the quotas"), means("BEL", "des pourparlers sur les quotas")),
    ],
)
def test_one_act_in_two_wordings(one: Meaning, other: Meaning) -> None:
    assert same(one, other)
    assert same(other, one)
    assert len(set(gathered([one, other]))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (means("SYR", "withdraws its tanks"), means("SYR", "does not withdraw its tanks")),
        (means("SYR", "withdraws its tanks"), means("SYR", "refuses to withdraw its tanks")),
        (means("SYR", "withdraws its tanks"), means("SYR", "withdraws its tanks", not_done=True)),
        (means("SYR", "withdraws its tanks"), means("TUR", "withdraws its tanks")),
        (means("SYR", "withdraws its tanks from Lebanon"), means("SYR", "withdraws its tanks from Jordan")),
        (means("SYR", "withdraws its tanks"), means("SYR", "lifts the embargo")),
        (means("IRQ", "attacks", "ASSAULT", "KWT"), means("IRQ", "attacks", "ASSAULT", "IRN")),
        (means("IRQ", "attacks Kuwait", "ASSAULT", "KWT"), means("IRQ", "stops attacking", "ASSAULT", "KWT")),
        (means("IRQ", "an attack on our ships"), means("IRQ", "talks on our ships")),
        (means("FRA", "severe consequences"), means("DEU", "severe consequences")),
    ],
)
def test_two_acts(one: Meaning, other: Meaning) -> None:
    assert same(one, other) is None
    assert same(other, one) is None
    assert len(set(gathered([one, other]))) == 2


def test_refusing_to_withdraw_and_not_withdrawing_are_one() -> None:
    assert same(means("SYR", "refuses to withdraw its tanks"), means("SYR", "does not withdraw its tanks"))
    assert same(means("SYR", "withdraws its tanks", not_done=True), means("SYR", "does not withdraw its tanks"))


def test_an_act_without_its_doer_joins_the_one_that_it_can_be_and_none_of_two() -> None:
    attack, other = means("IRQ", "attacks", "ASSAULT", "KWT"), means("IRQ", "attacks", "ASSAULT", "IRN")
    new = means("", "a new attack", "ASSAULT")
    assert len(set(gathered([new, attack]))) == 1
    assert len(set(gathered([new, attack, other]))) == 3
    on_ships = means("", "any attack on merchant ships", "ASSAULT")
    assert len(set(gathered([on_ships, attack]))) == 2


@pytest.mark.parametrize(
    ("act", "leads"),
    [
        (means("IRQ", "invades", "ASSAULT"), CONFRONTATION),
        (means("IRQ", "does not invade", "ASSAULT"), DEESCALATION),
        (means("IRQ", "invades", "ASSAULT", not_done=True), DEESCALATION),
        (means("IRQ", "a pledge not to invade", "AGREE"), DEESCALATION),
        (means("IRQ", "no pledge is given", "AGREE"), CONFRONTATION),
        (means("IRQ", "further steps are justified", "SUPPORT"), None),
        (means("SYR", "withdraws its tanks", "RETREAT"), DEESCALATION),
        (means("SYR", "massive consequences"), CONFRONTATION),
        (means("", "real progress"), DEESCALATION),
        (means("", "it would be hard to make progress"), CONFRONTATION),
        (means("", "une désescalade"), DEESCALATION),
        (means("", "de-escalation"), DEESCALATION),
        (means("", "the harvest is brought in"), None),
        (means("SYR", "asks for grain", "REQUEST"), None),
    ],
)
def test_where_acts_lead(act: Meaning, leads: str | None) -> None:
    assert act.leads == leads


def test_outcome_words_of_a_broken_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("codebook")
    (folder / "en").mkdir()
    (folder / "en" / "outcomes.toml").write_text("doom = ['doom']\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"outcomes\.toml: missing key 'confrontation'"):
        load_outcomes("en", folder=folder)
    assert load_outcomes("la", folder=folder).deescalation == frozenset()


words = st.lists(
    st.sampled_from("withdraw attack tanks not new Jordan Lebanon the embargo lift talks grain progress".split()),
    max_size=5,
).map(" ".join)
meanings = st.builds(
    means, st.sampled_from(["", "SYR", "IRQ"]), words, st.sampled_from([None, *EVENT_TYPES]),
    st.sampled_from(["", "JOR"]), not_done=st.booleans(),
)  # fmt: skip


@given(meanings, meanings)
def test_being_one_act_has_no_direction(one: Meaning, other: Meaning) -> None:
    assert (same(one, other) is None) == (same(other, one) is None)
    assert same(one, one)


@given(st.lists(meanings, max_size=30))
def test_gathering_misses_no_lead_that_comparing_with_every_one_finds(told: list[Meaning]) -> None:
    groups = gathered(told)
    assert len(groups) == len(told)
    often, first = Counter(told), {meaning: -n for n, meaning in enumerate(reversed(told))}
    placed = dict(zip(told, groups, strict=True))
    leads: list[Meaning] = []
    for meaning in sorted(often, key=lambda m: (-m.fullness, -often[m], first[m])):
        fitting = {n for n, lead in enumerate(leads) if same(meaning, lead)}
        if fitting and placed[meaning] < len(leads):
            assert placed[meaning] in fitting
        elif fitting:  # an act by nobody named may be as much like one side's as like another's
            assert not meaning.sides
            assert len({leads[n].sides for n in fitting}) > 1
            leads.append(meaning)
        elif placed[meaning] == len(leads):
            leads.append(meaning)
        else:
            assert joined(meaning, leads[placed[meaning]])
