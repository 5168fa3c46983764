"""Turns a Universal Dependencies parse (French) into the ClearNLP shape that the readers know.

Prepositions become heads of their nouns, copulas heads of their predicates, and labels and tags get the names
that the English pipelines use, so that one set of readers serves both languages. First the slips that the
small French parser makes again and again are mended (`misread_verbs.py`, `misread_attachments.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.misread_attachments import DAYS, mend_misread_attachments
from detente.reading.misread_clauses import mend_misread_clauses
from detente.reading.misread_joints import mend_misread_joints
from detente.reading.misread_names import turn_names
from detente.reading.misread_nouns import mend_misread_nouns
from detente.reading.misread_objects import mend_misread_numbers, mend_misread_objects
from detente.reading.misread_subjects import mend_misread_subjects
from detente.reading.misread_verbs import mend_misread_verbs
from detente.reading.verbs_only import mend_verbs_only

if TYPE_CHECKING:
    from detente.reading.lemmas import VerbOnly
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

TO_WORDS = frozenset({"de", "d'", "à", "pour"})
"""Marks of an infinitive that English says by 'to'."""

ENDING = frozenset("cesser arrêter suspendre interrompre couper".split())
"""Verbs that say of an infinitive that it is over, but not of what it is for: 'ont cessé le travail pour ...'."""

INFINITIVE_PREPOSITIONS = frozenset({"sans", "avant", "après", "par"})
"""Marks of an infinitive that English says by a preposition with a gerund: 'without condemning'."""

PARTITIVE = frozenset({"des", "du", "de", "d'"})
OF_VERBS = frozenset(
    "parler discuter dépendre bénéficier profiter disposer traiter user jouir douter venir sortir partir "
    "revenir débattre convenir témoigner décider menacer accuser changer résulter provenir découler "
    "souffrir rire".split()
)
"""Verbs whose 'des ...' is a prepositional phrase; with others it is an object ('a livré des armes')."""

GIVING = frozenset(
    "fournir livrer vendre acheter exporter importer envoyer donner offrir distribuer recevoir produire".split()
)
"""Verbs whose 'du ...', 'de l'...' is some of it: 'fournira du pétrole'."""

ETRE_VERBS = frozenset(
    "arriver venir aller partir entrer sortir mourir naître tomber rester devenir revenir parvenir retourner "
    "intervenir survenir convenir repartir rentrer".split()
)
"""Verbs that make their past with 'être': 'sont arrivés' is no passive."""

POSSESSIVES = frozenset("son sa ses leur leurs notre nos votre vos mon ma mes".split())
REFLEXIVES = frozenset({"se", "s'"})
NEGATORS = frozenset("pas jamais point guère plus aucun aucune nul nulle rien personne ni nullement aucunement".split())
NE = frozenset({"ne", "n'"})
BARE_NE_VERBS = frozenset({"savoir", "pouvoir", "cesser", "oser"})
"""Verbs that 'ne' alone negates; elsewhere 'ne' alone is an expletive ('à moins que Rome ne retire')."""

CONJUNCTIONS = frozenset({"si", "s'", "lorsque", "lorsqu'", "quand", "puisque", "tandis", "alors"})


def penn_tag(pos: str, morph: str) -> str:
    """A Penn tag for a universal part of speech with its features; `VBF` is a future, `VBC` a conditional."""
    if pos in {"VERB", "AUX"}:
        if "Mood=Cnd" in morph:
            return "VBC"
        return next((tag for feature, tag in VERB_TAGS if feature in morph), "VB")
    return POS_TAGS.get(pos, "NN")


def to_clearnlp(parse: Parse, verb_only: VerbOnly) -> None:
    """Rewrites `head`, `dep` and `tag` of a parse in place (and the lemma of a misread verb).

    `verb_only` tells of a word and its tag whether it can only be a verb.
    """
    mend_verbs_only(parse, verb_only)
    mend_misread_numbers(parse)
    mend_misread_verbs(parse)
    _mend_future_endings(parse)
    head, dep = parse.head, parse.dep
    mend_misread_clauses(parse)
    mend_misread_nouns(parse)
    mend_misread_attachments(parse)
    mend_misread_joints(parse)
    mend_misread_subjects(parse)
    mend_misread_objects(parse)
    _mend_partitives(parse)
    _open_fixed_conjunctions(parse)
    _attach_relatives(parse)
    _lift_over_auxiliaries(parse)
    _free_conjunctional_clauses(parse)
    for i, old in enumerate(dep):
        if old == "cop":
            label = "acomp" if parse.tag[head[i]] in {"JJ", "VBN", "VBG"} else "attr"
            _raise_over(parse, i, head[i], label)
    for i, old in enumerate(dep):
        if old == "case" and head[i] != i:
            agent = dep[head[i]] == "obl:agent"
            _put_above(head, dep, i, agent=agent)
    for i, old in enumerate(dep):
        if old == "mark" and parse.tag[head[i]] == "VB" and head[i] != i:
            _mark_of_infinitive(parse, i)
    for i, old in enumerate(dep):
        dep[i] = LABELS.get(old, "advmod" if old.startswith("obl") else "nmod" if old.startswith("nmod") else old)
    _name_words(parse)
    _mend_negation(parse)
    _mend_tenses(parse)
    turn_names(parse)
    _break_cycles(head, dep)


