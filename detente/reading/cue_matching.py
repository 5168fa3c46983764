"""Matches attribution cues on the parse: which words say, think or want, whose they are, and what the content is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.codebook.cues import Cue, Cues
from detente.reading.can_speak import can_speak
from detente.reading.cue_frames import (
    content_of,
    frames_tried,
    has_to,
    in_full,
    is_finite,
    is_that_clause,
    with_subtree,
)
from detente.reading.cue_sources import of_light_verb, owners_of_noun, speaker_of_verb
from detente.reading.joined_cues import beyond_the_words
from detente.reading.parsing import Parse
from detente.reading.syntax import ancestors, child, children, is_passive, is_verb, prepositional, subjects, subtree

__all__ = ["Attribution", "find_attributions"]

NO_CUES = frozenset({"aux", "auxpass", "amod", "compound"})
"""Labels of verbs that say nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue at a token, its source (a head token, or None), and the tokens of its content (none: only a quotation)."""

    anchor: int
    cue: Cue
    source: int | None
    content: tuple[int, ...]
    frame: str
    cue_tokens: tuple[int, ...]


def find_attributions(parse: Parse, cues: Cues) -> list[Attribution]:
    """All attributions that the parse shows, in text order; verbs that may only govern a quotation have no content."""
    found: list[Attribution] = []
    beside: dict[int, int | None] = {}
    for i, (tag, lemma, word) in enumerate(zip(parse.tag, parse.lemma, parse.word, strict=True)):
        match: Attribution | None = None
        kind = tag[:2]
        if (kind == "VB" and parse.dep[i] not in NO_CUES) or (tag == "NNS" and _is_misread(parse, i, cues)):
            match = _of_verb(parse, i, cues)
            if match is not None and i in beside:
                match = replace(match, source=beside[i])
            if match is not None and match.frame == "clause":
                verbs, outside = beyond_the_words(parse, i, match.content)
                match = replace(match, content=tuple(t for t in match.content if t not in outside))
                beside.update((verb, match.source) for verb in verbs)
        elif kind == "NN" and lemma in cues.nouns:
            match = _of_noun(parse, i, cues)
        elif kind == "JJ" and lemma in cues.adjectives:
            match = _of_adjective(parse, i, cues)
        elif kind == "RB" and word in cues.adverbs:
            match = _of_adverb(parse, i, cues)
        if match is None and word in cues.prepositions:
            match = _of_preposition(parse, i, cues)
        if match is None or (match.source is None and not _needs_nobody(parse, match)):
            continue
        if can_speak(parse, match.source, match.frame, match.cue.attitude, cues):
            found.append(match)
    return found


def _needs_nobody(parse: Parse, match: Attribution) -> bool:
    """Whether words may stand without a source: 'it is feared that …', not 'a town called …' or 'men invited to …'."""
    if match.cue.kind != "verb" or match.frame == "quote":
        return True
    if match.frame == "clause":
        return match.cue.attitude == "said" or is_passive(parse, match.anchor)
    if match.frame in {"infinitive", "object+infinitive"}:
        return match.cue.attitude == "thinks"
    bare = parse.dep[match.anchor] == "acl"
    return match.cue.attitude != "wants" and not (bare and match.frame in {"object+predicate", "as"})


def _is_misread(parse: Parse, i: int, cues: Cues) -> bool:
    """A verb tagged as a plural though it has a subject and a clause: 'our man in Oslo reports that …'."""
    return (
        parse.lemma[i] in cues.verbs and child(parse, i, "nsubj") is not None and child(parse, i, "ccomp") is not None
    )


def _of_verb(parse: Parse, i: int, cues: Cues) -> Attribution | None:
    lemma = parse.lemma[i]
    if lemma not in cues.verbs and lemma not in cues.lights:
        return None
    candidates = [c for c in cues.lights.get(lemma, ()) if _light_fits(parse, i, c)]
    candidates += [c for c in cues.verbs.get(lemma, ()) if _verb_fits(parse, i, c)]
    if not candidates or _pseudo(parse, i, cues) or _hands_on(parse, i):
        return None
    best: tuple[int, Attribution] | None = None
    for cue in candidates:
        for rank, frame in frames_tried(cue.frames):
            content = content_of(parse, i, cue, frame)
            if content:
                source = speaker_of_verb(parse, i, cues)
                name = frame if frame not in {"preposition", "object+"} else "preposition"
                attribution = Attribution(i, cue, source, tuple(sorted(content)), name, _cue_tokens(parse, i, cue))
                if best is None or rank < best[0]:
                    best = (rank, attribution)
                break
    if best is not None:
        return best[1]
    quoting = next((c for c in candidates if "quote" in c.frames), None)
    if quoting is None:
        return None
    return Attribution(i, quoting, speaker_of_verb(parse, i, cues), (), "quote", _cue_tokens(parse, i, quoting))


def _hands_on(parse: Parse, i: int) -> bool:
    """'Was quoted as saying that …': the words belong to 'saying'."""
    phrases = [c for c in children(parse, i, "prep") if parse.word[c] == "as"]
    return is_passive(parse, i) and any(parse.tag[g] == "VBG" for c in phrases for g in children(parse, c, "pcomp"))


def _pseudo(parse: Parse, i: int, cues: Cues) -> bool:
    for size in (2, 3, 4):
        for first in range(max(0, i - size + 1), i + 1):
            if tuple(parse.word[first : first + size]) in cues.pseudo:
                return True
    return False


def _verb_fits(parse: Parse, i: int, cue: Cue) -> bool:
    if cue.particle and not any(in_full(parse, c) == cue.particle for c in parse.children[i]):
        return False
    if cue.preposition and not any(w == cue.preposition for w, _ in prepositional(parse, i)):
        return False
    if is_passive(parse, i) and "passive" not in cue.frames:
        return False
    return not cue.subject or any(parse.lemma[s] in cue.subject for s in subjects(parse, i))


def _light_fits(parse: Parse, i: int, cue: Cue) -> bool:
    if cue.preposition:
        return any(w == cue.preposition and parse.lemma[n] in cue.objects for w, n in prepositional(parse, i))
    return any(parse.lemma[c] in cue.objects for c in children(parse, i, "dobj", "nsubjpass"))


def _cue_tokens(parse: Parse, i: int, cue: Cue) -> tuple[int, ...]:
    tokens = {i}
    for c in parse.children[i]:
        if parse.dep[c] in {"aux", "auxpass", "neg", "prt"} or (cue.particle and in_full(parse, c) == cue.particle):
            tokens.add(c)
    return tuple(sorted(t for t in tokens if abs(t - i) < 6))


def _of_noun(parse: Parse, i: int, cues: Cues) -> Attribution | None:
    if _pseudo(parse, i, cues):
        return None
    owners = owners_of_noun(parse, i)
    for cue in cues.nouns[parse.lemma[i]]:
        content: list[int] = []
        frame = "clause"
        if "clause" in cue.frames:
            heads = [
                c
                for c in children(parse, i, "acl", "ccomp", "relcl")
                if is_that_clause(parse, c) and parse.dep[c] != "relcl"
            ]
            content = with_subtree(parse, heads, without={i})
        if not content and "infinitive" in cue.frames and owners:
            content = with_subtree(
                parse, [c for c in children(parse, i, "acl", "xcomp") if has_to(parse, c)], without={i}
            )
            frame = "infinitive"
        if not content and owners:
            phrases = [c for c in children(parse, i, "prep") if parse.word[c] in cue.frames]
            content = with_subtree(parse, phrases, without=set())
            frame = "preposition"
        if content:
            source = owners[0] if owners else of_light_verb(parse, i, cues)
            return Attribution(i, cue, source, tuple(sorted(content)), frame, (i,))
    return None


def _of_adjective(parse: Parse, i: int, cues: Cues) -> Attribution | None:
    verb = parse.head[i]
    if not is_verb(parse, verb) or parse.dep[i] not in {"acomp", "attr", "oprd", "advcl", "conj"}:
        return None
    for cue in cues.adjectives[parse.lemma[i]]:
        content: list[int] = []
        frame = "clause"
        if "clause" in cue.frames:
            heads = [c for h in (i, verb) for c in children(parse, h, "ccomp") if is_finite(parse, c)]
            content = with_subtree(parse, heads, without={i})
        if not content and "infinitive" in cue.frames:
            content = with_subtree(parse, [c for c in children(parse, i, "xcomp") if has_to(parse, c)], without={i})
            frame = "infinitive"
        if not content:
            phrases = [c for c in children(parse, i, "prep") if parse.word[c] in cue.frames]
            content = with_subtree(parse, phrases, without=set())
            frame = "preposition"
        if content:
            found = subjects(parse, verb)
            if not found or parse.word[found[0]] in {"it", "there"}:
                return None
            return Attribution(i, cue, found[0], tuple(sorted(content)), frame, tuple(sorted({verb, i})))
    return None


def _of_adverb(parse: Parse, i: int, cues: Cues) -> Attribution | None:
    verb = parse.head[i]
    if not is_verb(parse, verb):
        return None
    cue = cues.adverbs[parse.word[i]][0]
    content = [t for t in subtree(parse, verb) if t != i]
    return Attribution(i, cue, None, tuple(content), "adverb", (i,))


def _of_preposition(parse: Parse, i: int, cues: Cues) -> Attribution | None:
    nouns: dict[int, int | None] = {}
    for cue in cues.prepositions[parse.word[i]]:
        size = len(cue.before)
        if i + size >= len(parse) or (size > 1 and tuple(parse.word[i : i + size]) != cue.before):
            continue
        if size not in nouns:
            nouns[size] = _noun_after(parse, i, size)
        noun = nouns[size]
        if noun is None:
            continue
        source = noun
        if cue.before == ("per",) and parse.tag[source] == "NN" and not parse.children[source]:
            continue  # 'a dollar per barrel'
        if cue.possessive or cue.after:
            owner = child(parse, source, "poss") if parse.word[source] in cue.after else None
            if owner is None:
                continue
            source = owner
        phrase = _without_strays(parse, i, noun)
        host = next((a for a in ancestors(parse, i) if is_verb(parse, a) and is_finite(parse, a)), None)
        if host is None:
            continue
        while parse.dep[host] == "conj" and is_verb(parse, parse.head[host]) and _ends_sentence(parse, phrase):
            host = parse.head[host]  # 'ten died and two fled, according to …'
        content = [t for t in subtree(parse, host) if t not in phrase]
        return Attribution(i, cue, source, tuple(content), "according", tuple(range(i, i + size)))
    return None


def _noun_after(parse: Parse, i: int, size: int) -> int | None:
    """What the words of a preposition govern: the first noun behind them."""
    words = range(i, i + size)
    governed = [n for t in words for n in children(parse, t, "pobj") if n >= i + size]
    governed = governed or [n for t in words for n in children(parse, t, "dobj")]
    return governed[0] if governed else None


def _without_strays(parse: Parse, i: int, noun: int) -> set[int]:
    """The phrase of a preposition and its source, without what follows the comma behind it and hangs on it wrongly:
    'one was, according to the police, among the dead'."""
    phrase = set(subtree(parse, i))
    end = subtree(parse, noun)[-1]
    stray = [c for t in (i, parse.head[noun]) for c in children(parse, t, "prep", "advcl", "advmod") if c > end]
    return phrase - {t for c in stray if parse.word[c - 1] == "," for t in subtree(parse, c)}


def _ends_sentence(parse: Parse, phrase: set[int]) -> bool:
    """Whether a phrase stands last in its sentence, behind a comma."""
    last = parse.sentences[parse.sentence[min(phrase)]][1] - 1
    return parse.word[min(phrase) - 1] == "," and all(
        t in phrase or parse.tag[t] == "." for t in range(max(phrase), last)
    )
