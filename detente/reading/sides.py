"""The two sides of an act, and who is known of those who stand in the places of a frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.reading.cast import Cast
from detente.reading.syntax import children, conjuncts, possessors

__all__ = ["Parties", "first_known"]

FRIENDS = frozenset({"ally", "friend", "partner", "neighbour", "neighbor"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Actor and recipient ids, and the tokens where they stand."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    tokens: tuple[int, ...]
    guessed: bool = False
    """One of them stands in no place of the frame."""
    inward: bool = False
    """The words or deeds stay within one state: a president who orders his generals."""


def first_known(
    places: Sequence[Sequence[int]], cast: Cast, *, exclude: Iterable[int], owners: bool = False, pronouns: bool = True
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The actors of the first place where anybody known stands; with `owners` a thing stands for whose it is, told by
    a name or, with `pronouns`, by a pronoun."""
    excluded = set(exclude)
    for tokens in places:
        found: list[str] = []
        at: list[int] = []
        for token in (t for named in tokens for t in _each_named(named, cast)):
            ids = cast.ids(token) if token not in excluded else ()
            if not ids and owners and cast.parse.tag[token].startswith("NN"):
                whose = [p for p in possessors(cast.parse, token) if p not in excluded]
                if not pronouns:
                    whose = [p for p in whose if not cast.parse.tag[p].startswith("PRP")]
                ids = tuple(i for p in whose for i in cast.ids(p))[:1]
            if ids:
                found += [i for i in ids if i not in found]
                at.append(token)
        if found:
            return tuple(found), tuple(at)
    return (), ()


def _each_named(token: int, cast: Cast) -> list[int]:
    """'The two presidents, Lo and Ba': each of them; 'our Chadian allies': by their nationality."""
    parse = cast.parse
    if parse.tag[token] in {"NNS", "NNPS"}:
        for name in children(parse, token, "appos"):
            both = conjuncts(parse, name)
            if len(both) > 1 and all(cast.ids(t) for t in both):
                return both
    if children(parse, token, "poss") and parse.tag[token].startswith("NN"):
        for c in children(parse, token, "amod", "compound"):
            mention = cast.mention_at.get(c)
            if mention is not None and mention.kind == "adjective" and parse.lemma[token] in FRIENDS:
                return [c]
    return [token]
