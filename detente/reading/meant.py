"""Whom an act is meant for that names nobody in its places: from the clause, the events before and the report."""

from __future__ import annotations

from collections.abc import Sequence

from detente.codebook.clause_words import load_clause_words
from detente.codebook.frames import Frames
from detente.model import Condition, Event
from detente.reading.cast import Cast
from detente.reading.parsing import Parse
from detente.reading.spoken_of import principals, scene
from detente.reading.summed_up import doers_summed_up
from detente.reading.syntax import (
    ancestors,
    children,
    complements,
    is_passive,
    is_verb,
    objects,
    prepositional,
    subjects,
    subtree,
)
from detente.reading.triggers import Trigger

__all__ = ["HOSTILE", "SPEECH_ACTS", "in_clause_below", "meant_for", "of_enclosing", "other_side"]

SPEECH_ACTS = frozenset({"THREATEN", "REQUEST", "REJECT", "AGREE", "DENY", "ACCUSE"})
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
"""Types whose recipient is the state of what is hit, closed off or faced: its towns, planes, goods."""

CLAUSES = {"relcl", "advcl", "acl", "ccomp", "conj", "parataxis"}

WITHIN_REACH = 400
"""Characters within which an earlier event still is what 'the charge', 'the bombing', 'the idea' mean."""

ANSWERED = {"DENY": ("ACCUSE",), "REJECT": ("REQUEST", "AGREE"), "CONCEDE": ("REQUEST",)}
"""Whose words a type answers, where it names nobody."""

DECIDED = frozenset({"ASSAULT", "MOBILIZE", "SANCTION", "COERCE", "REJECT", "AGREE", "CONCEDE", "RETREAT", "AID"})
"""Types that 'the move', 'the measures' mean when they are praised or condemned."""

WHAT_WAS_DONE = frozenset({"move", "decision", "measure", "step", "action", "mesure", "décision", "geste"})

DEFINITE = frozenset({"the", "this", "these", "that", "those", "le", "la", "les", "l'", "ce", "cette", "ces"})

DEEDS = ("ASSAULT", "MOBILIZE")
"""Types that 'the bombing', 'the deployment' mean when they are condemned."""

ALIKE = frozenset({"similar", "same", "semblable", "similaire", "même"})

AGAINST = frozenset({"against", "at", "on", "contre", "sur"})

AGAINST_SOMEBODY = frozenset({"SANCTION", "ACCUSE", "THREATEN", "DENY", "COERCE", "REQUEST"})
ECONOMIC = frozenset({"payment", "export", "import", "deadline", "shipment", "supply", "production", "interest"})
"""What is cut or set with nobody in mind."""

WITHIN_A_STATE = frozenset(
    {"investigate", "arrest", "convict", "curfew", "martial-law", "censor", "cyber", "misinformation", "seize"}
)
"""Modes of acts that a state mostly does to its own."""

HELPING = frozenset({"backed", "ally", "allied", "allié", "soutenu"})
MEDIATION = frozenset({"mediate", "mediation", "mediator", "médiation"})

OFTEN = 3
"""Mentions from which a state is a principal of the report."""


def meant_for(
    parse: Parse, trigger: Trigger, frames: Frames, cast: Cast, conditions: Sequence[Condition],
    before: Sequence[Event],
    sides: set[str],
) -> tuple[str, ...]:  # fmt: skip
    """Whom an act of some sides is meant for that names nobody in its places."""
    anchor, type_ = trigger.anchor, trigger.frame.type
    if summed_up := doers_summed_up(parse, anchor, cast, before):
        return summed_up
    if type_ in SPEECH_ACTS - {"DENY"} and (ids := _spoken_to(parse, anchor, cast)):
        return ids
    if type_ in SPEECH_ACTS and (ids := _accredited_to(parse, anchor, cast)):
        return ids
    if type_ == "THREATEN":
        first, last = parse.sentences[parse.sentence[anchor]]
        start, end = parse.start[first], parse.end[last - 1] + 2
        for condition in conditions:
            if start <= condition.span.start and condition.span.end <= end and condition.antecedent.who:
                return condition.antecedent.who[:1]
        if parse.lemma[anchor] == "warn":
            return ()  # a warning that names nobody and hangs on no condition is advice
    if alike := _as_before(parse, trigger, before, sides):
        return alike
    if type_ == "AGREE" and MEDIATION & {
        parse.lemma[t] for t in (*complements(parse, anchor), *objects(parse, anchor))
    }:
        return _both_principals(sides, cast)
    anaphoric = type_ != "REJECT" or _refuses_words(parse, anchor)
    answered = [e for e in before if not e.recipient or {cast.side(r) for r in e.recipient} & sides]
    if type_ == "DENY" and (accusers := _who_did(parse, ("ACCUSE",), answered, anchor)):
        return accusers
    named = _named_inside(parse, trigger, cast, sides)
    if named:
        return named
    thing = _doers_of_object(parse, trigger, frames, before)
    return thing or (_who_did(parse, ANSWERED.get(type_, ()), answered, anchor) if anaphoric else ())


