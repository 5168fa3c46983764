"""Bytes to characters: opens a file, refuses what is not text, finds out the encoding.

Errors raised in this room give the reason and the mend; `opening` puts the source's name beside them.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import stat
from pathlib import Path
from typing import BinaryIO, cast

from detente.errors import NoArticle, UnreadableSource

__all__ = [
    "LARGEST", "decode", "encoding_of", "open_bytes", "read_all", "refuse_binary", "text_lines",
    "whole_characters",
]  # fmt: skip

LARGEST = 64 * 2**20
"""Bytes of the largest single document that is read whole; the longest news texts have two or three MB."""

SAVE_AS_TEXT = "save its text as .txt (UTF-8) and read that"

MAGIC = (
    (b"%PDF-", f"a PDF, not text; {SAVE_AS_TEXT}, for instance with pdftotext"),
    (b"\xd0\xcf\x11\xe0", f"an old Office document, not text; {SAVE_AS_TEXT}"),
    (b"{\\rtf", f"an RTF document, not plain text; {SAVE_AS_TEXT}"),
    (b"SQLite format 3\0", "an SQLite database; write its reports as .csv or .jsonl and read that"),
    (b"\x89PNG", "an image; read the text of the report"),
    (b"\xff\xd8\xff", "an image; read the text of the report"),
    (b"GIF8", "an image; read the text of the report"),
    (b"\x7fELF", "a program, not text; leave it out"),
)

CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))

MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

WESTERN = frozenset("àâäæçèéêëîïñôöùûüÿœáíóúßÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜŸŒÁÍÓÚ‘’‚“”„«»‹›–—…•€£§°©®™\xa0´·ºª½¼¾²³¿¡")
"""What Western European news sets beyond ASCII. Bytes that all fall on these are cp1252 (or Latin-1)."""

HALF = re.compile("[\ud800-\udfff]")


def open_bytes(path: Path, *, unpack: bool = True) -> BinaryIO:
    """The bytes of a regular file, unpacked where it is gzip unless told not to, seekable. Raises UnreadableSource."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or device would block, or never end
            raise UnreadableSource("not a regular file; save its content to a file and read that")
        stream = path.open("rb")
    except FileNotFoundError as error:
        reason = "a link that points to nothing; mend or remove the link" if path.is_symlink() else (
            "not there; check the spelling of the path")  # fmt: skip
        raise UnreadableSource(reason) from error
    except PermissionError as error:
        raise UnreadableSource("no permission to read it; change its permissions (chmod u+r)") from error
    except OSError as error:
        raise UnreadableSource(
            f"could not be opened ({error.strerror or error}); check the path and the disk"
        ) from error
    if unpack and stream.read(2) == b"\x1f\x8b":
        stream.close()
        return cast(BinaryIO, gzip.open(path, "rb"))
    stream.seek(0)
    return stream


def read_all(stream: BinaryIO) -> bytes:
    """All bytes of one document. Raises NoArticle where it is empty or larger than LARGEST."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise NoArticle(f"larger than {LARGEST >> 20} MB; split it into one file a report")
    if not data.strip():
        raise NoArticle("the file is empty; leave it out, or fetch the report again")
    return data


def refuse_binary(head: bytes) -> None:
    """Raises NoArticle, saying what to do, where the first bytes of a file are not text."""
    for magic, reason in MAGIC:
        if head.startswith(magic):
            raise NoArticle(reason)
    if head.startswith(b"PK\x03\x04"):
        what = "a Word document" if b"word/" in head else "a zip archive or an Office document"
        raise NoArticle(f"{what}, not text; unpack it, or {SAVE_AS_TEXT}")
    if head[8:12] == b"DUCK":
        raise NoArticle("a DuckDB database (a record?), not a report; leave it out")
    if _marked(head):
        return
    controls = len(head) - len(head.translate(None, CONTROLS))
    if b"\0" in head or controls * 20 > len(head):
        raise NoArticle(f"binary, not text; if it is text in another encoding, {SAVE_AS_TEXT}")


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """The characters of `data`, and one line where its encoding had to be guessed or bytes were lost.

    Newlines and a UTF-8 byte order mark stay, as `open(encoding="utf8", newline="")` has them. `declared` is
    the encoding that the document names itself; it counts where the bytes are not UTF-8. Raises NoArticle
    where no encoding fits.
    """
    encoding = encoding_of(data, declared=declared)
    text = data.decode(encoding, errors="replace")
    if encoding == "utf-8":
        lost = text.count("\ufffd")
        return text, f"{lost} bytes are not UTF-8 and stand as U+FFFD; fetch the file again" if lost else None
    guessed = encoding != declared and not _marked(data)
    return text, f"not UTF-8; read as {encoding}, a guess; save it as UTF-8 to be sure" if guessed else None


def whole_characters(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair, which JSON and file names can hold but UTF-8 cannot."""
    return text if text.isascii() else HALF.sub("\ufffd", text)


def encoding_of(data: bytes, *, declared: str | None = None) -> str:
    """The encoding of `data` (all of a document, or its beginning). Raises NoArticle where none fits."""
    if marked := _marked(data):
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
        return "utf-8"
    except UnicodeDecodeError:
        pass
    if declared and _known(declared):
        return declared
    beyond = re.sub(rb"[\x00-\x7f]+", b"", data)
    # UTF-8 with a few bytes lost on the way: whole sequences far outnumber the broken bytes
    if (repaired := beyond.decode("utf-8", errors="replace")).count("\ufffd") * 4 <= len(repaired):
        return "utf-8"
    if WESTERN.issuperset(beyond.decode("cp1252", errors="replace")):
        return "cp1252"
    return _guess(data)


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  only broken files pay for loading it

    best = from_bytes(data[:65536]).best()
    if best is None:
        raise NoArticle(f"its encoding could not be made out; {SAVE_AS_TEXT}")
    return best.encoding


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKED if data.startswith(mark)), None)


def _known(encoding: str) -> bool:
    try:
        return bool(codecs.lookup(encoding)) and "a".encode(encoding) == b"a"
    except (LookupError, UnicodeError):
        return False


def text_lines(stream: BinaryIO) -> io.TextIOWrapper:
    """A stream of bytes as text, newlines kept, bad bytes as U+FFFD; the first MB shows the encoding."""
    head = stream.read(2**20)
    stream.seek(0)
    encoding = encoding_of(head)
    return io.TextIOWrapper(stream, "utf-8-sig" if encoding == "utf-8" else encoding, "replace", newline="")
