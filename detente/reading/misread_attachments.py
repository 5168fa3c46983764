"""Mends what the small French parser hangs in the wrong place: objects after a day, infinitives, inverted pronouns.

Newswire French puts the day and the place between verb and object ('a signé lundi à Oslo un accord'), and the
parser then hangs the object on the day or the place. This works on the labels of Universal Dependencies, before they
are renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.misread_clauses import NOUNS, below, plural, verb_above

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["DAYS", "mend_misread_attachments"]

DAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain".split())
OBJECTS = frozenset({"obj", "ccomp", "nsubj:pass"})
LOOSE = frozenset({"nmod", "conj", "appos", "dep", "obl", "obl:mod", "obl:arg", "xcomp", "advcl", "amod"})
ARTICLES = frozenset("un une des le la les l' leur leurs son sa ses ce cette ces plusieurs quelques".split())
INVERTED = frozenset({"-il", "-elle", "-ils", "-elles", "-on", "-t-il", "-t-elle", "-t-ils", "-t-elles"})
IMPERSONAL = frozenset({"falloir", "pleuvoir", "neiger"})
CONTROLLING = frozenset(
    "appeler exhorter inviter presser sommer engager accuser soupçonner menacer forcer contraindre obliger autoriser "
    "encourager aider prier supplier conjurer adjurer implorer pousser inciter charger convaincre empêcher dissuader "
    "condamner".split()
)
"""Verbs whose object does what the infinitive after it says: 'appelle les deux pays à reprendre'."""

ORDERING = frozenset(
    "demander recommander conseiller ordonner interdire permettre proposer enjoindre intimer promettre suggérer "
    "reprocher défendre commander imposer offrir".split()
)
"""Verbs that tell somebody 'à' whom to do what."""

TO_WORDS = frozenset({"de", "d'", "à"})
WARNING = frozenset({"avertir", "prévenir", "informer", "assurer", "aviser", "persuader", "convaincre", "menacer"})
"""Verbs that tell somebody something: the 'que' after their object opens what is told."""

PARTS_OF_DAY = frozenset("matin soir midi nuit matinée soirée après-midi".split())
MONTHS = frozenset("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split())
TIMES = frozenset(
    "jour jours journée semaine semaines mois trimestre semestre an ans année années fois heure heures minute minutes "
    "moment instant week-end lendemain veille surlendemain printemps été automne hiver début fin temps époque siècle "
    "décennie".split()
)
"""Nouns that stand beside a verb without a preposition: 'la semaine dernière'."""

REACH = 12
"""Tokens between a verb and an object that the parser lost."""


def mend_misread_attachments(parse: Parse) -> None:
    """Rewrites heads and labels of a parse in place."""
    children: dict[int, list[int]] = {}
    for i, head in enumerate(parse.head):
        if head != i:
            children.setdefault(head, []).append(i)
    for i, word in enumerate(parse.word):
        if word in INVERTED:
            _mend_inverted(parse, i)
        elif word in DAYS or (word in PARTS_OF_DAY and i and parse.word[i - 1] in DAYS):
            _mend_day(parse, i, children)
    for i, label in enumerate(parse.dep):
        if label == "obl:mod" and parse.tag[i] == "NN" and parse.tag[parse.head[i]].startswith("VB"):
            _mend_bare_phrase(parse, i)
        elif label in LOOSE and parse.tag[i] in NOUNS:
            _mend_lost_object(parse, i)
            _mend_agent_of_noun(parse, i)
        elif label == "acl" and parse.tag[i] == "VB":
            _mend_infinitive(parse, i)
        elif label in {"acl", "amod"} and parse.tag[i] == "VBG":
            _mend_gerund(parse, i)
        elif (
            label.startswith("flat") and parse.tag[parse.head[i]] == "VBZ" and not below(parse, parse.head[i], OBJECTS)
        ):
            parse.dep[i] = "obj"
        elif label == "acl:relcl":
            _mend_told_clause(parse, i)
        elif label == "nsubj" and parse.tag[i] == "NN":
            _mend_object_as_subject(parse, i)
        elif label == "advcl" and parse.tag[i] == "VBN":
            _mend_participle(parse, i)
    for first, last in parse.sentences:
        _mend_subject_as_root(parse, first, last)
    _mend_active(parse)


def _mend_inverted(parse: Parse, i: int) -> None:
    """'a-t-elle déploré': the pronoun is the subject, whatever the parser took it for."""
    verb = verb_above(parse, i)
    if verb is None or parse.lemma[verb] in IMPERSONAL:
        return
    parse.tag[i], parse.head[i] = "PRP", verb
    parse.dep[i] = "nsubj"


def _mend_day(parse: Parse, i: int, children: dict[int, list[int]]) -> None:
    """'ont imposé mercredi des sanctions': the day hangs on the verb and nothing that follows hangs on the day."""
    before = next((k for k in range(i - 1, max(-1, i - 3), -1) if parse.tag[k] != "RB"), None)
    if before is not None and parse.word[i] in PARTS_OF_DAY:  # 'lundi soir'
        before = next((k for k in range(i - 2, max(-1, i - 4), -1) if parse.tag[k] != "RB"), None)
    verb = verb_above(parse, i)
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
    cases = below(parse, noun, {"case", "det"})
    counted = any(parse.word[k] in {"de", "d'"} and parse.tag[k + 1] == "CD" for k in cases)  # 'de deux villes'
    cases = [k for k in cases if parse.dep[k] == "case"]
    if counted or any(parse.word[k] not in {"des", "de", "d'"} for k in cases) or below(parse, verb, OBJECTS):
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
        (
            k
            for k in range(i - 1, max(above, i - 4), -1)
            if (parse.word[k] in ARTICLES or parse.dep[k] == "nummod") and parse.head[k] == i
        ),
        None,
    )
    if first is None or any(k < i for k in below(parse, i, {"cc", "punct"})):
        return
    if any(parse.head[k] != above or parse.dep[k] != "amod" for k in range(above + 1, first)):
        return  # only adjectives: 'a interdit à deux frégates grecques l'accès'
    named = parse.tag[above] == "NNP" or parse.word[above] in MONTHS
    cases = below(parse, i, {"case"})  # 'livrera à Oslo des chars': a name has no 'of' phrase in the plural
    if cases and not (cases == [first] and parse.word[first] == "des" and named):
        return
    verb = verb_above(parse, above)
    oblique = parse.dep[above].startswith("obl") and below(parse, above, {"case"})
    if verb is None or not oblique or verb > above or i - verb > REACH or below(parse, verb, OBJECTS):
        return
    if below(parse, verb, {"aux:pass", "cop"}):
        return
    parse.head[i], parse.dep[i] = verb, "obj"
    for k in cases:
        parse.dep[k], parse.tag[k] = "det", "DT"


def _mend_agent_of_noun(parse: Parse, i: int) -> None:
    """'le bombardement d'un marché par l'armée': who did it hangs on the deed, not on what it was done to."""
    done_to = parse.head[i]
    deed = parse.head[done_to]
    if deed == done_to or parse.dep[done_to] != "nmod" or not parse.dep[i].startswith("nmod"):
        return
    by = any(parse.word[k] == "par" for k in below(parse, i, {"case"}))
    of = any(parse.word[k] in {"de", "d'", "du", "des"} for k in below(parse, done_to, {"case"}))
    if by and of and parse.tag[deed] in NOUNS:
        parse.head[i] = deed


def _mend_bare_phrase(parse: Parse, i: int) -> None:
    """'a annoncé jeudi la rupture': a noun with an article, no preposition and no word of time in it is the object."""
    verb = parse.head[i]
    if verb > i or parse.word[i] in TIMES | PARTS_OF_DAY | DAYS | MONTHS or below(parse, i, {"case", "cc", "nummod"}):
        return
    if not any(parse.word[k] in ARTICLES for k in below(parse, i, {"det"})) or below(parse, verb, OBJECTS | {"cop"}):
        return
    active = parse.tag[verb] in {"VBZ", "VBD", "VBF", "VBC", "VB"} or below(parse, verb, {"aux:tense"})
    if active and not below(parse, verb, {"aux:pass"}):
        parse.dep[i] = "obj"


def _mend_infinitive(parse: Parse, i: int) -> None:
    """'appelle les deux pays à reprendre le dialogue': the infinitive belongs to the verb, not to the countries."""
    noun = parse.head[i]
    verb = parse.head[noun]
    told = parse.lemma[verb] in ORDERING and parse.dep[noun].startswith("obl")  # 'a demandé aux rebelles de partir'
    if not told and (parse.dep[noun] not in {"obj", "nsubj:pass"} or parse.lemma[verb] not in CONTROLLING):
        return
    if any(parse.word[k] in TO_WORDS for k in below(parse, i, {"mark"})):
        parse.head[i], parse.dep[i] = verb, "xcomp"


def _mend_gerund(parse: Parse, i: int) -> None:
    """'a attaqué un poste au Tchad, tuant dix soldats': the gerund after a comma belongs to the verb."""
    noun = parse.head[i]
    if i < 2 or parse.word[i - 1] != "," or (noun > i and parse.dep[i] != "amod"):
        return
    verb = verb_above(parse, noun)
    if verb is None or verb > i:
        return
    if noun > i:  # 'blessant six personnes' as 'six wounding persons'
        parse.head[noun], parse.dep[noun] = i, "obj"
    parse.head[i], parse.dep[i] = verb, "advcl"
    for k in below(parse, i, {"obl:mod", "obl", "obl:arg", "nsubj"}):
        if k > i and parse.tag[k] in NOUNS and not below(parse, k, {"case"}) and not below(parse, i, {"obj"}):
            parse.dep[k] = "obj"


def _mend_object_as_subject(parse: Parse, i: int) -> None:
    """'a condamné un acte lâche et a promis ...': what stands between a verb and 'et' is no subject of the second."""
    second = parse.head[i]
    first = parse.head[second]
    if first == second or not first < i < second or not parse.tag[first].startswith("VB"):
        return
    if parse.dep[second] not in {"conj", "ccomp", "xcomp", "parataxis"} or below(parse, first, OBJECTS - {"ccomp"}):
        return
    if any(i < k < second for k in below(parse, second, {"cc"})):
        parse.head[i], parse.dep[i], parse.dep[second] = first, "obj", "conj"


def _mend_told_clause(parse: Parse, i: int) -> None:
    """'avertit l'île qu'elle paiera': no relative clause, but what the island is told."""
    noun = parse.head[i]
    verb = parse.head[noun]
    if parse.dep[noun] != "obj" or parse.lemma[verb] not in WARNING:
        return
    for k in below(parse, i, {"obj", "nsubj", "mark"}):
        if parse.word[k] in {"que", "qu'"} and k == noun + 1:
            parse.dep[k], parse.tag[k] = "mark", "IN"
            parse.head[i], parse.dep[i] = verb, "ccomp"
            return


def _mend_participle(parse: Parse, i: int) -> None:
    """'à quatre généraux birmans, accusés d'avoir ...': a bare participle after a noun and a comma is its own."""
    if i < 2 or parse.word[i - 1] != "," or below(parse, i, {"aux:tense", "aux:pass", "nsubj", "nsubj:pass", "mark"}):
        return
    noun = next((k for k in range(i - 2, max(-1, i - 5), -1) if parse.tag[k] in NOUNS), None)
    if noun is not None and parse.head[i] < noun and plural(parse, noun) == plural(parse, i):
        parse.head[i], parse.dep[i] = noun, "acl"


