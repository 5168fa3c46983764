"""Mends what the small French parser hangs in the wrong place: objects after a day, infinitives, inverted pronouns.

Newswire French puts the day and the place between verb and object ('a signé lundi à Oslo un accord'), and the
parser then hangs the object on the day or the place. This works on the labels of Universal Dependencies, before they
are renamed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["DAYS", "mend_misread_attachments"]

DAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain".split())
NOUNS = frozenset({"NN", "NNP"})
OBJECTS = frozenset({"obj", "ccomp", "nsubj:pass"})
NOMINAL = frozenset({"nsubj", "obj", "nsubj:pass", "nmod", "obl:arg", "obl:mod", "ROOT"})
LOOSE = frozenset({"nmod", "conj", "appos", "dep", "obl", "obl:mod", "obl:arg", "xcomp", "advcl", "amod"})
ARTICLES = frozenset("un une des le la les l' leur leurs son sa ses ce cette ces plusieurs quelques".split())
NUMBERS = frozenset(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    "cinquante soixante cent cents mille".split()
)
INVERTED = frozenset({"-il", "-elle", "-ils", "-elles", "-on", "-t-il", "-t-elle", "-t-ils", "-t-elles"})
IMPERSONAL = frozenset({"falloir", "pleuvoir", "neiger"})
CONTROLLING = frozenset(
    "appeler exhorter inviter presser sommer engager accuser soupçonner menacer forcer contraindre obliger autoriser "
    "encourager aider prier supplier conjurer adjurer pousser inciter charger convaincre empêcher dissuader "
    "condamner".split()
)
"""Verbs whose object does what the infinitive after it says: 'appelle les deux pays à reprendre'."""

TO_WORDS = frozenset({"de", "d'", "à"})
WARNING = frozenset({"avertir", "prévenir", "informer", "assurer", "aviser", "persuader", "convaincre", "menacer"})
"""Verbs that tell somebody something: the 'que' after their object opens what is told."""

QUANTITIES = frozenset(
    "millier milliers centaine centaines dizaine dizaines vingtaine trentaine quarantaine cinquantaine soixantaine "
    "douzaine quinzaine poignée paquet série salve multitude".split()
)
"""Nouns that count or bundle what comes after 'de'."""

MONTHS = frozenset("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split())
ENDS = frozenset('.!?…:;"»)')
REACH = 12
"""Tokens between a verb and an object that the parser lost."""


def mend_misread_attachments(parse: Parse) -> None:
    """Rewrites heads and labels of a parse in place."""
    _join_sentences(parse)
    _open_quantities(parse)
    children: dict[int, list[int]] = {}
    for i, head in enumerate(parse.head):
        if head != i:
            children.setdefault(head, []).append(i)
    for i, word in enumerate(parse.word):
        if word in INVERTED:
            _mend_inverted(parse, i)
        elif word in DAYS:
            _mend_day(parse, i, children)
        elif word in NUMBERS and parse.tag[i] != "CD":
            _mend_number(parse, i)
    for i, label in enumerate(parse.dep):
        if label in LOOSE and parse.tag[i] in NOUNS:
            _mend_lost_object(parse, i)
        elif label == "acl" and parse.tag[i] == "VB":
            _mend_infinitive(parse, i)
        elif label in {"acl", "amod"} and parse.tag[i] == "VBG":
            _mend_gerund(parse, i)
        elif label == "amod" and parse.tag[i] == "NN" and i and parse.tag[i - 1] == "NN":
            parse.tag[i] = "JJ"
        elif (
            label.startswith("flat") and parse.tag[parse.head[i]] == "VBZ" and not _below(parse, parse.head[i], OBJECTS)
        ):
            parse.dep[i] = "obj"
        elif label in {"det", "amod"} and parse.tag[i] == "JJ" and parse.tag[parse.head[i]] in {"VBZ", "VBF"}:
            _mend_first_word(parse, i)
        elif label in NOMINAL and parse.tag[i] == "JJ" and i and parse.head[i - 1] == i and parse.dep[i - 1] == "det":
            parse.tag[i] = "NN"
        elif label == "acl:relcl":
            _mend_told_clause(parse, i)
        elif label == "nsubj" and parse.tag[i] == "NN":
            _mend_object_as_subject(parse, i)
        elif label == "amod" and parse.tag[i] in {"JJ", "NNP"}:
            _mend_adjective(parse, i)
        elif label == "advcl" and parse.tag[i] == "VBN":
            _mend_participle(parse, i)
    for first, last in parse.sentences:
        _mend_subject_as_root(parse, first, last)
    _mend_active(parse)


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


def _open_quantities(parse: Parse) -> None:
    """'des milliers de Géorgiens', 'un paquet de sanctions': what is counted takes the place of the count."""
    for i, word in enumerate(parse.word[:-2]):
        if word not in QUANTITIES or parse.word[i + 1] not in {"de", "d'"}:
            continue
        noun = next((k for k in _below(parse, i, {"nmod"}) if i + 1 < k <= i + 4 and parse.head[i + 1] == k), None)
        if noun is None:
            continue
        parse.head[noun] = noun if parse.head[i] == i else parse.head[i]
        parse.dep[noun] = parse.dep[i]
        for k in range(*parse.sentences[parse.sentence[i]]):
            if parse.head[k] == i and k not in {i, noun} and parse.dep[k] not in {"amod", "nummod"}:
                parse.head[k] = noun
        parse.head[i + 1], parse.dep[i + 1] = i, "fixed"
        parse.head[i], parse.dep[i], parse.tag[i] = noun, "nummod", "CD"


def _verb_above(parse: Parse, i: int) -> int | None:
    """The verb on which a noun hangs, itself or through other nouns."""
    for _ in range(4):
        above = parse.head[i]
        if above == i:
            return None
        if parse.tag[above].startswith("VB"):
            return above
        i = above
    return None


def _below(parse: Parse, head: int, labels: frozenset[str] | set[str]) -> list[int]:
    first, last = parse.sentences[parse.sentence[head]]
    return [k for k in range(first, last) if parse.head[k] == head and k != head and parse.dep[k] in labels]


def _mend_inverted(parse: Parse, i: int) -> None:
    """'a-t-elle déploré': the pronoun is the subject, whatever the parser took it for."""
    verb = _verb_above(parse, i)
    if verb is None or parse.lemma[verb] in IMPERSONAL:
        return
    parse.tag[i], parse.head[i] = "PRP", verb
    parse.dep[i] = "nsubj"


def _mend_day(parse: Parse, i: int, children: dict[int, list[int]]) -> None:
    """'ont imposé mercredi des sanctions': the day hangs on the verb and nothing that follows hangs on the day."""
    before = next((k for k in range(i - 1, max(-1, i - 3), -1) if parse.tag[k] != "RB"), None)
    verb = _verb_above(parse, i)
    if before is None or not parse.tag[before].startswith("VB") or verb is None or verb > i:
        return
    parse.head[i], parse.dep[i] = verb, "obl:mod"
    for k in children.get(i, ()):
        if k <= i or parse.tag[k] == "CD" or parse.word[k] in {"dernier", "prochain", "soir", "matin", "après-midi"}:
            continue
        if parse.tag[k] in NOUNS or parse.dep[k] in {"acl", "advcl", "acl:relcl", "punct"}:
            parse.head[k] = verb
            if parse.tag[k] in NOUNS:
                _make_object(parse, k, verb)


def _make_object(parse: Parse, noun: int, verb: int) -> None:
    """Hangs a noun on its verb: its object where it has an article and the verb has none, else beside it."""
    parse.head[noun] = verb
    cases = _below(parse, noun, {"case"})
    if any(parse.word[k] not in {"des", "de", "d'"} for k in cases) or _below(parse, verb, OBJECTS):
        parse.dep[noun] = "obl:mod"
        return
    for k in cases:
        parse.dep[k], parse.tag[k] = "det", "DT"
    parse.dep[noun] = "obj"


def _mend_lost_object(parse: Parse, i: int) -> None:
    """A noun with an article but neither preposition nor 'et', hung on a place or a day: the object of its verb."""
    above = parse.head[i]
    if above >= i or parse.tag[above] not in NOUNS or parse.dep[i] == "appos":
        return
    first = next(
        (k for k in range(i - 1, max(above, i - 4), -1) if parse.word[k] in ARTICLES and parse.head[k] == i), None
    )
    if first is None or first != above + 1 or _below(parse, i, {"cc", "punct"}):
        return
    named = parse.tag[above] == "NNP" or parse.word[above] in MONTHS
    cases = _below(parse, i, {"case"})  # 'livrera à Oslo des chars': a name has no 'of' phrase in the plural
    if cases and not (cases == [first] and parse.word[first] == "des" and named):
        return
    verb = _verb_above(parse, above)
    oblique = parse.dep[above].startswith("obl") and _below(parse, above, {"case"})
    if verb is None or not oblique or verb > above or i - verb > REACH or _below(parse, verb, OBJECTS):
        return
    if _below(parse, verb, {"aux:pass", "cop"}):
        return
    parse.head[i], parse.dep[i] = verb, "obj"
    for k in cases:
        parse.dep[k], parse.tag[k] = "det", "DT"


def _mend_number(parse: Parse, i: int) -> None:
    """'a libéré douze civils' with the number as the noun and the noun as its adjective."""
    noun = i + 1
    if noun >= len(parse) or parse.head[noun] != i or parse.tag[noun] not in {"JJ", *NOUNS}:
        return
    parse.head[noun] = parse.head[i] if parse.head[i] != i else noun
    parse.dep[noun] = "obj" if parse.dep[i] in {"xcomp", "obj"} else parse.dep[i]
    parse.tag[noun] = "NN"
    for k in range(*parse.sentences[parse.sentence[i]]):
        if parse.head[k] == i and k not in {i, noun}:
            parse.head[k] = noun
    parse.head[i], parse.dep[i], parse.tag[i] = noun, "nummod", "CD"


def _mend_infinitive(parse: Parse, i: int) -> None:
    """'appelle les deux pays à reprendre le dialogue': the infinitive belongs to the verb, not to the countries."""
    noun = parse.head[i]
    verb = parse.head[noun]
    if parse.dep[noun] not in {"obj", "nsubj:pass"} or parse.lemma[verb] not in CONTROLLING:
        return
    if any(parse.word[k] in TO_WORDS for k in _below(parse, i, {"mark"})):
        parse.head[i], parse.dep[i] = verb, "xcomp"


def _mend_gerund(parse: Parse, i: int) -> None:
    """'a attaqué un poste au Tchad, tuant dix soldats': the gerund after a comma belongs to the verb."""
    noun = parse.head[i]
    if i < 2 or parse.word[i - 1] != "," or (noun > i and parse.dep[i] != "amod"):
        return
    verb = _verb_above(parse, noun)
    if verb is None or verb > i:
        return
    if noun > i:  # 'blessant six personnes' as 'six wounding persons'
        parse.head[noun], parse.dep[noun] = i, "obj"
    parse.head[i], parse.dep[i] = verb, "advcl"
    for k in _below(parse, i, {"obl:mod", "obl", "obl:arg", "nsubj"}):
        if k > i and parse.tag[k] in NOUNS and not _below(parse, k, {"case"}) and not _below(parse, i, {"obj"}):
            parse.dep[k] = "obj"


def _mend_first_word(parse: Parse, i: int) -> None:
    """'Londres exige' with the name as an adjective of the verb."""
    verb = parse.head[i]
    if verb == i + 1 and i == parse.sentences[parse.sentence[i]][0] and not _below(parse, verb, {"nsubj"}):
        parse.dep[i], parse.tag[i] = "nsubj", "NNP"


def _mend_object_as_subject(parse: Parse, i: int) -> None:
    """'a condamné un acte lâche et a promis ...': what stands between a verb and 'et' is no subject of the second."""
    second = parse.head[i]
    first = parse.head[second]
    if first == second or not first < i < second or not parse.tag[first].startswith("VB"):
        return
    if parse.dep[second] not in {"conj", "ccomp", "xcomp", "parataxis"} or _below(parse, first, OBJECTS - {"ccomp"}):
        return
    if any(i < k < second for k in _below(parse, second, {"cc"})):
        parse.head[i], parse.dep[i], parse.dep[second] = first, "obj", "conj"


def _mend_told_clause(parse: Parse, i: int) -> None:
    """'avertit l'île qu'elle paiera': no relative clause, but what the island is told."""
    noun = parse.head[i]
    verb = parse.head[noun]
    if parse.dep[noun] != "obj" or parse.lemma[verb] not in WARNING:
        return
    for k in _below(parse, i, {"obj", "nsubj", "mark"}):
        if parse.word[k] in {"que", "qu'"} and k == noun + 1:
            parse.dep[k], parse.tag[k] = "mark", "IN"
            parse.head[i], parse.dep[i] = verb, "ccomp"
            return


def _mend_adjective(parse: Parse, i: int) -> None:
    """'des sanctions à quatre généraux birmans': the adjective goes with the noun before it if the number fits."""
    noun, above = i - 1, parse.head[i]
    if noun <= above or parse.tag[noun] != "NN" or _plural(parse, noun) != _plural(parse, i):
        return
    if _below(parse, noun, {"case"}) and parse.word[_below(parse, noun, {"case"})[0]] not in {"de", "d'"}:
        parse.head[i] = noun


def _plural(parse: Parse, i: int) -> bool:
    return parse.word[i].endswith(("s", "x"))


def _mend_participle(parse: Parse, i: int) -> None:
    """'à quatre généraux birmans, accusés d'avoir ...': a bare participle after a noun and a comma is its own."""
    if i < 2 or parse.word[i - 1] != "," or _below(parse, i, {"aux:tense", "aux:pass", "nsubj", "nsubj:pass", "mark"}):
        return
    noun = next((k for k in range(i - 2, max(-1, i - 5), -1) if parse.tag[k] in NOUNS), None)
    if noun is not None and parse.head[i] < noun and _plural(parse, noun) == _plural(parse, i):
        parse.head[i], parse.dep[i] = noun, "acl"


