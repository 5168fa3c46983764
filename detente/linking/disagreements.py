"""Where reports of one story cannot all be right, each side with its words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.codebook.tolls import Tolls, load_tolls
from detente.linking.lines_apart import Apart, denials, lines_apart
from detente.linking.same_sentence import same_sentences
from detente.linking.told_differently import Difference, differences_between, exact
from detente.linking.told_sentences import Sentence, sentences_of
from detente.linking.tolls_apart import tolls_apart
from detente.linking.words import LANGUAGES
from detente.model import Disagreement, Line, Quote, Reading, Report, Side, Span, Story, content_id

__all__ = ["find_disagreements"]

COPIED = 0.5
"""Share of the shorter report's sentences that are told alike in the other, from which both are one text changed."""

FEWEST = 3
"""Sentences that must be."""

ALIKE = 0.85
"""Share of the telling words of two sentences that are common to both, from which they are told alike."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A difference between two reports, with the sentence of the first that tells it."""

    one: Sentence
    other: Sentence
    difference: Difference


def find_disagreements(story: Story, readings: Sequence[Reading], lines: Sequence[Line]) -> list[Disagreement]:
    """What the reports of a story say differently about one happening.

    `readings` are those of the story's reports, in its order; `lines` join the entries of several of them
    that tell one thing (`line.entries` are ids of entries in the readings).

    Looked at are the days, places and standing of the entries of a line, deeds told as done here and as not done
    there, and sentences of two reports that have the same words around another number, day or name, or the same
    clause with and without a negation. No report is taken to be right. A disagreement is an "update" where later
    reports tell a higher toll, correct themselves, or call off what was planned; otherwise a "contradiction".
    Sentences are compared within a language; the work grows with their number.
    """
    reports = [reading.report for reading in readings]
    found = [_of_entries(apart, story) for apart in (*lines_apart(lines, readings), *denials(readings))]
    found += _of_sentences(story, reports)
    return list({it.id: it for it in found}.values())


def _of_entries(apart: Apart, story: Story) -> Disagreement:
    sides = tuple(Side(says, quotes) for says, quotes in apart.says.items())
    how = "update" if apart.later else "contradiction"
    return Disagreement(_id(apart.on, sides), apart.about, apart.on, how, story.id, sides)


def _of_sentences(story: Story, reports: Sequence[Report]) -> list[Disagreement]:
    found: list[Disagreement] = []
    languages = {report.language for report in reports if report.language in LANGUAGES} or {LANGUAGES[0]}
    for language in sorted(filter(None, languages)):
        told = [sentences_of(n, it) if (it.language or language) == language else [] for n, it in enumerate(reports)]
        pairs = list(same_sentences([sentence for sentences in told for sentence in sentences]))
        differences = [*_differences(pairs, told, reports, language), *_tolls(told, reports, language)]
        found += [_of_group(group, story, reports, language) for group in _joined(differences)]
    return found


def _differences(
    pairs: Sequence[tuple[Sentence, Sentence]],
    told: Sequence[Sequence[Sentence]],
    reports: Sequence[Report],
    language: str,
) -> Iterator[_Told]:
    tolls = load_tolls(language)
    names = [{item.plain for sentence in it for item in sentence.items if item.kind == "name"} for it in told]
    alike = Counter((one.of, other.of) for one, other in pairs if _alike(one, other))
    for one, other in pairs:
        if one.same == other.same and (reports[one.of].published == reports[other.of].published):
            continue
        difference = differences_between(
            one, other, tolls,
            language=language,
            dated=None not in (reports[one.of].published, reports[other.of].published),
            copies=alike[one.of, other.of] >= max(FEWEST, COPIED * min(len(told[one.of]), len(told[other.of]))),
            together=names[one.of] | names[other.of],
        )  # fmt: skip
        for it in difference:
            yield _Told(one, other, it)


def _tolls(told: Sequence[Sequence[Sentence]], reports: Sequence[Report], language: str) -> Iterator[_Told]:
    for one, number, other, other_number, kind in tolls_apart(told, reports, load_tolls(language)):
        spans = Span(number.start, number.end), Span(other_number.start, other_number.end)
        rises = exact(number) < exact(other_number)
        yield _Told(one, other, Difference("number", *spans, number.plain, other_number.plain, kind, rises))


def _alike(one: Sentence, other: Sentence) -> bool:
    return len(one.keys & other.keys) >= ALIKE * min(len(one.keys), len(other.keys))


def _joined(differences: Sequence[_Told]) -> list[list[_Told]]:
    """Differences that share the words of a report are one disagreement of several reports."""
    groups: list[list[_Told]] = []
    at: dict[tuple[str, int, int], int] = {}
    for it in differences:
        first = (it.difference.on, it.one.of, it.difference.one.start)
        second = (it.difference.on, it.other.of, it.difference.other.start)
        n = at.get(first, at.get(second, len(groups)))
        if n == len(groups):
            groups.append([])
        groups[n].append(it)
        at[first] = at[second] = n
    return groups


def _of_group(group: Sequence[_Told], story: Story, reports: Sequence[Report], language: str) -> Disagreement:
    says: dict[str, dict[Quote, None]] = defaultdict(dict)
    for it in group:
        for value, sentence, span in (
            (it.difference.says, it.one, it.difference.one),
            (it.difference.other_says, it.other, it.difference.other),
        ):
            says[value][Quote(reports[sentence.of].id, span)] = None
    sides = tuple(Side(value, tuple(quotes)) for value, quotes in says.items())
    first = group[0]
    about = " ".join(reports[first.one.of].text[slice(*first.one.span)].split())
    how = "update" if all(_is_update(it, reports, load_tolls(language)) for it in group) else "contradiction"
    return Disagreement(_id(first.difference.on, sides), about, first.difference.on, how, story.id, sides)


def _is_update(told: _Told, reports: Sequence[Report], tolls: Tolls) -> bool:
    """Whether the later report may have learnt more: a higher toll, or one that it says it corrects."""
    one, other = reports[told.one.of], reports[told.other.of]
    if one.published is None or other.published is None:
        later, rises = None, told.difference.rises
    else:
        swapped = other.published < one.published
        later = None if one.published == other.published else (one, told.one) if swapped else (other, told.other)
        rises = told.difference.rises != swapped
    if later is None:
        if told.difference.toll is None:
            return False
        told_higher = told.other if told.difference.rises else told.one
        words = reports[told_higher.of].text[slice(*told_higher.span)].casefold()
        return _has(words, (*tolls.rising, *tolls.corrected))
    words = later[0].text[slice(*later[1].span)].casefold()
    return (told.difference.toll is not None and rises) or _has(words, tolls.corrected)


def _has(words: str, any_of: Sequence[str]) -> bool:
    return any(f" {word} " in f" {words} " for word in any_of)


def _id(on: str, sides: Sequence[Side]) -> str:
    return content_id("disagreement", on, [list(side) for side in sides])
