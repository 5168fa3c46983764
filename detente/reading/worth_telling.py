"""Whether an act that was found is an event of its own: enough is known of it, and nothing else tells it."""

from __future__ import annotations

from collections.abc import Mapping

from detente.codebook.clause_words import load_clause_words
from detente.reading.cast import Cast
from detente.reading.parsing import Parse
from detente.reading.parties import HOSTILE, SPEECH_ACTS, Parties
from detente.reading.status import Standing
from detente.reading.syntax import (
    agents,
    ancestors,
    children,
    complements,
    is_negated,
    is_passive,
    objects,
    possessors,
    prepositional,
    subtree,
)
from detente.reading.triggers import Trigger

__all__ = ["COOPERATIVE", "promises_harm", "told_elsewhere", "too_little"]

WORTH_AN_ACTOR = frozenset({"CONSULT", "PROTEST", "MOBILIZE", "RETREAT", "ASSAULT", "DENY", "CONCEDE"})
"""Types that are worth a line with an actor alone, also from a noun."""

WORDS_OR_MEASURES = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE", "SANCTION", "COERCE"})
"""Types that are worth a line with an actor alone where a verb says them: the recipient is left open."""

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "AGREE"})

AMONG_THEMSELVES = frozenset({"agree", "decide", "convenir", "décider"})
"""Verbs that say what those who act do together, and promise nothing to those whom it hits."""

RESULTING = frozenset({"cast", "raise", "fuel", "spark", "stoke", "throw"})

MENACE = frozenset(
    {"retaliatory", "retaliation", "retaliate", "reprisal", "respond", "tolerate", "consequence"}
    | {"riposte", "riposter", "représailles", "représaille", "répondre", "répliquer", "tolérer", "conséquence"}
)

WARNINGS = frozenset({"warn", "avertir", "prévenir"})

OWN_DEEDS = frozenset({"MD", "VBF", "VBC"})
"""Tags of what somebody says that he will or would do: a modal, the French future and conditional."""

DRILLS = frozenset({"exercise", "drill", "exercice", "manœuvre", "entraînement"})

VAGUE = frozenset({"retaliate", "riposter", "répliquer"})
"""Deeds that are no deed of their own where they are threatened: 'vowed to retaliate'."""


def too_little(parse: Parse, trigger: Trigger, parties: Parties, standing: Standing) -> str | None:
    frame = trigger.frame
    if not parties.actor:
        return "nobody known acts" if parties.recipient else "nobody known acts or is acted on"
    if parties.inward and frame.type in SPEECH_ACTS | COOPERATIVE:
        return "it stays within one state"
    if frame.type == "CONSULT" and frame.anchor == "noun" and len(parties.actor) < 2:
        return "only one side of the meeting is named"
    if not parties.recipient and standing.status == "conditional" and frame.type != "ASSAULT":
        return "imagined, and nobody known is acted on"
    if not parties.recipient and frame.type == "THREATEN" and _only_advises(parse, trigger.anchor):
        return "a warning to nobody known is advice"
    alone = frame.type in WORTH_AN_ACTOR or (frame.type in WORDS_OR_MEASURES and frame.anchor == "verb")
    alone = alone or (frame.type in {"REJECT", "AGREE"} and parse.dep[trigger.anchor] == "acomp")  # 'is opposed'
    if frame.type == "PROTEST" and frame.anchor == "noun" and not parties.recipient and _is_of_state(parse, trigger):
        return "a state protests in words"
    return None if parties.recipient or alone else "nobody known is acted on"


