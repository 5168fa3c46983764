"""The reference pages are true: every field and key is described, and every example of a file loads."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from detente.codebook.actor_files import KEYS as ACTOR_KEYS
from detente.codebook.actor_files import PERSON_KEYS, read_actors
from detente.codebook.attacks import LISTS as ATTACK_LISTS
from detente.codebook.attacks import TABLES as ATTACK_TABLES
from detente.codebook.conditionals import load_conditionals
from detente.codebook.cues import read_cues
from detente.codebook.frames import EXAMPLE_KEYS, FRAME_KEYS, load_frames
from detente.codebook.gatherings import load_gatherings
from detente.codebook.roles import load_roles
from detente.codebook.scopes import load_scopes
from detente.codebook.tolls import LISTS as TOLL_LISTS
from detente.codebook.tolls import TABLES as TOLL_TABLES
from detente.codebook.turns import KEYS as TURN_KEYS
from detente.codebook.turns import load_turns
from detente.model import (
    ACTS,
    DISPUTED,
    EVENT_TYPES,
    JSON_NAMES,
    STATUSES,
    Actor,
    Condition,
    Disagreement,
    Echo,
    Event,
    Line,
    Meeting,
    Report,
    Statement,
    Story,
)

DOCS = Path(__file__).parents[1] / "docs"
FILE = re.compile(r"```toml\n# (\S+)\n(.*?)```", re.DOTALL)
NOUNS = (Report, Actor, Statement, Event, Condition, Meeting, Story, Line, Echo, Disagreement)


@pytest.fixture(scope="module")
def codebook_page() -> str:
    return (DOCS / "codebook.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def entries_page() -> str:
    return (DOCS / "entries.md").read_text(encoding="utf-8")


def section(page: str, title: str) -> str:
    """What stands under a heading, to the next one."""
    return page.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.kind)
def test_every_field_is_described(noun: type, entries_page: str) -> None:
    common = entries_page.split("\n## ", 1)[0]
    described = section(entries_page, noun.kind) + common  # type: ignore[attr-defined]
    names = [JSON_NAMES.get(field.name, field.name) for field in fields(noun)]
    assert [name for name in names if f"`{name}`" not in described] == []


def test_every_status_act_and_type_is_described(entries_page: str) -> None:
    assert [word for word in (*STATUSES, *ACTS, *EVENT_TYPES, *DISPUTED) if f"`{word}`" not in entries_page] == []


def test_every_key_is_described(codebook_page: str) -> None:
    keys = {*FRAME_KEYS, *EXAMPLE_KEYS, *TURN_KEYS, *PERSON_KEYS, *ACTOR_KEYS}
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", codebook_page)) == []
    tolls = section(codebook_page, "Tolls: `en/tolls.toml`")
    assert sorted(key for key in (*TOLL_LISTS, *TOLL_TABLES) if f"`{key}`" not in tolls) == []
    attacks = section(codebook_page, "Attacks: `en/attacks.toml`")
    assert sorted(key for key in (*ATTACK_LISTS, *ATTACK_TABLES) if f"`{key}`" not in attacks + tolls) == []


@pytest.fixture(scope="module")
def example_folder(codebook_page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the page shows, written out."""
    folder = tmp_path_factory.mktemp("codebook")
    for name, text in FILE.findall(codebook_page):
        path = folder / (f"{name}.toml" if name == "actors" else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_examples_of_files_load(example_folder: Path) -> None:
    frames = load_frames("en", folder=example_folder)
    assert [example.type for example in frames.examples] == ["CONSULT"]
    assert load_scopes("en", folder=example_folder).clause == {"reportedly": "alleged"}
    assert [turn.to for turn in load_turns("en", coding=False, folder=example_folder)] == ["REJECT"]
    assert load_conditionals("en", folder=example_folder).markers == {"unless": "unless"}
    assert load_gatherings("en", folder=example_folder).cancelled_off == {"call"}
    assert load_roles("en", folder=example_folder)["general secretaries"].is_plural
    assert len(read_cues(example_folder / "en", language="en").examples) == 1


def test_the_example_of_actors_loads(example_folder: Path) -> None:
    known = read_actors(extra=example_folder / "actors.toml")
    assert known.described["ATL"].name == "Atlantis"
    assert known.members["LOST"] == [("ATL", "1950-01-01", "1975-06-30")]
