"""Which of the times and places of a sentence belongs to a word: the one that hangs nearest in its clause."""

from __future__ import annotations

from collections.abc import Sequence

from detente.reading.cast import Cast
from detente.reading.parsing import Parse
from detente.reading.syntax import ancestors, children, is_verb
from detente.reading.times import When

__all__ = ["place_of", "time_of", "tense_at"]

BARRIERS = {"advcl", "relcl", "acl", "ccomp", "parataxis", "conj"}
"""A time beyond one of these belongs to another clause."""

NOT_WHEN = {"after", "before", "following", "since", "ahead", "until", "during", "après", "avant", "depuis"}
"""'after the talks on January 10th' dates the talks, not what came after."""

PLACE_PREPOSITIONS = {"in", "at", "near", "outside", "à", "au", "en", "près"}
CARRIERS = {"begin", "start", "open", "take", "hold", "schedule", "set", "resume", "end", "conclude", "due", "meet", "place", "expect", "plan", "commencer", "ouvrir", "tenir"}
"""Verbs that carry the date of a noun that is their subject or object: 'talks will begin on Monday'."""


def time_of(parse: Parse, anchor: int, times: Sequence[When]) -> When | None:
    """The time expression in the clause of a token that is attached nearest to it; dated ones before vague ones."""
    first, last = parse.sentences[parse.sentence[anchor]]
    start, end = parse.start[first], parse.end[last - 1]
    best: tuple[int, int, When] | None = None
    for when in times:
        if not (start <= when.span.start < end) or when.precision == "duration":
            continue
        distance = _distance(parse, anchor, when)
        if distance is None:
            continue
        rank = (0 if when.value else 1, distance)
        if best is None or rank < best[:2]:
            best = (*rank, when)
    return best[2] if best else None


def _distance(parse: Parse, anchor: int, when: When) -> int | None:
    """Steps in the tree between a word and a time of its clause; None where the time belongs elsewhere."""
    tokens = parse.tokens_in(*when.span)
    if not tokens:
        return None
    top = min(tokens, key=lambda t: sum(1 for _ in ancestors(parse, t)))
    up = {anchor: 0}
    node = anchor
    for steps, above in enumerate(ancestors(parse, anchor), 1):
        if steps > 6 or (parse.dep[node] in BARRIERS - {"acl", "relcl"} and not _carried(parse, node)):
            break
        up[above] = steps
        node = above
    node, steps = top, 0
    before = parse.head[top] - 1
    if parse.dep[parse.head[top]] == "prep" and before >= 0 and parse.dep[before] == "pobj" and parse.tag[before].startswith("NN"):
        node, steps = before, 2  # 'after the talks on January 10th': the day belongs to the noun that it follows
    while node not in up:
        above = parse.head[node]
        if above == node or steps > 6 or (parse.dep[node] in BARRIERS and steps and above != anchor and not _carried(parse, node)):
            return None
        if parse.word[node] in NOT_WHEN and steps > 1:
            return None
        node, steps = above, steps + 1
    if node != anchor and node in up and parse.tag[node].startswith("NN") and parse.tag[anchor].startswith("VB") and up[node] == 0:
        return None
    return steps + up[node]


def _carried(parse: Parse, node: int) -> bool:
    return is_verb(parse, node) and parse.lemma[node] in CARRIERS


def place_of(parse: Parse, anchor: int, cast: Cast) -> str | None:
    """The city or country after 'in' or 'at' in the clause of a token, by its name in the text."""
    nodes = [anchor]
    for above in ancestors(parse, anchor):
        if parse.word[above] in NOT_WHEN:
            break
        nodes.append(above)
        if is_verb(parse, above) and not _carried(parse, above):
            break
        if len(nodes) > 4:
            break
    below = [c for c in parse.children[anchor] if parse.dep[c] in {"relcl", "acl"} or is_verb(parse, c)]
    below += [c for b in below for c in parse.children[b] if is_verb(parse, c)]
    for node in [anchor, *below, *nodes[1:]]:
        for p in children(parse, node, "prep"):
            if parse.word[p] not in PLACE_PREPOSITIONS:
                continue
            for noun in children(parse, p, "pobj"):
                named = _place_name(parse, noun, cast)
                if named:
                    return named
    return None


def _place_name(parse: Parse, noun: int, cast: Cast) -> str | None:
    mention = cast.mention_at.get(noun)
    named = parse.entity[noun] in {"GPE", "LOC"} or (mention is not None and mention.kind in {"city", "capital", "name", "region"})
    if named and parse.tag[noun].startswith("NNP"):
        return parse.text[slice(*cast.name_span(noun))]
    for p in children(parse, noun, "prep"):  # 'at the alliance's headquarters in Brussels'
        if parse.word[p] in PLACE_PREPOSITIONS:
            for inner in children(parse, p, "pobj"):
                name = _place_name(parse, inner, cast)
                if name:
                    return name
    return None
