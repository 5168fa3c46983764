"""The words that show an event, and in a few words what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Span
from detente.reading.cast import Cast
from detente.reading.parsing import Parse
from detente.reading.syntax import complements, is_verb, objects, subtree, trimmed_span
from detente.reading.triggers import Trigger

__all__ = ["about_of", "demands_in", "evidence_of", "plain_words"]

LONGEST = 60
"""Tokens of evidence at most: an event's span shows the clause, not the paragraph."""

LOOSE = {"advcl", "parataxis", "conj", "cc"}
"""What hangs on a verb and tells something else."""

TRAILING = {"relcl", "advcl", "parataxis", "appos"}
TOPIC = ("of", "about", "on", "over", "for", "against", "with", "to", "de", "sur", "pour", "contre")
TIMES = {"DATE", "TIME"}


def evidence_of(parse: Parse, trigger: Trigger, tokens: Sequence[int], cast: Cast) -> Span:
    """From the first to the last of actor, anchor, recipient and what hangs on the anchor, within one
    sentence.

    Of verbs that share a subject, each but the first is shown without it.
    """
    anchor = trigger.anchor
    first_of, last_of = parse.sentences[parse.sentence[anchor]]
    hanging = [t for t in subtree(parse, anchor) if abs(t - anchor) <= LONGEST and parse.dep[t] != "punct"]
    if trigger.frame.anchor == "verb":
        loose = {t for c in parse.children[anchor] if parse.dep[c] in LOOSE for t in subtree(parse, c)}
        hanging = [t for t in hanging if t not in loose or t in tokens]
    near = [t for t in tokens if first_of <= t < last_of]
    if parse.dep[anchor] == "conj" and is_verb(parse, parse.head[anchor]):
        near = [t for t in near if t > parse.head[anchor]]
    low, high = min([anchor, *hanging, *near]), max([anchor, *hanging, *near])
    start = min((cast.name_span(t).start for t in near), default=parse.start[low])
    span = trimmed_span(parse, low, high)
    return Span(max(parse.start[first_of], min(span.start, start)), span.end)


def about_of(parse: Parse, trigger: Trigger, tokens: Sequence[int]) -> str | None:
    """What is demanded, offered, threatened, refused: the words of the complement, or of the object; None
    for nothing."""
    demands = demands_in(parse, trigger, tokens)
    return plain_words(parse, demands[0], without=demands[1:]) if demands else None


def demands_in(parse: Parse, trigger: Trigger, tokens: Sequence[int]) -> list[int]:
    """The heads of what an act is about, coordinated ones each for itself."""
    anchor = trigger.anchor
    heads = [h for h in complements(parse, anchor) if parse.dep[h] != "relcl"]
    if not heads and trigger.frame.anchor == "verb":
        heads = [o for o in objects(parse, anchor) if o not in tokens]
    if not heads:
        prepositions = [
            c for c in parse.children[anchor] if parse.dep[c] in {"prep", "dative"} and parse.word[c] in TOPIC
        ]
        for p in sorted(prepositions, key=lambda c: TOPIC.index(parse.word[c])):
            heads += [n for n in parse.children[p] if parse.dep[n] in {"pobj", "pcomp"} and n not in tokens]
            if heads:
                break
    return [h for h in heads if parse.entity[h] not in TIMES]


def plain_words(parse: Parse, head: int, *, without: Sequence[int] = ()) -> str | None:
    """The words of a phrase without relative clauses and afterthoughts at its end, and without a 'that' or
    'to' before it."""
    cut = {t for t in without for t in subtree(parse, t)}
    whole = [t for t in subtree(parse, head) if t not in cut]
    for t in whole:
        if parse.dep[t] in TRAILING and t > head and t not in cut:
            cut.update(subtree(parse, t))
    front = max((t for t in cut if t < head), default=-1)  # a quotation mark before a subject that is cut
    kept = [t for t in whole if t not in cut and t > front][:LONGEST]
    while kept and (parse.dep[kept[0]] == "mark" or parse.tag[kept[0]] == "TO") and kept[0] < head:
        kept = kept[1:]
    if not kept:
        return None
    last = next((kept[n] for n in range(len(kept) - 1) if kept[n + 1] in cut), kept[-1])
    span = trimmed_span(parse, kept[0], last)
    words = " ".join(parse.text[span.start : span.end].split())
    return words.strip("“”\"‘’' ,.;:") or None
