"""Texts, pages, tables, JSON and feeds become reports with what their metadata says."""

import csv
import gzip
import io
import json
import logging
from datetime import date
from pathlib import Path

import pytest

from detente.model import Report
from detente.sources import open_sources

FIRST = "The two foreign ministers met in Vienna on Monday and agreed to speak again before the month ends."
SECOND = "“We have come closer,” said the minister of the republic. “We are not there yet.”"
TEXT = f"{FIRST}\n\n{SECOND}\n"
DAY = date(2022, 1, 10)


def reports(*paths: object, **given: object) -> list[Report]:
    return list(open_sources([str(path) for path in paths], **given))


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_plain_text_with_its_sidecar(tmp_path: Path) -> None:
    told = {"published": "2022-01-10", "outlet": "Courier", "title": "Vienna", "url": "https://c.example/1",
            "language": "en", "byline": "Jane Miller"}  # fmt: skip
    write(tmp_path / "a.json", json.dumps(told))
    path = write(tmp_path / "a.txt", TEXT)
    (report,) = reports(path)
    assert (report.source, report.text, report.unread) == (str(path), TEXT, None)
    assert (report.published, report.outlet, report.title, report.url, report.language, report.byline) == (
        DAY, "Courier", "Vienna", "https://c.example/1", "en", "Jane Miller")  # fmt: skip


@pytest.mark.parametrize("text", ["a word\r\n\r\nand more\r", "\ufeffA word.\n", "tab\tand\x0cfeed\u2028\xa0end  \n\n"])
def test_plain_text_keeps_every_character(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "a.txt", text)
    (report,) = reports(path)
    with path.open(encoding="utf8", newline="") as stream:
        assert report.text == stream.read() == text


def test_the_reports_own_date_wins_over_the_given_one(tmp_path: Path) -> None:
    dated, undated = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", TEXT)
    write(tmp_path / "a.json", '{"published": "2022-01-10"}')
    given = date(2022, 1, 20)
    assert [r.published for r in reports(dated, undated, published=given)] == [DAY, given]


PAGE = f"""<!doctype html><html lang="en"><head><title>Ministers meet in Vienna | Courier</title>
<meta property="og:title" content="Ministers meet in Vienna">
<meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2022-01-10T08:00:00+01:00">
<meta name="author" content="Jane Miller">
<link rel="canonical" href="https://courier.example/vienna"></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Ministers meet in Vienna</h1>
<p>{FIRST}</p><h2>A narrow river</h2><p>{SECOND}</p>
<p>Both governments refused to comment on the size of the forces along the river, which has been closed to
traffic since the autumn, and on the reports of new bridges being built upstream.</p>
<p>Read also: How the crossing was closed</p><p>{FIRST.replace("Monday", "Friday")}</p></article>
<footer>© 2022 The Courier</footer></body></html>"""


def test_a_saved_page(tmp_path: Path) -> None:
    write(tmp_path / "page_files" / "part.html", PAGE)
    write(tmp_path / "page.html", PAGE)
    level = logging.getLogger("trafilatura").level
    (report,) = reports(tmp_path)
    assert logging.getLogger("trafilatura").level == level
    assert (report.title, report.outlet, report.byline) == (
        "Ministers meet in Vienna",
        "The Courier",
        "Jane Miller",
    )
    assert (report.published, report.url, report.language) == (DAY, "https://courier.example/vienna", "en")
    marked = [report.text[start:end] for start, end in report.furniture]
    assert "A narrow river" in marked and "Read also: How the crossing was closed" in marked
    assert f"{FIRST}\n\nA narrow river\n\n{SECOND}" in report.text
    assert "World" not in report.text


def test_a_page_in_an_encoding_that_it_declares(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Vienna", "Вена")
    (report,) = reports(write(tmp_path / "p.html", page.encode("cp1251", "replace")))
    assert "met in Вена on Monday" in report.text


ROW = {"id": "x7", "headline": "Vienna", "body": TEXT, "pubDate": "10-Jan-2022",
       "source": {"name": "Courier"}, "link": "https://c.example/1", "lang": "en",
       "authors": ["Jane Miller", "Tom Okafor"]}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", f"{json.dumps(ROW)}\n\n"),
        ("a.ndjson", "\ufeff" + json.dumps(ROW)),
        ("a.json", json.dumps([ROW], indent=1)),
        ("a.json", json.dumps(ROW, indent=1)),
        ("a.json", json.dumps({"status": "ok", "articles": [ROW]})),
        ("a.json", f"{json.dumps(ROW)}\n" * 1 + json.dumps(ROW | {"id": "x8"})),
        ("a.jsonl.gz", gzip.compress(json.dumps(ROW).encode())),
    ],
)
def test_json_of_every_form(tmp_path: Path, name: str, content: str | bytes) -> None:
    path = write(tmp_path / name, content)
    report = reports(path)[0]
    assert (report.source, report.text, report.published) == (f"{path}#x7", TEXT, DAY)
    assert (report.title, report.outlet, report.byline) == ("Vienna", "Courier", "Jane Miller, Tom Okafor")
    assert (report.url, report.language, report.unread) == ("https://c.example/1", "en", None)


def test_columns_named_by_the_user_come_before_guesses(tmp_path: Path) -> None:
    row = {"text": "a summary only", "volltext": TEXT, "tag": "2022-01-10"}
    path = write(tmp_path / "a.jsonl", json.dumps(row))
    (report,) = reports(path, columns={"text": "volltext", "published": "tag"})
    assert (report.text, report.published) == (TEXT, DAY)


