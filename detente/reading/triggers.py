"""Finds the words that anchor events: verbs, nouns and adjectives of the codebook in the company they need."""

from __future__ import annotations

from dataclasses import dataclass

from detente.codebook.frames import Frame, Frames
from detente.reading.parsing import Parse
from detente.reading.syntax import children, complements, is_verb, objects, prepositional, subjects

__all__ = ["Trigger", "find_triggers"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame found at a token. `rivals` are frames of other types that fit the same token."""

    anchor: int
    frame: Frame
    rivals: tuple[Frame, ...] = ()


def find_triggers(parse: Parse, frames: Frames, *, first: int = 0, last: int | None = None) -> list[Trigger]:
    """Triggers among the tokens from `first` up to `last` (the end), in text order, the best frame of each token."""
    found = []
    verbs, nouns, adjectives = (frames.by_lemma[a] for a in ("verb", "noun", "adjective"))
    for i in range(first, len(parse) if last is None else last):
        tag, lemma = parse.tag[i], parse.lemma[i]
        kind = tag[:2]
        candidates: tuple[Frame, ...] = ()
        if kind == "VB" and lemma in verbs and parse.dep[i] not in {"aux", "auxpass", "compound"}:
            candidates = verbs[lemma]
            if parse.dep[i] == "amod":  # 'the withdrawn offer' says less than a verb
                candidates = ()
        if kind == "NN" and lemma in nouns:
            candidates = nouns[lemma]
        elif not candidates and kind in {"JJ", "VB"} and lemma in adjectives and parse.dep[i] != "amod":
            candidates = adjectives[lemma]
        if not candidates:
            continue
        fitting = [frame for frame in candidates if _fits(parse, i, frame)]
        if not fitting:
            continue
        fitting.sort(key=lambda frame: -frame.constraints)
        best = fitting[0]
        rivals = tuple(f for f in fitting[1:] if f.type != best.type and f.constraints == best.constraints)
        found.append(Trigger(i, best, rivals))
    return found


def _fits(parse: Parse, i: int, frame: Frame) -> bool:
    if frame.anchor == "verb" or frame.anchor == "adjective":
        if frame.particle and not _has_particle(parse, i, frame.particle):
            return False
        if frame.object or frame.not_object:
            lemmas = {parse.lemma[o] for o in objects(parse, i)}
            if frame.object and not lemmas.intersection(frame.object):
                return False
            if lemmas.intersection(frame.not_object):
                return False
        if (frame.subject or frame.not_subject) and not _subject_fits(parse, i, frame):
            return False
    elif (frame.modifier or frame.not_modifier) and not _modifier_fits(parse, i, frame):
        return False
    if frame.complement and not _complement_fits(parse, i, frame):
        return False
    return not frame.prep or _preps_fit(parse, i, frame)


def _has_particle(parse: Parse, i: int, particles: tuple[str, ...]) -> bool:
    return any(
        parse.word[c] in particles and parse.dep[c] in {"prt", "advmod", "prep", "acomp", "oprd"} for c in parse.children[i]
    )


def _subject_fits(parse: Parse, i: int, frame: Frame) -> bool:
    lemmas = {parse.lemma[s] for s in subjects(parse, i)}
    if frame.subject and not lemmas.intersection(frame.subject):
        return False
    return not lemmas.intersection(frame.not_subject)


def _modifier_fits(parse: Parse, i: int, frame: Frame) -> bool:
    lemmas = {parse.lemma[c] for c in children(parse, i, "amod", "compound", "nmod", "poss", "advmod")}
    lemmas |= {parse.word[c] for c in children(parse, i, "amod", "compound", "nmod")}
    if frame.modifier and not lemmas.intersection(frame.modifier):
        return False
    return not lemmas.intersection(frame.not_modifier)


def _complement_fits(parse: Parse, i: int, frame: Frame) -> bool:
    heads = complements(parse, i)
    if not heads and frame.anchor == "adjective" and is_verb(parse, parse.head[i]):
        heads = complements(parse, parse.head[i])
    if frame.complement == ("*",):
        return bool(heads)
    return any(parse.lemma[h] in frame.complement for h in heads)


def _preps_fit(parse: Parse, i: int, frame: Frame) -> bool:
    hanging = prepositional(parse, i)
    for o in objects(parse, i) if frame.anchor == "verb" else ():
        hanging += prepositional(parse, o)
    for word, nouns in frame.prep:
        lemmas = {parse.lemma[n] for w, n in hanging if w == word}
        gerunds = {parse.lemma[g] for p in children(parse, i, "prep") if parse.word[p] == word for g in children(parse, p, "pcomp")}
        lemmas |= gerunds
        if not lemmas or (nouns != ("*",) and not lemmas.intersection(nouns)):
            return False
    return True
