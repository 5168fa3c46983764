"""The pages of the desk: all there, with twins, every link leads somewhere, and hostile text does nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from desk_site import Links, Site
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.desk.app import PAGES
from detente.desk.marks import Mark, marked, pieces
from detente.model import Reading, Report, Span, Statement
from detente.record import open_record

LARGEST = 300_000
PATHS = [path for path, _ in PAGES if "{" not in path]


def some(record: Path) -> dict[str, str]:
    """A path for each page that shows one thing."""
    with detente.open(record, read_only=True) as opened:
        found = {
            kind: opened.ask(f"SELECT id FROM {kind} ORDER BY id LIMIT 1").column(0)[0].as_py()
            for kind in ("statement", "event", "condition", "meeting", "report", "story")
        }
    plural = {kind: "stories" if kind == "story" else f"{kind}s" for kind in found}
    return {f"/{plural[kind]}/{{id}}": f"/{plural[kind]}/{id_}" for kind, id_ in found.items()} | {
        "/actors/{id}": "/actors/USA~john-kennedy",
        "/pairs/{a}/{b}": "/pairs/SUN/USA",
    }


@pytest.mark.parametrize("path", [path for path, _ in PAGES])
def test_every_page_and_its_twins(site: Site, october: Path, path: str) -> None:
    whole = some(october).get(path, path)
    page = site.get("/" if whole == "/front" else whole)
    assert page.status_code == 200, page.text[-400:]
    assert page.text.count("<h1") == 1
    assert len(page.content) < LARGEST
    assert f'href="{whole}.json' in page.text
    assert f'href="{whole}.csv' in page.text
    assert site.get(f"{whole}.json").json()["title"]
    table = list(csv.reader(io.StringIO(site.get(f"{whole}.csv").text)))
    assert len({len(row) for row in table}) == 1


def test_every_link_leads_somewhere(site: Site) -> None:
    """Walks the site from the front page, a page of every form, and asks each address that they name."""
    seen: dict[str, set[str]] = {}
    waiting, walked = ["/"], {"/"}
    fragments: set[tuple[str, str]] = set()
    per_form: dict[str, int] = {}
    while waiting:
        path = waiting.pop()
        page = site.get(path)
        assert page.status_code == 200, path
        if not page.headers["content-type"].startswith("text/html"):
            continue
        found = Links(page.text)
        assert not found.scripts, path
        assert len(found.ids) == len(set(found.ids)), path
        assert len(page.content) < LARGEST, path
        seen[path] = set(found.ids)
        for href in found.hrefs + found.loads:
            assert href.startswith(("/", "#")), href
            target, fragment = urldefrag(href)
            target = target or path
            if fragment:
                fragments.add((target, fragment))
            form = "/".join(target.split("?")[0].split("/")[:2]) + ("?" if "?" in target else "")
            if target not in walked and per_form.get(form, 0) < 3:
                per_form[form] = per_form.get(form, 0) + 1
                walked.add(target)
                waiting.append(target)
    assert len(seen) > 30
    lost = [(target, fragment) for target, fragment in fragments if target in seen and fragment not in seen[target]]
    assert not lost


def test_a_mark_links_to_its_entry_and_back(site: Site, october: Path) -> None:
    with detente.open(october, read_only=True) as record:
        row = record.ask("SELECT id, report, span_start, span_end FROM event ORDER BY id LIMIT 1").to_pylist()[0]
    page = site.get(f"/reports/{row['report']}").text
    assert f'id="c{row["span_start"]}-{row["span_end"]}"' in page
    assert f'href="#c{row["span_start"]}-{row["span_end"]}"' in page
    assert f'id="e-{row["id"]}"' in page
    entry = site.get(f"/events/{row['id']}").text
    assert f'href="/reports/{row["report"]}#c{row["span_start"]}-{row["span_end"]}"' in entry
    assert "How to cite it" in entry


def test_filters_stand_in_the_url(site: Site) -> None:
    all_of_them = site.get("/statements.json").json()["total"]
    said = site.get("/statements.json?actor=Kennedy&sort=warns").json()
    assert 0 < said["total"] < all_of_them
    assert {row["act"] for row in said["statements"]} == {"warns"}
    assert {row["speaker_id"] for row in said["statements"]} == {"USA/john-kennedy"}
    found = site.get('/statements.json?q="offensive military" base').json()
    assert found["total"] and all("offensive military" in row["words"] for row in found["statements"])
    late = site.get("/events.json?since=1962-10-27&until=1962-10").json()["events"]
    assert late and all((row["day_from"] or row["published"]) >= "1962-10-27" for row in late)


def test_paging_goes_through_all(site: Site) -> None:
    first, second = (site.get(f"/statements.json?page={n}").json() for n in (1, 2))
    ids = [row["id"] for page in (first, second) for row in page["statements"]]
    assert len(ids) == len(set(ids)) == 100
    assert 'rel="next"' in site.get("/statements").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/reports/0000000000000000", 404),
        ("/statements/0000000000000000", 404),
        ("/actors/nobody", 404),
        ("/stories/0000", 404),
        ("/statements?page=0", 400),
        ("/statements?page=x", 400),
        ("/statements?sort=sings", 400),
        ("/events?since=yesterday", 400),
    ],
)
def test_what_is_not_there_says_so(site: Site, path: str, status: int) -> None:
    page = site.get(path)
    assert page.status_code == status
    assert "<h1>" in page.text


def test_an_empty_record_has_all_pages(tmp_path: Path) -> None:
    open_record(tmp_path / "empty.duckdb").close()
    desk = Site(tmp_path / "empty.duckdb")
    try:
        for path in PATHS:
            page = desk.get("/" if path == "/front" else path)
            assert page.status_code == 200, page.text[-300:]
    finally:
        desk.close()


def test_a_missing_record_is_told_on_the_page(tmp_path: Path) -> None:
    desk = Site(tmp_path / "none.duckdb")
    page = desk.get("/")
    assert page.status_code == 503
    assert "there is no such record" in page.text


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</p></section><form action=//evil.example>",
    "{{ 7*7 }}{% raw %}",
    "\u202eright to left\u202c",
    "null\x00byte",
    "&lt;script&gt;",
    "javascript:alert(1)",
    "]]><svg onload=alert(1)>",
    "\ud800",
    '=HYPERLINK("//evil.example")',
]


def hostile_record(path: Path, texts: list[str]) -> list[str]:
    """A record whose every word is one of these; the ids of its reports."""
    readings = []
    for number, text in enumerate(texts):
        report = Report.make(
            f"{number}.txt", f"Before {text} after\n{text}", title=text, outlet=text, byline=text, url=text
        )
        span = Span(7, 7 + len(text))
        said = Statement(
            f"{number:016x}", report.id, span, (span,), None if number % 2 else (None, text), None, (text,),  # type: ignore[arg-type]
            "said", "states", "direct", text, text, None, text, text, 0.5, f"{text}; {text}",
        )  # fmt: skip
        readings.append(Reading(report, (said,)))
    with open_record(path) as record:
        record.add(readings)
    return [reading.report.id for reading in readings]


def test_hostile_text_does_nothing(tmp_path: Path) -> None:
    reports = hostile_record(tmp_path / "hostile.duckdb", HOSTILE)
    desk = Site(tmp_path / "hostile.duckdb")
    try:
        paths = ["/", "/statements", "/reports", *(f"/reports/{id_}" for id_ in reports)]
        paths += [f"/statements/{n:016x}" for n in range(len(HOSTILE))]
        for path in paths:
            quiet(desk.get(path).text)
        table = desk.get("/statements.csv").text
        assert "\n=HYPERLINK" not in table and ",=HYPERLINK" not in table
    finally:
        desk.close()


def quiet(html: str) -> None:
    """Nothing of the hostile text became markup, and nothing invisible is left."""
    found = Links(html)
    assert not found.scripts
    assert all(href.startswith(("/", "#")) for href in found.hrefs + found.loads)
    assert "<img" not in html and "<svg onload" not in html
    assert not any(character in html for character in "\x00\u202e\u202c")
    assert "<form action=//" not in html


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60) | st.sampled_from(HOSTILE[:-2])


@given(text=texts, cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8))
@settings(max_examples=60, deadline=None)
def test_pieces_join_to_the_text_and_marks_are_whole(text: str, cuts: list[tuple[int, int]]) -> None:
    marks = [
        Mark(n, ("statement", "event", "condition", "meeting")[n % 4], f"id{n}", start, start + length, "conflict")
        for n, (start, length) in enumerate(cuts)
    ]
    found = pieces(text, marks, [Span(2, 5)])
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    for mark in marks:
        if mark.end <= len(text):
            covered = [piece for piece in found if mark in piece.marks]
            assert (covered[0].start, covered[-1].end) == (mark.start, mark.end)
            assert sum(piece.end - piece.start for piece in covered) == mark.end - mark.start
    quiet(str(marked(text, marks, [Span(2, 5)])))
