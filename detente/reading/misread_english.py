"""Mends clauses that the English parser reads wrong in newswire sentences: joined verbs, lost main verbs and subjects.

This works on ClearNLP's labels, before the children of each token are gathered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.misread_clauses import below

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["mend_misread_english"]

PAST = frozenset({"VBD", "VBN"})
FINITE = frozenset({"VBD", "VBZ"})
"""Tags that only a finite verb has; a base form may be anything."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
AUXILIARIES = frozenset({"aux", "auxpass"})
WITHOUT_SUBJECT = frozenset({"VB", "VBG"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
SINCE = frozenset({"after", "as", "since", "when", "while", "before"})
CALLED_NOUNS = frozenset({"claims", "charges", "reports", "demands", "calls", "accounts", "warnings"})
"""Plurals of nouns of saying that look like verbs."""

HOUSES = frozenset({"parliament", "congress", "diplomats", "troops"})


def mend_misread_english(parse: Parse) -> None:
    """Rewrites heads, labels and tags of a parse in place."""
    for i, tag in enumerate(parse.tag):
        label = parse.dep[i]
        if label == "conj" and tag in FINITE:
            if tag == "VBZ" and parse.word[i] in CALLED_NOUNS:
                _mend_noun_of_saying(parse, i)
            else:
                _raise_finite(parse, i)
        elif label == "acl" and tag in PAST:
            _mend_interrupted_subject(parse, i)
        elif label == "relcl" and tag == "VBD":
            _mend_name_beside_subject(parse, i)
        elif label == "amod" and tag == "VBN":
            _mend_second_verb(parse, i)
        elif label == "nsubj" and tag == "VBG":
            _mend_gerund_subject(parse, i)
        elif label == "dep" and tag in NOUNS:
            _mend_list(parse, i)
        elif tag == "WP$" and label == "poss":
            _mend_whose(parse, i)


def _is_finite(parse: Parse, verb: int) -> bool:
    if parse.tag[verb] in {"VBD", "VBZ", "VBP"}:
        return True
    auxiliaries = below(parse, verb, AUXILIARIES)
    return parse.tag[verb] in {"VBN", "VBG"} and any(parse.tag[a] in {"VBD", "VBZ", "VBP"} for a in auxiliaries)


def _raise_finite(parse: Parse, i: int) -> None:
    """'ordered firms to stop buying coal and slapped duties on wine': what is joined is the finite verb."""
    above = parse.head[i]
    if parse.tag[above] not in WITHOUT_SUBJECT or _is_finite(parse, above) or below(parse, i, SUBJECTS):
        return
    while parse.head[above] != above:
        above = parse.head[above]
        if above < i and parse.tag[above].startswith("VB") and _is_finite(parse, above):
            parse.head[i] = above
            return


def _mend_interrupted_subject(parse: Parse, verb: int) -> None:
    """'Chad, which has troops there, offered to help' with Chad as the head: it is the subject of what follows."""
    noun = parse.head[verb]
    if parse.head[noun] != noun or parse.tag[noun] not in NOUNS or parse.word[verb - 1] != "," or noun > verb:
        return
    aside = [k for k in below(parse, noun, {"relcl", "appos", "acl", "prep"}) if k < verb]
    after = parse.word[verb + 1] if verb + 1 < len(parse) else ""
    if not aside or after == "by" or below(parse, noun, SUBJECTS | {"cop"}):
        return
    parse.tag[verb], parse.head[verb], parse.dep[verb] = "VBD", verb, "ROOT"
    parse.head[noun], parse.dep[noun] = verb, "nsubj"
    first, last = parse.sentences[parse.sentence[verb]]
    for k in range(first, last):
        if parse.head[k] == noun and k > verb:
            parse.head[k] = verb


def _mend_name_beside_subject(parse: Parse, verb: int) -> None:
    """'The bloc ECOWAS suspended Mali a day after officers ...', read as 'the bloc that ECOWAS suspended'."""
    noun, name = parse.head[verb], verb - 1
    if parse.tag[name] != "NNP" or parse.head[name] != verb or parse.dep[name] != "nsubj":
        return
    first_of_name = min([name, *below(parse, name, {"compound"})])
    if noun != first_of_name - 1 or parse.tag[noun] not in NOUNS or not below(parse, verb, {"dobj"}):
        return
    clause = parse.head[noun]
    marks = [k for k in below(parse, clause, {"mark"}) if parse.word[k] in SINCE and k > verb]
    if parse.dep[noun] not in SUBJECTS or clause < verb or not marks:
        return
    is_root = parse.head[clause] == clause
    parse.head[verb], parse.dep[verb] = (verb, "ROOT") if is_root else (parse.head[clause], parse.dep[clause])
    parse.head[clause], parse.dep[clause] = verb, "advcl"
    for k in range(parse.sentences[parse.sentence[verb]][0], noun):
        if parse.head[k] in {noun, clause}:
            parse.head[k] = name
    parse.head[noun], parse.dep[noun] = name, "compound"


def _mend_second_verb(parse: Parse, i: int) -> None:
    """'detained the president and dissolved parliament': after 'and', the verb of a second object, no adjective."""
    noun = parse.head[i]
    first = parse.head[noun]
    if parse.dep[noun] != "conj" or noun != i + 1 or parse.word[i - 1] not in {"and", ","}:
        return
    if not (parse.tag[noun] == "NNP" or parse.word[noun] in HOUSES) or not parse.word[i].endswith("ed"):
        return
    verb = parse.head[first]
    if parse.dep[first] != "dobj" or parse.tag[verb] != "VBD":
        return
    parse.tag[i], parse.head[i], parse.dep[i] = "VBD", verb, "conj"
    parse.head[noun], parse.dep[noun] = i, "dobj"


def _mend_noun_of_saying(parse: Parse, i: int) -> None:
    """'dismissed as "fiction" Malian claims that ...': no second verb but the object, put behind a long phrase."""
    verb = parse.head[i]
    if parse.tag[i - 1] not in {"NNP", "JJ"} or parse.head[i - 1] != i:
        return
    if any(parse.dep[k] == "cc" and parse.head[k] == verb for k in range(verb, i)):
        return
    parse.tag[i], parse.dep[i], parse.lemma[i] = "NNS", "dobj", parse.word[i][:-1]
    parse.dep[i - 1] = "amod"
    for k in below(parse, i, {"ccomp"}):
        parse.dep[k] = "acl"


def _mend_gerund_subject(parse: Parse, i: int) -> None:
    """'The leaders of Chad, meeting with Lo, agreed': they agreed, not the meeting."""
    verb = parse.head[i]
    own = [k for k in below(parse, i, {"nsubj"}) if k < i and parse.tag[k] in NOUNS]
    if verb < i or len(own) != 1 or parse.word[i - 1] != "," or not _is_finite(parse, verb):
        return
    parse.head[own[0]], parse.dep[own[0]] = verb, "nsubj"
    parse.head[i], parse.dep[i] = own[0], "acl"


def _mend_list(parse: Parse, i: int) -> None:
    """'from the United Nations, the African Union and Portugal', cut after the first: the second is joined to it."""
    first = min([i, *below(parse, i, {"det", "amod", "compound", "poss", "nummod"})])
    before = first - 2
    if before < 0 or parse.word[first - 1] != "," or parse.tag[before] not in {"NNP", "NNPS"} or parse.head[i] > before:
        return
    if parse.tag[i] in {"NNP", "NNPS"} and parse.dep[before] in {"pobj", "dobj", "conj"} and below(parse, i, {"conj"}):
        parse.head[i], parse.dep[i] = before, "conj"


def _mend_whose(parse: Parse, whose: int) -> None:
    """'from Chad, whose minister, Ali Abba, visited Paris': the visit is the minister's, and told of Chad."""
    noun = parse.head[whose]
    owner = parse.head[noun]
    if parse.dep[noun] != "appos" or not owner < whose < noun:
        return
    _, last = parse.sentences[parse.sentence[noun]]
    for verb in range(noun + 1, last):
        if parse.tag[verb] in {"VBD", "VBZ", "VBP"} and parse.head[verb] < owner:
            if parse.dep[verb] == "conj" and not below(parse, verb, SUBJECTS | {"cc"}):
                parse.head[noun], parse.dep[noun] = verb, "nsubj"
                parse.head[verb], parse.dep[verb] = owner, "relcl"
            return
