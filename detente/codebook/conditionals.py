"""What opens a condition in a language: markers, phrases, verbs and nouns that join an act to what would follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.codebook.frames import CODEBOOK, read_toml
from detente.errors import CodebookError
from detente.model import STRENGTHS

__all__ = ["ConditionExample", "Conditionals", "Opener", "load_conditionals"]

SENSES = ("if", "unless", "as long as")

OPENERS = ("marker", "inverted", "phrase", "link")
JOINTS = ("result", "need", "tie", "price")
WORDS = ("lasting", "committing", "obliging", "refusing", "asking", "outcome", "arising", "pointing", "dire", "pseudo")
SECTIONS = {*OPENERS, *JOINTS, *WORDS, "strength", "example"}

FLAGS = {"marker": ("negated", "ahead"), "phrase": ("negated",), "link": ("between", "demand", "bargain")}
"""By section, what an entry may say of when its words count."""


@dataclass(frozen=True, slots=True)
class ConditionExample:
    """A sentence and the words of its condition; empty where it only looks like one."""

    sentence: str
    span: str
    sense: str
    strength: str
    counterfactual: bool


@dataclass(frozen=True, slots=True)
class Opener:
    """Words that open a condition; `kind` is their section.

    Flags: a `negated` marker or phrase counts only beside a negated clause ('no talks until ...'), an `ahead`
    marker only beside one that tells what is to come ('once they leave, we will ...'). A link `between` joins two
    clauses of one sentence only, one after a `demand` takes up what is demanded ('leave, or else ...'), a `bargain`
    joins what somebody asks for to what he would do ('free them, and we will talk').
    """

    kind: str
    words: tuple[str, ...]
    sense: str
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Conditionals:
    """The ways in which a language says a condition."""

    openers: Mapping[str, tuple[Opener, ...]]
    """By their last word; those of more words first."""
    results: Mapping[str, str]
    needs: Mapping[str, str]
    ties: Mapping[str, str]
    """Verbs by which somebody makes one thing hang on another: 'conditioned the treaty on'."""
    prices: Mapping[str, str]
    """Nouns for what is made a condition: 'a condition for talks'."""
    lasting: frozenset[str]
    """Verbs that go on until something happens: 'will keep firing until …' is a condition too."""
    committing: frozenset[str]
    """Verbs by which somebody in the past bound himself or others to something to come: 'offered', 'warned'."""
    obliging: frozenset[str]
    """Words that oblige: 'must', 'have', 'demand'."""
    refusing: frozenset[str]
    """Words as good as a negation: 'impossible', 'refuse'."""
    asking: frozenset[str]
    """Words after which 'if' is 'whether'."""
    outcome: frozenset[str]
    """Nouns for what may come about but is no event of the codebook: 'progress', 'peace'."""
    arising: frozenset[str]
    """Verbs that say of an act only that it comes about: 'any deal will come too late'."""
    pointing: frozenset[str]
    """Verbs of an antecedent that points back: 'if that happens'."""
    dire: frozenset[str]
    """Words of a consequence that is a threat: 'consequences', 'retaliate'."""
    pseudo: frozenset[tuple[str, ...]]
    strength: Mapping[str, str]
    """By auxiliary or verb, how firm it makes what would follow."""
    examples: tuple[ConditionExample, ...]

    @property
    def markers(self) -> Mapping[str, str]:
        """The sense of each marker."""
        return {" ".join(o.words): o.sense for found in self.openers.values() for o in found if o.kind == "marker"}


@lru_cache(maxsize=8)
def load_conditionals(language: str, *, folder: Path = CODEBOOK) -> Conditionals:
    """The conditionals of a language from its `conditions.toml`.

    Raises CodebookError, naming the file and the entry, for an unknown section, key, sense or strength.
    """
    path = folder / language / "conditions.toml"
    table = read_toml(path)
    unknown = sorted(set(table) - SECTIONS)
    if unknown:
        raise CodebookError(f"{path}: unknown section [[{unknown[0]}]] (have: {', '.join(sorted(SECTIONS))})")
    _check(table, path)

    def words(section: str) -> frozenset[str]:
        return frozenset(w for entry in table.get(section, ()) for w in entry["words"])

    def by_word(section: str, value: str) -> dict[str, str]:
        return {w: entry[value] for entry in table.get(section, ()) for w in entry["words"]}

    return Conditionals(
        _openers(table),
        by_word("result", "sense"), by_word("need", "sense"), by_word("tie", "sense"), by_word("price", "sense"),
        words("lasting"), words("committing"), words("obliging"), words("refusing"), words("asking"),
        words("outcome"), words("arising"), words("pointing"), words("dire"),
        frozenset(tuple(phrase.split()) for phrase in words("pseudo")),
        by_word("strength", "strength"),
        tuple(_example(e) for e in table.get("example", ())),
    )  # fmt: skip


def _check(table: Mapping[str, Any], path: Path) -> None:
    for section in sorted(set(table) - {"example"}):
        known = {"words", *FLAGS.get(section, ())}
        known |= {"sense"} if section in {*OPENERS, *JOINTS} else set()
        known |= {"strength"} if section == "strength" else set()
        for number, entry in enumerate(table[section], 1):
            where = f"{path}: [[{section}]] number {number}"
            extra = sorted(set(entry) - known)
            if extra:
                raise CodebookError(f"{where}: unknown key {extra[0]!r} (have: {', '.join(sorted(known))})")
            for key, allowed in (("sense", SENSES), ("strength", STRENGTHS)):
                if key in known and entry.get(key) not in allowed:
                    raise CodebookError(f"{where}: {key} must be one of {', '.join(allowed)}")


def _openers(table: Mapping[str, Any]) -> dict[str, tuple[Opener, ...]]:
    found: dict[str, list[Opener]] = {}
    for kind in OPENERS:
        for entry in table.get(kind, ()):
            flags = frozenset(flag for flag in FLAGS.get(kind, ()) if entry.get(flag))
            for phrase in entry["words"]:
                words = tuple(phrase.split())
                found.setdefault(words[-1], []).append(Opener(kind, words, entry["sense"], flags))
    return {last: tuple(sorted(openers, key=lambda o: -len(o.words))) for last, openers in found.items()}


def _example(entry: Mapping[str, Any]) -> ConditionExample:
    return ConditionExample(
        entry["sentence"],
        entry["span"],
        entry["sense"],
        entry.get("strength", ""),
        bool(entry.get("counterfactual", False)),
    )
