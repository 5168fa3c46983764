"""What the content of a cue is on the parse: the clause, infinitive, object or phrase that its frame asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from detente.codebook.cues import FRAMES, MANNERS, Cue
from detente.reading.cue_sources import inverted_subject
from detente.reading.parsing import Parse
from detente.reading.syntax import ancestors, child, children, is_passive, is_verb, subtree

__all__ = ["content_of", "frames_tried", "has_to", "in_full", "is_finite", "is_that_clause", "with_subtree"]

CONTRACTED = {"d'": "de", "d": "de", "du": "de", "des": "de", "au": "à", "aux": "à", "s'": "se", "comme": "as"}

OF_OBJECTS = frozenset(
    "near across into of by for from against between about over toward towards with de par pour contre entre".split()
)
"""Prepositions after an object that go with it more often than with its verb."""


def with_subtree(parse: Parse, heads: list[int], *, without: set[int]) -> list[int]:
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


def content_of(parse: Parse, i: int, cue: Cue, frame: str) -> list[int]:
    """The tokens of what a cue at a token governs in a frame that it lists; none where it governs nothing such."""
    without = {i}
    if frame == "object+infinitive" and "object" in cue.addressee:  # 'urged Oslo to wait': who is told is no content
        heads = _infinitives(parse, i, cue)
        without |= {t for h in heads for n in children(parse, h, "nsubj") for t in subtree(parse, n)}
    return with_subtree(parse, HEADS[frame](parse, i, cue), without=without)


def _clauses(parse: Parse, i: int, cue: Cue) -> list[int]:
    host = _host_clause(parse, i) if "parenthetical" in cue.frames else []
    if host and inverted_subject(parse, i) is not None:
        return host
    if "clause" not in cue.frames:
        return host
    found = _one_side_of_colon(parse, i, [c for c in children(parse, i, "ccomp") if is_finite(parse, c)])
    found = found or _strayed_clause(parse, i, told="object" in cue.addressee)
    if not found and cue.kind == "light":
        nouns = children(parse, i, "dobj")
        found = [c for n in nouns for c in children(parse, n, "acl", "ccomp", "relcl") if is_that_clause(parse, c)]
    if not found and parse.language == "fr":
        found = [c for c in children(parse, i, "advcl") if c > i and is_that_clause(parse, c)]
    if not found and cue.kind == "verb" and "object" not in cue.frames and "object" not in cue.addressee:
        found = _clause_read_as_object(parse, i)
    if not found and "passive" in cue.frames and is_passive(parse, i):
        found = [c for c in children(parse, i, "xcomp") if has_to(parse, c)]
        if found:  # 'is believed to be abroad': the subject belongs to the content
            found = children(parse, i, "nsubjpass") + found
    return found or host


def _infinitives(parse: Parse, i: int, cue: Cue) -> list[int]:
    found = [c for c in children(parse, i, "xcomp", "ccomp") if has_to(parse, c)]
    named = children(parse, i, "dobj") if found and "object" not in cue.addressee else []
    return named + found


def _infinitive_alone(parse: Parse, i: int, cue: Cue) -> list[int]:
    bare = parse.language == "fr"  # 'veut partir', 'dit avoir vu'
    below = children(parse, i, "xcomp", "ccomp")
    return [c for c in below if has_to(parse, c) or (bare and _begins_bare(parse, c))]


def _gerunds(parse: Parse, i: int, cue: Cue) -> list[int]:
    return [c for c in children(parse, i, "xcomp", "ccomp", "dobj") if parse.tag[c] == "VBG"]


def _objects_with_predicates(parse: Parse, i: int, cue: Cue) -> list[int]:
    predicates = children(parse, i, "oprd", "xcomp")
    predicates = predicates or [c for c in children(parse, i, "ccomp") if not is_finite(parse, c)]
    objects = children(parse, i, "dobj") or (children(parse, i, "nsubjpass") if is_passive(parse, i) else [])
    if len(objects) > 1 and not predicates:  # 'called the plan "a trap"', read as two objects
        objects, predicates = objects[:1], objects[1:]
    return objects + predicates if predicates else []


def _objects_as(parse: Parse, i: int, cue: Cue) -> list[int]:
    phrases = [c for c in children(parse, i, "prep") if in_full(parse, c) == "as"]
    objects = children(parse, i, "dobj", "nsubjpass")
    objects = objects or [c for c in children(parse, i, "prep") if in_full(parse, c) in {"to", "de"}]
    return objects + phrases if phrases else []


def _objects_with_phrases(parse: Parse, i: int, cue: Cue) -> list[int]:
    wanted = {f[7:] for f in cue.frames if f.startswith("object+") and f[7:] not in {"infinitive", "predicate"}}
    if not wanted:
        return []
    inside = children(parse, i, "dobj")
    objects = inside if not is_passive(parse, i) else children(parse, i, "nsubjpass")
    objects = [c for c in objects if parse.entity[c] not in {"DATE", "TIME"}]
    phrases = [c for c in children(parse, i, "prep") if in_full(parse, c) in wanted]
    phrases = phrases or [c for o in inside for c in children(parse, o, "prep") if in_full(parse, c) in wanted]
    if not phrases and "de" in wanted:  # 'accuse Oslo de mentir'
        phrases = [c for c in children(parse, i, "xcomp") if has_to(parse, c)]
        if any(has_to(parse, c) for o in objects for c in children(parse, o, "acl", "nmod")):
            return objects
    return objects + phrases if phrases and objects else []


def _phrases(parse: Parse, i: int, cue: Cue) -> list[int]:
    found = [c for c in children(parse, i, "prep", "agent", "prt") if in_full(parse, c) in cue.frames]
    found = [c for c in found if children(parse, c, "pobj", "pcomp", "prep")]
    if not found and "object" in cue.addressee:  # 'informed the minister of a plan', read as the plan's minister
        inside = children(parse, i, "dobj")
        found = [c for o in inside for c in children(parse, o, "prep") if in_full(parse, c) in cue.frames]
    return found


def _objects(parse: Parse, i: int, cue: Cue) -> list[int]:
    """Objects that are nouns: 'wanted them' has no content."""
    passive = is_passive(parse, i)
    if passive and "passive" not in cue.frames:
        return []
    found = children(parse, i, "dobj") if not passive else children(parse, i, "nsubjpass")
    speaker = inverted_subject(parse, i)
    found = [c for c in found if c != speaker and not parse.tag[c].startswith(("PRP", "W", "DT", "CD"))]
    return found + _phrases_after(parse, i, found)


Heads = Callable[[Parse, int, Cue], list[int]]

HEADS: dict[str, Heads] = {
    "clause": _clauses,
    "object+infinitive": _infinitives,
    "infinitive": _infinitive_alone,
    "object+predicate": _objects_with_predicates,
    "as": _objects_as,
    "object+": _objects_with_phrases,
    "gerund": _gerunds,
    "preposition": _phrases,
    "object": _objects,
}
"""How the heads of a content are found, by frame, in the order in which the frames are tried."""

WITHOUT_PREPOSITION = frozenset({"object+infinitive", "object+predicate"})


@cache
def frames_tried(frames: frozenset[str]) -> tuple[tuple[int, str], ...]:
    """Of the frames that a cue lists, those of HEADS with their rank: the lower, the surer."""
    has = {
        "clause": bool(frames & {"clause", "parenthetical"}),
        "object+": any(f.startswith("object+") for f in frames - WITHOUT_PREPOSITION),
        "preposition": bool({f for f in frames if not f.startswith("object+")} - {*FRAMES, *MANNERS}),
    }
    return tuple((rank, frame) for rank, frame in enumerate(HEADS) if has.get(frame, frame in frames))


def _phrases_after(parse: Parse, verb: int, objects: list[int]) -> list[int]:
    """Phrases that belong to the object though they hang on the verb: 'announced a ban on flights by both states'."""
    if not objects:
        return []
    at = subtree(parse, objects[-1])[-1] + 1
    found: list[int] = []
    for c in children(parse, verb, "prep", "agent"):
        if c != at or parse.word[c] not in OF_OBJECTS:
            continue
        found.append(c)
        at = subtree(parse, c)[-1] + 1
    return found


def in_full(parse: Parse, token: int) -> str:
    """A word as a frame names it, without what French contracts or cuts: 'du' and "d'" are 'de'."""
    word = parse.word[token]
    return CONTRACTED.get(word, word) if parse.language == "fr" else word


def is_finite(parse: Parse, verb: int) -> bool:
    if has_to(parse, verb):
        return False
    if not is_verb(parse, verb):
        return child(parse, verb, "nsubj", "nsubjpass", "aux", "auxpass") is not None
    tags = {parse.tag[verb]} | {parse.tag[c] for c in children(parse, verb, "aux", "auxpass")}
    return (
        bool(tags & {"VBD", "VBZ", "VBP", "MD", "VBF", "VBC"})
        or child(parse, verb, "nsubj", "nsubjpass", "expl") is not None
    )


def _begins_bare(parse: Parse, verb: int) -> bool:
    """An infinitive without a preposition, its auxiliary counted: 'porter', 'avoir reçu'."""
    helpers = children(parse, verb, "aux", "auxpass")
    return parse.tag[min([verb, *helpers])] == "VB"


def has_to(parse: Parse, verb: int) -> bool:
    return any(parse.tag[c] == "TO" or parse.word[c] in {"à", "de", "d'"} for c in children(parse, verb, "aux", "mark"))


def is_that_clause(parse: Parse, verb: int) -> bool:
    return any(parse.word[c] in {"that", "que", "qu'"} for c in children(parse, verb, "mark", "nsubj", "dobj"))


def _one_side_of_colon(parse: Parse, cue: int, heads: list[int]) -> list[int]:
    """The clauses up to a colon: what follows it has a cue of its own ('indicated it was sad: "We …," he said')."""
    after = [h for h in heads if h > cue]
    colon = next((c for c in parse.children[cue] if parse.word[c] == ":" and after and c > after[0]), None)
    return heads if colon is None else [h for h in heads if h < colon]


def _clause_read_as_object(parse: Parse, cue: int) -> list[int]:
    """'Said a law allowing it marked a sad day', read as if a law were said: an object that holds a finite verb."""
    found = []
    for c in children(parse, cue, "dobj"):
        relative = {t for r in subtree(parse, c) if parse.dep[r] == "relcl" for t in subtree(parse, r)}
        if c > cue and any(parse.tag[t] in {"VBD", "VBZ", "MD"} for t in subtree(parse, c) if t not in relative):
            found.append(c)
    return found


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
    behind = inverted_subject(parse, i)
    if above != i and is_verb(parse, above) and (parse.dep[i] == "parataxis" or behind is not None):
        return [above, *(c for c in children(parse, i, "nsubj") if behind is not None and c < i and c != behind)]
    if (
        parse.dep[i] in {"ccomp", "dep", "conj"}
        and above != i
        and is_verb(parse, above)
        and child(parse, i, "ccomp", "dobj") is None
    ):
        commas = any(parse.word[c] == "," for c in parse.children[above])
        return [above] if parse.dep[i] == "dep" and commas else []
    return []
