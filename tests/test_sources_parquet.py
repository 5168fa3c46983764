"""Parquet tables as sources: a report a row, whatever types the columns have; damage is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detente.model import Report
from detente.sources import open_sources, parquet

TEXTS = [
    f"The council of Peru met on Monday, day {n}, and voted to reopen the border road. Chile thanked it."
    for n in range(200)
]


def read(path: Path, **given: object) -> list[Report]:
    return list(open_sources([str(path)], **given))  # type: ignore[arg-type]


def test_a_report_a_row(tmp_path: Path) -> None:
    moment = datetime(2001, 5, 14, 23, 30, tzinfo=UTC)
    pq.write_table(
        pa.table(
            {
                "body": TEXTS,
                "headline": pa.array([f"Day {n}" for n in range(200)], pa.large_string()),
                "pub_date": pa.array([moment] * 200, pa.timestamp("ns", "UTC")),
                "authors": [["Ana Rojas", "Luis Vega"]] * 200,
                "publisher": pa.array(["Wire"] * 200).dictionary_encode(),
                "numbers": pa.array([[1.0] * 9] * 200),
            }
        ),
        tmp_path / "news.parquet",
        row_group_size=70,
    )
    reports = read(tmp_path / "news.parquet")
    assert [report.text for report in reports] == TEXTS
    assert [report.source for report in reports] == [f"{tmp_path}/news.parquet#{n}" for n in range(1, 201)]
    assert {(r.published, r.byline, r.outlet) for r in reports} == {(date(2001, 5, 14), "Ana Rojas, Luis Vega", "Wire")}


def test_columns_by_name_and_text_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"  # known by how it begins
    pq.write_table(pa.table({"words": [TEXTS[0].encode(), None, b"caf\xe9 " + TEXTS[1].encode()]}), path)
    first, second, third = read(path, columns={"text": "words"})
    assert first.text == TEXTS[0]
    assert second.unread == "row 2 has no text; fill in its 'words'"
    assert third.text == f"caf\ufffd {TEXTS[1]}"
    (nothing,) = read(path)
    assert nothing.unread == "no column known to hold the text; there are: words; name one of them (text=NAME)"


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.99])
def test_a_table_cut_short_is_told(tmp_path: Path, keep: float) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": TEXTS}), path)
    path.write_bytes(path.read_bytes()[: int(keep * path.stat().st_size)])
    (report,) = read(path)
    assert (report.unread or "").startswith("a damaged Parquet table (")


def test_damage_within_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": TEXTS}), path, row_group_size=50, use_dictionary=False, compression="zstd")
    at = pq.ParquetFile(path).metadata.row_group(2).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[at : at + 200] = b"\xff" * 200
    path.write_bytes(data)
    *good, last = read(path)
    assert [report.text for report in good] == TEXTS[:100]
    assert (last.unread or "").startswith("what follows after row 100 is damaged (")


def test_empty_tables_and_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "none.parquet")
    assert read(tmp_path / "none.parquet")[0].unread == "a table without a row; leave it out, or fetch it again"
    monkeypatch.setattr(parquet, "UNPACKED", 2**22)
    pq.write_table(
        pa.table({"text": ["A" * 2**23]}), tmp_path / "bomb.parquet", compression="zstd", use_dictionary=False
    )
    assert "its column 'text' unpacks 500-fold, to 8 MB" in (read(tmp_path / "bomb.parquet")[0].unread or "")


def test_one_long_text_shared_by_many_rows_is_in_memory_once(tmp_path: Path) -> None:
    long = "Peru thanked Chile. " * 100_000  # two MB, in fifty rows: 100 MB if each had its own
    pq.write_table(pa.table({"text": pa.array([long] * 50).dictionary_encode()}), tmp_path / "a.parquet")
    before = pa.total_allocated_bytes()
    drafts = 0
    with (tmp_path / "a.parquet").open("rb") as stream:
        for draft in parquet.read_parquet("a.parquet", stream, columns={}):
            drafts += 1
            assert len(draft.text) == len(long)
            assert pa.total_allocated_bytes() - before < 2**26
    assert drafts == 50