def _can_be_fought(id_: str, cast: Cast) -> bool:
    actor = cast.gazetteer.actor(id_)
    return actor is not None and actor.type in {"state", "group"} and actor.sector not in {"NGO", "IGO"}


def _allied(two: tuple[str, ...], cast: Cast) -> bool:
    """Whether a sentence names both with a word of help: 'Russian-backed Syrian forces'."""
    parse = cast.parse
    named: dict[int, set[str]] = {}
    for token, mention in cast.mention_at.items():
        if mention.candidates and (side := cast.side(mention.candidates[0])) in two:
            named.setdefault(parse.sentence[token], set()).add(side)
    helping = {parse.sentence[t] for t in range(len(parse)) if (parse.word[t] in HELPING or parse.lemma[t] in HELPING)}
    return any(len(sides) == len(two) and sentence in helping for sentence, sides in named.items())


def _both_principals(sides: set[str], cast: Cast) -> tuple[str, ...]:
    """The two between whom somebody else offers to mediate, else the one state in which it is set."""
    named = principals(cast)
    third = cast.named_often(named[2]) if len(named) > 2 else 0
    if len(named) > 1 and cast.named_often(named[1]) >= max(OFTEN, 2 * third) and not sides & set(named[:2]):
        return tuple(named[:2])
    set_in = scene(cast)
    return (set_in,) if set_in is not None else ()


def _refuses_words(parse: Parse, anchor: int) -> bool:
    """Whether what is refused was said before, or is not told: 'rejected the plan', not 'ruled out a ransom'."""
    if complements(parse, anchor):
        return False
    told = objects(parse, anchor) if is_verb(parse, anchor) else []
    return all(parse.tag[o].startswith("PRP") or _definite(parse, o) for o in told)


def _definite(parse: Parse, noun: int) -> bool:
    return any(parse.word[c] in DEFINITE for c in children(parse, noun, "det", "poss"))


def _named_inside(parse: Parse, trigger: Trigger, cast: Cast, sides: set[str]) -> tuple[str, ...]:
    """Who is named in what is said, or owns or holds the thing that is hit: 'a school in the town of ...'."""
    anchor, hostile = trigger.anchor, trigger.frame.type in HOSTILE
    speech = trigger.frame.type in SPEECH_ACTS
    heads = complements(parse, anchor) if speech else []
    if not heads and trigger.frame.anchor != "noun":
        heads = objects(parse, anchor)
    if hostile and parse.dep[anchor] == "pobj" and parse.word[parse.head[anchor]] in {"in", "by", "during", "dans"}:
        verb = parse.head[parse.head[anchor]]
        heads = (
            objects(parse, verb) if is_verb(parse, verb) and is_passive(parse, verb) else []
        )  # 'killed in an attack'
    if hostile and parse.dep[anchor] == "nsubj" and is_verb(parse, parse.head[anchor]):  # 'a strike hit a school'
        verb = parse.head[anchor]
        heads = [*objects(parse, verb), *(n for w, n in prepositional(parse, verb) if w in {"in", "on"})]
    if hostile:
        heads = [*heads, *(n for w, n in prepositional(parse, anchor) if w not in {"by", "from", "with"})]
    labels = {"nsubj", "nsubjpass", "pobj", "dobj", "poss", "amod", "compound", "appos"}
    for head in heads:
        for token in subtree(parse, head):
            if (
                token == anchor
                or parse.dep[token] not in labels
                or (not speech and in_clause_below(parse, token, head))
            ):
                continue
            mention = cast.mention_at.get(token)
            if hostile and mention is not None and mention.kind in {"city", "region"}:
                ids = mention.candidates[:1]
            else:
                ids = cast.ids(token) if hostile or not cast.is_place(token) else ()
            if any(cast.side(i) not in sides for i in ids):
                return ids
    return ()


def _accredited_to(parse: Parse, anchor: int, cast: Cast) -> tuple[str, ...]:
    """'Chad's ambassador in Oslo protested': to those with whom he is."""
    for subject in subjects(parse, anchor) if is_verb(parse, anchor) else ():
        if parse.lemma[subject] not in {"ambassador", "embassy", "envoy", "consul", "ambassadeur", "ambassade"}:
            continue
        for word, place in prepositional(parse, subject):
            mention = cast.mention_at.get(place)
            if word in {"in", "to", "à", "en", "au"} and mention is not None and mention.candidates:
                return (cast.side(mention.candidates[0]),)
    return ()


def _spoken_to(parse: Parse, anchor: int, cast: Cast) -> tuple[str, ...]:
    """'Warned against it during a call with', 'asked in a letter to': who was on the line."""
    for w, noun in prepositional(parse, anchor):
        met = [n for inner, n in prepositional(parse, noun) if inner in {"with", "to", "avec", "à"}]
        if w in {"during", "in", "at", "lors"} and (ids := tuple(i for n in met for i in cast.ids(n))):
            return ids
    clause = anchor if is_verb(parse, anchor) else parse.head[anchor]
    verb = parse.head[clause]
    if parse.dep[clause] != "ccomp" or is_passive(parse, verb):
        return ()
    if parse.lemma[verb] not in {"tell", "assure", "inform", "dire", "assurer"}:
        return ()
    return tuple(i for o in objects(parse, verb) for i in cast.ids(o))  # 'is ready to help, he told Lo'


