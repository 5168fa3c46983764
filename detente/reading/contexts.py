"""What events have to do with: PLOVER's contexts, from the words of their evidence and their clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.codebook.contexts import Contexts, Sign
from detente.model import Event, Span
from detente.reading.parsing import Parse
from detente.reading.syntax import clause_verb

__all__ = ["contexts_of", "with_contexts"]

MOST = 3
"""Contexts of an event: more would say little."""

IN_EVIDENCE, IN_CLAUSE = 1.0, 0.5
"""What a word counts within the evidence, and elsewhere in its clause."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A context, and the first token of the words that show it."""

    context: str
    first: int


def with_contexts(parse: Parse, events: Sequence[Event], contexts: Contexts) -> list[Event]:
    """The events with their `contexts` filled; each sentence is looked through once."""
    known: dict[int, list[Shown]] = {}
    found: list[Event] = []
    for event in events:
        names = contexts_of(parse, event.span, contexts, known=known)
        found.append(replace(event, contexts=names) if names else event)
    return found


def contexts_of(
    parse: Parse, evidence: Span, contexts: Contexts, *, known: dict[int, list[Shown]] | None = None
) -> tuple[str, ...]:
    """The contexts that the words of an event's evidence and of its clause show: the strongest first, of equals
    the one named first, at most three.

    Other clauses of the sentence count for nothing: what they tell is often another event. `known` holds what was
    shown in sentences that were looked through before, by their numbers, and is added to.
    """
    tokens = parse.tokens_in(*evidence)
    if not tokens:
        return ()
    known = {} if known is None else known
    strength: dict[str, float] = defaultdict(float)
    root = next((t for t in tokens if parse.head[t] not in tokens or parse.head[t] == t), tokens[0])
    clause = clause_verb(parse, root)
    for sentence in range(parse.sentence[tokens[0]], parse.sentence[tokens[-1]] + 1):
        if sentence not in known:
            known[sentence] = list(_shown(parse, *parse.sentences[sentence], contexts))
        for shown in known[sentence]:
            if shown.first in tokens:
                strength[shown.context] += IN_EVIDENCE
            elif clause is not None and clause_verb(parse, shown.first) == clause:
                strength[shown.context] += IN_CLAUSE
    return tuple(sorted(strength, key=lambda context: -strength[context])[:MOST])


def _shown(parse: Parse, begin: int, end: int, contexts: Contexts) -> Iterator[Shown]:
    """What the words of a sentence show; the words of a longer sign show nothing else."""
    tokens = [t for t in range(begin, end) if parse.word[t] != "-"]
    around: set[str] | None = None
    taken = -1
    for n, token in enumerate(tokens):
        if n <= taken:
            continue
        signs = contexts.signs.get(parse.lemma[token], ())
        if parse.word[token] != parse.lemma[token] and parse.word[token] in contexts.signs:
            signs = tuple(sorted((*signs, *contexts.signs[parse.word[token]]), key=lambda s: -len(s.words)))
        if not signs:
            continue
        if around is None:
            around = {parse.lemma[t] for t in tokens}
        longest = 0
        for sign in signs:
            length = len(sign.words)
            if length < longest or not _stands_at(parse, tokens[n : n + length], sign):
                continue
            if sign.company and not sign.company & around:
                continue
            longest = length
            taken = n + length - 1
            if sign.context is not None:
                yield Shown(sign.context, token)


def _stands_at(parse: Parse, tokens: Sequence[int], sign: Sign) -> bool:
    if len(sign.words) == 1:
        return parse.tag[tokens[0]][:1] in sign.tags
    return len(tokens) == len(sign.words) and all(
        word in (parse.lemma[t], parse.word[t]) for word, t in zip(sign.words, tokens, strict=True)
    )
