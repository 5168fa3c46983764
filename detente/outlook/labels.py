"""How acts and branches read in words: who does what, who says so, when, and how firmly."""

from __future__ import annotations

import re
from datetime import date

from detente.outlook.leading import CONFRONTATION
from detente.outlook.nouns import Act, Branch, Doubt

__all__ = ["act_label", "asked", "days", "doubted", "said_by", "sides", "tidy"]

_PAIRS = (("“", "”"), ("«", "»"), ('"', '"'))

_ACROSS = re.compile(r"\s*,?\s*[”»]\s*[“«]\s*")
"""Two quotations side by side: who says so stood between them."""
_LOOSE = re.compile(r"\s+([,.])")

_WHAT = {
    ("refuses", "then"): "what would follow",
    ("denies", "then"): "what would follow",
    ("refuses", "if"): "what is asked",
    ("denies", "if"): "what is supposed",
}


def sides(act: Act) -> str:
    """Who does it, and to whom: `RUS`, `RUS → UKR`; empty where nobody is named."""
    to = [id_ for id_ in act.recipient if id_ not in act.who]
    return " → ".join(filter(None, (", ".join(act.who), ", ".join(to) if act.who else "")))


def act_label(act: Act) -> str:
    """An act in one line: `SUN: remove the missiles`; `not done: ...` where its words do not say that themselves."""
    who = sides(act)
    return f"{'not done: ' if act.unless else ''}{f'{who}: ' if who else ''}{tidy(act.words)}"


def tidy(words: str) -> str:
    """Words on one line, without quotation marks that have lost their other half where a clause was cut."""
    line = _ACROSS.sub(", ", " ".join(words.split()))
    for left, right in _PAIRS:
        if line.count(left) != line.count(right) or (left == right and line.count(left) % 2):
            line = line.replace(left, "").replace(right, "")
    return _LOOSE.sub(r"\1", " ".join(line.split()))


def said_by(branch: Branch) -> str:
    """Who says it: names with their side, or the reporter."""
    if not branch.holder:
        return "the reporter"
    names = ", ".join(branch.holders)
    return names if branch.holder in branch.holders else f"{names} ({branch.holder})"


def days(first: date | None, last: date | None) -> str:
    """A day, or from a day to a day; `undated` without one."""
    if first is None or last is None:
        return "undated"
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def asked(branch: Branch, antecedent: Act, consequent: Act) -> str | None:
    """What the holder asks as the price of the branch, in one line; None where it asks for nothing."""
    act = {"antecedent": antecedent, "consequent": consequent}.get(branch.price or "")
    if act is None:
        return None
    ended = branch.sense == "as long as" and act.leads == CONFRONTATION
    who = sides(act)
    return f"{'an end of ' if ended else ''}{f'{who}: ' if who else ''}{tidy(act.words)}"


def doubted(doubt: Doubt) -> str:
    """Who contradicts it, how, and when: `SUN refuses what would follow, 1962-10-23 (earlier)`."""
    what = _WHAT.get((doubt.how, doubt.of))
    when = f", {doubt.day.isoformat()}" if doubt.day else ""
    return f"{' '.join(filter(None, (doubt.who, doubt.how, what)))}{when}{' (earlier)' if doubt.earlier else ''}"
