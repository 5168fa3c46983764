"""JSON: an object a line, a list of objects, or one object; gzip or not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from detente.errors import NoArticle
from detente.sources.columns import draft_from_row, no_text_column, place_columns
from detente.sources.decoding import LARGEST, decode, read_all
from detente.sources.draft import Draft

__all__ = ["read_json", "read_json_lines"]

Numbered = Iterator[tuple[int, object]]


def read_json_lines(source: str, stream: BinaryIO, *, columns: Mapping[str, str]) -> Iterator[Draft]:
    """A report for each line; a line that is not a JSON object with text is an unread draft with its number.

    Raises NoArticle where the file holds no line, or no line that has a text.
    """
    yield from _drafts(source, _lines(stream), columns, "line")


def read_json(source: str, stream: BinaryIO, *, columns: Mapping[str, str]) -> Iterator[Draft]:
    """The reports of a JSON file: a list of objects, an object that holds one such list, or a single report.

    A file whose first line is a whole JSON value is read as lines, whatever it is called. Raises NoArticle.
    """
    first = stream.readline(LARGEST)
    stream.seek(0)
    if _is_object(first) and stream.read(len(first) + 1)[len(first) :]:
        stream.seek(0)
        yield from read_json_lines(source, stream, columns=columns)
        return
    stream.seek(0)
    text, _ = decode(read_all(stream))
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NoArticle(f"not valid JSON ({error}); mend it, or write one report a line (.jsonl)") from error
    yield from _drafts(source, iter(enumerate(_reports_in(value), start=1)), columns, "report")


def _reports_in(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        lists = [part for part in value.values() if isinstance(part, list) and part and isinstance(part[0], dict)]
        return lists[0] if len(lists) == 1 and "text" not in place_columns(value, {}) else [value]
    raise NoArticle("its JSON is neither an object nor a list of objects; write one report a line (.jsonl)")


def _drafts(source: str, values: Numbered, columns: Mapping[str, str], what: str) -> Iterator[Draft]:
    """Drafts of numbered values. Those without text follow as unread, if any has a text."""
    textless: list[int] = []
    keys: list[str] = []
    any_text = any_value = False
    for number, value in values:
        any_value = True
        if not isinstance(value, dict):
            reason = str(value) if isinstance(value, ValueError) else "not an object"
            yield Draft(
                f"{source}#{number}",
                unread=f"{what} {number} is not a JSON object ({reason}); mend that {what}",
            )
            continue
        places = place_columns(value, columns)
        if "text" in places:
            any_text = True
            yield draft_from_row(value, places, source=source, number=number)
        else:
            textless.append(number)
            keys = keys or list(value)
    if textless and not any_text:
        raise no_text_column("key", keys, columns)
    for number in textless:
        yield Draft(f"{source}#{number}", unread=f"{what} {number} has no text; add one, or leave the {what} out")
    if not any_value:
        raise NoArticle("the file is empty; leave it out, or fetch it again")


def _lines(stream: BinaryIO) -> Numbered:
    number = 0
    while raw := stream.readline(LARGEST + 1):
        number += 1
        if len(raw) > LARGEST:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LARGEST)
            yield number, ValueError(f"longer than {LARGEST >> 20} MB")
            continue
        line = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
        if line:
            yield number, _value(line)


def _value(line: bytes) -> object:
    """The value of a line, or the error that says why it has none."""
    try:
        return json.loads(line)
    except UnicodeDecodeError:
        pass
    except (ValueError, RecursionError) as error:
        return error if isinstance(error, ValueError) else ValueError("nested too deeply")
    try:
        return json.loads(decode(line)[0])
    except (ValueError, NoArticle) as error:
        return ValueError(str(error))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