def told_elsewhere(
    parse: Parse, trigger: Trigger, anchors: dict[int, Trigger], standing: Standing, cast: Cast
) -> str | None:
    """Why an act is no event of its own: the verb above tells it, or it is only what is asked or offered."""
    anchor, frame = trigger.anchor, trigger.frame
    above = anchors.get(parse.head[anchor])
    if above is not None and parse.dep[anchor] in {"dobj", "nsubjpass", "attr", "xcomp"}:
        if above.frame.type == frame.type:
            return f"'{parse.word[above.anchor]}' tells it"
        owners = {i for p in possessors(parse, anchor) if p < anchor for i in cast.ids(p)}
        threatened = above.frame.type == "THREATEN" and frame.type in HOSTILE
        if frame.anchor == "noun" and parse.lemma[anchor] in above.frame.object and not owners and not threatened:
            return f"'{parse.word[above.anchor]}' tells it"
        if frame.type == "AID" and above.frame.type in {"COERCE", "SANCTION"}:
            return f"'{parse.word[above.anchor]}' takes it away"  # 'suspended its deliveries of gas'
    is_result = parse.tag[anchor] == "VBG" and parse.dep[anchor] == "advcl" and anchor > parse.head[anchor]
    if is_result and above is not None and frame.type == above.frame.type == "ASSAULT":
        return f"'{parse.word[above.anchor]}' tells it"  # 'shelled a camp, killing eight'
    if frame.type == "ACCUSE" and parse.lemma[anchor] in RESULTING and parse.dep[anchor] == "advcl":
        return "it tells what came of it"  # 'killed four, casting doubt on the truce'
    if above is not None and above.frame.type == "THREATEN" and parse.lemma[anchor] in VAGUE:
        return f"'{parse.word[above.anchor]}' tells it"
    if frame.type == "RETREAT" and any(
        anchors[a].frame.mode == "expel" for a in ancestors(parse, anchor) if a in anchors
    ):
        return "who is expelled withdraws nothing"  # 'gave two attachés a day to leave'
    if frame.type == "ASSAULT" and parse.dep[anchor] == "pobj" and _is_of_drill(parse, anchor):
        return "it is only practised"  # 'exercice de tir'
    if parse.lemma[anchor] in AMONG_THEMSELVES and promises_harm(parse, trigger, anchors):
        return "what is agreed on tells it"
    if frame.type in COOPERATIVE and standing.status not in {"denied", "alleged"}:
        only_words = standing.status in {"conditional", "planned", "negated"}
        for a in ancestors(parse, anchor):
            if a not in anchors or (is_passive(parse, a) and not agents(parse, a)):
                continue  # 'are expected to resume': nobody asks
            governs = only_words or (a == parse.head[anchor] and parse.dep[anchor] in {"xcomp", "ccomp"})
            if governs and (
                anchors[a].frame.type in SPEECH_ACTS or (anchors[a].frame.type == "CONCEDE" and frame.type == "RETREAT")
            ):
                return "told as what is asked or offered"
    return None


def promises_harm(parse: Parse, trigger: Trigger, anchors: Mapping[int, Trigger]) -> bool:
    """'Vowed to keep attacking ships', 'to impose sanctions': no promise but a threat."""
    if trigger.frame.type != "AGREE" or trigger.frame.anchor != "verb":
        return False
    heads = complements(parse, trigger.anchor)
    heads += [c for h in heads for c in children(parse, h, "xcomp")]
    light = load_clause_words(parse.language).light
    heads += [o for h in heads if parse.lemma[h] in light for o in _nouns_of(parse, h)]
    return any(h in anchors and anchors[h].frame.type in HOSTILE and not is_negated(parse, h) for h in heads)


def _nouns_of(parse: Parse, verb: int) -> list[int]:
    """The objects of a verb, and what they measure: 'a package of sanctions'."""
    found = objects(parse, verb)
    return [*found, *(n for o in found for w, n in prepositional(parse, o) if w in {"of", "de"})]


def _only_advises(parse: Parse, verb: int) -> bool:
    """A warning without a word of what the speaker will do."""
    if parse.lemma[verb] not in WARNINGS or any(parse.lemma[t] in MENACE for t in subtree(parse, verb)):
        return False
    return not any(_is_own_deed(parse, deed) for deed in children(parse, verb, "ccomp"))


def _is_own_deed(parse: Parse, verb: int) -> bool:
    """'It would send troops', 'qu'elle défendrait ses droits'."""
    doers = children(parse, verb, "nsubj")
    its_own = any(parse.tag[d] == "PRP" for d in doers)
    return its_own and any(parse.tag[i] in OWN_DEEDS for i in (verb, *children(parse, verb, "aux")))


def _is_of_drill(parse: Parse, noun: int) -> bool:
    """'Exercices de tir', 'drill of attack'."""
    of = parse.head[noun]
    return parse.word[of] in {"de", "d'", "of"} and parse.lemma[parse.head[of]] in DRILLS


def _is_of_state(parse: Parse, trigger: Trigger) -> bool:
    """'Tokyo's protest', unlike 'protests in Tokyo'."""
    owners = children(parse, trigger.anchor, "poss")
    return parse.lemma[trigger.anchor] == "protest" and any(parse.entity[o] == "GPE" for o in owners)
