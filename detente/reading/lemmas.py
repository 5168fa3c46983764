"""Lemmas from the tables that a spaCy pipeline carries, without running its lemmatizer over every token."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

__all__ = [
    "FRENCH_ADJECTIVES",
    "FRENCH_IRREGULAR",
    "Lemmatizer",
    "VerbOnly",
    "lemmatizer_of",
    "lexicon_of",
    "verbs_only_of",
]

Lemmatizer = Callable[[str, str], str]
"""Word in lower case and its Penn tag -> lemma."""

VerbOnly = Callable[[str, str], str | None]
"""Word in lower case and its Penn tag -> its infinitive, if it is a form of a verb and no word of the tag's sort."""

PARTS_OF_SPEECH = {"V": "verb", "N": "noun", "J": "adj", "R": "adv"}
IRREGULAR = {
    "'s": "be", "'re": "be", "'m": "be", "am": "be", "is": "be", "are": "be", "was": "be", "were": "be",
    "been": "be", "being": "be", "'ve": "have", "has": "have", "had": "have", "'d": "would", "'ll": "will",
    "ca": "can", "wo": "will", "n't": "not", "does": "do", "did": "do", "done": "do", "said": "say",
}  # fmt: skip
"""English forms that carry most verbs of a text; the tables leave some of them to another component."""


def lemmatizer_of(nlp: Any, language: str) -> Lemmatizer:
    """A cached function from word and tag to lemma, built on the tables of the pipeline's lemmatizer."""
    index, exceptions, rules, forms = _tables(nlp, "index", "exc", "rules", "lookup")
    sets = {pos: frozenset(index.get(pos, ())) for pos in PARTS_OF_SPEECH.values()}
    irregular = IRREGULAR if language == "en" else {}
    french = language == "fr"

    @lru_cache(maxsize=100_000)
    def lemmatize(word: str, tag: str) -> str:
        pos = PARTS_OF_SPEECH.get(tag[:1], "")
        if pos == "verb" or tag in {"MD", "RB", "POS"}:
            known = irregular.get(word)
            if known and tag != "POS":
                return known
        if not pos or tag.startswith("NNP"):
            return word
        found = looked_up(word, tag, pos)
        return _french(word, found, tag, known=word in sets[pos]) if french else found

    def looked_up(word: str, tag: str, pos: str) -> str:
        if word in exceptions.get(pos, {}):
            return str(exceptions[pos][word][0])
        known_forms = sets[pos]
        base_form = tag in {"VB", "VBP", "NN", "JJ"} if language == "en" else True
        if base_form and word in known_forms:
            return word
        unknown = ""
        for old, new in rules.get(pos, ()):
            if word.endswith(old):
                form = word[: len(word) - len(old)] + new
                if form in known_forms:
                    return str(form)
                unknown = unknown or form
        if word in known_forms:
            return word
        if word in forms:
            found = forms[word]
            return str(found[0] if isinstance(found, list) else found)
        return word if language != "en" else unknown or word

    return lemmatize


def lexicon_of(nlp: Any) -> Callable[[str], bool]:
    """Tells whether a word in lower case is one of the language, by the same tables and the list of stop words."""
    is_form = _form_test(nlp)
    stop_words = frozenset(nlp.Defaults.stop_words)

    @lru_cache(maxsize=20_000)
    def is_word(word: str) -> bool:
        return word in stop_words or any(is_form(word, pos) for pos in PARTS_OF_SPEECH.values())

    return is_word


def verbs_only_of(nlp: Any, language: str) -> VerbOnly:
    """Tells of a word that was tagged as a noun, adjective or adverb whether by the tables it can only be a verb.

    For French only; elsewhere the answer is always None. An infinitive is its own.
    """
    exceptions, forms = _tables(nlp, "exc", "lookup")
    is_form = _form_test(nlp)

    @lru_cache(maxsize=20_000)
    def infinitive(word: str, tag: str) -> str | None:
        pos = PARTS_OF_SPEECH.get(tag[:1], "noun")
        if language != "fr" or len(word) < 3 or is_form(word, pos):
            return None
        if pos == "noun" and INFINITIVE.search(word) and word not in forms:
            return word
        found = exceptions.get("verb", {}).get(word) or forms.get(word) or ""
        lemma = str(found[0] if isinstance(found, list) else found)
        return lemma if INFINITIVE.search(lemma) and lemma != word and FINITE.search(word) else None

    return infinitive


