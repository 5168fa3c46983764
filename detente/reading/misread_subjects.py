"""Finds the subjects that the small French parser lost, or took for the object: 'a annoncé jeudi le ministère'.

This works on the labels of Universal Dependencies, before they are renamed, after the clauses and attachments have
been mended (`misread_clauses.py`, `misread_attachments.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.misread_attachments import ARTICLES
from detente.reading.misread_clauses import FINITE_TAGS, NOUNS, SUBJECTS, below, left_edge

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["mend_misread_subjects"]

SAYING = frozenset(
    "dire affirmer annoncer avertir déclarer déplorer prévenir préciser indiquer rappeler souligner estimer juger "
    "assurer ajouter expliquer rapporter confirmer répondre répliquer rétorquer lancer marteler insister promettre "
    "menacer conclure poursuivre dénoncer accuser regretter reconnaître admettre noter relever observer commenter "
    "résumer réagir plaider écrire révéler soutenir prétendre avancer jurer marteler insister répéter réaffirmer "
    "tonner fustiger ironiser glisser confier témoigner raconter détailler alerter".split()
)
"""Verbs whose subject stands behind them after words that are quoted or told."""

RELATIVE = frozenset("qui dont que qu' où lequel laquelle".split())
CLITICS = frozenset("le la les l' que qu' lui leur".split())
IMPERSONAL = frozenset(
    "falloir agir pleuvoir neiger sembler paraître suffire rester convenir importer exister advenir arriver manquer "
    "résulter ressortir être avoir y incomber appartenir apparaître valoir aller".split()
)
"""Verbs whose 'il' stands for nobody."""


def mend_misread_subjects(parse: Parse) -> None:
    """Rewrites heads and labels of a parse in place."""
    for first, last in parse.sentences:
        _mend_topic(parse, first, last)
        _mend_far_subject(parse, first, last)
    for i, label in enumerate(parse.dep):
        if label == "expl:subj" and parse.word[i] in {"il", "-il", "-t-il"}:
            _mend_pronoun(parse, i)
    for i, tag in enumerate(parse.tag):
        if tag == "NNP" and parse.head[i] > i + 1:
            _mend_name_before_verb(parse, i)
    for i, tag in enumerate(parse.tag):
        if tag in FINITE_TAGS and parse.dep[i] in {"acl", "amod", "nmod", "appos"} and parse.head[i] == i - 1:
            _mend_verb_below(parse, i)
    for i, tag in enumerate(parse.tag):
        if not tag.startswith("VB") or not _is_tensed(parse, i) or below(parse, i, SUBJECTS):
            continue
        if not _mend_inverted(parse, i):
            _mend_lost(parse, i)


def _mend_topic(parse: Parse, first: int, last: int) -> None:
    """'Haïti : les gangs attaquent ...': what stands before the colon does nothing."""
    if first + 2 >= last or parse.word[first + 1] != ":" or parse.dep[first] not in SUBJECTS:
        return
    if len(below(parse, parse.head[first], SUBJECTS)) > 1:
        parse.dep[first] = "dislocated"


def _mend_far_subject(parse: Parse, first: int, last: int) -> None:
    """'L'ONU, dont l'envoyé s'est entretenu avec eux, les a pressés ...' with the relative as the main clause."""
    noun = next((k for k in range(first, min(first + 3, last)) if parse.tag[k] in NOUNS), None)
    if noun is None or noun + 2 >= last or below(parse, noun, {"case"}) or parse.dep[noun] in SUBJECTS:
        return
    if parse.word[noun + 1] != "," or parse.word[noun + 2] not in RELATIVE:
        return
    inner = next((k for k in range(noun + 3, last) if _is_tensed(parse, k)), None)
    outer = next((k for k in range((inner or last) + 1, last) if _is_tensed(parse, k)), None)
    if (
        inner is None
        or outer is None
        or parse.word[left_edge(parse, outer) - 1] != ","
        or below(parse, outer, {"mark", "cc"})
    ):
        return
    if below(parse, outer, SUBJECTS) or parse.head[outer] != inner or parse.head[inner] != inner:
        return
    parse.head[outer], parse.dep[outer] = outer, "ROOT"
    parse.head[inner], parse.dep[inner] = noun, "acl:relcl"
    parse.head[noun], parse.dep[noun] = outer, "nsubj:pass" if below(parse, outer, {"aux:pass"}) else "nsubj"


def _is_tensed(parse: Parse, i: int) -> bool:
    if parse.dep[i].startswith(("aux", "cop")):
        return False
    return parse.tag[i] in FINITE_TAGS or (parse.tag[i] == "VBN" and bool(below(parse, i, {"aux:tense", "aux:pass"})))


def _mend_name_before_verb(parse: Parse, i: int) -> None:
    """'Kharkiv sous les bombes, Kiev frappe une raffinerie': a name right before the verb is no word of its object."""
    verb = i + 1
    if parse.tag[verb] not in FINITE_TAGS or parse.dep[verb].startswith(("aux", "cop")) or below(parse, i, {"case"}):
        return
    if (
        parse.head[i] <= verb
        or parse.head[parse.head[i]] != verb
        or parse.dep[i] not in {"nmod", "amod", "det", "appos"}
    ):
        return
    for k in below(parse, verb, SUBJECTS):
        parse.dep[k] = "dislocated"
    parse.head[i], parse.dep[i] = verb, "nsubj"


