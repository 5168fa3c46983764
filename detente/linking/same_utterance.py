"""Statements of one speaker that are one utterance in several wordings, gathered around the fullest of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.fuzz import ratio

from detente.linking.around_leads import around_leads
from detente.linking.shared_words import Weights, lookup_keys, shared, weigh
from detente.linking.words import Word, words_of
from detente.model import Party, Reading, Report, Statement
from detente.reading.days import day_range

__all__ = ["NEWS", "Retold", "Utterance", "is_one_across", "on_another_day", "same_utterances", "utterances_of"]

WHOLE = 0.65
"""Share of the shorter utterance that must stand in the fuller for the two to be one."""

LOOSE = 0.8
"""The same where less speaks for it: told in indirect speech with other numbers, or by a speaker without a name
(a source, activists) in reports of other days."""

NEWS = 3
"""Days within which two reports are of the same days."""

CLAUSE = 0.75
"""The same for the likest two of their clauses, where the whole of neither stands in the other."""

TELLING = 1.3
"""Weight that two utterances must share: one rare word, and another that is fairly rare."""

FEWEST = 3
"""Words that two utterances must share; two are enough where both are quoted."""

NEAR_VERBATIM = 0.9
"""Share from which an utterance of a person may be that of the state that the person speaks for."""

ALONE = 2.0
"""Weight that two utterances must share where their reports are of different stories."""

OPPOSITE = 0.9
"""Share from which two utterances are one although only one of them negates: near this, a report got it wrong."""

NAMES_ALIKE = 85
"""Likeness (0 to 100) of two names of a speaker whom nobody describes."""

OWN_WORDS = {"direct": 1.0, "mixed": 0.75, "indirect": 0.5}
"""What a word counts for the fullness of a telling: how far it is the speaker's own, by the manner."""

_BOUNDARY = re.compile(r"[,;:.!?…()“”«»\"–—]+")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement with the words that count in order; `clauses` are the stretches of them between marks."""

    statement: Statement
    speaker: Party
    report: Report
    words: tuple[Word, ...]
    clauses: tuple[tuple[Word, ...], ...]
    first: date | None
    last: date | None

    @property
    def fullness(self) -> float:
        """How much of the speaker's own words a telling has: its words, less where they are told indirectly."""
        return len(self.words) * OWN_WORDS[self.statement.manner]


@dataclass(frozen=True, slots=True)
class Retold:
    """A telling of an utterance. `is_whole` where the shorter of it and the fullest stands whole in the other;
    otherwise they share a clause."""

    utterance: Utterance
    is_whole: bool


def same_utterances(readings: Sequence[Reading]) -> list[list[Retold]]:
    """Utterances that are told more than once in these reports, each with its tellings, the fullest first.

    One speaker, and the shorter stands in the fuller, or a telling clause of the one in a clause of the other;
    words count by their families, and across languages by their spelling too.
    """
    told = utterances_of(readings)
    weights = weigh([one.words for one in told])
    by_side: dict[str, list[Utterance]] = defaultdict(list)
    for one in told:
        by_side[_side(one.speaker, by_side)].append(one)
    groups = []
    for side in by_side.values():
        found = around_leads(
            sorted(side, key=lambda one: -one.fullness),
            keys=lambda one: lookup_keys(one.words),
            alike=lambda lead, one: _alike(lead, one, weights),
        )
        groups += [[Retold(one, alike is None or bool(alike[0])) for one, alike in group] for group in found]
    return [group for group in groups if len(group) > 1]


def on_another_day(one: Utterance, other: Utterance) -> bool:
    """Whether two utterances cannot be one: said on two days, or the one said after the other was in print."""
    if one.first and one.last and other.first and other.last:
        return one.last < other.first or other.last < one.first
    return any(
        said.first is not None and told.report.published is not None and said.first > told.report.published
        for said, told in ((one, other), (other, one))
    )


