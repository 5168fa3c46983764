"""Who stands where in a clause: subjects through passives, control and relatives; objects; prepositions.

All functions take a Parse and token indices and give token indices of heads. ClearNLP labels.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.codebook.clause_words import load_clause_words
from detente.model import Span
from detente.reading.parsing import Parse

__all__ = [
    "agents",
    "ancestors",
    "child",
    "children",
    "clause_verb",
    "complements",
    "conjuncts",
    "edges",
    "is_infinitive",
    "is_negated",
    "is_passive",
    "is_verb",
    "objects",
    "possessors",
    "prepositional",
    "subjects",
    "subtree",
    "tense",
    "trimmed_span",
]

RELATIVE = {
    "who",
    "which",
    "that",
    "whom",
    "whose",
    "qui",
    "que",
    "qu'",
    "dont",
    "laquelle",
    "lequel",
    "lesquels",
    "lesquelles",
}
DEEPEST = 12
"""Steps up a chain of clauses before giving up: longer chains are parse errors."""


def children(parse: Parse, i: int, *labels: str) -> list[int]:
    """Children of a token with one of the labels (all children where none is given)."""
    return [c for c in parse.children[i] if not labels or parse.dep[c] in labels]


def child(parse: Parse, i: int, *labels: str) -> int | None:
    """The first child with one of the labels."""
    return next((c for c in parse.children[i] if parse.dep[c] in labels), None)


def is_verb(parse: Parse, i: int) -> bool:
    """Whether a token is tagged as a verb (auxiliaries too)."""
    return parse.tag[i].startswith("VB")


def ancestors(parse: Parse, i: int) -> Iterator[int]:
    """The heads above a token, nearest first."""
    for _ in range(50):
        if parse.head[i] == i:
            return
        i = parse.head[i]
        yield i


def clause_verb(parse: Parse, i: int) -> int | None:
    """The nearest verb above a token (itself where it is one)."""
    if is_verb(parse, i) and parse.dep[i] not in {"aux", "auxpass", "amod"}:
        return i
    for above in ancestors(parse, i):
        if is_verb(parse, above) and parse.dep[above] not in {"aux", "auxpass", "amod"}:
            return above
    return None


def subtree(parse: Parse, i: int) -> list[int]:
    """The token and all below it, in text order."""
    found, stack = [], [i]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(parse.children[token])
    return sorted(found)


def edges(parse: Parse, i: int) -> tuple[int, int]:
    """First and last token of the subtree of a token."""
    tokens = subtree(parse, i)
    return tokens[0], tokens[-1]


def trimmed_span(parse: Parse, first: int, last: int) -> Span:
    """Characters from one token to another without punctuation and conjunctions at either end."""
    idle = {",", ".", ":", ";", "-", "--", "—", "–", "and", "but", "or", "et", "mais"}
    while first < last and parse.word[first] in idle:
        first += 1
    while last > first and parse.word[last] in idle:
        last -= 1
    return parse.span(first, last)


def conjuncts(parse: Parse, i: int) -> list[int]:
    """The token and those coordinated with it after it: 'the US, France and Italy'."""
    found, front = [i], [i]
    while front and len(found) < 40:
        front = [c for token in front for c in children(parse, token, "conj")]
        found.extend(front)
    return found


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb is passive: 'was accused', 'being held', or a bare participle after its noun."""
    if child(parse, verb, "auxpass", "nsubjpass") is not None:
        return True
    if parse.tag[verb] != "VBN":
        return False
    if parse.dep[verb] == "conj" and is_verb(parse, parse.head[verb]) and child(parse, verb, "aux", "nsubj") is None:
        return is_passive(parse, parse.head[verb])
    return parse.dep[verb] in {"acl", "advcl"} and child(parse, verb, "aux") is None


def is_negated(parse: Parse, i: int) -> bool:
    """Whether a 'not', 'never' or 'no' hangs directly on a token."""
    for c in parse.children[i]:
        if parse.dep[c] == "neg" or parse.word[c] in {
            "not",
            "n't",
            "never",
            "neither",
            "pas",
            "jamais",
            "aucun",
            "aucune",
        }:
            return True
        if parse.dep[c] == "det" and parse.word[c] == "no":
            return True
        if parse.dep[c] in {"nsubj", "nsubjpass"} and _is_nobody(parse, c):
            return True
    return False


def _is_nobody(parse: Parse, subject: int) -> bool:
    """'No firm', 'neither Oslo nor Rome', 'nobody' as the subject of a verb."""
    nobody = {"no", "neither", "none", "nobody", "aucun", "aucune", "nul", "nulle", "ni"}
    return parse.word[subject] in nobody or any(
        parse.word[c] in nobody and parse.dep[c] in {"det", "preconj", "cc", "advmod"} and c < subject
        for c in parse.children[subject]
    )


