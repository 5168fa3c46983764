"""Files of all kinds, made of texts: what `fuzz.py` damages."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

__all__ = ["SUFFIXES", "whole_files"]

SUFFIXES = (
    ".txt",
    ".html",
    ".xml",
    ".jsonl",
    ".json",
    ".csv",
    ".tsv",
    ".jsonl.gz",
    ".warc",
    ".warc.gz",
    ".parquet",
    "",
)


def whole_files(texts: Sequence[str]) -> list[bytes]:
    """Files of all kinds made of real reports, each after a byte that names its kind."""
    files: list[bytes] = []
    for n in range(0, min(len(texts) - 2, 24), 2):
        two = [text[:1_500] for text in texts[n : n + 2]]
        rows = [{"text": text, "title": text[:40], "published": "2021-05-03"} for text in two]
        paragraphs = "".join(f"<p>{line}</p>" for text in two for line in text.splitlines() if line)
        page = (
            f"<html><head><title>A page</title><meta name=date content=2021-05-03></head><body><nav><a href=/>Home</a>"
            f"</nav><article>{paragraphs}</article></body></html>"
        ).encode()
        lines = "\n".join(map(json.dumps, rows)).encode()
        archive = warc_of(page) + warc_of(page)
        of_kind = {
            ".txt": two[0].encode(), ".html": page, ".xml": feed_of(two), ".jsonl": lines,
            ".json": json.dumps(rows).encode(), ".csv": table_of(rows, ","), ".tsv": table_of(rows, "\t"),
            ".jsonl.gz": gzip.compress(lines, mtime=0), ".warc": archive,
            ".warc.gz": gzip.compress(archive, mtime=0) * 2, ".parquet": parquet_of(rows), "": page,
        }  # fmt: skip
        files += [bytes([number]) + of_kind[suffix] for number, suffix in enumerate(SUFFIXES)]
    return files


def feed_of(texts: Sequence[str]) -> bytes:
    """A feed with an item a text."""
    items = "".join(f"<item><title>A</title><description><![CDATA[{text}]]></description></item>" for text in texts)
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()


def table_of(rows: Sequence[dict[str, Any]], delimiter: str) -> bytes:
    """A table with a row a report."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def parquet_of(rows: Sequence[dict[str, Any]]) -> bytes:
    """The same as Parquet."""
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), out)
    return out.getvalue()


def warc_of(page: bytes) -> bytes:
    """A record of a web archive."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2021-05-03T10:00:00Z"
        "\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"
