"""Bad input: one clear line each, the rest goes on, nothing raises."""

import errno
import json
import time
from datetime import date
from pathlib import Path

import pytest

from detente.errors import SourceError
from detente.model import Report
from detente.sources import gather, open_sources, opening

TEXT = "The two foreign ministers met in Vienna on Monday and agreed to speak again before the month ends.\n"
DAY = date(2022, 1, 10)
SOON = 20
"""Seconds of a core, on a busy machine too; a pattern that goes wild takes minutes."""


def reports(*paths: object, **given: object) -> list[Report]:
    return list(open_sources([str(path) for path in paths], **{"published": DAY, **given}))


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content", "reason", "mend"),
    [
        ("empty.txt", b"", "empty", "fetch"),
        ("blank.txt", b" \n\n", "empty", "fetch"),
        ("empty.jsonl", b"", "empty", "fetch"),
        ("empty.csv", b"", "empty", "fetch"),
        ("empty.html", b"", "empty", "fetch"),
        ("nul.txt", b"\x00\x01\x02 text", "binary", "UTF-8"),
        ("noise.txt", bytes(range(1, 32)) * 20, "binary", "UTF-8"),
        ("a.pdf", b"%PDF-1.7 ...", "PDF", "pdftotext"),
        ("a.txt", b"%PDF-1.7 ...", "PDF", "pdftotext"),
        ("a.docx", b"PK\x03\x04....[Content_Types].xml word/document.xml", "Word", ".txt"),
        ("a.zip", b"PK\x03\x04....", "zip", "unpack"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office", ".txt"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "image", "text"),
        ("a.jsonl.gz", b"\x1f\x8bnot gzip at all", "gzip", "again"),
        ("a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article", ".txt"),
        (
            "menu.html",
            b"<html><body><ul><li>News</li><li>Sport</li></ul></body></html>",
            "no article",
            ".txt",
        ),
        ("a.json", b'{"text": "Unfinished', "JSON", "mend"),
        ("b.json", b"17", "JSON", ".jsonl"),
        ("c.json", b'{"a": 1, "b": 2}', "there are: a, b", "text=NAME"),
        ("d.jsonl", b'{"a": 1}\n{"b": 2}\n', "there are: a", "text=NAME"),
        ("a.csv", b"id,when,inhalt\n1,2022-01-10,Hallo\n", "there are: id, when, inhalt", "text=NAME"),
        ("a.xml", b"<?xml version='1.0'?><note>hello</note>", "not a feed", ".txt"),
        (
            "b.xml",
            b"<?xml version='1.0'?><rss version='2.0'><channel></channel></rss>",
            "no entries",
            "again",
        ),
        ("digits.txt", b"1962 10 24\n", "no words", "leave"),
    ],
)
def test_sources_without_a_report_say_why_and_what_to_do(
    tmp_path: Path, name: str, content: bytes, reason: str, mend: str
) -> None:
    bad, good = write(tmp_path / name, content), write(tmp_path / "z-good.txt", TEXT)
    report, rest = reports(bad, good)
    assert report.source == str(bad)
    assert report.unread is not None and reason in report.unread and mend in report.unread
    assert "\n" not in report.unread
    assert (rest.text, rest.unread) == (TEXT, None)


def test_a_path_that_matches_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    found = reports(tmp_path / "none.txt", tmp_path / "*.html", tmp_path / "folder", tmp_path / "broken.txt")
    assert [r.unread is not None and r.unread.split(";")[0] for r in found] == [
        "not there",
        "no file matches",
        "a folder without a report in it",
        "a link that points to nothing",
    ]


def test_a_file_that_is_a_pipe_does_not_block(tmp_path: Path) -> None:
    import os  # noqa: PLC0415

    os.mkfifo(tmp_path / "pipe.txt")
    (report,) = reports(tmp_path / "pipe.txt")
    assert report.unread is not None and "not a regular file" in report.unread


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "chmod u+r"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str) -> None:
    shut, good = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", TEXT)
    really_open = Path.open

    def refuse(path: Path, *args: str, **given: str) -> object:
        if path == shut:
            raise error
        return really_open(path, *args, **given)

    monkeypatch.setattr(Path, "open", refuse)
    first, second = reports(shut, good)
    assert first.unread is not None and words in first.unread
    assert second.unread is None


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    write(tmp_path / "b.txt", TEXT)
    really_scan = gather.os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return really_scan(path)

    monkeypatch.setattr(gather.os, "scandir", refuse)
    good, shut = reports(tmp_path)
    assert good.unread is None
    assert (Path(shut.source).name, "chmod u+rx" in (shut.unread or "")) == ("shut", True)


def test_reading_that_fails_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> object:
        yield from ()
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(opening.plain_text, "read_plain_text", fail)
    (report,) = reports(write(tmp_path / "a.txt", TEXT))
    assert report.unread is not None and "Input/output error" in report.unread


def test_a_parser_that_breaks_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> object:
        raise RecursionError("too deep")

    monkeypatch.setattr(opening.html, "read_page", fail)
    bad, good = reports(write(tmp_path / "a.html", "<html>"), write(tmp_path / "b.txt", TEXT))
    assert bad.unread is not None and "RecursionError" in bad.unread
    assert good.unread is None


FRENCH = "Le ministre a rejeté l’exigence : « C’est non », a-t-il déclaré à Genève après la réunion. " * 3


