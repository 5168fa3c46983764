"""How many voices stand behind many outlets: copies, excerpts, padded and edited agency texts have one origin."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.codebook.agencies import load_agencies
from detente.linking.origins import find_origins
from detente.model import Report

WORDS = [f"word{n}" for n in range(4000)]


def prose(seed: int, words: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def report(source: str, text: str, day: int | None = 1, outlet: str | None = None) -> Report:
    published = None if day is None else date(2021, 5, day)
    return Report.make(source, text, published=published, outlet=outlet)


def origins(*reports: Report) -> dict[str, str]:
    name = {r.id: r.source for r in reports}
    return {name[id_]: name[of] for id_, of in find_origins(reports).items()}


def test_a_family_of_copies_has_the_earliest_as_its_origin() -> None:
    body = prose(1, 300)
    found = origins(
        report("agency", body, 1), report("copy", f"{body} (Reprinted.)", 2),
        report("excerpt", body[: len(body) // 2], 3), report("other", prose(2, 300), 2),
    )  # fmt: skip
    assert found == {"agency": "agency", "copy": "agency", "excerpt": "agency", "other": "other"}


def test_a_longer_report_that_takes_an_earlier_one_over_is_its_echo_only_where_that_is_most_of_it() -> None:
    body = prose(3, 200)
    padded = report("padded", f"{body} {prose(4, 100)}", 2)
    own_work = report("own work", f"{body} {prose(5, 700)}", 2)
    assert origins(report("first", body), padded, own_work) == {
        "first": "first", "padded": "first", "own work": "own work",
    }  # fmt: skip


def test_an_agency_credit_joins_what_is_edited_from_one_text() -> None:
    body = prose(6, 200)
    first, second = f"{body} {prose(7, 60)}", f"{prose(8, 90)} {body}"
    for tag, expected in (("(AP) — ", "one"), ("", "two")):
        assert origins(report("one", tag + first), report("two", tag + second, 2))["two"] == expected
    assert origins(report("one", f"(AP) — {first}"), report("two", f"(AP) — {second}", 12))["two"] == "two"


def test_of_one_day_the_agency_comes_before_other_outlets() -> None:
    body = prose(9, 200)
    assert origins(report("a paper", body, outlet="Harbour Gazette"), report("wire", body, outlet="Reuters")) == {
        "a paper": "wire", "wire": "wire",
    }  # fmt: skip


def test_credits_are_read_where_agencies_put_them() -> None:
    credited = load_agencies().credited
    assert credited("LONDON (Reuters) - Talks began.") == {"REUTERS"}
    assert credited("WARSAW, AP — Talks began.") == {"AP"}
    assert credited("Paris (AFP) – Les pourparlers ont repris.") == {"AFP"}
    assert credited("Talks began. Nobody said more.\nReuter") == {"REUTERS"}
    assert credited("Talks began.", byline="Jane Roe and Associated Press") == {"AP"}
    assert credited("Talks began.", outlet="The Associated Press") == {"AP"}
    assert credited("The AP said that talks had begun; an AA meeting followed.") == frozenset()
    assert load_agencies().house_of("The Miami Herald") == "MCCLATCHY"


def test_short_and_empty_reports_are_their_own_origin() -> None:
    assert origins(report("none", ""), report("short", "Talks go on."), report("same", "Talks go on.", 2)) == {
        "none": "none", "short": "short", "same": "same",
    }  # fmt: skip
    assert find_origins([]) == {}


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(7)))
def test_order_does_not_matter_and_an_origin_is_its_own(order: list[int]) -> None:
    bodies = [prose(20 + n // 2, 80) for n in range(5)]
    reports = [report(f"r{n}", body, day=1 + n) for n, body in enumerate([*bodies, bodies[0] + prose(40, 30), ""])]
    found = find_origins([reports[n] for n in order])
    assert found == find_origins(reports)
    assert all(found[of] == of for of in found.values())