@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ","), (".csv", ";"), (".tsv", "\t")])
def test_tables_with_quotes_line_breaks_and_long_fields(tmp_path: Path, suffix: str, delimiter: str) -> None:
    long = f'"Plain quotes," he said; {TEXT}' * 2000
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(
        [
            ["Id", "Date", "Source_Domain", "MainText"],
            ["1", "2022/01/10", "courier.example", long],
            ["2", "", "", TEXT],
        ]
    )
    first, second = reports(write(tmp_path / f"t{suffix}", written.getvalue()))
    assert (first.text, first.published, first.outlet) == (long, DAY, "courier.example")
    assert (second.source, second.text, second.published) == (f"{tmp_path}/t{suffix}#2", TEXT, None)


def test_quotes_in_tables_without_quoting_stay(tmp_path: Path) -> None:
    text = '"We have come closer," said the minister of the republic.'
    (report,) = reports(write(tmp_path / "t.tsv", f"text\tdate\n{text}\t2022-01-10\n"))
    assert (report.text, report.published) == (text, DAY)


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Courier</title><language>en-gb</language>
<item><title>Ministers &amp;amp; bridges</title><link>https://courier.example/1</link><guid>https://courier.example/1</guid>
<pubDate>Mon, 10 Jan 2022 09:00:00 GMT</pubDate><author>Jane Miller</author><description>Short.</description>
<content:encoded><![CDATA[<p>{FIRST}</p><script>x()</script><p>{SECOND}</p>]]></content:encoded></item>
<item><title>Only a summary</title><link>https://courier.example/2</link>
<description>&lt;b&gt;The bridge&lt;/b&gt; opens on Friday, the government said.</description></item>
<item><title>Nothing</title><link>https://courier.example/3</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title><id>urn:c</id>
<entry><id>urn:c:1</id>
<title>Vienna</title><updated>2022-01-10T09:00:00Z</updated><summary>{FIRST}</summary></entry></feed>"""


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "saved"])
def test_a_feed_gives_a_report_for_each_entry(tmp_path: Path, name: str) -> None:
    full, summary, empty = reports(write(tmp_path / name, RSS))
    assert full.text == f"{FIRST}\n\n{SECOND}"
    assert (full.title, full.outlet, full.published) == ("Ministers & bridges", "The Courier", DAY)
    assert (full.url, full.language) == ("https://courier.example/1", "en")
    assert summary.text == "The bridge opens on Friday, the government said."
    assert empty.unread is not None and "https://courier.example/3" in empty.unread


def test_an_atom_feed(tmp_path: Path) -> None:
    (report,) = reports(write(tmp_path / "f.atom", ATOM))
    assert (report.text, report.title, report.published) == (FIRST, "Vienna", DAY)


def test_folders_are_read_in_order_without_hidden_files_loops_and_records(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden/d.txt", ".e.txt", "f.duckdb", "a.json"):
        write(tmp_path / name, '{"published": "2022-01-10"}' if name == "a.json" else TEXT)
    (tmp_path / "sub" / "again").symlink_to(tmp_path, target_is_directory=True)
    names = [Path(r.source).name for r in reports(tmp_path)]
    assert sorted(set(names)) == ["a.txt", "b.txt", "c.txt"]
    assert names[:2] == ["a.txt", "b.txt"]
    assert len(names) == 3


def test_globs_and_single_strings(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "sub/c.txt", "a.json"):
        write(tmp_path / name, "{}" if name == "a.json" else TEXT)
    assert [Path(r.source).name for r in reports(tmp_path / "*")] == ["a.txt", "b.txt", "c.txt"]
    assert [Path(r.source).name for r in reports(tmp_path / "**" / "*.txt")] == ["a.txt", "b.txt", "c.txt"]
    assert [Path(r.source).name for r in open_sources(str(tmp_path / "b.txt"))] == ["b.txt"]


def test_the_shells_own_glob_takes_sidecars_for_what_they_are(tmp_path: Path) -> None:
    text = write(tmp_path / "a.txt", TEXT)
    sidecar = write(tmp_path / "a.json", '{"published": "2022-01-10"}')
    assert [r.source for r in reports(sidecar, text)] == [str(text)]
    (alone,) = reports(sidecar)
    assert alone.unread is not None and "sidecar of a.txt" in alone.unread


def test_reading_twice_finds_the_same_ids(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", f"{json.dumps(ROW)}\n{json.dumps(ROW | {'id': 'y', 'body': FIRST})}")
    write(tmp_path / "b.txt", TEXT)
    ids = [r.id for r in reports(tmp_path)]
    assert ids == [r.id for r in reports(tmp_path)] and len(set(ids)) == 3


def test_reports_come_one_at_a_time(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", f"{json.dumps(ROW)}\n" * 3 + "{broken")
    stream = open_sources([str(path)])
    assert next(stream).text == TEXT
    stream.close()


def test_what_tells_of_the_folder_is_no_report_unless_it_is_named(tmp_path: Path) -> None:
    for name in ("README.md", "LICENSE", "sub/Changelog.txt", "readme-of-the-minister.txt", "a.txt"):
        write(tmp_path / name, TEXT)
    for given in (tmp_path, tmp_path / "**" / "*"):
        told = {report.source.removeprefix(f"{tmp_path}/"): report.unread for report in reports(given)}
        aside = "by its name it tells of the folder, and is no report; give the file itself to read it"
        assert told == {
            "LICENSE": aside,
            "README.md": aside,
            "a.txt": None,
            "readme-of-the-minister.txt": None,
            "sub/Changelog.txt": aside,
        }
    (named,) = reports(tmp_path / "README.md")
    assert named.text == TEXT and named.unread is None
