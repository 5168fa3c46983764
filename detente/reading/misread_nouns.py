"""Mends noun phrases that the small French parser misread: counts, adjectives taken for nouns, names for infinitives.

This works on the labels of Universal Dependencies, before they are renamed, and before the attachments of a clause are
mended (`misread_attachments.py`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.reading.misread_clauses import NOUNS, below, plural

if TYPE_CHECKING:
    from detente.reading.parsing import Parse

__all__ = ["mend_misread_nouns"]

NOMINAL = frozenset({"nsubj", "obj", "nsubj:pass", "nmod", "obl:arg", "obl:mod", "ROOT"})
NUMBERS = frozenset(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    "cinquante soixante cent cents mille".split()
)
QUANTITIES = frozenset(
    "millier milliers centaine centaines dizaine dizaines vingtaine trentaine quarantaine cinquantaine soixantaine "
    "douzaine quinzaine poignée paquet série salve multitude".split()
)
"""Nouns that count or bundle what comes after 'de'."""

PREPOSED = frozenset(
    "grand grande grands grandes petit petite petits petites nouveau nouvel nouvelle nouveaux nouvelles ancien "
    "ancienne anciens anciennes premier première premiers premières dernier dernière derniers dernières jeune jeunes "
    "vieux vieille haut haute hauts hautes bon bonne bons bonnes autre autres même mêmes principal principale "
    "principaux principales futur future prochain prochaine second seconde deux trois quatre cinq ex seul seule".split()
)
"""Adjectives that stand before their noun; elsewhere the noun comes first."""

CLITICS = frozenset({"le", "les"})
BEFORE_INFINITIVE = frozenset({"de", "à", "pour", "sans"})
BANDS = frozenset("groupe mouvement organisation milice réseau faction front groupuscule".split())
"""Nouns whose name, right behind them, is who acts."""

PARTICIPLE = re.compile(r"(?:(?:é|i|u|t)(?:e|s|es)?|[iou]u?s(?:e|es)?)$")
NATIONAL = re.compile(r"(?:[oa]is|[oa]ises?|ien|iens)$")
"""Endings of nationalities that no participle has."""
INFINITIVE = re.compile(r"[a-zàâçèéêëîïôûœ]{2,}(?:er|ir|re)$")


def mend_misread_nouns(parse: Parse) -> None:
    """Rewrites tags, heads and labels of a parse in place."""
    _open_quantities(parse)
    for i, label in enumerate(parse.dep):
        tag = parse.tag[i]
        if parse.word[i] in NUMBERS and tag != "CD":
            _mend_number(parse, i)
        elif tag == "VB" and parse.text[parse.start[i]].isupper():
            _mend_name(parse, i)
        elif tag == "NN" and parse.word[i - 1] in CLITICS and INFINITIVE.match(parse.word[i]):
            _mend_infinitive_with_pronoun(parse, i)
        elif tag == "VBN" and label in {"acl", "amod"} and not PARTICIPLE.search(parse.word[i]):
            _mend_no_participle(parse, i)
        elif tag == "VBN" and NATIONAL.search(parse.word[i]) and i and parse.tag[i - 1] == "NN":
            parse.tag[i], parse.head[i], parse.dep[i] = "JJ", i - 1, "amod"  # 'des ouvriers bangladais ont cessé'
        elif label == "amod" and parse.head[i] == i + 1 and tag in {"JJ", "NN"} and parse.tag[i + 1] == "JJ":
            _mend_swapped(parse, i)
        elif (
            label in {"obl:mod", "nmod", "appos", "advmod"}
            and tag == "NN"
            and parse.head[i] == i + 1
            and parse.tag[i + 1] == "JJ"
        ):
            _mend_swapped(parse, i)  # 'dans un bombardement russe'
        elif label == "amod" and tag == "NN" and i and parse.tag[i - 1] == "NN":
            parse.tag[i] = "JJ"
        elif tag == "NNP" and label.startswith("flat") and parse.tag[parse.head[i]] == "NN":
            _mend_adjective_as_name(parse, i)
        elif label in {"nmod", "appos"} and tag == "NNP" and parse.head[i] < i:
            _mend_band(parse, i)
        elif tag == "JJ" and label in {"amod", "acl"} and parse.head[i] == i - 1:
            _mend_behind_noun(parse, i)
        elif label in {"det", "amod"} and tag == "JJ" and parse.tag[parse.head[i]] in {"VBZ", "VBF"}:
            _mend_first_word(parse, i)
        elif label in NOMINAL and tag == "JJ" and i and parse.head[i - 1] == i and parse.dep[i - 1] == "det":
            parse.tag[i] = "NN"
        elif label == "amod" and tag in {"JJ", "NNP"}:
            _mend_adjective(parse, i)


def _open_quantities(parse: Parse) -> None:
    """'des milliers de Géorgiens', 'un paquet de sanctions': what is counted takes the place of the count."""
    for i, word in enumerate(parse.word[:-2]):
        one_of = word in {"un", "une"} and i and parse.word[i - 1] == "l'"  # 'l'un de ses ports'
        if not (one_of or word in QUANTITIES) or parse.word[i + 1] not in {"de", "d'", "des"}:
            continue
        noun = next((k for k in below(parse, i, {"nmod"}) if i + 1 < k <= i + 4 and parse.head[i + 1] == k), None)
        if noun is None:
            continue
        parse.head[noun] = noun if parse.head[i] == i else parse.head[i]
        parse.dep[noun] = parse.dep[i]
        for k in range(*parse.sentences[parse.sentence[i]]):
            if parse.head[k] == i and k not in {i, noun} and parse.dep[k] not in {"amod", "nummod"}:
                parse.head[k] = noun
        parse.head[i + 1], parse.dep[i + 1] = i, "fixed"
        parse.head[i], parse.dep[i], parse.tag[i] = noun, "nummod", "CD"


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


def _mend_first_word(parse: Parse, i: int) -> None:
    """'Londres exige' with the name as an adjective of the verb."""
    verb = parse.head[i]
    if verb == i + 1 and i == parse.sentences[parse.sentence[i]][0] and not below(parse, verb, {"nsubj"}):
        parse.dep[i], parse.tag[i] = "nsubj", "NNP"


def _mend_adjective(parse: Parse, i: int) -> None:
    """'des sanctions à quatre généraux birmans': the adjective goes with the noun before it if the number fits."""
    noun, above = i - 1, parse.head[i]
    if noun <= above or parse.tag[noun] != "NN" or plural(parse, noun) != plural(parse, i):
        return
    if below(parse, noun, {"case"}) and parse.word[below(parse, noun, {"case"})[0]] not in {"de", "d'"}:
        parse.head[i] = noun


def _mend_name(parse: Parse, i: int) -> None:
    """'à Alger', taken for an infinitive: inside a sentence a word with a capital is a name."""
    if i == parse.sentences[parse.sentence[i]][0] or not parse.text[parse.start[i] + 1 : parse.end[i]].islower():
        return
    marks = [k for k in below(parse, i, {"mark", "aux"}) if k == i - 1]
    if marks and parse.word[marks[0]] in {"à", "de", "en", "d'"}:
        parse.tag[i], parse.lemma[i], parse.dep[i] = "NNP", parse.word[i], "obl:arg"
        parse.dep[marks[0]] = "case"


def _mend_infinitive_with_pronoun(parse: Parse, i: int) -> None:
    """'n'a pas exclu de les assouplir': after 'de les', which is no article, comes a verb."""
    if i < 2 or parse.word[i - 2] not in BEFORE_INFINITIVE or parse.head[i - 2] != i or plural(parse, i):
        return
    parse.tag[i], parse.lemma[i], parse.dep[i] = "VB", parse.word[i], "xcomp"
    parse.dep[i - 1], parse.tag[i - 1], parse.head[i - 1] = "obj", "PRP", i
    parse.dep[i - 2] = "mark"


