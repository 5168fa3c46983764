"""Keeps from the French parser words that stand loosely in a clause: 'de son côté', a day, marks around a few words.

The small French parser loses the subject of 'Athènes, de son côté, a placé ...' and the second verb of 'a qualifié ces
accusations d'« inventions » et promis ...'. Such words are left out of what it sees and put back into its parse
afterwards, hung on the verb. Tags are Penn's and labels those of Universal Dependencies, as `paragraph_of` gives them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.tokens import Doc

from detente.reading.paragraphs import Paragraph

__all__ = ["LeftOut", "with_asides", "without_asides"]

Phrases = dict[str, list[tuple[str, ...]]]


def _by_first_word(phrases: Iterable[str]) -> Phrases:
    found: Phrases = defaultdict(list)
    for words in sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True):
        found[words[0]].append(words)
    return dict(found)


BY_THE_WAY = _by_first_word(
    (
        "de son côté", "de leur côté", "pour sa part", "pour leur part", "quant à lui", "quant à elle", "quant à eux",
        "quant à elles", "en revanche", "en outre", "en effet", "en vain", "par ailleurs", "par la suite", "par contre",
        "par conséquent", "en conséquence", "à nouveau", "de nouveau", "à son tour", "à leur tour", "dans la foulée",
        "dans un premier temps", "dans un second temps", "dans le même temps", "en même temps", "au contraire",
        "d' ores et déjà", "à plusieurs reprises", "à maintes reprises", "à deux reprises", "pour la première fois",
        "pour l' heure", "pour l' instant", "sans surprise", "à l' inverse", "une nouvelle fois", "une fois de plus",
        "une fois encore", "encore une fois", "au passage", "à juste titre", "à ce stade", "en parallèle",
        "à l' unanimité", "tour à tour", "en définitive", "en substance", "au moins en partie",
    )
)  # fmt: skip
"""Phrases that stand anywhere in a clause; those that give a condition or its price are none of them."""

BETWEEN_COMMAS = frozenset(
    "elle lui eux elles enfin toutefois cependant néanmoins pourtant également aussi ensuite".split()
)
"""Words that are left out where a comma stands on either side."""

DAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche hier".split())
PARTS = frozenset("matin soir midi après-midi dernier prochain".split())
SPANS = _by_first_word(
    (
        "l' an dernier", "l' an passé", "l' année dernière", "l' année passée", "la semaine dernière",
        "la semaine passée", "le mois dernier", "le mois passé", "l' été dernier", "le week-end dernier",
        "le même jour", "cette semaine", "ce week-end",
    )
)  # fmt: skip
"""Times without a preposition."""

UNITS = frozenset("an année semaine mois été week-end jour".split())
HOLDING = frozenset(
    "de d' du des à au aux le la l' les ce cet cette chaque dès depuis avant après jusqu' jusque pour et ou un une ' - "
    "entre vers contre par sur que qu' même".split()
)
"""Words after which a day is part of a phrase: 'la réunion de mardi'."""

ELIDED = frozenset("d l qu n s j m t c".split())
QUOTED = 14
"""Words between two marks up to which they are a part of the sentence around them."""

OPENING = frozenset("le la l' les un une des deux trois ce cette ces son sa ses leur leurs plusieurs qui dont".split())
"""Words that open what follows a comma, so that it must stay."""

ENDS = frozenset(".!?;:")
AUXILIARIES = ("aux", "cop")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A run of tokens: the first, the one past the last, and the one of them on which the others hang."""

    first: int
    last: int
    main: int
    kind: str
    """`words`, `time`, or a mark that is `opening` or `closing`."""


def without_asides(doc: Any) -> tuple[Any, list[LeftOut]]:
    """A tokenized paragraph without its asides, and what was left out; the paragraph itself where there are none."""
    words = [token.lower_ for token in doc]
    marks = _marks(doc, words)
    runs = sorted([*_loose(words), *marks], key=lambda run: run.first)
    runs = runs[:1] + [later for earlier, later in pairwise(runs) if earlier.last <= later.first]
    if not runs:
        return doc, []
    gone = {i for run in runs for i in range(run.first, run.last)}
    kept = [token for token in doc if token.i not in gone]
    texts = [f"{token.text}'" if _lost_apostrophe(words, token.i, gone) else token.text for token in kept]
    return Doc(doc.vocab, words=texts, spaces=[bool(token.whitespace_) for token in kept]), runs


def _lost_apostrophe(words: Sequence[str], i: int, gone: set[int]) -> bool:
    return i + 1 in gone and words[i] in ELIDED and words[i + 1] == "'"


def _loose(words: Sequence[str]) -> Iterator[LeftOut]:
    i = 1  # what opens a paragraph does no harm
    while i < len(words) - 1:
        run = _aside_at(words, i) or _time_at(words, i)
        if run is not None:
            yield run
        i = i + 1 if run is None else run.last


