"""Matches attribution cues on the parse: which words say, think or want, whose they are, and what the content is."""

from __future__ import annotations

from dataclasses import dataclass

from detente.codebook.cues import Cue, Cues
from detente.reading.can_speak import can_speak
from detente.reading.parsing import Parse
from detente.reading.syntax import (
    agents,
    ancestors,
    child,
    children,
    is_passive,
    is_verb,
    possessors,
    prepositional,
    subjects,
    subtree,
)

__all__ = ["Attribution", "find_attributions"]

CONTENT_ORDER = (
    "clause", "object+infinitive", "infinitive", "object+predicate", "as", "object+", "gerund", "preposition", "object",
)  # fmt: skip


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
    for i in range(len(parse)):
        kind, lemma = parse.tag[i][:2], parse.lemma[i]
        match: Attribution | None = None
        if kind == "VB" and parse.dep[i] not in {"aux", "auxpass", "amod", "compound"}:
            match = _of_verb(parse, i, cues)
        elif kind == "NN" and lemma in cues.nouns:
            match = _of_noun(parse, i, cues)
        elif kind == "JJ" and lemma in cues.adjectives:
            match = _of_adjective(parse, i, cues)
        elif kind == "RB" and parse.word[i] in cues.adverbs:
            match = _of_adverb(parse, i, cues)
        if match is None and parse.word[i] in cues.prepositions:
            match = _of_preposition(parse, i, cues)
        if match is not None and can_speak(parse, match.source, match.frame, cues):
            found.append(match)
    return found


def _of_verb(parse: Parse, i: int, cues: Cues) -> Attribution | None:
    lemma = parse.lemma[i]
    candidates = [c for c in cues.lights.get(lemma, ()) if _light_fits(parse, i, c)]
    candidates += [c for c in cues.verbs.get(lemma, ()) if _verb_fits(parse, i, c)]
    if not candidates or _pseudo(parse, i, cues) or _hands_on(parse, i):
        return None
    best: tuple[int, Attribution] | None = None
    for cue in candidates:
        for rank, frame in enumerate(CONTENT_ORDER):
            content = _content(parse, i, cue, frame)
            if content:
                source = _source(parse, i, cue)
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
    return Attribution(i, quoting, _source(parse, i, quoting), (), "quote", _cue_tokens(parse, i, quoting))


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
    if cue.particle and not any(parse.word[c] == cue.particle for c in parse.children[i]):
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
        if parse.dep[c] in {"aux", "auxpass", "neg", "prt"} or (cue.particle and parse.word[c] == cue.particle):
            tokens.add(c)
    return tuple(sorted(t for t in tokens if abs(t - i) < 6))


def _source(parse: Parse, i: int, cue: Cue) -> int | None:
    """The head token of whoever speaks: the subject, or the agent of a passive."""
    found = subjects(parse, i)
    if not found and is_passive(parse, i) and "quote" in cue.frames:
        # 'was quoted as saying', 'X was cited': the subject is the source
        return None
    return found[0] if found else None


def _with_subtree(parse: Parse, heads: list[int], *, without: set[int]) -> list[int]:
    tokens: list[int] = []
    for head in heads:
        stack = [head]
        while stack:
            token = stack.pop()
            if token in without:
                continue
            tokens.append(token)
            stack.extend(parse.children[token])
    return tokens


