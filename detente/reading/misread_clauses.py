"""Mends clauses that the small French parser cut or joined wrong: split sentences, far auxiliaries, lost subjects.

This works on the labels of Universal Dependencies, before they are renamed, and before the attachments within a clause
are mended (`misread_attachments.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.reading.misread_verbs import HAVE, PARTICIPLE, infinitive_of

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = [
    "AUXILIARIES",
    "FINITE_TAGS",
    "NOUNS",
    "SUBJECTS",
    "below",
    "joined",
    "left_edge",
    "mend_misread_clauses",
    "plural",
    "verb_above",
]

NOUNS = frozenset({"NN", "NNP"})
ENDS = frozenset('.!?…:;"»)')
FINITE_TAGS = frozenset({"VBZ", "VBD", "VBF", "VBC"})
AUXILIARIES = frozenset({"aux", "aux:tense", "aux:pass"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
BEFORE_VERB = frozenset("ne n' se s' y en lui leur l' le la les".split())
"""Words that stand between a subject and its verb."""

BY_THE_WAY = frozenset(
    {
        "en revanche", "en outre", "en effet", "en retour", "en même temps", "en partie", "en vain", "en fait",
        "par ailleurs", "par la suite", "par contre", "à nouveau", "de nouveau", "à son tour", "à leur tour",
        "de son côté", "de leur côté", "pour sa part", "pour leur part", "dans la foulée", "dans un premier temps",
        "au contraire", "d' ores et déjà", "à plusieurs reprises", "à maintes reprises", "pour la première fois",
        "pour l' heure", "sans surprise", "dans le même temps", "à l' inverse", "quant à elle", "quant à lui",
    }
)  # fmt: skip
"""What may stand between 'a' and its participle."""
AFTER_PARTICIPLE = frozenset("de d' du des par à au aux en pour dans depuis hier".split())
LONGEST = max(len(phrase.split()) for phrase in BY_THE_WAY)


def mend_misread_clauses(parse: Parse) -> None:
    """Rewrites heads, labels and sentences of a parse in place."""
    _join_sentences(parse)
    for i, word in enumerate(parse.word):
        if word in HAVE and not parse.dep[i].startswith("aux"):
            _mend_far_participle(parse, i)
        elif (
            parse.dep[i] == "dep" and parse.head[i] == i + 1 and parse.lemma[i] == "faire" and parse.tag[i + 1] == "VB"
        ):
            parse.dep[i] = "aux:caus"  # 'a fait savoir': all that hangs on 'fait' is lifted to the infinitive
    for i, tag in enumerate(parse.tag):
        if tag in {"JJ", "NN", "PRP", "RB"} and parse.dep[i] == "conj":
            _mend_second_participle(parse, i)
        elif tag == "VBN" and parse.dep[i] == "conj":
            _mend_participle_of_noun(parse, i)
    for first, last in parse.sentences:
        _mend_interrupted_subject(parse, first, last)
    for i, tag in enumerate(parse.tag):
        if tag == "VBN" and parse.dep[i] in {"conj", "xcomp", "dep", "parataxis", "acl"}:
            _mend_bare_participle(parse, i)


def below(parse: Parse, head: int, labels: Iterable[str]) -> list[int]:
    """The tokens that hang on another with one of the labels."""
    first, last = parse.sentences[parse.sentence[head]]
    return [k for k in range(first, last) if parse.head[k] == head and k != head and parse.dep[k] in labels]


def plural(parse: Parse, i: int) -> bool:
    """Whether a noun, adjective or participle looks like a plural."""
    return parse.word[i].endswith(("s", "x"))


def verb_above(parse: Parse, i: int) -> int | None:
    """The verb on which a noun hangs, itself or through other nouns."""
    for _ in range(4):
        above = parse.head[i]
        if above == i:
            return None
        if parse.tag[above].startswith("VB"):
            return above
        i = above
    return None


def _join_sentences(parse: Parse) -> None:
    """'a rejeté | les accusations': the parser ends a sentence where nothing in the text does."""
    joined = [
        first
        for first, _ in parse.sentences[1:]
        if parse.word[first - 1][-1:] not in ENDS
        and "\n" not in parse.report.text[parse.end[first - 1] : parse.start[first]]
    ]
    if not joined:
        return
    starts = [first for first, _ in parse.sentences if first not in joined]
    for first in joined:
        root = next((i for i in range(first, len(parse)) if parse.head[i] == i), first)
        above = next((i for i in range(first - 1, -1, -1) if parse.head[i] == i and i != root), None)
        if above is not None:
            bare = parse.tag[root] in NOUNS and parse.tag[above].startswith("VB") and above == first - 1
            parse.head[root], parse.dep[root] = above, "obj" if bare else "dep"
    parse.sentences[:] = list(pairwise([*starts, len(parse)]))
    for number, (first, last) in enumerate(parse.sentences):
        for i in range(first, last):
            parse.sentence[i] = number


def _mend_far_participle(parse: Parse, i: int) -> None:
    """'Cuba a en revanche apporté son soutien': the participle after an aside is the verb, 'a' its auxiliary."""
    end = min(i + LONGEST + 3, parse.sentences[parse.sentence[i]][1])
    verb = next((k for k in range(i + 2, end) if parse.tag[k] == "VBN" and PARTICIPLE.match(parse.word[k])), None)
    if verb is None:
        return
    if " ".join(parse.word[k] for k in range(i + 1, verb) if parse.tag[k] != "RB" or k == i + 1) not in BY_THE_WAY:
        return
    root = parse.head[i] == i
    parse.head[verb], parse.dep[verb] = verb if root else parse.head[i], parse.dep[i]
    for k in range(*parse.sentences[parse.sentence[i]]):
        if k != verb and (parse.head[k] == i or (i < parse.head[k] < verb < k)) and k != i:
            parse.head[k] = verb
    for k in range(i + 1, verb):
        if parse.head[k] == i or not i < parse.head[k] < verb:
            parse.head[k] = verb
    parse.head[i], parse.dep[i] = verb, "aux:tense"


def joined(parse: Parse, i: int) -> bool:
    """Whether an 'et' or another conjunction stands before a token and belongs to it."""
    return any(k < i for k in below(parse, i, {"cc"}))


def _mend_second_participle(parse: Parse, i: int) -> None:
    """'a exclu toute trêve et imputé les troubles à Rome': an adjective with an object of its own is a verb."""
    first = parse.head[i]
    if not (joined(parse, i) and below(parse, i, {"obj", "xcomp", "ccomp"}) and PARTICIPLE.match(parse.word[i])):
        return
    if parse.tag[first] in NOUNS and first < i and not below(parse, i, {"det", "case"}):
        first = parse.head[first]  # 'a condamné ces tirs et démenti avoir livré'
    if parse.tag[first] == "VBN" and below(parse, first, {"aux:tense"}):
        parse.tag[i], parse.lemma[i] = "VBN", infinitive_of(parse.word[i])


def _mend_participle_of_noun(parse: Parse, i: int) -> None:
    """'a rejeté toute responsabilité et accusé Manille': what is joined is the verb, not its object."""
    noun = parse.head[i]
    first = parse.head[noun]
    if first == noun or parse.tag[noun] not in NOUNS or not first < noun < i or not joined(parse, i):
        return
    if parse.tag[first] != "VBN" or not below(parse, first, AUXILIARIES) or below(parse, i, AUXILIARIES | SUBJECTS):
        return
    if below(parse, i, {"obj", "xcomp", "ccomp"}):
        parse.head[i] = first


def left_edge(parse: Parse, verb: int) -> int:
    """Where the words begin that go with a verb on its left: negation, pronouns, auxiliaries, adverbs."""
    edge = verb
    while edge and (
        (parse.head[edge - 1] == verb and parse.dep[edge - 1] in {*AUXILIARIES, "advmod", "expl:comp", "cop"})
        or parse.word[edge - 1] in BEFORE_VERB
    ):
        edge -= 1
    return edge


def _mend_interrupted_subject(parse: Parse, first: int, last: int) -> None:
    """'Pékin, qui revendique la zone, a rejeté ...' with Beijing as the head: it is the subject of what comes after."""
    root = next((i for i in range(first, last) if parse.head[i] == i and parse.tag[i] != "."), None)
    if root is None or parse.tag[root] not in NOUNS or below(parse, root, {"case", "cop", *SUBJECTS}):
        return
    inner = {root, *below(parse, root, {"acl:relcl", "acl", "appos"})}
    for verb in range(root + 2, last):
        tensed = parse.tag[verb] in FINITE_TAGS or (parse.tag[verb] == "VBN" and below(parse, verb, AUXILIARIES))
        if not tensed or parse.head[verb] not in inner or verb in inner or below(parse, verb, {*SUBJECTS, "mark"}):
            continue
        edge = left_edge(parse, verb)
        if parse.word[edge - 1] != "," or edge - 1 <= root or joined(parse, verb):
            continue
        parse.head[verb], parse.dep[verb] = verb, "ROOT"
        parse.head[root] = verb
        parse.dep[root] = "nsubj:pass" if below(parse, verb, {"aux:pass"}) else "nsubj"
        for k in range(verb + 1, last):
            if parse.head[k] == root:
                parse.head[k] = verb
        return


def _mend_bare_participle(parse: Parse, i: int) -> None:
    """'avec le Nicaragua, accusé d'abriter ...': a bare participle after a noun and a comma goes with that noun."""
    if i < 2 or parse.word[i - 1] != "," or i + 1 >= len(parse) or parse.word[i + 1] not in AFTER_PARTICIPLE:
        return
    if below(parse, i, {*AUXILIARIES, *SUBJECTS, "mark", "cc", "obj"}):
        return
    noun = next((k for k in range(i - 2, max(-1, i - 5), -1) if parse.tag[k] in NOUNS), None)
    if noun is None or parse.head[i] >= i or parse.head[noun] == i:
        return
    if parse.tag[noun] == "NNP" or plural(parse, noun) == plural(parse, i):
        parse.head[i], parse.dep[i] = noun, "acl"
