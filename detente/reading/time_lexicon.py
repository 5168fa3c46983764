"""A language's word list of times, compiled: tokens to codes, patterns to regular expressions over codes.

Every word of `codebook/<language>/times.toml` has a code of its own, one character; figures have a
code by shape; all else is `x`. A pattern of the list so becomes a short regular expression over
codes, and each code knows the patterns that can start with it.

In a pattern a bare word is itself, `<class>` a word of that class, `<class=name>` the same under
another name, `( | )` and `?` as usual, `@class` "straight after such a word", `!class` "not straight
before such a word", `!@class` "not straight after such a word". Of several patterns that fit at a
place the first in the file wins.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from detente.errors import CodebookError, UnknownLanguage

__all__ = ["OTHER", "SHAPES", "Lexicon", "Rule", "lexicon_of"]

OTHER = "x"
SHAPES = {
    "small": "0",  # 1 to 31
    "fournumber": "4",  # 1500 to 2199
    "numeral": "9",  # other numbers
    "nth": "t",  # 10th
    "iso": "i",  # 2022-01-10
    "slashed": "s",  # 10/01/2022
    "clock": "c",  # 10:30, 5 p.m., 14h30
    "decade": "d",  # 1990s
}
"""Codes of tokens with figures."""

FIRST_WORD_CODE = 0xE000  # Unicode's private use area: no clash with the shapes above
FORM_PART = re.compile(r"<(\w+)(?:=(\w+))?>|(!?@|!)(\w+)|([()|?])|([^\s()|?<>]+)")
KEYS = {"ordinal_suffixes", "slash_order", "capital", "words", "relations", "tense", "pattern", "example"}
NUMBER_WORDS = ("ones", "tens", "hundreds")  # classes that spelled numbers and years are made of


class Rule(NamedTuple):
    """A pattern ready to match: kind, the expression over codes, each slot's group, word class and name."""

    kind: str
    match: re.Pattern[str]
    slots: tuple[tuple[str, str, str], ...]
    follow: frozenset[str] | None  # the codes that may come second; None where one token can be all


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's words and patterns. `starts` finds the codes that can open a phrase."""

    tokens: re.Pattern[str]
    codes: Mapping[str, str]
    plain: Mapping[str, str]  # the codes of words that are the same with and without a capital
    capital: frozenset[str]
    starts: re.Pattern[str]
    rules: Mapping[str, tuple[Rule, ...]]
    pairs: dict[str, tuple[Rule, ...]]  # filled as pairs of codes are met
    values: Mapping[str, Mapping[str, Any]]
    relations: Mapping[str, str]
    slash_order: str
    tense: re.Pattern[str]

    def rules_for(self, pair: str) -> tuple[Rule, ...]:
        """The rules that may fit where these two codes (or one, at the end) stand, in the file's order."""
        known = self.pairs.get(pair)
        if known is None:
            rules = self.rules.get(pair[0], ())
            known = tuple(rule for rule in rules if rule.follow is None or pair[1:] in rule.follow)
            self.pairs[pair] = known
        return known


class _Piece(NamedTuple):
    """Part of a pattern: expression, codes that can be first and second, if no or one token will do."""

    regex: str
    first: frozenset[str] = frozenset()
    second: frozenset[str] = frozenset()
    empty: bool = False
    single: bool = True


@cache
def lexicon_of(language: str) -> Lexicon:
    """The compiled word list of a language, read once.

    Raises UnknownLanguage where there is none, CodebookError where it does not follow its form.
    """
    file = resources.files("detente.codebook").joinpath(language, "times.toml")
    if not language.isalpha() or not file.is_file():
        raise UnknownLanguage(f"no codebook/{language}/times.toml: add one, or name a language that has it")
    where = f"codebook/{language}/times.toml"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{where}: {error}") from error
    if data.keys() != KEYS or not data["words"].keys() >= set(NUMBER_WORDS):
        raise CodebookError(f"{where}: it must have {sorted(KEYS)}, and [words] the classes {NUMBER_WORDS}")
    return _compile(data, where)


