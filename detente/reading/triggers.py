"""Finds the words that anchor events: the codebook's verbs, nouns and adjectives in the company they need."""

from __future__ import annotations

from dataclasses import dataclass

from detente.codebook.clause_words import load_clause_words
from detente.codebook.frames import ANY, Frame, Frames
from detente.reading.parsing import Parse
from detente.reading.syntax import (
    children,
    complements,
    is_infinitive,
    is_negated,
    is_passive,
    is_verb,
    objects,
    prepositional,
    subjects,
    subtree,
)

__all__ = ["Trigger", "find_triggers"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame found at a token.

    `rivals` are frames of other types that fit as well, `weaker` those that fit with fewer conditions.
    """

    anchor: int
    frame: Frame
    rivals: tuple[Frame, ...] = ()
    weaker: tuple[Frame, ...] = ()


def find_triggers(parse: Parse, frames: Frames, *, first: int = 0, last: int | None = None) -> list[Trigger]:
    """Triggers among the tokens from `first` to `last` (the end) in text order, each with its best frame."""
    found = []
    verbs, nouns, adjectives = (frames.by_lemma[a] for a in ("verb", "noun", "adjective"))
    for i in range(first, len(parse) if last is None else last):
        tag, lemma = parse.tag[i], parse.lemma[i]
        kind = tag[:2]
        if tag == "VB" and parse.word[i] in verbs:  # a base form is its own lemma: 'lay' is no 'lie'
            lemma = parse.word[i]
        candidates: tuple[Frame, ...] = ()
        if kind == "VB" and lemma in verbs and parse.dep[i] not in {"aux", "auxpass", "compound"}:
            candidates = verbs[lemma]
            if parse.dep[i] == "amod":  # 'the withdrawn offer' says less than a verb
                candidates = ()
        if kind == "NN" and lemma in nouns and not _inside_name(parse, i):
            candidates = nouns[lemma]
        elif (
            not candidates
            and kind in {"JJ", "VB"}
            and lemma in adjectives
            and (parse.dep[i] != "amod" or parse.head[i] < i)
        ):
            candidates = adjectives[lemma]
        if not candidates:
            continue
        fitting = [frame for frame in candidates if _fits(parse, i, frame)]
        if not fitting:
            continue
        fitting.sort(key=lambda frame: -frame.constraints)
        best = fitting[0]
        rivals = tuple(f for f in fitting[1:] if f.type != best.type and f.constraints == best.constraints)
        weaker = tuple(f for f in fitting[1:] if f.constraints < best.constraints)
        found.append(Trigger(i, best, rivals, weaker))
    return _without_outdone(parse, found)


def _inside_name(parse: Parse, noun: int) -> bool:
    """Whether a noun is part of a name ('Amnesty International'); headlines write every noun large."""
    if not parse.tag[noun].startswith("NNP"):
        return False
    first, last = parse.sentences[parse.sentence[noun]]
    words = [parse.text[parse.start[t] : parse.end[t]] for t in range(first, last)]
    long = [w for w in words if len(w) > 3 and w.isalpha()]
    return sum(w[0].isupper() for w in long) < 0.7 * len(long)


def _without_outdone(parse: Parse, found: list[Trigger]) -> list[Trigger]:
    """Drops a verb known by its object where the object, with its modifier, says better what was done.

    'Held joint exercises' is what the exercises are, not what holding exercises is.
    """
    modified = {t.anchor: t.frame for t in found if t.frame.anchor == "noun" and t.frame.modifier}
    carrying = load_clause_words(parse.language).carrying

    def outdone(trigger: Trigger) -> bool:
        frame = trigger.frame
        if frame.anchor != "verb" or not frame.object or frame.mutual or parse.lemma[trigger.anchor] not in carrying:
            return False
        nouns = [modified[o] for o in objects(parse, trigger.anchor) if o in modified]
        return any(n.type != frame.type and n.constraints >= frame.constraints for n in nouns)

    return [t for t in found if not outdone(t)] if modified else found


def _fits(parse: Parse, i: int, frame: Frame) -> bool:
    if frame.anchor in {"verb", "adjective"}:
        if frame.particle and not _has_particle(parse, i, frame.particle):
            return False
        if frame.object or frame.not_object:
            lemmas = {lemma for o in objects(parse, i) for lemma in _counted(parse, o)}
            if frame.object and not (lemmas if frame.object == ANY else lemmas.intersection(frame.object)):
                return False
            if lemmas.intersection(frame.not_object):
                return False
        if frame.mutual and len(subjects(parse, i)) < 2:
            return False
        if (frame.subject or frame.not_subject) and not _subject_fits(parse, i, frame):
            return False
    elif (frame.modifier or frame.not_modifier) and not _modifier_fits(parse, i, frame):
        return False
    if (frame.complement or frame.complement_form) and not _complement_fits(parse, i, frame):
        return False
    if frame.within and not any(
        parse.lemma[t] in frame.within or parse.word[t] in frame.within for t in subtree(parse, i)
    ):
        return False
    return not frame.prep or _preps_fit(parse, i, frame)


def _counted(parse: Parse, noun: int) -> list[str]:
    """The lemma of a noun, and of what it counts or measures: 'a number of soldiers', '94% of the rifles'."""
    found = [parse.lemma[noun]]
    if found[0] in load_clause_words(parse.language).measures or parse.tag[noun] == "CD":
        found += [parse.lemma[x] for word, x in prepositional(parse, noun) if word in {"of", "de", "d'"}]
    return found


def _has_particle(parse: Parse, i: int, particles: tuple[str, ...]) -> bool:
    return any(
        parse.word[c] in particles and parse.dep[c] in {"prt", "advmod", "prep", "acomp", "oprd"}
        for c in parse.children[i]
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
    if "negated" in frame.complement_form:
        return any(parse.lemma[h] in frame.complement and (is_negated(parse, h) or is_negated(parse, i)) for h in heads)
    if frame.complement_form:
        heads = [h for h in heads if _has_form(parse, h, frame.complement_form)]
    if frame.complement in {ANY, ()}:
        return bool(heads)
    # 'promised not to withdraw' promises no withdrawal; 'said they were responsible' says who is
    return any(
        not is_negated(parse, h)
        and (parse.lemma[h] in frame.complement or _predicate(parse, h).intersection(frame.complement))
        for h in heads
    )


def _predicate(parse: Parse, verb: int) -> set[str]:
    """What a subject is said to be: 'responsible', 'behind'."""
    if parse.lemma[verb] != "be":
        return set()
    return {parse.lemma[c] for c in children(parse, verb, "acomp", "attr")} | {
        parse.word[c] for c in children(parse, verb, "prep")
    }


def _has_form(parse: Parse, head: int, forms: tuple[str, ...]) -> bool:
    subject = min(children(parse, head, "nsubj", "nsubjpass"), default=-1)
    # 'should they refuse' asks for nothing
    auxiliaries = {parse.word[c] for c in children(parse, head, "aux", "auxpass") if c > subject}
    if is_infinitive(parse, head):
        form = "infinitive of another" if subject >= 0 and "infinitive of another" in forms else "infinitive"
    elif parse.tag[head] == "VBG" and not auxiliaries:
        form = "gerund"
    else:
        form = "finite"
    obliges = is_passive(parse, head) or any(is_infinitive(parse, c) for c in children(parse, head, "xcomp"))
    return form in forms or ("obligation" in forms and obliges) or bool(auxiliaries.intersection(forms))


def _preps_fit(parse: Parse, i: int, frame: Frame) -> bool:
    hanging = prepositional(parse, i)
    for o in objects(parse, i) if frame.anchor == "verb" else ():
        hanging += prepositional(parse, o)
    for word, nouns in frame.prep:
        lemmas = {parse.lemma[n] for w, n in hanging if w == word}
        gerunds = {
            parse.lemma[g]
            for p in children(parse, i, "prep")
            if parse.word[p] == word
            for g in children(parse, p, "pcomp")
        }
        lemmas |= gerunds
        if nouns == ANY:
            calendar = load_clause_words(parse.language).calendar
            lemmas = {lemma for lemma in lemmas if lemma not in calendar and not lemma[:1].isdigit()}
        if not lemmas or (nouns != ANY and not lemmas.intersection(nouns)):
            return False
    return True