def utterances_of(readings: Iterable[Reading]) -> list[Utterance]:
    """The statements of a named or described speaker in these reports that have words which count."""
    found = []
    for reading in readings:
        for statement in reading.statements:
            words = tuple(word for word in words_of(statement.words, reading.report.language) if word.key)
            if statement.speaker is not None and words:
                clauses, days = _clauses(statement.words, words), day_range(statement.said_on)
                found.append(Utterance(statement, statement.speaker, reading.report, words, clauses, *days))
    return found


def is_one_across(one: Utterance, other: Utterance, weights: Weights) -> bool:
    """Whether two utterances are one although no story says that their reports tell one happening.

    One speaker with an id, one day as far as days are told, and the shorter stands whole in the fuller, with more
    words than a phrase that may be said again.
    """
    lead, part = sorted((one, other), key=lambda it: -it.fullness)
    if one.speaker.id is None or one.speaker.id != other.speaker.id or on_another_day(one, other):
        return False
    found = _alike(lead, part, weights)
    if found is None or not found[0] or _negates(one.words) != _negates(other.words):
        return False
    across = one.report.language != other.report.language
    whole = shared(lead.words, part.words, weights, across=across)
    return whole.weight >= ALONE and whole.words > FEWEST and (across or whole.part >= LOOSE)


def _clauses(text: str, words: Sequence[Word]) -> tuple[tuple[Word, ...], ...]:
    ends = [match.start() for match in _BOUNDARY.finditer(text)]
    clauses: dict[int, list[Word]] = defaultdict(list)
    passed = 0
    for word in words:
        while passed < len(ends) and ends[passed] <= word.start:
            passed += 1
        clauses[passed].append(word)
    return tuple(tuple(clause) for clause in clauses.values() if len(clause) > 1)


def _side(speaker: Party, known: Iterable[str]) -> str:
    """Whom a speaker speaks for: the state or body where known, else the name, spelt as it was first."""
    if speaker.id is not None:
        return speaker.id.split("/")[0]
    name = f"?{speaker.name.casefold()}"
    return next((it for it in known if it.startswith("?") and ratio(it, name) >= NAMES_ALIKE), name)


def _alike(lead: Utterance, one: Utterance, weights: Weights) -> tuple[bool, float, float] | None:
    """Whether the shorter of two utterances stands in the other, and how much of it and of their likest clauses is
    shared; None where they are two."""
    if lead.speaker.id != one.speaker.id and "/" in (lead.speaker.id or "") and "/" in (one.speaker.id or ""):
        return None
    fewest = FEWEST if "indirect" in (lead.statement.manner, one.statement.manner) else FEWEST - 1
    across = lead.report.language != one.report.language
    whole = shared(lead.words, one.words, weights, across=across)
    if whole.weight < TELLING or whole.words < fewest:
        return None
    if lead.speaker.id != one.speaker.id:
        return (True, whole.part, 0.0) if whole.part >= NEAR_VERBATIM else None
    opposite = _negates(lead.words) != _negates(one.words)
    clause = 0.0
    for mine in lead.clauses:
        for theirs in one.clauses:
            found = shared(mine, theirs, weights, across=across)
            if found.weight >= TELLING and found.words >= fewest and _negates(mine) == _negates(theirs):
                clause = max(clause, found.part)
    loose = _is_loose(lead, one)
    stands = whole.part >= (OPPOSITE if opposite else LOOSE if loose else WHOLE)
    return (stands, whole.part, clause) if stands or (clause >= CLAUSE and not loose) else None


def _is_loose(lead: Utterance, one: Utterance) -> bool:
    """Whether a speaker or its sources may well have said two like things: see LOOSE."""
    if one.speaker.id is None and not _together(lead.report, one.report):
        return True
    here, there = ({word.plain for word in it.words if word.plain[0].isdigit()} for it in (lead, one))
    indirect = lead.statement.manner == one.statement.manner == "indirect"
    return indirect and bool(here - there) and bool(there - here)


def _together(one: Report, other: Report) -> bool:
    return one.published is None or other.published is None or abs((one.published - other.published).days) <= NEWS


def _negates(words: Iterable[Word]) -> bool:
    return any(word.key == "not" for word in words)
