"""Mends what the small French parser joins to the wrong word: the second verb after 'et', a gerund, an infinitive.

This works on the labels of Universal Dependencies, before they are renamed, after the nouns have been mended
(`misread_nouns.py`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.reading.misread_attachments import DAYS, MONTHS, TIMES
from detente.reading.misread_clauses import AUXILIARIES, FINITE_TAGS, NOUNS, SUBJECTS, below, joined, verb_above

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["mend_misread_joints"]

INFINITIVE = re.compile(r"(?:er|ir|re)$")
NO_GERUNDS = frozenset(
    "pendant avant durant devant autant suivant maintenant cependant pourtant concernant moyennant nonobstant enfant "
    "auparavant dorénavant étudiant manifestant montant représentant dirigeant combattant assaillant important".split()
)
"""Words with the ending of a gerund that are none."""

GERUNDS = (("issant", "ir"), ("çant", "cer"), ("geant", "ger"), ("ant", "er"))
"""Endings of gerunds with those of their infinitives."""

LONGEST = 24
"""Words up to the comma after which the sentence goes on."""

REPEATED = (frozenset({"de", "d'", "du", "des"}), frozenset({"à", "au", "aux"}))
"""Forms of one preposition."""

PREPOSITIONS = frozenset("pour de d' à sans par en avec sur contre sous".split())
BARE = frozenset(
    {"amod", "nmod", "xcomp", "ccomp", "acl", "advcl", "appos", "dep", "obl:mod", "flat:name", "flat:foreign"}
)
"""Labels by which a name without a preposition hangs in the wrong place."""

TEXTS = frozenset("résolution texte communiqué déclaration lettre message motion note rapport décret loi".split())
"""Nouns whose gerund tells what those do who adopt or send them."""

CONTENT = frozenset({"obj", "xcomp", "ccomp"})
STEPS = 6
"""Words up the tree among which the verb that the second is joined to is looked for."""


def mend_misread_joints(parse: Parse) -> None:
    """Rewrites tags, heads and labels of a parse in place."""
    for i, tag in enumerate(parse.tag):
        if tag in {"VBZ", "VB"} and parse.dep[i] not in {"aux:tense", "aux:pass", "cop"}:
            _mend_noun_after_preposition(parse, i)
    for first, _ in parse.sentences:
        _mend_first_gerund(parse, first)
    for i, tag in enumerate(parse.tag):
        if tag == "NNP" and parse.head[i] == i - 1:
            _mend_name_after_verb(parse, i)
        elif tag == "VBG" and i and parse.dep[i - 1] == "det" and parse.head[i - 1] == i and parse.tag[i - 1] == "DT":
            parse.tag[i - 1], parse.dep[i - 1] = "PRP", "obj"  # 'les enjoignant de ...'
    for i, label in enumerate(parse.dep):
        tag, above = parse.tag[i], parse.head[i]
        if label.startswith("acl") and label != "acl:relcl" and parse.tag[above].startswith("VB"):
            parse.dep[i] = "xcomp" if tag == "VB" else "advcl"
        elif label == "acl" and tag == "VB":
            _mend_infinitive_of_day(parse, i)
        elif label == "acl" and tag == "VBG" and parse.lemma[above] in TEXTS and parse.dep[above] == "obj":
            parse.head[i], parse.dep[i] = parse.head[above], "advcl"  # 'a adopté une résolution exigeant ...'
        elif label == "conj" and tag == "VBG":
            _mend_gerund(parse, i)
        elif label == "conj" and tag == "VBN" and not below(parse, i, {*AUXILIARIES, *SUBJECTS}):
            _mend_participle(parse, i)
        elif label == "conj" and (tag in FINITE_TAGS or (tag == "VBN" and below(parse, i, {"aux:tense"}))):
            _mend_finite(parse, i)
    _share_prepositions(parse)


def _mend_noun_after_preposition(parse: Parse, i: int) -> None:
    """'prendre pour cible les convois': after a preposition what is no infinitive is a noun."""
    if not i or parse.word[i - 1] not in PREPOSITIONS or parse.head[i - 1] != i or INFINITIVE.search(parse.word[i]):
        return
    above = parse.head[i]
    if above == i or not parse.tag[above].startswith("VB"):
        return
    parse.tag[i], parse.lemma[i], parse.dep[i], parse.dep[i - 1] = "NN", parse.word[i], "obl:arg", "case"
    for k in below(parse, i, {"obj", "obl:arg", "obl:mod", "xcomp"}):
        parse.head[k] = above


def _mend_first_gerund(parse: Parse, i: int) -> None:
    """'Condamnant le raid, Oslo a gelé ...' with the gerund as an adverb or a preposition of 'raid'."""
    word = parse.word[i]
    if parse.tag[i].startswith("VB") or len(word) < 6 or not word.endswith("ant") or word in NO_GERUNDS:
        return
    noun = parse.head[i]
    if noun == i or noun < i or not any(parse.word[k] == "," for k in range(i, min(len(parse), i + LONGEST))):
        return
    parse.tag[i] = "VBG"
    parse.lemma[i] = next(re.sub(f"{old}$", new, word) for old, new in GERUNDS if word.endswith(old))
    if parse.dep[i] in {"case", "mark", "det", "amod"} and parse.head[noun] != noun:
        parse.head[i], parse.dep[i] = parse.head[noun], "advcl"
        parse.head[noun], parse.dep[noun] = i, "obj"
    else:
        parse.dep[i] = "advcl"


def _mend_name_after_verb(parse: Parse, i: int) -> None:
    """'menace Athènes', 'a mis en garde Londres': a bare name behind a verb, or its 'en garde', is the object."""
    verb, noun = i - 1, i - 1
    if parse.tag[verb] in NOUNS and below(parse, noun, {"case"}) == [noun - 1]:
        verb = parse.head[noun]
    if not _tensed(parse, verb) or verb > noun or parse.dep[i] not in BARE or below(parse, i, {"case", "det"}):
        return
    if not below(parse, verb, {"obj", "ccomp", "aux:pass", "cop"}):
        parse.head[i], parse.dep[i] = verb, "obj"


def _mend_infinitive_of_day(parse: Parse, i: int) -> None:
    """'étaient convenus en novembre de relancer', 'a promis à Oslo de libérer': months and names do nothing."""
    noun = parse.head[i]
    timed = parse.word[noun] in TIMES | MONTHS | DAYS or parse.tag[noun] == "CD"
    if not timed and not (parse.tag[noun] == "NNP" and parse.dep[noun].startswith("obl")):
        return
    verb = verb_above(parse, noun)
    if verb is not None and verb < noun:
        parse.head[i], parse.dep[i] = verb, "xcomp"


def _mend_gerund(parse: Parse, i: int) -> None:
    """'a martelé le ministre, tout en se disant prêt ...': a gerund goes with the last verb before it."""
    if joined(parse, i):
        return
    first = parse.sentences[parse.sentence[i]][0]
    verb = next((k for k in range(i - 1, first - 1, -1) if _tensed(parse, k)), None)
    if verb is not None:
        parse.head[i], parse.dep[i] = verb, "advcl"


def _tensed(parse: Parse, i: int) -> bool:
    if parse.dep[i] in {*AUXILIARIES, "cop"}:
        return False
    return parse.tag[i] in FINITE_TAGS or (parse.tag[i] == "VBN" and bool(below(parse, i, AUXILIARIES)))


def _mend_participle(parse: Parse, i: int) -> None:
    """'a jugé la décision injustifiée et promis une aide': what has an object of its own is joined to the verb."""
    above = parse.head[i]
    if not joined(parse, i) or (_tensed(parse, above) and above < i) or below(parse, i, {"obl:agent"}):
        return
    nouns = below(parse, i, {"obl:arg", "obl:mod", "nmod"})
    some = any(parse.word[k] == "des" for n in nouns for k in below(parse, n, {"case"}))
    if not some and not below(parse, i, CONTENT):
        return
    node = above
    for _ in range(STEPS):
        if _tensed(parse, node) and below(parse, node, {"aux:tense"}) and not below(parse, node, {"aux:pass"}):
            parse.head[i] = node
            return
        if parse.head[node] == node or parse.dep[node] == "acl:relcl":
            return
        node = parse.head[node]


def _perfect(parse: Parse, i: int) -> bool:
    return any(parse.word[k] in {"a", "ont"} for k in below(parse, i, AUXILIARIES))


def _mend_finite(parse: Parse, i: int) -> None:
    """'dénonce une manœuvre destinée à museler la presse et réclame': a tensed verb is joined to a tensed verb."""
    node = parse.head[i]
    if not joined(parse, i) or below(parse, i, SUBJECTS):
        return
    if _tensed(parse, node):
        if not (_perfect(parse, i) and not _perfect(parse, node) and parse.dep[node] == "ccomp"):
            return
        above = parse.head[node]
        if _perfect(parse, above) or _perfect(parse, parse.head[above]):  # 'a dit qu'il partait et a fermé la porte'
            parse.head[i] = above
        return
    if parse.tag[node] in NOUNS and not below(parse, i, CONTENT):
        return
    for _ in range(STEPS):
        node = parse.head[node]
        if _tensed(parse, node) and node < i:
            parse.head[i] = node
            return
        if parse.head[node] == node:
            return


def _share_prepositions(parse: Parse) -> None:
    """'des États-Unis et du Royaume-Uni': the second preposition only repeats the first, and the names are joined."""
    case_of = {parse.head[i]: i for i in reversed(range(len(parse))) if parse.dep[i] == "case"}
    for noun, case in case_of.items():
        first = parse.head[noun]
        before = case_of.get(first)
        joint = case - 1
        joined = joint > first and parse.dep[joint] == "cc" and parse.head[joint] == noun
        if before is None or not joined or parse.dep[noun] not in {"conj", "nmod"} or first >= case:
            continue
        words = {parse.word[case], parse.word[before]}
        if len(words) == 1 or any(words <= same for same in REPEATED):
            parse.dep[noun], parse.dep[case] = "conj", "det"
