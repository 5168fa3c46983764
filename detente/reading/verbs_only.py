"""Finds the verbs that the small French parser took for something else, by a lexicon: words that can only be verbs.

'La Lituanie coopère avec ...' is read as 'cooperating Lithuania', 'l'Irak vendra' with an adverb. Where the tables know
the word as a form of a verb and not as what it was tagged, it becomes the verb of its clause. This works on the
labels of Universal Dependencies, before they are renamed, and before `misread_verbs.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.reading.lemmas import VerbOnly
    from detente.reading.parsing import Parse

__all__ = ["mend_verbs_only"]

TAGS = frozenset({"NN", "NNP", "JJ", "RB", "FW"})
NOUNS = frozenset({"NN", "NNP", "FW", "PRP"})
TO_WORDS = frozenset({"de", "d'", "à", "pour", "sans"})
TENSES = (
    ("raient", "VBC"),
    ("rait", "VBC"),
    ("aient", "VBD"),
    ("ait", "VBD"),
    ("èrent", "VBD"),
    ("ront", "VBF"),
    ("ra", "VBF"),
)
"""Tag by ending; all else is a present."""


def mend_verbs_only(parse: Parse, verb_only: VerbOnly) -> None:
    """Gives such words the tag and lemma of the verb and the place of their subject in the tree; in place."""
    for i, tag in enumerate(parse.tag):
        if tag not in TAGS or not parse.text[parse.start[i] : parse.end[i]].islower():
            continue
        infinitive = verb_only(parse.word[i], tag)
        if infinitive is None:
            continue
        if infinitive == parse.word[i]:
            _mend_infinitive(parse, i)
        elif not any(parse.head[k] == i and parse.dep[k] in {"det", "case"} for k in range(max(0, i - 2), i)):
            parse.tag[i] = next((t for ending, t in TENSES if parse.word[i].endswith(ending)), "VBZ")
            parse.lemma[i] = infinitive
            if parse.head[i] != i and not parse.tag[parse.head[i]].startswith("VB"):
                _raise(parse, i)
            for k in range(i + 1, parse.sentences[parse.sentence[i]][1]):
                if parse.head[k] == i:
                    _name_right(parse, k)


def _mend_infinitive(parse: Parse, i: int) -> None:
    """'envisage d'interdire l'importation': after 'd'' and without an article, an infinitive with its object."""
    if not i or parse.word[i - 1] not in TO_WORDS or parse.head[i - 1] != i:
        return
    parse.tag[i], parse.lemma[i], parse.dep[i - 1] = "VB", parse.word[i], "mark"
    parse.dep[i] = "xcomp" if parse.tag[parse.head[i]].startswith("VB") or parse.dep[i] == "xcomp" else "acl"
    noun = next((k for k in range(i + 1, min(i + 4, len(parse))) if parse.tag[k] in NOUNS), None)
    if noun is None or any(parse.dep[k] not in {"det", "nummod", "amod"} for k in range(i + 1, noun)):
        return
    if parse.head[noun] < i and parse.dep[noun] in {"obj", "nmod", "obl:mod", "appos", "conj"}:
        parse.head[noun], parse.dep[noun] = i, "obj"


def _raise(parse: Parse, i: int) -> None:
    """Puts a verb in the place of the noun on which it hung, which becomes its subject."""
    first, last = parse.sentences[parse.sentence[i]]
    subject = parse.head[i]
    while parse.head[subject] != subject and any(
        parse.head[k] == subject and parse.dep[k] == "case" for k in range(first, subject)
    ):
        subject = parse.head[subject]
    if subject > i or parse.tag[subject] not in NOUNS:
        return
    above, label = parse.head[subject], parse.dep[subject]
    if above == subject:
        parse.head[i], parse.dep[i] = i, "ROOT"
    elif parse.tag[above].startswith("VB"):
        edge = min(k for k in range(first, subject + 1) if k == subject or parse.head[k] == subject)
        told = any(parse.head[k] in {subject, i} and parse.dep[k] == "mark" for k in range(first, i))
        if not told and (edge == first or parse.word[edge - 1] != ","):
            return
        parse.head[i], parse.dep[i] = above, "ccomp" if told else "parataxis"
    elif above > i and label == "nsubj":  # 'le Honduras bloque l'adhésion' as 'Honduras is accession'
        parse.head[i], parse.dep[i] = (
            (i, "ROOT") if parse.head[above] == above else (parse.head[above], parse.dep[above])
        )
        parse.head[above], parse.dep[above] = i, "obj"
    else:
        return
    parse.head[subject], parse.dep[subject] = i, "nsubj"
    for k in range(i + 1, last):
        if parse.head[k] == subject:
            parse.head[k] = i


def _name_right(parse: Parse, k: int) -> None:
    """The label of what stands behind a verb, and was read as if behind a noun or adjective."""
    if parse.tag[k] == "VB" and parse.dep[k] == "acl":
        parse.dep[k] = "xcomp"
    elif parse.tag[k] in NOUNS and parse.dep[k] in {"nmod", "appos", "dep", "obl:mod", "conj"}:
        before = {parse.dep[c] for c in range(max(0, k - 6), k) if parse.head[c] == k}
        if parse.dep[k] != "conj" or not before & {"cc", "punct"}:
            parse.dep[k] = "obl:mod" if "case" in before else "obj"
