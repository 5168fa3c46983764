"""Finds the verbs that the small French parser took for nouns or adjectives, from the company that they keep.

The parser confuses the present of the first conjugation with its noun ('juge', 'menace', 'dénonce') and
some participles with adverbs. A word with a subject, an object or an auxiliary of its own is a verb. This
works on the labels of Universal Dependencies, before they are renamed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.reading.lemmas import FRENCH_ADJECTIVES, FRENCH_IRREGULAR

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["HAVE", "PARTICIPLE", "infinitive_of", "mend_misread_verbs"]

FINITE = re.compile(r"[a-zàâçèéêëîïôûœ]{2,}(?:e|ent|era|eront)$")
PARTICIPLE = re.compile(r"[a-zàâçèéêëîïôûœ]{2,}(?:é|ée|és|ées|u|ue|us|ues|i|ie|is|ies)$")
INFINITIVE = re.compile(r"(?:er|ir|re)$")
PARTICIPLE_ENDINGS = (("tenu", "tenir"), ("venu", "venir"), ("çu", "cevoir"), ("u", "re"), ("é", "er"), ("i", "ir"))
PRESENT_TAGS = frozenset({"VBZ", "VBF", "VBC"})
HOMOGRAPHS = frozenset(
    "critique juge montre nie estime conteste menace dénonce rencontre visite demande offre attaque annonce "
    "presse proteste frappe échange mobilise salue libère sanctionne".split()
)
"""Presents that the parser takes for adjectives too."""
PRESENTS = {
    "dément": "démentir", "sert": "servir", "met": "mettre", "promet": "promettre", "rompt": "rompre",
    "suspend": "suspendre", "rejoint": "rejoindre", "défend": "défendre", "admet": "admettre",
}  # fmt: skip
"""Presents without an ending of the first conjugation that the parser takes for nouns or adverbs."""

NOMINAL = frozenset({"NN", "NNP", "JJ", "RB", "PRP", "FW"})
VERBAL_CHILDREN = frozenset({"obj", "ccomp", "xcomp", "nsubj", "nsubj:pass"})
LOOSE = frozenset({"amod", "nmod", "appos", "conj", "flat:name", "flat:foreign"})
BE = frozenset({"est", "sont", "était", "étaient", "sera", "seront", "serait", "seraient"})
WENT = re.compile(
    r"(?:parven|conven|reven|deven|interven|surven|ven|arriv|all|retourn|rentr|entr|pass|tomb|rest)(?:u|é)e?s?$"
)
"""Participles of verbs that make their past with 'être'."""
HAVE = frozenset({"a", "ont", "avait", "avaient", "aurait", "auraient", "aura", "auront"})
NO_PARTICIPLES = frozenset({"lieu", "parti", "plus", "peu", "feu", "jeu", "appui", "dû"})
AUXILIARIES = frozenset({"aux:tense", "aux:pass", "aux"})


def mend_misread_verbs(parse: Parse) -> None:
    """Gives such words the tag and lemma of the verb and hands them their subject; in place."""
    children: dict[int, list[int]] = {}
    for i, head in enumerate(parse.head):
        if head != i:
            children.setdefault(head, []).append(i)
    for i, tag in enumerate(parse.tag):
        if tag in {"VBZ", "VB"} and parse.word[i] in FRENCH_ADJECTIVES and parse.dep[i] in {"xcomp", "amod", "acl"}:
            parse.tag[i], parse.lemma[i] = "JJ", FRENCH_ADJECTIVES[parse.word[i]]  # 's'est dite prête'
        elif tag == "VB" and FINITE.match(parse.word[i]) and not INFINITIVE.search(parse.word[i]):
            _make_verb(parse, i)  # 'Prague expulse'
    for i, below in children.items():
        if parse.tag[i] in NOMINAL:
            _mend(parse, i, below)
    for i, label in enumerate(parse.dep):
        if parse.tag[i] in PRESENT_TAGS and label == "amod":
            _mend_first_of_two(parse, i)
        elif parse.tag[i] in PRESENT_TAGS and label == "conj":
            _mend_second_of_two(parse, i)
    for i, word in enumerate(parse.word):
        if word in HAVE | BE and not parse.dep[i].startswith("aux"):
            _mend_participle(parse, i)
    for first, last in parse.sentences:
        _mend_verbless(parse, first, last)


def infinitive_of(participle: str) -> str:
    """The infinitive of a past participle that `PARTICIPLE` matches, by its ending: imputée -> imputer."""
    stem = re.sub(r"(?<=[éui])(?:e|s|es)$", "", participle)
    old, new = next((o, n) for o, n in PARTICIPLE_ENDINGS if stem.endswith(o))
    return stem[: len(stem) - len(old)] + new


def _mend_participle(parse: Parse, i: int) -> None:
    """'a nié tout chantage' with the auxiliary as the verb and the participle as its object."""
    verb = i + 1
    if verb >= len(parse) or parse.tag[verb] == "VBN" or parse.word[verb] in NO_PARTICIPLES:
        return
    copula = parse.dep[i] == "cop" and parse.head[i] == verb
    if parse.lemma[i] == "être" and not (copula and WENT.match(parse.word[verb])):
        return
    if not (copula or parse.head[verb] == i) or not PARTICIPLE.match(parse.word[verb]):
        return
    parse.tag[verb], parse.lemma[verb] = "VBN", infinitive_of(parse.word[verb])
    if copula:
        parse.dep[i] = "aux:tense"
        return
    parse.head[verb] = verb if parse.head[i] == i else parse.head[i]
    parse.dep[verb] = parse.dep[i]
    first, last = parse.sentences[parse.sentence[i]]
    for k in range(first, last):
        if parse.head[k] == i and k not in {i, verb}:
            parse.head[k] = verb
    parse.head[i], parse.dep[i] = verb, "aux:tense"


def _joined(parse: Parse, i: int) -> bool:
    return any(parse.head[k] == i and parse.dep[k] == "cc" for k in range(max(0, i - 3), i))


def _mend_first_of_two(parse: Parse, i: int) -> None:
    """'Moscou accuse Washington et met' read as 'the accusing Moscow puts': the first verb is the head."""
    noun = parse.head[i]
    second = parse.head[noun]
    if noun < i < second and parse.dep[noun] == "nsubj" and _joined(parse, second):
        parse.head[i] = i if parse.head[second] == second else parse.head[second]
        parse.dep[i] = parse.dep[second]
        parse.head[second], parse.dep[second] = i, "conj"
        parse.head[noun] = i


def _mend_second_of_two(parse: Parse, i: int) -> None:
    """'pose des conditions et réclame le retrait' with the second verb joined to the object of the first."""
    noun = parse.head[i]
    first = parse.head[noun]
    if not (parse.tag[noun] == "NN" and noun < i and parse.tag[first].startswith("VB") and _joined(parse, i)):
        return
    parse.head[i] = first
    for k in range(i + 1, min(len(parse), i + 5)):
        if parse.head[k] == noun and parse.dep[k] in {"appos", "conj"} and parse.tag[k] in {"NN", "NNP"}:
            parse.head[k], parse.dep[k] = i, "obj"
            return


def _mend_verbless(parse: Parse, first: int, last: int) -> None:
    """A sentence without a verb at its head: the verb was read as an adjective or noun after the subject.

    'Ankara menace de bombarder', 'l'opposition serbe boycotte le parlement': the word stands without an
    article after a name, noun or adjective, and before an article or an infinitive.
    """
    root = next((i for i in range(first, last) if parse.head[i] == i and parse.tag[i] != "."), None)
    if root is None:
        return
    marked = any(parse.head[c] == root and parse.dep[c] == "mark" for c in range(first, root))
    if parse.tag[root].startswith("VB") and not marked:
        return
    if not marked and any(parse.head[c] == root and parse.dep[c] in {"cop", *AUXILIARIES} for c in range(first, last)):
        return
    verb = next((i for i in range(first + 1, last - 1) if _stands_as_verb(parse, i)), None)
    if verb is None or not any(parse.tag[k] in {"NN", "NNP"} for k in range(first, verb)):
        return
    if not parse.tag[verb].startswith("VB"):
        _make_verb(parse, verb)
    for i in range(first, last):
        above = parse.head[i]
        if i == root or not (i > verb > above or above == verb or (above == root and i < verb < root)):
            continue
        _hang_on_verb(parse, i, verb)
    if root < verb:
        label = "nsubj"
    else:
        label = "obj" if not marked else "ccomp" if parse.word[verb + 1] in {"que", "qu'"} else "advcl"
    parse.head[root], parse.dep[root] = verb, label
    parse.head[verb], parse.dep[verb] = verb, "ROOT"


def _hang_on_verb(parse: Parse, i: int, verb: int) -> None:
    parse.head[i] = verb
    case = any(parse.head[k] == i and parse.dep[k] == "case" for k in range(max(0, i - 6), i))
    noun = parse.tag[i] in {"NN", "NNP"}
    if i < verb:
        if noun and not case and parse.dep[i] != "flat:name":
            parse.dep[i] = "nsubj"
    elif parse.tag[i] == "VB" and parse.dep[i] == "acl":
        parse.dep[i] = "xcomp"
    elif noun and parse.dep[i] in {"nmod", "conj", "appos", "dep"}:
        parse.dep[i] = "obl:arg" if case else "obj"


def _stands_as_verb(parse: Parse, i: int) -> bool:
    word, tag, after = parse.word[i], parse.tag[i], parse.tag[i + 1]
    opens = after in {"DT", "PRP$"} or parse.word[i + 1] in {"que", "qu'", "des", "contre"}
    opens = opens or (parse.word[i + 1] in {"de", "d'", "à"} and i + 2 < len(parse) and parse.tag[i + 2] == "VB")
    if parse.tag[i - 1] not in {"NN", "NNP", "JJ"} or parse.dep[i] not in LOOSE:
        return False
    if tag == "VBD" or tag in PRESENT_TAGS or (tag == "VB" and parse.lemma[i] != word):
        parse.tag[i] = "VBZ" if tag == "VB" else tag
        return True
    if word in PRESENTS and tag != "VBN":
        parse.tag[i], parse.lemma[i] = "VBZ", PRESENTS[word]
        return True
    if tag == "RB" and word.endswith("ent") and not word.endswith("ment"):  # 'envisagent' taken for an adverb
        return True
    return opens and FINITE.match(word) is not None and (tag == "NN" or word in HOMOGRAPHS)


def _mend(parse: Parse, i: int, below: list[int]) -> None:
    word, dep = parse.word[i], parse.dep
    labels = {dep[c] for c in below}
    if labels & AUXILIARIES and PARTICIPLE.match(word):
        parse.tag[i], parse.lemma[i] = "VBN", infinitive_of(word)
        _read_passive(parse, below)
        return
    articles = [c for c in below if dep[c] == "det" and parse.tag[c] == "DT"]
    if (
        articles == [i - 1]
        and parse.word[i - 1] == "l'"
        and labels & {"nsubj"}
        and labels & {"xcomp", "ccomp", "obl:arg"}
    ):
        parse.dep[i - 1], parse.tag[i - 1] = "obj", "PRP"  # 'l'opposition l'accuse d'avoir ...'
        _make_verb(parse, i)
        return
    if articles or "case" in labels or "cop" in labels or not labels & VERBAL_CHILDREN or not FINITE.match(word):
        return
    if any(dep[c] in VERBAL_CHILDREN and parse.word[c] in {"qui", "que", "dont"} for c in below):
        return
    _make_verb(parse, i)
    _attach_subject(parse, i, below, has_subject=bool(labels & {"nsubj", "nsubj:pass"}))
    _attach_object(parse, i, below, has_object=bool(labels & {"obj", "ccomp", "xcomp"}))


def _make_verb(parse: Parse, i: int) -> None:
    word, lemma = parse.word[i], parse.lemma[i]
    if not re.search(r"(?:er|ir|re|oir)$", lemma) or lemma == word:
        lemma = re.sub(r"è(?=[^aeiou]er$)", "é", re.sub(r"(?:era|eront|ent|e)$", "er", word))
    lemma = FRENCH_IRREGULAR.get(word, lemma)
    parse.tag[i], parse.lemma[i] = "VBF" if word.endswith(("era", "eront")) else "VBZ", lemma


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
            if parse.dep[c] == "nmod":
                parse.dep[c] = "obl:arg"