def agents(parse: Parse, i: int) -> list[int]:
    """'by' whom, of a passive verb or of a noun."""
    found = []
    for c in children(parse, i, "agent", "prep"):
        if parse.dep[c] == "agent" or parse.word[c] in {"by", "par"}:
            found += [x for p in children(parse, c, "pobj") for x in conjuncts(parse, p)]
    return found


def subjects(parse: Parse, verb: int, depth: int = 0) -> list[int]:
    """Who does what the verb says: heads, coordinated ones included.

    Passives give their agent; infinitives, participles, relative and coordinated verbs find their subject in
    the clause above.
    """
    if depth > DEEPEST:
        return []
    if is_passive(parse, verb):
        return agents(parse, verb)
    own = [c for c in children(parse, verb, "nsubj", "csubj") if parse.word[c] not in {"there"}]
    if own:
        return [x for c in own for x in _antecedents(parse, verb, c)]
    return _subjects_from_above(parse, verb, depth)


def _controls(parse: Parse, verb: int) -> bool:
    return parse.lemma[verb] in load_clause_words(parse.language).subject_control


def _antecedents(parse: Parse, verb: int, pronoun: int) -> list[int]:
    if parse.word[pronoun] in RELATIVE and parse.dep[verb] == "relcl":
        return conjuncts(parse, parse.head[verb])[:1]
    if parse.word[pronoun] in RELATIVE and parse.dep[verb] == "conj" and parse.dep[parse.head[verb]] == "relcl":
        return [parse.head[parse.head[verb]]]
    return conjuncts(parse, pronoun)


def _subjects_from_above(parse: Parse, verb: int, depth: int) -> list[int]:
    label, above = parse.dep[verb], parse.head[verb]
    if above == verb:
        return []
    if label == "conj":
        if is_verb(parse, above):
            own = children(parse, above, "nsubj", "nsubjpass")
            return [x for c in own for x in _antecedents(parse, above, c)] or subjects(parse, above, depth + 1)
        return []
    if label == "relcl":
        return [above]
    if label == "acl":
        if parse.tag[verb] in {"VBG"}:
            return [above]
        owners = possessors(parse, above)
        governor = clause_verb(parse, above)
        given = children(parse, governor, "dative") if governor is not None and parse.dep[above] == "dobj" else []
        if is_infinitive(parse, verb) and given and parse.tag[given[0]] not in {"IN", "TO"}:
            return conjuncts(parse, given[0])  # 'gave Chad a week to free them'
        return owners or (subjects(parse, governor, depth + 1) if governor is not None and governor != verb else [])
    if label == "pcomp":
        governor = parse.head[above]
        if is_verb(parse, governor):
            return objects(parse, governor, depth + 1) or subjects(parse, governor, depth + 1)
        return possessors(parse, governor) or _of_clause_above(parse, governor, verb, depth)
    if label in {"xcomp", "ccomp", "advcl", "dep", "prep", "acomp", "oprd", "parataxis"}:
        if not is_verb(parse, above):
            return _of_clause_above(parse, above, verb, depth)
        is_given = label == "advcl" and is_infinitive(parse, verb) and parse.lemma[above] == "give"
        if (label in {"xcomp", "ccomp", "oprd"} or is_given) and not _controls(parse, above):
            controlled = children(parse, above, "dobj", "dative", "nsubjpass")
            if controlled:
                return [x for c in controlled for x in _antecedents(parse, above, c)]
        if is_passive(parse, above):
            return objects(parse, above, depth + 1)
        return subjects(parse, above, depth + 1)
    return []


def _of_clause_above(parse: Parse, token: int, below: int, depth: int) -> list[int]:
    governor = clause_verb(parse, token)
    if governor is None or governor == below:
        return []
    if is_passive(parse, governor):
        return objects(parse, governor, depth + 1)
    return subjects(parse, governor, depth + 1)


def objects(parse: Parse, verb: int, depth: int = 0) -> list[int]:
    """To whom or what the verb is done: its object, the subject of a passive, the noun of a participle."""
    if depth > DEEPEST:
        return []
    if is_passive(parse, verb):
        own = children(parse, verb, "nsubjpass", "nsubj")
        kept = [x for c in children(parse, verb, "dobj", "oprd") for x in conjuncts(parse, c)]  # 'was granted asylum'
        if own:
            return [x for c in own for x in _antecedents(parse, verb, c)] + kept
        above = parse.head[verb]
        if parse.dep[verb] in {"acl", "relcl"}:
            return [above, *kept]
        if parse.dep[verb] == "conj" and is_verb(parse, above):
            return objects(parse, above, depth + 1)
        if parse.dep[verb] in {"xcomp", "advcl", "ccomp"} and is_verb(parse, above):
            return objects(parse, above, depth + 1) if is_passive(parse, above) else subjects(parse, above, depth + 1)
        if parse.dep[verb] == "pcomp" and is_verb(parse, parse.head[above]):  # 'left after being accused'
            return subjects(parse, parse.head[above], depth + 1)
        return []
    own = (
        children(parse, verb, "dobj", "dative", "attr") if parse.lemma[verb] != "be" else children(parse, verb, "attr")
    )
    own = [
        c for c in own if (parse.dep[c] != "dative" or parse.tag[c] != "IN") and parse.entity[c] not in {"DATE", "TIME"}
    ]
    found = [
        x for c in own for x in (_antecedents(parse, verb, c) if parse.word[c] in RELATIVE else conjuncts(parse, c))
    ]
    if not found and parse.dep[verb] == "relcl":
        subject = child(parse, verb, "nsubj")
        if (
            subject is not None
            and parse.word[subject] not in RELATIVE
            and child(parse, verb, "dobj", "ccomp", "xcomp") is None
        ):
            return [parse.head[verb]]
    return found


