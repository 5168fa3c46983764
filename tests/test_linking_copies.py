"""Which reports repeat others: copies, excerpts, and what only looks like one."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.linking import find_copies
from detente.model import Report, Span

WORDS = [f"word{n}" for n in range(4000)]


def prose(seed: int, words: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def report(source: str, text: str, day: int | None = 1, furniture: tuple[Span, ...] = ()) -> Report:
    published = None if day is None else date(2021, 5, day)
    return Report.make(source, text, published=published, furniture=furniture)


def told(*reports: Report) -> set[tuple[str, str, str]]:
    names = {r.id: r.source for r in reports}
    return {(names[found.report], found.how, names[found.of]) for found in find_copies(reports)}


def test_the_first_by_day_is_the_original_and_a_credit_line_changes_nothing() -> None:
    body = prose(1, 300)
    late = report("late", f"{body.upper()}, (Reprinted from the wire.)", day=3)
    middle = report("middle", body.replace("word1 ", "other "), day=2)
    first = report("first", body)
    undated = report("undated", body, day=None)
    assert told(late, undated, first, middle) == {
        ("late", "copy", "first"), ("middle", "copy", "first"), ("undated", "copy", "first"),
    }  # fmt: skip


def test_an_excerpt_is_contained_in_the_longer_report_whichever_came_first() -> None:
    short = prose(2, 100)
    long = f"{prose(3, 200)} {short} {prose(4, 200)}"
    assert told(report("short", short, 1), report("long", long, 2)) == {("short", "contained", "long")}
    assert told(report("short", short, 2), report("long", long, 1)) == {("short", "contained", "long")}


def test_changed_numbers_names_and_words_here_and_there_make_no_other_text() -> None:
    first = prose(14, 300)
    words = first.split()
    light = " ".join("other" if n % 8 == 3 else word for n, word in enumerate(words))
    heavy = " ".join("other" if n % 2 else word for n, word in enumerate(words))
    assert told(report("first", first), report("light", light, 2), report("heavy", heavy, 3)) == {
        ("light", "copy", "first"),
    }  # fmt: skip


def test_a_text_that_many_print_has_one_original() -> None:
    body = prose(15, 200)
    reports = [report(f"outlet {n:02}", f"{prose(100 + n, 10)} {body}", day=1 + n // 2) for n in range(40)]
    assert told(*reports) == {(f"outlet {n:02}", "copy", "outlet 00") for n in range(1, 40)}


def test_marks_and_letters_beyond_ascii_are_words_or_not() -> None:
    body = "« L’été déjà fini », dit-elle — à Genève : " + prose(16, 100)
    plain = "L été déjà fini dit elle à Genève " + prose(16, 100)
    assert told(report("one", body), report("other", plain, 2)) == {("other", "copy", "one")}


def test_a_copy_says_more_than_an_excerpt() -> None:
    short = prose(5, 150)
    long = f"{short} {prose(6, 300)}"
    reports = (report("a-long", long, 1), report("first", short, 1), report("second", short, 2))
    assert told(*reports) == {("first", "contained", "a-long"), ("second", "copy", "first")}


def test_reports_that_share_a_passage_or_nothing_are_no_copies() -> None:
    shared = prose(7, 100)
    one, other = f"{shared} {prose(8, 100)}", f"{prose(9, 100)} {shared}"
    assert told(report("one", one), report("other", other), report("third", prose(10, 200))) == set()
    assert told(report("few words", "Talks go on."), report("same few", "Talks go on."), report("none", "")) == set()
    assert find_copies([]) == []


def test_furniture_does_not_count() -> None:
    shared, body = prose(11, 300), prose(12, 60)
    one = report("one", f"{body} {shared}", furniture=(Span(len(body), len(body) + 1 + len(shared)),))
    other_body = prose(13, 60)
    other = report(
        "other",
        f"{other_body} {shared}",
        furniture=(Span(len(other_body), len(other_body) + 1 + len(shared)),),
    )
    assert told(one, other) == set()


@settings(max_examples=5, deadline=None)
@given(st.permutations(range(8)))
def test_the_order_in_which_reports_come_does_not_matter(order: list[int]) -> None:
    bodies = [prose(20 + n // 2, 80) for n in range(6)]
    bodies += [bodies[0] + " " + prose(40, 200), prose(41, 90)]
    reports = [report(f"r{n}", body, day=1 + n) for n, body in enumerate(bodies)]
    assert find_copies(reports[n] for n in order) == find_copies(reports)
    assert len(find_copies(reports)) == 4  # three pairs of copies; the first of the first pair is in the long one
