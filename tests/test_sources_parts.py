"""A large file cut into parts: together they give the same reports, under the same names, as the file."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_sources_warc import Archive, page

from detente.model import Report
from detente.sources import open_part, open_sources, parts_of

TEXT = "The ports of Chile and Peru were closed on Monday, the harbour master said. Chile protested. "
DAY = date(2001, 5, 14)
Rows = list[dict[str, str]]


def rows(lengths: list[int], between: str) -> Rows:
    return [
        {
            "title": f"Day {n}",
            "text": f"{n} {TEXT * length}{between}{TEXT}".strip() if length else "",
            "day": "2001-05-14",
        }
        for n, length in enumerate(lengths)
    ]


def json_lines(given: Rows) -> bytes:
    return b"\n\n".join(json.dumps(row).encode() for row in given) + b"\nno JSON\n{}\n"


def table(given: Rows, *, encoding: str = "utf-8", delimiter: str = ",", ends: str = "\r\n") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(given[0]), delimiter=delimiter, lineterminator=ends)
    writer.writeheader()
    writer.writerows(given)
    return out.getvalue().encode(encoding, "replace")


def parquet(given: Rows) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(given), out, row_group_size=7)
    return out.getvalue()


def archive(given: Rows) -> bytes:
    made = Archive()
    made.note()
    for n, row in enumerate(given):
        made.answer(f"https://andes.example/{n}", page() + row["text"].encode() + b"\x1f\x8b\x08 and WARC/1.0")
    return made.packed()


KINDS: dict[str, Callable[[Rows], bytes]] = {
    "a.jsonl": json_lines,
    "a.json": json_lines,
    "a.jsonl.gz": lambda given: gzip.compress(json_lines(given)),
    "a.csv": table,
    "marked.csv": lambda given: table(given, encoding="utf-8-sig", ends="\n"),
    "western.csv": lambda given: table(given, encoding="cp1252", delimiter=";"),
    "a.tsv": lambda given: table(given, delimiter="\t"),
    "a.csv.gz": lambda given: gzip.compress(table(given)),
    "a.parquet": parquet,
    "a.warc.gz": archive,
    "a.warc": lambda given: gzip.decompress(archive(given)),
}


def together(path: Path, *, size: int) -> tuple[int, list[Report]]:
    parts = parts_of(str(path), size=size, columns={"published": "day"})
    given = [report for part in parts for report in open_part(str(path), part, columns={"published": "day"})]
    return len(parts), given


def known(reports: list[Report]) -> list[Report]:
    """In an order of their own: lines without text come after the others of their file, or of their part."""
    return sorted(reports, key=lambda report: (report.source, report.id))


@pytest.mark.parametrize("name", KINDS)
@settings(deadline=None, max_examples=4)
@given(
    lengths=st.lists(st.integers(0, 5), min_size=30, max_size=50),
    between=st.sampled_from([" ", "\n", '\n"Ports", again\r\n', " à côté ", "\r"]),
    size=st.integers(500, 1_000),
)
def test_parts_are_the_file(name: str, lengths: list[int], between: str, size: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(KINDS[name](rows([1, *lengths, 2, 3, 2], between)))
        whole = list(open_sources([str(path)], columns={"published": "day"}))
        number, given = together(path, size=size)
    assert number >= 2
    assert any(report.text for report in whole)
    assert known(given) == known(whole)


def test_parts_are_of_about_the_size_that_is_asked_for(tmp_path: Path) -> None:
    given = rows([3] * 400, " ")
    for name, write in KINDS.items():
        path = tmp_path / name
        path.write_bytes(write(given))
        held = 0 if name in ("a.parquet", "a.warc.gz") else len(write(given))
        parts = parts_of(str(path), size=20_000, columns={"published": "day"})
        assert len(parts) > 2, name
        assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
        if held and not name.endswith(".gz"):
            assert max(part.end - part.start for part in parts) < 24_000, name


def test_what_is_no_file_of_many_reports_is_not_cut(tmp_path: Path) -> None:
    texts = {
        "a.txt": TEXT * 90,
        "a.html": page().decode() * 9,
        "none.jsonl": '{"words": 1}\n' * 900,
        "list.json": json.dumps(rows([3] * 90, " ")),
        "none.csv": "a,b\n1,2\n" * 900,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert parts_of(str(tmp_path / name), size=500, columns={}) == [], name
    (tmp_path / "wide.csv").write_bytes(table(rows([3] * 90, " "), encoding="utf-16"))
    assert parts_of(str(tmp_path / "wide.csv"), size=500, columns={}) == []
    assert parts_of(str(tmp_path / "gone.csv"), size=500, columns={}) == []
    assert parts_of("https://example.org/a.csv", size=500, columns={}) == []


def test_a_damaged_archive_loses_what_is_damaged_alone(tmp_path: Path) -> None:
    made = Archive()
    for n in range(30):
        made.answer(f"https://andes.example/{n}", page())
    damaged = bytearray(made.members[11])
    damaged[40:60] = b"\xff" * 20
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join([*made.members[:11], bytes(damaged), *made.members[12:]]))
    number, given = together(path, size=1_500)
    urls = {report.url for report in given if report.unread is None}
    assert number > 5
    assert urls == {f"https://andes.example/{n}" for n in range(30) if n != 11}
    assert any("gzip members are damaged" in (report.unread or "") for report in given)
