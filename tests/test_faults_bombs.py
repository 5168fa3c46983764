"""Sources made to fill memory or to lead astray: each is set aside in one line, soon, and the next is read."""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from detente.model import Report
from detente.reading.options import Options
from detente.scale.chunks import read_chunk
from detente.sources import open_sources

SENTENCE = "Norway accused Iceland of firing on a trawler on Monday, and Iceland denied it. "
MB = 2**20


@pytest.fixture(autouse=True)
def _within_bounds() -> Iterator[None]:
    tracemalloc.start()
    start = time.process_time()
    yield
    assert time.process_time() - start < 30
    assert tracemalloc.get_traced_memory()[1] < 600 * MB
    tracemalloc.stop()


def reports(folder: Path) -> tuple[Report, Report]:
    """The report of the bomb, and of the good file after it."""
    (folder / "z-good.txt").write_text(SENTENCE, encoding="utf-8")
    bomb, good = open_sources([str(folder)], published=date(2021, 5, 4))
    assert (good.text, good.unread) == (SENTENCE, None)
    return bomb, good


def line(path: Path) -> Path:
    path.write_text(SENTENCE * (50 * MB // len(SENTENCE)), encoding="utf-8")
    return path


def page(path: Path) -> Path:
    text = SENTENCE * (50 * MB // len(SENTENCE))
    path.write_text(f"<html><body><article><p>{text}</p></article></body></html>", encoding="utf-8")
    return path


def nested(path: Path) -> Path:
    path.write_text(f"<html><body>{'<div>' * 100_000}{SENTENCE * 20}{'</div>' * 100_000}</body></html>", "utf-8")
    return path


def gzip_of(piece: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        with gzip.open(path, "wb", compresslevel=1) as file:
            for _ in range(50):
                file.write(piece * (2 * MB // len(piece)))  # 100 MB in half a MB
        return path

    return write


def deep_json(path: Path) -> Path:
    path.write_text("[" * 200_000 + "]" * 200_000, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("line.txt", line, "characters, which no report has"),
        ("page.html", page, "no article"),
        ("nested.html", nested, "no article"),
        ("bomb.txt.gz", gzip_of(b"a "), "larger than 64 MB"),
        ("bomb.jsonl.gz", gzip_of(b"a "), "longer than 64 MB"),
        ("bomb.csv.gz", gzip_of(b"a,"), "longer than 64 MB"),
        ("bomb.html.gz", gzip_of(b"<b>"), "larger than 64 MB"),
        ("bomb.json.gz", gzip_of(b"[1,"), "larger than 64 MB"),
        ("bomb.warc.gz", gzip_of(b"WARC"), "web archive"),
        ("deep.json", deep_json, "JSON"),
    ],
)
def test_a_bomb_is_set_aside(tmp_path: Path, name: str, make: Callable[[Path], Path], reason: str) -> None:
    make(tmp_path / name)
    bomb, _ = reports(tmp_path)
    assert bomb.unread is not None and reason in bomb.unread
    assert "\n" not in bomb.unread and len(bomb.unread) < 300
    assert bomb.text == ""


def test_ten_thousand_sentences_are_kept_but_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE * 10_000, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SENTENCE * 100, encoding="utf-8")
    reports = list(open_sources([str(tmp_path)], published=date(2021, 5, 4)))
    long, short = read_chunk(reports, Options())
    assert long.report.text == SENTENCE * 10_000
    assert long.report.unread is not None and "800,000 characters" in long.report.unread
    assert short.report.unread is None and short.events


def test_a_zip_with_names_that_climb_out_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / "a.zip", "w") as packed:
        packed.writestr("../../climbed.txt", SENTENCE)
    before = sorted(tmp_path.rglob("*"))
    bomb, _ = reports(folder)
    assert bomb.unread is not None and "zip archive" in bomb.unread
    assert sorted(tmp_path.rglob("*")) == sorted([*before, folder / "z-good.txt"])


def test_links_in_a_circle_are_gone_through_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text(SENTENCE + "First.", encoding="utf-8")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = list(open_sources([str(tmp_path)], published=date(2021, 5, 4)))
    assert [Path(r.source).name for r in found if r.unread is None] == ["one.txt"]
    assert all(r.unread is None or "link" in r.unread or "levels" in r.unread for r in found)


def test_a_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"{SENTENCE}Trawler {n} returned."}) for n in range(600)]
    whole = gzip.compress("\n".join(rows).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) * 2 // 3])
    *kept, told = open_sources([str(tmp_path)], published=date(2021, 5, 4))
    assert 100 < len(kept) < 600
    assert [report.text for report in kept] == [json.loads(row)["text"] for row in rows[: len(kept)]]
    assert told.unread is not None and "gzip packing is broken" in told.unread
