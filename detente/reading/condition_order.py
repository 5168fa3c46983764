"""How the words around a marker fall into two sides by their order alone, where the tree does not show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.reading.parsing import Parse
from detente.reading.syntax import is_verb

__all__ = ["FINITE", "JOINING", "THEN", "has_clause", "split"]

FINITE = frozenset({"MD", "VBZ", "VBP", "VBD", "VBF", "VBC"})
NOMINAL = ("NN", "PRP", "CD", "DT", "EX", "WP")
THEN = frozenset({"then", "alors"})
ENDS = frozenset({";", ":", "—", "–", "--"})
LISTING = frozenset({"and", "or", "et", "ou"})
JOINING = frozenset({"and", "but", "or", "et", "mais", "ou"})


def split(parse: Parse, around: Sequence[int], first: int, last: int) -> tuple[list[int], list[int]] | None:
    """Antecedent and consequent by the order of words alone, where the tree does not show them.

    An antecedent that opens the words ends at the comma before a clause of its own; one that stands last follows
    the clause it hangs on. `first` and `last` are the tokens of the marker. None where a side has no clause.
    """
    before, after = [t for t in around if t < first], [t for t in around if t > last]
    if not any(is_verb(parse, t) or parse.tag[t].startswith(("NN", "PRP")) for t in before):
        only = "only" in parse.word[max(first - 1, 0) : last + 1]
        for k, t in enumerate(after):
            broken = k > 0 and after[k - 1] != t - 1  # by a cue: 'should they resist, he said, they ...'
            broken = broken or (only and k > 1 and _inverted_at(parse, after, k))
            if not (broken or parse.word[t] == ",") or not any(_clausal(parse, x) for x in after[:k]):
                continue
            rest = after[k + (parse.word[t] == ",") :]
            if rest and parse.tag[rest[0]] not in {"CC", "WDT", "WP"} and has_clause(parse, rest, at_once=True):
                return _trimmed(parse, after[:k]), _trimmed(parse, _first_clause(parse, rest))
        return None
    outer, inner = _last_clause(parse, before), _first_clause(parse, after, listed=True)
    if not any(is_verb(parse, t) for t in outer) or not any(is_verb(parse, t) for t in inner):
        return None
    return _trimmed(parse, inner), _trimmed(parse, outer)


def _inverted_at(parse: Parse, tokens: Sequence[int], k: int) -> bool:
    """'Only when they leave | will the strike end': the auxiliary that opens the other clause."""
    opens = parse.tag[tokens[k]] == "MD" or parse.word[tokens[k]] in {"do", "does", "did"}
    return opens and k + 1 < len(tokens) and parse.tag[tokens[k + 1]].startswith(NOMINAL)


def has_clause(parse: Parse, tokens: Sequence[int], *, at_once: bool = False) -> bool:
    """Whether the tokens have a finite verb with its subject; `at_once`: before their first comma."""
    nominal = False
    for n, t in enumerate(tokens):
        if at_once and parse.word[t] == "," and n > 1:
            return False
        if parse.tag[t] in FINITE:
            return nominal or any(parse.tag[x].startswith(NOMINAL) for x in tokens[n + 1 : n + 4])
        nominal = nominal or parse.tag[t].startswith(NOMINAL)
    return False


def _clausal(parse: Parse, t: int) -> bool:
    return is_verb(parse, t) or parse.dep[t] in {"advcl", "ccomp", "ROOT"}


def _trimmed(parse: Parse, tokens: list[int]) -> list[int]:
    while tokens and not parse.word[tokens[0]][-1:].isalnum():
        tokens = tokens[1:]
    while tokens and not parse.word[tokens[-1]][-1:].isalnum():
        tokens = tokens[:-1]
    return tokens


def _opens_clause(parse: Parse, tokens: Sequence[int], k: int) -> bool:
    """Whether a conjunction at a place is followed by a subject of its own and a finite verb."""
    return parse.word[tokens[k]] in JOINING and has_clause(parse, tokens[k + 1 : k + 9], at_once=True)


def _first_clause(parse: Parse, tokens: list[int], *, listed: bool = False) -> list[int]:
    """The tokens up to where another clause is joined to the first; of `listed` ones ('unless work stopped and the
    flights ceased') only up to one that tells what is to come."""
    for k in range(1, len(tokens)):
        if parse.word[tokens[k]] in THEN and has_clause(parse, tokens[k + 1 :], at_once=True):
            return tokens[:k]
        begun = any(_clausal(parse, t) for t in tokens[:k])
        goes_on = listed and parse.word[tokens[k]] in LISTING and not _has_modal(parse, tokens[k:])
        if begun and not goes_on and (parse.word[tokens[k]] in ENDS or _opens_clause(parse, tokens, k)):
            return tokens[:k]
        if begun and parse.word[tokens[k]] == "," and k + 1 < len(tokens) and parse.tag[tokens[k + 1]] == "VBG":
            return tokens[:k]
    return tokens


def _has_modal(parse: Parse, tokens: Iterable[int]) -> bool:
    return any(parse.tag[t] in {"MD", "VBF", "VBC"} for t in tokens)


def _last_clause(parse: Parse, tokens: list[int]) -> list[int]:
    for k in range(len(tokens) - 2, -1, -1):
        rest = tokens[k + 1 :]
        if not any(is_verb(parse, t) for t in rest):
            continue
        if parse.word[tokens[k]] in ENDS or _opens_clause(parse, tokens, k):
            return rest
    drop = 0
    while drop < len(tokens) - 1 and parse.word[tokens[drop]] in {*JOINING, "that", "que", "qu'", ",", '"'}:
        drop += 1
    return tokens[drop:]
