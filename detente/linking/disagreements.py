"""Where reports of one story cannot all be right, each side with its words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.codebook.tolls import load_tolls
from detente.linking.attacks_apart import attacks_apart, same_attacks
from detente.linking.deeds_apart import deeds_apart
from detente.linking.how_sure import common_part, how_sure
from detente.linking.lines_apart import Apart, lines_apart
from detente.linking.outcomes_apart import outcomes_apart, outcomes_of
from detente.linking.same_sentence import same_sentences
from detente.linking.told_apart import ToldApart, Words, disagreement_id, join_apart
from detente.linking.told_attacks import attacks_of
from detente.linking.told_differently import Difference, Laid, differences_between, lay, slots_of
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

FORMS = 2
"""Numbers, days and names that differ between two reports, from which they may fill one form with two happenings."""

NAMED = ("actor", "place", "speaker")

AGAIN = 2
"""How much more often a report names whom it tells of than another report does."""

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
    found = [_of_entries(apart, story) for apart in (*lines_apart(lines, readings), *deeds_apart(readings))]
    told = {report.id: tolls_of(report) for report in reports} if tolls is None else {id_: tolls[id_] for id_ in by_id}
    of_sentences = (it for it in _of_sentences(reports) if _can_be_one_toll(it, told, by_id))
    attacked = list(same_attacks({report.id: attacks_of(report) for report in reports}, by_id))
    of_attacks = (it for one, other in attacked for it in attacks_apart(one, other, by_id))
    of_tolls = _of_tolls(tolls_apart(told, by_id, of_one_story=True, attacked=attacked))
    of_outcomes = outcomes_apart({report.id: outcomes_of(report) for report in reports}, by_id)
    apart = [*of_sentences, *of_tolls, *of_attacks, *of_outcomes]
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
    return Disagreement(disagreement_id(apart.on, sides), apart.about, apart.on, how, story.id, sides, apart.sure)


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
    laid = [lay(one, other) for one, other in pairs]
    two = _of_two_happenings(pairs, laid)
    low = [report.text.casefold() for report in reports]
    for (one, other), side_by_side in zip(pairs, laid, strict=True):
        if one.same == other.same and (reports[one.of].published == reports[other.of].published):
            continue
        copied = alike[one.of, other.of] >= max(FEWEST, COPIED * min(len(told[one.of]), len(told[other.of])))
        words = common_part(one.keys, other.keys)
        sure = how_sure(words=words, who=True, one_text=copied)
        differences = differences_between(
            side_by_side, tolls,
            language=language,
            dated=None not in (reports[one.of].published, reports[other.of].published),
            copies=copied,
            together=names[one.of] | names[other.of],
        )  # fmt: skip
        news = [reports[it.of].published for it in (one, other)]
        for it in differences:
            if it.on != "happened" and (one.of, other.of) in two:
                continue
            if it.on in NAMED and _are_two_subjects(it, low[one.of], low[other.of]):
                continue
            later = None not in news and abs(news[0] - news[1]).days > NEWS  # type: ignore[operator]
            if later and (it.on == "date" or (it.on == "number" and it.toll is None)):
                continue  # each tells the day, or the figures, of its own news
            first = Words(reports[one.of].id, one.span, it.says, it.one)
            second = Words(reports[other.of].id, other.span, it.other_says, it.other)
            yield ToldApart(it.on, first, second, it.toll, it.rises, sure=sure)


def _of_two_happenings(pairs: Sequence[tuple[Sentence, Sentence]], laid: Sequence[Laid]) -> set[tuple[int, int]]:
    """Pairs of reports that fill one form with two happenings: no name is common, or most of what can differ does."""
    same = defaultdict[tuple[int, int], Counter[str]](Counter)
    unlike = defaultdict[tuple[int, int], Counter[str]](Counter)
    for (one, other), side_by_side in zip(pairs, laid, strict=True):
        alike, not_alike = slots_of(side_by_side)
        same[one.of, other.of] += alike
        unlike[one.of, other.of] += not_alike
    return {
        pair for pair, counts in unlike.items()
        if counts.total() >= FORMS
        and ((counts["name"] and not same[pair]["name"]) or counts.total() > same[pair].total())
    }  # fmt: skip


def _are_two_subjects(it: Difference, one: str, other: str) -> bool:
    """Whether two names are those of whom each of two reports (in lower case) tells, so that none stands for the other.

    Each stands in its own report again and again, and less often in the other.
    """
    names = [max(says.split(), key=len, default="") for says in (it.says, it.other_says)]
    own, there = (
        [text.count(name) for name, text in zip(names, pair, strict=True)] for pair in ((one, other), (other, one))
    )
    return all(mine - theirs >= AGAIN for mine, theirs in zip(own, there, strict=True))


def _alike(one: Sentence, other: Sentence) -> bool:
    return len(one.keys & other.keys) >= ALIKE * min(len(one.keys), len(other.keys))


def _can_be_one_toll(apart: ToldApart, told: Mapping[str, Sequence[Toll]], reports: Mapping[str, Report]) -> bool:
    """Whether two numbers in sentences told alike, if they are tolls, can be those of one happening."""
    one, other = (
        next((toll for toll in told[it.report] if toll.number == it.span), None) for it in (apart.one, apart.other)
    )
    if one is None or other is None:
        return True
    if one.kind != other.kind or one.places.meet(other.places) is False:
        return False
    if not days_meet(one, other, reports, alike=True):
        return False
    return not is_told(told[one.report], other) and not is_told(told[other.report], one)


def _of_tolls(apart: Iterable[TollsApart]) -> Iterator[ToldApart]:
    for one, other, more, sure in apart:
        first, second = (Words(it.report, it.sentence, it.says, it.number) for it in (one, other))
        rises = one.count.exact < other.count.exact
        yield ToldApart("number", first, second, one.kind, rises, more, sure)