@pytest.mark.parametrize(
    ("content", "text", "line"),
    [
        (FRENCH.encode("cp1252"), FRENCH, "read as cp1252"),
        ((FRENCH.encode() + b"\xe2\x80").strip(), FRENCH + "\ufffd", "not UTF-8 and stand"),
        (FRENCH.encode("utf-16"), FRENCH, None),
    ],
)
def test_broken_utf8_is_read_all_the_same(tmp_path: Path, content: bytes, text: str, line: str | None) -> None:
    said: list[str] = []
    (report,) = reports(write(tmp_path / "a.txt", content), warn=said.append)
    assert (report.text.strip(), report.unread, report.language) == (text.strip(), None, "fr")
    assert [line in words and words.startswith(f"{tmp_path}/a.txt: ") for words in said] == ([True] if line else [])


def test_bytes_in_no_encoding_at_all_are_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import charset_normalizer  # noqa: PLC0415

    class Nothing:
        def best(self) -> None:
            return None

    monkeypatch.setattr(charset_normalizer, "from_bytes", lambda _: Nothing())
    (report,) = reports(write(tmp_path / "a.txt", bytes(range(0x80, 0x100)) * 9))
    assert report.unread is not None and "encoding" in report.unread


def test_a_broken_line_is_unread_with_its_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    lines = [good, '{"text": "cut', good, "[1]", '{"other": 1}', '{"text": ""}', good]
    found = reports(write(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [r.text for r in found if r.unread is None] == [TEXT] * 3
    unread = {r.source.rsplit("#")[-1]: r.unread for r in found if r.unread}
    assert {number: number in reason for number, reason in unread.items()} == dict.fromkeys("2456", True)


def test_a_row_without_text_is_unread_and_short_rows_are_no_trouble(tmp_path: Path) -> None:
    found = reports(write(tmp_path / "a.csv", f'id,text\na,\nb\nc,"{TEXT}"\n'))
    assert [r.unread is None for r in found] == [False, False, True]


@pytest.mark.parametrize("sidecar", ['{"published": ', "[1]", '{"published": "2022-01-10", "outlet": 7}'])
def test_a_broken_sidecar_leaves_the_text_readable(tmp_path: Path, sidecar: str) -> None:
    write(tmp_path / "a.json", sidecar)
    said: list[str] = []
    (report,) = reports(write(tmp_path / "a.txt", TEXT), warn=said.append)
    assert (report.text, report.unread) == (TEXT, None)
    assert len(said) == 1 and "a.json" in said[0] and "mend the sidecar" in said[0]


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2999-01-01", "in the future"),
        ("31st of never", "not a day"),
        (None, "no publication date"),
    ],
)
def test_dates_to_come_unreadable_or_missing_leave_the_report_undated(
    tmp_path: Path, published: str | None, words: str
) -> None:
    write(tmp_path / "a.json", json.dumps({"published": published}))
    said: list[str] = []
    path = write(tmp_path / "a.txt", TEXT)
    (report,) = reports(path, published=None, warn=said.append)
    assert (report.published, report.unread) == (None, None)
    assert len(said) == 1 and said[0].startswith(f"{path}: ") and words in said[0]


def test_a_given_date_in_the_future_dates_nothing(tmp_path: Path) -> None:
    said: list[str] = []
    (report,) = reports(write(tmp_path / "a.txt", TEXT), published=date(2999, 1, 1), warn=said.append)
    assert report.published is None
    assert len(said) == 2 and "in the future" in said[0]


def test_one_line_tells_of_all_undated_rows(tmp_path: Path) -> None:
    said: list[str] = []
    path = write(tmp_path / "a.jsonl", f"{json.dumps({'text': TEXT})}\n" * 40)
    reports(path, published=None, warn=said.append)
    assert said == [
        f"{path}#1: no publication date; relative dates stay unresolved; give --published or a sidecar "
        f"(and 39 more in {path})"
    ]


def test_halves_of_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    said: list[str] = []
    row = {"text": f"\ud83d\ud83d {TEXT} \udc00", "title": "A \ud83d", "published": "2021-05-04"}
    (report,) = reports(write(tmp_path / "a.jsonl", json.dumps(row)), warn=said.append)
    assert report.text == f"\ufffd\ufffd {TEXT} \ufffd" and report.title == "A \ufffd" and report.unread is None
    assert len(said) == 1 and "halves of characters stand as U+FFFD" in said[0]


def test_a_language_without_a_codebook_keeps_its_text(tmp_path: Path) -> None:
    text = "Der Minister hat die Forderung am Montag zurückgewiesen und eine Sitzung des Rates verlangt.\n"
    (report,) = reports(write(tmp_path / "a.txt", text))
    assert (report.text, report.language) == (text, "de")
    assert report.unread == "language de has no codebook yet (have: en, fr)"


@pytest.mark.parametrize("end", ["\n\n", "\n", " "])
def test_two_megabytes_are_read_in_a_moment(tmp_path: Path, end: str) -> None:
    text = (TEXT.strip() + end) * 21_000
    path = write(tmp_path / "a.txt", text)
    began = time.process_time()
    (report,) = reports(path)
    assert report.text == text and report.unread is None and len(text) > 2_000_000
    assert time.process_time() - began < SOON


@pytest.mark.parametrize("unit", ["A", "A ", "Jane Miller, ", "“", "\n", "\u00e9", "© ", "1, "])
def test_no_pattern_goes_wild_on_repetition(tmp_path: Path, unit: str) -> None:
    path = write(tmp_path / "a.txt", TEXT + unit * (400_000 // len(unit)) + "\n" + unit * (600 // len(unit)) + "!\n")
    began = time.process_time()
    reports(path)
    assert time.process_time() - began < SOON


def test_a_field_that_reports_do_not_have_is_the_callers_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="txt"):
        reports(tmp_path, columns={"txt": "body"})
