"""Reports of one happening come together, of look-alike happenings stay apart, and stories keep their ids."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.linking.common_neighbours import by_common_neighbours
from detente.linking.lead_meanings import SIZE
from detente.linking.likeness import Pairs, pairs_of_window
from detente.linking.stories import group_reports
from detente.linking.story_vectors import language_vectors
from detente.linking.story_words import named_weekdays, split_words
from detente.model import Report, Story, content_id

FERRY = (
    "Ferry Astoria runs aground off Bornholm with 214 people aboard. The ferry Astoria ran aground on a reef off "
    "Bornholm early on Monday, the Danish coast guard said. All 214 passengers and crew were taken off by lifeboat.",
    "All 214 rescued from stranded ferry. Helicopters and lifeboats took 214 people off the ferry Astoria, which "
    "struck a reef near Bornholm in fog, Danish rescuers said. The captain, Lars Holm, blamed a failed radar.",
    "Captain of the Astoria blames radar. Captain Lars Holm told Danish police that the radar of the ferry Astoria "
    "had failed minutes before it hit the reef off Bornholm. Divers found a tear of six metres in the hull.",
)
OTHER_FERRY = (
    "Ferry Calypso catches fire off Crete. A fire broke out in the engine room of the ferry Calypso off Crete on "
    "Monday, the Greek coast guard said. Its 97 passengers were taken to Heraklion by a cruise ship.",
    "Passengers of burning ferry reach Heraklion. The 97 passengers of the ferry Calypso, on which a fire in the "
    "engine room broke out off Crete, reached Heraklion on a cruise ship, Greek port officials said.",
)
TALKS = (
    "Quito and Lima resume talks on river border. Ecuador and Peru resumed talks on the Cenepa river border in "
    "Brasilia, after Brazil offered to send observers. Ecuador's envoy Rosa Ayala asked that both garrisons withdraw.",
    "Envoys of Ecuador and Peru meet in Brasilia. Rosa Ayala of Ecuador and Peru's envoy Julio Paz met in Brasilia on "
    "the Cenepa border, where garrisons had exchanged fire. Brazil said observers could be there in a week.",
)
TALKS_FR = (
    "L'Équateur et le Pérou reprennent à Brasilia leurs pourparlers sur la frontière du Cenepa. Le Brésil a proposé "
    "d'envoyer des observateurs. Rosa Ayala, l'envoyée de l'Équateur, demande le retrait des deux garnisons."
)


def report(name: str, text: str, day: int | None = 1, language: str = "en") -> Report:
    published = None if day is None else date(2021, 5, 1) + timedelta(days=day)
    return Report.make(name, text, published=published, language=language)


@cache
def desk() -> tuple[Report, ...]:
    texts = {"ferry": FERRY, "other": OTHER_FERRY, "talks": TALKS}
    return tuple(report(f"{name}{n}", text, day=n) for name, told in texts.items() for n, text in enumerate(told))


def grouped(reports: Iterable[Report], stories: Iterable[Story]) -> set[frozenset[str]]:
    name = {r.id: r.source for r in reports}
    return {frozenset(name[id_] for id_ in story.reports) for story in stories}


OTHERS = tuple(report(f"other{n}", text, day=n) for n, text in enumerate(TALKS))
HAPPENINGS = {
    frozenset({"ferry0", "ferry1", "ferry2"}), frozenset({"other0", "other1"}), frozenset({"talks0", "talks1"}),
}  # fmt: skip


def test_look_alike_happenings_stay_apart() -> None:
    assert grouped(desk(), group_reports(desk())) == HAPPENINGS


def test_a_story_has_the_id_of_its_first_report_its_days_and_the_actors_of_half_its_reports() -> None:
    talks = [r for r in desk() if r.source.startswith("talks")]
    cast = {talks[0].id: ["ECU", "PER", "BRA"], talks[1].id: ["ECU", "PER", "ECU/rosa-ayala"]}
    (story,) = group_reports(talks, cast=cast)
    assert story.id == content_id("story", talks[0].id)
    assert (story.first_day, story.last_day) == (date(2021, 5, 1), date(2021, 5, 2))
    assert story.actors == ("ECU", "PER", "BRA", "ECU/rosa-ayala")
    assert group_reports([]) == []


def test_reports_of_two_languages_come_together_by_names_and_numbers() -> None:
    french = report("fr", TALKS_FR, day=1, language="fr")
    found = grouped((*desk(), french), group_reports((*desk(), french)))
    assert frozenset({"talks0", "talks1", "fr"}) in found


def test_what_lies_outside_the_window_is_another_story() -> None:
    here = report("here", TALKS[0], day=1)
    later = report("later", TALKS[0], day=40)
    undated = report("undated", TALKS[0], day=None)
    soon = report("soon", TALKS[0], day=12)
    assert len(group_reports([here, later])) == 2
    assert len(group_reports([here, soon])) == 1
    assert len(group_reports([here, soon], window_days=7)) == 2
    assert len(group_reports([here, undated])) == 1


def test_texts_without_words_are_stories_of_their_own() -> None:
    empty = [report("nothing", ""), report("marks", "... -- !"), report("short", "Talks.")]
    assert len(group_reports(empty)) == 3


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(7)))
def test_the_order_in_which_reports_come_does_not_matter(order: list[int]) -> None:
    assert group_reports([desk()[n] for n in order]) == group_reports(desk())


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=7, max_size=7))
def test_a_story_keeps_its_id_as_reports_arrive_and_the_last_grouping_is_that_of_all_at_once(
    batches: list[int],
) -> None:
    seen: list[Report] = []
    stories: list[Story] = []
    for batch in range(4):
        seen += [r for r, arrives in zip(desk(), batches, strict=True) if arrives == batch]
        before, stories = stories, group_reports(seen, known=stories)
        now = {story.id: set(story.reports) for story in stories}
        assert len(now) == len(stories)
        for old in before:
            heirs = [story for story in stories if set(old.reports) <= set(story.reports)]
            if heirs and not any(set(heirs[0].reports) & set(other.reports) for other in before if other != old):
                assert heirs[0].id == old.id
    assert grouped(desk(), stories) == HAPPENINGS


def test_an_id_stays_with_most_of_a_storys_reports() -> None:
    ferry = [r for r in desk() if r.source.startswith("ferry")]
    other = [r for r in desk() if r.source.startswith("other")]
    (wrong,) = group_reports(ferry[:1])
    mixed = replace(wrong, reports=tuple(r.id for r in (other[0], *ferry)))
    right = {frozenset(story.reports): story.id for story in group_reports(desk(), known=[mixed])}
    assert right[frozenset(r.id for r in ferry)] == wrong.id
    apart = replace(wrong, reports=tuple(r.id for r in (ferry[0], *other)))
    ids = {story.id: set(story.reports) for story in group_reports([*desk()], known=[apart])}
    assert ids[wrong.id] == {r.id for r in other}  # named by a report that went elsewhere
    assert len(ids) == len(HAPPENINGS)
    one, two = (replace(wrong, id=name, reports=(r.id,)) for name, r in zip(("one", "two"), ferry[:2], strict=True))
    assert "one" in {story.id for story in group_reports(desk(), known=[one, two])}


def test_in_a_stream_only_the_reports_of_the_window_are_given() -> None:
    days = [report(f"day{n}", text, day=6 * n) for n, text in enumerate((*FERRY, FERRY[2].replace("Divers", "They")))]
    stories: list[Story] = []
    ids = set()
    for n in range(len(days)):
        stories = group_reports([*OTHERS, *days[max(0, n - 2) : n + 1]], known=stories)
        ids |= {story.id for story in stories if days[n].id in story.reports}
    assert ids == {content_id("story", days[0].id)}  # the first has left the window, the name stays


def test_weekdays_stand_in_for_unknown_days_of_publication() -> None:
    words = split_words(
        [report("a", "On Monday and Tuesday."), report("b", "Jeudi dernier."), report("c", "They sat.")]
    )
    assert named_weekdays(words).tolist() == [3, 8, 0]

    def alike(names: tuple[str, str], *, published: int | None) -> float:
        told = [r for r in desk() if not r.source.startswith("other")]
        told += [report(f"x{n}", f"{OTHER_FERRY[n]} {name}", day=published) for n, name in enumerate(names)]
        ordered = sorted(told, key=lambda r: (r.published is None, r.published, r.source))
        at = split_words(ordered)
        pairs = pairs_of_window(
            language_vectors(ordered, at), None, np.zeros((len(ordered), SIZE), dtype=np.int8), ["en"] * len(ordered),
            [r.published for r in ordered], named_weekdays(at), window_days=14,
        )  # fmt: skip
        mine = [n for n, r in enumerate(ordered) if r.source in {"x0", "x1"}]
        return float(next(how for *pair, how in zip(*pairs, strict=True) if pair == mine))

    same = alike(("Sunday", "Sunday"), published=None)
    assert alike(("Sunday", "Thursday"), published=None) < alike(("Sunday", "Saturday"), published=None) < same
    assert alike(("Sunday", "Wednesday"), published=3) == alike(("Sunday", "Thursday"), published=3)


def test_pairs_with_common_neighbours_count_more() -> None:
    first, second = np.array([0, 0, 1, 3, 3, 0]), np.array([1, 2, 2, 4, 5, 3])
    pairs = by_common_neighbours(Pairs(first, second, np.full(6, 0.4)), 6)
    share = dict(zip(zip(first.tolist(), second.tolist(), strict=True), (pairs.alike / 0.4).tolist(), strict=True))
    assert share[1, 2] > share[0, 1] > share[3, 4] > share[0, 3]  # a triangle, a star, and what links the two
    assert min(share.values()) >= 0.5
    assert max(share.values()) <= 1.5 + 1e-9
    none = Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    assert by_common_neighbours(none, 3) is none


def test_the_command_line_groups_a_table(tmp_path: Path, run: Callable[..., Result]) -> None:
    rows = [{"id": r.source, "lang": "en", "text": r.text, "published": str(r.published)} for r in desk()]
    path = tmp_path / "table.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + '{"id": 1}\n', encoding="utf-8")
    result = run("stories", path)
    found: dict[str, set[str]] = {}
    for line in result.stdout.splitlines():
        row = json.loads(line)
        found.setdefault(row["story"], set()).add(row["id"])
    assert {frozenset(names) for names in found.values()} == HAPPENINGS
    assert result.exit_code != 0  # the line without a text was left out
    assert "line 8" in result.stderr