def _aside_at(words: Sequence[str], i: int) -> LeftOut | None:
    """A phrase by the way, with the commas around it but for one that what follows needs."""
    comma = words[i] == ","
    start = i + comma
    if start + 1 >= len(words) or words[i - 1] in ENDS or words[i - 1] == '"':
        return None
    phrase = next((p for p in BY_THE_WAY.get(words[start], ()) if tuple(words[start : start + len(p)]) == p), None)
    length = len(phrase) if phrase else int(comma and words[start] in BETWEEN_COMMAS)
    end = start + length
    if not length or end + 1 >= len(words):
        return None
    if comma and words[end] == ",":
        return LeftOut(i, end + (words[end + 1] not in OPENING), start, "words")
    return LeftOut(start, end, start, "words") if phrase and not (comma and words[end] in ENDS) else None


def _time_at(words: Sequence[str], i: int) -> LeftOut | None:
    """A day or another time without a preposition, amid a clause: 'a annoncé mardi soir la rupture'."""
    before = words[i - 1]
    if before in HOLDING or before in ENDS or before in {",", '"', "("}:
        return None
    if words[i] in DAYS:
        end = i + 1
        while end < len(words) and words[end] in PARTS:
            end += 1
        main = i
    else:
        phrase = next((p for p in SPANS.get(words[i], ()) if tuple(words[i : i + len(p)]) == p), ())
        end = i + len(phrase)
        main = next((k for k in range(i, end) if words[k] in UNITS), i)
    if end == i or end >= len(words) or words[end] in ENDS or words[end][0].isdigit() or words[end] in {"et", "ou"}:
        return None
    return LeftOut(i, end, main, "time")


def _marks(doc: Any, words: Sequence[str]) -> list[LeftOut]:
    """The marks around a few words that are a part of the sentence: '« vivement préoccupée »'."""
    quotes = [i for i, word in enumerate(words) if word == '"']
    if len(quotes) % 2:
        return []
    found = []
    for first, last in zip(quotes[::2], quotes[1::2], strict=True):
        inside = words[first + 1 : last]
        part = 0 < len(inside) <= QUOTED and not ENDS.intersection(inside) and doc[first + 1].text[0].islower()
        if not part or not first or words[first - 1] in ENDS:
            continue
        apostrophe = first >= 2 and words[first - 1] == "'" and words[first - 2] in ELIDED
        found.append(LeftOut(first - apostrophe, first + 1, first, "opening"))
        found.append(LeftOut(last, last + 1, last, "closing"))
    return found


def with_asides(paragraph: Paragraph, doc: Any, runs: Sequence[LeftOut]) -> Paragraph:
    """The parse of a paragraph without its asides, with the runs that were left out of `doc` back in their places."""
    count = len(doc)
    gone = {i for run in runs for i in range(run.first, run.last)}
    kept = np.array([i for i in range(count) if i not in gone])
    start = np.array([token.idx for token in doc], dtype=np.int64)
    length = np.array([len(token) for token in doc], dtype=np.int64)
    head, begins = np.arange(count), np.zeros(count, dtype=np.bool_)
    head[kept], begins[kept] = kept[paragraph.head], paragraph.begins
    word, tag, dep, entity = [token.lower_ for token in doc], ["RB"] * count, ["fixed"] * count, [""] * count
    for here, i in enumerate(kept.tolist()):
        word[i], tag[i], dep[i], entity[i] = (
            paragraph.word[here], paragraph.tag[here], paragraph.dep[here], paragraph.entity[here],
        )  # fmt: skip
    for run in runs:
        at = int(np.searchsorted(kept, run.first))
        before, after = int(kept[at - 1]), int(kept[at]) if at < len(kept) else None
        opens = after is not None and bool(begins[after])
        if run.kind == "opening" and after is not None:
            above = after
            begins[run.first], begins[after] = opens, False
        else:
            above = _above(before, None if opens else after, tag=tag, dep=dep, head=head)
        _hang(run, above, word=word, tag=tag, dep=dep, head=head)
    return Paragraph(start, start + length, head, word, tag, dep, entity, begins)


def _above(before: int, after: int | None, *, tag: list[str], dep: list[str], head: Any) -> int:
    """The verb to which loose words between two tokens of a sentence belong; the token before where there is none."""
    for near in (before, after):
        if near is not None and tag[near].startswith("VB"):
            return int(head[near]) if dep[near].startswith(AUXILIARIES) else near
    node = before
    for _ in range(8):
        if tag[node].startswith("VB") or head[node] == node:
            return node
        node = int(head[node])
    return node


def _hang(run: LeftOut, above: int, *, word: list[str], tag: list[str], dep: list[str], head: Any) -> None:
    for i in range(run.first, run.last):
        head[i] = run.main
        if word[i] in {",", "'", '"'}:
            tag[i], dep[i] = ".", "punct"
        elif run.kind == "time" and i != run.main:
            tag[i], dep[i] = ("DT", "det") if i < run.main else ("JJ", "amod")
    head[run.main] = above
    if run.kind == "time":
        tag[run.main], dep[run.main] = "NN", "obl:mod"
    elif run.kind == "words":
        dep[run.main] = "advmod"
    else:
        tag[run.main], dep[run.main] = ".", "punct"
