"""How firm a stated consequence is, and whether a condition speaks of what did not happen."""

from __future__ import annotations

from detente.reading.condition_sides import Setting, Sides
from detente.reading.syntax import child, children, is_infinitive, is_verb

__all__ = ["is_counterfactual", "strength_of"]

THINKING = frozenset("believe think hope expect reckon assume croire penser espérer".split())
WOULD_HAVE = frozenset({"would", "could", "might", "'d", "should"})
FIRMNESS = ("must", "could", "would")
"""Which of several auxiliaries tells how firm a clause is."""


def strength_of(setting: Setting, sides: Sides) -> str:
    """`will`, `would`, `could` or `must`, by the auxiliaries of the consequent or what its verb says itself.

    What has been made a condition is a `must`; a promise, an offer or a bare phrase is as firm as `will`.
    """
    if sides.asked:
        return "must"
    parse, strength = setting.parse, setting.conditionals.strength
    found: set[str] = set()
    for verb in _verbs(setting, sides):
        words = children(parse, verb, "aux", "auxpass")
        found |= {strength[parse.word[c]] for c in words if parse.word[c] in strength}
        found |= {strength[parse.lemma[c]] for c in words if parse.tag[c] == "VBC" and parse.lemma[c] in strength}
        infinitive = [c for c in children(parse, verb, "xcomp") if is_infinitive(parse, c)]
        if infinitive and f"{parse.lemma[verb]} to" in strength and child(parse, verb, "dobj") is None:
            found.add(strength[f"{parse.lemma[verb]} to"])
        if f"{parse.lemma[verb]} +" in strength:  # French: 'peut', 'devrait' head their infinitive
            found.add(strength[f"{parse.lemma[verb]} +"])
        if parse.tag[verb] == "VBC" or any(parse.tag[c] == "VBC" for c in words):
            found.add("would")
    return next((firm for firm in FIRMNESS if firm in found), "will")


def _verbs(setting: Setting, sides: Sides) -> list[int]:
    """The verb of the consequent; with 'we believe' the one below, with 'are going to have to' the chain."""
    parse, inside = setting.parse, set(sides.consequent)
    main = sides.main
    if not is_verb(parse, main):
        return []
    found = [main]
    for _ in range(3):
        label = ("ccomp", "xcomp") if parse.lemma[found[-1]] in THINKING else ("xcomp",)
        below = next((c for c in children(parse, found[-1], *label) if c in inside and is_verb(parse, c)), None)
        if below is None:
            break
        if parse.lemma[found[-1]] not in THINKING | {"go", "be", "have"}:
            break
        found.append(below)
    return found


HAVE = {"have", "'ve"}


def is_counterfactual(setting: Setting, sides: Sides) -> bool:
    """Whether both sides are known not to have been so: 'had they turned back, …', 'would have been saved if'.

    'If it were a member' with a noun is one too; 'if it were to attack' and 'if it had not withdrawn by Friday, …
    would' (a reported 'has not') are not.
    """
    parse = setting.parse
    perfect = is_verb(parse, sides.main) and _unreal_perfect(setting, sides.main)
    return sides.unreal or perfect or _unreal_were(setting, sides.verb)


def _unreal_perfect(setting: Setting, verb: int) -> bool:
    parse = setting.parse
    aux = children(parse, verb, "aux", "auxpass")
    words = {parse.word[c] for c in aux}
    if any(parse.tag[c] == "VBC" and parse.lemma[c] in {"avoir", "être"} for c in aux):
        return parse.tag[verb] == "VBN"
    return bool(words & WOULD_HAVE) and bool(words & HAVE) and parse.tag[verb] in {"VBN", "VBD"}


def _unreal_were(setting: Setting, verb: int) -> bool:
    """'If it were a member': 'were' of one, with a noun for what it is not."""
    parse = setting.parse
    if parse.word[verb] != "were" or parse.tag[verb] not in {"VBD", "VB"}:
        return False
    subject, noun = child(parse, verb, "nsubj"), child(parse, verb, "attr")
    if subject is None or noun is None or is_infinitive(parse, noun):
        return False
    return parse.tag[subject] in {"NN", "NNP"} or parse.word[subject] in {"i", "he", "she", "it"}
