"""Conditions whose antecedent opens with its auxiliary: 'should they attack', 'were it to join', 'had they left'."""

from __future__ import annotations

from detente.codebook.conditionals import Opener
from detente.reading.condition_order import FINITE, split
from detente.reading.condition_sides import Setting, Sides, doers, head_of, hull, is_ahead, is_question
from detente.reading.syntax import children, is_verb, subjects

__all__ = ["of_inverted"]

INSIDE_SUBJECT = ("NN", "DT", "PDT", "PRP", "JJ", "CD", "POS", "IN", "HYPH", "CC", "VBG")
"""Tags of the words of a subject that stands between an inverted auxiliary and its verb."""
LONGEST_SUBJECT = 14


def of_inverted(setting: Setting, i: int, opener: Opener) -> Sides | None:
    """'Should they attack', 'were it to join', 'had Rabat not turned them round': the auxiliary before its
    subject."""
    parse = setting.parse
    if is_question(setting, i):
        return None
    verb = parse.head[i] if parse.dep[i] in {"aux", "auxpass"} else i
    if any(s < i for s in children(parse, verb, "nsubj", "nsubjpass", "expl")):
        return None
    around = setting.around(i)
    opens = not around or around[0] >= i or parse.word[i - 1] in {",", '"', ";", "and", "but", "that", "or"}
    if not _subject_then_verb(setting, i, opens=opens):
        return None
    found = split(parse, around, i, i)
    if found is None:
        return None
    inner, outer = found
    modal = any(parse.tag[t] in {"MD", "VBC"} for t in outer)
    if (
        not inner
        or not outer
        or not (modal or (parse.word[i] == "should" and is_ahead(setting, head_of(parse, outer))))
    ):
        return None
    verb, main = head_of(parse, inner), head_of(parse, outer)
    who = tuple(subjects(parse, verb)) if is_verb(parse, verb) else ()
    own = tuple(t for t in inner if parse.dep[t] in {"nsubj", "attr"} and t < verb)[:1]
    return Sides(
        hull(parse, sorted({*outer, i}), inner), tuple(inner), tuple(outer), verb, main, opener.sense, 0.8,
        f"inverted '{parse.word[i]}' opens the antecedent", who or own, doers(parse, main),
        unreal=parse.word[i] == "had",
    )  # fmt: skip


def _subject_then_verb(setting: Setting, i: int, *, opens: bool) -> bool:
    """Whether a subject and the verb form that the auxiliary wants stand after it."""
    parse = setting.parse
    end = parse.sentences[parse.sentence[i]][1]
    nominal = False
    for t in range(i + 1, min(end, i + LONGEST_SUBJECT)):
        tag = parse.tag[t]
        if nominal and _form_fits(setting, i, t, opens=opens):
            return True
        if tag in FINITE and tag != "VBP":
            return False
        nominal = nominal or tag.startswith(("NN", "PRP", "CD", "DT", "EX", "WP"))
        nominal = nominal or (t == i + 1 and parse.word[i] == "should")  # a bare noun reads like a verb there
        if not tag.startswith((*INSIDE_SUBJECT, "RB", "VB", ",", "``", "''")):
            return False
    return False


def _form_fits(setting: Setting, i: int, t: int, *, opens: bool) -> bool:
    parse = setting.parse
    tag = parse.tag[t]
    if parse.word[i] == "should":
        return tag in {"VB", "VBP"} and parse.dep[t] not in {"compound", "amod"}
    if parse.word[i] == "had":
        return tag in {"VBN", "VBD"} and parse.dep[t] not in {"amod", "compound"}
    if tag == "TO" and t + 1 < len(parse) and parse.tag[t + 1] == "VB":
        return True
    return opens and (tag in {"VBN", "VBG", "JJ"} or parse.dep[t] in {"attr", "acomp"})