def _compile(data: Mapping[str, Any], where: str) -> Lexicon:
    values: dict[str, Mapping[str, Any]] = data["words"]
    forms = [(entry["kind"], form) for entry in data["pattern"] for form in entry["forms"]]
    vocabulary = dict.fromkeys(word for table in values.values() for word in table)
    vocabulary |= dict.fromkeys(data["relations"])
    vocabulary |= dict.fromkeys(word for _, form in forms for *_, word in FORM_PART.findall(form) if word)
    codes = {word: chr(FIRST_WORD_CODE + n) for n, word in enumerate(vocabulary)}
    sets = _sets({name: "".join(codes[word] for word in table) for name, table in values.items()}, codes.get("-", "-"))
    opening: dict[str, list[Rule]] = {}
    alone: set[str] = set()
    for kind, form in forms:
        rule, piece = _rule(kind, form, codes, sets, where)
        for code in piece.first:
            opening.setdefault(code, []).append(rule)
        if piece.single:
            alone |= piece.first
    leads = "".join(opening.keys() - alone)
    return Lexicon(
        tokens=_tokens(vocabulary, data["ordinal_suffixes"]),
        codes=codes,
        plain={word: code for word, code in codes.items() if word not in data["capital"]},
        capital=frozenset(data["capital"]),
        starts=re.compile(f"[{''.join(alone)}]|[{leads}](?=[^{OTHER}])"),
        rules={code: tuple(rules) for code, rules in opening.items()},
        pairs={},
        values=values,
        relations=data["relations"],
        slash_order=data["slash_order"],
        tense=re.compile(rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in data['tense'].items())})\b"),
    )


def _sets(classes: Mapping[str, str], hyphen: str) -> dict[str, _Piece]:
    """What `<class>` stands for in a pattern: the file's classes, the shapes, numbers built of both."""
    sets = {name: _Piece(f"[{codes}]", frozenset(codes)) for name, codes in {**classes, **SHAPES}.items()}
    ones, tens, hundreds = (sets[name] for name in NUMBER_WORDS)
    figures = SHAPES["small"] + SHAPES["numeral"]
    spoken = f"{tens.regex}(?:{hyphen}?{ones.regex})?"
    number = f"(?:{spoken}|{ones.regex}|[{figures}])"
    sets["number"] = _Piece(number, tens.first | ones.first | set(figures), ones.first | {hyphen})
    day = SHAPES["small"] + SHAPES["nth"]
    sets["day"] = _Piece(f"[{day}]", frozenset(day))
    year = SHAPES["fournumber"]
    sets["year"] = _Piece(f"(?:{year}|{hundreds.regex}{spoken})", hundreds.first | {year}, tens.first)
    return sets


def _rule(
    kind: str, form: str, codes: Mapping[str, str], sets: Mapping[str, _Piece], where: str
) -> tuple[Rule, _Piece]:
    parts = FORM_PART.findall(form)
    try:
        piece, at = _alternatives(parts, 0, codes, sets)
        if at != len(parts) or piece.empty:
            raise CodebookError(f"{where}: the pattern '{form}' has a stray ')' or nothing that it must find")
        match = re.compile(piece.regex)
    except KeyError as missing:
        raise CodebookError(f"{where}: no class {missing}, used in the pattern '{form}'") from missing
    except (re.error, IndexError) as error:
        raise CodebookError(f"{where}: the pattern '{form}' is not well formed: {error}") from error
    slots = tuple((f"{name or c}_{place}", c, name or c) for place, (c, name, *_) in enumerate(parts) if c)
    return Rule(kind, match, slots, None if piece.single else piece.second), piece


