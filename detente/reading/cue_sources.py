"""Whose the words of a cue are: the subject of a verb, the owner of a noun."""

from __future__ import annotations

from detente.codebook.cues import Cues
from detente.reading.parsing import Parse
from detente.reading.syntax import agents, child, children, is_passive, is_verb, possessors, prepositional, subjects

__all__ = ["inverted_subject", "of_light_verb", "owners_of_noun", "speaker_of_verb"]

GIVING = frozenset(
    "circulate deliver distribute file issue make post publish put release send share sign submit unleash write "
    "diffuser envoyer publier signer".split()
)
"""Verbs whose subject speaks through the paper that is their object."""

FURTHEST = 4
"""Clauses between a participle and the verb that it stands beside."""

NAMES = frozenset({"PERSON", "PER", "ORG", "GPE", "LOC", "NORP"})

ENDS_OF_WORDS = frozenset({",", "»", '"', "”", "?", "!", "…"})
"""What stands between somebody's words and a French verb that follows them."""

NO_NAMES = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "CD"})
BETWEEN = frozenset({"RB", "MD", "VBD", "VBZ", "VBP", "VBN", "VB"})
"""Tags of what may stand between a subject and its verb: adverbs and auxiliaries."""


def speaker_of_verb(parse: Parse, i: int, cues: Cues) -> int | None:
    """The head token of whoever speaks: the subject, the agent of a passive; None where nobody is named."""
    behind = inverted_subject(parse, i)
    if behind is not None:
        return behind
    verb = _told_beside(parse, i, cues)
    found = [s for s in subjects(parse, i if verb is None else verb) if any(ch.isalnum() for ch in parse.word[s])]
    if not found:
        strayed = (
            _of_auxiliary(parse, i), _of_adjective(parse, i), _right_after(parse, i), _right_before(parse, i),
        )  # fmt: skip
        return next((s for s in strayed if s is not None), None)
    if parse.dep[i] == "acl" and parse.lemma[found[0]] in cues.sources.get("document", ()):
        behind = _behind_document(parse, found[0])
        return found[0] if behind is None else behind
    return found[0]


def inverted_subject(parse: Parse, i: int) -> int | None:
    """The subject behind a French verb that words go before: ', a-t-elle dit', '« … », soupire un officier'.

    The parser often takes it for the object, and gives the verb the subject of the words.
    """
    if parse.language != "fr" or child(parse, i, "ccomp") is not None:
        return None
    first = min([i, *children(parse, i, "aux", "auxpass")])
    if first == 0 or parse.word[first - 1] not in ENDS_OF_WORDS:
        return None
    named = children(parse, i, "nsubj", "dobj")
    clitic = next((c for c in named if parse.word[c][0] == "-"), None)
    if clitic is not None or any(c < first for c in named):
        return clitic
    return next((c for c in named if c > i), None)


def _told_beside(parse: Parse, i: int, cues: Cues) -> int | None:
    """The saying verb that a participle stands beside, where it hangs in its words: 'said it had failed, adding …'."""
    if parse.dep[i] != "advcl" or parse.tag[i] != "VBG" or parse.word[i - 1] != "," or child(parse, i, "aux", "mark"):
        return None
    above = parse.head[i]
    for _ in range(FURTHEST):
        clause, above = above, parse.head[above]
        if clause == above or parse.dep[clause] not in {"ccomp", "conj", "advcl"}:
            return None
        if parse.dep[clause] == "ccomp" and clause > above and parse.lemma[above] in cues.verbs:
            return above
    return None


def _behind_document(parse: Parse, noun: int) -> int | None:
    """Who speaks through a paper: 'Oslo issued a statement condemning …', 'a letter from Lo saying …'."""
    owners = owners_of_noun(parse, noun)
    verb = parse.head[noun]
    if not owners and parse.dep[noun] == "dobj" and is_verb(parse, verb) and parse.lemma[verb] in GIVING:
        owners = subjects(parse, verb)
    return owners[0] if owners else None


def _of_auxiliary(parse: Parse, i: int) -> int | None:
    """The subject that hangs on the auxiliary: 'Oslo had not, as of Monday, announced …'."""
    if is_passive(parse, i):
        return None
    return next((s for c in children(parse, i, "aux") for s in children(parse, c, "nsubj")), None)


def _of_adjective(parse: Parse, i: int) -> int | None:
    """The subject that hangs on its own adjective, read as the verb: 'le ministre algérien a déclaré'."""
    above = parse.head[i]
    loose = parse.dep[i] == "dep" and parse.tag[above].startswith("JJ") and above < i
    return child(parse, above, "nsubj") if loose else None


def _right_after(parse: Parse, i: int) -> int | None:
    """The speaker behind the verb, read as its object: '"Who goes there?" asked the guard'."""
    if is_passive(parse, i) or child(parse, i, "nsubj") is not None or parse.tag[i] not in {"VBD", "VBZ", "VBP"}:
        return None
    words, after = child(parse, i, "ccomp"), child(parse, i, "dobj")
    return after if after is not None and words is not None and words < i < after else None


def _right_before(parse: Parse, i: int) -> int | None:
    """The name that stands before a verb without a subject: a phrase before it took it in ('at the Post Lo said')."""
    if is_passive(parse, i) or parse.tag[i] not in {"VBD", "VBZ", "VBP"} or child(parse, i, "nsubj", "csubj"):
        return None
    at = i - 1
    while at > 0 and parse.tag[at] in BETWEEN and (parse.head[at] == i or parse.tag[at] == "RB"):
        at -= 1
    same = at >= 0 and parse.sentence[at] == parse.sentence[i]
    return at if same and (parse.tag[at] in {"NNP", "NNPS"} or parse.entity[at] in NAMES) else None


def owners_of_noun(parse: Parse, i: int) -> list[int]:
    """Whose a claim, warning or plan is: genitives, names before it, 'by' and 'from' whom."""
    owners = [p for p in possessors(parse, i) if parse.dep[p] == "poss" or _is_name_before(parse, p)]
    return owners + agents(parse, i) + [n for word, n in prepositional(parse, i) if word == "from"]


def _is_name_before(parse: Parse, i: int) -> bool:
    """Whether a word before a noun names who has it: 'a White House denial', 'Swedish accusations'."""
    if parse.dep[i] not in {"compound", "nmod", "amod"}:
        return False
    return parse.tag[i] not in NO_NAMES or (parse.tag[i] == "JJ" and parse.entity[i] in {"NORP", "GPE"})


def of_light_verb(parse: Parse, i: int, cues: Cues) -> int | None:
    """Who has the noun of a verb that only lends it its tense: 'made a promise that', not 'rejected a claim that'."""
    verb = parse.head[i]
    if parse.dep[i] not in {"dobj", "attr"} or not is_verb(parse, verb):
        return None
    lights = cues.lights.get(parse.lemma[verb], ())
    if not any(parse.lemma[i] in cue.objects for cue in lights):
        return None
    found = subjects(parse, verb)
    return found[0] if found else None
