"""Find the words that tell a time. What they mean on the calendar is worked out in `times`.

A text becomes a string of codes, one character a token (see `time_lexicon`), and one regular
expression over codes finds whole phrases: "by the end of next week", "le 10 janvier au soir".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.model import Span
from detente.reading.time_lexicon import OTHER, SHAPES, Lexicon

__all__ = ["Expression", "lower", "read_expressions"]

NO_GAP = ("", " ")  # between tokens that stand side by side


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell a time: what sort, where, and the value of each named slot (None: no exact value).

    `start` and `end` are the words themselves; `relation` is the bound put before them ("by", "since").
    """

    kind: str
    span: Span
    slots: Mapping[str, Any]
    relation: str | None


def lower(text: str) -> str:
    """The text in small letters with straight apostrophes and hyphens, every character in its old place."""
    small = text.lower()
    if len(small) != len(text):  # a few letters, as the Turkish dotted I, grow when made small
        small = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return small.replace("’", "'").replace("–", "-").replace("—", "|").replace("‑", "-")


def read_expressions(text: str, lexicon: Lexicon) -> Iterator[Expression]:
    """The expressions of a text in order, none overlapping another."""
    coded, tokens = _coded(text, lower(text), lexicon)
    at = 0
    while opening := lexicon.starts.search(coded, at):
        first = opening.start()
        at = first + 1
        for rule in lexicon.rules_for(coded[first : first + 2]):
            if found := rule.match.match(coded, first):
                at = found.end()
                slots = {
                    slot: _value(word_class, _words(tokens[slice(*found.span(group))]), lexicon)
                    for group, word_class, slot in rule.slots
                    if found.start(group) >= 0
                }
                span = Span(tokens[first].start(), tokens[at - 1].end())
                yield Expression(rule.kind, span, slots, _relation(coded, tokens, first, lexicon))
                break


def _relation(coded: str, tokens: list[re.Match[str]], first: int, lexicon: Lexicon) -> str | None:
    """The bound put before a token, straight or with an article between: "depuis", "depuis la"."""
    for before in (first - 1, first - 2):
        if before < 0 or coded[before] == OTHER:
            return None
        [word] = _words(tokens[before : before + 1])
        if word not in lexicon.values.get("definite", ()):
            return lexicon.relations.get(word)
    return None


def _coded(text: str, small: str, lexicon: Lexicon) -> tuple[str, list[re.Match[str]]]:
    """The codes of a text and the token behind each; behind the code of words that tell no time, the next."""
    codes: list[str] = []
    tokens: list[re.Match[str]] = []
    plain = lexicon.plain
    end = 0
    for token in lexicon.tokens.finditer(small):
        start = token.start()
        gap = small[end:start]
        if gap not in NO_GAP and (not gap.isspace() or gap.count("\n") > 1):
            codes.append(OTHER)
            tokens.append(token)
        codes.append(plain.get(token[0]) or _code_of(token, text, lexicon))
        tokens.append(token)
        end = token.end()
    return "".join(codes), tokens


def _code_of(token: re.Match[str], text: str, lexicon: Lexicon) -> str:
    """The code of a token that is no plain word: a figure, a phrase, a word that needs a capital."""
    shape, word = token.lastgroup or "", token[0]
    if shape == "number":
        return SHAPES[_size_of(word)]
    if shape in SHAPES:
        return SHAPES[shape]
    word = " ".join(word.split())
    return lexicon.codes[word] if word not in lexicon.capital or text[token.start()].isupper() else OTHER


def _words(tokens: list[re.Match[str]]) -> list[str]:
    return [" ".join(token[0].split()) for token in tokens]


def _size_of(number: str) -> str:
    if not number.isdecimal() or len(number) > 4:
        return "numeral"
    value = int(number)
    if len(number) <= 2 and 1 <= value <= 31:
        return "small"
    return "fournumber" if len(number) == 4 and 1500 <= value < 2200 else "numeral"


def _value(word_class: str, words: list[str], lexicon: Lexicon) -> Any:
    """What the words of a slot stand for: an int for numbers and years, else what the list says."""
    ones, tens = lexicon.values["ones"], lexicon.values["tens"]
    if word_class in ("number", "year", "day"):
        parts = [w for w in words if w != "-"]
        figures = [
            int(d) if (d := re.sub(r"\D", "", w)) and len(d) < 10 else ones.get(w, tens.get(w, 0)) for w in parts
        ]
        if word_class == "year" and len(figures) > 1:  # nineteen ninety-six
            return figures[0] * 100 + sum(figures[1:])
        return sum(figures)
    if word_class in SHAPES:
        return words[0]
    return lexicon.values[word_class][words[0]]
