"""Who or what a pronoun could mean, weighed: every noun phrase before it competes, actors or not.

The weights are those of Lappin and Leass, "An algorithm for pronominal anaphora resolution" (Computational
Linguistics 20, 1994), over the dependency parse: how recent a phrase is, what part it plays in its sentence,
and how often the text comes back to it. That things compete with actors keeps 'it' from becoming whatever state
was named last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.syntax import ancestors, clause_verb, subjects

if TYPE_CHECKING:
    from detente.reading.cast import Cast

__all__ = ["Candidate", "candidates", "most_salient"]

RECENCY = 100
SUBJECT, OBJECT, INDIRECT, OWN_PHRASE, ARGUMENT = 80, 50, 40, 80, 50
"""Subject of a clause, direct object, indirect object or agent; a phrase in no other; one in no adverbial."""

SAME_PART = 35
"""The pronoun plays the same part in its clause."""

OWN_CLAUSE = 60
"""Who acts on what a possessive owns: 'Ecuador moved its troops'."""

NATIONALITY = 60
"""A name that qualifies a subject: 'the Houthi spokesman said it'."""

SENTENCES = {"person": 6, "other": 3}
"""Sentences looked back, for he and she, and for it and they."""

INSIDE = frozenset({"compound", "amod", "nmod", "nummod", "flat", "fixed", "quantmod", "npadvmod"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "attr", "oprd"})
INDIRECTS = frozenset({"dative", "agent"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that heads what could be meant. `entity` is the same for all mentions of one."""

    token: int
    entity: str
    weight: float


def candidates(cast: Cast, token: int, *, sentences: int) -> Iterator[tuple[int, float]]:
    """Heads of noun phrases before a token in its sentence and those before it, with their weights, undecayed.

    Inside a quotation all count; outside, what is named in quotations does not.
    """
    parse = cast.parse
    here = parse.sentence[token]
    part = _part(cast, token)
    owned = parse.head[token] if parse.dep[token] == "poss" else token
    verb = clause_verb(parse, owned) if parse.dep[owned] == "dobj" and owned != token else None
    acting = set(subjects(parse, verb)) if verb is not None else set()
    above = set(ancestors(parse, token))
    quoted, is_inside = cast.quoted, token in cast.quoted
    for sentence in range(here, max(-1, here - sentences), -1):
        decay = 0.5 ** (here - sentence)
        for i, weight, its_part in _phrases(cast, sentence):
            if sentence == here:
                if i >= token:
                    break
                if i in above and parse.dep[i] not in SUBJECTS:
                    continue  # a phrase does not hold its own pronoun: 'the army of its neighbour'
            if not is_inside and i in quoted:
                continue
            more = (SAME_PART if its_part == part else 0) + (OWN_CLAUSE if i in acting else 0)
            yield i, (weight + more) * decay


def _phrases(cast: Cast, sentence: int) -> list[tuple[int, float, str]]:
    """The heads of a sentence's noun phrases with their weights and parts, in order; found once a cast."""
    found = cast.phrases.get(sentence)
    if found is None:
        weighed = ((i, _weight(cast, i)) for i in range(*cast.parse.sentences[sentence]))
        found = cast.phrases[sentence] = [(i, weight, _part(cast, i)) for i, weight in weighed if weight]
    return found


def most_salient(
    cast: Cast, token: int, *, fits: Callable[[int], tuple[str, float] | None], sentences: int
) -> Candidate | None:
    """What fits best; None where nothing fits.

    `fits` gives the entity that a head names and the part of its weight that stands, None where it cannot be
    meant. Weights of several mentions of one entity add up, one mention a sentence; of equals the later is taken.
    """
    best: dict[str, dict[int, float]] = {}
    last: dict[str, int] = {}
    for i, weight in candidates(cast, token, sentences=sentences):
        found = fits(i)
        if found is not None:
            entity, share = found
            by_sentence = best.setdefault(entity, {})
            sentence = cast.parse.sentence[i]
            by_sentence[sentence] = max(weight * share, by_sentence.get(sentence, 0.0))
            last[entity] = max(i, last.get(entity, -1))
    if not best:
        return None
    first = max(best, key=lambda entity: (sum(best[entity].values()), last[entity]))
    return Candidate(last[first], first, sum(best[first].values()))


def _part(cast: Cast, i: int) -> str:
    """The part that a phrase plays: subject, object, indirect object, or the label itself."""
    label = cast.parse.dep[i]
    if label in SUBJECTS:
        return "subject"
    return "object" if label in OBJECTS else "indirect" if label in INDIRECTS else label


def _weight(cast: Cast, i: int) -> float:
    parse = cast.parse
    tag, label = parse.tag[i], parse.dep[i]
    if not (tag.startswith("NN") or tag == "PRP" or (tag == "DT" and label in SUBJECTS)):
        named = i in cast.mention_at and (label in INSIDE or label == "poss")
        return RECENCY + NATIONALITY if named and _qualifies_subject(cast, i) else 0
    if label in INSIDE:
        named = i in cast.mention_at or i in cast.person_at
        return RECENCY + NATIONALITY if named and _qualifies_subject(cast, i) else 0
    weight = RECENCY
    weight += SUBJECT if label in SUBJECTS else OBJECT if label in OBJECTS else INDIRECT if label in INDIRECTS else 0
    if label == "conj":
        return _weight(cast, parse.head[i])
    holder = parse.head[i]
    in_phrase = label in {"poss", "appos"} or (label == "pobj" and parse.tag[parse.head[holder]].startswith("NN"))
    in_phrase = in_phrase or (label in SUBJECTS and parse.dep[holder] == "relcl")  # 'ships that Japan builds'
    in_adverbial = label == "pobj" and parse.tag[parse.head[holder]].startswith("VB")
    return weight + (0 if in_phrase else OWN_PHRASE) + (0 if in_adverbial else ARGUMENT)


def _qualifies_subject(cast: Cast, i: int) -> bool:
    """Whether a name stands inside a subject: 'the Houthi spokesman Lo said'."""
    parse = cast.parse
    head = parse.head[i]
    while parse.dep[head] in INSIDE and parse.head[head] != head:
        head = parse.head[head]
    return parse.dep[head] in SUBJECTS
