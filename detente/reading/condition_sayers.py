"""Who says a condition where no statement of the report shows it: ', a White House adviser, Ann Lee, said.'"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from detente.codebook.cues import load_cues
from detente.model import Party
from detente.reading.cast import Cast
from detente.reading.condition_order import FINITE
from detente.reading.parsing import Parse
from detente.reading.syntax import children, is_verb

__all__ = ["SAYS", "Sayer", "party_of", "sayer_ahead", "sayer_before", "sayers"]

NOMINAL = ("NN", "DT", "PDT", "JJ", "PRP", "POS", "CD", "HYPH", "VBN", "VBG", "RB")
"""Tags of the words of a name or a description."""
JOINED = frozenset({"of", "for", "to", "at", "from", "in", "with", "and", "de", "du", "des", "d'", "à"})
"""Words that join the parts of a description: 'a spokesman for the ministry'."""
BREAKS = frozenset({",", '"', "—", "–", "--"})
CLOSING = frozenset({".", "!", "?", '"', "'", ")"})
SAYS = frozenset({"say", "dire"})
"""Verbs that break words in the present too; 'if they attack, the army holds' tells what would follow."""
CLAUSES = frozenset({"advcl", "ccomp", "ROOT"})
"""Labels of the head of a clause, whatever its tag."""
LONGEST = 14
"""Tokens of a description, and of what follows the verb of saying."""


@dataclass(frozen=True, slots=True)
class Sayer:
    """The tokens from `first` up to `end` say only who says the rest of the sentence; `names` head his description."""

    first: int
    end: int
    names: tuple[int, ...]


def sayers(parse: Parse, cues: Collection[int]) -> list[Sayer]:
    """The clauses that close or break a sentence and say who says it, in text order. Verbs among `cues` are passed
    over: a statement shows their speaker."""
    verbs = _saying(parse.language)
    found = []
    for first, last in parse.sentences:
        for t in range(first + 1, last):
            past = parse.tag[t] == "VBD" or (parse.tag[t] == "VBZ" and parse.lemma[t] in SAYS)
            past = past or (parse.tag[t] == "VBN" and parse.word[t - 1] in {"has", "have", "had"})
            if past and parse.lemma[t] in verbs and t not in cues:
                sayer = _verb_last(parse, first, t, last) or _verb_first(parse, first, t, last)
                if sayer is not None:
                    found.append(sayer)
    return found


def sayer_before(parse: Parse, verb: int) -> tuple[int, ...]:
    """The head of the description right before a verb of saying, by order alone; empty where none stands there.

    'In Accra, a minister warned that ...': parsers take the minister for a part of Accra.
    """
    if parse.tag[verb] not in {"VBD", "VBZ", "VBP"} or children(parse, verb, "auxpass"):
        return ()
    first, _ = parse.sentences[parse.sentence[verb]]
    run = _run_before(parse, verb, first)
    return _heads(parse, run) if run else ()


def sayer_ahead(parse: Parse, first: int, end: int, cues: Collection[int]) -> tuple[int, ...]:
    """The head of the description before the last verb of saying among some tokens, where no statement shows it:
    'analysts said that in any case there are many, and ...'."""
    verbs = _saying(parse.language)
    saying = (t for t in range(end - 1, first, -1) if parse.tag[t] == "VBD" and parse.lemma[t] in verbs)
    return next((names for t in saying if t not in cues and (names := sayer_before(parse, t))), ())


def party_of(cast: Cast, names: Sequence[int]) -> Party | None:
    """The party that stands at the heads of a description: somebody known, else the one with a name."""
    parties = [party for t in names if (party := cast.party(t)) is not None]
    named = [p for t in names if t in cast.person_at and (p := cast.party(t)) is not None]
    return next((p for p in parties if p.id), None) or next(iter((*named, *parties)), None)


@cache
def _saying(language: str) -> frozenset[str]:
    """Verbs that may break the words they report: 'he said'."""
    verbs = load_cues(language).verbs
    return frozenset(
        lemma for lemma, cues in verbs.items()
        if any(c.attitude == "said" and "parenthetical" in c.frames for c in cues)
    )  # fmt: skip


def _verb_last(parse: Parse, first: int, verb: int, last: int) -> Sayer | None:
    """', Ann Lee said', ', a White House adviser, Ann Lee, told reporters'."""
    begun = verb - 1 if parse.word[verb - 1] in {"has", "have", "had"} else verb
    runs = _runs_before(parse, begun, first)
    if not runs:
        return None
    begin = runs[-1][0]
    if begin - 1 <= first or parse.word[begin - 1] not in BREAKS or not _told(parse, range(first, begin - 1)):
        return None
    end = _end_after(parse, verb, last)
    if end is None:
        return None
    names = tuple(t for run in reversed(runs) for t in _heads(parse, run))
    return Sayer(begin, end, names) if names else None


def _verb_first(parse: Parse, first: int, verb: int, last: int) -> Sayer | None:
    """', said the Danish delegate, Ann Lee.' at the end of a sentence."""
    if verb - 1 <= first or parse.word[verb - 1] not in BREAKS or not _told(parse, range(first, verb - 1)):
        return None
    runs: list[list[int]] = [[]]
    for t in range(verb + 1, last):
        if parse.word[t] == ",":
            runs.append([])
        elif _is_nominal(parse, t):
            runs[-1].append(t)
        elif parse.word[t] not in CLOSING:
            return None
    runs = [run for run in runs if run]
    if not runs or sum(map(len, runs)) > LONGEST or parse.word[runs[0][0]] in JOINED:
        return None
    names = tuple(t for run in runs for t in _heads(parse, run))
    return Sayer(verb, last, names) if names else None


def _runs_before(parse: Parse, verb: int, first: int) -> list[list[int]]:
    """The description right before a verb; of 'a White House adviser, Ann Lee, said' both parts, the last first."""
    comma = verb - 1
    if parse.word[comma] != ",":
        run = _run_before(parse, verb, first)
        return [run] if run else []
    name = _run_before(parse, comma, first)
    described = _run_before(parse, name[0] - 1, first) if name and parse.word[name[0] - 1] == "," else []
    return [name, described] if name and described else []


def _run_before(parse: Parse, end: int, first: int) -> list[int]:
    """The words of a description that end before a token, back to a comma, a mark or the head of the sentence."""
    begin = end
    while begin > first and parse.word[begin - 1] not in BREAKS:
        begin -= 1
        if not _is_nominal(parse, begin) or end - begin > LONGEST:
            return []
    run = list(range(begin, end))
    opens = not run or parse.word[begin] in JOINED or parse.tag[begin] in {"VBN", "VBG", "RB"}
    return [] if opens or not any(parse.tag[t].startswith(("NN", "PRP")) for t in run) else run


def _is_nominal(parse: Parse, t: int) -> bool:
    return parse.tag[t].startswith(NOMINAL) or parse.word[t] in JOINED


def _told(parse: Parse, tokens: range) -> bool:
    """Whether the words beside a verb of saying tell something."""
    return any(is_verb(parse, t) or parse.tag[t] in FINITE or parse.dep[t] in CLAUSES for t in tokens)


def _end_after(parse: Parse, verb: int, last: int) -> int | None:
    """Where the clause of a verb of saying ends, at a comma or with its sentence; None where it goes on to tell."""
    for t in range(verb + 1, last):
        if parse.word[t] in {",", '"'}:
            adding = t + 1 < last and parse.tag[t + 1] == "VBG"  # ', he said, repeating what ...'
            return last if adding else t + 1
        if parse.word[t] in CLOSING:
            continue
        if is_verb(parse, t) or parse.tag[t] in {*FINITE, "TO"} or parse.word[t] in {"that", "que", "qu'"}:
            return None
        if t - verb > LONGEST:
            return None
    return last


def _heads(parse: Parse, run: Sequence[int]) -> tuple[int, ...]:
    """Of the nouns of a description the one that heads it, and its last before any 'of' or 'for'."""
    return tuple(dict.fromkeys(_candidates(parse, run)))


def _candidates(parse: Parse, run: Sequence[int]) -> Iterator[int]:
    inside = set(run)
    plain = next((k for k, t in enumerate(run) if parse.word[t] in JOINED and k), len(run))
    nouns = [t for t in run[:plain] if parse.tag[t].startswith(("NN", "PRP")) and parse.tag[t] != "PRP$"]
    yield from (t for t in nouns if parse.head[t] not in inside and parse.head[t] != t)
    yield from nouns[-1:]
