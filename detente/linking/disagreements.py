"""Where reports of one story cannot all be right, each side with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.codebook.tolls import load_tolls
from detente.linking.lines_apart import Apart, denials, lines_apart
from detente.linking.same_sentence import same_sentences
from detente.linking.told_apart import ToldApart, Words, disagreement_id, join_apart
from detente.linking.told_differently import differences_between
from detente.linking.told_sentences import Sentence, sentences_of
from detente.linking.told_tolls import Toll, tolls_of
from detente.linking.tolls_apart import TollsApart, days_meet, is_told, tolls_apart
from detente.linking.words import LANGUAGES
from detente.model import Disagreement, Line, Reading, Report, Side, Story

__all__ = ["find_disagreements", "tolls_across"]

COPIED = 0.5
"""Share of the shorter report's sentences that are told alike in the other, from which both are one text changed."""

FEWEST = 3
"""Sentences that must be."""

NEWS = 3
"""Days between two reports of one happening as news."""

ALIKE = 0.85
"""Share of the telling words of two sentences that are common to both, from which they are told alike."""


def find_disagreements(
    story: Story,
    readings: Sequence[Reading],
    lines: Sequence[Line],
    *,
    tolls: Mapping[str, Sequence[Toll]] | None = None,
) -> list[Disagreement]:
    """What the reports of a story say differently about one happening.

    `readings` are those of the story's reports, in its order; `lines` join the entries of several of them
    that tell one thing (`line.entries` are ids of entries in the readings); `tolls` are the `tolls_of` each report,
    where they are known.

    Looked at are the days, places and standing of the entries of a line, deeds told as done here and as not done
    there, tolls of one happening in whatever words, and sentences of two reports that have the same words around
    another number, day or name, or the same clause with and without a negation. No report is taken to be right. A
    disagreement is an "update" where later reports tell a higher toll, correct themselves, or call off what was
    planned, or where a toll was told as the least that it could be; otherwise a "contradiction".
    Sentences are compared within a language; the work grows with their number.
    """
    reports = [reading.report for reading in readings]
    by_id = {report.id: report for report in reports}
    found = [_of_entries(apart, story) for apart in (*lines_apart(lines, readings), *denials(readings))]
    told = {report.id: tolls_of(report) for report in reports} if tolls is None else {id_: tolls[id_] for id_ in by_id}
    of_sentences = (it for it in _of_sentences(reports) if _can_be_one_toll(it, told, by_id))
    apart = [*of_sentences, *_of_tolls(tolls_apart(told, by_id, of_one_story=True))]
    found += join_apart(apart, by_id, dict.fromkeys(by_id, story.id))
    return list({it.id: it for it in found}.values())


def tolls_across(
    tolls: Mapping[str, Sequence[Toll]], reports: Mapping[str, Report], stories: Mapping[str, str]
) -> list[Disagreement]:
    """What reports of different stories tell differently about one happening: how many were killed, wounded, ...

    `tolls` are the `tolls_of` each report by its id, in the order of telling, `reports` the reports by id and
    `stories` the story of each. Precision comes first: a place of a rare name must be common.
    """
    apart = (
        it for it in tolls_apart(tolls, reports, of_one_story=False)
        if stories.get(it.one.report) != stories.get(it.other.report)
    )  # fmt: skip
    return join_apart(_of_tolls(apart), reports, stories)


def _of_entries(apart: Apart, story: Story) -> Disagreement:
    sides = tuple(Side(says, quotes) for says, quotes in apart.says.items())
    how = "update" if apart.later else "contradiction"
    return Disagreement(disagreement_id(apart.on, sides), apart.about, apart.on, how, story.id, sides)


def _of_sentences(reports: Sequence[Report]) -> Iterator[ToldApart]:
    languages = {report.language for report in reports if report.language in LANGUAGES} or {LANGUAGES[0]}
    for language in sorted(filter(None, languages)):
        told = [sentences_of(n, it) if (it.language or language) == language else [] for n, it in enumerate(reports)]
        pairs = list(same_sentences([sentence for sentences in told for sentence in sentences]))
        yield from _differences(pairs, told, reports, language)


def _differences(
    pairs: Sequence[tuple[Sentence, Sentence]],
    told: Sequence[Sequence[Sentence]],
    reports: Sequence[Report],
    language: str,
) -> Iterator[ToldApart]:
    tolls = load_tolls(language)
    names = [{item.plain for sentence in it for item in sentence.items if item.kind == "name"} for it in told]
    alike = Counter((one.of, other.of) for one, other in pairs if _alike(one, other))
    for one, other in pairs:
        if one.same == other.same and (reports[one.of].published == reports[other.of].published):
            continue
        differences = differences_between(
            one, other, tolls,
            language=language,
            dated=None not in (reports[one.of].published, reports[other.of].published),
            copies=alike[one.of, other.of] >= max(FEWEST, COPIED * min(len(told[one.of]), len(told[other.of]))),
            together=names[one.of] | names[other.of],
        )  # fmt: skip
        news = [reports[it.of].published for it in (one, other)]
        for it in differences:
            if it.on == "date" and None not in news and abs(news[0] - news[1]).days > NEWS:  # type: ignore[operator]
                continue  # each tells the day of its own news
            first = Words(reports[one.of].id, one.span, it.says, it.one)
            second = Words(reports[other.of].id, other.span, it.other_says, it.other)
            yield ToldApart(it.on, first, second, it.toll, it.rises)


def _alike(one: Sentence, other: Sentence) -> bool:
    return len(one.keys & other.keys) >= ALIKE * min(len(one.keys), len(other.keys))


def _can_be_one_toll(apart: ToldApart, told: Mapping[str, Sequence[Toll]], reports: Mapping[str, Report]) -> bool:
    """Whether two numbers in sentences told alike, if they are tolls, can be those of one happening."""
    one, other = (
        next((toll for toll in told[it.report] if toll.number == it.span), None) for it in (apart.one, apart.other)
    )
    if one is None or other is None:
        return True
    alike = one.kind == other.kind and one.places.meet(other.places) is not False and days_meet(one, other, reports)
    return alike and not is_told(told[one.report], other) and not is_told(told[other.report], one)


def _of_tolls(apart: Iterable[TollsApart]) -> Iterator[ToldApart]:
    for one, other, more in apart:
        first, second = (Words(it.report, it.sentence, it.says, it.number) for it in (one, other))
        rises = one.count.exact < other.count.exact
        yield ToldApart("number", first, second, one.kind, rises, more)
