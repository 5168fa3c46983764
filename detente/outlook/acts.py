"""When two acts are one by meaning: an invasion, "renewed aggression" and "if Russia attacks" are one act.

What is compared: who does it (a person counts as the state), the family of its event type, whom it goes to, the
states named in its words, and the content words, as `linking/wordings.py` has them. Nothing is looked up in a model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from detente.codebook.conditionals import load_conditionals
from detente.linking.wordings import ALIKE, SHARED, Wording, wording
from detente.model import Clause
from detente.outlook.leading import leads, words_lead
from detente.outlook.naming import Named, Names
from detente.outlook.trigger_words import LANGUAGES, Told, types_told

__all__ = ["HALF", "PLAIN", "REPRISAL", "Meaning", "covers", "family", "joined", "meaning_of", "same"]

HALF = 0.5
"""Share of the shorter one's content that must recur where side and family are the same and the act itself is."""

_FAMILIES = {
    "ASSAULT": "attack", "COERCE": "pressure", "SANCTION": "pressure", "MOBILIZE": "build-up", "RETREAT": "yielding",
    "CONCEDE": "yielding", "CONSULT": "talks", "COOPERATE": "cooperation", "AID": "aid",
}  # fmt: skip
"""Types of deeds that reports put for one another. Types of speaking have none: what is promised or threatened
counts, not that it is spoken of."""

PLAIN = frozenset({"attack", "build-up", "talks"})
"""Families in which side and recipient settle which act it is, whatever the words: one does not attack the same
state in two ways at once. A withdrawal or a sanction may be of many things, and its words must recur."""

REPRISAL = "reprisal"
"""The family of what a side threatens without naming a deed ("severe consequences", "a response"): all of one side
is one act, whomever it goes to."""

_TELLING = frozenset({"AGREE", "THREATEN"})
"""Types of speaking that trigger words alone are trusted with: those of the rest are common words ("support")."""

_FAILING = wording("fail failure refuse refusal neglect").stems
_NO_NEGATION = re.compile(r"\b(?:against|without|contre|sans)\b", re.IGNORECASE)
_PREFIX = re.compile(r"\b(d[eé])[-‑](?=\w)", re.IGNORECASE)
_AS_SAID = re.compile(
    r"\bas (?:agreed|planned|promised|announced)\b|\bcomme (?:convenu|prévu|promis|annoncé)\b", re.IGNORECASE
)
_AVERTING = re.compile(r"\b(?:avoid|avert|prevent|évit|empêch|prévenir)\w*\b.*$", re.IGNORECASE)
"""What is hindered is no deed: "to avoid a clash"."""
_PULLING = re.compile(r"\bpull(?:s|ed|ing)?\s+(?:out|back)\b", re.IGNORECASE)
_AT = re.compile(r"\b(?:of|on|against|contre|sur|de|du|l['’])\s*(?:the|la|le|l['’])?\s*$", re.IGNORECASE)
"""What stands before the name of whoever is attacked."""
_ENDING = "cessation"
"""The family of words in `wordings` that end an act: stopping an attack is no attack."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What of an act is compared. `sides`, `recipients` and `named` (other states in its words) may be empty.

    `content` holds the stems of the words, names left out, and the named states; `anchors` the stems that tell
    the family; `after` whether words of content stand behind the first of them (its object). `negated` tells that
    it is not done, and `unless` that the sense of the condition says so, and not (or not only) its words; `read` that
    the type is the reader's, and no guess by trigger words.
    """

    sides: frozenset[str]
    family: str | None
    recipients: frozenset[str]
    named: frozenset[str]
    content: frozenset[str]
    anchors: frozenset[str]
    after: bool
    ends: bool
    negated: bool
    unless: bool
    same: str
    type: str | None
    read: bool
    leads: str | None

    @property
    def fullness(self) -> int:
        """How much is known of it: of two acts that are one, the fuller speaks for both."""
        return 4 * bool(self.sides) + 2 * bool(self.recipients) + bool(self.family)


def family(type: str | None) -> str | None:
    """The family of an event type; None for types of speaking."""
    return _FAMILIES.get(type or "")


def meaning_of(clause: Clause, names: Names, *, on: date | None, not_done: bool = False) -> Meaning:
    """What the clause of a condition means, read on a day; `not_done` says that it would not happen ("unless")."""
    sides = frozenset(names.side(id_) for id_ in clause.who)
    recipients = frozenset(names.side(id_) for id_ in clause.recipient)
    found = names.find(clause.does, on=on)
    if len(sides) > 1 and not recipients and family(clause.type) == "attack":
        sides, recipients = _parted(clause.does, sides, found)
    named = frozenset(one.side for one in found if one.state) - sides
    bare = clause.does
    for one in reversed(found):
        bare = f"{bare[: one.start]} {bare[one.end :]}"
    words = wording(_plain(bare))
    told = types_told(wording(_AVERTING.sub(" ", _plain(bare))))
    direction = _direction(clause, told, words, not_done=not_done)
    deeds = [one for one in told if family(one.type)]
    kind = family(clause.type) or (family(deeds[0].type) if deeds else None)
    open_ended = clause.type in (None, "THREATEN") or not clause.recipient
    if open_ended and any(wording(word).same in _unnamed_harm() for word in words.spelt.values()):
        kind = REPRISAL
    anchors = frozenset(one.stem for one in deeds if family(one.type) == kind)
    stems = list(words.spelt)
    first = next((n for n, stem in enumerate(stems) if stem in anchors), len(stems))
    negated = words.negated != bool(_FAILING & words.stems)
    return Meaning(
        sides, kind, recipients, named,
        words.stems | {f"@{state}" for state in named}, anchors, first + 1 < len(stems),
        _ENDING in words.stems, negated != not_done, not_done, _in_order(words, sides, named),
        clause.type or (told[0].type if told else None), clause.type is not None, direction,
    )  # fmt: skip