def _as_before(parse: Parse, trigger: Trigger, before: Sequence[Event], sides: set[str]) -> tuple[str, ...]:
    """'Voiced similar support': for whom the same was done before."""
    nouns = [trigger.anchor] if trigger.frame.anchor == "noun" else objects(parse, trigger.anchor)
    if not any(parse.lemma[c] in ALIKE for n in nouns for c in children(parse, n, "amod")):
        return ()
    at = parse.start[trigger.anchor]
    told = (e.recipient for e in reversed(before) if e.type == trigger.frame.type and at - e.span.end < WITHIN_REACH)
    return next((r for r in told if not {x.partition("/")[0] for x in r} & sides), ())


def in_clause_below(parse: Parse, token: int, head: int) -> bool:
    for above in (token, *ancestors(parse, token)):
        if above == head:
            return False
        if parse.dep[above] in CLAUSES:
            return True
    return False


def _doers_of_object(parse: Parse, trigger: Trigger, frames: Frames, before: Sequence[Event]) -> tuple[str, ...]:
    """'Condemned the bombing': they who bombed, as the report has told."""
    if trigger.frame.type not in {"ACCUSE", "SUPPORT"} or trigger.frame.anchor == "noun":
        return ()
    for o in objects(parse, trigger.anchor):
        if parse.lemma[o] in WHAT_WAS_DONE and _definite(parse, o):
            at = parse.start[trigger.anchor]
            told = (e for e in reversed(before) if e.type in DECIDED and at - e.span.end < WITHIN_REACH)
            return next((e.actor for e in told), ())  # 'criticised the move'
        types = tuple({f.type for f in frames.by_lemma["noun"].get(parse.lemma[o], ())}.intersection(DEEDS))
        if found := _who_did(parse, types, before, trigger.anchor):
            return found
    return ()


def _who_did(parse: Parse, types: Sequence[str], before: Sequence[Event], anchor: int) -> tuple[str, ...]:
    """The actors of the nearest event before of one of the types."""
    at = parse.start[anchor]
    return next((e.actor for e in reversed(before) if e.type in types and at - e.span.end < WITHIN_REACH), ())


def of_enclosing(type_: str, above: Event | None, sides: set[str]) -> tuple[str, ...]:
    """To whom a demand is made that is turned down, whom a feared attack would hit: the actor of the clause
    above."""
    if above is None:
        return ()
    if type_ in {"REQUEST", "ACCUSE", "AGREE"} and above.type in {"REJECT", "AGREE", "DENY", "CONCEDE"}:
        return above.actor
    if type_ in HOSTILE | {"ACCUSE", "THREATEN"} and above.type in HOSTILE and set(above.recipient) & sides:
        return above.actor  # 'stormed the embassy, prompting Chad to break off relations'
    return above.actor if type_ in HOSTILE and above.type in {"ACCUSE", "THREATEN"} else ()


def other_side(parse: Parse, trigger: Trigger, sides: set[str], cast: Cast) -> tuple[str, ...]:
    """Whom an act against somebody hits where the clause tells nothing of it: the other of the two sides that the
    report is about, or, where others act, the one state in which it is set. Not where what is hit is told and not
    known, such as migrants or a crowd."""
    anchor, frame = trigger.anchor, trigger.frame
    if (frame.anchor != "verb" and frame.type != "ASSAULT") or frame.mode in WITHIN_A_STATE:
        return ()
    struck = set(objects(parse, anchor))
    struck |= {n for t in (anchor, *struck) for w, n in prepositional(parse, t) if w in AGAINST}
    if {parse.lemma[t] for t in struck} & load_clause_words(parse.language).bystanders:
        return ()
    if frame.type != "ASSAULT":
        told = {parse.lemma[o] for o in objects(parse, anchor)}
        told_of = not told <= {*frame.object} or bool(told & ECONOMIC) or bool(complements(parse, anchor))
        if frame.type not in AGAINST_SOMEBODY or told_of or (parse.lemma[anchor] == "warn" and not frame.object):
            return ()
    named = [p for p in principals(cast) if _can_be_fought(p, cast)]
    two = tuple(named[:2])
    third = cast.named_often(named[2]) if len(named) > 2 else 0
    often = len(two) == 2 and cast.named_often(two[1]) >= max(OFTEN, 1.5 * third)
    if often and len(sides & set(two)) == 1 and sides <= set(two):
        return () if _allied(two, cast) else tuple(s for s in two if s not in sides)
    set_in = scene(cast) if frame.type != "ASSAULT" else None
    return (set_in,) if set_in is not None and set_in not in sides else ()
