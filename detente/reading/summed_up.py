"""Who did what a noun sums up: 'fired on a boat, an act Oslo condemned', 'in what Oslo called revenge'."""

from __future__ import annotations

from collections.abc import Sequence

from detente.codebook.clause_words import load_clause_words
from detente.model import Event
from detente.reading.cast import Cast
from detente.reading.parsing import Parse
from detente.reading.syntax import ancestors, children, is_verb, objects, subjects

__all__ = ["doers_summed_up", "sums_up"]

SAYING = frozenset({"ACCUSE", "DENY", "REQUEST", "THREATEN", "AGREE", "REJECT"})
LOOSE = frozenset({"appos", "npadvmod", "dobj", "dep", "attr", "conj", "ROOT", "nsubj", "oprd"})
"""Labels that the parser gives to a noun that stands behind a comma for all that came before it."""

WHAT = frozenset({"what"})


def sums_up(parse: Parse, noun: int) -> bool:
    """Whether a noun behind a comma stands for the clause before it: ', a move', or 'what' in 'in what ... called'."""
    if parse.word[noun] in WHAT:
        verb = parse.head[noun]
        above = parse.head[verb]
        return parse.dep[verb] == "pcomp" and parse.word[above] == "in"
    if parse.lemma[noun] not in load_clause_words(parse.language).summing or parse.dep[noun] not in LOOSE:
        return False
    first = min([noun, *children(parse, noun, "det", "amod", "compound")])
    indefinite = any(parse.word[c] in {"a", "an"} for c in children(parse, noun, "det"))
    return indefinite and first > 0 and parse.word[first - 1] in {",", "—", "–", "--", "-"}


def doers_summed_up(parse: Parse, anchor: int, cast: Cast, before: Sequence[Event]) -> tuple[str, ...]:
    """Ids of those who did what the object of a verb sums up: of the event told last in its sentence, else the
    subject of the clause. Empty where the object sums up nothing."""
    if not is_verb(parse, anchor):
        return ()
    noun = next((o for o in objects(parse, anchor) if sums_up(parse, o)), None)
    if noun is None:
        noun = next((c for c in children(parse, anchor, "dobj") if sums_up(parse, c)), None)
    if noun is None:
        return ()
    start, end = parse.start[parse.sentences[parse.sentence[noun]][0]], parse.start[noun]
    told = [e for e in before if start <= e.span.start < end and e.actor]
    if parse.lemma[noun] in {"charge", "accusation", "allegation", "claim", "demand", "offer", "proposal"}:
        told = [e for e in told if e.type in SAYING]
    if told:
        return told[-1].actor
    verb = next((a for a in ancestors(parse, noun) if is_verb(parse, a) and a != anchor and a < noun), None)
    return tuple(i for s in (subjects(parse, verb) if verb is not None else []) for i in cast.ids(s))
