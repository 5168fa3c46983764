"""Which of the times and places of a sentence belongs to a word: the one that hangs nearest in its clause."""

from __future__ import annotations

from collections.abc import Sequence

from detente.reading.cast import Cast
from detente.reading.parsing import Parse
from detente.reading.syntax import ancestors, children, is_verb, objects, prepositional, subtree
from detente.reading.times import When

__all__ = ["place_of", "time_of"]

BARRIERS = {"advcl", "relcl", "acl", "ccomp", "parataxis", "conj"}
"""A time beyond one of these belongs to another clause."""

NOT_WHEN = {
    "after",
    "before",
    "following",
    "since",
    "ahead",
    "until",
    "by",
    "during",
    "après",
    "avant",
    "depuis",
}
"""'after the talks on January 10th' dates the talks, not what came after."""

PLACE_PREPOSITIONS = {"in", "at", "near", "outside", "à", "au", "en", "près"}
CARRIERS = {
    "begin",
    "start",
    "open",
    "take",
    "hold",
    "schedule",
    "set",
    "resume",
    "end",
    "conclude",
    "due",
    "meet",
    "place",
    "expect",
    "plan",
    "commencer",
    "ouvrir",
    "tenir",
}
"""Verbs that carry the date of a noun that is their subject or object: 'talks will begin on Monday'."""


def time_of(parse: Parse, anchor: int, times: Sequence[When]) -> When | None:
    """The time expression in the clause of a token that is attached nearest to it; dated ones before vague
    ones."""
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
    if (
        parse.dep[parse.head[top]] == "prep"
        and before >= 0
        and parse.dep[before] == "pobj"
        and parse.tag[before].startswith("NN")
    ):
        node, steps = (
            before,
            2,
        )  # 'after the talks on January 10th': the day belongs to the noun that it follows
    while node not in up:
        above = parse.head[node]
        if (
            above == node
            or steps > 6
            or (parse.dep[node] in BARRIERS and steps and above != anchor and not _carried(parse, node))
            or (parse.dep[node] == "conj" and steps and is_verb(parse, node) and children(parse, node, "aux"))
        ):  # 'spoke on Monday and will meet on Friday'
            return None
        if (
            parse.word[node] in NOT_WHEN
            and (steps > 1 or parse.tag[anchor].startswith("VB"))
            and parse.dep[node] == "prep"
        ):
            return None
        node, steps = above, steps + 1
    if (
        node != anchor
        and node in up
        and parse.tag[node].startswith("NN")
        and parse.tag[anchor].startswith("VB")
        and up[node] == 0
    ):
        return None
    return steps + up[node]


def _carried(parse: Parse, node: int) -> bool:
    return is_verb(parse, node) and parse.lemma[node] in CARRIERS


def place_of(parse: Parse, anchor: int, cast: Cast, *, visit: bool = False) -> str | None:
    """The city or country after 'in' or 'at' in the clause of a token, by its name in the text.

    For a `visit` it is where one goes: 'travelled to Muscat', 'arrived in Muscat', 'visited Muscat'.
    """
    if visit and (named := _destination(parse, anchor, cast)):
        return named
    for node in _nodes_of_clause(parse, anchor):
        if parse.dep[node] == "relcl" and any(parse.word[c] in {"where", "où"} for c in parse.children[node]):
            return _place_name(parse, parse.head[node], cast)
        for p in children(parse, node, "prep"):
            named = next((n for noun in _where(parse, p) if (n := _place_name(parse, noun, cast))), None)
            if named:
                return named
    return _place_below(parse, anchor, cast)


def _where(parse: Parse, preposition: int) -> list[int]:
    return children(parse, preposition, "pobj") if parse.word[preposition] in PLACE_PREPOSITIONS else []


def _nodes_of_clause(parse: Parse, anchor: int) -> list[int]:
    """A token, the verbs below it, and those above that carry its time and place."""
    nodes = [anchor]
    node = anchor
    for above in ancestors(parse, anchor):
        if parse.word[above] in NOT_WHEN or parse.dep[node] in BARRIERS - {"relcl", "acl", "conj"}:
            break
        nodes.append(above)
        if is_verb(parse, above) and not _carried(parse, above):
            break
        nodes += children(parse, above, "xcomp") if is_verb(parse, above) else []
        if len(nodes) > 4:
            break
        node = above
    below = [c for c in parse.children[anchor] if parse.dep[c] in {"relcl", "acl", "xcomp"}]
    for _ in range(2):  # 'talks that were due to begin in'
        below += [c for b in below for c in parse.children[b] if parse.dep[c] in {"xcomp", "acomp", "oprd"}]
    below = list(dict.fromkeys(below))
    return [anchor, *below, *nodes[1:]]


def _destination(parse: Parse, anchor: int, cast: Cast) -> str | None:
    nouns = [n for w, n in prepositional(parse, anchor) if w in {"to", "in", "for", "à", "en", "au"}] + objects(
        parse, anchor
    )
    return next((n for noun in nouns if (n := _place_name(parse, noun, cast))), None)


def _place_below(parse: Parse, anchor: int, cast: Cast) -> str | None:
    """A place that hangs on a noun of the clause: 'held talks with a delegation in Oslo'."""
    for token in subtree(parse, anchor):
        if (
            token > anchor
            and parse.dep[token] == "prep"
            and parse.word[token] in {"in", "at", "à"}
            and not _beyond_clause(parse, token, anchor)
        ):
            named = next(
                (n for noun in _where(parse, token) if (n := _place_name(parse, noun, cast, capital=True))),
                None,
            )
            if named:
                return named
    return None


def _beyond_clause(parse: Parse, token: int, anchor: int) -> bool:
    for above in ancestors(parse, token):
        if above == anchor:
            return False
        if is_verb(parse, above) or parse.word[above] in NOT_WHEN:
            return True
    return True


def _place_name(parse: Parse, noun: int, cast: Cast, *, capital: bool = False) -> str | None:
    """The name of the place that a noun is, or that the noun's own 'in', 'of' or apposition names; with
    `capital` a city only."""
    mention = cast.mention_at.get(noun)
    kinds = {"city", "capital"} if capital else {"city", "capital", "name", "region"}
    named = (parse.entity[noun] in {"GPE", "LOC"} and not capital) or (mention is not None and mention.kind in kinds)
    if named and parse.tag[noun].startswith("NNP") and noun not in cast.person_at:
        if mention is not None and mention.kind in {"city", "capital"}:
            return parse.text[mention.start : mention.end]
        return parse.text[slice(*cast.name_span(noun))].removeprefix("the ").removeprefix("The ")
    inner = [
        n
        for p in children(parse, noun, "prep")
        for n in (_where(parse, p) or (children(parse, p, "pobj") if parse.word[p] in {"of", "de"} else []))
    ]
    for n in [
        *children(parse, noun, "appos"),
        *inner,
    ]:  # 'at the alliance's headquarters in Brussels', 'in the town of Gori'
        name = _place_name(parse, n, cast, capital=capital)
        if name:
            return name
    return None