def _mend_verb_below(parse: Parse, verb: int) -> None:
    """'Oman accueillera ...' with the tensed verb as if it told of the name: the name is its subject."""
    noun = verb - 1
    if parse.tag[noun] not in NOUNS or below(parse, noun, {"case"}) or below(parse, verb, {*SUBJECTS, "mark"}):
        return
    parse.head[verb] = verb if parse.head[noun] == noun else parse.head[noun]
    parse.dep[verb] = parse.dep[noun]
    parse.head[noun], parse.dep[noun] = verb, "nsubj"
    for k in range(verb + 1, parse.sentences[parse.sentence[verb]][1]):
        if parse.head[k] == noun:
            parse.head[k] = verb


def _mend_pronoun(parse: Parse, i: int) -> None:
    """'il n'entend pas céder': unless the verb is impersonal, 'il' is somebody."""
    verb = parse.head[i]
    told = below(parse, verb, {"aux:pass", "cop"})
    somebody = parse.tag[verb].startswith("VB") and parse.lemma[verb] not in IMPERSONAL and not told
    if somebody and not below(parse, verb, SUBJECTS):
        parse.dep[i] = "nsubj"


def _mend_inverted(parse: Parse, verb: int) -> bool:
    """'... », a averti le ministre', 'où les a accueillis l'ambassadrice', 'où a été remise une note'."""
    objects = below(parse, verb, {"obj"})
    after = next((o for o in objects if o > verb and parse.tag[o] in NOUNS), None)
    if after is None or below(parse, after, {"case"}):
        return False
    if below(parse, verb, {"aux:pass"}):
        parse.dep[after] = "nsubj:pass"
        return True
    clitic = any(o < verb and parse.word[o] in CLITICS for o in objects)
    edge = left_edge(parse, verb)
    told = parse.lemma[verb] in SAYING and edge and parse.word[edge - 1] == "," and _follows_words(parse, verb, edge)
    if clitic or (told and not below(parse, verb, {"ccomp", "xcomp", "cc"})):
        parse.dep[after] = "nsubj"
        return True
    return False


def _follows_words(parse: Parse, verb: int, edge: int) -> bool:
    """Whether what is said stands before the verb: in marks, or as the clause on which it hangs."""
    above = parse.head[verb]
    quoted = edge >= 2 and parse.word[edge - 2] == '"'
    hangs = above < edge and above != verb and parse.dep[verb] in {"parataxis", "advcl", "conj", "ccomp", "dep"}
    holds = any(k < edge and parse.tag[k].startswith("VB") for k in below(parse, verb, {"ccomp", "parataxis", "advcl"}))
    return quoted or holds or (hangs and parse.tag[above].startswith("VB"))


def _mend_lost(parse: Parse, verb: int) -> None:
    """'Par solidarité avec Prague, la Slovénie et l'Estonie ont renvoyé ...' with all three names joined."""
    if parse.dep[verb] not in {"ROOT", "parataxis", "dep", "ccomp"} or below(parse, verb, {"expl:subj"}):
        return
    first = parse.sentences[parse.sentence[verb]][0]
    edge = left_edge(parse, verb)
    found: list[int] = []
    while edge > first:
        noun = _noun_ending(parse, edge - 1, first)
        if noun is None:
            return
        found.insert(0, noun)
        edge = _start(parse, noun, first)
        if edge <= first or parse.word[edge - 1] != "et":
            break
        edge -= 1
    if not found or (edge > first and parse.word[edge - 1] not in {",", '"', ":", ";"}):
        return
    if any(below(parse, noun, {"case"}) or _hangs_well(parse, noun, verb) for noun in found):
        return
    if not (parse.tag[found[0]] == "NNP" or parse.word[edge] in ARTICLES) or verb in found:
        return
    if edge == first and parse.head[found[0]] == found[0]:
        return
    parse.head[found[0]] = verb
    parse.dep[found[0]] = "nsubj:pass" if below(parse, verb, {"aux:pass"}) else "nsubj"
    for noun in found[1:]:
        parse.head[noun], parse.dep[noun] = found[0], "conj"


def _hangs_well(parse: Parse, noun: int, verb: int) -> bool:
    """Whether a noun has its place with the verb already; a name that is read as a clause has none."""
    return parse.head[noun] == verb and not (parse.tag[noun] == "NNP" and parse.dep[noun] == "advcl")


def _noun_ending(parse: Parse, i: int, first: int) -> int | None:
    """The noun whose phrase ends with a token: itself, or the one before its adjectives."""
    while i > first and parse.tag[i] == "JJ" and parse.head[i] < i:
        i -= 1
    return i if parse.tag[i] in NOUNS else None


def _start(parse: Parse, noun: int, first: int) -> int:
    """The first token that goes with a noun on its left: article, number, adjective."""
    while noun > first and parse.head[noun - 1] <= noun + 2 and parse.dep[noun - 1] in {"det", "nummod", "amod"}:
        noun -= 1
    return noun
