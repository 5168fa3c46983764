"""Which reports tell of one happening: by their words, names, numbers and days, in a batch or as they arrive."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.linking.average_link import link
from detente.linking.common_neighbours import by_common_neighbours
from detente.linking.lead_meanings import SIZE, lead_meanings
from detente.linking.likeness import pairs_of_window
from detente.linking.story_vectors import foreign_vectors, language_vectors
from detente.linking.story_words import named_weekdays, split_words
from detente.model import Report, Story, content_id

__all__ = ["group_reports"]


def group_reports(
    reports: Sequence[Report],
    *,
    window_days: int = 14,
    cast: Mapping[str, Collection[str]] | None = None,
    known: Sequence[Story] = (),
    meanings: Mapping[str, NDArray[np.int8]] | None = None,
) -> list[Story]:
    """The stories of reports, each report in exactly one; a happening that only one report tells is a story too.

    Two reports whose days of publication lie more than `window_days` apart are not compared; one without a
    day is compared with all. `cast` gives the ids of the actors of each report (by its id). `known` are the
    stories as they stood before these reports: an id stays with most of its story's reports, while what was
    grouped wrongly from too few reports is put right. In a stream give the reports of the last window each time.
    `meanings` are what the leads of reports mean (rows of `lead_meanings`, by the report's id): finding that is most of
    the work. Of a report that is not in them the words alone count. Stories come in the order of their first reports.
    """
    ordered = sorted({r.id: r for r in reports}.values(), key=lambda r: (r.published or date.max, r.source, r.id))
    languages = [report.language for report in ordered]
    words = split_words(ordered)
    pairs = pairs_of_window(
        language_vectors(ordered, words),
        foreign_vectors(ordered, words) if len(set(languages)) > 1 else None,
        lead_meanings(ordered) if meanings is None else _rows(ordered, meanings),
        languages,
        [report.published for report in ordered],
        named_weekdays(words),
        window_days=window_days,
    )
    groups = link(len(ordered), *by_common_neighbours(pairs, len(ordered)))
    members: dict[int, list[Report]] = defaultdict(list)
    for report, group in zip(ordered, groups.tolist(), strict=True):
        members[group].append(report)
    told = list(members.values())
    return [_story(id_, inside, cast or {}) for id_, inside in zip(_ids(told, known), told, strict=True)]


def _rows(reports: Sequence[Report], meanings: Mapping[str, NDArray[np.int8]]) -> NDArray[np.int8]:
    rows = np.zeros((len(reports), SIZE), dtype=np.int8)
    for row, report in enumerate(reports):
        if report.id in meanings:
            rows[row] = meanings[report.id]
    return rows


def _ids(told: Sequence[Sequence[Report]], known: Sequence[Story]) -> list[str]:
    """An id for each group of reports: that of the known story that most of its reports were in, or a new one.

    Of two groups that a story fell into the larger has its id; of two stories that became one the larger gives it.
    """
    before = {report: number for number, story in enumerate(known) for report in story.reports}
    common = Counter((before[r.id], n) for n, inside in enumerate(told) for r in inside if r.id in before)
    ids: dict[int, str] = {}
    given: set[str] = set()
    for (number, n), _ in sorted(common.items(), key=lambda found: (-found[1], found[0])):
        if n not in ids and known[number].id not in given:
            ids[n] = known[number].id
            given.add(ids[n])
    for n, inside in enumerate(told):
        if n not in ids:
            ids[n] = content_id("story", inside[0].id)
            while ids[n] in given:  # the first report once named a story that went with others
                ids[n] = content_id("story", ids[n])
            given.add(ids[n])
    return [ids[n] for n in range(len(told))]


def _story(id_: str, reports: Sequence[Report], cast: Mapping[str, Collection[str]]) -> Story:
    days = sorted(report.published for report in reports if report.published)
    seen = Counter(actor for report in reports for actor in set(cast.get(report.id, ())))
    actors = sorted((actor for actor in seen if 2 * seen[actor] >= len(reports)), key=lambda a: (-seen[a], a))
    return Story(
        id=id_,
        reports=tuple(report.id for report in reports),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        actors=tuple(actors),
        title=next((report.title for report in reports if report.title), None),
    )