def _mend_swapped(parse: Parse, i: int) -> None:
    """'un raid israélien', with the second word as the noun: but for a few adjectives, the noun is the first."""
    noun, adjective = i, i + 1
    if parse.dep[adjective] not in NOMINAL or parse.word[noun] in PREPOSED or parse.word[adjective] in PREPOSED:
        return
    root = parse.head[adjective] == adjective
    parse.head[noun], parse.dep[noun] = noun if root else parse.head[adjective], parse.dep[adjective]
    parse.tag[noun] = "NN"
    for k in range(*parse.sentences[parse.sentence[i]]):
        if parse.head[k] == adjective and k not in {noun, adjective}:
            parse.head[k] = noun
    parse.head[adjective], parse.dep[adjective] = noun, "amod"


def _mend_behind_noun(parse: Parse, i: int) -> None:
    """'Raid israélien sur ...': what hangs on the adjective belongs to the noun, and the first word is no name."""
    noun = parse.head[i]
    if parse.dep[i] == "acl":
        parse.dep[i] = "amod"
        for k in below(parse, i, {"obl", "obl:arg", "obl:mod", "obl:agent"}):
            parse.head[k], parse.dep[k] = noun, "nmod"
    opens = noun == parse.sentences[parse.sentence[i]][0] and parse.tag[noun] == "NNP"
    if opens and parse.text[parse.start[i]].islower() and not parse.text[parse.start[noun] : parse.end[noun]].isupper():
        parse.tag[noun] = "NN"
        if plural(parse, noun) and len(parse.word[noun]) > 4:
            parse.lemma[noun] = parse.word[noun][:-1]


def _mend_no_participle(parse: Parse, i: int) -> None:
    """'sanctions américaines contre ...', with the adjective as a participle."""
    parse.tag[i], parse.lemma[i] = "JJ", re.sub(r"(?<=n)nes?$|(?<=[ai]n|is)es?$", "", parse.word[i])
    _mend_behind_noun(parse, i)


def _mend_adjective_as_name(parse: Parse, i: int) -> None:
    """'le président brésilien' with the adjective as a name: names have capitals."""
    if parse.text[parse.start[i] : parse.end[i]].islower() and parse.head[i] == i - 1:
        parse.tag[i], parse.dep[i] = "JJ", "amod"


def _mend_band(parse: Parse, i: int) -> None:
    """'le groupe djihadiste JNIM': the name right behind such a noun stands in its place."""
    noun = parse.head[i]
    if (
        parse.word[noun] not in BANDS
        or below(parse, i, {"case"})
        or any(parse.head[k] != noun for k in range(noun + 1, i))
    ):
        return
    root = parse.head[noun] == noun
    parse.head[i], parse.dep[i] = i if root else parse.head[noun], parse.dep[noun]
    for k in range(i + 1, parse.sentences[parse.sentence[i]][1]):
        if parse.head[k] == noun:
            parse.head[k] = i
    parse.head[noun], parse.dep[noun] = i, "nmod"