def _mend_subject_as_root(parse: Parse, first: int, last: int) -> None:
    """'L'Argentine et le Brésil ont signé' as 'Argentina, and Brazil has signed': both are subjects of the verb."""
    root = next((i for i in range(first, last) if parse.head[i] == i and parse.tag[i] != "."), None)
    if root is None or parse.tag[root] not in NOUNS or below(parse, root, {"case", "cop", "nsubj"}):
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
    for verb in below(parse, root, {"conj", "dep", "parataxis"}):
        joints = [k for k in range(root, verb) if parse.dep[k] == "cc" and parse.word[k] == "et"]
        second = next((k for k in below(parse, verb, {"nsubj", "nsubj:pass"}) if joints and k > joints[0]), None)
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
                    parse.dep[k] = "obj" if below(parse, k, {"det"}) and not below(parse, verb, OBJECTS) else "nmod"
        return


def _mend_active(parse: Parse) -> None:
    """'La Russie a libéré' with a passive subject but no 'être': it is the subject."""
    for i, label in enumerate(parse.dep):
        verb = parse.head[i]
        if label == "nsubj:pass" and below(parse, verb, {"aux:tense"}) and not below(parse, verb, {"aux:pass", "cop"}):
            gone = any(parse.lemma[k] == "être" for k in below(parse, verb, {"aux:tense", "aux"}))
            if not gone or any(parse.word[k] in {"se", "s'"} and parse.head[k] == verb for k in range(i, verb)):
                parse.dep[i] = "nsubj"
