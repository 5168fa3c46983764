"""Whom 'the island', 'the bloc' or 'the reclusive state' means: the one of its kind that the report named last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.codebook.epithets import Epithet
from detente.model import Party
from detente.reading.places import LOCATIVE
from detente.reading.syntax import clause_verb, subjects

if TYPE_CHECKING:
    from detente.reading.cast import Cast

__all__ = ["of_epithet"]

DEFINITE = frozenset({"the", "this", "that", "le", "la", "l'", "ce", "cette"})
WORDS = 4
"""Tokens that an epithet may have before its last."""

FAR = 1500
"""Tokens searched for what an epithet means."""

FADING = 0.6
"""What is left of the weight of a mention with each sentence that follows it."""

IN_NUMBERS = frozenset({"nation", "member", "country", "state", "strong"})
"""'The 27-nation bloc'."""

OF = frozenset({"of", "de", "du", "des", "d'", "for"})


def of_epithet(cast: Cast, token: int) -> tuple[Party, ...]:
    """The party that a definite noun stands for in place of a name; none where it describes something else."""
    found = _epithet_at(cast, token)
    if found is None:
        return ()
    epithet, first, last = found
    meant = _named_before(cast, token, epithet)
    if meant is None:
        meant = next((to for named, to in epithet.opposite if _is_named(cast, token, named)), None)
    if meant is None and epithet.alone:
        meant = epithet.may[0]
    if meant is None:
        return ()
    cast.note(token, f"'{' '.join(cast.parse.word[first : last + 1])}', of those the report named before")
    return (cast.known(meant),)


def _epithet_at(cast: Cast, token: int) -> tuple[Epithet, int, int] | None:
    """The epithet that a token heads, with its first and last token, if the phrase is a definite one."""
    parse, known = cast.parse, cast.epithets
    if not (parse.word[token] in known.heads or parse.lemma[token] in known.heads) or parse.tag[token] == "NNS":
        return None
    found = _longest(cast, token)
    if found is None:
        return None
    epithet, first, last = found
    if epithet.capital and not parse.text[parse.start[token]].isupper():
        return None
    beside = [c for t in range(first, last + 1) for c in parse.children[t] if not first <= c <= last]
    if not any(parse.word[c] in DEFINITE and c < first for c in beside):
        return None
    return found if all(_leaves_it(cast, c, token) for c in beside) else None


def _longest(cast: Cast, token: int) -> tuple[Epithet, int, int] | None:
    parse, by_words = cast.parse, cast.epithets.by_words
    begin, end = parse.sentences[parse.sentence[token]]
    for first in range(max(begin, token - WORDS), token + 1):
        lead = parse.text[parse.start[first] : parse.start[token]].lower()
        for word in (parse.word[token], parse.lemma[token]):
            if (epithet := by_words.get(lead + word)) is not None:
                return epithet, first, token
    if parse.language == "fr":  # 'l'organisation régionale': the head comes first
        for last in range(min(end, token + WORDS) - 1, token, -1):
            if (epithet := by_words.get(" ".join(parse.word[token : last + 1]))) is not None:
                return epithet, token, last
    return None


def _leaves_it(cast: Cast, c: int, token: int) -> bool:
    """Whether a word that hangs on the noun leaves it an epithet: 'the Greek island' is none, 'the tiny island' is."""
    parse = cast.parse
    label, word = parse.dep[c], parse.word[c]
    if label in {"amod", "compound", "nmod", "nummod", "poss"}:
        if c in cast.mention_at or word in cast.epithets.blocked or label == "poss":
            return False
        return label in {"amod", "nummod"} or parse.lemma[c] in IN_NUMBERS or parse.tag[c] in {"VBN", "JJ"}
    if label in {"prep", "case"}:
        return word not in OF
    if label in {"relcl", "acl"}:  # 'the island that it claims' is told from others, 'the island, which' is not
        return any(parse.word[t] == "," for t in range(token + 1, c))
    return True


def _named_before(cast: Cast, token: int, epithet: Epithet) -> str | None:
    """The one of those who fit that the report named most of late, as a subject above all; None for none."""
    parse = cast.parse
    if epithet.any == {"state"} and parse.dep[token] == "pobj" and parse.word[parse.head[token]] in LOCATIVE:
        return None  # 'in the country' says where
    if parse.dep[token] == "appos" and (beside := parse.head[token]) < token and beside in cast.mention_at:
        named = next(iter(_names(cast, beside, epithet)), None)  # 'Italy, the country with the oldest voters'
        if named is not None:
            return named
    verb = clause_verb(parse, token) if parse.dep[token] not in SUBJECT else None
    acting = {i for s in (subjects(parse, verb) if verb is not None else []) for i in cast.ids(s)}
    weight: dict[str, float] = {}
    last: dict[str, int] = {}
    for i in range(max(0, token - FAR), token):
        if i not in cast.mention_at and i not in cast.person_at:
            continue
        decayed = FADING ** (parse.sentence[token] - parse.sentence[i]) * (2 if _is_subject(cast, i) else 1)
        for id_ in _names(cast, i, epithet):
            if id_ not in acting:
                weight[id_], last[id_] = weight.get(id_, 0.0) + decayed, i
    return max(weight, key=lambda id_: (weight[id_], last[id_])) if weight else None


def _is_named(cast: Cast, token: int, id_: str) -> bool:
    return any(i < token and id_ in it.candidates for i, it in cast.mention_at.items())


SUBJECT = frozenset({"nsubj", "nsubjpass"})


def _is_subject(cast: Cast, i: int) -> bool:
    parse = cast.parse
    while parse.dep[i] in {"amod", "compound", "nmod", "poss"} and parse.head[i] != i:
        i = parse.head[i]
    return parse.dep[i] in SUBJECT


def _names(cast: Cast, i: int, epithet: Epithet) -> Iterator[str]:
    """Those of an epithet that the name at a token names: itself, as one of its meanings, or by its people."""
    if i in cast.person_at:
        person = cast.person(i).id
        named: tuple[str, ...] = (cast.side(person),) if person else ()
    else:
        mention = cast.mention_at[i]
        named = mention.candidates
    for id_ in named:
        actor = cast.gazetteer.actor(id_)
        if id_ in epithet.may or (actor is not None and actor.type in epithet.any):
            yield id_
        elif epithet.people:
            yield from (it for it in epithet.may if it.partition("/")[0] == id_)
