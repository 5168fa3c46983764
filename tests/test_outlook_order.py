"""The order of trees and ways: what the parties have a part in comes first, and nothing general joins two ages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from outlook_samples import If, record_of

from detente.outlook import Paths, paths
from detente.outlook.branches import gather
from detente.outlook.paths import join
from detente.outlook.said import conditions_said
from detente.outlook.walking import links_of

RAIN = If("- rain falls on the hills", "- the rivers rise", holder=None, day=9)
RAID = If("ARE raids the harbour", "BOR closes the strait", holder="BOR", day=2)


def of(*told: If, **asked: Any) -> Paths:
    with record_of(*told) as record:
        return paths(record, **asked)


def roots(found: Paths) -> list[str]:
    return [found.acts[step.act].words for step in found.steps if step.under is None]


def test_what_the_parties_would_do_comes_before_the_weather() -> None:
    assert roots(of(RAIN, RAID)) == ["raids the harbour", "rain falls on the hills"]


def test_ways_are_of_the_parties_unless_they_named_none() -> None:
    storm = If("- storms worsen", "- everyone attacks everyone", holder=None, day=9)
    theirs = If("ARE raids the harbour", "BOR attacks the northern port", holder="BOR", types=(None, "ASSAULT"))
    both = of(storm, theirs)
    assert [both.acts[both.steps[way.steps[0]].act].words for way in both.confrontation] == ["raids the harbour"]
    alone = of(storm)
    assert [alone.acts[alone.steps[way.steps[0]].act].words for way in alone.confrontation] == ["storms worsen"]


def test_of_what_is_supposed_the_nearest_comes_first() -> None:
    attacks = (
        If("- an attack comes", "- prices rise", holder=None, types=("ASSAULT", None)),
        If("COR attacks the lighthouse", "BOR closes the strait", holder="BOR", types=("ASSAULT", None)),
    )
    assert roots(of(*attacks, supposing="attack"))[0] == "attacks the lighthouse"


def test_general_words_join_only_what_was_said_within_a_year() -> None:
    told = (
        If("COR leaves the league", "BOR attacks Corvia", holder="BOR", types=(None, "ASSAULT"), to=("", "COR")),
        If("- any attack on league members", "ARE sends its fleet", types=("ASSAULT", None), to=("COR", "")),
    )
    with record_of(*told) as record:
        found = join(record).found
    (special,) = (b for b in found.branches.values() if found.acts[b.antecedent].words == "leaves the league")
    (general,) = (b for b in found.branches.values() if b is not special)
    near = links_of([general, special], found.means)
    assert near.sets_off[special.consequent] == [general.antecedent]
    long_ago = replace(general, first_day=date(2027, 1, 1), last_day=date(2027, 1, 2))
    assert links_of([long_ago, special], found.means).sets_off[special.consequent] == []


def test_an_attack_of_another_age_is_another_attack() -> None:
    told = (
        If("BOR attacks the northern port", "ARE sends its fleet", types=("ASSAULT", None)),
        If("BOR attacks the northern port", "COR closes its border", holder="COR", types=("ASSAULT", None)),
    )
    with record_of(*told) as record:
        said = conditions_said(record, join(record).names, as_of=None)
    together = gather(said, (), as_of=None)
    assert len({branch.antecedent for branch in together.branches.values()}) == 1
    apart = gather([said[0], replace(said[1], day=date(1987, 3, 1))], (), as_of=None)
    assert len({branch.antecedent for branch in apart.branches.values()}) == 2
