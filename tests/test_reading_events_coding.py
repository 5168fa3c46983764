"""Coding of sentences whose pair is known: frames, their company, and what the status makes of the type."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.codebook.frames import load_frames
from detente.codebook.scopes import load_scopes
from detente.codebook.turns import load_turns
from detente.errors import CodebookError
from detente.reading.coding import Coded, code_pairs


def code(*rows: tuple[str, str, str]) -> list[Coded]:
    return code_pairs(rows, frames=load_frames("en"), scopes=load_scopes("en"))


def types(*rows: tuple[str, str, str]) -> list[str | None]:
    return [coded.type for coded in code(*rows)]


def test_withheld_favours_are_refusals() -> None:
    assert (
        types(
            ("Oslo will not lift its embargo against Accra.", "Oslo", "Accra"),
            ("The dockers said they would not end their strike against the port.", "The dockers", "the port"),
            ("Lima failed to reach an agreement with Quito.", "Lima", "Quito"),
            ("No aid was sent to Kabul by Tehran.", "Tehran", "Kabul"),
        )
        == ["REJECT"] * 4
    )


def test_favours_to_come_are_agreements_in_plover_rows() -> None:
    assert (
        types(
            ("Dublin will meet Cairo next week.", "Dublin", "Cairo"),
            ("Dublin said it would send medicine to Cairo.", "Dublin", "Cairo"),
            ("Dublin is willing to pull its garrison out of Cyprus.", "Dublin", "Cyprus"),
            ("Dublin said it would talk to the rebels and free the miners.", "Dublin", "the miners"),
        )
        == ["AGREE"] * 4
    )


def test_done_favours_keep_their_type_although_they_are_told_by_the_doer() -> None:
    coded = code(("Ankara announced it had freed forty Kurdish mayors.", "Ankara", "Kurdish mayors"))[0]
    assert (coded.type, coded.status) == ("RETREAT", "happened")


def test_hostile_acts_to_come_are_threats_in_plover_rows() -> None:
    assert (
        types(
            ("Baku will seize the bridge, officials said.", "Baku", "the bridge"),
            ("The miners would boycott the vote, they said.", "The miners", "the vote"),
            ("Baku gave Tbilisi an ultimatum.", "Baku", "Tbilisi"),
        )
        == ["THREATEN"] * 3
    )


def test_the_record_keeps_its_own_type_and_status() -> None:
    row = ("Dublin will meet Cairo next week.", "Dublin", "Cairo")
    turns = load_turns("en", coding=False)
    coded = code_pairs([row], frames=load_frames("en"), scopes=load_scopes("en"), turns=turns)[0]
    assert (coded.type, coded.status) == ("CONSULT", "planned")


def test_what_another_must_do_is_asked_of_him() -> None:
    assert types(
        ("Rome said Tripoli must close the camps.", "Rome", "Tripoli"),
        ("The Vatican told the junta to spare the students.", "The Vatican", "the junta"),
    ) == ["REQUEST", "REQUEST"]


def test_a_call_by_telephone_is_no_call_for_action() -> None:
    assert types(
        ("The chancellor called the emir on Friday to discuss gas.", "The chancellor", "the emir"),
        ("The chancellor called on the emir to free the crew.", "The chancellor", "the emir"),
    ) == ["CONSULT", "REQUEST"]


def test_the_modified_noun_says_more_than_its_light_verb() -> None:
    assert types(
        ("Warsaw held joint exercises with Riga.", "Warsaw", "Riga"),
        ("Warsaw and Riga staged exercises in the gulf.", "Warsaw", "Riga"),
        ("Two monks began a hunger strike against the mayor.", "Two monks", "the mayor"),
    ) == ["COOPERATE", "COOPERATE", "PROTEST"]


def test_a_passive_keeps_its_own_object() -> None:
    assert types(("The poet was granted asylum by Hungary.", "Hungary", "The poet")) == ["AID"]


def test_measures_are_seen_through() -> None:
    assert types(("Delhi delivered a batch of rifles to Yerevan.", "Delhi", "Yerevan")) == ["AID"]


def test_peacekeepers_come_to_help_other_troops_do_not() -> None:
    assert types(
        ("Accra sent 400 soldiers to Liberia for peacekeeping duty.", "Accra", "Liberia"),
        ("Accra sent 400 soldiers to the border with Togo.", "Accra", "Togo"),
    ) == ["AID", "MOBILIZE"]


def test_names_anchor_nothing() -> None:
    coded = code(("Amnesty International said on March 4 that Minsk was silent.", "Amnesty International", "Minsk"))
    assert coded[0].type is None


def test_a_pronoun_stands_for_the_speaker() -> None:
    coded = code(("Manila said it had expelled two diplomats of Hanoi.", "Manila", "Hanoi"))[0]
    assert coded.type == "SANCTION"


def test_turns_refuse_unknown_words(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "turns.toml").write_text('[[turn]]\nstatus = ["perhaps"]\nto = "AGREE"\n', encoding="utf-8")
    with pytest.raises(CodebookError, match=r"turns.toml.*unknown status 'perhaps'"):
        load_turns("xx", coding=True, folder=tmp_path)
    assert load_turns("yy", coding=True, folder=tmp_path) == ()