def _alternatives(
    parts: list[tuple[str, ...]], at: int, codes: Mapping[str, str], sets: Mapping[str, _Piece]
) -> tuple[_Piece, int]:
    """The pattern from `at` to its end or the bracket that closes it, and the place where it stopped."""
    options: list[_Piece] = []
    pieces: list[_Piece] = []
    while at < len(parts) and parts[at][4] != ")":
        word_class, name, sign, looked, mark, word = parts[at]
        if mark == "|":
            options.append(_sequence(pieces))
            pieces = []
        elif mark == "?":
            pieces[-1] = pieces[-1]._replace(regex=f"(?:{pieces[-1].regex})?", empty=True)
        elif mark == "(":
            piece, at = _alternatives(parts, at + 1, codes, sets)
            pieces.append(piece)
        elif sign:
            look = {"@": "(?<=", "!@": "(?<!", "!": "(?!"}[sign]
            pieces.append(_Piece(f"{look}{sets[looked].regex})", empty=True, single=False))
        elif word_class:
            inner = sets[word_class]
            pieces.append(inner._replace(regex=f"(?P<{name or word_class}_{at}>{inner.regex})"))
        else:
            pieces.append(_Piece(codes[word], frozenset(codes[word])))
        at += 1
    options.append(_sequence(pieces))
    return _Piece(
        f"(?:{'|'.join(option.regex for option in options)})",
        frozenset[str]().union(*(option.first for option in options)),
        frozenset[str]().union(*(option.second for option in options)),
        any(option.empty for option in options),
        any(option.single for option in options),
    ), at


def _sequence(pieces: Iterable[_Piece]) -> _Piece:
    whole = _Piece("", empty=True, single=False)
    for piece in pieces:
        whole = _Piece(
            whole.regex + piece.regex,
            whole.first | (piece.first if whole.empty else frozenset()),
            whole.second
            | (piece.first if whole.single else frozenset())
            | (piece.second if whole.empty else frozenset()),
            whole.empty and piece.empty,
            (whole.single and piece.empty) or (whole.empty and piece.single),
        )
    return whole


def _tokens(vocabulary: Iterable[str], suffixes: list[str]) -> re.Pattern[str]:
    """Finds in a lower-case text what has a code: words and phrases of the list, figures by shape, signs."""
    words = [word for word in vocabulary if word[0].isalnum()]
    signs = [word for word in vocabulary if not word[0].isalnum()]
    return re.compile(
        rf"(?<!\w)(?:(?P<known>{_trie(words)})"
        r"|(?P<iso>[12]\d{3}-[01]\d-[0-3]\d(?![\w-]))"
        r"|(?P<slashed>\d{1,2}(?P<sep>[/.])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?!\w))"
        r"|(?P<clock>(?:[01]?\d|2[0-4])(?:[:h][0-5]\d|h)(?:\s?[ap]\.?m\b\.?)?(?!\w)|1?\d\s?(?:[ap]\.m\.|[ap]m\b)"
        r"|[0-2]\d[0-5]\d\s(?:gmt|utc)\b)"
        r"|(?P<decade>(?:[12]\d)?\d0'?s\b)"
        rf"|(?P<nth>[0-3]?\d(?:{'|'.join(map(re.escape, suffixes))})(?!\w))"
        r"|(?P<number>\d+(?:[.,]\d+)*(?!\w)))"
        rf"|(?P<sign>{_trie(signs)})"
    )


def _trie(phrases: Iterable[str]) -> str:
    """An expression that finds the longest of the phrases, without trying them one by one."""
    tails: dict[str, set[str]] = {}
    for phrase in phrases:
        tails.setdefault(phrase[0], set()).add(phrase[1:])
    options = []
    for letter, rest in sorted(tails.items()):
        end = [r"(?!\w)" if letter.isalnum() else ""] if "" in rest else []
        longer = [_trie(tail for tail in rest if tail)] if any(rest) else []
        options.append((r"\s+" if letter == " " else re.escape(letter)) + f"(?:{'|'.join(longer + end)})")
    return "|".join(options)