def prepositional(parse: Parse, i: int) -> list[tuple[str, int]]:
    """(preposition, noun) pairs that hang on a token; 'to' datives and verbal particles with a noun too."""
    found = []
    for p in children(parse, i, "prep", "agent", "dative", "prt"):
        if parse.tag[p] not in {"IN", "TO", "RP", "VBG", "VBN", "RB", "JJ"}:
            continue
        for noun in children(parse, p, "pobj"):
            found += [(parse.word[p], x) for x in conjuncts(parse, noun)]
        for inner in children(parse, p, "prep"):  # 'ahead of', 'out of', 'because of'
            for noun in children(parse, inner, "pobj"):
                found += [(parse.word[inner], x) for x in conjuncts(parse, noun)]
                found += [(f"{parse.word[p]} {parse.word[inner]}", x) for x in conjuncts(parse, noun)]
    return found


def possessors(parse: Parse, noun: int) -> list[int]:
    """Whose: 's-genitives, possessive pronouns, names and nationalities before the noun, and 'of' phrases."""
    near = children(parse, noun, "poss", "compound", "nmod", "amod", "nsubj")
    if parse.language == "fr":  # whose it is, an adjective says behind its noun: 'de nouvelles sanctions russes'
        near = [c for c in near if c > noun or parse.dep[c] != "amod"]
    near += [
        x for c in near for x in children(parse, c, "compound", "nmod") if parse.tag[x].startswith("NNP")
    ]  # 'US-Russia talks'
    before = [x for c in sorted(near) for x in conjuncts(parse, c)]
    after = [x for word, x in prepositional(parse, noun) if word in {"of", "de", "du", "des", "d'"}]
    return before + after


def complements(parse: Parse, i: int) -> list[int]:
    """Heads of the infinitives and clauses that a verb, noun or adjective governs, coordinated ones too."""
    found = []
    for c in children(parse, i, "xcomp", "ccomp", "acl", "relcl", "oprd", "advcl"):
        if parse.dep[c] in {"acl", "relcl"} and not _is_content_clause(parse, c):
            continue
        if parse.dep[c] == "advcl" and not is_infinitive(parse, c):
            continue
        found += [x for x in conjuncts(parse, c) if is_verb(parse, x) or x == c]
    for adjective in children(parse, i, "acomp", "attr", "oprd") if parse.lemma[i] == "be" else []:
        found += [x for c in children(parse, adjective, "xcomp", "ccomp") for x in conjuncts(parse, c)]
    return found


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether a verb stands with 'to'."""
    return any(parse.tag[c] == "TO" for c in children(parse, verb, "aux"))


def _is_content_clause(parse: Parse, verb: int) -> bool:
    """'accusations that it is planning', 'a promise to leave', not 'the man who left', 'troops sent home'."""
    if is_infinitive(parse, verb):
        return True
    return any(parse.word[c] in {"that", "que", "qu'"} for c in children(parse, verb, "mark"))


FUTURE = {"will", "shall", "wo", "'ll"}
MODAL = {"would", "could", "might", "may", "should", "can", "'d"}


def tense(parse: Parse, verb: int) -> str:
    """`past`, `present`, `future`, `modal` (would, could, may ...), or `none` (infinitives, gerunds)."""
    words = {parse.word[c] for c in children(parse, verb, "aux", "auxpass")}
    tags = {parse.tag[c] for c in children(parse, verb, "aux", "auxpass")} | {parse.tag[verb]}
    if words & FUTURE or "VBF" in tags:
        return "future"
    if words & MODAL or "VBC" in tags:
        return "modal"
    if "VBD" in tags or words & {"had", "was", "were", "did"}:
        return "past"
    if words & {"has", "have", "'ve"}:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "present"
    if parse.tag[verb] == "VBN" and "TO" not in tags:
        return "past"
    if parse.dep[verb] == "conj" and is_verb(parse, parse.head[verb]) and "TO" not in tags:
        return tense(parse, parse.head[verb])
    return "none"
