"""Object stores: what an address names is listed and read as files are; what stands in the way is one line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import REPORTS
from store_server import KEY, store
from test_sources_parts import KINDS, rows

from detente.model import Report
from detente.sources import open_part, open_sources, parts_of, stores

TEXTS = {name: text for name, (text, _) in REPORTS.items()}
FACTS = {name.replace(".txt", ".json"): json.dumps(facts).encode() for name, (_, facts) in REPORTS.items()}
LINES = KINDS["a.jsonl"](rows([2] * 200, " "))
OBJECTS = {
    **{f"quarrel/{name}": text.encode() for name, text in TEXTS.items()},
    **{f"quarrel/{name}": data for name, data in FACTS.items()},
    "quarrel/README.md": b"Reports on a quarrel.",
    "quarrel/.hidden.txt": b"hidden",
    "archive/2001/05/a b.jsonl.gz": gzip.compress(LINES),
    "archive/2001/05/news.parquet": KINDS["a.parquet"](rows([2] * 200, " ")),
    "archive/2001/06/crawl.warc.gz": KINDS["a.warc.gz"](rows([2] * 60, " ")),
    "archive/2001/06/lines.jsonl": LINES,
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The query that leads addresses to a server with OBJECTS in its bucket `news`."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with store(OBJECTS) as (address, _):
        stores._store.cache_clear()
        yield f"?region=us-east-1&scheme=http&endpoint_override={address}"


def read(*paths: str, **given: object) -> list[Report]:
    return list(open_sources(list(paths), **given))  # type: ignore[arg-type]


def test_a_folder_of_a_store_is_read_as_a_folder(server: str, reports: Path) -> None:
    found = read(f"s3://news/quarrel{server}")
    here = {report.text: report for report in read(str(reports))}
    assert len([report for report in found if report.text]) == len(here) == 3
    for report in found[1:]:
        assert report.source.startswith("s3://news/quarrel/")
        assert report.id == here[report.text].id
        assert (report.published, report.outlet, report.title) == (
            here[report.text].published, here[report.text].outlet, here[report.text].title
        )  # fmt: skip
    assert found[0].source == f"s3://news/quarrel/README.md{server}"
    assert "give the file itself" in (found[0].unread or "")


def test_globs_and_single_objects(server: str) -> None:
    lines = read(f"s3://news/archive/*/05/*.gz{server}", columns={"published": "day"})
    assert len([report for report in lines if report.text]) == 200
    assert lines[0].source == f"s3://news/archive/2001/05/a b.jsonl.gz{server}#1"
    assert {report.published for report in lines if report.text} == {date(2001, 5, 14)}
    everywhere = read(f"s3://news/**/*.parquet{server}")
    assert len(everywhere) == 200 and everywhere[0].text == lines[0].text
    pages = read(f"s3://news/archive/2001/06/crawl.warc.gz{server}")
    assert len([report for report in pages if report.url]) == 60


@pytest.mark.parametrize("key", [key for key in OBJECTS if key.startswith("archive")])
def test_a_large_object_is_cut_into_parts(server: str, key: str) -> None:
    address = f"s3://news/{key}{server}"
    parts = parts_of(address, size=8_000, columns={})
    assert len(parts) > 3
    given = [report for part in parts for report in open_part(address, part)]
    assert sorted(r.id for r in given) == sorted(r.id for r in read(address))


def test_only_the_bytes_of_a_part_are_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setattr(stores, "AT_ONCE", 4_096)
    with store({"a.jsonl": LINES}) as (address, requests):
        source = f"s3://news/a.jsonl?region=us-east-1&scheme=http&endpoint_override={address}"
        part = parts_of(source, size=8_000, columns={})[3]
        requests.clear()
        assert list(open_part(source, part))
    fetched = [request.partition("bytes=")[2].split("-") for request in requests if "bytes=" in request]
    bytes_ = sum(int(end) - int(start) + 1 for start, end in fetched)
    assert 8_000 <= bytes_ <= 30_000 < len(LINES)


def test_what_stands_in_the_way_is_one_line(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (gone,) = read(f"s3://news/nowhere/a.txt{server}")
    assert gone.unread == "nothing lies there; check the address"
    (bucket,) = read(f"s3://olds/a.txt{server}")
    assert bucket.unread == "nothing lies there; check the address"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "another")
    stores._store.cache_clear()
    (refused,) = read(f"s3://news/quarrel/first.txt{server}")
    assert refused.unread == "S3 gives no access to it; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
    for name in ("AZURE_STORAGE_ACCOUNT", "AZURE_STORAGE_ACCOUNT_NAME"):
        monkeypatch.delenv(name, raising=False)
    (unnamed,) = read("az://news/a.txt")
    assert unnamed.unread == "of which account is not said; set AZURE_STORAGE_ACCOUNT, or write abfs://..."


def test_a_client_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(*given: object) -> None:
        raise ImportError("No module named 'pyarrow._s3fs'")

    monkeypatch.setattr(stores, "_store", without)
    (report,) = read("s3://news/a.txt")
    assert report.unread == "this pyarrow has no client for S3; run `pip install -U pyarrow`"