def _break_cycles(head: list[int], dep: list[str]) -> None:
    """Makes a root of the first token of every ring that the rewriting closed; a parse must be a tree."""
    rooted = [False] * len(head)
    for i in range(len(head)):
        path: list[int] = []
        on_path: set[int] = set()
        node = i
        while not rooted[node] and node not in on_path:
            path.append(node)
            on_path.add(node)
            if head[node] == node:
                break
            node = head[node]
        else:
            if node in on_path:
                head[node], dep[node] = node, "ROOT"
        for token in path:
            rooted[token] = True


def _mend_future_endings(parse: Parse) -> None:
    """Tags 'enverrait', 'signera' by their ending where the tagger erred; 'préparait', 'retira' stay."""
    for i, tag in enumerate(parse.tag):
        if tag not in {"VBZ", "VBD", "VB"}:
            continue
        word, lemma = parse.word[i], parse.lemma[i]
        if word == lemma or not (word.startswith(lemma) or not lemma[:-2].endswith("r")):
            continue
        if word.endswith(("rait", "raient")):
            parse.tag[i] = "VBC"
        elif word.endswith(("ra", "ront")) and len(word) > 3:
            parse.tag[i] = "VBF"


def _put_above(head: list[int], dep: list[str], preposition: int, *, agent: bool = False) -> None:
    noun = head[preposition]
    head[preposition] = head[noun] if head[noun] != noun else preposition
    dep[preposition] = "agent" if agent else "prep"
    head[noun], dep[noun] = preposition, "pobj"


def _raise_over(parse: Parse, copula: int, predicate: int, label: str) -> None:
    """Makes the copula head of its clause: the predicate and what hung on it as a clause move under it."""
    head, dep = parse.head, parse.dep
    clausal = {
        "nsubj",
        "csubj",
        "advmod",
        "mark",
        "cc",
        "punct",
        "aux",
        "advcl",
        "ccomp",
        "obl",
        "conj",
        "parataxis",
        "expl:subj",
    }
    above = head[predicate]
    head[copula] = copula if above == predicate else above
    dep[copula] = dep[predicate]
    for i in range(*parse.sentences[parse.sentence[copula]]):
        if head[i] == predicate and i != copula and dep[i] in clausal:
            head[i] = copula
    head[predicate], dep[predicate] = copula, label


def _mend_partitives(parse: Parse) -> None:
    """'des armes' after a verb without an object is the object, no phrase with 'of'."""
    head, dep = parse.head, parse.dep
    objects = {head[i] for i, label in enumerate(dep) if label == "obj"}
    passive = {head[i] for i, label in enumerate(dep) if label in {"aux:pass", "nsubj:pass"}}
    mended: set[int] = set()
    for i, label in enumerate(dep):
        noun = head[i]
        if label != "case" or parse.word[i] not in PARTITIVE:
            continue
        verb = head[noun]
        bare = (
            dep[noun].startswith("obl")
            and parse.tag[verb].startswith("VB")
            and verb not in objects | passive
            and verb < noun
        )
        some = bare and parse.word[i] in {"du", "de"} and parse.lemma[verb] in GIVING and i == verb + 1
        if dep[noun] == "conj" and verb in mended:
            dep[i], parse.tag[i] = "det", "DT"
        elif (
            dep[noun] in {"obj", "nsubj"}
            or some
            or (bare and parse.word[i] == "des" and parse.lemma[verb] not in OF_VERBS)
        ):
            dep[i], parse.tag[i] = "det", "DT"
            dep[noun] = "nsubj" if dep[noun] == "nsubj" else "obj"
            mended.add(noun)


def _open_fixed_conjunctions(parse: Parse) -> None:
    """'à moins que Rome retire' hangs on 'à' in the parse; it belongs to the main clause."""
    head, dep = parse.head, parse.dep
    for i in range(1, len(parse) - 1):
        if parse.word[i] != "moins" or parse.word[i - 1] != "à" or parse.word[i + 1] not in {"que", "qu'", "de"}:
            continue
        verb = head[i + 1]
        if not parse.tag[verb].startswith("VB") or verb < i:
            continue
        main = next((x for x in (head[i - 1], head[verb]) if x not in {i - 1, i, i + 1, verb}), None)
        if main is None:
            continue
        head[verb], dep[verb] = main, "advcl"
        for part in (i - 1, i, i + 1):
            head[part], dep[part] = verb, "mark" if part >= i else "fixed"