def _form_test(nlp: Any) -> Callable[[str, str], bool]:
    """A test whether a word is, by the tables, a form of one of a part of speech (`verb`, `noun`, `adj`, `adv`)."""
    index, exceptions, rules = _tables(nlp, "index", "exc", "rules")
    known = {pos: frozenset(index.get(pos, ())) for pos in PARTS_OF_SPEECH.values()}

    def is_form(word: str, pos: str) -> bool:
        if word in known[pos] or word in exceptions.get(pos, ()):
            return True
        return any(
            word.endswith(old) and word[: len(word) - len(old)] + new in known[pos] for old, new in rules.get(pos, ())
        )

    return is_form


def _tables(nlp: Any, *names: str) -> list[Any]:
    """The tables of a pipeline's lemmatizer, empty where it has none."""
    lookups = nlp.get_pipe("lemmatizer").lookups
    return [lookups.get_table(f"lemma_{n}") if lookups.has_table(f"lemma_{n}") else {} for n in names]


INFINITIVE = re.compile(r"(?:er|ir|re|oir)$")
FINITE = re.compile(r"(?:e|ent|[iu]t|oi[te]nt|oit|et|end|ond|ompt|ort|ert|a|irent|urent|ront|ait)$")
FIRST_GROUP = re.compile(r"(?:e|es|ent|ait|aient|a|èrent|era|eront|erait|eraient|é|ée|és|ées|ant)$")
FRENCH_IRREGULAR = {"dément": "démentir", "démentent": "démentir", "pressent": "presser"}
"""Forms that the tables give to a rarer verb ('démer', 'pressentir')."""
FRENCH_ADJECTIVES = {"prête": "prêt", "prêtes": "prêt"}
"""Adjectives that look like a verb ('prêter')."""
FRENCH_NOUNS = {"parties": "partie", "capitales": "capitale"}
"""Plurals that the tables give to another word ('party', 'capital')."""

COMPOUND_PLURAL = re.compile(r"\w{3,}s-\w{3,}s")
UNCHANGED = frozenset({"pays", "propos"})
PLURAL = (("eaux", "eau"), ("aux", "al"), ("s", ""), ("x", ""))


def _french(word: str, lemma: str, tag: str, *, known: bool) -> str:
    """Mends what the French tables get wrong: nouns that look like verbs, and verbs like nouns.

    Where the table of a verb gives no infinitive, the ending of the first conjugation is stripped, to which
    most verbs belong ('montre', 'conteste').
    """
    verbal = INFINITIVE.search(lemma) is not None
    pos = PARTS_OF_SPEECH[tag[:1]]
    if pos == "verb":
        if word in FRENCH_IRREGULAR:
            return FRENCH_IRREGULAR[word]
        settled = verbal and (lemma != word or tag == "VB")
        return re.sub(r"è(?=[^aeiou]er$)", "é", lemma if settled else FIRST_GROUP.sub("er", word))
    if pos == "adj" and verbal and lemma != word:
        return re.sub(r"é(?:e|s|es)$", "é", word)
    if pos == "adj" and word in FRENCH_ADJECTIVES:
        return FRENCH_ADJECTIVES[word]
    if pos == "noun" and word in FRENCH_NOUNS:
        return FRENCH_NOUNS[word]
    if pos == "noun" and COMPOUND_PLURAL.fullmatch(word):  # 'postes-frontières'
        return word.replace("s-", "-")[:-1]
    if word in UNCHANGED:
        return word
    if pos == "noun" and (verbal or (lemma == word and not known and word.endswith(("s", "x")))):
        if lemma == word and word.endswith(("us", "is", "as", "ix", "ès", "ours", "emps", "orps")):
            return word
        for old, new in PLURAL:
            if word.endswith(old) and len(word) > len(old) + 2:
                return word[: len(word) - len(old)] + new
        return word
    return lemma