def _mend_subject_as_root(parse: Parse, first: int, last: int) -> None:
    """'L'Argentine et le Brésil ont signé' as 'Argentina, and Brazil has signed': both are subjects of the verb."""
    root = next((i for i in range(first, last) if parse.head[i] == i and parse.tag[i] != "."), None)
    if root is None or parse.tag[root] not in NOUNS or _below(parse, root, {"case", "cop", "nsubj"}):
        return
    if (
        root + 1 < last
        and parse.dep[root + 1] == "dep"
        and parse.head[root + 1] == root
        and parse.tag[root + 1] == "VBZ"
    ):
        parse.head[root + 1], parse.dep[root + 1] = root + 1, "ROOT"  # 'Paris prête deux avions'
        parse.head[root], parse.dep[root] = root + 1, "nsubj"
        return
    for verb in _below(parse, root, {"conj", "dep", "parataxis"}):
        joints = [k for k in range(root, verb) if parse.dep[k] == "cc" and parse.word[k] == "et"]
        second = next((k for k in _below(parse, verb, {"nsubj", "nsubj:pass"}) if joints and k > joints[0]), None)
        if second is None or not parse.tag[verb].startswith("VB"):
            continue
        parse.head[verb], parse.dep[verb] = verb, "ROOT"
        parse.head[root], parse.dep[root] = verb, parse.dep[second]
        parse.head[second], parse.dep[second] = root, "conj"
        parse.head[joints[0]] = second
        for k in range(verb + 1, last):
            if parse.head[k] == root:
                parse.head[k] = verb
                if parse.dep[k] == "dep" and parse.tag[k] in NOUNS:
                    parse.dep[k] = "obj" if _below(parse, k, {"det"}) and not _below(parse, verb, OBJECTS) else "nmod"
        return


def _mend_active(parse: Parse) -> None:
    """'La Russie a libéré' with a passive subject but no 'être': it is the subject."""
    for i, label in enumerate(parse.dep):
        verb = parse.head[i]
        if (
            label == "nsubj:pass"
            and _below(parse, verb, {"aux:tense"})
            and not _below(parse, verb, {"aux:pass", "cop"})
        ):
            gone = any(parse.lemma[k] == "être" for k in _below(parse, verb, {"aux:tense", "aux"}))
            if not gone or any(parse.word[k] in {"se", "s'"} and parse.head[k] == verb for k in range(i, verb)):
                parse.dep[i] = "nsubj"
