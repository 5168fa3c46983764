"""Finds the objects that the small French parser lost: behind numbers in words, after 'de moitié', below 'a nié avoir'.

This works on the labels of Universal Dependencies, before they are renamed. Numbers are mended first, for the parser
takes 'quarante-huit' for a participle; the rest comes after verbs and clauses (`misread_verbs.py`,
`misread_clauses.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.misread_clauses import FINITE_TAGS, NOUNS, SUBJECTS, below
from detente.reading.misread_verbs import HAVE

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["mend_misread_numbers", "mend_misread_objects"]

NUMBERS = frozenset(
    "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente "
    "quarante cinquante soixante quatre-vingts cent cents mille".split()
)

SHARES = frozenset({"moitié", "tiers", "quart"})
"""By how much something is cut: 'a réduit de moitié ses livraisons'."""


def mend_misread_numbers(parse: Parse) -> None:
    """'Quarante-huit heures': a number in words counts the noun behind it, which is the object of the verb before."""
    for i, word in enumerate(parse.word):
        if "-" not in word or not NUMBERS.issuperset(word.split("-")):
            continue
        parse.tag[i] = "CD"
        noun = i + 1
        if noun >= len(parse) or parse.tag[noun] not in NOUNS:
            continue
        if parse.head[i] == i:
            _crown(parse, i)
        if parse.head[noun] == i:
            _hang_counted(parse, i, noun)
        parse.head[i], parse.dep[i] = noun, "nummod"


def _crown(parse: Parse, number: int) -> None:
    """'Soixante-douze soldats ont été tués' with the number as the main verb: what hangs on it is."""
    sentence = range(*parse.sentences[parse.sentence[number]])
    verb = next((k for k in sentence if parse.head[k] == number != k and parse.tag[k].startswith("VB")), None)
    if verb is None:
        return
    for k in sentence:
        if parse.head[k] == number and k not in {number + 1, number}:
            parse.head[k] = verb
    parse.head[verb], parse.dep[verb] = verb, "ROOT"
    parse.head[number] = verb


def _hang_counted(parse: Parse, number: int, noun: int) -> None:
    verb = number - 1
    taken = [o for o in below(parse, verb, {"obj"}) if not below(parse, o, {"case"})] if verb >= 0 else []
    if verb < 0 or parse.tag[verb] != "VBN" or taken:
        parse.head[noun], parse.dep[noun] = parse.head[number], parse.dep[number]
    else:
        parse.head[noun], parse.dep[noun] = verb, "obj"


def mend_misread_objects(parse: Parse) -> None:
    """Rewrites heads and labels of a parse in place."""
    for i, tag in enumerate(parse.tag):
        if tag == "VBN":
            _mend_denial(parse, i)
            _mend_second_subject(parse, i)
        elif tag in NOUNS and parse.word[i] in SHARES:
            _mend_share(parse, i)


def _mend_denial(parse: Parse, i: int) -> None:
    """'Madrid a nié avoir enfreint le contrat' with the denial as a word that describes Madrid."""
    subject = parse.head[i]
    verb = parse.head[subject]
    before_infinitive = i + 2 < len(parse) and parse.word[i + 1] in {"avoir", "être"} and parse.tag[i + 2] == "VBN"
    if not before_infinitive or i == 0 or parse.word[i - 1] not in HAVE:
        return
    if not subject < i < verb or parse.dep[subject] not in SUBJECTS:
        return
    parse.head[i] = i if parse.head[verb] == verb else parse.head[verb]
    parse.dep[i] = parse.dep[verb]
    for k in below(parse, verb, {"conj"}):
        if parse.tag[k] in FINITE_TAGS or below(parse, k, {"aux:tense", "aux:pass", "cop"}):
            parse.head[k] = i  # '... et s'est dit prêt'
    parse.head[verb], parse.dep[verb] = i, "xcomp"
    parse.head[subject] = i
    parse.head[i - 1], parse.dep[i - 1] = i, "aux:tense"


def _mend_second_subject(parse: Parse, i: int) -> None:
    """'La Russie a livré douze véhicules blindés': a noun behind the verb is no second subject."""
    doers = below(parse, i, {"nsubj"})
    has = any(parse.word[a] in HAVE for a in below(parse, i, {"aux:tense"}))
    if not has or len(doers) != 2 or not doers[0] < i < doers[1] or below(parse, i, {"obj"}):
        return
    if parse.tag[doers[1]] in NOUNS and not below(parse, doers[1], {"case"}):
        parse.dep[doers[1]] = "obj"


def _mend_share(parse: Parse, share: int) -> None:
    """'A réduit de moitié ses livraisons': what is cut is the object of the verb, not of the share."""
    verb = parse.head[share]
    cut = below(parse, share, {"obj"})
    if not cut or not parse.tag[verb].startswith("VB") or below(parse, verb, {"obj"}):
        return
    for k in range(share + 1, parse.sentences[parse.sentence[share]][1]):
        if parse.head[k] == share:
            parse.head[k] = verb
