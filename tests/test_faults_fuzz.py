"""Reports and files that were damaged at random: nothing breaks, nothing takes long, and spans stay exact."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import FIRST, SECOND
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from detente.model import Reading, Report, Span
from detente.reading.reader import read_reports
from detente.sources import open_sources

DAY = date(2021, 5, 4)
FAST = settings(deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate))
"""Without shrinking: a text that breaks a reader is short as it is."""

LONGEST = 30.0
"""Seconds of a core that a damaged report may take."""

FRENCH = (
    "OSLO — Le ministre norvégien des Affaires étrangères a déclaré lundi que l’Islande devait retirer ses bateaux : "
    "« Nous ne l’accepterons pas », a-t-il ajouté. L’Islande a rejeté cette demande. Si la Norvège ferme ses ports, "
    "l’Islande saisira le Conseil de sécurité.\n"
)
ODDITIES = [
    "“", "”", '"', "«", "'", "(", "\n\n", "\u2028", "\x00", "\ufeff", "\u200b", "\u202e", "\ufffd", "🚢", "e\u0301",
    "said", "if", "unless", "not", " — ", "...", "Mr.", "U.S.", "A" * 400, "99999999999999999999", "on Monday",
    "30 February 2021", "[", "\t", "\r", "ﬁ", "K",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, whole: str) -> str:
    """A text with pieces left out, doubled, moved to other places, or made odd."""
    text = whole
    for _ in range(draw(st.integers(1, 6))):
        a, b = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        piece = text[a:b]
        change = draw(st.sampled_from(["drop", "double", "move", "odd", "upper", "reverse"]))
        odd = draw(st.sampled_from(ODDITIES)) if change == "odd" else ""
        changed = {
            "drop": "",
            "double": piece + piece,
            "odd": odd + piece,
            "upper": piece.upper(),
            "reverse": piece[::-1],
        }
        text = text[b:] + piece + text[:a] if change == "move" else text[:a] + changed[change] + text[b:]
    return text[:5_000]


def spans_of(noun: object) -> Iterator[Span]:
    """Every span that a noun holds in its fields."""
    for field in fields(noun):  # type: ignore[arg-type]
        value = getattr(noun, field.name)
        for one in (value,) if isinstance(value, Span) else value if isinstance(value, tuple) else ():
            if isinstance(one, Span):
                yield one


def check(reading: Reading) -> None:
    text = reading.report.text
    assert reading.report.unread is None, (reading.report.unread, text)
    for entry in reading.entries():
        assert entry.report == reading.report.id
        for start, end in spans_of(entry):
            assert 0 <= start < end <= len(text), (entry, text)
    for statement in reading.statements:
        for start, end in statement.content_spans:
            assert text[start:end].strip(), statement
    for (start, end), _ in reading.passed_over:
        assert 0 <= start <= end <= len(text)


@settings(FAST, max_examples=6)
@given(st.lists(st.one_of(mutated(FIRST), mutated(SECOND), mutated(FIRST + SECOND)), min_size=6, max_size=6))
def test_damaged_reports_are_read_with_exact_spans(texts: list[str]) -> None:
    start = time.process_time()
    reports = [Report.make(f"{n}.txt", text, language="en", published=DAY) for n, text in enumerate(texts)]
    for reading in read_reports(reports):
        check(reading)
    assert time.process_time() - start < LONGEST


@settings(FAST, max_examples=3)
@given(st.lists(mutated(FRENCH), min_size=4, max_size=4))
def test_damaged_french_reports_are_read_with_exact_spans(texts: list[str]) -> None:
    for reading in read_reports([Report.make("f.txt", text, language="fr", published=DAY) for text in texts]):
        check(reading)


PAGE = f"<html><head><title>Ports</title><meta name=date content=2021-05-03></head><body><article><p>{FIRST}</p>" + (
    f"<p>{SECOND}</p></article></body></html>"
)
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Fjord Wire</title>"
    f"<item><title>Ports</title><link>https://example.org/a</link><description>{FIRST}</description></item>"
    "</channel></rss>"
)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
ARCHIVE = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2021-05-03T10:00:00Z\r\n"
    b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    % len(ANSWER)
    + ANSWER
    + b"\r\n\r\n"
)
FILES = {
    "a.txt": (FIRST + FRENCH).encode(),
    "a.html": PAGE.encode(),
    "a.xml": FEED.encode(),
    "a.jsonl": "\n".join(json.dumps({"text": text, "published": "2021-05-03"}) for text in (FIRST, SECOND)).encode(),
    "a.json": json.dumps([{"text": FIRST}, {"text": SECOND}]).encode(),
    "a.csv": f'text,published\n"{FIRST}",2021-05-03\n"{SECOND}",2021-05-04\n'.encode(),
    "a.jsonl.gz": gzip.compress(json.dumps({"text": FIRST}).encode(), mtime=0),
    "a.warc": ARCHIVE,
    "a.warc.gz": gzip.compress(ARCHIVE, mtime=0) * 2,
}


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes of a file with some changed, dropped, doubled or put in."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 5))):
        a, b = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        change = draw(st.integers(0, 3))
        if change == 0:
            data[a : a + 3] = draw(st.binary(max_size=6))
        elif change == 1:
            del data[a : min(b, a + 200)]
        elif change == 2:
            data[b:b] = data[a:b]
        else:
            del data[b:]
    return bytes(data)


@pytest.mark.parametrize("name", FILES)
@settings(FAST, max_examples=20)
@given(data=st.data())
def test_damaged_files_give_reports_or_reasons(name: str, data: st.DataObject) -> None:
    said: list[str] = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data.draw(damaged(FILES[name])))
        start = time.process_time()
        found = list(open_sources([str(path)], published=DAY, warn=said.append))
        assert time.process_time() - start < LONGEST
    assert found
    for report in found:
        assert report.source.startswith(str(path))
        if report.unread is None:
            assert report.text.strip()
            assert all(0 <= a <= b <= len(report.text) for a, b in report.furniture)
        else:
            assert "\n" not in report.unread
            assert "could not be read (" not in report.unread, report.unread  # an exception that nobody foresaw
    assert all("\n" not in line for line in said)
