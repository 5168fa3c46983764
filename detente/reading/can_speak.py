"""Whether a noun can be the source of words: people, bodies and papers can, 'progress' and 'what' cannot."""

from __future__ import annotations

from detente.codebook.cues import Cues
from detente.reading.parsing import Parse

__all__ = ["can_speak"]

ABSTRACT = ("ness", "ity", "ment", "tion", "sion", "ance", "ence", "ism", "ing", "ure", "ship", "dom", "th")
"""Endings of nouns that name no one: 'progress', 'development' say nothing, whatever the verb."""

WHEN = frozenset({"DATE", "TIME"})

SPEAKING_BODIES = frozenset(
    "administration government parliament department commission delegation opposition organization organisation "
    "association federation union institution congregation mission agency alliance prosecution coalition "
    "authority constitution management leadership membership movement regime legislature audience majority minority "
    "declaration resolution statement document argument judgment king being youth wife "
    "présidence diplomatie gouvernement parlement département délégation fédération rébellion direction armement "
    "résistance représentation majorité minorité autorité commandement mouvement agence résidence".split()
)
"""Nouns with such an ending that do speak: bodies, papers and people."""


def can_speak(parse: Parse, source: int | None, frame: str, attitude: str, cues: Cues) -> bool:
    """Whether the token can be the source of a cue used in a frame; a clause or a quotation is proof enough.

    Papers say, but neither think nor want: 'the resolution awaits approval'.
    """
    if source is not None and parse.entity[source] in WHEN:
        return False  # '2018 saw many accidents'
    if source is None or frame in {"according", "quote", "clause"}:
        return True
    if parse.tag[source] in {"NN", "NNS"} and not parse.entity[source]:
        lemma = parse.lemma[source]
        if attitude != "said" and lemma in cues.sources.get("document", ()):
            return False
        written = any(lemma in words for words in cues.sources.values())
        return written or lemma in SPEAKING_BODIES or not lemma.endswith(ABSTRACT)
    return parse.word[source] not in {"this", "that", "what", "which", "there"}