def same(one: Meaning, other: Meaning) -> str | None:
    """Why two acts are one, in words; None where they are two. An act and its negation are two."""
    if not _may_be_same(one, other):
        return None
    if one.same == other.same:
        return "same words"
    known = bool(one.sides & other.sides)
    kind = one.family is not None and one.family == other.family
    if known and kind and one.family == REPRISAL:
        return "same side, and what it would do is left open"
    if known and kind and one.family in PLAIN and one.ends == other.ends and one.recipients & other.recipients:
        return "same side, type and recipient"
    shared = one.content & other.content
    if not shared or (_is_deed(one) != _is_deed(other) and not shared & (one.anchors | other.anchors)):
        return None  # 'the missiles are in Cuba' is not that they are removed
    score = len(shared) / min(len(one.content), len(other.content))
    enough = HALF if known and kind and shared & one.anchors else ALIKE
    if score < enough or (len(shared) < SHARED and one.content != other.content):
        return None
    return f"alike {score:.2f}"


def _is_deed(meaning: Meaning) -> bool:
    return meaning.family is not None


def joined(one: Meaning, other: Meaning) -> bool:
    """The one names no side, or nobody it goes to, and may well be the other: "a new attack" where one is spoken of.

    Only of families where side and recipient settle it, and without an object of its own ("an attack on our ships").
    """
    incomplete = not (one.sides and one.recipients)
    return incomplete and not one.after and covers(one, other)


def covers(general: Meaning, special: Meaning) -> bool:
    """Whether the special act is one of the kind that the general one means: "any attack" covers one by Russia."""
    if general.family not in PLAIN or general.family != special.family or general.ends != special.ends:
        return False
    stated = (general.sides and special.sides) or (general.recipients and special.recipients) or not general.after
    return bool(stated) and _may_be_same(general, special) and not (special.named - general.named and general.named)


def _may_be_same(one: Meaning, other: Meaning) -> bool:
    if one.negated != other.negated or _apart(one.sides, other.sides) or _apart(one.named, other.named):
        return False
    if one.read and other.read and one.family and other.family and one.family != other.family:
        return False
    return not (one.family in PLAIN and _apart(one.recipients, other.recipients))


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _parted(words: str, sides: frozenset[str], found: Sequence[Named]) -> tuple[frozenset[str], frozenset[str]]:
    """Of several who are said to attack, those whom it goes to: "a Russian invasion of Ukraine" is by one."""
    behind = frozenset(one.side for one in found if _AT.search(words[: one.start])) & sides
    return (sides - behind, behind) if sides - behind else (sides, frozenset())


def _direction(clause: Clause, told: Sequence[Told], words: Wording, *, not_done: bool) -> str | None:
    """Where it leads: by the event read there, else by a deed that the words tell, else by the words at large.

    Support of nobody is a word ("will be justified") and no event to go by.
    """
    if clause.type is not None and (clause.type != "SUPPORT" or clause.recipient):
        return leads(clause.type, None, words, not_done=not_done, said_first=_said_first(clause.type, told, words))
    by_words = words_lead(words, not_done=not_done)
    telling = [one for one in told if family(one.type) or one.type in _TELLING]
    if telling and (family(telling[0].type) or by_words is None):
        type_, mode, _ = telling[0]
        return leads(type_, mode, words, not_done=not_done, said_first=_said_first(type_, told, words))
    return by_words


def _said_first(type: str, told: Sequence[Told], words: Wording) -> bool:
    """Whether the word that tells the type stands before the negation: "a pledge not to", but not "no pledge"."""
    in_order = words.same.split()
    stems = [one.stem for one in told if one.type == type] or list(words.spelt)[:1]
    first = min((in_order.index(wording(words.spelt[stem]).same) for stem in stems), default=0)
    return any(wording(word).negated for word in in_order[first + 1 :]) and not any(
        wording(word).negated for word in in_order[:first]
    )


@lru_cache(maxsize=1)
def _unnamed_harm() -> frozenset[str]:
    """The dire words of `conditions.toml` that name no deed: "consequences", but not "strike"."""
    dire = (word for language in LANGUAGES for word in load_conditionals(language).dire)
    return frozenset(
        wording(word).same for word in dire if not any(family(told.type) for told in types_told(wording(word)))
    )


def _plain(words: str) -> str:
    """The words without those that negate a demand, but not an act ("an attack against"), "de-" as one word, and
    "pulls out" as the one word that it means. "As agreed" says nothing of what is done."""
    return _PULLING.sub("withdraw", _NO_NEGATION.sub(" ", _PREFIX.sub(r"\1", _AS_SAID.sub(" ", words))))


def _in_order(words: Wording, sides: frozenset[str], named: frozenset[str]) -> str:
    """The words as they stand, with who is named: the same for the same words, whatever surrounds the names."""
    return " ".join((*words.spelt, *sorted(sides), *sorted(named)))