def _content(parse: Parse, i: int, cue: Cue, frame: str) -> list[int]:
    frames = cue.frames
    without = {i}
    passive = is_passive(parse, i)
    if frame == "clause" and "clause" in frames:
        heads = [c for c in children(parse, i, "ccomp") if _finite(parse, c)]
        if not heads:
            heads = _strayed_clause(parse, i, told="object" in cue.addressee)
        if not heads and cue.kind == "light":
            heads = [
                c
                for o in children(parse, i, "dobj")
                for c in children(parse, o, "acl", "ccomp", "relcl")
                if _that_clause(parse, c)
            ]
        if not heads and passive and "passive" in frames:
            heads = [c for c in children(parse, i, "xcomp") if _has_to(parse, c)]
            if heads:  # 'is believed to be abroad': the subject belongs to the content
                heads = children(parse, i, "nsubjpass") + heads
        if not heads:
            heads = _host_clause(parse, i) if "parenthetical" in frames else []
        return _with_subtree(parse, heads, without=without)
    if frame == "object+infinitive" and "object+infinitive" in frames:
        heads = [c for c in children(parse, i, "xcomp", "ccomp") if _has_to(parse, c)]
        if not heads:
            return []
        named = children(parse, i, "dobj") if "object" not in cue.addressee else []
        return _with_subtree(
            parse,
            named + heads,
            without=without
            | set(
                ()
                if named
                else [
                    s
                    for h in heads
                    for n in children(parse, h, "nsubj")
                    if "object" in cue.addressee
                    for s in subtree(parse, n)
                ]
            ),
        )
    if frame == "infinitive" and "infinitive" in frames:
        heads = [c for c in children(parse, i, "xcomp", "ccomp") if _has_to(parse, c)]
        return _with_subtree(parse, heads, without=without)
    if frame == "gerund" and "gerund" in frames:
        heads = [c for c in children(parse, i, "xcomp", "ccomp", "dobj") if parse.tag[c] == "VBG"]
        return _with_subtree(parse, heads, without=without)
    if frame == "object+predicate" and "object+predicate" in frames:
        predicates = children(parse, i, "oprd", "xcomp") or [
            c for c in children(parse, i, "ccomp") if not _finite(parse, c)
        ]
        objects = children(parse, i, "dobj") or (children(parse, i, "nsubjpass") if passive else [])
        return _with_subtree(parse, objects + predicates, without=without) if predicates else []
    if frame == "as" and "as" in frames:
        phrases = [c for c in children(parse, i, "prep") if parse.word[c] == "as"]
        objects = children(parse, i, "dobj", "nsubjpass")
        objects += [] if objects else [c for c in children(parse, i, "prep") if parse.word[c] == "to"]
        return _with_subtree(parse, objects + phrases, without=without) if phrases else []
    if frame == "object+":
        wanted = {f[7:] for f in frames if f.startswith("object+") and f[7:] not in {"infinitive", "predicate"}}
        phrases = [c for c in children(parse, i, "prep") if parse.word[c] in wanted]
        if not phrases and wanted:
            phrases = [
                c for o in children(parse, i, "dobj") for c in children(parse, o, "prep") if parse.word[c] in wanted
            ]
        objects = children(parse, i, "dobj") if not passive else children(parse, i, "nsubjpass")
        return _with_subtree(parse, objects + phrases, without=without) if phrases and objects else []
    if frame == "preposition":
        phrases = [
            c
            for c in children(parse, i, "prep", "agent", "prt")
            if parse.word[c] in frames and children(parse, c, "pobj", "pcomp", "prep")
        ]
        return _with_subtree(parse, phrases, without=without)
    if frame == "object" and "object" in frames and (not passive or "passive" in frames):
        heads = children(parse, i, "dobj") if not passive else children(parse, i, "nsubjpass")
        heads = [
            h for h in heads if not parse.tag[h].startswith(("PRP", "W", "DT", "CD"))
        ]  # 'wanted them' has no content
        return _with_subtree(parse, heads, without=without)
    return []


def _finite(parse: Parse, verb: int) -> bool:
    if _has_to(parse, verb):
        return False
    if not is_verb(parse, verb):
        return child(parse, verb, "nsubj", "nsubjpass", "aux", "auxpass") is not None
    tags = {parse.tag[verb]} | {parse.tag[c] for c in children(parse, verb, "aux", "auxpass")}
    return (
        bool(tags & {"VBD", "VBZ", "VBP", "MD", "VBF", "VBC"})
        or child(parse, verb, "nsubj", "nsubjpass", "expl") is not None
    )


def _has_to(parse: Parse, verb: int) -> bool:
    return any(parse.tag[c] == "TO" or parse.word[c] in {"à", "de", "d'"} for c in children(parse, verb, "aux", "mark"))


def _that_clause(parse: Parse, verb: int) -> bool:
    return any(parse.word[c] in {"that", "que", "qu'"} for c in children(parse, verb, "mark", "nsubj", "dobj"))


def _strayed_clause(parse: Parse, i: int, *, told: bool) -> list[int]:
    """'Told a rally in the capital that …', 'wrote in a letter that …': a clause hung on the noun before it.

    The object itself may carry it only where it is who is told: 'denies accusations that …' is another's clause.
    """
    nouns = [x for c in (children(parse, i, "dobj", "dative") if told else ()) for x in subtree(parse, c)]
    nouns += [x for p in children(parse, i, "prep") for n in children(parse, p, "pobj") for x in subtree(parse, n)]
    return [c for c in nouns if c > i and _full_that_clause(parse, c) and _no_verb_between(parse, c, i)][:1]


def _no_verb_between(parse: Parse, clause: int, cue: int) -> bool:
    for above in ancestors(parse, clause):
        if above == cue:
            return True
        if is_verb(parse, above):
            return False
    return False


