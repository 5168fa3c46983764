"""Finds the verbs that the small French parser took for nouns or adjectives, from the company that they keep.

The parser confuses the present of the first conjugation with its noun ('juge', 'menace', 'dénonce') and some
participles with adverbs. A word with a subject, an object or an auxiliary of its own is a verb. All of it works on
the labels of Universal Dependencies, before they are renamed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["mend_misread_verbs"]

PRESENT = re.compile(r"[a-zàâçèéêëîïôûœ]{2,}(?:e|ent)$")
PARTICIPLE = re.compile(r"[a-zàâçèéêëîïôûœ]{2,}(?:é|ée|és|ées)$")
NOMINAL = frozenset({"NN", "NNP", "JJ", "RB", "PRP"})
VERBAL_CHILDREN = frozenset({"obj", "ccomp", "xcomp", "nsubj", "nsubj:pass"})
AUXILIARIES = frozenset({"aux:tense", "aux:pass", "aux"})


def mend_misread_verbs(parse: Parse) -> None:
    """Gives such words the tag and lemma of the verb and hands them their subject; in place."""
    children: dict[int, list[int]] = {}
    for i, head in enumerate(parse.head):
        if head != i:
            children.setdefault(head, []).append(i)
    for i, below in children.items():
        if parse.tag[i] in NOMINAL:
            _mend(parse, i, below)


def _mend(parse: Parse, i: int, below: list[int]) -> None:
    word, dep = parse.word[i], parse.dep
    labels = {dep[c] for c in below}
    if labels & AUXILIARIES and PARTICIPLE.match(word):
        parse.tag[i], parse.lemma[i] = "VBN", re.sub(r"é(?:e|s|es)?$", "er", word)
        _read_passive(parse, below)
        return
    articles = [c for c in below if dep[c] == "det" and parse.tag[c] == "DT"]
    if articles or "case" in labels or "cop" in labels or not labels & VERBAL_CHILDREN or not PRESENT.match(word):
        return
    if any(dep[c] in VERBAL_CHILDREN and parse.word[c] in {"qui", "que", "dont"} for c in below):
        return
    parse.tag[i], parse.lemma[i] = "VBZ", _infinitive(word, parse.lemma[i])
    _attach_subject(parse, i, below, has_subject=bool(labels & {"nsubj", "nsubj:pass"}))
    _attach_object(parse, i, below, has_object=bool(labels & {"obj", "ccomp", "xcomp"}))


def _infinitive(word: str, lemma: str) -> str:
    if re.search(r"(?:er|ir|re|oir)$", lemma) and lemma != word:
        return lemma
    return re.sub(r"(?:e|ent)$", "er", word)


def _read_passive(parse: Parse, below: list[int]) -> None:
    """'a été expulsé' with 'été' taken for a copula."""
    for c in below:
        if parse.dep[c] == "cop":
            parse.dep[c] = "aux:pass"
            for s in below:
                if parse.dep[s] == "nsubj":
                    parse.dep[s] = "nsubj:pass"


def _attach_subject(parse: Parse, i: int, below: list[int], *, has_subject: bool) -> None:
    """The name before the verb that hangs on it as if it were its article, or on which the verb hangs."""
    if has_subject:
        return
    for c in below:
        if c < i and parse.tag[c] in {"NNP", "NN"}:
            parse.dep[c] = "nsubj"
            return
    above = parse.head[i]
    if parse.dep[i] == "amod" and above < i and parse.tag[above] in {"NN", "NNP"}:
        parse.head[i] = i if parse.head[above] == above else parse.head[above]
        parse.dep[i] = parse.dep[above]
        parse.head[above], parse.dep[above] = i, "nsubj"


def _attach_object(parse: Parse, i: int, below: list[int], *, has_object: bool) -> None:
    """'dénonce l'accord' as if the two were coordinated, without a conjunction between."""
    if has_object:
        return
    for c in below:
        if c > i and parse.dep[c] in {"conj", "nmod", "appos"} and parse.tag[c] in {"NN", "NNP"}:
            joined = any(parse.head[k] == c and parse.dep[k] in {"cc", "case", "punct"} for k in range(i + 1, c))
            if not joined:
                parse.dep[c] = "obj"
            return
