"""The words of a condition's sides, and who acts in them where only the speaker's own words tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from detente.model import Party, Statement
from detente.reading.condition_sides import Setting, Sides
from detente.reading.parsing import Parse
from detente.reading.salience import most_salient
from detente.reading.syntax import agents, child, children, is_infinitive, is_passive, is_verb, subtree, tense
from detente.reading.syntax import trimmed_span as span_of

__all__ = ["antecedent_words", "consequent_words", "who_acts", "who_follows"]

FEWEST_TOLD = 3
"""Tokens that must be somebody's words before what stands around them is taken for the reporter's."""

SELF = frozenset("country nation government republic administration pays gouvernement nation république".split())
OWN = frozenset({"this", "our", "ce", "notre"})
"""'This country', in somebody's words, is his own."""

BARE = frozenset({"to", "à", "de", "d'", "that", "que", "qu'"})
"""What joins a verb of offering or threatening to what is offered or threatened."""


def antecedent_words(setting: Setting, sides: Sides) -> str:
    """The words of the antecedent, in brackets what 'that' takes up in them."""
    parse = setting.parse
    words = _words(parse, _told(parse, sides.antecedent, sides.verb, setting.statements))
    if sides.points_to:
        return f"{words} ({_words(parse, sides.points_to)})"
    if sides.meant is not None:
        return f"{words} ({_phrase(setting, sides.meant)})"
    return words + _meant(setting, sides.antecedent_who)


def consequent_words(setting: Setting, sides: Sides) -> str:
    """The words of the consequent; of a report that somebody bound himself ('offered, in a letter, to leave') what
    he bound himself to."""
    parse = setting.parse
    bound = _bound_to(setting, sides)
    words = _words(parse, bound or _told(parse, sides.consequent, sides.main, setting.statements))
    return words if bound else words + _meant(setting, sides.consequent_who)


def _meant(setting: Setting, who: Sequence[int]) -> str:
    """In brackets, the thing that 'it' or 'they' stands for as the subject of a side; empty for everybody else."""
    parse = setting.parse
    for t in who:
        plural = parse.word[t] == "they"
        if not (plural or parse.word[t] == "it") or setting.cast.ids(t) or parse.lemma[parse.head[t]] == "be":
            continue
        found = most_salient(setting.cast, t, fits=partial(_thing, setting, plural=plural), sentences=2)
        if found is not None:
            return f" ({_phrase(setting, found.token)})"
    return ""


def _phrase(setting: Setting, noun: int) -> str:
    return _words(setting.parse, [k for k in subtree(setting.parse, noun) if k <= noun])


def _thing(setting: Setting, i: int, plural: bool) -> tuple[str, float] | None:
    """What a noun names, if it is a thing or several."""
    parse, cast = setting.parse, setting.cast
    if parse.tag[i] != ("NNS" if plural else "NN") or i in cast.person_at or i in cast.mention_at or parse.entity[i]:
        return None
    return (parse.lemma[i], 1.0) if cast.role(i) is None or parse.lemma[i] in cast.agreement.things else None


def who_follows(setting: Setting, sides: Sides, holder: Party | None) -> tuple[str, ...]:
    """Who does what would follow: whom the clause names, else the side of the speaker where his words bind him.

    'This country' is his own. A passive that names nobody ('the blockade would be lifted') is done by whoever
    says it, and whoever warns of consequences will see to them.
    """
    parse, cast = setting.parse, setting.cast
    named = who_acts(setting, sides.consequent_who)
    if holder is None or not holder.id:
        return named
    side = (cast.side(holder.id),)
    if any(_is_own_state(parse, t) for t in sides.consequent_who):
        return side
    dire = {parse.word[t] for t in sides.consequent} & setting.conditionals.dire
    return named or (side if dire or _is_promised(setting, sides) else ())


def who_acts(setting: Setting, tokens: Sequence[int]) -> tuple[str, ...]:
    """The ids of those who stand at some tokens. A thing that names nobody's ('the missiles') acts for nobody."""
    parse, cast = setting.parse, setting.cast
    acting = [t for t in tokens if not (parse.lemma[t] in cast.agreement.things and _is_inferred(setting, t))]
    return tuple(dict.fromkeys(i for t in acting for i in cast.ids(t)))


def _is_inferred(setting: Setting, t: int) -> bool:
    return bool(setting.cast.ids(t)) and t in setting.cast.inferred


def _is_own_state(parse: Parse, t: int) -> bool:
    return parse.word[t] in SELF and any(parse.word[c] in OWN for c in children(parse, t, "det", "poss"))


def _is_promised(setting: Setting, sides: Sides) -> bool:
    """'The quarantine would be ended': a passive to come, of a thing, that says nobody who does it."""
    parse, main = setting.parse, sides.main
    if not is_verb(parse, main) or not is_passive(parse, main) or agents(parse, main) or sides.asked:
        return False
    subject = child(parse, main, "nsubjpass", "nsubj")
    return tense(parse, main) in {"future", "modal"} and subject is not None and not setting.cast.ids(subject)


def _bound_to(setting: Setting, sides: Sides) -> list[int]:
    """What a verb like 'offered' or 'was ready' binds to, in the past tense of a report or the present of a headline;
    empty where it does not."""
    parse, known, main = setting.parse, setting.conditionals, sides.main
    if sides.asked or not is_verb(parse, main) or not (tense(parse, main) == "past" or parse.tag[main] == "VBZ"):
        return []
    heads = [main, *children(parse, main, "acomp", "attr", "oprd")]
    binding = next((h for h in heads if parse.lemma[h] in known.committing - known.refusing), None)
    if binding is None:
        return []
    inside = set(sides.consequent)
    below = [
        c
        for c in parse.children[binding]
        if c in inside and c > binding and (is_infinitive(parse, c) or (parse.dep[c] == "ccomp" and is_verb(parse, c)))
    ]
    if not below:
        return []
    bound = [t for t in subtree(parse, below[0]) if t in inside and t > binding]
    while bound and (parse.word[bound[0]] in BARE or not parse.word[bound[0]][:1].isalnum()):
        bound = bound[1:]
    return bound


def _told(parse: Parse, tokens: Sequence[int], head: int, statements: Sequence[Statement]) -> Sequence[int]:
    """The tokens without a cue that breaks somebody's words: '“…,” he told reporters, “we shall leave”'. Where the
    head of the side is none of those words, nothing is broken."""
    start, end = parse.start[tokens[0]], parse.end[tokens[-1]]
    said = [c for s in statements if s.attitude == "said" for c in s.content_spans if c.start < end and start < c.end]
    cued = any(s.cue_span and start <= s.cue_span.start < end for s in statements if s.attitude == "said")
    inside = [t for t in tokens if any(c.start <= parse.start[t] < c.end for c in said)]
    return inside if cued and head in inside and len(inside) >= FEWEST_TOLD else tokens


def _words(parse: Parse, tokens: Sequence[int]) -> str:
    """The words of a clause; of the pieces around a clause inside it, those that say something."""
    runs: list[list[int]] = []
    for t in tokens:
        if runs and not any(parse.word[k].isalnum() for k in range(runs[-1][-1] + 1, t)):
            runs[-1].append(t)
        else:
            runs.append([t])
    telling = [r for r in runs if any(is_verb(parse, t) or parse.tag[t].startswith("NN") for t in r)] or runs
    spans = [span_of(parse, run[0], run[-1]) for run in telling]
    words = " ".join(" ".join(parse.text[a:b].split()) for a, b in spans)
    return words.strip('“”"‘’ ,') or words
