"""Undoes the capitals of a headline, which hide from a parser what is a name and what a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

__all__ = ["in_title_case", "recased"]

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
OPENS_SENTENCE = re.compile(r"[.!?:…]['\"’”»)]*\s+['\"‘“«(]*$|^['\"‘“«(]*$|\n\s*['\"‘“«(]*$")

CONTRACTED = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")

SHARE = 0.6
"""Part of the longer words that begin with a capital, from which a line is in title case."""

LONGER = 4
"""Letters of a word that title case would not leave small, as it does articles and prepositions."""


def in_title_case(words: str) -> bool:
    """Whether a line sets most of its words with a capital: 'Ministers Say Talks May Resume'."""
    longer = [w for w in WORD.findall(words) if len(w) >= LONGER]
    capitals = sum(w[0].isupper() for w in longer)
    return len(longer) >= 3 and capitals > SHARE * len(longer) and any(not w.isupper() for w in longer)


def recased(line: str, body: str, *, is_word: Callable[[str], bool]) -> str:
    """A line in title case as running text would have it, character for character as long.

    The report's own body decides where it uses the word; elsewhere a word of the language (`is_word`, of a
    word in lower case) is no name. The first word, and words all in capitals, stay.
    """
    wanted = {match[0].lower() for match in WORD.finditer(line)}
    small, capital, opening = Counter[str](), Counter[str](), Counter[str]()
    for match in WORD.finditer(body):
        word = match[0].lower()
        if word not in wanted:
            continue
        if match[0][0].islower():
            small[word] += 1
        elif OPENS_SENTENCE.search(body, max(0, match.start() - 6), match.start()):
            opening[word] += 1
        else:
            capital[word] += 1

    def as_written(match: re.Match[str]) -> str:
        found = match[0]
        word = found.lower()
        if match.start() == 0 or found[1:] != found[1:].lower() or len(word) != len(found):
            return found
        if small[word] or capital[word]:
            return word if small[word] > capital[word] else found
        if opening[word] > 1 or (opening[word] and not is_word(word)):
            return found
        parts = CONTRACTED.sub("", word).split("-")
        return word if all(map(is_word, parts)) else found

    return WORD.sub(as_written, line)