def _attach_relatives(parse: Parse) -> None:
    """'..., qui réclament' that the parser could not place hangs on the noun before it."""
    for i, word in enumerate(parse.word):
        verb = parse.head[i]
        if (
            word != "qui"
            or parse.dep[i] not in {"nsubj", "nsubj:pass"}
            or parse.dep[verb] not in {"dep", "parataxis", "conj", "advcl"}
        ):
            continue
        if any(parse.head[k] == verb and parse.dep[k] == "cc" for k in range(max(0, i - 2), i)):
            continue
        noun = next((k for k in range(i - 1, max(-1, i - 6), -1) if parse.tag[k] in {"NN", "NNP"}), None)
        if noun is not None:
            parse.head[verb], parse.dep[verb] = noun, "acl:relcl"


def _lift_over_auxiliaries(parse: Parse) -> None:
    """What hangs on an auxiliary ('n'a pas') hangs on its verb."""
    for i, above in enumerate(parse.head):
        if above != i and parse.dep[above].startswith("aux") and parse.head[above] != above:
            parse.head[i] = parse.head[above]


def _free_conjunctional_clauses(parse: Parse) -> None:
    """'gèleront leurs crédits si ...': such a clause belongs to a verb, not to the noun before it."""
    for i, word in enumerate(parse.word):
        verb = parse.head[i]
        if word not in CONJUNCTIONS or parse.dep[i] != "mark" or not parse.dep[verb].startswith("acl"):
            continue
        noun = parse.head[verb]
        above = parse.head[noun]
        for _ in range(6):
            if parse.tag[above].startswith("VB") or parse.head[above] == above:
                break
            above = parse.head[above]
        if parse.tag[above].startswith("VB") and above != verb:
            parse.head[verb], parse.dep[verb] = above, "advcl"


def _mark_of_infinitive(parse: Parse, mark: int) -> None:
    word = parse.word[mark]
    if word == "pour" and parse.lemma[parse.head[parse.head[mark]]] in ENDING:
        parse.dep[parse.head[mark]] = "advcl"
        return
    if word in TO_WORDS:
        parse.dep[mark], parse.tag[mark] = "aux", "TO"
        return
    if word in INFINITIVE_PREPOSITIONS:
        verb = parse.head[mark]
        _put_above(parse.head, parse.dep, mark)
        parse.dep[verb] = "pcomp"


def _name_words(parse: Parse) -> None:
    for i, word in enumerate(parse.word):
        if word in POSSESSIVES and parse.dep[i] in {"det", "nmod"}:
            parse.dep[i], parse.tag[i] = "poss", "PRP$"
        elif word in DAYS and parse.dep[i] == "dobj":
            parse.dep[i] = "advmod"  # 'a reçu lundi l'ambassadeur'
        elif word in REFLEXIVES and parse.dep[i] in {"dobj", "dative", "expl"}:
            parse.dep[i] = "prt"  # 'se rendre', 'se retirer': the verb means something else than without it


def _mend_negation(parse: Parse) -> None:
    """Gives the label `neg` to the words that negate; 'ne ... que' (only) and an expletive 'ne' do not."""
    denied: dict[int, list[int]] = {}
    for i, word in enumerate(parse.word):
        if word in NE:
            denied.setdefault(parse.head[i], []).append(i)
    for verb, particles in denied.items():
        close = range(max(0, min(particles) - 8), min(len(parse), verb + 6))
        near = [i for i in close if parse.word[i] in NEGATORS and parse.sentence[i] == parse.sentence[verb]]
        only = any(
            parse.word[i] in {"que", "qu'"} and parse.tag[i] != "PRP"
            for i in range(verb + 1, min(len(parse), verb + 3))
        )
        if (near and not (only and parse.word[near[0]] != "pas")) or (parse.lemma[verb] in BARE_NE_VERBS and not only):
            for i in particles:
                parse.dep[i] = "neg"


def _mend_tenses(parse: Parse) -> None:
    """Tags the compound past as a past, and a past plan ('dit qu'il viendrait') as a future."""
    head, dep, tag = parse.head, parse.dep, parse.tag
    for i, label in enumerate(dep):
        verb = head[i]
        if label == "auxpass" and (parse.lemma[verb] in ETRE_VERBS or _is_reflexive(parse, verb)):
            dep[i] = "aux"
            for k in range(max(0, i - 40), i):
                if head[k] == verb and dep[k] == "nsubjpass":
                    dep[k] = "nsubj"
    for i, label in enumerate(dep):
        if label == "aux" and tag[i] == "VBZ" and tag[head[i]] in {"VBN", "VBD"}:
            tag[i], tag[head[i]] = "VBD", "VBN"
        if tag[i] == "VBC" and label in {"ccomp", "xcomp"} and _told_in_the_past(parse, head[i]):
            tag[i] = "VBF"


def _is_reflexive(parse: Parse, verb: int) -> bool:
    return any(parse.word[k] in REFLEXIVES and parse.head[k] == verb for k in range(max(0, verb - 4), verb))


def _told_in_the_past(parse: Parse, verb: int) -> bool:
    """Whether the verb that governs a clause is past: by its own tag or its auxiliary just before it."""
    if parse.tag[verb] == "VBD":
        return True
    return parse.tag[verb] == "VBN" and any(
        parse.head[k] == verb and parse.dep[k] == "aux" for k in range(max(0, verb - 4), verb)
    )
