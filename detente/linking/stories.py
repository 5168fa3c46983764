"""Which reports tell of one happening: by their words, names, numbers and days, in a batch or as they arrive."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from detente.linking.average_link import link
from detente.linking.likeness import pairs_of_window
from detente.linking.story_vectors import foreign_vectors, language_vectors
from detente.model import Report, Story, content_id

__all__ = ["group_reports"]


def group_reports(
    reports: Sequence[Report],
    *,
    window_days: int = 14,
    cast: Mapping[str, Collection[str]] | None = None,
    known: Sequence[Story] = (),
) -> list[Story]:
    """The stories of reports, each report in exactly one; a happening that only one report tells is a story too.

    Two reports whose days of publication lie more than `window_days` apart are not compared; one without a
    day is compared with all. `cast` gives the ids of the actors of each report (by its id). `known` are
    stories as they stood before: they keep their ids and reports, and new reports join them or found others.
    Stories come in the order of their first reports.
    """
    ordered = sorted({r.id: r for r in reports}.values(), key=lambda r: (r.published or date.max, r.source, r.id))
    held = {report: number for number, story in enumerate(known) for report in story.reports}
    fixed = [held.get(report.id, -1) for report in ordered]
    languages = [report.language for report in ordered]
    pairs = pairs_of_window(
        language_vectors(ordered),
        foreign_vectors(ordered) if len(set(languages)) > 1 else None,
        languages,
        [report.published for report in ordered],
        window_days=window_days,
    )
    groups = link(len(ordered), *pairs, held=fixed)
    members: dict[int, list[int]] = defaultdict(list)
    for n, group in enumerate(groups.tolist()):
        members[group].append(n)
    stories = []
    for inside in members.values():
        before = next((known[fixed[n]] for n in inside if fixed[n] >= 0), None)
        stories.append(_story([ordered[n] for n in inside], cast or {}, before))
    return stories


def _story(reports: Sequence[Report], cast: Mapping[str, Collection[str]], before: Story | None) -> Story:
    days = sorted(report.published for report in reports if report.published)
    seen = Counter(actor for report in reports for actor in set(cast.get(report.id, ())))
    actors = sorted((actor for actor in seen if 2 * seen[actor] >= len(reports)), key=lambda a: (-seen[a], a))
    return Story(
        id=before.id if before else content_id("story", reports[0].id),
        reports=tuple(report.id for report in reports),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        actors=tuple(actors),
        title=next((report.title for report in reports if report.title), None),
    )
