"""The words of a meeting in its sentence: who and what stands with it, and not what follows from it or came before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.codebook.gatherings import Gatherings
from detente.reading.parsing import Parse
from detente.reading.syntax import ancestors, children, is_verb, objects, subjects, subtree
from detente.reading.times import When

__all__ = ["MARGINS", "OTHER_TIMES", "clause_of", "day_in", "gathering_nouns", "own_day", "phrases_in", "within"]

OTHER_CLAUSES = {"relcl", "advcl", "ccomp", "parataxis"}
OTHER_TIMES = frozenset("after before ahead following since until amid après avant depuis malgré".split())
"""Words before what is not of the meeting itself: 'ahead of the summit'."""

MARGINS = frozenset("sideline sidelines margin margins fringe fringes marge marges".split())
"""What hangs on these is another meeting: 'on the sidelines of the summit'."""


def gathering_nouns(parse: Parse, anchor: int, gatherings: Gatherings) -> list[int]:
    """The meeting nouns that an anchor is or has as its object: 'held talks', 'a round of talks' (the first)."""
    heads = [anchor]
    for verb in (anchor, *children(parse, anchor, "xcomp")):  # 'agreed to hold talks'
        heads += objects(parse, verb) if is_verb(parse, verb) else []
    return [n for n in heads if parse.lemma[n] in gatherings.nouns and parse.tag[n].startswith("NN")]


def clause_of(parse: Parse, anchor: int) -> list[int]:
    """Tokens that belong to a meeting, in text order: its subjects, objects and what hangs on them.

    Left out are other clauses and what lies before or after the meeting ('ahead of the summit').
    """
    tops = [anchor]
    if is_verb(parse, anchor):
        tops += [*subjects(parse, anchor), *objects(parse, anchor)]
        tops += [o for verb in children(parse, anchor, "xcomp") for o in (verb, *objects(parse, verb))]
    else:
        governor = next((a for a in ancestors(parse, anchor) if is_verb(parse, a)), None)
        tops += subjects(parse, governor) if governor is not None and parse.dep[anchor] in {"dobj", "pobj"} else []
        tops += [
            a for a in [parse.head[anchor]] if parse.tag[a].startswith("NN") and parse.word[a] != parse.word[anchor]
        ]
    return sorted({token for top in tops for token in within(parse, top)})


def within(parse: Parse, top: int) -> Iterator[int]:
    """A token and what hangs on it, without the clauses and other times below it."""
    stack = [top]
    while stack:
        token = stack.pop()
        yield token
        for c in parse.children[token]:
            if parse.dep[c] in OTHER_CLAUSES or parse.word[c] in OTHER_TIMES | MARGINS:
                continue
            if parse.dep[c] in {"conj", "xcomp"} and is_verb(parse, c):
                continue
            stack.append(c)


def day_in(parse: Parse, anchor: int, times: Sequence[When]) -> When | None:
    """The one dated time among the words of a meeting, no deadline; else that of the larger one on whose sidelines it
    is; None where several stand there."""
    dated = [when for when in times if when.value and when.relation is None]
    for tokens in (clause_of(parse, anchor), _beside(parse, anchor)):
        spans = [(parse.start[t], parse.end[t]) for t in tokens]
        inside = [w for w in dated if any(w.span.start < end and start < w.span.end for start, end in spans)]
        if inside:
            return inside[0] if len(inside) == 1 else None
    return None


def own_day(parse: Parse, noun: int, times: Sequence[When]) -> When | None:
    """The dated time among the words that hang on a noun: 'a summit in Lima on May 3 was cancelled on Monday'. None
    where the day is that of another verb."""
    spans = [(parse.start[t], parse.end[t]) for t in subtree(parse, noun)]
    dated = [when for when in times if when.value and when.relation is None]
    return next((w for w in dated if any(w.span.start < end and start < w.span.end for start, end in spans)), None)


def _beside(parse: Parse, anchor: int) -> list[int]:
    """The words of 'on the sidelines of the summit in Lima on May 3'."""
    phrases = [p for p in children(parse, anchor, "prep") if any(parse.word[n] in MARGINS for n in parse.children[p])]
    return [t for p in phrases for t in subtree(parse, p)]


def phrases_in(
    parse: Parse, tokens: Sequence[int], phrases: Iterable[tuple[str, ...]]
) -> list[tuple[int, tuple[str, ...]]]:
    """Where phrases of lemmas stand among the tokens: (first token, phrase), the longest at a place, left to right."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase[0], []).append(phrase)
    chosen = set(tokens)
    found: list[tuple[int, tuple[str, ...]]] = []
    after = -1
    for token in tokens:
        if token < after:
            continue
        starts = {*by_first.get(parse.lemma[token], ()), *by_first.get(parse.word[token], ())}
        fitting = [p for p in starts if all(_is(parse, token + n, word, chosen) for n, word in enumerate(p))]
        if fitting:
            longest = max(fitting, key=len)
            found.append((token, longest))
            after = token + len(longest)
    return found


def _is(parse: Parse, token: int, word: str, chosen: set[int]) -> bool:
    return token in chosen and word in {parse.lemma[token], parse.word[token]}
