"""Turns a Universal Dependencies parse (French) into the ClearNLP shape that the readers know.

Prepositions become heads of their nouns, copulas heads of their predicates, and labels and tags get the names
that the English pipelines use, so that one set of readers serves both languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["penn_tag", "to_clearnlp"]

LABELS = {
    "nsubj:pass": "nsubjpass", "obj": "dobj", "iobj": "dative", "aux:tense": "aux", "aux:pass": "auxpass",
    "aux:caus": "aux", "flat:name": "flat", "flat:foreign": "flat", "acl:relcl": "relcl", "det:poss": "poss",
    "expl:subj": "expl", "expl:comp": "expl", "expl:pass": "expl", "cop": "aux", "fixed": "fixed",
    "advcl:cleft": "advcl", "nsubj:caus": "nsubj", "obj:agent": "dobj", "iobj:agent": "dative",
}  # fmt: skip

POS_TAGS = {
    "NOUN": "NN", "PROPN": "NNP", "ADJ": "JJ", "ADV": "RB", "ADP": "IN", "PRON": "PRP", "DET": "DT",
    "CCONJ": "CC", "SCONJ": "IN", "NUM": "CD", "PUNCT": ".", "SYM": "SYM", "INTJ": "UH", "X": "FW",
    "PART": "RP", "SPACE": "_SP",
}  # fmt: skip

VERB_TAGS = (
    ("Tense=Fut", "VBF"),  # ours: a future in one word
    ("Mood=Cnd", "VBC"),  # ours: a conditional in one word
    ("VerbForm=Inf", "VB"),
    ("Tense=Imp", "VBD"),
    ("VerbForm=Part|Tense=Pres", "VBG"),
    ("Tense=Pres|VerbForm=Part", "VBG"),
    ("VerbForm=Part", "VBN"),
    ("Tense=Past", "VBD"),
    ("Tense=Pres", "VBZ"),
)


def penn_tag(pos: str, morph: str) -> str:
    """A Penn tag for a universal part of speech with its features; `VBF` and `VBC` are future and conditional."""
    if pos in {"VERB", "AUX"}:
        if "Mood=Cnd" in morph:
            return "VBC"
        return next((tag for feature, tag in VERB_TAGS if feature in morph), "VB")
    return POS_TAGS.get(pos, "NN")


def to_clearnlp(parse: Parse) -> None:
    """Rewrites `head` and `dep` of a parse in place."""
    head, dep = parse.head, parse.dep
    for i, old in enumerate(dep):
        if old == "cop":
            _raise_over(head, dep, i, head[i], "acomp")
    for i, old in enumerate(dep):
        if old == "case" and head[i] != i:
            noun = head[i]
            role = dep[noun]
            agent = role == "obl:agent"
            head[i] = head[noun] if head[noun] != noun else i
            dep[i] = "agent" if agent else "prep"
            head[noun], dep[noun] = i, "pobj"
    for i, old in enumerate(dep):
        dep[i] = LABELS.get(old, "advmod" if old.startswith("obl") else "nmod" if old.startswith("nmod") else old)


def _raise_over(head: list[int], dep: list[str], copula: int, predicate: int, label: str) -> None:
    """Makes the copula head of its clause: the predicate and all that hung on the predicate as a clause move under it."""
    clausal = {"nsubj", "csubj", "advmod", "mark", "cc", "punct", "aux", "advcl", "ccomp", "obl", "conj", "parataxis", "expl:subj"}
    above = head[predicate]
    head[copula] = copula if above == predicate else above
    dep[copula] = dep[predicate]
    for i, parent in enumerate(head):
        if parent == predicate and i != copula and dep[i] in clausal:
            head[i] = copula
    head[predicate], dep[predicate] = copula, label