def _full_that_clause(parse: Parse, verb: int) -> bool:
    """A 'that' clause with a subject of its own: content, not the description of a noun."""
    if parse.dep[verb] not in {"acl", "relcl", "ccomp"} or not is_verb(parse, verb):
        return False
    subject = child(parse, verb, "nsubj", "nsubjpass")
    opened = child(parse, verb, "mark", "dobj", "pobj")
    opens = opened is not None and parse.word[opened] == "that"
    return opens and subject is not None and parse.word[subject] != "that"


def _host_clause(parse: Parse, i: int) -> list[int]:
    """The clause that a parenthetical cue stands in: 'The talks, he argued, had failed'."""
    above = parse.head[i]
    if parse.dep[i] == "parataxis" and above != i and is_verb(parse, above):
        return [above]
    if (
        parse.dep[i] in {"ccomp", "dep", "conj"}
        and above != i
        and is_verb(parse, above)
        and child(parse, i, "ccomp", "dobj") is None
    ):
        commas = any(parse.word[c] == "," for c in parse.children[above])
        return [above] if parse.dep[i] == "dep" and commas else []
    return []


def _of_noun(parse: Parse, i: int, cues: Cues) -> Attribution | None:
    if _pseudo(parse, i, cues):
        return None
    owners = [
        p
        for p in possessors(parse, i)
        if parse.dep[p] in {"poss", "compound", "nmod", "amod"}
        and parse.tag[p] not in {"JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "CD"}
    ]
    owners += agents(parse, i) + [n for w, n in prepositional(parse, i) if w == "from"]
    for cue in cues.nouns[parse.lemma[i]]:
        content: list[int] = []
        frame = "clause"
        if "clause" in cue.frames:
            heads = [
                c
                for c in children(parse, i, "acl", "ccomp", "relcl")
                if _that_clause(parse, c) and parse.dep[c] != "relcl"
            ]
            content = _with_subtree(parse, heads, without={i})
        if not content and "infinitive" in cue.frames and owners:
            content = _with_subtree(
                parse, [c for c in children(parse, i, "acl", "xcomp") if _has_to(parse, c)], without={i}
            )
            frame = "infinitive"
        if not content and owners:
            phrases = [c for c in children(parse, i, "prep") if parse.word[c] in cue.frames]
            content = _with_subtree(parse, phrases, without=set())
            frame = "preposition"
        if content:
            source = owners[0] if owners else _noun_source(parse, i)
            return Attribution(i, cue, source, tuple(sorted(content)), frame, (i,))
    return None


def _noun_source(parse: Parse, i: int) -> int | None:
    """Who has the noun: the subject of the verb whose object it is ('made a promise that')."""
    verb = parse.head[i]
    if parse.dep[i] in {"dobj", "attr"} and is_verb(parse, verb):
        found = subjects(parse, verb)
        return found[0] if found else None
    return None


def _of_adjective(parse: Parse, i: int, cues: Cues) -> Attribution | None:
    verb = parse.head[i]
    if not is_verb(parse, verb) or parse.dep[i] not in {"acomp", "attr", "oprd", "advcl", "conj"}:
        return None
    for cue in cues.adjectives[parse.lemma[i]]:
        content: list[int] = []
        frame = "clause"
        if "clause" in cue.frames:
            heads = [c for h in (i, verb) for c in children(parse, h, "ccomp") if _finite(parse, c)]
            content = _with_subtree(parse, heads, without={i})
        if not content and "infinitive" in cue.frames:
            content = _with_subtree(parse, [c for c in children(parse, i, "xcomp") if _has_to(parse, c)], without={i})
            frame = "infinitive"
        if not content:
            phrases = [c for c in children(parse, i, "prep") if parse.word[c] in cue.frames]
            content = _with_subtree(parse, phrases, without=set())
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
    for cue in cues.prepositions[parse.word[i]]:
        size = len(cue.before)
        if tuple(parse.word[i : i + size]) != cue.before or i + size >= len(parse):
            continue
        last = i + size - 1
        nouns = [n for t in range(i, last + 1) for n in children(parse, t, "pobj")]
        nouns = [n for n in nouns if n > last] or [n for t in range(i, last + 1) for n in children(parse, t, "dobj")]
        if not nouns:
            continue
        source = nouns[0]
        if cue.possessive or cue.after:
            owners = children(parse, source, "poss")
            if not owners or parse.word[source] not in cue.after:
                continue
            source = owners[0]
        phrase = set(subtree(parse, i))
        host = next((a for a in ancestors(parse, i) if is_verb(parse, a) and _finite(parse, a)), None)
        if host is None:
            continue
        content = [t for t in subtree(parse, host) if t not in phrase]
        return Attribution(i, cue, source, tuple(content), "according", tuple(range(i, i + size)))
    return None
