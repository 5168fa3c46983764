"""Web archives: articles out, everything else counted and named; what is broken does not spoil what came before."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from detente.model import Report
from detente.sources import open_sources

PARAGRAPHS = (
    "The foreign ministers of Chile and Peru met on Monday in Arica and agreed to reopen the border road.",
    "“We have nothing to hide from our neighbours,” the Chilean minister said. The café at the crossing opened again.",
    "Lorries had waited for nine days. Both governments promised to remove the mines that were laid in the seventies.",
)


def page(*, charset: str = "utf-8", says: str | None = None) -> bytes:
    meta = f'<meta charset="{says}">' if says else ""
    head = f"<html><head><title>Road reopens</title>{meta}<meta name=date content=2001-05-14></head><body><article>"
    return (head + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</article></body></html>").encode(charset)


class Archive:
    """A web archive in the making: one gzip member a record, as Common Crawl packs them."""

    def __init__(self) -> None:
        self.members: list[bytes] = []

    def record(self, kind: str, url: str, block: bytes, content_type: str) -> None:
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2001-05-14T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(self.members):032}>\r\nContent-Type: {content_type}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        self.members.append(gzip.compress(head.encode() + block + b"\r\n\r\n"))

    def answer(self, url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html", **more: str) -> None:
        headers = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items())
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
        self.record("response", url, http, "application/http; msgtype=response")

    def note(self) -> None:
        self.record("warcinfo", "", b"software: tests\r\n", "application/warc-fields")

    def packed(self) -> bytes:
        return b"".join(self.members)


def read(path: Path, data: bytes) -> tuple[list[Report], list[str]]:
    path.write_bytes(data)
    said: list[str] = []
    return list(open_sources([str(path)], warn=said.append)), said


def test_articles_come_out_and_the_rest_is_counted(tmp_path: Path) -> None:
    archive = Archive()
    archive.note()
    archive.answer("https://andes.example/1", page())
    archive.answer("https://andes.example/logo", b"\x89PNG", kind="image/png")
    archive.answer("https://andes.example/2", gzip.compress(page()), Content_Encoding="gzip")
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (page()[:500], page()[500:])) + b"0\r\n\r\n"
    archive.answer("https://andes.example/3", chunked, Transfer_Encoding="chunked")
    archive.answer("https://andes.example/gone", b"gone", status="404 Not Found")
    archive.answer("https://andes.example/menu", b"<html><body><a href=/>Home</a></body></html>")
    reports, _ = read(tmp_path / "news.warc.gz", archive.packed())
    good = [report for report in reports if report.unread is None]
    assert [report.url for report in good] == [f"https://andes.example/{n}" for n in (1, 2, 3)]
    assert all(report.text == "\n\n".join(PARAGRAPHS) for report in good)
    (menu,) = (report for report in reports if report.unread is not None)
    assert menu.source.endswith("news.warc.gz#https://andes.example/menu")
    assert "no article" in (menu.unread or "")


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    archive = Archive()
    archive.note()
    archive.answer("https://andes.example/logo", b"\x89PNG", kind="image/png")
    archive.answer("https://andes.example/1", page())
    _, said = read(tmp_path / "news.warc.gz", archive.packed())
    assert any("left out: 1 warcinfo, 1 image/png" in line for line in said)


def test_the_charset_that_the_server_names(tmp_path: Path) -> None:
    archive = Archive()
    body = page(charset="cp1250")
    archive.answer("https://andes.example/1", body, kind="text/html; charset=windows-1250")
    reports, _ = read(tmp_path / "news.warc.gz", archive.packed())
    assert [report.text for report in reports] == ["\n\n".join(PARAGRAPHS)]


@pytest.mark.parametrize("keep", [0.05, 0.55, 0.97])
def test_a_member_cut_short_keeps_what_came_before(tmp_path: Path, keep: float) -> None:
    archive = Archive()
    archive.answer("https://andes.example/1", page())
    archive.answer("https://andes.example/2", page())
    first, second = archive.members
    reports, _ = read(tmp_path / "news.warc.gz", first + second[: int(keep * len(second))])
    assert reports[0].url == "https://andes.example/1" and reports[0].unread is None
    assert any("1 of its gzip members" in (report.unread or "") for report in reports[1:])
    assert all(report.unread for report in reports[1:])


def test_a_damaged_member_is_passed_over(tmp_path: Path) -> None:
    archive = Archive()
    for n in range(3):
        archive.answer(f"https://andes.example/{n}", page())
    damaged = bytearray(archive.members[1])
    damaged[40:60] = b"\xff" * 20
    reports, _ = read(tmp_path / "news.warc.gz", archive.members[0] + bytes(damaged) + archive.members[2])
    good = [report.url for report in reports if report.unread is None]
    assert good[0] == "https://andes.example/0" and good[-1] == "https://andes.example/2"
    assert any("gzip members are damaged" in (report.unread or "") for report in reports)


def test_an_archive_without_pages(tmp_path: Path) -> None:
    archive = Archive()
    archive.note()
    reports, _ = read(tmp_path / "empty.warc.gz", archive.packed())
    assert [report.unread for report in reports] == ["an archive without pages (1 warcinfo); leave it out"]


def test_a_record_of_a_wrong_length_is_passed_over_without_noise(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    archive = Archive()
    for n in range(2):
        archive.answer(f"https://andes.example/{n}", page())
    whole = gzip.decompress(archive.packed())
    length = whole.partition(b"Content-Length: ")[2].partition(b"\r\n")[0]
    data = whole.replace(b"Content-Length: " + length, b"Content-Length: %d" % (int(length) - 30), 1)
    reports, _ = read(tmp_path / "news.warc", data)
    assert reports
    assert capfd.readouterr() == ("", "")
